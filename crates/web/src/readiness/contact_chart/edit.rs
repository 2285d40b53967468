//! One entry: `GET` and `POST /contact-chart/new`, `/contact-chart/{entry}`, and taking it off the chart.

use super::{
    FaultLine, PhoneLine, fault_line,
    form::{EntryFields, TypedPhone, Wrong, refusal},
    phones, standing_words,
};
use crate::{
    cx::Cx,
    error::{PageError, PageResult},
    form::Fields,
    layout::{Layout, html_with, see},
};
use app::readiness::contact_chart::{self as room, ChartStanding};
use askama::Template;
use axum::{
    extract::{Path, Query},
    http::StatusCode,
};
use domain::{
    access::View,
    catalog::{Authority, TopicId},
    id::ChartEntryId,
    journal::Seq,
    readiness::contact_chart::{ChartEntry, ChartRole},
};
use serde::Deserialize;
use store::{StoreError, readiness::contact_chart as chart};

/// Something to choose: value and label.
pub(crate) struct Choice {
    pub(crate) value: String,
    pub(crate) label: String,
}

/// What every form of an entry offers.
struct Offers {
    /// People of the roster, or vendors.
    who: Vec<Choice>,
    /// Entries that may be called.
    calls: Vec<Choice>,
    /// Entries that may be stood in for.
    principals: Vec<Choice>,
    /// Authorities of the list that comes with the program.
    authorities: Vec<Choice>,
    /// What is known of the authority.
    authority: Option<Known>,
}

/// What the list that comes with the program says of an authority.
struct Known {
    when: String,
    source: String,
    numbers: String,
    verified: String,
}

#[derive(Template)]
#[template(path = "readiness/contact_chart/new.html")]
struct NewPage {
    l: Layout,
    fields: EntryFields,
    offers: Offers,
    wrong: Option<Wrong>,
}

#[derive(Template)]
#[template(path = "readiness/contact_chart/entry.html")]
struct EntryPage {
    l: Layout,
    id: String,
    name: String,
    role: &'static str,
    fields: EntryFields,
    offers: Offers,
    phones: Vec<PhoneLine>,
    faults: Vec<FaultLine>,
    class: &'static str,
    standing: String,
    seen: String,
    /// Confirmations and call tests, newest first: day, what, by whom.
    said: Vec<(String, String, String)>,
    /// Versions, newest first: when, by whom, journal entry.
    versions: Vec<(String, String, i64)>,
    wrong: Option<Wrong>,
}

macro_rules! choices {
    ($($page:ident),+) => {$(
        impl $page {
            fn error(&self, field: &str) -> Option<&str> {
                self.wrong.as_ref().filter(|(name, _)| *name == field).map(|(_, words)| words.as_str())
            }
            fn roles(&self) -> &'static [ChartRole] {
                ChartRole::ALL
            }
            fn is_vendor(&self) -> bool {
                self.fields.party == "vendor"
            }
        }
    )+};
}
choices!(NewPage, EntryPage);

/// What kind of entry, and which authority of the list.
#[derive(Deserialize)]
pub(crate) struct Asked {
    #[serde(default)]
    party: String,
    #[serde(default)]
    known: String,
}

/// The form of a new entry.
pub(crate) async fn new(cx: Cx, Query(asked): Query<Asked>) -> PageResult {
    let now = room::standing(cx.app(), &cx.permit::<View>()?).await?;
    let known = TopicId::parse(&asked.known).ok().and_then(|id| cx.app().catalog.authority(&id).cloned());
    let mut fields = EntryFields { party: asked.party, ..EntryFields::default() };
    match fields.party.as_str() {
        "vendor" => fields.role = ChartRole::Vendor.code().to_owned(),
        "authority" => fields.role = ChartRole::Authority.code().to_owned(),
        "staff" | "post" => {}
        _ => fields.party = "staff".to_owned(),
    }
    if let (Some(known), "authority") = (known, fields.party.as_str()) {
        fields.known = known.id.to_string();
        fields.who = if cx.t().is_ja() { known.name.ja } else { known.name.en };
        fields.phones = known.phones.into_iter().map(|number| TypedPhone { number, night: false }).collect();
        fields.mail = known.mail.unwrap_or_default();
    }
    new_page(&cx, StatusCode::OK, &now, fields.padded(), None)
}

