//! Tables of accesses, as EHRs export them: comma or tab separated, Shift_JIS or UTF-8, date and time in one column or two. Which column
//! is what is said by a mapping profile; the built-in ones know the headings that Japanese systems use.

mod profile;

pub use profile::{Profile, ProfileError};

use crate::{
    event::{Event, Moment, Text},
    format::Format,
    instant::{self, Clock},
    lines::Lines,
    read::{Context, ReadError, Refused},
    record,
    sink::Sink,
    tally::{Place, Reason, Tally},
    text,
};
use profile::{Field, Mapping};
use std::borrow::Cow;
use std::io::{self, BufRead};

/// So many rows may stand before the heading: a title, the period, the name of the hospital.
const MAX_BEFORE_HEADING: usize = 20;

/// The cells of a row. Quotation marks may stand around a cell; two in a row mean one.
pub(crate) fn cells(row: &str, separator: char) -> Vec<Text<'_>> {
    let mut all = Vec::new();
    let mut rest = row;
    loop {
        let (cell, after) = cell(rest, separator);
        all.push(cell);
        match after {
            Some(after) => rest = after,
            None => return all,
        }
    }
}

fn cell(text: &str, separator: char) -> (Text<'_>, Option<&str>) {
    let Some(inner) = text.strip_prefix('"') else {
        return match text.split_once(separator) {
            Some((cell, rest)) => (Cow::Borrowed(cell), Some(rest)),
            None => (Cow::Borrowed(text), None),
        };
    };
    let mut from = 0;
    while let Some(at) = inner.get(from..).and_then(|rest| rest.find('"')).map(|at| from + at) {
        let after = inner.get(at + 1..).unwrap_or_default();
        if after.starts_with('"') {
            from = at + 2;
            continue;
        }
        let inside = inner.get(..at).unwrap_or_default();
        let cell = if inside.contains('"') { Cow::Owned(inside.replace("\"\"", "\"")) } else { Cow::Borrowed(inside) };
        // What stands between the mark and the separator belongs to nothing.
        return (cell, after.split_once(separator).map(|(_, rest)| rest));
    }
    (Cow::Borrowed(inner), None)
}

/// Reads a table, or lines that only begin with a time, or refuses.
pub(crate) fn read(
    input: impl BufRead,
    head: &[u8],
    context: &Context,
    tally: &mut Tally,
    sink: &mut Sink<'_, '_>,
) -> Result<(), ReadError> {
    let heading = find_heading(head, &context.profiles);
    let mut lines = Lines::new(input);
    let mut bytes = Vec::new();
    let Some(heading) = heading else {
        if !record::any_timed(head, context.clock) {
            return Err(refused(head).into());
        }
        while let Some(found) = lines.record(&mut bytes)? {
            record::hand_on(&bytes, found, context.clock, tally, sink)?;
        }
        return Ok(());
    };
    let clock = Clock {
        offset_minutes: heading.mapping.offset_minutes.unwrap_or(context.clock.offset_minutes),
        ..context.clock
    };
    let mut row = Vec::new();
    while let Some(mut found) = lines.line(&mut row)? {
        // A cell may hold line ends.
        while memchr::memchr_iter(b'"', &row).count() % 2 == 1 && row.len() < crate::lines::MAX_RECORD {
            let Some(more) = lines.line(&mut bytes)? else { break };
            row.push(b'\n');
            row.extend_from_slice(&bytes);
            found.too_long |= more.too_long;
        }
        if found.line > heading.line {
            take_row(&row, found.line, found.too_long, &heading, clock, tally, sink)?;
        }
    }
    Ok(())
}

struct Heading {
    line: u64,
    separator: char,
    names: Vec<String>,
    mapping: Mapping,
}

fn find_heading(head: &[u8], profiles: &[Profile]) -> Option<Heading> {
    let rows = head.split(|byte| *byte == b'\n').take(MAX_BEFORE_HEADING);
    for (line, row) in (1..).zip(rows) {
        let row = text::decode(row).0;
        let row = row.trim_end_matches('\r');
        for separator in [',', '\t', ';', '|'] {
            let names: Vec<String> = cells(row, separator).iter().map(|cell| cell.trim().to_owned()).collect();
            if names.len() < 2 {
                continue;
            }
            if let Some(mapping) = profiles.iter().find_map(|profile| profile.map(&names)) {
                return Some(Heading { line, separator, names, mapping });
            }
        }
    }
    None
}

fn refused(head: &[u8]) -> Refused {
    let decoded = text::decode(head).0;
    let mut lines = (1..).zip(decoded.lines()).filter(|(_, line)| !line.trim().is_empty());
    let Some((line, first)) = lines.next() else { return Refused::Empty };
    for separator in [',', '\t', ';'] {
        let count = cells(first, separator).len();
        if count >= 3 && lines.next().is_none_or(|(_, second)| cells(second, separator).len() == count) {
            let columns: Vec<_> = cells(first, separator).into_iter().take(40).collect();
            return Refused::UnknownTable { line, columns: columns.join(", ") };
        }
    }
    Refused::UnknownText { line, start: first.chars().take(80).collect() }
}

