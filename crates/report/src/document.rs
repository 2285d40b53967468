//! The paper of an inspection pack as plain data: what `typeset` reads as JSON. Every word comes from the caller in the
//! reader's language; nothing here judges, formats a date or knows a rule.

use crate::{bcp::Block, ledger_part::LedgerPart};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Keys of [`PackDocument::labels`]: every fixed word on the paper. The templates have none of their own.
pub const LABELS: &[&str] = &[
    "institution",
    "institution_code",
    "kind",
    "fiscal_year",
    "edition",
    "made_at",
    "sample",
    "summary_title",
    "administrator",
    "safety_officer",
    "formal_test",
    "formal_missing",
    "yes",
    "no",
    "blank",
    "not_asked",
    "overdue",
    "without_target",
    "reconstructed_count",
    "sign_off",
    "round1",
    "round2",
    "round3",
    "signature_line",
    "frozen",
    "key",
    "changed",
    "form_title",
    "item",
    "date",
    "confirmer",
    "advisory",
    "reconstructed_mark",
    "reconstructed_legend",
    "draft_mark",
    "draft_legend",
    "number_mark",
    "number_legend",
    "translation_legend",
    "remediation_title",
    "remediation_none",
    "target",
    "state",
    "note",
    "owner",
    "vendor",
    "next_step",
    "grounds_title",
    "grounds_lead",
    "proposal",
    "reasons",
    "answered",
    "history_title",
    "history_none",
    "at",
    "by",
    "what",
    "seq",
    "credit",
    "legal_basis",
    "journal_head",
    "fingerprint",
    "vendors_title",
    "vendors_met",
    "vendors_lacking",
    "vendor_filled",
    "vendor_sheet_missing",
    "vendor_sign_off",
    "evidence_title",
    "evidence_lead",
    "evidence_none",
    "evidence",
    "effective_on",
    "received_on",
    "expires_on",
    "exported_by",
    "origin",
    "evidence_items",
    "enclosed",
    "backup_title",
    "backup_lead",
    "backup_copy",
    "backup_how",
    "backup_generations",
    "backup_off_site",
    "backup_last_good",
    "backup_what",
    "backup_rto",
    "backup_rpo",
    "backup_open",
    "backup_restore",
    "backup_step",
    "backup_who",
    "backup_place",
    "backup_minutes",
    "backup_rehearsals",
    "backup_no_rehearsal",
    "backup_to",
    "backup_outcome",
    "backup_learned",
    "bcp_title",
    "ledger_title",
    "ledger_asset",
    "ledger_device",
    "ledger_kind",
    "ledger_place",
    "ledger_owner",
    "ledger_os",
    "ledger_support",
    "ledger_system",
    "outside_title",
    "outside_name",
    "outside_what",
    "outside_calls",
    "outside_cut",
    "outside_by_device",
    "outside_by_access",
    "outside_none",
    "outside_accesses_none",
    "network_title",
];

/// Everything that one sheet's paper says. Serialised, it is the only input of the typesetter.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PackDocument {
    /// `ja` or `en`.
    pub lang: String,
    /// Title of the form, as printed by the ministry or our translation.
    pub title: String,
    /// 様式 label: 医療機関確認用, 薬局確認用 or 事業者確認用.
    pub form_label: String,
    /// Name of the edition.
    pub edition_label: String,
    /// Fiscal year of the sheet, in both calendars.
    pub year_label: String,
    /// Says that the sheet's year is not the edition's, if so.
    pub other_year_note: Option<String>,
    /// Name of the institution.
    pub institution: String,
    /// Its kind, in words.
    pub institution_kind: String,
    /// 医療機関コード, if known.
    pub institution_code: Option<String>,
    /// True for the sample hospital: every page then says so.
    pub sample: bool,
    /// When the paper was made, in words.
    pub made_at: String,
    /// The same day as `YYYY-MM-DD`: the date inside the PDF, so that the same document gives the same bytes.
    pub made_on_iso: String,
    /// Source credit of the official texts, ready to print.
    pub credit: String,
    /// Fingerprint of the installation's key.
    pub fingerprint: String,
    /// Position and short hash of the journal's head.
    pub journal_head: String,
    /// The fixed words, by the keys in [`LABELS`].
    pub labels: BTreeMap<String, String>,
    /// First page.
    pub summary: Summary,
    /// The form as printed.
    pub form: FormSheet,
    /// 改善計画: items that said いいえ.
    pub remediation: Vec<RemediationLine>,
    /// What the program proposed, item by item.
    pub grounds: Vec<GroundsLine>,
    /// What happened to this sheet, oldest first.
    pub history: Vec<HistoryLine>,
    /// Every vendor whose 事業者確認用 counts, with its sheet.
    pub vendors: Vec<VendorPart>,
    /// Evidence on the items of all these sheets.
    pub evidence: Vec<EvidenceLine>,
    /// Systems and their backups: copies, procedures, rehearsals. Only on the institution's own paper.
    #[serde(default)]
    pub backups: Vec<BackupPart>,
    /// The approved BCP, or that there is none. Only on the institution's own paper.
    #[serde(default)]
    pub bcp: Vec<Block>,
    /// 機器台帳 and what follows from it; only with the institution's own sheet.
    #[serde(default)]
    pub ledger: Option<LedgerPart>,
}

