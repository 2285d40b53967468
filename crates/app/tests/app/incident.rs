//! Incidents on both engines: entries join one incident only, nothing is erased, the package and the emergency pack hold what is known.

use app::{
    readiness::{
        due::all,
        emergency,
        incident::{first_steps, note, open, package, report_sheet},
    },
    words::T,
};
use domain::{
    id::IncidentId,
    journal::Seq,
    readiness::{
        due::DueKind,
        incident::{Closing, EmergencySetting, Happening, Leak, NoteText, Noted, Report, Sent, Stated, Ticked},
        task::{Task, TaskDraft, TaskOrigin},
    },
    vendor::Line,
};
use messages::Lang;
use std::{fs, io::Read as _, path::PathBuf};
use store::{StoreError, readiness::incident};
use testkit::{House, both_engines};

const JA: T = T::new(Lang::Ja);

async fn opened(house: &House, another: bool) -> IncidentId {
    let id = house.app.ids.next();
    open(&house.app, &house.view(), &house.permit(), JA, (id, another)).await.unwrap();
    id
}

fn noted(house: &House, words: &str) -> Noted {
    Noted::parse(&NoteText { kind: "seen", words, ..NoteText::default() }, house.app.now()).unwrap()
}

fn folder(house: &House) -> PathBuf {
    let path = std::env::temp_dir().join(format!("incident-app-{}-{}", std::process::id(), house.facility));
    fs::create_dir_all(&path).unwrap();
    path
}

async fn set(house: &House, folder: &str, keep: &str) {
    let (_, version) = store::readiness::emergency::setting(&house.app.db, &house.view()).await.unwrap();
    let setting = EmergencySetting::parse(folder, keep, "ja").unwrap();
    store::readiness::emergency::set(&house.app.db, &house.permit(), house.app.now(), version, setting).await.unwrap();
}

