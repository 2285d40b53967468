//! Signing a round: what is frozen, what is still open, by login or on paper, and what changed since.

use super::label;
use crate::{
    cx::Cx,
    error::{PageError, PageResult},
    form::Form,
    layout::{Layout, html_with, see},
};
use app::{
    AppError,
    assessment::{Opened, PaperSignature, load},
};
use askama::Template;
use axum::{extract::Path, http::StatusCode};
use domain::{
    access::{SignRound, View},
    assessment::{OpenPoint, RoundNo, SignMethod, open_points},
    calendar::parse_date,
    catalog::ItemId,
    id::AssessmentId,
    staff::{Name, Role},
};
use messages::Value;
use serde::Deserialize;
use store::StoreError;

/// An open point with a link to its item.
pub(crate) struct OpenLine {
    pub(crate) item: String,
    pub(crate) place: String,
    pub(crate) key: &'static str,
}

/// A sign-off that was made.
pub(crate) struct Signed {
    pub(crate) words: String,
    pub(crate) frozen: String,
    pub(crate) key: String,
}

/// An item that differs from what was signed.
pub(crate) struct Differs {
    pub(crate) item: String,
    pub(crate) place: String,
    pub(crate) sentences: Vec<String>,
}

#[derive(Template)]
#[template(path = "assessment/sign_off.html")]
struct SignOffPage {
    l: Layout,
    sheet: String,
    title: String,
    round: u8,
    yes: usize,
    no: usize,
    not_asked: usize,
    open: Vec<OpenLine>,
    signed: Vec<Signed>,
    /// `None` if the round was never signed.
    differs: Option<Vec<Differs>>,
    administrator: String,
    may_sign: bool,
    /// A vendor's sheet: its responsible person signs on paper.
    of_vendor: bool,
    error: Option<&'static str>,
    signed_on: String,
}

impl SignOffPage {
    /// Signed, and nothing changed since: there is nothing to sign again.
    fn is_settled(&self) -> bool {
        self.differs.as_ref().is_some_and(Vec::is_empty)
    }
}

fn round_of(number: u8) -> PageResult<RoundNo> {
    RoundNo::from_number(number).ok_or(PageError::NotFound)
}

/// `GET /assessments/{id}/rounds/{round}/sign-off`.
pub(crate) async fn show(cx: Cx, Path((id, round)): Path<(AssessmentId, u8)>) -> PageResult {
    page(&cx, StatusCode::OK, id, round_of(round)?, None, String::new()).await
}

async fn page(
    cx: &Cx,
    status: StatusCode,
    id: AssessmentId,
    round: RoundNo,
    error: Option<&'static str>,
    signed_on: String,
) -> PageResult {
    let opened = load(cx.app(), &cx.permit::<View>()?, id).await?;
    let sheet = opened.sheet()?;
    let standing = opened.standing()?;
    let holder = opened.roster().holder(Role::Administrator, opened.today);
    let page = SignOffPage {
        l: Layout::of(cx, "assessments"),
        sheet: id.to_string(),
        title: format!("{} · {}", label(cx, &opened)?, cx.t().year(opened.assessment().fiscal_year)),
        round: round.number(),
        yes: standing.yes.len(),
        no: standing.no.len(),
        not_asked: standing.not_asked.len(),
        open: open_points(&sheet, round).iter().map(|point| open_line(&opened, point)).collect(),
        signed: signed(cx, &opened, round),
        differs: differs(cx, &opened, round),
        administrator: match &opened.loaded.vendor {
            Some(vendor) => vendor.stated.contact.as_ref().map(ToString::to_string).unwrap_or_default(),
            None => holder.map(|member| member.name.to_string()).unwrap_or_default(),
        },
        of_vendor: opened.loaded.vendor.is_some(),
        may_sign: cx.permit::<SignRound>().is_ok(),
        error,
        signed_on,
    };
    html_with(status, &page)
}

/// Section and number of an item, as printed: 2(7).
pub(crate) fn place(opened: &Opened, item: &ItemId) -> String {
    opened.form().ok().and_then(|form| form.item(item)).map(|found| found.reference.clone()).unwrap_or_default()
}

