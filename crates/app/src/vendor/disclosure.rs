//! MDS/SDS: a vendor's workbook is read by a profile, shown, and taken in as it was shown; any other paper is kept beside the record.

use crate::{
    App, AppError,
    evidence::Arrived,
    intake::{IntakeError, Refusal, Why},
};
use domain::{
    access::{ManageVendors, Permit, View},
    assessment::Note,
    catalog::{DisclosureProfile, TopicId, TopicMatch},
    digest::Digest,
    evidence::{EvidenceFile, FileKind, FileName},
    id::DisclosureId,
    journal::Seq,
    vendor::{
        Line,
        disclosure::{
            Disclosure, DisclosureAnswers, DisclosureItem, DisclosureKind, DisclosureSource, ItemKey, ItemsError, keyed,
        },
    },
};
use evidence::{
    TellError, tell,
    workbook::{Bounds, MAX_WORKBOOK, ReadDisclosure, ReadHeader, ReadRow, Unread, read_disclosure},
};
use std::{collections::BTreeMap, io::BufReader};
use store::{StoreError, vendor::disclosure as register};

/// What came of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kept {
    /// A workbook: to be looked at before anything is written.
    Workbook(Digest, FileName),
    /// Any other paper: it stands beside the record now.
    Paper,
}

/// A workbook as it would be taken in.
#[derive(Debug, Clone)]
pub struct Reading {
    /// The head of the form as printed.
    pub header: ReadHeader,
    /// Items in their order, with whether the topic is only proposed by words.
    pub items: Vec<(DisclosureItem, bool)>,
    /// What a person has to look at.
    pub unread: Vec<Unread>,
    /// SHA-256 over what would be written and what it stands on.
    pub seal: Digest,
}

/// Keeps a file that arrived: a workbook waits for a person's word, any other paper is recorded beside the disclosure.
///
/// # Errors
/// [`Refusal`] for a file that is not taken; `StoreError::Stale`.
pub async fn keep(
    app: &App,
    permit: &Permit<ManageVendors>,
    disclosure: Disclosure,
    arrived: Arrived,
) -> Result<Kept, IntakeError> {
    let Arrived { name, bytes } = arrived;
    let told = tell(&mut BufReader::new(bytes.look().map_err(AppError::from)?));
    match told {
        Ok(FileKind::Excel) if bytes.size() > MAX_WORKBOOK => Err(Refusal::of(Why::TooLarge).with("20 MiB").into()),
        Ok(FileKind::Excel) => Ok(Kept::Workbook(app.blobs.keep(bytes)?.0, name)),
        Ok(FileKind::OfficeWithMacros) => Err(Refusal::of(Why::Macros).into()),
        Ok(kind) => {
            let (digest, size) = app.blobs.keep(bytes)?;
            let file = Some(EvidenceFile { name, kind, size, digest });
            register::record(&app.db, permit, app.now(), Disclosure { file, ..disclosure }).await?;
            Ok(Kept::Paper)
        }
        Err(TellError::NotTaken(_)) => Err(Refusal::of(Why::NotAWorkbook).into()),
        Err(TellError::Io(error)) => Err(AppError::Internal(error.to_string()).into()),
    }
}

/// What taking a workbook in would do. Writes nothing.
///
/// # Errors
/// [`Refusal`] when nothing of it can be taken; `StoreError::NotFound` when it is no longer kept, or for an unknown profile.
pub async fn read(
    app: &App,
    view: &Permit<View>,
    kind: DisclosureKind,
    version: Seq,
    file: Digest,
    profile: &str,
) -> Result<Reading, IntakeError> {
    let profile = app.catalog.disclosure().profile(profile).ok_or(StoreError::NotFound)?.clone();
    let bytes = app.blobs.get(view.facility(), &file)?;
    let read = parse(app, bytes, profile.clone(), kind).await?;
    if read.rows.len() > DisclosureAnswers::MAX {
        return Err(Refusal::of(Why::TooLarge).with("2,000").into());
    }
    let items = items(&read, &profile);
    let seal = seal(file, version, &items)?;
    Ok(Reading { header: read.header, items, unread: read.unread, seal })
}

