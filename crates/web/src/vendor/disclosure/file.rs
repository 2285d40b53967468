//! A vendor's file: it arrives, a workbook is looked at, what was shown is taken in; and papers to save.

use super::{ItemLine, show::show_page, title, topic_words};
use crate::{
    cx::Cx,
    download::hand_out,
    error::{PageError, PageResult},
    form::Fields,
    intake::refusal_words,
    layout::{Layout, html_with, see},
    upload::Upload,
};
use app::{
    intake::IntakeError,
    vendor::disclosure::{Kept, Looked, Reading, keep, read, take as take_in},
};
use askama::Template;
use axum::{
    extract::{Path, Query},
    http::StatusCode,
    response::{IntoResponse as _, Redirect},
};
use domain::{
    access::{ManageVendors, View},
    catalog::TopicId,
    digest::Digest,
    evidence::FileName,
    id::DisclosureId,
    journal::Seq,
    vendor::disclosure::{DisclosureSource, ItemKey},
};
use serde::Deserialize;
use store::{
    StoreError,
    vendor::disclosure::{self as register, DisclosureRow},
};

/// A row of the workbook.
pub(crate) struct RowLine {
    pub(crate) item: ItemLine,
    /// Identifier of its topic; empty for none.
    pub(crate) topic: String,
    /// The topic is a guess by words.
    pub(crate) proposed: bool,
}

/// What a person has to look at.
pub(crate) struct UnreadLine {
    pub(crate) place: String,
    pub(crate) found: String,
    pub(crate) why: &'static str,
}

