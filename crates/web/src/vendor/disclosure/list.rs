//! `GET /disclosures`: every vendor with a contract, its disclosures, and how many tasks they leave.

use super::{colour, title};
use crate::{
    cx::Cx,
    error::PageResult,
    layout::{Layout, html},
};
use askama::Template;
use domain::{
    access::View,
    vendor::{
        Vendor,
        disclosure::{DisclosureAnswer, TaskState, VendorDisclosure, standing, tasks, vendor_disclosure},
    },
};
use store::vendor::disclosure::DisclosureRow;

/// One vendor with its disclosures.
pub(crate) struct VendorBlock {
    pub(crate) vendor: Vendor,
    pub(crate) missing: bool,
    pub(crate) lines: Vec<DisclosureLine>,
}

/// One disclosure.
pub(crate) struct DisclosureLine {
    pub(crate) id: String,
    pub(crate) title: String,
    pub(crate) edition: String,
    pub(crate) on: String,
    pub(crate) class: &'static str,
    pub(crate) standing: &'static str,
    pub(crate) again: bool,
    pub(crate) yes: usize,
    pub(crate) no: usize,
    /// Tasks that nobody has decided on, or on another answer.
    pub(crate) open: usize,
    pub(crate) has_answers: bool,
}

#[derive(Template)]
#[template(path = "vendor/disclosure/list.html")]
struct ListPage {
    l: Layout,
    blocks: Vec<VendorBlock>,
    met: String,
}

/// The register.
pub(crate) async fn list(cx: Cx) -> PageResult {
    let (t, today, permit) = (cx.t(), cx.app().today(), cx.permit::<View>()?);
    let vendors = store::vendor::vendors(&cx.app().db, &permit).await?;
    let rows = store::vendor::disclosure::list(&cx.app().db, &permit).await?;
    let pairs: Vec<_> = rows.iter().map(|row| (row.disclosure.clone(), row.answers.is_some())).collect();
    let found: Vec<_> = vendors.iter().map(|vendor| vendor_disclosure(vendor.id, &pairs, today)).collect();
    let asked = vendors.iter().filter(|vendor| vendor.stated.contract).count();
    let settled =
        |one: &VendorDisclosure| matches!(one, VendorDisclosure::Complete { .. } | VendorDisclosure::NotNeeded);
    let met = vendors.iter().zip(&found).filter(|(vendor, one)| vendor.stated.contract && settled(one)).count();
    let mut blocks = Vec::new();
    for (vendor, found) in vendors.into_iter().zip(found) {
        let of_vendor = rows.iter().filter(|row| row.disclosure.stated.vendor == vendor.id);
        let lines: Vec<_> = of_vendor.map(|row| line(&cx, row)).collect();
        if vendor.stated.contract || !lines.is_empty() {
            blocks.push(VendorBlock { missing: found == VendorDisclosure::Nothing, vendor, lines });
        }
    }
    let met = t.with("disclosure-met", &[("met", met.into()), ("asked", asked.into())]);
    html(&ListPage { l: Layout::of(&cx, "vendors"), blocks, met })
}

fn line(cx: &Cx, row: &DisclosureRow) -> DisclosureLine {
    let (t, today, stated) = (cx.t(), cx.app().today(), &row.disclosure.stated);
    let found = standing(&row.disclosure, row.answers.is_some(), today);
    let answers = row.answers.as_ref().map(|row| &row.answers);
    let open = answers.map_or(0, |answers| {
        let decided = row.decided();
        tasks(&answers.items, &decided, today).iter().filter(|task| task.state != TaskState::Decided).count()
    });
    DisclosureLine {
        id: row.disclosure.id.to_string(),
        title: title(t, &row.disclosure),
        edition: stated.edition.as_ref().map(ToString::to_string).unwrap_or_default(),
        on: t.short_day(stated.state.on()),
        class: colour(&found),
        again: found.is_to_be_asked_again(),
        standing: found.code(),
        yes: answers.map_or(0, |answers| answers.count(DisclosureAnswer::Yes)),
        no: answers.map_or(0, |answers| answers.count(DisclosureAnswer::No)),
        open,
        has_answers: answers.is_some(),
    }
}
