//! The forms of logs that are read.

/// How a record was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Format {
    /// Windows event log, the file of the event viewer.
    Evtx,
    /// Windows events as XML, one by one or in a list.
    WindowsXml,
    /// Windows events as JSON, as log shippers send them.
    WindowsJson,
    /// Syslog as RFC 3164 and the many that are near it.
    Syslog3164,
    /// Syslog as RFC 5424.
    Syslog5424,
    /// FortiGate `key=value`.
    FortiGate,
    /// Cisco ASA, FTD, IOS: `%FACILITY-SEVERITY-MNEMONIC`.
    Cisco,
    /// Palo Alto PAN-OS, comma separated.
    PanOs,
    /// Audit message of RFC 3881 or DICOM PS3.15 A.5 (IHE ATNA).
    Audit,
    /// FHIR AuditEvent, DSTU2 to R5.
    Fhir,
    /// A table of accesses from an EHR, by a mapping profile.
    Table,
    /// Linux audit daemon.
    Auditd,
    /// systemd journal as JSON.
    Journald,
    /// JSON of another kind with a time and a message.
    Json,
    /// Lines that begin with a time.
    Text,
}

impl Format {
    /// Every form, for lists.
    pub const ALL: [Self; 15] = [
        Self::Evtx,
        Self::WindowsXml,
        Self::WindowsJson,
        Self::Syslog3164,
        Self::Syslog5424,
        Self::FortiGate,
        Self::Cisco,
        Self::PanOs,
        Self::Audit,
        Self::Fhir,
        Self::Table,
        Self::Auditd,
        Self::Journald,
        Self::Json,
        Self::Text,
    ];

    /// Stable code, as in the column `format`.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Evtx => "evtx",
            Self::WindowsXml => "windows_xml",
            Self::WindowsJson => "windows_json",
            Self::Syslog3164 => "syslog_3164",
            Self::Syslog5424 => "syslog_5424",
            Self::FortiGate => "fortigate",
            Self::Cisco => "cisco",
            Self::PanOs => "pan_os",
            Self::Audit => "atna",
            Self::Fhir => "fhir",
            Self::Table => "table",
            Self::Auditd => "auditd",
            Self::Journald => "journald",
            Self::Json => "json",
            Self::Text => "text",
        }
    }
}
