//! One event, whatever wrote it: the columns that every source is brought into.
//!
//! `docs/en/logs-schema.md` describes each column; [`COLUMNS`] is the same list for programs.

use std::borrow::Cow;

/// A text of an event. Empty means that the source did not say.
pub type Text<'a> = Cow<'a, str>;

/// What is known about an event's time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, PartialOrd, Ord)]
pub enum TimeBasis {
    /// No time in the record, or none that can be read.
    #[default]
    Missing,
    /// Date, time and zone are in the record, or its format is UTC by definition.
    Stated,
    /// Date and time are in the record; the zone is the one given for the source.
    ZoneAssumed,
    /// Day and zone are in the record; the year is the latest that does not lie in the future.
    YearAssumed,
    /// Neither zone nor year are in the record.
    ZoneAndYearAssumed,
}

impl TimeBasis {
    /// Every basis, for lists.
    pub const ALL: [Self; 5] =
        [Self::Missing, Self::Stated, Self::ZoneAssumed, Self::YearAssumed, Self::ZoneAndYearAssumed];

    /// Stable code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Missing => "missing",
            Self::Stated => "stated",
            Self::ZoneAssumed => "zone_assumed",
            Self::YearAssumed => "year_assumed",
            Self::ZoneAndYearAssumed => "zone_and_year_assumed",
        }
    }
}

/// When something happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Moment {
    /// Microseconds since 1970-01-01T00:00:00Z. Nothing when the record has no readable time.
    pub micros: Option<i64>,
    /// Minutes east of UTC in which the source wrote; what was assumed when the source did not say.
    pub offset_minutes: i16,
    /// How the two came about.
    pub basis: TimeBasis,
}

/// How it went, as in ECS `event.outcome`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, PartialOrd, Ord)]
pub enum Outcome {
    /// The record does not say.
    #[default]
    Unknown,
    /// It was done, or allowed.
    Success,
    /// It was refused, or failed.
    Failure,
}

impl Outcome {
    /// Every outcome, for lists.
    pub const ALL: [Self; 3] = [Self::Unknown, Self::Success, Self::Failure];

    /// Stable code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Unknown => "unknown",
            Self::Success => "success",
            Self::Failure => "failure",
        }
    }

    /// The outcome with this code.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|outcome| outcome.code() == code)
    }
}

/// One event. Its texts are borrowed from the bytes that were read wherever they stand there as they are.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Event<'a> {
    /// When it happened.
    pub time: Moment,
    /// The log that it stands in: a Windows channel, a syslog facility, a device's log type, an audit source.
    pub source: Text<'a>,
    /// The form it was written in, for example `evtx`: [`crate::Format::code`].
    pub format: &'static str,
    /// The program or provider that wrote it.
    pub provider: Text<'a>,
    /// The machine that wrote it.
    pub host: Text<'a>,
    /// Who did it.
    pub user: Text<'a>,
    /// The number of who did it: SID, uid, employee number.
    pub user_id: Text<'a>,
    /// The domain that the user name belongs to.
    pub user_domain: Text<'a>,
    /// What was done, in our own short list: `logon`, `read`, `log_clear` ….
    pub action: Text<'a>,
    /// How it went.
    pub outcome: Outcome,
    /// Why, in the source's own code or words.
    pub reason: Text<'a>,
    /// What kind of thing it was done to: `account`, `group`, `patient`, `document`, `service` ….
    pub object_type: Text<'a>,
    /// The number or path of that thing.
    pub object_id: Text<'a>,
    /// The name of that thing.
    pub object_name: Text<'a>,
    /// The patient or patients concerned, as written; several are separated by `; `.
    pub patient_id: Text<'a>,
    /// Where it came from: an address, or the name of a terminal.
    pub address: Text<'a>,
    /// Where it went to, for what a firewall writes.
    pub destination: Text<'a>,
    /// The source's own number for this kind of event: `4624`, `110114`, `106023`.
    pub event_id: Text<'a>,
    /// A finer kind: a logon type, an IHE transaction, a FHIR subtype.
    pub event_type: Text<'a>,
    /// The running number of the record in its log: gaps show in it.
    pub record_id: Option<u64>,
    /// Syslog severity as a word: `emergency` … `debug`.
    pub severity: &'static str,
    /// Everything else that the record says, in words.
    pub message: Text<'a>,
    /// The record as it was, when it could not be read.
    pub raw: Text<'a>,
    /// Why it could not be read: [`crate::Reason::code`], or nothing.
    pub raw_reason: &'static str,
    /// Line, or number of the record, in the file; counts from 1.
    pub line: u64,
}

