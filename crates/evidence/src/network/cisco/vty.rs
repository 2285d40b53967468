//! Doors of IOS: terminal lines and the web server. `no ip http server` shuts; the last word counts.

use super::{
    acl::{Lists, named},
    blocks::{Block, after},
    logins::{kept_as, missing},
};
use crate::network::door;
use domain::evidence::fact::{Admin, Door, Fact, Opened, Secret, ServiceName, Side, Sources};

/// What the rest of the configuration says about every door.
pub(super) struct Around<'a> {
    pub lists: &'a Lists,
    /// The file is a whole configuration, so what is not in it is not on the device.
    pub complete: bool,
    /// Towards whom the doors look that listen on every interface.
    pub side: Side,
    /// The first number of the version.
    pub major: Option<u32>,
    /// Passwords are checked by the central rules.
    pub central_logins: bool,
}

/// `line vty 0 4` and what stands below it.
pub(super) fn terminal_lines(blocks: &[Block<'_>], around: &Around<'_>) -> Vec<Fact> {
    let mut found = Vec::new();
    for block in blocks {
        let Some(range) = after(block.text, "line vty") else { continue };
        let at = format!("vty {range}").trim_end().to_owned();
        let (mut sources, mut lines) = (Sources::Any, vec![block.number]);
        let classes =
            block.below.iter().filter(|line| line.text.contains("access-class ") && line.text.contains(" in"));
        for line in classes {
            let text = line.text.trim();
            // A list for IPv6 beside it limits IPv6 alone.
            let Some(name) = named(text, "access-class").filter(|_| !text.starts_with("ipv6")) else { continue };
            lines.push(line.number);
            lines.extend(around.lists.lines(name));
            sources = around.lists.sources(name, 22, &["ssh"]).unwrap_or_else(|| missing(name, around.complete));
        }
        let transport = block.below("transport input");
        lines.extend(transport.map(|(line, _)| line));
        for (service, open) in transports(transport.map(|(_, words)| words), around.major) {
            let opened = if open { Opened::Open } else { Opened::SwitchedOff };
            let door = Door { opened, ..door(service, at.clone(), around.side, sources.clone()) };
            found.push(Fact::new(door, lines.clone()));
        }
        found.extend(password(block, &at, around));
    }
    found
}

/// The command line services of a terminal line. Without a word about it, IOS takes every protocol, IOS-XE from 17 on SSH alone.
fn transports(words: Option<&str>, major: Option<u32>) -> Vec<(ServiceName, bool)> {
    let Some(words) = words else {
        let telnet = major.is_none_or(|major| major < 17);
        return vec![(ServiceName::Ssh, true), (ServiceName::Telnet, telnet)];
    };
    let has = |word: &str| words.split_whitespace().any(|found| found == word || found == "all");
    vec![(ServiceName::Ssh, has("ssh")), (ServiceName::Telnet, has("telnet"))]
}

/// A password on the line itself, or none at all where `no login` asks for none.
fn password(block: &Block<'_>, at: &str, around: &Around<'_>) -> Option<Fact> {
    let admin = |password| {
        let name = at.to_owned();
        Admin { name, context: None, full_rights: None, sources: None, two_factor: None, password }
    };
    if let Some((line, words)) = block.below("password") {
        let words: Vec<&str> = words.split_whitespace().collect();
        return Some(Fact::new(admin(kept_as(&words)), [line]));
    }
    let open = block.says("no login") && !around.central_logins;
    open.then(|| Fact::new(admin(Secret::Missing), [block.number]))
}

/// `ip http server`, `ip http secure-server`, `ip http access-class`.
pub(super) fn web(blocks: &[Block<'_>], around: &Around<'_>) -> Vec<Fact> {
    let last = |start: &str| blocks.iter().rev().find_map(|block| Some((block.number, after(block.text, start)?)));
    let limit = last("ip http access-class").map(|(line, rest)| {
        let name = rest.split_whitespace().find(|word| !["ipv4", "ipv6"].contains(word)).unwrap_or_default();
        (line, name)
    });
    let mut found = Vec::new();
    let kinds = [
        (ServiceName::Http, "ip http server", "ip http port", 80),
        (ServiceName::Https, "ip http secure-server", "ip http secure-port", 443),
    ];
    for (service, words, port, usual) in kinds {
        let no = format!("no {words}");
        let said = blocks.iter().rev().find(|block| block.text == words || block.text == no);
        let Some(said) = said else { continue };
        let mut lines = vec![said.number];
        let number = last(port).and_then(|(_, number)| number.parse::<u16>().ok()).filter(|number| *number != usual);
        let sources = match limit {
            None => Sources::Any,
            Some((line, name)) => {
                lines.push(line);
                lines.extend(around.lists.lines(name));
                around.lists.sources(name, usual, &["www", "https"]).unwrap_or_else(|| missing(name, around.complete))
            }
        };
        let opened = if said.text == words { Opened::Open } else { Opened::SwitchedOff };
        found.push(Fact::new(Door { opened, port: number, ..door(service, words, around.side, sources) }, lines));
    }
    found
}
