//! R6 2(1): サーバ、端末PC、ネットワーク機器の台帳管理を行っている. A ledger grounds はい when it holds all three kinds, somebody kept it within a
//! year, stock-takes of the year found what it lists, and nothing that the network shows is missing from it.

use super::{Proposal, Reason};
use time::{Date, Duration};

/// Days after which a ledger that nobody touched is old. Our choice: a ledger is compared with the devices once a fiscal year.
const OLD_DAYS: i64 = 365;

/// Of a hundred devices of the ledger, so many have to have been found by finished stock-takes of the last 365 days. Our choice: what
/// came in since the last one need not wait for the next. A stock-take of one room covers that room, and no more.
const COVERED_OF_100: usize = 90;

/// The day since which stock-takes count.
#[must_use]
pub fn stocktakes_since(as_of: Date) -> Date {
    as_of.checked_sub(Duration::days(OLD_DAYS)).unwrap_or(as_of)
}

/// The ledger in numbers. What was disposed of counts nowhere.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AssetLedgerFacts {
    /// Servers.
    pub servers: usize,
    /// 端末PC.
    pub terminals: usize,
    /// Network devices.
    pub network_devices: usize,
    /// Devices of other kinds, and without one.
    pub others: usize,
    /// Devices that were seen on the network and that the ledger does not name.
    pub unlisted: usize,
    /// Contradictions that wait for a person.
    pub contradictions: usize,
    /// Devices without anybody who answers for them.
    pub no_owner: usize,
    /// The last day on which the ledger was kept: a file taken in, or an edit.
    pub kept_on: Option<Date>,
    /// The day of the last stock-take that was finished.
    pub stocktake_on: Option<Date>,
    /// Devices of the ledger that a finished stock-take found, held since [`stocktakes_since`].
    pub stocktake_found: usize,
}

/// Proposes an answer on a day.
#[must_use]
pub fn propose(facts: &AssetLedgerFacts, as_of: Date) -> Proposal {
    let AssetLedgerFacts { servers, terminals, network_devices, others, .. } = *facts;
    let Some(on) = facts.kept_on.filter(|_| servers + terminals + network_devices + others > 0) else {
        return Proposal::no_evidence(Reason::LedgerEmpty);
    };
    let mut against = Vec::new();
    let missing = [("server", servers), ("terminal", terminals), ("network_device", network_devices)];
    for (kind, _) in missing.into_iter().filter(|(_, count)| *count == 0) {
        against.push(Reason::LedgerLacksKind { kind: kind.to_owned() });
    }
    let mut count = |count: usize, reason: fn(usize) -> Reason| {
        if count > 0 {
            against.push(reason(count));
        }
    };
    count(facts.unlisted, |count| Reason::LedgerUnlisted { count });
    count(facts.contradictions, |count| Reason::LedgerContradicts { count });
    count(facts.no_owner, |count| Reason::LedgerNoOwner { count });
    if on < stocktakes_since(as_of) {
        against.push(Reason::LedgerOld { on });
    }
    let mut reasons = vec![Reason::LedgerHolds { servers, terminals, network_devices, others, on }];
    let (of, found) = (servers + terminals + network_devices + others, facts.stocktake_found);
    match facts.stocktake_on {
        None => against.push(Reason::StocktakeNever),
        Some(on) if on < stocktakes_since(as_of) => against.push(Reason::StocktakeOld { on }),
        Some(on) if found * 100 < of * COVERED_OF_100 => against.push(Reason::StocktakePart { on, found, of }),
        Some(on) => reasons.push(Reason::StocktakeHeld { on, found, of }),
    }
    Proposal::yes_unless(reasons, against, Reason::LedgerEmpty)
}

#[cfg(test)]
mod tests {
    use super::super::Verdict;
    use super::*;
    use time::macros::date;

    fn kept() -> AssetLedgerFacts {
        let day = Some(date!(2024 - 06 - 01));
        AssetLedgerFacts {
            servers: 2,
            terminals: 30,
            network_devices: 4,
            kept_on: day,
            stocktake_on: day,
            stocktake_found: 36,
            ..AssetLedgerFacts::default()
        }
    }

    fn verdict(facts: &AssetLedgerFacts) -> Verdict {
        propose(facts, date!(2024 - 06 - 10)).verdict
    }

    #[test]
    fn a_kept_ledger_grounds_yes_and_every_doubt_asks_a_person() {
        assert_eq!(verdict(&kept()), Verdict::Yes);
        let doubts = [
            AssetLedgerFacts { unlisted: 1, ..kept() },
            AssetLedgerFacts { contradictions: 1, ..kept() },
            AssetLedgerFacts { no_owner: 1, ..kept() },
            AssetLedgerFacts { network_devices: 0, ..kept() },
            AssetLedgerFacts { kept_on: Some(date!(2023 - 06 - 01)), ..kept() },
            AssetLedgerFacts { stocktake_on: None, stocktake_found: 0, ..kept() },
            AssetLedgerFacts { stocktake_on: Some(date!(2023 - 06 - 01)), ..kept() },
            AssetLedgerFacts { stocktake_found: 32, ..kept() },
        ];
        assert!(doubts.iter().all(|facts| verdict(facts) == Verdict::Check));
    }

    #[test]
    fn a_stocktake_of_one_room_is_not_one_of_the_house() {
        let of_a_room = propose(&AssetLedgerFacts { stocktake_found: 5, ..kept() }, date!(2024 - 06 - 10));
        let part = Reason::StocktakePart { on: date!(2024 - 06 - 01), found: 5, of: 36 };
        assert_eq!((of_a_room.verdict, of_a_room.against), (Verdict::Check, vec![part]));
        assert_eq!(verdict(&AssetLedgerFacts { stocktake_found: 33, ..kept() }), Verdict::Yes, "nine in ten");
    }

    #[test]
    fn an_empty_ledger_is_no_evidence() {
        assert_eq!(verdict(&AssetLedgerFacts::default()), Verdict::NoEvidence);
        let only_seen =
            AssetLedgerFacts { unlisted: 9, kept_on: Some(date!(2024 - 06 - 01)), ..AssetLedgerFacts::default() };
        assert_eq!(verdict(&only_seen), Verdict::NoEvidence);
    }
}
