//! Why something about an incident is refused.

use crate::{assessment::NoteError, vendor::LineError};

/// Why something about an incident is refused, and in which field.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum IncidentError {
    /// A line is missing or can't be taken.
    #[error("{0}: {1}")]
    Line(&'static str, LineError),
    /// Words that are too long.
    #[error("{0}: {1}")]
    Note(&'static str, NoteError),
    /// Nothing was said, and no file came.
    #[error("words: nothing is said")]
    Empty,
    /// Not a day with a time of day.
    #[error("{0}: not a day with a time of day")]
    Moment(&'static str),
    /// A time that lies ahead.
    #[error("{0}: the time lies ahead")]
    Ahead(&'static str),
    /// Something was not chosen from what there is.
    #[error("{0}: not chosen")]
    Choice(&'static str),
}

impl IncidentError {
    /// The field that is wrong.
    #[must_use]
    pub const fn field(&self) -> &'static str {
        match self {
            Self::Line(field, _) | Self::Note(field, _) | Self::Moment(field) | Self::Ahead(field) => field,
            Self::Choice(field) => field,
            Self::Empty => "words",
        }
    }
}
