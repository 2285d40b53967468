//! How far a vendor's ways in are confirmed on a day.

use super::{RemoteAccess, RemoteConfirmation};
use crate::id::VendorId;
use time::{Date, Duration};

/// Age at which a confirmation no longer counts: 365 days.
/// Our choice: the form is filled once a year, and no interval is known to us.
pub const CONFIRMED_VALID: Duration = Duration::days(365);

/// How far one way in is confirmed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EntryConfirmation {
    /// As it stands, not too long ago.
    Current {
        /// The day.
        on: Date,
    },
    /// As it stands, too long ago.
    Stale {
        /// The day.
        on: Date,
    },
    /// In an earlier version only.
    ChangedSince {
        /// The day.
        on: Date,
    },
    /// Never.
    Never,
}

impl EntryConfirmation {
    /// Stable code, the end of its message key.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Current { .. } => "current",
            Self::Stale { .. } => "stale",
            Self::ChangedSince { .. } => "changed",
            Self::Never => "never",
        }
    }

    /// The day of the confirmation, if there is one.
    #[must_use]
    pub const fn on(self) -> Option<Date> {
        match self {
            Self::Current { on } | Self::Stale { on } | Self::ChangedSince { on } => Some(on),
            Self::Never => None,
        }
    }
}

/// How far one way in is confirmed on a day. Confirmations after that day don't count.
#[must_use]
pub fn entry_confirmation(
    access: &RemoteAccess,
    confirmations: &[RemoteConfirmation],
    as_of: Date,
) -> EntryConfirmation {
    let until = confirmations.iter().filter(|one| one.stated.on <= as_of);
    let mut as_it_stands = None;
    let mut earlier = None;
    for one in until {
        for seen in one.stated.seen.iter().filter(|seen| seen.access == access.id) {
            let slot = if seen.version == access.version { &mut as_it_stands } else { &mut earlier };
            *slot = (*slot).max(Some(one.stated.on));
        }
    }
    match (as_it_stands, earlier) {
        (Some(on), _) if as_of - on <= CONFIRMED_VALID => EntryConfirmation::Current { on },
        (Some(on), _) => EntryConfirmation::Stale { on },
        (None, Some(on)) => EntryConfirmation::ChangedSince { on },
        (None, None) => EntryConfirmation::Never,
    }
}

/// How far a vendor's ways in are confirmed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RemoteStanding {
    /// The vendor was never asked whether there are any others.
    NeverAsked,
    /// It was, too long ago.
    Stale {
        /// The day.
        on: Date,
    },
    /// It was, but ways in are recorded that it has not confirmed as they stand.
    Open {
        /// The day.
        on: Date,
        /// How many.
        unconfirmed: usize,
    },
    /// It was, and every way in is confirmed as it stands.
    Confirmed {
        /// The day.
        on: Date,
        /// How many ways in; 0 is no remote maintenance.
        ways: usize,
    },
}

impl RemoteStanding {
    /// Stable code, the end of its message key.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::NeverAsked => "never-asked",
            Self::Stale { .. } => "stale",
            Self::Open { .. } => "open",
            Self::Confirmed { .. } => "confirmed",
        }
    }

    /// The day on which the vendor said that there is no other, if it did.
    #[must_use]
    pub const fn on(self) -> Option<Date> {
        match self {
            Self::Stale { on } | Self::Open { on, .. } | Self::Confirmed { on, .. } => Some(on),
            Self::NeverAsked => None,
        }
    }
}