impl PackDocument {
    /// Keys of [`LABELS`] that have no word: a paper with a hole is a defect of the messages, not of the reader.
    #[must_use]
    pub fn missing_labels(&self) -> Vec<&'static str> {
        let absent = |key: &&&str| self.labels.get(**key).is_none_or(|word| word.trim().is_empty());
        LABELS.iter().filter(absent).copied().collect()
    }
}

/// Words of the ministry, or what is known of them.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Official {
    /// The words, always in Japanese.
    pub words: String,
    /// `reconstructed` and `draft` print their mark; `verified` and empty print none.
    pub mark: String,
    /// Our translation, on a paper in another language.
    pub translation: Option<String>,
}

/// The first page: the sheet in numbers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Summary {
    /// 管理者.
    pub administrator: String,
    /// 医療情報システム安全管理責任者.
    pub safety_officer: String,
    /// Items whose 1回目 has an answer and a date.
    pub filled: usize,
    /// Items that need one.
    pub needed: usize,
    /// Printed references of the items that lack one.
    pub missing: Vec<String>,
    /// Items that stand at はい.
    pub yes: usize,
    /// Items that stand at いいえ.
    pub no: usize,
    /// Items without an answer.
    pub blank: usize,
    /// 記入不要.
    pub not_asked: usize,
    /// いいえ whose target date has passed.
    pub overdue: usize,
    /// いいえ without a target date.
    pub without_target: usize,
    /// Wordings on this form that were not compared with the official file.
    pub reconstructed: usize,
    /// One block per round.
    pub sign_offs: Vec<SignOffBlock>,
}

/// Sign-off of one round.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignOffBlock {
    /// 1, 2 or 3.
    pub round: u8,
    /// Who signed, when and how; or what is still open.
    pub words: String,
    /// SHA-256 of the frozen bytes in hex, once signed. Printed shortened.
    pub frozen: Option<String>,
    /// Fingerprint of the key that sealed it, once signed.
    pub key: Option<String>,
    /// What differs now from what was signed, in sentences.
    pub changed: Vec<String>,
}

/// The form as the ministry prints it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FormSheet {
    /// Law that the form rests on.
    pub legal_basis: String,
    /// Heading above the result columns: 確認結果（日付）.
    pub result_title: Option<Official>,
    /// Result columns in printed order.
    pub columns: Vec<FormColumn>,
    /// Rows under their headings.
    pub blocks: Vec<FormBlock>,
    /// Notes printed on the form.
    pub notes: Vec<Official>,
}

/// One result column.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FormColumn {
    /// `round1`, `round2`, `round3`, `target` or `checked_on`.
    pub kind: String,
    /// Its heading.
    pub label: Official,
}

/// Rows that share a heading.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FormBlock {
    /// Heading of the section, when it begins here.
    pub section: Option<Official>,
    /// Heading of the group, if it has one.
    pub group: Option<Official>,
    /// Its items.
    pub rows: Vec<FormRow>,
}

/// One item of the form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FormRow {
    /// Number as printed; empty if it has none.
    pub number: String,
    /// False when the number was counted by us instead of read from the form.
    pub number_read: bool,
    /// Wording.
    pub official: Official,
    /// Note printed at the item.
    pub printed_note: Option<Official>,
    /// 参考項目.
    pub advisory: bool,
    /// The slots of rounds 1, 2, 3.
    pub rounds: Vec<FormSlot>,
    /// 目標日.
    pub target: Option<String>,
    /// Why the item is 記入不要, if it is.
    pub not_asked: Option<String>,
}

/// One slot of a round.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct FormSlot {
    /// `yes`, `no` or `blank`.
    pub answer: String,
    /// Date of the confirmation, in words; empty when blank.
    pub on: String,
    /// Who confirmed; empty when blank.
    pub by: String,
}