/// Reading takes time and memory: one at a time, beside the pages. A reader that breaks down on a hostile file says so.
async fn parse(
    app: &App,
    bytes: Vec<u8>,
    profile: DisclosureProfile,
    kind: DisclosureKind,
) -> Result<ReadDisclosure, IntakeError> {
    let permit = app.reading.clone().acquire_owned().await.map_err(|e| AppError::Internal(e.to_string()))?;
    let read = tokio::task::spawn_blocking(move || {
        let read = read_disclosure(&bytes, &profile, kind, Bounds::BOOK);
        drop(permit);
        read
    });
    match read.await {
        Ok(read) => read.map_err(|fault| Refusal::from(fault).into()),
        Err(broken) => {
            tracing::warn!("a workbook broke its reader: {broken}");
            Err(Refusal::of(Why::Damaged).into())
        }
    }
}

fn items(read: &ReadDisclosure, profile: &DisclosureProfile) -> Vec<(DisclosureItem, bool)> {
    let item = |row: &ReadRow| {
        let (topic, proposed) = match profile.topic(row.number.as_deref(), &row.question) {
            TopicMatch::Certain(topic) => (Some(topic), false),
            TopicMatch::Proposed(topic) => (Some(topic), true),
            TopicMatch::Unknown => (None, false),
        };
        let number = row.number.as_deref().and_then(|number| Line::parse(number).ok());
        let item = DisclosureItem {
            key: ItemKey::of(""),
            number,
            question: cut(&row.question),
            topic,
            answer: row.answer,
            remark: cut(&row.remark),
        };
        (item, proposed)
    };
    let (items, proposed): (Vec<_>, Vec<_>) = read.rows.iter().map(item).unzip();
    let place = |at: usize| read.rows.get(at).map(|row| row.place.to_string()).unwrap_or_default();
    keyed(items, place).into_iter().zip(proposed).collect()
}

/// A cell holds up to 32,767 characters; what goes over a note is cut with a sign, and the file keeps it whole.
fn cut(text: &str) -> Note {
    let whole = Note::parse(text);
    whole.unwrap_or_else(|_| {
        let start: String = text.chars().take(Note::MAX - 1).collect();
        Note::parse(&format!("{start}…")).unwrap_or_default()
    })
}

fn seal(file: Digest, version: Seq, items: &[(DisclosureItem, bool)]) -> Result<Digest, AppError> {
    let text = serde_json::to_string(items).map_err(|error| AppError::Internal(error.to_string()))?;
    Ok(Digest::of(format!("{file} {version} {text}").as_bytes()))
}

/// A workbook that a person has looked at.
#[derive(Debug, Clone)]
pub struct Looked {
    /// The disclosure.
    pub disclosure: DisclosureId,
    /// Which form.
    pub kind: DisclosureKind,
    /// Version of the answers that stood there.
    pub version: Seq,
    /// The workbook.
    pub file: Digest,
    /// Name under which it came.
    pub name: FileName,
    /// Profile by which it was read.
    pub profile: TopicId,
    /// What was shown.
    pub seal: Digest,
    /// Topics as the person chose them, by item; an item that is not here keeps what was read.
    pub topics: BTreeMap<ItemKey, Option<TopicId>>,
}

/// Takes a workbook in, as it was shown. Returns how many items it has.
///
/// # Errors
/// [`IntakeError::Changed`] when it would now be another one; as [`read`].
pub async fn take(
    app: &App,
    view: &Permit<View>,
    permit: &Permit<ManageVendors>,
    looked: Looked,
) -> Result<usize, IntakeError> {
    let reading = read(app, view, looked.kind, looked.version, looked.file, looked.profile.as_str()).await?;
    if reading.seal != looked.seal {
        return Err(IntakeError::Changed);
    }
    let known = |topic: &TopicId| app.catalog.disclosure().topic(topic).is_some();
    let choose = |(mut item, _): (DisclosureItem, bool)| {
        if let Some(topic) = looked.topics.get(&item.key) {
            item.topic = topic.clone().filter(known);
        }
        item
    };
    let items: Vec<DisclosureItem> = reading.items.into_iter().map(choose).collect();
    let count = items.len();
    let source = DisclosureSource::File { digest: looked.file, name: looked.name, profile: looked.profile };
    let answers = DisclosureAnswers::new(source, items).map_err(|error| refusal(&error))?;
    register::answer(&app.db, permit, app.now(), looked.disclosure, looked.version, answers).await?;
    Ok(count)
}

fn refusal(error: &ItemsError) -> Refusal {
    match error {
        ItemsError::Empty => Refusal::of(Why::FormSheetMissing),
        ItemsError::TooMany(_) => Refusal::of(Why::TooLarge).with("2,000"),
        ItemsError::Twice(key) => Refusal::of(Why::Twice).with(key.to_string()),
    }
}
