//! The sealed archive of an inspection pack: written once, checked anywhere, without a database.
//!
//! A ZIP (`sakimori-pack-v1`) that holds the paper, the frozen bytes of every signed round, the edition's bytes and
//! - `journal.jsonl`: the facility's journal from its first entry to the sealed head, one entry a line:
//!   `{"facility":…,"seq":…,"prev":"hex","hash":"hex","body":"the exact text that was hashed"}`;
//! - `manifest.json`: [`Manifest`], which names every other file with size and SHA-256, and the installation's public key;
//! - `manifest.sig`: 128 hex digits, the ed25519 signature over `"sakimori-pack-v1" ‖ manifest.json`, each field
//!   preceded by its length as u64 little-endian.
//!
//! The layout is strict (entries back to back from byte 0, one directory at the end, plain ASCII names), so that no two
//! programs can read two different packs out of one file. The same input gives the same bytes.

mod archive;
mod fingerprint;
mod journal;
mod layout;
mod manifest;
mod problem;
mod seal;
mod verify;

pub use archive::{Limits, bundle};
pub use fingerprint::{Fingerprint, FingerprintError};
pub use manifest::{FORMAT, Listed, Manifest, ManifestFacility, ManifestHead, ManifestSheet};
pub use problem::PackProblem;
pub use seal::{PackFile, PackMeta, SealError, seal};
pub use verify::{Origin, PackVerdict, verify_pack};

/// Name of the list of everything.
pub const MANIFEST: &str = "manifest.json";
/// Name of the signature over [`MANIFEST`].
pub const SIGNATURE: &str = "manifest.sig";
/// Name of the journal's extract.
pub const JOURNAL: &str = "journal.jsonl";
/// Folder of the frozen bytes of signed rounds.
pub const SIGNED_ROUNDS: &str = "signed-rounds/";
/// Folder of the frozen bytes of signed rounds of the vendors' sheets.
pub const VENDOR_ROUNDS: &str = "vendor-signed-rounds/";
/// Folder of the evidence files themselves, if they were asked for. They are kept as they came, unpacked.
pub const EVIDENCE: &str = "evidence/";
/// Folder of the edition's bytes.
pub const EDITION: &str = "edition/";
