//! The chart with every name and number in it, as it is drawn, printed and frozen. Plain values: an approved one never changes when
//! the roster or the register does.

use super::{ChartEntry, ChartRole, Party};
use crate::{
    digest::Digest,
    id::{ChartEntryId, VendorId},
    staff::StaffMember,
    vendor::{Contact, Vendor},
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What other rooms know of the people and parties.
#[derive(Debug, Clone, Copy)]
pub struct Known<'a> {
    /// The roster.
    pub members: &'a [StaffMember],
    /// The register.
    pub vendors: &'a [Vendor],
    /// Further contacts of vendors.
    pub contacts: &'a BTreeMap<VendorId, Vec<Contact>>,
    /// Names of the systems that a vendor provides or maintains.
    pub systems: &'a BTreeMap<VendorId, Vec<String>>,
}

/// A number with whom it reaches.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChartPhone {
    /// Number as written.
    pub number: String,
    /// Whether it is answered out of hours.
    #[serde(default)]
    pub out_of_hours: bool,
    /// Whom or what desk it reaches, where that is another than the entry itself: a vendor's contact.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub who: String,
}

/// An entry with its names and numbers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChartPerson {
    /// The entry.
    pub id: ChartEntryId,
    /// What it is for.
    pub role: ChartRole,
    /// What it is called.
    pub name: String,
    /// Position or duty; empty if none.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub title: String,
    /// Department of a person, systems of a vendor.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub about: Vec<String>,
    /// Numbers.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub phones: Vec<ChartPhone>,
    /// Mail addresses.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub mails: Vec<String>,
    /// How it is reached out of hours.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub out_of_hours: String,
    /// For whom it stands in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub deputy_of: Option<ChartEntryId>,
    /// Whom it calls next.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub calls: Vec<ChartEntryId>,
    /// Whether it stands on the wallet card.
    #[serde(default)]
    pub on_card: bool,
}

impl ChartPerson {
    /// Everything by which it is reached, as one comparable value: what a person confirms.
    #[must_use]
    pub fn reach(&self) -> Vec<String> {
        let numbers = self.phones.iter().map(|phone| {
            let night = if phone.out_of_hours { "night" } else { "day" };
            format!("{} {night} {}", phone.number, phone.who).trim_end().to_owned()
        });
        let night = Some(&self.out_of_hours).filter(|words| !words.is_empty()).cloned();
        numbers.chain(self.mails.iter().cloned()).chain(night).collect()
    }

    /// A short value that is another for every other [`ChartPerson::reach`]: by it a form says what a person saw.
    #[must_use]
    pub fn reach_digest(&self) -> String {
        Digest::of(self.reach().join("\n").as_bytes()).to_string()
    }

    /// Whether it can be reached at night and on days off, as far as anybody said.
    #[must_use]
    pub fn is_reached_out_of_hours(&self) -> bool {
        !self.out_of_hours.is_empty() || self.phones.iter().any(|phone| phone.out_of_hours)
    }
}

/// The chart, entries in their order.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Chart {
    /// Everybody on it, deputies too.
    pub people: Vec<ChartPerson>,
}

/// What differs between an approved chart and a later one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ChartDifference {
    /// Somebody came.
    Added(String),
    /// Somebody is no longer on it.
    Removed(String),
    /// Something about somebody changed: what it is called, and which parts (`name`, `role`, `reach`, `deputy`, `calls`, `card`).
    Changed(String, Vec<&'static str>),
    /// The order changed and nothing else.
    Order,
}

impl Chart {
    /// The chart that entries make, with what other rooms know today. Arrows to entries that are gone are left out.
    #[must_use]
    pub fn of(entries: &[ChartEntry], known: &Known<'_>) -> Self {
        let mut entries: Vec<&ChartEntry> = entries.iter().collect();
        entries.sort_by_key(|entry| (entry.place, entry.id));
        let there = |id: &ChartEntryId| entries.iter().any(|entry| entry.id == *id);
        let people = entries.iter().map(|entry| {
            let mut person = person(entry, known);
            person.calls.retain(there);
            person.deputy_of = person.deputy_of.filter(|id| there(id));
            person
        });
        Self { people: people.collect() }
    }

