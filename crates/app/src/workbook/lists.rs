//! The lists of an institution as one workbook: improvement plan, vendors, evidence with its hashes, people. To read and to
//! sort; never read back.

mod remote;

use super::{Written, unwritten, words::printed};
use crate::{
    App, AppError,
    readiness::backup::copies_sheet,
    remediation::{self, Line, Remediations},
    words::{self, T},
};
use domain::{
    access::{Permit, View},
    assessment::{Assessment, TargetDate},
    calendar::iso,
    evidence::{Evidence, EvidenceLink},
    remediation::Course,
    staff::{RoleAssignment, StaffMember},
    vendor::{Line as Text, Vendor},
};
use report::workbook::{ListCell, ListColumn, ListSheet, write_lists};
use std::fmt::Display;
use store::{remediation::Comment, staff::Roster};

/// Every list of the institution.
///
/// # Errors
/// When the database can't be read.
pub async fn lists_workbook(app: &App, view: &Permit<View>, t: T) -> Result<Written, AppError> {
    let vendors = store::vendor::vendors(&app.db, view).await?;
    let evidence = store::evidence::list(&app.db, view).await?;
    let roster = store::staff::roster(&app.db, view).await?;
    let links = LinkWords::load(app, view, vendors.clone(), t).await?;
    let plan = remediation::list(app, view).await?;
    let records = store::vendor::records(&app.db, view).await?;
    let backups = crate::readiness::backup::look(app, view).await?;
    let lists = vec![
        remediation_list(app, t, &plan),
        vendor_list(t, &vendors),
        remote::remote_list(t, &records, app.today()),
        copies_sheet(t, &backups, &roster),
        evidence_list(t, &evidence, &links),
        staff_list(app, t, &roster),
    ];
    written(app, &t.get("workbook-lists"), lists).await
}

/// The improvement plan alone, as a list.
///
/// # Errors
/// As [`lists_workbook`].
pub async fn remediation_workbook(app: &App, view: &Permit<View>, t: T) -> Result<Written, AppError> {
    let plan = remediation::list(app, view).await?;
    written(app, &t.get("remediation-file-name"), vec![remediation_list(app, t, &plan)]).await
}

async fn written(app: &App, name: &str, lists: Vec<ListSheet>) -> Result<Written, AppError> {
    // Writing is arithmetic and takes its time: beside the pages.
    let written = tokio::task::spawn_blocking(move || write_lists(&lists)).await;
    let bytes = written.map_err(|e| AppError::Internal(e.to_string()))?.map_err(|error| unwritten(&error))?;
    Ok(Written { name: format!("{name}_{}.xlsx", iso(app.today())), bytes })
}

/// Says which item of which sheet a file speaks to.
pub(crate) struct LinkWords<'a> {
    app: &'a App,
    t: T,
    sheets: Vec<Assessment>,
    vendors: Vec<Vendor>,
}

impl<'a> LinkWords<'a> {
    pub(crate) async fn load(app: &'a App, view: &Permit<View>, vendors: Vec<Vendor>, t: T) -> Result<Self, AppError> {
        Ok(Self { app, t, sheets: store::assessment::list(&app.db, view).await?, vendors })
    }

    /// `令和6年度（2024年度） 甲社 2(4)`.
    pub(crate) fn words(&self, link: &EvidenceLink) -> String {
        let year = self.sheets.iter().find(|sheet| sheet.id == link.sheet).map(|sheet| self.t.year(sheet.fiscal_year));
        [year, Some(self.place(link))].into_iter().flatten().collect::<Vec<_>>().join(" ")
    }

    /// The same without the year: `甲社 2(4)`.
    pub(crate) fn place(&self, link: &EvidenceLink) -> String {
        let Some(sheet) = self.sheets.iter().find(|sheet| sheet.id == link.sheet) else { return link.item.to_string() };
        let vendor = sheet.vendor.and_then(|id| self.vendors.iter().find(|vendor| vendor.id == id));
        let vendor = vendor.map(|vendor| format!("{} ", vendor.stated.name)).unwrap_or_default();
        let edition = self.app.catalog.by_digest(&sheet.pack);
        let item = edition.and_then(|edition| edition.form(sheet.form)?.item(&link.item));
        let place = item.map_or_else(|| link.item.to_string(), |item| item.reference.clone());
        format!("{vendor}{place}")
    }
}

/// Columns by message key and width.
fn columns(t: T, of: &[(&str, f64)]) -> Vec<ListColumn> {
    of.iter().map(|(key, width)| ListColumn { heading: t.get(key).into_owned(), width: *width }).collect()
}

fn text(value: impl Display) -> ListCell {
    ListCell::Text(value.to_string())
}

fn maybe(value: Option<impl Display>) -> ListCell {
    value.map_or(ListCell::Empty, text)
}

fn day(value: Option<time::Date>) -> ListCell {
    value.map_or(ListCell::Empty, ListCell::Day)
}

