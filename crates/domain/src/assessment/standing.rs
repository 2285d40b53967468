//! Where the institution stands on one sheet: counts, target dates, the inspection's formal test, the one next thing.

use super::{Asked, Assessment, OpenPoint, RoundNo, Sheet, SignOff, open_points};
use crate::catalog::ItemId;
use time::{Date, Duration};

/// Days before a target date from which it counts as near: 30. Our choice.
const NEAR: Duration = Duration::days(30);

/// A target date and how it lies to today.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TargetState {
    /// The day has passed and the item is still いいえ.
    Overdue {
        /// Days since.
        days: i64,
    },
    /// Within 30 days.
    Near {
        /// Days left; 0 is today.
        days: i64,
    },
    /// Later.
    Ahead {
        /// Days left.
        days: i64,
    },
}

impl TargetState {
    /// How `target` lies to `today`.
    #[must_use]
    pub fn at(target: Date, today: Date) -> Self {
        let left = target - today;
        let days = left.whole_days();
        if days < 0 {
            Self::Overdue { days: -days }
        } else if left <= NEAR {
            Self::Near { days }
        } else {
            Self::Ahead { days }
        }
    }
}

/// The formal test of the inspection: every asked item has its 1回目 answer and date. Source: R6 manual, as reported (`catalog/README`).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormalTest {
    /// Items that have it.
    pub filled: usize,
    /// Items that need it.
    pub needed: usize,
    /// Items that lack it, in printed order.
    pub missing: Vec<ItemId>,
}

impl FormalTest {
    /// Whether nothing is missing.
    #[must_use]
    pub const fn is_met(&self) -> bool {
        self.missing.is_empty()
    }
}

/// The one thing to do next.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NextStep {
    /// Answer this item in this round.
    Answer(ItemId, RoundNo),
    /// Give this いいえ its target date.
    SetTargetDate(ItemId),
    /// Have this round signed by the 管理者.
    Sign(RoundNo),
    /// A signed round was changed: have it signed again.
    SignAgain(RoundNo),
    /// A target date has passed: act, then confirm in the next round.
    Overdue(ItemId, RoundNo),
    /// Work on the いいえ with the earliest target date.
    WorkOn(ItemId),
    /// Make the inspection pack.
    MakePack,
}

/// Where one sheet stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    /// Items that say はい today.
    pub yes: Vec<ItemId>,
    /// Items that say いいえ today.
    pub no: Vec<ItemId>,
    /// Asked items with no answer at all.
    pub blank: Vec<ItemId>,
    /// Items that need no entry.
    pub not_asked: Vec<ItemId>,
    /// いいえ without 目標日.
    pub without_target: Vec<ItemId>,
    /// いいえ with 目標日, earliest first.
    pub targets: Vec<(ItemId, Date, TargetState)>,
    /// The formal test.
    pub formal: FormalTest,
    /// The one next thing.
    pub next: NextStep,
}

impl Standing {
    /// Reads a sheet. `changed_rounds` are signed rounds that differ from what was signed.
    #[must_use]
    pub fn of(sheet: &Sheet<'_>, sign_offs: &[SignOff], changed_rounds: &[RoundNo], today: Date) -> Self {
        let mut standing = Self {
            yes: Vec::new(),
            no: Vec::new(),
            blank: Vec::new(),
            not_asked: Vec::new(),
            without_target: Vec::new(),
            targets: Vec::new(),
            formal: FormalTest { filled: 0, needed: 0, missing: Vec::new() },
            next: NextStep::MakePack,
        };
        for item in &sheet.form().items {
            standing.count(sheet, &item.id, today);
        }
        standing.targets.sort_by_key(|(_, day, _)| *day);
        standing.next = standing.next_step(sheet, sign_offs, changed_rounds);
        standing
    }

    fn count(&mut self, sheet: &Sheet<'_>, item: &ItemId, today: Date) {
        if sheet.not_asked(item).is_some() {
            self.not_asked.push(item.clone());
            return;
        }
        let state = sheet.state(item);
        self.formal.needed += 1;
        if state.slot(RoundNo::First).is_blank() {
            self.formal.missing.push(item.clone());
        } else {
            self.formal.filled += 1;
        }
        match state.current() {
            slot if slot.is_blank() => self.blank.push(item.clone()),
            slot if slot.is_yes() => self.yes.push(item.clone()),
            _ => {
                self.no.push(item.clone());
                match state.target_date {
                    _ if !sheet.wants_target(item) => {}
                    None => self.without_target.push(item.clone()),
                    Some(day) => self.targets.push((item.clone(), day.day(), TargetState::at(day.day(), today))),
                }
            }
        }
    }

    fn next_step(&self, sheet: &Sheet<'_>, sign_offs: &[SignOff], changed: &[RoundNo]) -> NextStep {
        let round = current_round(sheet, sign_offs);
        if let Some(open) = open_points(sheet, RoundNo::First).first() {
            return step_for(open, RoundNo::First);
        }
        if let Some(&again) = changed.first() {
            return NextStep::SignAgain(again);
        }
        if !is_signed(sign_offs, RoundNo::First) {
            return NextStep::Sign(RoundNo::First);
        }
        if let Some((item, ..)) = self.targets.iter().find(|t| matches!(t.2, TargetState::Overdue { .. })) {
            return NextStep::Overdue(item.clone(), round);
        }
        if round != RoundNo::First && has_begun(sheet, round) && !is_signed(sign_offs, round) {
            return open_points(sheet, round).first().map_or(NextStep::Sign(round), |open| step_for(open, round));
        }
        self.targets.first().map_or(NextStep::MakePack, |(item, ..)| NextStep::WorkOn(item.clone()))
    }
}

/// The round that people work on: the first that is not signed, or the third.
#[must_use]
pub fn current_round(sheet: &Sheet<'_>, sign_offs: &[SignOff]) -> RoundNo {
    let begun = RoundNo::ALL.into_iter().rev().find(|&round| has_begun(sheet, round)).unwrap_or(RoundNo::First);
    if is_signed(sign_offs, begun) { begun.later().first().copied().unwrap_or(begun) } else { begun }
}

fn step_for(open: &OpenPoint, round: RoundNo) -> NextStep {
    match open {
        OpenPoint::Unanswered(item) => NextStep::Answer(item.clone(), round),
        OpenPoint::TargetDateMissing(item) => NextStep::SetTargetDate(item.clone()),
    }
}

fn is_signed(sign_offs: &[SignOff], round: RoundNo) -> bool {
    sign_offs.iter().any(|sign_off| sign_off.round == round)
}

fn has_begun(sheet: &Sheet<'_>, round: RoundNo) -> bool {
    sheet.asked_items().any(|item| !sheet.state(&item.id).slot(round).is_blank())
}

/// Whether the sheet can still be confirmed today: days of its fiscal year that are not in the future.
#[must_use]
pub fn default_day(assessment: &Assessment, today: Date) -> Option<Date> {
    assessment.fiscal_year.contains(today).then_some(today)
}

/// Whether an item is answered or needs no answer in a round.
#[must_use]
pub fn is_settled(sheet: &Sheet<'_>, item: &ItemId, round: RoundNo) -> bool {
    match sheet.asked(item, round) {
        Asked::NotAsked(_) | Asked::Stands => true,
        Asked::Due | Asked::NotYet => !sheet.state(item).slot(round).is_blank(),
    }
}
