//! Log bytes → events. Every source is read by its specification and brought into one schema; what can't be read is kept as it was, with
//! the reason, or counted. No clock and no folder is known here beyond what the caller names.

pub mod archive;
mod audit;
mod device;
mod document;
mod event;
mod fhir;
mod format;
mod instant;
mod json;
mod lines;
mod linux;
pub mod ndjson;
mod read;
mod record;
mod sink;
mod syslog;
mod table;
mod tally;
mod text;
mod windows;
mod xml;

pub use event::{COLUMNS, Column, Event, Moment, Outcome, Text, TimeBasis};
pub use format::Format;
pub use instant::{Clock, parse_instant};
pub use read::{Context, ReadError, Refused, Take, read_file, read_seekable, read_stream};
pub use table::{Profile, ProfileError};
pub use tally::{Place, Reason, Seen, Tally};
