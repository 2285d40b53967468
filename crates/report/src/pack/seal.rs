//! Sealing: the list of everything, signed, and the archive around it.

use super::{
    EDITION, FORMAT, Fingerprint, JOURNAL, Listed, MANIFEST, Manifest, ManifestFacility, ManifestHead, ManifestSheet,
    SIGNATURE, archive, journal, manifest::to_sign,
};
use domain::{
    calendar::Instant,
    digest::Digest,
    id::{AssessmentId, FacilityId},
    journal::{Link, Seq},
};
use ed25519_dalek::{Signer as _, SigningKey};
use std::collections::BTreeSet;

/// One file of a pack.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PackFile {
    /// Path inside the archive: ASCII letters, digits and `._-`, folders divided by `/`.
    pub path: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// What the pack is of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PackMeta {
    /// The institution.
    pub facility: FacilityId,
    /// Its name.
    pub facility_name: String,
    /// True for the sample hospital.
    pub sample: bool,
    /// The sheet.
    pub assessment: AssessmentId,
    /// Its edition.
    pub edition: String,
    /// SHA-256 of the edition's bytes.
    pub edition_pack: Digest,
    /// Its form.
    pub form: String,
    /// First calendar year of its fiscal year.
    pub fiscal_year: i32,
    /// Vendors' sheets that the pack also shows, with the vendor's name.
    pub vendor_sheets: Vec<(AssessmentId, String)>,
    /// When the pack is made.
    pub made_at: Instant,
    /// Head of the journal.
    pub head_seq: Seq,
    /// Hash at the head.
    pub head_hash: Digest,
}

/// Why a pack can't be sealed. Each is a defect of the caller, not of a person's input.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SealError {
    /// A path that a pack can't hold.
    #[error("unsafe path: {0}")]
    Path(String),
    /// Two files of one name, or a name that the pack gives itself.
    #[error("{0} is there twice")]
    Duplicate(String),
    /// A journal body that is no text.
    #[error("a journal body is no UTF-8")]
    Journal,
    /// The links do not end at the head of the meta data.
    #[error("the journal does not end at the head that is sealed")]
    Head,
    /// The archive could not be written.
    #[error("the archive can't be written: {0}")]
    Archive(String),
}

/// Seals files and journal into one signed archive. The same input gives the same bytes.
///
/// # Errors
/// See [`SealError`].
pub fn seal(files: Vec<PackFile>, links: &[Link], meta: &PackMeta, key: &SigningKey) -> Result<Vec<u8>, SealError> {
    if links.last().map(|link| (link.seq, link.hash)) != Some((meta.head_seq, meta.head_hash)) {
        return Err(SealError::Head);
    }
    let mut files = files;
    files.push(PackFile {
        path: JOURNAL.to_owned(),
        bytes: journal::write(meta.facility, links).ok_or(SealError::Journal)?,
    });
    files.sort_by(|a, b| a.path.cmp(&b.path));
    check_paths(&files)?;
    let manifest = serde_json::to_vec_pretty(&manifest(&files, meta, key))
        .map_err(|error| SealError::Archive(error.to_string()))?;
    let signature = format!("{}\n", hex::encode(key.sign(&to_sign(&manifest)).to_bytes()));
    let head = [
        PackFile { path: MANIFEST.to_owned(), bytes: manifest },
        PackFile { path: SIGNATURE.to_owned(), bytes: signature.into_bytes() },
    ];
    archive::write(head.iter().chain(&files)).map_err(|error| SealError::Archive(error.to_string()))
}

fn check_paths(files: &[PackFile]) -> Result<(), SealError> {
    let mut seen: BTreeSet<String> = [MANIFEST, SIGNATURE].into_iter().map(str::to_owned).collect();
    for file in files {
        if !archive::is_safe(&file.path) {
            return Err(SealError::Path(file.path.clone()));
        }
        if !seen.insert(file.path.to_ascii_lowercase()) {
            return Err(SealError::Duplicate(file.path.clone()));
        }
    }
    Ok(())
}

fn manifest(files: &[PackFile], meta: &PackMeta, key: &SigningKey) -> Manifest {
    let public = key.verifying_key();
    let listed = |file: &PackFile| Listed {
        path: file.path.clone(),
        size: file.bytes.len() as u64,
        sha256: Digest::of(&file.bytes),
    };
    Manifest {
        format: FORMAT.to_owned(),
        facility: ManifestFacility {
            id: meta.facility.to_string(),
            name: meta.facility_name.clone(),
            sample: meta.sample,
        },
        assessment: meta.assessment.to_string(),
        edition: meta.edition.clone(),
        edition_pack: meta.edition_pack,
        form: meta.form.clone(),
        fiscal_year: meta.fiscal_year,
        vendor_sheets: meta.vendor_sheets.iter().map(vendor_sheet).collect(),
        created_at: meta.made_at.iso_jst(),
        journal: ManifestHead { seq: meta.head_seq.get(), hash: meta.head_hash },
        public_key: hex::encode(public.as_bytes()),
        fingerprint: Fingerprint::of(&public).to_string(),
        files: files.iter().map(listed).collect(),
    }
}

fn vendor_sheet((sheet, vendor): &(AssessmentId, String)) -> ManifestSheet {
    ManifestSheet { assessment: sheet.to_string(), vendor: vendor.clone() }
}

/// Whether a path is that of the edition's bytes.
pub(super) fn is_edition(path: &str) -> bool {
    path.starts_with(EDITION)
}
