//! FortiOS: `config … / edit … / set … / next / end` → entries with their lines.
//!
//! Only sections that facts stand on are kept; of the others the blocks are followed, so that an `end` closes what it should.

use crate::{
    reading::{Unread, UnreadWhy},
    text::{Line, lines, words},
};

/// One `set` of an entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Setting {
    pub name: String,
    pub values: Vec<String>,
    pub line: u64,
}

/// One block: a `config` without `edit`, or one `edit` of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Entry {
    /// The VDOM, where the file has several.
    pub vdom: Option<String>,
    /// `system interface`; a block inside it is `system interface/ipv6`.
    pub section: String,
    /// What was edited; inside one another with `/` between.
    pub key: String,
    pub line: u64,
    pub settings: Vec<Setting>,
}

impl Entry {
    /// The last `set` of that name.
    pub fn setting(&self, name: &str) -> Option<&Setting> {
        self.settings.iter().rev().find(|setting| setting.name == name)
    }
    /// Its values; none if it is not set.
    pub fn values(&self, name: &str) -> &[String] {
        self.setting(name).map(|setting| setting.values.as_slice()).unwrap_or_default()
    }
    /// Its first value.
    pub fn value(&self, name: &str) -> Option<&str> {
        self.values(name).first().map(String::as_str)
    }
    /// Whether it is set to that word.
    pub fn is(&self, name: &str, word: &str) -> bool {
        self.value(name) == Some(word)
    }
    /// The lines of these settings.
    pub fn lines(&self, names: &[&str]) -> Vec<u64> {
        names.iter().filter_map(|name| self.setting(name)).map(|setting| setting.line).collect()
    }
}

/// Sections that facts stand on, by how they begin.
const KEPT: [&str; 18] = [
    "system central-management",
    "system global",
    "system interface",
    "system admin",
    "system zone",
    "system sdwan",
    "system virtual-wan-link",
    "system snmp",
    "system password-policy",
    "firewall address",
    "firewall addrgrp",
    "firewall policy",
    "firewall local-in-policy",
    "firewall service",
    "router static",
    "vpn ssl settings",
    "vpn ipsec phase1",
    "log syslogd",
];

/// Deeper than any real configuration; FortiOS itself has five.
const MAX_DEPTH: usize = 24;
/// The longest quotation over several lines: replacement pages have a few hundred lines.
const MAX_QUOTED_LINES: usize = 5_000;

enum Frame {
    Config(String),
    Edit(String),
}

#[derive(Default)]
pub(super) struct Tree {
    pub entries: Vec<Entry>,
    frames: Vec<Frame>,
    /// For each frame the entry that its `set` lines belong to, if it is kept.
    current: Vec<Option<usize>>,
    /// Blocks too deep to follow that are open.
    too_deep: usize,
}

/// Reads the blocks of a configuration.
pub(super) fn read(text: &str, unread: &mut Unread) -> Tree {
    let all: Vec<Line<'_>> = lines(text).collect();
    let mut tree = Tree::default();
    let mut at = 0;
    while let Some(line) = all.get(at) {
        at += 1;
        if line.text.len() > crate::text::MAX_LINE {
            unread.push(line.number, UnreadWhy::TooLong);
            continue;
        }
        let trimmed = line.text.trim();
        if trimmed.is_empty() || trimmed.starts_with('#') {
            continue;
        }
        let mut whole = None;
        if ends_in_quotes(trimmed) {
            match all[at..].iter().take(MAX_QUOTED_LINES).position(|next| !even_quotes(next.text)) {
                Some(more) => {
                    // The value goes on over several lines: a certificate, a page of text. No fact stands on it.
                    at += more + 1;
                    whole = Some(trimmed);
                }
                None => unread.push(line.number, UnreadWhy::Unfinished),
            }
        }
        tree.take(line.number, whole.unwrap_or(trimmed), unread);
    }
    if !tree.frames.is_empty() || tree.too_deep > 0 {
        unread.push(all.last().map_or(1, |line| line.number), UnreadWhy::Unfinished);
    }
    tree
}

