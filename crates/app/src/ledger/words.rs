//! Fields of devices in words.

use crate::words::T;
use domain::ledger::{FieldKey, Form, Shown, SupportEnd, Value};

/// What a field is called.
#[must_use]
pub fn field(t: T, key: FieldKey) -> String {
    t.code("ledger-field", key.code()).into_owned()
}

/// A value as a page shows it. What a list of ours says in these words is read as the same value again.
#[must_use]
pub fn value(t: T, key: FieldKey, value: &Value) -> String {
    match key.form() {
        Form::Kind => t.code("ledger-kind", value.as_str()).into_owned(),
        Form::Status => t.code("ledger-status", value.as_str()).into_owned(),
        Form::YesNo if value.as_str() == "yes" => t.get("ledger-yes").into_owned(),
        Form::YesNo => t.get("ledger-no").into_owned(),
        Form::Support => match value.support_end() {
            Some(SupportEnd::NotAnnounced) => t.get("ledger-support-not-announced").into_owned(),
            Some(SupportEnd::Unknown) => t.get("ledger-support-unknown").into_owned(),
            _ => value.to_string(),
        },
        Form::Words | Form::Code | Form::Day | Form::Macs | Form::Addresses | Form::Lines => value.to_string(),
    }
}

/// A field of a device in words; empty where nothing is said.
#[must_use]
pub fn shown(t: T, shown: &Shown, key: FieldKey) -> String {
    shown.fields.get(&key).map(|stated| value(t, key, &stated.value)).unwrap_or_default()
}

/// What is shown otherwise, sentence by sentence.
#[must_use]
pub fn changes(t: T, before: &Shown, after: &Shown) -> Vec<String> {
    let mut said = Vec::new();
    for key in FieldKey::ALL.iter().copied().filter(|key| *key != FieldKey::SeenOn) {
        if before.text(key) == after.text(key) {
            continue;
        }
        let name = field(t, key);
        if key.form() == Form::Lines {
            said.push(t.one("ledger-change-many", "field", name));
            continue;
        }
        let of = |shown_in: &Shown| match shown(t, shown_in, key) {
            empty if empty.is_empty() => t.get("ledger-nothing").into_owned(),
            text => text,
        };
        said.push(t.with(
            "ledger-change",
            &[("field", name.into()), ("before", of(before).into()), ("after", of(after).into())],
        ));
    }
    said
}
