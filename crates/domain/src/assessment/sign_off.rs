//! Sign-off of a round: what is frozen, what blocks it, and what changed since.

use super::{Asked, ItemState, NotAsked, OpenPoint, RoundNo, Sheet};
use crate::{
    access::ActorNote,
    calendar::{FiscalYear, Instant},
    catalog::{EditionId, FormKind, ItemId},
    digest::Digest,
    grounds::Proposal,
    id::{AssessmentId, FacilityId, SignOffId},
    journal::Seq,
    staff::Name,
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use time::Date;

/// How the 管理者 signed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "method", rename_all = "snake_case")]
pub enum SignMethod {
    /// Logged in and signed on the page.
    Login,
    /// Signed a printed sheet; somebody recorded it here.
    Paper {
        /// Who signed.
        signed_by: Name,
        /// Date on the paper.
        signed_on: Date,
        /// SHA-256 of the scan in the blob store, if one was uploaded.
        scan: Option<Digest>,
    },
}

/// One sign-off as recorded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignOff {
    /// Stable identifier.
    pub id: SignOffId,
    /// Round.
    pub round: RoundNo,
    /// How.
    pub method: SignMethod,
    /// Who recorded it.
    pub by: ActorNote,
    /// When it was recorded.
    pub at: Instant,
    /// SHA-256 of the frozen bytes.
    pub frozen: Digest,
    /// Signature over that hash, hex.
    pub signature: String,
    /// Fingerprint of the key.
    pub key: String,
    /// Journal entry: rows up to here were signed.
    pub seq: Seq,
}

/// What is frozen when a round is signed; its JSON bytes are kept for ever under their hash.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SignedRound {
    /// `sakimori-signed-round-v1`.
    pub format: String,
    /// Facility.
    pub facility: FacilityId,
    /// Name of the facility at that time.
    pub facility_name: Name,
    /// Sheet.
    pub assessment: AssessmentId,
    /// Edition.
    pub edition: EditionId,
    /// SHA-256 of the edition pack.
    pub pack: Digest,
    /// Form.
    pub form: FormKind,
    /// Fiscal year.
    pub fiscal_year: FiscalYear,
    /// Round.
    pub round: RoundNo,
    /// Head of the journal when it was frozen.
    pub journal: (Seq, Digest),
    /// Every item, in printed order.
    pub items: Vec<FrozenItem>,
    /// SHA-256 of evidence files at that time.
    pub evidence: Vec<Digest>,
}

/// One item as frozen.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct FrozenItem {
    /// Item.
    pub item: ItemId,
    /// Why no entry was needed, if so.
    pub not_asked: Option<NotAsked>,
    /// What stood there.
    pub state: ItemState,
    /// What the program proposed.
    pub proposal: Proposal,
}

/// What blocks the sign-off of a round, in printed order.
#[must_use]
pub fn open_points(sheet: &Sheet<'_>, round: RoundNo) -> Vec<OpenPoint> {
    let mut open = Vec::new();
    for item in sheet.asked_items() {
        let state = sheet.state(&item.id);
        let answered = match sheet.asked(&item.id, round) {
            Asked::Due => state.answer(&item.id, round),
            Asked::Stands if !state.slot(round).is_blank() => state.answer(&item.id, round),
            Asked::NotYet => Err(OpenPoint::Unanswered(item.id.clone())),
            Asked::Stands | Asked::NotAsked(_) => continue,
        };
        open.extend(answered.err().filter(|point| blocks(sheet, point)));
    }
    open
}

fn blocks(sheet: &Sheet<'_>, point: &OpenPoint) -> bool {
    match point {
        OpenPoint::Unanswered(_) => true,
        OpenPoint::TargetDateMissing(item) => sheet.wants_target(item),
    }
}

/// One item that is no longer as it was signed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// Item.
    pub item: ItemId,
    /// As signed.
    pub signed: ItemState,
    /// As it stands.
    pub now: ItemState,
}

/// Items whose entries up to the signed round differ from what was signed. Once a later round is answered, target date and
/// note belong to that round: they are new words, not changed ones.
#[must_use]
pub fn differences(
    round: RoundNo,
    signed: &BTreeMap<ItemId, ItemState>,
    now: &BTreeMap<ItemId, ItemState>,
) -> Vec<Difference> {
    let nothing = ItemState::default();
    let mut items: Vec<&ItemId> = signed.keys().chain(now.keys()).collect();
    items.sort_unstable();
    items.dedup();
    items
        .into_iter()
        .filter_map(|item| {
            let was = signed.get(item).unwrap_or(&nothing);
            let is = covered(round, was, now.get(item).unwrap_or(&nothing));
            (*was != is).then(|| Difference { item: item.clone(), signed: was.clone(), now: is })
        })
        .collect()
}

/// What stands now, as far as the round's signature speaks of it; elsewhere what was signed.
fn covered(round: RoundNo, signed: &ItemState, now: &ItemState) -> ItemState {
    let mut covered = signed.clone();
    let reach = round.index() + 1;
    covered.slots[..reach].copy_from_slice(&now.slots[..reach]);
    let later_answered = round.later().iter().any(|&later| now.slot(later) != signed.slot(later));
    if !later_answered {
        covered.target_date = now.target_date;
        covered.note = now.note.clone();
    }
    covered
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::assessment::{Note, Slot};
    use time::macros::date;
    use uuid::Uuid;

    fn no() -> Slot {
        Slot::No { on: date!(2024 - 06 - 10), by: Uuid::nil().into() }
    }

    fn state(slots: [Slot; 3], note: &str) -> BTreeMap<ItemId, ItemState> {
        let note = Note::parse(note).unwrap();
        let item = "org.safety-officer".parse().unwrap();
        BTreeMap::from([(item, ItemState { slots, target_date: None, note })])
    }

    fn changed(now: &BTreeMap<ItemId, ItemState>) -> usize {
        differences(RoundNo::First, &state([no(), Slot::Blank, Slot::Blank], "a"), now).len()
    }

    #[test]
    fn only_what_the_round_covers_counts_as_changed() {
        assert_eq!(changed(&state([no(), Slot::Blank, Slot::Blank], "a")), 0);
        assert_eq!(changed(&state([no(), Slot::Blank, Slot::Blank], "b")), 1, "a note changed after signing");
        assert_eq!(changed(&state([no(), no(), Slot::Blank], "b")), 0, "a note of the second round is new");
        assert_eq!(changed(&state([Slot::Blank, Slot::Blank, Slot::Blank], "a")), 1);
        assert_eq!(changed(&BTreeMap::new()), 1);
    }
}
