//! Checking a pack: consistent in itself, and from a given installation only if its fingerprint was given.

use super::{
    FORMAT, Fingerprint, JOURNAL, Limits, MANIFEST, Manifest, PackProblem, SIGNATURE, SIGNED_ROUNDS, VENDOR_ROUNDS,
    archive::{self, Files},
    journal,
    manifest::to_sign,
    seal::is_edition,
};
use domain::digest::Digest;
use ed25519_dalek::{Signature, VerifyingKey};
use std::collections::BTreeSet;

/// What a sound pack shows. It says nothing about whether the answers in it are true.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PackVerdict {
    /// What the pack says of itself.
    pub manifest: Manifest,
    /// Fingerprint of the key that sealed it.
    pub fingerprint: Fingerprint,
    /// Whose key that is.
    pub origin: Origin,
    /// Files that were checked, besides manifest and signature.
    pub files: usize,
    /// Entries of the journal whose chain holds, from the first to the sealed head.
    pub journal_entries: u64,
    /// Signed rounds whose frozen bytes are those that the journal names.
    pub signed_rounds: usize,
}

/// Where a pack comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// No fingerprint was given: consistent, but anybody could have sealed it.
    Unknown,
    /// Sealed by the key of the fingerprint that was given.
    Given,
}

/// Checks a pack. With `expected`, also that this installation sealed it.
///
/// # Errors
/// Everything that is wrong with it, in the order of the archive; at least one problem.
pub fn verify_pack(bytes: &[u8], expected: Option<&Fingerprint>) -> Result<PackVerdict, Vec<PackProblem>> {
    let (files, mut problems) = archive::read(bytes, Limits::PACK).map_err(|problem| vec![problem])?;
    let raw = files.get(MANIFEST).ok_or_else(|| with(&problems, PackProblem::ManifestMissing))?;
    let manifest = read_manifest(raw).map_err(|problem| with(&problems, problem))?;
    let key = read_key(&manifest);
    problems.extend(check_signature(&files, raw, key.as_ref()));
    let found = key.as_ref().map(Fingerprint::of);
    problems.extend(check_origin(found, &manifest, expected));
    problems.extend(check_files(&files, &manifest, &problems));
    let extract = match files.get(JOURNAL) {
        Some(lines) => journal::check(lines, &manifest).map_err(|problem| problems.push(problem)).ok(),
        None => {
            // A pack without its journal proves nothing, even if its manifest never listed one.
            problems.push(PackProblem::Missing { path: JOURNAL.to_owned() });
            None
        }
    };
    let mut signed_rounds = 0;
    if let Some(extract) = &extract {
        let (rounds, wrong) = check_rounds(&files, &manifest, &extract.signed);
        signed_rounds = rounds;
        problems.extend(wrong);
    }
    match (found, extract) {
        (Some(fingerprint), Some(extract)) if problems.is_empty() => Ok(PackVerdict {
            files: manifest.files.len(),
            manifest,
            fingerprint,
            origin: if expected.is_some() { Origin::Given } else { Origin::Unknown },
            journal_entries: extract.entries,
            signed_rounds,
        }),
        _ => Err(once(problems)),
    }
}

fn with(problems: &[PackProblem], last: PackProblem) -> Vec<PackProblem> {
    problems.iter().cloned().chain([last]).collect()
}

/// Two checks may find the same thing; it is told once.
fn once(problems: Vec<PackProblem>) -> Vec<PackProblem> {
    let mut told = Vec::new();
    for problem in problems {
        if !told.contains(&problem) {
            told.push(problem);
        }
    }
    told
}

fn read_manifest(raw: &[u8]) -> Result<Manifest, PackProblem> {
    #[derive(serde::Deserialize)]
    struct Head {
        format: String,
    }
    // The format is read first: a later one may have other fields.
    let unreadable = |error: serde_json::Error| PackProblem::ManifestUnreadable(error.to_string());
    let head: Head = serde_json::from_slice(raw).map_err(unreadable)?;
    if head.format != FORMAT {
        return Err(PackProblem::UnknownFormat { found: head.format.chars().take(80).collect() });
    }
    serde_json::from_slice(raw).map_err(unreadable)
}

