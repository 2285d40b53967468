//! The items of a form in an edition pack.

use super::{
    Frame,
    official::{official, official_node},
};
use crate::catalog::{
    Form, Item, ItemId, PrintedNumber, Problem,
    read::{Faults, Table},
    yaml::{At, Node, Value},
};

const KEYS: [&str; 19] = [
    "id",
    "number",
    "number_read",
    "ref",
    "section",
    "group",
    "text",
    "confidence",
    "exact_by",
    "likelihood",
    "sources",
    "confidence_note",
    "printed_note",
    "other_wordings",
    "due",
    "advisory",
    "plan_until",
    "skip_without_vendor",
    "guideline_refs",
];
const MORE_KEYS: [&str; 1] = ["guideline_refs_ours"];

/// Years by which an item may be due later than its edition. R5 has items due one year later; three leave room.
const DUE_LATER: i32 = 3;
/// Years to which a plan may reach. R7 lets a plan for two-factor authentication reach two years.
const PLAN_LATER: i32 = 5;

/// What an item of a pack may be called. `form.` and the length leave room for the places of other words, like `form.note-inspection`.
const ID: &str = "two or more kebab-case words joined by dots, like server.access-log, at most 40 characters, not beginning with form.";

fn own_id(text: &str) -> Option<ItemId> {
    ItemId::parse(text).ok().filter(|id| id.as_str().len() <= 40 && !id.as_str().starts_with("form."))
}

/// The id of an item as written, to find repeats.
pub(super) fn id_of(node: &Node) -> Option<(&str, At)> {
    let Value::Table(entries) = &node.value else {
        return None;
    };
    let (_, id) = entries.iter().find(|(key, _)| key.text == "id")?;
    match &id.value {
        Value::Text { text, .. } => Some((text, id.at)),
        _ => None,
    }
}

pub(super) fn item(node: &Node, form: &Form, frame: &Frame, faults: &mut Faults) -> Option<Item> {
    let table = Table::of(node, "item", &[KEYS.as_slice(), &MORE_KEYS].concat(), faults)?;
    let id = table.parsed("id", ID, own_id, faults);
    let number = table.optional_text("number", faults);
    let was_read = table.flag("number_read", faults);
    let reference = table.text("ref", faults);
    let section = known(
        &table,
        "section",
        "a section of this form",
        |key| form.sections.iter().any(|found| found.key == key),
        faults,
    );
    let group =
        known(&table, "group", "a group of this form", |key| form.groups.iter().any(|found| found.key == key), faults);
    if table.find("section").is_none() {
        faults.add(table.at, Problem::MissingKey { in_what: "item", expected: "section" });
    }
    let official = official(&table, "text", id.clone(), form.kind, frame, faults);
    let printed_note = table.find("printed_note").map(|node| {
        let line = id.as_ref().and_then(|id| ItemId::parse(&format!("form.printed-note.{id}")).ok());
        official_node(node, "printed_note", line, form.kind, frame, faults)
    });
    let other_wordings = table.optional_texts("other_wordings", faults);
    let year = frame.fiscal_year.year();
    let due = table.year("due", year, year + DUE_LATER, faults);
    let advisory = table.flag("advisory", faults);
    let plan_until = match table.find("plan_until") {
        Some(_) => table.year("plan_until", year, year + PLAN_LATER, faults).map(Some),
        None => Some(None),
    };
    let skip_without_vendor = table.flag("skip_without_vendor", faults);
    let guideline_refs = table.optional_texts("guideline_refs", faults);
    let guideline_refs_ours = table.optional_texts("guideline_refs_ours", faults);
    if let (Some(due), Some(advisory)) = (due, advisory) {
        match (due > frame.fiscal_year, advisory) {
            (true, false) => {
                faults.add(table.place("due"), Problem::Needs { because: format!("due: {due}"), expected: "advisory" })
            }
            (false, true) => table.exclude("advisory", &format!("due: {due}"), faults),
            _ => {}
        }
    }
    let was_read = was_read?;
    Some(Item {
        id: id?,
        number: number?.map(|text| PrintedNumber { text, was_read }),
        reference: reference?,
        section: section??,
        group: group?,
        official: official?,
        printed_note: printed_note.map_or(Some(None), |note| note.map(Some))?,
        other_wordings: other_wordings?,
        due: due?,
        advisory: advisory?,
        plan_until: plan_until?,
        skip_without_vendor: skip_without_vendor?,
        guideline_refs: guideline_refs?,
        guideline_refs_ours: guideline_refs_ours?,
    })
}

/// The key of something else in the form. `Some(None)` if absent.
fn known(
    table: &Table<'_>,
    key: &'static str,
    expected: &'static str,
    exists: impl Fn(&str) -> bool,
    faults: &mut Faults,
) -> Option<Option<String>> {
    let found = table.optional_text(key, faults)?;
    let Some(found) = found else {
        return Some(None);
    };
    if exists(&found) {
        return Some(Some(found));
    }
    faults.add(table.place(key), Problem::NoSuch { found, expected });
    None
}
