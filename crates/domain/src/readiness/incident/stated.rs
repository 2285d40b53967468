//! What is stated about an incident as a whole: its title, when it was learned of, and the nine points of the report.

use super::{IncidentError, moment};
use crate::{assessment::Note, calendar::Instant, vendor::Line};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The nine points of a report to 個人情報保護委員会. Source: 個人情報保護法施行規則 8条1項各号; the same for 速報 and 確報.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReportField {
    /// 概要.
    Outline,
    /// 項目.
    Items,
    /// 本人の数.
    Persons,
    /// 原因.
    Cause,
    /// 二次被害.
    Secondary,
    /// 本人への対応.
    ToPersons,
    /// 公表.
    Publication,
    /// 再発防止.
    Prevention,
    /// その他.
    Other,
}

impl ReportField {
    /// All nine, in the order of the rule.
    pub const ALL: [Self; 9] = [
        Self::Outline,
        Self::Items,
        Self::Persons,
        Self::Cause,
        Self::Secondary,
        Self::ToPersons,
        Self::Publication,
        Self::Prevention,
        Self::Other,
    ];

    /// Stable code, as in forms and message keys.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Outline => "outline",
            Self::Items => "items",
            Self::Persons => "persons",
            Self::Cause => "cause",
            Self::Secondary => "secondary",
            Self::ToPersons => "to_persons",
            Self::Publication => "publication",
            Self::Prevention => "prevention",
            Self::Other => "other",
        }
    }
}

/// Whether personal data leaked, were lost or damaged, or may have been. おそれ suffices for the duty to report, and 滅失・毀損 count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Leak {
    /// Nobody knows yet: the clock runs.
    Unknown,
    /// It did, or it may have.
    Possible,
    /// It was made sure that it did not.
    None,
}

impl Leak {
    /// Every answer.
    pub const ALL: [Self; 3] = [Self::Unknown, Self::Possible, Self::None];

    /// Stable code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Unknown => "unknown",
            Self::Possible => "possible",
            Self::None => "none",
        }
    }

    /// The answer with this code.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|leak| leak.code() == code)
    }
}

/// What is stated about an incident. Whatever is not known stays away; pages say 不明 then.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stated {
    /// What it is called.
    pub title: Line,
    /// 知った日時: when the first department knew. The clock of the reports starts here.
    pub learned_at: Instant,
    /// Whether personal data are concerned.
    pub leak: Leak,
    /// Whether it may have been done with a wrongful purpose (不正の目的): then 確報 has 60 days.
    #[serde(default)]
    pub wrongful: bool,
    /// Systems that are affected, and what that does to care.
    #[serde(default, skip_serializing_if = "Note::is_empty")]
    pub effect: Note,
    /// The nine points, as far as known.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub fields: BTreeMap<ReportField, Note>,
}

/// The same as typed.
#[derive(Debug, Clone, Default)]
pub struct StatedText<'a> {
    /// Title.
    pub title: &'a str,
    /// 知った日時.
    pub learned_at: &'a str,
    /// Code of the answer about personal data.
    pub leak: &'a str,
    /// Whether there may be a wrongful purpose.
    pub wrongful: bool,
    /// Systems and care.
    pub effect: &'a str,
    /// The nine points; empty ones are not known.
    pub fields: Vec<(ReportField, &'a str)>,
}

impl Stated {
    /// What is known at the moment of the alarm: nothing but the time.
    #[must_use]
    pub fn first(title: Line, now: Instant) -> Self {
        Self {
            title,
            learned_at: now,
            leak: Leak::Unknown,
            wrongful: false,
            effect: Note::default(),
            fields: BTreeMap::new(),
        }
    }

    /// Reads what was typed.
    ///
    /// # Errors
    /// The first field that can't be taken.
    pub fn parse(text: &StatedText<'_>, now: Instant) -> Result<Self, IncidentError> {
        let mut fields = BTreeMap::new();
        for (field, words) in &text.fields {
            let words = Note::parse(words.trim()).map_err(|error| IncidentError::Note(field.code(), error))?;
            if !words.is_empty() {
                fields.insert(*field, words);
            }
        }
        Ok(Self {
            title: Line::parse(text.title).map_err(|error| IncidentError::Line("title", error))?,
            learned_at: moment("learned_at", text.learned_at, now)?,
            leak: Leak::from_code(text.leak).ok_or(IncidentError::Choice("leak"))?,
            wrongful: text.wrongful,
            effect: Note::parse(text.effect.trim()).map_err(|error| IncidentError::Note("effect", error))?,
            fields,
        })
    }

    /// The words of a point; `None` while nobody knows.
    #[must_use]
    pub fn field(&self, field: ReportField) -> Option<&Note> {
        self.fields.get(&field)
    }

    /// How many of the nine points nobody knows yet.
    #[must_use]
    pub fn unknown(&self) -> usize {
        ReportField::ALL.into_iter().filter(|field| self.field(*field).is_none()).count()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use time::macros::datetime;

    fn said(change: impl FnOnce(&mut StatedText<'static>)) -> String {
        let now = Instant::from(datetime!(2024-06-10 09:05 +9));
        let mut text = StatedText {
            title: "電子カルテが開かない",
            learned_at: "2024-06-10T08:40",
            leak: "unknown",
            ..StatedText::default()
        };
        change(&mut text);
        Stated::parse(&text, now)
            .map_or_else(|e| e.to_string(), |s| format!("{} {}", s.learned_at.iso_jst(), s.unknown()))
    }

    #[test]
    fn a_time_has_a_time_of_day_and_lies_not_ahead() {
        assert_eq!(said(|_| ()), "2024-06-10T08:40:00+09:00 9");
        assert_eq!(said(|t| t.learned_at = "2024-06-09T23:40:00Z"), "2024-06-10T08:40:00+09:00 9", "a zone counts");
        assert_eq!(said(|t| t.learned_at = "令和6年6月10日 午前8時40分"), "2024-06-10T08:40:00+09:00 9");
        assert_eq!(said(|t| t.learned_at = "2024-06-10"), "learned_at: not a day with a time of day");
        assert_eq!(said(|t| t.learned_at = "けさ"), "learned_at: not a day with a time of day");
        assert_eq!(said(|t| t.learned_at = "2024-06-10T09:30"), "learned_at: the time lies ahead");
    }

    #[test]
    fn what_nobody_knows_stays_unknown() {
        assert_eq!(
            said(|t| t.fields = vec![(ReportField::Cause, " "), (ReportField::Persons, "約4万人")]),
            "2024-06-10T08:40:00+09:00 8"
        );
        assert_eq!(said(|t| t.leak = ""), "leak: not chosen");
        assert_eq!(said(|t| t.title = " "), "title: the line is empty");
    }
}
