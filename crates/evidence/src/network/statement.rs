//! Statements of Junos and PAN-OS: a path of words. `set` lines, blocks in braces and XML all come down to them.

use crate::{
    reading::{Unread, UnreadWhy},
    text::{MAX_LINE, lines},
};

/// One statement with its line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Statement<'a> {
    pub words: Vec<&'a str>,
    pub line: u64,
}

impl<'a> Statement<'a> {
    /// The words behind this path; `*` stands for any one word, which comes first in the answer.
    pub fn behind(&self, path: &[&str]) -> Option<Vec<&'a str>> {
        let (start, rest) = self.words.split_at_checked(path.len())?;
        let mut found = Vec::new();
        for (word, wanted) in start.iter().zip(path) {
            match *wanted {
                "*" => found.push(*word),
                wanted if wanted == *word => {}
                _ => return None,
            }
        }
        found.extend(rest);
        Some(found)
    }
}

/// Every statement behind a path, with its line.
pub(crate) fn behind<'s, 'a>(
    all: &'s [Statement<'a>],
    path: &'s [&'s str],
) -> impl Iterator<Item = (Vec<&'a str>, u64)> + 's {
    all.iter().filter_map(move |statement| Some((statement.behind(path)?, statement.line)))
}

/// Of some statements, each word that follows this path.
pub(crate) fn each_after<'a>(statements: &[(Vec<&'a str>, u64)], path: &[&str]) -> Vec<&'a str> {
    let begins =
        |words: &[&str]| words.len() > path.len() && words.iter().zip(path).all(|(word, wanted)| word == wanted);
    statements
        .iter()
        .filter(|(words, _)| begins(words))
        .filter_map(|(words, _)| words.get(path.len()).copied())
        .collect()
}

/// The first of them.
pub(crate) fn first_after<'a>(statements: &[(Vec<&'a str>, u64)], path: &[&str]) -> Option<&'a str> {
    each_after(statements, path).first().copied()
}

/// `set …` and `deactivate …` lines. A list in brackets is one statement for each of its words.
pub(crate) fn of_set_lines<'a>(text: &'a str, unread: &mut Unread) -> Vec<Statement<'a>> {
    let (mut found, mut off) = (Vec::new(), Vec::new());
    for line in lines(text) {
        if line.text.len() > MAX_LINE {
            unread.push(line.number, UnreadWhy::TooLong);
            continue;
        }
        let mut tokens = Tokens::new(line.text);
        let words: Vec<&str> = std::iter::from_fn(|| tokens.next()).map(|(word, _)| word).collect();
        match words.as_slice() {
            ["set", path @ ..] => spread(path, line.number, &mut found),
            ["deactivate", path @ ..] => off.push(path.to_vec()),
            ["activate", path @ ..] => off.retain(|gone| gone != path),
            _ => {}
        }
        if tokens.open_quote {
            unread.push(line.number, UnreadWhy::Unfinished);
        }
    }
    found.retain(|statement| !off.iter().any(|path| statement.words.starts_with(path)));
    found
}

/// One statement for each word of a list in brackets.
fn spread<'a>(words: &[&'a str], line: u64, found: &mut Vec<Statement<'a>>) {
    match words.iter().position(|word| *word == "[") {
        Some(open) => {
            let (path, rest) = words.split_at(open);
            let members = rest.iter().skip(1).take_while(|word| **word != "]");
            found.extend(members.map(|member| {
                let words = path.iter().copied().chain([*member]).collect();
                Statement { words, line }
            }));
        }
        None => found.push(Statement { words: words.to_vec(), line }),
    }
}

/// Deeper than any real configuration.
const MAX_DEPTH: usize = 64;

/// Blocks in braces.
pub(crate) fn of_braces<'a>(text: &'a str, unread: &mut Unread) -> Vec<Statement<'a>> {
    let mut reader = Braces::default();
    let mut tokens = Tokens::new(text);
    let mut last = 1;
    while let Some((token, line)) = tokens.next() {
        reader.take(token, line, unread);
        last = line;
    }
    if tokens.open_quote || !reader.blocks.is_empty() || reader.too_deep > 0 || !reader.words.is_empty() {
        unread.push(last, UnreadWhy::Unfinished);
    }
    reader.found
}

