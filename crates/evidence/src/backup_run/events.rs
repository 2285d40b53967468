//! Windows events of Windows Server Backup and of Veeam, one after another. The crate `logs` reads the log, as binary log or XML; here they
//! become runs.
//!
//! Windows Server Backup (`Microsoft-Windows-Backup`): 1 begun, 4 done, 14 ended without a word how (4 or 5 says it), 8 cancelled, 5 and
//! the other numbers below failed. 1, 4, 5 and 14 are as administrators' scripts and Microsoft's page on the events name them; the other
//! numbers of failures are reconstructed from general knowledge. An event of level error counts as a failure whatever its number.

use super::{LostWhy, RunsKind, RunsReading, veeam};
use domain::{
    calendar::Instant,
    readiness::backup::{JobKey, Run, RunResult, Tool, Zone},
};
use std::collections::BTreeMap;

/// One Windows event, as the crate `logs` gives it.
#[derive(Debug, Clone, Copy)]
pub struct EventLine<'a> {
    /// Who wrote it.
    pub provider: &'a str,
    /// Its number.
    pub event_id: &'a str,
    /// The machine.
    pub host: &'a str,
    /// Severity as a word: `error`, `warning`, `informational` …
    pub severity: &'a str,
    /// Its words, or its data as `name=value; name=value`.
    pub message: &'a str,
    /// When; `None` if it can't be read.
    pub at: Option<Instant>,
    /// Whether the zone was stated.
    pub zone: Zone,
    /// Number of the record in the log.
    pub record: Option<u64>,
    /// Line or record in the file.
    pub line: u64,
}

/// Numbers by which Windows Server Backup says that a backup failed or was cancelled.
const FAILED: [&str; 23] = [
    "5", "8", "9", "17", "18", "19", "20", "21", "22", "49", "50", "52", "100", "517", "518", "521", "527", "528",
    "544", "545", "546", "561", "564",
];

/// A run that began longer before its end than this is another one: two days. Our choice.
const LONGEST: i64 = 48 * 3_600_000;

/// Events that are being read.
#[derive(Debug)]
pub struct Events {
    reading: RunsReading,
    /// When the backup of a machine began.
    begun: BTreeMap<String, Instant>,
    any: bool,
}

impl Default for Events {
    fn default() -> Self {
        Self { reading: RunsReading::of(RunsKind::WindowsEvents), begun: BTreeMap::new(), any: false }
    }
}

impl Events {
    /// Takes one event.
    pub fn take(&mut self, event: EventLine<'_>) {
        match event.provider {
            "Microsoft-Windows-Backup" | "Backup" => self.windows(event),
            provider if provider.starts_with("Veeam") => self.veeam(event),
            _ => self.reading.other += 1,
        }
    }

    /// What was read, and whether any event was of a tool for backups at all.
    #[must_use]
    pub fn finish(self) -> (RunsReading, bool) {
        (self.reading, self.any)
    }

    fn windows(&mut self, event: EventLine<'_>) {
        self.any = true;
        let failed = FAILED.contains(&event.event_id) || matches!(event.severity, "error" | "critical");
        let result = match event.event_id {
            "4" => RunResult::Good,
            "1" => {
                if let Some(at) = event.at {
                    self.begun.insert(event.host.to_owned(), at);
                }
                return;
            }
            _ if failed => RunResult::Failed,
            _ => {
                self.reading.other += 1;
                return;
            }
        };
        let Some(at) = event.at else { return self.reading.lose(event.line, LostWhy::BadTime, event.message) };
        let begun =
            self.begun.remove(event.host).filter(|begun| (0..=LONGEST).contains(&(at.millis() - begun.millis())));
        let job = if event.host.is_empty() { "Windows Server Backup" } else { event.host };
        self.reading.take(Run {
            job: JobKey::new(Tool::WindowsServerBackup, job),
            started_at: begun.unwrap_or(at),
            ended_at: Some(at),
            result,
            size: None,
            key: event.record.map(|number| number.to_string()).unwrap_or_default(),
            zone: event.zone,
            line: event.line,
        });
    }

    fn veeam(&mut self, event: EventLine<'_>) {
        self.any = true;
        if !veeam::FINISHED.contains(&event.event_id) {
            self.reading.other += 1;
            return;
        }
        let Some(at) = event.at else { return self.reading.lose(event.line, LostWhy::BadTime, event.message) };
        let Some((job, result)) = named(event.message).or_else(|| described(event.message)) else {
            return self.reading.lose(event.line, LostWhy::NotUnderstood, event.message);
        };
        self.reading.take(Run {
            job: JobKey::new(Tool::Veeam, &job),
            started_at: at,
            ended_at: Some(at),
            result,
            size: None,
            key: event.record.map(|number| number.to_string()).unwrap_or_default(),
            zone: event.zone,
            line: event.line,
        });
    }
}

/// Data with names: `JobName=…; JobResult=0`.
fn named(message: &str) -> Option<(String, RunResult)> {
    let value = |key: &str| message.split("; ").find_map(|part| part.strip_prefix(key)?.strip_prefix('='));
    Some((value("JobName")?.to_owned(), veeam::job_result(value("JobResult")?)?))
}

/// Data without names: the description says it, in English as Veeam writes it.
fn described(message: &str) -> Option<(String, RunResult)> {
    let (before, after) = message.split_once("' finished with ")?;
    let (_, job) = before.rsplit_once("job '")?;
    let result = match after.trim_start() {
        state if state.starts_with("Success") => RunResult::Good,
        state if state.starts_with("Warning") => RunResult::Warning,
        state if state.starts_with("Failed") => RunResult::Failed,
        _ => return None,
    };
    Some((job.to_owned(), result))
}
