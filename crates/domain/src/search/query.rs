//! What a person typed, and what it finds.

use super::Folded;
use std::ops::{BitOr, Range};

/// Words that all have to be found. Never empty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Query {
    typed: String,
    words: Vec<String>,
}

impl Query {
    /// The longest query that is taken, in characters. Our choice: a sentence of a form fits.
    pub const MAX: usize = 200;
    /// The most words that are looked for: as many as [`Met`] has bits.
    pub const MAX_WORDS: usize = 8;

    /// The words of what was typed: between spaces, each once. What is beyond the bounds is left out. `None` if nothing is left.
    #[must_use]
    pub fn parse(typed: &str) -> Option<Self> {
        let typed: String = typed.trim().chars().take(Self::MAX).collect();
        let mut words: Vec<String> = Vec::new();
        for word in typed.split_whitespace().map(|word| Folded::new(word).key().to_owned()) {
            if !word.is_empty() && !words.contains(&word) && words.len() < Self::MAX_WORDS {
                words.push(word);
            }
        }
        (!words.is_empty()).then_some(Self { typed, words })
    }

    /// What was typed, as far as it was taken.
    #[must_use]
    pub fn typed(&self) -> &str {
        &self.typed
    }

    /// The folded words.
    #[must_use]
    pub fn words(&self) -> &[String] {
        &self.words
    }

    /// Which of the words stand in a text.
    #[must_use]
    pub fn met(&self, text: &Folded) -> Met {
        let bit = |(at, word): (usize, &String)| u8::from(text.key().contains(word.as_str())) << at;
        Met(self.words.iter().enumerate().map(bit).fold(0, |all, one| all | one))
    }

    /// Whether every word is met, and at least one in the record itself. `around` is what the record stands in, as a sheet around
    /// its item: it helps to narrow down but alone it finds nothing.
    #[must_use]
    pub fn matches(&self, own: Met, around: Met) -> bool {
        own.any() && (own | around).0.count_ones() as usize == self.words.len()
    }

    /// Where words stand in a text: byte ranges from left to right, joined where they meet.
    #[must_use]
    pub fn marks(&self, text: &Folded) -> Vec<Range<usize>> {
        let mut found: Vec<Range<usize>> = self.words.iter().flat_map(|word| text.find(word)).collect();
        found.sort_by_key(|range| (range.start, range.end));
        let mut joined: Vec<Range<usize>> = Vec::new();
        for range in found {
            match joined.last_mut() {
                Some(last) if range.start <= last.end => last.end = last.end.max(range.end),
                _ => joined.push(range),
            }
        }
        joined
    }
}

/// Which words of a query stand somewhere: a bit for each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Met(u8);

impl Met {
    /// Whether any does.
    #[must_use]
    pub const fn any(self) -> bool {
        self.0 != 0
    }
}

