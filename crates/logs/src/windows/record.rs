//! A Windows event as all three forms carry it, and how it becomes an event of the schema.

use super::meaning::{self, Meaning, Object, Who};
use crate::{
    event::{Event, Moment, Outcome, Text, severity_word},
    format::Format,
};
use std::borrow::Cow;

/// `Keywords`: the audit was of a failure, of a success.
const AUDIT_FAILURE: u64 = 0x0010_0000_0000_0000;
const AUDIT_SUCCESS: u64 = 0x0020_0000_0000_0000;

/// The system part and the data of one event. Data has its names where the provider gives them.
#[derive(Debug, Default)]
pub(crate) struct Record<'a> {
    pub(crate) provider: Text<'a>,
    pub(crate) event_id: Text<'a>,
    pub(crate) level: Option<u8>,
    pub(crate) keywords: u64,
    pub(crate) time: Moment,
    pub(crate) record_id: Option<u64>,
    pub(crate) channel: Text<'a>,
    pub(crate) computer: Text<'a>,
    /// SID of the account in whose name it was written.
    pub(crate) user_sid: Text<'a>,
    pub(crate) data: Vec<(Text<'a>, Text<'a>)>,
    /// The text as the event viewer shows it, where the form carries it.
    pub(crate) message: Text<'a>,
}

