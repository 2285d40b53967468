//! Our explanation of the items, and our English for the ministry's words. Both are ours and shown as ours.

use super::{
    Bilingual, FormKind, ItemId, OfficialText,
    official::wording_digest,
    read::{Faults, Table, all, no_repeats, parsed, word},
    yaml::{At, Node},
};
use crate::digest::Digest;
use std::collections::BTreeMap;

pub(super) const GUIDANCE_FORMAT: &str = "sakimori-guidance-v1";
pub(super) const ENGLISH_FORMAT: &str = "sakimori-english-v1";

/// What an item means, in our words. Shown beside the ministry's sentence, never as it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Guidance {
    /// Two to six words that name the item in lists and in the journal.
    pub title: Bilingual,
    /// One to three short sentences that a clerk understands.
    pub plain: Bilingual,
    /// An example of what はい looks like in a small institution.
    pub yes_looks_like: Bilingual,
    /// What an inspector can be shown.
    pub evidence: Vec<Bilingual>,
}

/// Guidance for items and forms.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct GuidanceBook {
    items: BTreeMap<(ItemId, FormKind), Guidance>,
    forms: BTreeMap<FormKind, Bilingual>,
}

impl GuidanceBook {
    pub(super) fn read(root: &Node, faults: &mut Faults) -> Option<Self> {
        let table = Table::of(root, "guidance", &["format", "about", "forms", "items"], faults)?;
        let forms =
            table.optional_list("forms", faults).and_then(|nodes| all(nodes.iter().map(|node| form(node, faults))));
        let nodes = table.list("items", faults)?;
        let items = all(nodes.iter().map(|node| item(node, faults)));
        let mut book = Self::default();
        let mut keys = Vec::new();
        for (at, id, kinds, guidance) in items? {
            for kind in kinds {
                keys.push((format!("{id} for {kind}"), at));
                book.items.insert((id.clone(), kind), guidance.clone());
            }
        }
        no_repeats(keys.iter().map(|(key, at)| (key.as_str(), *at)), faults);
        book.forms = forms?.into_iter().collect();
        Some(book)
    }

    /// Later guidance replaces earlier guidance for the same item and form.
    pub(super) fn join(&mut self, other: Self) {
        self.items.extend(other.items);
        self.forms.extend(other.forms);
    }

    pub(super) fn item(&self, id: &ItemId, kind: FormKind) -> Option<&Guidance> {
        self.items.get(&(id.clone(), kind))
    }

    pub(super) fn form(&self, kind: FormKind) -> Option<&Bilingual> {
        self.forms.get(&kind)
    }
}

fn form(node: &Node, faults: &mut Faults) -> Option<(FormKind, Bilingual)> {
    let table = Table::of(node, "guidance of a form", &["form", "plain"], faults)?;
    let kind = table.word("form", &FormKind::ALL, FormKind::code, faults);
    let plain = Bilingual::under(&table, "plain", faults);
    Some((kind?, plain?))
}

fn item(node: &Node, faults: &mut Faults) -> Option<(At, ItemId, Vec<FormKind>, Guidance)> {
    let table = Table::of(
        node,
        "guidance of an item",
        &["id", "forms", "title", "plain", "yes_looks_like", "evidence"],
        faults,
    )?;
    let id = table.parsed("id", ItemId::PATTERN, |text| ItemId::parse(text).ok(), faults);
    let kinds = forms(&table, faults);
    let title = Bilingual::under(&table, "title", faults);
    let plain = Bilingual::under(&table, "plain", faults);
    let yes_looks_like = Bilingual::under(&table, "yes_looks_like", faults);
    let evidence = table
        .list("evidence", faults)
        .and_then(|nodes| all(nodes.iter().map(|node| Bilingual::read(node, "evidence", faults))));
    let guidance = Guidance { title: title?, plain: plain?, yes_looks_like: yes_looks_like?, evidence: evidence? };
    Some((table.at, id?, kinds?, guidance))
}

/// The forms named under `forms`; every form if the key is absent.
pub(super) fn forms(table: &Table<'_>, faults: &mut Faults) -> Option<Vec<FormKind>> {
    if table.find("forms").is_none() {
        return Some(FormKind::ALL.to_vec());
    }
    let nodes = table.list("forms", faults)?;
    all(nodes.iter().map(|node| word(node, "forms", &FormKind::ALL, FormKind::code, faults)))
}

/// Our English for official wordings, found by the wording itself: a changed sentence has no translation until somebody writes one.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct English {
    by_wording: BTreeMap<Digest, String>,
}

impl English {
    pub(super) fn read(root: &Node, faults: &mut Faults) -> Option<Self> {
        let table = Table::of(root, "translations", &["format", "about", "translations"], faults)?;
        let nodes = table.list("translations", faults)?;
        let pairs =
            all(nodes.iter().map(|node| Bilingual::read(node, "translation", faults).map(|pair| (node.at, pair))))?;
        let keys: Vec<(String, At)> =
            pairs.iter().map(|(at, pair)| (wording_digest(&pair.ja).to_string(), *at)).collect();
        no_repeats(keys.iter().map(|(key, at)| (key.as_str(), *at)), faults);
        Some(Self { by_wording: pairs.into_iter().map(|(_, pair)| (wording_digest(&pair.ja), pair.en)).collect() })
    }

    pub(super) fn join(&mut self, other: Self) {
        self.by_wording.extend(other.by_wording);
    }

    pub(super) fn of(&self, official: &OfficialText) -> Option<&str> {
        self.of_text(official.raw())
    }

    pub(super) fn of_text(&self, text: &str) -> Option<&str> {
        self.by_wording.get(&wording_digest(text)).map(String::as_str)
    }
}

/// Ids of a list.
pub(super) fn ids(nodes: &[Node], key: &'static str, faults: &mut Faults) -> Option<Vec<ItemId>> {
    all(nodes.iter().map(|node| parsed(node, key, ItemId::PATTERN, |text| ItemId::parse(text).ok(), faults)))
}
