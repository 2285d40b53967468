//! `GET /ledger/inbox`: devices that share a key and are held apart, and fields that contradict. A person decides.

use super::device::refused_words;
use crate::{
    cx::Cx,
    error::{PageError, PageResult},
    form::Form,
    layout::{Layout, html_with, see},
};
use app::ledger::{EditError, words};
use askama::Template;
use axum::http::StatusCode;
use domain::{
    access::View,
    id::DeviceId,
    ledger::{FieldKey, device_name},
};
use store::{
    StoreError,
    ledger::{Filter, OpenConflict},
};

/// Cases that the page shows at once.
const MOST: usize = 50;

/// A device of a case.
struct DeviceView {
    id: DeviceId,
    name: String,
    facts: Vec<String>,
}

/// Devices that share a key.
struct Case {
    seq: i64,
    place: u32,
    words: String,
    devices: Vec<DeviceView>,
}

#[derive(Template)]
#[template(path = "ledger/inbox.html")]
struct InboxPage {
    l: Layout,
    cases: Vec<Case>,
    /// Devices of which fields contradict: address and name.
    disputed: Vec<(DeviceId, String)>,
    more: usize,
    refused: Option<String>,
}

/// `GET /ledger/inbox`.
pub(crate) async fn show(cx: Cx) -> PageResult {
    page(&cx, StatusCode::OK, None).await
}

async fn page(cx: &Cx, status: StatusCode, refused: Option<String>) -> PageResult {
    let (db, view) = (&cx.app().db, cx.permit::<View>()?);
    let mut cases = Vec::new();
    for open in store::ledger::conflicts(db, &view, MOST).await? {
        cases.push(case(cx, open).await?);
    }
    let filter = Filter { disputed: true, ..Filter::default() };
    let (found, total) = store::ledger::list(db, &view, &filter, MOST, 0).await?;
    let disputed: Vec<_> = found.iter().map(|one| (one.id, device_name(&one.shown).to_owned())).collect();
    let more = total - disputed.len().min(total);
    html_with(status, &InboxPage { l: Layout::of(cx, "ledger"), cases, disputed, more, refused })
}

/// Fields by which a person sees whether two devices are one.
const SEEN_BY: [FieldKey; 9] = [
    FieldKey::AssetNumber,
    FieldKey::Serial,
    FieldKey::HostName,
    FieldKey::Macs,
    FieldKey::Addresses,
    FieldKey::Maker,
    FieldKey::Model,
    FieldKey::Room,
    FieldKey::Department,
];

async fn case(cx: &Cx, open: OpenConflict) -> PageResult<Case> {
    let (t, view) = (cx.t(), cx.permit::<View>()?);
    let mut devices = Vec::new();
    for id in &open.conflict.devices {
        let found = match store::ledger::device(&cx.app().db, &view, *id).await {
            Ok(found) => found,
            // It was joined with another one since.
            Err(StoreError::NotFound) => continue,
            Err(error) => return Err(error.into()),
        };
        let facts = SEEN_BY.iter().filter(|key| found.shown.text(**key).is_some());
        let facts = facts.map(|key| format!("{}: {}", words::field(t, *key), words::shown(t, &found.shown, *key)));
        devices.push(DeviceView { id: *id, name: device_name(&found.shown).to_owned(), facts: facts.collect() });
    }
    let key = format!("{} {}", t.code("ledger-key", open.conflict.key.code()), open.conflict.value);
    let apart = t.code("ledger-key", open.conflict.apart_by.code()).into_owned();
    let words = t.with("ledger-conflict-key", &[("key", key.into()), ("apart", apart.into())]);
    Ok(Case { seq: open.at.0, place: open.at.1, words, devices })
}

/// The devices of a form, and the case that it settles.
type Sent = (Vec<DeviceId>, Option<(i64, u32)>);

fn sent(fields: &[(String, String)]) -> PageResult<Sent> {
    let ids = fields.iter().filter(|(name, _)| name == "device").map(|(_, id)| id.parse());
    let ids: Vec<DeviceId> = ids.collect::<Result<_, _>>().map_err(|_| PageError::BadForm)?;
    let number = |name: &str| fields.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str());
    let settles = number("seq").and_then(|seq| seq.parse().ok()).zip(number("place").and_then(|at| at.parse().ok()));
    if ids.is_empty() { Err(PageError::BadForm) } else { Ok((ids, settles)) }
}

async fn done(cx: &Cx, result: Result<Option<domain::journal::Seq>, EditError>) -> PageResult {
    match result {
        Ok(_) => Ok(see("/ledger/inbox", "saved")),
        Err(error) => {
            let words = refused_words(cx.t(), error)?;
            page(cx, StatusCode::CONFLICT, Some(words)).await
        }
    }
}

/// `POST /ledger/inbox/join`: these are one device.
pub(crate) async fn join(cx: Cx, Form(fields): Form<Vec<(String, String)>>) -> PageResult {
    let (ids, settles) = sent(&fields)?;
    let result = app::ledger::join(cx.app(), &cx.permit()?, &ids, settles).await;
    done(&cx, result).await
}

/// `POST /ledger/inbox/apart`: these are different devices.
pub(crate) async fn apart(cx: Cx, Form(fields): Form<Vec<(String, String)>>) -> PageResult {
    let (ids, settles) = sent(&fields)?;
    let result = app::ledger::keep_apart(cx.app(), &cx.permit()?, &ids, settles).await;
    done(&cx, result).await
}