fn take_row(
    bytes: &[u8],
    line: u64,
    too_long: bool,
    heading: &Heading,
    clock: Clock,
    tally: &mut Tally,
    sink: &mut Sink<'_, '_>,
) -> io::Result<()> {
    let (words, whole) = text::decode(bytes);
    let words = words.trim_end_matches(['\r', '\n', '\0', '\x1a']);
    if words.trim().is_empty() {
        return Ok(());
    }
    let kept = Event { raw: Cow::Borrowed(words), format: Format::Table.code(), line, ..Event::default() };
    let place = Place::Line(line);
    if too_long {
        return sink.raw(kept, Reason::TooLong, place, "", tally);
    }
    let mut row = cells(words, heading.separator);
    while row.len() > heading.names.len() && row.last().is_some_and(|cell| cell.is_empty()) {
        row.pop();
    }
    let rest_is_message = heading.mapping.rest_is_message && row.len() > heading.names.len();
    if row.len() != heading.names.len() && !rest_is_message {
        let why = format!("{} cells, the heading has {}", row.len(), heading.names.len());
        return sink.raw(kept, Reason::Cells, place, why, tally);
    }
    match event(row, heading, clock) {
        Ok(mut event) => {
            event.line = line;
            if whole {
                return sink.read(&event, tally);
            }
            event.raw = Cow::Borrowed(words);
            sink.raw(event, Reason::Encoding, place, "bytes of no encoding that is read", tally)
        }
        Err(why) => sink.raw(kept, Reason::Time, place, why, tally),
    }
}

fn event<'a>(mut row: Vec<Text<'a>>, heading: &'a Heading, clock: Clock) -> Result<Event<'a>, String> {
    let mapping = &heading.mapping;
    let mut event = Event { format: Format::Table.code(), source: Cow::Borrowed(&mapping.profile), ..Event::default() };
    event.time = time(&row, mapping, clock)?;
    let mut rest = String::new();
    let extra = row.split_off(heading.names.len().min(row.len()));
    for ((cell, field), name) in row.into_iter().zip(&mapping.fields).zip(&heading.names) {
        let cell = trimmed(cell);
        if cell.is_empty() {
            continue;
        }
        match field {
            Some(Field::Date | Field::Time | Field::DateTime) => {}
            Some(field) => mapping.put(*field, cell, &mut event),
            None => {
                if !rest.is_empty() {
                    rest.push_str("; ");
                }
                rest.push_str(name);
                rest.push('=');
                rest.push_str(&cell);
            }
        }
    }
    for cell in extra.into_iter().filter(|cell| !cell.is_empty()) {
        if !rest.is_empty() {
            rest.push_str("; ");
        }
        rest.push_str(&cell);
    }
    if event.message.is_empty() {
        event.message = Cow::Owned(rest);
    } else if !rest.is_empty() {
        event.message = Cow::Owned(format!("{}; {rest}", event.message));
    }
    Ok(event)
}

fn trimmed(cell: Text<'_>) -> Text<'_> {
    match cell {
        Cow::Borrowed(text) => Cow::Borrowed(text.trim()),
        Cow::Owned(text) if text.trim().len() == text.len() => Cow::Owned(text),
        Cow::Owned(text) => Cow::Owned(text.trim().to_owned()),
    }
}

fn time(row: &[Text<'_>], mapping: &Mapping, clock: Clock) -> Result<Moment, String> {
    let cell = |field: Field| {
        mapping.fields.iter().position(|found| *found == Some(field)).and_then(|at| row.get(at)).map(|cell| cell.trim())
    };
    if let Some(both) = cell(Field::DateTime) {
        return date_and_time(both, clock).ok_or_else(|| format!("no date and time: {both}"));
    }
    let (day, hour) = (cell(Field::Date).unwrap_or_default(), cell(Field::Time).unwrap_or_default());
    let civil = instant::date(day).filter(|(_, rest)| is_weekday_or_nothing(rest));
    let moment = civil.and_then(|(civil, _)| {
        instant::time_of_day(civil, if hour.len() == 5 && !hour.contains(':') { "" } else { hour }, clock)
    });
    moment.ok_or_else(|| format!("no date and time: {day} {hour}"))
}

/// `2024/02/18 8:05:09`, `20240218080509`, `令和6年2月18日 8時5分`, `2024/02/18(日) 08:05`.
fn date_and_time(text: &str, clock: Clock) -> Option<Moment> {
    if let Some((moment, rest)) = instant::iso(text, clock)
        && rest.trim().is_empty()
    {
        return Some(moment);
    }
    let (civil, rest) = instant::date(text)?;
    let rest = rest.trim_start_matches(['T', ' ', '\u{3000}']);
    let rest = match rest.strip_prefix(['(', '（']) {
        Some(inner) => inner.split_once([')', '）'])?.1,
        None => rest,
    };
    instant::time_of_day(civil, rest, clock)
}

/// `2024/02/18(日)`; some systems write midnight behind the date.
fn is_weekday_or_nothing(rest: &str) -> bool {
    let rest = rest.trim();
    rest.is_empty() || rest.starts_with(['(', '（']) || rest.starts_with("0:00") || rest.starts_with("00:00")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_may_stand_in_marks() {
        let cases: &[(&str, &[&str])] = &[
            ("a,b,", &["a", "b", ""]),
            ("\"a,b\",\"c \"\"d\"\"\"", &["a,b", "c \"d\""]),
            ("\"open,b", &["open,b"]),
            ("\"a\"x,b", &["a", "b"]),
            ("", &[""]),
        ];
        for (row, expected) in cases {
            assert_eq!(cells(row, ','), *expected, "{row}");
        }
    }

    proptest::proptest! {
        #[test]
        fn what_was_written_is_read(all in proptest::collection::vec("\\PC{0,8}", 1..6)) {
            let row = all.iter().map(|cell| format!("\"{}\"", cell.replace('"', "\"\""))).collect::<Vec<_>>().join(",");
            proptest::prop_assert_eq!(cells(&row, ','), all);
        }
    }
}