/// One line of the plan (改善計画).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RemediationLine {
    /// Printed reference, like `2(4)`.
    pub reference: String,
    /// Wording of the item.
    pub words: Official,
    /// 目標日.
    pub target: Option<String>,
    /// Where it stands: days left, days past, done, or no target date.
    pub state: String,
    /// `closed`, `undated`, `overdue`, `near` or `ahead`.
    pub state_code: String,
    /// The institution's note.
    pub note: String,
    /// Who confirmed the answer.
    pub confirmer: String,
    /// 担当者; empty if nobody was named.
    pub owner: String,
    /// The vendor that does the work; empty if none does.
    pub vendor: String,
    /// What is done next; empty if nothing was planned.
    pub next_step: String,
}

/// One line of the grounds: what was proposed and what the person answered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GroundsLine {
    /// Printed reference.
    pub reference: String,
    /// Wording of the item.
    pub words: Official,
    /// はい, いいえ, 要確認 or 材料なし.
    pub verdict: String,
    /// `yes`, `no`, `check` or `no_evidence`.
    pub verdict_code: String,
    /// Reasons for and against.
    pub reasons: Vec<String>,
    /// The person's answer, in words.
    pub answered: String,
    /// The person's note.
    pub note: String,
}

/// One entry of the journal, in words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HistoryLine {
    /// Position in the journal.
    pub seq: i64,
    /// When.
    pub at: String,
    /// Who.
    pub by: String,
    /// What.
    pub words: String,
}

/// A vendor and its 事業者確認用.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct VendorPart {
    /// Name of the vendor.
    pub vendor: String,
    /// Title of its form; empty while there is no sheet.
    pub title: String,
    /// 事業者確認用（甲社）.
    pub form_label: String,
    /// Items whose 1回目 has an answer and a date.
    pub filled: usize,
    /// Items that need one.
    pub needed: usize,
    /// Items that stand at はい.
    pub yes: usize,
    /// Items that stand at いいえ.
    pub no: usize,
    /// いいえ whose target date has passed.
    pub overdue: usize,
    /// The form as printed; `None` while there is no sheet.
    pub form: Option<FormSheet>,
    /// Its items that said いいえ.
    pub remediation: Vec<RemediationLine>,
    /// One block per round.
    pub sign_offs: Vec<SignOffBlock>,
}

/// A piece of evidence, in words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EvidenceLine {
    /// Its title.
    pub title: String,
    /// Name of its file.
    pub name: String,
    /// 基準日.
    pub effective_on: String,
    /// 受領日.
    pub received_on: String,
    /// 有効期限.
    pub expires_on: String,
    /// How long it has been expired; empty if it counts.
    pub expired: String,
    /// Who exported it.
    pub exported_by: String,
    /// From where.
    pub origin: String,
    /// Items that it speaks to.
    pub items: Vec<String>,
    /// SHA-256 of the file, hex.
    pub sha256: String,
    /// Path in the pack, if the file itself is in it.
    pub enclosed: String,
}

/// One system and its backups, in words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BackupPart {
    /// Its name.
    pub system: String,
    /// What must be saved.
    pub what: String,
    /// RTO.
    pub rto: String,
    /// RPO.
    pub rpo: String,
    /// Its copies.
    pub copies: Vec<BackupCopyLine>,
    /// What is wrong, the gravest first.
    pub findings: Vec<String>,
    /// Who approved how it is restored, or that nobody did.
    pub approved: String,
    /// How it is restored.
    pub steps: Vec<BackupStepLine>,
    /// Rehearsals, newest first.
    pub rehearsals: Vec<BackupRehearsalLine>,
}

/// One copy of a system.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BackupCopyLine {
    /// What it is called.
    pub name: String,
    /// How often, how, onto what, how far from the network.
    pub how: String,
    /// Generations promised.
    pub generations: String,
    /// Whether it is off site.
    pub off_site: String,
    /// When the last good run was.
    pub last_good: String,
}

/// One step of a restore.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BackupStepLine {
    /// What is done.
    pub what: String,
    /// By whom.
    pub who: String,
    /// Where the medium is.
    pub place: String,
    /// Minutes expected.
    pub minutes: String,
}

/// One rehearsal of a restore.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BackupRehearsalLine {
    /// Day.
    pub on: String,
    /// From which copy.
    pub copy: String,
    /// To where.
    pub to: String,
    /// Minutes.
    pub minutes: String,
    /// How it went.
    pub outcome: String,
    /// Who did it.
    pub who: String,
    /// What was learned.
    pub learned: String,
}
