//! Statements of a file in one entry of the journal: few one after the other, many packed.

use crate::StoreError;
use base64::{engine::general_purpose::STANDARD, read::DecoderReader, write::EncoderStringWriter};
use domain::ledger::{StatementKept, Statements};
use std::io::{BufRead as _, BufReader, Read as _, Write as _};

/// More statements than this are packed. Our choice: some 300 KB of JSON.
const LISTED: usize = 500;
/// As zstd counts; higher levels cost more time than they save room here.
const LEVEL: i32 = 3;
/// The most bytes that one statement may have. Longer than any that is read from a file of 64 MiB.
const LONGEST: u64 = 128 << 20;

/// Statements as an entry keeps them; `count` is how many there will be.
///
/// # Errors
/// When memory is short.
pub fn pack(count: usize, statements: impl Iterator<Item = StatementKept>) -> Result<Statements, StoreError> {
    if count <= LISTED {
        return Ok(Statements::Listed(statements.collect()));
    }
    let fault = |error: std::io::Error| StoreError::Internal(error.to_string());
    let mut encoder = zstd::Encoder::new(EncoderStringWriter::new(&STANDARD), LEVEL).map_err(fault)?;
    let mut packed = 0;
    for one in statements {
        serde_json::to_writer(&mut encoder, &one).map_err(|error| StoreError::Internal(error.to_string()))?;
        encoder.write_all(b"\n").map_err(fault)?;
        packed += 1;
    }
    let text = encoder.finish().map_err(fault)?.into_inner();
    Ok(Statements::Packed { count: packed, zstd: text.into() })
}

/// Statements of an entry, one after the other.
pub(super) enum Unpacking<'a> {
    Listed(std::slice::Iter<'a, StatementKept>),
    Packed { left: usize, lines: Box<dyn std::io::BufRead + Send + 'a> },
}

impl<'a> Unpacking<'a> {
    /// Begins to read them.
    pub(super) fn of(statements: &'a Statements) -> Result<Self, StoreError> {
        Ok(match statements {
            Statements::Listed(all) => Self::Listed(all.iter()),
            Statements::Packed { count, zstd } => {
                let bytes = DecoderReader::new(zstd.as_bytes(), &STANDARD);
                let decoder = zstd::Decoder::new(bytes).map_err(|error| damaged(&error))?;
                Self::Packed { left: *count, lines: Box::new(BufReader::new(decoder)) }
            }
        })
    }

    /// The next ones, at most so many; none at the end.
    pub(super) fn next_chunk(&mut self, most: usize) -> Result<Vec<StatementKept>, StoreError> {
        match self {
            Self::Listed(all) => Ok(all.by_ref().take(most).cloned().collect()),
            Self::Packed { left, lines } => {
                let mut chunk = Vec::with_capacity(most.min(*left));
                let mut line = Vec::new();
                while chunk.len() < most && *left > 0 {
                    line.clear();
                    lines.as_mut().take(LONGEST).read_until(b'\n', &mut line).map_err(|error| damaged(&error))?;
                    chunk.push(serde_json::from_slice(&line).map_err(|error| damaged(&error))?);
                    *left -= 1;
                }
                Ok(chunk)
            }
        }
    }
}

fn damaged(why: &dyn std::fmt::Display) -> StoreError {
    StoreError::Damaged(format!("packed statements: {why}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::{
        id::DeviceId,
        ledger::{FieldKey, Fields, SourceKind, Value},
    };
    use time::macros::date;

    fn statement(number: usize) -> StatementKept {
        let device: DeviceId = "01920000-0000-7000-8000-000000000001".parse().unwrap();
        let name = Value::parse(FieldKey::Name, &format!("受付端末 {number}")).unwrap().unwrap();
        let fields = Fields::from([(FieldKey::Name, name)]);
        let (source, on) = (SourceKind::List, date!(2024 - 06 - 10));
        StatementKept { device, source, on, files: vec![1], line: 2, pin: None, fields }
    }

    fn read(statements: &Statements) -> Result<Vec<StatementKept>, StoreError> {
        let (mut reader, mut all) = (Unpacking::of(statements)?, Vec::new());
        loop {
            let chunk = reader.next_chunk(400)?;
            if chunk.is_empty() {
                return Ok(all);
            }
            all.extend(chunk);
        }
    }

    #[test]
    fn few_are_listed_many_are_packed_and_both_are_read_back() {
        for count in [0, 1, LISTED, LISTED + 1, 1_234] {
            let all: Vec<StatementKept> = (0..count).map(statement).collect();
            let packed = pack(count, all.iter().cloned()).unwrap();
            assert_eq!(matches!(packed, Statements::Packed { .. }), count > LISTED);
            let json = serde_json::to_string(&packed).unwrap();
            let again: Statements = serde_json::from_str(&json).unwrap();
            assert_eq!((read(&again).unwrap(), &again), (all, &packed));
        }
    }

    #[test]
    fn damaged_ones_are_refused() {
        let packed = pack(1_000, (0..1_000).map(statement)).unwrap();
        let Statements::Packed { count, zstd } = packed else { panic!("not packed") };
        let cut = Statements::Packed { count, zstd: zstd.split_at(zstd.len() / 8 * 4).0.into() };
        assert!(matches!(read(&cut), Err(StoreError::Damaged(_))));
        let wrong = Statements::Packed { count, zstd: "%%%%".into() };
        assert!(matches!(read(&wrong), Err(StoreError::Damaged(_))));
        let more = Statements::Packed { count: count + 1, zstd };
        assert!(matches!(read(&more), Err(StoreError::Damaged(_))));
    }
}
