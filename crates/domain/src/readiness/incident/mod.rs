//! Incidents (インシデント): what was noticed, what was done in which order, what is reported to whom until when, and how it ended.
//!
//! Everything that happens in an incident is one [`Entry`] of its time line. Nothing is ever taken out of it: a correction is an entry
//! that names the one which it corrects. Where the incident stands follows from its entries.

mod clock;
mod emergency;
mod entry;
mod error;
mod record;
mod stated;

pub use clock::{PpcClock, ReportDue};
pub use emergency::{EmergencyError, EmergencySetting, MOST_KEPT};
pub use entry::{Closing, Entry, Happening, LATE, NoteKind, NoteText, Noted, Packed, Report, Sent, Ticked, Unsent};
pub use error::IncidentError;
pub use record::{Incident, IncidentOpened, Moment, Step, StepState};
pub use stated::{Leak, ReportField, Stated, StatedText};

use crate::{calendar::Instant, readiness::backup::parse_moment};

/// How far ahead of our clock a time may lie: another clock may be a little fast. Our choice.
const AHEAD_MS: i64 = 5 * 60_000;

/// Reads a time as a person typed it: a day with a time of day, in Japan's time unless a zone is written.
///
/// # Errors
/// [`IncidentError::Moment`] without a day or a time of day; [`IncidentError::Ahead`] when it lies ahead.
fn moment(field: &'static str, text: &str, now: Instant) -> Result<Instant, IncidentError> {
    let (at, _) = parse_moment(text).map_err(|_| IncidentError::Moment(field))?;
    // A day alone would be read as midnight: in a time line that is a false word.
    if !text.contains([':', '：', '時']) {
        return Err(IncidentError::Moment(field));
    }
    if at.millis() > now.millis().saturating_add(AHEAD_MS) {
        return Err(IncidentError::Ahead(field));
    }
    Ok(at)
}