fn new_page(cx: &Cx, status: StatusCode, now: &ChartStanding, fields: EntryFields, wrong: Option<Wrong>) -> PageResult {
    let offers = offers(cx, now, &fields, None);
    html_with(status, &NewPage { l: Layout::of(cx, "readiness"), fields, offers, wrong })
}

fn offers(cx: &Cx, now: &ChartStanding, fields: &EntryFields, own: Option<ChartEntryId>) -> Offers {
    let (t, today) = (cx.t(), cx.app().today());
    let choice = |value: String, label: String| Choice { value, label };
    let who = match fields.party.as_str() {
        "staff" => {
            let mut members: Vec<_> = now.loaded.roster.members.iter().collect();
            members.sort_by_key(|member| member.kana.clone().unwrap_or_else(|| member.name.clone()));
            let kept = |id: &str| id == fields.who;
            let shown = members.into_iter().filter(|one| one.works_on(today) || kept(&one.id.to_string()));
            shown
                .map(|member| {
                    let department = member.department.as_ref().map(|name| format!("（{name}）")).unwrap_or_default();
                    choice(member.id.to_string(), format!("{}{department}", member.name))
                })
                .collect()
        }
        "vendor" => now
            .loaded
            .vendors
            .iter()
            .map(|vendor| choice(vendor.id.to_string(), vendor.stated.name.to_string()))
            .collect(),
        _ => Vec::new(),
    };
    let others = now.chart.people.iter().filter(|person| Some(person.id) != own && person.deputy_of.is_none());
    let labelled: Vec<(ChartEntryId, String)> =
        others.map(|person| (person.id, format!("{} {}", now.number(person.id), person.name))).collect();
    let entries = || labelled.iter().map(|(id, label)| choice(id.to_string(), label.clone())).collect();
    let name = |one: &Authority| if t.is_ja() { one.name.ja.clone() } else { one.name.en.clone() };
    let authority = TopicId::parse(&fields.known).ok().and_then(|id| cx.app().catalog.authority(&id));
    Offers {
        who,
        calls: entries(),
        principals: entries(),
        authorities: cx.app().catalog.authorities().iter().map(|one| choice(one.id.to_string(), name(one))).collect(),
        authority: authority.map(|one| Known {
            when: if t.is_ja() { one.when.ja.clone() } else { one.when.en.clone() },
            source: format!("{} {}", t.code("disclosure-status", one.status.code()), one.source),
            numbers: one.phones.iter().chain(&one.mail).cloned().collect::<Vec<_>>().join("、"),
            verified: match one.last_verified {
                Some(day) => t.short_day(day),
                None => t.get("contact-chart-known-never").into_owned(),
            },
        }),
    }
}

/// Adds an entry.
pub(crate) async fn add(cx: Cx, fields: Fields) -> PageResult {
    let (app, typed) = (cx.app(), EntryFields::typed(&fields));
    let recorded = match typed.draft() {
        Ok(stated) => {
            let entry = ChartEntry { id: app.ids.next(), place: 0, stated, version: Seq::ZERO };
            chart::record(&app.db, &cx.permit()?, app.now(), vec![entry]).await
        }
        Err(error) => Err(error.into()),
    };
    match recorded {
        Ok(_) => Ok(see("/contact-chart", "saved")),
        Err(StoreError::Chart(error)) => {
            let now = room::standing(app, &cx.permit::<View>()?).await?;
            let wrong = refusal(cx.t(), &now.chart, &typed.who, &error);
            new_page(&cx, StatusCode::UNPROCESSABLE_ENTITY, &now, typed, Some(wrong))
        }
        Err(other) => Err(other.into()),
    }
}

/// One entry with its history.
pub(crate) async fn show(cx: Cx, Path(id): Path<ChartEntryId>) -> PageResult {
    entry_page(&cx, StatusCode::OK, id, None, None).await
}