/// How far a vendor's ways in are confirmed on a day. `accesses` are those in force; others' are left out.
#[must_use]
pub fn remote_standing(
    vendor: VendorId,
    accesses: &[RemoteAccess],
    confirmations: &[RemoteConfirmation],
    as_of: Date,
) -> RemoteStanding {
    let own = confirmations.iter().filter(|one| one.stated.vendor == vendor && one.stated.on <= as_of);
    let Some(on) = own.filter(|one| one.stated.complete).map(|one| one.stated.on).max() else {
        return RemoteStanding::NeverAsked;
    };
    if as_of - on > CONFIRMED_VALID {
        return RemoteStanding::Stale { on };
    }
    let of_vendor = accesses.iter().filter(|access| access.stated.vendor == vendor);
    let confirmed = |access: &&RemoteAccess| {
        matches!(entry_confirmation(access, confirmations, as_of), EntryConfirmation::Current { .. })
    };
    let (ways, unconfirmed) = (of_vendor.clone().count(), of_vendor.filter(|access| !confirmed(access)).count());
    match unconfirmed {
        0 => RemoteStanding::Confirmed { on, ways },
        _ => RemoteStanding::Open { on, unconfirmed },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        journal::Seq,
        staff::Name,
        vendor::remote_access::{
            ConfirmedBy, RemoteAccessDraft, RemoteAccessText, RemoteConfirmationDraft, SeenAccess,
        },
    };
    use time::macros::date;
    use uuid::Uuid;

    const TODAY: Date = date!(2024 - 06 - 10);

    fn access(version: i64) -> Option<RemoteAccess> {
        let text = RemoteAccessText {
            target: "サーバ",
            origin: "unknown",
            two_factor: "unknown",
            opening: "unknown",
            ..RemoteAccessText::default()
        };
        let stated = RemoteAccessDraft::parse(Uuid::nil().into(), &text).ok()?;
        Some(RemoteAccess { id: Uuid::nil().into(), stated, version: Seq::new(version) })
    }

    fn confirmed(on: Date, versions: &[i64], complete: bool) -> Option<RemoteConfirmation> {
        let seen = versions.iter().map(|v| SeenAccess { access: Uuid::nil().into(), version: Seq::new(*v) });
        let stated = RemoteConfirmationDraft {
            vendor: Uuid::nil().into(),
            on,
            by: Name::parse("大野").ok()?,
            how: ConfirmedBy::Mail,
            seen: seen.collect(),
            complete,
            note: None,
        };
        Some(RemoteConfirmation { id: Uuid::nil().into(), stated })
    }

    fn standing(version: Option<i64>, said: &[(Date, &[i64], bool)]) -> RemoteStanding {
        let accesses: Vec<_> = version.and_then(access).into_iter().collect();
        let said: Vec<_> = said.iter().filter_map(|(on, versions, all)| confirmed(*on, versions, *all)).collect();
        remote_standing(Uuid::nil().into(), &accesses, &said, TODAY)
    }

    #[test]
    fn only_what_the_vendor_saw_as_it_stands_is_confirmed() {
        let may = date!(2024 - 05 - 01);
        let long_ago = date!(2023 - 06 - 10);
        assert_eq!(standing(None, &[]), RemoteStanding::NeverAsked);
        assert_eq!(standing(None, &[(may, &[], true)]), RemoteStanding::Confirmed { on: may, ways: 0 });
        assert_eq!(standing(Some(3), &[(may, &[], true)]), RemoteStanding::Open { on: may, unconfirmed: 1 });
        assert_eq!(standing(Some(3), &[(may, &[3], true)]), RemoteStanding::Confirmed { on: may, ways: 1 });
        assert_eq!(standing(Some(4), &[(may, &[3], true)]), RemoteStanding::Open { on: may, unconfirmed: 1 });
        assert_eq!(standing(Some(3), &[(may, &[3], false)]), RemoteStanding::NeverAsked);
        assert_eq!(standing(Some(3), &[(long_ago, &[3], true)]), RemoteStanding::Stale { on: long_ago });
        assert_eq!(
            standing(None, &[(date!(2024 - 07 - 01), &[], true)]),
            RemoteStanding::NeverAsked,
            "tomorrow's word"
        );
    }

    #[test]
    fn an_entry_says_how_far_it_is_confirmed() {
        let code = |version, said: &[(Date, &[i64], bool)]| {
            let said: Vec<_> = said.iter().filter_map(|(on, versions, all)| confirmed(*on, versions, *all)).collect();
            access(version).map(|access| entry_confirmation(&access, &said, TODAY).code())
        };
        let (may, old) = (date!(2024 - 05 - 01), date!(2023 - 05 - 01));
        assert_eq!(code(3, &[]), Some("never"));
        assert_eq!(code(3, &[(may, &[3], false)]), Some("current"));
        assert_eq!(code(4, &[(may, &[3], false)]), Some("changed"));
        assert_eq!(code(3, &[(old, &[3], false)]), Some("stale"));
        assert_eq!(code(3, &[(old, &[3], false), (may, &[3], false)]), Some("current"));
    }
}
