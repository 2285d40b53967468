//! One sheet as pages, documents and the command line read it.

use super::facts;
use crate::{App, AppError};
use domain::{
    access::{Permit, View},
    assessment::{Assessment, Difference, ItemState, RoundNo, Row, Sheet, Standing, differences},
    catalog::{Catalog, Edition, Form, ItemId, Place, Verification, Verified},
    facility::Facility,
    grounds::{Facts, Proposal, propose},
    id::{AssessmentId, FacilityId},
};
use std::{collections::BTreeMap, sync::Arc};
use store::{assessment::Loaded, catalog::VerifiedWording, staff::Roster};
use time::Date;

/// A sheet with its edition, its people and what the program proposes.
#[derive(Debug, Clone)]
pub struct Opened {
    /// Sheet, facility, rows, sign-offs.
    pub loaded: Loaded,
    /// Wordings that a person compared with the official file.
    pub verification: Verification,
    /// The civil date in Japan when it was read.
    pub today: Date,
    pinned: Pinned,
    facts: Facts,
}

/// The edition that a sheet pins by its bytes.
#[derive(Debug, Clone)]
pub(crate) enum Pinned {
    /// Still in the catalogue.
    Shelf(Arc<Catalog>),
    /// No longer there: read from the bytes that were kept when the sheet was opened.
    Kept(Box<Edition>),
}

impl Pinned {
    /// The edition of the sheet that was pinned.
    ///
    /// # Errors
    /// [`AppError::EditionMissing`], which [`pinned`] rules out.
    pub(crate) fn edition(&self, sheet: &Assessment) -> Result<&Edition, AppError> {
        match self {
            Self::Shelf(catalog) => {
                catalog.by_digest(&sheet.pack).ok_or_else(|| AppError::EditionMissing(sheet.edition.clone()))
            }
            Self::Kept(edition) => Ok(edition),
        }
    }

    /// The form of the sheet that was pinned.
    ///
    /// # Errors
    /// As [`Self::edition`].
    pub(crate) fn form(&self, sheet: &Assessment) -> Result<&Form, AppError> {
        let form = self.edition(sheet)?.form(sheet.form);
        form.ok_or_else(|| AppError::EditionMissing(sheet.edition.clone()))
    }
}

impl Opened {
    /// The edition, by its pinned bytes.
    ///
    /// # Errors
    /// [`AppError::EditionMissing`], which `load` rules out.
    pub fn edition(&self) -> Result<&Edition, AppError> {
        self.pinned.edition(self.assessment())
    }

    /// The sheet's own record.
    #[must_use]
    pub const fn assessment(&self) -> &Assessment {
        &self.loaded.assessment
    }

    /// The institution.
    #[must_use]
    pub const fn facility(&self) -> &Facility {
        &self.loaded.facility
    }

    /// People and roles.
    #[must_use]
    pub const fn roster(&self) -> &Roster {
        &self.loaded.roster
    }

    /// The edition's form.
    ///
    /// # Errors
    /// As [`Opened::edition`].
    pub fn form(&self) -> Result<&Form, AppError> {
        self.pinned.form(self.assessment())
    }

    /// The form with its rows.
    ///
    /// # Errors
    /// As [`Opened::form`].
    pub fn sheet(&self) -> Result<Sheet<'_>, AppError> {
        Ok(Sheet::new(self.form()?, &self.loaded.rows, self.facility().stated.vendor_contract))
    }

    /// What stands in an item.
    #[must_use]
    pub fn row(&self, item: &ItemId) -> Row {
        self.loaded.rows.get(item).cloned().unwrap_or_else(|| Row::untouched(item.clone()))
    }

    /// What the program proposes for an item today.
    #[must_use]
    pub fn proposal(&self, item: &ItemId) -> Proposal {
        propose(item, &self.facts, self.today)
    }

    /// What changed since the newest sign-off of a round; `None` if it was never signed.
    #[must_use]
    pub fn differences(&self, round: RoundNo) -> Option<Vec<Difference>> {
        let signed = self.loaded.signed.get(&round)?;
        let now: BTreeMap<ItemId, ItemState> =
            self.loaded.rows.iter().map(|(item, row)| (item.clone(), row.state.clone())).collect();
        Some(differences(round, signed, &now))
    }

    /// Signed rounds that differ from what was signed.
    #[must_use]
    pub fn changed_rounds(&self) -> Vec<RoundNo> {
        let changed = |round: &RoundNo| self.differences(*round).is_some_and(|found| !found.is_empty());
        RoundNo::ALL.into_iter().filter(changed).collect()
    }

    /// Where the institution stands.
    ///
    /// # Errors
    /// As [`Opened::form`].
    pub fn standing(&self) -> Result<Standing, AppError> {
        Ok(Standing::of(&self.sheet()?, &self.loaded.sign_offs, &self.changed_rounds(), self.today))
    }
}

