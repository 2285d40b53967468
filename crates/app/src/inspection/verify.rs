//! Checking a pack from its file alone: no database, no data folder.

use report::pack::{Fingerprint, PackProblem, PackVerdict, verify_pack};
use std::{fs::File, io::Read as _, path::Path};

/// Largest pack that is read: 512 MiB.
const MAX_BYTES: u64 = 512 << 20;

/// Why a pack could not be checked, or what is wrong with it.
#[derive(Debug, thiserror::Error)]
pub enum CheckError {
    /// The file can't be read.
    #[error("{0}")]
    File(#[from] std::io::Error),
    /// The file is larger than any pack.
    #[error("the file is larger than {MAX_BYTES} bytes")]
    TooLarge,
    /// The text given is no fingerprint.
    #[error("not a fingerprint")]
    NoFingerprint,
    /// It was checked, and does not hold.
    #[error("{} problems", .0.len())]
    Problems(Vec<PackProblem>),
}

/// Checks the pack in a file; with a fingerprint, also that this installation sealed it.
///
/// # Errors
/// See [`CheckError`].
pub fn check_file(path: &Path, fingerprint: Option<&str>) -> Result<PackVerdict, CheckError> {
    let expected =
        fingerprint.map(|text| text.parse::<Fingerprint>().map_err(|_| CheckError::NoFingerprint)).transpose()?;
    let mut bytes = Vec::new();
    File::open(path)?.take(MAX_BYTES + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > MAX_BYTES {
        return Err(CheckError::TooLarge);
    }
    verify_pack(&bytes, expected.as_ref()).map_err(CheckError::Problems)
}
