//! Encodings of Windows, Linux and network devices in Japan, also several in one file.

use encoding_rs::{EUC_JP, Encoding, GBK, SHIFT_JIS, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// A text and what was found about its encoding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decoded {
    /// The words. What could not be decoded is `U+FFFD`.
    pub text: String,
    /// Name of the encoding (WHATWG); two where a file mixes UTF-8 and another one.
    pub encoding: &'static str,
    /// Whether lines of the file are written in different encodings.
    pub mixed: bool,
    /// Lines, from 1, that hold bytes which mean nothing.
    pub undecodable: Vec<u64>,
}

/// So many bytes decide which old encoding it is.
const SAMPLE: usize = 64 << 10;

/// Decodes a whole file.
#[must_use]
pub fn decode(bytes: &[u8]) -> Decoded {
    match bytes {
        [0xef, 0xbb, 0xbf, rest @ ..] => by_line(rest, "UTF-8 with mark"),
        [0xff, 0xfe, rest @ ..] => whole(rest, UTF_16LE),
        [0xfe, 0xff, rest @ ..] => whole(rest, UTF_16BE),
        _ => match utf16_without_mark(bytes) {
            Some(encoding) => whole(bytes, encoding),
            None => by_line(bytes, "UTF-8"),
        },
    }
}

/// UTF-16 of mostly Latin words has a zero in every second byte.
fn utf16_without_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes.get(..bytes.len().min(2048) & !1)?;
    let zeros = |odd: usize| head.iter().skip(odd).step_by(2).filter(|byte| **byte == 0).count();
    let many = head.len() / 5;
    match (zeros(0), zeros(1)) {
        (even, odd) if head.len() >= 8 && odd > many && even * 8 < odd => Some(UTF_16LE),
        (even, odd) if head.len() >= 8 && even > many && odd * 8 < even => Some(UTF_16BE),
        _ => None,
    }
}

fn whole(bytes: &[u8], encoding: &'static Encoding) -> Decoded {
    let (text, faulty) = encoding.decode_without_bom_handling(bytes);
    let text = text.into_owned();
    let undecodable = if faulty { marked(&text) } else { Vec::new() };
    Decoded { text, encoding: encoding.name(), mixed: false, undecodable }
}

/// Lines with the sign for what could not be decoded.
fn marked(text: &str) -> Vec<u64> {
    (1..).zip(text.lines()).filter(|(_, line)| line.contains('\u{fffd}')).map(|(number, _)| number).collect()
}

/// UTF-8 where it is; every other line in the one old encoding that fits all of them best.
fn by_line(bytes: &[u8], utf8: &'static str) -> Decoded {
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Decoded { text: text.to_owned(), encoding: utf8, mixed: false, undecodable: Vec::new() };
    }
    let old = old_encoding(bytes);
    let mut decoded = Decoded {
        text: String::with_capacity(bytes.len()),
        encoding: old.name(),
        mixed: false,
        undecodable: Vec::new(),
    };
    for (number, line) in (1..).zip(bytes.split_inclusive(|byte| *byte == b'\n')) {
        if let Ok(line) = std::str::from_utf8(line) {
            decoded.mixed |= !line.is_ascii();
            decoded.text.push_str(line);
            continue;
        }
        let (line, faulty) = old.decode_without_bom_handling(line);
        if faulty {
            decoded.undecodable.push(number);
        }
        decoded.text.push_str(&line);
    }
    decoded
}

/// The old encoding under which the lines that are no UTF-8 look least odd.
fn old_encoding(bytes: &[u8]) -> &'static Encoding {
    let mut sample = Vec::new();
    for line in bytes.split(|byte| *byte == b'\n').filter(|line| std::str::from_utf8(line).is_err()) {
        let left = SAMPLE.saturating_sub(sample.len());
        if left == 0 {
            break;
        }
        sample.extend_from_slice(line.get(..left.min(line.len())).unwrap_or_default());
        sample.push(b'\n');
    }
    let candidates = [SHIFT_JIS, EUC_JP, GBK, WINDOWS_1252];
    candidates.into_iter().min_by_key(|encoding| oddness(&sample, encoding)).unwrap_or(SHIFT_JIS)
}

/// How odd a text looks under an encoding. Japanese has kana; a wrong encoding gives half-width kana, private signs or faults.
/// Every pair of high bytes is some ideograph in EUC-JP and GBK, so there an ideograph alone proves little.
fn oddness(sample: &[u8], encoding: &'static Encoding) -> i64 {
    let (text, _) = encoding.decode_without_bom_handling(sample);
    let (ideograph, kana) = match encoding.name() {
        "Shift_JIS" => (1, -4),
        "EUC-JP" => (5, -8),
        _ => (4, -1),
    };
    let of = |c: char| match c {
        '\u{fffd}' => 25,
        '\u{e000}'..='\u{f8ff}' => 15,
        '\u{ff61}'..='\u{ff9f}' => 6,
        '\u{3040}'..='\u{30ff}' => kana,
        '\0'..='\x7f' => 0,
        '\u{80}'..='\u{9f}' => 20,
        '\u{a0}'..='\u{24f}' if c.is_alphabetic() => 3,
        '\u{a0}'..='\u{24f}' => 6,
        _ => ideograph,
    };
    text.chars().map(of).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_encodings_of_japanese_systems_are_told_apart() {
        let japanese = "ホスト名:  電子カルテサーバー\r\nシステムの種類: x64\r\n";
        for (encoding, name) in [(SHIFT_JIS, "Shift_JIS"), (EUC_JP, "EUC-JP")] {
            let (bytes, ..) = encoding.encode(japanese);
            let decoded = decode(&bytes);
            assert_eq!((decoded.encoding, decoded.text.as_str()), (name, japanese));
            assert!(decoded.undecodable.is_empty() && !decoded.mixed);
        }
        let (german, ..) = WINDOWS_1252.encode("Verfügbarer physischer Speicher, größe ändern für");
        assert_eq!(decode(&german).encoding, "windows-1252");
        let (chinese, ..) = GBK.encode("主机名: 服务器 系统类型 修补程序 安装了 处理器 网卡");
        assert_eq!(decode(&chinese).encoding, "GBK");
    }

    #[test]
    fn utf16_is_read_with_and_without_its_mark() {
        let little: Vec<u8> = "Host Name: PC-1\r\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let big: Vec<u8> = "Host Name: PC-1\r\n".encode_utf16().flat_map(u16::to_be_bytes).collect();
        assert_eq!(decode(&little).text, "Host Name: PC-1\r\n");
        assert_eq!(decode(&big).text, "Host Name: PC-1\r\n");
        let marked = [&[0xff, 0xfe][..], &little].concat();
        assert_eq!(decode(&marked).text, "Host Name: PC-1\r\n");
    }

    #[test]
    fn each_line_keeps_its_own_encoding() {
        let (old, ..) = SHIFT_JIS.encode("診察室の端末\n");
        let mixed = ["受付の端末\n".as_bytes(), &old, b"ok \x81\n"].concat();
        let decoded = decode(&mixed);
        assert!(decoded.mixed);
        assert!(decoded.text.starts_with("受付の端末\n診察室の端末\nok "));
        assert_eq!(decoded.undecodable, [3]);
    }

    proptest::proptest! {
        #[test]
        fn any_bytes_become_text(bytes in proptest::collection::vec(proptest::num::u8::ANY, 0..300)) {
            let decoded = decode(&bytes);
            proptest::prop_assert!(decoded.undecodable.len() <= bytes.len());
        }
    }
}
