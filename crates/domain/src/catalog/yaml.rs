//! The part of YAML that packs use, as a tree in which every node knows its place in the file.
//! Anchors, aliases, tags, several documents and deep nesting are refused before anything is copied.

use super::Problem;
use granit_parser::{Event, Parser, ScalarStyle, Span};

/// Largest pack in bytes. Our choice: the largest of ours has a tenth of it.
pub(super) const MAX_BYTES: usize = 1024 * 1024;
/// Deepest nesting. Our choice: packs use 7.
const MAX_DEPTH: usize = 16;

/// A place in a file, counted from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct At {
    pub line: u32,
    pub column: u32,
}

impl At {
    pub(super) const START: Self = Self { line: 1, column: 1 };
}

/// A node with its place.
#[derive(Debug)]
pub(super) struct Node {
    pub at: At,
    pub value: Value,
}

#[derive(Debug)]
pub(super) enum Value {
    /// `plain`: written without quotes and not as a block.
    Text {
        text: String,
        plain: bool,
    },
    List(Vec<Node>),
    Table(Vec<(Key, Node)>),
}

#[derive(Debug)]
pub(super) struct Key {
    pub at: At,
    pub text: String,
}

/// Reads the one document of a file.
pub(super) fn parse(bytes: &[u8]) -> Result<Node, (At, Problem)> {
    if bytes.len() > MAX_BYTES {
        return Err((At::START, Problem::TooLarge { found: bytes.len(), most: MAX_BYTES }));
    }
    let text = std::str::from_utf8(bytes).map_err(|error| (place_of(bytes, error.valid_up_to()), Problem::NotUtf8))?;
    let mut tree = Tree::default();
    for next in Parser::new_from_str(text) {
        let (event, span) = next.map_err(|error| {
            let marker = error.marker();
            (place(marker.line(), marker.col()), Problem::Syntax { reason: error.info().to_owned() })
        })?;
        tree.take(event, span)?;
    }
    tree.root.ok_or((At::START, Problem::WrongKind { found: "an empty file".to_owned(), expected: "keys and values" }))
}

/// Collections that are still open, and the finished root.
#[derive(Default)]
struct Tree {
    open: Vec<Open>,
    root: Option<Node>,
}

enum Open {
    List(At, Vec<Node>),
    Table(At, Vec<(Key, Node)>, Option<Key>),
}

impl Tree {
    fn take(&mut self, event: Event<'_>, span: Span) -> Result<(), (At, Problem)> {
        let at = at(span);
        if event.anchor_id().is_some() || event.is_alias() {
            return Err((at, Problem::NotAllowed { found: "an anchor or alias" }));
        }
        if event.tag().is_some() {
            return Err((at, Problem::NotAllowed { found: "a tag" }));
        }
        match event {
            Event::Scalar(text, style, ..) => {
                // A missing value reaches us as `~` of no length.
                let missing = span.is_empty();
                let value = Value::Text {
                    text: if missing { String::new() } else { text.into_owned() },
                    plain: style == ScalarStyle::Plain,
                };
                self.place(Node { at, value })
            }
            Event::SequenceStart(..) => self.open(at, Open::List(at, Vec::new())),
            Event::MappingStart(..) => self.open(at, Open::Table(at, Vec::new(), None)),
            Event::SequenceEnd | Event::MappingEnd => match self.open.pop() {
                Some(Open::List(at, nodes)) => self.place(Node { at, value: Value::List(nodes) }),
                Some(Open::Table(at, entries, _)) => self.place(Node { at, value: Value::Table(entries) }),
                None => Ok(()),
            },
            _ => Ok(()),
        }
    }

    fn open(&mut self, at: At, open: Open) -> Result<(), (At, Problem)> {
        if self.open.len() >= MAX_DEPTH {
            return Err((at, Problem::NotAllowed { found: "nesting deeper than 16 levels" }));
        }
        if let Some(Open::Table(_, _, None)) = self.open.last() {
            return Err((at, Problem::NotAllowed { found: "a list or table as a key" }));
        }
        self.open.push(open);
        Ok(())
    }

    fn place(&mut self, node: Node) -> Result<(), (At, Problem)> {
        match self.open.last_mut() {
            Some(Open::List(_, nodes)) => nodes.push(node),
            Some(Open::Table(_, entries, key)) => match (key.take(), node) {
                (Some(key), node) => entries.push((key, node)),
                (None, Node { at, value: Value::Text { text, .. } }) => *key = Some(Key { at, text }),
                (None, Node { at, .. }) => {
                    return Err((at, Problem::NotAllowed { found: "a list or table as a key" }));
                }
            },
            None if self.root.is_some() => {
                return Err((node.at, Problem::NotAllowed { found: "a second document" }));
            }
            None => self.root = Some(node),
        }
        Ok(())
    }
}

fn at(span: Span) -> At {
    place(span.start.line(), span.start.col())
}

/// The parser counts lines from 1 and columns from 0.
fn place(line: usize, col: usize) -> At {
    At { line: u32::try_from(line).unwrap_or(u32::MAX), column: u32::try_from(col + 1).unwrap_or(u32::MAX) }
}

fn place_of(bytes: &[u8], offset: usize) -> At {
    let before = bytes.get(..offset).unwrap_or_default();
    let line = before.iter().filter(|&&byte| byte == b'\n').count() + 1;
    let tail = before.rsplit(|&byte| byte == b'\n').next().unwrap_or_default();
    place(line, String::from_utf8_lossy(tail).chars().count())
}
