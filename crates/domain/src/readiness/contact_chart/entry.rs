//! One entry of the chart: a person or a party, how it is reached, and whom it calls next.

use crate::{
    catalog::TopicId,
    id::{ChartEntryId, StaffId, VendorId},
    journal::Seq,
    staff::{Name, NameError},
    vendor::{Line, LineError},
};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// The most entries that a chart has. Our choice: a hospital of 1,000 beds has about 150.
pub const MOST_ENTRIES: usize = 400;
/// The most telephone numbers of one entry. Our choice.
pub const MOST_PHONES: usize = 6;

macro_rules! chart_roles {
    ($($(#[$doc:meta])* $name:ident = $code:literal;)+) => {
        /// What an entry is for when something happens.
        /// Source: chain of the ministry's BCP template (発見者 → 部門 → システム担当 → 安全管理責任者 → 管理者 …).
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum ChartRole {$($(#[$doc])* $name,)+}

        impl ChartRole {
            /// Every one, in the order of the chain.
            pub const ALL: &'static [Self] = &[$(Self::$name,)+];

            /// Stable code for storage, forms and message keys.
            #[must_use]
            pub const fn code(self) -> &'static str {
                match self { $(Self::$name => $code,)+ }
            }
        }
    };
}

chart_roles! {
    /// 発見者: whoever notices it first.
    Discoverer = "discoverer";
    /// 部門の責任者.
    Department = "department";
    /// システム担当, CSIRT.
    SystemDesk = "system_desk";
    /// 医療情報システム安全管理責任者.
    SafetyOfficer = "safety_officer";
    /// 管理者 (院長, 理事長).
    Administrator = "administrator";
    /// 広報.
    PublicRelations = "public_relations";
    /// 事務.
    Clerical = "clerical";
    /// 診療.
    Clinical = "clinical";
    /// 事業者.
    Vendor = "vendor";
    /// 外部の機関.
    Authority = "authority";
    /// Anybody else.
    Other = "other";
}

impl ChartRole {
    /// The one with this code.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|role| role.code() == code)
    }
}

/// Who it is. What another room knows is read from there and never typed again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "party", rename_all = "snake_case")]
pub enum Party {
    /// A person of the roster: the name is the roster's.
    Staff {
        /// Who.
        staff: StaffId,
    },
    /// A desk, a post, or a person who is not on the roster.
    Post {
        /// What it is called.
        name: Name,
    },
    /// A vendor: name, numbers, systems and contacts at night are the register's.
    Vendor {
        /// Which.
        vendor: VendorId,
    },
    /// An authority, as the house calls it. Numbers begin as those of the list that comes with the program.
    Authority {
        /// Which of the list that comes with the program; `None` for one that the house added.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        known: Option<TopicId>,
        /// What it is called.
        name: Name,
    },
}

impl Party {
    /// Stable code.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Staff { .. } => "staff",
            Self::Post { .. } => "post",
            Self::Vendor { .. } => "vendor",
            Self::Authority { .. } => "authority",
        }
    }
}

/// A telephone number as written, and whether it answers out of hours.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Phone {
    /// Number: 03-0000-0000, 内線 1234, #9110.
    pub number: Line,
    /// Whether it is answered at night and on days off (夜間・休日).
    #[serde(default)]
    pub out_of_hours: bool,
}

/// What a person states about an entry.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EntryDraft {
    /// What it is for.
    pub role: ChartRole,
    /// Who it is.
    #[serde(flatten)]
    pub party: Party,
    /// Position or duty in the house's own words: 事務部長.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<Line>,
    /// Telephone numbers, the first to be tried first. Empty for a vendor: the register has them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub phones: Vec<Phone>,
    /// Mail address as written.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mail: Option<Line>,
    /// How it is reached out of hours, where a number alone does not say it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub out_of_hours: Option<Line>,
    /// For whom it stands in (代行). A deputy has no arrows of its own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub deputy_of: Option<ChartEntryId>,
    /// Whom it calls next, in this order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub calls: Vec<ChartEntryId>,
    /// Whether it stands on the wallet card.
    #[serde(default)]
    pub on_card: bool,
    /// Where the numbers come from, or what to know before calling.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub remark: Option<Line>,
}

/// An entry as recorded.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChartEntry {
    /// Stable identifier.
    pub id: ChartEntryId,
    /// Position in the order of the chart, from 1.
    pub place: i64,
    /// What was stated about it.
    #[serde(flatten)]
    pub stated: EntryDraft,
    /// Journal entry of the last change.
    pub version: Seq,
}

