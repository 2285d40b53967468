//! One copy of a system's data: how often, how, onto what, how far from the network, how many generations.

use super::plan::{Wrong, WrongWhy, line, needed_line, number};
use crate::{
    id::{BackupCopyId, StaffId, SystemId, VendorId},
    journal::Seq,
    vendor::Line,
};
use serde::{Deserialize, Serialize};

/// Choices with a stable code each; the first is always "not known".
macro_rules! choices {
    ($($(#[$doc:meta])* $name:ident { $($(#[$of:meta])* $choice:ident = $code:literal,)+ })+) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum $name {
            /// Nobody has said.
            #[default]
            Unknown,
            $($(#[$of])* $choice,)+
        }
        impl $name {
            /// Every choice.
            pub const ALL: &'static [Self] = &[Self::Unknown, $(Self::$choice,)+];

            /// Stable code.
            #[must_use]
            pub const fn code(self) -> &'static str {
                match self { Self::Unknown => "unknown", $(Self::$choice => $code,)+ }
            }

            /// The choice with this code; nothing chosen is not known.
            #[must_use]
            pub fn from_code(code: &str) -> Option<Self> {
                if code.is_empty() {
                    return Some(Self::Unknown);
                }
                Self::ALL.iter().copied().find(|one| one.code() == code)
            }
        }
    )+};
}

choices! {
    /// How often a copy is made.
    Frequency {
        /// Every hour or oftener.
        Hourly = "hourly",
        /// Several times a day.
        SeveralDaily = "several_daily",
        /// Every day.
        Daily = "daily",
        /// On working days.
        Weekdays = "weekdays",
        /// Once a week.
        Weekly = "weekly",
        /// Once a month.
        Monthly = "monthly",
    }
    /// How a copy is made.
    Method {
        /// Everything each time.
        Full = "full",
        /// What changed since the last one.
        Incremental = "incremental",
        /// What changed since the last full one.
        Differential = "differential",
        /// The machine as a whole.
        Image = "image",
        /// A snapshot of the storage.
        Snapshot = "snapshot",
        /// A second system that follows.
        Replication = "replication",
        /// An export by the system itself.
        Export = "export",
    }
    /// Whether what was written can be changed afterwards. The two classes of the ministry's survey (regime.md §3.1, Q9).
    MediumClass {
        /// 追記可能: it can be written over.
        Appendable = "appendable",
        /// 追記不能: nobody can change it, an attacker neither.
        WriteOnce = "write_once",
    }
    /// What it is written on. Two different ones are wanted (3-2-1).
    MediaKind {
        /// A disk in a server.
        ServerDisk = "server_disk",
        /// A storage box in the network.
        Nas = "nas",
        /// An external disk.
        ExternalDisk = "external_disk",
        /// Tape.
        Tape = "tape",
        /// Optical disc.
        Optical = "optical",
        /// A cloud service.
        Cloud = "cloud",
        /// A backup appliance.
        Appliance = "appliance",
    }
    /// How far the copy is from the network of the system.
    Separation {
        /// 物理: no cable leads there except while it is written, if at all.
        Physical = "physical",
        /// 論理: by a firewall, another account, another segment.
        Logical = "logical",
        /// なし: reached from the same network.
        None = "none",
    }
}

impl Frequency {
    /// Hours after which the last good run is too old. Our choice: the interval and half of it again, a long weekend for working days,
    /// and two to four days of delay for weekly and monthly copies. No source gives a figure.
    #[must_use]
    pub const fn allowed_hours(self) -> Option<u32> {
        match self {
            Self::Unknown => None,
            Self::Hourly => Some(3),
            Self::SeveralDaily => Some(18),
            Self::Daily => Some(36),
            Self::Weekdays => Some(108),
            Self::Weekly => Some(216),
            Self::Monthly => Some(840),
        }
    }

    /// Hours from one run to the next.
    #[must_use]
    pub const fn interval_hours(self) -> Option<u32> {
        match self {
            Self::Unknown => None,
            Self::Hourly => Some(1),
            Self::SeveralDaily => Some(12),
            Self::Daily | Self::Weekdays => Some(24),
            Self::Weekly => Some(168),
            Self::Monthly => Some(744),
        }
    }
}

/// What a person states about a copy.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CopyDraft {
    /// Of which system.
    pub system: SystemId,
    /// What the house calls it.
    pub name: Line,
    /// How often.
    #[serde(default)]
    pub frequency: Frequency,
    /// How.
    #[serde(default)]
    pub method: Method,
    /// 追記可能 or 追記不能.
    #[serde(default)]
    pub medium: MediumClass,
    /// Onto what.
    #[serde(default)]
    pub media: MediaKind,
    /// Separation from the network.
    #[serde(default)]
    pub separation: Separation,
    /// Whether it is kept off site.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub off_site: Option<bool>,
    /// Generations promised.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub generations: Option<u32>,
    /// Whether it is encrypted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub encrypted: Option<bool>,
    /// Where it lies.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<Line>,
    /// Who sees to it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub responsible: Option<StaffId>,
    /// The vendor that sees to it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub vendor: Option<VendorId>,
    /// Anything else.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<Line>,
}

