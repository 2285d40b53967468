//! Why a file, a record or a value is not taken, each with its line.

use crate::workbook::BookError;
use domain::ledger::ValueError;

/// Something that could not be taken, or only with a reservation. The rest of the file is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remark {
    /// Line, or row of a sheet, counted from 1 in the file as given.
    pub line: u32,
    /// Column or element; empty for the record as a whole.
    pub part: String,
    /// Why.
    pub why: RemarkWhy,
    /// What stands there, cut.
    pub found: String,
}

/// What is wrong with a record or value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum RemarkWhy {
    /// A value is none of its field.
    Value(ValueError),
    /// A calculation instead of a value.
    Formula,
    /// An error of a calculation: `#REF!`.
    CellFault,
    /// A letter that the house made itself; the value is taken with it.
    PrivateLetter,
    /// More cells than the heading has; the record is not taken.
    Ragged,
    /// Fewer cells than the heading has; what is there is taken.
    Short,
    /// Nothing by which the device could be told apart.
    NoIdentity,
    /// Nothing that the ledger keeps.
    Nothing,
    /// An example of how to fill the list in.
    Example,
    /// The file ends inside this record.
    Cut,
    /// A second column for the same field; the first is taken.
    ColumnTwice,
    /// The record is no JSON or XML of the kind.
    Damaged,
    /// More devices than one file may bring.
    TooMany,
    /// No such line is known in this list.
    LineUnknown,
    /// A sheet without a heading that is known.
    NoHeading,
}

impl RemarkWhy {
    /// Every reason.
    #[must_use]
    pub fn all() -> Vec<Self> {
        let mut all: Vec<Self> = super::reading::VALUE_FAULTS.into_iter().map(Self::Value).collect();
        all.extend([
            Self::Formula,
            Self::CellFault,
            Self::PrivateLetter,
            Self::Ragged,
            Self::Short,
            Self::NoIdentity,
            Self::Nothing,
            Self::Example,
            Self::Cut,
            Self::ColumnTwice,
            Self::Damaged,
            Self::TooMany,
            Self::LineUnknown,
            Self::NoHeading,
        ]);
        all
    }

    /// End of its message key.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Value(error) => error.code(),
            Self::Formula => "formula",
            Self::CellFault => "cell-fault",
            Self::PrivateLetter => "private-letter",
            Self::Ragged => "ragged",
            Self::Short => "short",
            Self::NoIdentity => "no-identity",
            Self::Nothing => "nothing",
            Self::Example => "example",
            Self::Cut => "cut",
            Self::ColumnTwice => "column-twice",
            Self::Damaged => "damaged",
            Self::TooMany => "too-many",
            Self::LineUnknown => "line-unknown",
            Self::NoHeading => "no-heading",
        }
    }

    /// Whether a whole record is lost by it, not one value.
    #[must_use]
    pub const fn loses_record(self) -> bool {
        matches!(self, Self::Ragged | Self::NoIdentity | Self::Nothing | Self::Cut | Self::Damaged | Self::TooMany)
    }
}

/// A file of which nothing is taken.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {}", .why.code())]
pub struct FileFault {
    /// Line from which it can't be read on; 1 where the whole file is meant.
    pub line: u64,
    /// Why.
    pub why: FileWhy,
    /// What was found there, cut.
    pub found: String,
}

/// Why nothing of a file is taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum FileWhy {
    /// No bytes.
    Empty,
    /// Larger than is taken.
    TooLarge,
    /// A program, a picture or another kind of bytes.
    NotText,
    /// Nothing that is known.
    Unknown,
    /// An archive; the file in it is wanted.
    Archive,
    /// An Excel file from before 2007, or one with a password.
    OldOrLocked,
    /// A workbook with macros.
    Macros,
    /// A workbook that can't be read through.
    BookDamaged,
    /// A workbook larger inside than is taken.
    BookTooLarge,
    /// No row in which headings are known.
    NoHeading,
    /// A quotation mark that is not closed.
    QuoteOpen,
    /// No JSON.
    Json,
    /// No XML.
    Xml,
    /// Nested deeper than is read.
    TooDeep,
    /// XML that declares its own entities or a DTD.
    Entities,
    /// JSON or XML of a kind that is not known.
    OtherData,
    /// A log, which tells nothing of a device.
    Log,
    /// A configuration, which belongs to the evidence.
    Configuration,
    /// A list of updates, which belongs to the evidence.
    Updates,
    /// Questions to osquery, not its answers.
    Questions,
    /// A description of a format, not data.
    Schema,
    /// The file says nothing of any device.
    NoDevice,
    /// Nobody waits for it any more.
    Stopped,
}

impl FileWhy {
    /// Every reason.
    pub const ALL: [Self; 23] = [
        Self::Empty,
        Self::TooLarge,
        Self::NotText,
        Self::Unknown,
        Self::Archive,
        Self::OldOrLocked,
        Self::Macros,
        Self::BookDamaged,
        Self::BookTooLarge,
        Self::NoHeading,
        Self::QuoteOpen,
        Self::Json,
        Self::Xml,
        Self::TooDeep,
        Self::Entities,
        Self::OtherData,
        Self::Log,
        Self::Configuration,
        Self::Updates,
        Self::Questions,
        Self::Schema,
        Self::NoDevice,
        Self::Stopped,
    ];

    /// End of its message key.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::TooLarge => "too-large",
            Self::NotText => "not-text",
            Self::Unknown => "unknown",
            Self::Archive => "archive",
            Self::OldOrLocked => "old-or-locked",
            Self::Macros => "macros",
            Self::BookDamaged => "book-damaged",
            Self::BookTooLarge => "book-too-large",
            Self::NoHeading => "no-heading",
            Self::QuoteOpen => "quote-open",
            Self::Json => "json",
            Self::Xml => "xml",
            Self::TooDeep => "too-deep",
            Self::Entities => "entities",
            Self::OtherData => "other-data",
            Self::Log => "log",
            Self::Configuration => "configuration",
            Self::Updates => "updates",
            Self::Questions => "questions",
            Self::Schema => "schema",
            Self::NoDevice => "no-device",
            Self::Stopped => "stopped",
        }
    }
}

impl FileFault {
    pub(super) fn at(line: u64, why: FileWhy, found: &str) -> Self {
        Self { line, why, found: found.chars().filter(|c| !c.is_control()).take(120).collect() }
    }

    pub(super) fn whole(why: FileWhy) -> Self {
        Self { line: 1, why, found: String::new() }
    }
}

impl From<BookError> for FileFault {
    fn from(error: BookError) -> Self {
        match error {
            BookError::NotAWorkbook => Self::whole(FileWhy::Archive),
            BookError::OldOrLocked => Self::whole(FileWhy::OldOrLocked),
            BookError::Macros => Self::whole(FileWhy::Macros),
            BookError::TooLarge(what) => Self::at(1, FileWhy::BookTooLarge, what),
            BookError::Damaged(why) => Self::at(1, FileWhy::BookDamaged, &why),
        }
    }
}
