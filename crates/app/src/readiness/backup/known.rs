//! Any bytes → the runs of a tool that is known: restic, borg and Veeam's syslog by `evidence`; Windows events by `logs`.

use domain::{calendar::Instant, readiness::backup::Zone};
use evidence::backup_run::{EventLine, Events, RunsReading, RunsRefused, RunsRefusedWhy, finished, read_runs};
use logs::{Clock, Context, TimeBasis, read_seekable};
use std::io::Cursor;

/// Japan's minutes east of UTC.
const JAPAN: i16 = 540;

/// Reads the runs out of a file. `None`: it is of no kind that is known; a list may be. `name` gives the name of a job where the tool
/// says none.
pub fn read_known(bytes: &[u8], name: &str, now: Instant) -> Option<Result<RunsReading, RunsRefused>> {
    if let Some(read) = read_runs(bytes, stem(name)) {
        return Some(read);
    }
    if !is_events(bytes) {
        return None;
    }
    let context = Context { clock: Clock { now: now.millis() * 1000, offset_minutes: JAPAN }, profiles: Vec::new() };
    let mut events = Events::default();
    let tally = read_seekable(Cursor::new(bytes), name, &context, &mut |event, _| {
        events.take(EventLine {
            provider: &event.provider,
            event_id: &event.event_id,
            host: &event.host,
            severity: event.severity,
            message: &event.message,
            at: event.time.micros.map(|micros| Instant::from_millis(micros.div_euclid(1000))),
            zone: if event.time.basis == TimeBasis::Stated { Zone::Stated } else { Zone::Assumed },
            record: event.record_id,
            line: event.line,
        });
        Ok(())
    });
    let (reading, any) = events.finish();
    if !any {
        return None;
    }
    match tally {
        Ok(_) => Some(finished(reading)),
        // What was read before the cut counts.
        Err(_) if !reading.runs.is_empty() => Some(finished(reading)),
        Err(error) => {
            let found = error.to_string().chars().take(120).collect();
            Some(Err(RunsRefused { why: RunsRefusedWhy::Damaged, line: 1, found }))
        }
    }
}

/// A binary log of Windows, or its events as XML.
fn is_events(bytes: &[u8]) -> bool {
    const NAMESPACE: &[u8] = b"schemas.microsoft.com/win/2004/08/events";
    let head = bytes.get(..bytes.len().min(65_536)).unwrap_or_default();
    let wide: Vec<u8> = NAMESPACE.iter().flat_map(|byte| [*byte, 0]).collect();
    let holds = |part: &[u8]| head.windows(part.len()).any(|window| window == part);
    bytes.starts_with(b"ElfFile\0") || holds(NAMESPACE) || holds(&wide)
}

/// `ehr-restic.json` → `ehr-restic`.
fn stem(name: &str) -> &str {
    let name = name.rsplit(['/', '\\']).next().unwrap_or(name);
    name.split_once('.').map_or(name, |(stem, _)| stem)
}
