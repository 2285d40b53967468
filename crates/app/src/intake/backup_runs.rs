//! Runs of backups out of a file: what the file is, which job each run belongs to, which copy each job makes, what is known already.

use super::{
    Columns, IntakeError, Refusal, Waiting, Why,
    list::{Mapped, columns, mapping_words, read as read_table, refused_rows},
};
use crate::{
    App, AppError,
    evidence::Arrived,
    readiness::backup::{read_known, words},
    words::T,
};
use domain::{
    access::{ManageBackups, Permit, View},
    calendar::Instant,
    digest::Digest,
    id::BackupCopyId,
    intake::{Field, Mapping, Profile},
    journal::Seq,
    readiness::backup::{
        BackupCopy, BackupRunsTaken, HeldKept, JobKey, ResultWords, Run, RunKept, RunResult, Tool, parse_moment,
        parse_size,
    },
    vendor::Line,
};
use evidence::backup_run::{LostWhy, MAX_RUNS_FILE, RunsKind, RunsReading, RunsRefused, finished};
use std::collections::{BTreeMap, BTreeSet};
use store::readiness::backup::Job;

/// Kind of list, as in profiles.
pub const RUN_LIST: &str = "backup_runs";

/// Fields of a list of runs.
pub const RUN_FIELDS: [Field; 7] = [
    Field {
        code: "job",
        required: true,
        names: &["ジョブ名", "ジョブ", "バックアップ名", "対象システム", "システム名", "対象", "job name", "job."],
    },
    Field { code: "day", required: false, names: &["日付", "実行日", "実施日", "取得日", "date."] },
    Field {
        code: "start",
        required: true,
        names: &[
            "開始日時",
            "開始時刻",
            "開始時間",
            "開始",
            "実行日時",
            "取得日時",
            "日時",
            "start.",
            "start time",
            "started.",
        ],
    },
    Field {
        code: "end",
        required: false,
        names: &["終了日時", "終了時刻", "終了時間", "終了", "end.", "end time", "ended."],
    },
    Field {
        code: "result",
        required: true,
        names: &["結果", "実行結果", "バックアップ結果", "状態", "ステータス", "result.", "status."],
    },
    Field {
        code: "size", required: false, names: &["サイズ", "容量", "データ量", "バイト数", "size.", "bytes."]
    },
    Field {
        code: "key", required: false, names: &["実行番号", "実行id", "セッションid", "run id", "session id"]
    },
];

/// Jobs and refused lines that a preview names, of each; the rest is counted.
const SHOWN: usize = 200;

/// What taking a file would do.
#[derive(Debug, Clone)]
pub struct RunsPreview {
    /// What the file is, in words.
    pub kind: String,
    /// The jobs that it speaks of.
    pub jobs: Vec<JobLine>,
    /// Runs that are new.
    pub new: usize,
    /// Runs that are known already.
    pub known: usize,
    /// Runs that are still going on.
    pub running: u64,
    /// Records that speak of something else.
    pub other: u64,
    /// New runs whose times have no zone: taken as Japan's.
    pub assumed: usize,
    /// Lines that can't be taken: line, why and what to do.
    pub refused: Vec<(u64, String)>,
    /// How many can't be taken.
    pub refused_count: u64,
    /// Whether anything would be written.
    pub writes: bool,
    /// SHA-256 over the file and what it stands on.
    pub seal: Digest,
}

/// A job of the file.
#[derive(Debug, Clone)]
pub struct JobLine {
    /// Its number in the file, from 0.
    pub number: u32,
    /// The tool, in words.
    pub tool: String,
    /// Its name.
    pub job: String,
    /// Runs that are new, and known.
    pub counts: (usize, usize),
    /// Good, with a warning, failed; of the new ones; in words.
    pub results: String,
    /// First and last moment, in words.
    pub span: String,
    /// Generations that the tool lists.
    pub held: Option<u32>,
    /// The same in words; empty where it lists none.
    pub held_words: String,
    /// The copy that it makes, if a person said so before.
    pub copy: Option<BackupCopyId>,
}

