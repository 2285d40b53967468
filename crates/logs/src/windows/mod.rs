//! Windows events: the same record as a binary log, as XML and as JSON, and what its number means.

pub(crate) mod evtx;
pub(crate) mod json;
mod meaning;
mod record;
pub(crate) mod xml;

use record::Record;