/// A copy as recorded.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BackupCopy {
    /// Stable identifier.
    pub id: BackupCopyId,
    /// What was stated.
    #[serde(flatten)]
    pub stated: CopyDraft,
    /// Journal entry of the last change.
    pub version: Seq,
}

/// A copy as typed.
#[derive(Debug, Clone, Copy, Default)]
pub struct CopyText<'a> {
    /// Name.
    pub name: &'a str,
    /// Code.
    pub frequency: &'a str,
    /// Code.
    pub method: &'a str,
    /// Code.
    pub medium: &'a str,
    /// Code.
    pub media: &'a str,
    /// Code.
    pub separation: &'a str,
    /// `yes`, `no` or nothing.
    pub off_site: &'a str,
    /// Number.
    pub generations: &'a str,
    /// `yes`, `no` or nothing.
    pub encrypted: &'a str,
    /// Where.
    pub place: &'a str,
    /// Identifier.
    pub responsible: &'a str,
    /// Identifier.
    pub vendor: &'a str,
    /// Anything else.
    pub note: &'a str,
}

/// Most generations that are taken: one a day for ten years. Our choice; more is a typing error.
const MOST_GENERATIONS: u32 = 3_660;

impl CopyDraft {
    /// Reads what was typed.
    ///
    /// # Errors
    /// The first field that can't be taken.
    pub fn parse(system: SystemId, text: CopyText<'_>) -> Result<Self, Wrong> {
        fn choice<T>(field: &str, found: Option<T>) -> Result<T, Wrong> {
            found.ok_or_else(|| WrongWhy::Choice.at(field))
        }
        fn id<T: std::str::FromStr>(field: &str, text: &str) -> Result<Option<T>, Wrong> {
            if text.is_empty() { Ok(None) } else { text.parse().map(Some).map_err(|_| WrongWhy::Choice.at(field)) }
        }
        Ok(Self {
            system,
            name: needed_line("name", text.name)?,
            frequency: choice("frequency", Frequency::from_code(text.frequency))?,
            method: choice("method", Method::from_code(text.method))?,
            medium: choice("medium", MediumClass::from_code(text.medium))?,
            media: choice("media", MediaKind::from_code(text.media))?,
            separation: choice("separation", Separation::from_code(text.separation))?,
            off_site: yes_no("off_site", text.off_site)?,
            generations: number("generations", text.generations, MOST_GENERATIONS)?,
            encrypted: yes_no("encrypted", text.encrypted)?,
            place: line("place", text.place)?,
            responsible: id("responsible", text.responsible)?,
            vendor: id("vendor", text.vendor)?,
            note: line("note", text.note)?,
        })
    }

    /// Fields that nobody has stated, by their names in the form.
    #[must_use]
    pub fn unknown(&self) -> Vec<&'static str> {
        [
            (self.frequency == Frequency::Unknown, "frequency"),
            (self.medium == MediumClass::Unknown, "medium"),
            (self.media == MediaKind::Unknown, "media"),
            (self.separation == Separation::Unknown, "separation"),
            (self.off_site.is_none(), "off_site"),
            (self.generations.is_none(), "generations"),
        ]
        .into_iter()
        .filter_map(|(unknown, field)| unknown.then_some(field))
        .collect()
    }

    /// Whether it counts as cut off from the network: physically or logically apart, or on a write-once medium. 疑義解釈その7
    /// (2024-05-31, regime.md §3.1): logical or physical splitting counts, and so does a write-once area.
    #[must_use]
    pub const fn is_cut_off(&self) -> bool {
        matches!(self.separation, Separation::Physical | Separation::Logical)
            || matches!(self.medium, MediumClass::WriteOnce)
    }
}

fn yes_no(field: &str, text: &str) -> Result<Option<bool>, Wrong> {
    match text {
        "" | "unknown" => Ok(None),
        "yes" => Ok(Some(true)),
        "no" => Ok(Some(false)),
        _ => Err(WrongWhy::Choice.at(field)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(text: CopyText<'_>) -> Result<CopyDraft, Wrong> {
        CopyDraft::parse(SystemId::from(uuid::Uuid::nil()), text)
    }

    #[test]
    fn what_nobody_said_stays_unknown_and_is_named() {
        let copy = parsed(CopyText { name: "NAS", frequency: "daily", ..CopyText::default() }).unwrap();
        assert_eq!(copy.unknown(), ["medium", "media", "separation", "off_site", "generations"]);
        assert!(!copy.is_cut_off());
    }

    #[test]
    fn a_choice_that_is_none_is_refused() {
        assert_eq!(parsed(CopyText::default()), Err(WrongWhy::Missing.at("name")));
        let text = CopyText { name: "NAS", separation: "far", ..CopyText::default() };
        assert_eq!(parsed(text), Err(WrongWhy::Choice.at("separation")));
    }

    #[test]
    fn a_write_once_medium_counts_as_cut_off() {
        let text = CopyText { name: "NAS", medium: "write_once", separation: "none", ..CopyText::default() };
        assert!(parsed(text).unwrap().is_cut_off());
    }
}
