//! Linux: what programs of logins and accounts write to syslog, and the audit daemon's own log. Sentences as in OpenSSH, Linux-PAM, sudo,
//! shadow, util-linux; fields of the audit daemon as in its “audit event fields” dictionary.

use crate::{
    device::addresses,
    event::{
        Event,
        Outcome::{self, Failure, Success, Unknown},
        Text,
    },
    format::Format,
    instant,
};
use std::borrow::Cow;

/// Fills in what the sentence of a program says.
pub(crate) fn program<'a>(event: &mut Event<'a>, message: &'a str) {
    if event.address.is_empty() {
        let (source, target) = addresses(message);
        event.address = Cow::Borrowed(source.strip_prefix("::ffff:").unwrap_or(source));
        event.destination = Cow::Borrowed(target);
    }
    let name = event.provider.rsplit('/').next().unwrap_or_default().trim_end_matches("-session").to_owned();
    let known = pam(event, message)
        || match name.as_str() {
            "sshd" => sshd(event, message),
            "sudo" => sudo(event, message),
            "su" => su(event, message),
            "login" | "systemd-logind" | "gdm" => login(event, message),
            "useradd" | "userdel" | "usermod" | "groupadd" | "groupdel" | "passwd" | "chage" | "gpasswd" => {
                accounts(event, message)
            }
            "charon" => charon(event, message),
            "openvpn" | "ovpn-server" => {
                openvpn(event, message);
                true
            }
            _ => false,
        };
    if !known && message.contains("connection-state:") {
        // RouterOS names its rules freely; by custom the name of one that refuses says so.
        let refused = ["drop", "reject", "deny", "block"].iter().any(|word| message.contains(word));
        does(event, "connection", if refused { Failure } else { Unknown });
    }
    if !known && event.outcome == Unknown && message.contains("uthentication failure") {
        does(event, "logon", Failure);
    }
}

fn does(event: &mut Event<'_>, action: &'static str, outcome: Outcome) {
    event.action = Cow::Borrowed(action);
    event.outcome = outcome;
}

/// The word after a mark, without what may stand around a name.
fn after<'a>(message: &'a str, mark: &str) -> Option<&'a str> {
    let rest = message.split_once(mark)?.1;
    let word = rest.split([' ', ',', ';', '(']).next()?.trim_matches(['\'', '"', '.', ':']);
    (!word.is_empty()).then_some(word)
}

fn named<'a>(event: &mut Event<'a>, name: Option<&'a str>) {
    if let Some(name) = name {
        event.user = Cow::Borrowed(name);
    }
}

/// `pam_unix(sshd:auth): authentication failure; … rhost=… user=…`
fn pam<'a>(event: &mut Event<'a>, message: &'a str) -> bool {
    let Some(rest) = message.strip_prefix("pam_") else { return false };
    let Some((module, words)) = rest.split_once("): ") else { return false };
    event.event_type = Cow::Borrowed(module.split_once('(').map_or(module, |(_, kind)| kind));
    if words.starts_with("authentication failure") || words.starts_with("check pass") || words.contains("user unknown")
    {
        does(event, "logon", Failure);
        named(event, after(words, " user=").or_else(|| after(words, "logname=")));
        if let Some(host) = after(words, "rhost=") {
            event.address = Cow::Borrowed(host);
        }
        return true;
    }
    if words.starts_with("session opened") || words.starts_with("session closed") {
        does(event, if words.starts_with("session opened") { "session_open" } else { "logoff" }, Success);
        named(event, after(words, "for user "));
        return true;
    }
    if words.starts_with("password changed") {
        does(event, "password_change", Success);
        object(event, "account", after(words, "for "));
        return true;
    }
    if words.contains("account locked") || words.contains("temporarily locked") {
        does(event, "account_lock", Failure);
        named(event, after(words, "user ").or_else(|| after(words, "account ")));
        return true;
    }
    false
}

fn object<'a>(event: &mut Event<'a>, kind: &'static str, name: Option<&'a str>) {
    event.object_type = Cow::Borrowed(kind);
    event.object_name = Cow::Borrowed(name.unwrap_or_default());
}

