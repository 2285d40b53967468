//! `ip filter`: what a list of filters lets in to a port of the router.

use super::{Config, Port};
use domain::evidence::fact::Sources;

/// What the filters of a connection let in to a TCP port, with the lines. Without filters everything passes; where there are some,
/// what none of them names is turned away.
pub(super) fn lets_in(config: &Config<'_>, port: &Port, number: u16, name: &str) -> (Sources, Vec<u64>) {
    let Some((filters, line)) = &port.filters else { return (Sources::Any, Vec::new()) };
    let (mut allowed, mut lines) = (Sources::Nobody, vec![*line]);
    for filter in filters {
        let Some((words, line)) = config.last(&["ip", "filter", filter]) else {
            return (Sources::Unknown { missing: format!("ip filter {filter}") }, lines);
        };
        let (action, source, rest) = match words.as_slice() {
            [action, source, rest @ ..] => (*action, *source, rest),
            _ => continue,
        };
        if !meant(rest, number, name) {
            continue;
        }
        lines.push(line);
        let sources = if source == "*" { Sources::Any } else { Sources::of(source.split(',').map(str::to_owned)) };
        match (action.starts_with("pass"), sources == Sources::Any) {
            (true, true) => return (allowed.or(Sources::Any), lines),
            (true, false) => allowed = allowed.or(sources),
            (false, true) => return (allowed, lines),
            (false, false) => {}
        }
    }
    (allowed, lines)
}

/// Destination, protocol, source port, destination port; what is left out is everything. `established` is no new connection.
fn meant(words: &[&str], number: u16, name: &str) -> bool {
    let word = |at: usize| words.get(at).copied().unwrap_or("*");
    let protocol = word(1).split(',').any(|protocol| ["*", "tcp", "6", "tcpsyn"].contains(&protocol));
    let port = word(3).split(',').any(|port| {
        let number_of = |text: &str| if text == name { Some(number) } else { text.parse::<u16>().ok() };
        port == "*"
            || number_of(port) == Some(number)
            || port.split_once('-').is_some_and(|(from, to)| {
                let (from, to) = (number_of(from).unwrap_or(0), number_of(to).unwrap_or(u16::MAX));
                (from..=to).contains(&number)
            })
    });
    // Traffic to the network behind the router does not reach the router's own services unless it names everything or an address.
    protocol && port && word(1) != "established"
}
