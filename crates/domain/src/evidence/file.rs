//! The file itself: what it is by its bytes, and a name that does no harm.

use crate::digest::Digest;
use serde::{Deserialize, Serialize};
use std::fmt;
use unicode_normalization::UnicodeNormalization;

/// The largest file that is taken, in bytes: 50 MiB. A scan of 100 pages has about 10. Our choice.
pub const MAX_FILE: u64 = 50 << 20;

/// What a file is, told by its bytes and never by its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FileKind {
    /// PDF.
    Pdf,
    /// PNG picture.
    Png,
    /// JPEG picture.
    Jpeg,
    /// GIF picture.
    Gif,
    /// WebP picture.
    Webp,
    /// TIFF picture, as scanners and fax machines make it.
    Tiff,
    /// Excel workbook without macros.
    Excel,
    /// Word document without macros.
    Word,
    /// PowerPoint slides without macros.
    PowerPoint,
    /// An Office file that carries macros.
    OfficeWithMacros,
    /// An Office file of before 2007, or another compound file (a mail of Outlook).
    OldOffice,
    /// Words: text, CSV, JSON, XML, a log.
    Text,
    /// An archive.
    Zip,
    /// A Windows event log.
    EventLog,
}

impl FileKind {
    /// Every kind.
    pub const ALL: [Self; 14] = [
        Self::Pdf,
        Self::Png,
        Self::Jpeg,
        Self::Gif,
        Self::Webp,
        Self::Tiff,
        Self::Excel,
        Self::Word,
        Self::PowerPoint,
        Self::OfficeWithMacros,
        Self::OldOffice,
        Self::Text,
        Self::Zip,
        Self::EventLog,
    ];

    /// Stable code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Pdf => "pdf",
            Self::Png => "png",
            Self::Jpeg => "jpeg",
            Self::Gif => "gif",
            Self::Webp => "webp",
            Self::Tiff => "tiff",
            Self::Excel => "excel",
            Self::Word => "word",
            Self::PowerPoint => "power_point",
            Self::OfficeWithMacros => "office_with_macros",
            Self::OldOffice => "old_office",
            Self::Text => "text",
            Self::Zip => "zip",
            Self::EventLog => "event_log",
        }
    }

    /// The kind with that code.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }

    /// The type under which a browser may show it: pictures and PDF. Everything else is only handed out as a file to save,
    /// so that nothing in it can act.
    #[must_use]
    pub const fn shown_as(self) -> Option<&'static str> {
        match self {
            Self::Pdf => Some("application/pdf"),
            Self::Png => Some("image/png"),
            Self::Jpeg => Some("image/jpeg"),
            Self::Gif => Some("image/gif"),
            Self::Webp => Some("image/webp"),
            _ => None,
        }
    }

    /// Endings of names that belong to it; the first is put behind a name with another one.
    #[must_use]
    pub const fn endings(self) -> &'static [&'static str] {
        match self {
            Self::Pdf => &["pdf"],
            Self::Png => &["png"],
            Self::Jpeg => &["jpg", "jpeg"],
            Self::Gif => &["gif"],
            Self::Webp => &["webp"],
            Self::Tiff => &["tif", "tiff"],
            Self::Excel => &["xlsx", "xlsb"],
            Self::Word => &["docx"],
            Self::PowerPoint => &["pptx"],
            Self::OfficeWithMacros => &["bin", "xlsm", "docm", "pptm", "xlsb"],
            Self::OldOffice => &["xls", "doc", "ppt", "msg"],
            Self::Text => &["txt", "csv", "tsv", "json", "xml", "log", "conf", "cfg", "yaml", "yml", "md", "eml"],
            Self::Zip => &["zip", "ods", "odt", "odp"],
            Self::EventLog => &["evtx"],
        }
    }

    /// Whether a browser shows it as a picture.
    #[must_use]
    pub const fn is_picture(self) -> bool {
        matches!(self, Self::Png | Self::Jpeg | Self::Gif | Self::Webp)
    }
}

/// The name under which a file came, made harmless: no folders, no control or direction signs, no character that Windows
/// refuses, at most [`FileName::MAX`] characters.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct FileName(String);

/// A name of which nothing is left.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the file has no name")]
pub struct FileNameError;

impl FileName {
    /// The longest name in characters; file systems take 255 bytes, and a kanji has three.
    pub const MAX: usize = 80;

    /// Cleans a name as sent by a browser.
    ///
    /// # Errors
    /// [`FileNameError`] when nothing is left.
    pub fn clean(sent: &str) -> Result<Self, FileNameError> {
        let last = sent.rsplit(['/', '\\']).next().unwrap_or_default();
        let letter = |c: char| match c {
            '<' | '>' | ':' | '"' | '|' | '?' | '*' => '_',
            c => c,
        };
        let name: String = last.chars().filter(|c| !c.is_control() && !is_direction(*c)).map(letter).nfc().collect();
        let name = name.trim_matches(|c: char| c.is_whitespace() || c == '.');
        if name.is_empty() { Err(FileNameError) } else { Ok(Self(shortened(name))) }
    }

