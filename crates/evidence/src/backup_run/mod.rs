//! What tools say about their backup runs: restic and borg (JSON), Veeam (syslog lines and Windows events), Windows Server Backup
//! (Windows events). A file is known by its bytes, never by its name. Lists with columns are read by [`crate::table`] and mapped by a
//! person; Windows events come from the crate `logs` as [`EventLine`]s, so that no log format is read twice.
//!
//! What can't be read is told with its line; the rest is taken.

mod borg;
mod events;
mod json;
mod restic;
mod veeam;

pub use events::{EventLine, Events};

use crate::text::decode;
use domain::{
    calendar::Instant,
    readiness::backup::{JobKey, Run, Zone},
};
use std::collections::BTreeMap;

/// The largest file that is read: 64 MiB. Ten years of daily runs of 50 systems have some 30 MB as a list. Our choice: beyond it, reading
/// would need more memory than the program allows itself.
pub const MAX_RUNS_FILE: u64 = 64 << 20;

/// Most runs that one file may bring. Our choice: twice what ten years of 50 systems have.
pub const MAX_RUNS: usize = 400_000;

/// So many places are kept; the count goes on.
const PLACES: usize = 100;

/// What a file of runs is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RunsKind {
    /// What restic writes: `backup --json`, `snapshots --json`.
    Restic,
    /// What borg writes: `create --json`, `list --json`, `info --json`.
    Borg,
    /// Lines that Veeam sends by syslog.
    VeeamSyslog,
    /// Windows events of Veeam or Windows Server Backup.
    WindowsEvents,
    /// A list whose columns a person mapped.
    List,
}

impl RunsKind {
    /// Every kind.
    pub const ALL: [Self; 5] = [Self::Restic, Self::Borg, Self::VeeamSyslog, Self::WindowsEvents, Self::List];

    /// Stable code, the end of its message key.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Restic => "restic",
            Self::Borg => "borg",
            Self::VeeamSyslog => "veeam-syslog",
            Self::WindowsEvents => "windows-events",
            Self::List => "list",
        }
    }
}

/// How many generations a tool says it holds of a job.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Held {
    /// The job.
    pub job: JobKey,
    /// How many.
    pub count: u32,
    /// When the newest of them was made.
    pub newest: Instant,
}

/// Runs that were read out of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RunsReading {
    /// What it is.
    pub kind: RunsKind,
    /// How it is written.
    pub encoding: &'static str,
    /// The runs, in the order of the file.
    pub runs: Vec<Run>,
    /// Generations that the tool says it holds.
    pub held: Vec<Held>,
    /// Lines or records that could not be taken.
    pub lost: Vec<Lost>,
    /// Lost ones beyond those that are named.
    pub more_lost: u64,
    /// Runs that are still going on.
    pub running: u64,
    /// Records that speak of something else: progress, restores, other events.
    pub other: u64,
}

impl RunsReading {
    /// Nothing read yet.
    #[must_use]
    pub const fn of(kind: RunsKind) -> Self {
        Self {
            kind,
            encoding: "UTF-8",
            runs: Vec::new(),
            held: Vec::new(),
            lost: Vec::new(),
            more_lost: 0,
            running: 0,
            other: 0,
        }
    }

    /// One that could not be taken.
    pub fn lose(&mut self, line: u64, why: LostWhy, found: &str) {
        if self.lost.len() < PLACES {
            let found = found.chars().filter(|c| !c.is_control()).take(60).collect();
            self.lost.push(Lost { line: line.max(1), why, found });
        } else {
            self.more_lost += 1;
        }
    }

    /// Takes a run, unless there are too many.
    pub fn take(&mut self, run: Run) {
        if run.job.job.is_empty() {
            self.lose(run.line, LostWhy::NoJob, "");
        } else if self.runs.len() < MAX_RUNS {
            self.runs.push(run);
        } else {
            self.lose(run.line, LostWhy::TooMany, "");
        }
    }

