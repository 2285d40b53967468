//! Holes and overlaps of splits, and where they differ from what the contract says.

use super::{DoneBy, Duty, Split};
use crate::vendor::{Contract, UpdatesBy};

/// A point to settle.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Point {
    /// Nobody does it.
    Nobody(Duty),
    /// Nobody has said who does it.
    Unknown(Duty),
    /// Both do it, and no words say who does what.
    BothWithoutWords(Duty),
    /// Another split of the same system gives it to its own vendor, too.
    TwoVendors(Duty),
    /// Another split of the same system gives it to the institution, this one to the vendor, or the reverse.
    Differs(Duty),
    /// The contract says something else about security updates.
    ContractUpdates,
    /// The vendor is to tell of vulnerabilities, and the contract has no clause for it.
    ContractNotice,
    /// It was never agreed.
    NotAgreed,
}

impl Point {
    /// Stable code, the end of its message key.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Nobody(_) => "nobody",
            Self::Unknown(_) => "unknown",
            Self::BothWithoutWords(_) => "both-without-words",
            Self::TwoVendors(_) => "two-vendors",
            Self::Differs(_) => "differs",
            Self::ContractUpdates => "contract-updates",
            Self::ContractNotice => "contract-notice",
            Self::NotAgreed => "not-agreed",
        }
    }

    /// The duty that it is about, if it is about one.
    #[must_use]
    pub const fn duty(self) -> Option<Duty> {
        match self {
            Self::Nobody(duty)
            | Self::Unknown(duty)
            | Self::BothWithoutWords(duty)
            | Self::TwoVendors(duty)
            | Self::Differs(duty) => Some(duty),
            Self::ContractUpdates | Self::ContractNotice | Self::NotAgreed => None,
        }
    }

    /// Whether a duty is not done, rather than done twice or written otherwise.
    #[must_use]
    pub const fn is_gap(self) -> bool {
        matches!(self, Self::Nobody(_) | Self::Unknown(_))
    }
}

/// The points of one split, duty by duty; `others` are all splits of the institution, `contract` the one that it names.
#[must_use]
pub fn points(split: &Split, others: &[Split], contract: Option<&Contract>) -> Vec<Point> {
    let same_system = |other: &&Split| {
        other.id != split.id && split.stated.system.is_some() && other.stated.system == split.stated.system
    };
    let beside: Vec<&Split> = others.iter().filter(same_system).collect();
    let mut found: Vec<Point> = Duty::ALL.into_iter().filter_map(|duty| point(split, &beside, duty)).collect();
    found.extend(contract.into_iter().flat_map(|contract| of_contract(split, contract)));
    if split.stated.agreed_on.is_none() {
        found.push(Point::NotAgreed);
    }
    found
}

fn point(split: &Split, beside: &[&Split], duty: Duty) -> Option<Point> {
    let share = split.stated.share(duty);
    let elsewhere = |by: DoneBy| beside.iter().any(|other| other.stated.share(duty).by == by);
    match share.by {
        // Another vendor or the institution does it under another contract: no hole.
        DoneBy::Nobody | DoneBy::Unknown
            if [DoneBy::Hospital, DoneBy::Vendor, DoneBy::Both].into_iter().any(elsewhere) =>
        {
            None
        }
        DoneBy::Nobody => Some(Point::Nobody(duty)),
        DoneBy::Unknown => Some(Point::Unknown(duty)),
        DoneBy::Both if share.words.is_none() => Some(Point::BothWithoutWords(duty)),
        DoneBy::Vendor if elsewhere(DoneBy::Vendor) => Some(Point::TwoVendors(duty)),
        DoneBy::Vendor if elsewhere(DoneBy::Hospital) => Some(Point::Differs(duty)),
        DoneBy::Hospital if elsewhere(DoneBy::Vendor) => Some(Point::Differs(duty)),
        DoneBy::Both | DoneBy::Vendor | DoneBy::Hospital => None,
    }
}