#[derive(Default)]
struct Braces<'a> {
    found: Vec<Statement<'a>>,
    /// The path of all open blocks, and for each of them its length before and how many statements there were.
    path: Vec<&'a str>,
    blocks: Vec<(usize, usize, bool)>,
    words: Vec<&'a str>,
    line: u64,
    inactive: bool,
    too_deep: usize,
}

impl<'a> Braces<'a> {
    fn take(&mut self, token: &'a str, line: u64, unread: &mut Unread) {
        match token {
            "{" => self.open(line, unread),
            "}" => self.close(line, unread),
            ";" => self.end(),
            "inactive:" => self.inactive = true,
            "protect:" | "replace:" | "delete:" => {}
            word if self.too_deep > 0 => {
                let _ = word;
            }
            word => {
                if self.words.is_empty() {
                    self.line = line;
                }
                self.words.push(word);
            }
        }
    }

    fn off(&self) -> bool {
        self.inactive || self.blocks.iter().any(|(_, _, off)| *off)
    }

    fn open(&mut self, line: u64, unread: &mut Unread) {
        if self.too_deep > 0 || self.blocks.len() >= MAX_DEPTH {
            if self.too_deep == 0 {
                unread.push(line, UnreadWhy::TooDeep);
            }
            self.too_deep += 1;
            self.words.clear();
            return;
        }
        self.blocks.push((self.path.len(), self.found.len(), self.inactive));
        self.inactive = false;
        self.path.append(&mut self.words);
    }

    fn close(&mut self, line: u64, unread: &mut Unread) {
        if self.too_deep > 0 {
            self.too_deep -= 1;
            return;
        }
        if !self.words.is_empty() {
            // A last statement without `;`.
            self.end();
        }
        let Some((length, before, _)) = self.blocks.last().copied() else {
            unread.push(line, UnreadWhy::Unbalanced);
            return;
        };
        if self.found.len() == before && !self.off() {
            // An empty block says its own path.
            self.found.push(Statement { words: self.path.clone(), line });
        }
        self.blocks.pop();
        self.path.truncate(length);
    }

    fn end(&mut self) {
        if self.too_deep > 0 {
            return;
        }
        if !self.words.is_empty() && !self.off() {
            let words: Vec<&str> = self.path.iter().copied().chain(self.words.iter().copied()).collect();
            spread(&words, self.line, &mut self.found);
        }
        self.words.clear();
        self.inactive = false;
    }
}

/// Words, signs and quoted words; comments are left out.
struct Tokens<'a> {
    rest: &'a str,
    line: u64,
    /// A quotation was open at the end.
    open_quote: bool,
}

impl<'a> Tokens<'a> {
    const fn new(text: &'a str) -> Self {
        Self { rest: text, line: 1, open_quote: false }
    }

