//! What a file is: its signature first, then what an archive lists, then whether it is words.

use domain::evidence::FileKind;
use std::io::{self, BufRead, Read, Seek};

/// Why a file is not taken as evidence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotTaken {
    /// No bytes at all.
    Empty,
    /// A program.
    Program,
    /// Neither a known kind nor words.
    Unknown,
}

impl NotTaken {
    /// Stable code, as in message keys.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::Program => "program",
            Self::Unknown => "unknown",
        }
    }
}

/// The largest picture that a page shows, in pixels. A small file can name a picture of millions by millions;
/// a scan of A3 at 600 dpi has 70 million.
pub const MAX_PIXELS: usize = 80_000_000;

/// An archive lists at most so many entries before it is only an archive.
const MAX_LISTED: usize = 20_000;

/// Why nothing can be said of a file.
#[derive(Debug)]
pub enum TellError {
    /// It is not taken.
    NotTaken(NotTaken),
    /// It can't be read.
    Io(io::Error),
}

impl From<io::Error> for TellError {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}
impl From<NotTaken> for TellError {
    fn from(why: NotTaken) -> Self {
        Self::NotTaken(why)
    }
}

/// So many bytes at the start of a file hold its signature.
const HEAD: u64 = 8192;

/// Tells what a file is, from its start. Never more than a part of it is in memory.
///
/// # Errors
/// [`NotTaken`] for an empty file, a program, or bytes that are nothing known; an error of reading.
pub fn tell(file: &mut (impl BufRead + Seek)) -> Result<FileKind, TellError> {
    let mut head = Vec::new();
    file.by_ref().take(HEAD).read_to_end(&mut head)?;
    if head.is_empty() {
        return Err(NotTaken::Empty.into());
    }
    if is_program(&head) {
        return Err(NotTaken::Program.into());
    }
    if head.starts_with(b"PK\x03\x04") || head.starts_with(b"PK\x05\x06") {
        file.rewind()?;
        return Ok(archive(file));
    }
    if let Some(kind) = by_signature(&head) {
        return Ok(kind);
    }
    if is_words(&head, file)? { Ok(FileKind::Text) } else { Err(NotTaken::Unknown.into()) }
}

fn by_signature(head: &[u8]) -> Option<FileKind> {
    if head.starts_with(b"ElfFile\0") {
        return Some(FileKind::EventLog);
    }
    if head.starts_with(&[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]) {
        return Some(FileKind::OldOffice);
    }
    if head.starts_with(b"II*\0") || head.starts_with(b"MM\0*") {
        return Some(FileKind::Tiff);
    }
    match infer::get(head)?.mime_type() {
        "application/pdf" => Some(FileKind::Pdf),
        "image/png" => Some(FileKind::Png),
        "image/jpeg" => Some(FileKind::Jpeg),
        "image/gif" => Some(FileKind::Gif),
        "image/webp" => Some(FileKind::Webp),
        _ => None,
    }
}

/// Programs by their signature, and scripts that name their interpreter.
fn is_program(bytes: &[u8]) -> bool {
    /// Windows, Linux, macOS (four byte orders, and several in one), Java classes, WebAssembly, Windows short-cuts.
    const SIGNATURES: &[&[u8]] = &[
        b"MZ",
        b"\x7fELF",
        b"\xfe\xed\xfa\xce",
        b"\xfe\xed\xfa\xcf",
        b"\xce\xfa\xed\xfe",
        b"\xcf\xfa\xed\xfe",
        b"\xca\xfe\xba\xbe",
        b"\0asm",
        b"L\0\0\0\x01\x14\x02\0",
        b"#!",
    ];
    SIGNATURES.iter().any(|signature| bytes.starts_with(signature))
}

/// What an archive is by the names that it lists; nothing in it is unpacked.
fn archive(bytes: impl Read + Seek) -> FileKind {
    let Ok(zip) = zip::ZipArchive::new(bytes) else { return FileKind::Zip };
    let mut office = FileKind::Zip;
    for name in zip.file_names().take(MAX_LISTED).flatten() {
        let lower = name.to_lowercase();
        if lower.ends_with("vbaproject.bin") {
            return FileKind::OfficeWithMacros;
        }
        office = match lower.as_str() {
            "xl/workbook.xml" | "xl/workbook.bin" => FileKind::Excel,
            "word/document.xml" => FileKind::Word,
            "ppt/presentation.xml" => FileKind::PowerPoint,
            _ => office,
        };
    }
    office
}

/// Words: UTF-8, UTF-16 with its mark, or bytes as Shift_JIS and EUC-JP have them, without control bytes anywhere.
fn is_words(head: &[u8], rest: &mut impl BufRead) -> io::Result<bool> {
    if head.starts_with(&[0xff, 0xfe]) || head.starts_with(&[0xfe, 0xff]) {
        return Ok(true);
    }
    let control = |byte: &u8| matches!(byte, 0..=8 | 0x0e..=0x1a | 0x1c..=0x1f | 0x7f);
    if head.iter().any(control) {
        return Ok(false);
    }
    loop {
        let part = rest.fill_buf()?;
        if part.is_empty() {
            return Ok(true);
        }
        if part.iter().any(control) {
            return Ok(false);
        }
        let length = part.len();
        rest.consume(length);
    }
}

