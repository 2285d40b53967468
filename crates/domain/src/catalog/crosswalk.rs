//! What becomes of every item from one edition to the next. An old answer is only ever offered: a person confirms it,
//! because every edition asks for its own dated 1回目.

use super::{
    Bilingual, CatalogError, Edition, EditionId, FormKind, ItemId, Problem,
    guidance::{forms, ids},
    read::{Faults, Table, all, no_repeats},
    yaml::{At, Node},
};
use std::collections::BTreeMap;

pub(super) const CROSSWALK_FORMAT: &str = "sakimori-crosswalk-v1";

/// What changed about an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Change {
    /// Nothing.
    Unchanged,
    /// It was a 参考項目 and is due now.
    BecameDue,
    /// Only its printed number.
    Renumbered,
    /// Several items became this one.
    Merged,
    /// It went into another item.
    MergedInto,
    /// It is new.
    Added,
    /// It is gone.
    Removed,
    /// Not known: the later edition's items were not obtained.
    Unknown,
}

impl Change {
    /// Every change.
    pub const ALL: [Self; 8] = [
        Self::Unchanged,
        Self::BecameDue,
        Self::Renumbered,
        Self::Merged,
        Self::MergedInto,
        Self::Added,
        Self::Removed,
        Self::Unknown,
    ];

    /// Stable code, as in the file and in message keys.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Unchanged => "unchanged",
            Self::BecameDue => "became_due",
            Self::Renumbered => "renumbered",
            Self::Merged => "merged",
            Self::MergedInto => "merged_into",
            Self::Added => "added",
            Self::Removed => "removed",
            Self::Unknown => "unknown",
        }
    }
}

/// How an earlier answer reaches an item of the later edition.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate<'a> {
    /// Offer the last answer of the same item; a person confirms it with a new date.
    Prefill,
    /// Offer はい only if every one of these was はい; always ask a person.
    ConfirmAllOf(&'a [ItemId]),
    /// It ends with the earlier edition; its history stays visible behind this item.
    SourceOf(&'a ItemId),
    /// No earlier answer helps: ask.
    Ask,
    /// The item is in neither edition.
    Absent,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Carry {
    Prefill,
    ConfirmAllOf(Vec<ItemId>),
    SourceOf(ItemId),
    Ask,
}

/// One step from an edition to the next.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Crosswalk {
    /// Earlier edition.
    pub from: EditionId,
    /// Later edition.
    pub to: EditionId,
    rows: BTreeMap<(FormKind, ItemId), Row>,
    file: String,
    at: At,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Row {
    change: Change,
    carry: Carry,
    remark: Option<Bilingual>,
    at: At,
}

impl Crosswalk {
    /// How an earlier answer reaches this item, or what becomes of the item.
    #[must_use]
    pub fn fate(&self, form: FormKind, item: &ItemId) -> Fate<'_> {
        self.row(form, item).map_or(Fate::Absent, |row| match &row.carry {
            Carry::Prefill => Fate::Prefill,
            Carry::ConfirmAllOf(items) => Fate::ConfirmAllOf(items),
            Carry::SourceOf(item) => Fate::SourceOf(item),
            Carry::Ask => Fate::Ask,
        })
    }

    /// What changed about an item; `None` if it is in neither edition.
    #[must_use]
    pub fn change(&self, form: FormKind, item: &ItemId) -> Option<Change> {
        self.row(form, item).map(|row| row.change)
    }

    /// What has to be asked besides, or what is not certain, in our words.
    #[must_use]
    pub fn remark(&self, form: FormKind, item: &ItemId) -> Option<&Bilingual> {
        self.row(form, item)?.remark.as_ref()
    }

    fn row(&self, form: FormKind, item: &ItemId) -> Option<&Row> {
        self.rows.get(&(form, item.clone()))
    }

    pub(super) fn read_all(file: &str, root: &Node, faults: &mut Faults) -> Option<Vec<Self>> {
        let table = Table::of(root, "crosswalk", &["format", "about", "steps"], faults)?;
        let steps = table.list("steps", faults)?;
        all(steps.iter().map(|node| Self::read(file, node, faults)))
    }

    fn read(file: &str, node: &Node, faults: &mut Faults) -> Option<Self> {
        let table = Table::of(node, "step", &["from", "to", "rows"], faults)?;
        let edition = |text: &str| EditionId::parse(text).ok();
        let from = table.parsed("from", EditionId::PATTERN, edition, faults);
        let to = table.parsed("to", EditionId::PATTERN, edition, faults);
        let read = all(table.list("rows", faults)?.iter().map(|node| row(node, faults)))?;
        let mut rows = BTreeMap::new();
        let mut keys = Vec::new();
        for (id, kinds, row) in read {
            for kind in kinds {
                keys.push((format!("{id} for {kind}"), row.at));
                rows.insert((kind, id.clone()), row.clone());
            }
        }
        no_repeats(keys.iter().map(|(key, at)| (key.as_str(), *at)), faults);
        Some(Self { from: from?, to: to?, rows, file: file.to_owned(), at: table.at })
    }

    /// Holds the step against the two editions: every row speaks of an item that is there, and no item is forgotten.
    pub(super) fn check<'e>(&self, find: impl Fn(&EditionId) -> Option<&'e Edition>, faults: &mut Vec<CatalogError>) {
        let mut add = |at: At, found: String, expected: &'static str| {
            let problem = Problem::NoSuch { found, expected };
            faults.push(CatalogError { file: self.file.clone(), line: at.line, column: at.column, problem });
        };
        let (Some(from), Some(to)) = (find(&self.from), find(&self.to)) else {
            add(self.at, format!("{} to {}", self.from, self.to), "a step between two known editions");
            return;
        };
        let has = |edition: &Edition, kind, id: &ItemId| edition.form(kind).is_some_and(|form| form.item(id).is_some());
        for ((kind, id), row) in &self.rows {
            if !has(from, *kind, id) && !has(to, *kind, id) {
                add(row.at, format!("{id} for {kind}"), "an item of either edition");
            }
            let (named, edition) = match &row.carry {
                Carry::ConfirmAllOf(items) => (items.as_slice(), from),
                Carry::SourceOf(item) => (std::slice::from_ref(item), to),
                Carry::Prefill | Carry::Ask => (&[][..], to),
            };
            for other in named.iter().filter(|other| !has(edition, *kind, other)) {
                add(row.at, format!("{other} for {kind}"), "an item of that edition");
            }
        }
        for form in from.forms.iter().chain(&to.forms) {
            for item in &form.items {
                if self.row(form.kind, &item.id).is_none() {
                    add(self.at, format!("{} for {}", item.id, form.kind), "in this step; every item needs a row");
                }
            }
        }
    }
}

