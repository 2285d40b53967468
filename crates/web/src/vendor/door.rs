//! The vendors' own door: pages on their own listener that open one request by its link, and nothing else. No session, no
//! login, no other room: a page here is made of the link's own request alone.

use super::{
    beside::{RecordView, SaidView, access_words, disclosure_words, records, said},
    reply::template_name,
};
use crate::{
    Site,
    access::From,
    asset,
    download::hand_out,
    form::Form,
    intake::refusal_words,
    protection::{self, same_origin},
};
use app::{
    App, AppError,
    intake::{IntakeError, Refused},
    vendor::{
        Came, OpenLink, RequestForm, TypedFault, TypedForm, TypedItem, TypedSaid, hand_in, handed_in, open_link,
        read_reply, template,
    },
    words::{self, T},
    workbook::{MEDIA_TYPE, official_words, request_workbook},
};
use askama::Template;
use axum::{
    Router,
    extract::{DefaultBodyLimit, FromRequest as _, Multipart, Path, Query, Request, State},
    http::{HeaderMap, StatusCode, header},
    response::{Html, IntoResponse as _, Redirect, Response},
    routing::{get, post},
};
use domain::{
    assessment::{Asked, RoundNo},
    calendar::iso,
    catalog::{Item, ItemId},
    vendor::{AnswerFault, SubmissionState},
};
use messages::Lang;
use serde::Deserialize;
use store::StoreError;

/// Every route of the door, for tests that try each of them.
pub const ROUTES: [(&str, &str); 6] = [
    ("GET", "/v/{token}"),
    ("POST", "/v/{token}"),
    ("GET", "/v/{token}/workbook"),
    ("GET", "/v/{token}/answer-file"),
    ("POST", "/v/{token}/file"),
    ("GET", "/assets/{*path}"),
];

/// The largest file that is taken by a link, in bytes, and the room for the fields beside it.
const MAX_REPLY: usize = MAX_WORKBOOK + (64 << 10);
/// The largest workbook: as for everybody.
const MAX_WORKBOOK: usize = 20 << 20;

/// The door's routes with the protection that every page has, but without sessions: a link is its own key.
pub(crate) fn router(site: &Site) -> Router {
    let routes = Router::new()
        .route("/v/{token}", get(show).post(write))
        .route("/v/{token}/workbook", get(save_workbook))
        .route("/v/{token}/answer-file", get(save_answer_file))
        .route("/v/{token}/file", post(take_file).layer(DefaultBodyLimit::max(MAX_REPLY)))
        .route("/assets/{*path}", get(asset::serve))
        .fallback(nowhere);
    protection::wrap_door(routes, site)
}

/// The frame of the door's pages.
pub(crate) struct Frame {
    pub(crate) t: T,
    /// This page's address without the language, empty where nothing may be repeated.
    pub(crate) path: String,
}

impl Frame {
    pub(crate) fn asset(&self, name: &str) -> &'static str {
        asset::address(name)
    }

    pub(crate) fn version(&self) -> &'static str {
        env!("CARGO_PKG_VERSION")
    }
}

#[derive(Debug, Deserialize)]
pub(crate) struct Asking {
    #[serde(default)]
    lang: Option<String>,
    #[serde(default)]
    done: Option<String>,
}

fn language(asking: &Asking, headers: &HeaderMap) -> T {
    let chosen = asking.lang.as_deref().and_then(Lang::from_code);
    let accepted = || headers.get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok());
    T::new(chosen.unwrap_or_else(|| accepted().map_or(Lang::Ja, Lang::from_accept_language)))
}

#[derive(Template)]
#[template(path = "vendor/door_message.html")]
struct MessagePage {
    l: Frame,
    title: String,
    text: String,
}

/// Why a page of the door shows nothing.
#[derive(Debug, Clone, Copy)]
enum Shut {
    Refused,
    Throttled { seconds: i64 },
    Failed,
    BadForm,
}

