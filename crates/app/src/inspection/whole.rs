//! Everything that one pack shows: a sheet, for the institution's own sheet those of its vendors, and the evidence on their items.

use super::Making;
use crate::{
    App, AppError,
    assessment::{Opened, load},
    readiness::backup::{Looked, look},
    vendor::standings,
    words::T,
    workbook::LinkWords,
};
use domain::{
    access::{Permit, View},
    evidence::Evidence,
    id::AssessmentId,
    vendor::Vendor,
};
use report::pack::EVIDENCE;
use std::collections::BTreeSet;

/// Most bytes of evidence files in one pack: 256 MiB, half of what a reader takes of a whole pack. Our choice.
const MAX_ENCLOSED: u64 = 256 << 20;

/// What a pack shows.
#[derive(Debug)]
pub(super) struct Whole {
    pub(super) own: Opened,
    pub(super) vendors: Vec<VendorSheet>,
    pub(super) evidence: Vec<Shown>,
    /// Systems and their backups; none on a vendor's paper.
    pub(super) backups: Vec<Looked>,
}

/// A vendor whose sheet counts; `None` while it was not opened.
#[derive(Debug)]
pub(super) struct VendorSheet {
    pub(super) vendor: Vendor,
    pub(super) opened: Option<Opened>,
}

/// A piece of evidence with the items of this pack that it speaks to, and its path if the file itself is enclosed.
#[derive(Debug)]
pub(super) struct Shown {
    pub(super) evidence: Evidence,
    pub(super) items: Vec<String>,
    pub(super) path: Option<String>,
}

impl Whole {
    /// Reads all of it.
    ///
    /// # Errors
    /// As [`load`]; [`AppError::PackTooLarge`] when the files that were asked for are more than a pack holds.
    pub(super) async fn read(
        app: &App,
        view: &Permit<View>,
        sheet: AssessmentId,
        making: Making,
    ) -> Result<Self, AppError> {
        let own = load(app, view, sheet).await?;
        let mut vendors = Vec::new();
        if own.assessment().vendor.is_none() {
            for standing in standings(app, view, &own).await? {
                let opened = match standing.sheet {
                    Some((sheet, _)) => Some(load(app, view, sheet).await?),
                    None => None,
                };
                vendors.push(VendorSheet { vendor: standing.vendor, opened });
            }
        }
        let backups = match own.assessment().vendor {
            None => look(app, view).await?,
            Some(_) => Vec::new(),
        };
        let mut whole = Self { own, vendors, evidence: Vec::new(), backups };
        whole.evidence = whole.evidence(app, view, making).await?;
        Ok(whole)
    }

    /// Vendors' sheets that were opened.
    pub(super) fn vendor_sheets(&self) -> impl Iterator<Item = (&Vendor, &Opened)> {
        self.vendors.iter().filter_map(|one| Some((&one.vendor, one.opened.as_ref()?)))
    }

    /// Every sheet, the own one first.
    pub(super) fn sheets(&self) -> impl Iterator<Item = &Opened> {
        std::iter::once(&self.own).chain(self.vendor_sheets().map(|(_, opened)| opened))
    }

    async fn evidence(&self, app: &App, view: &Permit<View>, making: Making) -> Result<Vec<Shown>, AppError> {
        let sheets: BTreeSet<AssessmentId> = self.sheets().map(|opened| opened.assessment().id).collect();
        let vendors = self.vendors.iter().map(|one| one.vendor.clone()).collect();
        let links = LinkWords::load(app, view, vendors, T::new(making.lang)).await?;
        let mut shown = Vec::new();
        // Oldest first, as they came in.
        for evidence in store::evidence::list(&app.db, view).await?.into_iter().rev() {
            let here = evidence.stated.links.iter().filter(|link| sheets.contains(&link.sheet));
            let items: Vec<String> = here.map(|link| links.place(link)).collect();
            if !items.is_empty() {
                let path = making.enclose_files.then(|| path_of(shown.len() + 1, &evidence));
                shown.push(Shown { evidence, items, path });
            }
        }
        let bytes = shown.iter().filter(|one| one.path.is_some()).map(|one| one.evidence.file.size).sum();
        if bytes > MAX_ENCLOSED { Err(AppError::PackTooLarge { bytes }) } else { Ok(shown) }
    }
}

/// A name that every system can hold; the name under which the file came stands in the list of evidence.
fn path_of(number: usize, evidence: &Evidence) -> String {
    let hash = evidence.file.digest.to_string();
    let ending = evidence.file.kind.endings().first().copied().unwrap_or("bin");
    format!("{EVIDENCE}{number:03}-{}.{ending}", &hash[..12])
}
