//! Records as JSON: Windows events, FHIR, the systemd journal, and whatever has a time and a message.

use crate::{
    event::{Event, Moment, Outcome, Text, severity_word},
    fhir,
    format::Format,
    instant::Clock,
    linux,
    sink::Sink,
    tally::{Place, Reason, Tally},
    windows,
};
use serde_json::{Map, Value};
use std::borrow::Cow;
use std::io;

/// A value; depth is bounded by the parser.
pub(crate) fn parse(text: &str) -> Result<Value, String> {
    serde_json::from_str(text).map_err(|error| error.to_string())
}

/// Whether a value is an event of any kind.
pub(crate) fn is_event(value: &Value, clock: Clock) -> bool {
    let Some(object) = value.as_object() else { return false };
    fhir::is(object) || one(object, 1, clock).is_some()
}

/// Hands on the events that a value holds: one, or those of a list or a FHIR Bundle.
pub(crate) fn hand_on(
    value: &Value,
    words: &str,
    line: u64,
    clock: Clock,
    tally: &mut Tally,
    sink: &mut Sink<'_, '_>,
) -> io::Result<()> {
    if let Value::Array(all) = value {
        return all.iter().try_for_each(|inner| hand_on(inner, "", line, clock, tally, sink));
    }
    let Some(object) = value.as_object() else {
        return raw(value, words, Reason::Json, "no object", line, tally, sink);
    };
    if object.get("resourceType").and_then(Value::as_str) == Some("Bundle") {
        let entries = object.get("entry").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
        return entries
            .iter()
            .map(|entry| entry.get("resource").unwrap_or(entry))
            .try_for_each(|resource| hand_on(resource, "", line, clock, tally, sink));
    }
    if fhir::is(object) {
        return match fhir::parse(object, clock) {
            Ok(mut event) => {
                event.line = line;
                sink.read(&event, tally)
            }
            Err(why) => raw(value, words, Reason::Json, &why, line, tally, sink),
        };
    }
    match one(object, line, clock) {
        Some(event) => sink.read(&event, tally),
        None => raw(value, words, Reason::Json, "no event: neither a time nor a message", line, tally, sink),
    }
}

fn raw(
    value: &Value,
    words: &str,
    reason: Reason,
    why: &str,
    line: u64,
    tally: &mut Tally,
    sink: &mut Sink<'_, '_>,
) -> io::Result<()> {
    let kept = if words.is_empty() { Cow::Owned(value.to_string()) } else { Cow::Borrowed(words) };
    let event = Event { raw: kept, line, ..Event::default() };
    sink.raw(event, reason, Place::Line(line), why, tally)
}

fn one<'a>(object: &'a Map<String, Value>, line: u64, clock: Clock) -> Option<Event<'a>> {
    let mut event =
        windows::json::parse(object, line, clock).or_else(|| journal(object)).or_else(|| other(object, clock))?;
    event.line = line;
    Some(event)
}

/// The value at a path of names; a name may have dots in it itself.
fn at<'a>(object: &'a Map<String, Value>, path: &str) -> Option<&'a Value> {
    if let Some(value) = object.get(path) {
        return Some(value);
    }
    path.match_indices('.').find_map(|(dot, _)| {
        let (first, rest) = path.split_at(dot);
        at(object.get(first)?.as_object()?, rest.get(1..)?)
    })
}

fn first<'a>(object: &'a Map<String, Value>, paths: &[&str]) -> Text<'a> {
    let leaf = |value: &&Value| !value.is_object() && !value.is_null();
    paths.iter().find_map(|path| at(object, path).filter(leaf)).map(windows::json::words).unwrap_or_default()
}

/// A record of `journalctl -o json`: systemd.journal-fields(7).
fn journal(object: &Map<String, Value>) -> Option<Event<'_>> {
    let own = first(object, &["_SOURCE_REALTIME_TIMESTAMP", "__REALTIME_TIMESTAMP"]);
    let micros: i64 = own.parse().ok()?;
    let mut event = Event { time: crate::instant::utc(micros), format: Format::Journald.code(), ..Event::default() };
    event.host = first(object, &["_HOSTNAME"]);
    event.provider = first(object, &["SYSLOG_IDENTIFIER", "_COMM"]);
    event.source = first(object, &["_SYSTEMD_UNIT", "_TRANSPORT"]);
    event.user_id = first(object, &["_AUDIT_LOGINUID", "_UID"]);
    event.severity = first(object, &["PRIORITY"]).parse().map_or("", severity_word);
    event.message = match object.get("MESSAGE") {
        // What is no UTF-8 comes as a list of bytes.
        Some(Value::Array(bytes)) => {
            let bytes: Vec<u8> =
                bytes.iter().filter_map(|byte| byte.as_u64().and_then(|byte| u8::try_from(byte).ok())).collect();
            Cow::Owned(crate::text::decode(&bytes).0.into_owned())
        }
        Some(value) => windows::json::words(value),
        None => Text::default(),
    };
    if let Cow::Borrowed(message) = event.message {
        linux::program(&mut event, message);
    }
    Some(event)
}

/// JSON of any other kind, by the names of the Elastic Common Schema and those that programs use.
fn other(object: &Map<String, Value>, clock: Clock) -> Option<Event<'_>> {
    let message = first(object, &["message", "msg", "MESSAGE", "log", "event.original", "text"]);
    let time =
        first(object, &["@timestamp", "timestamp", "time", "ts", "datetime", "date", "eventTime", "event.created"]);
    let time = moment(&time, clock);
    if message.is_empty() || time.is_none() {
        return None;
    }
    let mut event = Event { time: time.unwrap_or_default(), format: Format::Json.code(), message, ..Event::default() };
    event.source = first(object, &["event.dataset", "source", "logger", "log.file.path"]);
    event.provider = first(object, &["event.provider", "service.name", "program", "app", "process.name"]);
    event.host = first(object, &["host.name", "host.hostname", "hostname", "host", "computer"]);
    event.user = first(object, &["user.name", "username", "user", "user_name", "account"]);
    event.user_id = first(object, &["user.id", "user_id", "uid"]);
    event.action = first(object, &["event.action", "action"]);
    event.event_id = first(object, &["event.code", "event_id", "code"]);
    event.address =
        first(object, &["source.ip", "source.address", "client.ip", "src_ip", "client_ip", "remote_addr", "ip"]);
    event.destination = first(object, &["destination.ip", "destination.address", "dst_ip"]);
    event.patient_id = first(object, &["patient.id", "patient_id", "patientId"]);
    event.outcome = match first(object, &["event.outcome", "outcome", "result"]).to_ascii_lowercase().as_str() {
        "success" | "ok" | "allowed" | "succeeded" => Outcome::Success,
        "failure" | "failed" | "denied" | "error" => Outcome::Failure,
        _ => Outcome::Unknown,
    };
    Some(event)
}

/// A time as text, or as seconds or milliseconds since 1970.
fn moment(text: &str, clock: Clock) -> Option<Moment> {
    if text.len() == 13 && text.bytes().all(|byte| byte.is_ascii_digit()) {
        return text.parse::<i64>().ok().map(|millis| crate::instant::utc(millis * 1000));
    }
    windows::json::moment(text, clock).or_else(|| crate::instant::epoch(text))
}
