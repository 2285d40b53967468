//! One run of a backup job as a tool reported it, and the entry of runs that were taken from a file.

use super::moment::Zone;
use crate::{calendar::Instant, digest::Digest, evidence::FileName, id::BackupCopyId};
use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization as _;

/// By which tool a run was reported.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Tool {
    /// restic.
    Restic,
    /// BorgBackup.
    Borg,
    /// Veeam Backup & Replication.
    Veeam,
    /// Windows Server Backup.
    WindowsServerBackup,
    /// A list (CSV, Excel) with columns that a person mapped.
    List,
}

impl Tool {
    /// Every tool.
    pub const ALL: [Self; 5] = [Self::Restic, Self::Borg, Self::Veeam, Self::WindowsServerBackup, Self::List];

    /// Stable code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Restic => "restic",
            Self::Borg => "borg",
            Self::Veeam => "veeam",
            Self::WindowsServerBackup => "windows_server_backup",
            Self::List => "list",
        }
    }

    /// The tool with this code.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|tool| tool.code() == code)
    }
}

/// How a run ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RunResult {
    /// 成功.
    Good,
    /// 警告: a copy was made, not without something to look at. Counts as a copy.
    Warning,
    /// 失敗.
    Failed,
}

impl RunResult {
    /// Every result.
    pub const ALL: [Self; 3] = [Self::Good, Self::Warning, Self::Failed];

    /// Stable code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Good => "good",
            Self::Warning => "warning",
            Self::Failed => "failed",
        }
    }

    /// The result with this code.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|result| result.code() == code)
    }

    /// Whether a copy was made.
    #[must_use]
    pub const fn made_a_copy(self) -> bool {
        matches!(self, Self::Good | Self::Warning)
    }
}

/// What words of a list say about how a run ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ResultWords {
    /// It ended so.
    Ended(RunResult),
    /// It is still running: not a run yet.
    Running,
}

impl ResultWords {
    /// Reads words or signs of lists, in Japanese and English. Words that say nothing known are not guessed at.
    #[must_use]
    pub fn read(words: &str) -> Option<Self> {
        const WORDS: [(ResultWords, &[&str]); 4] = [
            (ResultWords::Running, &["実行中", "処理中", "running", "inprogress", "started"]),
            (
                ResultWords::Ended(RunResult::Failed),
                &[
                    "失敗",
                    "異常",
                    "異常終了",
                    "エラー",
                    "中止",
                    "中断",
                    "キャンセル",
                    "未実施",
                    "ng",
                    "×",
                    "✕",
                    "failed",
                    "failure",
                    "error",
                    "fail",
                    "cancelled",
                    "canceled",
                    "aborted",
                ],
            ),
            (
                ResultWords::Ended(RunResult::Warning),
                &["警告", "警告終了", "注意", "一部失敗", "一部成功", "△", "warning", "warn", "partial"],
            ),
            (
                ResultWords::Ended(RunResult::Good),
                &[
                    "成功",
                    "正常",
                    "正常終了",
                    "完了",
                    "終了",
                    "ok",
                    "○",
                    "◯",
                    "〇",
                    "success",
                    "successful",
                    "succeeded",
                    "completed",
                    "complete",
                    "finished",
                    "none",
                ],
            ),
        ];
        let plain: String =
            words.nfkc().filter(|c| !c.is_whitespace() && *c != '-').flat_map(char::to_lowercase).collect();
        let mut read = None;
        for (result, known) in WORDS {
            if known.contains(&plain.as_str()) {
                read = Some(result);
            }
        }
        read
    }
}

/// A size with or without a unit, in bytes: `1,234`, `1.5 GB`, `500MiB`. Units of ten and of two are both read as powers of 1024, as
/// Windows and most tools mean them.
#[must_use]
pub fn parse_size(text: &str) -> Option<u64> {
    let plain: String = text.nfkc().filter(|c| !c.is_whitespace() && *c != ',').flat_map(char::to_lowercase).collect();
    let split = plain.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(plain.len());
    let (number, unit) = plain.split_at(split);
    let power = match unit {
        "" | "b" | "byte" | "bytes" | "バイト" => 0,
        "k" | "kb" | "kib" => 1,
        "m" | "mb" | "mib" => 2,
        "g" | "gb" | "gib" => 3,
        "t" | "tb" | "tib" => 4,
        _ => return None,
    };
    let (whole, rest) = number.split_once('.').unwrap_or((number, ""));
    let scale = 1024_u64.checked_pow(power)?;
    let whole = if whole.is_empty() && !rest.is_empty() { 0 } else { whole.parse::<u64>().ok()? };
    let rest: String = rest.chars().take(6).collect();
    let part = match rest.len() {
        0 => 0,
        digits => {
            let tenths = 10_u64.checked_pow(u32::try_from(digits).ok()?)?;
            u64::try_from(u128::from(rest.parse::<u64>().ok()?) * u128::from(scale) / u128::from(tenths)).ok()?
        }
    };
    whole.checked_mul(scale)?.checked_add(part)
}

