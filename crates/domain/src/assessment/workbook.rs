//! What a form's workbook promises to whoever reads it back: the names that its writer (`report`) and its reader
//! (`evidence`) share. No bytes, no layout and no words for people.

use super::RoundNo;

/// Name of the format, with its version. A change that an older reader would misread needs a new number.
pub const FORMAT: &str = "sakimori-form-workbook-v1";
/// How the name of every version of the format begins.
pub const FORMAT_FAMILY: &str = "sakimori-form-workbook-v";
/// Name of the hidden sheet that says what the workbook is. Each of its rows is a [`Record`] and its values.
pub const TECHNICAL_SHEET: &str = "sakimori";

/// A column of the sheet on which a vendor answers beside the form: who answers, and what it says about its ways in and disclosures.
/// Its code stands in the sheet's hidden first row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ReplyColumn {
    /// Hidden: `name`, `post`, `complete`, or a [`RecordKey`](crate::vendor::RecordKey).
    Key,
    /// What is asked.
    Words,
    /// The answer: words for `name` and `post`, はい or いいえ for the rest.
    Answer,
    /// Note.
    Note,
}

impl ReplyColumn {
    /// Every column.
    pub const ALL: [Self; 4] = [Self::Key, Self::Words, Self::Answer, Self::Note];

    /// Stable code in the hidden row. That of the key column also tells the sheet from every other.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Key => "sakimori-reply-v1",
            Self::Words => "words",
            Self::Answer => "answer",
            Self::Note => "note",
        }
    }

    /// The column with this code.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|column| column.code() == code)
    }
}

/// A column of the form's sheet. Its code stands in the sheet's hidden first row, so that columns may move.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum BookColumn {
    /// Item id, hidden, so that rows may move.
    Item,
    /// Printed number.
    Number,
    /// Official wording, with its mark.
    Words,
    /// What is said beside the wording: printed note, why 記入不要. Not read back.
    Remark,
    /// はい or いいえ in a round.
    Answer(RoundNo),
    /// 確認日 of a round.
    On(RoundNo),
    /// 確認者 of a round.
    By(RoundNo),
    /// 目標日.
    Target,
    /// The item's note.
    Note,
}

impl BookColumn {
    /// Every column.
    pub const ALL: [Self; 15] = [
        Self::Item,
        Self::Number,
        Self::Words,
        Self::Remark,
        Self::Answer(RoundNo::First),
        Self::On(RoundNo::First),
        Self::By(RoundNo::First),
        Self::Answer(RoundNo::Second),
        Self::On(RoundNo::Second),
        Self::By(RoundNo::Second),
        Self::Answer(RoundNo::Third),
        Self::On(RoundNo::Third),
        Self::By(RoundNo::Third),
        Self::Target,
        Self::Note,
    ];

    /// Stable code in the hidden row. That of the item column also tells the form's sheet from every other.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Item => FORMAT,
            Self::Number => "number",
            Self::Words => "words",
            Self::Remark => "remark",
            Self::Answer(RoundNo::First) => "round-1.answer",
            Self::Answer(RoundNo::Second) => "round-2.answer",
            Self::Answer(RoundNo::Third) => "round-3.answer",
            Self::On(RoundNo::First) => "round-1.on",
            Self::On(RoundNo::Second) => "round-2.on",
            Self::On(RoundNo::Third) => "round-3.on",
            Self::By(RoundNo::First) => "round-1.by",
            Self::By(RoundNo::Second) => "round-2.by",
            Self::By(RoundNo::Third) => "round-3.by",
            Self::Target => "target",
            Self::Note => "note",
        }
    }

    /// The column with this code.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|column| column.code() == code)
    }
}

/// What a row of the hidden sheet says. Its code stands in the first cell, its values in the cells after it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Record {
    /// [`FORMAT`].
    Format,
    /// Facility id.
    Facility,
    /// Id of the sheet (assessment).
    Sheet,
    /// Edition id.
    Edition,
    /// SHA-256 of the edition pack.
    Pack,
    /// Journal position at which the workbook was written.
    Head,
    /// A person who can be chosen: id, and the name as it stands in the list.
    Staff,
    /// Id of the request, if the workbook is for a vendor to answer in.
    Request,
}

impl Record {
    /// Every kind of row.
    pub const ALL: [Self; 8] =
        [Self::Format, Self::Facility, Self::Sheet, Self::Edition, Self::Pack, Self::Head, Self::Staff, Self::Request];

    /// Stable code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Format => "format",
            Self::Facility => "facility",
            Self::Sheet => "sheet",
            Self::Edition => "edition",
            Self::Pack => "pack",
            Self::Head => "head",
            Self::Staff => "staff",
            Self::Request => "request",
        }
    }

    /// The kind with this code.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|record| record.code() == code)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_is_its_own() {
        assert!(BookColumn::ALL.into_iter().all(|column| BookColumn::from_code(column.code()) == Some(column)));
        assert!(Record::ALL.into_iter().all(|record| Record::from_code(record.code()) == Some(record)));
    }

    #[test]
    fn the_format_is_one_of_its_family() {
        assert!(FORMAT.starts_with(FORMAT_FAMILY));
    }
}
