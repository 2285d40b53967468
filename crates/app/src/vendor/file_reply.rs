//! What a vendor answered in a file: the workbook of its request, or an offline answer file. Read into the same texts as the page of its
//! link types, so that all three are held against the form in one place.

use super::request_form::{Came, RequestForm, TypedForm, TypedItem, TypedSaid};
use crate::{
    App, AppError,
    evidence::Arrived,
    intake::{
        IntakeError, Refusal, Refused, Waiting, Why,
        form::{fault_words, parse, require_edition, require_own, require_wording, subject},
    },
    words::{T, refused_draft},
};
use domain::{
    access::{ManageVendors, Permit},
    assessment::{Asked, Choice, DraftError, Note, RoundNo},
    calendar::{iso, parse_date},
    catalog::{ItemId, TopicId},
    digest::Digest,
    evidence::FileKind,
    id::FacilityId,
    vendor::{
        FileSignature, Line, OfferedDisclosure, RecordKey, Via,
        disclosure::{DisclosureAnswer, DisclosureAnswers, DisclosureItem, DisclosureKind, ItemKey, keyed},
        remote_access::{RemoteAccessDraft, RemoteAccessError, RemoteAccessText, RemoteField},
    },
};
use ed25519_dalek::{Signature, VerifyingKey};
use evidence::{
    TellError,
    answer_file::{AnswerFile, FORMAT, FileAccess, FileDisclosure, FileForm, FileItem, FileYesNo, parse_answer_file},
    tell,
    workbook::{FormWorkbook, MAX_WORKBOOK, ReadItem},
};
use serde_json::json;
use std::{
    collections::{BTreeMap, BTreeSet},
    io::{BufReader, Cursor},
};
use zip::ZipArchive;

/// A file as read: what it says, and what of it can't be taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadReply {
    /// What it says; [`TypedForm::came`] names the file.
    pub typed: TypedForm,
    /// What can't be taken, with its cell or field.
    pub refused: Vec<Refused>,
}

/// Keeps a file in which a vendor answered: an Excel workbook, or a text.
///
/// # Errors
/// [`Refusal`] for any other file; nothing stays then.
pub fn keep_reply(app: &App, _permit: &Permit<ManageVendors>, arrived: Arrived) -> Result<Waiting, IntakeError> {
    let Arrived { name, bytes } = arrived;
    if bytes.size() > MAX_WORKBOOK {
        return Err(Refusal::of(Why::TooLarge).with("20 MiB").into());
    }
    match tell(&mut BufReader::new(bytes.look().map_err(AppError::from)?)) {
        Ok(FileKind::Excel | FileKind::Text) => {}
        Ok(FileKind::OfficeWithMacros) => return Err(Refusal::of(Why::Macros).into()),
        Ok(FileKind::OldOffice) => return Err(Refusal::of(Why::OldOrLocked).into()),
        Ok(_) | Err(TellError::NotTaken(_)) => return Err(Refusal::of(Why::NotAReply).into()),
        Err(TellError::Io(error)) => return Err(AppError::Internal(error.to_string()).into()),
    }
    let (file, _) = app.blobs.keep(bytes).map_err(AppError::from)?;
    Ok(Waiting { file, name })
}

/// Reads a file in which a vendor answered. `signature` is the vendor's detached signature of it as typed, empty without one:
/// public key and signature in hex, with a space between them.
///
/// # Errors
/// [`Refusal`] when nothing of it can be taken.
pub async fn read_reply(
    app: &App,
    form: &RequestForm,
    bytes: Vec<u8>,
    signature: &str,
    t: T,
) -> Result<ReadReply, IntakeError> {
    let (file, signature) = (Digest::of(&bytes), proved(&bytes, signature)?);
    let is_archive = bytes.starts_with(b"PK\x03\x04");
    if is_archive && ZipArchive::new(Cursor::new(&bytes)).is_err() {
        // One that was cut off still begins like a workbook.
        return Err(Refusal::of(Why::Damaged).into());
    }
    let is_workbook = is_archive || bytes.starts_with(&[0xd0, 0xcf, 0x11, 0xe0]);
    let (via, mut read) = if is_workbook {
        (Via::Workbook, from_workbook(form, &parse(app, bytes).await?, t)?)
    } else {
        let answers = parse_answer_file(&bytes).map_err(Refusal::from)?;
        (Via::AnswerFile, Reader::new(app, form, t)?.read(&answers))
    };
    read.typed.came = Some(Came { via, file: Some(file), signature });
    Ok(read)
}

