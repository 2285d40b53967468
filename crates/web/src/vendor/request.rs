//! Asking vendors: the page of all requests, one request, and what is said to what came in.

use super::{
    Own,
    beside::{AdoptView, SaidView, adoptable, said},
    own_sheet,
};
use crate::{
    assessment::label,
    cx::Cx,
    download::hand_out,
    error::{PageError, PageResult},
    form::{Fields, Form},
    layout::{Layout, html_with, see},
};
use app::{
    AppError,
    assessment::{Opened, load},
    vendor::{
        BoardRow, GRACE, MailError, NewLink, Occasion, RequestForm, accept, ask_all, board, handed_in, letters,
        make_link, open_request, plan_beside, send,
    },
    words,
};
use askama::Template;
use axum::{
    extract::{Path, Query},
    http::StatusCode,
};
use domain::{
    access::View,
    assessment::{Note, RoundNo},
    calendar::{iso, parse_date},
    catalog::ItemId,
    id::{LinkId, RequestId, SubmissionId},
    journal::{RequestSent, Seq},
    vendor::{Closed, Line, RequestStatus, Submission, SubmissionState, SubmittedForm},
};
use serde::Deserialize;
use store::{
    StoreError,
    vendor::{Asked, LinkRecord},
};
use time::{Date, Duration};

const REFUSED: StatusCode = StatusCode::UNPROCESSABLE_ENTITY;
/// The day by which an answer is wanted unless a person says otherwise: 30 days on. Our choice.
const USUAL_TIME: Duration = Duration::days(30);

/// Which round.
#[derive(Debug, Deserialize)]
pub(crate) struct Round {
    #[serde(default)]
    round: Option<u8>,
}

impl Round {
    fn number(&self) -> RoundNo {
        self.round.and_then(RoundNo::from_number).unwrap_or(RoundNo::First)
    }
}

/// How many requests stand where.
#[derive(Debug, Default)]
struct Counts {
    open: usize,
    received: usize,
    accepted: usize,
    overdue: usize,
    not_asked: usize,
}

#[derive(Template)]
#[template(path = "vendor/requests.html")]
struct BoardPage {
    l: Layout,
    own: Option<Own>,
    round: u8,
    rows: Vec<BoardRow>,
    counts: Counts,
    due_on: String,
    last_day: String,
    can_ask: usize,
    reminders: usize,
    error: Option<&'static str>,
}

/// The institution's newest own sheet, opened.
pub(super) async fn own(cx: &Cx) -> PageResult<Option<Opened>> {
    match own_sheet(cx).await? {
        Some(sheet) => Ok(Some(load(cx.app(), &cx.permit()?, sheet.id).await?)),
        None => Ok(None),
    }
}

/// `GET /vendors/requests`.
pub(crate) async fn list(cx: Cx, Query(round): Query<Round>) -> PageResult {
    list_page(&cx, StatusCode::OK, round.number(), None, None).await
}

async fn list_page(
    cx: &Cx,
    status: StatusCode,
    round: RoundNo,
    typed: Option<String>,
    error: Option<&'static str>,
) -> PageResult {
    let app = cx.app();
    let own = own(cx).await?;
    let rows = match &own {
        Some(own) => board(app, &cx.permit()?, own, round).await?,
        None => Vec::new(),
    };
    let last_day = own.as_ref().map_or(app.today(), |own| own.assessment().fiscal_year.last_day());
    let usual = (app.today() + USUAL_TIME).min(last_day.max(app.today()));
    let own = match &own {
        Some(own) => Some(Own { label: label(cx, own)?, year: cx.t().year(own.assessment().fiscal_year) }),
        None => None,
    };
    let page = BoardPage {
        l: Layout::of(cx, "vendors"),
        own,
        round: round.number(),
        counts: counts(&rows),
        can_ask: rows.iter().filter(|row| row.can_be_asked).count(),
        reminders: rows.iter().filter(|row| row.reminder.is_some()).count(),
        rows,
        due_on: typed.unwrap_or_else(|| iso(usual)),
        last_day: iso(last_day),
        error,
    };
    html_with(status, &page)
}

