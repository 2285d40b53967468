//! Files in which a vendor answers, at the institution: the workbook and the answer file to hand over, and what comes back, looked at
//! before it is received.

use super::{
    beside::{SaidView, said_of},
    door::fault_words,
};
use crate::{
    cx::Cx,
    download::hand_out,
    error::{PageError, PageResult},
    form::Fields,
    intake::refusal_words,
    layout::{Layout, html_with, see},
    upload::Upload,
};
use app::{
    AppError,
    intake::{IntakeError, Refused},
    vendor::{
        Complete, ReadReply, RequestForm, TypedFault, keep_reply, open_request, read_reply, receive_file, template,
    },
    workbook::{MEDIA_TYPE, official_words, request_workbook},
};
use askama::Template;
use axum::{
    extract::{Path, Query},
    http::StatusCode,
    response::{IntoResponse as _, Redirect},
};
use domain::{
    access::{ManageVendors, View},
    digest::Digest,
    evidence::FileName,
    id::RequestId,
    vendor::Via,
};
use store::StoreError;

const REFUSED: StatusCode = StatusCode::UNPROCESSABLE_ENTITY;

/// `GET /vendors/requests/{request}/workbook`: the form for the vendor to fill in.
pub(crate) async fn workbook(cx: Cx, Path(id): Path<RequestId>) -> PageResult {
    let form = open_request(cx.app(), &cx.permit::<View>()?, id).await?;
    let written = request_workbook(cx.app(), &form, cx.t())?;
    hand_out(written.bytes, MEDIA_TYPE, "attachment", &written.name)
}

/// `GET /vendors/requests/{request}/answer-file`: an answer file for the vendor to fill in.
pub(crate) async fn answer_file(cx: Cx, Path(id): Path<RequestId>) -> PageResult {
    let form = open_request(cx.app(), &cx.permit::<View>()?, id).await?;
    hand_out(template(&form)?, "application/json", "attachment", &template_name(&form))
}

/// `sakimori-answer-2024.json`.
pub(crate) fn template_name(form: &RequestForm) -> String {
    format!("sakimori-answer-{}.json", form.asked.assessment.fiscal_year.year())
}

/// One answer that would be received.
struct AnswerView {
    reference: String,
    words: String,
    answer: &'static str,
    on: String,
    target: String,
    note: String,
    error: String,
}

#[derive(Template)]
#[template(path = "vendor/reply.html")]
struct ReplyPage {
    l: Layout,
    id: String,
    vendor: String,
    file: String,
    name: String,
    signature: String,
    via: &'static str,
    answered_by: String,
    post: String,
    name_wrong: bool,
    post_wrong: bool,
    refused: Vec<Refused>,
    answers: Vec<AnswerView>,
    said: Vec<SaidView>,
    /// Answers that the vendor still has to give or correct.
    faults: usize,
    open: bool,
    seal: String,
    /// Why nothing of the file can be taken.
    refusal: String,
    changed: bool,
}

/// A file that waits for a person's word.
struct Waiting {
    id: RequestId,
    file: Digest,
    name: FileName,
    signature: String,
}

/// `POST /vendors/requests/{request}/file`: the file is kept, and shown.
pub(crate) async fn take(cx: Cx, Path(id): Path<RequestId>, upload: Upload) -> PageResult {
    let signature = upload.text("signature").to_owned();
    let form = open_request(cx.app(), &cx.permit::<View>()?, id).await?;
    let Some(arrived) = upload.file else {
        return refusal_page(&cx, &form, cx.t().get("evidence-file-missing").into_owned());
    };
    match keep_reply(cx.app(), &cx.permit::<ManageVendors>()?, arrived) {
        Ok(kept) => {
            let query = serde_urlencoded::to_string([("name", kept.name.as_str()), ("signature", signature.trim())]);
            let query = query.map_err(|error| PageError::Internal(error.to_string()))?;
            Ok(Redirect::to(&format!("/vendors/requests/{id}/file/{}?{query}", kept.file)).into_response())
        }
        Err(error) => refused(&cx, &form, error),
    }
}

