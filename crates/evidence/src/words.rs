//! The first words of a text, whatever it is written in.

use domain::evidence::FileKind;
use encoding_rs::{SHIFT_JIS, UTF_8, UTF_16BE, UTF_16LE};
use std::io::Read;

/// So many bytes are looked at.
const LOOKED_AT: u64 = 8192;
/// So many lines are shown.
const LINES: usize = 40;

/// The first lines of a text file; `None` for everything else. Bytes that are no UTF-8 are read as Shift_JIS, the other way in
/// which Japanese systems write.
#[must_use]
pub fn first_words(kind: FileKind, file: impl Read) -> Option<String> {
    if kind != FileKind::Text {
        return None;
    }
    let mut bytes = Vec::new();
    file.take(LOOKED_AT).read_to_end(&mut bytes).ok()?;
    let whole = bytes.len() < usize::try_from(LOOKED_AT).unwrap_or(usize::MAX);
    let words = match bytes.as_slice() {
        [0xff, 0xfe, ..] => UTF_16LE.decode(&bytes).0,
        [0xfe, 0xff, ..] => UTF_16BE.decode(&bytes).0,
        _ if is_utf8(&bytes, whole) => UTF_8.decode(&bytes).0,
        _ => SHIFT_JIS.decode(&bytes).0,
    };
    let lines: Vec<&str> = words.lines().take(LINES).map(|line| line.trim_end_matches('\u{fffd}')).collect();
    Some(lines.join("\n"))
}

/// The last letter may be cut where only the start was read.
fn is_utf8(bytes: &[u8], whole: bool) -> bool {
    match std::str::from_utf8(bytes) {
        Ok(_) => true,
        Err(error) => !whole && error.error_len().is_none(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_are_read_in_what_they_are_written() {
        let read = |bytes: &[u8]| first_words(FileKind::Text, bytes);
        assert_eq!(read("機器,台数\n".as_bytes()).as_deref(), Some("機器,台数"));
        assert_eq!(read(b"\x8b\x40\x8a\xed,1").as_deref(), Some("機器,1"));
        assert_eq!(read(b"\xff\xfe\x42\x30").as_deref(), Some("あ"));
        let long = "あ".repeat(5000);
        assert!(read(long.as_bytes()).is_some_and(|words| words.chars().all(|c| c == 'あ')), "cut inside a letter");
        assert_eq!(first_words(FileKind::Pdf, &b"%PDF"[..]), None);
    }
}