impl BitOr for Met {
    type Output = Self;
    fn bitor(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

/// A piece of a text that is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// The words.
    pub text: String,
    /// Whether they are what was looked for.
    pub marked: bool,
}

/// A text in pieces, around the first mark if it is longer than `most` characters; what is left out is shown as `…`.
#[must_use]
pub fn excerpt(text: &str, marks: &[Range<usize>], most: usize) -> Vec<Piece> {
    let (from, to) = window(text, marks.first().map_or(0, |range| range.start), most);
    let mut pieces = Vec::new();
    let mut push = |text: &str, marked: bool| {
        if !text.is_empty() {
            pieces.push(Piece { text: text.to_owned(), marked });
        }
    };
    push(if from > 0 { "…" } else { "" }, false);
    let mut at = from;
    for range in marks.iter().filter(|range| range.end > from && range.start < to) {
        let (start, end) = (range.start.max(at), range.end.min(to));
        push(text.get(at..start).unwrap_or_default(), false);
        push(text.get(start..end).unwrap_or_default(), true);
        at = end;
    }
    push(text.get(at..to).unwrap_or_default(), false);
    push(if to < text.len() { "…" } else { "" }, false);
    pieces
}

/// The bytes of a text that are shown, with a quarter of them before `mark`.
fn window(text: &str, mark: usize, most: usize) -> (usize, usize) {
    let letters: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
    let count = letters.len() - 1;
    if count <= most {
        return (0, text.len());
    }
    let mark = letters.partition_point(|at| *at < mark);
    let first = mark.saturating_sub(most / 4).min(count - most);
    let byte = |at: usize| letters.get(at).copied().unwrap_or(text.len());
    (byte(first), byte(first + most))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn shown(query: &str, text: &str, most: usize) -> String {
        let Some(query) = Query::parse(query) else { return "no query".to_owned() };
        let folded = Folded::new(text);
        let pieces = excerpt(text, &query.marks(&folded), most);
        pieces.iter().map(|one| if one.marked { format!("[{}]", one.text) } else { one.text.clone() }).collect()
    }

    #[test]
    fn what_was_looked_for_is_marked_as_it_is_written() {
        let cases = [
            ("さーばー", "院内のサーバー室", "院内の[サーバー]室"),
            ("台帳 ｻｰﾊﾞ", "サーバの台帳", "[サーバ]の[台帳]"),
            ("だいちょう", "台帳", "台帳"),
            ("aA", "Aa", "[Aa]"),
            ("ab bc", "xabcx", "x[abc]x"),
            ("  ", "台帳", "no query"),
            ("ー", "台帳", "no query"),
        ];
        for (query, text, expected) in cases {
            assert_eq!(shown(query, text, 80), expected, "{query}");
        }
        let long = format!("{}台帳{}", "あ".repeat(100), "い".repeat(100));
        assert_eq!(shown("台帳", &long, 12), "…あああ[台帳]いいいいいいい…");
    }

    #[test]
    fn every_word_must_stand_somewhere_and_one_in_the_record_itself() {
        let cases = [
            ("台帳", true),
            ("台帳 みどり", true),
            ("みどり", false),
            ("台帳 青空", false),
            ("台帳 令和6年度 みどり", true),
            ("ミドリ 台帳", true),
        ];
        let (own, year, vendor) = (Folded::new("機器台帳"), Folded::new("令和6年度"), Folded::new("みどりシステム"));
        for (typed, expected) in cases {
            let around = |query: &Query| query.met(&year) | query.met(&vendor);
            let found = Query::parse(typed).map(|query| query.matches(query.met(&own), around(&query)));
            assert_eq!(found, Some(expected), "{typed}");
        }
    }

    #[test]
    fn a_query_has_bounds() {
        let long = "字".repeat(1000);
        assert_eq!(Query::parse(&long).map(|query| query.typed().chars().count()), Some(Query::MAX));
        let many: String = (0..50).map(|at| format!("w{at} ")).collect();
        assert_eq!(Query::parse(&many).map(|query| query.words.len()), Some(Query::MAX_WORDS));
    }

    proptest! {
        /// Pieces joined are the text, or a part of it between signs of omission; and no piece is empty.
        #[test]
        fn pieces_are_the_text(text in "[ア-ンあ-んa-c ]{0,60}", query in "[ア-ンa-c ]{1,6}", most in 1usize..70) {
            let Some(query) = Query::parse(&query) else { return Ok(()) };
            let folded = Folded::new(&text);
            let pieces = excerpt(&text, &query.marks(&folded), most);
            prop_assert!(pieces.iter().all(|piece| !piece.text.is_empty()));
            let joined: String = pieces.iter().map(|piece| piece.text.as_str()).collect();
            prop_assert!(text.contains(joined.trim_matches('…')));
            if text.chars().count() <= most {
                prop_assert_eq!(joined, text.clone());
            }
            if query.met(&folded).any() {
                prop_assert!(pieces.iter().any(|piece| piece.marked));
            }
        }
    }
}