/// The signature, if it is the file's own.
fn proved(bytes: &[u8], typed: &str) -> Result<Option<FileSignature>, Refusal> {
    let typed = typed.trim();
    if typed.is_empty() {
        return Ok(None);
    }
    let wrong = || Refusal::of(Why::Signature);
    let (key, signature) = typed.split_once(char::is_whitespace).ok_or_else(wrong)?;
    let raw = |text: &str| hex::decode(text.trim()).ok();
    let key_bytes = raw(key).and_then(|raw| <[u8; 32]>::try_from(raw).ok()).ok_or_else(wrong)?;
    let signature_bytes = raw(signature).and_then(|raw| <[u8; 64]>::try_from(raw).ok()).ok_or_else(wrong)?;
    let public = VerifyingKey::from_bytes(&key_bytes).map_err(|_| wrong())?;
    public.verify_strict(bytes, &Signature::from_bytes(&signature_bytes)).map_err(|_| wrong())?;
    Ok(Some(FileSignature { public_key: hex::encode(key_bytes), signature: hex::encode(signature_bytes) }))
}

fn require_request(facility: FacilityId, form: &RequestForm, book: &FormWorkbook) -> Result<(), Refusal> {
    require_own(facility, book)?;
    require_edition(&form.asked.assessment, book)?;
    match &book.request {
        None => Err(Refusal::of(Why::NotForRequest)),
        Some((request, place)) if *request != form.asked.request.id => Err(Refusal::of(Why::OtherRequest).at(place)),
        Some(_) => Ok(()),
    }
}

fn from_workbook(request: &RequestForm, book: &FormWorkbook, t: T) -> Result<ReadReply, IntakeError> {
    require_request(request.asked.facility.id, request, book)?;
    let form = request.form()?;
    require_wording(form, &request.verification, book, t)?;
    let round = request.asked.request.round;
    let asked: BTreeMap<&ItemId, Asked> =
        request.asked_items()?.into_iter().map(|(item, asked)| (&item.id, asked)).collect();
    let mut read = ReadReply { typed: TypedForm::default(), refused: Vec::new() };
    for found in &book.items {
        let mut refuse = |place: String, why: String| {
            read.refused.push(Refused { subject: subject(form, &found.item), place, why });
        };
        for fault in &found.faults {
            refuse(fault.place.to_string(), fault_words(t, fault));
        }
        let place = book.place(found, domain::assessment::workbook::BookColumn::Answer(round)).to_string();
        if changes_another_round(request, found) {
            refuse(place.clone(), t.one("vendor-file-other-round", "round", round.number()));
        }
        let slot = &found.slots[round.index()];
        if !asked.contains_key(&found.item) {
            if slot.choice != Choice::Blank {
                refuse(place, refused_draft(t, &DraftError::NotAsked).1);
            }
            continue;
        }
        if found.faults.is_empty() {
            read.typed.items.insert(found.item.clone(), typed_item(found, round));
        }
    }
    take_reply(&mut read, book, t);
    Ok(read)
}

fn typed_item(found: &ReadItem, round: RoundNo) -> TypedItem {
    let slot = &found.slots[round.index()];
    TypedItem {
        choice: choice_code(slot.choice).to_owned(),
        on: slot.on.map(iso).unwrap_or_default(),
        target: found.target.map(iso).unwrap_or_default(),
        note: found.note.clone(),
    }
}

const fn choice_code(choice: Choice) -> &'static str {
    match choice {
        Choice::Yes => "yes",
        Choice::No => "no",
        Choice::Blank => "",
    }
}

/// Whether a cell of a round that is not asked says something else than what stands there.
fn changes_another_round(request: &RequestForm, found: &ReadItem) -> bool {
    let state = request.asked.rows.get(&found.item).map(|row| row.state.clone()).unwrap_or_default();
    RoundNo::ALL.into_iter().filter(|round| *round != request.asked.request.round).any(|round| {
        let (slot, stands) = (&found.slots[round.index()], state.slot(round));
        let choice = match () {
            () if stands.is_yes() => Choice::Yes,
            () if stands.is_no() => Choice::No,
            () => Choice::Blank,
        };
        (slot.choice, slot.on) != (choice, stands.on())
    })
}

fn take_reply(read: &mut ReadReply, book: &FormWorkbook, t: T) {
    let reply = &book.reply;
    (read.typed.name, read.typed.post) = (reply.name.clone(), reply.post.clone());
    read.typed.complete = reply.complete == Choice::Yes;
    for fault in &reply.faults {
        let (subject, place) = (String::new(), fault.place.to_string());
        read.refused.push(Refused { subject, place, why: fault_words(t, fault) });
    }
    for row in &reply.rows {
        match row.key.parse::<RecordKey>() {
            Ok(key) => {
                let said = TypedSaid { so: choice_code(row.so).to_owned(), note: row.note.clone() };
                read.typed.said.insert(key, said);
            }
            Err(_) => read.refused.push(Refused {
                subject: row.key.chars().take(60).collect(),
                place: String::new(),
                why: t.get("intake-refused-item-unknown").into_owned(),
            }),
        }
    }
}

