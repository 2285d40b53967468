//! `GET` and `POST /vendors/{vendor}/remote-access`: what to ask a vendor, and what it confirmed.

use super::{confirmed, find_vendor, form::Wrong, means, origin};
use crate::{
    cx::Cx,
    error::PageResult,
    form::Fields,
    layout::{Layout, html_with, see},
};
use askama::Template;
use axum::{extract::Path, http::StatusCode};
use domain::{
    access::View,
    id::VendorId,
    vendor::{
        Vendor,
        remote_access::{
            ConfirmationError, ConfirmationText, ConfirmedBy, RemoteAccess, RemoteConfirmation,
            RemoteConfirmationDraft, SeenAccess, entry_confirmation,
        },
    },
};
use std::collections::BTreeSet;
use store::{StoreError, vendor::remote_access as register};

/// A way in to tick.
pub(crate) struct TickLine {
    /// `id:version`, as the check box sends it.
    pub(crate) value: String,
    pub(crate) ticked: bool,
    pub(crate) target: String,
    pub(crate) words: String,
    pub(crate) class: &'static str,
    pub(crate) confirmed: String,
    /// Codes of what nobody has said yet: what to ask.
    pub(crate) questions: Vec<&'static str>,
}

/// An earlier confirmation.
pub(crate) struct SaidLine {
    pub(crate) day: String,
    pub(crate) by: String,
    pub(crate) how: &'static str,
    pub(crate) seen: usize,
    pub(crate) complete: bool,
    pub(crate) note: String,
    pub(crate) recorded: String,
}

#[derive(Template)]
#[template(path = "vendor/remote_access/confirm.html")]
struct ConfirmPage {
    l: Layout,
    vendor: Vendor,
    ways: Vec<TickLine>,
    said: Vec<SaidLine>,
    on: String,
    by: String,
    how: String,
    complete: bool,
    note: String,
    wrong: Option<Wrong>,
}

impl ConfirmPage {
    fn error(&self, field: &str) -> Option<&'static str> {
        self.wrong.filter(|(name, _)| *name == field).map(|(_, key)| key)
    }
    fn hows(&self) -> [ConfirmedBy; ConfirmedBy::ALL.len()] {
        ConfirmedBy::ALL
    }
}

/// The page to ask by and to write down what was said.
pub(crate) async fn ask(cx: Cx, Path(id): Path<VendorId>) -> PageResult {
    page(&cx, StatusCode::OK, id, &Fields::default(), None).await
}

async fn page(cx: &Cx, status: StatusCode, id: VendorId, typed: &Fields, wrong: Option<Wrong>) -> PageResult {
    let (t, permit) = (cx.t(), cx.permit::<View>()?);
    let accesses = register::accesses(&cx.app().db, &permit).await?;
    let rows = register::confirmations(&cx.app().db, &permit).await?;
    let all: Vec<_> = rows.iter().map(|row| row.confirmation.clone()).collect();
    let ticked: BTreeSet<&str> = typed.all("seen").collect();
    let tick = |access: &RemoteAccess| {
        let stated = &access.stated;
        let (class, confirmed) = confirmed(t, entry_confirmation(access, &all, cx.app().today()));
        let value = format!("{}:{}", access.id, access.version);
        TickLine {
            ticked: ticked.contains(value.as_str()),
            value,
            target: stated.target.to_string(),
            words: format!("{} · {}", means(t, stated), origin(t, &stated.origin)),
            class,
            confirmed,
            questions: stated.concerns().iter().filter(|one| one.is_a_question()).map(|one| one.code()).collect(),
        }
    };
    let said = rows.iter().filter(|row| row.confirmation.stated.vendor == id).map(|row| {
        let stated = &row.confirmation.stated;
        SaidLine {
            day: t.short_day(stated.on),
            by: stated.by.to_string(),
            how: stated.how.code(),
            seen: stated.seen.len(),
            complete: stated.complete,
            note: stated.note.as_ref().map(ToString::to_string).unwrap_or_default(),
            recorded: format!("{} {}", t.moment(row.recorded_at), row.recorded_by),
        }
    });
    let text = |name| typed.text(name).to_owned();
    let page = ConfirmPage {
        l: Layout::of(cx, "vendors"),
        vendor: find_vendor(cx, id).await?,
        ways: accesses.iter().filter(|access| access.stated.vendor == id).map(tick).collect(),
        said: said.collect(),
        on: text("on"),
        by: text("by"),
        how: text("how"),
        complete: !typed.text("complete").is_empty(),
        note: text("note"),
        wrong,
    };
    html_with(status, &page)
}

/// Records what the vendor confirmed.
pub(crate) async fn confirm(cx: Cx, Path(id): Path<VendorId>, fields: Fields) -> PageResult {
    let app = cx.app();
    let text = ConfirmationText {
        on: fields.text("on"),
        by: fields.text("by"),
        how: fields.text("how"),
        complete: !fields.text("complete").is_empty(),
        note: fields.text("note"),
    };
    let seen = fields.all("seen").filter_map(parse_seen).collect();
    let stated = match RemoteConfirmationDraft::parse(id, &text, seen, app.today()) {
        Ok(stated) => stated,
        Err(error) => {
            return page(&cx, StatusCode::UNPROCESSABLE_ENTITY, id, &fields, Some(refusal(&error))).await;
        }
    };
    let confirmation = RemoteConfirmation { id: app.ids.next(), stated };
    match register::confirm(&app.db, &cx.permit()?, app.now(), confirmation).await {
        Ok(_) => Ok(see("/remote-access", "remote-confirmed")),
        Err(StoreError::Stale) => {
            page(&cx, StatusCode::CONFLICT, id, &fields, Some(("version", "vendor-changed-meanwhile"))).await
        }
        Err(other) => Err(other.into()),
    }
}

fn parse_seen(text: &str) -> Option<SeenAccess> {
    let (access, version) = text.split_once(':')?;
    Some(SeenAccess { access: access.parse().ok()?, version: domain::journal::Seq::new(version.parse().ok()?) })
}

fn refusal(error: &ConfirmationError) -> Wrong {
    match error {
        ConfirmationError::DayMissing => ("on", "remote-day-missing"),
        ConfirmationError::Day(_) => ("on", "common-date-wrong"),
        ConfirmationError::Future => ("on", "evidence-future"),
        ConfirmationError::By(_) => ("by", "remote-by-wrong"),
        ConfirmationError::How => ("how", "remote-choice-missing"),
        ConfirmationError::Nothing => ("complete", "remote-nothing-confirmed"),
        ConfirmationError::Note(_) => ("note", "vendor-line-wrong"),
    }
}
