//! Lines as a terminal or a file has them, and the words of a line.

use std::borrow::Cow;

/// A line with its number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Line<'a> {
    /// From 1.
    pub number: u64,
    /// Without its end.
    pub text: &'a str,
}

/// The longest line that is looked into, in bytes. The longest real ones, keys in one piece, have a few thousand.
pub const MAX_LINE: usize = 64 << 10;

/// The lines of a text.
pub fn lines(text: &str) -> impl Iterator<Item = Line<'_>> {
    (1..).zip(text.split_terminator('\n')).map(|(number, text)| Line { number, text: text.trim_end_matches('\r') })
}

/// The words of a line: separated by spaces, kept together by double quotes, inside which `\` takes the next letter as it is.
/// A quote that is not closed holds to the end of the line.
#[must_use]
pub fn words(line: &str) -> Vec<Cow<'_, str>> {
    let mut found = Vec::new();
    let mut rest = line.trim_start();
    while !rest.is_empty() {
        let (word, after) = word(rest);
        found.push(word);
        rest = after.trim_start();
    }
    found
}

fn word(text: &str) -> (Cow<'_, str>, &str) {
    let Some(quoted) = text.strip_prefix('"') else {
        let end = text.find(char::is_whitespace).unwrap_or(text.len());
        let (word, rest) = text.split_at(end);
        return (Cow::Borrowed(word), rest);
    };
    if let Some(end) = quoted.find(['"', '\\'])
        && quoted[end..].starts_with('"')
    {
        return (Cow::Borrowed(&quoted[..end]), &quoted[end + 1..]);
    }
    let mut word = String::new();
    let mut letters = quoted.char_indices();
    while let Some((at, letter)) = letters.next() {
        match letter {
            '"' => return (Cow::Owned(word), &quoted[at + 1..]),
            '\\' => word.extend(letters.next().map(|(_, next)| next)),
            letter => word.push(letter),
        }
    }
    (Cow::Owned(word), "")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_kept_together_by_quotes() {
        assert_eq!(words(r#"  set alias "WAN Primary"  x"#), ["set", "alias", "WAN Primary", "x"]);
        assert_eq!(words(r#"edit "a \"b\" c""#), ["edit", r#"a "b" c"#]);
        assert_eq!(words(r#"set comment "open end"#), ["set", "comment", "open end"]);
        assert!(words("   ").is_empty());
    }

    #[test]
    fn lines_are_counted_from_one_and_lose_their_end() {
        let found: Vec<_> = lines("a\r\nb\n\nc").map(|line| (line.number, line.text)).collect();
        assert_eq!(found, [(1, "a"), (2, "b"), (3, ""), (4, "c")]);
    }

    proptest::proptest! {
        #[test]
        fn any_line_has_words(line in "\\PC{0,80}") {
            let found = words(&line);
            proptest::prop_assert!(found.len() <= line.len());
        }
    }
}
