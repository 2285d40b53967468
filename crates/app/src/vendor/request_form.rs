//! One request with its form, as a link, a letter and the institution read it; and answers held against it.

use crate::{
    App, AppError,
    assessment::{Pinned, pinned, verification},
};
use domain::{
    access::{LinkPermit, ManageVendors, Permit, View},
    assessment::{Asked, Choice, Sheet},
    calendar::parse_date,
    catalog::{Edition, Form, ItemId, Verification},
    digest::Digest,
    id::{RequestId, SubmissionId},
    journal::Seq,
    staff::Name,
    vendor::{AnswerFault, Line, Submission, SubmissionState, SubmittedForm, SubmittedItem, VendorAnswer, Via},
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use store::vendor::{KeptDraft, RequestSheet};
use time::Date;

/// A request with the edition of its form.
#[derive(Debug, Clone)]
pub struct RequestForm {
    /// The request and what stands in its sheet.
    pub asked: RequestSheet,
    /// Wordings that a person compared with the official file.
    pub verification: Verification,
    pinned: Pinned,
}

/// An item as typed: texts, so that what can't be read stays on the page.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TypedItem {
    /// `yes`, `no` or empty.
    pub choice: String,
    /// 確認日.
    pub on: String,
    /// 目標日.
    pub target: String,
    /// Note.
    pub note: String,
}

/// Everything that was typed on the page of a link.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TypedForm {
    /// Who answers.
    pub name: String,
    /// Their post.
    pub post: String,
    /// The items.
    pub items: BTreeMap<ItemId, TypedItem>,
}

/// Why something that was typed can't be handed in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TypedFault {
    /// The name of who answers is missing or can't be one.
    Name,
    /// The post is too long.
    Post,
    /// A day can't be read: item, and whether it is 目標日.
    Day(ItemId, bool),
    /// An answer lacks something.
    Answer(ItemId, AnswerFault),
}

/// Answers that can be handed in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Complete {
    /// Who answers.
    pub answered_by: Name,
    /// Their post.
    pub post: Option<Line>,
    /// The answers, in printed order.
    pub items: Vec<SubmittedItem>,
}

impl RequestForm {
    pub(super) fn new(app: &App, asked: RequestSheet) -> Result<Self, AppError> {
        let pinned = pinned(app, asked.facility.id, &asked.assessment)?;
        let verification = verification(&asked.verifications);
        Ok(Self { asked, verification, pinned })
    }

    /// The edition.
    ///
    /// # Errors
    /// [`AppError::EditionMissing`], which `open_request` rules out.
    pub fn edition(&self) -> Result<&Edition, AppError> {
        self.pinned.edition(&self.asked.assessment)
    }

    /// 事業者確認用.
    ///
    /// # Errors
    /// As [`RequestForm::edition`].
    pub fn form(&self) -> Result<&Form, AppError> {
        let sheet = &self.asked.assessment;
        self.edition()?.form(sheet.form).ok_or_else(|| AppError::EditionMissing(sheet.edition.clone()))
    }

    /// The form with what stands in it.
    ///
    /// # Errors
    /// As [`RequestForm::edition`].
    pub fn sheet(&self) -> Result<Sheet<'_>, AppError> {
        Ok(Sheet::new(self.form()?, &self.asked.rows, self.asked.facility.stated.vendor_contract))
    }

    /// What was handed in last.
    #[must_use]
    pub fn newest(&self) -> Option<&Submission> {
        self.asked.submissions.last()
    }

    /// Whether the vendor may hand in now.
    #[must_use]
    pub fn is_open(&self) -> bool {
        Submission::may_follow(self.newest(), &self.asked.request)
    }

    /// Items that the round asks, or may be confirmed again in it.
    ///
    /// # Errors
    /// As [`RequestForm::edition`].
    pub fn asked_items(&self) -> Result<Vec<(&domain::catalog::Item, Asked)>, AppError> {
        let (sheet, round) = (self.sheet()?, self.asked.request.round);
        let items = self.form()?.items.iter().map(|item| (item, sheet.asked(&item.id, round)));
        Ok(items.filter(|(_, asked)| !matches!(asked, Asked::NotAsked(_))).collect())
    }

    /// Holds answers against the form: all of them can be handed in, or each fault is named.
    ///
    /// # Errors
    /// Every fault, in printed order.
    pub fn check(&self, typed: &TypedForm, today: Date) -> Result<Result<Complete, Vec<TypedFault>>, AppError> {
        let (sheet, request) = (self.sheet()?, &self.asked.request);
        let (mut items, mut faults) = (Vec::new(), Vec::new());
        let name = Name::parse(&typed.name).map_err(|_| faults.push(TypedFault::Name));
        let post = Line::maybe(&typed.post).map_err(|_| faults.push(TypedFault::Post));
        for (item, _) in self.asked_items()? {
            let one = typed.items.get(&item.id).cloned().unwrap_or_default();
            match one.answer(item.id.clone()) {
                Err(fault) => faults.push(fault),
                Ok(answer) => match answer.held_against(&self.asked.assessment, &sheet, request.round, today) {
                    Ok(found) => items.extend(found),
                    Err(fault) => faults.push(TypedFault::Answer(item.id.clone(), fault)),
                },
            }
        }
        Ok(match (name, post) {
            (Ok(answered_by), Ok(post)) if faults.is_empty() => Ok(Complete { answered_by, post, items }),
            _ => Err(faults),
        })
    }

    /// What stands on the page of a link: what was typed, else what was handed in last, else nothing.
    #[must_use]
    pub fn typed(&self, draft: Option<&KeptDraft>, handed_in: Option<&SubmittedForm>) -> TypedForm {
        let kept = draft.and_then(|kept| serde_json::from_str(&kept.draft).ok());
        kept.or_else(|| handed_in.map(TypedForm::from)).unwrap_or_default()
    }
}

