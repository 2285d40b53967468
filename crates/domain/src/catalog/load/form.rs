//! The forms of an edition pack.

use super::{
    Frame, item,
    official::{CONFIDENCE_KEYS, line_of_form, official, official_node},
};
use crate::catalog::{
    Column, ColumnKind, Form, FormKind, Group, HeaderField, ItemId, ItemList, Note, OfficialText, Problem, Section,
    read::{Faults, Table, all, no_repeats},
    yaml::{At, Node},
};

const KEYS: [&str; 13] = [
    "kind",
    "title",
    "printed_label",
    "same_as",
    "legal_basis",
    "result_title",
    "header_fields",
    "columns",
    "notes",
    "sections",
    "groups",
    "gate_item",
    "items",
];
/// What a form on another form's sheet takes from there.
const SHARED_KEYS: [&str; 8] =
    ["result_title", "header_fields", "columns", "notes", "sections", "groups", "gate_item", "items"];

/// All three forms, in the order of [`FormKind::ALL`].
pub(super) fn forms(nodes: &[Node], pack: At, frame: &Frame, faults: &mut Faults) -> Option<Vec<Form>> {
    let read = all(nodes.iter().map(|node| form(node, frame, faults)));
    let kinds: Vec<(FormKind, At)> = nodes.iter().filter_map(kind_of).collect();
    no_repeats(kinds.iter().map(|(kind, at)| (kind.code(), *at)), faults);
    for kind in FormKind::ALL {
        if !kinds.iter().any(|(found, _)| *found == kind) {
            faults.add(
                pack,
                Problem::NoSuch { found: kind.code().to_owned(), expected: "among the forms; all three are needed" },
            );
        }
    }
    let mut forms = read?;
    for index in 0..forms.len() {
        share(index, &mut forms, nodes, faults)?;
    }
    forms.sort_by_key(|form| form.kind);
    Some(forms)
}

fn kind_of(node: &Node) -> Option<(FormKind, At)> {
    let mut unheard = Faults::new("");
    let table = Table::of(node, "form", &KEYS, &mut unheard)?;
    let kind = table.word("kind", &FormKind::ALL, FormKind::code, &mut unheard)?;
    Some((kind, table.find("kind")?.at))
}

/// Fills a form that is printed on another's sheet.
fn share(index: usize, forms: &mut [Form], nodes: &[Node], faults: &mut Faults) -> Option<()> {
    let Some(other) = forms.get(index).and_then(|form| form.same_as) else {
        return Some(());
    };
    let own = forms.get(index)?.kind;
    let Some(from) =
        forms.iter().find(|form| form.kind == other && form.kind != own && form.same_as.is_none()).cloned()
    else {
        let at = nodes.get(index)?.at;
        faults.add(
            at,
            Problem::NoSuch { found: other.code().to_owned(), expected: "another form with items of its own" },
        );
        return None;
    };
    let form = forms.get_mut(index)?;
    let Form { result_title, header_fields, columns, notes, sections, groups, items, gate, .. } = from;
    *form = Form { result_title, header_fields, columns, notes, sections, groups, items, gate, ..form.clone() };
    Some(())
}

fn form(node: &Node, frame: &Frame, faults: &mut Faults) -> Option<Form> {
    let table = Table::of(node, "form", &KEYS, faults)?;
    let kind = table.word("kind", &FormKind::ALL, FormKind::code, faults);
    let title = table.text("title", faults);
    let printed_label = table.text("printed_label", faults);
    let legal_basis = table.text("legal_basis", faults);
    let same_as = table.optional_word("same_as", &FormKind::ALL, FormKind::code, faults)?;
    let kind = kind?;
    let mut form = Form {
        kind,
        title: title?,
        printed_label: printed_label?,
        same_as,
        legal_basis: legal_basis?,
        result_title: None,
        header_fields: Vec::new(),
        columns: Vec::new(),
        notes: Vec::new(),
        sections: Vec::new(),
        groups: Vec::new(),
        items: Vec::new(),
        gate: None,
    };
    let unknown_yet = if frame.items == ItemList::NotObtained { Some("items_status: not_obtained") } else { None };
    if let Some(because) = unknown_yet.or_else(|| same_as.map(|_| "same_as")) {
        for key in SHARED_KEYS {
            table.exclude(key, because, faults);
        }
        return Some(form);
    }
    face(&table, &mut form, frame, faults)?;
    let items = table.list("items", faults)?;
    if items.is_empty() {
        faults.add(table.place("items"), Problem::EmptyText { key: "items" });
    }
    let read = all(items.iter().map(|node| item::item(node, &form, frame, faults)));
    no_repeats(items.iter().filter_map(item::id_of), faults);
    form.items = read?;
    form.gate = gate(&table, &form, faults)?;
    Some(form)
}

