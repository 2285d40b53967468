//! Names for the identifiers that entries of the journal hold.

use super::T;
use crate::{App, AppError};
use domain::{
    access::{Permit, User, View},
    assessment::Assessment,
    catalog::{Catalog, EditionId, FormKind, ItemId, TopicId},
    id::{
        AssessmentId, BackupCopyId, ChartEntryId, DisclosureId, DrillId, IncidentId, RemoteAccessId, RequestId, RoleId,
        StaffId, SystemId, UserId, VendorId,
    },
    readiness::contact_chart::Party,
    vendor::{Vendor, disclosure::Disclosure},
};
use std::{collections::BTreeMap, sync::Arc};
use store::staff::Roster;

/// What the identifiers of one facility are called, as far as it is known today.
#[derive(Debug, Clone)]
pub struct Names {
    catalog: Arc<Catalog>,
    sheets: Vec<Assessment>,
    roster: Roster,
    users: Vec<User>,
    vendors: Vec<Vendor>,
    requests: BTreeMap<RequestId, VendorId>,
    accesses: BTreeMap<RemoteAccessId, String>,
    disclosures: BTreeMap<DisclosureId, Disclosure>,
    systems: BTreeMap<SystemId, String>,
    copies: BTreeMap<BackupCopyId, String>,
    chart: BTreeMap<ChartEntryId, Party>,
    drills: BTreeMap<DrillId, String>,
    incidents: BTreeMap<IncidentId, (i64, String)>,
}

impl Names {
    /// Reads the names of the permit's facility.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn load(app: &App, view: &Permit<View>) -> Result<Self, AppError> {
        let systems = store::ledger::systems(&app.db, view).await?;
        Ok(Self {
            catalog: Arc::clone(&app.catalog),
            sheets: store::assessment::list(&app.db, view).await?,
            roster: store::staff::roster(&app.db, view).await?,
            users: store::access::users(&app.db, view).await?,
            vendors: store::vendor::vendors(&app.db, view).await?,
            requests: store::vendor::requested(&app.db, view).await?,
            accesses: store::vendor::remote_access::targets(&app.db, view).await?,
            disclosures: store::vendor::disclosure::titles(&app.db, view).await?,
            systems: systems.into_iter().map(|one| (one.id, one.stated.name.to_string())).collect(),
            copies: store::readiness::backup::copy_names(&app.db, view).await?,
            chart: store::readiness::contact_chart::parties(&app.db, view).await?,
            drills: store::readiness::drill::titles(&app.db, view).await?,
            incidents: store::readiness::incident::titles(&app.db, view).await?,
        })
    }

    /// `令和6年度版`; the identifier of an edition that is no longer there.
    pub(super) fn edition(&self, t: T, id: &EditionId) -> String {
        let label =
            |edition: &domain::catalog::Edition| if t.is_ja() { &edition.label } else { &edition.label_en }.clone();
        self.catalog.edition(id).map_or_else(|| id.to_string(), label)
    }

    /// `3(3) 事業継続計画（BCP）`.
    pub(super) fn item(&self, t: T, sheet: AssessmentId, item: &ItemId) -> String {
        let Some(sheet) = self.sheets.iter().find(|one| one.id == sheet) else {
            return item.to_string();
        };
        let known = self.catalog.by_digest(&sheet.pack).and_then(|edition| edition.form(sheet.form)?.item(item));
        let reference = known.map(|item| item.reference.as_str());
        match (reference, self.title(t, item, sheet.form)) {
            (Some(reference), Some(title)) if reference != title => format!("{reference} {title}"),
            (_, Some(title)) => title.to_owned(),
            (Some(reference), None) => reference.to_owned(),
            (None, None) => item.to_string(),
        }
    }

    /// A line of a form: an item's title, or the name of the line.
    pub(super) fn line(&self, t: T, form: FormKind, line: &ItemId) -> String {
        self.title(t, line, form).map_or_else(|| line.to_string(), str::to_owned)
    }

    fn title(&self, t: T, item: &ItemId, form: FormKind) -> Option<&str> {
        let title = &self.catalog.guidance(item, form)?.title;
        Some(if t.is_ja() { &title.ja } else { &title.en })
    }

    pub(super) fn member(&self, id: StaffId) -> String {
        self.roster.member(id).map(|member| member.name.to_string()).unwrap_or_default()
    }

    /// What an entry of the contact chart is called: by what it names.
    pub(super) fn party(&self, party: &Party) -> String {
        match party {
            Party::Staff { staff } => self.member(*staff),
            Party::Vendor { vendor } => self.vendor(*vendor),
            Party::Post { name } | Party::Authority { name, .. } => name.to_string(),
        }
    }

    /// What an entry of the contact chart is called today; empty once it is gone.
    pub(super) fn chart_entry(&self, id: ChartEntryId) -> String {
        self.chart.get(&id).map(|party| self.party(party)).unwrap_or_default()
    }

    /// An item of the 確認表 for a BCP, by its number and heading.
    pub(super) fn bcp_item(&self, t: T, id: &TopicId) -> String {
        let Some(item) = self.catalog.bcp().item(id) else { return id.to_string() };
        format!("{} {}", item.number, if t.is_ja() { &item.heading.ja } else { &item.heading.en })
    }

    /// What a drill or training is called.
    pub(super) fn drill(&self, id: DrillId) -> String {
        self.drills.get(&id).cloned().unwrap_or_default()
    }

    /// The number of an incident in the house.
    pub(super) fn incident(&self, id: IncidentId) -> i64 {
        self.incidents.get(&id).map_or(0, |(number, _)| *number)
    }

    /// `担当者 · 山田 花子`.
    pub(super) fn role(&self, t: T, id: RoleId) -> (String, String) {
        let Some(held) = self.roster.roles.iter().find(|held| held.id == id) else {
            return (String::new(), String::new());
        };
        (t.code("staff-role", held.role.code()).into_owned(), self.member(held.staff))
    }

    pub(super) fn vendor(&self, id: VendorId) -> String {
        self.vendors.iter().find(|one| one.id == id).map(|one| one.stated.name.to_string()).unwrap_or_default()
    }

    /// The vendor that a request asks.
    pub(super) fn request(&self, id: RequestId) -> String {
        self.requests.get(&id).map(|vendor| self.vendor(*vendor)).unwrap_or_default()
    }

    /// `MDS みどりカルテ 3.2`.
    pub(super) fn disclosure(&self, t: T, id: DisclosureId) -> String {
        self.disclosures.get(&id).map(|one| super::disclosure_title(t, one)).unwrap_or_default()
    }

    /// To which system or device a way in leads, also one that has ended.
    pub(super) fn remote_access(&self, id: RemoteAccessId) -> String {
        self.accesses.get(&id).cloned().unwrap_or_default()
    }

    pub(super) fn system(&self, id: SystemId) -> String {
        self.systems.get(&id).cloned().unwrap_or_default()
    }

    /// A copy that backups make, also one that is no longer made.
    pub(super) fn copy(&self, id: BackupCopyId) -> String {
        self.copies.get(&id).cloned().unwrap_or_default()
    }

    pub(super) fn login(&self, id: UserId) -> String {
        self.users.iter().find(|user| user.id == id).map(|user| user.login.as_str().to_owned()).unwrap_or_default()
    }
}
