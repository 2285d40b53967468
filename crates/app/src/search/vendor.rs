//! Vendors' records.

use super::{
    Kind, Place,
    finder::{Finder, Line, Record, Text},
};
use crate::words::T;
use domain::{search::Met, vendor::Vendor};

pub(super) fn offer(vendors: &[Vendor], t: T, finder: &mut Finder<'_>) {
    for vendor in vendors {
        let stated = &vendor.stated;
        let contact = stated.contact.as_ref().map(|name| Line::new(t.get("vendor-contact-person"), name.as_str()));
        let phone = stated.phone.as_ref().map(|line| Line::new(t.get("vendor-phone"), line.to_string()));
        let mail = stated.mail.as_ref().map(|line| Line::new(t.get("vendor-mail"), line.to_string()));
        let lines = [contact, phone, mail].into_iter().flatten().collect();
        let record = Record { title: Text::new(stated.name.as_str()), lines };
        let contract = if stated.contract { "vendor-contract-yes" } else { "vendor-contract-no" };
        finder.offer(Kind::Vendor, &record, Met::default(), Place::Vendor(vendor.id), &t.get(contract));
    }
}
