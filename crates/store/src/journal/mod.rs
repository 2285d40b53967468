//! The journal: the only way to write, reading it, and replaying it.

mod backup;
mod commit;
mod named;
mod read;
mod seal;
mod verify;

pub use backup::{Amount, Piece, put_back, read_out};
pub use commit::WriteTx;
pub(crate) use commit::{Applied, commit, commit_unless, register};
pub use named::named_digests;
pub(crate) use read::instant;
pub use read::{Page, entries, head, list_facilities, recorded};
pub use seal::{Seal, record_seal, seals};
pub use verify::{Finding, Verified, verify};
