//! `GET /ledger`: devices, narrowed and searched.

use super::bulk::{AT_ONCE, BULK};
use crate::{
    cx::Cx,
    error::PageResult,
    layout::{Layout, html_with},
};
use app::{ledger::words, words::T};
use askama::Template;
use axum::{extract::Query, http::StatusCode};
use domain::{
    access::View,
    id::DeviceId,
    ledger::{DeviceKind, DeviceStatus, FieldKey, Form as FieldForm, device_name},
    search::Query as Words,
};
use serde::{Deserialize, Serialize};
use store::ledger::{Counts, Days, Facet, Filter, Listed, SavedView, Support};
use time::Date;

/// Devices of one page. Our choice: what is read at a glance, and quick over a slow line.
const PAGE: usize = 50;

/// What the list is narrowed to, as chosen.
#[derive(Debug, Default, Clone, Deserialize, Serialize)]
pub(crate) struct Asked {
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub(crate) q: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub(crate) kind: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub(crate) status: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub(crate) department: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub(crate) system: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub(crate) support: String,
    /// One of [`VIEWS`].
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub(crate) only: String,
    #[serde(default, skip_serializing)]
    page: usize,
}

/// Lists of their own. What nobody names is a list of its own and not part of the ledger.
const VIEWS: [&str; 7] = ["all", "unlisted", "unseen", "disputed", "no_owner", "no_os", "outside"];
/// Ends of support that can be chosen.
const SUPPORTS: [&str; 3] = ["ended", "ending", "unknown"];

impl Asked {
    /// The filter of the store.
    pub(crate) fn filter(&self, today: Date) -> Filter {
        let chosen = |text: &String| match text.as_str() {
            "" => None,
            "none" => Some(String::new()),
            text => Some(text.to_owned()),
        };
        let mut filter = Filter {
            words: Words::parse(&self.q).map(|words| words.words().to_vec()).unwrap_or_default(),
            kind: chosen(&self.kind),
            status: chosen(&self.status),
            department: chosen(&self.department),
            system: chosen(&self.system),
            listed: Some(true),
            ..Filter::default()
        };
        filter.support = match self.support.as_str() {
            "ended" => Some(Support::EndedBefore(today)),
            "ending" => Some(Support::Ends(today, Days::of(today).soon)),
            "unknown" => Some(Support::Unknown),
            _ => None,
        };
        match self.only.as_str() {
            "unlisted" => filter.listed = Some(false),
            "unseen" => filter.unseen_since = Some(Days::of(today).since),
            "disputed" => filter.disputed = true,
            "no_owner" => filter.owner = Some(String::new()),
            "no_os" => filter.os = Some(String::new()),
            "outside" => filter.outside = Some(true),
            _ => {}
        }
        filter
    }

    /// The same choice in an address, without its first `?`.
    pub(crate) fn query(&self) -> String {
        serde_urlencoded::to_string(self).unwrap_or_default()
    }
}

/// A device in the list.
pub(crate) struct Line {
    pub(crate) id: DeviceId,
    pub(crate) name: String,
    pub(crate) asset: String,
    pub(crate) kind: String,
    pub(crate) place: String,
    pub(crate) department: String,
    pub(crate) os: String,
    pub(crate) system: String,
    pub(crate) support: String,
    /// `ended`, `ending` or nothing.
    pub(crate) support_state: &'static str,
    pub(crate) seen: String,
    pub(crate) disputed: bool,
    pub(crate) status: String,
}

impl Line {
    pub(crate) fn of(t: T, device: &Listed, today: Date) -> Self {
        let text = |key| words::shown(t, &device.shown, key);
        let place = [FieldKey::Building, FieldKey::Floor, FieldKey::Room].map(text);
        let place: Vec<String> = place.into_iter().filter(|part| !part.is_empty()).collect();
        let os = [FieldKey::Os, FieldKey::OsVersion].map(text);
        let end = device.shown.fields.get(&FieldKey::SupportEnd).and_then(|stated| stated.value.day());
        let status = device.shown.text(FieldKey::Status);
        Self {
            id: device.id,
            name: device_name(&device.shown).to_owned(),
            asset: text(FieldKey::AssetNumber),
            kind: text(FieldKey::Kind),
            place: place.join(" "),
            department: text(FieldKey::Department),
            os: os.join(" ").trim().to_owned(),
            system: text(FieldKey::System),
            support: end.map_or_else(|| text(FieldKey::SupportEnd), |day| t.short_day(day)),
            support_state: match end {
                Some(day) if day < today => "ended",
                Some(day) if day <= Days::of(today).soon => "ending",
                _ => "",
            },
            seen: device.seen_on.map(|day| t.short_day(day)).unwrap_or_default(),
            disputed: !device.shown.disputes.is_empty(),
            status: if status == Some("in_use") { String::new() } else { text(FieldKey::Status) },
        }
    }
}