fn of_contract(split: &Split, contract: &Contract) -> Vec<Point> {
    let patch = split.stated.share(Duty::OsPatch).by;
    let agrees = match contract.stated.updates {
        None => true,
        Some(_) if patch == DoneBy::Unknown => true,
        Some(UpdatesBy::Vendor) => patch == DoneBy::Vendor,
        Some(UpdatesBy::Hospital) => patch == DoneBy::Hospital,
        Some(UpdatesBy::Both) => patch == DoneBy::Both,
        Some(UpdatesBy::Nobody) => patch == DoneBy::Nobody,
    };
    let notice = split.stated.share(Duty::VulnerabilityNotice).by == DoneBy::Vendor
        && contract.stated.vulnerability_notice == Some(false);
    let mut found = Vec::new();
    if !agrees {
        found.push(Point::ContractUpdates);
    }
    if notice {
        found.push(Point::ContractNotice);
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        journal::Seq,
        vendor::{
            ContractDraft,
            split::{SplitDraft, SplitText},
        },
    };
    use insta::assert_snapshot;
    use time::macros::date;
    use uuid::Uuid;

    const SYSTEM: &str = "00000000-0000-7000-8000-000000000001";

    /// All duties are the institution's, except those that are named.
    fn split(id: u128, named: &[(Duty, &'static str, &'static str)]) -> Option<Split> {
        let share = |duty: Duty| named.iter().find(|(one, ..)| *one == duty).copied().unwrap_or((duty, "hospital", ""));
        let text = SplitText {
            target: "電子カルテ",
            system: SYSTEM,
            shares: Duty::ALL.map(share).to_vec(),
            agreed_on: "2024-06-01",
            document: "責任分界表",
            ..SplitText::default()
        };
        let stated = SplitDraft::parse(Uuid::nil().into(), &text, date!(2024 - 06 - 10)).ok()?;
        Some(Split { id: Uuid::from_u128(id).into(), stated, version: Seq::ZERO })
    }

    fn said(
        one: &[(Duty, &'static str, &'static str)],
        other: Option<&[(Duty, &'static str, &'static str)]>,
        contract: Option<&Contract>,
    ) -> String {
        let others: Vec<Split> = other.and_then(|named| split(2, named)).into_iter().collect();
        let Some(one) = split(1, one) else { return "refused".to_owned() };
        let words = |point: &Point| format!("{} {}", point.code(), point.duty().map_or("", Duty::code));
        points(&one, &others, contract).iter().map(words).collect::<Vec<_>>().join(", ")
    }

    #[test]
    fn holes_and_overlaps_are_named() {
        assert_snapshot!(said(&[], None, None), @"");
        assert_snapshot!(said(&[(Duty::Backup, "nobody", ""), (Duty::Restore, "unknown", "")], None, None), @"nobody backup, unknown restore");
        assert_snapshot!(said(&[(Duty::LogReview, "both", "")], None, None), @"both-without-words log_review");
        assert_snapshot!(said(&[(Duty::LogReview, "both", "一次は病院")], None, None), @"");
    }

    #[test]
    fn two_contracts_on_one_system_are_held_against_each_other() {
        let vendor: &[_] = &[(Duty::Backup, "vendor", "")];
        assert_snapshot!(said(vendor, Some(vendor), None), @"two-vendors backup");
        assert_snapshot!(said(vendor, Some(&[]), None), @"differs backup");
        assert_snapshot!(said(&[(Duty::Backup, "nobody", "")], Some(vendor), None), @"");
    }

    #[test]
    fn the_contract_is_held_against_it() {
        let Ok(mut stated) = ContractDraft::named(Uuid::nil().into(), "保守契約") else { panic!("a contract") };
        stated.updates = Some(UpdatesBy::Hospital);
        stated.vulnerability_notice = Some(false);
        let contract = Contract { id: Uuid::nil().into(), stated, version: Seq::ZERO };
        let named: &[_] = &[(Duty::OsPatch, "vendor", ""), (Duty::VulnerabilityNotice, "vendor", "")];
        assert_snapshot!(said(named, None, Some(&contract)), @"contract-updates , contract-notice ");
    }
}