fn sshd<'a>(event: &mut Event<'a>, message: &'a str) -> bool {
    if let Some(rest) = message.strip_prefix("Accepted ") {
        does(event, "logon", Success);
        event.event_type = Cow::Borrowed(rest.split(' ').next().unwrap_or_default());
        named(event, after(rest, " for "));
        return true;
    }
    if let Some(rest) = message.strip_prefix("Failed ") {
        does(event, "logon", Failure);
        event.event_type = Cow::Borrowed(rest.split(' ').next().unwrap_or_default());
        named(event, after(rest, " for invalid user ").or_else(|| after(rest, " for ")));
        return true;
    }
    if message.starts_with("Invalid user ") || message.starts_with("Illegal user ") {
        does(event, "logon", Failure);
        event.reason = Cow::Borrowed("invalid user");
        // `Invalid user  from …` is a name of nothing.
        named(
            event,
            after(message, "nvalid user ").or_else(|| after(message, "llegal user ")).filter(|name| *name != "from"),
        );
        return true;
    }
    if message.starts_with("User ") && message.contains(" not allowed") {
        does(event, "logon", Failure);
        named(event, after(message, "User "));
        event.reason = Cow::Borrowed(message.split_once("because ").map_or("not allowed", |(_, why)| why));
        return true;
    }
    if message.starts_with("maximum authentication attempts")
        || message.starts_with("error: maximum authentication attempts")
    {
        does(event, "logon", Failure);
        named(event, after(message, "for invalid user ").or_else(|| after(message, " for ")));
        return true;
    }
    let closes = [
        "Connection closed by",
        "Connection reset by",
        "Disconnected from",
        "Disconnecting",
        "Received disconnect from",
    ];
    if closes.iter().any(|start| message.starts_with(start)) {
        let before = message.contains("[preauth]")
            || message.contains(" authenticating user ")
            || message.contains("invalid user ");
        does(event, if before { "logon" } else { "logoff" }, if before { Failure } else { Success });
        if message.contains(" user ") {
            named(event, after(message, " user "));
        } else if before {
            does(event, "connection", Failure);
        }
        return true;
    }
    let refused = [
        "Unable to negotiate",
        "fatal: ",
        "refused connect",
        "Magic value",
        "Bad protocol",
        "Did not receive identification",
        "error: kex",
        "ssh_dispatch_run_fatal",
        "banner exchange",
    ];
    if refused.iter().any(|start| message.starts_with(start)) {
        does(event, "connection", Failure);
        return true;
    }
    if message.starts_with("Server listening") {
        does(event, "service_state", Success);
        return true;
    }
    false
}

/// `alice : TTY=pts/0 ; PWD=/ ; USER=root ; COMMAND=/bin/ls`
fn sudo<'a>(event: &mut Event<'a>, message: &'a str) -> bool {
    let Some((name, rest)) = message.split_once(" : ") else { return false };
    event.user = Cow::Borrowed(name.trim());
    let refused = ["incorrect password", "NOT in sudoers", "not allowed", "a password is required", "user NOT"];
    let failed = refused.iter().any(|words| rest.contains(words));
    does(event, "privilege_use", if failed { Failure } else { Success });
    object(event, "process", rest.split_once("COMMAND=").map(|(_, command)| command.trim()));
    event.object_id = Cow::Borrowed(after(rest, "USER=").unwrap_or_default());
    true
}

/// `(to root) alice on pts/0`, `FAILED SU (to root) alice on pts/0`
fn su<'a>(event: &mut Event<'a>, message: &'a str) -> bool {
    let Some((before, rest)) = message.split_once("(to ") else { return false };
    let Some((to, rest)) = rest.split_once(") ") else { return false };
    does(event, "privilege_use", if before.contains("FAILED") || before.starts_with('-') { Failure } else { Success });
    event.user = Cow::Borrowed(rest.split(' ').next().unwrap_or_default());
    object(event, "account", Some(to));
    true
}

fn login<'a>(event: &mut Event<'a>, message: &'a str) -> bool {
    if message.starts_with("New session ") {
        does(event, "session_open", Success);
        named(event, after(message, "of user "));
    } else if message.starts_with("FAILED LOGIN") || message.contains("authentication failure") {
        does(event, "logon", Failure);
        named(event, after(message, " FOR "));
    } else if message.contains("LOGIN ON ") {
        does(event, "logon", Success);
        named(event, after(message, " BY ").or_else(|| message.starts_with("ROOT").then_some("root")));
    } else {
        return false;
    }
    true
}

