//! One request with its form, as a link, a letter and the institution read it; and answers held against it.

use crate::{
    App, AppError,
    assessment::{Pinned, pinned, verification},
    words::{T, disclosure_title, means, origin},
};
use domain::{
    access::{LinkPermit, ManageVendors, Permit, View},
    assessment::{Asked, Choice, Sheet},
    calendar::{iso, parse_date},
    catalog::{Edition, Form, Item, ItemId, Verification},
    digest::Digest,
    id::{RequestId, SubmissionId},
    journal::Seq,
    staff::Name,
    vendor::{
        AnswerFault, Beside, FileSignature, Line, OfferedDisclosure, RecordKey, Said, Submission, SubmissionState,
        SubmittedForm, SubmittedItem, VendorAnswer, Via, disclosure::DisclosureState, remote_access::RemoteAccessDraft,
    },
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

/// What was typed about a record.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TypedSaid {
    /// `yes`, `no` or empty.
    pub so: String,
    /// Note.
    pub note: String,
}

/// By which way answers came.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Came {
    /// The way.
    pub via: Via,
    /// SHA-256 of the file, if it was one.
    pub file: Option<Digest>,
    /// Its signature, proved.
    pub signature: Option<FileSignature>,
}

impl Came {
    /// Typed on the page of a link.
    pub const LINK: Self = Self { via: Via::Link, file: None, signature: None };
}

/// Everything that was typed on the page of a link, or read out of a file.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct TypedForm {
    /// Who answers.
    pub name: String,
    /// Their post.
    pub post: String,
    /// The items.
    pub items: BTreeMap<ItemId, TypedItem>,
    /// What it says about the institution's records of it.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub said: BTreeMap<RecordKey, TypedSaid>,
    /// It has no other way in.
    pub complete: bool,
    /// Ways in that a file named.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub accesses: Vec<RemoteAccessDraft>,
    /// Disclosures that a file named.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub disclosures: Vec<OfferedDisclosure>,
    /// The file, if it came from one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub came: Option<Came>,
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
    /// A record changed since it was seen, or its note is too long.
    Said(RecordKey),
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
    /// What was said beside the form.
    pub beside: Beside,
}

