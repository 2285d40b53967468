//! The bytes themselves: a picture or PDF to look at, anything to save. Nothing is handed out under a type that can act.

use crate::{
    cx::Cx,
    download::hand_out,
    error::{PageError, PageResult},
};
use axum::{
    extract::Path,
    http::{HeaderName, HeaderValue},
    response::Response,
};
use domain::{
    access::{Permit, View},
    evidence::EvidenceFile,
    id::EvidenceId,
};

/// A file that is shown can do nothing but be seen, and only inside our own pages.
const SEEN_ONLY: &str = "default-src 'none'; style-src 'unsafe-inline'; object-src 'self'; frame-ancestors 'self'; \
    base-uri 'none'; form-action 'none'";

/// `GET /evidence/{id}/preview`: the newest version, if a page may show it.
pub(crate) async fn preview(cx: Cx, Path(id): Path<EvidenceId>) -> PageResult {
    let permit = cx.permit::<View>()?;
    let versions = store::evidence::versions(&cx.app().db, &permit, id).await?;
    let file = versions.into_iter().next().map(|version| version.evidence.file).ok_or(PageError::NotFound)?;
    let Some(kind) = file.kind.shown_as().filter(|_| app::evidence::may_be_shown(cx.app(), &permit, &file)) else {
        return Err(PageError::NotFound);
    };
    let mut response = bytes(&cx, &permit, &file, kind, "inline")?;
    let headers = response.headers_mut();
    headers.insert(HeaderName::from_static("content-security-policy"), HeaderValue::from_static(SEEN_ONLY));
    headers.insert(HeaderName::from_static("x-frame-options"), HeaderValue::from_static("SAMEORIGIN"));
    Ok(response)
}

/// `GET /evidence/{id}/versions/{version}`: a version to save.
pub(crate) async fn download(cx: Cx, Path((id, version)): Path<(EvidenceId, i64)>) -> PageResult {
    let permit = cx.permit::<View>()?;
    let versions = store::evidence::versions(&cx.app().db, &permit, id).await?;
    let found = versions.into_iter().find(|one| one.evidence.version.get() == version).ok_or(PageError::NotFound)?;
    bytes(&cx, &permit, &found.evidence.file, "application/octet-stream", "attachment")
}

fn bytes(cx: &Cx, permit: &Permit<View>, file: &EvidenceFile, kind: &'static str, how: &str) -> PageResult<Response> {
    let bytes = cx.app().blobs.get(permit.facility(), &file.digest)?;
    hand_out(bytes, kind, how, &file.name_to_save())
}