impl Shut {
    const fn code(self) -> &'static str {
        match self {
            Self::Refused => "refused",
            Self::Throttled { .. } => "throttled",
            Self::Failed => "failed",
            Self::BadForm => "bad-form",
        }
    }

    const fn status(self) -> StatusCode {
        match self {
            Self::Refused => StatusCode::NOT_FOUND,
            Self::Throttled { .. } => StatusCode::TOO_MANY_REQUESTS,
            Self::Failed => StatusCode::INTERNAL_SERVER_ERROR,
            Self::BadForm => StatusCode::BAD_REQUEST,
        }
    }
}

/// One item on the page.
struct ItemView {
    id: String,
    reference: String,
    /// What it is about: サーバ, 端末PC.
    group: String,
    words: String,
    translation: Option<String>,
    /// はい stands from an earlier round: it may be confirmed again, and need not be.
    stands: bool,
    /// What stood before this round, in words.
    before: String,
    typed: TypedItem,
    error: Option<String>,
    /// Field that the error is about: `choice`, `on`, `target`.
    field: &'static str,
}

#[derive(Template)]
#[template(path = "vendor/door.html")]
struct FormPage {
    l: Frame,
    lang: &'static str,
    facility: String,
    vendor: String,
    title: String,
    year: String,
    round: u8,
    due: String,
    overdue: bool,
    expires: String,
    saved: i64,
    saved_at: String,
    remark: String,
    name: String,
    post: String,
    name_wrong: bool,
    post_wrong: bool,
    items: Vec<ItemView>,
    records: Vec<RecordView>,
    complete: bool,
    /// Whether there is no other way in, or none at all.
    complete_words: String,
    /// What a file named beside the form, in words.
    offered: Vec<String>,
    /// What of a file can't be taken, with its cell or field.
    refused: Vec<Refused>,
    /// Why nothing of a file was taken.
    refusal: String,
    first_day: String,
    last_day: String,
    today: String,
    wrong: usize,
    meanwhile: bool,
    /// `saved`, `read`, or empty.
    done: &'static str,
}

/// One answer that was handed in.
struct Given {
    reference: String,
    words: String,
    answer: &'static str,
    on: String,
    target: String,
    note: String,
}

#[derive(Template)]
#[template(path = "vendor/door_done.html")]
struct DonePage {
    l: Frame,
    facility: String,
    vendor: String,
    title: String,
    year: String,
    round: u8,
    /// `waiting`, `accepted` or `closed`.
    state: &'static str,
    at: String,
    by: String,
    digest: String,
    given: Vec<Given>,
    said: Vec<SaidView>,
}

/// Whoever came with a link: the language, the address of the page, and what the link opens.
struct Guest {
    t: T,
    token: String,
}

impl Guest {
    fn frame(&self) -> Frame {
        Frame { t: self.t, path: format!("/v/{}", self.token) }
    }

    fn shut(&self, why: Shut) -> Response {
        let seconds = if let Shut::Throttled { seconds } = why { seconds } else { 0 };
        let text = format!("vendor-door-{}-text", why.code());
        let shut = MessagePage {
            l: Frame { t: self.t, path: String::new() },
            title: self.t.get(&format!("vendor-door-{}-title", why.code())).into_owned(),
            text: self.t.with(&text, &[("seconds", seconds.into())]),
        };
        page(why.status(), &shut)
    }

    fn refused(&self, error: &AppError) -> Response {
        match error {
            AppError::LinkRefused => self.shut(Shut::Refused),
            AppError::Throttled { seconds } => self.shut(Shut::Throttled { seconds: *seconds }),
            other => {
                // The address holds the token: only the error is said.
                tracing::error!("a vendor's page: {other}");
                self.shut(Shut::Failed)
            }
        }
    }
}