fn ends_in_quotes(line: &str) -> bool {
    line.contains('"') && !even_quotes(line)
}

/// Whether a line has no quote open at its end, quotes behind `\` not counted.
fn even_quotes(line: &str) -> bool {
    let (mut even, mut escaped) = (true, false);
    for byte in line.bytes() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            b'"' => even = !even,
            _ => {}
        }
    }
    even
}

impl Tree {
    fn take(&mut self, number: u64, line: &str, unread: &mut Unread) {
        let (verb, rest) = line.split_once(char::is_whitespace).unwrap_or((line, ""));
        match verb {
            "config" => self.open(number, Frame::Config(words(rest).join(" ")), unread),
            "edit" => {
                // A missing `next` before the next `edit` changes nothing.
                if matches!(self.frames.last(), Some(Frame::Edit(_))) && self.too_deep == 0 {
                    self.close();
                }
                self.open(number, Frame::Edit(words(rest).into_iter().next().unwrap_or_default().into_owned()), unread);
            }
            "next" if self.too_deep > 0 => self.too_deep -= 1,
            "next" => match self.frames.last() {
                Some(Frame::Edit(_)) => self.close(),
                _ => unread.push(number, UnreadWhy::Unbalanced),
            },
            "end" if self.too_deep > 0 => self.too_deep -= 1,
            "end" => {
                if matches!(self.frames.last(), Some(Frame::Edit(_))) {
                    self.close();
                }
                if self.frames.is_empty() { unread.push(number, UnreadWhy::Unbalanced) } else { self.close() }
            }
            "set" | "append" | "unset" | "select" | "unselect" | "clear" if !self.frames.is_empty() => {
                self.set(verb, rest, number);
            }
            // `FW1 # show`, `--More--`: what a terminal leaves in a copy.
            _ if self.frames.is_empty() && (line.contains(" # ") || line.contains(" $ ") || line.starts_with("--")) => {
            }
            "delete" | "purge" | "rename" | "move" | "exec" | "execute" | "show" | "get" => {}
            _ => unread.push(number, UnreadWhy::NotUnderstood),
        }
    }

    fn open(&mut self, number: u64, frame: Frame, unread: &mut Unread) {
        if self.frames.len() >= MAX_DEPTH || self.too_deep > 0 {
            if self.too_deep == 0 {
                unread.push(number, UnreadWhy::TooDeep);
            }
            self.too_deep += 1;
            return;
        }
        self.frames.push(frame);
        let entry = self.entry(number);
        let at = entry.map(|entry| {
            self.entries.push(entry);
            self.entries.len() - 1
        });
        self.current.push(at);
    }

    fn close(&mut self) {
        self.frames.pop();
        self.current.pop();
    }

    /// The entry of the innermost frame, if its section is kept.
    fn entry(&self, line: u64) -> Option<Entry> {
        let (vdom, inner) = match self.frames.as_slice() {
            [Frame::Config(outer), Frame::Edit(name), inner @ ..] if outer == "vdom" => (Some(name.clone()), inner),
            [Frame::Config(outer), inner @ ..] if outer == "global" => (None, inner),
            [Frame::Config(outer)] if outer == "vdom" => return None,
            all => (None, all),
        };
        let part = |config: bool| {
            let parts = inner.iter().filter_map(|frame| match frame {
                Frame::Config(name) if config => Some(name.as_str()),
                Frame::Edit(name) if !config => Some(name.as_str()),
                _ => None,
            });
            parts.collect::<Vec<_>>().join("/")
        };
        let section = part(true);
        let kept = KEPT.iter().any(|known| section.starts_with(known));
        kept.then(|| Entry { vdom, section, key: part(false), line, settings: Vec::new() })
    }

