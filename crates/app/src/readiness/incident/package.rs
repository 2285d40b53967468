//! Everything that first responders ask for, in one archive: what is known, with hashes, and what is not known, said.
//!
//! What they ask for first: contacts, the network, the ledger, accounts, backups, where logs are, AD policy (domain notes §2).

use super::{
    notice::{clock, nine},
    number,
    paper::{report_pdf, steps, timeline},
};
use crate::{
    App, AppError, ledger,
    readiness::{contact_chart, emergency, sections},
    words::T,
};
use domain::{
    access::{ManageIncident, Permit, View},
    digest::Digest,
    journal::Seq,
    readiness::incident::{Happening, Incident, Packed},
};
use report::{
    pack::{PackFile, bundle},
    sheet::{Section, Sheet, plain_text},
    single_page::single_page,
};
use store::ledger::Filter;

/// Bytes of files of the time line that the package takes, at most: 200 MiB. What is left out is said. Our choice.
const MOST_FILES: u64 = 200 << 20;

/// Columns of accounts.
const ACCOUNT: [&str; 3] = ["login", "name", "state"];
/// Columns of files that were handed in.
const EVIDENCE: [&str; 5] = ["title", "file", "on", "origin", "hash"];
/// Columns of the list of what is inside.
const CONTENT: [&str; 3] = ["path", "bytes", "hash"];

