//! Where events go, and the count of what went there.

use crate::{
    event::{Event, TimeBasis},
    tally::{Place, Reason, Tally},
};
use std::io;

/// Takes every event that is read.
pub struct Sink<'s, 'f>(pub &'s mut (dyn FnMut(&Event<'_>) -> io::Result<()> + 'f));

impl Sink<'_, '_> {
    /// An event that was read.
    pub(crate) fn read(&mut self, event: &Event<'_>, tally: &mut Tally) -> io::Result<()> {
        tally.read += 1;
        match event.time.basis {
            TimeBasis::Stated => {}
            TimeBasis::Missing => tally.timeless += 1,
            TimeBasis::ZoneAssumed => tally.zone_assumed += 1,
            TimeBasis::YearAssumed => tally.year_assumed += 1,
            TimeBasis::ZoneAndYearAssumed => {
                tally.zone_assumed += 1;
                tally.year_assumed += 1;
            }
        }
        (self.0)(event)
    }

    /// A record that is kept as it was.
    pub(crate) fn raw(
        &mut self,
        mut event: Event<'_>,
        reason: Reason,
        place: Place,
        detail: impl ToString,
        tally: &mut Tally,
    ) -> io::Result<()> {
        tally.keep_raw(reason, place, detail);
        event.raw_reason = reason.code();
        (self.0)(&event)
    }
}
