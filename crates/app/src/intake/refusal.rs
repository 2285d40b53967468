//! Why nothing of a file is taken in.

use crate::AppError;
use domain::access::Denied;
use evidence::{
    answer_file::AnswerFileFault,
    table::TableError,
    workbook::{BookError, FormFault, Place},
};
use store::StoreError;

/// Why a file is refused as a whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// It would need more room than is given to it.
    TooLarge,
    /// It holds programs.
    Macros,
    /// An Excel file from before 2007, or one with a password.
    OldOrLocked,
    /// Another kind of file.
    NotAWorkbook,
    /// It can't be read through.
    Damaged,
    /// A workbook, but none that this program wrote.
    NotOurs,
    /// A later version of the program wrote it.
    Newer,
    /// What it says of itself is gone or can't be read.
    Record,
    /// The form's sheet is gone.
    FormSheetMissing,
    /// A column of the form is gone.
    ColumnMissing,
    /// A column or an item is there twice.
    Twice,
    /// The form has no such item.
    ItemUnknown,
    /// The row of an item is gone.
    ItemMissing,
    /// Another institution's.
    OtherFacility,
    /// Of a form that is not here.
    SheetUnknown,
    /// Of another edition, or other bytes of it.
    OtherEdition,
    /// The wording of an item was changed.
    Wording,
    /// A vendor's answer: it is received at its request.
    ForRequest,
    /// A workbook of this program, but not one for a vendor to answer in.
    NotForRequest,
    /// It answers another request: another vendor's, or another round's.
    OtherRequest,
    /// Neither a workbook nor an answer file.
    NotAReply,
    /// A field of an answer file can't be read.
    Field,
    /// No JSON.
    NotJson,
    /// The signature is not that of the file, or is none.
    Signature,
    /// Neither an Excel workbook nor a text.
    NotAList,
    /// No row of it looks like a heading.
    NoHeading,
    /// It has more rows than are taken.
    TooManyRows,
    /// Its quotes do not end.
    NotCsv,
}

impl Why {
    /// Stable code, as in message keys.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::TooLarge => "too-large",
            Self::Macros => "macros",
            Self::OldOrLocked => "old-or-locked",
            Self::NotAWorkbook => "not-a-workbook",
            Self::Damaged => "damaged",
            Self::NotOurs => "not-ours",
            Self::Newer => "newer",
            Self::Record => "record",
            Self::FormSheetMissing => "form-sheet-missing",
            Self::ColumnMissing => "column-missing",
            Self::Twice => "twice",
            Self::ItemUnknown => "item-unknown",
            Self::ItemMissing => "item-missing",
            Self::OtherFacility => "other-facility",
            Self::SheetUnknown => "sheet-unknown",
            Self::OtherEdition => "other-edition",
            Self::Wording => "wording",
            Self::ForRequest => "for-request",
            Self::NotForRequest => "not-for-request",
            Self::OtherRequest => "other-request",
            Self::NotAReply => "not-a-reply",
            Self::Field => "field",
            Self::NotJson => "not-json",
            Self::Signature => "signature",
            Self::NotAList => "not-a-list",
            Self::NoHeading => "no-heading",
            Self::TooManyRows => "too-many-rows",
            Self::NotCsv => "not-csv",
        }
    }
}

/// A file that is refused as a whole: why, the cell, and what was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// Why.
    pub why: Why,
    /// The cell, if it is one.
    pub place: Option<Place>,
    /// What was found, or is missing.
    pub found: String,
}

impl Refusal {
    /// A refusal of the whole file.
    #[must_use]
    pub const fn of(why: Why) -> Self {
        Self { why, place: None, found: String::new() }
    }

    /// With the cell.
    #[must_use]
    pub fn at(self, place: &Place) -> Self {
        Self { place: Some(place.clone()), ..self }
    }

    /// With what was found.
    #[must_use]
    pub fn with(self, found: impl Into<String>) -> Self {
        Self { found: found.into(), ..self }
    }
}

impl From<BookError> for Refusal {
    fn from(error: BookError) -> Self {
        match error {
            BookError::NotAWorkbook => Self::of(Why::NotAWorkbook),
            BookError::OldOrLocked => Self::of(Why::OldOrLocked),
            BookError::Macros => Self::of(Why::Macros),
            BookError::TooLarge(what) => Self::of(Why::TooLarge).with(what),
            BookError::Damaged(why) => Self::of(Why::Damaged).with(why),
        }
    }
}

impl From<FormFault> for Refusal {
    fn from(fault: FormFault) -> Self {
        match fault {
            FormFault::Book(error) => error.into(),
            FormFault::NotOurs => Self::of(Why::NotOurs),
            FormFault::Newer { place, found } => Self::of(Why::Newer).at(&place).with(found),
            FormFault::Record(record) => Self::of(Why::Record).with(record.code()),
            FormFault::SheetMissing => Self::of(Why::FormSheetMissing),
            FormFault::ColumnMissing { sheet, column } => {
                Self::of(Why::ColumnMissing).with(format!("{sheet} · {}", column.code()))
            }
            FormFault::Twice(place) => Self::of(Why::Twice).at(&place),
            FormFault::Item(place) => Self::of(Why::ItemUnknown).at(&place),
        }
    }
}

impl From<TableError> for Refusal {
    fn from(error: TableError) -> Self {
        match error {
            TableError::Book(error) => error.into(),
            TableError::NoHeading => Self::of(Why::NoHeading),
            TableError::TooManyRows(most) => Self::of(Why::TooManyRows).with(most.to_string()),
            TableError::NotCsv { line } => Self::of(Why::NotCsv).with(line.to_string()),
        }
    }
}

impl From<AnswerFileFault> for Refusal {
    fn from(fault: AnswerFileFault) -> Self {
        match fault {
            AnswerFileFault::TooLarge => Self::of(Why::TooLarge).with("5 MiB"),
            AnswerFileFault::NotJson { line, column } => Self::of(Why::NotJson).with(format!("{line}:{column}")),
            AnswerFileFault::NotOurs => Self::of(Why::NotAReply),
            AnswerFileFault::Newer(found) => Self::of(Why::Newer).with(found),
            AnswerFileFault::Field { line, path, why } => Self::of(Why::Field).with(format!("{path} ({line}): {why}")),
        }
    }
}

/// Why a file was not taken in. Nothing was written.
#[derive(Debug, thiserror::Error)]
pub enum IntakeError {
    /// Nothing of it can be taken.
    #[error("refused: {}", .0.why.code())]
    Refused(Box<Refusal>),
    /// It would now do something else than what was shown.
    #[error("the preview changed in the meantime")]
    Changed,
    /// Anything else.
    #[error(transparent)]
    App(#[from] AppError),
}

impl From<Refusal> for IntakeError {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(Box::new(refusal))
    }
}
impl From<StoreError> for IntakeError {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Stale | StoreError::Conflict(_) => Self::Changed,
            other => Self::App(other.into()),
        }
    }
}
impl From<Denied> for IntakeError {
    fn from(error: Denied) -> Self {
        Self::App(error.into())
    }
}