/// The package.
#[derive(Debug)]
pub struct Package {
    /// Name under which it is saved.
    pub name: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// Puts everything together, and enters that it was made.
///
/// # Errors
/// When the database or the blobs can't be read; the package is not handed out without its entry.
pub async fn package(
    app: &App,
    view: &Permit<View>,
    permit: &Permit<ManageIncident>,
    t: T,
    incident: &Incident,
) -> Result<Package, AppError> {
    let mut files = Vec::new();
    let mut unknown = Vec::new();
    let title = t.one("incident-package-title", "number", number(t, incident));
    let mut whole = sections::empty_sheet(app, view, t, title).await?;
    whole.lead = vec![t.get("incident-package-lead").into_owned(), t.get("emergency-lead-personal").into_owned()];
    whole.sections = gathered(app, view, t, incident).await?;
    for section in &whole.sections {
        add(&mut files, section);
        if section.is_empty() {
            unknown.push(section.heading.clone());
        }
    }
    files.push(file("ledger-full.csv", ledger::csv(app, view, &Filter::default(), t).await?.bytes));
    files.push(file(
        "report.txt",
        plain_text(&only(&whole, &["ppc", "reports", "containment", "timeline"])).into_bytes(),
    ));
    match report_pdf(app, view, t, incident).await {
        Ok(bytes) => files.push(file("report.pdf", bytes)),
        // The rest must not wait for a typesetter that fails in an emergency.
        Err(error) => {
            tracing::warn!(%error, "the report was not typeset");
            unknown.push(t.get("incident-package-no-pdf").into_owned());
        }
    }
    unknown.extend(evidence_files(app, view, t, incident, &mut files)?);
    unknown.extend(
        ["incident-package-accounts-unknown", "incident-package-policy-unknown", "incident-package-logs-unknown"]
            .map(|key| t.get(key).into_owned()),
    );
    whole.sections.insert(0, list(t, &files, &unknown));
    files.push(file("everything.html", single_page(&whole, &emergency::words(t)).into_bytes()));
    let contents = Sheet { sections: vec![list(t, &files, &unknown)], ..whole };
    files.insert(0, file("00-contents.txt", plain_text(&contents).into_bytes()));
    let (number, day) = (incident.opened.number, domain::calendar::iso(app.today()));
    let bytes = tokio::task::spawn_blocking(move || bundle(&files)).await;
    let bytes = bytes.map_err(|e| AppError::Internal(e.to_string()))?.map_err(|e| AppError::Internal(e.to_string()))?;
    let packed = Packed { digest: Digest::of(&bytes), size: bytes.len() as u64 };
    let at = (incident.opened.id, Seq::ZERO);
    store::readiness::incident::manage(&app.db, permit, app.now(), at, Happening::Packed(packed)).await?;
    Ok(Package { name: format!("sakimori-incident-{number}-{day}.zip"), bytes })
}

/// Everything that is known, section by section.
async fn gathered(app: &App, view: &Permit<View>, t: T, incident: &Incident) -> Result<Vec<Section>, AppError> {
    let chart = contact_chart::standing(app, view).await?;
    let [devices, ways] = sections::outside(app, view, t).await?;
    let [copies, restore] = sections::backups(app, view, t).await?;
    Ok(vec![
        timeline(t, incident),
        steps(t, incident),
        clock(t, incident),
        nine(t, incident),
        sections::contacts(t, &chart),
        sections::network(app, view, t).await?,
        sections::cut(app, view, t).await?,
        devices,
        ways,
        copies,
        restore,
        sections::systems(app, view, t).await?,
        sections::devices(app, view, t).await?,
        accounts(app, view, t).await?,
        logs(app, view, t).await?,
    ])
}

/// Accounts as far as they are known here: logins of this program. Those of the hospital's systems are in exports that were handed in.
async fn accounts(app: &App, view: &Permit<View>, t: T) -> Result<Section, AppError> {
    let roster = store::staff::roster(&app.db, view).await?;
    let mut section = Section::new("accounts", t.get("incident-package-accounts"));
    section.paragraphs.push(t.get("incident-package-accounts-unknown").into_owned());
    section.table.head = ACCOUNT.map(|column| t.code("incident-account", column).into_owned()).to_vec();
    for user in store::access::users(&app.db, view).await? {
        let name = roster.member(user.staff).map(|member| member.name.to_string()).unwrap_or_default();
        let state = if user.closed { "incident-account-closed" } else { "incident-account-open" };
        section.table.rows.push(vec![user.login.as_str().to_owned(), name, t.get(state).into_owned()]);
    }
    Ok(section)
}

/// Files that were handed in: exports of accounts, settings and logs among them, each with its hash.
async fn logs(app: &App, view: &Permit<View>, t: T) -> Result<Section, AppError> {
    let mut section = Section::new("evidence", t.get("incident-package-evidence"));
    section.paragraphs.push(t.get("incident-package-logs-unknown").into_owned());
    section.table.head = EVIDENCE.map(|column| t.code("incident-evidence", column).into_owned()).to_vec();
    for found in store::evidence::list(&app.db, view).await? {
        section.table.rows.push(vec![
            found.stated.title.to_string(),
            found.file.name.to_string(),
            t.short_day(found.stated.effective_on.unwrap_or(found.stated.received_on)),
            found.stated.origin.as_ref().map(ToString::to_string).unwrap_or_default(),
            found.file.digest.to_string(),
        ]);
    }
    Ok(section)
}

fn file(path: &str, bytes: Vec<u8>) -> PackFile {
    PackFile { path: path.to_owned(), bytes }
}

/// A section's table and pictures as files of their own.
fn add(files: &mut Vec<PackFile>, section: &Section) {
    if !section.table.rows.is_empty() {
        files.push(file(&format!("{}.csv", section.id), section.table.csv()));
    }
    for (at, picture) in section.pictures.iter().enumerate().filter(|(_, picture)| !picture.is_empty()) {
        files.push(file(&format!("{}-{}.svg", section.id, at + 1), picture.clone().into_bytes()));
    }
}

/// The sheet with these sections only.
fn only(whole: &Sheet, ids: &[&str]) -> Sheet {
    let sections = whole.sections.iter().filter(|section| ids.contains(&section.id.as_str())).cloned().collect();
    Sheet { sections, ..whole.clone() }
}

/// Photos and files of the time line, by their hash. What is too much is named.
fn evidence_files(
    app: &App,
    view: &Permit<View>,
    t: T,
    incident: &Incident,
    files: &mut Vec<PackFile>,
) -> Result<Vec<String>, AppError> {
    let (mut left, mut missing) = (MOST_FILES, Vec::new());
    for entry in &incident.entries {
        let Some(found) = incident.file(entry.seq) else { continue };
        if found.size > left {
            missing.push(t.one("incident-package-too-large", "name", found.name.as_str()));
            continue;
        }
        left -= found.size;
        let ending = found.kind.endings().first().copied().unwrap_or("bin");
        let path =
            format!("files/{}-{}.{ending}", entry.seq.get(), found.digest.to_string().get(..16).unwrap_or_default());
        files.push(PackFile { path, bytes: app.blobs.get(view.facility(), &found.digest)? });
    }
    Ok(missing)
}

/// What is inside with hashes, and what nobody knows.
fn list(t: T, files: &[PackFile], unknown: &[String]) -> Section {
    let mut section = Section::new("contents", t.get("incident-package-contents"));
    section.table.head = CONTENT.map(|column| t.code("incident-content", column).into_owned()).to_vec();
    section.table.rows = files
        .iter()
        .map(|file| vec![file.path.clone(), file.bytes.len().to_string(), Digest::of(&file.bytes).to_string()])
        .collect();
    if !unknown.is_empty() {
        section.paragraphs.push(t.get("incident-package-unknown").into_owned());
        section.steps = unknown.to_vec();
    }
    section
}
