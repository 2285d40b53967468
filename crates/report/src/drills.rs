//! Drills and trainings on paper, as plain data: what `typeset` reads as JSON. Every word comes from the caller.

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Keys of [`DrillsPaper::labels`]: the fixed words of this paper. The template has none of its own.
pub const DRILL_LABELS: &[&str] =
    &["title", "on", "card", "total", "leader", "people", "others", "observed", "step", "took", "said", "tasks", "by"];

/// Everything that the paper says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DrillsPaper {
    /// Tells the typesetter which paper it is: [`Self::PAPER`].
    pub paper: String,
    /// `ja` or `en`.
    pub lang: String,
    /// Name of the institution.
    pub institution: String,
    /// Says so for the sample hospital; empty otherwise.
    pub sample: String,
    /// When the paper was made, in words.
    pub made_at: String,
    /// The same day as `YYYY-MM-DD`: the date inside the PDF.
    pub made_on_iso: String,
    /// Fingerprint of the installation's key, with its label.
    pub fingerprint: String,
    /// The fixed words, by the keys in [`DRILL_LABELS`].
    pub labels: BTreeMap<String, String>,
    /// One per drill or training, newest first.
    pub parts: Vec<DrillPart>,
}

impl DrillsPaper {
    /// What [`Self::paper`] says.
    pub const PAPER: &'static str = "drills";
}

/// One drill or training that was held. Empty texts are left out.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DrillPart {
    /// 訓練 or 教育.
    pub kind: String,
    /// Its title.
    pub title: String,
    /// Day.
    pub on: String,
    /// The card that was played.
    pub card: String,
    /// Time from start to the last step.
    pub total: String,
    /// Who led it.
    pub leader: String,
    /// Who took part.
    pub people: Vec<String>,
    /// Others who took part.
    pub others: String,
    /// What was observed.
    pub observed: String,
    /// Steps with their times.
    pub steps: Vec<PartStep>,
    /// What it left to do.
    pub tasks: Vec<String>,
    /// Who recorded it.
    pub by: String,
}

/// One step.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PartStep {
    /// What happened.
    pub title: String,
    /// How long it took.
    pub took: String,
    /// What was said and done.
    pub said: String,
}
