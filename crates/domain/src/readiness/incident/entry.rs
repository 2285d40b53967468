//! One entry of the time line: what was seen or done, a step that was ticked, a report that went out, how it ended.

use super::{IncidentError, Stated, moment};
use crate::{assessment::Note, calendar::Instant, digest::Digest, evidence::EvidenceFile, journal::Seq, vendor::Line};
use serde::{Deserialize, Serialize};

/// From so long after it happened an entry counts as late, and both times are shown: ten minutes, ms. Our choice.
pub const LATE: i64 = 10 * 60_000;

macro_rules! codes {
    ($($(#[$top:meta])* $name:ident { $($(#[$doc:meta])* $variant:ident = $code:literal;)+ })+) => {$(
        $(#[$top])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum $name {$($(#[$doc])* $variant,)+}

        impl $name {
            /// Every one, in the order shown.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];

            /// Stable code, as in forms and message keys.
            #[must_use]
            pub const fn code(self) -> &'static str {
                match self { $(Self::$variant => $code,)+ }
            }

            /// The one with this code.
            #[must_use]
            pub fn from_code(code: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|one| one.code() == code)
            }
        }
    )+};
}

codes! {
    /// What a note is about.
    NoteKind {
        /// Something was seen or noticed.
        Seen = "seen";
        /// Something was done.
        Done = "done";
        /// Something was decided.
        Decided = "decided";
        /// Somebody was told or called, or told us.
        Told = "told";
    }
    /// To whom something is reported.
    Report {
        /// 速報 to 個人情報保護委員会.
        PpcPreliminary = "ppc_preliminary";
        /// 確報 to 個人情報保護委員会.
        PpcFinal = "ppc_final";
        /// Notice to 厚生労働省.
        Ministry = "ministry";
        /// Notice to the prefecture.
        Prefecture = "prefecture";
        /// Police.
        Police = "police";
        /// The persons whose data they are.
        Persons = "persons";
    }
}

/// Something seen, done, decided or told.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Noted {
    /// What it is about.
    pub kind: NoteKind,
    /// When it happened.
    pub happened_at: Instant,
    /// In words; may be empty beside a file.
    #[serde(default, skip_serializing_if = "Note::is_empty")]
    pub words: Note,
    /// Who saw or did it, where that is another than who writes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub who: Option<Line>,
    /// A photo or file.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub file: Option<EvidenceFile>,
    /// The entry that this one corrects.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub corrects: Option<Seq>,
}

/// A note as typed.
#[derive(Debug, Clone, Copy, Default)]
pub struct NoteText<'a> {
    /// Code of the kind.
    pub kind: &'a str,
    /// When it happened; now if empty.
    pub happened_at: &'a str,
    /// In words.
    pub words: &'a str,
    /// Who; whoever writes if empty.
    pub who: &'a str,
    /// Number of the entry that it corrects; none if empty.
    pub corrects: &'a str,
    /// Whether a file came with it.
    pub has_file: bool,
}

impl Noted {
    /// Reads what was typed; the file is put to it afterwards.
    ///
    /// # Errors
    /// The first field that can't be taken.
    pub fn parse(text: &NoteText<'_>, now: Instant) -> Result<Self, IncidentError> {
        let words = Note::parse(text.words.trim()).map_err(|error| IncidentError::Note("words", error))?;
        if words.is_empty() && !text.has_file {
            return Err(IncidentError::Empty);
        }
        Ok(Self {
            kind: NoteKind::from_code(text.kind).ok_or(IncidentError::Choice("kind"))?,
            happened_at: match text.happened_at.trim() {
                "" => now,
                typed => moment("happened_at", typed, now)?,
            },
            words,
            who: Line::maybe(text.who).map_err(|error| IncidentError::Line("who", error))?,
            file: None,
            corrects: match text.corrects.trim() {
                "" => None,
                seq => Some(Seq::new(seq.parse().map_err(|_| IncidentError::Choice("corrects"))?)),
            },
        })
    }
}