/// An entry as typed.
#[derive(Debug, Clone, Default)]
pub struct EntryText<'a> {
    /// Code of the role.
    pub role: &'a str,
    /// Identifier of the person on the roster, of the vendor, or the name of a post or authority: by `party`.
    pub who: &'a str,
    /// Code of the party.
    pub party: &'a str,
    /// Authority of the list that comes with the program; empty if none.
    pub known: &'a str,
    /// Position or duty.
    pub title: &'a str,
    /// Numbers, each with whether it answers out of hours. Empty ones are left out.
    pub phones: Vec<(&'a str, bool)>,
    /// Mail address.
    pub mail: &'a str,
    /// Out of hours.
    pub out_of_hours: &'a str,
    /// For whom it stands in; empty if for nobody.
    pub deputy_of: &'a str,
    /// Whom it calls, by identifier; empty ones are left out.
    pub calls: Vec<&'a str>,
    /// Whether it stands on the wallet card.
    pub on_card: bool,
    /// Remark.
    pub remark: &'a str,
}

/// Why an entry is refused, and in which field.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum EntryError {
    /// No role was chosen.
    #[error("role: not chosen")]
    Role,
    /// Nobody was chosen, or the person, vendor or kind is not known.
    #[error("who: not chosen")]
    Who,
    /// The name of a post or an authority.
    #[error("name: {0}")]
    Name(NameError),
    /// A number without a digit, or a line that is none.
    #[error("phone {0}: no number")]
    Phone(usize),
    /// Too many numbers.
    #[error("too many numbers")]
    TooManyPhones,
    /// A line of another field.
    #[error("{0}: {1}")]
    Line(&'static str, LineError),
    /// The deputy stands in for itself, for another deputy, or for nobody who is there.
    #[error("no such entry to stand in for")]
    DeputyOf,
    /// A deputy calls, or is called: its principal does.
    #[error("a deputy has no arrows of its own")]
    DeputyCalls,
    /// Somebody to be called is not on the chart.
    #[error("somebody to be called is not on the chart")]
    Called,
    /// The arrows would run in a circle: these entries, the first again at the end.
    #[error("the arrows run in a circle of {}", .0.len() - 1)]
    Loop(Vec<ChartEntryId>),
    /// The chart is full.
    #[error("the chart has {MOST_ENTRIES} entries already")]
    Full,
}

impl EntryDraft {
    /// An entry of which nothing but role and party is known.
    #[must_use]
    pub const fn bare(role: ChartRole, party: Party) -> Self {
        Self {
            role,
            party,
            title: None,
            phones: Vec::new(),
            mail: None,
            out_of_hours: None,
            deputy_of: None,
            calls: Vec::new(),
            on_card: false,
            remark: None,
        }
    }

    /// Reads what was typed. What it refers to is held against the chart by [`EntryDraft::check`].
    ///
    /// # Errors
    /// The first field that can't be taken.
    pub fn parse(text: &EntryText<'_>) -> Result<Self, EntryError> {
        let line = |field, text: &str| Line::maybe(text).map_err(|error| EntryError::Line(field, error));
        let role = ChartRole::from_code(text.role).ok_or(EntryError::Role)?;
        let party = party(text)?;
        let is_vendor = matches!(party, Party::Vendor { .. });
        let deputy_of = match text.deputy_of {
            "" => None,
            id => Some(id.parse().map_err(|_| EntryError::DeputyOf)?),
        };
        let mut calls = Vec::new();
        for id in text.calls.iter().filter(|id| !id.is_empty()) {
            let id = id.parse().map_err(|_| EntryError::Called)?;
            if !calls.contains(&id) {
                calls.push(id);
            }
        }
        Ok(Self {
            role,
            party,
            title: line("title", text.title)?,
            phones: if is_vendor { Vec::new() } else { phones(&text.phones)? },
            mail: if is_vendor { None } else { line("mail", text.mail)? },
            out_of_hours: line("out_of_hours", text.out_of_hours)?,
            deputy_of,
            calls,
            on_card: text.on_card,
            remark: line("remark", text.remark)?,
        })
    }

