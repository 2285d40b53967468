//! The register of remote maintenance as a list: a row per way in, and one for each vendor with a contract that has none.

use super::{columns, day, maybe, text};
use crate::words::{self, T, means, origin};
use domain::vendor::{
    Vendor,
    remote_access::{RemoteAccess, entry_confirmation, remote_standing},
};
use report::workbook::{ListCell, ListSheet};
use store::vendor::VendorRecords;
use time::Date;

pub(super) fn remote_list(t: T, records: &VendorRecords, today: Date) -> ListSheet {
    let name = t.get("remote-title").into_owned();
    let mut rows = Vec::new();
    for vendor in &records.vendors {
        let own: Vec<_> = records.accesses.iter().filter(|access| access.stated.vendor == vendor.id).collect();
        if own.is_empty() && vendor.stated.contract {
            rows.push(without(t, vendor, records, today));
        }
        rows.extend(own.into_iter().map(|access| way(t, vendor, access, records, today)));
    }
    let of = [
        ("vendor-name", 30.0),
        ("remote-target", 30.0),
        ("remote-means", 30.0),
        ("remote-origin", 34.0),
        ("remote-gateway", 22.0),
        ("remote-allowed", 30.0),
        ("remote-two-factor", 14.0),
        ("remote-opening", 18.0),
        ("remote-last-confirmed", 30.0),
        ("remote-confirm-on", 12.0),
        ("remote-concerns", 40.0),
        ("remote-note", 30.0),
    ];
    ListSheet { title: name.clone(), name, columns: columns(t, &of), rows }
}

fn way(t: T, vendor: &Vendor, access: &RemoteAccess, records: &VendorRecords, today: Date) -> Vec<ListCell> {
    let stated = &access.stated;
    let found = entry_confirmation(access, &records.confirmations, today);
    let concerns = stated.concerns();
    let concerns: Vec<_> = concerns.iter().map(|one| t.code("remote-concern", one.code())).collect();
    vec![
        text(&vendor.stated.name),
        text(&stated.target),
        text(means(t, stated)),
        text(origin(t, &stated.origin)),
        maybe(stated.gateway.as_ref()),
        maybe(stated.allowed.as_ref()),
        text(t.code("remote-two-factor", stated.two_factor.code())),
        text(t.code("remote-opening", stated.opening.code())),
        text(words::entry_confirmation(t, found)),
        day(found.on()),
        text(concerns.join("\n")),
        maybe(stated.note.as_ref()),
    ]
}

/// A vendor without a way in: what it said of that stands in the column of confirmations.
fn without(t: T, vendor: &Vendor, records: &VendorRecords, today: Date) -> Vec<ListCell> {
    let standing = remote_standing(vendor.id, &records.accesses, &records.confirmations, today);
    let mut cells = vec![ListCell::Empty; 12];
    if let [name, .., said, on, _, _] = cells.as_mut_slice() {
        *name = text(&vendor.stated.name);
        *said = text(words::remote_standing(t, standing));
        *on = day(standing.on());
    }
    cells
}
