//! Bytes → words: UTF-8, else Shift_JIS as Windows has it, else what can be saved.

use crate::event::Text;
use encoding_rs::{Decoder, SHIFT_JIS};
use std::borrow::Cow;
use std::io::{self, BufRead, Read};

/// The words of a record; false when bytes had to be replaced.
pub(crate) fn decode(bytes: &[u8]) -> (Text<'_>, bool) {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    if let Ok(text) = std::str::from_utf8(bytes) {
        return (Cow::Borrowed(text), true);
    }
    if let Some(text) = SHIFT_JIS.decode_without_bom_handling_and_without_replacement(bytes) {
        return (text, true);
    }
    (String::from_utf8_lossy(bytes), false)
}

/// A UTF-16 stream as UTF-8.
pub(crate) struct Recoded<R> {
    input: R,
    decoder: Decoder,
    ready: Vec<u8>,
    used: usize,
    ended: bool,
}

impl<R: BufRead> Recoded<R> {
    pub(crate) fn new(input: R, encoding: &'static encoding_rs::Encoding) -> Self {
        Self { input, decoder: encoding.new_decoder_with_bom_removal(), ready: Vec::new(), used: 0, ended: false }
    }

    fn fill(&mut self) -> io::Result<()> {
        self.ready.clear();
        self.used = 0;
        while self.ready.is_empty() && !self.ended {
            let part = self.input.fill_buf()?;
            self.ended = part.is_empty();
            self.ready.resize(part.len().saturating_mul(3) + 16, 0);
            let (_, read, written, _) = self.decoder.decode_to_utf8(part, &mut self.ready, self.ended);
            self.ready.truncate(written);
            self.input.consume(read);
        }
        Ok(())
    }
}

impl<R: BufRead> Read for Recoded<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        if self.used == self.ready.len() {
            self.fill()?;
        }
        let left = self.ready.get(self.used..).unwrap_or_default();
        let count = left.len().min(into.len());
        if let (Some(to), Some(from)) = (into.get_mut(..count), left.get(..count)) {
            to.copy_from_slice(from);
        }
        self.used += count;
        Ok(count)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_encodings_of_a_hospital() {
        assert_eq!(decode("患者".as_bytes()), ("患者".into(), true));
        assert_eq!(decode(b"\x8a\xb3\x8e\xd2"), ("患者".into(), true));
        assert_eq!(decode(b"\xef\xbb\xbfa"), ("a".into(), true));
        assert!(!decode(b"a\xff\xff\x80").1);
    }

    #[test]
    fn utf_16_becomes_utf_8() {
        let bytes: Vec<u8> = "\u{feff}患者𠮷\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let mut out = String::new();
        Recoded::new(io::BufReader::with_capacity(3, bytes.as_slice()), encoding_rs::UTF_16LE)
            .read_to_string(&mut out)
            .unwrap();
        assert_eq!(out, "患者𠮷\n");
    }
}