fn page(status: StatusCode, page: &impl Template) -> Response {
    match page.render() {
        Ok(html) => (status, Html(html)).into_response(),
        Err(error) => {
            tracing::error!("a vendor's page: {error}");
            StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }
    }
}

async fn nowhere(Query(asking): Query<Asking>, headers: HeaderMap) -> Response {
    let guest = Guest { t: language(&asking, &headers), token: String::new() };
    guest.shut(Shut::Refused)
}

/// `GET /v/{token}`.
async fn show(
    State(site): State<Site>,
    from: From,
    Path(token): Path<String>,
    Query(asking): Query<Asking>,
    headers: HeaderMap,
) -> Response {
    let guest = Guest { t: language(&asking, &headers), token };
    let link = match open_link(&site.app, &guest.token, &from.0).await {
        Ok(link) => link,
        Err(error) => return guest.refused(&error),
    };
    let shown = match link.form.is_open() {
        true => open_page(&site.app, &guest, &link, asking.done.as_deref()),
        false => done_page(&site.app, &guest, &link.form),
    };
    shown.unwrap_or_else(|error| guest.refused(&error))
}

fn open_page(app: &App, guest: &Guest, link: &OpenLink, done: Option<&str>) -> Result<Response, AppError> {
    let done = match done {
        Some("read") => "read",
        Some(_) => "saved",
        None => "",
    };
    let before = link.form.newest().map(|newest| handed_in(app, &link.form, newest)).transpose()?;
    let typed = link.form.typed(link.draft.as_ref(), before.as_ref());
    let said = Said { done, ..Said::default() };
    Ok(page(StatusCode::OK, &form_page(app, guest, link, &typed, &said)?))
}

/// What the page says beside the form.
#[derive(Default)]
struct Said {
    faults: Vec<TypedFault>,
    meanwhile: bool,
    done: &'static str,
    refused: Vec<Refused>,
    refusal: String,
}

fn form_page(app: &App, guest: &Guest, link: &OpenLink, typed: &TypedForm, said: &Said) -> Result<FormPage, AppError> {
    let (t, form, asked) = (guest.t, &link.form, &link.form.asked);
    let year = asked.assessment.fiscal_year;
    let draft = link.draft.as_ref();
    let remark = match form.newest().map(|newest| &newest.state) {
        Some(SubmissionState::Returned(remark)) => remark.to_string(),
        _ => String::new(),
    };
    let today = app.today();
    let items = form.asked_items()?.into_iter().map(|(item, asked)| item_view(app, t, form, item, asked, typed, said));
    Ok(FormPage {
        l: guest.frame(),
        lang: t.lang().code(),
        facility: asked.facility.stated.name.to_string(),
        vendor: asked.vendor.stated.name.to_string(),
        title: title(app, t, form)?,
        year: t.year(year),
        round: asked.request.round.number(),
        due: t.day(asked.request.due_on),
        overdue: today > asked.request.due_on,
        expires: t.short_day(link.expires_on),
        saved: draft.map_or(0, |kept| kept.saved),
        saved_at: draft.map(|kept| t.moment(kept.saved_at)).unwrap_or_default(),
        remark,
        name: typed.name.clone(),
        post: typed.post.clone(),
        name_wrong: said.faults.contains(&TypedFault::Name),
        post_wrong: said.faults.contains(&TypedFault::Post),
        items: items.collect(),
        records: records(t, form, typed, |key| {
            said.faults.iter().any(|fault| matches!(fault, TypedFault::Said(of) if of.is_of_the_same(key)))
        }),
        complete: typed.complete,
        complete_words: t.get(form.complete_question()).into_owned(),
        offered: offered(t, typed),
        refused: said.refused.clone(),
        refusal: said.refusal.clone(),
        first_day: iso(year.first_day()),
        last_day: iso(year.last_day()),
        today: iso(today.min(year.last_day())),
        wrong: said.faults.len(),
        meanwhile: said.meanwhile,
        done: said.done,
    })
}

