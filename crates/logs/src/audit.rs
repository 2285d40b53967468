//! Audit messages of health systems: RFC 3881 and DICOM PS3.15 A.5, as IHE ATNA (ITI-20) sends them. Codes: DICOM PS3.16 CID 400–405,
//! RFC 3881 section 5.

use crate::{
    event::{Event, Outcome, Text},
    format::Format,
    instant::{self, Clock},
    xml::{self, Node},
};
use std::borrow::Cow;

/// The event of an `<AuditMessage>`.
///
/// # Errors
/// Why it is none.
pub(crate) fn parse(text: &str, clock: Clock) -> Result<Event<'_>, String> {
    let text = text.trim_start_matches('\u{feff}');
    let mut root = xml::parse(text)?;
    if root.name != "AuditMessage" {
        return Err(format!("<{}> is no audit message", root.name));
    }
    let Some(identification) = root.children.iter_mut().find(|child| child.name == "EventIdentification") else {
        return Err("no EventIdentification".into());
    };
    let mut event = Event { format: Format::Audit.code(), ..Event::default() };
    let mut words = Vec::new();
    let when = identification.attribute("EventDateTime");
    event.time = instant::iso(when.trim(), clock).map(|found| found.0).unwrap_or_default();
    event.outcome = match identification.attribute("EventOutcomeIndicator") {
        "0" => Outcome::Success,
        // 4 minor, 8 serious, 12 major failure.
        "4" | "8" | "12" => Outcome::Failure,
        _ => Outcome::Unknown,
    };
    let code = identification.attribute("EventActionCode").to_owned();
    for child in &mut identification.children {
        match child.name {
            "EventID" => {
                words.extend(said(child));
                event.event_id = child.take(&["csd-code", "code"]);
            }
            "EventTypeCode" => {
                words.extend(said(child));
                if event.event_type.is_empty() {
                    event.event_type = child.take(&["csd-code", "code"]);
                }
            }
            "EventOutcomeDescription" => event.reason = std::mem::take(&mut child.text),
            _ => {}
        }
    }
    event.action = Cow::Borrowed(action(&event.event_id, &event.event_type, &code));
    participants(&mut root, &mut event, &mut words);
    sources(&mut root, &mut event);
    objects(&mut root, &mut event, &mut words);
    event.message = Cow::Owned(words.join("; "));
    Ok(event)
}

/// The words of a coded value: its display name, else its code.
fn said(node: &Node<'_>) -> Option<String> {
    let found = ["displayName", "originalText", "csd-code", "code"].map(|name| node.attribute(name));
    found.into_iter().find(|text| !text.is_empty()).map(str::to_owned)
}

fn code<'n>(node: &'n Node<'_>, name: &str) -> &'n str {
    let Some(child) = node.child(name) else { return "" };
    let own = child.attribute("csd-code");
    if own.is_empty() { child.attribute("code") } else { own }
}

/// By the kind of event where it says more than the letter C R U D E.
fn action(event_id: &str, event_type: &str, letter: &str) -> &'static str {
    match (event_id, event_type) {
        ("110114", "110122") => "logon",
        ("110114", "110123") => "logoff",
        ("110114", _) => "credential_check",
        ("110112", _) => "search",
        ("110106", _) => "export",
        ("110107", _) => "import",
        ("110100", "110120") => "application_start",
        ("110100", "110121") => "application_stop",
        ("110101", _) => "log_read",
        ("110113", "110126" | "110127" | "110129" | "110130") => "configuration_change",
        ("110113", _) => "security_alert",
        ("110108", _) => "connection",
        _ => letter_word(letter),
    }
}

/// C R U D E.
pub(crate) fn letter_word(letter: &str) -> &'static str {
    match letter {
        "C" => "create",
        "R" => "read",
        "U" => "update",
        "D" => "delete",
        "E" => "execute",
        _ => "",
    }
}

/// The one who asked is the user; of several, the person rather than the program.
fn participants<'a>(root: &mut Node<'a>, event: &mut Event<'a>, words: &mut Vec<String>) {
    let mut all: Vec<&mut Node<'a>> =
        root.children.iter_mut().filter(|child| child.name == "ActiveParticipant").collect();
    for node in &all {
        let name = node.attribute("UserName");
        let shown = [node.attribute("UserID"), name, node.attribute("AlternativeUserID")]
            .into_iter()
            .filter(|text| !text.is_empty());
        let role = node.child("RoleIDCode").and_then(said).unwrap_or_default();
        words.push(format!("{role}: {}", shown.collect::<Vec<_>>().join(" / ")));
        if code(node, "RoleIDCode") == "110152" && event.destination.is_empty() {
            event.destination = Cow::Owned(node.attribute("NetworkAccessPointID").to_owned());
        }
    }
    let point = |node: &Node<'_>| !node.attribute("NetworkAccessPointID").is_empty();
    let rank = |node: &Node<'_>| {
        let asked = node.attribute("UserIsRequestor");
        // RFC 3881: true when it is not said.
        let asks = if asked == "false" || asked == "0" { 0 } else { 2 };
        let person = !matches!(code(node, "RoleIDCode"), "110150" | "110152" | "110153" | "110154" | "110155");
        let named = !node.attribute("UserName").is_empty();
        let has_id = !node.attribute("UserID").is_empty();
        (has_id, asks, person, named)
    };
    let fallback = all
        .iter()
        .find(|node| code(node, "RoleIDCode") == "110153" && point(node))
        .or_else(|| all.iter().find(|node| point(node)));
    let fallback = fallback.map(|node| node.attribute("NetworkAccessPointID").to_owned());
    // The first of those that rank highest.
    let best = (0..all.len()).rev().max_by_key(|at| all.get(*at).map(|node| rank(node)));
    if let Some(node) = best.and_then(|at| all.get_mut(at)) {
        event.user = node.take(&["UserID"]);
        event.user_id = node.take(&["AlternativeUserID"]);
        event.address = node.take(&["NetworkAccessPointID"]);
    }
    if event.address.is_empty() {
        event.address = fallback.map(Cow::Owned).unwrap_or_default();
    }
}

