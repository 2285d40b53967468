//! Where a disclosure, and a vendor with all of its disclosures, stand on a day.

use super::{Disclosure, DisclosureState};
use crate::id::VendorId;
use time::{Date, Duration};

/// Age at which a disclosure is asked for again: 365 days from its receipt.
/// Our choice: the checklist is filled once a year, and no validity is known to us.
pub const DISCLOSURE_VALID: Duration = Duration::days(365);

/// Where one disclosure stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DisclosureStanding {
    /// 依頼済.
    Asked,
    /// 期限超過.
    Overdue {
        /// By when it was to come.
        due: Date,
    },
    /// Received, but no answer of it is recorded yet.
    Unread {
        /// Day of receipt.
        on: Date,
    },
    /// Received and read.
    Current {
        /// Day of receipt.
        on: Date,
    },
    /// Received over a year ago: to be asked again.
    Old {
        /// Day of receipt.
        on: Date,
    },
    /// The house uses another version than the one disclosed: to be asked again.
    OtherVersion {
        /// Day of receipt.
        on: Date,
    },
    /// 提出拒否.
    Refused,
    /// 対象外.
    NotNeeded,
}

impl DisclosureStanding {
    /// Stable code, the end of its message key.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Asked => "asked",
            Self::Overdue { .. } => "overdue",
            Self::Unread { .. } => "unread",
            Self::Current { .. } => "current",
            Self::Old { .. } => "old",
            Self::OtherVersion { .. } => "other-version",
            Self::Refused => "refused",
            Self::NotNeeded => "not-needed",
        }
    }

    /// Whether it has to be asked for again.
    #[must_use]
    pub const fn is_to_be_asked_again(&self) -> bool {
        matches!(self, Self::Old { .. } | Self::OtherVersion { .. })
    }
}

/// Where a disclosure stands on a day. `read`: whether answers of it are recorded.
#[must_use]
pub fn standing(disclosure: &Disclosure, read: bool, as_of: Date) -> DisclosureStanding {
    let stated = &disclosure.stated;
    match &stated.state {
        DisclosureState::Requested { due: Some(due), .. } if *due < as_of => DisclosureStanding::Overdue { due: *due },
        DisclosureState::Requested { .. } => DisclosureStanding::Asked,
        DisclosureState::Refused { .. } => DisclosureStanding::Refused,
        DisclosureState::NotNeeded { .. } => DisclosureStanding::NotNeeded,
        DisclosureState::Received { on } => {
            let other =
                stated.in_use.is_some() && stated.product_version.is_some() && stated.in_use != stated.product_version;
            match () {
                () if other => DisclosureStanding::OtherVersion { on: *on },
                () if as_of - *on > DISCLOSURE_VALID => DisclosureStanding::Old { on: *on },
                () if !read => DisclosureStanding::Unread { on: *on },
                () => DisclosureStanding::Current { on: *on },
            }
        }
    }
}

/// Where a vendor stands with all of its disclosures.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum VendorDisclosure {
    /// Nothing is recorded.
    Nothing,
    /// Something was asked for and did not come.
    Waiting,
    /// Something is to be asked for again.
    AskAgain,
    /// Something came and nobody has recorded its answers.
    Unread,
    /// It refused.
    Refused,
    /// Everything that is needed came and was read.
    Complete {
        /// The oldest of these receipts.
        earliest: Date,
    },
    /// The institution needs none of it, with a reason.
    NotNeeded,
}

/// Where a vendor stands: the disclosure that is furthest from being there decides. A disclosure that was replaced by a newer one of the
/// same product no longer counts.
#[must_use]
pub fn vendor_disclosure(vendor: VendorId, disclosures: &[(Disclosure, bool)], as_of: Date) -> VendorDisclosure {
    let own: Vec<_> = disclosures.iter().filter(|(one, _)| one.stated.vendor == vendor).collect();
    let newest = |one: &Disclosure| {
        let same =
            |other: &Disclosure| other.stated.product == one.stated.product && other.stated.kind == one.stated.kind;
        own.iter()
            .all(|(other, _)| !same(other) || (other.stated.state.on(), other.id) <= (one.stated.state.on(), one.id))
    };
    let mut found = VendorDisclosure::Nothing;
    for (one, read) in own.iter().filter(|(one, _)| newest(one)) {
        found = further(found, of(standing(one, *read, as_of)));
    }
    found
}

fn of(standing: DisclosureStanding) -> VendorDisclosure {
    match standing {
        DisclosureStanding::Asked | DisclosureStanding::Overdue { .. } => VendorDisclosure::Waiting,
        DisclosureStanding::Old { .. } | DisclosureStanding::OtherVersion { .. } => VendorDisclosure::AskAgain,
        DisclosureStanding::Unread { .. } => VendorDisclosure::Unread,
        DisclosureStanding::Refused => VendorDisclosure::Refused,
        DisclosureStanding::NotNeeded => VendorDisclosure::NotNeeded,
        DisclosureStanding::Current { on } => VendorDisclosure::Complete { earliest: on },
    }
}

