//! What a vendor says beside the form, in the same answer: whether its ways in and its 開示書 are recorded rightly, and what of them is
//! not recorded yet.

use super::{
    Line,
    disclosure::{DisclosureItem, DisclosureKind},
    remote_access::{ConfirmedBy, RemoteAccessDraft, RemoteConfirmationDraft, SeenAccess},
};
use crate::{
    id::{DisclosureId, RemoteAccessId, VendorId},
    journal::Seq,
    staff::Name,
};
use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};
use time::Date;

/// A record of the institution that the vendor is asked about, in the version that it saw.
/// Text form: `access:ID:VERSION` or `disclosure:ID:VERSION`, as a form field and a hidden cell hold it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum RecordKey {
    /// A way in.
    Access(RemoteAccessId, Seq),
    /// A disclosure.
    Disclosure(DisclosureId, Seq),
}

/// A text that names no record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("no record is named")]
pub struct RecordKeyError;

impl RecordKey {
    /// Whether both name the same record, in whatever version.
    #[must_use]
    pub fn is_of_the_same(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Access(one, _), Self::Access(other, _)) => one == other,
            (Self::Disclosure(one, _), Self::Disclosure(other, _)) => one == other,
            _ => false,
        }
    }
}

impl fmt::Display for RecordKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Access(id, version) => write!(f, "access:{id}:{version}"),
            Self::Disclosure(id, version) => write!(f, "disclosure:{id}:{version}"),
        }
    }
}
impl FromStr for RecordKey {
    type Err = RecordKeyError;
    fn from_str(text: &str) -> Result<Self, RecordKeyError> {
        let mut parts = text.split(':');
        let (Some(kind), Some(id), Some(version), None) = (parts.next(), parts.next(), parts.next(), parts.next())
        else {
            return Err(RecordKeyError);
        };
        let version = Seq::new(version.parse().map_err(|_| RecordKeyError)?);
        match kind {
            "access" => id.parse().map(|id| Self::Access(id, version)).map_err(|_| RecordKeyError),
            "disclosure" => id.parse().map(|id| Self::Disclosure(id, version)).map_err(|_| RecordKeyError),
            _ => Err(RecordKeyError),
        }
    }
}
impl TryFrom<String> for RecordKey {
    type Error = RecordKeyError;
    fn try_from(text: String) -> Result<Self, RecordKeyError> {
        text.parse()
    }
}
impl From<RecordKey> for String {
    fn from(key: RecordKey) -> Self {
        key.to_string()
    }
}

/// What the vendor says about a record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Said {
    /// Which record, as the vendor saw it.
    pub record: RecordKey,
    /// Whether it is so: the way in is as recorded; the disclosure still holds for the product.
    pub so: bool,
    /// What is otherwise, or anything else.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
}

/// A disclosure that came with the answer, item by item.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OfferedDisclosure {
    /// MDS or SDS.
    pub kind: DisclosureKind,
    /// Product or service.
    pub product: Line,
    /// Its version.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub product_version: Option<Line>,
    /// Edition of the form.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub edition: Option<Line>,
    /// Day on the form.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dated_on: Option<Date>,
    /// Its answers.
    pub items: Vec<DisclosureItem>,
}

/// Everything that a vendor says beside the form. Empty if it said nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Beside {
    /// About what is recorded.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub said: Vec<Said>,
    /// It says that it has no other way in than those that it confirmed or offered.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub complete: bool,
    /// Ways in that are not recorded, or are recorded otherwise.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub accesses: Vec<RemoteAccessDraft>,
    /// Disclosures that came with it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub disclosures: Vec<OfferedDisclosure>,
}

impl Beside {
    /// Whether nothing was said.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Ways in that it says are so, in the versions that it saw.
    pub fn seen(&self) -> impl Iterator<Item = SeenAccess> {
        self.said.iter().filter(|said| said.so).filter_map(|said| match said.record {
            RecordKey::Access(access, version) => Some(SeenAccess { access, version }),
            RecordKey::Disclosure(..) => None,
        })
    }