fn sources<'a>(root: &mut Node<'a>, event: &mut Event<'a>) {
    if let Some(node) = root.children.iter_mut().find(|child| child.name == "AuditSourceIdentification") {
        event.source = node.take(&["AuditSourceID", "code"]);
        event.user_domain = node.take(&["AuditEnterpriseSiteID"]);
    }
}

fn objects<'a>(root: &mut Node<'a>, event: &mut Event<'a>, words: &mut Vec<String>) {
    let mut patients: Vec<Text<'a>> = Vec::new();
    for node in root.children.iter_mut().filter(|child| child.name == "ParticipantObjectIdentification") {
        let is_patient = node.attribute("ParticipantObjectTypeCodeRole") == "1"
            && matches!(node.attribute("ParticipantObjectTypeCode"), "1" | "");
        let role = role_word(node.attribute("ParticipantObjectTypeCodeRole"));
        let kind = if code(node, "ParticipantObjectIDTypeCode") == "110180" { "study" } else { role };
        let name = node.child("ParticipantObjectName").map(|child| child.text.trim().to_owned()).unwrap_or_default();
        let query = node.child("ParticipantObjectQuery").map(|child| words_of(child.text.trim())).unwrap_or_default();
        let id = node.take(&["ParticipantObjectID"]);
        words
            .push([kind, &id, &name, &query].into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join(" "));
        for detail in node.all("ParticipantObjectDetail") {
            words.push(format!("{}={}", detail.attribute("type"), words_of(detail.attribute("value"))));
        }
        if is_patient {
            patients.push(id);
        } else if event.object_type.is_empty() {
            event.object_type = Cow::Borrowed(kind);
            event.object_id = id;
            event.object_name = Cow::Owned(name);
        }
    }
    event.patient_id = joined(patients);
    if event.object_type.is_empty() && !event.patient_id.is_empty() {
        event.object_type = Cow::Borrowed("patient");
    }
}

/// Several ids in one text, each once.
pub(crate) fn joined<'a>(mut all: Vec<Text<'a>>) -> Text<'a> {
    all.retain(|id| !id.is_empty());
    let mut seen: Vec<Text<'a>> = Vec::new();
    for id in all {
        if !seen.contains(&id) {
            seen.push(id);
        }
    }
    match seen.len() {
        0 | 1 => seen.pop().unwrap_or_default(),
        _ => Cow::Owned(seen.join("; ")),
    }
}

/// RFC 3881, 5.5.2: the role of an object.
pub(crate) fn role_word(role: &str) -> &'static str {
    const WORDS: [&str; 27] = [
        "",
        "patient",
        "location",
        "report",
        "resource",
        "master_file",
        "user",
        "list",
        "doctor",
        "subscriber",
        "guarantor",
        "security_user",
        "security_group",
        "security_resource",
        "security_definition",
        "provider",
        "destination",
        "library",
        "schedule",
        "customer",
        "job",
        "job_stream",
        "table",
        "routing",
        "query",
        "data_source",
        "processing_element",
    ];
    role.parse::<usize>().ok().and_then(|at| WORDS.get(at)).copied().unwrap_or_default()
}

/// What base64 holds when that is words; else the text as it is.
pub(crate) fn words_of(text: &str) -> String {
    let decoded = base64(text).and_then(|bytes| String::from_utf8(bytes).ok());
    let readable = decoded.filter(|text| {
        !text.is_empty() && text.chars().all(|letter| !letter.is_control() || matches!(letter, '\r' | '\n' | '\t'))
    });
    readable.unwrap_or_else(|| text.to_owned())
}

fn base64(text: &str) -> Option<Vec<u8>> {
    let mut out = Vec::with_capacity(text.len() / 4 * 3);
    let (mut bits, mut count) = (0_u32, 0);
    let compact = text.bytes().filter(|byte| !byte.is_ascii_whitespace());
    let mut length = 0;
    for byte in compact {
        length += 1;
        let value = match byte {
            b'A'..=b'Z' => byte - b'A',
            b'a'..=b'z' => byte - b'a' + 26,
            b'0'..=b'9' => byte - b'0' + 52,
            b'+' => 62,
            b'/' => 63,
            b'=' => continue,
            _ => return None,
        };
        bits = bits << 6 | u32::from(value);
        count += 6;
        if count >= 8 {
            count -= 8;
            out.push(u8::try_from(bits >> count & 0xff).ok()?);
        }
    }
    (length >= 4 && length % 4 == 0).then_some(out)
}