#[derive(Template)]
#[template(path = "vendor/disclosure/preview.html")]
struct PreviewPage {
    l: Layout,
    id: String,
    title: String,
    file: String,
    name: String,
    profile: String,
    /// Identifier and label.
    profiles: Vec<(String, String)>,
    seal: String,
    /// What the head of the form says: label key and value.
    header: Vec<(&'static str, String)>,
    rows: Vec<RowLine>,
    unread: Vec<UnreadLine>,
    /// Identifier and words.
    topics: Vec<(String, String)>,
    /// Rows without a topic, or with a guess.
    open: usize,
    changed: bool,
}

/// The name under which the file came, and the profile to read it by.
#[derive(Deserialize)]
pub(crate) struct Named {
    #[serde(default)]
    name: String,
    #[serde(default)]
    profile: String,
}

const REFUSED: StatusCode = StatusCode::UNPROCESSABLE_ENTITY;

/// `POST /disclosures/{disclosure}/file`.
pub(crate) async fn arrive(cx: Cx, Path(id): Path<DisclosureId>, upload: Upload) -> PageResult {
    let row = register::find(&cx.app().db, &cx.permit::<View>()?, id).await?;
    let Some(arrived) = upload.file else {
        return show_page(&cx, REFUSED, id, None, Some(("file", "evidence-file-missing")), String::new()).await;
    };
    match keep(cx.app(), &cx.permit()?, row.disclosure, arrived).await {
        Ok(Kept::Paper) => Ok(see(&format!("/disclosures/{id}"), "evidence-added")),
        Ok(Kept::Workbook(file, name)) => {
            let query = serde_urlencoded::to_string([("name", name.as_str())]);
            let query = query.map_err(|error| PageError::Internal(error.to_string()))?;
            Ok(Redirect::to(&format!("/disclosures/{id}/file/{file}?{query}")).into_response())
        }
        Err(error) => refused(&cx, id, error).await,
    }
}

/// `GET /disclosures/{disclosure}/file/{file}`.
pub(crate) async fn preview(
    cx: Cx,
    Path((id, file)): Path<(DisclosureId, Digest)>,
    Query(named): Query<Named>,
) -> PageResult {
    let _ = cx.permit::<ManageVendors>()?;
    let row = register::find(&cx.app().db, &cx.permit::<View>()?, id).await?;
    page(&cx, StatusCode::OK, &row, file, &named, false).await
}

async fn page(
    cx: &Cx,
    status: StatusCode,
    row: &DisclosureRow,
    file: Digest,
    named: &Named,
    changed: bool,
) -> PageResult {
    let book = cx.app().catalog.disclosure();
    let first = book.profiles.first().map(|profile| profile.id.to_string()).unwrap_or_default();
    let profile = if named.profile.is_empty() { first } else { named.profile.clone() };
    let stated = &row.disclosure.stated;
    let version = row.answers.as_ref().map_or(Seq::ZERO, |row| row.version);
    let reading = match read(cx.app(), &cx.permit()?, stated.kind, version, file, &profile).await {
        Ok(reading) => reading,
        Err(error) => return refused(cx, row.disclosure.id, error).await,
    };
    let label = |words: &domain::catalog::Bilingual| if cx.t().is_ja() { words.ja.clone() } else { words.en.clone() };
    let rows = rows(cx, &reading);
    let page = PreviewPage {
        l: Layout::of(cx, "vendors"),
        id: row.disclosure.id.to_string(),
        title: title(cx.t(), &row.disclosure),
        file: file.to_string(),
        name: FileName::clean(&named.name).map_err(|_| PageError::BadForm)?.to_string(),
        profiles: book.profiles.iter().map(|one| (one.id.to_string(), label(&one.label))).collect(),
        profile,
        seal: reading.seal.to_string(),
        header: header(cx, &reading),
        open: rows.iter().filter(|row| row.topic.is_empty() || row.proposed).count(),
        rows,
        unread: reading
            .unread
            .iter()
            .map(|one| UnreadLine { place: one.place.to_string(), found: one.found.clone(), why: one.why.code() })
            .collect(),
        topics: book
            .topics
            .iter()
            .filter(|topic| topic.kinds.contains(&stated.kind))
            .map(|topic| (topic.id.to_string(), topic_words(cx, &topic.id).0))
            .collect(),
        changed,
    };
    html_with(status, &page)
}

fn rows(cx: &Cx, reading: &Reading) -> Vec<RowLine> {
    let row = |(item, proposed): &(domain::vendor::disclosure::DisclosureItem, bool)| RowLine {
        topic: item.topic.as_ref().map(ToString::to_string).unwrap_or_default(),
        item: ItemLine::of(cx, item),
        proposed: *proposed,
    };
    reading.items.iter().map(row).collect()
}

fn header(cx: &Cx, reading: &Reading) -> Vec<(&'static str, String)> {
    let head = &reading.header;
    let dated = head.dated.map(|day| cx.t().short_day(day));
    [
        ("vendor-name", head.company.clone()),
        ("disclosure-product", head.product.clone()),
        ("disclosure-product-version", head.version.clone()),
        ("disclosure-dated-on", dated),
    ]
    .into_iter()
    .filter_map(|(key, value)| Some((key, value?)))
    .collect()
}

/// `POST /disclosures/{disclosure}/file/{file}`: what was shown is written, or nothing.
pub(crate) async fn take(cx: Cx, Path((id, file)): Path<(DisclosureId, Digest)>, fields: Fields) -> PageResult {
    let row = register::find(&cx.app().db, &cx.permit::<View>()?, id).await?;
    let name = FileName::clean(fields.text("name")).map_err(|_| PageError::BadForm)?;
    let topics = fields.starting("topic-").map(|(key, topic)| (ItemKey::of(key), TopicId::parse(topic).ok())).collect();
    let looked = Looked {
        disclosure: id,
        kind: row.disclosure.stated.kind,
        version: row.answers.as_ref().map_or(Seq::ZERO, |row| row.version),
        file,
        name,
        profile: TopicId::parse(fields.text("profile")).map_err(|_| PageError::BadForm)?,
        seal: fields.text("seal").parse().map_err(|_| PageError::BadForm)?,
        topics,
    };
    match take_in(cx.app(), &cx.permit()?, &cx.permit()?, looked).await {
        Ok(_) => Ok(see(&format!("/disclosures/{id}"), "workbook-taken")),
        Err(IntakeError::Changed) => {
            let named = Named { name: fields.text("name").to_owned(), profile: fields.text("profile").to_owned() };
            page(&cx, StatusCode::CONFLICT, &row, file, &named, true).await
        }
        Err(error) => refused(&cx, id, error).await,
    }
}

/// The disclosure's page, with why nothing was taken and what to do.
async fn refused(cx: &Cx, id: DisclosureId, error: IntakeError) -> PageResult {
    match error {
        IntakeError::Refused(refusal) => {
            let words = refusal_words(cx.t(), &refusal);
            show_page(cx, REFUSED, id, None, None, words).await
        }
        IntakeError::Changed => Err(StoreError::Stale.into()),
        IntakeError::App(error) => Err(error.into()),
    }
}

/// `GET /disclosures/{disclosure}/papers/{file}`: a paper of this disclosure to save.
pub(crate) async fn download(cx: Cx, Path((id, file)): Path<(DisclosureId, Digest)>) -> PageResult {
    let permit = cx.permit::<View>()?;
    let versions = register::versions(&cx.app().db, &permit, id).await?;
    let name = versions.iter().find_map(|version| {
        let paper = version.disclosure.as_ref().and_then(|one| one.file.as_ref()).filter(|one| one.digest == file);
        let book = version.answers.as_ref().and_then(|answers| match &answers.source {
            DisclosureSource::File { digest, name, .. } if *digest == file => Some(name.to_string()),
            DisclosureSource::AnswerFile { digest } if *digest == file => Some(format!("{digest}.json")),
            DisclosureSource::File { .. } | DisclosureSource::AnswerFile { .. } | DisclosureSource::Typed => None,
        });
        paper.map(domain::evidence::EvidenceFile::name_to_save).or(book)
    });
    let bytes = cx.app().blobs.get(permit.facility(), &file)?;
    hand_out(bytes, "application/octet-stream", "attachment", &name.ok_or(PageError::NotFound)?)
}