/// What a file named beside the form: it is handed in with the rest.
fn offered(t: T, typed: &TypedForm) -> Vec<String> {
    let ways = typed.accesses.iter().map(|one| access_words(t, one));
    ways.chain(typed.disclosures.iter().map(|one| disclosure_words(t, one))).collect()
}

fn title(app: &App, t: T, form: &RequestForm) -> Result<String, AppError> {
    let printed = &form.form()?.printed_label;
    let english = if t.is_ja() { None } else { app.catalog.translation_of(printed) };
    Ok(english.unwrap_or(printed).to_owned())
}

fn item_view(
    app: &App,
    t: T,
    form: &RequestForm,
    item: &Item,
    asked: Asked,
    typed: &TypedForm,
    said: &Said,
) -> ItemView {
    let mut typed = typed.items.get(&item.id).cloned().unwrap_or_default();
    if typed.on.is_empty() && asked == Asked::Due {
        // Most answers are given on one day; a day alone is no answer.
        typed.on = iso(app.today().min(form.asked.assessment.fiscal_year.last_day()));
    }
    let (field, error) = said.faults.iter().find_map(|fault| fault_words(t, fault, &item.id)).unzip();
    ItemView {
        id: item.id.to_string(),
        reference: item.reference.clone(),
        group: form.group(item).unwrap_or_default(),
        words: official_words(t, item, &form.verification),
        translation: if t.is_ja() { None } else { app.catalog.translation(&item.official).map(str::to_owned) },
        stands: asked == Asked::Stands,
        before: before(t, form, &item.id),
        typed,
        error,
        field: field.unwrap_or_default(),
    }
}

/// What the vendor's earlier round said: answer, day and 目標日. Never who of the institution confirmed it, nor its notes.
fn before(t: T, form: &RequestForm, item: &ItemId) -> String {
    let round = form.asked.request.round;
    let Some(row) = form.asked.rows.get(item).filter(|_| round != RoundNo::First) else { return String::new() };
    let slot = row.state.before(round);
    let Some(on) = slot.on() else { return String::new() };
    let answer = t.code("assessment-answer", slot.code());
    let target = row.state.target_date.filter(|_| slot.is_no());
    let target = target.map(|target| format!(" · {} {}", t.get("assessment-target"), t.short_day(target.day())));
    format!("{answer} {}{}", t.short_day(on), target.unwrap_or_default())
}

pub(super) fn fault_words(t: T, fault: &TypedFault, item: &ItemId) -> Option<(&'static str, String)> {
    let get = |field: &'static str, key: &str| Some((field, t.get(key).into_owned()));
    match fault {
        TypedFault::Day(of, target) if of == item => {
            get(if *target { "target" } else { "on" }, "vendor-contract-day-wrong")
        }
        TypedFault::Answer(of, AnswerFault::Unanswered) if of == item => get("choice", "vendor-door-unanswered"),
        TypedFault::Answer(of, AnswerFault::TargetDateMissing) if of == item => {
            get("target", "vendor-door-target-missing")
        }
        TypedFault::Answer(of, AnswerFault::Draft(error)) if of == item => Some(words::refused_draft(t, error)),
        _ => None,
    }
}

