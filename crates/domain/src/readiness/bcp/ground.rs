//! What the program knows about an item of the 確認表. It speaks for or against; it never answers.

use super::super::drill::DRILL_VALID;
use serde::{Deserialize, Serialize};
use time::{Date, Duration};

/// Age at which a call test, a rehearsal or a stock-take no longer speaks for an item: 365 days. Our choice, as for drills.
const VALID: Duration = DRILL_VALID;

macro_rules! ground_kinds {
    ($($(#[$doc:meta])* $name:ident = $code:literal;)+) => {
        /// A thing that the program looks at.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum GroundKind {$($(#[$doc])* $name,)+}

        impl GroundKind {
            /// Every one.
            pub const ALL: &'static [Self] = &[$(Self::$name,)+];

            /// Stable code, as in the catalogue and in message keys.
            #[must_use]
            pub const fn code(self) -> &'static str {
                match self { $(Self::$name => $code,)+ }
            }
        }
    };
}

ground_kinds! {
    /// Devices of the ledger.
    Ledger = "ledger";
    /// The last stock-take.
    Stocktake = "stocktake";
    /// Segments of the network that a person named.
    Network = "network";
    /// Systems of which it is said what stops with them.
    Impact = "impact";
    /// Systems with 重要度.
    Importance = "importance";
    /// Systems with 復旧優先度.
    Priority = "priority";
    /// The approved contact chart.
    Chart = "chart";
    /// The last call test.
    Calls = "calls";
    /// The last drill.
    Drill = "drill";
    /// The last training.
    Training = "training";
    /// What call tests and drills left to do.
    Tasks = "tasks";
    /// Systems of which a run that made a copy was read.
    Backup = "backup";
    /// Systems whose restore procedure is approved.
    Restore = "restore";
    /// Systems whose restore was tried within a year.
    Rehearsal = "rehearsal";
    /// 切断手順 of the whole house.
    Containment = "containment";
    /// Lines to the outside, and of how many it is said how they are cut.
    Outside = "outside";
    /// The decision table.
    Decision = "decision";
    /// Paper operation.
    Paper = "paper";
}

/// What the program knows of one thing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ground {
    /// Which.
    pub kind: GroundKind,
    /// Whether it speaks for the item. Nothing known never does.
    pub speaks_for: bool,
    /// How many.
    pub count: usize,
    /// Of how many.
    pub of: usize,
    /// Day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub on: Option<Date>,
}

impl Ground {
    /// Whether anything is known at all.
    #[must_use]
    pub const fn is_known(&self) -> bool {
        self.count > 0 || self.on.is_some()
    }
}

/// Everything that grounds are drawn from. `app` gathers it; empty, it speaks for nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct BcpKnown {
    /// Devices of the ledger, and when it was last kept.
    pub ledger: (usize, Option<Date>),
    /// Last finished stock-take: day, devices found, devices in it.
    pub stocktake: Option<(Date, usize, usize)>,
    /// Named segments.
    pub segments: usize,
    /// Registered systems.
    pub systems: usize,
    /// Of how many it is said what stops with them.
    pub impact: usize,
    /// Of how many 重要度 is set.
    pub importance: usize,
    /// Of how many 復旧優先度 is set.
    pub priority: usize,
    /// The approved contact chart: people on it, its day, whether it changed since.
    pub chart: Option<(usize, Date, bool)>,
    /// Last call test: day, reached, called.
    pub calls: Option<(Date, usize, usize)>,
    /// Last drill that was held.
    pub drill: Option<Date>,
    /// Last training that was held.
    pub training: Option<Date>,
    /// Tasks that are done, and all.
    pub tasks: (usize, usize),
    /// Systems whose copies all have runs that made one.
    pub backup: usize,
    /// Systems with an approved restore procedure.
    pub restore: usize,
    /// Systems whose restore was tried within a year, and the last day.
    pub rehearsal: (usize, Option<Date>),
    /// Steps of the 切断手順 of the house that a person wrote, and when it was checked on the spot.
    pub containment: (usize, Option<Date>),
    /// Lines to the outside of which it is said how they are cut, and all.
    pub outside: (usize, usize),
    /// Lines of the decision table with somebody who decides, and all.
    pub decision: (usize, usize),
    /// Lines of the paper operation with a form and its place, and all.
    pub paper: (usize, usize),
}

