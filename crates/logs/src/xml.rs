//! One XML element as a small tree, and the elements of a stream one after the other.
//!
//! No document type and no entity but the five of XML itself: what a record needs beyond that is refused, so that nothing grows and
//! nothing is fetched.

use crate::event::Text;
use quick_xml::{
    Reader,
    events::{BytesStart, Event},
};
use std::borrow::Cow;
use std::io::{self, Read};

/// Elements may lie so deep in each other.
const MAX_DEPTH: usize = 48;
/// An element may hold so many others.
const MAX_NODES: usize = 50_000;

/// An element with what lies in it. Names are without their prefix.
#[derive(Debug, Default)]
pub(crate) struct Node<'a> {
    pub(crate) name: &'a str,
    pub(crate) attributes: Vec<(&'a str, Text<'a>)>,
    /// Its own text, without that of the elements in it.
    pub(crate) text: Text<'a>,
    pub(crate) children: Vec<Node<'a>>,
}

impl<'a> Node<'a> {
    /// The value of an attribute, or nothing.
    pub(crate) fn attribute(&self, name: &str) -> &str {
        self.attributes.iter().find(|(found, _)| *found == name).map_or("", |(_, value)| value)
    }

    /// Takes the value of the first of these attributes that is there.
    pub(crate) fn take(&mut self, names: &[&str]) -> Text<'a> {
        let at = names.iter().find_map(|name| self.attributes.iter().position(|(found, _)| found == name));
        at.and_then(|at| self.attributes.get_mut(at)).map(|(_, value)| std::mem::take(value)).unwrap_or_default()
    }

    /// The first element of this name in it.
    pub(crate) fn child(&self, name: &str) -> Option<&Self> {
        self.children.iter().find(|child| child.name == name)
    }

    /// The elements of this name in it.
    pub(crate) fn all<'n>(&'n self, name: &'n str) -> impl Iterator<Item = &'n Self> + use<'a, 'n> {
        self.children.iter().filter(move |child| child.name == name)
    }
}

/// The part of a name after its prefix.
fn local(name: &str) -> &str {
    name.rsplit(':').next().unwrap_or(name)
}

/// The element that a text is, with nothing but space, a declaration and comments around it.
///
/// # Errors
/// Why it is none.
pub(crate) fn parse(text: &str) -> Result<Node<'_>, String> {
    let mut reader = Reader::from_str(text);
    reader.config_mut().check_end_names = true;
    let mut open: Vec<Node<'_>> = Vec::new();
    let mut count = 0;
    loop {
        let event = reader.read_event().map_err(|error| error.to_string())?;
        let closed = match event {
            Event::Start(start) => {
                count += 1;
                if open.len() >= MAX_DEPTH || count > MAX_NODES {
                    return Err("too many elements, or too deep".into());
                }
                open.push(node(text, &start)?);
                None
            }
            Event::Empty(start) => {
                count += 1;
                if count > MAX_NODES {
                    return Err("too many elements".into());
                }
                Some(node(text, &start)?)
            }
            Event::End(_) => open.pop(),
            Event::Text(found) => {
                add(&mut open, found.into_inner());
                None
            }
            Event::CData(found) => {
                add(&mut open, found.into_inner());
                None
            }
            Event::GeneralRef(found) => {
                let letter = match found.resolve_char_ref().map_err(|error| error.to_string())? {
                    Some(letter) => letter,
                    None => entity(&found).ok_or_else(|| format!("entity &{};", &*found))?,
                };
                add(&mut open, Cow::Owned(letter.to_string()));
                None
            }
            Event::DocType(_) => return Err("a document type".into()),
            Event::Eof => return Err("it breaks off".into()),
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) => None,
        };
        if let Some(closed) = closed {
            match open.last_mut() {
                Some(parent) => parent.children.push(closed),
                None => return Ok(closed),
            }
        }
    }
}

fn entity(name: &str) -> Option<char> {
    Some(match name {
        "lt" => '<',
        "gt" => '>',
        "amp" => '&',
        "quot" => '"',
        "apos" => '\'',
        _ => return None,
    })
}

fn add<'a>(open: &mut [Node<'a>], text: Text<'a>) {
    let Some(node) = open.last_mut() else { return };
    if node.text.is_empty() {
        node.text = text;
    } else {
        node.text.to_mut().push_str(&text);
    }
}

/// The part of `text` that a name of the reader is, so that it lives as long as the text.
fn within<'a>(text: &'a str, part: &str) -> &'a str {
    let at = (part.as_ptr() as usize).wrapping_sub(text.as_ptr() as usize);
    text.get(at..at.wrapping_add(part.len())).unwrap_or_default()
}