#[derive(Clone, Copy)]
enum CarryWord {
    Prefill,
    ConfirmAllOf,
    SourceOf,
    Ask,
}

fn row(node: &Node, faults: &mut Faults) -> Option<(ItemId, Vec<FormKind>, Row)> {
    use CarryWord::{Ask, ConfirmAllOf, Prefill, SourceOf};
    let table = Table::of(node, "row", &["id", "forms", "change", "carry", "of", "remark"], faults)?;
    let id = table.parsed("id", ItemId::PATTERN, |text| ItemId::parse(text).ok(), faults);
    let kinds = forms(&table, faults);
    let change = table.word("change", &Change::ALL, Change::code, faults);
    let remark = Bilingual::maybe_under(&table, "remark", faults);
    let code = |word| match word {
        Prefill => "prefill",
        ConfirmAllOf => "confirm_all_of",
        SourceOf => "source_of",
        Ask => "ask",
    };
    let word = table.word("carry", &[Prefill, ConfirmAllOf, SourceOf, Ask], code, faults)?;
    let because = format!("carry: {}", code(word));
    let carry = match word {
        Prefill | Ask => {
            table.exclude("of", &because, faults);
            if matches!(word, Ask) { Carry::Ask } else { Carry::Prefill }
        }
        ConfirmAllOf | SourceOf => {
            let Some(of) = table.find("of") else {
                faults.add(table.at, Problem::Needs { because, expected: "of" });
                return None;
            };
            let items = ids(table.list("of", faults)?, "of", faults)?;
            match (word, items.as_slice()) {
                (ConfirmAllOf, [_, ..]) => Carry::ConfirmAllOf(items),
                (SourceOf, [item]) => Carry::SourceOf(item.clone()),
                _ => {
                    let found = format!("{} ids", items.len());
                    faults.add(
                        of.at,
                        Problem::WrongKind { found, expected: "one id (source_of) or at least one (confirm_all_of)" },
                    );
                    return None;
                }
            }
        }
    };
    Some((id?, kinds?, Row { change: change?, carry, remark: remark?, at: table.at }))
}
