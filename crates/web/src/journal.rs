//! `GET /journal`: what was recorded, in words, newest first.

use crate::{
    cx::Cx,
    error::PageResult,
    layout::{Layout, html},
};
use app::words::Names;
use askama::Template;
use axum::extract::Query;
use domain::{
    access::{ReadJournal, View},
    journal::Seq,
};
use serde::Deserialize;

/// One entry, in words.
pub(crate) struct Line {
    pub(crate) seq: i64,
    pub(crate) at: String,
    pub(crate) by: String,
    pub(crate) words: String,
    /// Start of its hash.
    pub(crate) hash: String,
}

#[derive(Template)]
#[template(path = "journal/list.html")]
struct ListPage {
    l: Layout,
    lines: Vec<Line>,
    older: Option<i64>,
}

#[derive(Debug, Deserialize)]
pub(crate) struct Before {
    #[serde(default)]
    before: Option<i64>,
}

/// Entries on a page.
const PAGE: u32 = 50;

/// `GET /journal?before=n`.
pub(crate) async fn list(cx: Cx, Query(query): Query<Before>) -> PageResult {
    let permit = cx.permit::<ReadJournal>()?;
    let page = store::journal::entries(&cx.app().db, &permit, query.before.map(Seq::new), PAGE).await?;
    let names = Names::load(cx.app(), &cx.permit::<View>()?).await?;
    let t = cx.t();
    let lines = page.entries.iter().map(|(seq, hash, entry)| Line {
        seq: seq.get(),
        at: t.moment(entry.at),
        by: entry.by.name.to_string(),
        words: app::words::entry(t, &names, entry),
        hash: hash.to_string().chars().take(12).collect(),
    });
    let lines = lines.collect();
    html(&ListPage { l: Layout::of(&cx, "journal"), lines, older: page.older.map(Seq::get) })
}
