//! FortiGate: `key=value` with quotation marks around values that need them. Fields: “FortiOS Log Message Reference”.

use super::of;
use crate::{
    event::{Event, Moment, Outcome, Text},
    format::Format,
    instant::{self, Clock},
};
use std::borrow::Cow;

/// The event of a line; nothing when it is not FortiGate's.
pub(crate) fn parse(line: &str, clock: Clock) -> Option<Event<'_>> {
    let starts = ["date=", "logver=", "itime=", "devname=", "timestamp=", "eventtime="];
    if !starts.iter().any(|start| line.starts_with(start)) {
        return None;
    }
    let fields = Fields(pairs(line));
    let numbered = fields.has("logid") || fields.has("log_id");
    if !(numbered || fields.has("devname") && fields.has("type")) {
        return None;
    }
    let mut event = of(Format::FortiGate);
    event.time = time(&fields, clock);
    event.host = fields.text(&["devname", "devid"]);
    event.provider = Cow::Borrowed("FortiGate");
    event.source = match (fields.get("type"), fields.get("subtype")) {
        (kind, "") => Cow::Owned(kind.to_owned()),
        (kind, sub) => Cow::Owned(format!("{kind}/{sub}")),
    };
    event.event_id = fields.text(&["logid", "log_id"]);
    event.event_type = fields.text(&["tunneltype", "vpntunnel", "service", "method"]);
    event.severity = severity(fields.get("level"));
    event.user = fields.text(&["user", "unauthuser", "xauthuser", "srcuser", "admin"]);
    event.address = fields.text(&["remip", "srcip", "ui_ip", "assignip", "ip", "src"]);
    if event.address.is_empty() {
        // `ui="https(192.0.2.1)"` for administrators.
        let inside = fields.get("ui").split_once('(').map_or("", |(_, rest)| rest.trim_end_matches(')'));
        event.address = Cow::Owned(inside.to_owned());
    }
    event.destination = fields.text(&["dstip", "dst_host", "dst", "locip"]);
    event.reason = fields.text(&["reason", "error", "error_num", "threat", "attack", "virus"]);
    (event.action, event.outcome) = action(&fields);
    if fields.has("cfgpath") {
        event.object_type = Cow::Borrowed("setting");
        event.object_id = fields.text(&["cfgpath"]);
        event.object_name = fields.text(&["cfgobj"]);
    } else if fields.has("policyid") {
        event.object_type = Cow::Borrowed("policy");
        event.object_id = fields.text(&["policyid"]);
        event.object_name = fields.text(&["policyname"]);
    }
    event.message = Cow::Borrowed(line);
    Some(event)
}

struct Fields<'a>(Vec<(&'a str, Text<'a>)>);

impl<'a> Fields<'a> {
    fn get(&self, key: &str) -> &str {
        self.0.iter().find(|(found, _)| *found == key).map_or("", |(_, value)| value)
    }

    fn has(&self, key: &str) -> bool {
        !self.get(key).is_empty()
    }

    /// The first that says something; `N/A` says nothing.
    fn text(&self, keys: &[&str]) -> Text<'a> {
        let said = |key: &&str| {
            self.0
                .iter()
                .find(|(found, value)| found == key && !matches!(&**value, "" | "N/A" | "n/a" | "(null)" | "unknown-0"))
        };
        keys.iter().find_map(said).map(|(_, value)| value.clone()).unwrap_or_default()
    }
}

/// `key=value key="value with \" in it"`. What is no pair is passed over.
pub(crate) fn pairs(line: &str) -> Vec<(&str, Text<'_>)> {
    let mut all = Vec::new();
    let mut rest = line.trim_start();
    while let Some((key, after)) = rest.split_once('=') {
        let key = key.rsplit([' ', ',']).next().unwrap_or(key);
        let (value, after) = value(after);
        all.push((key, value));
        rest = after.trim_start_matches([' ', ',']);
    }
    all
}

