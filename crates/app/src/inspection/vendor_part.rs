//! The vendors' part of the paper: each vendor that counts, with its sheet as printed.

use super::{
    document::{Plans, Writer, form_label},
    whole::{VendorSheet, Whole},
};
use crate::{App, AppError, assessment::Opened, words::T};
use domain::assessment::TargetState;
use report::document::VendorPart;

/// Every vendor whose 事業者確認用 counts, in the order of the list of vendors.
///
/// # Errors
/// [`AppError::EditionMissing`], which `load` rules out.
pub(super) fn vendor_parts(app: &App, whole: &Whole, plans: &Plans, t: T) -> Result<Vec<VendorPart>, AppError> {
    whole.vendors.iter().map(|one| part(app, one, plans, t)).collect()
}

fn part(app: &App, one: &VendorSheet, plans: &Plans, t: T) -> Result<VendorPart, AppError> {
    let vendor = one.vendor.stated.name.to_string();
    match &one.opened {
        Some(opened) => filled(app, vendor, opened, plans, t),
        None => Ok(VendorPart { vendor, ..VendorPart::default() }),
    }
}

fn filled(app: &App, vendor: String, opened: &Opened, plans: &Plans, t: T) -> Result<VendorPart, AppError> {
    let writer = Writer { app, opened, plans, t };
    let (form, standing) = (opened.form()?, opened.standing()?);
    let overdue = standing.targets.iter().filter(|target| matches!(target.2, TargetState::Overdue { .. }));
    Ok(VendorPart {
        vendor,
        title: writer.own(&form.title),
        form_label: form_label(&writer, opened, &form.printed_label),
        filled: standing.formal.filled,
        needed: standing.formal.needed,
        yes: standing.yes.len(),
        no: standing.no.len(),
        overdue: overdue.count(),
        form: Some(writer.sheet(form)?),
        remediation: writer.remediation(form)?,
        sign_offs: writer.sign_offs()?,
    })
}