fn accounts<'a>(event: &mut Event<'a>, message: &'a str) -> bool {
    let (action, kind, name) = if message.starts_with("new user") {
        ("account_create", "account", after(message, "name="))
    } else if message.starts_with("new group") {
        ("group_create", "group", after(message, "name="))
    } else if message.starts_with("delete user") {
        ("account_delete", "account", after(message, "delete user "))
    } else if message.starts_with("add '") && message.contains("to group") {
        ("group_member_add", "group", after(message, "group "))
    } else if message.starts_with("delete '") && message.contains("from group") {
        ("group_member_remove", "group", after(message, "group "))
    } else if message.contains("password") {
        ("password_change", "account", after(message, "for ").or_else(|| after(message, "user ")))
    } else if message.starts_with("change user")
        || message.starts_with("lock user")
        || message.starts_with("unlock user")
    {
        ("account_change", "account", after(message, "user "))
    } else {
        return false;
    };
    does(event, action, Success);
    object(event, kind, name);
    true
}

/// strongSwan.
fn charon<'a>(event: &mut Event<'a>, message: &'a str) -> bool {
    if message.contains("verification failed")
        || message.contains("no EAP key found")
        || message.contains("AUTHENTICATION_FAILED")
        || message.contains("AUTH_FAILED")
    {
        does(event, "vpn_connect", Failure);
    } else if message.contains("with EAP successful") || message.contains("established between") {
        does(event, "vpn_connect", Success);
    } else if message.contains("deleting IKE_SA") || message.contains("closing CHILD_SA") {
        does(event, "vpn_disconnect", Success);
    }
    let quoted =
        ["EAP-Identity : '", "username: '", "authentication of '", "received EAP identity '", "EAP identity '", " - '"];
    let name = quoted.iter().find_map(|mark| message.split_once(mark)).and_then(|(_, rest)| rest.split('\'').next());
    named(event, name.filter(|name| !name.is_empty()));
    true
}

/// OpenVPN's own log, which has no program before the sentence.
pub(crate) fn openvpn<'a>(event: &mut Event<'a>, message: &'a str) {
    let (peer, words) = message.split_once(' ').unwrap_or((message, ""));
    let (first, second) = peer.split_once('/').unwrap_or((peer, ""));
    let is_peer = |text: &str| {
        text.rsplit_once(':').is_some_and(|(host, port)| port.parse::<u16>().is_ok() && !addresses(host).0.is_empty())
    };
    if !is_peer(first) && !is_peer(second) {
        return;
    }
    let (address, name) = if is_peer(first) { (first, second) } else { (second, first) };
    event.provider = Cow::Borrowed("openvpn");
    event.address = Cow::Borrowed(addresses(address).0);
    event.user = Cow::Borrowed(name);
    if words.contains("Error")
        || words.contains("VERIFY ERROR")
        || words.contains("AUTH_FAILED")
        || words.contains("verify failed")
    {
        does(event, "vpn_connect", Failure);
        event.reason = Cow::Borrowed(words);
    } else if words.contains("Authentication succeeded")
        || words.contains("Peer Connection Initiated") && !words.contains("[UNDEF]")
    {
        does(event, "vpn_connect", Success);
    } else if words.contains("connection established") {
        does(event, "connection", Success);
    } else if words.contains("SIGTERM") || words.contains("SIGUSR1") || words.contains("Connection reset") {
        does(event, "vpn_disconnect", Success);
    }
}

/// A record of the audit daemon: `type=USER_LOGIN msg=audit(1684329817.579:2995): …`
pub(crate) fn auditd(line: &str) -> Option<Event<'_>> {
    let (node, rest) = match line.strip_prefix("node=") {
        Some(rest) => rest.split_once(' ')?,
        None => ("", line),
    };
    let (kind, rest) = rest.strip_prefix("type=")?.split_once(' ')?;
    let (stamp, rest) = rest.trim_start().strip_prefix("msg=audit(")?.split_once(')')?;
    let (seconds, serial) = stamp.split_once(':')?;
    let mut event = Event { time: instant::epoch(seconds)?, format: Format::Auditd.code(), ..Event::default() };
    event.record_id = serial.parse().ok();
    event.host = Cow::Borrowed(node);
    event.source = Cow::Borrowed("audit");
    event.provider = Cow::Borrowed("auditd");
    event.event_id = Cow::Borrowed(kind);
    let words = rest.trim_start_matches([':', ' ']);
    event.message = Cow::Borrowed(words);
    let fields = Audit(words);
    event.user = fields.first(&["acct", "AUID", "UID"]);
    event.user_id = fields.first(&["auid", "uid"]);
    // -1: never logged in.
    if event.user_id == "4294967295" || event.user_id == "unset" {
        event.user_id = fields.first(&["uid"]);
    }
    event.address = fields.first(&["addr", "hostname"]);
    event.outcome = match &*fields.first(&["res", "success"]) {
        "success" | "yes" | "1" => Success,
        "failed" | "no" | "0" => Failure,
        _ => Unknown,
    };
    event.reason = fields.first(&["exit"]);
    if event.outcome == Success {
        event.reason = Text::default();
    }
    event.action = Cow::Borrowed(audit_action(kind));
    event.event_type = fields.first(&["key", "op"]);
    let command = fields.first(&["cmd", "exe", "name"]);
    if !command.is_empty() {
        event.object_type = Cow::Borrowed("process");
        event.object_name = command;
    }
    Some(event)
}

