//! Syslog: RFC 5424, RFC 3164 and the many forms near it, with and without a priority before them.

use crate::{
    audit, device,
    event::{Event, Moment, Text, severity_word},
    format::Format,
    instant::{self, Clock},
    linux,
};
use std::borrow::Cow;
use std::net::IpAddr;

/// RFC 5424, table 1, by the names that programs use.
const FACILITIES: [&str; 24] = [
    "kern", "user", "mail", "daemon", "auth", "syslog", "lpr", "news", "uucp", "cron", "authpriv", "ftp", "ntp",
    "audit", "alert", "clock", "local0", "local1", "local2", "local3", "local4", "local5", "local6", "local7",
];

/// The event of a syslog record; nothing when it is none.
pub(crate) fn parse(record: &str, clock: Clock) -> Option<Event<'_>> {
    let (priority, rest) = priority(record);
    let mut event = Event::default();
    if let Some(priority) = priority {
        event.source = Cow::Borrowed(FACILITIES.get(usize::from(priority / 8)).copied().unwrap_or_default());
        event.severity = severity_word(priority % 8);
        if let Some(rest) = rest.strip_prefix("1 ")
            && let Some(event) = structured(event.clone(), rest, clock)
        {
            return Some(event);
        }
    }
    legacy(event, rest, priority.is_some(), clock)
}

/// `<PRI>`, at most 191.
fn priority(record: &str) -> (Option<u8>, &str) {
    let found = record.strip_prefix('<').and_then(|rest| rest.split_once('>'));
    match found {
        Some((number, rest)) if (1..=3).contains(&number.len()) => match number.parse::<u8>() {
            Ok(number) if number <= 191 => (Some(number), rest),
            _ => (None, record),
        },
        _ => (None, record),
    }
}

/// A header field of RFC 5424; `-` says nothing.
fn field(rest: &str) -> Option<(&str, &str)> {
    let (field, rest) = rest.split_once(' ').unwrap_or((rest, ""));
    (!field.is_empty()).then_some((if field == "-" { "" } else { field }, rest))
}

/// What follows `<PRI>1 ` in RFC 5424.
fn structured<'a>(mut event: Event<'a>, rest: &'a str, clock: Clock) -> Option<Event<'a>> {
    let (time, rest) = field(rest)?;
    let (host, rest) = field(rest)?;
    let (program, rest) = field(rest)?;
    let (_process, rest) = field(rest)?;
    let (kind, rest) = field(rest)?;
    let rest = if let Some(rest) = rest.strip_prefix('-') { rest } else { rest.get(structured_data(rest)?..)? };
    event.time = match time {
        "" => Moment::default(),
        time => instant::iso(time, clock)?.0,
    };
    event.format = Format::Syslog5424.code();
    event.host = Cow::Borrowed(host);
    event.provider = Cow::Borrowed(program);
    event.event_id = Cow::Borrowed(kind);
    let message = rest.trim_start().trim_start_matches('\u{feff}');
    Some(body(event, message, clock))
}

/// The length of `[id name="value" …]…`; nothing when it is not well formed.
fn structured_data(text: &str) -> Option<usize> {
    let (mut inside, mut quoted, mut escaped) = (false, false, false);
    for (at, letter) in text.char_indices() {
        match letter {
            _ if escaped => escaped = false,
            '\\' if quoted => escaped = true,
            '"' if inside => quoted = !quoted,
            '[' if !quoted => inside = true,
            ']' if !quoted => inside = false,
            _ if !inside => return (letter == ' ').then_some(at),
            _ => {}
        }
    }
    (!inside).then_some(text.len())
}

