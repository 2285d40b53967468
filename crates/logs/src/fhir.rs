//! FHIR AuditEvent: DSTU2 (`event`, `participant`, `object`), STU3 and R4 (`agent`, `entity`), R5 (`code`, `patient`), in JSON and XML.

use crate::{
    audit::{joined, letter_word, role_word, words_of},
    event::{Event, Outcome, Text},
    format::Format,
    instant::{self, Clock},
    xml::{self, Node},
};
use serde_json::{Map, Value};
use std::borrow::Cow;

/// Whether an object is an audit event of any version.
pub(crate) fn is(object: &Map<String, Value>) -> bool {
    matches!(object.get("resourceType").and_then(Value::as_str), Some("AuditEvent" | "SecurityEvent"))
}

/// The elements of a list, or the one that stands for itself.
fn list<'a>(object: &'a Map<String, Value>, names: &[&str]) -> Vec<&'a Value> {
    match names.iter().find_map(|name| object.get(*name)) {
        Some(Value::Array(all)) => all.iter().collect(),
        Some(value) => vec![value],
        None => Vec::new(),
    }
}

fn one<'a>(value: &'a Value, name: &str) -> Option<&'a Value> {
    match value.get(name)? {
        Value::Array(all) => all.first(),
        value => Some(value),
    }
}

/// The value at a path; of lists the first.
fn at<'a>(value: &'a Value, path: &str) -> &'a str {
    let mut value = value;
    for name in path.split('.') {
        let Some(found) = one(value, name) else { return "" };
        value = found;
    }
    value.as_str().unwrap_or_default()
}

fn first<'a>(value: &'a Value, paths: &[&str]) -> Text<'a> {
    Cow::Borrowed(paths.iter().map(|path| at(value, path)).find(|text| !text.is_empty()).unwrap_or_default())
}

/// The event of an audit event.
///
/// # Errors
/// What is missing.
pub(crate) fn parse(object: &Map<String, Value>, clock: Clock) -> Result<Event<'_>, String> {
    let mut event = Event { format: Format::Fhir.code(), ..Event::default() };
    let mut words = Vec::new();
    // DSTU2 has the event in an element of its own.
    let own = object.get("event").and_then(Value::as_object).unwrap_or(object);
    let text = |name: &str| own.get(name).and_then(Value::as_str).unwrap_or_default();
    let when = ["recorded", "dateTime", "occurredDateTime"]
        .map(text)
        .into_iter()
        .find(|text| !text.is_empty())
        .unwrap_or_default();
    event.time = instant::iso(when, clock).map(|found| found.0).unwrap_or_default();
    for (into, names) in [(&mut event.event_id, ["type", "category"]), (&mut event.event_type, ["subtype", "code"])] {
        if let Some(found) = list(own, &names).first() {
            *into = first(found, &["code", "coding.code"]);
            words.push(first(found, &["display", "text", "coding.display"]).into_owned());
        }
    }
    if event.event_id.is_empty() && event.event_type.is_empty() && event.time.micros.is_none() {
        return Err("neither type nor time".into());
    }
    event.outcome = outcome(own);
    event.reason = reason(own);
    event.action = Cow::Borrowed(action(&event.event_id, &event.event_type, text("action")));
    agents(object, &mut event, &mut words);
    if let Some(source) = list(object, &["source"]).first() {
        event.source = first(
            source,
            &["observer.display", "observer.identifier.value", "observer.reference", "identifier.value", "identifier"],
        );
        event.user_domain = first(source, &["site", "site.display", "site.reference"]);
    }
    entities(object, &mut event, &mut words);
    words.retain(|text| !text.is_empty());
    event.message = Cow::Owned(words.join("; "));
    Ok(event)
}

/// `0` and the failures 4, 8, 12; in R5 an outcome with codes, or those of a severity.
fn outcome(own: &Map<String, Value>) -> Outcome {
    let code = match own.get("outcome") {
        Some(Value::String(code)) => code.as_str(),
        Some(value) => {
            let inner = at(value, "code.code");
            if inner.is_empty() { at(value, "code.coding.code") } else { inner }
        }
        None => "",
    };
    match code {
        "0" | "success" | "information" => Outcome::Success,
        "4" | "8" | "12" | "error" | "fatal" | "warning" => Outcome::Failure,
        _ => Outcome::Unknown,
    }
}

fn reason(own: &Map<String, Value>) -> Text<'_> {
    match own.get("outcomeDesc").and_then(Value::as_str) {
        Some(words) => Cow::Borrowed(words),
        None => {
            own.get("outcome").map(|value| first(value, &["detail.text", "detail.coding.display"])).unwrap_or_default()
        }
    }
}

/// The letter C R U D E, or what the kind of event says better.
fn action(event_id: &str, event_type: &str, letter: &str) -> &'static str {
    match (event_id, event_type) {
        ("110114", "110122") | (_, "110122") => "logon",
        ("110114", "110123") | (_, "110123") => "logoff",
        ("110112", _) | (_, "search" | "search-type" | "search-system") => "search",
        ("110106", _) => "export",
        ("110107", _) => "import",
        ("110100", "110120") => "application_start",
        ("110100", "110121") => "application_stop",
        ("110101", _) => "log_read",
        ("110113", _) => "security_alert",
        _ => letter_word(letter),
    }
}