    /// The name as it is shown.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Signs that turn the direction of writing: with them `exe.fdp` looks like `pdf.exe`.
const fn is_direction(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

/// The name cut in its middle, so that its ending stays.
fn shortened(name: &str) -> String {
    let letters: Vec<char> = name.chars().collect();
    if letters.len() <= FileName::MAX {
        return name.to_owned();
    }
    let tail = letters.len() - 20;
    let head = letters.iter().take(FileName::MAX - 21);
    head.chain(&['…']).chain(letters.iter().skip(tail)).collect()
}

impl TryFrom<String> for FileName {
    type Error = FileNameError;
    fn try_from(text: String) -> Result<Self, FileNameError> {
        Self::clean(&text)
    }
}
impl From<FileName> for String {
    fn from(name: FileName) -> Self {
        name.0
    }
}
impl fmt::Display for FileName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// One version of the file. Its bytes lie in the blob store under `digest`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EvidenceFile {
    /// Name under which it came.
    pub name: FileName,
    /// What it is.
    pub kind: FileKind,
    /// Bytes.
    pub size: u64,
    /// SHA-256 of the bytes.
    pub digest: Digest,
}

impl EvidenceFile {
    /// The name under which it is handed out: its own, with an ending that belongs to what the bytes are. So text that was
    /// called `list.bat` does not run when somebody double-clicks what they saved.
    #[must_use]
    pub fn name_to_save(&self) -> String {
        let name = self.name.as_str();
        let ending = name.rsplit_once('.').map(|(_, ending)| ending.to_lowercase()).unwrap_or_default();
        let endings = self.kind.endings();
        let fits = endings.contains(&ending.as_str());
        if fits { name.to_owned() } else { format!("{name}.{}", endings.first().unwrap_or(&"bin")) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hostile_name_becomes_a_harmless_one() {
        let cleaned = |name: &str| FileName::clean(name).map(|n| n.to_string());
        assert_eq!(cleaned("台帳.xlsx").as_deref(), Ok("台帳.xlsx"));
        assert_eq!(cleaned("../../etc/passwd").as_deref(), Ok("passwd"));
        assert_eq!(cleaned("C:\\temp\\報告 書.pdf").as_deref(), Ok("報告 書.pdf"));
        assert_eq!(cleaned("invoice\u{202e}fdp.exe").as_deref(), Ok("invoicefdp.exe"));
        assert_eq!(cleaned("a\0b\r\nSet-Cookie: x\".pdf").as_deref(), Ok("abSet-Cookie_ x_.pdf"));
        assert_eq!(cleaned(" .. "), Err(FileNameError));
        assert_eq!(cleaned("\u{202e}"), Err(FileNameError));
        let long = cleaned(&format!("{}.pdf", "長".repeat(300))).unwrap_or_default();
        assert!(long.chars().count() == FileName::MAX && long.ends_with("長.pdf"));
    }

    #[test]
    fn what_is_saved_has_the_ending_of_what_it_is() {
        let saved = |name: &str, kind| {
            let name = FileName::clean(name)?;
            Ok::<_, FileNameError>(EvidenceFile { name, kind, size: 1, digest: Digest::ZERO }.name_to_save())
        };
        assert_eq!(saved("台帳.CSV", FileKind::Text).as_deref(), Ok("台帳.CSV"));
        assert_eq!(saved("list.bat", FileKind::Text).as_deref(), Ok("list.bat.txt"));
        assert_eq!(saved("page.html", FileKind::Text).as_deref(), Ok("page.html.txt"));
        assert_eq!(saved("scan.pdf", FileKind::Jpeg).as_deref(), Ok("scan.pdf.jpg"));
        assert_eq!(saved("scan", FileKind::Pdf).as_deref(), Ok("scan.pdf"));
    }

    #[test]
    fn every_kind_has_its_code() {
        for kind in FileKind::ALL {
            assert_eq!(FileKind::from_code(kind.code()), Some(kind));
            assert_eq!(serde_json::to_string(&kind).ok(), Some(format!("\"{}\"", kind.code())));
        }
    }

    proptest::proptest! {
        #[test]
        fn cleaning_twice_changes_nothing(name in "\\PC{0,200}") {
            if let Ok(once) = FileName::clean(&name) {
                proptest::prop_assert_eq!(FileName::clean(once.as_str()), Ok(once.clone()));
                proptest::prop_assert!(!once.as_str().contains(['/', '\\', '"', '\0']));
            }
        }
    }
}
