//! Pages. Each handler asks for its permit, calls the app or the store, and answers; no rule and no SQL lives here.
//!
//! One folder per room, one file per thing that a person does. Every route is registered with the action that it needs.

mod access;
mod assessment;
mod asset;
mod catalog;
mod cx;
mod download;
mod error;
mod evidence;
mod facility;
mod form;
mod home;
mod inspection;
mod intake;
mod journal;
mod layout;
mod ledger;
mod network;
mod protection;
mod readiness;
mod remediation;
mod route;
mod search;
mod session;
mod set_up;
mod staff;
mod upload;
mod vendor;
mod workbook;

pub use route::{Need, Row, table};
pub use vendor::door::ROUTES as VENDOR_ROUTES;

use app::App;
use axum::Router;
use std::sync::Arc;

/// What the pages stand on.
#[derive(Debug, Clone)]
pub struct Site {
    /// Everything the program does.
    pub app: App,
    /// Whether browsers reach it by HTTPS: cookies are then sent by HTTPS only.
    pub https: bool,
    /// The certificate of the installation's own authority, PEM, for the page that helps to install it.
    pub authority: Option<Arc<str>>,
}

/// Every page and asset, with sessions, protection against forged requests, and security headers.
pub fn router(site: Site) -> Router {
    let routes = route::all(&site);
    protection::wrap(routes, &site)
}

/// The vendors' pages, for their own listener: a personal link and nothing else.
pub fn vendor_router(site: Site) -> Router {
    vendor::door::router(&site)
}