/// The question about a record: a message key.
#[must_use]
pub const fn question(key: &RecordKey) -> &'static str {
    match key {
        RecordKey::Access(..) => "vendor-beside-access",
        RecordKey::Disclosure(..) => "vendor-beside-disclosure",
    }
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

    /// What an item is about, as printed above it: サーバ, 端末PC. Empty where the form has no groups. Sentences and numbers repeat
    /// from group to group, so an item is never named without it.
    ///
    /// # Errors
    /// As [`RequestForm::edition`].
    pub fn group(&self, item: &Item) -> Result<String, AppError> {
        let label = self.form()?.group(item).map(|group| group.label.words(&self.verification).words.to_owned());
        Ok(label.unwrap_or_default())
    }

    /// `2(7) サーバ`.
    ///
    /// # Errors
    /// As [`RequestForm::edition`].
    pub fn reference(&self, item: &Item) -> Result<String, AppError> {
        Ok(format!("{} {}", item.reference, self.group(item)?).trim_end().to_owned())
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
    pub fn asked_items(&self) -> Result<Vec<(&Item, Asked)>, AppError> {
        let (sheet, round) = (self.sheet()?, self.asked.request.round);
        let items = self.form()?.items.iter().map(|item| (item, sheet.asked(&item.id, round)));
        Ok(items.filter(|(_, asked)| !matches!(asked, Asked::NotAsked(_))).collect())
    }

    /// The institution's records of this vendor that it is asked about, in words: its ways in, and disclosures that were received.
    #[must_use]
    pub fn records(&self, t: T) -> Vec<(RecordKey, String)> {
        let way = |one: &domain::vendor::remote_access::RemoteAccess| {
            let stated = &one.stated;
            let from = origin(t, &stated.origin);
            let mut words = format!("{}：{} · {} {from}", stated.target, means(t, stated), t.get("remote-origin"));
            for (key, value) in [("remote-gateway", &stated.gateway), ("remote-allowed", &stated.allowed)] {
                if let Some(value) = value {
                    words.push_str(&format!(" · {} {value}", t.get(key)));
                }
            }
            let two_factor = t.code("remote-two-factor", stated.two_factor.code());
            let opening = t.code("remote-opening", stated.opening.code());
            words.push_str(&format!(" · {} {two_factor} · {opening}", t.get("remote-two-factor")));
            (RecordKey::Access(one.id, one.version), words)
        };
        let received =
            self.asked.disclosures.iter().filter(|one| matches!(one.stated.state, DisclosureState::Received { .. }));
        let disclosure = |one: &domain::vendor::disclosure::Disclosure| {
            (RecordKey::Disclosure(one.id, one.version), disclosure_title(t, one))
        };
        self.asked.accesses.iter().map(way).chain(received.map(disclosure)).collect()
    }

    /// The question whether there are other ways in: a message key. Where none is recorded, it asks whether there is any.
    #[must_use]
    pub const fn complete_question(&self) -> &'static str {
        if self.asked.accesses.is_empty() { "vendor-beside-none" } else { "vendor-beside-complete" }
    }

    fn is_record(&self, key: &RecordKey) -> bool {
        match *key {
            RecordKey::Access(id, version) => {
                self.asked.accesses.iter().any(|one| one.id == id && one.version == version)
            }
            RecordKey::Disclosure(id, version) => {
                self.asked.disclosures.iter().any(|one| one.id == id && one.version == version)
            }
        }
    }

    /// What was typed about records; one that changed since is a fault.
    fn beside(&self, typed: &TypedForm, faults: &mut Vec<TypedFault>) -> Beside {
        let mut said = Vec::new();
        for (record, one) in &typed.said {
            let so = match one.so.as_str() {
                "yes" => true,
                "no" => false,
                _ => continue,
            };
            match domain::assessment::Note::parse(&one.note) {
                Ok(note) if self.is_record(record) => {
                    said.push(Said { record: *record, so, note: note.as_str().trim().to_owned() });
                }
                _ => faults.push(TypedFault::Said(*record)),
            }
        }
        let (accesses, disclosures) = (typed.accesses.clone(), typed.disclosures.clone());
        Beside { said, complete: typed.complete, accesses, disclosures }
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
        let beside = self.beside(typed, &mut faults);
        Ok(match (name, post) {
            (Ok(answered_by), Ok(post)) if faults.is_empty() => Ok(Complete { answered_by, post, items, beside }),
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

/// What is answered, without who answers and by which way.
#[derive(PartialEq, Eq)]
struct Answers<'a> {
    items: BTreeMap<&'a ItemId, [String; 4]>,
    said: BTreeMap<&'a RecordKey, [String; 2]>,
    complete: bool,
}

impl TypedForm {
    /// The same by its way, if it still says what the file of `kept` said. Whoever changed an answer on the page answers there: the file
    /// stays named, but its signature is of other answers.
    #[must_use]
    pub fn coming_as(self, kept: &Self) -> Self {
        let changed = self.answers() != kept.answers();
        let came = kept.came.clone().map(|came| match changed {
            true => Came { via: Via::Link, signature: None, ..came },
            false => came,
        });
        Self { came, ..self }
    }

    /// What is answered, as it can be compared: line ends as one sign, nothing of what is left open.
    fn answers(&self) -> Answers<'_> {
        let words = |text: &str| text.replace("\r\n", "\n").trim().to_owned();
        let items = self.items.iter().filter(|(_, item)| !item.choice.is_empty()).map(|(id, item)| {
            let target = if item.choice == "no" { words(&item.target) } else { String::new() };
            (id, [item.choice.clone(), words(&item.on), target, words(&item.note)])
        });
        let said = self.said.iter().filter(|(_, said)| !said.so.is_empty());
        let said = said.map(|(key, said)| (key, [said.so.clone(), words(&said.note)]));
        Answers { items: items.collect(), said: said.collect(), complete: self.complete }
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
        let day = |day: Date| iso(day);
        let said = |one: &Said| {
            let so = if one.so { "yes" } else { "no" }.to_owned();
            (one.record, TypedSaid { so, note: one.note.clone() })
        };
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
            said: form.beside.said.iter().map(said).collect(),
            complete: form.beside.complete,
            accesses: form.beside.accesses.clone(),
            disclosures: form.beside.disclosures.clone(),
            // Whatever is handed in next came by its own way.
            came: None,
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
fn freeze(app: &App, form: &RequestForm, complete: Complete, came: Came) -> Result<Submission, AppError> {
    let (asked, received_at) = (&form.asked, app.now());
    let Complete { answered_by, post, items, beside } = complete;
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
        via: came.via,
        answered_by: answered_by.clone(),
        post: post.clone(),
        received_at,
        source: came.file,
        signature: came.signature,
        items,
        beside,
    };
    let bytes = serde_json::to_vec_pretty(&frozen).map_err(|error| AppError::Internal(error.to_string()))?;
    let frozen = app.blobs.put(asked.facility.id, &bytes)?;
    Ok(Submission {
        id: app.ids.next(),
        request: asked.request.id,
        via: came.via,
        answered_by,
        post,
        frozen,
        received_at,
        state: SubmissionState::Waiting,
        version: Seq::ZERO,
    })
}

/// Hands in by a link. A file that was read days ago and swept since is not named any more: its answers are frozen all the same.
///
/// # Errors
/// `StoreError::Exists` when something waits already, was accepted, or the request is closed.
pub async fn hand_in(
    app: &App,
    permit: &LinkPermit,
    form: &RequestForm,
    complete: Complete,
    came: Came,
) -> Result<SubmissionId, AppError> {
    let kept = came.file.filter(|file| app.blobs.open(permit.facility(), file).is_ok());
    let submission = freeze(app, form, complete, Came { file: kept, ..came })?;
    let id = submission.id;
    store::vendor::receive_by_link(&app.db, permit, app.now(), submission, kept).await?;
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
    (came, file): (Came, Digest),
) -> Result<SubmissionId, AppError> {
    let submission = freeze(app, form, complete, Came { file: Some(file), ..came })?;
    let id = submission.id;
    store::vendor::receive(&app.db, permit, app.now(), submission, file).await?;
    Ok(id)
}
