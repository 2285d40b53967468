//! 確認表: the ministry's items with their marks, and what a person of the house answers.

use super::{Ground, GroundKind};
use crate::{
    assessment::Note,
    catalog::{Bilingual, TopicId},
};
use serde::{Deserialize, Serialize};
use time::Date;

/// How an item's words came to be known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CheckMark {
    /// Heading and check sentence were seen.
    Exact,
    /// The heading was seen by way of the guide or the template; the sentence was not.
    Reconstructed,
    /// Existence or wording is inferred.
    Inferred,
}

impl CheckMark {
    /// Every mark.
    pub const ALL: [Self; 3] = [Self::Exact, Self::Reconstructed, Self::Inferred];

    /// Stable code, as in the catalogue.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Exact => "exact",
            Self::Reconstructed => "reconstructed",
            Self::Inferred => "inferred",
        }
    }
}

/// One of the five steps.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CheckStep {
    /// 1 … 5.
    pub number: String,
    /// 平時, 検知, 初動対応, 復旧処理, 事後対応.
    pub name: Bilingual,
    /// What it is for, in the ministry's words.
    pub aim: Bilingual,
    /// Its items.
    pub items: Vec<CheckItem>,
}

/// One item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CheckItem {
    /// Stable identifier, ours.
    pub id: TopicId,
    /// 項番.
    pub number: String,
    /// Heading of the items that share a number.
    pub group: Option<Bilingual>,
    /// 大項目.
    pub heading: Bilingual,
    /// 確認項目; `None` where the sentence was not seen.
    pub check: Option<Bilingual>,
    /// How the words came to be known.
    pub mark: CheckMark,
    /// A hint after the guide, in our words.
    pub guide: Option<Bilingual>,
    /// What the program looks at.
    pub grounds: Vec<GroundKind>,
}

/// What a person says about an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Answer {
    /// はい.
    Yes,
    /// いいえ.
    No,
    /// まだ: looked at, not decided.
    NotYet,
}

impl Answer {
    /// Every answer, in the order shown.
    pub const ALL: [Self; 3] = [Self::Yes, Self::No, Self::NotYet];

    /// Stable code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Yes => "yes",
            Self::No => "no",
            Self::NotYet => "not_yet",
        }
    }

    /// The one with this code.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.code() == code)
    }
}

/// An answer as recorded, with the grounds that were shown to the person. A はい has grounds that speak for it, or a note that says
/// on what it rests.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CheckAnswer {
    /// What was said.
    pub answer: Answer,
    /// On what it rests, or what is missing.
    #[serde(default, skip_serializing_if = "Note::is_empty")]
    pub note: Note,
    /// By when an いいえ becomes はい.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub target_on: Option<Date>,
    /// What the program knew at that moment.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub shown: Vec<Ground>,
}

/// How far the 確認表 is answered.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct CheckTally {
    /// はい.
    pub yes: usize,
    /// いいえ.
    pub no: usize,
    /// いいえ without a target date.
    pub undated: usize,
    /// まだ, and items that nobody answered.
    pub open: usize,
}

impl CheckTally {
    /// Counts the answers to items; an item without an answer is open.
    pub fn of<'a>(answers: impl IntoIterator<Item = Option<&'a CheckAnswer>>) -> Self {
        let mut tally = Self::default();
        for answer in answers {
            match answer.map(|one| (one.answer, one.target_on)) {
                Some((Answer::Yes, _)) => tally.yes += 1,
                Some((Answer::No, on)) => {
                    tally.no += 1;
                    tally.undated += usize::from(on.is_none());
                }
                Some((Answer::NotYet, _)) | None => tally.open += 1,
            }
        }
        tally
    }

    /// All items.
    #[must_use]
    pub const fn all(&self) -> usize {
        self.yes + self.no + self.open
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use time::macros::date;

    #[test]
    fn an_item_that_nobody_answered_is_open() {
        let said = |answer, target_on| CheckAnswer { answer, note: Note::default(), target_on, shown: Vec::new() };
        let (yes, no) = (said(Answer::Yes, None), said(Answer::No, None));
        let dated = said(Answer::No, Some(date!(2025 - 03 - 31)));
        let not_yet = said(Answer::NotYet, None);
        let tally = CheckTally::of([Some(&yes), Some(&no), Some(&dated), Some(&not_yet), None]);
        assert_eq!(tally, CheckTally { yes: 1, no: 2, undated: 1, open: 2 });
        assert_eq!(tally.all(), 5);
    }
}
