//! `GET /contact-chart` and what is done to the whole of it: beginning, order, confirming, approving.

use super::{FaultLine, PhoneLine, difference_words, fault_line, phones, standing_words};
use crate::{
    cx::Cx,
    error::{PageError, PageResult},
    form::Fields,
    layout::{Layout, html_with, see},
};
use app::readiness::contact_chart::{self as room, ChartStanding, Which};
use askama::Template;
use axum::http::StatusCode;
use domain::{
    access::View,
    id::ChartEntryId,
    readiness::contact_chart::{ChartFault, ChartPerson, Verified},
};
use store::{StoreError, readiness::contact_chart as chart};

/// An entry in the list.
pub(crate) struct EntryLine {
    pub(crate) id: String,
    /// Number in the picture; 0 for a deputy.
    pub(crate) number: usize,
    pub(crate) role: &'static str,
    pub(crate) name: String,
    pub(crate) about: String,
    /// For whom it stands in.
    pub(crate) deputy_of: String,
    pub(crate) phones: Vec<PhoneLine>,
    pub(crate) mails: Vec<String>,
    pub(crate) night: String,
    /// Whom it calls, with their numbers.
    pub(crate) calls: Vec<String>,
    pub(crate) class: &'static str,
    pub(crate) standing: String,
    /// What a tick confirms.
    pub(crate) seen: String,
    pub(crate) first: bool,
    pub(crate) last: bool,
}

/// An approved version.
pub(crate) struct VersionLine {
    pub(crate) id: String,
    pub(crate) number: i64,
    pub(crate) day: String,
    pub(crate) by: String,
}

#[derive(Template)]
#[template(path = "readiness/contact_chart/show.html")]
struct ShowPage {
    l: Layout,
    lines: Vec<EntryLine>,
    alarms: Vec<FaultLine>,
    faults: Vec<FaultLine>,
    vendors_missing: usize,
    picture: String,
    version: String,
    approved: bool,
    /// Differences since the approval, in words.
    differences: Vec<String>,
    /// What an approval says about: the chart as it was seen.
    seen: String,
    versions: Vec<VersionLine>,
    /// The last call test, in words.
    tested: String,
    error: Option<&'static str>,
}

/// The chart.
pub(crate) async fn show(cx: Cx) -> PageResult {
    page(&cx, StatusCode::OK, None).await
}

async fn page(cx: &Cx, status: StatusCode, error: Option<&'static str>) -> PageResult {
    let (t, view) = (cx.t(), cx.permit::<View>()?);
    let now = room::standing(cx.app(), &view).await?;
    let versions = chart::approvals(&cx.app().db, &view).await?;
    let count = now.chart.people.len();
    let lines =
        now.chart.people.iter().enumerate().map(|(at, person)| line(cx, &now, person, at == 0, at + 1 == count));
    let (alarms, faults): (Vec<_>, Vec<_>) =
        now.faults.iter().map(|fault| fault_line(t, &now, *fault)).partition(|line| line.alarm);
    let page = ShowPage {
        l: Layout::of(cx, "readiness"),
        lines: lines.collect(),
        alarms,
        faults,
        vendors_missing: now.faults.iter().filter(|fault| matches!(fault, ChartFault::VendorMissing(_))).count(),
        picture: room::picture(t, &now.chart, &now.standings),
        version: room::version(t, &now, Which::Current),
        approved: now.differences.as_ref().is_some_and(Vec::is_empty),
        differences: difference_words(t, now.differences.as_deref().unwrap_or_default()),
        seen: now.chart.digest(),
        versions: versions
            .iter()
            .map(|row| VersionLine {
                id: row.approval.id.to_string(),
                number: row.approval.number,
                day: t.short_day(row.at.date_jst()),
                by: row.by.clone(),
            })
            .collect(),
        tested: match now.facts().last_test {
            None => t.get("contact-chart-test-none").into_owned(),
            Some((on, reached, called)) => t.with(
                "contact-chart-test-last",
                &[("day", t.short_day(on).into()), ("reached", reached.into()), ("called", called.into())],
            ),
        },
        error,
    };
    html_with(status, &page)
}