both_engines! {
    async fn two_open_incidents_keep_their_entries_apart(house: &House) {
        let first = opened(house, false).await;
        let again = open(&house.app, &house.view(), &house.permit(), JA, (house.app.ids.next(), false)).await;
        assert!(matches!(again, Err(app::AppError::Store(StoreError::Exists(_)))), "pressed twice it is one");
        let second = opened(house, true).await;
        let seq = note(&house.app, &house.permit(), first, noted(house, "一つ目"), None).await.unwrap();
        note(&house.app, &house.permit(), second, noted(house, "二つ目"), None).await.unwrap();
        let foreign = Noted { corrects: Some(seq), ..noted(house, "直す") };
        let refused = note(&house.app, &house.permit(), second, foreign.clone(), None).await;
        assert!(matches!(refused, Err(app::AppError::Store(StoreError::NotFound))), "an entry of the other incident");
        note(&house.app, &house.permit(), first, foreign, None).await.unwrap();
        let (one, two) = (
            incident::find(&house.app.db, &house.view(), first).await.unwrap(),
            incident::find(&house.app.db, &house.view(), second).await.unwrap(),
        );
        assert_eq!((one.opened.number, one.entries.len(), two.opened.number, two.entries.len()), (1, 2, 2, 1));
        assert_eq!(one.timeline()[0].corrected_by.map(Seq::get), Some(one.entries[1].seq.get()));
    }

    async fn steps_are_ticked_once_and_a_tick_is_taken_back(house: &House) {
        let id = opened(house, false).await;
        let tick = async |step, done| {
            let ticked = Happening::Ticked(Ticked { step, done, remark: None });
            incident::report(&house.app.db, &house.permit(), house.app.now(), id, ticked).await
        };
        let first = tick(0, true).await.unwrap();
        assert!(tick(0, true).await.unwrap() < first, "a second press writes nothing");
        tick(0, false).await.unwrap();
        assert!(matches!(tick(99, true).await, Err(StoreError::NotFound)));
        let found = incident::find(&house.app.db, &house.view(), id).await.unwrap();
        assert_eq!((found.entries.len(), found.steps()[0].is_done()), (2, false));
    }

    async fn reports_fall_due_until_they_are_sent(house: &House) {
        let id = opened(house, false).await;
        let kinds = async || {
            let due = all(&house.app, &house.view(), JA).await.unwrap();
            due.into_iter().filter(|one| one.kind == DueKind::IncidentReport).map(|one| one.on.to_string()).collect::<Vec<_>>()
        };
        assert_eq!(kinds().await, ["2024-06-14", "2024-07-09"]);
        let found = incident::find(&house.app.db, &house.view(), id).await.unwrap();
        let (before, version) = found.stated();
        let stated = Stated { wrongful: true, leak: Leak::Possible, ..before.clone() };
        let state = async |version, stated: &Stated| {
            let entry = Happening::Stated(Box::new(stated.clone()));
            incident::manage(&house.app.db, &house.permit(), house.app.now(), (id, version), entry).await
        };
        state(version, &stated).await.unwrap();
        assert!(matches!(state(version, before).await, Err(StoreError::Stale)), "somebody stated meanwhile");
        assert_eq!(kinds().await, ["2024-06-14", "2024-08-08"]);
        let sent = Happening::Sent(Sent { report: Report::PpcPreliminary, at: house.app.now(), how: None });
        incident::manage(&house.app.db, &house.permit(), house.app.now(), (id, Seq::ZERO), sent).await.unwrap();
        let end = Closing::parse("2024-06-10T09:00", "終わった", house.app.now()).unwrap();
        let closed = || Happening::Closed(Box::new(end.clone()));
        let close = async || incident::manage(&house.app.db, &house.permit(), house.app.now(), (id, Seq::ZERO), closed()).await;
        close().await.unwrap();
        assert!(matches!(close().await, Err(StoreError::Stale)));
        assert_eq!(kinds().await, ["2024-08-08"], "a closed incident still owes its report");
        let stated = TaskDraft { words: domain::assessment::Note::parse("直す").unwrap(), owner: None, due_on: None, done: None };
        let task = Task { id: house.app.ids.next(), origin: TaskOrigin::Incident(id), stated, version: Seq::ZERO };
        incident::leave_task(&house.app.db, &house.permit(), house.app.now(), id, task).await.unwrap();
        let found = incident::find(&house.app.db, &house.view(), id).await.unwrap();
        let sheet = report_sheet(&house.app, &house.view(), JA, &found).await.unwrap();
        let lessons = sheet.sections.iter().find(|section| section.id == "lessons").unwrap();
        assert_eq!(lessons.steps, ["直す (目標日なし)"]);
    }

    async fn the_package_names_what_is_inside_and_what_is_not_known(house: &House) {
        let id = opened(house, false).await;
        note(&house.app, &house.permit(), id, noted(house, "画面が赤い"), None).await.unwrap();
        let found = incident::find(&house.app.db, &house.view(), id).await.unwrap();
        let made = package(&house.app, &house.view(), &house.permit(), JA, &found).await.unwrap();
        let mut zip = zip::ZipArchive::new(std::io::Cursor::new(made.bytes.clone())).unwrap();
        let names: Vec<String> = zip.file_names().map(|name| name.unwrap().into_owned()).collect();
        for name in ["00-contents.txt", "everything.html", "timeline.csv", "ledger-full.csv", "report.txt", "accounts.csv", "cut.csv"] {
            assert!(names.iter().any(|one| one == name), "{name}: {names:?}");
        }
        let mut read = |name: &str| {
            let mut text = String::new();
            zip.by_name(name).unwrap().read_to_string(&mut text).unwrap();
            text
        };
        let contents = read("00-contents.txt");
        let timeline = read("timeline.csv");
        let digest = domain::digest::Digest::of(timeline.as_bytes()).to_string();
        assert!(contents.contains(&digest) && contents.contains("分かっていないこと"), "{contents}");
        assert!(timeline.contains("画面が赤い"));
        let found = incident::find(&house.app.db, &house.view(), id).await.unwrap();
        let Happening::Packed(packed) = &found.entries.last().unwrap().what else { panic!("it is entered") };
        assert_eq!(packed.digest, domain::digest::Digest::of(&made.bytes));
    }

    async fn the_emergency_pack_is_written_every_night_and_old_ones_go(house: &House) {
        let place = folder(house);
        set(house, &place.display().to_string(), "2").await;
        for _ in 0..3 {
            assert!(emergency::turn(&house.app, &house.view()).await.unwrap());
            assert!(!emergency::turn(&house.app, &house.view()).await.unwrap(), "once a night");
            house.app.clock.set(house.app.now().plus_millis(24 * 3_600_000));
        }
        let mut names: Vec<String> =
            fs::read_dir(&place).unwrap().map(|one| one.unwrap().file_name().to_string_lossy().into_owned()).collect();
        names.sort();
        assert_eq!(names.len(), 2, "{names:?}");
        assert!(names[1].ends_with("-2024-06-12.html"), "{names:?}");
        let text = fs::read_to_string(place.join(&names[1])).unwrap();
        assert!(text.contains("LANケーブルを抜く") && !text.contains("http://") && !text.contains("<script"));
        fs::remove_dir_all(&place).unwrap();
        assert!(!emergency::turn(&house.app, &house.view()).await.unwrap());
        let run = store::readiness::emergency::run(&house.app.db, &house.view()).await.unwrap().unwrap();
        assert_eq!((run.trouble.as_deref(), run.made_at.is_some()), (Some("gone"), true));
        let due = all(&house.app, &house.view(), JA).await.unwrap();
        assert!(due.iter().any(|one| one.kind == DueKind::EmergencyPack), "told by calendar and mail");
        fs::create_dir_all(&place).unwrap();
        assert!(!emergency::turn(&house.app, &house.view()).await.unwrap(), "not again at once");
        house.app.clock.set(house.app.now().plus_millis(3_600_000));
        assert!(emergency::turn(&house.app, &house.view()).await.unwrap(), "an hour later");
        let run = store::readiness::emergency::run(&house.app.db, &house.view()).await.unwrap().unwrap();
        assert_eq!((run.trouble, run.failing_since), (None, None));
        fs::remove_dir_all(&place).unwrap();
    }

    async fn first_steps_are_there_without_a_chart(house: &House) {
        let first = first_steps(&house.app, &house.view(), JA).await.unwrap();
        assert!(first.terminal[0].contains("LANケーブル") && first.version.is_empty() && first.first.is_empty());
        assert!(Line::parse(&first.terminal[0]).is_ok());
    }
}
