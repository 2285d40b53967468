//! `/network/disconnect`: 切断手順 of the house and of each system, to read, to print, to write and to check.

use crate::{
    cx::Cx,
    error::{PageError, PageResult},
    form::Fields,
    layout::{Layout, html, html_with, see},
};
use app::{
    network::{ProcedureView, procedure_status, procedure_view, targets},
    words::T,
};
use askama::Template;
use axum::{extract::Path, http::StatusCode};
use domain::{
    access::View,
    calendar::{iso, parse_date},
    journal::Seq,
    network::{Part, Procedure, ProcedureDraft, ProcedureError, Target},
};
use store::StoreError;

/// A procedure in the list.
pub(crate) struct ListLine {
    target: String,
    name: String,
    status: String,
    /// `yes`, `check` or `none`, as a badge shows it.
    state: &'static str,
}

#[derive(Template)]
#[template(path = "network/disconnect_list.html")]
struct ListPage {
    l: Layout,
    lines: Vec<ListLine>,
}

/// Where a procedure stands, as a badge.
const fn state(is_written: bool, is_checked: bool) -> &'static str {
    match (is_checked, is_written) {
        (true, _) => "yes",
        (false, true) => "check",
        (false, false) => "none",
    }
}

/// `GET /network/disconnect`.
pub(crate) async fn list(cx: Cx) -> PageResult {
    let view = cx.permit::<View>()?;
    let written = store::network::procedures(&cx.app().db, &view).await?;
    let mut lines = Vec::new();
    for (target, name) in targets(cx.app(), &view, cx.t()).await? {
        let stated = written.iter().find(|one| one.procedure.target == target).map(|one| &one.procedure.stated);
        let checked = stated.and_then(|one| one.checked.as_ref());
        lines.push(ListLine {
            target: target.to_string(),
            name,
            status: procedure_status(cx.t(), stated.is_some(), checked),
            state: state(stated.is_some(), checked.is_some()),
        });
    }
    html(&ListPage { l: Layout::of(&cx, "ledger"), lines })
}

#[derive(Template)]
#[template(path = "network/disconnect.html")]
struct ShowPage {
    l: Layout,
    view: ProcedureView,
    status: String,
    /// When and by whom each version was written.
    versions: Vec<(String, String, i64)>,
    /// The day of this print.
    today: String,
}

impl ShowPage {
    /// Number of a part among the steps; empty for what is no step.
    fn step(&self, part: &Part) -> String {
        part.step().map(|step| step.to_string()).unwrap_or_default()
    }
}

/// `GET /network/disconnect/{target}`.
pub(crate) async fn show(cx: Cx, Path(target): Path<String>) -> PageResult {
    let (t, target) = (cx.t(), parsed(&target)?);
    let view = procedure_view(cx.app(), &cx.permit::<View>()?, t, target).await?;
    let status = view.status(t);
    let versions = view.versions.iter();
    let versions = versions.map(|one| (t.moment(one.changed_at), one.changed_by.clone(), one.procedure.version.get()));
    let versions = versions.collect();
    let today = t.day(cx.app().today());
    html(&ShowPage { l: Layout::of(&cx, "ledger"), view, status, versions, today })
}

fn parsed(target: &str) -> PageResult<Target> {
    target.parse().map_err(|_| PageError::NotFound)
}

/// A part to fill in.
pub(crate) struct PartLine {
    code: &'static str,
    text: String,
    /// What the ledger proposes, where something else stands there.
    proposal: String,
    rows: usize,
}

