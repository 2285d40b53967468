//! The chart on paper: A4, A3 or as cards, as it stands or as it was approved.

use super::{
    ChartStanding,
    drawn::{boxes, card, labels},
    standing,
};
use crate::{App, AppError, words::T};
use domain::{
    access::{Permit, View},
    calendar::iso,
    facility::Facility,
    readiness::contact_chart::{CallOutcome, CallTest, Chart},
};
use report::{
    contact_chart::{CHART_LABELS, ContactChartPaper, DrawnSheet, TestLine},
    picture::{CARD_HEIGHT_MM, CARD_WIDTH_MM, chart_sheets},
};
use std::collections::BTreeMap;

/// Which paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ChartPaper {
    /// A4, on its side.
    A4,
    /// A3, on its side.
    A3,
    /// Cards for the wallet, to cut out and fold.
    Card,
}

impl ChartPaper {
    /// Stable code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::A4 => "a4",
            Self::A3 => "a3",
            Self::Card => "card",
        }
    }

    /// The paper with this code.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        [Self::A4, Self::A3, Self::Card].into_iter().find(|paper| paper.code() == code)
    }

    /// Room for the drawing, mm, beside margins, heading and foot; and the most columns.
    const fn room(self) -> ((f64, f64), usize) {
        match self {
            Self::A4 | Self::Card => ((277.0, 164.0), 7),
            Self::A3 => ((400.0, 250.0), 10),
        }
    }
}

/// Which chart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Which {
    /// As it stands now.
    Current,
    /// The newest approved version.
    Approved,
}

/// Call tests on the paper. Our choice: two pages.
const MOST_TESTS: usize = 80;

/// The chart as a PDF; `None` when there is none of that kind.
///
/// # Errors
/// [`AppError::Render`]; when the database can't be read.
pub async fn pdf(
    app: &App,
    view: &Permit<View>,
    paper: ChartPaper,
    which: Which,
    t: T,
) -> Result<Option<Vec<u8>>, AppError> {
    let facility = store::facility::facility(&app.db, view).await?;
    let now = standing(app, view).await?;
    let Some(paper) = chart_paper(app, &facility, &now, paper, which, t) else { return Ok(None) };
    let json = serde_json::to_vec(&paper).map_err(|e| AppError::Internal(e.to_string()))?;
    Ok(Some(app.renderer.render(&json).await?))
}

/// The chart as plain data; `None` when there is none of that kind.
#[must_use]
pub fn chart_paper(
    app: &App,
    facility: &Facility,
    now: &ChartStanding,
    paper: ChartPaper,
    which: Which,
    t: T,
) -> Option<ContactChartPaper> {
    let (chart, standings): (&Chart, _) = match which {
        // Whether a contact was confirmed is said of today's chart only: the frozen one stays what it was.
        Which::Approved => (&now.loaded.approved.as_ref()?.approval.chart, BTreeMap::new()),
        Which::Current => (&now.chart, now.standings.clone()),
    };
    if chart.people.is_empty() {
        return None;
    }
    let version = version(t, now, which);
    let institution = facility.stated.name.to_string();
    let sheets = if paper == ChartPaper::Card {
        let svg = card(t, &institution, chart, version.clone());
        vec![DrawnSheet { svg, width: CARD_WIDTH_MM, height: CARD_HEIGHT_MM }]
    } else {
        let (room, columns) = paper.room();
        let sheets = chart_sheets(&boxes(t, chart, &standings), &labels(t), room, columns);
        sheets
            .into_iter()
            .map(|sheet| DrawnSheet { svg: sheet.svg, width: sheet.width_mm, height: sheet.height_mm })
            .collect()
    };
    let tests = now.loaded.tests.iter().take(if paper == ChartPaper::Card { 0 } else { MOST_TESTS });
    let label = |key: &&str| {
        let words = t.get(&format!("contact-chart-paper-{}", key.replace('_', "-"))).into_owned();
        ((*key).to_owned(), words)
    };
    Some(ContactChartPaper {
        paper: ContactChartPaper::PAPER.to_owned(),
        lang: t.lang().code().to_owned(),
        size: paper.code().to_owned(),
        institution,
        sample: if facility.sample { t.get("paper-sample").into_owned() } else { String::new() },
        version,
        made_at: t.moment(app.now()),
        made_on_iso: iso(app.today()),
        fingerprint: format!("{} {}", t.get("paper-fingerprint"), app.key.fingerprint()),
        labels: CHART_LABELS.iter().map(label).collect(),
        sheets,
        tests: tests.map(|row| test_line(t, &row.test, &row.by)).collect(),
    })
}

/// 第2版（令和6年6月10日、久保 真理が承認） or that it is not approved.
#[must_use]
pub fn version(t: T, now: &ChartStanding, which: Which) -> String {
    let is_same = now.differences.as_ref().is_some_and(Vec::is_empty);
    match &now.loaded.approved {
        Some(row) if which == Which::Approved || is_same => t.with(
            "contact-chart-version",
            &[
                ("number", row.approval.number.into()),
                ("day", t.short_day(row.at.date_jst()).into()),
                ("by", row.by.clone().into()),
            ],
        ),
        _ => t.one("contact-chart-version-none", "day", t.short_day(now.today)),
    }
}

fn test_line(t: T, test: &CallTest, by: &str) -> TestLine {
    TestLine {
        on: format!("{} {}", t.short_day(test.on), test.at).trim_end().to_owned(),
        who: test.name.clone(),
        outcome: outcome(t, test),
        by: by.to_owned(),
    }
}

/// Answered after so many minutes, by whom; or not reached.
#[must_use]
pub fn outcome(t: T, test: &CallTest) -> String {
    let words = match &test.outcome {
        CallOutcome::Answered { by: None, minutes } => t.one("contact-chart-answered", "minutes", *minutes),
        CallOutcome::Answered { by: Some(by), minutes } => {
            t.with("contact-chart-answered-by", &[("minutes", (*minutes).into()), ("by", by.to_string().into())])
        }
        CallOutcome::NotReached => t.get("contact-chart-not-reached").into_owned(),
    };
    match &test.note {
        Some(note) => format!("{words} {note}"),
        None => words,
    }
}
