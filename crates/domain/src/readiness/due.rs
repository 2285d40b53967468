//! What falls due: one line of the calendar, whichever room it comes from.

use time::{Date, Duration};

macro_rules! due_kinds {
    ($($(#[$doc:meta])* $name:ident = $code:literal;)+) => {
        /// What falls due.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
        pub enum DueKind {$($(#[$doc])* $name,)+}

        impl DueKind {
            /// Every kind.
            pub const ALL: &'static [Self] = &[$(Self::$name,)+];

            /// Stable code, the end of its message key.
            #[must_use]
            pub const fn code(self) -> &'static str {
                match self { $(Self::$name => $code,)+ }
            }
        }
    };
}

due_kinds! {
    /// 目標日 of an いいえ.
    Remediation = "remediation";
    /// What a call test or a drill left to do.
    Task = "task";
    /// The last day of a request to a vendor.
    VendorRequest = "vendor_request";
    /// The last day of a contract.
    Contract = "contract";
    /// A vendor's ways in are to be confirmed again.
    RemoteAccess = "remote_access";
    /// A contact is to be confirmed again.
    Contact = "contact";
    /// The contact chart is to be approved again.
    Chart = "chart";
    /// The BCP is to be looked at again, or an いいえ of its 確認表 has its day.
    Bcp = "bcp";
    /// A drill.
    Drill = "drill";
    /// A training.
    Training = "training";
    /// A report of an incident to 個人情報保護委員会.
    IncidentReport = "incident_report";
    /// The emergency pack can't be written.
    EmergencyPack = "emergency_pack";
    /// The ledger is to be taken stock of.
    Stocktake = "stocktake";
    /// The support of devices ends.
    Support = "support";
    /// A piece of evidence expires.
    Evidence = "evidence";
}

/// Days before which something is near: a fortnight. Our choice.
pub const NEAR: Duration = Duration::days(14);

/// One thing that falls due.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Due {
    /// Day.
    pub on: Date,
    /// What falls due.
    pub kind: DueKind,
    /// What it is about: a title, never more of a person than the name of a post.
    pub what: String,
    /// Path of the page on which it is done.
    pub link: String,
}

/// How near a day is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum DueState {
    /// Its day has passed.
    Overdue,
    /// Within a fortnight.
    Near,
    /// Later.
    Ahead,
}

impl DueState {
    /// Stable code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Overdue => "overdue",
            Self::Near => "near",
            Self::Ahead => "ahead",
        }
    }
}

impl Due {
    /// How near it is on a day.
    #[must_use]
    pub fn state(&self, today: Date) -> DueState {
        if self.on < today {
            DueState::Overdue
        } else if self.on - today <= NEAR {
            DueState::Near
        } else {
            DueState::Ahead
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use time::macros::date;

    #[test]
    fn a_day_is_overdue_near_or_ahead() {
        let state = |on| {
            Due { on, kind: DueKind::Drill, what: String::new(), link: String::new() }
                .state(date!(2024 - 06 - 10))
                .code()
        };
        assert_eq!(state(date!(2024 - 06 - 09)), "overdue");
        assert_eq!((state(date!(2024 - 06 - 10)), state(date!(2024 - 06 - 24))), ("near", "near"));
        assert_eq!(state(date!(2024 - 06 - 25)), "ahead");
    }
}
