//! Inspection packs: making one, the list, downloading.

use crate::{
    cx::Cx,
    download::hand_out,
    error::{PageError, PageResult},
    evidence::size_words,
    form::Form,
    layout::{Layout, html, see},
};
use app::inspection::{Making, make_pack};
use askama::Template;
use axum::{extract::Path, response::Response};
use domain::{
    access::{Permit, View},
    assessment::Assessment,
    digest::Digest,
    id::{AssessmentId, PackId},
    inspection::PackRecord,
};
use messages::Value;
use serde::Deserialize;
use std::collections::BTreeSet;

/// A pack in the list.
pub(crate) struct Line {
    pub(crate) id: String,
    pub(crate) at: String,
    pub(crate) by: String,
    pub(crate) year: String,
    pub(crate) kib: u64,
    pub(crate) archive: String,
    pub(crate) seq: i64,
}

/// A sheet of which a pack can be made.
pub(crate) struct Source {
    pub(crate) sheet: String,
    pub(crate) year: String,
    pub(crate) edition: String,
    /// Whose sheet it is, for a vendor's.
    pub(crate) vendor: Option<String>,
    /// How many evidence files it has and how large they are, if it has some.
    pub(crate) files: Option<String>,
}

#[derive(Template)]
#[template(path = "inspection/list.html")]
struct ListPage {
    l: Layout,
    lines: Vec<Line>,
    sources: Vec<Source>,
}

impl ListPage {
    fn has_vendors(&self) -> bool {
        self.sources.iter().any(|source| source.vendor.is_some())
    }
}

/// `GET /packs`.
pub(crate) async fn list(cx: Cx) -> PageResult {
    let permit = cx.permit::<View>()?;
    let t = cx.t();
    let sheets = store::assessment::list(&cx.app().db, &permit).await?;
    let year = |id: AssessmentId| {
        sheets.iter().find(|sheet| sheet.id == id).map(|sheet| t.year(sheet.fiscal_year)).unwrap_or_default()
    };
    let packs = store::inspection::list(&cx.app().db, &permit).await?;
    let lines = packs.iter().map(|pack| Line {
        id: pack.id.to_string(),
        at: t.moment(pack.at),
        by: pack.by.name.to_string(),
        year: year(pack.assessment),
        kib: pack.bytes.div_ceil(1024),
        archive: pack.archive.to_string(),
        seq: pack.seq.get(),
    });
    let lines = lines.collect();
    let sources = sources(&cx, &permit, &sheets).await?;
    html(&ListPage { l: Layout::of(&cx, "packs"), lines, sources })
}

/// Every sheet with what a pack of it would hold, newest first.
async fn sources(cx: &Cx, permit: &Permit<View>, sheets: &[Assessment]) -> PageResult<Vec<Source>> {
    let vendors = store::vendor::vendors(&cx.app().db, permit).await?;
    let evidence = store::evidence::list(&cx.app().db, permit).await?;
    let name = |sheet: &Assessment| {
        let vendor = vendors.iter().find(|vendor| Some(vendor.id) == sheet.vendor);
        vendor.map(|vendor| vendor.stated.name.to_string())
    };
    let source = |sheet: &Assessment| {
        let shown: BTreeSet<AssessmentId> = sheets.iter().filter(|one| shows(sheet, one)).map(|one| one.id).collect();
        let files = evidence.iter().filter(|one| one.stated.links.iter().any(|link| shown.contains(&link.sheet)));
        Source {
            sheet: sheet.id.to_string(),
            year: cx.t().year(sheet.fiscal_year),
            edition: edition_label(cx, &sheet.edition),
            vendor: name(sheet),
            files: files_words(cx, &files.map(|one| one.file.size).collect::<Vec<_>>()),
        }
    };
    Ok(sheets.iter().map(source).collect())
}

/// Whether the pack of a sheet shows another one: itself, and for the institution's own those of its vendors.
fn shows(sheet: &Assessment, other: &Assessment) -> bool {
    let beside = other.edition == sheet.edition && other.fiscal_year == sheet.fiscal_year;
    other.id == sheet.id || (sheet.vendor.is_none() && other.vendor.is_some() && beside)
}

fn files_words(cx: &Cx, sizes: &[u64]) -> Option<String> {
    let size = Value::from(size_words(sizes.iter().sum()));
    (!sizes.is_empty()).then(|| cx.t().with("inspection-files-count", &[("count", sizes.len().into()), ("size", size)]))
}

fn edition_label(cx: &Cx, id: &domain::catalog::EditionId) -> String {
    let label = |e: &domain::catalog::Edition| if cx.t().is_ja() { e.label.clone() } else { e.label_en.clone() };
    cx.app().catalog.edition(id).map_or_else(|| id.to_string(), label)
}

/// What a person chose for a pack.
#[derive(Debug, Deserialize)]
pub(crate) struct Chosen {
    /// `yes`: the evidence files themselves go in.
    #[serde(default)]
    files: String,
}

/// `POST /assessments/{id}/packs`.
pub(crate) async fn make(cx: Cx, Path(id): Path<AssessmentId>, Form(chosen): Form<Chosen>) -> PageResult {
    let (view, permit) = (cx.permit()?, cx.permit()?);
    let making = Making { lang: cx.t().lang(), enclose_files: chosen.files == "yes" };
    make_pack(cx.app(), &view, &permit, id, making).await?;
    Ok(see("/packs", "pack-made"))
}

/// `GET /packs/{id}/pdf`.
pub(crate) async fn pdf(cx: Cx, Path(id): Path<PackId>) -> PageResult {
    let pack = find(&cx, id).await?;
    let name = file_name(&pack, "pdf");
    download(&cx, &pack.pdf, "application/pdf", &name)
}

/// `GET /packs/{id}/zip`.
pub(crate) async fn zip(cx: Cx, Path(id): Path<PackId>) -> PageResult {
    let pack = find(&cx, id).await?;
    let name = file_name(&pack, "zip");
    download(&cx, &pack.archive, "application/zip", &name)
}

async fn find(cx: &Cx, id: PackId) -> PageResult<PackRecord> {
    let packs = store::inspection::list(&cx.app().db, &cx.permit::<View>()?).await?;
    packs.into_iter().find(|pack| pack.id == id).ok_or(PageError::NotFound)
}

fn file_name(pack: &PackRecord, extension: &str) -> String {
    format!("sakimori-{}-{}.{extension}", domain::calendar::iso(pack.at.date_jst()), pack.seq)
}

fn download(cx: &Cx, digest: &Digest, kind: &'static str, name: &str) -> PageResult<Response> {
    hand_out(cx.app().blobs.get(cx.facility()?, digest)?, kind, "attachment", name)
}
