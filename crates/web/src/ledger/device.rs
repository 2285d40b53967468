//! `/ledger/devices/{id}`: one device with where each field comes from, how it came about, and changing it.

use super::list::input;
use crate::{
    cx::Cx,
    error::{PageError, PageResult},
    form::Form,
    layout::{Layout, html, html_with, see},
};
use app::{
    ledger::{EditError, Typed, typed_fields, words},
    network::Known,
    words::T,
};
use askama::Template;
use axum::{extract::Path, http::StatusCode};
use domain::{
    access::View,
    digest::Digest,
    id::DeviceId,
    journal::Seq,
    ledger::{DeviceKind, DeviceStatus, FieldKey, Form as FieldForm, Shown, SourceKind, device_name},
};
use std::collections::BTreeMap;
use store::ledger::{Change, DeviceRecord, Kept};

/// A field with its value and who said it.
struct FieldLine {
    name: String,
    value: String,
    /// `一覧 · 2024-06-10`.
    source: String,
    /// Values that contradict each other, with their sources; empty if none do.
    disputed: Vec<(String, String)>,
    key: FieldKey,
    /// The registered system, vendor or contract that it names: address and name.
    link: Option<(String, String)>,
}

/// One statement, as its page shows it.
struct SaidLine {
    digest: String,
    source: String,
    file: String,
    line: u32,
    says: Vec<String>,
}

/// One step of the history.
struct Step {
    at: String,
    by: String,
    what: String,
    changes: Vec<String>,
}

#[derive(Template)]
#[template(path = "ledger/device.html")]
struct ShowPage {
    l: Layout,
    id: DeviceId,
    version: i64,
    title: String,
    kind: String,
    listed: bool,
    seen: String,
    fields: Vec<FieldLine>,
    software: Vec<String>,
    said: Vec<SaidLine>,
    steps: Vec<Step>,
    refused: Option<String>,
}

impl ShowPage {
    fn has_disputes(&self) -> bool {
        self.fields.iter().any(|field| !field.disputed.is_empty())
    }
}

/// `GET /ledger/devices/{id}`.
pub(crate) async fn show(cx: Cx, Path(id): Path<DeviceId>) -> PageResult {
    show_page(&cx, StatusCode::OK, id, None).await
}

async fn show_page(cx: &Cx, status: StatusCode, id: DeviceId, refused: Option<String>) -> PageResult {
    let (t, db, view) = (cx.t(), &cx.app().db, cx.permit::<View>()?);
    let device = store::ledger::device(db, &view, id).await?;
    let history = store::ledger::history(db, &view, id).await?;
    let files = store::ledger::files(db, &view).await?;
    let known = Known::load(cx.app(), &view).await?;
    let shown = &device.shown;
    let software = shown.fields.get(&FieldKey::Software);
    let page = ShowPage {
        l: Layout::of(cx, "ledger"),
        id,
        version: device.version.get(),
        title: device_name(shown).to_owned(),
        kind: words::shown(t, shown, FieldKey::Kind),
        listed: device.listed,
        seen: device.seen_on.map(|day| t.short_day(day)).unwrap_or_default(),
        fields: FieldKey::ALL.iter().filter_map(|key| field_line(t, shown, *key, &known)).collect(),
        software: software
            .map(|stated| stated.value.parts(FieldForm::Lines).map(str::to_owned).collect())
            .unwrap_or_default(),
        said: device.statements.iter().map(|kept| said_line(t, kept, &files)).collect(),
        steps: steps(t, &history.steps),
        refused,
    };
    html_with(status, &page)
}

fn source(t: T, source: SourceKind, on: time::Date) -> String {
    format!("{} · {}", t.code("ledger-source", source.code()), t.short_day(on))
}

fn field_line(t: T, shown: &Shown, key: FieldKey, known: &Known) -> Option<FieldLine> {
    if key.form() == FieldForm::Lines {
        return None;
    }
    let stated = shown.fields.get(&key)?;
    let dispute = shown.disputes.iter().find(|dispute| dispute.key == key);
    let said = dispute.into_iter().flat_map(|dispute| &dispute.said);
    Some(FieldLine {
        name: words::field(t, key),
        value: words::value(t, key, &stated.value),
        source: source(t, stated.source, stated.on),
        disputed: said.map(|one| (words::value(t, key, &one.value), source(t, one.source, one.on))).collect(),
        link: link(known, key, stated.value.as_str()),
        key,
    })
}

/// Where words lead that name a registered system, vendor or contract.
fn link(known: &Known, key: FieldKey, words: &str) -> Option<(String, String)> {
    match key {
        FieldKey::System => {
            known.system_of(words).map(|one| (format!("/systems/{}", one.id), one.stated.name.to_string()))
        }
        FieldKey::Vendor => {
            known.vendor_named(words).map(|one| (format!("/vendors/{}", one.id), one.stated.name.to_string()))
        }
        FieldKey::Contract => known
            .contract_named(words)
            .map(|one| (format!("/vendors/{}#{}", one.stated.vendor, one.id), one.stated.title.to_string())),
        _ => None,
    }
}

