//! Style, script and icons, embedded in the binary. Their names carry a hash of their bytes, so browsers keep them for ever.

use crate::error::PageError;
use axum::{
    extract::Path,
    http::{HeaderValue, header},
    response::{IntoResponse as _, Response},
};
use domain::digest::Digest;
use rust_embed::RustEmbed;
use std::{collections::BTreeMap, sync::LazyLock};

#[derive(RustEmbed)]
#[folder = "assets/"]
struct Assets;

/// File name → address with the start of its hash.
static ADDRESSES: LazyLock<BTreeMap<String, String>> = LazyLock::new(|| {
    Assets::iter()
        .filter_map(|name| {
            let file = Assets::get(&name)?;
            let hash = Digest::of(&file.data).to_string();
            Some((name.to_string(), format!("/assets/{}/{name}", hash.get(..12)?)))
        })
        .collect()
});

/// Where a page finds an asset.
pub(crate) fn address(name: &str) -> &'static str {
    ADDRESSES.get(name).map_or("/assets/missing", String::as_str)
}

/// `GET /assets/{hash}/{name}`.
pub(crate) async fn serve(Path(path): Path<String>) -> Response {
    let Some((_, name)) = path.split_once('/') else { return PageError::NotFound.plain() };
    let Some(file) = Assets::get(name) else { return PageError::NotFound.plain() };
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static(kind(name))),
        (header::CACHE_CONTROL, HeaderValue::from_static("public, max-age=31536000, immutable")),
    ];
    (headers, file.data.into_owned()).into_response()
}

fn kind(name: &str) -> &'static str {
    match name.rsplit('.').next() {
        Some("css") => "text/css; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("svg") => "image/svg+xml",
        Some("ico") => "image/x-icon",
        Some("png") => "image/png",
        _ => "text/plain; charset=utf-8",
    }
}
