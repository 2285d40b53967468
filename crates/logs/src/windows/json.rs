//! Windows events as JSON: as NXLog and Winlogbeat send them, as `evtx_dump` and PowerShell write them.

use super::{Record, xml::number};
use crate::{
    event::{Event, Moment, Text, TimeBasis},
    format::Format,
    instant::{self, Clock},
};
use serde_json::{Map, Value};
use std::borrow::Cow;

/// The event that an object is; nothing when it is not one of Windows.
pub(crate) fn parse<'a>(object: &'a Map<String, Value>, line: u64, clock: Clock) -> Option<Event<'a>> {
    let record = nested(object, clock).or_else(|| beats(object, clock)).or_else(|| flat(object, clock))?;
    Some(record.into_event(Format::WindowsJson, line))
}

/// A value as words. Arrays and objects stay JSON.
pub(crate) fn words(value: &Value) -> Text<'_> {
    match value {
        Value::Null => Cow::Borrowed(""),
        Value::String(text) => Cow::Borrowed(text),
        Value::Bool(true) => Cow::Borrowed("true"),
        Value::Bool(false) => Cow::Borrowed("false"),
        other => Cow::Owned(other.to_string()),
    }
}

fn said<'a>(object: &'a Map<String, Value>, names: &[&str]) -> Text<'a> {
    names.iter().find_map(|name| object.get(*name)).map(words).unwrap_or_default()
}

/// The first time that is there. A shipper's own time is the last resort.
fn time(object: &Map<String, Value>, names: &[&str], clock: Clock) -> Moment {
    let found = names.iter().filter_map(|name| object.get(*name)).find_map(|value| moment(&words(value), clock));
    found.unwrap_or_default()
}

/// ISO, or `/Date(1659922748574)/` as PowerShell writes.
pub(crate) fn moment(text: &str, clock: Clock) -> Option<Moment> {
    if let Some(inner) = text.strip_prefix("/Date(") {
        let number: i64 = inner.split(')').next()?.parse().ok()?;
        return Some(instant::utc(number.checked_mul(1000)?));
    }
    instant::iso(text, clock).map(|found| found.0)
}

/// `{"Event": {"System": …, "EventData": …}}`, as XML turned into JSON.
fn nested(object: &Map<String, Value>, clock: Clock) -> Option<Record<'_>> {
    let event = object.get("Event")?.as_object()?;
    let system = event.get("System")?.as_object()?;
    let mut record = Record { event_id: text_of(system.get("EventID")), ..Record::default() };
    record.provider = attribute(system, "Provider", &["Name", "@Name"]);
    record.level = text_of(system.get("Level")).parse().ok();
    record.keywords = number(&text_of(system.get("Keywords")));
    record.time = instant::iso(&attribute(system, "TimeCreated", &["SystemTime", "@SystemTime"]), clock)
        .map(|it| it.0)
        .unwrap_or_default();
    record.record_id = text_of(system.get("EventRecordID")).parse().ok();
    record.channel = text_of(system.get("Channel"));
    record.computer = text_of(system.get("Computer"));
    record.user_sid = attribute(system, "Security", &["UserID", "@UserID"]);
    for part in ["EventData", "UserData"] {
        if let Some(value) = event.get(part) {
            gather("", value, &mut record.data);
        }
    }
    Some(record)
}

/// The text of an element that may have attributes beside it.
fn text_of(value: Option<&Value>) -> Text<'_> {
    match value {
        Some(Value::Object(object)) => said(object, &["#text", "$t", "_"]),
        Some(value) => words(value),
        None => Text::default(),
    }
}

fn attribute<'a>(system: &'a Map<String, Value>, element: &str, names: &[&str]) -> Text<'a> {
    let separate = format!("{element}_attributes");
    let found = system.get(element).or_else(|| system.get(separate.as_str())).and_then(Value::as_object);
    let Some(object) = found else { return Text::default() };
    match object.get("#attributes").and_then(Value::as_object) {
        Some(inner) => said(inner, names),
        None => said(object, names),
    }
}

/// The leaves below a value, each with the name that it has.
fn gather<'a>(name: &'a str, value: &'a Value, into: &mut Vec<(Text<'a>, Text<'a>)>) {
    match value {
        Value::Object(object) => {
            for (key, value) in object.iter().filter(|(key, _)| !key.ends_with("attributes")) {
                gather(if key == "#text" { name } else { key }, value, into);
            }
        }
        Value::Array(all) => all.iter().for_each(|value| gather(if name == "Data" { "" } else { name }, value, into)),
        Value::Null => {}
        value => into.push((Cow::Borrowed(name), words(value))),
    }
}

