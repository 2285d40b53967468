//! `GET /evidence` and `GET /evidence/{id}`.

use super::form::{EvidenceFields, LinkGroup, groups, parse_link};
use crate::{
    cx::Cx,
    error::{PageError, PageResult},
    layout::{Layout, html_with},
};
use app::words::T;
use askama::Template;
use axum::{
    extract::{Path, Query},
    http::StatusCode,
};
use domain::{
    access::View,
    evidence::{Evidence, Expiry},
    id::EvidenceId,
};
use serde::Deserialize;
use store::evidence::EvidenceVersion;

/// What is wrong: field and message key.
pub(super) type Wrong = Option<(&'static str, &'static str)>;

/// A file in the list.
pub(crate) struct Line {
    pub(crate) id: String,
    pub(crate) title: String,
    pub(crate) name: String,
    pub(crate) kind: &'static str,
    pub(crate) size: String,
    pub(crate) effective: String,
    pub(crate) received: String,
    pub(crate) expires: String,
    /// `never`, `ahead`, `near` or `expired`.
    pub(crate) state: &'static str,
    pub(crate) state_words: String,
    pub(crate) items: usize,
}

#[derive(Template)]
#[template(path = "evidence/list.html")]
struct ListPage {
    l: Layout,
    lines: Vec<Line>,
    fields: EvidenceFields,
    groups: Vec<LinkGroup>,
    wrong: Wrong,
}

/// One version, in words.
pub(crate) struct VersionLine {
    pub(crate) seq: i64,
    pub(crate) at: String,
    pub(crate) by: String,
    pub(crate) line: Line,
    pub(crate) digest: String,
    pub(crate) withdrawn: String,
}

#[derive(Template)]
#[template(path = "evidence/show.html")]
struct ShowPage {
    l: Layout,
    id: String,
    line: Line,
    digest: String,
    exported_by: String,
    origin: String,
    withdrawn: String,
    is_picture: bool,
    is_pdf: bool,
    too_large: bool,
    words: Option<String>,
    /// Items: address and words.
    links: Vec<(String, String)>,
    versions: Vec<VersionLine>,
    fields: EvidenceFields,
    groups: Vec<LinkGroup>,
    wrong: Wrong,
}

macro_rules! field_errors {
    ($($page:ident),+) => {$(
        impl $page {
            fn error(&self, field: &str) -> Option<&'static str> {
                self.wrong.filter(|(name, _)| *name == field).map(|(_, key)| key)
            }
        }
    )+};
}
field_errors!(ListPage, ShowPage);

/// The item from which a person came.
#[derive(Deserialize)]
pub(crate) struct From {
    #[serde(default)]
    link: String,
}

/// `GET /evidence`.
pub(crate) async fn list(cx: Cx, Query(from): Query<From>) -> PageResult {
    let fields = EvidenceFields::new(&cx, parse_link(&from.link));
    list_page(&cx, StatusCode::OK, fields, None).await
}

pub(super) async fn list_page(cx: &Cx, status: StatusCode, fields: EvidenceFields, wrong: Wrong) -> PageResult {
    let evidence = store::evidence::list(&cx.app().db, &cx.permit::<View>()?).await?;
    let groups = groups(cx, &fields).await?;
    let lines = evidence.iter().map(|one| line(cx, one)).collect();
    html_with(status, &ListPage { l: Layout::of(cx, "evidence"), lines, fields, groups, wrong })
}

fn line(cx: &Cx, evidence: &Evidence) -> Line {
    let (t, stated, file) = (cx.t(), &evidence.stated, &evidence.file);
    let (state, state_words) = expiry_words(t, stated.expiry(cx.app().today()));
    Line {
        id: evidence.id.to_string(),
        title: stated.title.to_string(),
        name: file.name.to_string(),
        kind: file.kind.code(),
        size: size_words(file.size),
        effective: stated.effective_on.map(|day| t.short_day(day)).unwrap_or_default(),
        received: t.short_day(stated.received_on),
        expires: stated.expires_on.map(|day| t.short_day(day)).unwrap_or_default(),
        state,
        state_words,
        items: stated.links.len(),
    }
}