impl<'a> Record<'a> {
    /// The first of these data that says anything. `-` is Windows' way of saying nothing.
    fn first(&self, names: &[&str]) -> Text<'a> {
        let said = |name: &&str| self.data.iter().find(|(found, value)| found == name && says(value));
        names.iter().find_map(said).map(|(_, value)| value.clone()).unwrap_or_default()
    }

    /// The number of the event without the qualifiers that old providers put before it.
    fn number(&self) -> u32 {
        self.event_id.parse().unwrap_or_default()
    }

    /// Brings it into the columns.
    pub(crate) fn into_event(mut self, format: Format, line: u64) -> Event<'a> {
        let meaning = meaning::of(&self.provider, &self.channel, self.number());
        let mut event = Event {
            time: self.time,
            format: format.code(),
            event_id: self.event_id.clone(),
            record_id: self.record_id,
            severity: self.severity(),
            outcome: self.outcome(meaning),
            line,
            ..Event::default()
        };
        self.who(meaning, &mut event);
        event.address = self.address();
        event.destination = self.first(&["TargetServerName", "DestinationIp", "DestAddress", "DestinationHostname"]);
        event.event_type = self.first(&["LogonType"]);
        if let Some(meaning) = meaning {
            event.action = Cow::Borrowed(meaning.action);
            self.object(meaning, &mut event);
        }
        event.reason = self.reason(&event);
        event.message = self.words();
        event.provider = std::mem::take(&mut self.provider);
        event.source = std::mem::take(&mut self.channel);
        event.host = std::mem::take(&mut self.computer);
        event
    }

    /// Windows' levels begin at 1 = critical; 0 is “always”, which audits use.
    fn severity(&self) -> &'static str {
        match self.level {
            Some(1) => severity_word(2),
            Some(2) => severity_word(3),
            Some(3) => severity_word(4),
            Some(0 | 4) => severity_word(6),
            Some(5) => severity_word(7),
            _ => "",
        }
    }

    fn outcome(&self, meaning: Option<&Meaning>) -> Outcome {
        if self.keywords & AUDIT_FAILURE != 0 {
            return Outcome::Failure;
        }
        if self.keywords & AUDIT_SUCCESS != 0 {
            return Outcome::Success;
        }
        meaning.map_or(Outcome::Unknown, |meaning| meaning.outcome)
    }

    fn who(&self, meaning: Option<&Meaning>, event: &mut Event<'a>) {
        const SUBJECT: [&[&str]; 3] = [
            &["SubjectUserName", "ModifyingUser", "Detection User", "User"],
            &["SubjectUserSid", "UserSid"],
            &["SubjectDomainName"],
        ];
        const TARGET: [&[&str]; 3] = [
            &["TargetUserName", "TargetAccount", "AccountName", "UserName", "User", "Param1"],
            &["TargetUserSid", "TargetSid", "UserSid"],
            &["TargetDomainName", "AccountDomain", "Param2", "DomainName"],
        ];
        let who = meaning.map_or(Who::Subject, |meaning| meaning.who);
        let [name, sid, domain] = if who == Who::Subject { SUBJECT } else { TARGET };
        event.user = self.first(name);
        event.user_id = self.first(sid);
        event.user_domain = self.first(domain);
        if event.user.is_empty() && !self.first(&["AccountType"]).is_empty() {
            // NXLog looks up the account in whose name it was written.
            event.user = self.first(&["AccountName"]);
            event.user_domain = self.first(&["Domain"]);
        }
        // Windows names that account by its SID alone. It is the one that acted unless the data name another.
        let written_by = event.user.is_empty() || !self.first(&["SubjectUserName", "AccountType"]).is_empty();
        if event.user_id.is_empty() && who == Who::Subject && written_by {
            event.user_id = self.user_sid.clone();
        }
        if event.user.starts_with("S-1-") {
            event.user_id = std::mem::take(&mut event.user);
        }
        if let Some((domain, name)) =
            event.user.split_once('\\').map(|(domain, name)| (domain.to_owned(), name.to_owned()))
        {
            event.user_domain = Cow::Owned(domain);
            event.user = Cow::Owned(name);
        }
    }

    fn address(&self) -> Text<'a> {
        const NAMES: &[&str] = &[
            "IpAddress",
            "ClientAddress",
            "SourceIp",
            "SourceAddress",
            "Address",
            "Param3",
            "WorkstationName",
            "Workstation",
            "ClientName",
        ];
        let found = self.first(NAMES);
        match &found {
            Cow::Borrowed(text) => Cow::Borrowed(text.strip_prefix("::ffff:").unwrap_or(text)),
            Cow::Owned(text) => match text.strip_prefix("::ffff:") {
                Some(plain) => Cow::Owned(plain.to_owned()),
                None => found,
            },
        }
    }

    fn object(&self, meaning: &Meaning, event: &mut Event<'a>) {
        let Some(Object { kind, id, name }) = meaning.object else { return };
        event.object_type = Cow::Borrowed(kind);
        event.object_id = self.first(id);
        event.object_name = self.first(name);
        if kind == "log" && event.object_name.is_empty() {
            event.object_name = self.channel.clone();
        }
    }

    /// Why it failed: the finer of the two codes that a failed logon has.
    fn reason(&self, event: &Event<'_>) -> Text<'a> {
        if event.outcome == Outcome::Success {
            return Text::default();
        }
        let real = |text: &Text<'a>| !matches!(text.as_ref(), "" | "0x0" | "0x00000000" | "0");
        let codes = [&["SubStatus"], &["Status"], &["FailureReason"], &["ErrorCode"], &["Error Code"]]
            .map(|names| self.first(names));
        codes.into_iter().find(real).unwrap_or_default()
    }

    /// The text of the event viewer, else all data as `name=value`.
    fn words(&mut self) -> Text<'a> {
        if !self.message.is_empty() {
            return std::mem::take(&mut self.message);
        }
        if let [(name, _)] = self.data.as_slice()
            && name.is_empty()
        {
            return self.data.first_mut().map(|(_, value)| std::mem::take(value)).unwrap_or_default();
        }
        let length = self.data.iter().map(|(name, value)| name.len() + value.len() + 3).sum();
        let mut all = String::with_capacity(length);
        for (name, value) in self.data.iter().filter(|(_, value)| !value.is_empty()) {
            if !all.is_empty() {
                all.push_str("; ");
            }
            if !name.is_empty() {
                all.push_str(name);
                all.push('=');
            }
            all.push_str(value);
        }
        Cow::Owned(all)
    }
}

/// Whether a value of Windows says anything.
fn says(value: &str) -> bool {
    !matches!(value, "" | "-" | "S-1-0-0" | "N/A" | "NULL SID" | "::")
}