fn value(text: &str) -> (Text<'_>, &str) {
    let Some(inner) = text.strip_prefix('"') else {
        let (value, rest) = text.split_once(' ').unwrap_or((text, ""));
        return (Cow::Borrowed(value), rest);
    };
    let mut escaped = false;
    for (at, letter) in inner.char_indices() {
        match letter {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => {
                let (value, rest) = inner.split_at(at);
                let value =
                    if value.contains("\\\"") { Cow::Owned(value.replace("\\\"", "\"")) } else { Cow::Borrowed(value) };
                return (value, rest.get(1..).unwrap_or_default());
            }
            _ => {}
        }
    }
    (Cow::Borrowed(inner), "")
}

/// `eventtime` in seconds to nanoseconds, by FortiOS version; else date and time with `tz` if it is there.
fn time(fields: &Fields<'_>, clock: Clock) -> Moment {
    let ticks = fields.get("eventtime");
    if let Ok(number) = ticks.parse::<i64>() {
        let micros = match ticks.len() {
            10 => number * 1_000_000,
            13 => number * 1000,
            16 => number,
            19 => number / 1000,
            _ => 0,
        };
        if micros > 0 {
            return Moment { offset_minutes: offset(fields, clock), ..instant::utc(micros) };
        }
    }
    let text = format!("{} {}{}", fields.get("date"), fields.get("time"), fields.get("tz"));
    instant::iso(&text, clock).map(|found| found.0).unwrap_or_default()
}

fn offset(fields: &Fields<'_>, clock: Clock) -> i16 {
    let text = format!("2000-01-01 00:00:00{}", fields.get("tz"));
    instant::iso(&text, clock).map_or(0, |(moment, _)| moment.offset_minutes)
}

fn severity(level: &str) -> &'static str {
    match level {
        "emergency" => "emergency",
        "alert" => "alert",
        "critical" => "critical",
        "error" => "error",
        "warning" => "warning",
        "notice" => "notice",
        "information" => "informational",
        "debug" => "debug",
        _ => "",
    }
}

/// FortiOS' action and status → ours.
fn action<'a>(fields: &Fields<'a>) -> (Text<'a>, Outcome) {
    let status = match fields.get("status") {
        "success" | "succeeded" | "negotiate_success" => Outcome::Success,
        "failed" | "failure" | "fail" | "negotiate_error" | "blocked" => Outcome::Failure,
        _ => match fields.get("result") {
            "success" | "OK" | "DONE" => Outcome::Success,
            "failed" | "ERROR" | "failure" => Outcome::Failure,
            _ => Outcome::Unknown,
        },
    };
    let or = |outcome| if status == Outcome::Unknown { outcome } else { status };
    let (ours, outcome) = match fields.get("action") {
        "ssl-login-fail" => ("logon", Outcome::Failure),
        "login" if fields.get("logdesc").contains("failed") => ("logon", Outcome::Failure),
        "login" | "authentication" | "auth-logon" | "FSSO-logon" | "ssl-new-con" | "ssl-login" => {
            ("logon", or(Outcome::Success))
        }
        "logout" | "auth-logout" | "FSSO-logoff" | "ssl-exit-error" | "ssl-exit" => ("logoff", or(Outcome::Success)),
        "tunnel-up" | "phase2-up" => ("vpn_connect", Outcome::Success),
        "tunnel-down" | "phase2-down" => ("vpn_disconnect", Outcome::Success),
        "negotiate" | "ssl-alert" | "ssl-web-deny" => ("vpn_connect", or(Outcome::Failure)),
        "accept" | "close" | "timeout" | "client-rst" | "server-rst" | "ip-conn" | "pass" | "passthrough"
        | "detected" | "dns" | "start" | "permit" => ("connection", Outcome::Success),
        "deny" | "block" | "blocked" | "dropped" | "drop" | "reset" | "reset_client" | "reset_server"
        | "clear_session" => ("connection", Outcome::Failure),
        "Add" | "Edit" | "Delete" | "set" | "Move" | "config" => ("config_change", or(Outcome::Success)),
        "shutdown" | "reboot" | "restart" => ("system_stop", or(Outcome::Success)),
        "" => ("", status),
        _ => return (fields.text(&["action"]), status),
    };
    (Cow::Borrowed(ours), outcome)
}