/// The institution's forms begin with a gate item; the vendor's has none.
fn gate(table: &Table<'_>, form: &Form, faults: &mut Faults) -> Option<Option<usize>> {
    if form.kind == FormKind::Vendor {
        table.exclude("gate_item", "kind: vendor", faults);
        return Some(None);
    }
    let gate = table.parsed("gate_item", ItemId::PATTERN, |text| ItemId::parse(text).ok(), faults)?;
    let at = form.items.iter().position(|item| item.id == gate);
    if at.is_none() {
        faults.add(
            table.place("gate_item"),
            Problem::NoSuch { found: gate.to_string(), expected: "an item of this form" },
        );
        return None;
    }
    Some(at)
}

/// Everything printed around the items.
fn face(table: &Table<'_>, form: &mut Form, frame: &Frame, faults: &mut Faults) -> Option<()> {
    let kind = form.kind;
    let result = table
        .find("result_title")
        .map(|node| official_node(node, "result_title", line_of_form("result", "title"), kind, frame, faults));
    let fields = rows(table, "header_fields", faults, |node, faults| header_field(node, kind, frame, faults));
    let columns = rows(table, "columns", faults, |node, faults| column(node, kind, frame, faults));
    let notes = rows(table, "notes", faults, |node, faults| note(node, kind, frame, faults));
    let sections = rows(table, "sections", faults, |node, faults| section(node, kind, frame, faults));
    let groups = rows(table, "groups", faults, |node, faults| group(node, kind, frame, faults));
    form.result_title = result.map_or(Some(None), |title| title.map(Some))?;
    form.header_fields = fields?;
    form.columns = columns?;
    form.notes = notes?;
    form.sections = sections?;
    form.groups = groups?;
    Some(())
}

fn rows<T>(
    table: &Table<'_>,
    key: &'static str,
    faults: &mut Faults,
    read: impl Fn(&Node, &mut Faults) -> Option<(String, T)>,
) -> Option<Vec<T>> {
    let nodes = table.list(key, faults)?;
    let rows = all(nodes.iter().map(|node| read(node, faults)))?;
    no_repeats(rows.iter().zip(nodes).map(|((key, _), node)| (key.as_str(), node.at)), faults);
    Some(rows.into_iter().map(|(_, row)| row).collect())
}

fn row<'a>(
    node: &'a Node,
    what: &'static str,
    text: &'static str,
    more: &[&'static str],
    faults: &mut Faults,
) -> Option<Table<'a>> {
    let keys = [&["key", text], more, CONFIDENCE_KEYS.as_slice()].concat();
    Table::of(node, what, &keys, faults)
}

const KEY: &str = "lower-case letters and digits, words joined by _ or -, at most 40 characters";

fn key(table: &Table<'_>, faults: &mut Faults) -> Option<String> {
    let valid = |text: &str| line_of_form("x", text).filter(|_| text.len() <= 40).map(|_| text.to_owned());
    table.parsed("key", KEY, valid, faults)
}

fn header_field(node: &Node, kind: FormKind, frame: &Frame, faults: &mut Faults) -> Option<(String, HeaderField)> {
    let table = row(node, "header field", "label", &[], faults)?;
    let key = key(&table, faults)?;
    let label: Option<OfficialText> = if table.find("label").is_some() {
        Some(official(&table, "label", line_of_form("field", &key), kind, frame, faults)?)
    } else {
        None
    };
    Some((key.clone(), HeaderField { key, label }))
}

fn column(node: &Node, kind: FormKind, frame: &Frame, faults: &mut Faults) -> Option<(String, Column)> {
    let table = row(node, "column", "label", &[], faults)?;
    let kinds =
        [ColumnKind::Round(1), ColumnKind::Round(2), ColumnKind::Round(3), ColumnKind::Target, ColumnKind::CheckedOn];
    let column = table.word("key", &kinds, ColumnKind::code, faults);
    let label =
        official(&table, "label", line_of_form("column", column.map_or("x", ColumnKind::code)), kind, frame, faults);
    let column = column?;
    Some((column.code().to_owned(), Column { kind: column, label: label? }))
}

fn note(node: &Node, kind: FormKind, frame: &Frame, faults: &mut Faults) -> Option<(String, Note)> {
    let table = row(node, "note", "text", &[], faults)?;
    let key = key(&table, faults)?;
    let official = official(&table, "text", line_of_form("note", &key), kind, frame, faults)?;
    Some((key.clone(), Note { key, official }))
}

fn section(node: &Node, kind: FormKind, frame: &Frame, faults: &mut Faults) -> Option<(String, Section)> {
    let table = row(node, "section", "title", &[], faults)?;
    let key = key(&table, faults)?;
    let title = official(&table, "title", line_of_form("section", &key), kind, frame, faults)?;
    Some((key.clone(), Section { key, title }))
}

fn group(node: &Node, kind: FormKind, frame: &Frame, faults: &mut Faults) -> Option<(String, Group)> {
    let table = row(node, "group", "label", &["heading"], faults)?;
    let key = key(&table, faults)?;
    let label = official(&table, "label", line_of_form("group", &key), kind, frame, faults);
    let heading = table
        .find("heading")
        .map(|node| official_node(node, "heading", line_of_form("heading", &key), kind, frame, faults));
    let heading = heading.map_or(Some(None), |heading| heading.map(Some))?;
    Some((key.clone(), Group { key, label: label?, heading }))
}