/// Whether a page may show this file: a PDF, or a picture that says how large it is and is not larger than [`MAX_PIXELS`].
#[must_use]
pub fn may_be_shown(kind: FileKind, file: impl BufRead + Seek) -> bool {
    if !kind.is_picture() {
        return kind == FileKind::Pdf;
    }
    imagesize::reader_size(file).is_ok_and(|size| size.width.saturating_mul(size.height) <= MAX_PIXELS)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::{Cursor, Write as _};

    fn told(bytes: &[u8]) -> Result<FileKind, Option<NotTaken>> {
        tell(&mut Cursor::new(bytes)).map_err(|error| match error {
            TellError::NotTaken(why) => Some(why),
            TellError::Io(_) => None,
        })
    }

    fn zipped(names: &[&str]) -> Vec<u8> {
        let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
        for name in names {
            let started = writer.start_file(*name, zip::write::SimpleFileOptions::default());
            assert!(started.is_ok() && writer.write_all(b"x").is_ok());
        }
        writer.finish().map(Cursor::into_inner).unwrap_or_default()
    }

    #[test]
    fn a_file_is_what_its_bytes_are() {
        let cases: &[(&[u8], Result<FileKind, NotTaken>)] = &[
            (b"", Err(NotTaken::Empty)),
            (b"%PDF-1.7\n%...", Ok(FileKind::Pdf)),
            (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", Ok(FileKind::Png)),
            (b"\xff\xd8\xff\xe0\0\x10JFIF", Ok(FileKind::Jpeg)),
            (b"GIF89a\x01\0\x01\0", Ok(FileKind::Gif)),
            (b"II*\0\x08\0\0\0", Ok(FileKind::Tiff)),
            (b"ElfFile\0\0\0\0\0", Ok(FileKind::EventLog)),
            (b"MZ\x90\0\x03", Err(NotTaken::Program)),
            (b"\x7fELF\x02\x01", Err(NotTaken::Program)),
            (b"#!/bin/sh\nrm -rf /\n", Err(NotTaken::Program)),
            (b"<html><script>alert(1)</script>", Ok(FileKind::Text)),
            (b"\x93\xfa\x96{,1\r\n", Ok(FileKind::Text)),
            (b"\0\x01\x02\x03\x04\x05", Err(NotTaken::Unknown)),
        ];
        for (bytes, expected) in cases {
            assert_eq!(told(bytes), expected.map_err(Some), "{bytes:?}");
        }
    }

    #[test]
    fn an_archive_is_what_it_lists() {
        assert_eq!(told(&zipped(&["a.txt"])), Ok(FileKind::Zip));
        assert_eq!(told(&zipped(&["[Content_Types].xml", "xl/workbook.xml"])), Ok(FileKind::Excel));
        assert_eq!(told(&zipped(&["word/document.xml"])), Ok(FileKind::Word));
        assert_eq!(told(&zipped(&["ppt/presentation.xml"])), Ok(FileKind::PowerPoint));
        assert_eq!(told(&zipped(&["xl/workbook.xml", "xl/vbaProject.bin"])), Ok(FileKind::OfficeWithMacros));
        assert_eq!(told(b"PK\x03\x04 and nothing more"), Ok(FileKind::Zip));
    }

    /// The head of a PNG that says its size.
    fn png(width: u32, height: u32) -> Vec<u8> {
        let mut bytes = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec();
        bytes.extend(width.to_be_bytes());
        bytes.extend(height.to_be_bytes());
        bytes.extend(b"\x08\x06\0\0\0");
        bytes
    }

    #[test]
    fn a_picture_of_millions_is_not_shown() {
        assert!(may_be_shown(FileKind::Png, Cursor::new(png(4000, 3000))));
        assert!(!may_be_shown(FileKind::Png, Cursor::new(png(100_000, 100_000))));
        assert!(!may_be_shown(FileKind::Png, Cursor::new(png(u32::MAX, u32::MAX))));
        assert!(!may_be_shown(FileKind::Jpeg, Cursor::new(b"\xff\xd8\xff")));
        assert!(
            may_be_shown(FileKind::Pdf, Cursor::new(b"%PDF-")) && !may_be_shown(FileKind::Text, Cursor::new(b"<html>"))
        );
    }

    proptest::proptest! {
        #[test]
        fn any_bytes_are_told_or_refused(bytes in proptest::collection::vec(proptest::num::u8::ANY, 0..400)) {
            if let Ok(kind) = told(&bytes) {
                let _ = may_be_shown(kind, Cursor::new(&bytes));
            }
        }
    }
}
