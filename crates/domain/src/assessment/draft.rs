//! A person's word on one item in one round, before it is taken.

use super::{Assessment, ItemState, Note, NoteError, RoundNo, Slot, TargetDate, TargetDateError};
use crate::{calendar::FiscalYear, id::StaffId, journal::Seq};
use serde::{Deserialize, Serialize};
use time::Date;

/// What a person chose.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Choice {
    /// はい.
    Yes,
    /// いいえ.
    No,
    /// The slot is emptied again.
    #[default]
    Blank,
}

/// A draft as entered: parsed, but not yet held against the sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// Round it is for.
    pub round: RoundNo,
    /// はい, いいえ or emptied.
    pub choice: Choice,
    /// 確認日. Needed with an answer.
    pub on: Option<Date>,
    /// 確認者. Needed with an answer.
    pub by: Option<StaffId>,
    /// 目標日. Kept only while some round says いいえ.
    pub target_date: Option<Date>,
    /// Note.
    pub note: String,
    /// Version of the item that the person saw.
    pub version: Seq,
}

/// Why a draft can't be taken. Nothing is written; the person's words stay on the page.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DraftError {
    /// An answer without 確認日.
    #[error("the answer has no date of confirmation")]
    DateMissing,
    /// 確認日 or 確認者 without an answer. Only a whole item, as a workbook has it, can say so.
    #[error("a date or a confirmer stands without an answer")]
    AnswerMissing,
    /// 目標日 without any いいえ. Only a whole item, as a workbook has it, can say so.
    #[error("a target date stands without a no")]
    TargetWithoutNo,
    /// 確認日 outside the form's fiscal year.
    #[error("{on} is outside the fiscal year {}", .year.year())]
    DateOutsideYear {
        /// Day given.
        on: Date,
        /// Fiscal year of the form.
        year: FiscalYear,
    },
    /// 確認日 that has not come yet.
    #[error("{on} is in the future")]
    DateInFuture {
        /// Day given.
        on: Date,
    },
    /// 確認日 before that of an earlier round.
    #[error("{on} is before the earlier round's {earlier}")]
    DateBeforeEarlierRound {
        /// Day given.
        on: Date,
        /// Day of the earlier round.
        earlier: Date,
    },
    /// 確認日 after that of a later round.
    #[error("{on} is after the later round's {later}")]
    DateAfterLaterRound {
        /// Day given.
        on: Date,
        /// Day of the later round.
        later: Date,
    },
    /// An answer without 確認者.
    #[error("the answer has no confirmer")]
    ConfirmerMissing,
    /// The confirmer is not on the roster, or did not work here on that day.
    #[error("the confirmer is not on the roster on that day")]
    ConfirmerUnknown,
    /// A later round can't be answered before the first.
    #[error("the round before has no answer yet")]
    EarlierRoundBlank,
    /// A slot can't be emptied while a later round is answered.
    #[error("a later round is already answered")]
    LaterRoundAnswered,
    /// 目標日 outside the fiscal year.
    #[error(transparent)]
    TargetDate(#[from] TargetDateError),
    /// 目標日 before 確認日.
    #[error("the target date {target} is before the date of confirmation {on}")]
    TargetBeforeConfirmation {
        /// 目標日 given.
        target: Date,
        /// 確認日.
        on: Date,
    },
    /// Note too long.
    #[error(transparent)]
    Note(#[from] NoteError),
    /// The edition does not ask this item here (記入不要), or does not have it.
    #[error("the item is not asked")]
    NotAsked,
}

impl Draft {
    /// The item after this draft. `today` is the civil date in Japan.
    ///
    /// # Errors
    /// The first reason why it can't be taken. 目標日 missing on いいえ is no error: it is saved and shown as incomplete.
    pub fn applied(&self, sheet: &Assessment, before: &ItemState, today: Date) -> Result<ItemState, DraftError> {
        let slot = self.slot(sheet.fiscal_year, before, today)?;
        let mut after = before.clone();
        after.slots[self.round.index()] = slot;
        after.note = Note::parse(&self.note)?;
        after.target_date = target_of(self.target_date, sheet.fiscal_year, &after)?;
        Ok(after)
    }

    fn slot(&self, year: FiscalYear, before: &ItemState, today: Date) -> Result<Slot, DraftError> {
        let later = self.round.later().iter().find_map(|&round| before.slot(round).on());
        if self.choice == Choice::Blank {
            return if later.is_some() { Err(DraftError::LaterRoundAnswered) } else { Ok(Slot::Blank) };
        }
        let on = self.on.ok_or(DraftError::DateMissing)?;
        let by = self.by.ok_or(DraftError::ConfirmerMissing)?;
        check_day(on, year, today)?;
        if let Some(later) = later.filter(|&later| on > later) {
            return Err(DraftError::DateAfterLaterRound { on, later });
        }
        if self.round != RoundNo::First {
            let earlier = before.before(self.round).on().ok_or(DraftError::EarlierRoundBlank)?;
            if on < earlier {
                return Err(DraftError::DateBeforeEarlierRound { on, earlier });
            }
        }
        Ok(if self.choice == Choice::Yes { Slot::Yes { on, by } } else { Slot::No { on, by } })
    }
}

/// 目標日 belongs to いいえ: with no いいえ left in any round it goes, and the history keeps it.
pub(super) fn target_of(
    target: Option<Date>,
    year: FiscalYear,
    after: &ItemState,
) -> Result<Option<TargetDate>, DraftError> {
    let Some(target) = target.filter(|_| after.slots.iter().any(Slot::is_no)) else { return Ok(None) };
    let first_no = after.slots.iter().find(|slot| slot.is_no()).and_then(Slot::on);
    if let Some(on) = first_no.filter(|&on| target < on) {
        return Err(DraftError::TargetBeforeConfirmation { target, on });
    }
    Ok(Some(TargetDate::new(target, year)?))
}

pub(super) fn check_day(on: Date, year: FiscalYear, today: Date) -> Result<(), DraftError> {
    if !year.contains(on) {
        return Err(DraftError::DateOutsideYear { on, year });
    }
    if on > today {
        return Err(DraftError::DateInFuture { on });
    }
    Ok(())
}
