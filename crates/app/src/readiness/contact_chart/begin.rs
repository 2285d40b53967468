//! How a chart begins: the chain of the ministry's template, filled from the roster and the register, and the authorities of the list that
//! comes with the program. Nobody is left with less typing than the house knows already.

use super::standing;
use crate::{App, AppError, words::T};
use domain::{
    access::{ManageChart, Permit, View},
    catalog::Authority,
    id::{ChartEntryId, StaffId},
    journal::Seq,
    readiness::contact_chart::{ChartEntry, ChartFault, ChartRole, EntryDraft, Party, Phone},
    staff::{Name, Role},
    vendor::Line,
};
use store::StoreError;

/// Puts the usual chain on an empty chart.
///
/// # Errors
/// `StoreError::Exists` when somebody is on it already.
pub async fn begin(app: &App, view: &Permit<View>, permit: &Permit<ManageChart>, t: T) -> Result<(), AppError> {
    let now = standing(app, view).await?;
    if !now.loaded.entries.is_empty() {
        return Err(StoreError::Exists("chart").into());
    }
    let roster = &now.loaded.roster;
    let holder = |role| roster.holder(role, app.today()).map(|member| member.id);
    let mut chain = Vec::new();
    for (role, staff) in [
        (ChartRole::Discoverer, None),
        (ChartRole::Department, None),
        (ChartRole::SystemDesk, None),
        (ChartRole::SafetyOfficer, holder(Role::SafetyOfficer)),
        (ChartRole::Administrator, holder(Role::Administrator)),
    ] {
        chain.push(entry(app, t, role, staff)?);
    }
    let around = [ChartRole::PublicRelations, ChartRole::Clerical, ChartRole::Clinical];
    let around: Vec<ChartEntry> = around.into_iter().map(|role| entry(app, t, role, None)).collect::<Result<_, _>>()?;
    let vendors: Vec<ChartEntry> =
        now.loaded.vendors.iter().filter(|one| one.stated.contract).map(|one| vendor(app, one.id)).collect();
    let authorities = app.catalog.authorities().iter().filter(|one| one.start);
    let authorities: Vec<ChartEntry> = authorities.map(|one| authority(app, t, one)).collect::<Result<_, _>>()?;
    let ids = |entries: &[ChartEntry]| entries.iter().map(|entry| entry.id).collect::<Vec<_>>();
    for at in 0..chain.len() {
        let next: Vec<ChartEntryId> = chain.get(at + 1).map(|next| next.id).into_iter().collect();
        let beside = match chain[at].stated.role {
            ChartRole::SystemDesk => ids(&vendors),
            ChartRole::SafetyOfficer => ids(&authorities),
            ChartRole::Administrator => ids(&around),
            _ => Vec::new(),
        };
        chain[at].stated.calls = beside.into_iter().chain(next).collect();
        chain[at].stated.on_card = at >= 2;
    }
    let entries = chain.into_iter().chain(vendors).chain(authorities).chain(around).collect();
    store::readiness::contact_chart::record(&app.db, permit, app.now(), entries).await?;
    Ok(())
}

/// Puts the vendors with a contract that are missing on the chart, called by the system desk.
///
/// # Errors
/// When the database can't be read or written.
pub async fn missing_vendors(app: &App, view: &Permit<View>, permit: &Permit<ManageChart>) -> Result<(), AppError> {
    let now = standing(app, view).await?;
    let missing = now.faults.iter().filter_map(|fault| match fault {
        ChartFault::VendorMissing(id) => Some(vendor(app, *id)),
        _ => None,
    });
    let mut entries: Vec<ChartEntry> = missing.collect();
    let desk = now
        .loaded
        .entries
        .iter()
        .find(|entry| entry.stated.role == ChartRole::SystemDesk && entry.stated.deputy_of.is_none());
    if let Some(desk) = desk {
        let mut desk = desk.clone();
        desk.stated.calls.retain(|id| now.loaded.entries.iter().any(|entry| entry.id == *id));
        desk.stated.calls.extend(entries.iter().map(|entry| entry.id));
        entries.push(desk);
    }
    store::readiness::contact_chart::record(&app.db, permit, app.now(), entries).await?;
    Ok(())
}

fn blank(app: &App, stated: EntryDraft) -> ChartEntry {
    ChartEntry { id: app.ids.next(), place: 0, stated, version: Seq::ZERO }
}

fn entry(app: &App, t: T, role: ChartRole, staff: Option<StaffId>) -> Result<ChartEntry, AppError> {
    let party = match staff {
        Some(staff) => Party::Staff { staff },
        None => Party::Post { name: name(&post(t, role))? },
    };
    Ok(blank(app, EntryDraft::bare(role, party)))
}

/// Roles that begin as a post, by their codes.
const POSTS: [&str; 8] = [
    "discoverer",
    "department",
    "system_desk",
    "safety_officer",
    "administrator",
    "public_relations",
    "clerical",
    "clinical",
];

/// What a role is called until somebody is named for it.
fn post(t: T, role: ChartRole) -> String {
    let code = role.code();
    let words =
        if POSTS.contains(&code) { t.code("contact-chart-post", code) } else { t.code("contact-chart-role", code) };
    words.into_owned()
}

fn vendor(app: &App, vendor: domain::id::VendorId) -> ChartEntry {
    blank(app, EntryDraft::bare(ChartRole::Vendor, Party::Vendor { vendor }))
}

fn authority(app: &App, t: T, known: &Authority) -> Result<ChartEntry, AppError> {
    let label = if t.is_ja() { &known.name.ja } else { &known.name.en };
    let party = Party::Authority { known: Some(known.id.clone()), name: name(label)? };
    let line = |text: &str| Line::parse(text).map_err(|e| AppError::Internal(e.to_string()));
    let phones = known.phones.iter().map(|number| Ok(Phone { number: line(number)?, out_of_hours: false }));
    let stated = EntryDraft {
        phones: phones.collect::<Result<_, AppError>>()?,
        mail: known.mail.as_deref().map(line).transpose()?,
        ..EntryDraft::bare(ChartRole::Authority, party)
    };
    Ok(blank(app, stated))
}

fn name(text: &str) -> Result<Name, AppError> {
    Name::parse(text).map_err(|e| AppError::Internal(e.to_string()))
}