/// A worked-out plan.
pub struct RunsPlan {
    /// For a list: its columns.
    pub columns: Option<Columns>,
    /// What would be done; or, in words, why the columns can't be used yet.
    pub preview: Result<RunsPreview, String>,
    /// Copies that jobs can be given to.
    pub copies: Vec<BackupCopy>,
    taken: BackupRunsTaken,
}

/// Keeps a file that arrived, if it is not too large. What it is, the preview says.
///
/// # Errors
/// [`Refusal`]; `StoreError::DiskFull`. Nothing stays then.
pub fn keep_runs(app: &App, _permit: &Permit<ManageBackups>, arrived: Arrived) -> Result<Waiting, IntakeError> {
    let Arrived { name, bytes } = arrived;
    if bytes.size() > MAX_RUNS_FILE {
        return Err(Refusal::of(Why::TooLarge).with("64 MiB").into());
    }
    let (file, _) = app.blobs.keep(bytes)?;
    Ok(Waiting { file, name })
}

/// Works out what a file would bring. Writes nothing. A file of which nothing can be taken says why in words.
///
/// # Errors
/// [`Refusal`] when the file is no list either; when the file is no longer kept, or the database can't be read.
pub async fn plan_runs(
    app: &App,
    view: &Permit<View>,
    waiting: &Waiting,
    chosen: Option<Mapping>,
    t: T,
) -> Result<Result<RunsPlan, String>, IntakeError> {
    let bytes = app.blobs.get(view.facility(), &waiting.file)?;
    let (name, now) = (waiting.name.clone(), app.now());
    // Reading takes its time and its memory: beside the pages, one file at a time.
    let turn = app.reading.clone().acquire_owned().await.map_err(|error| AppError::Internal(error.to_string()))?;
    let read = tokio::task::spawn_blocking(move || {
        let _turn = turn;
        read_known(&bytes, name.as_str(), now)
    });
    let read = read.await.map_err(|error| AppError::Internal(error.to_string()))?;
    let (columns, reading) = match read {
        Some(Ok(reading)) => (None, Ok((reading, Vec::new()))),
        Some(Err(refused)) => return Ok(Err(words::refused(t, &refused))),
        None => match list(app, view, waiting, chosen, t).await? {
            Ok((columns, reading)) => (Some(columns), reading),
            Err(refused) => return Ok(Err(words::refused(t, &refused))),
        },
    };
    let copies = store::readiness::backup::copies(&app.db, view).await?;
    let (reading, rows) = match reading {
        Ok(read) => read,
        Err(words) => {
            let taken = nothing(waiting);
            return Ok(Ok(RunsPlan { columns, preview: Err(words), copies, taken }));
        }
    };
    let jobs = store::readiness::backup::jobs(&app.db, view).await?;
    let (preview, taken) = preview(app, view, waiting, reading, rows, &jobs, t).await?;
    Ok(Ok(RunsPlan { columns, preview: Ok(preview), copies, taken }))
}

/// A list: its columns, and what they say; in words, why they can't be used yet.
type ListRead = (Columns, Result<(RunsReading, Vec<(u64, String)>), String>);

async fn list(
    app: &App,
    view: &Permit<View>,
    waiting: &Waiting,
    chosen: Option<Mapping>,
    t: T,
) -> Result<Result<ListRead, RunsRefused>, IntakeError> {
    let table = read_table(app, view, waiting).await?;
    let columns = columns(app, view, RUN_LIST, &RUN_FIELDS, &table, chosen).await?;
    let places = match columns.mapping.places(&RUN_FIELDS, &columns.heading) {
        Ok(places) => places,
        Err(error) => {
            let words = mapping_words(t, &error, |code| run_field_words(t, code));
            return Ok(Ok((columns, Err(words))));
        }
    };
    let mut reading = RunsReading::of(RunsKind::List);
    for row in &table.rows {
        take_row(&Mapped::new(row, &places), &mut reading);
    }
    let rows: Vec<(u64, String)> =
        table.refused.iter().zip(refused_rows(t, &table)).map(|(fault, said)| (fault.line(), said.why)).collect();
    Ok(match finished(reading) {
        Ok(reading) => Ok((columns, Ok((reading, rows)))),
        // A list of which no line can be taken may have its columns mixed up: they are shown.
        Err(refused) => Ok((columns, Err(words::refused(t, &refused)))),
    })
}