fn done_page(app: &App, guest: &Guest, form: &RequestForm) -> Result<Response, AppError> {
    let (t, asked) = (guest.t, &form.asked);
    let newest = form.newest();
    let frozen = newest.map(|newest| handed_in(app, form, newest)).transpose()?;
    let state = match newest.map(|newest| &newest.state) {
        _ if asked.request.closed.is_some() => "closed",
        Some(SubmissionState::Waiting) => "waiting",
        _ => "accepted",
    };
    let printed = form.form()?;
    let given = frozen.iter().flat_map(|frozen| &frozen.items).filter_map(|one| {
        let item = printed.item(&one.item)?;
        Some(Given {
            reference: form.reference(item).ok()?,
            words: official_words(t, item, &form.verification),
            answer: if one.answer == domain::assessment::Choice::Yes { "yes" } else { "no" },
            on: t.short_day(one.on),
            target: one.target_date.map(|day| t.short_day(day)).unwrap_or_default(),
            note: one.note.clone(),
        })
    });
    let done = DonePage {
        l: guest.frame(),
        facility: asked.facility.stated.name.to_string(),
        vendor: asked.vendor.stated.name.to_string(),
        title: title(app, t, form)?,
        year: t.year(asked.assessment.fiscal_year),
        round: asked.request.round.number(),
        state,
        at: newest.map(|newest| t.moment(newest.received_at)).unwrap_or_default(),
        by: newest.map(|newest| newest.answered_by.to_string()).unwrap_or_default(),
        digest: newest.map(|newest| newest.frozen.to_string()).unwrap_or_default(),
        given: given.collect(),
        said: frozen.iter().flat_map(|frozen| said(t, form, &frozen.beside)).collect(),
    };
    Ok(page(StatusCode::OK, &done))
}

/// `POST /v/{token}`: saves what was typed, or hands it in.
async fn write(
    State(site): State<Site>,
    from: From,
    Path(token): Path<String>,
    Query(asking): Query<Asking>,
    headers: HeaderMap,
    form: Result<Form<Vec<(String, String)>>, crate::error::PageError>,
) -> Response {
    let guest = Guest { t: language(&asking, &headers), token };
    if !same_origin(&headers) {
        return guest.shut(Shut::Refused);
    }
    let Ok(Form(fields)) = form else { return guest.shut(Shut::BadForm) };
    match written(&site.app, &guest, &from.0, &fields).await {
        Ok(response) => response,
        Err(error) => guest.refused(&error),
    }
}

async fn written(app: &App, guest: &Guest, from: &str, fields: &[(String, String)]) -> Result<Response, AppError> {
    let link = open_link(app, &guest.token, from).await?;
    if !link.form.is_open() {
        // Answering after it was handed in or closed: nothing is overwritten, and the page says how it stands.
        let shown = done_page(app, guest, &link.form)?;
        return Ok((StatusCode::CONFLICT, shown).into_response());
    }
    let text = |name: &str| fields.iter().find(|(known, _)| known == name).map_or("", |(_, value)| value.as_str());
    let saved: i64 = text("saved").parse().unwrap_or_default();
    let typed = typed(&link, fields)?;
    let conflict = |said: Said| -> Result<Response, AppError> {
        Ok(page(StatusCode::CONFLICT, &form_page(app, guest, &link, &typed, &said)?))
    };
    if link.draft.as_ref().map_or(0, |kept| kept.saved) != saved {
        return conflict(Said { meanwhile: true, ..Said::default() });
    }
    if text("do") != "hand-in" {
        let kept = serde_json::to_string(&typed).map_err(|error| AppError::Internal(error.to_string()))?;
        return match store::vendor::save_draft(&app.db, &link.permit, app.now(), saved, &kept).await {
            Ok(_) => Ok(back(guest, "saved")),
            Err(StoreError::Stale) => conflict(Said { meanwhile: true, ..Said::default() }),
            Err(other) => Err(other.into()),
        };
    }
    match link.form.check(&typed, app.today())? {
        Err(faults) => {
            let said = Said { faults, ..Said::default() };
            Ok(page(StatusCode::UNPROCESSABLE_ENTITY, &form_page(app, guest, &link, &typed, &said)?))
        }
        Ok(complete) => {
            match hand_in(app, &link.permit, &link.form, complete, typed.came.clone().unwrap_or(Came::LINK)).await {
                Ok(_) => Ok(back(guest, "handed-in")),
                Err(AppError::Store(StoreError::Exists(_))) => conflict(Said { meanwhile: true, ..Said::default() }),
                Err(other) => Err(other),
            }
        }
    }
}