/// Reads a sheet with everything around it.
///
/// # Errors
/// `StoreError::NotFound`, [`AppError::EditionMissing`].
pub async fn load(app: &App, permit: &Permit<View>, id: AssessmentId) -> Result<Opened, AppError> {
    opened(app, permit, store::assessment::load(&app.db, permit, id).await?).await
}

/// The same with nothing but what an answer is held against.
pub(super) async fn load_answers(app: &App, permit: &Permit<View>, id: AssessmentId) -> Result<Opened, AppError> {
    opened(app, permit, store::assessment::load_answers(&app.db, permit, id).await?).await
}

async fn opened(app: &App, permit: &Permit<View>, loaded: Loaded) -> Result<Opened, AppError> {
    let pinned = pinned(app, permit.facility(), &loaded.assessment)?;
    let verification = verification(&loaded.verifications);
    // What is known of the institution says nothing about a vendor.
    let today = app.today();
    let facts = match loaded.assessment.vendor {
        Some(_) => Facts::default(),
        None => {
            let ledger = store::ledger::counts(&app.db, permit, store::ledger::Days::of(today)).await?;
            let now = app.now();
            let backups = store::readiness::backup::all(&app.db, permit, now).await?;
            let held = (&loaded.facility, &loaded.roster, &loaded.vendor_records);
            let standing = crate::readiness::contact_chart::standing(app, permit).await?;
            let bcp = crate::readiness::bcp::facts(app, permit, &backups, &standing).await?;
            let mut chart = standing.facts();
            chart.lessons_overdue = crate::readiness::incident::overdue_lessons(app, permit).await?;
            let since = domain::grounds::stocktakes_since(today);
            let stocktakes = store::ledger::stocktake::coverage(&app.db, permit, since).await?;
            let outside = crate::network::outside(app, permit, &loaded.vendor_records).await?;
            facts::gather(held, (&ledger, stocktakes), &backups, (chart, bcp), outside, (now, today))
        }
    };
    Ok(Opened { loaded, verification, today, pinned, facts })
}

/// The edition that a sheet pins.
///
/// # Errors
/// [`AppError::EditionMissing`].
pub(crate) fn pinned(app: &App, facility: FacilityId, sheet: &Assessment) -> Result<Pinned, AppError> {
    if app.catalog.by_digest(&sheet.pack).is_some() {
        return Ok(Pinned::Shelf(Arc::clone(&app.catalog)));
    }
    let missing = || AppError::EditionMissing(sheet.edition.clone());
    let bytes = app.blobs.get(facility, &sheet.pack).map_err(|_| missing())?;
    let edition = Edition::parse(&format!("{}.yaml", sheet.edition), &bytes).map_err(|_| missing())?;
    Ok(Pinned::Kept(Box::new(edition)))
}

/// The facility's verifications, as the catalogue looks them up.
pub(crate) fn verification(in_force: &[VerifiedWording]) -> Verification {
    let mut verification = Verification::none();
    for found in in_force {
        let place = Place { edition: found.edition.clone(), form: found.form, line: found.item.clone() };
        let verified = Verified { by: found.by.clone(), on: found.at.date_jst(), official_file: found.official_file };
        verification.add(place, found.wording, verified);
    }
    verification
}
