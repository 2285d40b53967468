//! The key under which a text is compared, with the way back to the text.
//!
//! Width, case, kana, spaces and kinds of dashes do not matter; a half-width kana joins its dakuten; a long mark at the end of a
//! katakana word does not matter either (サーバー is サーバ: both spellings are usual, 平成3年内閣告示第2号「外来語の表記」).

use crate::letters::is_simple;
use std::{iter, mem, ops::Range};
use unicode_normalization::{
    UnicodeNormalization as _,
    char::{canonical_combining_class, compose, decompose_compatible},
};

/// A text, folded. Each character of the key knows the bytes of the text that it stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Folded {
    key: String,
    /// For each byte of the key, the bytes of the text behind it.
    spans: Vec<Range<usize>>,
}

impl Folded {
    /// Folds a text.
    #[must_use]
    pub fn new(text: &str) -> Self {
        let mut folding = Folding::default();
        let mut letters = text.char_indices().peekable();
        while let Some((at, letter)) = letters.next() {
            let span = at..at + letter.len_utf8();
            let alone = is_simple(letter) && letters.peek().is_none_or(|(_, next)| is_simple(*next));
            if alone { folding.take_simple(letter, &span) } else { folding.take(letter, span) }
        }
        folding.end()
    }

    /// The key alone: what a database keeps to be searched.
    #[must_use]
    pub fn key_of(text: &str) -> String {
        let is_blank = |letter: char| matches!(letter, ' ' | '\u{3000}');
        if !text.chars().all(|letter| is_simple(letter) || is_blank(letter)) {
            return Self::new(text).key;
        }
        text.chars().filter(|letter| !is_blank(*letter)).map(|letter| plain(letter.to_ascii_lowercase())).collect()
    }

    /// The key: equal for texts that are the same to a person who searches.
    #[must_use]
    pub fn key(&self) -> &str {
        &self.key
    }

    /// Whether nothing is left to compare.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.key.is_empty()
    }

    /// Where another key stands in the text: byte ranges, from left to right, none over another.
    pub fn find<'a>(&'a self, key: &'a str) -> impl Iterator<Item = Range<usize>> + 'a {
        self.key.match_indices(key).filter(|(_, found)| !found.is_empty()).filter_map(|(at, found)| {
            let (first, last) = (self.spans.get(at)?, self.spans.get(at + found.len() - 1)?);
            Some(first.start..last.end)
        })
    }
}

/// The key while it grows.
#[derive(Debug, Default)]
struct Folding {
    key: String,
    spans: Vec<Range<usize>>,
    /// A letter taken apart, with the marks that join it; its bytes; and its last part as it composes.
    cluster: String,
    span: Range<usize>,
    last: char,
    /// Long marks that wait for what follows them.
    waiting: Vec<Range<usize>>,
}

const LONG: char = 'ー';

impl Folding {
    fn take(&mut self, letter: char, span: Range<usize>) {
        let mut parts = String::new();
        decompose_compatible(letter, |part| parts.extend(Some(part).filter(|part| counts(*part))));
        let Some(first) = parts.chars().next() else { return };
        if self.cluster.is_empty() || !joins(self.last, first) {
            self.flush();
            self.span = span.clone();
            self.last = first;
        }
        self.span.end = span.end;
        for part in parts.chars().skip(usize::from(self.cluster.is_empty())) {
            self.last = compose(self.last, part).unwrap_or(part);
        }
        self.cluster.push_str(&parts);
    }

    /// The same as [`Self::take`] for a letter that neither comes apart nor joins another: nearly all of a Japanese text.
    fn take_simple(&mut self, letter: char, span: &Range<usize>) {
        self.flush();
        let letter = plain(letter.to_ascii_lowercase());
        self.settle(Some(letter));
        self.push(letter, span);
    }

    fn flush(&mut self) {
        let cluster = mem::take(&mut self.cluster);
        let span = self.span.clone();
        for letter in cluster.nfc().flat_map(char::to_lowercase).nfkc() {
            match plain(letter) {
                LONG => self.waiting.push(span.clone()),
                letter => {
                    self.settle(Some(letter));
                    self.push(letter, &span);
                }
            }
        }
    }

    /// Long marks inside a word count, those at its end do not: they belong to the letter before them.
    fn settle(&mut self, next: Option<char>) {
        let before = self.key.chars().next_back().unwrap_or_default();
        let inside = next.is_some_and(|next| is_kana(next) || joins(before, next));
        for span in mem::take(&mut self.waiting) {
            if inside {
                self.push(LONG, &span);
            } else if let Some(last) = self.spans.last().cloned() {
                let joined = last.start..span.end;
                self.spans.iter_mut().rev().take_while(|one| **one == last).for_each(|one| one.clone_from(&joined));
            }
        }
    }

    fn push(&mut self, letter: char, span: &Range<usize>) {
        self.key.push(letter);
        self.spans.extend(iter::repeat_n(span.clone(), letter.len_utf8()));
    }

    fn end(mut self) -> Folded {
        self.flush();
        self.settle(None);
        Folded { key: self.key, spans: self.spans }
    }
}

/// Whether a letter composes with what stands before it: a mark (half-width dakuten are marks, too), or a syllable's next part.
fn joins(last: char, next: char) -> bool {
    canonical_combining_class(next) != 0 || compose(last, next).is_some()
}

