//! The manifest: what a pack says of itself, and the bytes that are signed.

use domain::digest::Digest;
use serde::{Deserialize, Serialize};

/// Name and version of the format; also keeps the signature from being taken for one of another kind.
pub const FORMAT: &str = "sakimori-pack-v1";

/// What a pack says of itself. Fields are only ever added.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// [`FORMAT`].
    pub format: String,
    /// The institution.
    pub facility: ManifestFacility,
    /// The sheet.
    pub assessment: String,
    /// Its edition.
    pub edition: String,
    /// SHA-256 of the edition's bytes.
    pub edition_pack: Digest,
    /// Its form: `hospital`, `pharmacy` or `vendor`.
    pub form: String,
    /// First calendar year of its fiscal year.
    pub fiscal_year: i32,
    /// When the pack was made, `2024-06-10T09:05:00+09:00`.
    pub created_at: String,
    /// Vendors' sheets that the pack also shows. A pack of before they came has none.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub vendor_sheets: Vec<ManifestSheet>,
    /// Head of the journal that the pack was made from.
    pub journal: ManifestHead,
    /// Public key of the installation, hex.
    pub public_key: String,
    /// Its fingerprint, as printed on the paper.
    pub fingerprint: String,
    /// Every other file of the archive, by path.
    pub files: Vec<Listed>,
}

/// The institution.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ManifestFacility {
    /// Its identifier: part of every journal hash.
    pub id: String,
    /// Its name.
    pub name: String,
    /// True for the sample hospital.
    pub sample: bool,
}

/// A vendor's sheet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ManifestSheet {
    /// The sheet.
    pub assessment: String,
    /// Name of the vendor.
    pub vendor: String,
}

/// A position of the journal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct ManifestHead {
    /// Position.
    pub seq: i64,
    /// Hash of the entry there.
    pub hash: Digest,
}

/// One file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Listed {
    /// Path inside the archive.
    pub path: String,
    /// Bytes.
    pub size: u64,
    /// SHA-256.
    pub sha256: Digest,
}

/// What the key signs: format and manifest, each preceded by its length as u64 little-endian.
pub(super) fn to_sign(manifest: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(manifest.len() + FORMAT.len() + 16);
    for field in [FORMAT.as_bytes(), manifest] {
        bytes.extend_from_slice(&(field.len() as u64).to_le_bytes());
        bytes.extend_from_slice(field);
    }
    bytes
}
