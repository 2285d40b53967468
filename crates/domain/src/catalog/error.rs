//! What can be wrong with a pack: always file, line, column, what was found and what is expected.

/// One fault of one pack. Lines and columns count from 1; columns count characters.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{file}:{line}:{column}: {problem}")]
pub struct CatalogError {
    /// File as it was named to the loader.
    pub file: String,
    /// Line.
    pub line: u32,
    /// Column.
    pub column: u32,
    /// What is wrong there.
    pub problem: Problem,
}

/// What is wrong. `Display` is for logs; people read the message under [`Problem::code`].
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Problem {
    /// More bytes than a pack may have.
    #[error("{found} bytes; a pack has at most {most}")]
    TooLarge {
        /// Bytes given.
        found: usize,
        /// Bytes allowed.
        most: usize,
    },
    /// Not UTF-8.
    #[error("this byte is not UTF-8; save the file as UTF-8")]
    NotUtf8,
    /// Not YAML.
    #[error("not YAML: {reason}")]
    Syntax {
        /// What the YAML parser says, in English.
        reason: String,
    },
    /// Correct YAML that a pack may not use: anchors, aliases, tags, deep nesting, several documents.
    #[error("{found} must not be used in a pack; write it out")]
    NotAllowed {
        /// What it is.
        found: &'static str,
    },
    /// A key that this place does not know.
    #[error("unknown key {found:?}; expected one of: {}", expected.join(", "))]
    UnknownKey {
        /// The key.
        found: String,
        /// Keys known here.
        expected: Vec<&'static str>,
    },
    /// A key is missing.
    #[error("{in_what}: key {expected:?} is missing")]
    MissingKey {
        /// In what.
        in_what: &'static str,
        /// The key.
        expected: &'static str,
    },
    /// The same key twice.
    #[error("key {found:?} stands here twice; first on line {first_line}")]
    DuplicateKey {
        /// The key.
        found: String,
        /// Where it stood first.
        first_line: u32,
    },
    /// The same id twice.
    #[error("{found:?} stands here twice; first on line {first_line}")]
    DuplicateId {
        /// The id.
        found: String,
        /// Where it stood first.
        first_line: u32,
    },
    /// Another kind of value.
    #[error("found {found}, expected {expected}")]
    WrongKind {
        /// What stands here.
        found: String,
        /// What belongs here.
        expected: &'static str,
    },
    /// A word that older YAML readers take for true, false or nothing.
    #[error("unquoted {found}: other YAML readers take it for true, false or nothing; expected text in quotes")]
    BareWord {
        /// The word.
        found: String,
    },
    /// A key without anything under it.
    #[error("{key:?} is empty; it needs a value")]
    EmptyText {
        /// Under which key.
        key: &'static str,
    },
    /// A text that does not follow its pattern: an id, a digest, a date.
    #[error("found {found:?}, expected {expected}")]
    BadValue {
        /// What stands here.
        found: String,
        /// The pattern in words.
        expected: &'static str,
    },
    /// A word that is none of the known ones.
    #[error("unknown word {found:?}; expected one of: {}", expected.join(", "))]
    UnknownWord {
        /// The word.
        found: String,
        /// Words known here.
        expected: Vec<&'static str>,
    },
    /// A number outside its range.
    #[error("found {found}, expected {first} to {last}")]
    OutOfRange {
        /// The number.
        found: i64,
        /// Lowest.
        first: i64,
        /// Highest.
        last: i64,
    },
    /// A key that another value makes necessary.
    #[error("{because} needs {expected:?}")]
    Needs {
        /// The value that asks for it.
        because: String,
        /// The missing key.
        expected: &'static str,
    },
    /// A key that another value excludes.
    #[error("{because} excludes {found:?}")]
    Excludes {
        /// The value that excludes it.
        because: String,
        /// The key that must go.
        found: &'static str,
    },
    /// A reference to something that is not there.
    #[error("{found:?} is not {expected}")]
    NoSuch {
        /// The reference.
        found: String,
        /// What it should name.
        expected: &'static str,
    },
    /// Two packs of one edition and the same revision, with different bytes.
    #[error(
        "edition {edition} revision {revision} is already known from {other} with other content; give the newer pack a higher revision"
    )]
    SameEdition {
        /// The edition.
        edition: String,
        /// The revision.
        revision: u32,
        /// File of the other pack.
        other: String,
    },
    /// Faults beyond the first ones.
    #[error("{count} more faults are not listed")]
    More {
        /// How many.
        count: usize,
    },
}

impl Problem {
    /// End of its message key.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::TooLarge { .. } => "too-large",
            Self::NotUtf8 => "not-utf8",
            Self::Syntax { .. } => "syntax",
            Self::NotAllowed { .. } => "not-allowed",
            Self::UnknownKey { .. } => "unknown-key",
            Self::MissingKey { .. } => "missing-key",
            Self::DuplicateKey { .. } => "duplicate-key",
            Self::DuplicateId { .. } => "duplicate-id",
            Self::WrongKind { .. } => "wrong-kind",
            Self::BareWord { .. } => "bare-word",
            Self::EmptyText { .. } => "empty-text",
            Self::BadValue { .. } => "bad-value",
            Self::UnknownWord { .. } => "unknown-word",
            Self::OutOfRange { .. } => "out-of-range",
            Self::Needs { .. } => "needs",
            Self::Excludes { .. } => "excludes",
            Self::NoSuch { .. } => "no-such",
            Self::SameEdition { .. } => "same-edition",
            Self::More { .. } => "more",
        }
    }

    /// What the message under [`Problem::code`] fills in, by name.
    #[must_use]
    pub fn arguments(&self) -> Vec<(&'static str, String)> {
        let list = |words: &[&str]| words.join(", ");
        match self {
            Self::NotUtf8 => Vec::new(),
            Self::TooLarge { found, most } => vec![("found", found.to_string()), ("most", most.to_string())],
            Self::Syntax { reason } => vec![("reason", reason.clone())],
            Self::NotAllowed { found } => vec![("found", (*found).to_owned())],
            Self::UnknownKey { found, expected } | Self::UnknownWord { found, expected } => {
                vec![("found", found.clone()), ("expected", list(expected))]
            }
            Self::MissingKey { in_what, expected } => {
                vec![("in_what", (*in_what).to_owned()), ("expected", (*expected).to_owned())]
            }
            Self::DuplicateKey { found, first_line } | Self::DuplicateId { found, first_line } => {
                vec![("found", found.clone()), ("first_line", first_line.to_string())]
            }
            Self::WrongKind { found, expected }
            | Self::BadValue { found, expected }
            | Self::NoSuch { found, expected } => {
                vec![("found", found.clone()), ("expected", (*expected).to_owned())]
            }
            Self::BareWord { found } => vec![("found", found.clone())],
            Self::EmptyText { key } => vec![("key", (*key).to_owned())],
            Self::OutOfRange { found, first, last } => {
                vec![("found", found.to_string()), ("first", first.to_string()), ("last", last.to_string())]
            }
            Self::Needs { because, expected } => {
                vec![("because", because.clone()), ("expected", (*expected).to_owned())]
            }
            Self::Excludes { because, found } => vec![("because", because.clone()), ("found", (*found).to_owned())],
            Self::SameEdition { edition, revision, other } => {
                vec![("edition", edition.clone()), ("revision", revision.to_string()), ("other", other.clone())]
            }
            Self::More { count } => vec![("count", count.to_string())],
        }
    }
}