/// A column of the schema.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Column {
    /// Its name, in NDJSON and in the archive.
    pub name: &'static str,
    /// The field of the Elastic Common Schema that it corresponds to; nothing where ECS has none.
    pub ecs: &'static str,
}

/// Every column, in the order in which it is written.
pub const COLUMNS: &[Column] = &[
    Column { name: "time", ecs: "@timestamp" },
    Column { name: "time_basis", ecs: "" },
    Column { name: "time_offset", ecs: "event.timezone" },
    Column { name: "received", ecs: "event.ingested" },
    Column { name: "source", ecs: "event.dataset" },
    Column { name: "format", ecs: "event.module" },
    Column { name: "provider", ecs: "event.provider" },
    Column { name: "host", ecs: "host.name" },
    Column { name: "user", ecs: "user.name" },
    Column { name: "user_id", ecs: "user.id" },
    Column { name: "user_domain", ecs: "user.domain" },
    Column { name: "action", ecs: "event.action" },
    Column { name: "outcome", ecs: "event.outcome" },
    Column { name: "reason", ecs: "event.reason" },
    Column { name: "object_type", ecs: "" },
    Column { name: "object_id", ecs: "" },
    Column { name: "object_name", ecs: "" },
    Column { name: "patient_id", ecs: "" },
    Column { name: "address", ecs: "source.address" },
    Column { name: "destination", ecs: "destination.address" },
    Column { name: "event_id", ecs: "event.code" },
    Column { name: "event_type", ecs: "event.type" },
    Column { name: "record_id", ecs: "event.sequence" },
    Column { name: "severity", ecs: "log.level" },
    Column { name: "message", ecs: "message" },
    Column { name: "raw", ecs: "event.original" },
    Column { name: "raw_reason", ecs: "error.code" },
    Column { name: "file", ecs: "log.file.path" },
    Column { name: "line", ecs: "log.offset" },
];

/// The word for a syslog severity, RFC 5424 table 2.
#[must_use]
pub const fn severity_word(number: u8) -> &'static str {
    match number {
        0 => "emergency",
        1 => "alert",
        2 => "critical",
        3 => "error",
        4 => "warning",
        5 => "notice",
        6 => "informational",
        7 => "debug",
        _ => "",
    }
}

impl Event<'_> {
    /// The same event with texts of its own.
    #[must_use]
    pub fn into_owned(self) -> Event<'static> {
        fn own(text: Text<'_>) -> Text<'static> {
            Cow::Owned(text.into_owned())
        }
        Event {
            time: self.time,
            source: own(self.source),
            format: self.format,
            provider: own(self.provider),
            host: own(self.host),
            user: own(self.user),
            user_id: own(self.user_id),
            user_domain: own(self.user_domain),
            action: own(self.action),
            outcome: self.outcome,
            reason: own(self.reason),
            object_type: own(self.object_type),
            object_id: own(self.object_id),
            object_name: own(self.object_name),
            patient_id: own(self.patient_id),
            address: own(self.address),
            destination: own(self.destination),
            event_id: own(self.event_id),
            event_type: own(self.event_type),
            record_id: self.record_id,
            severity: self.severity,
            message: own(self.message),
            raw: own(self.raw),
            raw_reason: self.raw_reason,
            line: self.line,
        }
    }
}