#[derive(Template)]
#[template(path = "ledger/list.html")]
struct ListPage {
    l: Layout,
    counts: Counts,
    lines: Vec<Line>,
    total: usize,
    asked: Asked,
    /// The choice as an address has it, for the pages before and after.
    query: String,
    departments: Vec<Facet>,
    systems: Vec<Facet>,
    page: usize,
    /// Why something was not taken.
    refused: Option<String>,
    /// What was ticked.
    ticked: Vec<DeviceId>,
    /// Saved views that the visitor sees.
    views: Vec<SavedView>,
}

impl ListPage {
    const fn views(&self) -> [&'static str; 7] {
        VIEWS
    }

    const fn supports(&self) -> [&'static str; 3] {
        SUPPORTS
    }

    const fn kinds(&self) -> &'static [DeviceKind] {
        DeviceKind::ALL
    }

    const fn statuses(&self) -> &'static [DeviceStatus] {
        DeviceStatus::ALL
    }

    const fn bulk(&self) -> [FieldKey; 14] {
        BULK
    }

    /// Places of the form for many.
    const fn places(&self) -> std::ops::Range<usize> {
        0..AT_ONCE
    }

    fn pages(&self) -> usize {
        self.total.div_ceil(PAGE)
    }

    /// Devices of a kind.
    fn of_kind(&self, kind: &DeviceKind) -> usize {
        let at = DeviceKind::ALL.iter().position(|one| one == kind);
        at.and_then(|at| self.counts.kinds.get(at)).copied().unwrap_or_default()
    }

    fn without_kind(&self) -> usize {
        self.counts.kinds.last().copied().unwrap_or_default()
    }

    fn is_ticked(&self, id: &DeviceId) -> bool {
        self.ticked.contains(id)
    }

    fn is_narrowed(&self) -> bool {
        !self.query.is_empty()
    }

    /// Nothing is in the ledger at all.
    fn is_empty(&self) -> bool {
        self.counts.listed + self.counts.unlisted + self.counts.disposed == 0
    }
}

/// `GET /ledger`.
pub(crate) async fn list(cx: Cx, Query(asked): Query<Asked>) -> PageResult {
    page(&cx, StatusCode::OK, asked, None, Vec::new()).await
}

pub(super) async fn page(
    cx: &Cx,
    status: StatusCode,
    asked: Asked,
    refused: Option<String>,
    ticked: Vec<DeviceId>,
) -> PageResult {
    let (view, today) = (cx.permit::<View>()?, cx.app().today());
    let db = &cx.app().db;
    let at = asked.page.max(1);
    let (found, total) = store::ledger::list(db, &view, &asked.filter(today), PAGE, (at - 1) * PAGE).await?;
    let counts = counts(cx).await?;
    let (departments, systems) = store::ledger::facets(db, &view).await?;
    let views = store::ledger::views(db, &view).await?;
    let lines = found.iter().map(|device| Line::of(cx.t(), device, today)).collect();
    let l = Layout::of(cx, "ledger");
    let query = asked.query();
    html_with(
        status,
        &ListPage { l, counts, lines, total, query, asked, departments, systems, page: at, refused, ticked, views },
    )
}

/// The ledger in numbers.
pub(crate) async fn counts(cx: &Cx) -> PageResult<Counts> {
    Ok(store::ledger::counts(&cx.app().db, &cx.permit::<View>()?, Days::of(cx.app().today())).await?)
}

/// How a field is filled in, for a template.
pub(crate) fn input(key: FieldKey) -> &'static str {
    match key.form() {
        FieldForm::Kind => "kind",
        FieldForm::Status => "status",
        FieldForm::YesNo => "yes_no",
        _ => "text",
    }
}