/// Where a file stands to its end: code and words.
pub(crate) fn expiry_words(t: T, expiry: Expiry) -> (&'static str, String) {
    match expiry {
        Expiry::Never => ("never", String::new()),
        Expiry::Ahead { .. } => ("ahead", String::new()),
        Expiry::Near { days } => ("near", t.one("home-target-near", "days", days)),
        Expiry::Expired { days } => ("expired", t.one("evidence-expired", "days", days)),
    }
}

pub(crate) fn size_words(bytes: u64) -> String {
    match bytes {
        0..=1023 => format!("{bytes} B"),
        1024..=1_048_575 => format!("{} KB", bytes.div_ceil(1024)),
        _ => format!("{:.1} MB", bytes as f64 / 1_048_576.0),
    }
}

/// `GET /evidence/{id}`.
pub(crate) async fn show(cx: Cx, Path(id): Path<EvidenceId>) -> PageResult {
    show_page(&cx, StatusCode::OK, id, None, None).await
}

/// The page of one file. `typed` holds what was refused.
pub(super) async fn show_page(
    cx: &Cx,
    status: StatusCode,
    id: EvidenceId,
    typed: Option<EvidenceFields>,
    wrong: Wrong,
) -> PageResult {
    let permit = cx.permit::<View>()?;
    let versions = store::evidence::versions(&cx.app().db, &permit, id).await?;
    let newest = versions.first().ok_or(PageError::NotFound)?;
    let (evidence, file) = (&newest.evidence, &newest.evidence.file);
    let fields = typed.unwrap_or_else(|| EvidenceFields::of(evidence));
    let shown = app::evidence::may_be_shown(cx.app(), &permit, file);
    let text = |line: &Option<domain::vendor::Line>| line.as_ref().map(ToString::to_string).unwrap_or_default();
    let page = ShowPage {
        l: Layout::of(cx, "evidence"),
        id: id.to_string(),
        line: line(cx, evidence),
        digest: file.digest.to_string(),
        exported_by: text(&evidence.stated.exported_by),
        origin: text(&evidence.stated.origin),
        withdrawn: text(&newest.withdrawn),
        is_picture: shown && file.kind.is_picture(),
        is_pdf: shown && !file.kind.is_picture(),
        too_large: !shown && file.kind.is_picture(),
        words: app::evidence::first_words(cx.app(), &permit, file),
        links: links(cx, evidence).await?,
        versions: versions.iter().map(|version| version_line(cx, version)).collect(),
        groups: groups(cx, &fields).await?,
        fields,
        wrong,
    };
    html_with(status, &page)
}

fn version_line(cx: &Cx, version: &EvidenceVersion) -> VersionLine {
    VersionLine {
        seq: version.evidence.version.get(),
        at: cx.t().moment(version.changed_at),
        by: version.changed_by.clone(),
        line: line(cx, &version.evidence),
        digest: version.evidence.file.digest.to_string(),
        withdrawn: version.withdrawn.as_ref().map(ToString::to_string).unwrap_or_default(),
    }
}

/// The items that a file speaks to, with their addresses.
async fn links(cx: &Cx, evidence: &Evidence) -> PageResult<Vec<(String, String)>> {
    let mut found = Vec::new();
    for group in groups(cx, &EvidenceFields::of(evidence)).await? {
        for item in group.items.iter().filter(|item| item.ticked) {
            let Some((sheet, id)) = item.value.split_once(':') else { continue };
            let words = format!("{} {} · {}", item.place, item.words, group.label);
            found.push((format!("/assessments/{sheet}#{id}"), words));
        }
    }
    Ok(found)
}
