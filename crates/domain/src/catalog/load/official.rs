//! Official wordings with their confidence.

use super::Frame;
use crate::catalog::{
    Confidence, ExactBy, FormKind, ItemId, Likelihood, OfficialText, Place, Problem,
    read::{Faults, Table},
    yaml::Node,
};

/// Keys that say how sure a wording is. They stand beside the wording in the same table.
pub(super) const CONFIDENCE_KEYS: [&str; 5] = ["confidence", "exact_by", "likelihood", "sources", "confidence_note"];

/// Where a wording of a form stands: `form.note-inspection`.
pub(super) fn line_of_form(part: &str, key: &str) -> Option<ItemId> {
    ItemId::parse(&format!("form.{part}-{}", key.replace('_', "-"))).ok()
}

/// The wording under `key` with the confidence beside it.
pub(super) fn official(
    table: &Table<'_>,
    key: &'static str,
    line: Option<ItemId>,
    kind: FormKind,
    frame: &Frame,
    faults: &mut Faults,
) -> Option<OfficialText> {
    let words = table.text(key, faults);
    let confidence = confidence(table, faults);
    let sources = table.optional_texts("sources", faults);
    let note = table.optional_text("confidence_note", faults);
    let place = Place { edition: frame.edition.clone(), form: kind, line: line? };
    Some(OfficialText::new(words?, confidence?, place, sources?, note?))
}

/// A wording in a table of its own: `{text, confidence, …}`.
pub(super) fn official_node(
    node: &Node,
    what: &'static str,
    line: Option<ItemId>,
    kind: FormKind,
    frame: &Frame,
    faults: &mut Faults,
) -> Option<OfficialText> {
    let table =
        Table::of(node, what, &["text", "confidence", "exact_by", "likelihood", "sources", "confidence_note"], faults)?;
    official(&table, "text", line, kind, frame, faults)
}

/// `exact` needs `exact_by`, `reconstructed` needs `likelihood`; neither takes the other's key.
fn confidence(table: &Table<'_>, faults: &mut Faults) -> Option<Confidence> {
    let exact =
        table.word("confidence", &[true, false], |exact| if exact { "exact" } else { "reconstructed" }, faults)?;
    let (needed, excluded, because) = if exact {
        ("exact_by", "likelihood", "confidence: exact")
    } else {
        ("likelihood", "exact_by", "confidence: reconstructed")
    };
    table.exclude(excluded, because, faults);
    if table.find(needed).is_none() {
        faults.add(table.place("confidence"), Problem::Needs { because: because.to_owned(), expected: needed });
        return None;
    }
    if exact {
        table.word("exact_by", &ExactBy::ALL, ExactBy::code, faults).map(|by| Confidence::Exact { by })
    } else {
        table
            .word("likelihood", &Likelihood::ALL, Likelihood::code, faults)
            .map(|likelihood| Confidence::Reconstructed { likelihood })
    }
}