fn audit_action(kind: &str) -> &'static str {
    match kind {
        "USER_LOGIN" => "logon",
        "USER_AUTH" | "USER_ACCT" | "CRED_ACQ" => "credential_check",
        "USER_START" | "LOGIN" => "session_open",
        "USER_END" | "USER_LOGOUT" | "CRED_DISP" => "logoff",
        "USER_ERR" | "ANOM_LOGIN_FAILURES" => "logon",
        "USER_CMD" => "privilege_use",
        "USER_CHAUTHTOK" => "password_change",
        "ADD_USER" => "account_create",
        "DEL_USER" => "account_delete",
        "USER_MGMT" | "USER_ROLE_CHANGE" => "account_change",
        "ADD_GROUP" => "group_create",
        "DEL_GROUP" => "group_delete",
        "GRP_MGMT" => "group_change",
        "CONFIG_CHANGE" => "audit_policy_change",
        "DAEMON_START" => "log_start",
        "DAEMON_END" | "DAEMON_ABORT" => "log_stop",
        "SYSTEM_BOOT" => "system_start",
        "SYSTEM_SHUTDOWN" => "system_stop",
        "SERVICE_START" | "SERVICE_STOP" => "service_state",
        "SYSCALL" | "EXECVE" => "process_start",
        "TIME_ADJNTPVAL" | "TIME_INJOFFSET" => "clock_change",
        _ => "",
    }
}

/// The fields of an audit record. Values stand bare, in quotation marks, or as hex when they could hold anything.
struct Audit<'a>(&'a str);

impl<'a> Audit<'a> {
    fn first(&self, names: &[&str]) -> Text<'a> {
        names.iter().find_map(|name| self.get(name)).unwrap_or_default()
    }

    fn get(&self, name: &str) -> Option<Text<'a>> {
        let mut from = 0;
        loop {
            let at = from + self.0.get(from..)?.find(name)?;
            from = at + name.len();
            let before = at.checked_sub(1).and_then(|before| self.0.as_bytes().get(before)).copied();
            let begins = before.is_none_or(|byte| matches!(byte, b' ' | b'\'' | b'\x1d'));
            if let Some(rest) = self.0.get(from..).and_then(|rest| rest.strip_prefix('='))
                && begins
            {
                return said(rest, name);
            }
        }
    }
}

fn said<'a>(rest: &'a str, name: &str) -> Option<Text<'a>> {
    if let Some(inner) = rest.strip_prefix('"') {
        return Some(Cow::Borrowed(inner.split('"').next().unwrap_or_default()));
    }
    let bare = rest.split([' ', '\'', '\x1d', '\n']).next().unwrap_or_default();
    if matches!(bare, "" | "?" | "(null)" | "(none)") {
        return None;
    }
    if matches!(name, "acct" | "cmd" | "name" | "exe")
        && bare.len() >= 2
        && bare.bytes().all(|byte| byte.is_ascii_hexdigit())
        && let Some(bytes) = hex(bare)
    {
        return Some(Cow::Owned(String::from_utf8_lossy(&bytes).replace('\0', " ")));
    }
    Some(Cow::Borrowed(bare))
}

fn hex(text: &str) -> Option<Vec<u8>> {
    let digits = text.as_bytes().chunks(2);
    digits
        .map(|pair| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok().filter(|_| pair.len() == 2))
        .collect()
}
