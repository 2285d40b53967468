//! Answers, versions, conflicts, sign-offs.

use domain::assessment::{Choice, DraftError, NextStep, RoundNo, Slot};
use domain::journal::Seq;
use store::StoreError;
use testkit::both_engines;
use time::macros::date;

const ITEM: &str = "org.safety-officer";

fn refusal(error: &app::AppError) -> String {
    error.to_string()
}

both_engines! {
    async fn an_answer_is_kept_with_its_version(house: &House) {
        let sheet = house.open_r6().await;
        let row = house.answer(sheet, ITEM, RoundNo::First, Choice::Yes).await.unwrap();
        let opened = app::assessment::load(&house.app, &house.view(), sheet).await.unwrap();
        assert_eq!(opened.row(&row.item), row);
        assert!(matches!(row.state.slot(RoundNo::First), Slot::Yes { on, .. } if *on == date!(2024 - 06 - 10)));
    }

    async fn an_older_version_is_refused_and_shows_what_stands(house: &House) {
        let sheet = house.open_r6().await;
        let row = house.answer(sheet, ITEM, RoundNo::First, Choice::Yes).await.unwrap();
        let draft = house.draft(RoundNo::First, Choice::No, Seq::ZERO);
        let error = app::assessment::answer(&house.app, &house.view(), &house.permit(), sheet, &row.item, draft)
            .await
            .unwrap_err();
        match error {
            app::AppError::Store(StoreError::Conflict(now)) => assert_eq!(*now, row),
            other => panic!("{other}"),
        }
    }

    async fn the_same_draft_twice_writes_once(house: &House) {
        let sheet = house.open_r6().await;
        let first = house.answer(sheet, ITEM, RoundNo::First, Choice::Yes).await.unwrap();
        let second = house.answer(sheet, ITEM, RoundNo::First, Choice::Yes).await.unwrap();
        assert_eq!(first, second);
    }

    async fn history_reads_in_order(house: &House) {
        let sheet = house.open_r6().await;
        house.answer(sheet, ITEM, RoundNo::First, Choice::No).await.unwrap();
        let row = house.answer(sheet, ITEM, RoundNo::First, Choice::Yes).await.unwrap();
        let history = store::assessment::history(&house.app.db, &house.view(), sheet, &row.item).await.unwrap();
        let words: Vec<bool> = history.iter().map(|change| change.after.slots[0].is_yes()).collect();
        assert_eq!(words, [false, true]);
        assert_eq!(history[1].by, "安全 太郎");
    }

    async fn a_second_round_needs_the_first(house: &House) {
        let sheet = house.open_r6().await;
        let error = house.answer(sheet, ITEM, RoundNo::Second, Choice::Yes).await.unwrap_err();
        assert_eq!(refusal(&error), DraftError::EarlierRoundBlank.to_string());
    }

    async fn a_gate_that_says_no_ends_the_form(house: &House) {
        let sheet = house.open_r6().await;
        house.answer(sheet, "gate.system-in-use", RoundNo::First, Choice::No).await.unwrap();
        let error = house.answer(sheet, ITEM, RoundNo::First, Choice::Yes).await.unwrap_err();
        assert_eq!(refusal(&error), DraftError::NotAsked.to_string());
    }

    async fn a_gate_that_says_no_is_nothing_to_put_right(house: &House) {
        let sheet = house.open_r6().await;
        house.answer(sheet, "gate.system-in-use", RoundNo::First, Choice::No).await.unwrap();
        let standing = app::assessment::load(&house.app, &house.view(), sheet).await.unwrap().standing().unwrap();
        assert_eq!((standing.without_target.as_slice(), &standing.next), ([].as_slice(), &NextStep::Sign(RoundNo::First)));
        app::assessment::sign_by_login(&house.app, &house.view(), &house.permit(), sheet, RoundNo::First).await.unwrap();
        let standing = app::assessment::load(&house.app, &house.view(), sheet).await.unwrap().standing().unwrap();
        assert_eq!(standing.next, NextStep::MakePack);
        assert_eq!(app::remediation::list(&house.app, &house.view()).await.unwrap().lines.len(), 0);
    }

    async fn the_same_form_is_not_opened_twice(house: &House) {
        house.open_r6().await;
        let year = domain::calendar::FiscalYear::new(2024).unwrap();
        let edition = "r6".parse().unwrap();
        let again = app::assessment::open(
            &house.app, &house.permit(), &edition, app::assessment::About::Institution(domain::catalog::FormKind::Hospital), year).await;
        assert!(matches!(again, Err(app::AppError::Store(StoreError::Exists(_)))), "{again:?}");
    }

    async fn a_round_is_signed_only_when_nothing_is_open(house: &House) {
        let sheet = house.open_r6().await;
        house.answer(sheet, ITEM, RoundNo::First, Choice::No).await.unwrap();
        let open = app::assessment::sign_by_login(&house.app, &house.view(), &house.permit(), sheet, RoundNo::First).await;
        match open {
            Err(app::AppError::Open(points)) => assert_eq!(points.len(), 19),
            other => panic!("{other:?}"),
        }
    }

    async fn a_change_after_signing_shows_as_a_difference(house: &House) {
        let sheet = house.open_r6().await;
        house.answer(sheet, "gate.system-in-use", RoundNo::First, Choice::No).await.unwrap();
        app::assessment::sign_by_login(&house.app, &house.view(), &house.permit(), sheet, RoundNo::First).await.unwrap();
        let opened = app::assessment::load(&house.app, &house.view(), sheet).await.unwrap();
        assert_eq!(opened.differences(RoundNo::First), Some(vec![]));
        house.answer(sheet, "gate.system-in-use", RoundNo::First, Choice::Yes).await.unwrap();
        let opened = app::assessment::load(&house.app, &house.view(), sheet).await.unwrap();
        assert_eq!(opened.changed_rounds(), [RoundNo::First]);
    }
}