    /// The entry with this identifier.
    #[must_use]
    pub fn person(&self, id: ChartEntryId) -> Option<&ChartPerson> {
        self.people.iter().find(|person| person.id == id)
    }

    /// What it is called; empty if it is not on the chart.
    #[must_use]
    pub fn name(&self, id: ChartEntryId) -> &str {
        self.person(id).map(|person| person.name.as_str()).unwrap_or_default()
    }

    /// A short value that is another for every other chart: by it a form says which chart a person saw.
    #[must_use]
    pub fn digest(&self) -> String {
        let bytes = serde_json::to_vec(self).unwrap_or_default();
        Digest::of(&bytes).to_string()
    }

    /// Those who stand in for an entry.
    pub fn deputies(&self, of: ChartEntryId) -> impl Iterator<Item = &ChartPerson> {
        self.people.iter().filter(move |person| person.deputy_of == Some(of))
    }

    /// What became different from this chart to a later one.
    #[must_use]
    pub fn differences(&self, later: &Self) -> Vec<ChartDifference> {
        let mut found = Vec::new();
        for before in &self.people {
            match later.person(before.id) {
                None => found.push(ChartDifference::Removed(before.name.clone())),
                Some(after) => {
                    let parts = changed(before, after);
                    if !parts.is_empty() {
                        found.push(ChartDifference::Changed(after.name.clone(), parts));
                    }
                }
            }
        }
        let new = later.people.iter().filter(|person| self.person(person.id).is_none());
        found.extend(new.map(|person| ChartDifference::Added(person.name.clone())));
        if found.is_empty() && self != later {
            found.push(ChartDifference::Order);
        }
        found
    }
}

fn changed(before: &ChartPerson, after: &ChartPerson) -> Vec<&'static str> {
    let parts = [
        ("name", before.name != after.name),
        ("role", (before.role, &before.title, &before.about) != (after.role, &after.title, &after.about)),
        ("reach", before.reach() != after.reach()),
        ("deputy", before.deputy_of != after.deputy_of),
        ("calls", before.calls != after.calls),
        ("card", before.on_card != after.on_card),
    ];
    parts.into_iter().filter(|(_, differs)| *differs).map(|(part, _)| part).collect()
}

