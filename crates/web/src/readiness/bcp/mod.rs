//! The BCP: as it stands, its parts, the 確認表, approved versions with their distribution, papers.

mod check;
mod cutting;
mod form;
mod line;
mod show;
mod system;
mod version;

pub(crate) use check::{answer, list as checks, show as check};
pub(crate) use cutting::{change as change_cutting, show as cutting};
pub(crate) use form::{change_general, general};
pub(crate) use line::{
    add_decision, add_paper, change_decision, change_paper, decision, decisions, new_decision, new_paper, paper,
    papers, remove_decision, remove_paper,
};
pub(crate) use show::{approve, pdf, show, word};
pub(crate) use system::{change as change_system, list as systems, show as system};
pub(crate) use version::{hand_out as record_handout, show as version};

use crate::{
    cx::Cx,
    error::{PageError, PageResult},
    form::Fields,
};
use axum::response::Response;
use domain::{
    journal::Seq,
    readiness::bcp::{BcpError, Gap, Part, PartKey, Stated},
};

/// What is wrong with a form: the field, and the message's key.
pub(crate) type Wrong = (&'static str, &'static str);

const fn refusal(error: &BcpError) -> Wrong {
    match error {
        BcpError::Line(field, _) => (field, "drill-line-wrong"),
        BcpError::Note(field, _) => (field, "drill-note-wrong"),
        BcpError::Day(field) => (field, "bcp-wrong-day"),
        BcpError::Priority => ("priority", "bcp-wrong-priority"),
        BcpError::Choice(field) => (field, "remote-choice-missing"),
        BcpError::Person(field) => (field, "contact-chart-task-owner-wrong"),
        BcpError::Grounds => ("note", "bcp-wrong-grounds"),
        BcpError::Review => ("next_review_on", "bcp-wrong-review"),
    }
}

/// The page on which a part stands.
pub(crate) fn path(key: &PartKey) -> String {
    match key {
        PartKey::General => "/bcp#general".to_owned(),
        PartKey::System(id) => format!("/bcp/systems#system-{id}"),
        PartKey::Cutting => "/bcp/cutting".to_owned(),
        PartKey::Paper(id) => format!("/bcp/paper#line-{id}"),
        PartKey::Decision(id) => format!("/bcp/decisions#line-{id}"),
        PartKey::Check(id) => format!("/bcp/checks/{id}"),
    }
}

/// The page on which what is missing is entered.
const fn gap_path(gap: Gap) -> &'static str {
    match gap {
        Gap::Purpose | Gap::KeptAt => "/bcp/general",
        Gap::NoSystems => "/systems",
        Gap::Priority(_) | Gap::Importance(_) | Gap::Reason(_) => "/bcp/systems",
        Gap::Restore(_) => "/backups",
        Gap::NoDecision | Gap::Decision(_) | Gap::DeciderLeft(_) => "/bcp/decisions",
        Gap::Cutting(_) => "/network/disconnect/house",
        Gap::NoChart | Gap::ChartChanged => "/contact-chart",
        Gap::NoPaper | Gap::Paper(_) => "/bcp/paper",
        Gap::Checks(_) | Gap::Undated(_) => "/bcp/checks",
    }
}

/// The version that a form stands on.
fn version_of(fields: &Fields) -> PageResult<Seq> {
    fields.text("version").parse::<i64>().map(Seq::new).map_err(|_| PageError::BadForm)
}

/// Records a part, then goes where it stands.
async fn state(cx: &Cx, fields: &Fields, key: PartKey, part: Option<Part>, done: &str) -> PageResult<Response> {
    let (app, version) = (cx.app(), version_of(fields)?);
    let path = path(&key);
    store::readiness::bcp::state(&app.db, &cx.permit()?, app.now(), version, Stated { key, part }).await?;
    // The message stands in the query, before the mark of the place on the page.
    let (page, mark) =
        path.split_once('#').map_or((path.as_str(), String::new()), |(page, mark)| (page, format!("#{mark}")));
    Ok(crate::layout::see_at(page, done, &mark))
}
