//! The archive: taken in once, sealed, checked, searched, and whole after a crash at any moment.
#![expect(clippy::unwrap_used, clippy::panic, reason = "a panic in a test is a failed test")]

use logs::{
    Clock, Context, Outcome, Profile,
    archive::{Archive, ArchiveError, Page, Query, Taken},
};
use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
    time::Duration,
};

/// Noon of 1 April 2026 in Japan.
const NOW: i64 = 1_775_012_400_000_000;
const ALL: Page = Page { offset: 0, limit: 90_000, oldest_first: true };

fn context() -> Context {
    Context { clock: Clock { now: NOW, offset_minutes: 540 }, profiles: Profile::built_in().unwrap() }
}

fn sample(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures/logs").join(name)
}

/// A folder of this test alone, empty.
fn folder(name: &str) -> PathBuf {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("archive-{name}-{}", std::process::id()));
    let _ = fs::remove_dir_all(&path);
    fs::create_dir_all(&path).unwrap();
    path
}

fn archive(folder: &Path) -> Archive {
    Archive::new(folder, "main").unwrap()
}

fn import(folder: &Path, names: &[&str]) {
    let mut writer = archive(folder).writer().unwrap();
    for name in names {
        assert!(matches!(writer.import(&sample(name), &context()).unwrap(), Taken::New(_)), "{name}");
    }
    writer.seal(NOW, false).unwrap();
}

fn rows(folder: &Path, query: &Query, page: Page) -> Vec<String> {
    let found = archive(folder).search(query, page, &mut |_| true).unwrap();
    found.rows.into_iter().map(|row| String::from_utf8(row.json).unwrap()).collect()
}

fn problems(folder: &Path) -> Vec<String> {
    let report = archive(folder).verify().unwrap();
    report.problems.into_iter().map(|problem| format!("{} {}", problem.code, problem.what)).collect()
}

/// A table of a day, one row per minute.
fn table(folder: &Path, day: &str, count: u32) -> PathBuf {
    let mut text = "日付,時刻,職員ID,患者ID,操作,結果,備考\n".to_owned();
    for minute in 0..count {
        let (hour, minute) = (minute / 60, minute % 60);
        text.push_str(&format!(
            "{day},{hour:02}:{minute:02}:00,u{},p{},参照,成功,診療録を開いた{minute}\n",
            minute % 5,
            minute % 7
        ));
    }
    let path = folder.join(format!("{}.csv", day.replace('/', "")));
    fs::write(&path, text).unwrap();
    path
}

#[test]
fn what_is_taken_in_is_sealed_by_day_and_found_again() {
    let folder = folder("found");
    import(
        &folder,
        &[
            "evtx/4720-4726-fast-created-deleted-user.evtx.gz",
            "evtx/4738-password-never-expires.evtx.gz",
            "audit/pdq.xml",
        ],
    );
    assert_eq!(problems(&folder), Vec::<String>::new());
    let sealed: Vec<_> =
        archive(&folder).sealed().unwrap().into_iter().map(|sealed| (sealed.file, sealed.rows)).collect();
    let expected = [
        ("day=2020-03-19/000001.parquet", 1),
        ("day=2020-07-12/000002.parquet", 2),
        ("day=2021-02-08/000003.parquet", 2),
    ];
    assert_eq!(sealed, expected.map(|(file, rows)| (file.to_owned(), rows)));
    let query = |change: &dyn Fn(&mut Query)| {
        let mut query = Query::default();
        change(&mut query);
        rows(&folder, &query, ALL).len()
    };
    assert_eq!(query(&|_| {}), 5);
    assert_eq!(query(&|query| query.user = Some("lambda-user".into())), 2);
    assert_eq!(query(&|query| query.event = Some("4738".into())), 2);
    assert_eq!(query(&|query| query.event = Some("account_create".into())), 1);
    assert_eq!(query(&|query| query.patient = Some("24".into())), 1);
    assert_eq!(query(&|query| query.patient = Some("2".into())), 0);
    assert_eq!(query(&|query| query.address = Some("127.0.0.1".into())), 1);
    assert_eq!(query(&|query| query.outcome = Some(Outcome::Failure)), 0);
    assert_eq!(query(&|query| query.text = Some("admin-kriss".into())), 2);
    // 2020-07-12T05:10:08Z
    assert_eq!(query(&|query| query.from = Some(1_594_530_608_442_192)), 4);
    assert_eq!(query(&|query| query.until = Some(1_594_530_608_442_192)), 1);
    fs::remove_dir_all(folder).unwrap();
}

