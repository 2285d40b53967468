//! Streams that are one XML or JSON document, or several in a row that do not keep to lines.

use crate::{
    audit,
    event::Event,
    fhir,
    format::Format,
    instant::Clock,
    json,
    lines::MAX_RECORD,
    read::{ReadError, Refused},
    record,
    sink::Sink,
    tally::{Place, Reason, Tally},
    text, windows,
    xml::{Elements, Piece},
};
use std::borrow::Cow;
use std::io::{self, BufRead};

/// What a document is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Xml,
    Json,
}

/// Tells a document from lines, by its first bytes that are no space.
pub(crate) fn kind(body: &[u8]) -> Option<Kind> {
    if let [b'<', next, ..] = body
        && (next.is_ascii_alphabetic() || matches!(next, b'?' | b'!'))
    {
        return Some(Kind::Xml);
    }
    is_json_document(body).then_some(Kind::Json)
}

/// JSON is lines when its first line is a whole value.
fn is_json_document(body: &[u8]) -> bool {
    match body.first() {
        // Lines of a log may begin with a bracket too.
        Some(b'[') => body.get(1..).is_some_and(|rest| matches!(rest.trim_ascii_start().first(), Some(b'{' | b']'))),
        Some(b'{') => {
            let line = body.split(|byte| *byte == b'\n').next().unwrap_or_default();
            // A line longer than what is looked at is taken for a line.
            line.len() < body.len() && serde_json::from_slice::<serde::de::IgnoredAny>(line).is_err()
        }
        _ => false,
    }
}

/// Reads the events of XML.
pub(crate) fn xml(
    input: impl BufRead,
    clock: Clock,
    tally: &mut Tally,
    sink: &mut Sink<'_, '_>,
) -> Result<(), ReadError> {
    let mut elements = Elements::new(input, &["Event", "AuditMessage", "AuditEvent"]);
    let mut bytes = Vec::new();
    let mut first_words = None;
    while let Some((line, piece)) = elements.next(&mut bytes)? {
        let (words, _) = text::decode(&bytes);
        let words = words.trim();
        let place = Place::Line(line);
        match piece {
            Piece::Element => match element(words, line, clock) {
                Ok(event) => sink.read(&event, tally)?,
                Err(why) => sink.raw(kept(words, line), Reason::Xml, place, why, tally)?,
            },
            Piece::TooLong => sink.raw(kept(words, line), Reason::TooLong, place, "", tally)?,
            Piece::CutOff => sink.raw(kept(words, line), Reason::CutOff, place, "", tally)?,
            Piece::Between if tally.is_empty() => {
                first_words.get_or_insert((line, words.chars().take(80).collect::<String>()));
            }
            // Lines of another log in the same file.
            Piece::Between => between(words, line, clock, tally, sink)?,
        }
    }
    if tally.is_empty() {
        let (line, detail) = first_words.unwrap_or((1, "no <Event>, <AuditMessage> or <AuditEvent>".into()));
        return Err(Refused::NoEvent { line, detail }.into());
    }
    Ok(())
}

fn between(words: &str, line: u64, clock: Clock, tally: &mut Tally, sink: &mut Sink<'_, '_>) -> io::Result<()> {
    for (number, one) in (line..).zip(words.lines()).filter(|(_, one)| !one.trim().is_empty()) {
        match record::parse(one, number, clock) {
            Ok(event) => sink.read(&event, tally)?,
            Err((reason, why)) => sink.raw(kept(one, number), reason, Place::Line(number), why, tally)?,
        }
    }
    Ok(())
}

fn kept(words: &str, line: u64) -> Event<'_> {
    Event { raw: Cow::Borrowed(words), line, ..Event::default() }
}

fn element(words: &str, line: u64, clock: Clock) -> Result<Event<'_>, String> {
    let name = words.trim_start_matches('<');
    let end = name.find([' ', '\t', '\r', '\n', '/', '>']).unwrap_or(name.len());
    let name = name.get(..end).and_then(|name| name.rsplit(':').next()).unwrap_or_default();
    let mut event = match name {
        "Event" => windows::xml::parse(words, Format::WindowsXml, line, clock)?,
        "AuditMessage" => audit::parse(words, clock)?,
        _ => fhir::parse_xml(words, clock)?,
    };
    event.line = line;
    Ok(event)
}