fn said_line(t: T, kept: &Kept, files: &BTreeMap<u32, Change>) -> SaidLine {
    let said = &kept.said;
    let file = said.files.first().and_then(|number| files.get(number));
    let says = said.fields.iter().filter(|(key, _)| key.form() != FieldForm::Lines);
    SaidLine {
        digest: kept.digest.to_string(),
        source: source(t, said.source, said.on),
        file: file.and_then(|change| change.file.as_ref()).map(|(name, _)| name.clone()).unwrap_or_default(),
        line: said.line,
        says: says.map(|(key, value)| format!("{}: {}", words::field(t, *key), words::value(t, *key, value))).collect(),
    }
}

/// Newest first; a change after which the device shows the same is left out.
fn steps(t: T, steps: &[(Change, Shown)]) -> Vec<Step> {
    let nothing = Shown::default();
    let mut before = &nothing;
    let mut told = Vec::new();
    for (change, after) in steps {
        let changes = words::changes(t, before, after);
        if !changes.is_empty() {
            let what = match &change.file {
                Some((name, _)) => t.one("ledger-act-file", "name", name.clone()),
                None => t.code("ledger-act", &change.what).into_owned(),
            };
            told.push(Step { at: t.moment(change.at), by: change.by.clone(), what, changes });
        }
        before = after;
    }
    told.reverse();
    told
}

/// A field of the form.
struct InputLine {
    key: &'static str,
    name: String,
    value: String,
    input: &'static str,
    error: Option<String>,
}

#[derive(Template)]
#[template(path = "ledger/edit.html")]
struct EditPage {
    l: Layout,
    /// Where the form goes.
    action: String,
    title: String,
    version: i64,
    fields: Vec<InputLine>,
    refused: Option<String>,
}

impl EditPage {
    const fn kinds(&self) -> &'static [DeviceKind] {
        DeviceKind::ALL
    }

    const fn statuses(&self) -> &'static [DeviceStatus] {
        DeviceStatus::ALL
    }
}

/// A value as the form holds it: codes where something is chosen.
fn typed_value(t: T, shown: &Shown, key: FieldKey) -> String {
    match input(key) {
        "text" => words::shown(t, shown, key),
        _ => shown.text(key).unwrap_or_default().to_owned(),
    }
}

fn inputs(t: T, value: impl Fn(FieldKey) -> String, wrong: Option<(FieldKey, String)>) -> Vec<InputLine> {
    let line = |key: FieldKey| InputLine {
        key: key.code(),
        name: words::field(t, key),
        value: value(key),
        input: input(key),
        error: wrong.as_ref().filter(|(known, _)| *known == key).map(|(_, words)| words.clone()),
    };
    typed_fields().map(line).collect()
}

/// `GET /ledger/devices/{id}/edit`.
pub(crate) async fn show_edit(cx: Cx, Path(id): Path<DeviceId>) -> PageResult {
    let device = store::ledger::device(&cx.app().db, &cx.permit::<View>()?, id).await?;
    let t = cx.t();
    let fields = inputs(t, |key| typed_value(t, &device.shown, key), None);
    html(&edit_page(&cx, &device, fields, None))
}

fn edit_page(cx: &Cx, device: &DeviceRecord, fields: Vec<InputLine>, refused: Option<String>) -> EditPage {
    EditPage {
        l: Layout::of(cx, "ledger"),
        action: format!("/ledger/devices/{}", device.id),
        title: device_name(&device.shown).to_owned(),
        version: device.version.get(),
        fields,
        refused,
    }
}

/// The fields of a form that are fields of a device.
fn typed(fields: &[(String, String)]) -> Typed {
    let known = fields.iter().filter_map(|(name, value)| Some((FieldKey::from_code(name)?, value.trim().to_owned())));
    known.filter(|(key, _)| typed_fields().any(|one| one == *key)).collect()
}

fn version(fields: &[(String, String)]) -> PageResult<Seq> {
    let found = fields.iter().find(|(name, _)| name == "version").and_then(|(_, value)| value.parse().ok());
    found.map(Seq::new).ok_or(PageError::BadForm)
}