#[test]
fn only_days_that_can_hold_a_match_are_opened() {
    let folder = folder("days");
    let days = ["2025/03/01", "2025/03/02", "2025/03/03"].map(|day| table(&folder, day, 300));
    let mut writer = archive(&folder).writer().unwrap();
    for path in &days {
        writer.import(path, &context()).unwrap();
    }
    writer.seal(NOW, false).unwrap();
    drop(writer);
    // 2025-03-02 in Japan.
    let day = Query { from: Some(1_740_841_200_000_000), until: Some(1_740_927_600_000_000), ..Query::default() };
    let found = archive(&folder).search(&day, ALL, &mut |_| true).unwrap();
    assert_eq!((found.rows.len(), found.opened, found.files), (300, 1, 3));
    // Japanese words, in the middle of others.
    let words = Query { text: Some("療録を開いた17".into()), ..day };
    assert_eq!(rows(&folder, &words, ALL).len(), 5);
    // The newest first, a page at a time; older days are not opened for it.
    let page = Page { offset: 2, limit: 2, oldest_first: false };
    let found = archive(&folder).search(&Query::default(), page, &mut |_| true).unwrap();
    let times: Vec<_> = found.rows.iter().map(|row| row.time.unwrap()).collect();
    assert_eq!((times[0] - times[1], found.opened, found.more), (60_000_000, 1, true));
    let newest = rows(&folder, &Query::default(), Page { offset: 0, limit: 1, oldest_first: false });
    assert!(newest[0].contains("\"time\":\"2025-03-02T19:59:00Z\""), "{newest:?}");
    fs::remove_dir_all(folder).unwrap();
}

#[test]
fn today_stays_open_and_is_sealed_in_one_file() {
    let folder = folder("today");
    let first = table(&folder, "2026/04/01", 10);
    let mut writer = archive(&folder).writer().unwrap();
    writer.import(&first, &context()).unwrap();
    fs::write(&first, fs::read_to_string(&first).unwrap().replace("参照", "更新")).unwrap();
    writer.import(&first, &context()).unwrap();
    assert_eq!(writer.seal(NOW, false).unwrap().len(), 0);
    assert_eq!(rows(&folder, &Query::default(), ALL).len(), 20);
    let tomorrow = writer.seal(NOW + 86_400_000_000, false).unwrap();
    assert_eq!(tomorrow.iter().map(|sealed| (sealed.rows, sealed.parts.len())).collect::<Vec<_>>(), [(20, 2)]);
    let all = rows(&folder, &Query::default(), ALL);
    assert_eq!(all.len(), 20);
    assert!(all[0].contains("read") && all[1].contains("update"), "sorted by time: {all:?}");
    assert_eq!(problems(&folder), Vec::<String>::new());
    fs::remove_dir_all(folder).unwrap();
}

#[test]
fn the_same_file_is_taken_once() {
    let folder = folder("once");
    import(&folder, &["audit/pdq.xml"]);
    let mut writer = archive(&folder).writer().unwrap();
    let copy = folder.join("other-name.xml");
    fs::copy(sample("audit/pdq.xml"), &copy).unwrap();
    let Taken::Before(before) = writer.import(&copy, &context()).unwrap() else { panic!("taken twice") };
    assert_eq!(before.name, "pdq.xml");
    assert_eq!(rows(&folder, &Query::default(), ALL).len(), 1);
    fs::remove_dir_all(folder).unwrap();
}

#[test]
fn a_refused_file_leaves_nothing_and_two_do_not_write_at_once() {
    let folder = folder("refused");
    let mut writer = archive(&folder).writer().unwrap();
    assert!(matches!(archive(&folder).writer(), Err(ArchiveError::InUse(_))));
    let path = folder.join("noise.txt");
    fs::write(&path, "hello\nworld\n").unwrap();
    assert!(matches!(writer.import(&path, &context()), Err(ArchiveError::Refused(_))));
    assert!(archive(&folder).imports().unwrap().is_empty());
    for name in ["", "../x", "a/b", "ä"] {
        assert!(matches!(Archive::new(&folder, name), Err(ArchiveError::Facility(_))), "{name}");
    }
    fs::remove_dir_all(folder).unwrap();
}