impl TypedItem {
    fn answer(&self, item: ItemId) -> Result<VendorAnswer, TypedFault> {
        let day = |text: &str, target: bool| match text.trim() {
            "" => Ok(None),
            text => parse_date(text).map(Some).map_err(|_| TypedFault::Day(item.clone(), target)),
        };
        let choice = match self.choice.as_str() {
            "yes" => Choice::Yes,
            "no" => Choice::No,
            _ => Choice::Blank,
        };
        let (on, target_date) = (day(&self.on, false)?, day(&self.target, true)?);
        Ok(VendorAnswer { item, choice, on, target_date, note: self.note.clone() })
    }
}

impl From<&SubmittedForm> for TypedForm {
    fn from(form: &SubmittedForm) -> Self {
        let day = |day: Date| domain::calendar::iso(day);
        let item = |item: &SubmittedItem| TypedItem {
            choice: if item.answer == Choice::Yes { "yes" } else { "no" }.to_owned(),
            on: day(item.on),
            target: item.target_date.map(day).unwrap_or_default(),
            note: item.note.clone(),
        };
        Self {
            name: form.answered_by.to_string(),
            post: form.post.as_ref().map(ToString::to_string).unwrap_or_default(),
            items: form.items.iter().map(|one| (one.item.clone(), item(one))).collect(),
        }
    }
}

/// A request as the institution reads it.
///
/// # Errors
/// `StoreError::NotFound`, [`AppError::EditionMissing`].
pub async fn open_request(app: &App, view: &Permit<View>, request: RequestId) -> Result<RequestForm, AppError> {
    RequestForm::new(app, store::vendor::open_request(&app.db, view, request).await?)
}

/// What was handed in, from its frozen bytes.
///
/// # Errors
/// When the bytes are gone or are not those that were kept.
pub fn handed_in(app: &App, form: &RequestForm, submission: &Submission) -> Result<SubmittedForm, AppError> {
    let bytes = app.blobs.get(form.asked.facility.id, &submission.frozen)?;
    serde_json::from_slice(&bytes).map_err(|error| AppError::Internal(error.to_string()))
}

/// Freezes answers, and the record that names the frozen bytes.
pub(super) fn freeze(
    app: &App,
    form: &RequestForm,
    complete: Complete,
    via: Via,
    source: Option<Digest>,
) -> Result<Submission, AppError> {
    let (asked, received_at) = (&form.asked, app.now());
    let Complete { answered_by, post, items } = complete;
    let frozen = SubmittedForm {
        format: SubmittedForm::FORMAT.to_owned(),
        facility: asked.facility.id,
        facility_name: asked.facility.stated.name.clone(),
        vendor: asked.vendor.id,
        vendor_name: asked.vendor.stated.name.clone(),
        request: asked.request.id,
        assessment: asked.assessment.id,
        edition: asked.assessment.edition.clone(),
        pack: asked.assessment.pack,
        fiscal_year: asked.assessment.fiscal_year,
        round: asked.request.round,
        via,
        answered_by: answered_by.clone(),
        post: post.clone(),
        received_at,
        source,
        items,
    };
    let bytes = serde_json::to_vec_pretty(&frozen).map_err(|error| AppError::Internal(error.to_string()))?;
    let frozen = app.blobs.put(asked.facility.id, &bytes)?;
    Ok(Submission {
        id: app.ids.next(),
        request: asked.request.id,
        via,
        answered_by,
        post,
        frozen,
        received_at,
        state: SubmissionState::Waiting,
        version: Seq::ZERO,
    })
}

/// Hands in by a link.
///
/// # Errors
/// `StoreError::Exists` when something waits already, was accepted, or the request is closed.
pub async fn hand_in(
    app: &App,
    permit: &LinkPermit,
    form: &RequestForm,
    complete: Complete,
    via: Via,
    source: Option<Digest>,
) -> Result<SubmissionId, AppError> {
    let submission = freeze(app, form, complete, via, source)?;
    let id = submission.id;
    store::vendor::receive_by_link(&app.db, permit, app.now(), submission).await?;
    Ok(id)
}

/// Records answers that a vendor sent as a file.
///
/// # Errors
/// As [`hand_in`].
pub async fn receive_file(
    app: &App,
    permit: &Permit<ManageVendors>,
    form: &RequestForm,
    complete: Complete,
    via: Via,
    source: Digest,
) -> Result<SubmissionId, AppError> {
    let submission = freeze(app, form, complete, via, Some(source))?;
    let id = submission.id;
    store::vendor::receive(&app.db, permit, app.now(), submission).await?;
    Ok(id)
}