fn refused(cx: &Cx, form: &RequestForm, error: IntakeError) -> PageResult {
    match error {
        IntakeError::Refused(refusal) => {
            let place = refusal.place.as_ref().map(|place| format!("{place}：")).unwrap_or_default();
            refusal_page(cx, form, format!("{place}{}", refusal_words(cx.t(), &refusal)))
        }
        IntakeError::Changed => Err(StoreError::Stale.into()),
        IntakeError::App(error) => Err(error.into()),
    }
}

fn refusal_page(cx: &Cx, form: &RequestForm, refusal: String) -> PageResult {
    let page = ReplyPage {
        l: Layout::of(cx, "vendors"),
        id: form.asked.request.id.to_string(),
        vendor: form.asked.vendor.stated.name.to_string(),
        file: String::new(),
        name: String::new(),
        signature: String::new(),
        via: Via::Workbook.code(),
        answered_by: String::new(),
        post: String::new(),
        name_wrong: false,
        post_wrong: false,
        refused: Vec::new(),
        answers: Vec::new(),
        said: Vec::new(),
        faults: 0,
        open: form.is_open(),
        seal: String::new(),
        refusal,
        changed: false,
    };
    html_with(REFUSED, &page)
}

/// `GET /vendors/requests/{request}/file/{file}`: what would be received.
pub(crate) async fn preview(
    cx: Cx,
    Path((id, file)): Path<(RequestId, Digest)>,
    Query(pairs): Query<Vec<(String, String)>>,
) -> PageResult {
    let text = |name: &str| pairs.iter().find(|(known, _)| known == name).map_or("", |(_, value)| value.as_str());
    let _ = cx.permit::<ManageVendors>()?;
    let name = FileName::clean(text("name")).map_err(|_| PageError::BadForm)?;
    let waiting = Waiting { id, file, name, signature: text("signature").to_owned() };
    show(&cx, StatusCode::OK, &waiting, None, false).await
}

/// The file, read once more: who answers may be typed where the file does not say it.
async fn read(
    cx: &Cx,
    waiting: &Waiting,
    by: Option<(&str, &str)>,
) -> PageResult<(RequestForm, Result<ReadReply, IntakeError>)> {
    let view = cx.permit::<View>()?;
    let form = open_request(cx.app(), &view, waiting.id).await?;
    let bytes = cx.app().blobs.get(view.facility(), &waiting.file)?;
    let mut read = read_reply(cx.app(), &form, bytes, &waiting.signature, cx.t()).await;
    if let (Ok(read), Some((name, post))) = (&mut read, by) {
        (read.typed.name, read.typed.post) = (name.to_owned(), post.to_owned());
    }
    Ok((form, read))
}

async fn show(cx: &Cx, status: StatusCode, waiting: &Waiting, by: Option<(&str, &str)>, changed: bool) -> PageResult {
    let (form, read) = read(cx, waiting, by).await?;
    match read {
        Ok(read) => preview_page(cx, status, waiting, &form, read, changed),
        Err(error) => refused(cx, &form, error),
    }
}

fn preview_page(
    cx: &Cx,
    status: StatusCode,
    waiting: &Waiting,
    form: &RequestForm,
    read: ReadReply,
    changed: bool,
) -> PageResult {
    let t = cx.t();
    let seal = seal(form, &read)?;
    let checked = form.check(&read.typed, cx.app().today())?;
    let faults = checked.as_ref().err().cloned().unwrap_or_default();
    let is_of_the_form = |fault: &&TypedFault| !matches!(fault, TypedFault::Name | TypedFault::Post);
    let said = checked.as_ref().map(|complete: &Complete| said_of(t, form, complete)).unwrap_or_default();
    let page = ReplyPage {
        l: Layout::of(cx, "vendors"),
        id: waiting.id.to_string(),
        vendor: form.asked.vendor.stated.name.to_string(),
        file: waiting.file.to_string(),
        name: waiting.name.to_string(),
        signature: waiting.signature.clone(),
        via: read.typed.came.as_ref().map_or(Via::Workbook, |came| came.via).code(),
        name_wrong: faults.contains(&TypedFault::Name),
        post_wrong: faults.contains(&TypedFault::Post),
        answers: answers(cx, form, &read, &faults)?,
        faults: faults.iter().filter(is_of_the_form).count(),
        answered_by: read.typed.name,
        post: read.typed.post,
        refused: read.refused,
        said,
        open: form.is_open(),
        seal,
        refusal: String::new(),
        changed,
    };
    html_with(status, &page)
}

