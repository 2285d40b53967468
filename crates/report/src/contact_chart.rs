//! The contact chart on paper, as plain data: what `typeset` reads as JSON. Every word comes from the caller; the drawing is the same as on
//! the page.

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Keys of [`ContactChartPaper::labels`]: the fixed words of this paper. The template has none of its own.
pub const CHART_LABELS: &[&str] =
    &["title", "tests_title", "tests_none", "test_on", "test_who", "test_outcome", "test_by", "card_lead", "alt"];

/// Everything that the paper says.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ContactChartPaper {
    /// Tells the typesetter which paper it is: [`Self::PAPER`].
    pub paper: String,
    /// `ja` or `en`.
    pub lang: String,
    /// `a4`, `a3` or `card`.
    pub size: String,
    /// Name of the institution.
    pub institution: String,
    /// True for the sample hospital: every page then says so.
    pub sample: String,
    /// Version, who approved it and when; or that it is not approved.
    pub version: String,
    /// When the paper was made, in words.
    pub made_at: String,
    /// The same day as `YYYY-MM-DD`: the date inside the PDF.
    pub made_on_iso: String,
    /// Fingerprint of the installation's key, with its label.
    pub fingerprint: String,
    /// The fixed words, by the keys in [`CHART_LABELS`].
    pub labels: BTreeMap<String, String>,
    /// The drawing, sheet by sheet; the card alone for a card.
    pub sheets: Vec<DrawnSheet>,
    /// Call tests, newest first; none on a card.
    pub tests: Vec<TestLine>,
}

impl ContactChartPaper {
    /// What [`Self::paper`] says.
    pub const PAPER: &'static str = "contact_chart";
}

/// A part of the drawing with its size.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct DrawnSheet {
    /// Markup.
    pub svg: String,
    /// Width, mm.
    pub width: f64,
    /// Height, mm.
    pub height: f64,
}

/// One call.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TestLine {
    /// Day, and time of day where it was written down.
    pub on: String,
    /// Who was called.
    pub who: String,
    /// Answered after so many minutes, by whom; or not reached.
    pub outcome: String,
    /// Who recorded it.
    pub by: String,
}