fn back(guest: &Guest, done: &str) -> Response {
    Redirect::to(&format!("/v/{}?lang={}&done={done}", guest.token, guest.t.lang().code())).into_response()
}

/// Longest text of one field that is kept in a draft, in bytes: more than any of them can be.
const MAX_TEXT: usize = 16 << 10;

/// Fields of items and records that the form asks; anything else is not looked at. What a file named beside the form stays.
fn typed(link: &OpenLink, fields: &[(String, String)]) -> Result<TypedForm, AppError> {
    let text = |name: &str| {
        let found = fields.iter().find(|(known, _)| known == name).map_or("", |(_, value)| value.as_str());
        found.get(..found.len().min(MAX_TEXT)).unwrap_or_default().to_owned()
    };
    let form = &link.form;
    let items = form.asked_items()?.into_iter().map(|(item, _)| {
        let of = |field: &str| text(&format!("{field}:{}", item.id));
        let typed = TypedItem { choice: of("choice"), on: of("on"), target: of("target"), note: of("note") };
        (item.id.clone(), typed)
    });
    let named = fields.iter().filter_map(|(name, _)| name.strip_prefix("so:")?.parse().ok());
    let said = named.take(MAX_RECORDS).map(|key: domain::vendor::RecordKey| {
        (key, TypedSaid { so: text(&format!("so:{key}")), note: text(&format!("note:{key}")) })
    });
    let kept = form.typed(link.draft.as_ref(), None);
    let typed = TypedForm {
        name: text("name"),
        post: text("post"),
        items: items.collect(),
        said: said.collect(),
        complete: !text("complete").is_empty(),
        accesses: kept.accesses.clone(),
        disclosures: kept.disclosures.clone(),
        came: None,
    };
    Ok(typed.coming_as(&kept))
}

/// The most records that are looked at: more than a vendor has.
const MAX_RECORDS: usize = 2_000;

/// `GET /v/{token}/workbook`: the form of this request, to fill in offline.
async fn save_workbook(
    State(site): State<Site>,
    from: From,
    Path(token): Path<String>,
    Query(asking): Query<Asking>,
    headers: HeaderMap,
) -> Response {
    let guest = Guest { t: language(&asking, &headers), token };
    let written = async {
        let link = open_link(&site.app, &guest.token, &from.0).await?;
        request_workbook(&site.app, &link.form, guest.t)
    };
    match written.await {
        Ok(written) => hand_out(written.bytes, MEDIA_TYPE, "attachment", &written.name)
            .unwrap_or_else(|_| guest.shut(Shut::Failed)),
        Err(error) => guest.refused(&error),
    }
}

/// `GET /v/{token}/answer-file`: an answer file to fill in.
async fn save_answer_file(
    State(site): State<Site>,
    from: From,
    Path(token): Path<String>,
    Query(asking): Query<Asking>,
    headers: HeaderMap,
) -> Response {
    let guest = Guest { t: language(&asking, &headers), token };
    let written = async {
        let link = open_link(&site.app, &guest.token, &from.0).await?;
        Ok::<_, AppError>((template(&link.form)?, template_name(&link.form)))
    };
    match written.await {
        Ok((bytes, name)) => {
            hand_out(bytes, "application/json", "attachment", &name).unwrap_or_else(|_| guest.shut(Shut::Failed))
        }
        Err(error) => guest.refused(&error),
    }
}

/// `POST /v/{token}/file`: a filled-in workbook or answer file becomes what was typed; it is looked at and handed in on the page.
async fn take_file(
    State(site): State<Site>,
    from: From,
    Path(token): Path<String>,
    Query(asking): Query<Asking>,
    request: Request,
) -> Response {
    let guest = Guest { t: language(&asking, request.headers()), token };
    if !same_origin(request.headers()) {
        return guest.shut(Shut::Refused);
    }
    // The link is proved before a byte of the file is read.
    let link = match open_link(&site.app, &guest.token, &from.0).await {
        Ok(link) => link,
        Err(error) => return guest.refused(&error),
    };
    let Some(sent) = SentFile::read(request, &site).await else { return guest.shut(Shut::BadForm) };
    file_taken(&site.app, &guest, &link, sent).await.unwrap_or_else(|error| guest.refused(&error))
}