    /// How many could not be taken.
    #[must_use]
    pub const fn lost_count(&self) -> u64 {
        self.lost.len() as u64 + self.more_lost
    }

    /// How many runs have times whose zone was assumed.
    #[must_use]
    pub fn assumed(&self) -> usize {
        self.runs.iter().filter(|run| run.zone == Zone::Assumed).count()
    }
}

/// A line or record that could not be taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lost {
    /// Line or record, from 1.
    pub line: u64,
    /// Why.
    pub why: LostWhy,
    /// What stands there, cut.
    pub found: String,
}

/// Why a line or record could not be taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum LostWhy {
    /// The tool does not say when: restic before 0.17 says it only in its list of snapshots.
    NoTime,
    /// The time can't be read.
    BadTime,
    /// It ends before it began.
    EndsFirst,
    /// How it ended can't be read.
    BadResult,
    /// The size can't be read.
    BadSize,
    /// No name of a job.
    NoJob,
    /// A failure of which neither time nor job is said.
    FailedSomewhere,
    /// Not written as files of this kind are.
    NotUnderstood,
    /// The file ends inside it.
    Unfinished,
    /// Bytes that mean nothing in the encoding.
    Letters,
    /// More runs than one file may bring.
    TooMany,
}

impl LostWhy {
    /// Every reason.
    pub const ALL: [Self; 11] = [
        Self::NoTime,
        Self::BadTime,
        Self::EndsFirst,
        Self::BadResult,
        Self::BadSize,
        Self::NoJob,
        Self::FailedSomewhere,
        Self::NotUnderstood,
        Self::Unfinished,
        Self::Letters,
        Self::TooMany,
    ];

    /// Stable code, the end of its message key.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::NoTime => "no-time",
            Self::BadTime => "bad-time",
            Self::EndsFirst => "ends-first",
            Self::BadResult => "bad-result",
            Self::BadSize => "bad-size",
            Self::NoJob => "no-job",
            Self::FailedSomewhere => "failed-somewhere",
            Self::NotUnderstood => "not-understood",
            Self::Unfinished => "unfinished",
            Self::Letters => "letters",
            Self::TooMany => "too-many",
        }
    }
}

/// Why nothing of a file is taken.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {}", .why.code())]
pub struct RunsRefused {
    /// Why.
    pub why: RunsRefusedWhy,
    /// Line from which it can't be read on; 1 where the whole file is meant.
    pub line: u64,
    /// What was found there, cut.
    pub found: String,
}

/// Why nothing of a file is taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RunsRefusedWhy {
    /// No bytes.
    Empty,
    /// Larger than is taken.
    TooLarge,
    /// None of the kinds that are known.
    Unknown,
    /// Of a kind that is known, and no run in it.
    NoRuns,
    /// Of a known kind, and nothing of it can be read.
    Damaged,
}

impl RunsRefusedWhy {
    /// Every reason.
    pub const ALL: [Self; 5] = [Self::Empty, Self::TooLarge, Self::Unknown, Self::NoRuns, Self::Damaged];

    /// Stable code, the end of its message key.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::TooLarge => "too-large",
            Self::Unknown => "unknown",
            Self::NoRuns => "no-runs",
            Self::Damaged => "damaged",
        }
    }
}

impl RunsRefusedWhy {
    /// This reason for the whole file.
    #[must_use]
    pub const fn whole(self) -> RunsRefused {
        RunsRefused { why: self, line: 1, found: String::new() }
    }
}

/// Reads what restic, borg or Veeam's syslog wrote. `None`: none of these. `unnamed` is the job's name where the tool says none.
///
/// # Errors
/// [`RunsRefused`] when it is one of these and nothing of it can be taken.
#[must_use = "the runs are the point of reading"]
pub fn read_runs(bytes: &[u8], unnamed: &str) -> Option<Result<RunsReading, RunsRefused>> {
    if bytes.is_empty() {
        return Some(Err(RunsRefusedWhy::Empty.whole()));
    }
    if bytes.len() as u64 > MAX_RUNS_FILE {
        return Some(Err(RunsRefusedWhy::TooLarge.whole()));
    }
    let decoded = decode(bytes);
    let text = decoded.text.as_str();
    let mut read = if restic::is(text) {
        restic::read(text, unnamed)
    } else if borg::is(text) {
        borg::read(text)
    } else if veeam::is(text) {
        veeam::read(text)
    } else {
        return None;
    };
    read.encoding = decoded.encoding;
    Some(finished(read))
}

