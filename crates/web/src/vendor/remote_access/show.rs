//! `GET` and `POST /remote-access/new`, `/remote-access/{access}`, `/remote-access/{access}/end`: one way in.

use super::{confirmed, find_vendor, form::AccessFields, form::Wrong, means, origin};
use crate::{
    cx::Cx,
    error::{PageError, PageResult},
    form::Fields,
    layout::{Layout, html_with, see},
};
use askama::Template;
use axum::{
    extract::{Path, Query},
    http::StatusCode,
};
use domain::{
    access::View,
    calendar::parse_date,
    id::{RemoteAccessId, VendorId},
    journal::Seq,
    vendor::{
        Line, Vendor,
        remote_access::{Means, Opening, RemoteAccess, TwoFactor, entry_confirmation},
    },
};
use serde::Deserialize;
use store::{StoreError, vendor::remote_access as register};

/// One version in the history.
pub(crate) struct VersionLine {
    pub(crate) at: String,
    pub(crate) by: String,
    pub(crate) seq: i64,
    pub(crate) words: String,
}

/// One confirmation that saw this way in.
pub(crate) struct SeenLine {
    pub(crate) day: String,
    pub(crate) by: String,
    pub(crate) how: &'static str,
}

#[derive(Template)]
#[template(path = "vendor/remote_access/show.html")]
struct ShowPage {
    l: Layout,
    id: String,
    vendor: Vendor,
    title: String,
    class: &'static str,
    confirmed: String,
    concerns: Vec<(bool, &'static str)>,
    ended: String,
    fields: AccessFields,
    seen: Vec<SeenLine>,
    versions: Vec<VersionLine>,
    wrong: Option<Wrong>,
}

#[derive(Template)]
#[template(path = "vendor/remote_access/new.html")]
struct NewPage {
    l: Layout,
    vendor: Vendor,
    fields: AccessFields,
    wrong: Option<Wrong>,
}

macro_rules! choices {
    ($($page:ident),+) => {$(
        impl $page {
            fn error(&self, field: &str) -> Option<&'static str> {
                self.wrong.filter(|(name, _)| *name == field).map(|(_, key)| key)
            }
            fn means(&self) -> [Means; Means::ALL.len()] {
                Means::ALL
            }
            fn two_factors(&self) -> [TwoFactor; TwoFactor::ALL.len()] {
                TwoFactor::ALL
            }
            fn openings(&self) -> [Opening; Opening::ALL.len()] {
                Opening::ALL
            }
        }
    )+};
}
choices!(ShowPage, NewPage);

/// Whose way in is recorded.
#[derive(Deserialize)]
pub(crate) struct OfVendor {
    vendor: VendorId,
}

/// The empty form.
pub(crate) async fn new(cx: Cx, Query(of): Query<OfVendor>) -> PageResult {
    let vendor = find_vendor(&cx, of.vendor).await?;
    new_page(&cx, StatusCode::OK, vendor, AccessFields::blank(), None)
}

fn new_page(cx: &Cx, status: StatusCode, vendor: Vendor, fields: AccessFields, wrong: Option<Wrong>) -> PageResult {
    html_with(status, &NewPage { l: Layout::of(cx, "vendors"), vendor, fields, wrong })
}

/// Records a way in.
pub(crate) async fn add(cx: Cx, Query(of): Query<OfVendor>, fields: Fields) -> PageResult {
    let vendor = find_vendor(&cx, of.vendor).await?;
    let typed = AccessFields::typed(&fields);
    let stated = match typed.draft(vendor.id) {
        Ok(stated) => stated,
        Err(wrong) => return new_page(&cx, StatusCode::UNPROCESSABLE_ENTITY, vendor, typed, Some(wrong)),
    };
    let app = cx.app();
    let access = RemoteAccess { id: app.ids.next(), stated, version: Seq::ZERO };
    register::record(&app.db, &cx.permit()?, app.now(), access).await?;
    Ok(see("/remote-access", "remote-added"))
}

/// One way in with its history.
pub(crate) async fn show(cx: Cx, Path(id): Path<RemoteAccessId>) -> PageResult {
    show_page(&cx, StatusCode::OK, id, None, None).await
}

