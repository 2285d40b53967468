//! The plan on paper in the manner of a 改善計画書: what was found, how it stands, what is done, by whom, until when.
//! No national form of it is known to us; health centres have their own, with these columns. Nothing is judged here.

use super::{Line, Remediations, list};
use crate::{App, AppError, words, words::T};
use domain::{
    access::{Permit, View},
    calendar::iso,
    catalog::OfficialText,
    remediation::Course,
    staff::Role,
    vendor::Line as Text,
};
use report::{
    document::Official,
    improvement_plan::{ImprovementPlan, PLAN_LABELS, PlanLine, SHARED_LABELS},
};
use std::{cmp::Reverse, collections::BTreeMap};
use time::Date;

/// What a person wants on the paper. What is left open becomes a line to fill in with a pen.
#[derive(Debug, Clone, Default)]
pub struct PlanAsked {
    /// 宛先, as typed.
    pub to: Option<Text>,
    /// 所在地, as typed.
    pub address: Option<Text>,
    /// Date of the paper.
    pub dated: Option<Date>,
    /// The day of the inspection, if there was one.
    pub inspected_on: Option<Date>,
    /// Whether the vendors' sheets are in it.
    pub with_vendors: bool,
    /// Whether those that became はい are in it, with the day.
    pub with_closed: bool,
}

/// The plan as a PDF.
///
/// # Errors
/// [`AppError::Render`]; as [`list`].
pub async fn improvement_plan(app: &App, view: &Permit<View>, asked: &PlanAsked, t: T) -> Result<Vec<u8>, AppError> {
    let paper = plan_paper(app, view, asked, t).await?;
    let json = serde_json::to_vec(&paper).map_err(|e| AppError::Internal(e.to_string()))?;
    Ok(app.renderer.render(&json).await?)
}

/// The plan as plain data.
///
/// # Errors
/// As [`list`].
pub async fn plan_paper(app: &App, view: &Permit<View>, asked: &PlanAsked, t: T) -> Result<ImprovementPlan, AppError> {
    Ok(paper(app, &list(app, view).await?, asked, t))
}

fn paper(app: &App, found: &Remediations, asked: &PlanAsked, t: T) -> ImprovementPlan {
    let stated = &found.facility.stated;
    let writer = Writer { app, found, t };
    let day = |day: Option<Date>| day.map(|day| t.short_day(day)).unwrap_or_default();
    let text = |line: &Option<Text>| line.as_ref().map(ToString::to_string).unwrap_or_default();
    ImprovementPlan {
        paper: ImprovementPlan::PAPER.to_owned(),
        lang: t.lang().code().to_owned(),
        institution: stated.name.to_string(),
        institution_code: stated.code.as_ref().map(|code| code.as_str().to_owned()),
        administrator: found
            .roster
            .holder(Role::Administrator, found.today)
            .map(|m| m.name.to_string())
            .unwrap_or_default(),
        address: text(&asked.address),
        to: text(&asked.to),
        dated: day(asked.dated),
        inspected_on: day(asked.inspected_on),
        sample: found.facility.sample,
        made_at: t.moment(app.now()),
        made_on_iso: iso(found.today),
        fingerprint: app.key.fingerprint().to_string(),
        labels: labels(t),
        lines: writer.lines(asked),
    }
}

/// The fixed words.
fn labels(t: T) -> BTreeMap<String, String> {
    let hyphens = |key: &str| key.replace('_', "-");
    let own = PLAN_LABELS.iter().map(|key| (*key, t.get(&format!("remediation-paper-{}", hyphens(key)))));
    let shared = SHARED_LABELS.iter().map(|key| (*key, t.get(&format!("paper-{}", hyphens(key)))));
    own.chain(shared).map(|(key, words)| (key.to_owned(), words.into_owned())).collect()
}

struct Writer<'a> {
    app: &'a App,
    found: &'a Remediations,
    t: T,
}

impl Writer<'_> {
    /// In the order of the printed forms: the institution's first, then each vendor's.
    fn lines(&self, asked: &PlanAsked) -> Vec<PlanLine> {
        let wanted = |line: &&Line| {
            let shown = line.course.is_open() || (asked.with_closed && line.course.is_closed());
            shown && (asked.with_vendors || line.sheet.vendor.is_none())
        };
        let mut lines: Vec<&Line> = self.found.lines.iter().filter(wanted).collect();
        lines.sort_by_cached_key(|line| {
            let vendor = self.found.vendor(line.sheet.vendor);
            (line.sheet.vendor.is_some(), vendor, Reverse(line.sheet.fiscal_year), line.at)
        });
        lines.into_iter().zip(1..).map(|(line, number)| self.line(line, number)).collect()
    }

    fn line(&self, line: &Line, number: usize) -> PlanLine {
        let (t, found) = (self.t, self.found);
        let closed = match line.course {
            Course::Closed { on, .. } => t.short_day(on),
            _ => String::new(),
        };
        PlanLine {
            number,
            sheet: found.sheet_label(self.app, t, line),
            reference: line.item.reference.clone(),
            words: self.official(&line.item.official),
            answers: words::answers(t, &found.roster, &line.state),
            now: line.state.note.to_string(),
            next_step: line.plan.stated.next_step.to_string(),
            owner: found.person(line.plan.stated.owner),
            vendor: found.vendor(line.vendor()),
            target: line.state.target_date.map(|target| t.short_day(target.day())).unwrap_or_default(),
            closed,
            state: words::course(t, line.course),
            state_code: line.course.code().to_owned(),
        }
    }

    fn official(&self, text: &OfficialText) -> Official {
        words::official(self.t, &self.app.catalog, &self.found.verification, text)
    }
}
