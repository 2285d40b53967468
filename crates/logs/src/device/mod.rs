//! Lines of network devices: what each maker writes, with or without syslog around it.

mod cisco;
mod fortigate;
mod pan_os;

use crate::{event::Event, format::Format, instant::Clock};
use std::borrow::Cow;
use std::net::IpAddr;

pub(crate) use fortigate::parse as fortigate;
pub(crate) use pan_os::parse as pan_os;

/// Takes a message for that of a known device: fills in what it says and tells whether it was one.
pub(crate) fn body<'a>(event: &mut Event<'a>, message: &'a str, clock: Clock) -> bool {
    if message.starts_with('%') && cisco::fill(event, message) {
        return true;
    }
    let found = fortigate(message, clock).or_else(|| pan_os(message, clock));
    if let Some(mut inner) = found {
        if inner.host.is_empty() {
            inner.host = std::mem::take(&mut event.host);
        }
        if inner.severity.is_empty() {
            inner.severity = event.severity;
        }
        if inner.time.micros.is_none()
            || inner.time.basis != crate::event::TimeBasis::Stated
                && event.time.basis == crate::event::TimeBasis::Stated
        {
            inner.time = event.time;
        }
        inner.line = event.line;
        *event = inner;
        return true;
    }
    event.provider == "filterlog" && filterlog(event, message)
}

/// The next two addresses in a text, IPv4 or IPv6, each once.
pub(crate) fn addresses(text: &str) -> (&str, &str) {
    let mut found = text
        .split(|letter: char| !(letter.is_ascii_hexdigit() || matches!(letter, '.' | ':')))
        .map(|word| bare(bare(word, '.'), ':'))
        .filter_map(address);
    let first = found.next().unwrap_or_default();
    let second = found.find(|word| *word != first).unwrap_or_default();
    (first, second)
}

/// Without one mark of the sentence at either end; two colons belong to an address.
fn bare(word: &str, mark: char) -> &str {
    let word = match word.strip_prefix(mark) {
        Some(rest) if !rest.starts_with(mark) => rest,
        _ => word,
    };
    match word.strip_suffix(mark) {
        Some(rest) if !rest.ends_with(mark) => rest,
        _ => word,
    }
}

/// The address that a word is, without a port behind it. A clock is none, nor is a version number of three parts.
fn address(word: &str) -> Option<&str> {
    let (least, v6) = (word.len() >= 7, word.matches(':').count() >= 2);
    if least && word.parse::<IpAddr>().is_ok() {
        return Some(word);
    }
    if v6 || !least {
        return None;
    }
    // A port may stand behind it, and the end of an interface's name before it: `outside:192.0.2.1/80`.
    word.split(':').find(|part| part.parse::<IpAddr>().is_ok())
}

/// pfSense and OPNsense: “Filter Log Format for pfSense”, comma separated after the fixed part of the rule.
fn filterlog<'a>(event: &mut Event<'a>, message: &'a str) -> bool {
    let cells: Vec<&str> = message.split(',').collect();
    let cell = |at: usize| cells.get(at).copied().unwrap_or_default();
    let (source, target) = match cell(8) {
        "4" => (18, 19),
        "6" => (15, 16),
        _ => return false,
    };
    event.action = Cow::Borrowed("connection");
    event.outcome = match cell(6) {
        "pass" => crate::event::Outcome::Success,
        "block" | "reject" => crate::event::Outcome::Failure,
        _ => crate::event::Outcome::Unknown,
    };
    event.reason = Cow::Borrowed(cell(6));
    event.address = Cow::Borrowed(cell(source));
    event.destination = Cow::Borrowed(cell(target));
    event.event_id = Cow::Borrowed(cell(3));
    true
}

/// An event of one of the devices.
fn of(format: Format) -> Event<'static> {
    Event { format: format.code(), ..Event::default() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_found_in_sentences() {
        let cases = [
            ("from 10.0.0.1/80 to 10.0.0.2:443", ("10.0.0.1", "10.0.0.2")),
            ("116.178.2.180[4500] at 02:29:57", ("116.178.2.180", "")),
            ("_@::ffff:192.168.1.1 (::ffff:192.168.1.1)", ("::ffff:192.168.1.1", "")),
            ("fdfd:ace::5 fe80::1.", ("fdfd:ace::5", "fe80::1")),
            ("src outside:203.0.113.9/50001 dst inside:10.0.0.5/3389", ("203.0.113.9", "10.0.0.5")),
            ("version 2.6.3, face: bad", ("", "")),
        ];
        for (text, expected) in cases {
            assert_eq!(addresses(text), expected, "{text}");
        }
    }
}