/// A reading without a run is refused by the first thing that was in the way.
///
/// # Errors
/// [`RunsRefused`].
pub fn finished(mut read: RunsReading) -> Result<RunsReading, RunsRefused> {
    if !read.runs.is_empty() {
        // The same run named twice in one file is one run; the one that says more stays.
        let mut seen: BTreeMap<(JobKey, i64, String), usize> = BTreeMap::new();
        let mut kept: Vec<Run> = Vec::with_capacity(read.runs.len());
        for run in read.runs {
            let key = (run.job.clone(), run.started_at.millis(), run.key.clone());
            match seen.get(&key).and_then(|at| kept.get_mut(*at)) {
                Some(before) => {
                    before.size = before.size.or(run.size);
                    before.ended_at = before.ended_at.or(run.ended_at);
                    before.result = before.result.max(run.result);
                }
                None => {
                    seen.insert(key, kept.len());
                    kept.push(run);
                }
            }
        }
        read.runs = kept;
        return Ok(read);
    }
    Err(match read.lost.first() {
        Some(lost) => RunsRefused { why: RunsRefusedWhy::Damaged, line: lost.line, found: lost.why.code().to_owned() },
        None => RunsRefusedWhy::NoRuns.whole(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::readiness::backup::RunResult;
    use proptest::prelude::*;

    /// A file of `fixtures/backup/`, real or reconstructed as its README says.
    macro_rules! fixture {
        ($name:literal) => {
            include_bytes!(concat!("../../../../fixtures/backup/", $name))
        };
    }

    fn shown(bytes: &[u8]) -> String {
        match read_runs(bytes, "file") {
            None => "none of these".to_owned(),
            Some(Err(refused)) => format!("refused: {refused} {}", refused.found),
            Some(Ok(read)) => {
                let mut lines = vec![format!("{} other {} running {}", read.kind.code(), read.other, read.running)];
                lines.extend(read.runs.iter().map(|run| {
                    let size = run.size.map_or_else(|| "-".to_owned(), |size| size.to_string());
                    let zone = if run.zone == Zone::Assumed { " assumed" } else { "" };
                    let (at, job) = (run.started_at.iso_jst(), &run.job.job);
                    format!("{}: {at}{zone} {} {job} {size} {}", run.line, run.result.code(), run.key)
                }));
                lines.extend(read.held.iter().map(|held| format!("held {} {}", held.job.job, held.count)));
                lines.extend(read.lost.iter().map(|lost| format!("lost {}: {}", lost.line, lost.why.code())));
                lines.join("\n")
            }
        }
    }

    #[test]
    fn snapshots_of_restic_are_runs_and_generations() {
        insta::assert_snapshot!(shown(fixture!("restic-snapshots.json")));
    }

    #[test]
    fn summaries_of_restic_find_their_time_in_the_snapshots_of_the_same_file() {
        insta::assert_snapshot!(shown(fixture!("restic-all.jsonl")));
    }

    #[test]
    fn a_summary_of_an_old_restic_alone_has_no_time() {
        insta::assert_snapshot!(shown(fixture!("restic-backup-1.jsonl")), @"refused: line 4: damaged no-time");
    }

    #[test]
    fn a_later_restic_says_when() {
        let line = br#"{"message_type":"summary","files_new":3,"total_bytes_processed":60000,"backup_start":"2026-11-28T02:00:00+09:00","backup_end":"2026-11-28T02:10:00+09:00","snapshot_id":"421f89325c88c092"}"#;
        insta::assert_snapshot!(shown(line), @"
        restic other 0 running 0
        1: 2026-11-28T02:00:00+09:00 good file 60000 421f8932
        ");
    }

    #[test]
    fn archives_of_borg_are_runs_in_the_machines_own_time() {
        insta::assert_snapshot!(shown(fixture!("borg-list.json")));
        insta::assert_snapshot!(shown(fixture!("borg-create.json")));
        insta::assert_snapshot!(shown(fixture!("borg-info-last.json")));
        insta::assert_snapshot!(shown(fixture!("borg-info.json")), @"refused: line 1: no-runs ");
    }

    #[test]
    fn sessions_of_veeam_are_told_by_their_number_not_their_words() {
        insta::assert_snapshot!(shown(fixture!("veeam-syslog.txt")));
    }

    #[test]
    fn a_file_that_is_cut_gives_what_came_before() {
        let whole = fixture!("restic-all.jsonl");
        let cut = &whole[..whole.len() - 40];
        let text = shown(cut);
        assert!(text.starts_with("refused") && text.contains("unfinished"), "{text}");
        let veeam = fixture!("veeam-syslog.txt");
        let text = shown(&veeam[..veeam.len() - 200]);
        assert!(text.contains("lost 5: unfinished") && text.lines().count() == 5, "{text}");
    }

    #[test]
    fn other_files_are_none_of_these() {
        for bytes in [&b"\xff\xfe"[..], b"hello", b"{\"a\": 1}", b"job,start,result\nx,2026/11/28,ok\n", b"[1,2,3]"] {
            assert!(read_runs(bytes, "file").is_none(), "{bytes:?}");
        }
        assert_eq!(shown(b""), "refused: line 1: empty ");
    }

    #[test]
    fn windows_events_are_runs() {
        let at = |millis: i64| Some(Instant::from_millis(millis));
        let event = |event_id, severity, at, message, provider| EventLine {
            provider,
            event_id,
            host: "FILESV01",
            severity,
            message,
            at,
            zone: Zone::Stated,
            record: Some(7),
            line: 1,
        };
        let mut events = Events::default();
        let wsb = "Microsoft-Windows-Backup";
        events.take(event("1", "informational", at(1_000), "", wsb));
        events.take(event("4", "informational", at(61_000), "", wsb));
        events.take(event("14", "informational", at(62_000), "", wsb));
        events.take(event("5", "error", at(99_000), "", wsb));
        let said = "x; Backup job 'EHR daily' finished with Warning. Details";
        events.take(event("190", "warning", at(5), said, "Veeam MP"));
        events.take(event("190", "error", at(6), "JobName=EHR; JobResult=2", "Veeam MP"));
        events.take(event("190", "error", at(7), "それ以外", "Veeam MP"));
        events.take(event("4624", "informational", at(8), "", "Microsoft-Windows-Security-Auditing"));
        let (read, any) = events.finish();
        let results: Vec<RunResult> = read.runs.iter().map(|run| run.result).collect();
        assert!(any);
        assert_eq!(results, [RunResult::Good, RunResult::Failed, RunResult::Warning, RunResult::Failed]);
        assert_eq!(read.runs[0].started_at.millis(), 1_000);
        assert_eq!((read.other, read.lost_count()), (2, 1));
    }

    proptest! {
        #[test]
        fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
            let _ = read_runs(&bytes, "file");
        }

        #[test]
        fn a_cut_file_never_panics(at in 0usize..6_000, which in 0usize..4) {
            let files: [&[u8]; 4] = [fixture!("restic-all.jsonl"), fixture!("borg-list.json"), fixture!("veeam-syslog.txt"), fixture!("borg-info-last.json")];
            let bytes = files[which];
            if let Some(Ok(read)) = read_runs(&bytes[..at.min(bytes.len())], "file") {
                prop_assert!(read.lost.iter().all(|lost| lost.line >= 1));
                prop_assert!(read.runs.iter().all(|run| run.line >= 1 && !run.job.job.is_empty()));
            }
        }
    }
}