#[test]
fn a_changed_missing_moved_or_added_file_is_named() {
    let folder = folder("verify");
    let root = folder.join("logs/facility=main");
    import(
        &folder,
        &[
            "evtx/4720-4726-fast-created-deleted-user.evtx.gz",
            "evtx/4738-password-never-expires.evtx.gz",
            "audit/pdq.xml",
        ],
    );
    let whole = fs::read_to_string(root.join("chain.log")).unwrap();
    let lines: Vec<&str> = whole.lines().collect();
    let with = |text: String| {
        fs::write(root.join("chain.log"), text).unwrap();
        problems(&folder)
    };
    let moved = with(format!("{}\n{}\n{}\n", lines[1], lines[0], lines[2]));
    assert!(moved.contains(&"link_moved 1".to_owned()), "{moved:?}");
    let removed = with(format!("{}\n{}\n", lines[0], lines[2]));
    assert!(
        removed.contains(&"link_missing 2".to_owned())
            && removed.contains(&"unnamed day=2020-07-12/000002.parquet".to_owned()),
        "{removed:?}"
    );
    let edited = with(whole.replacen("\"rows\":2", "\"rows\":3", 1));
    assert_eq!(edited, ["link_changed 2"]);
    assert_eq!(with(whole), Vec::<String>::new());
    let file = root.join("day=2020-07-12/000002.parquet");
    let bytes = fs::read(&file).unwrap();
    let mut changed = bytes.clone();
    changed[100] ^= 1;
    fs::write(&file, &changed).unwrap();
    assert_eq!(problems(&folder), ["changed day=2020-07-12/000002.parquet"]);
    fs::remove_file(&file).unwrap();
    assert_eq!(problems(&folder), ["missing day=2020-07-12/000002.parquet"]);
    fs::write(&file, &bytes).unwrap();
    fs::write(root.join("day=2020-07-12/000009.parquet"), &bytes).unwrap();
    assert_eq!(problems(&folder), ["unnamed day=2020-07-12/000009.parquet"]);
    fs::remove_dir_all(folder).unwrap();
}

const CRASHED: &[&str] =
    &["evtx/security-2MB.evtx.gz", "evtx/104-1102-event-log-cleared.evtx.gz", "lines/charon-ipsec-logs.log"];

/// Imports until it is killed: the other half of the next test.
#[test]
#[ignore = "run by the next test in a process of its own"]
fn a_child_that_imports() {
    let Some(folder) = std::env::var_os("SAKIMORI_TEST_CRASH") else { return };
    let mut writer = archive(Path::new(&folder)).writer().unwrap();
    for name in CRASHED {
        writer.import(&sample(name), &context()).unwrap();
        writer.seal(NOW, true).unwrap();
    }
}

#[test]
fn a_crash_at_any_moment_loses_nothing_confirmed_and_doubles_nothing() {
    let whole = folder("crash-whole");
    import(&whole, CRASHED);
    let expected = rows(&whole, &Query::default(), ALL);
    let folder = folder("crash");
    for millis in (0..600).step_by(23) {
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "a_child_that_imports", "--ignored", "--nocapture"])
            .env("SAKIMORI_TEST_CRASH", &folder)
            .stdout(std::process::Stdio::null())
            .stderr(std::process::Stdio::null())
            .spawn()
            .unwrap();
        std::thread::sleep(Duration::from_millis(millis));
        // SIGKILL where there is one.
        child.kill().unwrap();
        child.wait().unwrap();
        // Readers see a whole state without anyone having tidied up.
        let confirmed: u64 = archive(&folder).imports().unwrap().iter().map(|import| import.read + import.raw).sum();
        assert_eq!(rows(&folder, &Query::default(), ALL).len() as u64, confirmed, "after {millis} ms");
        drop(archive(&folder).writer().unwrap());
        assert_eq!(problems(&folder), Vec::<String>::new(), "after {millis} ms");
    }
    // Whatever was done until then, the rest is taken in now, and nothing twice.
    let mut writer = archive(&folder).writer().unwrap();
    for name in CRASHED {
        writer.import(&sample(name), &context()).unwrap();
    }
    writer.seal(NOW, true).unwrap();
    let mut found = rows(&folder, &Query::default(), ALL);
    let mut expected = expected;
    found.sort();
    expected.sort();
    assert_eq!(found, expected);
    assert_eq!(problems(&folder), Vec::<String>::new());
    fs::remove_dir_all(folder).unwrap();
    fs::remove_dir_all(whole).unwrap();
}
