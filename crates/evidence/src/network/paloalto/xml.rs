//! The XML of PAN-OS as paths of words: an `entry` stands under its name, a `member` under its text.

use crate::reading::{Refused, Unread, UnreadWhy};
use quick_xml::{Reader, events::Event};

/// Paths with their lines, and the version that the root names.
pub(super) struct Paths {
    pub statements: Vec<(Vec<String>, u64)>,
    pub version: Option<(String, u64)>,
}

/// Deeper than any real configuration.
const MAX_DEPTH: usize = 128;

/// Reads the XML. DTDs and entities of its own are refused.
pub(super) fn read(text: &str, unread: &mut Unread) -> Result<Paths, Refused> {
    let mut reader = Reader::from_str(text);
    let mut place = Place { text, at: 0, line: 1 };
    let mut found = Paths { statements: Vec::new(), version: None };
    let mut path: Vec<String> = Vec::new();
    // Whether an open element has had anything in it.
    let mut filled: Vec<bool> = Vec::new();
    loop {
        let event = reader.read_event();
        let line = place.line(reader.buffer_position());
        match event.map_err(|error| Refused::Damaged { line, column: 0, why: error.to_string() })? {
            Event::Start(element) | Event::Empty(element) if path.len() >= MAX_DEPTH => {
                drop(element);
                return Err(Refused::Damaged { line, column: 0, why: "nesting".to_owned() });
            }
            Event::Start(element) => {
                let name = name(&element);
                if name == "config" && found.version.is_none() {
                    found.version = attribute(&element, "detail-version")
                        .or_else(|| attribute(&element, "version"))
                        .map(|version| (version, line));
                }
                if let Some(filled) = filled.last_mut() {
                    *filled = true;
                }
                filled.push(false);
                path.push(word(&element, name));
            }
            Event::Empty(element) => {
                if let Some(filled) = filled.last_mut() {
                    *filled = true;
                }
                let name = name(&element);
                path.push(word(&element, name));
                found.statements.push((clean(&path), line));
                path.pop();
            }
            Event::End(_) => {
                if filled.pop() == Some(false) {
                    found.statements.push((clean(&path), line));
                }
                path.pop();
            }
            Event::Text(words) => {
                let words = words.trim();
                if !words.is_empty()
                    && let Some(filled) = filled.last_mut()
                {
                    *filled = true;
                    let mut statement = clean(&path);
                    statement.push(words.to_owned());
                    found.statements.push((statement, line));
                }
            }
            Event::DocType(_) => return Err(Refused::Damaged { line, column: 0, why: "DOCTYPE".to_owned() }),
            Event::Eof => break,
            _ => {}
        }
    }
    if !path.is_empty() {
        unread.push(place.line(text.len() as u64), UnreadWhy::Unfinished);
    }
    Ok(found)
}

fn name(element: &quick_xml::events::BytesStart<'_>) -> String {
    element.name().as_ref().to_owned()
}

fn attribute(element: &quick_xml::events::BytesStart<'_>, name: &str) -> Option<String> {
    let attribute = element.try_get_attribute(name).ok().flatten()?;
    Some(attribute.value.into_owned())
}

/// An entry by its name; a member only wraps its text.
fn word(element: &quick_xml::events::BytesStart<'_>, name: String) -> String {
    match name.as_str() {
        "entry" => attribute(element, "name").unwrap_or(name),
        "member" => String::new(),
        _ => name,
    }
}

fn clean(path: &[String]) -> Vec<String> {
    path.iter().filter(|word| !word.is_empty()).cloned().collect()
}

/// Lines of growing positions.
struct Place<'a> {
    text: &'a str,
    at: usize,
    line: u64,
}

impl Place<'_> {
    fn line(&mut self, position: u64) -> u64 {
        let position = usize::try_from(position).unwrap_or(usize::MAX).min(self.text.len());
        if let Some(between) = self.text.as_bytes().get(self.at..position) {
            self.line += between.iter().filter(|byte| **byte == b'\n').count() as u64;
            self.at = position;
        }
        self.line
    }
}
