//! `GET /search?q=…`: what an institution keeps, by words.

use crate::{
    cx::Cx,
    error::PageResult,
    layout::{Layout, html},
};
use app::search::{Group, Kind, MOST_EACH, Place, search};
use askama::Template;
use axum::extract::Query;
use domain::{access::View, search::Query as Words};
use messages::Value;
use serde::Deserialize;

/// What to look for, and whether in one kind only.
#[derive(Deserialize)]
pub(crate) struct Asked {
    #[serde(default)]
    q: String,
    #[serde(default)]
    kind: String,
}

#[derive(Template)]
#[template(path = "search/show.html")]
struct ShowPage {
    l: Layout,
    groups: Vec<Group>,
    /// Code of the kind that is shown alone; empty for all.
    only: &'static str,
    /// Hits of every kind.
    total: usize,
}

impl ShowPage {
    /// Where a hit leads.
    fn address(&self, place: &Place) -> String {
        match place {
            Place::Item(sheet, item) => format!("/assessments/{sheet}#{item}"),
            Place::Sheet(sheet) => format!("/assessments/{sheet}"),
            Place::Vendor(vendor) => format!("/vendors/{vendor}"),
            Place::Backup(system) => format!("/backups/{system}"),
            Place::Bcp(key) => crate::readiness::bcp::path(key),
            Place::Device(device) => format!("/ledger/devices/{device}"),
            Place::Stocktake(stocktake) => format!("/stocktakes/{stocktake}"),
            Place::Network => "/network".to_owned(),
            Place::Procedure(target) => format!("/network/disconnect/{target}"),
            Place::Remediation(key) => format!("/remediations/{}/{}", key.sheet, key.item),
            Place::Evidence(evidence) => format!("/evidence/{evidence}"),
            Place::Person(person) => format!("/people/{person}"),
            Place::Contact(entry) => format!("/contact-chart/{entry}"),
            Place::Incident(id) => format!("/incidents/{id}"),
            Place::Drill(drill) => format!("/drills/{drill}"),
            Place::Tasks => "/readiness-tasks".to_owned(),
        }
    }

    /// The same search in one kind; in every kind if none is named.
    fn again(&self, kind: &str) -> String {
        let mut pairs = vec![("q", self.l.search.as_str())];
        pairs.extend(Some(("kind", kind)).filter(|(_, kind)| !kind.is_empty()));
        serde_urlencoded::to_string(pairs).map(|query| format!("/search?{query}")).unwrap_or_default()
    }

    fn count_words(&self) -> String {
        let args = [("query", Value::from(self.l.search.clone())), ("count", Value::from(self.total))];
        self.l.t.with("search-count", &args)
    }

    fn cut_words(&self, group: &Group) -> String {
        let args = [("shown", Value::from(group.hits.len())), ("count", Value::from(group.total))];
        self.l.t.with("search-cut", &args)
    }

    /// Whether more hits of a kind are shown when it is shown alone.
    fn has_more(&self, group: &Group) -> bool {
        self.only.is_empty() && group.total > MOST_EACH
    }

    /// Whether hits of a kind are left out even though it is shown alone.
    fn is_cut(&self, group: &Group) -> bool {
        !self.only.is_empty() && group.total > group.hits.len()
    }
}

/// `GET /search`.
pub(crate) async fn show(cx: Cx, Query(asked): Query<Asked>) -> PageResult {
    let permit = cx.permit::<View>()?;
    let only = Kind::from_code(&asked.kind);
    let words = Words::parse(&asked.q);
    let groups = match &words {
        Some(words) => search(cx.app(), &permit, words, only, cx.t()).await?,
        None => Vec::new(),
    };
    let mut l = Layout::of(&cx, "search");
    l.search = words.as_ref().map(Words::typed).unwrap_or_default().to_owned();
    html(&ShowPage {
        l,
        total: groups.iter().map(|group| group.total).sum(),
        only: only.map_or("", Kind::code),
        groups,
    })
}
