//! What is wrong with the chart as it stands. Nothing of it blocks saving.

use super::{Chart, ChartEntry, ChartRole, ContactStanding, Known, Party};
use crate::id::{ChartEntryId, VendorId};
use std::collections::BTreeMap;
use time::Date;

/// One thing that is wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ChartFault {
    /// Nobody has the role that the chain needs.
    RoleMissing(ChartRole),
    /// A person of the roster who left.
    Left(ChartEntryId, Date),
    /// No telephone number at all.
    NoPhone(ChartEntryId, ChartRole),
    /// The chain ends with nobody to stand in: 安全管理責任者 and 管理者.
    NoDeputy(ChartEntryId),
    /// Nobody calls it and it calls nobody.
    Alone(ChartEntryId),
    /// Its contact was never confirmed, changed since, or was confirmed too long ago.
    Unverified(ChartEntryId, ContactStanding),
    /// A vendor with a contract is not on the chart.
    VendorMissing(VendorId),
}

impl ChartFault {
    /// Stable code, the end of its message key.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::RoleMissing(_) => "role-missing",
            Self::Left(..) => "left",
            Self::NoPhone(..) => "no-phone",
            Self::NoDeputy(_) => "no-deputy",
            Self::Alone(_) => "alone",
            Self::Unverified(..) => "unverified",
            Self::VendorMissing(_) => "vendor-missing",
        }
    }

    /// The entry that it is about, if it is about one.
    #[must_use]
    pub const fn entry(self) -> Option<ChartEntryId> {
        match self {
            Self::Left(id, _)
            | Self::NoPhone(id, _)
            | Self::NoDeputy(id)
            | Self::Alone(id)
            | Self::Unverified(id, _) => Some(id),
            Self::RoleMissing(_) | Self::VendorMissing(_) => None,
        }
    }

    /// Whether the chart fails in the hour when it counts: the rest is for a quiet day.
    #[must_use]
    pub const fn is_alarm(self) -> bool {
        match self {
            // An authority may take reports by web form alone.
            Self::NoPhone(_, role) => !matches!(role, ChartRole::Authority),
            Self::Left(..) | Self::RoleMissing(_) => true,
            Self::Unverified(_, standing) => !matches!(standing, ContactStanding::Never),
            Self::NoDeputy(_) | Self::Alone(_) | Self::VendorMissing(_) => false,
        }
    }
}

/// Roles without which the chain is broken.
const NEEDED: [ChartRole; 5] = [
    ChartRole::SystemDesk,
    ChartRole::SafetyOfficer,
    ChartRole::Administrator,
    ChartRole::Vendor,
    ChartRole::Authority,
];

/// What is wrong, the loudest first. An empty chart has no faults: there is nothing yet.
#[must_use]
pub fn faults(
    entries: &[ChartEntry],
    chart: &Chart,
    standings: &BTreeMap<ChartEntryId, ContactStanding>,
    known: &Known<'_>,
    today: Date,
) -> Vec<ChartFault> {
    if entries.is_empty() {
        return Vec::new();
    }
    let mut found = Vec::new();
    for entry in entries {
        if let Party::Staff { staff } = &entry.stated.party
            && let Some(member) = known.members.iter().find(|member| member.id == *staff)
            && let Some(left) = member.left_on.filter(|_| !member.works_on(today))
        {
            found.push(ChartFault::Left(entry.id, left));
        }
    }
    let role_missing = |role: &ChartRole| !entries.iter().any(|entry| entry.stated.role == *role);
    found.extend(NEEDED.into_iter().filter(role_missing).map(ChartFault::RoleMissing));
    // The discoverer is everybody: no number belongs to it.
    let needs_phone = |role: ChartRole| role != ChartRole::Discoverer;
    let silent = chart.people.iter().filter(|person| person.phones.is_empty() && needs_phone(person.role));
    found.extend(silent.map(|person| ChartFault::NoPhone(person.id, person.role)));
    for person in chart.people.iter().filter(|person| needs_phone(person.role)) {
        match standings.get(&person.id).copied().unwrap_or(ContactStanding::Never) {
            ContactStanding::Current { .. } => {}
            standing => found.push(ChartFault::Unverified(person.id, standing)),
        }
    }
    let principal = |role| matches!(role, ChartRole::SafetyOfficer | ChartRole::Administrator);
    let alone_in_office = chart.people.iter().filter(|person| {
        person.deputy_of.is_none() && principal(person.role) && chart.deputies(person.id).next().is_none()
    });
    found.extend(alone_in_office.map(|person| ChartFault::NoDeputy(person.id)));
    let called = |id: ChartEntryId| chart.people.iter().any(|person| person.calls.contains(&id));
    let alone = chart
        .people
        .iter()
        .filter(|person| person.deputy_of.is_none() && person.calls.is_empty() && !called(person.id));
    found.extend(alone.map(|person| ChartFault::Alone(person.id)));
    let on_chart = |vendor: VendorId| {
        entries.iter().any(|entry| matches!(entry.stated.party, Party::Vendor { vendor: found } if found == vendor))
    };
    let missing = known.vendors.iter().filter(|vendor| vendor.stated.contract && !on_chart(vendor.id));
    found.extend(missing.map(|vendor| ChartFault::VendorMissing(vendor.id)));
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        journal::Seq,
        readiness::contact_chart::{EntryDraft, Phone},
        staff::{Name, StaffMember},
        vendor::{Line, Vendor, VendorDraft},
    };
    use time::macros::date;
    use uuid::Uuid;

    const TODAY: Date = date!(2024 - 10 - 15);

    fn found(entries: &[ChartEntry]) -> String {
        let name = |text: &str| Name::parse(text).expect("a name");
        let member = |id, left_on| StaffMember {
            id: Uuid::from_u128(id).into(),
            name: name("久保"),
            kana: None,
            department: None,
            left_on,
            version: Seq::ZERO,
        };
        let members = [member(1, None), member(2, Some(date!(2024 - 09 - 30)))];
        let stated = VendorDraft::parse("甲社", "", "", "", true).expect("a vendor");
        let vendors = [Vendor { id: Uuid::from_u128(9).into(), stated, version: Seq::ZERO }];
        let (contacts, systems) = (BTreeMap::new(), BTreeMap::new());
        let known = Known { members: &members, vendors: &vendors, contacts: &contacts, systems: &systems };
        let chart = Chart::of(entries, &known);
        let codes: Vec<_> =
            faults(entries, &chart, &BTreeMap::new(), &known, TODAY).into_iter().map(ChartFault::code).collect();
        codes.join(" ")
    }

    fn entry(role: ChartRole, staff: u128, phone: &str) -> ChartEntry {
        let party = Party::Staff { staff: Uuid::from_u128(staff).into() };
        let phones = Line::parse(phone).map(|number| Phone { number, out_of_hours: false }).into_iter().collect();
        let stated = EntryDraft { phones, ..EntryDraft::bare(role, party) };
        ChartEntry { id: Uuid::from_u128(staff).into(), place: 1, stated, version: Seq::ZERO }
    }

    #[test]
    fn every_fault_is_named_and_an_empty_chart_has_none() {
        assert_eq!(found(&[]), "");
        let entries = [entry(ChartRole::SystemDesk, 1, "1"), entry(ChartRole::SafetyOfficer, 2, "")];
        assert_eq!(
            found(&entries),
            "left role-missing role-missing role-missing no-phone unverified unverified no-deputy alone alone vendor-missing"
        );
    }
}
