//! Making a pack: the paper is typeset, signed rounds and the journal are added, everything is sealed, kept and recorded.

use super::{
    document::{Plans, document},
    ledger_part::ledger_part,
    seal::seal_head,
    whole::Whole,
};
use crate::{
    App, AppError,
    assessment::Opened,
    network::outside_workbook,
    words::{self, Names, T},
    workbook::{form_workbook_of, lists_workbook},
};
use domain::{
    access::{MakePack, Permit, View},
    assessment::SignOff,
    digest::Digest,
    id::{AssessmentId, FacilityId, PackId},
    journal::{Entry, Event, Link, PackMade, Seq},
    vendor::Vendor,
};
use messages::Lang;
use report::{
    document::HistoryLine,
    ledger_part::LedgerPart,
    pack::{EDITION, PackFile, PackMeta, SIGNED_ROUNDS, VENDOR_ROUNDS, seal},
};
use std::collections::BTreeSet;
use store::ledger::Filter;

/// A pack that was made.
#[derive(Debug, Clone)]
pub struct Made {
    /// Its record.
    pub id: PackId,
    /// SHA-256 of the sealed archive.
    pub archive: Digest,
    /// SHA-256 of the PDF.
    pub pdf: Digest,
}

/// How a pack is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Making {
    /// Language of the paper and the workbooks.
    pub lang: Lang,
    /// Whether the evidence files themselves go in, not only their list.
    pub enclose_files: bool,
}

/// Makes a pack of a sheet; for the institution's own sheet also of its vendors' sheets.
///
/// # Errors
/// [`AppError::Render`]; [`AppError::PackTooLarge`]; `StoreError::DiskFull`. Nothing is recorded then.
pub async fn make_pack(
    app: &App,
    view: &Permit<View>,
    permit: &Permit<MakePack>,
    sheet: AssessmentId,
    making: Making,
) -> Result<Made, AppError> {
    let t = T::new(making.lang);
    let whole = Whole::read(app, view, sheet, making).await?;
    let head = seal_head(app, view).await?;
    let links = journal_until(app, view, head.seq).await?;
    let history = history(t, &Names::load(app, view).await?, &whole.own, &links)?;
    let plans = Plans::load(app, view).await?;
    let mut paper = document(app, &whole, &plans, t, (head.seq, head.hash), history)?;
    let mut beside = Vec::new();
    if whole.own.assessment().vendor.is_none() {
        let ledger = ledger_part(app, view, t).await?;
        beside = beside_ledger(app, view, t, &ledger).await?;
        paper.ledger = Some(ledger);
        let bcp = crate::readiness::bcp::standing(app, view).await?;
        paper.bcp = crate::readiness::bcp::pack_blocks(app, &bcp, t);
    }
    let json = serde_json::to_vec(&paper).map_err(|e| AppError::Internal(e.to_string()))?;
    let pdf = app.renderer.render(&json).await?;
    let lists = lists_workbook(app, view, t).await?;
    let readiness = crate::readiness::pack_files(app, view, t).await?;
    let (meta, sealing) = (meta(app, &whole, &head)?, Sealing { app: app.clone(), facility: view.facility(), t });
    // Workbooks, hashes and the archive take their time: beside the pages.
    beside.push(PackFile { path: "workbooks/lists.xlsx".to_owned(), bytes: lists.bytes });
    beside.extend(readiness);
    let work = move || sealing.archive(&whole, &links, &meta, beside, pdf);
    let sealed = tokio::task::spawn_blocking(work).await.map_err(|e| AppError::Internal(e.to_string()))??;
    record(app, view, permit, sheet, &sealed).await
}

/// The whole ledger and 外部接続機器リスト as workbooks, and each sheet of the network's picture.
async fn beside_ledger(app: &App, view: &Permit<View>, t: T, part: &LedgerPart) -> Result<Vec<PackFile>, AppError> {
    let whole = Filter { listed: Some(true), with_disposed: true, ..Filter::default() };
    let ledger = crate::ledger::workbook(app, view, &whole, t).await?;
    let outside = outside_workbook(app, view, t).await?;
    let mut files = vec![
        PackFile { path: "workbooks/ledger.xlsx".to_owned(), bytes: ledger.bytes },
        PackFile { path: "workbooks/outside.xlsx".to_owned(), bytes: outside.bytes },
    ];
    files.extend(part.sheets.iter().enumerate().map(|(at, sheet)| PackFile {
        path: format!("network/network-{:02}.svg", at + 1),
        bytes: sheet.svg.clone().into_bytes(),
    }));
    Ok(files)
}

/// A sealed archive with the paper that lies in it.
struct Sealed {
    pdf: Vec<u8>,
    archive: Vec<u8>,
}

async fn record(
    app: &App,
    view: &Permit<View>,
    permit: &Permit<MakePack>,
    sheet: AssessmentId,
    sealed: &Sealed,
) -> Result<Made, AppError> {
    let made = PackMade {
        id: app.ids.next(),
        assessment: sheet,
        archive: app.blobs.put(view.facility(), &sealed.archive)?,
        pdf: app.blobs.put(view.facility(), &sealed.pdf)?,
        bytes: sealed.archive.len() as u64,
    };
    let result = Made { id: made.id, archive: made.archive, pdf: made.pdf };
    store::inspection::record(&app.db, permit, app.now(), made).await?;
    Ok(result)
}

