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
        open.extend(answered.err());
    }
    open
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

/// Items whose entries up to the signed round differ from what was signed. Later rounds don't count: they are new words.
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
            let (was, is) = (signed.get(item).unwrap_or(&nothing), now.get(item).unwrap_or(&nothing));
            (up_to(round, was) != up_to(round, is)).then(|| Difference {
                item: item.clone(),
                signed: was.clone(),
                now: is.clone(),
            })
        })
        .collect()
}

/// The part of an item that a round's signature covers. A target date set while a later round says いいえ belongs to that round.
fn up_to(round: RoundNo, state: &ItemState) -> (Vec<super::Slot>, Option<super::TargetDate>, &super::Note) {
    let slots = state.slots[..=round.index()].to_vec();
    let later_answered = round.later().iter().any(|&later| !state.slot(later).is_blank());
    let target = if later_answered { None } else { state.target_date };
    (slots, target, &state.note)
}
