//! What can be wrong with a pack, by name.

use super::Fingerprint;

/// One thing that is wrong with a pack. `Display` is for logs; people read the message of [`PackProblem::code`].
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PackProblem {
    /// No archive that can be read.
    #[error("not a readable archive: {0}")]
    NotAnArchive(String),
    /// Bytes that the layout does not account for, or two layouts in one file.
    #[error("the archive was repacked or bytes were added: {0}")]
    Repacked(String),
    /// More files than a pack can have.
    #[error("{found} files, a pack has at most {limit}")]
    TooManyFiles {
        /// Files found.
        found: usize,
        /// Largest number taken.
        limit: usize,
    },
    /// A file that is, or unpacks to, more than is taken.
    #[error("{path}: too large, or packed too tightly")]
    TooLarge {
        /// The file.
        path: String,
    },
    /// A path that could write outside its folder, or that some systems read differently.
    #[error("unsafe path: {path}")]
    UnsafePath {
        /// The path.
        path: String,
    },
    /// Two files of one name; upper and lower case count as one.
    #[error("{path} is there twice")]
    Duplicate {
        /// The name.
        path: String,
    },
    /// No manifest.
    #[error("manifest.json is missing")]
    ManifestMissing,
    /// A manifest that is none.
    #[error("manifest.json is not readable: {0}")]
    ManifestUnreadable(String),
    /// A format that this program does not know.
    #[error("format {found} is not known to this version")]
    UnknownFormat {
        /// What the manifest says.
        found: String,
    },
    /// No signature.
    #[error("manifest.sig is missing")]
    SignatureMissing,
    /// The signature is not that of the manifest and its key.
    #[error("the signature does not belong to this manifest")]
    SignatureWrong,
    /// The manifest's key is none, or its fingerprint is another key's.
    #[error("the public key in the manifest is wrong")]
    KeyWrong,
    /// Sealed by another installation than the one asked for.
    #[error("sealed by {found}, not by {expected}")]
    OtherInstallation {
        /// Fingerprint that was given.
        expected: Fingerprint,
        /// Fingerprint of the pack's key.
        found: Fingerprint,
    },
    /// Listed, but not there.
    #[error("{path} is missing")]
    Missing {
        /// The file.
        path: String,
    },
    /// Other bytes than those that were sealed.
    #[error("{path} was changed")]
    Changed {
        /// The file.
        path: String,
    },
    /// There, but not listed.
    #[error("{path} was added")]
    Added {
        /// The file.
        path: String,
    },
    /// The edition's bytes are not those that the sheet stands on.
    #[error("the edition is not the one of this sheet")]
    OtherEdition,
    /// A line of the journal that is none.
    #[error("journal.jsonl:{line}: not readable: {reason}")]
    JournalLine {
        /// Line, from 1.
        line: usize,
        /// Why.
        reason: String,
    },
    /// A line of another institution.
    #[error("journal.jsonl:{line}: of another institution")]
    JournalFacility {
        /// Line, from 1.
        line: usize,
    },
    /// The chain does not hold there.
    #[error("journal.jsonl:{line}: {reason}")]
    JournalChain {
        /// Line, from 1.
        line: usize,
        /// Which entry, and how.
        reason: String,
    },
    /// The journal does not end at the sealed head.
    #[error("the journal ends at entry {found}, sealed was entry {sealed}")]
    JournalHead {
        /// Position in the manifest.
        sealed: i64,
        /// Last position of the extract.
        found: i64,
    },
    /// Frozen bytes that no entry of the journal speaks of.
    #[error("{path}: no entry of the journal signed these bytes")]
    RoundUnknown {
        /// The file.
        path: String,
    },
    /// A sign-off of this sheet whose frozen bytes are not in the pack.
    #[error("the round signed at entry {seq} is missing")]
    RoundMissing {
        /// Entry of the sign-off.
        seq: i64,
    },
}

impl PackProblem {
    /// Stable code: message key `inspection-problem-…`, and the word in JSON output.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::NotAnArchive(_) => "not-an-archive",
            Self::Repacked(_) => "repacked",
            Self::TooManyFiles { .. } => "too-many-files",
            Self::TooLarge { .. } => "too-large",
            Self::UnsafePath { .. } => "unsafe-path",
            Self::Duplicate { .. } => "duplicate",
            Self::ManifestMissing => "manifest-missing",
            Self::ManifestUnreadable(_) => "manifest-unreadable",
            Self::UnknownFormat { .. } => "unknown-format",
            Self::SignatureMissing => "signature-missing",
            Self::SignatureWrong => "signature-wrong",
            Self::KeyWrong => "key-wrong",
            Self::OtherInstallation { .. } => "other-installation",
            Self::Missing { .. } => "missing",
            Self::Changed { .. } => "changed",
            Self::Added { .. } => "added",
            Self::OtherEdition => "other-edition",
            Self::JournalLine { .. } => "journal-line",
            Self::JournalFacility { .. } => "journal-facility",
            Self::JournalChain { .. } => "journal-chain",
            Self::JournalHead { .. } => "journal-head",
            Self::RoundUnknown { .. } => "round-unknown",
            Self::RoundMissing { .. } => "round-missing",
        }
    }

    /// Stable codes of all problems, for a test over the messages.
    pub const CODES: [&'static str; 23] = [
        "not-an-archive",
        "repacked",
        "too-many-files",
        "too-large",
        "unsafe-path",
        "duplicate",
        "manifest-missing",
        "manifest-unreadable",
        "unknown-format",
        "signature-missing",
        "signature-wrong",
        "key-wrong",
        "other-installation",
        "missing",
        "changed",
        "added",
        "other-edition",
        "journal-line",
        "journal-facility",
        "journal-chain",
        "journal-head",
        "round-unknown",
        "round-missing",
    ];

    /// The one detail of the problem (path, line, entry), for the message's `$what`; empty when there is none.
    #[must_use]
    pub fn what(&self) -> String {
        match self {
            Self::NotAnArchive(text) | Self::Repacked(text) | Self::ManifestUnreadable(text) => text.clone(),
            Self::TooManyFiles { found, .. } => found.to_string(),
            Self::UnknownFormat { found } => found.clone(),
            Self::OtherInstallation { found, .. } => found.to_string(),
            Self::TooLarge { path }
            | Self::UnsafePath { path }
            | Self::Duplicate { path }
            | Self::Missing { path }
            | Self::Changed { path }
            | Self::Added { path }
            | Self::RoundUnknown { path } => path.clone(),
            Self::JournalLine { line, .. } | Self::JournalFacility { line } | Self::JournalChain { line, .. } => {
                line.to_string()
            }
            Self::JournalHead { sealed, .. } => sealed.to_string(),
            Self::RoundMissing { seq } => seq.to_string(),
            Self::ManifestMissing
            | Self::SignatureMissing
            | Self::SignatureWrong
            | Self::KeyWrong
            | Self::OtherEdition => String::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_code_stands_for_two_problems() {
        let codes: std::collections::BTreeSet<&str> = PackProblem::CODES.into_iter().collect();
        assert_eq!(codes.len(), PackProblem::CODES.len());
    }
}