async fn show_page(
    cx: &Cx,
    status: StatusCode,
    id: RemoteAccessId,
    fields: Option<AccessFields>,
    wrong: Option<Wrong>,
) -> PageResult {
    let (t, permit) = (cx.t(), cx.permit::<View>()?);
    let versions = register::versions(&cx.app().db, &permit, id).await?;
    let newest = versions.first().ok_or(PageError::NotFound)?;
    let (access, stated) = (&newest.access, &newest.access.stated);
    let rows = register::confirmations(&cx.app().db, &permit).await?;
    let said: Vec<_> = rows.iter().map(|row| row.confirmation.clone()).collect();
    let (class, confirmed) = confirmed(t, entry_confirmation(access, &said, cx.app().today()));
    let seen = said.iter().filter(|one| one.stated.seen.iter().any(|seen| seen.access == id));
    let ended = newest.ended.as_ref().map(|(on, why)| format!("{} {why}", t.short_day(*on))).unwrap_or_default();
    let page = ShowPage {
        l: Layout::of(cx, "vendors"),
        id: id.to_string(),
        vendor: find_vendor(cx, stated.vendor).await?,
        title: stated.target.to_string(),
        class,
        confirmed,
        concerns: stated.concerns().into_iter().map(|concern| (concern.is_a_question(), concern.code())).collect(),
        fields: fields.unwrap_or_else(|| AccessFields::of(stated, access.version.get())),
        seen: seen
            .map(|one| SeenLine {
                day: t.short_day(one.stated.on),
                by: one.stated.by.to_string(),
                how: one.stated.how.code(),
            })
            .collect(),
        versions: versions.iter().map(|version| version_line(cx, version)).collect(),
        ended,
        wrong,
    };
    html_with(status, &page)
}

fn version_line(cx: &Cx, version: &register::RemoteAccessVersion) -> VersionLine {
    let (t, stated) = (cx.t(), &version.access.stated);
    let words = match &version.ended {
        Some((on, why)) => {
            t.with("remote-version-ended", &[("day", t.short_day(*on).into()), ("why", why.to_string().into())])
        }
        None => format!("{} · {} · {}", stated.target, means(t, stated), origin(t, &stated.origin)),
    };
    VersionLine {
        at: t.moment(version.changed_at),
        by: version.changed_by.clone(),
        seq: version.access.version.get(),
        words,
    }
}

/// Changes the record.
pub(crate) async fn change(cx: Cx, Path(id): Path<RemoteAccessId>, fields: Fields) -> PageResult {
    let versions = register::versions(&cx.app().db, &cx.permit::<View>()?, id).await?;
    let vendor = versions.first().ok_or(PageError::NotFound)?.access.stated.vendor;
    let typed = AccessFields::typed(&fields);
    let stated = match typed.draft(vendor) {
        Ok(stated) => stated,
        Err(wrong) => return show_page(&cx, StatusCode::UNPROCESSABLE_ENTITY, id, Some(typed), Some(wrong)).await,
    };
    let app = cx.app();
    let access = RemoteAccess { id, stated, version: Seq::new(typed.version) };
    match register::record(&app.db, &cx.permit()?, app.now(), access).await {
        Ok(_) => Ok(see(&format!("/remote-access/{id}"), "saved")),
        Err(StoreError::Stale) => {
            let wrong = Some(("version", "vendor-changed-meanwhile"));
            show_page(&cx, StatusCode::CONFLICT, id, Some(typed), wrong).await
        }
        Err(other) => Err(other.into()),
    }
}

/// Says that the way in is no longer there.
pub(crate) async fn end(cx: Cx, Path(id): Path<RemoteAccessId>, fields: Fields) -> PageResult {
    let app = cx.app();
    let refused = |wrong| show_page(&cx, StatusCode::UNPROCESSABLE_ENTITY, id, None, Some(wrong));
    let Ok(on) = parse_date(fields.text("ended_on")) else {
        return refused(("ended_on", "common-date-wrong")).await;
    };
    if on > app.today() {
        return refused(("ended_on", "evidence-future")).await;
    }
    let Ok(why) = Line::parse(fields.text("why")) else {
        return refused(("why", "evidence-why-wrong")).await;
    };
    let version = Seq::new(fields.text("version").parse().unwrap_or_default());
    match register::end(&app.db, &cx.permit()?, app.now(), id, version, on, why).await {
        Ok(_) => Ok(see("/remote-access", "remote-ended")),
        Err(StoreError::Stale) => {
            show_page(&cx, StatusCode::CONFLICT, id, None, Some(("version", "vendor-changed-meanwhile"))).await
        }
        Err(other) => Err(other.into()),
    }
}
