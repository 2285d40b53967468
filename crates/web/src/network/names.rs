//! `GET /ledger/systems`: which registered system the names mean that devices use, and deciding it.

use crate::{
    cx::Cx,
    error::{PageError, PageResult},
    form::Fields,
    layout::{Layout, html_with, see},
};
use app::network::Known;
use askama::Template;
use axum::http::StatusCode;
use domain::{
    access::View,
    id::SystemId,
    journal::Seq,
    ledger::{System, SystemAlias, SystemDraft, SystemKind, name_key},
    vendor::Line,
};
use store::ledger::UsedName;

/// A name that devices use.
pub(crate) struct NameLine {
    words: String,
    devices: usize,
    /// The system that it means.
    system: Option<(SystemId, String)>,
    /// Whether a person said so.
    is_said: bool,
    /// The kind that its words look like.
    kind: &'static str,
    /// The list of its devices.
    address: String,
}

#[derive(Template)]
#[template(path = "network/names.html")]
struct ShowPage {
    l: Layout,
    open: Vec<NameLine>,
    joined: Vec<NameLine>,
    systems: Vec<(SystemId, String)>,
    refused: Option<String>,
}

impl ShowPage {
    const fn kinds(&self) -> [SystemKind; SystemKind::ALL.len()] {
        SystemKind::ALL
    }
}

/// `GET /ledger/systems`.
pub(crate) async fn show(cx: Cx) -> PageResult {
    page(&cx, StatusCode::OK, None).await
}

async fn page(cx: &Cx, status: StatusCode, refused: Option<String>) -> PageResult {
    let view = cx.permit::<View>()?;
    let known = Known::load(cx.app(), &view).await?;
    let used = store::ledger::used_names(&cx.app().db, &view).await?;
    let (joined, open) = used.iter().map(|one| line(&known, one)).partition(|line| line.system.is_some());
    let systems = known.systems.iter().map(|one| (one.id, one.stated.name.to_string())).collect();
    html_with(status, &ShowPage { l: Layout::of(cx, "ledger"), open, joined, systems, refused })
}

fn line(known: &Known, used: &UsedName) -> NameLine {
    let key = name_key(&used.words);
    let system = known.system_of(&used.words);
    let own = system.is_some_and(|one| name_key(one.stated.name.as_str()) == key);
    NameLine {
        devices: used.devices(),
        system: system.map(|one| (one.id, one.stated.name.to_string())),
        is_said: !own && known.aliases.iter().any(|one| name_key(one.words.as_str()) == key),
        kind: SystemKind::from_words(&used.words).unwrap_or(SystemKind::Other).code(),
        address: devices_of(&used.words),
        words: used.words.clone(),
    }
}

/// The list of devices that use a name for their system.
pub(crate) fn devices_of(words: &str) -> String {
    let query = serde_urlencoded::to_string([("system", words)]).unwrap_or_default();
    format!("/ledger?{query}")
}

/// `POST /ledger/systems`: a name means a registered system, a new one, or no longer any.
pub(crate) async fn decide(cx: Cx, fields: Fields) -> PageResult {
    let app = cx.app();
    let Ok(words) = Line::parse(fields.text("words")) else {
        return page(&cx, StatusCode::UNPROCESSABLE_ENTITY, Some(cx.t().get("network-names-too-long").into_owned()))
            .await;
    };
    let written = match fields.text("system") {
        "new" => {
            let Ok(stated) = SystemDraft::parse(words.as_str(), fields.text("kind"), None) else {
                let words = cx.t().get("network-names-too-long").into_owned();
                return page(&cx, StatusCode::UNPROCESSABLE_ENTITY, Some(words)).await;
            };
            let system = System { id: app.ids.next(), stated, version: Seq::ZERO };
            Some(store::ledger::record_system(&app.db, &cx.permit()?, app.now(), system).await?)
        }
        "forget" => {
            let alias = SystemAlias { words, system: None };
            store::ledger::record_alias(&app.db, &cx.permit()?, app.now(), alias).await?
        }
        id => {
            let system: SystemId = id.parse().map_err(|_| PageError::BadForm)?;
            let alias = SystemAlias { words, system: Some(system) };
            store::ledger::record_alias(&app.db, &cx.permit()?, app.now(), alias).await?
        }
    };
    Ok(see("/ledger/systems", if written.is_some() { "saved" } else { "nothing-changed" }))
}
