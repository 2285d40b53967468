//! JSON documents one after another, each with its line. What is no JSON between them is passed over line by line, so that a message of
//! the tool or a cut costs no other document.

use serde_json::Value;

/// One piece of the text.
pub(super) enum Piece {
    /// A document and the line where it begins.
    Document(u64, Value),
    /// A line that is no JSON.
    Words(u64, String),
    /// The text ends inside a document that began on this line.
    Unfinished(u64),
    /// A document that can't be read through.
    Damaged(u64),
}

/// The pieces of a text in order.
pub(super) fn pieces(text: &str) -> Vec<Piece> {
    let mut found = Vec::new();
    let (mut rest, mut line) = (text, 1_u64);
    loop {
        let start = rest.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}' || c == '\0');
        line += breaks(rest.get(..rest.len() - start.len()).unwrap_or_default());
        rest = start;
        if rest.is_empty() {
            return found;
        }
        if !rest.starts_with(['{', '[']) {
            let end = rest.find('\n').unwrap_or(rest.len());
            found.push(Piece::Words(line, rest.get(..end).unwrap_or_default().trim_end().chars().take(200).collect()));
            rest = rest.get(end..).unwrap_or_default();
            continue;
        }
        let mut stream = serde_json::Deserializer::from_str(rest).into_iter::<Value>();
        let taken = match stream.next() {
            Some(Ok(value)) => {
                found.push(Piece::Document(line, value));
                stream.byte_offset()
            }
            Some(Err(error)) if error.is_eof() => {
                found.push(Piece::Unfinished(line));
                return found;
            }
            Some(Err(_)) | None => {
                found.push(Piece::Damaged(line));
                rest.find('\n').unwrap_or(rest.len())
            }
        };
        let taken = taken.max(1);
        line += breaks(rest.get(..taken).unwrap_or_default());
        rest = rest.get(taken..).unwrap_or_default();
    }
}

fn breaks(text: &str) -> u64 {
    text.bytes().filter(|byte| *byte == b'\n').count() as u64
}

/// The text under a key.
pub(super) fn text<'a>(value: &'a Value, key: &str) -> Option<&'a str> {
    value.get(key)?.as_str().filter(|text| !text.is_empty())
}

/// The first letters of a tool's own number: enough to tell runs apart, small in the journal.
pub(super) fn short(id: &str) -> String {
    id.chars().filter(char::is_ascii_alphanumeric).take(8).collect()
}