fn take_row(row: &Mapped<'_>, reading: &mut RunsReading) {
    let line = row.line();
    let job = JobKey::new(Tool::List, row.text("job"));
    if job.job.is_empty() {
        return reading.lose(line, LostWhy::NoJob, "");
    }
    let result = match ResultWords::read(row.text("result")) {
        Some(ResultWords::Running) => {
            reading.running += 1;
            return;
        }
        Some(ResultWords::Ended(result)) => result,
        None => return reading.lose(line, LostWhy::BadResult, row.text("result")),
    };
    // A time of day alone stands beside a column of days.
    let moment = |text: &str| match parse_moment(text) {
        Ok(read) => Ok(read),
        Err(error) if row.text("day").is_empty() => Err(error),
        Err(_) => parse_moment(&format!("{} {text}", row.text("day"))),
    };
    let Ok((started_at, zone)) = moment(row.text("start")) else {
        return reading.lose(line, LostWhy::BadTime, row.text("start"));
    };
    let ended_at = match row.text("end") {
        "" => None,
        text => match moment(text) {
            Ok((end, _)) if end >= started_at => Some(end),
            Ok(_) => return reading.lose(line, LostWhy::EndsFirst, text),
            Err(_) => return reading.lose(line, LostWhy::BadTime, text),
        },
    };
    let size = match row.text("size") {
        "" | "-" => None,
        text => match parse_size(text) {
            Some(size) => Some(size),
            None => return reading.lose(line, LostWhy::BadSize, text),
        },
    };
    let key = row.text("key").chars().take(40).collect();
    reading.take(Run { job, started_at, ended_at, result, size, key, zone, line });
}

fn nothing(waiting: &Waiting) -> BackupRunsTaken {
    BackupRunsTaken {
        file: waiting.file,
        name: waiting.name.clone(),
        kind: RunsKind::List.code().into(),
        jobs: Vec::new(),
        runs: Vec::new(),
        held: Vec::new(),
        assigned: Vec::new(),
        known: 0,
        refused: 0,
    }
}

/// What is new of a reading, job by job.
async fn preview(
    app: &App,
    view: &Permit<View>,
    waiting: &Waiting,
    reading: RunsReading,
    rows: Vec<(u64, String)>,
    known_jobs: &[Job],
    t: T,
) -> Result<(RunsPreview, BackupRunsTaken), IntakeError> {
    let refused_count = reading.lost_count() + rows.len() as u64;
    let mut taken = BackupRunsTaken { kind: reading.kind.code().into(), refused: refused_count, ..nothing(waiting) };
    let mut by_job: BTreeMap<JobKey, Vec<&Run>> = BTreeMap::new();
    for run in &reading.runs {
        by_job.entry(run.job.clone()).or_default().push(run);
    }
    for held in &reading.held {
        by_job.entry(held.job.clone()).or_default();
    }
    let mut lines = Vec::new();
    let (mut known_count, mut assumed) = (0, 0);
    for (number, (job, runs)) in (0_u32..).zip(&by_job) {
        let before = known_jobs.iter().find(|one| one.key == *job);
        let (first, last) = span(runs);
        let known = match before {
            Some(_) => store::readiness::backup::known_runs(&app.db, view, job, first, last).await?,
            None => store::readiness::backup::Known::new(),
        };
        let mut line = JobLine {
            number,
            tool: t.code("backup-tool", job.tool.code()).into_owned(),
            job: job.job.clone(),
            counts: (0, 0),
            results: String::new(),
            span: if first == last { t.moment(first) } else { words::span(t, first, last) },
            held: reading.held.iter().find(|held| held.job == *job).map(|held| held.count),
            held_words: String::new(),
            copy: before.and_then(|before| before.copy),
        };
        line.held_words =
            line.held.map(|held| t.one("backup-preview-held", "count", i64::from(held))).unwrap_or_default();
        let (mut good, mut warning, mut failed) = (0_usize, 0_usize, 0_usize);
        for run in runs {
            if known.contains(&(run.started_at.millis(), run.key.clone())) {
                line.counts.1 += 1;
                continue;
            }
            line.counts.0 += 1;
            let count = match run.result {
                RunResult::Good => &mut good,
                RunResult::Warning => &mut warning,
                RunResult::Failed => &mut failed,
            };
            *count += 1;
            let is_assumed = run.zone == domain::readiness::backup::Zone::Assumed;
            assumed += usize::from(is_assumed);
            taken.runs.push(RunKept(
                number,
                run.started_at.millis(),
                run.ended_at.map(Instant::millis),
                run.result,
                run.size,
                run.key.clone(),
                is_assumed,
            ));
        }
        let results = [("good", good.into()), ("warning", warning.into()), ("failed", failed.into())];
        line.results = t.with("backup-preview-results", &results);
        known_count += line.counts.1;
        if let Some(held) = reading.held.iter().find(|held| held.job == *job) {
            let stands = before.and_then(|before| before.held);
            if stands.is_none_or(|(count, at)| held.newest >= at && (held.count, held.newest) != (count, at)) {
                taken.held.push(HeldKept { job: number, count: held.count, at: held.newest });
            }
        }
        taken.jobs.push(job.clone());
        lines.push(line);
    }
    taken.known = known_count as u64;
    let mut refused: Vec<(u64, String)> =
        reading.lost.iter().map(|lost| (lost.line, words::lost(t, lost))).chain(rows).collect();
    refused.sort();
    refused.truncate(SHOWN);
    let version = known_jobs.iter().map(|job| job.version).max().unwrap_or(Seq::ZERO);
    let seal = format!("{} {version} {} {}", waiting.file, taken.runs.len(), taken.held.len());
    let preview = RunsPreview {
        kind: t.code("backup-file", reading.kind.code()).into_owned(),
        new: taken.runs.len(),
        known: known_count,
        running: reading.running,
        other: reading.other,
        assumed,
        refused,
        refused_count,
        writes: !taken.runs.is_empty() || !taken.held.is_empty(),
        jobs: lines,
        seal: Digest::of(seal.as_bytes()),
    };
    Ok((preview, taken))
}