/// What follows the priority in RFC 3164 and its relatives.
fn legacy<'a>(mut event: Event<'a>, text: &'a str, has_priority: bool, clock: Clock) -> Option<Event<'a>> {
    event.format = Format::Syslog3164.code();
    let text = text.trim_start_matches([' ', ':']);
    if let Some(found) = bare_device(&event, text, clock) {
        return Some(found);
    }
    let rest = running_number(text);
    let (time, rest) = match timed(rest, clock) {
        Some((time, rest)) => (Some(time), rest),
        // Cisco may name itself before the time.
        None => match rest
            .split_once(": ")
            .filter(|(name, _)| is_name(name))
            .and_then(|(name, rest)| Some((name, timed(rest, clock)?)))
        {
            Some((name, (time, rest))) => {
                event.host = Cow::Borrowed(name);
                (Some(time), rest)
            }
            None if has_priority => (None, rest),
            None => return None,
        },
    };
    event.time = time.unwrap_or_default();
    let rest = rest.trim_start_matches([' ', ':']);
    let is_bsd = !text.trim_start_matches(['*', '.']).starts_with(|letter: char| letter.is_ascii_digit())
        || rest.len() == text.len();
    let after_host =
        if rest.starts_with('%') || !event.host.is_empty() || time.is_none() { rest } else { host(&mut event, rest) };
    // Cisco behind a relay: the host, then the device's own number and time.
    let inner = running_number(after_host);
    let inner = timed(inner, clock).map_or(inner, |(_, rest)| rest).trim_start_matches([' ', ':']);
    let after_host = if inner.starts_with('%') { inner } else { after_host };
    let before = event.host.clone();
    let known = device::body(&mut event, after_host, clock);
    if known {
        return Some(event);
    }
    let message = tag(&mut event, after_host);
    let plausible = has_priority
        || is_bsd
        || !event.provider.is_empty()
        || before.parse::<IpAddr>().is_ok()
        || before.contains('.');
    // A program's own log may begin with a time too; then the first word is no host.
    let has_t = text.as_bytes().get(10) == Some(&b'T');
    if !has_priority && !is_bsd && (!plausible || !has_t) {
        return None;
    }
    Some(body(event, message, clock))
}

fn timed(text: &str, clock: Clock) -> Option<(Moment, &str)> {
    instant::bsd(text, clock).or_else(|| instant::iso(text, clock))
}

/// Devices that send their own record right after the priority.
fn bare_device<'a>(event: &Event<'a>, text: &'a str, clock: Clock) -> Option<Event<'a>> {
    let mut found = device::fortigate(text, clock).or_else(|| device::pan_os(text, clock))?;
    if found.severity.is_empty() {
        found.severity = event.severity;
    }
    Some(found)
}

/// Cisco numbers its messages: `000123: `.
fn running_number(text: &str) -> &str {
    match text.split_once(": ") {
        Some((number, rest)) if !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit()) => {
            rest.trim_start()
        }
        _ => text,
    }
}

fn is_name(text: &str) -> bool {
    !text.is_empty()
        && text.len() <= 255
        && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'_' | b':'))
}

/// Takes the host, the first word; a program's name, which ends with `:` or has `[` in it, is none.
fn host<'a>(event: &mut Event<'a>, rest: &'a str) -> &'a str {
    let (word, after) = rest.split_once(' ').unwrap_or((rest, ""));
    if word.ends_with(':') && word.parse::<IpAddr>().is_err() || word.contains(['[', '=', '"', '(']) {
        return rest;
    }
    event.host = Cow::Borrowed(word);
    let after = after.trim_start();
    // ASA writes `host : %ASA`.
    after.strip_prefix(": ").unwrap_or(after)
}

/// Takes the program, `name[123]: `, and gives the message.
fn tag<'a>(event: &mut Event<'a>, rest: &'a str) -> &'a str {
    let end = rest.find([':', '[', ' ']).unwrap_or(rest.len());
    let (name, after) = rest.split_at(end);
    let after = match after.strip_prefix('[') {
        Some(inner) => inner.split_once(']').map_or(after, |(_, after)| after),
        None => after,
    };
    match after.strip_prefix(':') {
        Some(message) if !name.is_empty() && name.len() <= 128 => {
            event.provider = Cow::Borrowed(name);
            message.strip_prefix(' ').unwrap_or(message)
        }
        _ => rest,
    }
}

/// What the message itself is: an audit message, JSON, a device's record, a program's sentence.
fn body<'a>(mut event: Event<'a>, message: &'a str, clock: Clock) -> Event<'a> {
    event.message = Cow::Borrowed(message);
    if message.starts_with('<') && (message.contains("<AuditMessage") || message.contains(":AuditMessage")) {
        match audit::parse(message, clock) {
            Ok(found) => return in_envelope(found, event),
            Err(_) => return event,
        }
    }
    if !device::body(&mut event, message, clock) {
        linux::program(&mut event, message);
    }
    event
}

/// An event that came in another: what it does not say itself is the other's.
fn in_envelope<'a>(mut inner: Event<'a>, outer: Event<'a>) -> Event<'a> {
    if inner.time.micros.is_none() {
        inner.time = outer.time;
    }
    for (into, from) in [(&mut inner.host, outer.host), (&mut inner.provider, outer.provider)] {
        if into.is_empty() {
            *into = from;
        }
    }
    inner.severity = outer.severity;
    if inner.message.is_empty() {
        inner.message = Text::default();
    }
    inner
}
