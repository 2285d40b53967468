//! A whole item entered at once, as a workbook has it: every round, target date and note.

use super::{
    Assessment, Choice, DraftError, ItemState, Note, RoundNo, Slot,
    draft::{check_day, target_of},
};
use crate::id::StaffId;
use time::Date;

/// One slot as entered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EnteredSlot {
    /// はい, いいえ or nothing.
    pub choice: Choice,
    /// 確認日. Needed with an answer, refused without one.
    pub on: Option<Date>,
    /// 確認者. Needed with an answer, refused without one.
    pub by: Option<StaffId>,
}

impl EnteredSlot {
    /// An empty slot.
    pub const BLANK: Self = Self { choice: Choice::Blank, on: None, by: None };
}

impl From<&Slot> for EnteredSlot {
    fn from(slot: &Slot) -> Self {
        let choice = match slot {
            Slot::Blank => Choice::Blank,
            Slot::Yes { .. } => Choice::Yes,
            Slot::No { .. } => Choice::No,
        };
        Self { choice, on: slot.on(), by: slot.by() }
    }
}

/// A whole item as entered: parsed, but not yet held against the sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entered {
    /// The three rounds.
    pub slots: [EnteredSlot; 3],
    /// 目標日.
    pub target_date: Option<Date>,
    /// Note.
    pub note: String,
}

impl From<&ItemState> for Entered {
    fn from(state: &ItemState) -> Self {
        Self {
            slots: [0, 1, 2].map(|at| EnteredSlot::from(&state.slots[at])),
            target_date: state.target_date.map(super::TargetDate::day),
            note: state.note.to_string(),
        }
    }
}

/// What a person changed against a base, held against what others changed meanwhile.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Merged {
    /// Both persons' changes; where both changed the same field, the entered one.
    pub entered: Entered,
    /// Whether both changed the same field to different values: somebody has to decide.
    pub contested: bool,
}

impl Entered {
    /// Joins what was entered on the base with what stands now: a field that was not touched keeps what stands.
    #[must_use]
    pub fn merged(&self, base: &Self, now: &Self) -> Merged {
        let mut merged = Merged { entered: now.clone(), contested: false };
        let entered = &mut merged.entered;
        let mut contested = false;
        for at in 0..self.slots.len() {
            contested |= take(&self.slots[at], &base.slots[at], &mut entered.slots[at]);
        }
        contested |= take(&self.target_date, &base.target_date, &mut entered.target_date);
        contested |= take(&self.note, &base.note, &mut entered.note);
        merged.contested = contested;
        merged
    }

    /// The item after this. The same rules as for answering round by round; `today` is the civil date in Japan.
    ///
    /// # Errors
    /// The first reason why it can't be taken. 目標日 missing on いいえ is no error, as in [`super::Draft::applied`].
    pub fn applied(&self, sheet: &Assessment, before: &ItemState, today: Date) -> Result<ItemState, EnteredError> {
        let mut after = before.clone();
        for round in RoundNo::ALL {
            let slot = self.slot(round, &after.slots[..round.index()]);
            let slot = slot.and_then(|slot| match slot.on() {
                Some(on) => check_day(on, sheet.fiscal_year, today).map(|()| slot),
                None => Ok(slot),
            });
            after.slots[round.index()] = slot.map_err(|error| EnteredError { round: Some(round), error })?;
        }
        let stood = before.target_date.map(super::TargetDate::day);
        if self.target_date.is_some() && self.target_date != stood && !after.slots.iter().any(Slot::is_no) {
            return Err(DraftError::TargetWithoutNo.into());
        }
        after.note = Note::parse(&self.note).map_err(DraftError::from)?;
        after.target_date = target_of(self.target_date, sheet.fiscal_year, &after)?;
        Ok(after)
    }

