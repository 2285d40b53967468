//! Finding words in what an institution keeps: items and their notes of every year, vendors, devices, the network, what is done about every いいえ,
//! evidence, people.
//!
//! Texts are folded when they are read, not stored folded (`docs/decisions/0017-search.md`).
//! A new source is a variant of [`Kind`], a [`Place`], and a file here that offers its records to the [`Finder`].

mod backup;
mod bcp;
mod contact;
mod device;
mod drill;
mod evidence;
mod finder;
mod incident;
mod network;
mod person;
mod remediation;
mod sheet;
mod stocktake;
mod vendor;

pub use finder::{Group, Hit, HitLine};

use crate::{App, AppError, words::T};
use domain::{
    access::{Permit, View},
    catalog::ItemId,
    id::{
        AssessmentId, ChartEntryId, DeviceId, DrillId, EvidenceId, IncidentId, StaffId, StocktakeId, SystemId, VendorId,
    },
    network::Target,
    readiness::bcp::PartKey,
    remediation::RemediationKey,
    search::Query,
};
use finder::Finder;

/// What is found, in the order in which it is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// A note that somebody wrote beside an answer.
    Note,
    /// An item of a form.
    Item,
    /// A sheet.
    Sheet,
    /// A vendor.
    Vendor,
    /// A device of the ledger.
    Device,
    /// How a system is backed up and restored.
    Backup,
    /// What the BCP says.
    Bcp,
    /// A stock-take of the ledger.
    Stocktake,
    /// A segment of the network that a person named.
    Segment,
    /// 切断手順 that a person wrote.
    Procedure,
    /// What is done about an いいえ: next step and comments.
    Remediation,
    /// A file of evidence.
    Evidence,
    /// A person of the roster.
    Person,
    /// An entry of the contact chart.
    Contact,
    /// An incident and its time line.
    Incident,
    /// A drill or training.
    Drill,
    /// What is to be done after a drill, a call test, an incident.
    Task,
}

impl Kind {
    /// Every kind in order.
    pub const ALL: [Self; 17] = [
        Self::Note,
        Self::Item,
        Self::Sheet,
        Self::Vendor,
        Self::Device,
        Self::Backup,
        Self::Bcp,
        Self::Procedure,
        Self::Segment,
        Self::Stocktake,
        Self::Remediation,
        Self::Evidence,
        Self::Person,
        Self::Contact,
        Self::Incident,
        Self::Drill,
        Self::Task,
    ];

    /// Stable code, as in addresses and message keys.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Item => "item",
            Self::Sheet => "sheet",
            Self::Vendor => "vendor",
            Self::Device => "device",
            Self::Backup => "backup",
            Self::Bcp => "bcp",
            Self::Stocktake => "stocktake",
            Self::Segment => "segment",
            Self::Procedure => "procedure",
            Self::Remediation => "remediation",
            Self::Evidence => "evidence",
            Self::Person => "person",
            Self::Contact => "contact",
            Self::Incident => "incident",
            Self::Drill => "drill",
            Self::Task => "task",
        }
    }

    /// The kind with this code.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }
}

/// Where something stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// An item on its sheet.
    Item(AssessmentId, ItemId),
    /// A sheet.
    Sheet(AssessmentId),
    /// A vendor's record.
    Vendor(VendorId),
    /// A device's page.
    Device(DeviceId),
    /// A system's page of backups.
    Backup(SystemId),
    /// A page of the BCP.
    Bcp(PartKey),
    /// A stock-take's page.
    Stocktake(StocktakeId),
    /// The network's picture.
    Network,
    /// The page of a 切断手順.
    Procedure(Target),
    /// The page of an いいえ.
    Remediation(RemediationKey),
    /// A file's page.
    Evidence(EvidenceId),
    /// A person's page.
    Person(StaffId),
    /// An entry of the contact chart.
    Contact(ChartEntryId),
    /// An incident's page.
    Incident(IncidentId),
    /// A drill's page.
    Drill(DrillId),
    /// The list of tasks.
    Tasks,
}

/// Hits of a kind that are shown beside other kinds. Our choice.
pub const MOST_EACH: usize = 8;
/// Hits of one kind that are shown alone. Our choice: more are to be narrowed down, not read.
pub const MOST: usize = 100;

/// What a query finds, by kind; only one kind if it is named. Every kind with hits has its group, with how many there are in all.
///
/// # Errors
/// When the database can't be read.
pub async fn search(
    app: &App,
    view: &Permit<View>,
    query: &Query,
    only: Option<Kind>,
    t: T,
) -> Result<Vec<Group>, AppError> {
    let most = if only.is_some() { MOST } else { MOST_EACH };
    let mut finder = Finder::new(query, only, most);
    let vendors = store::vendor::vendors(&app.db, view).await?;
    sheet::offer(app, view, &vendors, t, &mut finder).await?;
    vendor::offer(&vendors, t, &mut finder);
    device::offer(app, view, t, &mut finder).await?;
    backup::offer(app, view, t, &mut finder).await?;
    bcp::offer(app, view, t, &mut finder).await?;
    stocktake::offer(app, view, t, &mut finder).await?;
    network::offer(app, view, t, &mut finder).await?;
    remediation::offer(app, view, t, &mut finder).await?;
    evidence::offer(app, view, t, &mut finder).await?;
    person::offer(app, view, t, &mut finder).await?;
    contact::offer(app, view, t, &mut finder).await?;
    incident::offer(app, view, t, &mut finder).await?;
    drill::offer(app, view, t, &mut finder).await?;
    Ok(finder.groups())
}