    /// Disclosures that it says still hold.
    pub fn holding(&self) -> impl Iterator<Item = (DisclosureId, Seq)> {
        self.said.iter().filter(|said| said.so).filter_map(|said| match said.record {
            RecordKey::Disclosure(id, version) => Some((id, version)),
            RecordKey::Access(..) => None,
        })
    }

    /// What is to be recorded as its confirmation; `None` if it confirmed nothing. `offered` tells whether a way in that it named
    /// itself is recorded with it. What it said is otherwise stands in the note as far as it fits.
    #[must_use]
    pub fn confirmation(
        &self,
        vendor: VendorId,
        on: Date,
        by: Name,
        how: ConfirmedBy,
        offered: bool,
    ) -> Option<RemoteConfirmationDraft> {
        let seen: std::collections::BTreeSet<_> = self.seen().collect();
        if seen.is_empty() && !self.complete && !offered {
            return None;
        }
        let is_access = |said: &&Said| matches!(said.record, RecordKey::Access(..)) && !said.note.trim().is_empty();
        let notes: Vec<&str> = self.said.iter().filter(is_access).map(|said| said.note.trim()).collect();
        let note: String = notes.join(" / ").chars().filter(|c| !c.is_control()).take(Line::MAX).collect();
        let complete =
            self.complete && self.said.iter().all(|said| said.so || !matches!(said.record, RecordKey::Access(..)));
        Some(RemoteConfirmationDraft { vendor, on, by, how, seen, complete, note: Line::parse(&note).ok() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use time::macros::date;
    use uuid::Uuid;

    fn said(kind: &str, so: bool, note: &str) -> Result<Said, RecordKeyError> {
        Ok(Said { record: format!("{kind}:{}:7", Uuid::nil()).parse()?, so, note: note.to_owned() })
    }

    fn confirmed(beside: &Beside) -> Result<String, Box<dyn std::error::Error>> {
        let (vendor, by) = (Uuid::nil().into(), Name::parse("山田 太郎")?);
        let found = beside.confirmation(vendor, date!(2024 - 06 - 10), by, ConfirmedBy::Link, false);
        let note = |line: Option<Line>| line.map(|line| line.to_string()).unwrap_or_default();
        Ok(found.map_or_else(|| "nothing".to_owned(), |c| format!("{} {} {}", c.seen.len(), c.complete, note(c.note))))
    }

    #[test]
    fn a_record_is_named_by_kind_id_and_version() {
        let id = Uuid::nil();
        for text in [format!("access:{id}:7"), format!("disclosure:{id}:0")] {
            assert_eq!(text.parse::<RecordKey>().map(|key| key.to_string()), Ok(text));
        }
        for text in [
            "",
            "access",
            "access::",
            "vendor:x:1",
            "access:x:1",
            &format!("access:{id}:x"),
            &format!("access:{id}:1:2"),
        ] {
            assert_eq!(text.parse::<RecordKey>(), Err(RecordKeyError), "{text}");
        }
    }

    #[test]
    fn only_what_it_says_is_so_is_confirmed() -> Result<(), Box<dyn std::error::Error>> {
        assert_eq!(confirmed(&Beside::default())?, "nothing");
        let no = Beside { said: vec![said("access", false, "6月に廃止")?], ..Beside::default() };
        assert_eq!(confirmed(&no)?, "nothing");
        assert_eq!(confirmed(&Beside { complete: true, ..no.clone() })?, "0 false 6月に廃止", "other than recorded");
        let yes = Beside { said: vec![said("access", true, "")?, said("disclosure", true, "")?], ..Beside::default() };
        assert_eq!(confirmed(&yes)?, "1 false ");
        assert_eq!(confirmed(&Beside { complete: true, ..Beside::default() })?, "0 true ");
        assert_eq!(yes.holding().count(), 1);
        Ok(())
    }
}
