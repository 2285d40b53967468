//! How large a workbook may be, on the disk and unpacked.

use super::BookError;
use crate::kind::{TellError, tell};
use domain::evidence::FileKind;
use std::io::{self, Cursor, Read as _};
use zip::ZipArchive;

/// The largest workbook that is taken: 20 MiB. A ledger of 100,000 devices has 10.
pub const MAX_WORKBOOK: u64 = 20 << 20;

/// What a reader takes before it refuses.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bounds {
    /// Files in the archive.
    pub files: usize,
    /// Bytes of all files, unpacked.
    pub unpacked: u64,
    /// Cells with a value, in one sheet.
    pub cells: usize,
}

impl Bounds {
    /// Our choice: a workbook of 100,000 rows and 20 columns fits, a bomb does not.
    pub const BOOK: Self = Self { files: 1_000, unpacked: 256 << 20, cells: 2_000_000 };
}

/// Refuses what is no workbook and what would not fit, before anything is kept in memory. Every file of the archive is unpacked
/// to nowhere and counted: sizes that an archive states of itself prove nothing.
pub(super) fn check(bytes: &[u8], bounds: Bounds) -> Result<(), BookError> {
    match tell(&mut Cursor::new(bytes)) {
        Ok(FileKind::Excel) => {}
        Ok(FileKind::OfficeWithMacros) => return Err(BookError::Macros),
        Ok(FileKind::OldOffice) => return Err(BookError::OldOrLocked),
        Ok(_) | Err(TellError::NotTaken(_)) => return Err(BookError::NotAWorkbook),
        Err(TellError::Io(error)) => return Err(BookError::Damaged(error.to_string())),
    }
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| BookError::Damaged(error.to_string()))?;
    if archive.len() > bounds.files {
        return Err(BookError::TooLarge("files"));
    }
    let mut left = bounds.unpacked;
    for at in 0..archive.len() {
        let file = archive.by_index(at).map_err(|error| BookError::Damaged(error.to_string()))?;
        let unpacked = io::copy(&mut file.take(left + 1), &mut io::sink());
        let unpacked = unpacked.map_err(|error| BookError::Damaged(error.to_string()))?;
        left = left.checked_sub(unpacked).ok_or(BookError::TooLarge("bytes"))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write as _;

    fn zipped(files: &[(String, usize)]) -> Vec<u8> {
        let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
        for (name, size) in files {
            let started = writer.start_file(name.as_str(), zip::write::SimpleFileOptions::default());
            assert!(started.is_ok() && writer.write_all(&vec![0; *size]).is_ok());
        }
        writer.finish().map(Cursor::into_inner).unwrap_or_default()
    }

    /// A workbook by its names, with one more file of that size.
    fn bomb(size: usize) -> Vec<u8> {
        zipped(&[("xl/workbook.xml".to_owned(), 1), ("xl/worksheets/sheet1.xml".to_owned(), size)])
    }

    #[test]
    fn a_bomb_is_refused_by_what_it_unpacks_to_not_by_what_it_says() {
        let bounds = Bounds { files: 4, unpacked: 1 << 20, cells: 10 };
        assert_eq!(check(&bomb(1000), bounds), Ok(()));
        let large = bomb(64 << 20);
        assert!(large.len() < 1 << 18, "it is small on the disk");
        assert_eq!(check(&large, bounds), Err(BookError::TooLarge("bytes")));
        let many: Vec<_> = (0..5).map(|at| (format!("xl/{at}.xml"), 1)).collect();
        let many = [vec![("xl/workbook.xml".to_owned(), 1)], many].concat();
        assert_eq!(check(&zipped(&many), bounds), Err(BookError::TooLarge("files")));
    }
}
