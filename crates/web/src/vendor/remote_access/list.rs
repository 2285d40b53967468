//! `GET /remote-access`: every vendor with a contract, its ways in, and how far it confirmed them.

use super::{confirmed, means, origin};
use crate::{
    cx::Cx,
    error::PageResult,
    layout::{Layout, html},
};
use app::words::{self, T};
use askama::Template;
use domain::{
    access::View,
    vendor::{
        Vendor,
        remote_access::{RemoteAccess, RemoteStanding, entry_confirmation, remote_standing},
    },
};
use store::vendor::VendorRecords;
use time::Date;

/// One vendor with its ways in.
pub(crate) struct VendorBlock {
    pub(crate) vendor: Vendor,
    /// Colour of the badge.
    pub(crate) class: &'static str,
    pub(crate) standing: String,
    pub(crate) ways: Vec<WayLine>,
}

/// One way in.
pub(crate) struct WayLine {
    pub(crate) id: String,
    pub(crate) target: String,
    pub(crate) means: String,
    pub(crate) origin: String,
    pub(crate) gateway: String,
    pub(crate) two_factor: &'static str,
    pub(crate) opening: &'static str,
    pub(crate) class: &'static str,
    pub(crate) confirmed: String,
    /// Known dangers.
    pub(crate) dangers: Vec<&'static str>,
    /// How many questions are open.
    pub(crate) questions: usize,
}

#[derive(Template)]
#[template(path = "vendor/remote_access/list.html")]
struct ListPage {
    l: Layout,
    blocks: Vec<VendorBlock>,
    /// How many vendors confirmed everything, of those with a contract.
    met: String,
}

/// The register.
pub(crate) async fn list(cx: Cx) -> PageResult {
    let records = store::vendor::records(&cx.app().db, &cx.permit::<View>()?).await?;
    let (t, today) = (cx.t(), cx.app().today());
    let with_contract = records.vendors.iter().filter(|vendor| vendor.stated.contract);
    let met = with_contract.clone().filter(|vendor| is_met(vendor, &records, today)).count();
    let asked = with_contract.count();
    let of = |vendor: &Vendor| block(t, vendor, &records, today);
    let shown = |block: &VendorBlock| block.vendor.stated.contract || !block.ways.is_empty();
    let blocks = records.vendors.iter().map(of).filter(shown).collect();
    let met = t.with("remote-met", &[("met", met.into()), ("asked", asked.into())]);
    html(&ListPage { l: Layout::of(&cx, "vendors"), blocks, met })
}

fn is_met(vendor: &Vendor, records: &VendorRecords, today: Date) -> bool {
    let standing = remote_standing(vendor.id, &records.accesses, &records.confirmations, today);
    matches!(standing, RemoteStanding::Confirmed { .. })
}

fn block(t: T, vendor: &Vendor, records: &VendorRecords, today: Date) -> VendorBlock {
    let own = records.accesses.iter().filter(|access| access.stated.vendor == vendor.id);
    let standing = remote_standing(vendor.id, &records.accesses, &records.confirmations, today);
    let (class, standing) = (colour(standing), words::remote_standing(t, standing));
    let ways = own.map(|access| way(t, access, records, today)).collect();
    VendorBlock { vendor: vendor.clone(), class, standing, ways }
}

const fn colour(standing: RemoteStanding) -> &'static str {
    match standing {
        RemoteStanding::NeverAsked => "none",
        RemoteStanding::Stale { .. } | RemoteStanding::Open { .. } => "check",
        RemoteStanding::Confirmed { .. } => "yes",
    }
}

fn way(t: T, access: &RemoteAccess, records: &VendorRecords, today: Date) -> WayLine {
    let stated = &access.stated;
    let (class, confirmed) = confirmed(t, entry_confirmation(access, &records.confirmations, today));
    let (questions, dangers): (Vec<_>, Vec<_>) =
        stated.concerns().into_iter().partition(|concern| concern.is_a_question());
    WayLine {
        id: access.id.to_string(),
        target: stated.target.to_string(),
        means: means(t, stated),
        origin: origin(t, &stated.origin),
        gateway: stated.gateway.as_ref().map(ToString::to_string).unwrap_or_default(),
        two_factor: stated.two_factor.code(),
        opening: stated.opening.code(),
        class,
        confirmed,
        dangers: dangers.into_iter().map(domain::vendor::remote_access::Concern::code).collect(),
        questions: questions.len(),
    }
}
