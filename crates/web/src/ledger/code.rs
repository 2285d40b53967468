//! QR codes, and the short addresses that they lead to: a device, or a room of a stock-take.

use crate::{
    access::{remember, require_token},
    cx::Cx,
    error::{PageError, PageResult},
};
use axum::{
    extract::Path,
    http::{HeaderMap, Uri, header},
    response::{IntoResponse as _, Redirect},
};
use domain::{
    access::View,
    id::{DeviceId, StocktakeId},
};
use qrcode::{Color, EcLevel, QrCode};

/// A QR code as a picture: side of its square in modules, and the path of its dark ones.
pub(crate) struct Qr {
    pub(crate) side: usize,
    pub(crate) path: String,
}

impl Qr {
    /// Modules that stay white around it. Source: ISO/IEC 18004, 6.3.8: four.
    const QUIET: usize = 4;

    /// The code of a text. Level M: a label that is scratched a little is still read.
    pub(crate) fn of(text: &str) -> PageResult<Self> {
        let code = QrCode::with_error_correction_level(text, EcLevel::M);
        let code = code.map_err(|error| PageError::Internal(error.to_string()))?;
        let (width, colors) = (code.width(), code.to_colors());
        let mut path = String::new();
        for (y, row) in colors.chunks(width.max(1)).enumerate() {
            // One stroke for each run of dark modules in a row.
            let mut x = 0;
            for run in row.chunk_by(|a, b| a == b) {
                if run.first() == Some(&Color::Dark) {
                    let (left, top, wide) = (x + Self::QUIET, y + Self::QUIET, run.len());
                    path.push_str(&format!("M{left} {top}h{wide}v1h-{wide}z"));
                }
                x += run.len();
            }
        }
        Ok(Self { side: width + 2 * Self::QUIET, path })
    }
}

/// The address by which this program was opened: `https://sakimori.example:8443`.
pub(crate) fn opened_at(cx: &Cx, headers: &HeaderMap, uri: &Uri) -> String {
    let host = headers.get(header::HOST).and_then(|host| host.to_str().ok());
    let host = host.or_else(|| uri.authority().map(|known| known.as_str())).unwrap_or("localhost");
    let scheme = if cx.site().https { "https" } else { "http" };
    format!("{scheme}://{host}")
}

/// An address as typed, without its end: `http` or `https`, a host, nothing that an address has not. `None` for anything else.
pub(crate) fn base_address(text: &str) -> Option<String> {
    /// What fits into a code that a phone reads from a small label.
    const MOST: usize = 100;
    let text = text.trim().trim_end_matches('/');
    let host = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"))?;
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | ':' | '[' | ']' | '/' | '_');
    (!host.is_empty() && text.len() <= MOST && host.chars().all(plain)).then(|| text.to_owned())
}

/// The short address of a device.
pub(crate) fn device_address(base: &str, id: DeviceId) -> String {
    format!("{base}/d/{}", id.to_string().replace('-', ""))
}

/// The short address of a room of a stock-take.
pub(super) fn room_address(base: &str, id: StocktakeId, room: i64) -> String {
    format!("{base}/s/{}/{room}", id.to_string().replace('-', ""))
}

/// `GET /d/{device}`: what a label leads to. While a stock-take runs that has the device in it, its page there.
pub(crate) async fn device(cx: Cx, Path(code): Path<String>) -> PageResult {
    if cx.actor().is_none() {
        return log_in_first(&cx).await;
    }
    let id: DeviceId = code.parse().map_err(|_| PageError::NotFound)?;
    let running = store::ledger::stocktake::running_with(&cx.app().db, &cx.permit::<View>()?, id).await?;
    let address = match running {
        Some((record, _)) => format!("/stocktakes/{}/devices/{id}", record.id),
        None => format!("/ledger/devices/{id}"),
    };
    Ok(Redirect::to(&address).into_response())
}

/// `GET /s/{stocktake}/{room}`: what a printed list leads to.
pub(crate) async fn room(cx: Cx, Path((code, room)): Path<(String, i64)>) -> PageResult {
    if cx.actor().is_none() {
        return log_in_first(&cx).await;
    }
    let id: StocktakeId = code.parse().map_err(|_| PageError::NotFound)?;
    Ok(Redirect::to(&format!("/stocktakes/{id}/rooms/{room}")).into_response())
}

/// To the login page, and from there to where the code leads.
async fn log_in_first(cx: &Cx) -> PageResult {
    require_token(cx).await?;
    remember(cx).await?;
    Ok(Redirect::to("/login").into_response())
}

/// The device that a scanned text names, if it is one of our short addresses.
pub(super) fn scanned(text: &str) -> Option<DeviceId> {
    let (_, code) = text.trim().rsplit_once("/d/")?;
    code.trim_end_matches('/').parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_a_host_and_nothing_else() {
        let read = |text: &str| base_address(text);
        assert_eq!(read(" https://sakimori.example:8443/ ").as_deref(), Some("https://sakimori.example:8443"));
        assert_eq!(read("http://192.168.1.10"), Some("http://192.168.1.10".to_owned()));
        assert_eq!(
            [read("javascript:alert(1)"), read("https://"), read("https://a b"), read("sakimori")],
            [const { None }; 4]
        );
    }

    #[test]
    fn a_code_is_square_with_its_white_edge() {
        let Ok(qr) = Qr::of("https://192.168.1.10:8443/d/0190163d8694739b8e3a3a3a3a3a3a3a") else { panic!("no code") };
        assert_eq!(qr.side, 33 + 8, "version 4 holds 62 bytes at level M");
        assert!(qr.path.starts_with("M4 4h7v1h-7z"), "its first corner: {}", &qr.path[..20]);
    }

    #[test]
    fn a_scanner_types_our_address() {
        let id = "0190163d-8694-739b-8e3a-3a3a3a3a3a3a";
        let found = scanned("https://host/d/0190163d8694739b8e3a3a3a3a3a3a3a\n");
        assert_eq!(found.map(|id| id.to_string()).as_deref(), Some(id));
        assert!(scanned("PC-001").is_none());
    }
}