    /// Holds an entry against the others of the chart, those that stand there without it.
    ///
    /// # Errors
    /// [`EntryError::DeputyOf`], [`EntryError::DeputyCalls`], [`EntryError::Called`], [`EntryError::Loop`], [`EntryError::Full`].
    pub fn check(&self, id: ChartEntryId, others: &[ChartEntry]) -> Result<(), EntryError> {
        if others.len() >= MOST_ENTRIES {
            return Err(EntryError::Full);
        }
        let other = |id: ChartEntryId| others.iter().find(|other| other.id == id);
        let is_called = others.iter().any(|other| other.stated.calls.contains(&id));
        let has_deputies = others.iter().any(|other| other.stated.deputy_of == Some(id));
        if let Some(principal) = self.deputy_of {
            if has_deputies || other(principal).is_none_or(|found| found.stated.deputy_of.is_some()) {
                return Err(EntryError::DeputyOf);
            }
            if is_called || !self.calls.is_empty() {
                return Err(EntryError::DeputyCalls);
            }
        }
        for called in self.calls.iter().filter(|called| **called != id) {
            match other(*called) {
                None => return Err(EntryError::Called),
                Some(found) if found.stated.deputy_of.is_some() => return Err(EntryError::DeputyCalls),
                Some(_) => {}
            }
        }
        let arrows = others.iter().map(|other| (other.id, other.stated.calls.as_slice()));
        find_loop(arrows.chain([(id, self.calls.as_slice())])).map_or(Ok(()), |found| Err(EntryError::Loop(found)))
    }
}

fn party(text: &EntryText<'_>) -> Result<Party, EntryError> {
    let name = || Name::parse(text.who).map_err(EntryError::Name);
    Ok(match text.party {
        "staff" => Party::Staff { staff: text.who.parse().map_err(|_| EntryError::Who)? },
        "vendor" => Party::Vendor { vendor: text.who.parse().map_err(|_| EntryError::Who)? },
        "post" => Party::Post { name: name()? },
        "authority" => {
            let known = Some(text.known).filter(|known| !known.is_empty());
            let known = known.map(TopicId::parse).transpose().map_err(|_| EntryError::Who)?;
            Party::Authority { known, name: name()? }
        }
        _ => return Err(EntryError::Who),
    })
}

fn phones(typed: &[(&str, bool)]) -> Result<Vec<Phone>, EntryError> {
    let mut phones = Vec::new();
    for (at, (number, out_of_hours)) in typed.iter().enumerate() {
        if number.trim().is_empty() {
            continue;
        }
        let number = Line::parse(number).ok().filter(|line| line.as_str().chars().any(char::is_numeric));
        phones.push(Phone { number: number.ok_or(EntryError::Phone(at))?, out_of_hours: *out_of_hours });
    }
    if phones.len() > MOST_PHONES { Err(EntryError::TooManyPhones) } else { Ok(phones) }
}