#[derive(Template)]
#[template(path = "network/disconnect_edit.html")]
struct EditPage {
    l: Layout,
    target: String,
    name: String,
    version: i64,
    parts: Vec<PartLine>,
    checked: bool,
    checked_on: String,
    checked_by: String,
    /// Which field is wrong, and why.
    refused: Option<(&'static str, String)>,
}

impl EditPage {
    fn is_wrong(&self, field: &str) -> bool {
        self.refused.as_ref().is_some_and(|(name, _)| *name == field)
    }
}

/// `GET /network/disconnect/{target}/edit`.
pub(crate) async fn edit(cx: Cx, Path(target): Path<String>) -> PageResult {
    edit_page(&cx, StatusCode::OK, parsed(&target)?, None, None).await
}

async fn edit_page(
    cx: &Cx,
    status: StatusCode,
    target: Target,
    sent: Option<&Fields>,
    refused: Option<(&'static str, String)>,
) -> PageResult {
    let view = procedure_view(cx.app(), &cx.permit::<View>()?, cx.t(), target).await?;
    let field = |name: &str, stands: String| sent.map_or(stands, |fields| fields.text(name).to_owned());
    let proposed = |part: Part| view.proposal.iter().find(|(one, _)| *one == part).map(|(_, lines)| lines.join("\n"));
    let parts = Part::ALL.into_iter().filter(|part| *part != Part::Devices || target != Target::House).map(|part| {
        let text = field(part.code(), view.lines(part).join("\n"));
        PartLine {
            code: part.code(),
            rows: text.lines().count().clamp(2, 14) + 1,
            proposal: proposed(part).filter(|proposal| *proposal != text).unwrap_or_default(),
            text,
        }
    });
    let page = EditPage {
        l: Layout::of(cx, "ledger"),
        target: target.to_string(),
        name: view.name.clone(),
        version: view.versions.first().map_or(0, |one| one.procedure.version.get()),
        parts: parts.collect(),
        checked: sent.is_some_and(|fields| fields.text("checked") == "yes"),
        checked_on: field("checked_on", iso(cx.app().today())),
        checked_by: field("checked_by", cx.actor().map(|actor| actor.note().name.to_string()).unwrap_or_default()),
        refused,
    };
    html_with(status, &page)
}

fn draft(cx: &Cx, fields: &Fields) -> Result<ProcedureDraft, ProcedureError> {
    let parts: Vec<(Part, &str)> = Part::ALL.into_iter().map(|part| (part, fields.text(part.code()))).collect();
    let draft = ProcedureDraft::parse(&parts)?;
    if fields.text("checked") == "yes" {
        let on = parse_date(fields.text("checked_on")).ok();
        return draft.checked(on, fields.text("checked_by"), cx.app().today());
    }
    Ok(draft)
}

fn refusal(t: T, error: ProcedureError) -> (&'static str, String) {
    let name = |part: Part| messages::Value::from(t.code("network-cut-part", part.code()).into_owned());
    match error {
        ProcedureError::Line { part, line, .. } => {
            (part.code(), t.with("network-cut-line-wrong", &[("part", name(part)), ("line", line.into())]))
        }
        ProcedureError::TooMany(part) => (part.code(), t.with("network-cut-too-many", &[("part", name(part))])),
        ProcedureError::Empty => ("terminal", t.get("network-cut-empty-wrong").into_owned()),
        ProcedureError::By(_) => ("checked_by", t.get("network-cut-by-wrong").into_owned()),
        ProcedureError::On => ("checked_on", t.get("network-cut-on-wrong").into_owned()),
    }
}

/// `POST /network/disconnect/{target}`.
pub(crate) async fn change(cx: Cx, Path(target): Path<String>, fields: Fields) -> PageResult {
    let target = parsed(&target)?;
    let stated = match draft(&cx, &fields) {
        Ok(stated) => stated,
        Err(error) => {
            let refused = Some(refusal(cx.t(), error));
            return edit_page(&cx, StatusCode::UNPROCESSABLE_ENTITY, target, Some(&fields), refused).await;
        }
    };
    let version = Seq::new(fields.text("version").parse().map_err(|_| PageError::BadForm)?);
    let (app, procedure) = (cx.app(), Procedure { target, stated, version });
    match store::network::record_procedure(&app.db, &cx.permit()?, app.now(), procedure).await {
        Ok(Some(_)) => Ok(see(&format!("/network/disconnect/{target}"), "saved")),
        Ok(None) => Ok(see(&format!("/network/disconnect/{target}"), "nothing-changed")),
        Err(StoreError::Stale) => {
            let refused = Some(("version", cx.t().get("network-stale").into_owned()));
            edit_page(&cx, StatusCode::CONFLICT, target, Some(&fields), refused).await
        }
        Err(other) => Err(other.into()),
    }
}