/// SHA-256 over what the file says, and what was handed in until then.
fn seal(form: &RequestForm, read: &ReadReply) -> PageResult<String> {
    let mut typed = read.typed.clone();
    // Who answers may be typed on the page: it is no part of what was shown.
    (typed.name, typed.post) = (String::new(), String::new());
    let typed = serde_json::to_string(&typed).map_err(|error| PageError::Internal(error.to_string()))?;
    let newest = form.newest().map(|newest| format!("{} {}", newest.id, newest.version)).unwrap_or_default();
    Ok(Digest::of(format!("{newest}\n{typed}").as_bytes()).to_string())
}

fn answers(cx: &Cx, form: &RequestForm, read: &ReadReply, faults: &[TypedFault]) -> PageResult<Vec<AnswerView>> {
    let t = cx.t();
    let day = |text: &str| domain::calendar::parse_date(text).map_or_else(|_| text.to_owned(), |day| t.short_day(day));
    let view = |(item, _): (&domain::catalog::Item, _)| -> PageResult<AnswerView> {
        let typed = read.typed.items.get(&item.id).cloned().unwrap_or_default();
        let error = faults.iter().find_map(|fault| fault_words(t, fault, &item.id)).map(|(_, words)| words);
        Ok(AnswerView {
            reference: form.reference(item)?,
            words: official_words(t, item, &form.verification),
            answer: match typed.choice.as_str() {
                "yes" => "yes",
                "no" => "no",
                _ => "blank",
            },
            on: day(&typed.on),
            target: if typed.choice == "no" { day(&typed.target) } else { String::new() },
            note: typed.note,
            error: error.unwrap_or_default(),
        })
    };
    form.asked_items()?.into_iter().map(view).collect()
}

/// `POST /vendors/requests/{request}/file/{file}`: what was shown is received, or nothing.
pub(crate) async fn apply(cx: Cx, Path((id, file)): Path<(RequestId, Digest)>, fields: Fields) -> PageResult {
    let name = FileName::clean(fields.text("name")).map_err(|_| PageError::BadForm)?;
    let waiting = Waiting { id, file, name, signature: fields.text("signature").to_owned() };
    let by = Some((fields.text("answered_by"), fields.text("post")));
    let (form, read) = read(&cx, &waiting, by).await?;
    let read = match read {
        Ok(read) => read,
        Err(error) => return refused(&cx, &form, error),
    };
    if seal(&form, &read)? != fields.text("seal") {
        return preview_page(&cx, StatusCode::CONFLICT, &waiting, &form, read, true);
    }
    let came = read.typed.came.clone().ok_or_else(|| PageError::Internal("a file without its way".to_owned()))?;
    let complete = match form.check(&read.typed, cx.app().today())? {
        Ok(complete) => complete,
        Err(_) => return preview_page(&cx, REFUSED, &waiting, &form, read, false),
    };
    let permit = cx.permit::<ManageVendors>()?;
    match receive_file(cx.app(), &permit, &form, complete, (came, file)).await {
        Ok(_) => Ok(see(&format!("/vendors/requests/{id}"), "submission-received")),
        Err(AppError::Store(StoreError::Exists(_))) => show(&cx, StatusCode::CONFLICT, &waiting, by, true).await,
        Err(other) => Err(other.into()),
    }
}
