//! The sample hospital: its story is whole, its journal replays, and it goes without a trace.

use app::{
    App, Clock, picture,
    sample::{SampleHospital, Stage, build, remove},
    words::T,
};
use domain::{
    access::{Actor, DropSample, Permit, ReadJournal, SignRound, View, permit},
    assessment::{NextStep, RoundNo, TargetState},
    calendar::iso,
    staff::{Name, Role},
};
use messages::Lang;
use store::StoreError;
use testkit::{House, both_engines};
use time::macros::date;

fn console(sample: &SampleHospital) -> Actor {
    Actor::console(sample.facility, Name::parse("試験").unwrap())
}

fn view(sample: &SampleHospital) -> Permit<View> {
    permit(&console(sample)).unwrap()
}

/// The app on the day on which the story stands still.
fn on_its_day(house: &House, sample: &SampleHospital) -> App {
    let mut app = house.app.clone();
    app.clock = Clock::morning_of(sample.today);
    app
}

both_engines! {
    async fn after_round_one_there_is_work_left(house: &House) {
        let sample = build(&house.app, Stage::AfterRoundOne).await.unwrap();
        let opened = app::assessment::load(&on_its_day(house, &sample), &view(&sample), sample.sheet).await.unwrap();
        let standing = opened.standing().unwrap();
        assert!(opened.facility().sample);
        assert_eq!((standing.yes.len(), standing.no.len(), standing.blank.len()), (12, 7, 0));
        assert!(standing.formal.is_met() && standing.without_target.is_empty());
        let overdue = standing.targets.iter().filter(|t| matches!(t.2, TargetState::Overdue { .. }));
        assert_eq!(overdue.map(|t| t.0.to_string()).collect::<Vec<_>>(), ["all.mds-sds"]);
        let signed: Vec<_> = opened.loaded.sign_offs.iter().map(|s| (s.round, iso(s.at.date_jst()))).collect();
        assert_eq!(signed, [(RoundNo::First, "2024-06-18".to_owned())]);
        assert!(matches!(standing.next, NextStep::Overdue(_, RoundNo::Second)), "{:?}", standing.next);
    }

    async fn both_rounds_are_confirmed_and_signed(house: &House) {
        let sample = build(&house.app, Stage::BothRounds).await.unwrap();
        let opened = app::assessment::load(&on_its_day(house, &sample), &view(&sample), sample.sheet).await.unwrap();
        let standing = opened.standing().unwrap();
        assert_eq!((standing.yes.len(), standing.no.len(), standing.blank.len()), (17, 2, 0));
        assert_eq!(opened.loaded.sign_offs.iter().map(|s| s.round).collect::<Vec<_>>(), [RoundNo::First, RoundNo::Second]);
        let overdue = standing.targets.iter().filter(|t| matches!(t.2, TargetState::Overdue { .. }));
        assert_eq!(overdue.count(), 1);
    }

    async fn its_journal_has_the_instants_of_its_story(house: &House) {
        let sample = build(&house.app, Stage::BothRounds).await.unwrap();
        let permit: Permit<ReadJournal> = permit(&console(&sample)).unwrap();
        let page = store::journal::entries(&house.app.db, &permit, None, 500).await.unwrap();
        let days: Vec<_> = page.entries.iter().map(|(_, _, entry)| entry.at.date_jst()).collect();
        assert!(days.is_sorted_by(|newer, older| newer >= older), "{days:?}");
        assert_eq!((days.first(), days.last()), (Some(&date!(2025 - 01 - 24)), Some(&date!(2024 - 05 - 20))));
        assert!(page.entries.iter().filter_map(|(_, _, e)| e.by.user).collect::<std::collections::HashSet<_>>().len() >= 6);
    }

    async fn its_people_hold_their_roles_today(house: &House) {
        let sample = build(&house.app, Stage::AfterRoundOne).await.unwrap();
        let today = date!(2026 - 11 - 23);
        for (user, role) in [
            (sample.administrator, Role::Administrator),
            (sample.officer, Role::SafetyOfficer),
            (sample.contributor, Role::Contributor),
            (sample.viewer, Role::Viewer),
        ] {
            let actor = store::access::actor(&house.app.db, sample.facility, user, today).await.unwrap().unwrap();
            assert_eq!(actor.roles(), [role]);
            assert_eq!(permit::<SignRound>(&actor).is_ok(), role == Role::Administrator);
        }
        let roster = store::staff::roster(&house.app.db, &view(&sample)).await.unwrap();
        assert_eq!((roster.members.len(), roster.members.iter().filter(|m| m.left_on.is_some()).count()), (12, 1));
        assert_eq!(roster.roles.iter().filter(|r| r.deputy && r.in_force(today)).count(), 2);
    }

    async fn it_goes_without_a_trace_and_takes_nothing_with_it(house: &House) {
        let first = build(&house.app, Stage::AfterRoundOne).await.unwrap();
        let second = build(&house.app, Stage::AfterRoundOne).await.expect("a second one beside the first");
        let drop: Permit<DropSample> = permit(&console(&first)).unwrap();
        remove(&house.app, &drop).await.unwrap();
        assert_eq!(house.app.facilities().await.unwrap(), [second.facility, house.facility]);
        let blobs = house.test_db.folder.join("blobs");
        assert!(!blobs.join(first.facility.to_string()).exists() && blobs.join(second.facility.to_string()).exists());
        assert!(matches!(store::facility::facility(&house.app.db, &view(&first)).await, Err(StoreError::NotFound)));
    }

    async fn its_pictures_show_where_it_stands(house: &House) {
        let sample = build(&house.app, Stage::BothRounds).await.unwrap();
        let opened = app::assessment::load(&on_its_day(house, &sample), &view(&sample), sample.sheet).await.unwrap();
        let standing = opened.standing().unwrap();
        for lang in Lang::ALL {
            let t = T::new(lang);
            let pictures = [
                picture::formal(t, &standing.formal),
                picture::answers(t, &standing),
                picture::rounds(t, &opened).unwrap(),
                picture::targets(t, &opened, &standing),
            ];
            insta::assert_snapshot!(format!("pictures-{}", lang.code()), pictures.join("\n").replace("><", ">\n<"));
        }
    }

    async fn a_real_institution_is_not_removed(house: &House) {
        let refused = remove(&house.app, &house.permit()).await;
        assert!(matches!(refused, Err(app::AppError::Store(StoreError::NotFound))), "{refused:?}");
    }
}