/// `POST /ledger/devices/{id}`.
pub(crate) async fn change(cx: Cx, Path(id): Path<DeviceId>, Form(fields): Form<Vec<(String, String)>>) -> PageResult {
    let (typed, seen, t) = (typed(&fields), version(&fields)?, cx.t());
    let error = match app::ledger::edit(cx.app(), &cx.permit()?, id, seen, &typed, false).await {
        Ok(_) => return Ok(see(&format!("/ledger/devices/{id}"), "saved")),
        Err(error) => error,
    };
    let status = match &error {
        EditError::App(_) => StatusCode::CONFLICT,
        _ => StatusCode::UNPROCESSABLE_ENTITY,
    };
    let key = field_of(&error);
    let words = refused_words(t, error)?;
    let device = store::ledger::device(&cx.app().db, &cx.permit::<View>()?, id).await?;
    let value = |key: FieldKey| typed.get(&key).cloned().unwrap_or_else(|| typed_value(t, &device.shown, key));
    let inputs = inputs(t, value, key.map(|key| (key, words.clone())));
    html_with(status, &edit_page(&cx, &device, inputs, Some(words)))
}

/// The field that a refusal is about.
fn field_of(error: &EditError) -> Option<FieldKey> {
    match error {
        EditError::Value(key, _) | EditError::FromFile(key) => Some(*key),
        EditError::NoIdentity | EditError::App(_) => None,
    }
}

/// Why it was not taken, in words; what is no refusal goes on as an error.
pub(super) fn refused_words(t: T, error: EditError) -> PageResult<String> {
    Ok(match error {
        EditError::Value(key, why) => {
            let field = words::field(t, key);
            let why = t.code("ledger-wrong", why.code()).into_owned();
            t.with("ledger-refused-field", &[("field", field.into()), ("why", why.into())])
        }
        EditError::FromFile(key) => t.one("ledger-from-file", "field", words::field(t, key)),
        EditError::NoIdentity => t.get("ledger-no-identity").into_owned(),
        EditError::App(app::AppError::Store(store::StoreError::Stale)) => {
            t.get("ledger-changed-meanwhile").into_owned()
        }
        EditError::App(other) => return Err(other.into()),
    })
}

/// `POST /ledger/devices/{id}/settle`: one of the values that contradict each other counts.
pub(crate) async fn settle(cx: Cx, Path(id): Path<DeviceId>, Form(fields): Form<Vec<(String, String)>>) -> PageResult {
    let (typed, seen) = (typed(&fields), version(&fields)?);
    match app::ledger::edit(cx.app(), &cx.permit()?, id, seen, &typed, true).await {
        Ok(_) => Ok(see(&format!("/ledger/devices/{id}"), "saved")),
        Err(error) => {
            let words = refused_words(cx.t(), error)?;
            show_page(&cx, StatusCode::CONFLICT, id, Some(words)).await
        }
    }
}

/// `POST /ledger/devices/{id}/part`: what was ticked speaks of another device.
pub(crate) async fn part(cx: Cx, Path(id): Path<DeviceId>, Form(fields): Form<Vec<(String, String)>>) -> PageResult {
    let away = fields.iter().filter(|(name, _)| name == "away").map(|(_, digest)| digest.parse());
    let away: Vec<Digest> = away.collect::<Result<_, _>>().map_err(|_| PageError::BadForm)?;
    match app::ledger::part(cx.app(), &cx.permit()?, id, version(&fields)?, &away).await {
        Ok(new) => Ok(see(&format!("/ledger/devices/{new}"), "device-parted")),
        Err(EditError::App(app::AppError::Store(store::StoreError::Stale))) => {
            let words = cx.t().get("ledger-part-wrong").into_owned();
            show_page(&cx, StatusCode::CONFLICT, id, Some(words)).await
        }
        Err(error) => {
            let words = refused_words(cx.t(), error)?;
            show_page(&cx, StatusCode::UNPROCESSABLE_ENTITY, id, Some(words)).await
        }
    }
}

/// `GET /ledger/new`.
pub(crate) async fn show_new(cx: Cx) -> PageResult {
    let fields = inputs(cx.t(), |_| String::new(), None);
    html(&new_page(&cx, fields, None))
}

fn new_page(cx: &Cx, fields: Vec<InputLine>, refused: Option<String>) -> EditPage {
    let title = cx.t().get("ledger-new-title").into_owned();
    EditPage { l: Layout::of(cx, "ledger"), action: "/ledger".to_owned(), title, version: 0, fields, refused }
}

/// `POST /ledger`.
pub(crate) async fn add(cx: Cx, Form(fields): Form<Vec<(String, String)>>) -> PageResult {
    let (typed, t) = (typed(&fields), cx.t());
    match app::ledger::add(cx.app(), &cx.permit()?, &typed).await {
        Ok(id) => Ok(see(&format!("/ledger/devices/{id}"), "device-added")),
        Err(error) => {
            let key = field_of(&error);
            let words = refused_words(t, error)?;
            let value = |key: FieldKey| typed.get(&key).cloned().unwrap_or_default();
            let inputs = inputs(t, value, key.map(|key| (key, words.clone())));
            html_with(StatusCode::UNPROCESSABLE_ENTITY, &new_page(&cx, inputs, Some(words)))
        }
    }
}
