//! Access lists of IOS and ASA: who may pass to a port of the device.

use super::blocks::{Block, after};
use crate::network::cidr;
use domain::evidence::fact::Sources;
use std::collections::BTreeMap;

/// One line of an access list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Rule {
    pub line: u64,
    pub permit: bool,
    /// `ip`, `tcp`, …; a standard list speaks of everything: `ip`.
    pub protocol: String,
    pub source: Vec<String>,
    pub destination: Vec<String>,
    /// Ports of the destination as written; none: every port.
    pub ports: Vec<String>,
    pub active: bool,
}

impl Rule {
    fn everybody(&self) -> bool {
        self.source.iter().any(|source| domain::evidence::fact::is_everybody(source))
    }
    /// Whether it lets everything from everybody to everything through.
    pub fn is_wide(&self) -> bool {
        let all = |of: &[String]| of.iter().any(|address| domain::evidence::fact::is_everybody(address));
        self.permit
            && self.active
            && self.protocol == "ip"
            && self.ports.is_empty()
            && self.everybody()
            && all(&self.destination)
    }
    fn speaks_of(&self, port: u16, names: &[&str]) -> bool {
        matches!(self.protocol.as_str(), "ip" | "tcp" | "ipv4" | "ipv6")
            && (self.ports.is_empty()
                || self.ports.iter().any(|found| found.parse() == Ok(port) || names.contains(&found.as_str())))
    }
}

/// Access lists and groups of addresses, by name.
#[derive(Debug, Default)]
pub(super) struct Lists {
    lists: BTreeMap<String, Vec<Rule>>,
    groups: BTreeMap<String, Vec<String>>,
}

/// ASA writes network masks, IOS their reverse.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Masks {
    Network,
    Reversed,
}

