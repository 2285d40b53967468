//! Where the vendors' sheets stand beside the institution's own; asking vendors, and what they hand in.

mod accept;
mod ask;
mod file_reply;
mod letter;
mod link;
mod mail;
mod request_form;

pub use accept::{BesidePlan, PlannedAccess, PlannedDisclosure, accept, plan_beside};
pub use ask::{BoardRow, ask_all, board};
pub use file_reply::{ReadReply, keep_reply, read_reply, template};
pub use letter::{Occasion, letter_document, letters};
pub use link::{GRACE, NewLink, OpenLink, make_link, open_link};
pub use mail::{MailError, MailSettings, Mailer, Security, is_mail_address, remind_all, send};
pub use request_form::{
    Came, Complete, RequestForm, TypedFault, TypedForm, TypedItem, TypedSaid, hand_in, handed_in, open_request,
    question, receive_file,
};

pub mod disclosure;
pub(crate) mod grounds;
pub mod system_view;

use crate::{App, AppError, assessment::Opened};
use domain::{
    access::{Permit, View},
    assessment::{Assessment, Sheet, Standing},
    catalog::Form,
    id::AssessmentId,
    vendor::Vendor,
};
use store::assessment::VendorSheet;

/// A vendor whose 事業者確認用 counts.
#[derive(Debug, Clone)]
pub struct VendorStanding {
    /// The vendor.
    pub vendor: Vendor,
    /// Its sheet with where it stands; `None` while none was opened.
    pub sheet: Option<(AssessmentId, Standing)>,
}

impl VendorStanding {
    /// Whether every item of its sheet has its 1回目 answer and date. The formal test of the inspection counts every vendor.
    #[must_use]
    pub fn is_met(&self) -> bool {
        self.sheet.as_ref().is_some_and(|(_, standing)| standing.formal.is_met())
    }
}

/// Vendors with a contract, and those whose sheet was opened, for the edition and fiscal year of the institution's own sheet.
///
/// # Errors
/// When the database can't be read.
pub async fn standings(app: &App, view: &Permit<View>, own: &Opened) -> Result<Vec<VendorStanding>, AppError> {
    let Assessment { edition, fiscal_year, .. } = own.assessment();
    let (vendors, sheets) = store::assessment::vendor_sheets(&app.db, view, edition, *fiscal_year).await?;
    let mut standings = Vec::new();
    for vendor in vendors {
        let found = sheets.iter().find(|sheet| sheet.assessment.vendor == Some(vendor.id));
        let sheet = found.map(|sheet| standing(app, own, sheet)).transpose()?;
        if sheet.is_some() || vendor.stated.contract {
            standings.push(VendorStanding { vendor, sheet });
        }
    }
    Ok(standings)
}

fn standing(app: &App, own: &Opened, sheet: &VendorSheet) -> Result<(AssessmentId, Standing), AppError> {
    let form = form(app, own, &sheet.assessment)?;
    let rows = Sheet::new(form, &sheet.rows, own.facility().stated.vendor_contract);
    Ok((sheet.assessment.id, Standing::of(&rows, &[], &[], own.today)))
}

/// The form that the sheet pins; that of the own sheet's edition where the same pack is no longer on the shelf.
fn form<'a>(app: &'a App, own: &'a Opened, sheet: &Assessment) -> Result<&'a Form, AppError> {
    let shelf = app.catalog.by_digest(&sheet.pack).and_then(|edition| edition.form(sheet.form));
    let form = shelf.or(own.edition()?.form(sheet.form));
    form.ok_or_else(|| AppError::EditionMissing(sheet.edition.clone()))
}
