//! Palo Alto PAN-OS: comma separated, the order of the fields by log type. “PAN-OS Administrator's Guide”, Syslog Field Descriptions.

use super::of;
use crate::{
    event::{Event, Outcome, Text},
    format::Format,
    instant::{self, Clock},
    table::cells,
};
use std::borrow::Cow;

/// The log types whose fields are known; others get what all have in common.
const TYPES: &[&str] = &[
    "TRAFFIC",
    "THREAT",
    "SYSTEM",
    "CONFIG",
    "GLOBALPROTECT",
    "USERID",
    "AUTHENTICATION",
    "HIPMATCH",
    "HIP-MATCH",
    "DECRYPTION",
    "CORRELATION",
    "TUNNEL",
    "SCTP",
    "IPTAG",
    "GTP",
    "AUDIT",
    "START",
];

/// The event of a line; nothing when it is not of PAN-OS.
pub(crate) fn parse(line: &str, clock: Clock) -> Option<Event<'_>> {
    let mut commas = line.splitn(5, ',');
    let (version, received, _, kind) = (commas.next()?, commas.next()?, commas.next()?, commas.next()?);
    let plain = version.len() <= 3 && version.bytes().all(|byte| byte.is_ascii_digit());
    if !plain || !TYPES.contains(&kind) || instant::iso(received, clock).is_none() {
        return None;
    }
    let row = Row(cells(line, ','));
    let mut event = of(Format::PanOs);
    event.provider = Cow::Borrowed("PAN-OS");
    event.source = Cow::Owned(format!("{}/{}", row.at(3), row.at(4)));
    event.event_type = row.text(4);
    event.time = row.time(clock);
    event.host = row.text(2);
    event.message = Cow::Borrowed(line);
    match kind {
        "TRAFFIC" => session(&row, &mut event, 52),
        "THREAT" => {
            session(&row, &mut event, 59);
            event.event_id = row.text(32);
            event.reason = row.text(32);
            event.object_type = Cow::Borrowed("url");
            event.object_name = row.text(31);
            event.severity = severity(row.at(34));
        }
        "SYSTEM" => {
            event.event_id = row.text(8);
            event.object_name = row.text(9);
            event.severity = severity(row.at(13));
            event.host = row.named(22, event.host);
            system(&row, &mut event);
        }
        "CONFIG" => {
            event.address = row.text(7);
            event.user = row.text(10);
            event.action = Cow::Borrowed("config_change");
            event.event_id = row.text(9);
            event.outcome = if row.at(12).starts_with("Succe") || row.at(12).starts_with("Submit") {
                Outcome::Success
            } else {
                Outcome::Failure
            };
            event.reason = row.text(12);
            event.object_type = Cow::Borrowed("setting");
            event.object_id = row.text(13);
        }
        "GLOBALPROTECT" => global_protect(&row, &mut event),
        "USERID" => {
            event.address = row.text(8);
            event.user = row.text(9);
            event.action = Cow::Borrowed(if row.at(4) == "logout" { "logoff" } else { "logon" });
            event.outcome = Outcome::Success;
        }
        "AUTHENTICATION" => {
            event.address = row.text(8);
            event.user = row.text(9);
            event.action = Cow::Borrowed("logon");
            event.reason = row.text(18);
            event.outcome =
                if row.at(18).to_ascii_lowercase().contains("fail") { Outcome::Failure } else { Outcome::Success };
        }
        _ => {}
    }
    without_domain(&mut event);
    Some(event)
}

struct Row<'a>(Vec<Text<'a>>);

impl<'a> Row<'a> {
    fn at(&self, at: usize) -> &str {
        self.0.get(at).map_or("", AsRef::as_ref)
    }

