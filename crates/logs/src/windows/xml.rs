//! A Windows event as XML.

use super::Record;
use crate::{
    event::{Event, Text},
    format::Format,
    instant::{self, Clock},
    xml::{self, Node},
};
use std::borrow::Cow;

/// The event that an `<Event>` element is.
///
/// # Errors
/// Why it is none.
pub(crate) fn parse<'a>(text: &'a str, format: Format, line: u64, clock: Clock) -> Result<Event<'a>, String> {
    let mut root = xml::parse(text)?;
    if root.name != "Event" {
        return Err(format!("<{}> is no event", root.name));
    }
    let mut record = Record::default();
    let mut has_system = false;
    for child in &mut root.children {
        match child.name {
            "System" => {
                has_system = true;
                system(child, &mut record, clock);
            }
            "RenderingInfo" => rendering(child, &mut record),
            // EventData, UserData, ProcessingErrorData, DebugData, BinaryEventData.
            _ => data(child, &mut record),
        }
    }
    if !has_system {
        return Err("no System part".into());
    }
    Ok(record.into_event(format, line))
}

fn trimmed<'a>(text: &mut Text<'a>) -> Text<'a> {
    match std::mem::take(text) {
        Cow::Borrowed(text) => Cow::Borrowed(text.trim()),
        Cow::Owned(text) => Cow::Owned(text.trim().to_owned()),
    }
}

fn system<'a>(system: &mut Node<'a>, record: &mut Record<'a>, clock: Clock) {
    for part in &mut system.children {
        match part.name {
            "Provider" => record.provider = part.take(&["Name", "EventSourceName"]),
            "EventID" => record.event_id = trimmed(&mut part.text),
            "Level" => record.level = part.text.trim().parse().ok(),
            "Keywords" => record.keywords = number(part.text.trim()),
            "TimeCreated" => {
                record.time =
                    instant::iso(part.attribute("SystemTime"), clock).map(|found| found.0).unwrap_or_default();
            }
            "EventRecordID" => record.record_id = part.text.trim().parse().ok(),
            "Channel" => record.channel = trimmed(&mut part.text),
            "Computer" => record.computer = trimmed(&mut part.text),
            "Security" => record.user_sid = part.take(&["UserID"]),
            _ => {}
        }
    }
}

/// A number as Windows writes it: with `0x` or without.
pub(super) fn number(text: &str) -> u64 {
    match text.strip_prefix("0x").or_else(|| text.strip_prefix("0X")) {
        Some(hex) => u64::from_str_radix(hex, 16).unwrap_or_default(),
        None => text.parse().or_else(|_| text.parse::<i64>().map(i64::cast_unsigned)).unwrap_or_default(),
    }
}

fn rendering<'a>(info: &mut Node<'a>, record: &mut Record<'a>) {
    if let Some(message) = info.children.iter_mut().find(|child| child.name == "Message") {
        record.message = trimmed(&mut message.text);
    }
}

/// `<Data Name="…">`, data without names, and the elements of UserData, however deep they lie.
fn data<'a>(parent: &mut Node<'a>, record: &mut Record<'a>) {
    for child in &mut parent.children {
        if !child.children.is_empty() {
            data(child, record);
            continue;
        }
        let name = match (child.name, child.take(&["Name"])) {
            ("Data", name) => name,
            (own, name) if name.is_empty() => Cow::Borrowed(own),
            (_, name) => name,
        };
        let value = std::mem::take(&mut child.text);
        record.data.push((name, value));
    }
}
