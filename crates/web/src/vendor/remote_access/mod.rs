//! Remote maintenance: the register of ways in, one way in, and what a vendor confirmed about them.

mod confirm;
mod form;
mod list;
mod show;

pub(crate) use confirm::{ask, confirm};
pub(crate) use list::list;
pub(crate) use show::{add, change, end, new, show};

use crate::{
    cx::Cx,
    error::{PageError, PageResult},
};
use app::words::{self, T, means, origin};
use domain::{
    access::View,
    id::VendorId,
    vendor::{Vendor, remote_access::EntryConfirmation},
};

/// The vendor of this address.
pub(in crate::vendor) async fn find_vendor(cx: &Cx, id: VendorId) -> PageResult<Vendor> {
    let vendors = store::vendor::vendors(&cx.app().db, &cx.permit::<View>()?).await?;
    vendors.into_iter().find(|vendor| vendor.id == id).ok_or(PageError::NotFound)
}

/// Colour and words of how far a way in is confirmed.
fn confirmed(t: T, found: EntryConfirmation) -> (&'static str, String) {
    let class = match found {
        EntryConfirmation::Current { .. } => "yes",
        EntryConfirmation::Stale { .. } | EntryConfirmation::ChangedSince { .. } => "check",
        EntryConfirmation::Never => "none",
    };
    (class, words::entry_confirmation(t, found))
}
