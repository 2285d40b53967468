//! Every いいえ of the institution and of its vendors, the one that calls loudest first.

use crate::{
    App, AppError,
    assessment::{Pinned, pinned, verification},
    words::T,
};
use domain::{
    access::{Permit, View},
    assessment::{Assessment, ItemState, Sheet},
    catalog::{Item, Verification},
    facility::{Facility, VendorContract},
    id::{StaffId, VendorId},
    remediation::{Course, Remediation, RemediationKey, courses},
};
use std::collections::BTreeMap;
use store::{
    assessment::NoSheet,
    remediation::{Comment, Loaded},
    staff::Roster,
};
use time::Date;

/// One いいえ.
#[derive(Debug, Clone)]
pub struct Line {
    /// Sheet and item.
    pub key: RemediationKey,
    /// The sheet's own record.
    pub sheet: Assessment,
    /// 医療機関確認用, as the edition prints it.
    pub printed_label: String,
    /// The item of its form.
    pub item: Item,
    /// Position of the item on its form.
    pub at: usize,
    /// What stands in it.
    pub state: ItemState,
    /// Where it stands.
    pub course: Course,
    /// What is planned.
    pub plan: Remediation,
    /// What was said, oldest first.
    pub comments: Vec<Comment>,
}

impl Line {
    /// Who does the work: the vendor that was named, or that of the sheet.
    #[must_use]
    pub fn vendor(&self) -> Option<VendorId> {
        self.plan.vendor(self.sheet.vendor)
    }
}

/// Every いいえ of a facility.
#[derive(Debug, Clone)]
pub struct Remediations {
    /// Overdue ones first, then without a day, then by day; last those that are not open any more.
    pub lines: Vec<Line>,
    /// The facility.
    pub facility: Facility,
    /// People and roles.
    pub roster: Roster,
    /// Names of the vendors.
    pub vendors: BTreeMap<VendorId, String>,
    /// Wordings that a person compared with the official file.
    pub verification: Verification,
    /// The civil date in Japan when it was read.
    pub today: Date,
}

/// Reads every いいえ.
///
/// # Errors
/// When the database can't be read; [`AppError::EditionMissing`].
pub async fn list(app: &App, view: &Permit<View>) -> Result<Remediations, AppError> {
    let loaded = store::remediation::load(&app.db, view).await?;
    let today = app.today();
    let mut lines = Vec::new();
    for sheet in &loaded.sheets {
        lines.extend(lines_of(app, view, &loaded, sheet, today)?);
    }
    // Stable: within one day the printed order stays.
    lines.sort_by_key(|line| (line.course.rank(), line.state.target_date.map(|target| target.day())));
    let vendors = loaded.vendors.iter().map(|vendor| (vendor.id, vendor.stated.name.to_string()));
    Ok(Remediations {
        lines,
        vendors: vendors.collect(),
        verification: verification(&loaded.verifications),
        facility: loaded.facility,
        roster: loaded.roster,
        today,
    })
}

/// How many いいえ are past their target date, on the institution's sheet and the vendors'.
///
/// # Errors
/// As [`list`].
pub async fn overdue(app: &App, view: &Permit<View>) -> Result<usize, AppError> {
    let sheets = store::assessment::saying_no(&app.db, view).await?;
    if sheets.is_empty() {
        return Ok(0);
    }
    let contract = store::facility::facility(&app.db, view).await?.stated.vendor_contract;
    let mut count = 0;
    for sheet in &sheets {
        let pinned = pinned(app, view.facility(), &sheet.assessment)?;
        count += found(&pinned, sheet, contract, app.today())?.iter().filter(|(_, course)| course.is_overdue()).count();
    }
    Ok(count)
}

fn found<'a>(
    pinned: &'a Pinned,
    sheet: &'a NoSheet,
    contract: VendorContract,
    today: Date,
) -> Result<Vec<(&'a Item, Course)>, AppError> {
    let form = pinned.form(&sheet.assessment)?;
    Ok(courses(&Sheet::new(form, &sheet.rows, contract), &sheet.answered_later, today))
}

fn lines_of(
    app: &App,
    view: &Permit<View>,
    loaded: &Loaded,
    sheet: &NoSheet,
    today: Date,
) -> Result<Vec<Line>, AppError> {
    let pinned = pinned(app, view.facility(), &sheet.assessment)?;
    let form = pinned.form(&sheet.assessment)?;
    let contract = loaded.facility.stated.vendor_contract;
    let line = |(item, course): (&Item, Course)| {
        let key = RemediationKey { sheet: sheet.assessment.id, item: item.id.clone() };
        Line {
            plan: loaded.plans.get(&key).cloned().unwrap_or_else(|| Remediation::unplanned(key.clone())),
            comments: loaded.comments.get(&key).cloned().unwrap_or_default(),
            state: sheet.rows.get(&item.id).map(|row| row.state.clone()).unwrap_or_default(),
            sheet: sheet.assessment.clone(),
            printed_label: form.printed_label.clone(),
            at: form.items.iter().position(|one| one.id == item.id).unwrap_or_default(),
            item: item.clone(),
            course,
            key,
        }
    };
    Ok(found(&pinned, sheet, contract, today)?.into_iter().map(line).collect())
}

impl Remediations {
    /// Name of a person of the roster.
    #[must_use]
    pub fn person(&self, id: Option<StaffId>) -> String {
        let member = id.and_then(|id| self.roster.member(id));
        member.map(|member| member.name.to_string()).unwrap_or_default()
    }

    /// Name of a vendor.
    #[must_use]
    pub fn vendor(&self, id: Option<VendorId>) -> String {
        id.and_then(|id| self.vendors.get(&id)).cloned().unwrap_or_default()
    }

    /// How many are past their target date.
    #[must_use]
    pub fn overdue(&self) -> usize {
        self.lines.iter().filter(|line| line.course.is_overdue()).count()
    }

    /// 事業者確認用（甲社）, with the year where it is not the newest that is there.
    #[must_use]
    pub fn sheet_label(&self, app: &App, t: T, line: &Line) -> String {
        let english = if t.is_ja() { None } else { app.catalog.translation_of(&line.printed_label) };
        let label = english.unwrap_or(&line.printed_label);
        let label = match line.sheet.vendor {
            Some(vendor) => format!("{label}（{}）", self.vendor(Some(vendor))),
            None => label.to_owned(),
        };
        let newest = self.lines.iter().map(|line| line.sheet.fiscal_year).max();
        if newest == Some(line.sheet.fiscal_year) {
            label
        } else {
            format!("{} {label}", t.year(line.sheet.fiscal_year))
        }
    }
}