/// The first circle among arrows: its entries in the order of calling, the first again at the end.
#[must_use]
pub fn find_loop<'a>(
    arrows: impl IntoIterator<Item = (ChartEntryId, &'a [ChartEntryId])>,
) -> Option<Vec<ChartEntryId>> {
    let arrows: BTreeMap<ChartEntryId, &[ChartEntryId]> = arrows.into_iter().collect();
    let mut done = BTreeSet::new();
    for start in arrows.keys() {
        // The way from the start, each with the next arrow to follow: no recursion, a chain may be long.
        let mut way: Vec<(ChartEntryId, usize)> = vec![(*start, 0)];
        while let Some((at, next)) = way.last_mut() {
            let called = arrows.get(at).and_then(|calls| calls.get(*next)).copied();
            *next += 1;
            match called {
                None => {
                    done.insert(*at);
                    way.pop();
                }
                Some(called) if done.contains(&called) => {}
                Some(called) => {
                    if let Some(from) = way.iter().position(|(seen, _)| *seen == called) {
                        return Some(way[from..].iter().map(|(seen, _)| *seen).chain([called]).collect());
                    }
                    way.push((called, 0));
                }
            }
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use uuid::Uuid;

    fn id(number: u128) -> ChartEntryId {
        Uuid::from_u128(number).into()
    }

    fn post(number: u128, calls: &[u128]) -> ChartEntry {
        let party = Party::Post { name: Name::parse("受付").expect("a name") };
        let stated =
            EntryDraft { calls: calls.iter().copied().map(id).collect(), ..EntryDraft::bare(ChartRole::Other, party) };
        ChartEntry { id: id(number), place: 1, stated, version: Seq::ZERO }
    }

    fn checked(number: u128, calls: &[u128], deputy_of: Option<u128>, others: &[ChartEntry]) -> String {
        let stated = EntryDraft { deputy_of: deputy_of.map(id), ..post(number, calls).stated };
        match stated.check(id(number), others) {
            Ok(()) => "taken".to_owned(),
            Err(EntryError::Loop(way)) => {
                let way: Vec<String> =
                    way.iter().map(|id| id.to_string().trim_start_matches(['0', '-']).to_owned()).collect();
                format!("loop {}", way.join(" "))
            }
            Err(other) => other.to_string(),
        }
    }

    #[test]
    fn arrows_never_run_in_a_circle() {
        let others = [post(1, &[2]), post(2, &[3]), post(4, &[])];
        assert_eq!(checked(3, &[4], None, &others), "taken");
        assert_eq!(checked(3, &[1], None, &others), "loop 1 2 3 1");
        assert_eq!(checked(3, &[3], None, &others), "loop 3 3");
        assert_eq!(checked(3, &[9], None, &others), "somebody to be called is not on the chart");
    }

    #[test]
    fn a_deputy_stands_in_for_one_who_is_there_and_has_no_arrows() {
        let mut deputy = post(3, &[]);
        deputy.stated.deputy_of = Some(id(1));
        let others = [post(1, &[2]), post(2, &[]), deputy];
        assert_eq!(checked(4, &[], Some(1), &others), "taken");
        assert_eq!(checked(4, &[2], Some(1), &others), "a deputy has no arrows of its own");
        assert_eq!(checked(4, &[], Some(3), &others), "no such entry to stand in for", "a deputy of a deputy");
        assert_eq!(checked(4, &[], Some(9), &others), "no such entry to stand in for");
        assert_eq!(checked(4, &[3], None, &others), "a deputy has no arrows of its own", "the principal is called");
        assert_eq!(checked(2, &[], Some(1), &[post(1, &[2])]), "a deputy has no arrows of its own", "it is called");
    }

    fn refused(change: impl FnOnce(&mut EntryText<'static>)) -> String {
        let mut text = EntryText {
            role: "clerical",
            party: "post",
            who: "医事課",
            phones: vec![("03-0000-0000", false), ("", false), ("内線 12", true)],
            ..EntryText::default()
        };
        change(&mut text);
        EntryDraft::parse(&text).map_or_else(|e| e.to_string(), |d| format!("{} phones", d.phones.len()))
    }

    #[test]
    fn each_field_is_refused_by_its_name() {
        assert_eq!(refused(|_| ()), "2 phones");
        assert_eq!(refused(|t| t.phones = vec![]), "0 phones", "a missing number never blocks saving");
        assert_eq!(refused(|t| t.phones = vec![("なし", false)]), "phone 0: no number");
        assert_eq!(refused(|t| t.phones = vec![("1", false); 7]), "too many numbers");
        assert_eq!(refused(|t| t.role = ""), "role: not chosen");
        assert_eq!(refused(|t| t.who = " "), "name: the name is empty");
        assert_eq!(refused(|t| t.party = "staff"), "who: not chosen");
        assert_eq!(refused(|t| t.mail = "a\nb"), "mail: the line has a control character");
    }

    #[test]
    fn an_entry_keeps_its_form() {
        let json = serde_json::to_string(&post(1, &[2])).expect("JSON");
        insta::assert_snapshot!(json, @r#"{"id":"00000000-0000-0000-0000-000000000001","place":1,"role":"other","party":"post","name":"受付","calls":["00000000-0000-0000-0000-000000000002"],"on_card":false,"version":0}"#);
    }

    proptest! {
        /// Arrows that all lead to a higher number never run in a circle; one back to the first of a chain always does.
        #[test]
        fn only_circles_are_found(arrows in prop::collection::vec((0_u128..40, 0_u128..40), 0..80)) {
            let mut forward: BTreeMap<ChartEntryId, Vec<ChartEntryId>> = BTreeMap::new();
            for (from, to) in arrows.iter().filter(|(from, to)| from < to) {
                forward.entry(id(*from)).or_default().push(id(*to));
            }
            prop_assert_eq!(find_loop(forward.iter().map(|(from, to)| (*from, to.as_slice()))), None);
            if let Some((from, to)) = arrows.iter().find(|(from, to)| from < to) {
                forward.entry(id(*to)).or_default().push(id(*from));
                prop_assert!(find_loop(forward.iter().map(|(from, to)| (*from, to.as_slice()))).is_some());
            }
        }
    }
}