fn open_line(opened: &Opened, point: &OpenPoint) -> OpenLine {
    let key = match point {
        OpenPoint::Unanswered(_) => "assessment-open-unanswered",
        OpenPoint::TargetDateMissing(_) => "assessment-open-target-missing",
    };
    OpenLine { item: point.item().to_string(), place: place(opened, point.item()), key }
}

fn signed(cx: &Cx, opened: &Opened, round: RoundNo) -> Vec<Signed> {
    let t = cx.t();
    let of_round = opened.loaded.sign_offs.iter().rev().filter(|sign_off| sign_off.round == round);
    of_round
        .map(|sign_off| {
            let at = Value::from(t.moment(sign_off.at));
            let recorder = Value::from(sign_off.by.name.to_string());
            let words = match &sign_off.method {
                SignMethod::Login => t.with("assessment-signed-by-login", &[("name", recorder), ("at", at)]),
                SignMethod::Paper { signed_by, signed_on, .. } => t.with(
                    "assessment-signed-on-paper",
                    &[
                        ("name", Value::from(signed_by.to_string())),
                        ("day", Value::from(t.short_day(*signed_on))),
                        ("recorder", recorder),
                        ("at", at),
                    ],
                ),
            };
            Signed { words, frozen: sign_off.frozen.to_string(), key: sign_off.key.clone() }
        })
        .collect()
}

fn differs(cx: &Cx, opened: &Opened, round: RoundNo) -> Option<Vec<Differs>> {
    let found = opened.differences(round)?;
    let line = |difference: &domain::assessment::Difference| Differs {
        item: difference.item.to_string(),
        place: place(opened, &difference.item),
        sentences: app::words::changes(cx.t(), opened.roster(), &difference.signed, &difference.now),
    };
    Some(found.iter().map(line).collect())
}

/// `POST …/sign-off`: the 管理者 signs by login.
pub(crate) async fn sign_by_login(cx: Cx, Path((id, round)): Path<(AssessmentId, u8)>) -> PageResult {
    let round = round_of(round)?;
    let result = app::assessment::sign_by_login(cx.app(), &cx.permit()?, &cx.permit()?, id, round).await.map(drop);
    outcome(&cx, id, round, "signed", String::new(), result).await
}

#[derive(Deserialize)]
pub(crate) struct PaperForm {
    signed_by: String,
    signed_on: String,
}

/// `POST …/paper`: records a signature on paper.
pub(crate) async fn sign_on_paper(
    cx: Cx,
    Path((id, round)): Path<(AssessmentId, u8)>,
    Form(form): Form<PaperForm>,
) -> PageResult {
    let round = round_of(round)?;
    let Ok(signed_on) = parse_date(&form.signed_on) else {
        return page(&cx, StatusCode::UNPROCESSABLE_ENTITY, id, round, Some("common-date-wrong"), form.signed_on).await;
    };
    let Ok(signed_by) = Name::parse(&form.signed_by) else {
        return page(&cx, StatusCode::UNPROCESSABLE_ENTITY, id, round, Some("staff-name-wrong"), form.signed_on).await;
    };
    let paper = PaperSignature { signed_by, signed_on, scan: None };
    let result = app::assessment::sign_on_paper(cx.app(), &cx.permit()?, &cx.permit()?, id, round, paper).await;
    outcome(&cx, id, round, "paper-recorded", form.signed_on, result.map(drop)).await
}

async fn outcome(
    cx: &Cx,
    id: AssessmentId,
    round: RoundNo,
    done: &str,
    signed_on: String,
    result: Result<(), AppError>,
) -> PageResult {
    let key = match result {
        Ok(()) => return Ok(see(&format!("/assessments/{id}/rounds/{}/sign-off", round.number()), done)),
        Err(AppError::Open(_)) => "assessment-sign-open",
        Err(AppError::SignatureDate) => "assessment-sign-date-wrong",
        Err(AppError::Store(StoreError::Stale)) => "assessment-sign-stale",
        Err(other) => return Err(other.into()),
    };
    page(cx, StatusCode::CONFLICT, id, round, Some(key), signed_on).await
}
