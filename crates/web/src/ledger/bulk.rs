//! `POST /ledger/bulk` and `/ledger/bulk/apply`: the same said of many devices. What it would change is shown first.

use super::{
    device::refused_words,
    list::{Asked, page},
};
use crate::{
    cx::Cx,
    error::{PageError, PageResult},
    form::Fields,
    layout::{Layout, html_with, see},
};
use app::ledger::{
    Typed,
    bulk::{BulkLine, BulkPreview, Looked},
    words,
};
use askama::Template;
use axum::http::StatusCode;
use domain::{
    access::{ManageLedger, View},
    id::DeviceId,
    ledger::{FieldKey, Value},
};

/// Fields that are said of many devices at once.
pub(super) const BULK: [FieldKey; 14] = [
    FieldKey::Kind,
    FieldKey::Status,
    FieldKey::Department,
    FieldKey::Building,
    FieldKey::Floor,
    FieldKey::Room,
    FieldKey::Owner,
    FieldKey::System,
    FieldKey::Vendor,
    FieldKey::SupportEnd,
    FieldKey::Backup,
    FieldKey::Antivirus,
    FieldKey::DisposedOn,
    FieldKey::Erasure,
];
/// Fields that one form fills in: what a move or a disposal needs.
pub(super) const AT_ONCE: usize = 4;
/// Devices that one action changes at most. Our choice: a large house's terminals, and one entry of some megabytes.
const MOST_AT_ONCE: usize = 2_000;
/// Devices that a preview names; the rest is counted, and written all the same.
const SHOWN: usize = 200;

#[derive(Template)]
#[template(path = "ledger/bulk.html")]
struct BulkPage {
    l: Layout,
    /// The choice of the list, to go back to.
    query: String,
    /// What is said, in words.
    said: Vec<String>,
    fields: Vec<(&'static str, String)>,
    plan: BulkPreview,
    /// Whether devices changed since they were looked at.
    moved: bool,
}

impl BulkPage {
    fn named(&self) -> &[BulkLine] {
        self.plan.changed.get(..SHOWN).unwrap_or(&self.plan.changed)
    }

    fn more(&self) -> usize {
        self.plan.changed.len() - self.named().len()
    }
}

/// `POST /ledger/bulk`: what would change, or that somebody saw the chosen devices.
pub(crate) async fn bulk(cx: Cx, fields: Fields) -> PageResult {
    let ids: Result<Vec<DeviceId>, _> = fields.all("device").map(str::parse).collect();
    let mut ids = ids.map_err(|_| PageError::BadForm)?;
    let asked: Asked = serde_urlencoded::from_str(fields.text("query")).map_err(|_| PageError::BadForm)?;
    let refuse = async |words: String, asked: Asked, ids: Vec<DeviceId>| {
        page(&cx, StatusCode::UNPROCESSABLE_ENTITY, asked, Some(words), ids).await
    };
    if fields.text("all") == "yes" {
        let filter = asked.filter(cx.app().today());
        let (found, total) = store::ledger::list(&cx.app().db, &cx.permit::<View>()?, &filter, MOST_AT_ONCE, 0).await?;
        if total > MOST_AT_ONCE {
            return refuse(cx.t().one("ledger-bulk-too-many", "count", MOST_AT_ONCE), asked, ids).await;
        }
        ids = found.iter().map(|one| one.id).collect();
    }
    if ids.is_empty() {
        return refuse(cx.t().get("ledger-bulk-none").into_owned(), asked, ids).await;
    }
    if fields.text("do") == "confirm" {
        return match app::ledger::confirm(cx.app(), &cx.permit()?, &ids).await {
            Ok(_) => Ok(see(&address(&asked), "saved")),
            Err(error) => refuse(refused_words(cx.t(), error)?, asked, ids).await,
        };
    }
    let typed = typed(&fields)?;
    if typed.is_empty() {
        return refuse(cx.t().get("ledger-bulk-empty").into_owned(), asked, ids).await;
    }
    let looked: Vec<Looked> = ids.iter().map(|id| (*id, None)).collect();
    match app::ledger::bulk::preview(cx.app(), &cx.permit::<ManageLedger>()?, &looked, &typed, cx.t()).await {
        Ok(plan) => preview_page(&cx, StatusCode::OK, &asked, &typed, plan, false),
        Err(error) => refuse(refused_words(cx.t(), error)?, asked, ids).await,
    }
}

/// Fields with their values, in pairs as the form has them. One whose value is empty is left alone, unless values are to be taken back.
fn typed(fields: &Fields) -> PageResult<Typed> {
    let clears = fields.text("clear") == "yes";
    let mut typed = Typed::new();
    for (code, value) in fields.all("field").zip(fields.all("value")) {
        let value = value.trim();
        if code.is_empty() || (value.is_empty() && !clears) {
            continue;
        }
        let key = FieldKey::from_code(code).filter(|key| BULK.contains(key)).ok_or(PageError::BadForm)?;
        typed.insert(key, value.to_owned());
    }
    Ok(typed)
}

fn address(asked: &Asked) -> String {
    format!("/ledger?{}", asked.query()).trim_end_matches('?').to_owned()
}

fn preview_page(
    cx: &Cx,
    status: StatusCode,
    asked: &Asked,
    typed: &Typed,
    plan: BulkPreview,
    moved: bool,
) -> PageResult {
    let t = cx.t();
    let said = typed.iter().map(|(key, text)| {
        let value = Value::parse(*key, text).ok().flatten().map(|value| words::value(t, *key, &value));
        let value = value.unwrap_or_else(|| t.get("ledger-bulk-cleared").into_owned());
        t.with("ledger-bulk-says", &[("field", words::field(t, *key).into()), ("value", value.into())])
    });
    let page = BulkPage {
        l: Layout::of(cx, "ledger"),
        query: asked.query(),
        said: said.collect(),
        fields: typed.iter().map(|(key, text)| (key.code(), text.clone())).collect(),
        plan,
        moved,
    };
    html_with(status, &page)
}

/// `POST /ledger/bulk/apply`: what was shown is written, or it says what changed since.
pub(crate) async fn apply(cx: Cx, fields: Fields) -> PageResult {
    let asked: Asked = serde_urlencoded::from_str(fields.text("query")).map_err(|_| PageError::BadForm)?;
    let mut typed = Typed::new();
    for (code, value) in fields.starting("say-") {
        let key = FieldKey::from_code(code).filter(|key| BULK.contains(key)).ok_or(PageError::BadForm)?;
        typed.insert(key, value.to_owned());
    }
    let mut looked: Vec<Looked> = Vec::new();
    for chosen in fields.all("device") {
        let (id, stands) = chosen.split_once('.').ok_or(PageError::BadForm)?;
        looked.push((id.parse().map_err(|_| PageError::BadForm)?, Some(stands.to_owned())));
    }
    if looked.len() > MOST_AT_ONCE || looked.is_empty() || typed.is_empty() {
        return Err(PageError::BadForm);
    }
    match app::ledger::bulk::apply(cx.app(), &cx.permit::<ManageLedger>()?, &looked, &typed, cx.t()).await {
        Ok(Ok(changed)) => Ok(see(&address(&asked), if changed.is_some() { "saved" } else { "nothing-changed" })),
        Ok(Err(plan)) => preview_page(&cx, StatusCode::CONFLICT, &asked, &typed, plan, true),
        Err(error) => {
            let words = refused_words(cx.t(), error)?;
            page(&cx, StatusCode::UNPROCESSABLE_ENTITY, asked, Some(words), Vec::new()).await
        }
    }
}
