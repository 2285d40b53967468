//! Mapping profiles: which column of a table is what. A profile is a TOML file; the built-in ones are tried after those that are given.

use crate::event::{Event, Outcome, Text};
use serde::Deserialize;
use std::{borrow::Cow, collections::BTreeMap};
use unicode_normalization::UnicodeNormalization as _;

/// What a column can be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Field {
    /// Date and time in one.
    DateTime,
    Date,
    Time,
    User,
    UserId,
    UserDomain,
    PatientId,
    Action,
    Outcome,
    Reason,
    ObjectType,
    ObjectId,
    ObjectName,
    Address,
    Destination,
    Host,
    Source,
    Provider,
    EventId,
    EventType,
    RecordId,
    Severity,
    Message,
}

/// A profile as its file has it.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Profile {
    /// What events have in `source`.
    name: String,
    /// Minutes east of UTC, as `+09:00`, of a system that writes no zone.
    #[serde(default)]
    zone: Option<String>,
    /// Field → headings that mean it, the first that is there.
    columns: BTreeMap<Field, Headings>,
    /// The system's word for what was done → ours.
    #[serde(default)]
    actions: BTreeMap<String, String>,
    /// The system's word for how it went → `success` or `failure`.
    #[serde(default)]
    outcomes: BTreeMap<String, String>,
    /// Cells beyond the heading are the message: the event viewer's own export.
    #[serde(default)]
    rest_is_message: bool,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(untagged)]
enum Headings {
    One(String),
    Some(Vec<String>),
}

impl Headings {
    fn all(&self) -> &[String] {
        match self {
            Self::One(one) => std::slice::from_ref(one),
            Self::Some(all) => all,
        }
    }
}

/// Why a profile is refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ProfileError {
    /// No TOML, or not of this shape.
    #[error("line {line}: {why}")]
    Toml {
        /// Counts from 1.
        line: usize,
        /// The parser's words.
        why: String,
    },
    /// Neither `date_time` nor both of `date` and `time`.
    #[error("columns: no date_time, nor date and time")]
    NoTime,
    /// A zone that is none.
    #[error("zone: {0}")]
    Zone(String),
    /// An outcome that is none.
    #[error("outcomes: {0}: not success, failure or unknown")]
    Outcome(String),
}

/// A profile applied to a heading.
#[derive(Debug)]
pub(super) struct Mapping {
    pub(super) profile: String,
    pub(super) offset_minutes: Option<i16>,
    /// What each column is.
    pub(super) fields: Vec<Option<Field>>,
    pub(super) rest_is_message: bool,
    actions: BTreeMap<String, String>,
    outcomes: BTreeMap<String, Outcome>,
}

impl Profile {
    /// Reads a profile.
    ///
    /// # Errors
    /// [`ProfileError`].
    pub fn parse(text: &str) -> Result<Self, ProfileError> {
        let profile: Self = toml::from_str(text).map_err(|error| {
            let before = error.span().and_then(|span| text.get(..span.start)).unwrap_or_default();
            ProfileError::Toml { line: before.matches('\n').count() + 1, why: error.message().to_owned() }
        })?;
        let has = |field| profile.columns.contains_key(&field);
        if !(has(Field::DateTime) || has(Field::Date) && has(Field::Time)) {
            return Err(ProfileError::NoTime);
        }
        if let Some(zone) = &profile.zone
            && offset(zone).is_none()
        {
            return Err(ProfileError::Zone(zone.clone()));
        }
        match profile.outcomes.values().find(|code| Outcome::from_code(code).is_none()) {
            Some(wrong) => Err(ProfileError::Outcome(wrong.clone())),
            None => Ok(profile),
        }
    }

    /// The profiles that lie in the program.
    ///
    /// # Errors
    /// A fault in one of them; a test holds that there is none.
    pub fn built_in() -> Result<Vec<Self>, ProfileError> {
        [include_str!("event_viewer.toml"), include_str!("japanese.toml")].into_iter().map(Self::parse).collect()
    }

    /// This profile on a heading; nothing when it has no time, or nothing that says who or what.
    pub(super) fn map(&self, names: &[String]) -> Option<Mapping> {
        let folded: Vec<String> = names.iter().map(|name| fold(name)).collect();
        let mut fields: Vec<Option<Field>> = vec![None; names.len()];
        for (field, headings) in &self.columns {
            let at = headings.all().iter().find_map(|heading| folded.iter().position(|name| *name == fold(heading)));
            // One column is one thing: the first field that names it.
            if let Some(slot) = at.and_then(|at| fields.get_mut(at))
                && slot.is_none()
            {
                *slot = Some(*field);
            }
        }
        let has = |field| fields.contains(&Some(field));
        let timed = has(Field::DateTime) || has(Field::Date) && has(Field::Time);
        let says = [Field::User, Field::UserId, Field::PatientId, Field::EventId, Field::Action];
        if !timed || !says.into_iter().any(has) {
            return None;
        }
        let outcomes = self.outcomes.iter().filter_map(|(word, code)| Some((fold(word), Outcome::from_code(code)?)));
        Some(Mapping {
            profile: self.name.clone(),
            offset_minutes: self.zone.as_deref().and_then(offset),
            fields,
            rest_is_message: self.rest_is_message,
            actions: self.actions.iter().map(|(word, ours)| (fold(word), ours.clone())).collect(),
            outcomes: outcomes.collect(),
        })
    }
}