fn span(runs: &[&Run]) -> (Instant, Instant) {
    let none = || Instant::from_millis(0);
    let first = runs.iter().map(|run| run.started_at).min().unwrap_or_else(none);
    (first, runs.iter().map(|run| run.started_at).max().unwrap_or_else(none))
}

/// Takes the runs as they were shown, as one event. `given` names the copies that jobs make: number of the job, copy. Returns how many
/// runs were new.
///
/// # Errors
/// [`IntakeError::Changed`] when it would now do something else.
pub async fn apply_runs(
    app: &App,
    permit: &Permit<ManageBackups>,
    plan: RunsPlan,
    seal: Digest,
    given: &[(u32, BackupCopyId)],
) -> Result<usize, IntakeError> {
    let preview = plan.preview.map_err(|_| IntakeError::Changed)?;
    if preview.seal != seal {
        return Err(IntakeError::Changed);
    }
    let mut taken = plan.taken;
    let copies: BTreeSet<BackupCopyId> = plan.copies.iter().map(|copy| copy.id).collect();
    let changes = |number: u32, copy: BackupCopyId| {
        let line = preview.jobs.iter().find(|line| line.number == number);
        copies.contains(&copy) && line.is_some_and(|line| line.copy != Some(copy))
    };
    taken.assigned = given.iter().copied().filter(|(number, copy)| changes(*number, *copy)).collect();
    if !preview.writes && taken.assigned.is_empty() {
        return Ok(0);
    }
    store::readiness::backup::take_runs(&app.db, permit, app.now(), taken).await?;
    Ok(preview.new)
}

/// Name of a field in words.
#[must_use]
pub fn run_field_words(t: T, code: &str) -> String {
    t.code("backup-field", code).into_owned()
}

/// Keeps the columns that a person settled, for the next list of runs.
///
/// # Errors
/// When the database can't be written.
pub async fn keep_run_profile(
    app: &App,
    permit: &Permit<ManageBackups>,
    name: Line,
    mapping: Mapping,
) -> Result<(), AppError> {
    let profile = Profile { id: app.ids.next(), kind: RUN_LIST.to_owned(), name, mapping, version: Seq::ZERO };
    store::intake::keep_profile(&app.db, permit, app.now(), profile).await?;
    Ok(())
}
