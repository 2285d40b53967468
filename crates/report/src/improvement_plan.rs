//! The plan on paper in the manner of a 改善計画書, as plain data: what `typeset` reads as JSON. Every word comes from the caller;
//! nothing here judges, formats a date or knows a rule.

use crate::document::Official;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Keys of [`ImprovementPlan::labels`]: the fixed words of this paper. The template has none of its own.
pub const PLAN_LABELS: &[&str] = &[
    "title",
    "lead",
    "to",
    "dated_blank",
    "institution",
    "institution_code",
    "address",
    "administrator",
    "inspected_on",
    "number",
    "found",
    "now",
    "next_step",
    "owner",
    "vendor",
    "target",
    "closed",
    "none",
];

/// Keys of [`ImprovementPlan::labels`] whose words are those of every paper (see [`crate::document::LABELS`]).
pub const SHARED_LABELS: &[&str] = &[
    "sample",
    "fingerprint",
    "reconstructed_mark",
    "reconstructed_legend",
    "draft_mark",
    "draft_legend",
    "translation_legend",
];

/// Everything that the paper says.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ImprovementPlan {
    /// Tells the typesetter which paper it is: [`Self::PAPER`].
    pub paper: String,
    /// `ja` or `en`.
    pub lang: String,
    /// Name of the institution.
    pub institution: String,
    /// 医療機関コード, if known.
    pub institution_code: Option<String>,
    /// 管理者; empty if nobody holds the role.
    pub administrator: String,
    /// 所在地; empty is a line to fill in. The institution's record has none.
    pub address: String,
    /// 宛先: 保健所長, 都道府県知事 …; empty is a line to fill in.
    pub to: String,
    /// Date of the paper; empty is a line to fill in.
    pub dated: String,
    /// Day of the inspection; empty if none was given.
    pub inspected_on: String,
    /// True for the sample hospital: every page then says so.
    pub sample: bool,
    /// When the paper was made, in words.
    pub made_at: String,
    /// The same day as `YYYY-MM-DD`: the date inside the PDF.
    pub made_on_iso: String,
    /// Fingerprint of the installation's key.
    pub fingerprint: String,
    /// The fixed words, by the keys in [`PLAN_LABELS`] and [`SHARED_LABELS`].
    pub labels: BTreeMap<String, String>,
    /// One per いいえ.
    pub lines: Vec<PlanLine>,
}

impl ImprovementPlan {
    /// What [`Self::paper`] says.
    pub const PAPER: &'static str = "improvement_plan";

    /// Keys that have no word: a paper with a hole is a defect of the messages, not of the reader.
    #[must_use]
    pub fn missing_labels(&self) -> Vec<&'static str> {
        let absent = |key: &&&str| self.labels.get(**key).is_none_or(|word| word.trim().is_empty());
        PLAN_LABELS.iter().chain(SHARED_LABELS).filter(absent).copied().collect()
    }
}

/// One いいえ.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlanLine {
    /// Position on the paper, from 1.
    pub number: usize,
    /// Whose sheet: 医療機関確認用, 事業者確認用（甲社）.
    pub sheet: String,
    /// Printed reference, like `2(4)`.
    pub reference: String,
    /// 指摘事項: wording of the item.
    pub words: Official,
    /// 現状: the answers so far, in words.
    pub answers: Vec<String>,
    /// 現状: the institution's note.
    pub now: String,
    /// 改善内容.
    pub next_step: String,
    /// 担当者.
    pub owner: String,
    /// 事業者.
    pub vendor: String,
    /// 改善予定日: 目標日.
    pub target: String,
    /// 完了日: 確認日 of the はい.
    pub closed: String,
    /// Where it stands, in words.
    pub state: String,
    /// `overdue`, `undated`, `near`, `ahead` or `closed`.
    pub state_code: String,
}