fn counts(rows: &[BoardRow]) -> Counts {
    let mut counts = Counts::default();
    for row in rows {
        match row.asked.as_ref().map(|(_, status)| *status) {
            None => counts.not_asked += 1,
            Some(RequestStatus::Asked | RequestStatus::Returned) => counts.open += 1,
            Some(RequestStatus::Overdue { .. }) => counts.overdue += 1,
            Some(RequestStatus::Received) => counts.received += 1,
            Some(RequestStatus::Accepted) => counts.accepted += 1,
            Some(RequestStatus::Declined | RequestStatus::NotApplicable) => {}
        }
    }
    counts
}

/// Asking everybody.
#[derive(Debug, Deserialize)]
pub(crate) struct AskForm {
    #[serde(default)]
    round: Option<u8>,
    #[serde(default)]
    due_on: String,
}

/// `POST /vendors/requests`: makes the requests of a round for every vendor that was not asked yet.
pub(crate) async fn ask(cx: Cx, Form(form): Form<AskForm>) -> PageResult {
    let round = Round { round: form.round }.number();
    let own = own(&cx).await?.ok_or(PageError::NotFound)?;
    let due_on = parse_date(&form.due_on).ok().filter(|day| own.assessment().fiscal_year.contains(*day));
    let Some(due_on) = due_on else {
        return list_page(&cx, REFUSED, round, Some(form.due_on), Some("vendor-request-due-wrong")).await;
    };
    match ask_all(cx.app(), &cx.permit()?, &cx.permit()?, &own, round, due_on).await {
        Ok(_) => Ok(see(&format!("/vendors/requests?round={}", round.number()), "vendors-asked")),
        Err(AppError::DueDay) => {
            list_page(&cx, REFUSED, round, Some(form.due_on), Some("vendor-request-due-passed")).await
        }
        Err(AppError::Store(StoreError::Exists(_))) => {
            list_page(&cx, StatusCode::CONFLICT, round, None, Some("vendor-request-meanwhile")).await
        }
        Err(other) => Err(other.into()),
    }
}

/// One answer that was handed in, beside the item that it answers.
struct AnswerLine {
    reference: String,
    words: String,
    /// `yes` or `no`.
    answer: &'static str,
    on: String,
    target: String,
    note: String,
}

/// Something that was handed in.
struct HandedIn {
    submission: Submission,
    at: String,
    /// Code of its state: `waiting`, `accepted`, `returned`.
    state: &'static str,
    remark: String,
    lines: Vec<AnswerLine>,
    /// What was said beside the form.
    said: Vec<SaidView>,
    /// The file in which it came has a signature, by this key.
    signed_by: String,
}

#[derive(Template)]
#[template(path = "vendor/request.html")]
struct RequestPage {
    l: Layout,
    label: String,
    year: String,
    form: RequestForm,
    asked: Asked,
    status: RequestStatus,
    handed_in: Vec<HandedIn>,
    /// What can be taken into the registers when the newest is accepted.
    adopt: Vec<AdoptView>,
    links: Vec<(LinkRecord, bool)>,
    /// A link that was just made: shown this once.
    made: Option<NewLink>,
    has_door: bool,
    has_mail: bool,
    today: String,
    last_day: String,
    expires_on: String,
    error: Option<(&'static str, String)>,
    remark: String,
}

impl RequestPage {
    fn error(&self, field: &str) -> Option<&str> {
        self.error.as_ref().filter(|(name, _)| *name == field).map(|(_, words)| words.as_str())
    }

