//! The bytes themselves: a picture or PDF to look at, anything to save. Nothing is handed out under a type that can act.

use crate::{
    cx::Cx,
    error::{PageError, PageResult},
};
use axum::{
    extract::Path,
    http::{HeaderName, HeaderValue, header},
    response::{IntoResponse as _, Response},
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
    let name = disposition(how, &file.name_to_save());
    let mut response = ([(header::CONTENT_TYPE, kind)], bytes).into_response();
    let value = HeaderValue::from_str(&name).map_err(|error| PageError::Internal(error.to_string()))?;
    response.headers_mut().insert(header::CONTENT_DISPOSITION, value);
    Ok(response)
}

/// The name in ASCII for old browsers, and in UTF-8 (RFC 6266, RFC 8187).
fn disposition(how: &str, name: &str) -> String {
    let plain: String =
        name.chars().map(|c| if c.is_ascii_alphanumeric() || "-_.".contains(c) { c } else { '_' }).collect();
    let mut coded = String::new();
    for byte in name.bytes() {
        if byte.is_ascii_alphanumeric() || b"-_.".contains(&byte) {
            coded.push(char::from(byte));
        } else {
            coded.push_str(&format!("%{byte:02X}"));
        }
    }
    format!("{how}; filename=\"{plain}\"; filename*=UTF-8''{coded}")
}

#[cfg(test)]
mod tests {
    use super::disposition;

    #[test]
    fn a_japanese_name_is_coded() {
        assert_eq!(
            disposition("attachment", "台帳 1.csv"),
            "attachment; filename=\"___1.csv\"; filename*=UTF-8''%E5%8F%B0%E5%B8%B3%201.csv"
        );
    }
}