fn node<'a>(text: &'a str, start: &BytesStart<'a>) -> Result<Node<'a>, String> {
    let mut attributes = Vec::new();
    for found in start.attributes().with_checks(false) {
        let found = found.map_err(|error| error.to_string())?;
        let value = match found.value {
            Cow::Borrowed(value) if !value.contains('&') => Cow::Borrowed(within(text, value)),
            value => Cow::Owned(unescaped(&value)?),
        };
        attributes.push((local(within(text, found.key.into_inner())), value));
    }
    Ok(Node { name: local(within(text, start.name().into_inner())), attributes, ..Node::default() })
}

fn unescaped(value: &str) -> Result<String, String> {
    quick_xml::escape::unescape(value).map(Cow::into_owned).map_err(|error| error.to_string())
}

/// An element of a stream may have so many bytes.
pub(crate) const MAX_ELEMENT: usize = 8 << 20;

/// What a stream holds, one after the other.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Piece {
    /// An element with one of the wanted names.
    Element,
    /// Words between elements.
    Between,
    /// An element that is longer than [`MAX_ELEMENT`]; its beginning is kept.
    TooLong,
    /// An element that the end of the stream cuts off.
    CutOff,
}

/// The elements of certain names in a stream. What lies around them (a root element, a declaration) is passed over.
pub(crate) struct Elements<R> {
    input: R,
    names: &'static [&'static str],
    window: Vec<u8>,
    /// What of the window has been handed on.
    used: usize,
    line: u64,
}

/// So much is read at once.
const STEP: u64 = 1 << 16;