    fn waiting(&self) -> Option<&HandedIn> {
        self.handed_in.last().filter(|one| one.state == "waiting")
    }
}

/// `GET /vendors/requests/{request}`.
pub(crate) async fn show(cx: Cx, Path(id): Path<RequestId>) -> PageResult {
    page(&cx, StatusCode::OK, id, Said::default()).await
}

/// What the page says beside the request.
#[derive(Default)]
struct Said {
    made: Option<NewLink>,
    error: Option<(&'static str, String)>,
    remark: String,
}

impl Said {
    fn error(cx: &Cx, field: &'static str, key: &str) -> Self {
        Self { error: Some((field, cx.t().get(key).into_owned())), ..Self::default() }
    }
}

async fn page(cx: &Cx, status: StatusCode, id: RequestId, said: Said) -> PageResult {
    let (app, view) = (cx.app(), cx.permit::<View>()?);
    let form = open_request(app, &view, id).await?;
    let asked = store::vendor::asked(&app.db, &view).await?.into_iter().find(|one| one.request.id == id);
    let asked = asked.ok_or(PageError::NotFound)?;
    let filled = form.sheet()?.is_filled(asked.request.round);
    let handed_in = asked.submissions.iter().map(|one| handed(cx, &form, one)).collect::<PageResult<_>>()?;
    let adopt = match form.newest().filter(|newest| newest.state == SubmissionState::Waiting) {
        Some(newest) => {
            adoptable(cx.t(), &plan_beside(app, &view, &form, &app::vendor::handed_in(app, &form, newest)?).await?)
        }
        None => Vec::new(),
    };
    let year = form.asked.assessment.fiscal_year;
    let last = year.last_day();
    let expires_on = (asked.request.due_on.max(app.today()) + GRACE).min(last.max(app.today()));
    let page = RequestPage {
        l: Layout::of(cx, "vendors"),
        label: printed_label(cx, &form)?,
        year: cx.t().year(year),
        status: asked.request.status(asked.newest(), filled, app.today()),
        links: asked.links.iter().map(|link| (link.clone(), link.is_open_on(app.today()))).collect(),
        handed_in,
        adopt,
        made: said.made,
        has_door: app.outside.vendor_address.is_some(),
        has_mail: app.outside.mailer.is_some(),
        today: iso(app.today()),
        last_day: iso(last),
        expires_on: iso(expires_on),
        error: said.error,
        remark: said.remark,
        form,
        asked,
    };
    html_with(status, &page)
}

fn printed_label(cx: &Cx, form: &RequestForm) -> PageResult<String> {
    let printed = &form.form()?.printed_label;
    let english = if cx.t().is_ja() { None } else { cx.app().catalog.translation_of(printed) };
    Ok(english.unwrap_or(printed).to_owned())
}

fn handed(cx: &Cx, form: &RequestForm, submission: &Submission) -> PageResult<HandedIn> {
    let frozen = handed_in(cx.app(), form, submission)?;
    let (state, remark) = match &submission.state {
        SubmissionState::Waiting => ("waiting", String::new()),
        SubmissionState::Accepted => ("accepted", String::new()),
        SubmissionState::Returned(remark) => ("returned", remark.to_string()),
    };
    Ok(HandedIn {
        at: cx.t().moment(submission.received_at),
        state,
        remark,
        lines: lines(cx, form, &frozen)?,
        said: said(cx.t(), form, &frozen.beside),
        signed_by: frozen.signature.map(|signature| signature.public_key).unwrap_or_default(),
        submission: submission.clone(),
    })
}

fn lines(cx: &Cx, form: &RequestForm, frozen: &SubmittedForm) -> PageResult<Vec<AnswerLine>> {
    let printed = form.form()?;
    let t = cx.t();
    let words = |item: &ItemId| {
        let found = printed.item(item);
        (
            found.and_then(|found| form.reference(found).ok()).unwrap_or_else(|| item.to_string()),
            found.map(|found| app::workbook::official_words(t, found, &form.verification)).unwrap_or_default(),
        )
    };
    let line = |one: &domain::vendor::SubmittedItem| {
        let (reference, words) = words(&one.item);
        AnswerLine {
            reference,
            words,
            answer: if one.answer == domain::assessment::Choice::Yes { "yes" } else { "no" },
            on: t.short_day(one.on),
            target: one.target_date.map(|day| t.short_day(day)).unwrap_or_default(),
            note: one.note.clone(),
        }
    };
    Ok(frozen.items.iter().map(line).collect())
}

/// Changing a request.
#[derive(Debug, Deserialize)]
pub(crate) struct ChangeForm {
    #[serde(default)]
    version: i64,
    #[serde(default)]
    due_on: String,
    #[serde(default)]
    closed: String,
    #[serde(default)]
    why: String,
}

/// `POST /vendors/requests/{request}`: another due day, 辞退, 対象外, or open again.
pub(crate) async fn change(cx: Cx, Path(id): Path<RequestId>, Form(typed): Form<ChangeForm>) -> PageResult {
    let form = open_request(cx.app(), &cx.permit()?, id).await?;
    let year = form.asked.assessment.fiscal_year;
    let due_on = parse_date(&typed.due_on).ok().filter(|day| year.contains(*day));
    let due_on = due_on.and_then(|day| form.asked.request.clone().due(day).ok());
    let Some(due_on) = due_on.map(|request| request.due_on) else {
        return page(&cx, REFUSED, id, Said::error(&cx, "due_on", "vendor-request-due-wrong")).await;
    };
    let closed = match (typed.closed.as_str(), Line::parse(&typed.why)) {
        ("declined", Ok(why)) => Some(Closed::Declined(why)),
        ("not_applicable", Ok(why)) => Some(Closed::NotApplicable(why)),
        ("declined" | "not_applicable", Err(_)) => {
            return page(&cx, REFUSED, id, Said::error(&cx, "why", "vendor-request-why-missing")).await;
        }
        _ => None,
    };
    let (app, version) = (cx.app(), Seq::new(typed.version));
    let written = store::vendor::change_request(&app.db, &cx.permit()?, app.now(), id, version, due_on, closed).await;
    match written {
        Ok(_) => Ok(see(&format!("/vendors/requests/{id}"), "saved")),
        Err(StoreError::Stale) => {
            page(&cx, StatusCode::CONFLICT, id, Said::error(&cx, "version", "vendor-changed-meanwhile")).await
        }
        Err(other) => Err(other.into()),
    }
}

/// Making a link.
#[derive(Debug, Deserialize)]
pub(crate) struct LinkForm {
    #[serde(default)]
    expires_on: String,
}

/// `POST /vendors/requests/{request}/links`: the address is shown this once.
pub(crate) async fn link(cx: Cx, Path(id): Path<RequestId>, Form(typed): Form<LinkForm>) -> PageResult {
    let today = cx.app().today();
    let expires_on = parse_date(&typed.expires_on).ok().filter(|day| *day >= today && *day <= longest(today));
    let Some(expires_on) = expires_on else {
        return page(&cx, REFUSED, id, Said::error(&cx, "expires_on", "vendor-link-day-wrong")).await;
    };
    match make_link(cx.app(), &cx.permit()?, id, expires_on).await {
        Ok(made) => page(&cx, StatusCode::OK, id, Said { made: Some(made), ..Said::default() }).await,
        Err(AppError::NoVendorDoor) => {
            page(&cx, REFUSED, id, Said::error(&cx, "expires_on", "vendor-link-no-door")).await
        }
        Err(other) => Err(other.into()),
    }
}

/// No link opens longer than a year.
fn longest(today: Date) -> Date {
    today + Duration::days(366)
}

/// `POST /vendors/requests/{request}/links/{link}/revoke`.
pub(crate) async fn revoke(cx: Cx, Path((id, link)): Path<(RequestId, LinkId)>) -> PageResult {
    store::vendor::revoke_link(&cx.app().db, &cx.permit()?, cx.app().now(), link).await?;
    Ok(see(&format!("/vendors/requests/{id}"), "link-revoked"))
}

/// `POST /vendors/requests/{request}/submissions/{submission}/accept`.
/// What of it enters the registers is a field `adopt`, once for each.
pub(crate) async fn take(
    cx: Cx,
    Path((id, submission)): Path<(RequestId, SubmissionId)>,
    fields: Fields,
) -> PageResult {
    let adopt = fields.all("adopt").map(str::to_owned).collect();
    let permits = (&cx.permit()?, &cx.permit()?);
    match accept(cx.app(), &cx.permit()?, permits, id, submission, &adopt).await {
        Ok(()) => Ok(see(&format!("/vendors/requests/{id}"), "submission-accepted")),
        Err(AppError::Store(StoreError::Stale)) => {
            page(&cx, StatusCode::CONFLICT, id, Said::error(&cx, "submission", "vendor-changed-meanwhile")).await
        }
        Err(AppError::Store(StoreError::Draft(error))) => {
            let (_, words) = words::refused_draft(cx.t(), &error);
            let said = Said { error: Some(("submission", words)), ..Said::default() };
            page(&cx, StatusCode::CONFLICT, id, said).await
        }
        Err(other) => Err(other.into()),
    }
}

/// Sending back.
#[derive(Debug, Deserialize)]
pub(crate) struct ReturnForm {
    #[serde(default)]
    remark: String,
}

/// `POST /vendors/requests/{request}/submissions/{submission}/return`.
pub(crate) async fn send_back(
    cx: Cx,
    Path((id, submission)): Path<(RequestId, SubmissionId)>,
    Form(typed): Form<ReturnForm>,
) -> PageResult {
    let Some(remark) = Note::parse(&typed.remark).ok().filter(|note| !note.as_str().trim().is_empty()) else {
        let said = Said { remark: typed.remark, ..Said::error(&cx, "remark", "vendor-remark-missing") };
        return page(&cx, REFUSED, id, said).await;
    };
    let app = cx.app();
    match store::vendor::send_back(&app.db, &cx.permit()?, app.now(), id, submission, remark).await {
        Ok(_) => Ok(see(&format!("/vendors/requests/{id}"), "submission-returned")),
        Err(StoreError::Stale) => {
            page(&cx, StatusCode::CONFLICT, id, Said::error(&cx, "submission", "vendor-changed-meanwhile")).await
        }
        Err(other) => Err(other.into()),
    }
}

/// A letter that went out on paper.
#[derive(Debug, Deserialize)]
pub(crate) struct SentForm {
    #[serde(default)]
    reminder: String,
}

/// `POST /vendors/requests/{request}/sent`: the letter was handed over or posted.
pub(crate) async fn sent(cx: Cx, Path(id): Path<RequestId>, Form(typed): Form<SentForm>) -> PageResult {
    let app = cx.app();
    let sent = RequestSent { request: id, on: app.today(), reminder: typed.reminder == "yes", to: None };
    store::vendor::record_sent(&app.db, &cx.permit()?, app.now(), sent).await?;
    Ok(see(&format!("/vendors/requests/{id}"), "saved"))
}

/// Which letter.
#[derive(Debug, Deserialize)]
pub(crate) struct LetterQuery {
    #[serde(default)]
    reminder: Option<String>,
    #[serde(default)]
    round: Option<u8>,
}

impl LetterQuery {
    fn occasion(&self) -> Occasion {
        if self.reminder.is_some() { Occasion::Reminder } else { Occasion::Request }
    }
}

/// `GET /vendors/requests/{request}/letter`: the letter as a PDF.
pub(crate) async fn letter(cx: Cx, Path(id): Path<RequestId>, Query(query): Query<LetterQuery>) -> PageResult {
    print(&cx, &[id], query.occasion()).await
}

/// `GET /vendors/requests/letters`: the letters to everybody who still has to answer, in one PDF.
pub(crate) async fn all_letters(cx: Cx, Query(query): Query<LetterQuery>) -> PageResult {
    let round = Round { round: query.round }.number();
    let own = own(&cx).await?.ok_or(PageError::NotFound)?;
    let rows = board(cx.app(), &cx.permit()?, &own, round).await?;
    let is_reminder = query.occasion() == Occasion::Reminder;
    let wanted = rows.into_iter().filter(|row| !is_reminder || row.reminder.is_some());
    let waiting = wanted.filter_map(|row| row.asked.filter(|(_, status)| status.waits_for_vendor()));
    let requests: Vec<RequestId> = waiting.map(|(asked, _)| asked.request.id).collect();
    if requests.is_empty() {
        return Err(PageError::NotFound);
    }
    print(&cx, &requests, query.occasion()).await
}

async fn print(cx: &Cx, requests: &[RequestId], occasion: Occasion) -> PageResult {
    let pdf = letters(cx.app(), &cx.permit()?, requests, occasion, cx.t()).await?;
    let name = format!("{}_{}.pdf", cx.t().get("vendor-letter-title"), iso(cx.app().today()));
    hand_out(pdf, "application/pdf", "inline", &name)
}

/// `POST /vendors/requests/{request}/mail`: the request or a reminder goes out to the address in the vendor's record.
pub(crate) async fn mail(cx: Cx, Path(id): Path<RequestId>, Form(typed): Form<SentForm>) -> PageResult {
    let occasion = if typed.reminder == "yes" { Occasion::Reminder } else { Occasion::Request };
    let why = match send(cx.app(), &cx.permit()?, &cx.permit()?, id, occasion, cx.t()).await {
        Ok(()) => return Ok(see(&format!("/vendors/requests/{id}"), "mail-sent")),
        Err(AppError::Mail(MailError::Refused(why))) => {
            tracing::warn!(%id, why, "a mail to a vendor was not taken");
            "vendor-mail-refused"
        }
        Err(AppError::Mail(MailError::Address(_))) => "vendor-mail-address",
        Err(AppError::Mail(_)) => "vendor-mail-off",
        Err(other) => return Err(other.into()),
    };
    page(&cx, REFUSED, id, Said::error(&cx, "mail", why)).await
}
