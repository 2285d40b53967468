//! What every request passes: security headers, limits, the session, the visitor, and the check against forged requests.

use crate::{
    Site,
    cx::{Asked, Cx, Visitor},
    error::PageError,
    session::{HOURS, Sessions},
    upload,
};
use axum::{
    Router,
    body::{Body, to_bytes},
    extract::{DefaultBodyLimit, Request, State},
    http::{HeaderMap, HeaderName, HeaderValue, Method, header},
    middleware::{Next, from_fn, from_fn_with_state},
    response::{IntoResponse as _, Response},
};
use subtle::ConstantTimeEq as _;
use tower_http::catch_panic::CatchPanicLayer;
use tower_sessions::{Expiry, Session, SessionManagerLayer, cookie::SameSite, cookie::time::Duration};

/// Largest form taken: 256 KiB. Files come by another way.
const MAX_FORM: usize = 256 << 10;

/// No script, style, picture, font or frame from anywhere else; nothing inline.
const CSP: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; \
    connect-src 'self'; frame-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

const HEADERS: &[(&str, &str)] = &[
    ("content-security-policy", CSP),
    ("x-content-type-options", "nosniff"),
    ("x-frame-options", "DENY"),
    ("referrer-policy", "same-origin"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
    ("permissions-policy", "camera=(), microphone=(), geolocation=(), payment=(), usb=()"),
];

pub(crate) fn wrap(routes: Router<Site>, site: &Site) -> Router {
    let sessions = SessionManagerLayer::new(Sessions { app: site.app.clone() })
        .with_name(if site.https { "__Host-sakimori" } else { "sakimori" })
        .with_secure(site.https)
        .with_http_only(true)
        .with_same_site(SameSite::Lax)
        .with_expiry(Expiry::OnInactivity(Duration::hours(HOURS)));
    routes
        .fallback(not_found)
        .with_state(site.clone())
        .layer(from_fn(refuse_forged))
        .layer(from_fn_with_state(site.clone(), know_visitor))
        .layer(sessions)
        .layer(from_fn(run_to_end))
        .layer(DefaultBodyLimit::max(MAX_FORM))
        .layer(from_fn_with_state(site.clone(), add_headers))
        .layer(CatchPanicLayer::custom(|_| PageError::Internal("panic".to_owned()).plain()))
}

/// The vendors' door: the same headers and limits, no session and no visitor. Its addresses hold keys: `same-origin` tells them to
/// nobody else, and a form still says where it comes from (with `no-referrer` browsers send `Origin: null`).
pub(crate) fn wrap_door(routes: Router<Site>, site: &Site) -> Router {
    routes
        .with_state(site.clone())
        .layer(from_fn(run_to_end))
        .layer(DefaultBodyLimit::max(MAX_FORM))
        .layer(from_fn_with_state(site.clone(), add_headers))
        .layer(CatchPanicLayer::custom(|_| PageError::Internal("panic".to_owned()).plain()))
}

async fn not_found(cx: Cx) -> Response {
    PageError::NotFound.page(&cx)
}

/// A write goes to its end even if the browser leaves: the request runs in a task of its own.
async fn run_to_end(request: Request, next: Next) -> Response {
    if request.method() == Method::GET {
        return next.run(request).await;
    }
    match tokio::spawn(next.run(request)).await {
        Ok(response) => response,
        Err(error) => PageError::Internal(error.to_string()).plain(),
    }
}

async fn add_headers(State(site): State<Site>, request: Request, next: Next) -> Response {
    let asset = request.uri().path().starts_with("/assets/");
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    for (name, value) in HEADERS {
        // What a file is shown under is stricter still, and set where it is shown.
        headers.entry(HeaderName::from_static(name)).or_insert(HeaderValue::from_static(value));
    }
    if site.https {
        let value = HeaderValue::from_static("max-age=31536000");
        headers.insert(header::STRICT_TRANSPORT_SECURITY, value);
    }
    if !asset {
        headers.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
    }
    response
}

async fn know_visitor(State(site): State<Site>, mut request: Request, next: Next) -> Response {
    if request.uri().path().starts_with("/assets/") {
        // Assets need no session; the guard of their route still wants a visitor.
        let session = Session::new(None, std::sync::Arc::new(Sessions { app: site.app.clone() }), None);
        return with_visitor(&site, session, request, next).await;
    }
    match request.extensions_mut().remove::<Session>() {
        Some(session) => with_visitor(&site, session, request, next).await,
        None => PageError::Internal("no session".to_owned()).plain(),
    }
}

async fn with_visitor(site: &Site, session: Session, mut request: Request, next: Next) -> Response {
    let asked = Asked::of(&request);
    match Visitor::load(site, session, asked).await {
        Ok(visitor) => {
            request.extensions_mut().insert(visitor);
            next.run(request).await
        }
        Err(error) => error.plain(),
    }
}

/// A form sent from another site is refused: its origin must be ours, and it must carry the session's token.
async fn refuse_forged(request: Request, next: Next) -> Response {
    if matches!(*request.method(), Method::GET | Method::HEAD) {
        return next.run(request).await;
    }
    let Some(visitor) = request.extensions().get::<Visitor>().cloned() else {
        return PageError::Internal("no visitor".to_owned()).into_response();
    };
    if !same_origin(request.headers()) {
        return PageError::Forged.page(&visitor.cx());
    }
    if is_multipart(request.headers()) {
        return match upload::first_field(request).await {
            Ok((request, sent)) if is_known(sent.as_deref(), visitor.csrf()) => next.run(request).await,
            Ok(_) => PageError::SessionOver.page(&visitor.cx()),
            Err(error) => error.page(&visitor.cx()),
        };
    }
    let (parts, body) = request.into_parts();
    let bytes = match to_bytes(body, MAX_FORM).await {
        Ok(bytes) => bytes,
        Err(_) => return PageError::TooLarge.page(&visitor.cx()),
    };
    let Some(pairs) = pairs_of(&bytes) else { return PageError::BadForm.page(&visitor.cx()) };
    let sent = parts.headers.get("x-csrf-token").and_then(|v| v.to_str().ok()).map(str::to_owned);
    let sent = sent.or_else(|| pairs.into_iter().find(|(name, _)| name == "csrf").map(|(_, value)| value));
    if is_known(sent.as_deref(), visitor.csrf()) {
        next.run(Request::from_parts(parts, Body::from(bytes))).await
    } else {
        PageError::SessionOver.page(&visitor.cx())
    }
}

fn is_multipart(headers: &HeaderMap) -> bool {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    kind.trim_start().to_ascii_lowercase().starts_with("multipart/")
}

fn is_known(sent: Option<&str>, known: &str) -> bool {
    sent.is_some_and(|sent| !known.is_empty() && bool::from(sent.as_bytes().ct_eq(known.as_bytes())))
}

/// `Origin` must name this host. A browser that sends none says where a request comes from by `Sec-Fetch-Site`.
pub(crate) fn same_origin(headers: &HeaderMap) -> bool {
    let text = |name: &HeaderName| headers.get(name).and_then(|v| v.to_str().ok());
    let host = text(&header::HOST).unwrap_or_default();
    match text(&header::ORIGIN) {
        Some(origin) => origin.split_once("://").is_some_and(|(_, from)| from == host && !host.is_empty()),
        None => matches!(headers.get("sec-fetch-site").and_then(|v| v.to_str().ok()), None | Some("same-origin")),
    }
}

/// The fields of a form. `None` if its bytes are no UTF-8: a decoder that puts `U+FFFD` in their place would lose words silently.
fn pairs_of(bytes: &[u8]) -> Option<Vec<(String, String)>> {
    let pairs: Vec<(String, String)> = serde_urlencoded::from_bytes(bytes).ok()?;
    let broken = pairs.iter().any(|(name, value)| name.contains('\u{fffd}') || value.contains('\u{fffd}'));
    (!broken).then_some(pairs)
}
