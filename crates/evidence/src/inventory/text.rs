//! Bytes as text, in whatever Japanese offices and their machines write: UTF-8, UTF-16, CP932, EUC-JP; GBK from Chinese systems.

use encoding_rs::{EUC_JP, Encoding, GBK, SHIFT_JIS, UTF_8, UTF_16BE, UTF_16LE};
use std::borrow::Cow;

/// The text of a file. Letters that can't be read are `U+FFFD`.
pub(super) fn decode(bytes: &[u8]) -> Cow<'_, str> {
    match bytes {
        [0xef, 0xbb, 0xbf, rest @ ..] => UTF_8.decode_without_bom_handling(rest).0,
        [0xff, 0xfe, rest @ ..] => UTF_16LE.decode_without_bom_handling(rest).0,
        [0xfe, 0xff, rest @ ..] => UTF_16BE.decode_without_bom_handling(rest).0,
        _ => match std::str::from_utf8(bytes) {
            Ok(text) if !looks_wide(bytes) => Cow::Borrowed(text),
            _ => best(bytes).decode_without_bom_handling(bytes).0,
        },
    }
}

/// UTF-16 without its mark: every second byte of Latin letters is nought.
fn looks_wide(bytes: &[u8]) -> bool {
    let head = bytes.get(..512).unwrap_or(bytes);
    head.iter().filter(|byte| **byte == 0).count() * 3 > head.len()
}

/// 「ホスト名」 as a Chinese Windows says it: Chinese and Japanese bytes look alike, this word does not.
const CHINESE_HOST_NAME: &str = "主机名";
/// So much of a file decides in what it is written.
const LOOKED_AT: usize = 256 << 10;

fn best(bytes: &[u8]) -> &'static Encoding {
    let head = bytes.get(..LOOKED_AT).unwrap_or(bytes);
    if looks_wide(head) {
        let even = head.iter().step_by(2).filter(|byte| **byte == 0).count();
        let odd = head.iter().skip(1).step_by(2).filter(|byte| **byte == 0).count();
        return if odd >= even { UTF_16LE } else { UTF_16BE };
    }
    if GBK.decode_without_bom_handling(head).0.contains(CHINESE_HOST_NAME) {
        return GBK;
    }
    let tried = |encoding: &'static Encoding| (strangeness(&encoding.decode_without_bom_handling(head).0), encoding);
    let (shift_jis, euc) = (tried(SHIFT_JIS), tried(EUC_JP));
    let japanese = if euc.0 < shift_jis.0 { euc } else { shift_jis };
    // Chinese bytes make sense in a Japanese encoding now and then, never throughout; damaged UTF-8 is still UTF-8.
    let foreign = head.iter().filter(|byte| !byte.is_ascii()).count();
    if japanese.0 * 2 <= foreign {
        return japanese.1;
    }
    [tried(GBK), tried(UTF_8)].into_iter().fold(japanese, |best, one| if one.0 < best.0 { one } else { best }).1
}

/// Half-width kana stand in Japanese lists, but not in rows of single ones between Chinese characters; unreadable letters never do.
fn strangeness(text: &str) -> usize {
    let mut sum = 0;
    let mut before = ' ';
    for letter in text.chars() {
        sum += match letter {
            '\u{fffd}' => 20,
            '\u{e000}'..='\u{f8ff}' => 1,
            '\u{ff61}'..='\u{ff9f}' if !matches!(before, '\u{ff61}'..='\u{ff9f}') => 3,
            '\u{80}'..='\u{9f}' => 10,
            _ => 0,
        };
        before = letter;
    }
    sum
}

/// Turns a place in a text into its line.
pub(super) struct Lines(Vec<u32>);

impl Lines {
    pub(super) fn of(text: &str) -> Self {
        let starts = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n');
        Self(starts.map(|(at, _)| u32::try_from(at).unwrap_or(u32::MAX)).collect())
    }

    /// The line of a byte, from 1.
    pub(super) fn line(&self, offset: usize) -> u32 {
        let offset = u32::try_from(offset).unwrap_or(u32::MAX);
        u32::try_from(self.0.partition_point(|newline| *newline < offset)).unwrap_or(u32::MAX).saturating_add(1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_is_read_in_what_it_is_written() {
        let text = "資産番号,機器名,設置場所\nPC-001,受付ﾊﾟｿｺﾝ,本館1階\n";
        let wide = |big: bool, mark: bool| {
            let mut bytes: Vec<u8> =
                if mark { if big { vec![0xfe, 0xff] } else { vec![0xff, 0xfe] } } else { Vec::new() };
            let ascii = "Host Name,OS\nPC-001,Windows\n";
            let units: Vec<u16> = if mark { text.encode_utf16().collect() } else { ascii.encode_utf16().collect() };
            bytes.extend(units.iter().flat_map(|unit| if big { unit.to_be_bytes() } else { unit.to_le_bytes() }));
            bytes
        };
        assert_eq!(decode(text.as_bytes()), text);
        assert_eq!(decode(&[b"\xef\xbb\xbf", text.as_bytes()].concat()), text);
        assert_eq!(decode(&SHIFT_JIS.encode(text).0), text);
        assert_eq!(decode(&EUC_JP.encode(text).0), text);
        assert_eq!(decode(&wide(false, true)), text);
        assert_eq!(decode(&wide(true, true)), text);
        assert_eq!(decode(&wide(false, false)), "Host Name,OS\nPC-001,Windows\n");
    }

    #[test]
    fn letters_that_the_house_made_stay() {
        assert_eq!(decode(b"\xf0\x40\x93\xfa\x96\x7b\n"), "\u{e000}日本\n");
    }

    #[test]
    fn lines_count_from_one() {
        let lines = Lines::of("a\nb\nc");
        assert_eq!([lines.line(0), lines.line(1), lines.line(2), lines.line(4)], [1, 1, 2, 3]);
    }
}