impl Lists {
    /// Every list of a configuration.
    pub fn read(blocks: &[Block<'_>], masks: Masks) -> Self {
        let mut all = Self::default();
        for block in blocks {
            all.group(block, masks);
        }
        for block in blocks {
            let words = block.words();
            match words.as_slice() {
                ["access-list", name, rest @ ..] => all.add(name, block.number, rest, masks),
                ["ip" | "ipv6", "access-list", "standard" | "extended", name, ..]
                | ["ip" | "ipv6", "access-list", name, ..] => {
                    all.lists.entry((*name).to_owned()).or_default();
                    for line in &block.below {
                        let words: Vec<&str> = line.text.split_whitespace().collect();
                        all.add(name, line.number, &words, masks);
                    }
                }
                _ => {}
            }
        }
        all
    }

    /// `object network A / host …`, `object-group network B / network-object …`.
    fn group(&mut self, block: &Block<'_>, masks: Masks) {
        let name = match block.words().as_slice() {
            ["object" | "object-group", "network" | "ip", rest @ ..] => rest.last().map(|name| (*name).to_owned()),
            _ => None,
        };
        let Some(name) = name else { return };
        let mut members = Vec::new();
        for line in &block.below {
            let words: Vec<&str> = line.text.split_whitespace().collect();
            match words.as_slice() {
                ["host", host] | ["network-object", "host", host] => members.push((*host).to_owned()),
                ["subnet", address, mask] | ["network-object", address, mask]
                    if !["object", "host"].contains(address) =>
                {
                    members.push(cidr(address, mask, false));
                }
                [address, mask] if masks == Masks::Reversed && address.starts_with(|c: char| c.is_ascii_digit()) => {
                    members.push(cidr(address, mask, false));
                }
                ["subnet" | "network-object", prefix] => members.push((*prefix).to_owned()),
                ["range", from, to] => members.push(format!("{from}-{to}")),
                ["fqdn", .., name] => members.push((*name).to_owned()),
                ["network-object", "object", name] | ["group-object", name] => {
                    members.extend(self.groups.get(*name).cloned().unwrap_or_else(|| vec![format!("object {name}")]));
                }
                ["any"] => members.push("any".to_owned()),
                _ => {}
            }
        }
        self.groups.entry(name).or_default().extend(members);
    }

    fn add(&mut self, name: &str, line: u64, words: &[&str], masks: Masks) {
        let list = self.lists.entry(name.to_owned()).or_default();
        let words = match words {
            [number, rest @ ..] if number.parse::<u32>().is_ok() => rest,
            ["extended" | "standard" | "line", rest @ ..] => rest,
            words => words,
        };
        let (permit, rest) = match words {
            ["permit", rest @ ..] => (true, rest),
            ["deny", rest @ ..] => (false, rest),
            _ => return,
        };
        if let Some(rule) = rule(line, permit, rest, masks, &self.groups) {
            list.push(rule);
        }
    }

    /// The rules of a list; `None`: there is no such list.
    pub fn rules(&self, name: &str) -> Option<&[Rule]> {
        self.lists.get(name).map(Vec::as_slice)
    }

    /// Who may pass to a port under a list. A list without a rule lets everybody through.
    pub fn sources(&self, name: &str, port: u16, names: &[&str]) -> Option<Sources> {
        let rules = self.rules(name)?;
        if rules.is_empty() {
            return Some(Sources::Any);
        }
        let mut allowed = Vec::new();
        for rule in rules.iter().filter(|rule| rule.active && rule.speaks_of(port, names)) {
            match (rule.permit, rule.everybody()) {
                (true, true) => return Some(Sources::Any),
                (true, false) => allowed.extend(rule.source.iter().cloned()),
                (false, true) => break,
                // Somebody is turned away; everybody else is still to come.
                (false, false) => {}
            }
        }
        Some(Sources::of(allowed))
    }

    /// The lines of a list.
    pub fn lines(&self, name: &str) -> Vec<u64> {
        self.rules(name).unwrap_or_default().iter().map(|rule| rule.line).collect()
    }

    /// Every list with its name.
    pub fn iter(&self) -> impl Iterator<Item = (&String, &Vec<Rule>)> {
        self.lists.iter()
    }
}

const PROTOCOLS: [&str; 20] = [
    "ip",
    "tcp",
    "udp",
    "icmp",
    "icmp6",
    "esp",
    "ahp",
    "gre",
    "ospf",
    "eigrp",
    "igmp",
    "pim",
    "ipv6",
    "ipv4",
    "sctp",
    "vrrp",
    "nos",
    "ipinip",
    "object-group",
    "object",
];

fn rule(line: u64, permit: bool, words: &[&str], masks: Masks, groups: &BTreeMap<String, Vec<String>>) -> Option<Rule> {
    let active = !words.contains(&"inactive");
    let extended = words.first().is_some_and(|word| {
        // `object-group X` is a protocol only where a source follows it.
        let group = matches!(*word, "object-group" | "object") && words.len() < 4;
        !group && (PROTOCOLS.contains(word) || (word.parse::<u8>().is_ok() && words.len() > 2))
    });
    if !extended {
        let (source, _) = address(words, masks, groups)?;
        let protocol = "ip".to_owned();
        return Some(Rule {
            line,
            permit,
            protocol,
            source,
            destination: vec!["any".to_owned()],
            ports: Vec::new(),
            active,
        });
    }
    let (protocol, rest) = match words {
        ["object-group" | "object", _, rest @ ..] => ("tcp", rest),
        [protocol, rest @ ..] => (*protocol, rest),
        [] => return None,
    };
    let (source, rest) = address(rest, masks, groups)?;
    let (_, rest) = ports(rest);
    let (destination, rest) = address(rest, masks, groups)?;
    let (ports, _) = ports(rest);
    Some(Rule { line, permit, protocol: protocol.to_owned(), source, destination, ports, active })
}

type Rest<'a, 'b> = &'a [&'b str];

fn address<'a, 'b>(
    words: Rest<'a, 'b>,
    masks: Masks,
    groups: &BTreeMap<String, Vec<String>>,
) -> Option<(Vec<String>, Rest<'a, 'b>)> {
    let one = |address: String| vec![address];
    match words {
        [any @ ("any" | "any4" | "any6"), rest @ ..] => Some((one((*any).to_owned()), rest)),
        ["host", host, rest @ ..] => Some((one((*host).to_owned()), rest)),
        ["interface", name, rest @ ..] => Some((one(format!("interface {name}")), rest)),
        ["object" | "object-group" | "addrgroup" | "net-group", name, rest @ ..] => {
            Some((groups.get(*name).cloned().unwrap_or_else(|| one(format!("object {name}"))), rest))
        }
        [prefix, rest @ ..] if prefix.contains('/') || prefix.contains(':') => Some((one((*prefix).to_owned()), rest)),
        [address, mask, rest @ ..] if address.contains('.') && mask.contains('.') => {
            Some((one(cidr(address, mask, masks == Masks::Reversed)), rest))
        }
        [address, rest @ ..] if address.contains('.') => Some((one((*address).to_owned()), rest)),
        _ => None,
    }
}

