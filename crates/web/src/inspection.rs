//! Inspection packs: making one, the list, downloading.

use crate::{
    cx::Cx,
    download::hand_out,
    error::{PageError, PageResult},
    layout::{Layout, html, see},
};
use askama::Template;
use axum::{extract::Path, response::Response};
use domain::{
    access::View,
    digest::Digest,
    id::{AssessmentId, PackId},
    inspection::PackRecord,
};

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
}

#[derive(Template)]
#[template(path = "inspection/list.html")]
struct ListPage {
    l: Layout,
    lines: Vec<Line>,
    sources: Vec<Source>,
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
    let sources = sheets.iter().map(|sheet| Source {
        sheet: sheet.id.to_string(),
        year: t.year(sheet.fiscal_year),
        edition: edition_label(&cx, &sheet.edition),
    });
    let sources = sources.collect();
    html(&ListPage { l: Layout::of(&cx, "packs"), lines, sources })
}

fn edition_label(cx: &Cx, id: &domain::catalog::EditionId) -> String {
    let label = |e: &domain::catalog::Edition| if cx.t().is_ja() { e.label.clone() } else { e.label_en.clone() };
    cx.app().catalog.edition(id).map_or_else(|| id.to_string(), label)
}

/// `POST /assessments/{id}/packs`.
pub(crate) async fn make(cx: Cx, Path(id): Path<AssessmentId>) -> PageResult {
    let (view, permit) = (cx.permit()?, cx.permit()?);
    app::inspection::make_pack(cx.app(), &view, &permit, id, cx.t().lang()).await?;
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