/// `+09:00` → 540.
fn offset(zone: &str) -> Option<i16> {
    let clock = crate::instant::Clock { now: 0, offset_minutes: i16::MAX };
    let text = format!("2000-01-01 00:00:00{zone}");
    let (moment, rest) = crate::instant::iso(&text, clock)?;
    (rest.is_empty() && moment.offset_minutes != i16::MAX).then_some(moment.offset_minutes)
}

/// Headings are the same whatever their width, case and spaces.
fn fold(name: &str) -> String {
    name.nfkc()
        .filter(|letter| !letter.is_whitespace() && !matches!(letter, '_' | '-'))
        .flat_map(char::to_lowercase)
        .collect()
}

impl Mapping {
    /// Puts a cell where it belongs.
    pub(super) fn put<'a>(&'a self, field: Field, cell: Text<'a>, event: &mut Event<'a>) {
        let slot = match field {
            Field::DateTime | Field::Date | Field::Time => return,
            Field::User => &mut event.user,
            Field::UserId => &mut event.user_id,
            Field::UserDomain => &mut event.user_domain,
            Field::PatientId => &mut event.patient_id,
            Field::Action => {
                // The system's own word stays to be read beside ours.
                event.event_type = cell.clone();
                event.action = match self.actions.get(&fold(&cell)) {
                    Some(ours) => Cow::Borrowed(ours),
                    None => cell,
                };
                return;
            }
            Field::Outcome => {
                event.outcome = self.outcomes.get(&fold(&cell)).copied().unwrap_or_default();
                return;
            }
            Field::Reason => &mut event.reason,
            Field::ObjectType => &mut event.object_type,
            Field::ObjectId => &mut event.object_id,
            Field::ObjectName => &mut event.object_name,
            Field::Address => &mut event.address,
            Field::Destination => &mut event.destination,
            Field::Host => &mut event.host,
            Field::Source => &mut event.source,
            Field::Provider => &mut event.provider,
            Field::EventId => &mut event.event_id,
            Field::EventType => &mut event.event_type,
            Field::RecordId => {
                event.record_id = cell.parse().ok();
                return;
            }
            Field::Severity => {
                event.severity = severity(&cell);
                return;
            }
            Field::Message => &mut event.message,
        };
        *slot = cell;
    }
}

/// The event viewer's levels in both languages.
fn severity(word: &str) -> &'static str {
    match word {
        "重大" | "Critical" => "critical",
        "エラー" | "Error" => "error",
        "警告" | "Warning" => "warning",
        "情報" | "Information" => "informational",
        "詳細" | "Verbose" => "debug",
        _ => "",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_profiles_are_sound() {
        assert_eq!(Profile::built_in().map(|all| all.len()), Ok(2));
    }

    #[test]
    fn a_profile_that_can_not_work_is_refused_with_its_line() {
        let cases = [
            ("name = 'a'\n[columns]\nuser = 'x'", "columns: no date_time, nor date and time"),
            ("name = 'a'\nzone = 'JP'\n[columns]\ndate_time = 'x'", "zone: JP"),
            (
                "name = 'a'\n[columns]\ndate_time = 'x'\n[outcomes]\n'×' = 'bad'",
                "outcomes: bad: not success, failure or unknown",
            ),
        ];
        for (text, expected) in cases {
            assert_eq!(Profile::parse(text).map(|_| ()).unwrap_err().to_string(), expected);
        }
        assert!(matches!(Profile::parse("name = 'a'\n[colums]"), Err(ProfileError::Toml { line: 2, .. })));
    }

    #[test]
    fn headings_are_told_whatever_their_width() {
        let profiles = Profile::built_in().unwrap();
        let names = ["操作日付", "操作時刻", "職員ＩＤ", "患者 ID", "操作内容"].map(str::to_owned);
        let mapping = profiles.iter().find_map(|profile| profile.map(&names)).unwrap();
        let expected = [Field::Date, Field::Time, Field::UserId, Field::PatientId, Field::Action].map(Some);
        assert_eq!(mapping.fields, expected);
    }
}
