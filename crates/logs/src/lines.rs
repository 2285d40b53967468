//! Records of a text log, one after the other, never more than one in memory: lines, lines with indented lines below them, and
//! octet-counted frames (RFC 6587).

use std::io::{self, BufRead};

/// A record may be so long; what is longer is read past, and its beginning is kept. Syslog asks for 8 KiB at least; audit messages
/// with queries in them are the longest seen, at some 100 KiB.
pub(crate) const MAX_RECORD: usize = 1 << 20;

/// The records of a stream.
pub(crate) struct Lines<R> {
    input: R,
    /// The line at which the next record begins.
    next: u64,
}

/// What is said of a record beside its bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Found {
    /// The line at which it begins; counts from 1.
    pub(crate) line: u64,
    /// It was longer than [`MAX_RECORD`].
    pub(crate) too_long: bool,
    /// The stream ended inside it.
    pub(crate) cut_off: bool,
}

impl<R: BufRead> Lines<R> {
    pub(crate) const fn new(input: R) -> Self {
        Self { input, next: 1 }
    }

    /// The next line without its end.
    pub(crate) fn line(&mut self, into: &mut Vec<u8>) -> io::Result<Option<Found>> {
        into.clear();
        let mut found = Found { line: self.next, too_long: false, cut_off: false };
        Ok(self.append(into, &mut found)?.then_some(found))
    }

    /// The next record: a frame when it begins with its length, else a line with the indented lines below it.
    pub(crate) fn record(&mut self, into: &mut Vec<u8>) -> io::Result<Option<Found>> {
        into.clear();
        let mut found = Found { line: self.next, too_long: false, cut_off: false };
        if let Some((digits, length)) = frame(self.input.fill_buf()?) {
            self.input.consume(digits);
            self.counted(length, into, &mut found)?;
            return Ok(Some(found));
        }
        if !self.append(into, &mut found)? {
            return Ok(None);
        }
        while !into.is_empty() && matches!(self.input.fill_buf()?.first(), Some(b' ' | b'\t')) {
            into.push(b'\n');
            self.append(into, &mut found)?;
        }
        Ok(Some(found))
    }

    /// Reads to the end of a line. False at the end of the stream.
    fn append(&mut self, into: &mut Vec<u8>, found: &mut Found) -> io::Result<bool> {
        let mut any = false;
        loop {
            let part = self.input.fill_buf()?;
            if part.is_empty() {
                break;
            }
            any = true;
            let end = memchr::memchr(b'\n', part);
            let line = part.get(..end.unwrap_or(part.len())).unwrap_or_default();
            let room = MAX_RECORD.saturating_sub(into.len());
            found.too_long |= line.len() > room;
            into.extend_from_slice(line.get(..room.min(line.len())).unwrap_or_default());
            let used = line.len() + usize::from(end.is_some());
            self.input.consume(used);
            if end.is_some() {
                break;
            }
        }
        if any {
            self.next += 1;
            if into.last() == Some(&b'\r') {
                into.pop();
            }
        }
        Ok(any)
    }

    /// Reads a frame of known length, and a line end after it, which some senders add.
    fn counted(&mut self, length: usize, into: &mut Vec<u8>, found: &mut Found) -> io::Result<()> {
        let mut left = length;
        while left > 0 {
            let part = self.input.fill_buf()?;
            if part.is_empty() {
                found.cut_off = true;
                break;
            }
            let used = part.len().min(left);
            into.extend_from_slice(part.get(..used).unwrap_or_default());
            self.input.consume(used);
            left -= used;
        }
        self.next += memchr::memchr_iter(b'\n', into).count() as u64;
        if self.input.fill_buf()?.first() == Some(&b'\n') {
            self.input.consume(1);
            self.next += 1;
        }
        while into.last().is_some_and(|byte| matches!(byte, b'\n' | b'\r')) {
            into.pop();
        }
        Ok(())
    }
}

/// The length at the start of an octet-counted frame, `LEN <PRI>`, with the bytes that it takes itself.
fn frame(start: &[u8]) -> Option<(usize, usize)> {
    let digits = start.iter().take(8).take_while(|byte| byte.is_ascii_digit()).count();
    let number = start.get(..digits)?;
    if digits == 0
        || number.first() == Some(&b'0')
        || start.get(digits) != Some(&b' ')
        || start.get(digits + 1) != Some(&b'<')
    {
        return None;
    }
    let after = start.get(digits + 2..)?;
    let priority = after.iter().take(4).take_while(|byte| byte.is_ascii_digit()).count();
    if !(1..=3).contains(&priority) || after.get(priority) != Some(&b'>') {
        return None;
    }
    let length = number.iter().fold(0, |sum: usize, digit| sum * 10 + usize::from(digit - b'0'));
    (length <= MAX_RECORD).then_some((digits + 1, length))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn records(bytes: &[u8]) -> Vec<(u64, String)> {
        // A small buffer, so that records cross its borders.
        let mut lines = Lines::new(io::BufReader::with_capacity(64, bytes));
        let (mut all, mut record) = (Vec::new(), Vec::new());
        while let Some(found) = lines.record(&mut record).unwrap() {
            all.push((found.line, String::from_utf8_lossy(&record).into_owned()));
        }
        all
    }

    #[test]
    fn indented_lines_belong_to_the_line_above() {
        let found = records(b"a\r\n\tb\n c\nd");
        assert_eq!(found, [(1, "a\n\tb\n c".into()), (4, "d".into())]);
    }

    #[test]
    fn frames_may_hold_line_ends() {
        let found = records(b"9 <34>1 a\nb8 <34>1 c\n\n<34>1 d\n12 <34>1 cut");
        let texts: Vec<_> = found.iter().map(|(_, text)| text.as_str()).collect();
        assert_eq!(texts, ["<34>1 a\nb", "<34>1 c", "<34>1 d", "<34>1 cut"]);
    }

    #[test]
    fn an_endless_line_is_kept_in_part() {
        let mut lines = Lines::new(io::BufReader::new(io::Read::chain(
            io::Read::take(io::repeat(b'x'), 3 * MAX_RECORD as u64),
            &b"\nnext\n"[..],
        )));
        let mut record = Vec::new();
        let found = lines.record(&mut record).unwrap().unwrap();
        assert!(found.too_long && record.len() == MAX_RECORD);
        let next = lines.record(&mut record).unwrap().unwrap();
        assert_eq!((next.line, record.as_slice()), (2, &b"next"[..]));
    }
}