    fn skip(&mut self, bytes: usize) -> &'a str {
        let (gone, rest) = self.rest.split_at(bytes);
        self.line += gone.bytes().filter(|byte| *byte == b'\n').count() as u64;
        self.rest = rest;
        gone
    }

    fn next(&mut self) -> Option<(&'a str, u64)> {
        loop {
            let blank = self.rest.len() - self.rest.trim_start().len();
            self.skip(blank);
            if self.rest.starts_with('#') {
                let end = self.rest.find('\n').unwrap_or(self.rest.len());
                self.skip(end);
            } else if self.rest.starts_with("/*") {
                let end = self.rest.find("*/").map_or(self.rest.len(), |end| end + 2);
                self.skip(end);
            } else {
                break;
            }
        }
        let line = self.line;
        let first = self.rest.chars().next()?;
        if matches!(first, '{' | '}' | ';' | '[' | ']') {
            return Some((self.skip(1), line));
        }
        if first == '"' {
            return Some((self.quoted(), line));
        }
        let ends = |c: char| c.is_whitespace() || matches!(c, '{' | '}' | ';' | '[' | ']');
        let end = self.rest.find(ends).unwrap_or(self.rest.len());
        Some((self.skip(end), line))
    }

    /// Without its quotes; a letter behind `\` is left with it.
    fn quoted(&mut self) -> &'a str {
        let mut escaped = false;
        let inside = self.rest.get(1..).unwrap_or_default();
        let end = inside.bytes().position(|byte| match byte {
            _ if escaped => {
                escaped = false;
                false
            }
            b'\\' => {
                escaped = true;
                false
            }
            byte => byte == b'"',
        });
        match end {
            Some(end) => {
                self.skip(end + 2);
                inside.get(..end).unwrap_or_default()
            }
            None => {
                self.open_quote = true;
                // It is taken to the end of its line, so that the rest is still read.
                let end = self.rest.find('\n').unwrap_or(self.rest.len());
                self.skip(end).trim_start_matches('"')
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(all: &[Statement<'_>]) -> Vec<String> {
        all.iter().map(|statement| format!("{}: {}", statement.line, statement.words.join(" "))).collect()
    }

    #[test]
    fn braces_and_set_lines_say_the_same() {
        let braces = "system {\n    host-name a;\n    services {\n        ssh;\n        web-management { https { interface [ ge-0/0/0.0 ge-0/0/1.0 ]; } }\n    }\n}\n";
        let mut unread = Unread::default();
        let found = of_braces(braces, &mut unread);
        assert_eq!(
            said(&found),
            [
                "2: system host-name a",
                "4: system services ssh",
                "5: system services web-management https interface ge-0/0/0.0",
                "5: system services web-management https interface ge-0/0/1.0"
            ]
        );
        let set = "set system host-name a\nset system services ssh\nset system services web-management https interface [ ge-0/0/0.0 ge-0/0/1.0 ]\n";
        let words = |all: &[Statement<'_>]| all.iter().map(|s| s.words.join(" ")).collect::<Vec<_>>();
        assert_eq!(words(&of_set_lines(set, &mut unread)), words(&found));
        assert_eq!(unread.count, 0);
    }

    #[test]
    fn what_is_switched_off_says_nothing() {
        let mut unread = Unread::default();
        let braces = "system { inactive: services { telnet; } inactive: ntp x; services { ssh; } }";
        assert_eq!(said(&of_braces(braces, &mut unread)), ["1: system services ssh"]);
        let set = "set system services telnet\nset system services ssh\ndeactivate system services telnet\n";
        assert_eq!(said(&of_set_lines(set, &mut unread)), ["2: system services ssh"]);
    }

    #[test]
    fn comments_and_quotes_are_no_blocks() {
        let mut unread = Unread::default();
        let text = "# { a\n/* } */ system { message \"a { b; }\"; } ## SECRET\n";
        assert_eq!(said(&of_braces(text, &mut unread)), ["2: system message a { b; }"]);
        assert_eq!(unread.count, 0);
    }

    #[test]
    fn what_is_cut_or_does_not_close_is_counted() {
        let count = |text: &str| {
            let mut unread = Unread::default();
            of_braces(text, &mut unread);
            unread.places.first().map(|place| place.why)
        };
        assert_eq!(count("system {\n services {\n ssh;"), Some(UnreadWhy::Unfinished));
        assert_eq!(count("}"), Some(UnreadWhy::Unbalanced));
        assert_eq!(count(&"a {".repeat(100_000)), Some(UnreadWhy::TooDeep));
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_read_to_its_end(text in "[a-z {};\\[\\]\"\\\\#\\n]{0,200}") {
            let mut unread = Unread::default();
            let found = of_braces(&text, &mut unread);
            proptest::prop_assert!(found.len() <= text.len());
            of_set_lines(&text, &mut unread);
        }
    }
}
