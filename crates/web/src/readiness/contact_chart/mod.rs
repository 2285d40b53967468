//! The contact chart: as it stands, one entry, call tests, approved versions, papers.

mod edit;
mod form;
mod paper;
mod show;
mod test;

pub(crate) use edit::{add, change, new, remove, show as entry};
pub(crate) use paper::{card, pdf, version};
pub(crate) use show::{approve, begin, order, show, vendors, verify};
pub(crate) use test::{record as record_test, show as tests};

use app::{readiness::contact_chart::ChartStanding, words::T};
use domain::{
    id::ChartEntryId,
    readiness::contact_chart::{ChartDifference, ChartFault, ChartPerson, ContactStanding},
};

/// A number as a page shows it.
pub(crate) struct PhoneLine {
    /// Number as written.
    pub(crate) number: String,
    /// `tel:` address; empty where the number is none that a telephone could call.
    pub(crate) link: String,
    /// Answers out of hours.
    pub(crate) night: bool,
    /// Whom it reaches.
    pub(crate) who: String,
}

pub(crate) fn phones(person: &ChartPerson) -> Vec<PhoneLine> {
    let one = |phone: &domain::readiness::contact_chart::ChartPhone| PhoneLine {
        number: phone.number.clone(),
        link: tel(&phone.number),
        night: phone.out_of_hours,
        who: phone.who.clone(),
    };
    person.phones.iter().map(one).collect()
}

/// The address of a number that consists of digits and the usual signs between them.
fn tel(number: &str) -> String {
    let is_number = number.chars().all(|c| c.is_ascii_digit() || "+-() #*".contains(c));
    let digits: String = number.chars().filter(|c| c.is_ascii_digit() || "+#*".contains(*c)).collect();
    if is_number && digits.len() >= 3 { format!("tel:{}", digits.replace('#', "%23")) } else { String::new() }
}

/// Colour and words of how far a contact is confirmed.
fn standing_words(t: T, standing: ContactStanding) -> (&'static str, String) {
    let class = match standing {
        ContactStanding::Current { .. } => "yes",
        ContactStanding::Old { .. } | ContactStanding::ChangedSince { .. } => "no",
        ContactStanding::Never => "check",
    };
    let key = format!("contact-chart-standing-{}", standing.code());
    let words = match standing.on() {
        Some(on) => t.one(&key, "day", t.short_day(on)),
        None => t.get(&key).into_owned(),
    };
    (class, words)
}

/// A fault in words, with the entry that it is about.
pub(crate) struct FaultLine {
    pub(crate) words: String,
    /// Identifier of the entry; empty if it is about none.
    pub(crate) entry: String,
    pub(crate) alarm: bool,
}

fn fault_line(t: T, now: &ChartStanding, fault: ChartFault) -> FaultLine {
    let key = format!("contact-chart-fault-{}", fault.code());
    let name = fault.entry().map(|id| now.chart.name(id).to_owned()).unwrap_or_default();
    let words = match fault {
        ChartFault::RoleMissing(role) => t.one(&key, "role", t.code("contact-chart-role", role.code()).into_owned()),
        ChartFault::Left(_, on) => t.with(&key, &[("name", name.into()), ("day", t.short_day(on).into())]),
        ChartFault::Unverified(_, standing) => {
            t.with(&key, &[("name", name.into()), ("standing", standing_words(t, standing).1.into())])
        }
        ChartFault::VendorMissing(id) => {
            let vendor = now.loaded.vendors.iter().find(|vendor| vendor.id == id);
            t.one(&key, "name", vendor.map(|vendor| vendor.stated.name.to_string()).unwrap_or_default())
        }
        ChartFault::NoPhone(..) | ChartFault::NoDeputy(_) | ChartFault::Alone(_) => t.one(&key, "name", name),
    };
    FaultLine {
        words,
        entry: fault.entry().map(|id: ChartEntryId| id.to_string()).unwrap_or_default(),
        alarm: fault.is_alarm(),
    }
}

/// Differences in sentences.
fn difference_words(t: T, differences: &[ChartDifference]) -> Vec<String> {
    let one = |difference: &ChartDifference| match difference {
        ChartDifference::Added(name) => t.one("contact-chart-difference-added", "name", name.clone()),
        ChartDifference::Removed(name) => t.one("contact-chart-difference-removed", "name", name.clone()),
        ChartDifference::Changed(name, parts) => {
            let parts: Vec<_> = parts.iter().map(|part| t.code("contact-chart-part", part).into_owned()).collect();
            let parts = parts.join(if t.is_ja() { "、" } else { ", " });
            t.with("contact-chart-difference-changed", &[("name", name.clone().into()), ("parts", parts.into())])
        }
        ChartDifference::Order => t.get("contact-chart-difference-order").into_owned(),
    };
    differences.iter().map(one).collect()
}

#[cfg(test)]
mod tests {
    use super::tel;

    #[test]
    fn only_what_a_telephone_can_call_is_a_link() {
        assert_eq!(tel("03-0000-0000"), "tel:0300000000");
        assert_eq!(tel("#9110"), "tel:%239110");
        assert_eq!(tel("内線 1234"), "");
        assert_eq!(tel("110 または 119"), "");
    }
}