fn person(entry: &ChartEntry, known: &Known<'_>) -> ChartPerson {
    let stated = &entry.stated;
    let text = |line: &Option<crate::vendor::Line>| line.as_ref().map(ToString::to_string).unwrap_or_default();
    let mut phones: Vec<ChartPhone> = stated
        .phones
        .iter()
        .map(|phone| ChartPhone {
            number: phone.number.to_string(),
            out_of_hours: phone.out_of_hours,
            who: String::new(),
        })
        .collect();
    let mut mails: Vec<String> = stated.mail.iter().map(ToString::to_string).collect();
    let (name, about) = match &stated.party {
        Party::Post { name } | Party::Authority { name, .. } => (name.to_string(), Vec::new()),
        Party::Staff { staff } => {
            let member = known.members.iter().find(|member| member.id == *staff);
            let department = member.and_then(|member| member.department.as_ref()).map(ToString::to_string);
            (member.map(|member| member.name.to_string()).unwrap_or_default(), department.into_iter().collect())
        }
        Party::Vendor { vendor } => {
            let found = known.vendors.iter().find(|one| one.id == *vendor);
            let record = found.map(|found| &found.stated);
            let contacts = known.contacts.get(vendor).map(Vec::as_slice).unwrap_or_default();
            phones.extend(record.and_then(|record| {
                let who = record.contact.as_ref().map(ToString::to_string).unwrap_or_default();
                Some(ChartPhone { number: record.phone.as_ref()?.to_string(), out_of_hours: false, who })
            }));
            phones.extend(contacts.iter().filter_map(|contact| {
                let number = contact.phone.as_ref()?.to_string();
                let duty = contact.duty.as_ref().map(|duty| format!("（{duty}）")).unwrap_or_default();
                Some(ChartPhone { number, out_of_hours: contact.out_of_hours, who: format!("{}{duty}", contact.name) })
            }));
            mails.extend(record.and_then(|record| record.mail.as_ref()).map(ToString::to_string));
            mails.extend(contacts.iter().filter_map(|contact| contact.mail.as_ref()).map(ToString::to_string));
            let name = record.map(|record| record.name.to_string()).unwrap_or_default();
            (name, known.systems.get(vendor).cloned().unwrap_or_default())
        }
    };
    ChartPerson {
        id: entry.id,
        role: stated.role,
        name,
        title: text(&stated.title),
        about,
        phones,
        mails,
        out_of_hours: text(&stated.out_of_hours),
        deputy_of: stated.deputy_of,
        calls: stated.calls.clone(),
        on_card: stated.on_card,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{journal::Seq, readiness::contact_chart::EntryDraft, staff::Name, vendor::VendorDraft};
    use uuid::Uuid;

    fn vendor() -> Vendor {
        let stated = VendorDraft::parse("甲社", "大野", "03-0000-0001", "", true).expect("a vendor");
        Vendor { id: Uuid::from_u128(9).into(), stated, version: Seq::ZERO }
    }

    fn entry(id: u128, party: Party) -> ChartEntry {
        let stated = EntryDraft::bare(ChartRole::Other, party);
        ChartEntry {
            id: Uuid::from_u128(id).into(),
            place: i64::try_from(id).expect("small"),
            stated,
            version: Seq::ZERO,
        }
    }

    fn chart(entries: &[ChartEntry], night: &str) -> Chart {
        let contact = Contact::parse("夜間受付", "保守", night, "", true).expect("a contact");
        let contacts = BTreeMap::from([(vendor().id, vec![contact])]);
        let systems = BTreeMap::from([(vendor().id, vec!["電子カルテ".to_owned()])]);
        Chart::of(entries, &Known { members: &[], vendors: &[vendor()], contacts: &contacts, systems: &systems })
    }

    #[test]
    fn a_vendor_brings_its_own_numbers_and_systems() {
        let chart = chart(&[entry(1, Party::Vendor { vendor: vendor().id })], "090-0000-0002");
        let person = &chart.people[0];
        assert_eq!((person.name.as_str(), person.about.as_slice()), ("甲社", &["電子カルテ".to_owned()][..]));
        assert_eq!(person.reach(), ["03-0000-0001 day 大野", "090-0000-0002 night 夜間受付（保守）"]);
        assert!(person.is_reached_out_of_hours());
    }

    #[test]
    fn a_number_that_changed_in_the_register_is_a_difference() {
        let entries = [
            entry(1, Party::Vendor { vendor: vendor().id }),
            entry(2, Party::Post { name: Name::parse("受付").expect("a name") }),
        ];
        let before = chart(&entries, "090-0000-0002");
        assert_eq!(before.differences(&before), []);
        let after = chart(&entries[..1], "090-0000-0003");
        assert_eq!(
            before.differences(&after),
            [ChartDifference::Changed("甲社".to_owned(), vec!["reach"]), ChartDifference::Removed("受付".to_owned())]
        );
        assert_eq!(after.differences(&before).last(), Some(&ChartDifference::Added("受付".to_owned())));
        let mut turned = before.clone();
        turned.people.reverse();
        assert_eq!(before.differences(&turned), [ChartDifference::Order]);
    }

    #[test]
    fn an_arrow_to_nobody_is_left_out() {
        let mut one = entry(1, Party::Post { name: Name::parse("受付").expect("a name") });
        one.stated.calls = vec![Uuid::from_u128(7).into()];
        one.stated.deputy_of = Some(Uuid::from_u128(7).into());
        let chart = chart(&[one], "1");
        assert_eq!((chart.people[0].calls.len(), chart.people[0].deputy_of), (0, None));
    }
}