const fn rank(of: VendorDisclosure) -> u8 {
    match of {
        VendorDisclosure::Nothing => 0,
        VendorDisclosure::NotNeeded => 1,
        VendorDisclosure::Complete { .. } => 2,
        VendorDisclosure::Unread => 3,
        VendorDisclosure::AskAgain => 4,
        VendorDisclosure::Waiting => 5,
        VendorDisclosure::Refused => 6,
    }
}

fn further(a: VendorDisclosure, b: VendorDisclosure) -> VendorDisclosure {
    match (a, b) {
        (VendorDisclosure::Complete { earliest: a }, VendorDisclosure::Complete { earliest: b }) => {
            VendorDisclosure::Complete { earliest: a.min(b) }
        }
        (a, b) if rank(a) >= rank(b) => a,
        (_, b) => b,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        journal::Seq,
        vendor::disclosure::{DisclosureDraft, DisclosureText},
    };
    use time::macros::date;
    use uuid::Uuid;

    const TODAY: Date = date!(2024 - 06 - 10);

    fn disclosure(id: u128, product: &str, change: fn(&mut DisclosureText<'static>)) -> Option<Disclosure> {
        let mut text = DisclosureText {
            kind: "mds",
            product: "",
            state: "received",
            on: "2024-06-03",
            ..DisclosureText::default()
        };
        change(&mut text);
        let stated = DisclosureDraft::parse(Uuid::nil().into(), DisclosureText { product, ..text }, TODAY).ok()?;
        Some(Disclosure { id: Uuid::from_u128(id).into(), stated, file: None, version: Seq::ZERO })
    }

    fn code(change: fn(&mut DisclosureText<'static>), read: bool) -> &'static str {
        disclosure(1, "カルテ", change).map_or("refused", |one| standing(&one, read, TODAY).code())
    }

    #[test]
    fn a_disclosure_stands_where_its_dates_and_versions_say() {
        assert_eq!(code(|_| (), true), "current");
        assert_eq!(code(|_| (), false), "unread");
        assert_eq!(code(|t| t.on = "2023-06-10", true), "old");
        assert_eq!(
            code(
                |t| {
                    t.product_version = "3.1";
                    t.in_use = "3.2";
                },
                true
            ),
            "other-version"
        );
        assert_eq!(
            code(
                |t| {
                    t.product_version = "3.2";
                    t.in_use = "3.2";
                },
                true
            ),
            "current"
        );
        assert_eq!(code(|t| t.state = "requested", false), "asked");
        assert_eq!(
            code(
                |t| {
                    t.state = "requested";
                    t.due = "2024-06-09";
                },
                false
            ),
            "overdue"
        );
        assert_eq!(
            code(
                |t| {
                    t.state = "refused";
                    t.why = "有料";
                },
                false
            ),
            "refused"
        );
        assert_eq!(
            code(
                |t| {
                    t.state = "not_needed";
                    t.why = "情報を扱わない";
                },
                false
            ),
            "not-needed"
        );
    }

    #[test]
    fn the_furthest_from_being_there_decides_and_a_newer_one_replaces() {
        let vendor = |list: Vec<(Option<Disclosure>, bool)>| {
            let list: Vec<_> = list.into_iter().filter_map(|(one, read)| Some((one?, read))).collect();
            vendor_disclosure(Uuid::nil().into(), &list, TODAY)
        };
        let current = || disclosure(1, "カルテ", |_| ());
        assert_eq!(vendor(vec![]), VendorDisclosure::Nothing);
        assert_eq!(vendor(vec![(current(), true)]), VendorDisclosure::Complete { earliest: date!(2024 - 06 - 03) });
        assert_eq!(vendor(vec![(current(), true), (disclosure(2, "PACS", |_| ()), false)]), VendorDisclosure::Unread);
        let old = disclosure(3, "カルテ", |t| t.on = "2023-01-10");
        assert_eq!(
            vendor(vec![(old, true), (current(), true)]),
            VendorDisclosure::Complete { earliest: date!(2024 - 06 - 03) }
        );
        let none = disclosure(4, "PACS", |t| {
            t.state = "not_needed";
            t.why = "情報を扱わない";
        });
        assert_eq!(vendor(vec![(none.clone(), false)]), VendorDisclosure::NotNeeded);
        assert_eq!(
            vendor(vec![(none, false), (current(), true)]),
            VendorDisclosure::Complete { earliest: date!(2024 - 06 - 03) }
        );
    }
}
