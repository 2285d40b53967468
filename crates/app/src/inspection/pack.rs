//! Making a pack: the paper is typeset, signed rounds and the journal are added, everything is sealed, kept and recorded.

use super::{
    document::{Plans, document},
    seal::seal_head,
};
use crate::{
    App, AppError,
    assessment::{Opened, load},
    words::{self, Names, T},
};
use domain::{
    access::{MakePack, Permit, View},
    digest::Digest,
    id::{AssessmentId, PackId},
    journal::{Entry, Event, Link, PackMade, Seq},
};
use messages::Lang;
use report::{
    document::HistoryLine,
    pack::{PackFile, PackMeta, seal},
};

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

/// Makes a pack of a sheet in a language.
///
/// # Errors
/// [`AppError::Render`]; `StoreError::DiskFull`. Nothing is recorded then.
pub async fn make_pack(
    app: &App,
    view: &Permit<View>,
    permit: &Permit<MakePack>,
    sheet: AssessmentId,
    lang: Lang,
) -> Result<Made, AppError> {
    let opened = load(app, view, sheet).await?;
    let head = seal_head(app, view).await?;
    let links = journal_until(app, view, head.seq).await?;
    let history = history(T::new(lang), &Names::load(app, view).await?, &opened, &links)?;
    let plans = Plans::load(app, view).await?;
    let paper = document(app, &opened, &plans, T::new(lang), (head.seq, head.hash), history)?;
    let json = serde_json::to_vec(&paper).map_err(|e| AppError::Internal(e.to_string()))?;
    let pdf = app.renderer.render(&json).await?;
    let files = files(app, view, &opened, T::new(lang), pdf.clone())?;
    let meta = meta(app, &opened, &head)?;
    let archive = seal(files, &links, &meta, app.key.signing_key()).map_err(|e| AppError::Internal(e.to_string()))?;
    record(app, view, permit, sheet, &pdf, &archive).await
}

async fn record(
    app: &App,
    view: &Permit<View>,
    permit: &Permit<MakePack>,
    sheet: AssessmentId,
    pdf: &[u8],
    archive: &[u8],
) -> Result<Made, AppError> {
    let made = PackMade {
        id: app.ids.next(),
        assessment: sheet,
        archive: app.blobs.put(view.facility(), archive)?,
        pdf: app.blobs.put(view.facility(), pdf)?,
        bytes: archive.len() as u64,
    };
    let result = Made { id: made.id, archive: made.archive, pdf: made.pdf };
    store::inspection::record(&app.db, permit, app.now(), made).await?;
    Ok(result)
}

fn meta(app: &App, opened: &Opened, head: &store::journal::Seal) -> Result<PackMeta, AppError> {
    let (facility, assessment) = (opened.facility(), opened.assessment());
    Ok(PackMeta {
        facility: facility.id,
        facility_name: facility.stated.name.to_string(),
        sample: facility.sample,
        assessment: assessment.id,
        edition: assessment.edition.to_string(),
        edition_pack: assessment.pack,
        form: assessment.form.code().to_owned(),
        fiscal_year: assessment.fiscal_year.year(),
        made_at: app.now(),
        head_seq: head.seq,
        head_hash: head.hash,
    })
}

/// The paper, the frozen bytes of every sign-off, the edition's bytes, and a page that says how to check all of it.
fn files(app: &App, view: &Permit<View>, opened: &Opened, t: T, pdf: Vec<u8>) -> Result<Vec<PackFile>, AppError> {
    let mut files = vec![
        PackFile { path: "checklist.pdf".to_owned(), bytes: pdf },
        PackFile { path: "README.txt".to_owned(), bytes: t.get("inspection-readme").into_owned().into_bytes() },
    ];
    let assessment = opened.assessment();
    let edition = app.blobs.get(view.facility(), &assessment.pack)?;
    files.push(PackFile { path: format!("edition/{}.yaml", assessment.edition), bytes: edition });
    for sign_off in &opened.loaded.sign_offs {
        let path = format!("signed-rounds/{}-{}.json", sign_off.round.number(), sign_off.seq);
        files.push(PackFile { path, bytes: app.blobs.get(view.facility(), &sign_off.frozen)? });
    }
    Ok(files)
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
