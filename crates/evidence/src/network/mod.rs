//! Configurations of network devices: who can reach which door from where. One folder or file per maker.

mod address;
pub mod cisco;
pub mod fortigate;
pub mod juniper;
pub mod log;
pub mod paloalto;
mod side;
mod statement;
pub mod yamaha;

pub(crate) use address::{cidr, is_public};
pub(crate) use side::{is_inside_word, is_outside_word};

use domain::evidence::fact::{Door, Opened, ServiceName, Side, Sources};

/// SNMP words that everybody knows; only these are repeated in a fact.
const KNOWN_WORDS: [&str; 9] =
    ["public", "private", "community", "snmp", "admin", "cisco", "monitor", "manager", "security"];

/// The word itself, if everybody knows it.
pub(crate) fn known_word(word: &str) -> Option<String> {
    KNOWN_WORDS.contains(&word.to_ascii_lowercase().as_str()).then(|| word.to_owned())
}

/// An open door on its usual port.
pub(crate) fn door(service: ServiceName, at: impl Into<String>, side: Side, sources: Sources) -> Door {
    let (at, purpose) = (at.into(), service.purpose());
    Door { service, purpose, at, context: None, side, port: None, sources, opened: Opened::Open }
}
