//! Facts, findings and refusals of exports in words.
//!
//! A sentence gets the fields of its fact or reason under their own names, so a new field needs no code here.

use super::T;
use domain::evidence::{
    ExportKind,
    fact::{Fact, What},
    finding::{Finding, FindingState, Reason, Rule},
};
use evidence::{Refused, UnreadWhy};
use messages::Value;
use serde::Serialize;
use std::borrow::Cow;

/// What an export is.
#[must_use]
pub fn export_kind(t: T, kind: ExportKind) -> Cow<'static, str> {
    t.code("finding-export", kind.code())
}

/// A fact as a sentence.
#[must_use]
pub fn fact(t: T, fact: &Fact) -> String {
    what(t, &fact.what)
}

fn what(t: T, what: &What) -> String {
    t.with(&format!("finding-fact-{}", what.code()), &named(&arguments(what)))
}

/// Why a finding is as it is.
#[must_use]
pub fn finding(t: T, finding: &Finding) -> String {
    because(t, &finding.reason)
}

fn because(t: T, reason: &Reason) -> String {
    t.with(&format!("finding-reason-{}", reason.code()), &named(&arguments(reason)))
}

/// A state in a word.
#[must_use]
pub fn finding_state(t: T, state: FindingState) -> Cow<'static, str> {
    t.code("finding-state", state.code())
}

/// A rule in a sentence.
#[must_use]
pub fn rule(t: T, rule: Rule) -> Cow<'static, str> {
    t.code("finding-rule", rule.code())
}

/// Why a rule is one.
#[must_use]
pub fn rule_reason(t: T, rule: Rule) -> Cow<'static, str> {
    t.code("finding-why", rule.code())
}

/// Why a file is refused, with the remedy.
#[must_use]
pub fn refused_export(t: T, refused: &Refused) -> String {
    let key = format!("finding-refused-{}", refused.code());
    match refused {
        Refused::TooLarge { most } => t.one(&key, "most", i64::try_from(most >> 20).unwrap_or(i64::MAX)),
        Refused::Damaged { line, column, why } => {
            t.with(&key, &[("line", (*line).into()), ("column", (*column).into()), ("why", why.into())])
        }
        _ => t.get(&key).into_owned(),
    }
}

/// Why a line could not be read.
#[must_use]
pub fn unread(t: T, why: UnreadWhy) -> Cow<'static, str> {
    t.code("finding-unread", why.code())
}

/// The fields of a record as texts. Nothing is `-`, a list its parts with commas between.
fn arguments(record: &impl Serialize) -> Vec<(String, Value)> {
    let Ok(serde_json::Value::Object(fields)) = serde_json::to_value(record) else { return Vec::new() };
    fields.into_iter().map(|(name, value)| (name, argument(&value))).collect()
}

fn argument(value: &serde_json::Value) -> Value {
    match value {
        serde_json::Value::Number(number) if number.is_i64() || number.is_u64() => {
            Value::Number(number.as_i64().unwrap_or(i64::MAX))
        }
        value => Value::Text(words(value)),
    }
}

fn words(value: &serde_json::Value) -> String {
    match value {
        serde_json::Value::Null => "-".to_owned(),
        serde_json::Value::String(text) => text.clone(),
        serde_json::Value::Array(parts) if parts.is_empty() => "-".to_owned(),
        serde_json::Value::Array(parts) => parts.iter().map(words).collect::<Vec<_>>().join(", "),
        other => other.to_string(),
    }
}

/// Fields that a fact leaves out when there is nothing to say still have a place in the sentence.
fn named(arguments: &[(String, Value)]) -> Vec<(&str, Value)> {
    const MAY_BE_LEFT_OUT: [&str; 12] = [
        "context",
        "label",
        "build",
        "port",
        "addresses",
        "missing",
        "from",
        "two_factor",
        "min_length",
        "lockout_after",
        "max_age_days",
        "sources",
    ];
    let absent = MAY_BE_LEFT_OUT.into_iter().filter(|name| !arguments.iter().any(|(known, _)| known == name));
    let absent = absent.map(|name| (name, Value::from("-")));
    arguments.iter().map(|(name, value)| (name.as_str(), value.clone())).chain(absent).collect()
}