/// Reads an answer file against a request.
struct Reader<'a> {
    app: &'a App,
    request: &'a RequestForm,
    asked: BTreeSet<ItemId>,
    t: T,
    read: ReadReply,
}

impl<'a> Reader<'a> {
    fn new(app: &'a App, request: &'a RequestForm, t: T) -> Result<Self, AppError> {
        let asked = request.asked_items()?.into_iter().map(|(item, _)| item.id.clone()).collect();
        Ok(Self { app, request, asked, t, read: ReadReply { typed: TypedForm::default(), refused: Vec::new() } })
    }

    fn refuse(&mut self, subject: &str, place: String, key: &str) {
        let why = self.t.get(key).into_owned();
        self.read.refused.push(Refused { subject: subject.chars().take(60).collect(), place, why });
    }

    fn read(mut self, file: &AnswerFile) -> ReadReply {
        (self.read.typed.name, self.read.typed.post) = (file.answered_by.clone(), file.post.clone());
        self.read.typed.complete = file.no_other_remote_access;
        let edition = self.request.asked.assessment.edition.to_string();
        match file.forms.iter().enumerate().find(|(_, form)| form.edition == edition) {
            Some((at, form)) => self.form(at, form),
            None => self.refuse(&edition, "forms".to_owned(), "vendor-file-no-form"),
        }
        for (at, disclosure) in file.disclosures.iter().enumerate() {
            self.disclosure(&format!("disclosures[{at}]"), disclosure);
        }
        for (at, access) in file.remote_access.iter().enumerate() {
            self.access(&format!("remote_access[{at}]"), access);
        }
        self.read
    }

    fn form(&mut self, at: usize, form: &FileForm) {
        for (row, item) in form.items.iter().enumerate() {
            let place = format!("forms[{at}].items[{row}]");
            match item.item.parse::<ItemId>() {
                Ok(id) if self.read.typed.items.contains_key(&id) => {
                    self.refuse(&item.item, place, "vendor-file-twice")
                }
                Ok(id) if self.asked.contains(&id) => {
                    self.read.typed.items.insert(id, typed_of(item));
                }
                // The other form, an item that this round does not ask, or none at all: the rest can be taken.
                _ => self.refuse(&item.item, place, "vendor-file-item-unknown"),
            }
        }
    }

    fn access(&mut self, place: &str, access: &FileAccess) {
        let addresses = access.addresses.join(" ");
        let origin = match (access.from_anywhere, addresses.is_empty()) {
            (true, _) => "anywhere",
            (false, false) => "addresses",
            (false, true) => "unknown",
        };
        let text = RemoteAccessText {
            target: &access.target,
            means: access.means.iter().map(String::as_str).collect(),
            means_words: &access.means_words,
            origin,
            addresses: &addresses,
            gateway: &access.gateway,
            allowed: &access.allowed,
            two_factor: &access.two_factor,
            opening: &access.opening,
            note: &access.note,
        };
        match RemoteAccessDraft::parse(self.request.asked.vendor.id, &text) {
            Err(error) => self.refuse(&access.target, format!("{place}.{}", field_of(&error)), "vendor-file-value"),
            Ok(draft) => match self.request.asked.accesses.iter().find(|one| is_same(&one.stated, &draft)) {
                Some(known) => {
                    let said = TypedSaid { so: "yes".to_owned(), note: String::new() };
                    self.read.typed.said.insert(RecordKey::Access(known.id, known.version), said);
                }
                None => self.read.typed.accesses.push(draft),
            },
        }
    }

    fn disclosure(&mut self, place: &str, found: &FileDisclosure) {
        let mut wrong = |field: &str| self.refuse(&found.product, format!("{place}.{field}"), "vendor-file-value");
        let Some(kind) = DisclosureKind::from_code(&found.kind) else { return wrong("kind") };
        let Ok(product) = Line::parse(&found.product) else { return wrong("product") };
        let Ok(product_version) = Line::maybe(&found.version) else { return wrong("version") };
        let Ok(edition) = Line::maybe(&found.edition) else { return wrong("edition") };
        let dated_on = match found.dated_on.trim() {
            "" => None,
            text => match parse_date(text) {
                Ok(day) => Some(day),
                Err(_) => return wrong("dated_on"),
            },
        };
        let items = self.items(place, found);
        if items.is_empty() || items.len() > DisclosureAnswers::MAX {
            return self.refuse(&found.product, format!("{place}.items"), "vendor-file-value");
        }
        let offered = OfferedDisclosure { kind, product, product_version, edition, dated_on, items };
        self.read.typed.disclosures.push(offered);
    }