    /// A round without an answer before it is refused as that, whatever else it lacks: filling the rest in would not help.
    fn slot(&self, round: RoundNo, earlier: &[Slot]) -> Result<Slot, DraftError> {
        let entered = self.slots[round.index()];
        if entered.choice == Choice::Blank {
            let nothing = entered.on.is_none() && entered.by.is_none();
            return if nothing { Ok(Slot::Blank) } else { Err(DraftError::AnswerMissing) };
        }
        let earlier = earlier.iter().rev().find_map(Slot::on);
        if earlier.is_none() && round != RoundNo::First {
            return Err(DraftError::EarlierRoundBlank);
        }
        let on = entered.on.ok_or(DraftError::DateMissing)?;
        let by = entered.by.ok_or(DraftError::ConfirmerMissing)?;
        match earlier {
            Some(earlier) if on < earlier => Err(DraftError::DateBeforeEarlierRound { on, earlier }),
            _ if entered.choice == Choice::Yes => Ok(Slot::Yes { on, by }),
            _ => Ok(Slot::No { on, by }),
        }
    }
}

/// Why a whole item can't be taken, and in which of its rounds; none for its target date and note.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{error}")]
pub struct EnteredError {
    /// The round that it is about.
    pub round: Option<RoundNo>,
    /// Why.
    pub error: DraftError,
}

impl From<DraftError> for EnteredError {
    fn from(error: DraftError) -> Self {
        Self { round: None, error }
    }
}

/// Takes a field if it was changed; says whether that goes over another change.
fn take<V: PartialEq + Clone>(entered: &V, base: &V, now: &mut V) -> bool {
    if entered == base || entered == now {
        return false;
    }
    let contested = now != base;
    now.clone_from(entered);
    contested
}

impl ItemState {
    /// The last round in which another state differs, or if none does, the last answered one: the round of a change that was
    /// entered for the whole item.
    #[must_use]
    pub fn changed_round(&self, other: &Self) -> RoundNo {
        let differs = |round: &&RoundNo| self.slot(**round) != other.slot(**round);
        let answered = |round: &&RoundNo| !other.slot(**round).is_blank();
        let all = RoundNo::ALL;
        *all.iter().rev().find(differs).or_else(|| all.iter().rev().find(answered)).unwrap_or(&RoundNo::First)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        assessment::Draft,
        calendar::FiscalYear,
        catalog::FormKind,
        digest::Digest,
        id::{AssessmentId, StaffId},
        journal::Seq,
    };
    use proptest::prelude::*;
    use time::macros::date;
    use uuid::Uuid;

    const TODAY: Date = date!(2024 - 09 - 30);

    fn sheet() -> Result<Assessment, Box<dyn std::error::Error>> {
        Ok(Assessment {
            id: AssessmentId::from(Uuid::nil()),
            edition: "r6".parse()?,
            pack: Digest::ZERO,
            form: FormKind::Hospital,
            fiscal_year: FiscalYear::new(2024)?,
            vendor: None,
        })
    }

    fn slot(choice: Choice, day: u8) -> EnteredSlot {
        let on = Date::from_calendar_date(2024, time::Month::June, day).ok();
        EnteredSlot { choice, on, by: Some(StaffId::from(Uuid::nil())) }
    }

    fn taken(slots: [EnteredSlot; 3], target: Option<Date>) -> String {
        let entered = Entered { slots, target_date: target, note: String::new() };
        let Ok(sheet) = sheet() else { return "no sheet".to_owned() };
        match entered.applied(&sheet, &ItemState::default(), TODAY) {
            Ok(after) => {
                format!("{} {:?}", after.slots.map(|s| s.code()).join(" "), after.target_date.map(|t| t.day()))
            }
            Err(EnteredError { round: Some(round), error }) => format!("round {}: {error}", round.number()),
            Err(error) => error.to_string(),
        }
    }

