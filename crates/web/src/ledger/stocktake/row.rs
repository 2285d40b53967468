//! A device of a stock-take as pages show it.

use super::Mine;
use app::words::T;
use domain::{
    id::DeviceId,
    ledger::{CountState, Finding, Found},
};
use store::ledger::stocktake::CountRow;

/// One line.
pub(super) struct Line {
    pub(super) id: DeviceId,
    pub(super) name: String,
    pub(super) asset: String,
    pub(super) kind: String,
    pub(super) serial: String,
    pub(super) department: String,
    pub(super) place: String,
    /// Code of where it stands.
    pub(super) state: &'static str,
    /// What was found, in words.
    pub(super) found: String,
    /// Where, which serial number, when disposed of, the note.
    pub(super) more: String,
    /// `6/10 14:05 山田`.
    pub(super) by: String,
    /// Whether the visitor may speak of it.
    pub(super) mine: bool,
    /// Whether the list expects it.
    pub(super) expected: bool,
    /// Whether the ledger has a page of it.
    pub(super) listed: bool,
}

impl Line {
    pub(super) fn of(t: T, row: &CountRow, mine: &Mine) -> Self {
        let about = &row.about;
        let found = row.finding.as_ref();
        let noted = found.is_some_and(|finding| finding.found == Found::Noted);
        let words = match found {
            Some(finding) if !row.expected && finding.found == Found::Confirmed => {
                t.get("stocktake-extra").into_owned()
            }
            Some(finding) => t.code("stocktake-found", finding.found.code()).into_owned(),
            None => String::new(),
        };
        Self {
            id: about.device,
            name: about.name.clone(),
            asset: if about.asset == about.name { String::new() } else { about.asset.clone() },
            kind: if about.kind.is_empty() { String::new() } else { t.code("ledger-kind", &about.kind).into_owned() },
            serial: about.serial.clone(),
            department: about.department.clone(),
            place: about.place.to_string(),
            state: row.state.code(),
            found: words,
            more: found.map(|finding| more(t, finding)).unwrap_or_default(),
            by: row.counted.as_ref().map(|(at, by)| format!("{} {by}", t.moment(*at))).unwrap_or_default(),
            mine: mine.has(row),
            expected: row.expected,
            listed: !noted,
        }
    }

    pub(super) fn is_open(&self) -> bool {
        self.state == CountState::Open.code()
    }

    /// The badge that shows where it stands.
    pub(super) fn badge(&self) -> &'static str {
        match self.state {
            "confirmed" => "yes",
            "differs" => "check",
            "missing" => "no",
            _ => "none",
        }
    }
}

/// Everything that was said beside what was found.
fn more(t: T, finding: &Finding) -> String {
    let place = if finding.place.is_unknown() { String::new() } else { format!("→ {}", finding.place) };
    let serial = finding.serial.as_ref().map(|value| value.to_string()).unwrap_or_default();
    let gone = finding.disposed_on.map(|day| t.short_day(day)).unwrap_or_default();
    let erasure = finding.erasure.as_ref().map(|value| value.to_string()).unwrap_or_default();
    let note = finding.note.as_ref().map(|value| value.to_string()).unwrap_or_default();
    let parts = [place, serial, gone, erasure, note];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("　")
}