/// `eq ssh 443`, `range 1 10`; a group of ports may be anything.
fn ports<'a, 'b>(words: Rest<'a, 'b>) -> (Vec<String>, Rest<'a, 'b>) {
    match words {
        ["eq", rest @ ..] => {
            let ends = |word: &&&str| {
                ["any", "any4", "any6", "host", "log", "object", "object-group", "ttl", "established"].contains(*word)
                    || word.contains('.')
            };
            let until = rest.iter().position(|word| ends(&word)).unwrap_or(rest.len());
            let (ports, rest) = rest.split_at(until);
            (ports.iter().map(|port| (*port).to_owned()).collect(), rest)
        }
        ["range", from, to, rest @ ..] => {
            let span = from.parse::<u16>().ok().zip(to.parse::<u16>().ok());
            let usual = [22_u16, 23, 80, 161, 443, 3389];
            let inside = usual.into_iter().filter(|port| span.is_some_and(|(from, to)| (from..=to).contains(port)));
            let ports: Vec<String> = inside.map(|port| port.to_string()).collect();
            (if ports.is_empty() { vec![format!("{from}-{to}")] } else { ports }, rest)
        }
        ["neq" | "lt" | "gt", _, rest @ ..] => (Vec::new(), rest),
        words => (Vec::new(), words),
    }
}

/// Words after `access-group`, `access-class`: the name of the list.
pub(super) fn named<'a>(line: &'a str, start: &str) -> Option<&'a str> {
    after(line, start)?.split_whitespace().find(|word| !["ipv4", "ipv6"].contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lists(text: &str) -> Lists {
        let blocks = super::super::blocks::read(text, &mut crate::reading::Unread::default());
        Lists::read(&blocks, Masks::Reversed)
    }
    fn only(addresses: &[&str]) -> Option<Sources> {
        Some(Sources::of(addresses.iter().map(|address| (*address).to_owned())))
    }

    #[test]
    fn a_list_says_who_may_pass() {
        let all = lists(
            "ip access-list standard 5\n 10 permit 10.0.0.0 0.0.0.255\n 20 deny any\n\
             access-list 10 permit any\naccess-list 11 deny host 10.0.0.9\naccess-list 11 permit any\n\
             ip access-list extended mgmt\n permit tcp host 10.1.1.1 any eq 22\n permit tcp any any eq 443\n deny ip any any\n\
             access-list 12 remark nothing\n",
        );
        assert_eq!(all.sources("5", 22, &["ssh"]), only(&["10.0.0.0/24"]));
        assert_eq!(all.sources("10", 22, &["ssh"]), Some(Sources::Any));
        assert_eq!(all.sources("11", 22, &["ssh"]), Some(Sources::Any), "one turned away, everybody else let in");
        assert_eq!(all.sources("mgmt", 22, &["ssh"]), only(&["10.1.1.1"]));
        assert_eq!(all.sources("mgmt", 443, &["https"]), Some(Sources::Any));
        assert_eq!(all.sources("12", 22, &["ssh"]), Some(Sources::Any), "a list without a rule lets everybody through");
        assert_eq!(all.sources("99", 22, &["ssh"]), None);
    }

    #[test]
    fn a_rule_for_everything_is_wide() {
        let all = lists(
            "access-list 100 permit ip any any\naccess-list 101 permit tcp any any eq 80\naccess-list 102 permit ip any host 1.1.1.1\n",
        );
        let wide = |name| all.rules(name).is_some_and(|rules| rules.iter().any(Rule::is_wide));
        assert!(wide("100") && !wide("101") && !wide("102"));
    }
}