/// What is known of one thing on a day.
#[must_use]
pub fn ground(kind: GroundKind, known: &BcpKnown, today: Date) -> Ground {
    let recent = |on: Option<Date>| on.is_some_and(|on| on <= today && today - on <= VALID);
    let (speaks_for, count, of, on) = match kind {
        GroundKind::Ledger => (known.ledger.0 > 0, known.ledger.0, 0, known.ledger.1),
        GroundKind::Stocktake => match known.stocktake {
            Some((on, found, of)) => (recent(Some(on)) && found == of, found, of, Some(on)),
            None => (false, 0, 0, None),
        },
        GroundKind::Network => (known.segments > 0, known.segments, 0, None),
        GroundKind::Impact => all(known.impact, known.systems, None),
        GroundKind::Importance => all(known.importance, known.systems, None),
        GroundKind::Priority => all(known.priority, known.systems, None),
        GroundKind::Chart => match known.chart {
            Some((people, on, changed)) => (people > 0 && !changed && recent(Some(on)), people, 0, Some(on)),
            None => (false, 0, 0, None),
        },
        GroundKind::Calls => match known.calls {
            Some((on, reached, called)) => (recent(Some(on)) && reached > 0, reached, called, Some(on)),
            None => (false, 0, 0, None),
        },
        GroundKind::Drill => (recent(known.drill), 0, 0, known.drill),
        GroundKind::Training => (recent(known.training), 0, 0, known.training),
        GroundKind::Tasks => all(known.tasks.0, known.tasks.1, None),
        GroundKind::Backup => all(known.backup, known.systems, None),
        GroundKind::Restore => all(known.restore, known.systems, None),
        GroundKind::Rehearsal => all(known.rehearsal.0, known.systems, known.rehearsal.1),
        GroundKind::Containment => (known.containment.0 > 0, known.containment.0, 0, known.containment.1),
        GroundKind::Outside => all(known.outside.0, known.outside.1, None),
        GroundKind::Decision => all(known.decision.0, known.decision.1, None),
        GroundKind::Paper => all(known.paper.0, known.paper.1, None),
    };
    Ground { kind, speaks_for, count, of, on }
}

const fn all(count: usize, of: usize, on: Option<Date>) -> (bool, usize, usize, Option<Date>) {
    (of > 0 && count == of, count, of, on)
}

/// What is known of several things.
#[must_use]
pub fn grounds(kinds: &[GroundKind], known: &BcpKnown, today: Date) -> Vec<Ground> {
    kinds.iter().map(|kind| ground(*kind, known, today)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use time::macros::date;

    const TODAY: Date = date!(2024 - 12 - 10);

    #[test]
    fn nothing_known_speaks_for_nothing() {
        let nothing = grounds(GroundKind::ALL, &BcpKnown::default(), TODAY);
        assert!(nothing.iter().all(|one| !one.speaks_for && !one.is_known()));
    }

    #[test]
    fn a_part_of_the_systems_does_not_speak_for_all() {
        let known = BcpKnown { systems: 3, priority: 2, restore: 3, ..BcpKnown::default() };
        let speaks = |kind| ground(kind, &known, TODAY).speaks_for;
        assert_eq!((speaks(GroundKind::Priority), speaks(GroundKind::Restore)), (false, true));
    }

    #[test]
    fn what_is_old_or_lies_ahead_does_not_count() {
        let drilled = |on| ground(GroundKind::Drill, &BcpKnown { drill: Some(on), ..BcpKnown::default() }, TODAY);
        assert!(drilled(date!(2024 - 01 - 10)).speaks_for);
        assert!(!drilled(date!(2023 - 12 - 10)).speaks_for);
        assert!(!drilled(date!(2024 - 12 - 11)).speaks_for);
        let chart = |changed| {
            let known = BcpKnown { chart: Some((12, date!(2024 - 06 - 18), changed)), ..BcpKnown::default() };
            ground(GroundKind::Chart, &known, TODAY).speaks_for
        };
        assert_eq!((chart(false), chart(true)), (true, false));
    }
}
