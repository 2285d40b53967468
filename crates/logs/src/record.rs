//! One record of a text log: told by how it begins, handed to its parser, and kept as it was when no parser can read it.

use crate::{
    audit, device,
    event::Event,
    format::Format,
    instant::{self, Clock},
    json,
    lines::Found,
    linux,
    sink::Sink,
    syslog,
    tally::{Place, Reason, Tally},
    text, windows,
};
use std::borrow::Cow;
use std::io;

/// Why a record can't be read.
pub(crate) type Unread = (Reason, String);

/// Reads a record and hands it on.
pub(crate) fn hand_on(
    bytes: &[u8],
    found: Found,
    clock: Clock,
    tally: &mut Tally,
    sink: &mut Sink<'_, '_>,
) -> io::Result<()> {
    let (words, whole) = text::decode(bytes);
    let words = words.trim_end_matches(['\0', ' ', '\n', '\r']);
    if words.trim().is_empty() {
        return Ok(());
    }
    let place = Place::Line(found.line);
    let raw = |reason: Reason, why: String, tally: &mut Tally, sink: &mut Sink<'_, '_>| {
        let event = Event { raw: Cow::Borrowed(words), line: found.line, ..Event::default() };
        sink.raw(event, reason, place, why, tally)
    };
    if found.too_long {
        return raw(Reason::TooLong, String::new(), tally, sink);
    }
    if found.cut_off {
        return raw(Reason::CutOff, String::new(), tally, sink);
    }
    if words.trim_start().starts_with('{') {
        return match json::parse(words) {
            Ok(value) => json::hand_on(&value, words, found.line, clock, tally, sink),
            Err(why) => raw(Reason::Json, why, tally, sink),
        };
    }
    match parse(words, found.line, clock) {
        Ok(event) if whole => sink.read(&event, tally),
        Ok(mut event) => {
            event.raw = Cow::Borrowed(words);
            sink.raw(event, Reason::Encoding, place, "bytes of no encoding that is read", tally)
        }
        Err((reason, why)) => raw(reason, why, tally, sink),
    }
}

/// The event that a record of one of the text forms is.
pub(crate) fn parse(words: &str, line: u64, clock: Clock) -> Result<Event<'_>, Unread> {
    let mut event = told(words, clock)?;
    event.line = line;
    Ok(event)
}

fn told(words: &str, clock: Clock) -> Result<Event<'_>, Unread> {
    let start = words.trim_start();
    if start.starts_with('<') && !start.as_bytes().get(1).is_some_and(u8::is_ascii_digit) {
        return element(start, clock);
    }
    if start.starts_with("type=") || start.starts_with("node=") {
        return linux::auditd(start).ok_or_else(|| unknown("no audit record"));
    }
    if let Some(event) = device::fortigate(start, clock) {
        return Ok(event);
    }
    if let Some(event) = device::pan_os(start, clock) {
        return Ok(event);
    }
    if let Some(event) = syslog::parse(start, clock) {
        return Ok(event);
    }
    let (time, rest) = begins_with_time(start, clock).ok_or_else(|| unknown("no line of a log that is known"))?;
    let mut event = Event { time, format: Format::Text.code(), message: Cow::Borrowed(rest), ..Event::default() };
    linux::openvpn(&mut event, rest);
    Ok(event)
}

/// A time at the start of a line, bare or in brackets, and the rest.
fn begins_with_time(line: &str, clock: Clock) -> Option<(crate::event::Moment, &str)> {
    let inner = line.strip_prefix('[').unwrap_or(line);
    let (time, rest) = instant::iso(inner, clock).or_else(|| instant::bsd(inner, clock))?;
    Some((time, rest.trim_start_matches([']', ' ', '\t', ':', ',', '-'])))
}

fn unknown(why: &str) -> Unread {
    (Reason::UnknownForm, why.to_owned())
}

/// An XML element on a line of its own.
pub(crate) fn element(start: &str, clock: Clock) -> Result<Event<'_>, Unread> {
    let as_xml = |why: String| (Reason::Xml, why);
    if start.starts_with("<Event") {
        return windows::xml::parse(start, Format::WindowsXml, 0, clock).map_err(as_xml);
    }
    audit::parse(start, clock).map_err(as_xml)
}

/// Whether some of these first lines are records of a log that is known for more than beginning with a time.
pub(crate) fn any_known(head: &[u8], clock: Clock) -> bool {
    first_lines(head).any(|line| {
        line.starts_with('{') && json::parse(&line).is_ok_and(|value| json::is_event(&value, clock))
            || parse(&line, 1, clock).is_ok_and(|event| event.format != Format::Text.code())
    })
}

/// Whether some of these first lines begin with a time.
pub(crate) fn any_timed(head: &[u8], clock: Clock) -> bool {
    first_lines(head).any(|line| parse(&line, 1, clock).is_ok())
}

fn first_lines(head: &[u8]) -> impl Iterator<Item = String> {
    head.split(|byte| *byte == b'\n').take(100).map(|line| {
        let line = text::decode(line).0;
        let line = line.trim();
        // The length of an octet-counted frame.
        let bare = line
            .split_once(' ')
            .filter(|(length, rest)| length.bytes().all(|byte| byte.is_ascii_digit()) && rest.starts_with('<'));
        bare.map_or(line, |(_, rest)| rest).to_owned()
    })
}
