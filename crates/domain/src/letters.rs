//! Letters that stay as they are: nearly all of a list of devices. Asking this first saves normalising each cell several times.

use std::borrow::Cow;
use unicode_normalization::UnicodeNormalization as _;

/// Whether a letter neither comes apart nor joins another, in any normal form (Unicode Standard Annex #15): printable ASCII, kana without
/// marks of their own, the common ideographs.
#[must_use]
pub const fn is_simple(letter: char) -> bool {
    letter.is_ascii_graphic() || matches!(letter, 'ぁ'..='ゖ' | 'ァ'..='ヶ' | '一'..='\u{9fff}' | '、' | '。')
}

/// Whether a text is its own normal form for sure. The letters that [`is_simple`] names with a mark of their own (が) are composed
/// already; the long mark and the space join nothing.
fn is_normal(text: &str) -> bool {
    text.chars().all(|letter| is_simple(letter) || matches!(letter, ' ' | 'ー' | '・'))
}

/// A text in normal form KC: of one width, whatever it was typed as.
#[must_use]
pub fn nfkc(text: &str) -> Cow<'_, str> {
    if is_normal(text) { Cow::Borrowed(text) } else { Cow::Owned(text.nfkc().collect()) }
}

/// A text in normal form C.
#[must_use]
pub fn nfc(text: &str) -> Cow<'_, str> {
    if is_normal(text) { Cow::Borrowed(text) } else { Cow::Owned(text.nfc().collect()) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn the_short_way_is_the_long_way(text in prop_oneof![
            "[ぁ-んァ-ヶーｦ-ﾟ亜-熙０-ｚa-zA-Z0-9 　㈱ｶﾞ゛゜・\u{3099}\u{309a}〜()（）-]{0,24}",
            "[ -~ぁ-ゖァ-ヶ一-龥、。・ー]{0,24}",
            ".{0,24}",
        ]) {
            prop_assert_eq!(nfkc(&text), text.nfkc().collect::<String>());
            prop_assert_eq!(nfc(&text), text.nfc().collect::<String>());
        }
    }

    #[test]
    fn every_simple_letter_stays() {
        for letter in (0..=0x1_ffff).filter_map(char::from_u32).filter(|letter| is_simple(*letter)) {
            let text = letter.to_string();
            assert_eq!(text.nfkc().collect::<String>(), text);
            assert_eq!(text.nfd().collect::<String>().nfc().collect::<String>(), text);
        }
    }
}