fn meta(app: &App, whole: &Whole, head: &store::journal::Seal) -> Result<PackMeta, AppError> {
    let (facility, assessment) = (whole.own.facility(), whole.own.assessment());
    let vendor_sheet = |(vendor, opened): (&Vendor, &Opened)| (opened.assessment().id, vendor.stated.name.to_string());
    Ok(PackMeta {
        facility: facility.id,
        facility_name: facility.stated.name.to_string(),
        sample: facility.sample,
        assessment: assessment.id,
        edition: assessment.edition.to_string(),
        edition_pack: assessment.pack,
        form: assessment.form.code().to_owned(),
        fiscal_year: assessment.fiscal_year.year(),
        vendor_sheets: whole.vendor_sheets().map(vendor_sheet).collect(),
        made_at: app.now(),
        head_seq: head.seq,
        head_hash: head.hash,
    })
}

/// What the files of an archive are made from.
struct Sealing {
    app: App,
    facility: FacilityId,
    t: T,
}

impl Sealing {
    fn archive(
        &self,
        whole: &Whole,
        links: &[Link],
        meta: &PackMeta,
        beside: Vec<PackFile>,
        pdf: Vec<u8>,
    ) -> Result<Sealed, AppError> {
        let mut files = self.files(whole)?;
        files.push(PackFile { path: "checklist.pdf".to_owned(), bytes: pdf.clone() });
        files.extend(beside);
        let sealed = seal(files, links, meta, self.app.key.signing_key());
        Ok(Sealed { pdf, archive: sealed.map_err(|e| AppError::Internal(e.to_string()))? })
    }

    /// The workbook of every sheet, the frozen bytes of every sign-off, the bytes of the editions, the evidence that was asked
    /// for, and a page that says how to check all of it.
    fn files(&self, whole: &Whole) -> Result<Vec<PackFile>, AppError> {
        let readme = self.t.get("inspection-readme").into_owned().into_bytes();
        let mut files = vec![PackFile { path: "README.txt".to_owned(), bytes: readme }];
        files.push(self.workbook("workbooks/checklist.xlsx".to_owned(), &whole.own)?);
        let own = whole.own.assessment();
        files.push(self.blob(format!("{EDITION}{}.yaml", own.edition), &own.pack)?);
        files.extend(self.rounds(SIGNED_ROUNDS, &whole.own)?);
        let mut editions = BTreeSet::from([own.pack]);
        for (number, (_, opened)) in (1..).zip(whole.vendor_sheets()) {
            let pack = opened.assessment().pack;
            files.push(self.workbook(format!("workbooks/vendor-{number:02}.xlsx"), opened)?);
            files.extend(self.rounds(&format!("{VENDOR_ROUNDS}vendor-{number:02}-"), opened)?);
            if editions.insert(pack) {
                files.push(self.blob(format!("vendor-edition/{number:02}.yaml"), &pack)?);
            }
        }
        for shown in &whole.evidence {
            if let Some(path) = &shown.path {
                files.push(self.blob(path.clone(), &shown.evidence.file.digest)?);
            }
        }
        Ok(files)
    }

    fn workbook(&self, path: String, opened: &Opened) -> Result<PackFile, AppError> {
        Ok(PackFile { path, bytes: form_workbook_of(&self.app, opened, self.t)?.bytes })
    }

    fn rounds(&self, before: &str, opened: &Opened) -> Result<Vec<PackFile>, AppError> {
        let path = |sign_off: &SignOff| format!("{before}{}-{}.json", sign_off.round.number(), sign_off.seq);
        opened.loaded.sign_offs.iter().map(|sign_off| self.blob(path(sign_off), &sign_off.frozen)).collect()
    }

    fn blob(&self, path: String, digest: &Digest) -> Result<PackFile, AppError> {
        Ok(PackFile { path, bytes: self.app.blobs.get(self.facility, digest)? })
    }
}

/// Entries of the journal up to the sealed head.
async fn journal_until(app: &App, view: &Permit<View>, head: Seq) -> Result<Vec<Link>, AppError> {
    let mut links: Vec<Link> = Vec::new();
    loop {
        let after = links.last().map_or(Seq::ZERO, |link| link.seq);
        let batch = store::journal::recorded(&app.db, view, after, 1_000).await?;
        let full = batch.len() == 1_000;
        links.extend(batch.into_iter().filter(|link| link.seq <= head));
        if !full {
            return Ok(links);
        }
    }
}

/// What concerns this sheet, in words, oldest first.
fn history(t: T, names: &Names, opened: &Opened, links: &[Link]) -> Result<Vec<HistoryLine>, AppError> {
    let sheet = opened.assessment().id;
    let mut lines = Vec::new();
    for link in links {
        let entry = Entry::from_body(&link.body).map_err(|e| AppError::Internal(e.to_string()))?;
        let concerns = match &entry.event {
            Event::AssessmentOpened(opened) => opened.assessment.id == sheet,
            Event::AnswerRecorded(answer) => answer.assessment == sheet,
            Event::WorkbookTaken(taken) => taken.assessment == sheet,
            Event::RemediationRecorded(found) => found.key.sheet == sheet,
            Event::RemediationCommented(said) => said.key.sheet == sheet,
            Event::RoundSigned(signed) => signed.assessment == sheet,
            Event::WordingVerified(wording) => wording.edition == opened.assessment().edition,
            _ => false,
        };
        if concerns {
            lines.push(HistoryLine {
                seq: link.seq.get(),
                at: t.moment(entry.at),
                by: entry.by.name.to_string(),
                words: words::entry(t, names, &entry),
            });
        }
    }
    Ok(lines)
}