fn line(cx: &Cx, now: &ChartStanding, person: &ChartPerson, first: bool, last: bool) -> EntryLine {
    let t = cx.t();
    let (class, standing) = standing_words(t, now.standing(person.id));
    let title = Some(person.title.clone()).filter(|title| !title.is_empty());
    let about: Vec<String> = title.into_iter().chain(person.about.iter().cloned()).collect();
    EntryLine {
        id: person.id.to_string(),
        number: now.number(person.id),
        role: person.role.code(),
        name: person.name.clone(),
        about: about.join(if t.is_ja() { "・" } else { ", " }),
        deputy_of: person.deputy_of.map(|id| now.chart.name(id).to_owned()).unwrap_or_default(),
        phones: phones(person),
        mails: person.mails.clone(),
        night: person.out_of_hours.clone(),
        calls: person.calls.iter().map(|id| format!("{} {}", now.number(*id), now.chart.name(*id))).collect(),
        class,
        standing,
        seen: format!("{}:{}", person.id, person.reach_digest()),
        first,
        last,
    }
}

/// Puts the usual chain on an empty chart.
pub(crate) async fn begin(cx: Cx) -> PageResult {
    let begun = room::begin(cx.app(), &cx.permit()?, &cx.permit()?, cx.t()).await;
    match begun {
        Ok(()) => Ok(see("/contact-chart", "chart-begun")),
        Err(app::AppError::Store(StoreError::Exists(_))) => {
            page(&cx, StatusCode::CONFLICT, Some("contact-chart-begun-already")).await
        }
        Err(other) => Err(other.into()),
    }
}

/// Puts the vendors with a contract on the chart that are missing.
pub(crate) async fn vendors(cx: Cx) -> PageResult {
    room::missing_vendors(cx.app(), &cx.permit()?, &cx.permit()?).await?;
    Ok(see("/contact-chart", "saved"))
}

/// Moves an entry one place up or down: `move=up:…`, `move=down:…`.
pub(crate) async fn order(cx: Cx, fields: Fields) -> PageResult {
    let app = cx.app();
    let (way, id) = fields.text("move").split_once(':').ok_or(PageError::BadForm)?;
    let id: ChartEntryId = id.parse().map_err(|_| PageError::BadForm)?;
    let now = room::standing(app, &cx.permit()?).await?;
    let mut order: Vec<ChartEntryId> = now.chart.people.iter().map(|person| person.id).collect();
    let at = order.iter().position(|found| *found == id).ok_or(PageError::NotFound)?;
    match way {
        "up" if at > 0 => order.swap(at, at - 1),
        "down" if at + 1 < order.len() => order.swap(at, at + 1),
        "up" | "down" => {}
        _ => return Err(PageError::BadForm),
    }
    chart::order(&app.db, &cx.permit()?, app.now(), order).await?;
    Ok(see("/contact-chart", "saved"))
}

/// Confirms the contacts that were ticked, as they were seen.
pub(crate) async fn verify(cx: Cx, fields: Fields) -> PageResult {
    let app = cx.app();
    let now = room::standing(app, &cx.permit()?).await?;
    let mut verified = Vec::new();
    for tick in fields.all("seen") {
        let (id, digest) = tick.split_once(':').ok_or(PageError::BadForm)?;
        let id: ChartEntryId = id.parse().map_err(|_| PageError::BadForm)?;
        let found = now.chart.person(id).filter(|person| person.reach_digest() == digest);
        let Some(person) = found else {
            return page(&cx, StatusCode::CONFLICT, Some("contact-chart-changed-meanwhile")).await;
        };
        verified.push(Verified { entry: id, on: app.today(), seen: person.reach() });
    }
    if verified.is_empty() {
        return page(&cx, StatusCode::UNPROCESSABLE_ENTITY, Some("contact-chart-nothing-ticked")).await;
    }
    match chart::verify(&app.db, &cx.permit()?, app.now(), verified).await {
        Ok(_) => Ok(see("/contact-chart", "contacts-verified")),
        Err(StoreError::Stale) => page(&cx, StatusCode::CONFLICT, Some("contact-chart-changed-meanwhile")).await,
        Err(other) => Err(other.into()),
    }
}

/// Approves the chart as it was seen.
pub(crate) async fn approve(cx: Cx, fields: Fields) -> PageResult {
    let app = cx.app();
    match chart::approve(&app.db, &cx.permit()?, app.now(), app.ids.next(), fields.text("seen")).await {
        Ok(_) => Ok(see("/contact-chart", "chart-approved")),
        Err(StoreError::Stale | StoreError::Exists(_)) => {
            page(&cx, StatusCode::CONFLICT, Some("contact-chart-changed-meanwhile")).await
        }
        Err(other) => Err(other.into()),
    }
}