    fn set(&mut self, verb: &str, rest: &str, line: u64) {
        let Some(entry) = self.current.last().copied().flatten().and_then(|at| self.entries.get_mut(at)) else {
            return;
        };
        let mut all = words(rest).into_iter().map(std::borrow::Cow::into_owned);
        let Some(name) = all.next() else { return };
        let values: Vec<String> = all.collect();
        let before = entry.settings.iter().rposition(|setting| setting.name == name);
        match (verb, before) {
            ("unset" | "clear", Some(at)) => {
                entry.settings.remove(at);
            }
            ("append" | "select", Some(at)) => {
                if let Some(setting) = entry.settings.get_mut(at) {
                    setting.values.extend(values);
                }
            }
            ("unselect", Some(at)) => {
                if let Some(setting) = entry.settings.get_mut(at) {
                    setting.values.retain(|value| !values.contains(value));
                }
            }
            ("unset" | "clear" | "unselect", None) => {}
            _ => entry.settings.push(Setting { name, values, line }),
        }
    }

    /// Whether the file has that section at all.
    pub fn has(&self, section: &str) -> bool {
        self.entries.iter().any(|entry| entry.section == section)
    }

    /// The edited entries of a section.
    pub fn of<'a>(&'a self, section: &'a str) -> impl Iterator<Item = &'a Entry> {
        self.entries.iter().filter(move |entry| entry.section == section && !entry.key.is_empty())
    }

    /// The section's own block, in a VDOM or globally.
    pub fn block<'a>(&'a self, section: &'a str) -> impl Iterator<Item = &'a Entry> {
        self.entries.iter().filter(move |entry| entry.section == section && entry.key.is_empty())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tree(text: &str) -> (Tree, Unread) {
        let mut unread = Unread::default();
        let tree = read(text, &mut unread);
        (tree, unread)
    }

    #[test]
    fn entries_know_their_vdom_section_and_lines() {
        let text = "config global\nconfig system interface\nedit \"wan1\"\nset vdom \"root\"\nset allowaccess ping\n\
                    append allowaccess https\nconfig ipv6\nset ip6-allowaccess ssh\nend\nnext\nend\nend\n\
                    config vdom\nedit A\nconfig firewall policy\nedit 1\nset action accept\nnext\nend\nend\n";
        let (tree, unread) = tree(text);
        assert_eq!(unread.count, 0);
        let wan = tree.of("system interface").find(|entry| entry.key == "wan1");
        assert_eq!(wan.map(|entry| entry.values("allowaccess").join(" ")).as_deref(), Some("ping https"));
        assert!(tree.entries.iter().any(|e| e.section == "system interface/ipv6" && e.key == "wan1" && e.line == 7));
        let policy = tree.of("firewall policy").next();
        assert_eq!(policy.and_then(|entry| entry.vdom.as_deref()), Some("A"));
    }

    #[test]
    fn a_value_over_several_lines_hides_no_end_and_opens_no_block() {
        let text = "config system admin\nedit \"a\"\nset x \"one\nend\nconfig system interface\n\"\nset vdom root\nnext\nend\n";
        let (tree, unread) = tree(text);
        assert_eq!(unread.count, 0);
        assert!(tree.of("system admin").next().is_some_and(|entry| entry.value("vdom") == Some("root")));
        assert!(!tree.has("system interface"));
    }

    #[test]
    fn what_is_cut_or_does_not_close_is_counted() {
        assert_eq!(tree("config system admin\nedit a\n").1.places[0].why, UnreadWhy::Unfinished);
        assert_eq!(tree("end\n").1.places[0].why, UnreadWhy::Unbalanced);
        let (read, unread) = tree("config system admin\nedit a\nset x \"open\nset vdom root\nnext\nend\n");
        assert_eq!((unread.count, unread.places[0].line), (1, 3));
        assert!(read.of("system admin").next().is_some_and(|entry| entry.value("vdom") == Some("root")));
        let deep = "config x\nedit 1\n".repeat(50_000);
        assert!(tree(&deep).1.places.iter().any(|place| place.why == UnreadWhy::TooDeep));
    }
}
