//! The chain of sealed files: each link's hash covers the link before it, so a changed, missing or moved one shows.

use super::{ArchiveError, durable};
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use std::path::Path;

/// A sealed file, as its link says it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sealed {
    /// Its number in the chain; counts from 1.
    pub seq: u64,
    /// Its path in the archive, `day=2024-02-18/000001.parquet`.
    pub file: String,
    /// The day in Japan of its rows, or `none`.
    pub day: String,
    /// SHA-256 of its bytes, in hex.
    pub sha256: String,
    /// Its length.
    pub bytes: u64,
    /// How many rows.
    pub rows: u64,
    /// Microseconds UTC of the first row with a time.
    pub first: Option<i64>,
    /// Microseconds UTC of the last row with a time.
    pub last: Option<i64>,
    /// When it was sealed, microseconds UTC.
    pub sealed_at: i64,
    /// The parts whose rows it has.
    pub parts: Vec<String>,
}

/// A line of the chain.
#[derive(Debug)]
pub(super) struct Link {
    /// The hash that stands in the line.
    pub(super) hash: String,
    /// The bytes that were hashed.
    pub(super) json: String,
    /// What they say; nothing when they can't be read.
    pub(super) body: Option<Sealed>,
}

/// The hash of the link before the first.
pub(super) const START: &str = "0000000000000000000000000000000000000000000000000000000000000000";

/// `SHA-256("sakimori-logs-v1" ‖ length of facility ‖ facility ‖ hash before ‖ JSON)`, in hex.
pub(super) fn hash(facility: &str, before: &str, json: &str) -> String {
    let mut hash = Sha256::new();
    hash.update(b"sakimori-logs-v1");
    hash.update((facility.len() as u64).to_be_bytes());
    hash.update(facility.as_bytes());
    hash.update(before.as_bytes());
    hash.update(json.as_bytes());
    hex::encode(hash.finalize())
}

/// The links in the order of the file.
pub(super) fn read(path: &Path) -> Result<Vec<Link>, ArchiveError> {
    let links = durable::lines(path)?.into_iter().map(|line| {
        let (hash, json) = line.split_once(' ').unwrap_or(("", &line));
        Link { hash: hash.to_owned(), json: json.to_owned(), body: serde_json::from_str(json).ok() }
    });
    Ok(links.collect())
}
