//! Cisco ASA, FTD, PIX, IOS: `%FACILITY-SEVERITY-MNEMONIC: words`. Numbers: “Cisco ASA Series Syslog Messages”; mnemonics: “Cisco IOS
//! System Message Guide”. The words are sentences; what is taken from them is taken by the marks that Cisco puts around names.

use super::addresses;
use crate::{
    event::{Event, Outcome, Text, severity_word},
    format::Format,
};
use std::borrow::Cow;

/// Fills in what a message says; false when it is not of this form.
pub(super) fn fill<'a>(event: &mut Event<'a>, message: &'a str) -> bool {
    let Some((head, words)) = message.strip_prefix('%').and_then(|rest| rest.split_once(':')) else { return false };
    let Some((facility, level, mnemonic)) = parts(head) else { return false };
    event.format = Format::Cisco.code();
    event.provider = Cow::Borrowed(facility);
    if event.severity.is_empty() || level <= 7 {
        event.severity = severity_word(level);
    }
    event.event_id = Cow::Borrowed(if mnemonic.bytes().all(|byte| byte.is_ascii_digit()) { mnemonic } else { head });
    let words = words.trim();
    event.message = Cow::Borrowed(words);
    let (source, target) = addresses(words);
    event.address = Cow::Borrowed(source);
    event.destination = Cow::Borrowed(target);
    if let Some(own) = between(words, "user IP = ", " ") {
        // The address of the server that was asked stands before it.
        event.destination = std::mem::replace(&mut event.address, own);
    }
    event.user = user(words);
    event.reason = between(words, "[Reason: ", "]").or_else(|| between(words, "reason = ", " :")).unwrap_or_default();
    (event.action, event.outcome) = meaning(facility, mnemonic, words);
    true
}

/// `ASA-6-302013`, `SEC_LOGIN-4-LOGIN_FAILED`, `LINEPROTO-SP-5-UPDOWN`.
fn parts(head: &str) -> Option<(&str, u8, &str)> {
    let mut parts = head.split('-');
    let facility = parts.next()?;
    let mut level = None;
    let mut mnemonic = "";
    for part in parts {
        match (level, part.parse::<u8>()) {
            (None, Ok(number)) if number <= 7 && part.len() == 1 => level = Some(number),
            (Some(_), _) => mnemonic = part,
            _ => {}
        }
    }
    let plain = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
    (plain(facility) && plain(mnemonic)).then_some((facility, level?, mnemonic))
}

fn between<'a>(words: &'a str, before: &str, after: &str) -> Option<Text<'a>> {
    let rest = words.split_once(before)?.1;
    let found = rest.split(after).next().unwrap_or(rest).trim();
    (!found.is_empty()).then_some(Cow::Borrowed(found))
}

/// Names stand between marks; the order is from the surest to the least.
fn user<'a>(words: &'a str) -> Text<'a> {
    const MARKS: &[(&str, &str)] = &[
        ("[user: ", "]"),
        ("Username = ", ","),
        ("user = ", " "),
        ("User <", ">"),
        ("Username <", ">"),
        ("Uname: ", " "),
        ("username: ", " "),
        ("User '", "'"),
        ("user '", "'"),
        ("user \"", "\""),
        ("User:", " "),
        ("from console by ", " "),
        (" by ", " on "),
        ("User ", " has exited"),
        ("User ", " authenticated"),
        ("login permitted from ", "\0"),
    ];
    let found = MARKS.iter().find_map(|(before, after)| between(words, before, after)).unwrap_or_default();
    let bare = found.trim_matches(['\'', '"', '*', ',', '.']);
    // A sentence after the mark is no name.
    if bare.contains(' ') || bare.is_empty() { Text::default() } else { Cow::Owned(bare.to_owned()) }
}

fn meaning(facility: &str, mnemonic: &str, words: &str) -> (Text<'static>, Outcome) {
    use Outcome::{Failure, Success, Unknown};
    let (action, outcome) = if matches!(facility, "ASA" | "FTD" | "PIX" | "FWSM") {
        match mnemonic {
            "106100" | "106102" if words.contains("permitted") => ("connection", Success),
            "106001" | "106002" | "106006" | "106007" | "106010" | "106012" | "106013" | "106014" | "106015"
            | "106016" | "106017" | "106018" | "106020" | "106021" | "106022" | "106023" | "106100" | "106102"
            | "106103" | "710003" | "402117" | "419002" | "733100" | "733102" | "338006" => ("connection", Failure),
            "302013" | "302015" | "302017" | "302020" | "302303" | "303002" | "305011" | "710002" => {
                ("connection", Success)
            }
            "302014" | "302016" | "302018" | "302021" | "302304" | "305012" => ("connection_end", Success),
            "113004" | "113012" | "113008" | "605005" | "611101" | "109005" | "315011" | "716038" | "109031" => {
                ("logon", Success)
            }
            "113005" | "113006" | "113014" | "113015" | "113016" | "113017" | "113021" | "605004" | "611102"
            | "109006" | "716039" | "109034" | "716023" => ("logon", Failure),
            "611103" | "315003" => ("logoff", Success),
            "113039" | "716001" | "722022" | "722033" | "722051" | "713119" | "713120" | "713049" | "602303" => {
                ("vpn_connect", Success)
            }
            "113019" | "716002" | "722023" | "722037" | "713050" | "713259" | "602304" => ("vpn_disconnect", Success),
            "713166" | "713167" | "713198" | "713203" | "713902" | "713903" | "722056" | "113042" => {
                ("vpn_connect", Failure)
            }
            "111001" | "111003" | "111004" | "111005" | "111008" | "111009" | "111010" | "112001" => {
                ("config_change", Success)
            }
            "502101" => ("account_create", Success),
            "502102" => ("account_delete", Success),
            "502103" => ("privilege_use", Success),
            "199001" | "199002" | "199005" => ("system_start", Success),
            "104001" | "104002" | "105003" => ("failover", Unknown),
            _ => ("", Unknown),
        }
    } else {
        match mnemonic {
            "LOGIN_SUCCESS" | "AUTH_PASSED" => ("logon", Success),
            "LOGIN_FAILED" | "AUTHFAIL" | "LOGIN_AUTHEN_FAILURE" | "QUIET_MODE_ON" => ("logon", Failure),
            "SSH2_USERAUTH" | "SSH_USERAUTH" if words.contains("ucceeded") => ("logon", Success),
            "SSH2_USERAUTH" | "SSH_USERAUTH" => ("logon", Failure),
            "LOGOUT" | "SSH2_CLOSE" | "TTY_EXPIRE_TIMER" => ("logoff", Success),
            "CONFIG_I" | "CONFIG" | "CFGLOG_LOGGEDCMD" | "VSHD_SYSLOG_CONFIG_I" => ("config_change", Success),
            "RESTART" | "RELOAD" => ("system_start", Success),
            "CLOCKUPDATE" => ("clock_change", Success),
            "LOGGINGHOST_STARTSTOP" => ("log_start", Unknown),
            _ if mnemonic.starts_with("IPACCESSLOG") && words.contains("permitted") => ("connection", Success),
            _ if mnemonic.starts_with("IPACCESSLOG") => ("connection", Failure),
            _ => ("", Unknown),
        }
    };
    (Cow::Borrowed(action), outcome)
}
