//! What people state for the BCP, part by part. What nobody stated stays unknown: nothing here has a default that would be printed.

use super::CheckAnswer;
use crate::{
    assessment::Note,
    catalog::TopicId,
    id::{BcpLineId, IdError, StaffId, SystemId},
    journal::Seq,
    network,
    vendor::Line,
};
use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

/// What the plan is for and where it lies. Source: ひな形 第1章 総則.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct General {
    /// 策定目的.
    #[serde(default, skip_serializing_if = "Note::is_empty")]
    pub purpose: Note,
    /// 対象範囲: which systems, which attacks.
    #[serde(default, skip_serializing_if = "Note::is_empty")]
    pub scope: Note,
    /// Where it lies on paper: when the systems are gone, no file opens.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kept_at: Option<Line>,
}

/// 重要度: how much care depends on a system. It is not the order of recovery.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Importance {
    /// Care can't go on without it.
    High,
    /// Care goes on with paper, slowly.
    Middle,
    /// Care goes on.
    Low,
}

impl Importance {
    /// Every one, the highest first.
    pub const ALL: [Self; 3] = [Self::High, Self::Middle, Self::Low];

    /// Stable code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::High => "high",
            Self::Middle => "middle",
            Self::Low => "low",
        }
    }

    /// The one with this code.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.code() == code)
    }
}

/// 復旧優先度 and 重要度 of one system: two things, each with its reason. Source: 手引き 1-2, 4-1.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SystemRank {
    /// 復旧優先度: 1 is restored first. Two systems may share a place.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub priority: Option<u16>,
    /// Why that place: what it needs before it, what needs it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub priority_why: Option<Line>,
    /// 重要度.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub importance: Option<Importance>,
    /// Why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub importance_why: Option<Line>,
    /// What stops when it stops.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub impact: Option<Line>,
}

/// In which order the network is cut. The steps themselves are written in the room of the network.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cutting {
    /// The three parts in the order of this house.
    pub order: [network::Part; 3],
    /// Why another order than the ministry's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub why: Option<Line>,
}

impl Cutting {
    /// The ministry's order: the network to the backups, lines to the outside, segment borders. Source: ひな形 3.3.2.
    pub const ORDER: [network::Part; 3] = [network::Part::Backup, network::Part::Outside, network::Part::Border];
}

impl Default for Cutting {
    fn default() -> Self {
        Self { order: Self::ORDER, why: None }
    }
}

/// 紙運用: one kind of work of one department while the systems are gone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PaperLine {
    /// Department.
    pub department: Line,
    /// What is written.
    pub work: Line,
    /// On which paper form.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub form: Option<Line>,
    /// Where the forms lie.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<Line>,
    /// How it is put into the system afterwards.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after: Option<Line>,
}

/// One line of the decision table: who may cut, at what sign.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decision {
    /// What is decided: cutting the lines to the outside, stopping the EHR.
    pub what: Line,
    /// At what sign.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sign: Option<Line>,
    /// Who decides.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decider: Option<StaffId>,
    /// Who decides if that one can't be reached, in this order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub deputies: Vec<StaffId>,
    /// Who decides by night and on days off.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub out_of_hours: Option<Line>,
}

/// One part as stated.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "part", content = "stated", rename_all = "snake_case")]
pub enum Part {
    /// What it is for.
    General(General),
    /// Of one system.
    System(SystemRank),
    /// The order of cutting.
    Cutting(Cutting),
    /// A line of the paper operation.
    Paper(PaperLine),
    /// A line of the decision table.
    Decision(Decision),
    /// An answer of the 確認表.
    Check(Box<CheckAnswer>),
}

/// Which part.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum PartKey {
    /// What it is for.
    General,
    /// Of one system.
    System(SystemId),
    /// The order of cutting.
    Cutting,
    /// A line of the paper operation.
    Paper(BcpLineId),
    /// A line of the decision table.
    Decision(BcpLineId),
    /// An item of the 確認表.
    Check(TopicId),
}

impl PartKey {
    /// Whether a part is of this key's kind.
    #[must_use]
    pub const fn holds(&self, part: &Part) -> bool {
        matches!(
            (self, part),
            (Self::General, Part::General(_))
                | (Self::System(_), Part::System(_))
                | (Self::Cutting, Part::Cutting(_))
                | (Self::Paper(_), Part::Paper(_))
                | (Self::Decision(_), Part::Decision(_))
                | (Self::Check(_), Part::Check(_))
        )
    }

    /// Whether it is a line that a person adds and takes away.
    #[must_use]
    pub const fn is_line(&self) -> bool {
        matches!(self, Self::Paper(_) | Self::Decision(_))
    }
}

impl fmt::Display for PartKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::General => f.write_str("general"),
            Self::System(id) => write!(f, "system:{id}"),
            Self::Cutting => f.write_str("cutting"),
            Self::Paper(id) => write!(f, "paper:{id}"),
            Self::Decision(id) => write!(f, "decision:{id}"),
            Self::Check(id) => write!(f, "check:{id}"),
        }
    }
}

impl FromStr for PartKey {
    type Err = IdError;
    fn from_str(text: &str) -> Result<Self, IdError> {
        match text.split_once(':') {
            None if text == "general" => Ok(Self::General),
            None if text == "cutting" => Ok(Self::Cutting),
            Some(("system", id)) => id.parse().map(Self::System),
            Some(("paper", id)) => id.parse().map(Self::Paper),
            Some(("check", id)) => match TopicId::parse(id) {
                Ok(id) => Ok(Self::Check(id)),
                // Not a UUID either: the same refusal as for every other key that can't be read.
                Err(_) => text.parse::<BcpLineId>().map(Self::Paper),
            },
            Some(("decision", id)) => id.parse().map(Self::Decision),
            _ => text.parse().map(Self::Paper),
        }
    }
}

impl Serialize for PartKey {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}
impl<'de> Deserialize<'de> for PartKey {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = <std::borrow::Cow<'de, str>>::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

/// What was stated about one part, or that its line was taken away.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stated {
    /// Which.
    pub key: PartKey,
    /// What; `None` takes a line away.
    pub part: Option<Part>,
}

/// A part as it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PartRow {
    /// Which.
    pub key: PartKey,
    /// What was stated.
    pub part: Part,
    /// Journal entry of the last change.
    pub version: Seq,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_has_one_writing() {
        let id = "01900000-0000-7000-8000-000000000001";
        for text in [
            "general".to_owned(),
            "cutting".to_owned(),
            format!("system:{id}"),
            format!("paper:{id}"),
            format!("decision:{id}"),
            "check:kakunin-1-1-a".to_owned(),
        ] {
            assert_eq!(text.parse::<PartKey>().map(|key| key.to_string()).ok(), Some(text));
        }
        for wrong in ["", "paper", "paper:1", "check:A", "house", "other:1"] {
            assert!(wrong.parse::<PartKey>().is_err(), "{wrong}");
        }
    }
}
