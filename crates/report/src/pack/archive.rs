//! The ZIP around a pack: written without clocks, read with bounds.

use super::{EVIDENCE, PackFile, PackProblem, layout};
use std::{
    collections::{BTreeMap, BTreeSet},
    io::{self, Cursor, Read as _, Write as _},
};
use zip::{CompressionMethod, DateTime, ZipArchive, ZipWriter, write::SimpleFileOptions};

/// Unpacked files by path.
pub(super) type Files = BTreeMap<String, Vec<u8>>;

/// What a reader takes before it refuses.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Files in one archive.
    pub files: usize,
    /// Bytes of one file, unpacked.
    pub file: u64,
    /// Bytes of all files, unpacked.
    pub total: u64,
    /// How many times larger than its packed bytes a file may be, once it is larger than 64 KiB.
    pub ratio: u64,
}

impl Limits {
    /// Our choice: far above what ten years of one institution need, well below what a clerk's PC can hold.
    pub const PACK: Self = Self { files: 2_000, file: 256 << 20, total: 512 << 20, ratio: 250 };
}

/// Smaller files may pack as tightly as they like.
const RATIO_FROM: u64 = 64 << 10;

/// Whether a file is kept as it is: the paper and the workbooks are packed already, and evidence stays byte for byte where a
/// reader of the archive can see it, however well it would pack.
fn is_stored(path: &str) -> bool {
    path.starts_with(EVIDENCE) || [".pdf", ".xlsx"].iter().any(|ending| path.ends_with(ending))
}

/// Writes files in the given order; text is deflated.
pub(super) fn write<'a>(files: impl Iterator<Item = &'a PackFile>) -> io::Result<Vec<u8>> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for file in files {
        let packed = if is_stored(&file.path) { CompressionMethod::Stored } else { CompressionMethod::Deflated };
        let options = SimpleFileOptions::default()
            .compression_method(packed)
            .last_modified_time(DateTime::default())
            .unix_permissions(0o644);
        zip.start_file(file.path.as_str(), options)?;
        zip.write_all(&file.bytes)?;
    }
    Ok(zip.finish()?.into_inner())
}

/// Files as they are in one archive, without a seal: for people who open it by hand.
///
/// # Errors
/// A path that is not safe on every system, or one that is there twice; when the archive can't be written.
pub fn bundle(files: &[PackFile]) -> io::Result<Vec<u8>> {
    let mut seen = BTreeSet::new();
    for file in files {
        if !is_safe(&file.path) || !seen.insert(file.path.to_ascii_lowercase()) {
            return Err(io::Error::new(io::ErrorKind::InvalidInput, file.path.clone()));
        }
    }
    write(files.iter())
}

/// Whether a path is one that a pack can hold: plain ASCII, relative, the same file on every system.
pub(super) fn is_safe(path: &str) -> bool {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_' | b'-');
    // Windows drops a final dot and keeps names like CON, NUL or COM1 for devices, whatever their ending.
    let device = |part: &str| {
        let stem = part.split('.').next().unwrap_or(part).to_ascii_uppercase();
        let numbered = stem.strip_prefix("COM").or_else(|| stem.strip_prefix("LPT"));
        matches!(stem.as_str(), "CON" | "PRN" | "AUX" | "NUL")
            || numbered.is_some_and(|rest| rest.len() == 1 && rest.bytes().all(|digit| digit.is_ascii_digit()))
    };
    let part = |part: &str| {
        let whole = !part.is_empty() && part.len() <= 100 && part.bytes().all(plain);
        whole && !part.starts_with('.') && !part.ends_with('.') && !device(part)
    };
    path.len() <= 200 && path.split('/').all(part)
}

/// Unpacks everything, within bounds. Files that are refused are named and left out.
///
/// # Errors
/// The one problem that makes the rest meaningless.
pub(super) fn read(bytes: &[u8], limits: Limits) -> Result<(Files, Vec<PackProblem>), PackProblem> {
    let spots = layout::read(bytes, limits.files)?;
    let mut seen = BTreeSet::new();
    for spot in &spots {
        if !seen.insert(spot.name.to_ascii_lowercase()) {
            return Err(PackProblem::Duplicate { path: shown(&spot.name) });
        }
    }
    let mut zip = ZipArchive::new(Cursor::new(bytes)).map_err(|error| PackProblem::NotAnArchive(error.to_string()))?;
    let (mut files, mut problems, mut left) = (Files::new(), Vec::new(), limits.total);
    for (at, spot) in spots.into_iter().enumerate() {
        if !is_safe(&spot.name) {
            problems.push(PackProblem::UnsafePath { path: shown(&spot.name) });
            continue;
        }
        let most = limits.file.min(left);
        if spot.size > most || (spot.size > RATIO_FROM && spot.size / limits.ratio > spot.packed) {
            problems.push(PackProblem::TooLarge { path: spot.name });
            continue;
        }
        match unpack(&mut zip, at, &spot) {
            Ok(content) => {
                left -= spot.size;
                files.insert(spot.name, content);
            }
            Err(_) => problems.push(PackProblem::Changed { path: spot.name }),
        }
    }
    Ok((files, problems))
}

/// Reads exactly the bytes that the header announces, whatever the packed stream would give.
fn unpack(zip: &mut ZipArchive<Cursor<&[u8]>>, at: usize, spot: &layout::Spot) -> io::Result<Vec<u8>> {
    let file = zip.by_index(at)?;
    let mut content = Vec::new();
    file.take(spot.size.saturating_add(1)).read_to_end(&mut content)?;
    if content.len() as u64 != spot.size {
        return Err(io::Error::other("other size than announced"));
    }
    Ok(content)
}

/// A foreign name, short enough to print, without control characters.
fn shown(name: &str) -> String {
    name.chars().take(120).map(|c| if c.is_control() { '\u{fffd}' } else { c }).collect()
}