/// A job of a tool: the name under which its runs are reported.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct JobKey {
    /// Which tool.
    pub tool: Tool,
    /// Its name there, at most [`JobKey::MAX`] characters.
    pub job: String,
}

impl JobKey {
    /// Longest name of a job, in characters. Our choice.
    pub const MAX: usize = 200;

    /// The job of that name: without control characters, cut where it is too long.
    #[must_use]
    pub fn new(tool: Tool, job: &str) -> Self {
        let plain: String = job.nfc().filter(|c| !c.is_control()).take(Self::MAX).collect();
        Self { tool, job: plain.trim().to_owned() }
    }
}

/// One run, as read from a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Run {
    /// The job.
    pub job: JobKey,
    /// When it began; when it ended, if the tool does not say.
    pub started_at: Instant,
    /// When it ended, if the tool says.
    pub ended_at: Option<Instant>,
    /// How.
    pub result: RunResult,
    /// Bytes that it covers, if the tool says.
    pub size: Option<u64>,
    /// The tool's own number of the run; empty if it has none.
    pub key: String,
    /// Whether the zone of its times was stated or assumed.
    pub zone: Zone,
    /// Line or record in the file, from 1.
    pub line: u64,
}

/// A run as the journal keeps it: number of its job in the entry, begin and end in milliseconds, result, bytes, the tool's number,
/// whether the zone was assumed. An array, so that ten years of runs stay small.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RunKept(
    /// Number of the job in [`BackupRunsTaken::jobs`].
    pub u32,
    /// Begin.
    pub i64,
    /// End.
    pub Option<i64>,
    /// Result.
    pub RunResult,
    /// Bytes.
    pub Option<u64>,
    /// The tool's own number.
    pub String,
    /// Whether the zone was assumed.
    pub bool,
);

/// How many generations a tool itself says it holds, on which day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HeldKept {
    /// Number of the job in [`BackupRunsTaken::jobs`].
    pub job: u32,
    /// How many.
    pub count: u32,
    /// When the newest of them was made: the listing is not older.
    pub at: Instant,
}

/// Runs that were taken from one file, all of them or none. The file's bytes lie in the blob store.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BackupRunsTaken {
    /// SHA-256 of the file.
    pub file: Digest,
    /// Name under which it came.
    pub name: FileName,
    /// What it is: a code, as `restic_snapshots`.
    pub kind: Box<str>,
    /// The jobs that it speaks of.
    pub jobs: Vec<JobKey>,
    /// Runs that were not known.
    pub runs: Vec<RunKept>,
    /// What tools say they hold.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub held: Vec<HeldKept>,
    /// Jobs that a person gave to a copy with it: number of the job, copy.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub assigned: Vec<(u32, BackupCopyId)>,
    /// Runs that were known already.
    pub known: u64,
    /// Lines or records that could not be taken.
    pub refused: u64,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_read_with_their_unit() {
        assert_eq!(parse_size("1,234"), Some(1234));
        assert_eq!(parse_size("1.5 GB"), Some(1_610_612_736));
        assert_eq!(parse_size("５００ＭＢ"), Some(524_288_000));
        assert_eq!(parse_size(".5k"), Some(512));
        assert_eq!(parse_size("たくさん"), None);
        assert_eq!(parse_size(""), None);
        assert_eq!(parse_size("99999999999999999999 TB"), None);
    }

    #[test]
    fn words_of_lists_say_how_a_run_ended() {
        let read = |words| ResultWords::read(words);
        assert_eq!(read(" 正常終了 "), Some(ResultWords::Ended(RunResult::Good)));
        assert_eq!(read("警告"), Some(ResultWords::Ended(RunResult::Warning)));
        assert_eq!(read("ＮＧ"), Some(ResultWords::Ended(RunResult::Failed)));
        assert_eq!(read("実行中"), Some(ResultWords::Running));
        assert_eq!(read("たぶん"), None);
    }

    #[test]
    fn a_kept_run_is_an_array() {
        let run = RunKept(0, 1, Some(2), RunResult::Good, None, "a".to_owned(), true);
        assert_eq!(serde_json::to_string(&run).unwrap(), r#"[0,1,2,"good",null,"a",true]"#);
    }
}
