//! Changes of an item in words.

use super::T;
use domain::assessment::{ItemState, RoundNo, Slot};
use messages::Value;
use store::staff::Roster;

/// What a change did, sentence by sentence.
#[must_use]
pub fn changes(t: T, roster: &Roster, before: &ItemState, after: &ItemState) -> Vec<String> {
    let mut said = Vec::new();
    for round in RoundNo::ALL {
        let (was, is) = (before.slot(round), after.slot(round));
        if was != is {
            let args = [
                ("round", Value::from(usize::from(round.number()))),
                ("before", Value::from(slot(t, roster, was))),
                ("after", Value::from(slot(t, roster, is))),
            ];
            said.push(t.with("assessment-history-slot", &args));
        }
    }
    if before.target_date != after.target_date {
        let day = |state: &ItemState| match state.target_date {
            Some(target) => t.short_day(target.day()),
            None => t.get("common-none").into_owned(),
        };
        let args = [("before", Value::from(day(before))), ("after", Value::from(day(after)))];
        said.push(t.with("assessment-history-target", &args));
    }
    if before.note != after.note {
        said.push(t.one("assessment-history-note", "after", after.note.to_string()));
    }
    said
}

/// A slot in words: はい（令和6年6月10日 確認者 山田）.
#[must_use]
pub fn slot(t: T, roster: &Roster, slot: &Slot) -> String {
    let name = |by| roster.member(by).map(|m| m.name.to_string()).unwrap_or_default();
    match slot {
        Slot::Blank => t.get("assessment-answer-blank").into_owned(),
        Slot::Yes { on, by } | Slot::No { on, by } => {
            let key = if slot.is_yes() { "assessment-slot-yes" } else { "assessment-slot-no" };
            t.with(key, &[("day", t.short_day(*on).into()), ("name", name(*by).into())])
        }
    }
}
