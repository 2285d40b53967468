//! One sheet: which items are asked, which need no entry, and what stands in each.

use super::{ItemState, RoundNo};
use crate::{
    calendar::{FiscalYear, Instant},
    catalog::{EditionId, Form, FormKind, ItemId},
    digest::Digest,
    facility::VendorContract,
    id::{AssessmentId, VendorId},
    journal::Seq,
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// One sheet as opened: edition × form × fiscal year, and for 事業者確認用 × vendor. The edition's bytes are pinned by their SHA-256.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Assessment {
    /// Stable identifier.
    pub id: AssessmentId,
    /// Edition of the form.
    pub edition: EditionId,
    /// SHA-256 of the edition pack's bytes.
    pub pack: Digest,
    /// Which form.
    pub form: FormKind,
    /// Fiscal year for which it is filled. Usually the edition's own; another is printed as such.
    pub fiscal_year: FiscalYear,
    /// The vendor that a 事業者確認用 is about; `None` for the institution's own form.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub vendor: Option<VendorId>,
}

/// Everything entered on one item, with its version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Item.
    pub item: ItemId,
    /// What stands there.
    pub state: ItemState,
    /// Journal entry of the last change; [`Seq::ZERO`] if never touched.
    pub version: Seq,
    /// When it was last changed.
    pub changed_at: Option<Instant>,
    /// Name of who changed it last.
    pub changed_by: Option<String>,
}

impl Row {
    /// An item that nobody has touched.
    #[must_use]
    pub fn untouched(item: ItemId) -> Self {
        Self { item, state: ItemState::default(), version: Seq::ZERO, changed_at: None, changed_by: None }
    }
}

/// Why an item needs no entry (記入不要). Only the edition decides it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NotAsked {
    /// 医療情報システムの有無 was answered いいえ: nothing else has to be confirmed.
    NoSystem,
    /// No contract with a vendor, and the edition skips the item then.
    NoVendorContract,
}

/// Whether a round asks an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Asked {
    /// An answer is due in this round.
    Due,
    /// はい stands from an earlier round; it may be confirmed again.
    Stands,
    /// The round before has no answer yet.
    NotYet,
    /// 記入不要.
    NotAsked(NotAsked),
}

/// A form with its rows: the one place that decides what is asked.
#[derive(Debug, Clone, Copy)]
pub struct Sheet<'a> {
    form: &'a Form,
    rows: &'a BTreeMap<ItemId, Row>,
    vendor_contract: VendorContract,
}

impl<'a> Sheet<'a> {
    /// Joins the edition's form, what people entered and whether a vendor contract exists.
    #[must_use]
    pub const fn new(form: &'a Form, rows: &'a BTreeMap<ItemId, Row>, vendor_contract: VendorContract) -> Self {
        Self { form, rows, vendor_contract }
    }

    /// The edition's form.
    #[must_use]
    pub const fn form(&self) -> &'a Form {
        self.form
    }

    /// What stands in an item; nothing if never touched.
    #[must_use]
    pub fn state(&self, item: &ItemId) -> ItemState {
        self.rows.get(item).map_or_else(ItemState::default, |row| row.state.clone())
    }

    /// Why the item needs no entry, if so. The gate question itself is always asked.
    #[must_use]
    pub fn not_asked(&self, item: &ItemId) -> Option<NotAsked> {
        if self.form.is_gate(item) {
            return None;
        }
        let gate = self.form.gate().and_then(|gate| self.rows.get(&gate.id));
        if gate.is_some_and(|row| row.state.current().is_no()) {
            return Some(NotAsked::NoSystem);
        }
        let skips = self.form.item(item).is_some_and(|found| found.skip_without_vendor);
        (skips && self.vendor_contract == VendorContract::None).then_some(NotAsked::NoVendorContract)
    }

    /// Whether an いいえ here is something to put right by a 目標日. Not that of 医療情報システムの有無: it says that there is nothing
    /// to confirm (manual R6, 医療情報システムの有無).
    #[must_use]
    pub fn wants_target(&self, item: &ItemId) -> bool {
        !self.form.is_gate(item)
    }

    /// Whether a round asks an item.
    #[must_use]
    pub fn asked(&self, item: &ItemId, round: RoundNo) -> Asked {
        if let Some(reason) = self.not_asked(item) {
            return Asked::NotAsked(reason);
        }
        if round == RoundNo::First {
            return Asked::Due;
        }
        match self.state(item).before(round) {
            slot if slot.is_blank() => Asked::NotYet,
            slot if slot.is_no() => Asked::Due,
            _ => Asked::Stands,
        }
    }

    /// Items that need an entry, in printed order.
    pub fn asked_items(&self) -> impl Iterator<Item = &'a crate::catalog::Item> + '_ {
        self.form.items.iter().filter(|item| self.not_asked(&item.id).is_none())
    }
}
