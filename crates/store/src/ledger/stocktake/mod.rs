//! Stock-takes (棚卸): the frozen list, what was found, and how much of the ledger that covers.

mod apply;
mod read;
mod write;

pub(crate) use apply::apply;
pub use read::{
    CountRow, Coverage, Narrow, RoomTally, StocktakeRecord, Tally, coverage, device_row, devices, find, running_with,
    show, stocktake_files, stocktakes,
};
pub use write::{Counted, Counter, Counting, begin, count, finish};
