//! Opening a sheet: which editions can be used for which fiscal year, and pinning the edition's bytes.

use crate::{App, AppError};
use domain::{
    access::{OpenAssessment, Permit, View},
    assessment::{Assessment, Carried},
    calendar::FiscalYear,
    catalog::{EditionId, FormKind, ItemList},
    id::{AssessmentId, FacilityId, VendorId},
};

/// An edition that the page offers, with the fiscal years it can be used for.
#[derive(Debug, Clone)]
pub struct OpenChoice {
    /// Edition.
    pub edition: EditionId,
    /// Its printed label.
    pub label: String,
    /// Its label in English.
    pub label_en: String,
    /// Fiscal years, the edition's own first. Empty while its items are not known.
    pub years: Vec<FiscalYear>,
    /// Whether its official form has to be imported first.
    pub needs_import: bool,
}

/// Editions to choose from, newest first. An edition serves its own fiscal year, and later ones until today's:
/// the form of a new year may not be here yet.
///
/// # Errors
/// When the facility can't be read.
pub async fn choices(app: &App, permit: &Permit<View>) -> Result<Vec<OpenChoice>, AppError> {
    let form = store::facility::facility(&app.db, permit).await?.stated.kind.form();
    let editions = app.catalog.editions().into_iter().map(|edition| {
        let usable = edition.item_list() == ItemList::Known && edition.form(form).is_some();
        OpenChoice {
            edition: edition.id.clone(),
            label: edition.label.clone(),
            label_en: edition.label_en.clone(),
            years: if usable { years(edition.fiscal_year, app) } else { Vec::new() },
            needs_import: edition.item_list() == ItemList::NotObtained,
        }
    });
    Ok(editions.collect())
}

fn years(own: FiscalYear, app: &App) -> Vec<FiscalYear> {
    let today = FiscalYear::of(app.today()).map_or(own.year(), FiscalYear::year);
    (own.year()..=today.max(own.year())).filter_map(|year| FiscalYear::new(year).ok()).collect()
}

/// Whom a sheet is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum About {
    /// The institution itself, on the form of its kind.
    Institution(FormKind),
    /// A vendor, on 事業者確認用.
    Vendor(VendorId),
}

impl About {
    const fn form(self) -> FormKind {
        match self {
            Self::Institution(form) => form,
            Self::Vendor(_) => FormKind::Vendor,
        }
    }

    const fn vendor(self) -> Option<VendorId> {
        match self {
            Self::Institution(_) => None,
            Self::Vendor(vendor) => Some(vendor),
        }
    }
}

/// Opens a form of an edition for a fiscal year. The edition's bytes are kept as a blob and pinned by hash.
///
/// # Errors
/// [`AppError::EditionWithoutItems`], [`AppError::FiscalYear`], `StoreError::Exists`.
pub async fn open(
    app: &App,
    permit: &Permit<OpenAssessment>,
    edition: &EditionId,
    about: About,
    fiscal_year: FiscalYear,
) -> Result<AssessmentId, AppError> {
    open_with(app, permit, edition, about, fiscal_year, None).await
}

/// The same, with what an earlier sheet offers.
pub(super) async fn open_with(
    app: &App,
    permit: &Permit<OpenAssessment>,
    edition: &EditionId,
    about: About,
    fiscal_year: FiscalYear,
    carried: Option<Carried>,
) -> Result<AssessmentId, AppError> {
    let assessment = prepare(app, permit.facility(), edition, about, fiscal_year)?;
    let id = assessment.id;
    store::assessment::open(&app.db, permit, app.now(), assessment, carried).await?;
    Ok(id)
}

/// A sheet that is not opened yet. The edition's bytes are kept as a blob and pinned by hash.
pub(crate) fn prepare(
    app: &App,
    facility: FacilityId,
    edition: &EditionId,
    about: About,
    fiscal_year: FiscalYear,
) -> Result<Assessment, AppError> {
    let form = about.form();
    let found = app.catalog.edition(edition).ok_or_else(|| AppError::EditionMissing(edition.clone()))?;
    if found.item_list() == ItemList::NotObtained || found.form(form).is_none() {
        return Err(AppError::EditionWithoutItems(edition.clone()));
    }
    if !years(found.fiscal_year, app).contains(&fiscal_year) {
        return Err(AppError::FiscalYear(edition.clone()));
    }
    let bytes = app.catalog.pack_bytes(&found.digest).ok_or_else(|| AppError::EditionMissing(edition.clone()))?;
    let pack = app.blobs.put(facility, bytes)?;
    let vendor = about.vendor();
    Ok(Assessment { id: app.ids.next(), edition: edition.clone(), pack, form, fiscal_year, vendor })
}
