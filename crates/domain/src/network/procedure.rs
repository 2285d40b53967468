//! 切断手順: what to unplug in an emergency, in the order of the ministry's template: the network to the backups first, then lines to
//! the outside, then the borders between segments (BCPひな形, 初動対応).

use crate::{
    id::SystemId,
    journal::Seq,
    vendor::{Line, LineError},
};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _};
use std::{collections::BTreeMap, fmt, str::FromStr};
use time::Date;

/// What a procedure is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Target {
    /// The whole house.
    House,
    /// One 医療情報システム.
    System(SystemId),
}

impl fmt::Display for Target {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::House => f.write_str("house"),
            Self::System(id) => id.fmt(f),
        }
    }
}

impl FromStr for Target {
    type Err = crate::id::IdError;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        if text == "house" { Ok(Self::House) } else { text.parse().map(Self::System) }
    }
}

impl Serialize for Target {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}
impl<'de> Deserialize<'de> for Target {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = <std::borrow::Cow<'de, str>>::deserialize(deserializer)?;
        text.parse().map_err(D::Error::custom)
    }
}

/// A part of a procedure, in the order in which things are done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Part {
    /// What whoever notices does at the terminal: LAN out, Wi-Fi off, power stays on, call.
    Terminal,
    /// Who may decide to cut.
    Decide,
    /// First: the network to the backups.
    Backup,
    /// Second: lines to the outside.
    Outside,
    /// Third: borders between segments.
    Border,
    /// Devices of the system.
    Devices,
    /// What stops when it is cut.
    Stops,
    /// Whom to tell.
    Tell,
}

impl Part {
    /// Every part in its order.
    pub const ALL: [Self; 8] = [
        Self::Terminal,
        Self::Decide,
        Self::Backup,
        Self::Outside,
        Self::Border,
        Self::Devices,
        Self::Stops,
        Self::Tell,
    ];

    /// Stable code for storage, forms and message keys.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Terminal => "terminal",
            Self::Decide => "decide",
            Self::Backup => "backup",
            Self::Outside => "outside",
            Self::Border => "border",
            Self::Devices => "devices",
            Self::Stops => "stops",
            Self::Tell => "tell",
        }
    }

    /// Its number among the steps of cutting; `None` for what is no step.
    #[must_use]
    pub const fn step(self) -> Option<u8> {
        match self {
            Self::Backup => Some(1),
            Self::Outside => Some(2),
            Self::Border => Some(3),
            Self::Devices => Some(4),
            Self::Terminal | Self::Decide | Self::Stops | Self::Tell => None,
        }
    }
}

/// That a person went through the steps on the spot.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Checked {
    /// Day.
    pub on: Date,
    /// Who.
    pub by: Line,
}

/// What a person states.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProcedureDraft {
    /// Lines of each part, in their order. A part that is not here has none.
    pub parts: BTreeMap<Part, Vec<Line>>,
    /// Whether and when somebody checked it on the spot.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub checked: Option<Checked>,
}

/// One procedure as recorded.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Procedure {
    /// What it is for.
    pub target: Target,
    /// What was stated.
    #[serde(flatten)]
    pub stated: ProcedureDraft,
    /// Journal entry of the last change.
    pub version: Seq,
}

/// Why a statement is refused, and in which field.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ProcedureError {
    /// A line of a part; counted from 1.
    #[error("{part}, line {line}: {why}", part = .part.code())]
    Line {
        /// Part.
        part: Part,
        /// Line.
        line: usize,
        /// Why.
        why: LineError,
    },
    /// More lines than [`ProcedureDraft::MOST`] in a part.
    #[error("{}: too many lines", .0.code())]
    TooMany(Part),
    /// Nothing at all is written.
    #[error("nothing is written")]
    Empty,
    /// Who checked it.
    #[error("checked by: {0}")]
    By(LineError),
    /// The day of the check can't be read, is missing, or lies ahead.
    #[error("checked on: no day up to today")]
    On,
}

impl ProcedureDraft {
    /// Lines of one part at most. Our choice: what a sheet on a wall holds.
    pub const MOST: usize = 40;

    /// Reads lines, one step a line. Numbers and dots that people put before a step are kept as they are.
    ///
    /// # Errors
    /// The first field that can't be taken.
    pub fn parse(parts: &[(Part, &str)]) -> Result<Self, ProcedureError> {
        let mut found: BTreeMap<Part, Vec<Line>> = BTreeMap::new();
        for (part, text) in parts {
            for (at, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
                let why = |why| ProcedureError::Line { part: *part, line: at + 1, why };
                let lines = found.entry(*part).or_default();
                if lines.len() == Self::MOST {
                    return Err(ProcedureError::TooMany(*part));
                }
                lines.push(Line::parse(line).map_err(why)?);
            }
        }
        if found.is_empty() { Err(ProcedureError::Empty) } else { Ok(Self { parts: found, checked: None }) }
    }

    /// With the check on the spot.
    ///
    /// # Errors
    /// [`ProcedureError::By`], [`ProcedureError::On`].
    pub fn checked(self, on: Option<Date>, by: &str, today: Date) -> Result<Self, ProcedureError> {
        let on = on.filter(|on| *on <= today).ok_or(ProcedureError::On)?;
        let by = Line::parse(by).map_err(ProcedureError::By)?;
        Ok(Self { checked: Some(Checked { on, by }), ..self })
    }

    /// Lines of a part.
    #[must_use]
    pub fn lines(&self, part: Part) -> &[Line] {
        self.parts.get(&part).map(Vec::as_slice).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use time::macros::date;

    #[test]
    fn steps_are_lines_in_their_order() -> Result<(), ProcedureError> {
        let draft = ProcedureDraft::parse(&[(Part::Backup, "NASのLANを抜く\r\n\n 電源は切らない "), (Part::Tell, "")])?;
        let lines: Vec<&str> = draft.lines(Part::Backup).iter().map(Line::as_str).collect();
        assert_eq!(lines, ["NASのLANを抜く", "電源は切らない"]);
        assert!(draft.lines(Part::Tell).is_empty() && draft.checked.is_none());
        Ok(())
    }

    #[test]
    fn a_procedure_is_refused_by_its_field() {
        let long = "長".repeat(201);
        let said = |text: &str| ProcedureDraft::parse(&[(Part::Outside, text)]).map_err(|error| error.to_string());
        assert_eq!(said(" \n").err().as_deref(), Some("nothing is written"));
        let wrong = said(&format!("抜く\n{long}")).err();
        assert_eq!(wrong.as_deref(), Some("outside, line 2: the line is longer than 200 characters"));
        assert_eq!(said(&"抜く\n".repeat(41)).err().as_deref(), Some("outside: too many lines"));
        let today = date!(2024 - 06 - 10);
        let check = |on, by| said("抜く").ok().map(|draft| draft.checked(on, by, today).is_ok());
        assert_eq!(check(Some(today), "久保"), Some(true));
        assert_eq!(check(today.next_day(), "久保"), Some(false));
        assert_eq!(check(None, "久保"), Some(false));
        assert_eq!(check(Some(today), " "), Some(false));
    }

    #[test]
    fn a_target_has_one_writing() {
        for text in ["house", "01900000-0000-7000-8000-000000000001"] {
            assert_eq!(text.parse::<Target>().map(|target| target.to_string()).ok().as_deref(), Some(text));
        }
        assert!("home".parse::<Target>().is_err());
    }
}
