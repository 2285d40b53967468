//! By which names and addresses browsers reach this machine. Nothing is asked of the network.

use crate::fault::Fault;
use std::{
    collections::BTreeSet,
    net::{IpAddr, SocketAddr},
};

/// The line that people open: one address.
pub(super) fn address_line(address: SocketAddr, https: bool) -> String {
    let scheme = if https { "https" } else { "http" };
    if address.ip().is_unspecified() {
        let host = host_name().unwrap_or_else(|| "localhost".to_owned());
        return format!("{scheme}://{host}:{}/", address.port());
    }
    format!("{scheme}://{address}/")
}

/// Names and addresses for the certificate: this machine's own, those of the listening address, and those in the settings.
pub(super) fn reachable_by(address: SocketAddr, more: &[String]) -> Result<BTreeSet<String>, Fault> {
    let mut names = BTreeSet::from(["localhost".to_owned(), "127.0.0.1".to_owned(), "::1".to_owned()]);
    names.extend(host_name());
    if address.ip().is_unspecified() {
        let own = if_addrs::get_if_addrs().unwrap_or_default();
        names.extend(own.iter().map(if_addrs::Interface::ip).filter(is_lasting).map(|ip| ip.to_string()));
    } else {
        names.insert(address.ip().to_string());
    }
    for name in more {
        let plain = name.trim().to_lowercase();
        if plain.parse::<IpAddr>().is_err() && !is_dns_name(&plain) {
            return Err(Fault::refused("command-config-certificate-name").with("found", name.as_str()));
        }
        names.insert(plain);
    }
    Ok(names)
}

/// The machine's name, where it can stand in a certificate.
fn host_name() -> Option<String> {
    let name = gethostname::gethostname().to_string_lossy().to_lowercase();
    is_dns_name(&name).then_some(name)
}

/// Link-local addresses are renumbered and need a zone in the browser.
fn is_lasting(ip: &IpAddr) -> bool {
    match ip {
        IpAddr::V4(ip) => !ip.is_link_local(),
        IpAddr::V6(ip) => !ip.is_unicast_link_local(),
    }
}

fn is_dns_name(text: &str) -> bool {
    let label = |label: &str| {
        let plain = label.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
        (1..=63).contains(&label.len()) && plain && !label.starts_with('-') && !label.ends_with('-')
    };
    text.len() <= 253 && text.split('.').all(label)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_address_line_names_a_place_that_can_be_opened() {
        let line = |address: &str, https| address_line(address.parse().unwrap(), https);
        assert_eq!(line("127.0.0.1:8330", false), "http://127.0.0.1:8330/");
        assert_eq!(line("[::1]:8330", false), "http://[::1]:8330/");
        assert_eq!(line("192.0.2.7:443", true), "https://192.0.2.7:443/");
        assert!(!line("0.0.0.0:8330", true).contains("0.0.0.0"));
    }

    #[test]
    fn a_name_that_can_stand_in_no_certificate_is_refused() {
        let any = "0.0.0.0:1".parse().unwrap();
        assert!(
            reachable_by(any, &["Sakimori.Hospital.Example".to_owned()]).unwrap().contains("sakimori.hospital.example")
        );
        assert!(reachable_by(any, &["https://x/".to_owned()]).is_err());
    }
}