/// A step of the containment was done, or the tick was taken back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ticked {
    /// Which step, from 0.
    pub step: usize,
    /// Whether it is done.
    pub done: bool,
    /// What there is to say about it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub remark: Option<Line>,
}

/// A report went out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sent {
    /// Which.
    pub report: Report,
    /// When it went out.
    pub at: Instant,
    /// By whom, how, and its number: 受付番号.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub how: Option<Line>,
}

impl Sent {
    /// Reads what was typed.
    ///
    /// # Errors
    /// The first field that can't be taken.
    pub fn parse(report: &str, at: &str, how: &str, now: Instant) -> Result<Self, IncidentError> {
        Ok(Self {
            report: Report::from_code(report).ok_or(IncidentError::Choice("report"))?,
            at: moment("sent_at", at, now)?,
            how: Line::maybe(how).map_err(|error| IncidentError::Line("how", error))?,
        })
    }
}

/// A report was recorded as sent by mistake.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unsent {
    /// Which.
    pub report: Report,
}

/// Everything was put together for the first responders.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Packed {
    /// SHA-256 of the package.
    pub digest: Digest,
    /// Bytes.
    pub size: u64,
}

/// How it ended.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Closing {
    /// When it was over.
    pub at: Instant,
    /// What it was, what came of it, what was learned.
    pub outcome: Note,
}

impl Closing {
    /// Reads what was typed.
    ///
    /// # Errors
    /// The first field that can't be taken; an incident is not closed without words.
    pub fn parse(at: &str, outcome: &str, now: Instant) -> Result<Self, IncidentError> {
        let outcome = Note::parse(outcome.trim()).map_err(|error| IncidentError::Note("outcome", error))?;
        if outcome.is_empty() {
            return Err(IncidentError::Choice("outcome"));
        }
        Ok(Self { at: moment("closed_at", at, now)?, outcome })
    }
}

/// What happened in an incident.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "what", content = "said", rename_all = "snake_case")]
pub enum Happening {
    /// Something seen, done, decided or told.
    Noted(Box<Noted>),
    /// What is stated about the whole changed to this.
    Stated(Box<Stated>),
    /// A step of the containment.
    Ticked(Ticked),
    /// A report went out.
    Sent(Sent),
    /// It did not, after all.
    Unsent(Unsent),
    /// The first responders' package was made.
    Packed(Packed),
    /// It is over.
    Closed(Box<Closing>),
    /// It is not, after all.
    Reopened {
        /// Why.
        why: Line,
    },
}

impl Happening {
    /// Stable code, the end of its message keys.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Noted(_) => "noted",
            Self::Stated(_) => "stated",
            Self::Ticked(_) => "ticked",
            Self::Sent(_) => "sent",
            Self::Unsent(_) => "unsent",
            Self::Packed(_) => "packed",
            Self::Closed(_) => "closed",
            Self::Reopened { .. } => "reopened",
        }
    }

    /// When it happened, where that is another time than that of writing.
    #[must_use]
    pub const fn happened_at(&self, written_at: Instant) -> Instant {
        match self {
            Self::Noted(noted) => noted.happened_at,
            Self::Sent(sent) => sent.at,
            Self::Closed(closing) => closing.at,
            _ => written_at,
        }
    }
}

/// One entry of the time line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Its journal entry, by which a correction names it.
    pub seq: Seq,
    /// When it was written.
    pub written_at: Instant,
    /// Who wrote it.
    pub by: String,
    /// What happened.
    pub what: Happening,
}

impl Entry {
    /// When it happened.
    #[must_use]
    pub const fn happened_at(&self) -> Instant {
        self.what.happened_at(self.written_at)
    }

    /// Whether it was written long after it happened.
    #[must_use]
    pub const fn is_late(&self) -> bool {
        self.written_at.millis() - self.happened_at().millis() >= LATE
    }
}
