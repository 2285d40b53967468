//! Firewall filters that stand before the device: bound to `lo0` or to an interface. One that nothing binds limits nobody.

use super::Config;
use domain::evidence::fact::{Sources, is_everybody};

/// What the filter on the loopback lets to a port.
pub(super) fn loopback(config: &Config<'_>, port: u16) -> (Sources, Vec<u64>) {
    of_interface(config, "lo0.0", port)
}

/// What the input filter of an interface lets to a port.
pub(super) fn of_interface(config: &Config<'_>, interface: &str, port: u16) -> (Sources, Vec<u64>) {
    let (device, unit) = interface.split_once('.').unwrap_or((interface, "0"));
    for words in [["filter", "input"], ["filter", "input-list"]] {
        let path = ["interfaces", device, "unit", unit, "family", "inet", words[0], words[1]];
        if let Some((rest, line)) = config.behind(&path).next()
            && let Some(name) = rest.first()
        {
            let (sources, mut lines) = filter(config, name, port);
            lines.push(line);
            return (sources, lines);
        }
    }
    (Sources::Any, Vec::new())
}

#[derive(Default)]
struct Term<'a> {
    protocols: Vec<&'a str>,
    ports: Vec<&'a str>,
    sources: Vec<String>,
    except: bool,
    other_match: bool,
    action: Option<&'a str>,
    lines: Vec<u64>,
}

fn filter(config: &Config<'_>, name: &str, port: u16) -> (Sources, Vec<u64>) {
    let inet = ["firewall", "family", "inet", "filter", name, "term", "*"];
    let plain = ["firewall", "filter", name, "term", "*"];
    let statements: Vec<(Vec<&str>, u64)> = config.behind(&inet).chain(config.behind(&plain)).collect();
    if statements.is_empty() {
        return (Sources::Unknown { missing: format!("firewall filter {name}") }, Vec::new());
    }
    let mut names: Vec<&str> = statements.iter().filter_map(|(rest, _)| rest.first().copied()).collect();
    names.dedup();
    let (mut allowed, mut lines) = (Sources::Nobody, Vec::new());
    for term in names {
        let term = read(config, statements.iter().filter(|(rest, _)| rest.first() == Some(&term)));
        if !term.speaks_of(port) {
            continue;
        }
        lines.extend(term.lines.iter().copied());
        let everybody = term.sources.is_empty() || term.sources.iter().any(|source| is_everybody(source));
        let others = Sources::of(term.sources.iter().filter(|source| !is_everybody(source)).cloned());
        match term.action {
            Some("accept") if everybody && !term.except => return (Sources::Any, lines),
            Some("accept") => allowed = allowed.or(others),
            // Everybody but these is turned away: these are the ones let in.
            Some("discard" | "reject") if everybody && term.except => {
                return (allowed.or(except(config, &statements)), lines);
            }
            Some("discard" | "reject") if everybody => return (allowed, lines),
            _ => {}
        }
    }
    // What no term accepts is turned away.
    (allowed, lines)
}

/// Addresses with `except` behind them.
fn except(_: &Config<'_>, statements: &[(Vec<&str>, u64)]) -> Sources {
    Sources::of(statements.iter().filter_map(|(rest, _)| match rest.as_slice() {
        [_, "from", "source-address", prefix, "except"] => Some((*prefix).to_owned()),
        _ => None,
    }))
}

fn read<'a, 's>(config: &Config<'a>, statements: impl Iterator<Item = &'s (Vec<&'a str>, u64)>) -> Term<'a>
where
    'a: 's,
{
    let mut term = Term::default();
    for (rest, line) in statements {
        term.lines.push(*line);
        match rest.get(1..).unwrap_or_default() {
            ["from", "source-address", _, "except"] => term.except = true,
            ["from", "source-address", prefix, ..] => term.sources.push((*prefix).to_owned()),
            ["from", "source-prefix-list" | "prefix-list", name, ..] => {
                let path = ["policy-options", "prefix-list", name];
                let members: Vec<String> =
                    config.behind(&path).filter_map(|(rest, _)| Some((*rest.first()?).to_owned())).collect();
                if members.is_empty() {
                    term.sources.push(format!("prefix-list {name}"))
                } else {
                    term.sources.extend(members)
                }
            }
            ["from", "protocol", protocol, ..] => term.protocols.push(protocol),
            ["from", "destination-port" | "port", port, ..] => term.ports.push(port),
            ["from", "source-port" | "icmp-type" | "tcp-established" | "destination-address", ..] => {
                term.other_match = true
            }
            ["then", action @ ("accept" | "discard" | "reject"), ..] => term.action = Some(action),
            _ => {}
        }
    }
    term
}

impl Term<'_> {
    /// A term that asks for more than protocol, port and source says nothing sure about a new connection.
    fn speaks_of(&self, port: u16) -> bool {
        let protocol = self.protocols.is_empty() || self.protocols.contains(&"tcp") || self.protocols.contains(&"6");
        let named = |word: &str| match word {
            "ssh" => 22,
            "telnet" => 23,
            "http" => 80,
            "https" => 443,
            "ftp" => 21,
            "netconf-ssh" => 830,
            number => number.parse().unwrap_or(0),
        };
        let in_range =
            |word: &str| word.split_once('-').is_some_and(|(from, to)| (named(from)..=named(to)).contains(&port));
        let ports = self.ports.is_empty() || self.ports.iter().any(|word| named(word) == port || in_range(word));
        protocol && ports && !self.other_match
    }
}