impl<R: Read> Elements<R> {
    pub(crate) const fn new(input: R, names: &'static [&'static str]) -> Self {
        Self { input, names, window: Vec::new(), used: 0, line: 1 }
    }

    /// The next piece, with the line where it begins.
    pub(crate) fn next(&mut self, into: &mut Vec<u8>) -> io::Result<Option<(u64, Piece)>> {
        loop {
            let Some(open) = self.find(b"<", 0)? else {
                let line = self.line;
                self.hand_on(self.left().len(), into);
                return Ok((!into.trim_ascii().is_empty()).then_some((line, Piece::Between)));
            };
            let line = self.line;
            self.hand_on(open, into);
            if !into.trim_ascii().is_empty() {
                return Ok(Some((line, Piece::Between)));
            }
            let line = self.line;
            if let Some(piece) = self.element(into)? {
                return Ok(Some((line, piece)));
            }
        }
    }

    fn left(&self) -> &[u8] {
        self.window.get(self.used..).unwrap_or_default()
    }

    /// Where `wanted` stands in what is left, at or after `from`; reads on until it is found, or nothing comes, or it is too far.
    fn find(&mut self, wanted: &[u8], mut from: usize) -> io::Result<Option<usize>> {
        loop {
            if let Some(at) = memchr::memmem::find(self.left().get(from..).unwrap_or_default(), wanted) {
                return Ok(Some(from + at));
            }
            from = from.max((self.left().len() + 1).saturating_sub(wanted.len()));
            if self.left().len() > MAX_ELEMENT || !self.more()? {
                return Ok(None);
            }
        }
    }

    fn more(&mut self) -> io::Result<bool> {
        if self.used > MAX_ELEMENT {
            self.window.drain(..self.used);
            self.used = 0;
        }
        Ok(self.input.by_ref().take(STEP).read_to_end(&mut self.window)? > 0)
    }

    /// Moves so many bytes from the window into `into`, which is emptied first.
    fn hand_on(&mut self, count: usize, into: &mut Vec<u8>) {
        into.clear();
        into.extend_from_slice(self.left().get(..count).unwrap_or_default());
        self.line += memchr::memchr_iter(b'\n', into).count() as u64;
        self.used += into.len();
    }

    /// What begins at the `<` at which the window stands: nothing when it is passed over.
    fn element(&mut self, into: &mut Vec<u8>) -> io::Result<Option<Piece>> {
        while self.left().len() < 80 && self.more()? {}
        if self.left().starts_with(b"<!--") {
            return self.pass_over(b"-->", into);
        }
        let tag = self.left().get(1..80.min(self.left().len())).unwrap_or_default();
        let end =
            tag.iter().position(|byte| matches!(byte, b' ' | b'\t' | b'\r' | b'\n' | b'/' | b'>')).unwrap_or(tag.len());
        let name = tag.get(..end).unwrap_or_default().to_vec();
        let bare = name.rsplit(|byte| *byte == b':').next().unwrap_or_default();
        if !self.names.iter().any(|wanted| wanted.as_bytes() == bare) {
            return self.pass_over(b">", into);
        }
        let Some(close) = self.find(b">", 0)? else { return Ok(Some(self.unfinished(into))) };
        if close.checked_sub(1).and_then(|before| self.left().get(before)) == Some(&b'/') {
            self.hand_on(close + 1, into);
            return Ok(Some(Piece::Element));
        }
        let closing = [b"</", name.as_slice(), b">"].concat();
        match self.find(&closing, close)? {
            Some(at) => {
                self.hand_on(at + closing.len(), into);
                Ok(Some(Piece::Element))
            }
            None => {
                let piece = self.unfinished(into);
                if piece == Piece::TooLong {
                    self.drop_until(&closing)?;
                }
                Ok(Some(piece))
            }
        }
    }

    fn pass_over(&mut self, end: &[u8], into: &mut Vec<u8>) -> io::Result<Option<Piece>> {
        match self.find(end, 0)? {
            Some(at) => {
                self.hand_on(at + end.len(), into);
                Ok(None)
            }
            None => Ok(Some(self.unfinished(into))),
        }
    }

    /// An element whose end is not in reach.
    fn unfinished(&mut self, into: &mut Vec<u8>) -> Piece {
        let piece = if self.left().len() > MAX_ELEMENT { Piece::TooLong } else { Piece::CutOff };
        self.hand_on(self.left().len(), into);
        into.truncate(crate::lines::MAX_RECORD);
        piece
    }

    fn drop_until(&mut self, end: &[u8]) -> io::Result<()> {
        loop {
            if let Some(at) = self.find(end, 0)? {
                self.used += at + end.len();
                return Ok(());
            }
            let keep = end.len().min(self.left().len());
            let rest = self.left().len() - keep;
            self.used += rest;
            if rest == 0 {
                return Ok(());
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pieces(text: &[u8]) -> Vec<(u64, Piece, String)> {
        let mut elements = Elements::new(text, &["Event"]);
        let (mut all, mut piece) = (Vec::new(), Vec::new());
        while let Some((line, kind)) = elements.next(&mut piece).unwrap() {
            all.push((line, kind, String::from_utf8_lossy(&piece).trim().to_owned()));
        }
        all
    }

    #[test]
    fn elements_come_one_by_one_with_their_line() {
        let text = b"<?xml version='1.0'?>\n<Events>\n<Event a='1'><b/></Event><Event/>\n<!-- <Event> -->noise<x:Event></x:Event>\n<Event>cut";
        let found = pieces(text);
        assert_eq!(
            found,
            [
                (3, Piece::Element, "<Event a='1'><b/></Event>".into()),
                (3, Piece::Element, "<Event/>".into()),
                (4, Piece::Between, "noise".into()),
                (4, Piece::Element, "<x:Event></x:Event>".into()),
                (5, Piece::CutOff, "<Event>cut".into()),
            ]
        );
    }

    #[test]
    fn an_element_too_long_is_read_past() {
        let long = [b"<Event>".to_vec(), vec![b'x'; MAX_ELEMENT * 2], b"</Event>\n<Event/>".to_vec()].concat();
        let found: Vec<_> = pieces(&long).into_iter().map(|(line, kind, _)| (line, kind)).collect();
        assert_eq!(found, [(1, Piece::TooLong), (2, Piece::Element)]);
    }

    #[test]
    fn text_entities_and_cdata_are_one_text() {
        let node = parse("<?xml version='1.0'?><a:b x:y='1 &lt; 2'>p &amp; &#x3042;<![CDATA[<q>]]><c/></a:b>").unwrap();
        assert_eq!((node.name, node.attribute("y"), &*node.text, node.children.len()), ("b", "1 < 2", "p & あ<q>", 1));
    }

    #[test]
    fn what_grows_or_fetches_is_refused() {
        for text in [
            "<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>",
            "<a>&b;</a>",
            "<a b='&c;'/>",
            "<a>",
            "<a></b>",
            "",
            &"<a>".repeat(100),
        ] {
            assert!(parse(text).is_err(), "{text}");
        }
    }

    proptest::proptest! {
        #[test]
        fn any_bytes_are_pieces_or_nothing(bytes in proptest::collection::vec(proptest::num::u8::ANY, 0..300), text in "[<>/a!\\[\\]&;\" -]{0,60}") {
            let _ = (pieces(&bytes), pieces(text.as_bytes()), parse(&text).is_ok());
        }
    }
}