/// A JSON value may have so many bytes; a FHIR Bundle of a day is the largest.
const MAX_VALUE: usize = 64 << 20;

/// Reads the events of JSON that does not keep to lines.
pub(crate) fn json(
    mut input: impl BufRead,
    clock: Clock,
    tally: &mut Tally,
    sink: &mut Sink<'_, '_>,
) -> Result<(), ReadError> {
    let mut values = Values::default();
    let mut first_error = None;
    loop {
        let part = input.fill_buf()?;
        if part.is_empty() {
            break;
        }
        let length = part.len();
        values.feed(part, &mut |bytes, line, too_long| {
            let (words, _) = text::decode(bytes);
            if too_long {
                let start: String = words.chars().take(MAX_RECORD / 4).collect();
                return sink.raw(kept(&start, line), Reason::TooLong, Place::Line(line), "", tally);
            }
            match json::parse(&words) {
                Ok(value) => json::hand_on(&value, "", line, clock, tally, sink),
                Err(why) => {
                    first_error.get_or_insert((line, why.clone()));
                    sink.raw(kept(&words, line), Reason::Json, Place::Line(line), why, tally)
                }
            }
        })?;
        input.consume(length);
    }
    if !values.current.trim_ascii().is_empty() {
        let (words, _) = text::decode(&values.current);
        sink.raw(kept(&words, values.began), Reason::CutOff, Place::Line(values.began), "", tally)?;
    }
    if tally.read == 0 {
        let (line, detail) = first_error.unwrap_or((1, "no object with a time and a message".into()));
        return Err(Refused::NoEvent { line, detail }.into());
    }
    Ok(())
}

/// Takes an object: its bytes, the line where it begins, and whether it is too long.
type Each<'a> = &'a mut dyn FnMut(&[u8], u64, bool) -> io::Result<()>;

/// Cuts a stream into its outermost objects; those of an outermost list count as such.
struct Values {
    current: Vec<u8>,
    began: u64,
    line: u64,
    depth: u32,
    /// What stands open outside: a list does not belong to the values in it.
    in_list: bool,
    in_text: bool,
    escaped: bool,
    too_long: bool,
}

impl Default for Values {
    fn default() -> Self {
        Self {
            current: Vec::new(),
            began: 1,
            line: 1,
            depth: 0,
            in_list: false,
            in_text: false,
            escaped: false,
            too_long: false,
        }
    }
}

impl Values {
    fn feed(&mut self, part: &[u8], each: Each<'_>) -> io::Result<()> {
        for byte in part {
            self.line += u64::from(*byte == b'\n');
            if self.depth == 0 {
                match byte {
                    b'{' => (self.depth, self.began) = (1, self.line),
                    b'[' if !self.in_list => {
                        self.in_list = true;
                        continue;
                    }
                    b']' if self.in_list => {
                        self.in_list = false;
                        continue;
                    }
                    b',' | b' ' | b'\t' | b'\r' | b'\n' => continue,
                    _ => {}
                }
                self.current.push(*byte);
                continue;
            }
            if self.current.len() < MAX_VALUE {
                self.current.push(*byte);
            } else {
                self.too_long = true;
            }
            if self.in_text {
                match byte {
                    _ if self.escaped => self.escaped = false,
                    b'\\' => self.escaped = true,
                    b'"' => self.in_text = false,
                    _ => {}
                }
                continue;
            }
            match byte {
                b'"' => self.in_text = true,
                b'{' | b'[' => self.depth += 1,
                b'}' | b']' => {
                    self.depth -= 1;
                    if self.depth == 0 {
                        each(&self.current, self.began, self.too_long)?;
                        self.current.clear();
                        self.too_long = false;
                    }
                }
                _ => {}
            }
        }
        Ok(())
    }
}
