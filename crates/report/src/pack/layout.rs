//! The layout of the archive, read strictly before anything is unpacked. Programs disagree on ZIPs with gaps, second
//! directories or headers that contradict each other; such a file could show an inspector other papers than those that
//! were checked here. Source: PKWARE APPNOTE 6.3.10, sections 4.3.7, 4.3.12 and 4.3.16.

use super::PackProblem;

const LOCAL: &[u8; 4] = b"PK\x03\x04";
const CENTRAL: &[u8; 4] = b"PK\x01\x02";
const END: &[u8; 4] = b"PK\x05\x06";
const END_BYTES: usize = 22;
/// Methods: stored and deflated.
const METHODS: [u16; 2] = [0, 8];

/// One file as both of its headers describe it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Spot {
    pub(super) name: String,
    pub(super) packed: u64,
    pub(super) size: u64,
}

/// Fields that local header and directory must agree on: version needed, flags, method, time, CRC, sizes.
type Agreed = [u8; 22];

/// Walks the archive from its first to its last byte.
///
/// # Errors
/// `NotAnArchive` when there is no end record at the end, `Repacked` for everything that the layout does not account for.
pub(super) fn read(bytes: &[u8], most: usize) -> Result<Vec<Spot>, PackProblem> {
    let end_at = bytes.len().checked_sub(END_BYTES).ok_or_else(|| not_an_archive("too short"))?;
    let end = Fields(&bytes[end_at..]);
    if end.bytes(0, 4) != Some(END.as_slice()) {
        return Err(not_an_archive("no end record at the end"));
    }
    let (count, again, disks) = (end.u16(10)?, end.u16(8)?, end.u32(4)?);
    let (length, start, comment) = (end.u32(12)? as usize, end.u32(16)? as usize, end.u16(20)?);
    if count != again || disks != 0 || comment != 0 || start.checked_add(length) != Some(end_at) {
        return Err(repacked("end record"));
    }
    if usize::from(count) > most {
        return Err(PackProblem::TooManyFiles { found: count.into(), limit: most });
    }
    let (mut at, mut local_at, mut spots) = (start, 0, Vec::new());
    for _ in 0..count {
        let (spot, agreed, local, next) = central(bytes, at, end_at)?;
        if local != local_at {
            return Err(repacked(&spot.name));
        }
        local_at = check_local(bytes, local, &spot, &agreed).ok_or_else(|| repacked(&spot.name))?;
        at = next;
        spots.push(spot);
    }
    if at != end_at || local_at != start {
        return Err(repacked("bytes between the files"));
    }
    Ok(spots)
}

/// One header of the directory: the file, what the local header must repeat, where that lies, where the next one begins.
fn central(bytes: &[u8], at: usize, end_at: usize) -> Result<(Spot, Agreed, usize, usize), PackProblem> {
    let header = Fields(bytes.get(at..end_at).ok_or_else(|| repacked("directory"))?);
    if header.bytes(0, 4) != Some(CENTRAL.as_slice()) {
        return Err(repacked("directory"));
    }
    let (name_len, extra, comment) = (usize::from(header.u16(28)?), header.u16(30)?, header.u16(32)?);
    let name = header.bytes(46, name_len).and_then(|raw| std::str::from_utf8(raw).ok());
    let name = name.ok_or_else(|| repacked("a name in the directory"))?.to_owned();
    // Extra fields could rename a file (Info-ZIP Unicode path) or move it (ZIP64); bit 0 encrypts, bit 3 hides the sizes.
    let plain = extra == 0 && comment == 0 && header.u16(34)? == 0 && header.u16(8)? & 0b1001 == 0;
    if !plain || !METHODS.contains(&header.u16(10)?) {
        return Err(repacked(&name));
    }
    let agreed = header.bytes(6, 22).and_then(|raw| Agreed::try_from(raw).ok()).ok_or_else(|| repacked(&name))?;
    let (packed, size) = (header.u32(20)?.into(), header.u32(24)?.into());
    let local = header.u32(42)? as usize;
    Ok((Spot { name, packed, size }, agreed, local, at + 46 + name_len))
}

/// Checks the header before a file's bytes; returns where the next one must begin.
fn check_local(bytes: &[u8], at: usize, spot: &Spot, agreed: &Agreed) -> Option<usize> {
    let header = Fields(bytes.get(at..)?);
    let name_len = header.u16(26).ok()?;
    let same = header.bytes(0, 4)? == LOCAL
        && header.bytes(4, 22)? == agreed
        && header.u16(28).ok()? == 0
        && header.bytes(30, name_len.into())? == spot.name.as_bytes();
    let next = at.checked_add(30)?.checked_add(name_len.into())?.checked_add(usize::try_from(spot.packed).ok()?)?;
    (same && next <= bytes.len()).then_some(next)
}

fn not_an_archive(why: &str) -> PackProblem {
    PackProblem::NotAnArchive(why.to_owned())
}

fn repacked(place: &str) -> PackProblem {
    PackProblem::Repacked(place.chars().take(200).collect())
}

/// Little-endian fields of a header.
struct Fields<'a>(&'a [u8]);

impl<'a> Fields<'a> {
    fn bytes(&self, at: usize, length: usize) -> Option<&'a [u8]> {
        self.0.get(at..at.checked_add(length)?)
    }

    fn u16(&self, at: usize) -> Result<u16, PackProblem> {
        let raw = self.bytes(at, 2).and_then(|raw| raw.try_into().ok());
        raw.map(u16::from_le_bytes).ok_or_else(|| repacked("a cut header"))
    }

    fn u32(&self, at: usize) -> Result<u32, PackProblem> {
        let raw = self.bytes(at, 4).and_then(|raw| raw.try_into().ok());
        raw.map(u32::from_le_bytes).ok_or_else(|| repacked("a cut header"))
    }
}