/// A file with the fields beside it.
#[derive(Default)]
struct SentFile {
    saved: i64,
    signature: String,
    bytes: Vec<u8>,
}

impl SentFile {
    async fn read(request: Request, site: &Site) -> Option<Self> {
        let mut form = Multipart::from_request(request, site).await.ok()?;
        let mut sent = Self::default();
        while let Some(field) = form.next_field().await.ok()? {
            match field.name().unwrap_or_default() {
                "saved" => sent.saved = field.text().await.ok()?.parse().unwrap_or_default(),
                "signature" => sent.signature = field.text().await.ok()?,
                "file" => sent.bytes = field.bytes().await.ok()?.to_vec(),
                _ => {}
            }
        }
        Some(sent)
    }
}

async fn file_taken(app: &App, guest: &Guest, link: &OpenLink, sent: SentFile) -> Result<Response, AppError> {
    if !link.form.is_open() {
        return Ok((StatusCode::CONFLICT, done_page(app, guest, &link.form)?).into_response());
    }
    let before = link.form.newest().map(|newest| handed_in(app, &link.form, newest)).transpose()?;
    let typed = link.form.typed(link.draft.as_ref(), before.as_ref());
    let page_with = |status, typed: &TypedForm, said: Said| -> Result<Response, AppError> {
        Ok(page(status, &form_page(app, guest, link, typed, &said)?))
    };
    if link.draft.as_ref().map_or(0, |kept| kept.saved) != sent.saved {
        return page_with(StatusCode::CONFLICT, &typed, Said { meanwhile: true, ..Said::default() });
    }
    if sent.bytes.is_empty() {
        let refusal = guest.t.get("evidence-file-missing").into_owned();
        return page_with(StatusCode::UNPROCESSABLE_ENTITY, &typed, Said { refusal, ..Said::default() });
    }
    let read = match read_reply(app, &link.form, sent.bytes.clone(), &sent.signature, guest.t).await {
        Ok(read) => read,
        Err(IntakeError::Refused(refusal)) => {
            let place = refusal.place.as_ref().map(|place| format!("{place}：")).unwrap_or_default();
            let refusal = format!("{place}{}", refusal_words(guest.t, &refusal));
            return page_with(StatusCode::UNPROCESSABLE_ENTITY, &typed, Said { refusal, ..Said::default() });
        }
        Err(IntakeError::App(error)) => return Err(error),
        Err(IntakeError::Changed) => return Err(StoreError::Stale.into()),
    };
    app.blobs.put(link.permit.facility(), &sent.bytes)?;
    let kept = serde_json::to_string(&read.typed).map_err(|error| AppError::Internal(error.to_string()))?;
    match store::vendor::save_draft(&app.db, &link.permit, app.now(), sent.saved, &kept).await {
        Ok(_) if read.refused.is_empty() => Ok(back(guest, "read")),
        Ok(_) => {
            let link = open_link_again(app, link).await?;
            let said = Said { refused: read.refused, done: "read", ..Said::default() };
            Ok(page(StatusCode::OK, &form_page(app, guest, &link, &read.typed, &said)?))
        }
        Err(StoreError::Stale) => page_with(StatusCode::CONFLICT, &typed, Said { meanwhile: true, ..Said::default() }),
        Err(other) => Err(other.into()),
    }
}

/// The link with the draft that was just saved.
async fn open_link_again(app: &App, link: &OpenLink) -> Result<OpenLink, AppError> {
    let shown = store::vendor::open_link(&app.db, &link.permit).await?;
    Ok(OpenLink { draft: shown.draft, ..link.clone() })
}
