//! Incidents: the alarm, the time line, steps, reports, drafts, the package, and how it ends.

mod act;
mod documents;
mod fields;
mod list;
mod note;
mod show;

pub(crate) use act::{close, leave_task, reopen, sent, tick};
pub(crate) use documents::{file, notice, notice_pdf, package, pdf};
pub(crate) use fields::{fields, state};
pub(crate) use list::{OpenIncident, list, open_ones, start};
pub(crate) use note::note;
pub(crate) use show::show;

use domain::readiness::incident::IncidentError;

/// Field and message key of what can't be taken.
fn refusal(error: &IncidentError) -> (&'static str, &'static str) {
    let key = match error {
        IncidentError::Line(..) => "incident-line-wrong",
        IncidentError::Note(..) => "contact-chart-task-words-wrong",
        IncidentError::Empty => "incident-words-missing",
        IncidentError::Moment(_) => "incident-moment-wrong",
        IncidentError::Ahead(_) => "incident-moment-ahead",
        IncidentError::Choice("outcome") => "incident-outcome-missing",
        IncidentError::Choice(_) => "incident-choice-missing",
    };
    (error.field(), key)
}