fn read_key(manifest: &Manifest) -> Option<VerifyingKey> {
    let raw: [u8; 32] = hex::decode(&manifest.public_key).ok()?.try_into().ok()?;
    VerifyingKey::from_bytes(&raw).ok()
}

fn check_signature(files: &Files, manifest: &[u8], key: Option<&VerifyingKey>) -> Option<PackProblem> {
    let Some(written) = files.get(SIGNATURE) else {
        return Some(PackProblem::SignatureMissing);
    };
    let raw = hex::decode(written.trim_ascii()).ok().and_then(|raw| <[u8; 64]>::try_from(raw).ok());
    // Strict: refuses weak keys and signatures that several keys would accept.
    let holds = raw
        .zip(key)
        .is_some_and(|(raw, key)| key.verify_strict(&to_sign(manifest), &Signature::from_bytes(&raw)).is_ok());
    (!holds).then_some(PackProblem::SignatureWrong)
}

fn check_origin(
    found: Option<Fingerprint>,
    manifest: &Manifest,
    expected: Option<&Fingerprint>,
) -> Option<PackProblem> {
    let Some(found) = found else {
        return Some(PackProblem::KeyWrong);
    };
    if manifest.fingerprint != found.to_string() {
        return Some(PackProblem::KeyWrong);
    }
    let expected = expected.filter(|expected| **expected != found)?;
    Some(PackProblem::OtherInstallation { expected: *expected, found })
}

/// Every listed file is there and unchanged, and nothing else is. `refused` are files that were named already.
fn check_files(files: &Files, manifest: &Manifest, refused: &[PackProblem]) -> Vec<PackProblem> {
    let mut problems = Vec::new();
    let mut listed = BTreeSet::new();
    for entry in &manifest.files {
        let path = entry.path.clone();
        let named = refused.iter().any(|problem| problem.what() == path);
        if !listed.insert(entry.path.as_str()) {
            problems.push(PackProblem::Duplicate { path });
        } else if let Some(bytes) = files.get(&path) {
            if (bytes.len() as u64, Digest::of(bytes)) != (entry.size, entry.sha256) {
                problems.push(PackProblem::Changed { path });
            } else if is_edition(&path) && entry.sha256 != manifest.edition_pack {
                problems.push(PackProblem::OtherEdition);
            }
        } else if !named {
            problems.push(PackProblem::Missing { path });
        }
    }
    let own = [MANIFEST, SIGNATURE];
    let added = files.keys().filter(|path| !own.contains(&path.as_str()) && !listed.contains(path.as_str()));
    problems.extend(added.map(|path| PackProblem::Added { path: path.clone() }));
    problems
}

/// Frozen bytes and sign-offs of the journal belong together, one to one.
fn check_rounds(files: &Files, manifest: &Manifest, signed: &[journal::SignedAt]) -> (usize, Vec<PackProblem>) {
    let sheets: BTreeSet<&str> = std::iter::once(manifest.assessment.as_str())
        .chain(manifest.vendor_sheets.iter().map(|sheet| sheet.assessment.as_str()))
        .collect();
    let here = |at: &&journal::SignedAt| sheets.contains(at.assessment.as_str());
    let frozen: Vec<(&String, Digest)> = files
        .iter()
        .filter(|(path, _)| path.starts_with(SIGNED_ROUNDS) || path.starts_with(VENDOR_ROUNDS))
        .map(|(path, bytes)| (path, Digest::of(bytes)))
        .collect();
    let unknown = frozen.iter().filter(|(_, digest)| !signed.iter().filter(here).any(|at| at.frozen == *digest));
    let missing = signed.iter().filter(here).filter(|at| !frozen.iter().any(|(_, digest)| *digest == at.frozen));
    let problems = unknown
        .map(|(path, _)| PackProblem::RoundUnknown { path: (*path).clone() })
        .chain(missing.map(|at| PackProblem::RoundMissing { seq: at.seq }))
        .collect();
    (frozen.len(), problems)
}