/// Spaces, control characters and signs that nobody sees do not count; among them the variation selectors of names (葛󠄀).
fn counts(letter: char) -> bool {
    let unseen = matches!(letter, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{2064}'
        | '\u{feff}' | '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}');
    !unseen && !letter.is_whitespace() && !letter.is_control()
}

/// Katakana as hiragana, and one dash and one wave for all that look alike.
fn plain(letter: char) -> char {
    match letter {
        'ァ'..='ヶ' | 'ヽ' | 'ヾ' => char::from_u32(u32::from(letter) - 0x60).unwrap_or(letter),
        '\u{2010}'..='\u{2015}' | '\u{2212}' => '-',
        '\u{301c}' => '~',
        'ς' => 'σ',
        other => other,
    }
}

fn is_kana(letter: char) -> bool {
    matches!(letter, 'ぁ'..='ゖ' | 'ゝ' | 'ゞ' | 'ヷ'..='ヺ')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn key(text: &str) -> String {
        Folded::new(text).key().to_owned()
    }

    #[test]
    fn what_is_the_same_to_a_person_has_one_key() {
        let same = [
            ("ガイドライン", "ｶﾞｲﾄﾞﾗｲﾝ"),
            ("ガイドライン", "がいどらいん"),
            ("パスワード", "ﾊﾟｽﾜｰﾄﾞ"),
            ("が", "か\u{3099}"),
            ("ＶＰＮ装置", "vpn 装置"),
            ("山田　太郎", "山田太郎"),
            ("２（４）", "2(4)"),
            ("サーバー", "サーバ"),
            ("ユーザー名", "ユーザ名"),
            ("㈱みどり", "(株)ミドリ"),
            ("葛\u{e0100}城", "葛城"),
            ("03−1234", "03-1234"),
            ("ヴァ", "ｳﾞｧ"),
            ("ﾃﾞｰﾀ", "データ"),
        ];
        for (a, b) in same {
            assert_eq!(key(a), key(b), "{a} {b}");
        }
        let other = [("か", "が"), ("サーバ", "サバ"), ("コード", "こど"), ("はは", "ぱぱ")];
        for (a, b) in other {
            assert_ne!(key(a), key(b), "{a} {b}");
        }
    }

    #[test]
    fn a_find_points_into_the_text_as_it_is_written() {
        let text = "院内の ｻｰﾊﾞｰ 室、サーバー（予備）";
        let folded = Folded::new(text);
        let found: Vec<&str> = folded.find("さーば").map(|range| &text[range]).collect();
        assert_eq!(found, ["ｻｰﾊﾞｰ", "サーバー"]);
        let folded = Folded::new("㈱青空");
        assert_eq!(folded.find("株").map(|range| range.len()).collect::<Vec<_>>(), ["㈱".len()]);
        assert_eq!(folded.find("").count(), 0);
    }

    /// Texts as hospitals have them, and signs that fold in a special way.
    fn text() -> impl Strategy<Value = String> {
        let usual = "[ぁ-んァ-ヶーｦ-ﾟ亜-熙０-ｚa-zA-Z0-9 　㈱ｶﾞ゛゜\u{3099}\u{309a}\u{fe00}−〜()（）-]{0,24}";
        prop_oneof![usual, ".{0,24}", "[\u{1100}-\u{11ff}가-힣\u{300}-\u{31b}ǰJjΣςſK]{0,12}"]
    }

    /// Every letter the long way.
    fn slowly(text: &str) -> Folded {
        let mut folding = Folding::default();
        for (at, letter) in text.char_indices() {
            folding.take(letter, at..at + letter.len_utf8());
        }
        folding.end()
    }

    #[test]
    fn every_simple_letter_is_folded_as_the_long_way_does() {
        for letter in ('\0'..='\u{ffff}').filter(|letter| is_simple(*letter)) {
            let text = format!("{letter}{letter}");
            assert_eq!(Folded::new(&text), slowly(&text), "{letter}");
        }
    }

    proptest! {
        #[test]
        fn the_short_way_leads_to_the_same(text in text()) {
            prop_assert_eq!(Folded::new(&text), slowly(&text));
        }

        #[test]
        fn folding_twice_changes_nothing(text in text()) {
            let once = key(&text);
            prop_assert_eq!(key(&once), once);
        }

        /// Whatever is found is a piece of the text that itself holds what was looked for.
        #[test]
        fn a_find_holds_what_was_looked_for(text in text(), from in 0usize..24, len in 1usize..6) {
            let folded = Folded::new(&text);
            let word: String = folded.key().chars().skip(from).take(len).collect();
            let word = key(&word);
            let mut before = 0;
            for range in folded.find(&word) {
                prop_assert!(before <= range.start && range.end <= text.len());
                prop_assert!(key(&text[range.clone()]).contains(&word), "{:?} {:?}", &text[range], word);
                before = range.start;
            }
            if !word.is_empty() && folded.key().contains(&word) {
                prop_assert!(folded.find(&word).next().is_some());
            }
        }

        /// Spaces, width and kana of what is typed do not matter.
        #[test]
        fn what_is_typed_another_way_is_found(text in "[ァ-ヶａ-ｚ０-９ーあ-ん亜-熙]{1,16}") {
            let hiragana: String = text.chars().map(plain).collect();
            let wide = hiragana.chars().map(|c| format!("{c} ")).collect::<String>().to_uppercase();
            prop_assert_eq!(key(&wide), key(&text));
            prop_assert_eq!(key(&text.nfkd().collect::<String>()), key(&text));
        }
    }
}
