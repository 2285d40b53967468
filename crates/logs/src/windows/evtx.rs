//! The file of the Windows event viewer: a head of 4 KiB and blocks of 64 KiB, each with its own records. It is read block by block, so a
//! damaged one costs no other.

use crate::{
    event::Event,
    format::Format,
    instant::Clock,
    sink::Sink,
    tally::{Place, Reason, Tally},
};
use evtx::{EvtxChunkData, EvtxRecord, ParserSettings};
use std::io::{self, Read};
use std::sync::Arc;

/// What a file begins with.
pub(crate) const FILE_MAGIC: &[u8] = b"ElfFile\0";
/// What a block begins with.
pub(crate) const BLOCK_MAGIC: &[u8] = b"ElfChnk\0";
const HEAD: usize = 4096;
const BLOCK: usize = 65_536;

/// Reads the blocks of a stream. `headless` streams begin with a block at once: what was carved from a disk.
pub(crate) fn read(
    mut input: impl Read,
    headless: bool,
    clock: Clock,
    tally: &mut Tally,
    sink: &mut Sink<'_, '_>,
) -> io::Result<()> {
    let mut at = 0;
    if !headless {
        let mut head = Vec::new();
        at = input.by_ref().take(HEAD as u64).read_to_end(&mut head)? as u64;
        if head.len() < HEAD {
            tally.lose(Reason::CutOff, 1, Place::Byte(at), "the head is cut off");
            return Ok(());
        }
    }
    let settings = Arc::new(ParserSettings::default().indent(false));
    loop {
        let mut block = Vec::with_capacity(BLOCK);
        let length = input.by_ref().take(BLOCK as u64).read_to_end(&mut block)?;
        if length == 0 {
            return Ok(());
        }
        if length < BLOCK {
            if block.iter().any(|byte| *byte != 0) {
                tally.lose(Reason::CutOff, 1, Place::Byte(at), "the last block is cut off");
            }
            return Ok(());
        }
        if block.iter().any(|byte| *byte != 0) {
            read_block(block, at, &settings, clock, tally, sink)?;
        }
        at += BLOCK as u64;
    }
}

/// What a record begins with.
const RECORD_MAGIC: &[u8] = b"**\0\0";

/// How many records a block holds: by its head, which has the numbers of the first and the last, else by the marks of records in it.
fn said_to_hold(block: &[u8]) -> u64 {
    let number =
        |at: usize| block.get(at..at + 8).and_then(|bytes| bytes.try_into().ok()).map_or(0, u64::from_le_bytes);
    let (first, last) = (number(8), number(16));
    // More than fit are no number of records.
    match last.checked_sub(first) {
        Some(count) if first > 0 && count < BLOCK as u64 / 28 => count + 1,
        _ => memchr::memmem::find_iter(block, RECORD_MAGIC).count().max(1) as u64,
    }
}

fn read_block(
    mut block: Vec<u8>,
    at: u64,
    settings: &Arc<ParserSettings>,
    clock: Clock,
    tally: &mut Tally,
    sink: &mut Sink<'_, '_>,
) -> io::Result<()> {
    let count = said_to_hold(&block);
    if !block.starts_with(BLOCK_MAGIC)
        && let Some(start) = block.get_mut(..BLOCK_MAGIC.len())
    {
        // The mark is damaged; the records behind it may be whole.
        start.copy_from_slice(BLOCK_MAGIC);
        if block.get(512..516).is_none_or(|record| record != RECORD_MAGIC) {
            tally.lose(Reason::Block, count, Place::Byte(at), "the mark of the block is damaged");
            return Ok(());
        }
    }
    let mut data = match EvtxChunkData::new(block, false) {
        Ok(data) => data,
        Err(error) => {
            tally.lose(Reason::Block, count, Place::Byte(at), error);
            return Ok(());
        }
    };
    let mut chunk = match data.parse(Arc::clone(settings)) {
        Ok(chunk) => chunk,
        Err(error) => {
            tally.lose(Reason::Block, count, Place::Byte(at), error);
            return Ok(());
        }
    };
    let before = tally.read + tally.raw_count();
    let mut failed: Option<(u64, evtx::err::EvtxError)> = None;
    for record in chunk.iter() {
        match record {
            Ok(record) => through_xml(record, at, clock, tally, sink)?,
            Err(error) => failed = Some((failed.map_or(1, |(failed, _)| failed + 1), error)),
        }
    }
    if let Some((errors, error)) = failed {
        // One damaged place may have cost several records: what the head says and did not come.
        let came = tally.read + tally.raw_count() - before;
        tally.lose(Reason::Record, errors.max(count.saturating_sub(came)), Place::Byte(at), error);
    }
    Ok(())
}

/// The way that every record can go.
fn through_xml(
    record: EvtxRecord<'_>,
    at: u64,
    clock: Clock,
    tally: &mut Tally,
    sink: &mut Sink<'_, '_>,
) -> io::Result<()> {
    let (number, place) = (record.event_record_id, at + record.binxml_offset);
    let micros = record.timestamp.as_microsecond();
    match record.into_xml() {
        Ok(written) => match super::xml::parse(&written.data, Format::Evtx, number, clock) {
            Ok(mut event) => {
                if event.time.micros.is_none() {
                    event.time = crate::instant::utc(micros);
                }
                sink.read(&event, tally)
            }
            Err(why) => {
                let event = Event {
                    time: crate::instant::utc(micros),
                    format: Format::Evtx.code(),
                    record_id: Some(number),
                    raw: written.data.as_str().into(),
                    line: number,
                    ..Event::default()
                };
                sink.raw(event, Reason::Record, Place::Byte(place), why, tally)
            }
        },
        Err(error) => {
            tally.lose(Reason::Record, 1, Place::Byte(place), error);
            Ok(())
        }
    }
}
