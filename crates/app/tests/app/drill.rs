//! Drills by the clock, and everything that falls due: the list, its feed, reminders by mail.

use app::{
    Outside,
    readiness::{
        drill as room,
        due::{all, feed, forget_feed, make_feed, remind_people},
    },
    vendor::{MailSettings, Mailer, Security},
    words::T,
};
use domain::{
    assessment::Note,
    id::DrillId,
    journal::Seq,
    readiness::{
        drill::{Drill, DrillDraft, DrillHeld, DrillKind, DrillStarted, DrillStepped, DrillText},
        due::DueKind,
        task::{Task, TaskDraft, TaskOrigin},
    },
};
use messages::Lang;
use store::{StoreError, readiness::drill};
use testkit::{House, both_engines};
use time::macros::date;

const JA: T = T::new(Lang::Ja);

async fn planned(house: &House, kind: &str, planned_on: &str) -> DrillId {
    let text = DrillText { kind, title: "VPNの訓練", card: "vpn-broken-into", planned_on, ..DrillText::default() };
    let stated = DrillDraft::parse(&text, &[]).unwrap();
    let id = house.app.ids.next();
    let planned = Drill { id, stated, version: Seq::ZERO };
    drill::record(&house.app.db, &house.permit(), house.app.now(), planned).await.unwrap();
    id
}

async fn step(house: &House, id: DrillId, step: usize) -> Result<Seq, StoreError> {
    let stepped = DrillStepped { drill: id, step, said: Note::parse("話した").unwrap() };
    drill::step(&house.app.db, &house.permit(), house.app.now(), stepped).await
}

both_engines! {
    async fn a_drill_is_played_step_by_step_and_nothing_is_counted_twice(house: &House) {
        let id = planned(house, "drill", "2024-06-10").await;
        assert!(matches!(step(house, id, 0).await, Err(StoreError::Stale)), "the clock does not run yet");
        let row = drill::find(&house.app.db, &house.view(), id).await.unwrap();
        let start = async || {
            let started = DrillStarted { drill: id, card: room::card(&house.app, JA, &row.drill) };
            drill::start(&house.app.db, &house.permit(), house.app.now(), started).await
        };
        start().await.unwrap();
        assert!(matches!(start().await, Err(StoreError::Exists(_))));
        for at in 0..5 {
            house.app.clock.set(house.app.now().plus_millis(90_000));
            step(house, id, at).await.unwrap();
            assert!(matches!(step(house, id, at).await, Err(StoreError::Stale)), "pressed twice");
        }
        let row = drill::find(&house.app.db, &house.view(), id).await.unwrap();
        let run = row.run.unwrap();
        assert_eq!((run.current(), run.seconds()), (None, 450));
        assert!(run.timed().iter().all(|step| step.seconds == Some(90)));
        let held = |on| DrillHeld { drill: id, on, people: [house.officer.staff].into(), others: None, observed: Note::default() };
        let hold = async |version, held| drill::hold(&house.app.db, &house.permit(), house.app.now(), version, held).await;
        let first = hold(Seq::ZERO, held(date!(2024 - 06 - 10))).await.unwrap();
        assert!(matches!(hold(Seq::ZERO, held(date!(2024 - 06 - 09))).await, Err(StoreError::Stale)));
        hold(first, held(date!(2024 - 06 - 09))).await.unwrap();
        let rows = drill::list(&house.app.db, &house.view()).await.unwrap();
        assert_eq!(room::next(&rows, DrillKind::Drill, house.app.today()), date!(2025 - 06 - 09));
        assert_eq!(room::next(&rows, DrillKind::Training, house.app.today()), date!(2025 - 03 - 31));
        let paper = room::paper(&house.app, &house.view(), JA).await.unwrap().unwrap();
        assert_eq!((paper.parts.len(), paper.parts[0].steps.len(), paper.parts[0].steps[0].took.as_str()), (1, 5, "1分30秒"));
    }

    async fn everything_that_falls_due_stands_in_one_list_and_its_feed(house: &House) {
        let id = planned(house, "drill", "2024-07-01").await;
        let stated = TaskDraft { words: Note::parse("番号を直す").unwrap(), owner: None, due_on: Some(date!(2024 - 06 - 01)), done: None };
        let task = Task { id: house.app.ids.next(), origin: TaskOrigin::Drill(id), stated, version: Seq::ZERO };
        drill::leave_task(&house.app.db, &house.permit(), house.app.now(), id, task).await.unwrap();
        let due = all(&house.app, &house.view(), JA).await.unwrap();
        let kinds: Vec<_> = due.iter().map(|one| one.kind).collect();
        assert_eq!(kinds, [DueKind::Task, DueKind::Drill, DueKind::Training], "by day");
        let user = house.officer.user;
        let made = make_feed(&house.app, &house.view(), user).await.unwrap();
        let token = made.path.trim_start_matches("/calendar/feed/").trim_end_matches(".ics").to_owned();
        let read = async |token: &str| feed(&house.app, token, None, JA).await.unwrap();
        let text = read(&token).await.unwrap().replace("\r\n ", "");
        assert_eq!(text.matches("BEGIN:VEVENT").count(), 3);
        assert!(text.contains("番号を直す") && !text.contains("安全 太郎"), "{text}");
        assert_eq!(read("0").await, None);
        let renewed = make_feed(&house.app, &house.view(), user).await.unwrap();
        assert_eq!(read(&token).await, None, "the old address opens nothing");
        let token = renewed.path.trim_start_matches("/calendar/feed/").trim_end_matches(".ics").to_owned();
        assert!(read(&token).await.is_some());
        forget_feed(&house.app, &house.view(), user).await.unwrap();
        assert_eq!(read(&token).await, None);
    }

    async fn a_mail_server_that_is_down_is_tried_again_and_said(house: &House) {
        planned(house, "drill", "2024-06-12").await;
        let remind = async |app: &app::App| remind_people(app, &house.view()).await.unwrap();
        let (db, user) = (&house.app.db, house.officer.user);
        store::readiness::told::set_reminder(db, &house.view(), user, Some(("it@hospital.example", "ja")), house.app.now()).await.unwrap();
        assert_eq!(remind(&house.app).await, 0, "off while no server is set");
        // Nobody listens on this port.
        let port = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let settings = MailSettings {
            server: "127.0.0.1".to_owned(),
            port: Some(port),
            security: Security::None,
            from: "sakimori@hospital.example".to_owned(),
            login: None,
            authority: None,
        };
        let outside = Outside { vendor_address: None, mailer: Some(Mailer::new(settings).unwrap()) };
        let app = house.app.clone().reaching(outside);
        for _ in 0..2 {
            assert_eq!(remind(&app).await, 0);
            let one = store::readiness::told::reminders(db, &house.view()).await.unwrap().remove(0);
            assert!(one.trouble.is_some() && one.sent_on.is_none() && one.tried_at == Some(house.app.now()), "{one:?}");
        }
        store::readiness::told::set_reminder(db, &house.view(), user, None, house.app.now()).await.unwrap();
        assert!(store::readiness::told::reminders(db, &house.view()).await.unwrap().is_empty());
    }
}
