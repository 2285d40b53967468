//! The program is killed again and again while it writes: what was confirmed is there, and the journal holds.
//!
//! The parent starts this test binary again as a writer, reads what it confirms, and kills it at any moment.

use app::{App, Clock, Ids, InstallationKey, Parts, Renderer};
use domain::{
    access::{Actor, Permit, View, permit},
    assessment::{Choice, Draft, RoundNo},
    catalog::{Catalog, ItemId},
    id::{AssessmentId, FacilityId, StaffId},
    journal::{Entry, Event, Seq},
    staff::Name,
};
use std::{
    collections::BTreeMap,
    env,
    io::{BufRead as _, BufReader},
    path::PathBuf,
    process::{Child, Command, Stdio},
    time::Duration,
};
use store::{Db, Options, Source, blob::Blobs};
use testkit::{Engine, House};
use time::macros::date;

/// What the writer has to know, as one variable: `engine source folder facility sheet staff`, one a line.
const ORDERS: &str = "SAKIMORI_TEST_WRITER";
/// Kills per engine.
const KILLS: u32 = 15;
const ITEMS: [&str; 2] = ["server.patch", "incident.bcp"];

#[tokio::test]
async fn kill_loop_on_sqlite() {
    kill_loop(Engine::Sqlite).await;
}

#[tokio::test]
async fn kill_loop_on_postgresql() {
    kill_loop(Engine::Postgres).await;
}

async fn kill_loop(engine: Engine) {
    let house = House::build(engine).await;
    let sheet = house.open_r6().await;
    let orders = orders(&house, sheet);
    // From here on only the writers are there, as after a crash of the only process.
    house.app.db.close().await;
    let mut confirmed: BTreeMap<i64, String> = BTreeMap::new();
    for kill in 0..KILLS {
        let before = confirmed.len();
        let mut writer = start(&orders);
        let lines = BufReader::new(writer.stdout.take().unwrap()).lines();
        // Somewhere between its first answers and some dozen later; never the same moment twice.
        let wait = Duration::from_micros(u64::from(kill * 7919 % 30_000) + 1_000);
        let killer = std::thread::spawn(kill_after_first_word(writer, lines, wait));
        for (seq, note) in killer.join().unwrap() {
            assert_eq!(confirmed.insert(seq, note), None, "position {seq} was given out twice");
        }
        assert!(confirmed.len() > before, "the writer of round {kill} confirmed nothing");
        check(&house, sheet, &confirmed).await;
    }
}

/// Reads what the writer confirms, kills it some time after its first word, and reads on to the end.
fn kill_after_first_word(
    mut writer: Child,
    lines: std::io::Lines<BufReader<std::process::ChildStdout>>,
    wait: Duration,
) -> impl FnOnce() -> Vec<(i64, String)> {
    move || {
        let mut words = lines.map_while(Result::ok).filter_map(|line| {
            let (seq, note) = line.strip_prefix("confirmed ")?.split_once(' ')?;
            Some((seq.parse().ok()?, note.to_owned()))
        });
        let first = words.next();
        std::thread::sleep(wait);
        writer.kill().expect("the writer is killed");
        let all = first.into_iter().chain(words).collect();
        let status = writer.wait().expect("the writer has ended");
        assert!(!status.success(), "the writer was killed, it did not end by itself");
        all
    }
}

/// Everything that was confirmed is in the journal at its position, and the journal replays.
async fn check(house: &House, sheet: AssessmentId, confirmed: &BTreeMap<i64, String>) {
    let (db, _) = Db::open(&Options::new(house.test_db.source.clone())).await.expect("it opens after a kill");
    let links = store::journal::recorded(&db, &view(house.facility), Seq::ZERO, u32::MAX).await.unwrap();
    let mut notes = BTreeMap::new();
    for link in &links {
        if let Event::AnswerRecorded(answer) = Entry::from_body(&link.body).unwrap().event {
            assert_eq!(answer.assessment, sheet);
            notes.insert(link.seq.get(), answer.after.note.to_string());
        }
    }
    for (seq, note) in confirmed {
        assert_eq!(notes.get(seq), Some(note), "entry {seq} was confirmed");
    }
    let verified = store::journal::verify(&db, house.facility, house.test_db.folder.clone()).await.unwrap();
    assert_eq!((verified.finding, verified.entries), (None, links.len() as u64));
    db.close().await;
}

fn view(facility: FacilityId) -> Permit<View> {
    permit(&console(facility)).unwrap()
}

fn console(facility: FacilityId) -> Actor {
    Actor::console(facility, Name::parse("書き手").unwrap())
}

fn orders(house: &House, sheet: AssessmentId) -> String {
    let (engine, source) = match &house.test_db.source {
        Source::Sqlite(path) => ("sqlite", path.display().to_string()),
        Source::Postgres { url, .. } => ("postgres", url.clone()),
    };
    let folder = house.test_db.folder.display();
    format!("{engine}\n{source}\n{folder}\n{}\n{sheet}\n{}", house.facility, house.officer.staff)
}

fn start(orders: &str) -> Child {
    Command::new(env::current_exe().unwrap())
        .args(["--exact", "kill::writer", "--ignored", "--nocapture", "--test-threads=1"])
        .env(ORDERS, orders)
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("the writer starts")
}

/// The writer: answers items until it is killed, and says what the store confirmed.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "the child of the kill loop: it ends only by being killed"]
async fn writer() {
    let orders = env::var(ORDERS).expect("started by the kill loop");
    let [engine, source, folder, facility, sheet, staff] = orders.lines().collect::<Vec<_>>()[..] else {
        panic!("orders: {orders}");
    };
    let source = match engine {
        "sqlite" => Source::Sqlite(PathBuf::from(source)),
        _ => Source::Postgres { url: source.to_owned(), owner_url: None },
    };
    let (db, _) = Db::open(&Options::new(source)).await.unwrap();
    let app = App::new(Parts {
        db,
        blobs: Blobs::new(&PathBuf::from(folder)),
        catalog: Catalog::builtin().unwrap(),
        key: InstallationKey::from_secret(&[7; 32]),
        clock: Clock::morning_of(date!(2024 - 06 - 10)),
        ids: Ids::Random,
        renderer: Renderer::new("/nonexistent".into(), "typeset"),
    });
    let facility: FacilityId = facility.parse().unwrap();
    let (sheet, staff): (AssessmentId, StaffId) = (sheet.parse().unwrap(), staff.parse().unwrap());
    // Two hands at once: a kill then meets a write that waits for another.
    let hands = [0, 1].map(|hand| tokio::spawn(write_on(app.clone(), facility, sheet, staff, hand)));
    for hand in hands {
        hand.await.unwrap();
    }
}

async fn write_on(app: App, facility: FacilityId, sheet: AssessmentId, staff: StaffId, hand: usize) {
    let answer = permit(&console(facility)).unwrap();
    let item: ItemId = ITEMS[hand].parse().unwrap();
    for count in 0_u32.. {
        let version = app::assessment::load(&app, &view(facility), sheet).await.unwrap().row(&item).version;
        let choice = if count % 2 == 0 { Choice::Yes } else { Choice::No };
        let note = format!("{}-{hand}-{count}", std::process::id());
        let on = Some(app.today());
        let draft = Draft {
            round: RoundNo::First,
            choice,
            on,
            by: Some(staff),
            target_date: None,
            note: note.clone(),
            version,
        };
        let row = app::assessment::answer(&app, &view(facility), &answer, sheet, &item, draft).await.unwrap();
        // One write of a whole line: half a line is no confirmation.
        println!("confirmed {} {note}", row.version);
    }
}