async fn entry_page(
    cx: &Cx,
    status: StatusCode,
    id: ChartEntryId,
    typed: Option<EntryFields>,
    wrong: Option<Wrong>,
) -> PageResult {
    let (t, view) = (cx.t(), cx.permit::<View>()?);
    let now = room::standing(cx.app(), &view).await?;
    let entry = now.loaded.entries.iter().find(|entry| entry.id == id).ok_or(PageError::NotFound)?;
    let person = now.chart.person(id).ok_or(PageError::NotFound)?;
    let versions = chart::versions(&cx.app().db, &view, id).await?;
    // Arrows to entries that are gone lead nowhere: the form offers those that are there.
    let mut stated = entry.stated.clone();
    stated.calls.retain(|called| now.chart.person(*called).is_some());
    let fields = typed.unwrap_or_else(|| EntryFields::of(&stated, entry.version.get()));
    let (class, standing) = standing_words(t, now.standing(id));
    let page = EntryPage {
        l: Layout::of(cx, "readiness"),
        id: id.to_string(),
        name: person.name.clone(),
        role: person.role.code(),
        offers: offers(cx, &now, &fields, Some(id)),
        fields,
        phones: phones(person),
        faults: now.faults.iter().filter(|one| one.entry() == Some(id)).map(|one| fault_line(t, &now, *one)).collect(),
        class,
        standing,
        seen: format!("{id}:{}", person.reach_digest()),
        said: said(cx, &now, id),
        versions: versions
            .iter()
            .map(|one| (t.moment(one.changed_at), one.changed_by.clone(), one.entry.version.get()))
            .collect(),
        wrong,
    };
    html_with(status, &page)
}

fn said(cx: &Cx, now: &ChartStanding, id: ChartEntryId) -> Vec<(String, String, String)> {
    let t = cx.t();
    let confirmed = now.loaded.verified.iter().filter(|row| row.verified.entry == id).map(|row| {
        let words = t.get("contact-chart-said-confirmed").into_owned();
        (row.verified.on, (t.short_day(row.verified.on), words, row.by.clone()))
    });
    let tested = now.loaded.tests.iter().filter(|row| row.test.entry == id).map(|row| {
        let on = format!("{} {}", t.short_day(row.test.on), row.test.at);
        (row.test.on, (on, room::outcome(t, &row.test), row.by.clone()))
    });
    let mut all: Vec<_> = confirmed.chain(tested).collect();
    all.sort_by_key(|(on, _)| std::cmp::Reverse(*on));
    all.into_iter().map(|(_, line)| line).collect()
}

/// Changes an entry.
pub(crate) async fn change(cx: Cx, Path(id): Path<ChartEntryId>, fields: Fields) -> PageResult {
    let (app, t, typed) = (cx.app(), cx.t(), EntryFields::typed(&fields));
    let recorded = match typed.draft() {
        Ok(stated) => {
            let entry = ChartEntry { id, place: 0, stated, version: Seq::new(typed.version) };
            chart::record(&app.db, &cx.permit()?, app.now(), vec![entry]).await
        }
        Err(error) => Err(error.into()),
    };
    let (status, wrong) = match recorded {
        Ok(_) => return Ok(see(&format!("/contact-chart/{id}"), "saved")),
        Err(StoreError::Chart(error)) => {
            let now = room::standing(app, &cx.permit::<View>()?).await?;
            (StatusCode::UNPROCESSABLE_ENTITY, refusal(t, &now.chart, &typed.who, &error))
        }
        Err(StoreError::Stale) => (StatusCode::CONFLICT, meanwhile(t)),
        Err(other) => return Err(other.into()),
    };
    entry_page(&cx, status, id, Some(typed), Some(wrong)).await
}

fn meanwhile(t: app::words::T) -> Wrong {
    ("version", t.get("contact-chart-changed-meanwhile").into_owned())
}

/// Takes an entry off the chart.
pub(crate) async fn remove(cx: Cx, Path(id): Path<ChartEntryId>, fields: Fields) -> PageResult {
    let (app, t) = (cx.app(), cx.t());
    let version = Seq::new(fields.text("version").parse().unwrap_or_default());
    match chart::remove(&app.db, &cx.permit()?, app.now(), id, version).await {
        Ok(_) => Ok(see("/contact-chart", "chart-removed")),
        Err(StoreError::Stale) => entry_page(&cx, StatusCode::CONFLICT, id, None, Some(meanwhile(t))).await,
        Err(StoreError::Chart(_)) => {
            let wrong = ("version", t.get("contact-chart-has-deputies").into_owned());
            entry_page(&cx, StatusCode::CONFLICT, id, None, Some(wrong)).await
        }
        Err(other) => Err(other.into()),
    }
}