fn agents<'a>(object: &'a Map<String, Value>, event: &mut Event<'a>, words: &mut Vec<String>) {
    const ID: &[&str] =
        &["who.identifier.value", "userId.value", "userId", "who.reference", "reference.reference", "who.display"];
    const ADDRESS: &[&str] = &["network.address", "networkString", "networkUri", "networkReference.reference"];
    let all = list(object, &["agent", "participant"]);
    for agent in &all {
        let shown = [first(agent, &["name", "who.display"]), first(agent, ID), first(agent, &["altId"])];
        let mut shown: Vec<_> = shown.into_iter().filter(|text| !text.is_empty()).collect();
        shown.dedup();
        let role = first(agent, &["type.coding.display", "type.text", "role.coding.display", "role.text"]);
        words.push(format!("{role}: {}", shown.join(" / ")));
    }
    let role = |agent: &Value| first(agent, &["type.coding.code", "role.coding.code"]).into_owned();
    let rank = |agent: &Value| {
        let asks = agent.get("requestor").is_some_and(|value| value == &Value::Bool(true) || value == "true");
        let person =
            !matches!(role(agent).as_str(), "110150" | "110152" | "110153" | "110154" | "110155" | "dataprocessor");
        (asks, person, !first(agent, &["name", "altId"]).is_empty())
    };
    let Some(best) =
        (0..all.len()).rev().max_by_key(|at| all.get(*at).map(|agent| rank(agent))).and_then(|at| all.get(at))
    else {
        return;
    };
    event.user = first(
        best,
        &[
            "name",
            "who.display",
            "altId",
            "who.identifier.value",
            "userId.value",
            "userId",
            "who.reference",
            "reference.reference",
        ],
    );
    event.user_id = first(best, ID);
    event.address = first(best, ADDRESS);
    if event.address.is_empty() {
        event.address = all.iter().map(|agent| first(agent, ADDRESS)).find(|text| !text.is_empty()).unwrap_or_default();
    }
    let target = all.iter().find(|agent| role(agent) == "110152");
    event.destination = target.map(|agent| first(agent, ADDRESS)).unwrap_or_default();
}

/// `Patient/example/_history/1` → `example`.
fn patient(reference: &str) -> Option<&str> {
    let (_, rest) =
        reference.rsplit_once("Patient/").filter(|(before, _)| before.is_empty() || before.ends_with('/'))?;
    rest.split('/').next().filter(|id| !id.is_empty())
}

fn entities<'a>(object: &'a Map<String, Value>, event: &mut Event<'a>, words: &mut Vec<String>) {
    const ID: &[&str] =
        &["what.identifier.value", "identifier.value", "what.reference", "reference.reference", "what.display"];
    let mut patients: Vec<Text<'a>> = Vec::new();
    if let Some(own) = object.get("patient") {
        let reference = at(own, "reference");
        patients.push(
            patient(reference).map_or_else(|| first(own, &["identifier.value", "reference", "display"]), Cow::Borrowed),
        );
    }
    for entity in list(object, &["entity", "object"]) {
        let id = first(entity, ID);
        let role = first(entity, &["role.code", "role.coding.code"]);
        let reference = first(entity, &["what.reference", "reference.reference"]);
        let name = first(entity, &["name", "what.display", "description"]);
        let query = words_of(at(entity, "query"));
        let kind = match role_word(&role) {
            "" => {
                let bare = reference.split("/_history").next().unwrap_or_default();
                bare.split('/').rev().nth(1).map(str::to_lowercase).unwrap_or_default()
            }
            word => word.to_owned(),
        };
        words.push(
            [kind.as_str(), &id, &name, &query]
                .into_iter()
                .filter(|text| !text.is_empty())
                .collect::<Vec<_>>()
                .join(" "),
        );
        let Cow::Borrowed(borrowed) = reference else { continue };
        if let Some(id) = patient(borrowed) {
            patients.push(Cow::Borrowed(id));
        } else if role == "1" || role == "patient" {
            patients.push(id);
        } else if event.object_type.is_empty() && event.object_id.is_empty() {
            event.object_type = Cow::Owned(kind);
            event.object_id = id;
            event.object_name = name;
        }
    }
    event.patient_id = joined(patients);
    if event.object_type.is_empty() && !event.patient_id.is_empty() {
        event.object_type = Cow::Borrowed("patient");
    }
}

/// The event of an `<AuditEvent>`.
///
/// # Errors
/// Why it is none.
pub(crate) fn parse_xml(text: &str, clock: Clock) -> Result<Event<'static>, String> {
    let root = xml::parse(text)?;
    if root.name != "AuditEvent" && root.name != "SecurityEvent" {
        return Err(format!("<{}> is no audit event", root.name));
    }
    match value(&root) {
        Value::Object(object) => parse(&object, clock).map(Event::into_owned),
        _ => Err("nothing in it".into()),
    }
}

/// FHIR's XML says in attributes named `value` what its JSON says in strings.
fn value(node: &Node<'_>) -> Value {
    if node.children.is_empty() {
        return Value::String(node.attribute("value").to_owned());
    }
    let mut object = Map::new();
    for child in node.children.iter().filter(|child| child.name != "text" || child.children.is_empty()) {
        match object.get_mut(child.name) {
            Some(Value::Array(all)) => all.push(value(child)),
            Some(before) => *before = Value::Array(vec![before.take(), value(child)]),
            None => {
                object.insert(child.name.to_owned(), value(child));
            }
        }
    }
    Value::Object(object)
}