/// Winlogbeat: `winlog.event_id`, `winlog.event_data`.
fn beats(object: &Map<String, Value>, clock: Clock) -> Option<Record<'_>> {
    let winlog = object.get("winlog")?.as_object()?;
    let mut record = Record { event_id: said(winlog, &["event_id"]), ..Record::default() };
    if record.event_id.is_empty() {
        let event = object.get("event").and_then(Value::as_object);
        record.event_id = event.map(|event| said(event, &["code"])).unwrap_or_default();
    }
    record.provider = said(winlog, &["provider_name"]);
    record.channel = said(winlog, &["channel"]);
    record.computer = said(winlog, &["computer_name"]);
    record.record_id = said(winlog, &["record_id"]).parse().ok();
    record.time = time(object, &["@timestamp"], clock);
    record.message = said(object, &["message"]);
    record.keywords = match winlog.get("keywords").map(Value::to_string) {
        Some(words) if words.contains("Audit Failure") => 0x0010_0000_0000_0000,
        Some(words) if words.contains("Audit Success") => 0x0020_0000_0000_0000,
        _ => 0,
    };
    record.user_sid =
        winlog.get("user").and_then(Value::as_object).map(|user| said(user, &["identifier"])).unwrap_or_default();
    for part in ["event_data", "user_data"] {
        if let Some(value) = winlog.get(part) {
            gather("", value, &mut record.data);
        }
    }
    Some(record)
}

/// Names of the system part in flat objects; everything else is data.
const SYSTEM: &[&str] = &[
    "EventID",
    "Id",
    "EventId",
    "event_id",
    "SourceName",
    "ProviderName",
    "Provider",
    "Channel",
    "LogName",
    "Hostname",
    "MachineName",
    "Computer",
    "host",
    "TimeCreated",
    "EventTime",
    "@timestamp",
    "EventReceivedTime",
    "Level",
    "Keywords",
    "RecordNumber",
    "RecordId",
    "EventRecordID",
    "Message",
    "ProviderGuid",
    "@version",
    "SeverityValue",
    "Severity",
    "port",
    "SourceModuleType",
    "SourceModuleName",
    "tags",
    "Version",
    "Opcode",
    "OpcodeValue",
    "Task",
    "EventType",
    "ExecutionProcessID",
    "ThreadID",
    "UserID",
    "ActivityID",
    "ERROR_EVT_UNRESOLVED",
    "Category",
];

/// One object with everything side by side: NXLog, Event Forwarding exports, `Get-WinEvent | ConvertTo-Json`.
fn flat(object: &Map<String, Value>, clock: Clock) -> Option<Record<'_>> {
    let event_id = said(object, &["EventID", "EventId", "event_id", "Id"]);
    let channel = said(object, &["Channel", "LogName"]);
    let provider = said(object, &["SourceName", "ProviderName", "Provider"]);
    if event_id.parse::<u32>().is_err() || (channel.is_empty() && provider.is_empty()) {
        return None;
    }
    let mut record = Record { event_id, channel, provider, ..Record::default() };
    record.computer = said(object, &["Hostname", "MachineName", "Computer", "host"]);
    // EventTime has no zone when NXLog writes it; the shipper's own @timestamp has one, but is later.
    let names: &[&str] = if object.contains_key("EventReceivedTime") {
        &["EventTime", "@timestamp"]
    } else {
        &["TimeCreated", "EventTime", "@timestamp"]
    };
    record.time = time(object, names, local_zone(object, clock).unwrap_or(clock));
    if local_zone(object, clock).is_some() && record.time.basis == TimeBasis::ZoneAssumed {
        record.time.basis = TimeBasis::Stated;
    }
    record.record_id = said(object, &["RecordNumber", "RecordId", "EventRecordID"]).parse().ok();
    record.level = said(object, &["Level"]).parse().ok().or_else(|| level(&said(object, &["SeverityValue"])));
    record.keywords = number(&said(object, &["Keywords"]));
    record.message = said(object, &["Message"]);
    record.user_sid = said(object, &["UserID"]);
    for (name, value) in object.iter().filter(|(name, _)| !SYSTEM.contains(&name.as_str())) {
        record.data.push((Cow::Borrowed(name), words(value)));
    }
    Some(record)
}

/// NXLog writes when it received the event in local time, and @timestamp says the same in UTC: their difference is the zone.
fn local_zone(object: &Map<String, Value>, clock: Clock) -> Option<Clock> {
    let utc = Clock { offset_minutes: 0, ..clock };
    let local = instant::iso(object.get("EventReceivedTime")?.as_str()?, utc)?.0;
    let stamped = instant::iso(object.get("@timestamp")?.as_str()?, utc)?.0;
    if stamped.basis != TimeBasis::Stated || local.basis == TimeBasis::Stated {
        return None;
    }
    // Zones are multiples of a quarter of an hour; between the two stands the way to the collector.
    let seconds = (local.micros? - stamped.micros?) / 1_000_000;
    let quarters = (seconds + 450).div_euclid(900);
    let close = (seconds - quarters * 900).abs() <= 120;
    let offset_minutes = i16::try_from(quarters * 15).ok()?;
    (close && offset_minutes.abs() <= 14 * 60).then_some(Clock { offset_minutes, ..clock })
}

/// NXLog's severities: 1 debug, 2 info, 3 warning, 4 error, 5 critical.
fn level(text: &str) -> Option<u8> {
    Some(match text {
        "1" => 5,
        "2" => 4,
        "3" => 3,
        "4" => 2,
        "5" => 1,
        _ => return None,
    })
}
