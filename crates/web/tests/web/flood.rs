//! A body of 2 GB that is made while it is sent: refused with words, and neither memory nor disk grow with it.

use crate::browser::{Answer, Browser, FORM, MULTIPART};
use axum::{
    body::{Body, Bytes},
    http::StatusCode,
};
use futures_util::stream;
use std::{
    convert::Infallible,
    fs,
    path::{Path, PathBuf},
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
};
use testkit::{Engine, House};

const TOTAL: u64 = 2 << 30;
const PART: usize = 64 << 10;
/// The largest file that is taken, and a little for what stands around it.
const TAKEN: u64 = 52 << 20;
/// Memory that a refusal may cost: some parts on their way, never the file.
const MEMORY: u64 = 24 << 20;

/// What was seen while the body was sent.
#[derive(Debug, Default)]
struct Seen {
    sent: AtomicU64,
    largest_on_disk: AtomicU64,
}

fn bytes_under(root: &Path) -> u64 {
    let mut sum = 0;
    for entry in fs::read_dir(root).into_iter().flatten().flatten() {
        let path = entry.path();
        sum += if path.is_dir() { bytes_under(&path) } else { entry.metadata().map_or(0, |about| about.len()) };
    }
    sum
}

/// Largest memory of this process so far; a test is a process of its own.
fn peak() -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap();
    line.split_whitespace().next().unwrap().parse::<u64>().unwrap() << 10
}

/// `head`, then the same part again and again up to 2 GB.
fn flood(head: String, blobs: PathBuf, seen: Arc<Seen>) -> Body {
    let (mut next, part) = (Bytes::from(head), Bytes::from(vec![b'a'; PART]));
    Body::from_stream(stream::iter(std::iter::from_fn(move || {
        let sent = seen.sent.fetch_add(next.len() as u64, Ordering::Relaxed);
        if sent % (1 << 20) < PART as u64 {
            seen.largest_on_disk.fetch_max(bytes_under(&blobs), Ordering::Relaxed);
        }
        (sent < TOTAL).then(|| Ok::<_, Infallible>(std::mem::replace(&mut next, part.clone())))
    })))
}

/// Where a body is sent, what it is, how it begins, and how long it says it is.
struct Case<'a> {
    path: &'a str,
    kind: &'a str,
    head: &'a str,
    length: Option<u64>,
}

async fn sent(case: Case<'_>) -> (Answer, Seen) {
    let house = House::build(Engine::Sqlite).await;
    let mut browser = Browser::log_in(&house, &house.officer).await;
    browser.get("/evidence").await;
    let blobs = house.test_db.folder.join("blobs");
    let (seen, before, memory) = (Arc::new(Seen::default()), bytes_under(&blobs), peak());
    let head = case.head.replace("TOKEN", &browser.token);
    let body = flood(head, blobs.clone(), seen.clone());
    let answer = browser.post_stream(case.path, case.kind, case.length, body).await;
    let grown = peak() - memory;
    assert!(grown < MEMORY, "{} MiB of memory", grown >> 20);
    assert_eq!(bytes_under(&blobs), before, "nothing stays");
    assert!(browser.get("/evidence").await.text().contains("まだ資料がありません"), "the program goes on");
    drop(browser);
    house.replay_and_compare().await;
    (answer, Arc::into_inner(seen).unwrap())
}

const TOKEN: &str = "--boundary\r\nContent-Disposition: form-data; name=\"csrf\"\r\n\r\nTOKEN\r\n--boundary\r\n";

fn with_file(token: &str) -> String {
    format!("{token}Content-Disposition: form-data; name=\"file\"; filename=\"a.txt\"\r\n\r\n")
}

#[tokio::test]
#[cfg(target_os = "linux")]
async fn what_says_that_it_is_too_large_never_reaches_the_disk() {
    for path in ["/evidence", "/intake", "/ledger/intake"] {
        let (head, length) = (with_file(TOKEN), Some(TOTAL));
        let (answer, seen) = sent(Case { path, kind: MULTIPART, head: &head, length }).await;
        assert_eq!(answer.status, StatusCode::PAYLOAD_TOO_LARGE, "{}", answer.text());
        assert!(answer.text().contains("50MBまで"), "{}", answer.text());
        assert_eq!(seen.largest_on_disk.into_inner(), 0);
    }
}

#[tokio::test]
#[cfg(target_os = "linux")]
async fn what_does_not_say_how_large_it_is_ends_at_the_limit() {
    for path in ["/evidence", "/intake", "/ledger/intake"] {
        let head = with_file(TOKEN);
        let (answer, seen) = sent(Case { path, kind: MULTIPART, head: &head, length: None }).await;
        assert_eq!(answer.status, StatusCode::PAYLOAD_TOO_LARGE, "{}", answer.text());
        assert!(answer.text().contains("50MBまで"), "{}", answer.text());
        let (sent, largest) = (seen.sent.into_inner(), seen.largest_on_disk.into_inner());
        assert!(sent < TAKEN && largest < TAKEN, "{sent} bytes were read, {largest} lay on the disk");
        assert!(largest > 0, "the file goes to the disk part by part");
    }
}

#[tokio::test]
#[cfg(target_os = "linux")]
async fn a_field_of_words_and_a_form_without_a_file_end_much_earlier() {
    let field = format!("{TOKEN}Content-Disposition: form-data; name=\"title\"\r\n\r\n");
    for (path, kind, head) in [("/evidence", MULTIPART, field.as_str()), ("/vendors", FORM, "csrf=TOKEN&name=")] {
        let (answer, seen) = sent(Case { path, kind, head, length: None }).await;
        assert_eq!(answer.status, StatusCode::PAYLOAD_TOO_LARGE, "{}", answer.text());
        assert!(answer.text().contains("大きすぎます"), "{}", answer.text());
        let sent = seen.sent.into_inner();
        assert!(sent < 2 << 20, "{sent} bytes were read");
        assert_eq!(seen.largest_on_disk.into_inner(), 0);
    }
}

#[tokio::test]
#[cfg(target_os = "linux")]
async fn without_the_token_nothing_is_read() {
    let head = with_file(&TOKEN.replace("TOKEN", "wrong"));
    let (answer, seen) = sent(Case { path: "/evidence", kind: MULTIPART, head: &head, length: None }).await;
    assert_eq!(answer.status, StatusCode::FORBIDDEN);
    assert!(seen.sent.into_inner() < 1 << 20);
    assert_eq!(seen.largest_on_disk.into_inner(), 0);
}