    #[test]
    fn an_item_is_taken_whole_or_refused_with_the_reason() {
        use Choice::{Blank, No, Yes};
        const NONE: EnteredSlot = EnteredSlot::BLANK;
        let december = Some(date!(2024 - 12 - 20));
        let cases = [
            (taken([NONE, NONE, NONE], None), "blank blank blank None"),
            (taken([slot(No, 3), slot(Yes, 20), NONE], december), "no yes blank Some(2024-12-20)"),
            (taken([NONE, slot(Yes, 3), NONE], None), "round 2: the round before has no answer yet"),
            (
                taken([NONE, EnteredSlot { on: None, by: None, ..slot(Yes, 3) }, NONE], None),
                "round 2: the round before has no answer yet",
            ),
            (
                taken([slot(Yes, 3), EnteredSlot { on: None, ..slot(Yes, 3) }, NONE], None),
                "round 2: the answer has no date of confirmation",
            ),
            (taken([slot(No, 3), NONE, slot(Yes, 4)], None), "no blank yes None"),
            (
                taken([slot(No, 20), slot(Yes, 3), NONE], None),
                "round 2: 2024-06-03 is before the earlier round's 2024-06-20",
            ),
            (taken([slot(Blank, 3), NONE, NONE], None), "round 1: a date or a confirmer stands without an answer"),
            (taken([slot(Yes, 3), NONE, NONE], december), "a target date stands without a no"),
            (
                taken([EnteredSlot { by: None, ..slot(Yes, 3) }, NONE, NONE], None),
                "round 1: the answer has no confirmer",
            ),
            (
                taken([EnteredSlot { on: Some(date!(2024 - 10 - 01)), ..slot(Yes, 3) }, NONE, NONE], None),
                "round 1: 2024-10-01 is in the future",
            ),
        ];
        for (found, expected) in cases {
            assert_eq!(found, expected);
        }
    }

    fn any_slot() -> impl Strategy<Value = EnteredSlot> {
        let choice = prop_oneof![Just(Choice::Yes), Just(Choice::No), Just(Choice::Blank)];
        (choice, 1u8..28)
            .prop_map(|(choice, day)| if choice == Choice::Blank { EnteredSlot::BLANK } else { slot(choice, day) })
    }

    #[test]
    fn both_persons_changes_are_kept_and_a_contested_field_is_said() {
        let of = |first: Choice, note: &str| Entered {
            slots: [
                if first == Choice::Blank { EnteredSlot::BLANK } else { slot(first, 3) },
                EnteredSlot::BLANK,
                EnteredSlot::BLANK,
            ],
            target_date: None,
            note: note.to_owned(),
        };
        let base = of(Choice::Blank, "");
        let cases = [
            (of(Choice::Yes, ""), of(Choice::Blank, "書いた"), of(Choice::Yes, "書いた"), false),
            (of(Choice::Yes, ""), of(Choice::No, ""), of(Choice::Yes, ""), true),
            (of(Choice::Yes, ""), of(Choice::Yes, ""), of(Choice::Yes, ""), false),
            (base.clone(), of(Choice::No, "x"), of(Choice::No, "x"), false),
        ];
        for (entered, now, expected, contested) in cases {
            assert_eq!(entered.merged(&base, &now), Merged { entered: expected, contested });
        }
    }

    proptest! {
        /// What stands, entered again, changes nothing; and what is taken whole is also taken round by round.
        #[test]
        fn whole_items_obey_the_rules_of_rounds(slots in [any_slot(), any_slot(), any_slot()], target in proptest::option::of(1u8..28)) {
            let sheet = sheet().map_err(|e| TestCaseError::fail(e.to_string()))?;
            let target_date = target.and_then(|day| Date::from_calendar_date(2024, time::Month::December, day).ok());
            let entered = Entered { slots, target_date, note: "n".to_owned() };
            let Ok(after) = entered.applied(&sheet, &ItemState::default(), TODAY) else { return Ok(()) };
            prop_assert_eq!(Entered::from(&after).applied(&sheet, &after, TODAY), Ok(after.clone()));
            let mut state = ItemState::default();
            for round in RoundNo::ALL {
                let EnteredSlot { choice, on, by } = slots[round.index()];
                let draft = Draft { round, choice, on, by, target_date, note: "n".to_owned(), version: Seq::ZERO };
                state = draft.applied(&sheet, &state, TODAY).map_err(|e| TestCaseError::fail(e.to_string()))?;
            }
            prop_assert_eq!(state, after);
        }
    }
}