    fn text(&self, at: usize) -> Text<'a> {
        self.0.get(at).cloned().unwrap_or_default()
    }

    fn named(&self, at: usize, or: Text<'a>) -> Text<'a> {
        if self.at(at).is_empty() { or } else { self.text(at) }
    }

    /// The time with a zone that newer versions add near the end, else the time at which the log was made.
    fn time(&self, clock: Clock) -> crate::event::Moment {
        let stated =
            self.0.iter().skip(30).rev().filter(|cell| cell.len() >= 20 && cell.as_bytes().get(10) == Some(&b'T'));
        let stated = stated
            .filter_map(|cell| instant::iso(cell, clock))
            .find(|(moment, _)| moment.basis == crate::event::TimeBasis::Stated);
        stated
            .or_else(|| instant::iso(self.at(6), clock))
            .or_else(|| instant::iso(self.at(1), clock))
            .map(|found| found.0)
            .unwrap_or_default()
    }
}

fn session<'a>(row: &Row<'a>, event: &mut Event<'a>, device: usize) {
    event.address = row.text(7);
    event.destination = row.text(8);
    event.user = row.text(12);
    event.host = row.named(device, row.text(2));
    event.action = Cow::Borrowed("connection");
    event.outcome = match row.at(30) {
        "allow" | "alert" | "continue" | "wildfire-upload-success" | "allow-hostname" => Outcome::Success,
        "" => Outcome::Unknown,
        _ => Outcome::Failure,
    };
    event.reason = row.text(30);
    event.event_id = row.text(14);
}

fn system<'a>(row: &Row<'a>, event: &mut Event<'a>) {
    let words = row.at(14).to_ascii_lowercase();
    let kind = row.at(8);
    let (action, outcome) = match () {
        () if kind.contains("auth-fail") || words.contains("failed authentication") => ("logon", Outcome::Failure),
        () if kind.contains("auth-success")
            || words.contains("authenticated for user")
            || words.contains("logged in") =>
        {
            ("logon", Outcome::Success)
        }
        () if words.contains("logged out") => ("logoff", Outcome::Success),
        () => return,
    };
    event.action = Cow::Borrowed(action);
    event.outcome = outcome;
    let found = ["user '", "User ", "user "].iter().find_map(|mark| row.at(14).split_once(mark).map(|(_, rest)| rest));
    let name = found.and_then(|rest| rest.split(['\'', ' ', '.', ',']).next()).unwrap_or_default();
    event.user = Cow::Owned(name.to_owned());
    event.address = Cow::Owned(super::addresses(row.at(14)).0.to_owned());
}

/// The gateway's own log, PAN-OS 9.1.3 and later.
fn global_protect<'a>(row: &Row<'a>, event: &mut Event<'a>) {
    event.event_id = row.text(8);
    event.user = row.text(12);
    event.address = if row.at(15).is_empty() || row.at(15) == "0.0.0.0" { row.text(16) } else { row.text(15) };
    event.destination = row.text(17);
    event.object_type = Cow::Borrowed("terminal");
    event.object_name = row.text(14);
    event.reason = if row.at(25).is_empty() { row.text(26) } else { row.text(25) };
    event.outcome = match row.at(28) {
        "success" => Outcome::Success,
        "failure" => Outcome::Failure,
        _ => Outcome::Unknown,
    };
    event.action = Cow::Borrowed(match row.at(8) {
        "gateway-connected" | "gateway-tunnel" | "gateway-setup-ssl" | "gateway-register" => "vpn_connect",
        "gateway-logout" | "gateway-switch-to-ssl" => "vpn_disconnect",
        "gateway-auth" | "portal-auth" | "gateway-login" | "portal-prelogin" | "gateway-prelogin" => "logon",
        _ => "",
    });
}

fn severity(word: &str) -> &'static str {
    match word {
        "critical" => "critical",
        "high" => "error",
        "medium" => "warning",
        "low" => "notice",
        "informational" => "informational",
        _ => "",
    }
}

/// `domain\name` → both.
fn without_domain(event: &mut Event<'_>) {
    if let Some((domain, name)) = event.user.split_once('\\').map(|(domain, name)| (domain.to_owned(), name.to_owned()))
    {
        event.user_domain = Cow::Owned(domain);
        event.user = Cow::Owned(name);
    }
}