    fn items(&mut self, place: &str, found: &FileDisclosure) -> Vec<DisclosureItem> {
        let mut items = Vec::new();
        for (row, item) in found.items.iter().enumerate() {
            let place = format!("{place}.items[{row}]");
            let (number, answer) = (Line::maybe(&item.number), DisclosureAnswer::from_code(&item.answer));
            let (question, remark) = (Note::parse(&item.question), Note::parse(&item.remark));
            let (Ok(number), Some(answer), Ok(question), Ok(remark)) = (number, answer, question, remark) else {
                self.refuse(&item.number, place, "vendor-file-value");
                continue;
            };
            let topic = TopicId::parse(&item.topic).ok();
            let topic = topic.filter(|topic| self.app.catalog.disclosure().topic(topic).is_some());
            items.push(DisclosureItem { key: ItemKey::of(""), number, question, topic, answer, remark });
        }
        keyed(items, |at| format!("item-{}", at + 1))
    }
}

fn typed_of(item: &FileItem) -> TypedItem {
    let choice = match item.answer {
        FileYesNo::Yes => "yes",
        FileYesNo::No => "no",
    };
    let (on, target) = (item.on.clone(), item.target_date.clone());
    TypedItem { choice: choice.to_owned(), on, target, note: item.note.clone() }
}

/// Whether two statements say the same of a way in; the institution's own note is no part of it.
fn is_same(stated: &RemoteAccessDraft, said: &RemoteAccessDraft) -> bool {
    RemoteAccessDraft { note: None, ..stated.clone() } == RemoteAccessDraft { note: None, ..said.clone() }
}

/// The field of the file that an error is about.
const fn field_of(error: &RemoteAccessError) -> &'static str {
    match error {
        RemoteAccessError::Line(RemoteField::Target, _) => "target",
        RemoteAccessError::Line(RemoteField::MeansWords, _) | RemoteAccessError::OtherUnnamed => "means_words",
        RemoteAccessError::Line(RemoteField::Gateway, _) => "gateway",
        RemoteAccessError::Line(RemoteField::Allowed, _) => "allowed",
        RemoteAccessError::Line(RemoteField::Note, _) => "note",
        RemoteAccessError::Means => "means",
        RemoteAccessError::OriginMissing | RemoteAccessError::Addresses(_) | RemoteAccessError::AddressesUnchosen => {
            "addresses"
        }
        RemoteAccessError::TwoFactor => "two_factor",
        RemoteAccessError::Opening => "opening",
    }
}

/// An answer file to fill in: the items that the request asks, and the vendor's own ways in. The answers are empty, and a file with an
/// empty answer is not taken.
///
/// # Errors
/// [`AppError::EditionMissing`], which opening the request rules out.
pub fn template(request: &RequestForm) -> Result<Vec<u8>, AppError> {
    let asked = &request.asked;
    let item = |(item, _): (&domain::catalog::Item, Asked)| json!({ "item": item.id.to_string(), "answer": "", "on": "", "target_date": "", "note": "" });
    let items: Vec<_> = request.asked_items()?.into_iter().map(item).collect();
    let way = |one: &domain::vendor::remote_access::RemoteAccess| {
        let stated = &one.stated;
        let line = |line: &Option<Line>| line.as_ref().map(ToString::to_string).unwrap_or_default();
        let origin = stated.origin.addresses();
        let addresses: Vec<&str> = origin.split(", ").filter(|part| !part.is_empty()).collect();
        json!({
            "target": stated.target.as_str(),
            "means": stated.means.iter().map(|means| means.code()).collect::<Vec<_>>(),
            "means_words": line(&stated.means_words),
            "addresses": addresses,
            "from_anywhere": stated.origin.code() == "anywhere",
            "gateway": line(&stated.gateway),
            "allowed": line(&stated.allowed),
            "two_factor": stated.two_factor.code(),
            "opening": stated.opening.code(),
        })
    };
    let file = json!({
        "format": FORMAT,
        "vendor": asked.vendor.stated.name.as_str(),
        "answered_by": "",
        "post": "",
        "forms": [{ "edition": asked.assessment.edition.to_string(), "items": items }],
        "disclosures": [],
        "remote_access": asked.accesses.iter().map(way).collect::<Vec<_>>(),
        "no_other_remote_access": false,
    });
    serde_json::to_vec_pretty(&file).map_err(|error| AppError::Internal(error.to_string()))
}
