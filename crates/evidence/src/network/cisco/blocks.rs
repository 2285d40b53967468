//! Lines of a Cisco configuration: a line at the margin, and the indented ones below it. Banners, whose words are anybody's, are left out.

use crate::{
    reading::{Unread, UnreadWhy},
    text::{Line, MAX_LINE, lines},
};

/// A line at the margin with what stands below it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Block<'a> {
    pub number: u64,
    pub text: &'a str,
    pub below: Vec<Line<'a>>,
}

impl<'a> Block<'a> {
    /// The words of the line.
    pub fn words(&self) -> Vec<&'a str> {
        self.text.split_whitespace().collect()
    }
    /// The last line below that begins so, and its rest.
    pub fn below(&self, start: &str) -> Option<(u64, &'a str)> {
        self.all_below(start).next_back()
    }
    /// Every line below that begins so, and its rest.
    pub fn all_below(&self, start: &str) -> impl DoubleEndedIterator<Item = (u64, &'a str)> {
        let (start, lines) = (start.to_owned(), self.below.clone());
        lines.into_iter().filter_map(move |line| Some((line.number, after(line.text.trim(), &start)?)))
    }
    /// Whether a line below is these words alone.
    pub fn says(&self, words: &str) -> bool {
        self.below.iter().any(|line| line.text.trim() == words)
    }
}

/// What follows these words at the start of a line.
pub(super) fn after<'a>(line: &'a str, start: &str) -> Option<&'a str> {
    let rest = line.strip_prefix(start)?;
    if rest.is_empty() { Some(rest) } else { rest.strip_prefix(' ').map(str::trim) }
}

/// Headings whose lines stand below them even where a copy has lost the indentation.
const HEADINGS: [&str; 4] = ["interface ", "line ", "ip access-list ", "crypto map "];

/// Reads the blocks.
pub(super) fn read<'a>(text: &'a str, unread: &mut Unread) -> Vec<Block<'a>> {
    let flat = !lines(text).any(|line| line.text.starts_with(' ') && !line.text.trim().is_empty());
    let mut found: Vec<Block<'a>> = Vec::new();
    let mut banner: Option<(u64, &str)> = None;
    let mut under_heading = false;
    for line in lines(text) {
        if line.text.len() > MAX_LINE {
            unread.push(line.number, UnreadWhy::TooLong);
            continue;
        }
        if let Some((_, end)) = banner {
            if line.text.contains(end) {
                banner = None;
            }
            continue;
        }
        let trimmed = line.text.trim();
        if trimmed.is_empty() || trimmed.starts_with('!') || trimmed.starts_with(':') {
            under_heading &= !trimmed.starts_with('!');
            continue;
        }
        banner = opens_banner(trimmed).map(|end| (line.number, end));
        let indented = line.text.starts_with([' ', '\t']);
        let heading = HEADINGS.iter().any(|start| trimmed.starts_with(start));
        match found.last_mut() {
            Some(block) if indented || (flat && under_heading && !heading) => block.below.push(line),
            _ => {
                under_heading = heading;
                found.push(Block { number: line.number, text: trimmed, below: Vec::new() });
            }
        }
    }
    if let Some((line, _)) = banner {
        unread.push(line, UnreadWhy::Unfinished);
    }
    found
}

/// The sign that ends a banner, if one begins here and does not end on the same line. ASA writes each line of a banner as a
/// command of its own.
fn opens_banner(line: &str) -> Option<&str> {
    let rest = line.strip_prefix("banner ").or_else(|| line.strip_prefix("vacant-message"))?;
    let rest = if line.starts_with("banner ") {
        rest.split_once(' ').map_or("", |(_, rest)| rest.trim_start())
    } else {
        rest.trim()
    };
    let sign = if let Some(caret) = rest.get(..2).filter(|start| start.starts_with('^')) {
        caret
    } else {
        // Without a known sign it is one word, or ASA's manner: nothing to skip.
        let first = rest.chars().next()?;
        if first.is_ascii_alphanumeric() || first == '.' || first == '*' {
            return None;
        }
        rest.get(..first.len_utf8())?
    };
    let begun = rest.get(sign.len()..)?;
    (!begun.contains(sign)).then_some(sign)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn blocks(text: &str) -> Vec<(String, usize)> {
        let found = read(text, &mut Unread::default());
        found.into_iter().map(|block| (block.text.to_owned(), block.below.len())).collect()
    }

    #[test]
    fn indented_lines_stand_below_and_banners_say_nothing() {
        let text =
            "hostname a\nbanner motd ^C\nline vty 0 4\n transport input telnet\n^C\nline vty 0 4\n login\n!\nend\n";
        assert_eq!(
            blocks(text),
            [("hostname a".into(), 0), ("banner motd ^C".into(), 0), ("line vty 0 4".into(), 1), ("end".into(), 0)]
        );
    }

    #[test]
    fn a_copy_without_indentation_keeps_its_blocks() {
        let text = "hostname a\nline vty 0 4\naccess-class 5 in\ntransport input ssh\n!\nsnmp-server x\n";
        assert_eq!(blocks(text), [("hostname a".into(), 0), ("line vty 0 4".into(), 2), ("snmp-server x".into(), 0)]);
    }

    #[test]
    fn a_banner_that_never_ends_is_counted() {
        let mut unread = Unread::default();
        read("banner motd #\nhello\nline vty 0 4\n", &mut unread);
        assert_eq!((unread.count, unread.places[0].line), (1, 1));
    }
}