fn remediation_list(app: &App, t: T, plan: &Remediations) -> ListSheet {
    let row = |line: &Line| {
        let closed = match line.course {
            Course::Closed { on, .. } => Some(on),
            _ => None,
        };
        let said = |one: &Comment| format!("{} {}：{}", t.moment(one.at), one.by, one.words);
        vec![
            text(t.code("remediation-state", line.course.code())),
            text(plan.sheet_label(app, t, line)),
            text(&line.item.reference),
            text(printed(t, &line.item, &plan.verification)),
            text(words::answers(t, &plan.roster, &line.state).join("\n")),
            text(&line.state.note),
            text(&line.plan.stated.next_step),
            text(plan.person(line.plan.stated.owner)),
            text(plan.vendor(line.vendor())),
            day(line.state.target_date.map(TargetDate::day)),
            day(closed),
            text(line.comments.iter().map(said).collect::<Vec<_>>().join("\n")),
        ]
    };
    let name = t.get("common-nav-remediations").into_owned();
    ListSheet {
        title: t.get("remediation-title").into_owned(),
        name,
        columns: columns(
            t,
            &[
                ("remediation-state", 16.0),
                ("workbook-form", 24.0),
                ("remediation-paper-number", 8.0),
                ("remediation-paper-found", 40.0),
                ("remediation-now", 28.0),
                ("remediation-note", 40.0),
                ("remediation-paper-next-step", 40.0),
                ("remediation-owner", 16.0),
                ("remediation-vendor", 24.0),
                ("remediation-paper-target", 14.0),
                ("remediation-paper-closed", 14.0),
                ("remediation-comments", 40.0),
            ],
        ),
        rows: plan.lines.iter().map(row).collect(),
    }
}

fn vendor_list(t: T, vendors: &[Vendor]) -> ListSheet {
    let row = |vendor: &Vendor| {
        let stated = &vendor.stated;
        let contract = if stated.contract { "vendor-contract-yes" } else { "vendor-contract-no" };
        vec![
            text(&stated.name),
            text(t.get(contract)),
            maybe(stated.contact.as_ref()),
            maybe(stated.phone.as_ref()),
            maybe(stated.mail.as_ref()),
        ]
    };
    let name = t.get("common-nav-vendors").into_owned();
    ListSheet {
        title: name.clone(),
        name,
        columns: columns(
            t,
            &[
                ("vendor-name", 36.0),
                ("vendor-contract", 12.0),
                ("vendor-contact-person", 20.0),
                ("vendor-phone", 18.0),
                ("vendor-mail", 32.0),
            ],
        ),
        rows: vendors.iter().map(row).collect(),
    }
}

fn evidence_list(t: T, evidence: &[Evidence], links: &LinkWords<'_>) -> ListSheet {
    let row = |one: &Evidence| {
        let (stated, file) = (&one.stated, &one.file);
        let items: Vec<String> = stated.links.iter().map(|link| links.words(link)).collect();
        let line = |line: &Option<Text>| maybe(line.as_ref());
        vec![
            text(&stated.title),
            text(&file.name),
            text(t.code("evidence-kind", file.kind.code())),
            ListCell::Number(file.size as f64),
            day(stated.effective_on),
            ListCell::Day(stated.received_on),
            day(stated.expires_on),
            line(&stated.exported_by),
            line(&stated.origin),
            text(items.join("\n")),
            text(file.digest),
        ]
    };
    let name = t.get("common-nav-evidence").into_owned();
    ListSheet {
        title: name.clone(),
        name,
        columns: columns(
            t,
            &[
                ("evidence-title", 36.0),
                ("evidence-name", 30.0),
                ("evidence-kind", 16.0),
                ("workbook-bytes", 12.0),
                ("evidence-effective-on", 12.0),
                ("evidence-received-on", 12.0),
                ("evidence-expires-on", 12.0),
                ("evidence-exported-by", 18.0),
                ("evidence-origin", 24.0),
                ("evidence-items", 36.0),
                ("workbook-sha256", 70.0),
            ],
        ),
        rows: evidence.iter().map(row).collect(),
    }
}

fn staff_list(app: &App, t: T, roster: &Roster) -> ListSheet {
    let today = app.today();
    let role = |one: &RoleAssignment| {
        let deputy = if one.deputy { format!("（{}）", t.get("staff-deputy")) } else { String::new() };
        format!("{}{deputy}", t.code("staff-role", one.role.code()))
    };
    let row = |member: &StaffMember| {
        let held = roster.roles.iter().filter(|one| one.staff == member.id && one.in_force(today));
        vec![
            text(&member.name),
            maybe(member.kana.as_ref()),
            maybe(member.department.as_ref()),
            text(held.map(role).collect::<Vec<_>>().join("\n")),
            day(member.left_on),
        ]
    };
    let name = t.get("common-nav-people").into_owned();
    ListSheet {
        title: name.clone(),
        name,
        columns: columns(
            t,
            &[
                ("staff-name", 22.0),
                ("staff-kana", 22.0),
                ("staff-department", 24.0),
                ("staff-roles", 30.0),
                ("staff-leave-on", 12.0),
            ],
        ),
        rows: roster.members.iter().map(row).collect(),
    }
}
