//! Addresses of network interfaces, in one writing each.

use crate::letters::nfkc;
use core::net::IpAddr;

/// A hardware address as `00:11:22:aa:bb:cc`, from any of the usual writings; `None` for anything else.
#[must_use]
pub fn parse_mac(text: &str) -> Option<String> {
    let plain: String = nfkc(text).chars().filter(|c| !c.is_whitespace()).collect();
    let separators = plain.chars().filter(|c| matches!(c, ':' | '-' | '.')).count();
    let digits: String = if separators == 5 && plain.len() < 17 {
        // Each part may lack its leading nought: 0:1b:2:…
        let parts: Vec<&str> = plain.split([':', '-', '.']).collect();
        if parts.iter().any(|part| part.is_empty() || part.len() > 2) {
            return None;
        }
        parts.iter().map(|part| format!("{part:0>2}")).collect()
    } else {
        let fits = matches!((separators, plain.len()), (0, 12) | (5, 17) | (2, 14) | (1, 13));
        if !fits {
            return None;
        }
        plain.chars().filter(|c| !matches!(c, ':' | '-' | '.')).collect()
    };
    if digits.len() != 12 || !digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return None;
    }
    let lower = digits.to_ascii_lowercase();
    let pairs: Vec<&str> = (0..6).filter_map(|at| lower.get(at * 2..at * 2 + 2)).collect();
    Some(pairs.join(":"))
}

/// Whether a hardware address belongs to an interface at all: not the address of nobody, of all, or of a group.
#[must_use]
pub fn is_of_an_interface(mac: &str) -> bool {
    let first = mac.get(..2).and_then(|two| u8::from_str_radix(two, 16).ok()).unwrap_or(1);
    mac != "00:00:00:00:00:00" && first & 1 == 0
}

/// Whether a hardware address tells one device from every other: given by the maker, not made up by software and not shared.
/// The address blocks are those of hypervisors and of addresses that routers share (IEEE registry; RFC 5798; RFC 2281).
#[must_use]
pub fn tells_apart(mac: &str) -> bool {
    const SHARED: &[&str] = &[
        "00:00:5e",
        "00:00:0c:07:ac",
        "00:05:73:a0",
        "00:07:b4", // VRRP, HSRP, GLBP
        "00:05:69",
        "00:0c:29",
        "00:1c:14",
        "00:50:56", // VMware
        "00:15:5d",
        "00:03:ff", // Hyper-V, Virtual PC
        "08:00:27",
        "0a:00:27", // VirtualBox
        "00:16:3e", // Xen
        "00:1c:42", // Parallels
        "52:54:00", // QEMU
        "00:ff",    // TAP adapters
    ];
    let first = mac.get(..2).and_then(|two| u8::from_str_radix(two, 16).ok()).unwrap_or(1);
    is_of_an_interface(mac) && first & 2 == 0 && !SHARED.iter().any(|block| mac.starts_with(block))
}

/// An IP address in its canonical writing; `None` for anything else. A prefix length and a zone are left out.
#[must_use]
pub fn parse_ip(text: &str) -> Option<IpAddr> {
    let plain: String = nfkc(text).chars().filter(|c| !c.is_whitespace()).collect();
    let plain = plain.split(['/', '%']).next().unwrap_or_default();
    let plain = plain.trim_matches(['[', ']', '(', ')']);
    if let Ok(address) = plain.parse() {
        return Some(address);
    }
    // 192.168.001.010, as people line up columns.
    let parts: Vec<&str> = plain.split('.').collect();
    if parts.len() != 4 || parts.iter().any(|part| part.is_empty() || part.len() > 3) {
        return None;
    }
    let bytes: Vec<u8> = parts.iter().filter_map(|part| part.parse().ok()).collect();
    <[u8; 4]>::try_from(bytes).ok().map(IpAddr::from)
}

/// Whether an address is one by which a device is reached from elsewhere.
#[must_use]
pub fn is_reachable(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(four) => {
            !four.is_loopback() && !four.is_unspecified() && !four.is_broadcast() && !four.is_multicast()
        }
        IpAddr::V6(six) => !six.is_loopback() && !six.is_unspecified() && !six.is_multicast(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hardware_address_has_one_writing() {
        for text in [
            "00:1B:D4:00:0a:ff",
            "00-1b-d4-00-0a-ff",
            "001b.d400.0aff",
            "001BD4000AFF",
            "０0:1B:D4:00:0a:ff",
            "0:1b:d4:0:a:ff",
            "001bd4-000aff",
        ] {
            assert_eq!(parse_mac(text).as_deref(), Some("00:1b:d4:00:0a:ff"), "{text}");
        }
        for text in [
            "",
            "00:1b:d4:00:0a",
            "00:1b:d4:00:0a:fg",
            "192.168.1.1",
            "00:1b:d4:00:0a:ff:00",
            "1b:d4",
            "あいうえおかきくけこさし",
        ] {
            assert_eq!(parse_mac(text), None, "{text}");
        }
    }

    #[test]
    fn made_up_and_shared_addresses_tell_nothing_apart() {
        assert!(tells_apart("00:1b:d4:00:0a:ff"));
        for mac in [
            "00:00:00:00:00:00",
            "ff:ff:ff:ff:ff:ff",
            "02:42:ac:11:00:02",
            "00:50:56:00:00:01",
            "00:00:5e:00:01:01",
            "01:00:5e:00:00:01",
        ] {
            assert!(!tells_apart(mac), "{mac}");
        }
    }

    #[test]
    fn an_ip_address_is_read_in_the_writings_of_lists() {
        let read = |text| parse_ip(text).map(|ip| ip.to_string());
        assert_eq!(read("１９２．１６８．１．１０").as_deref(), Some("192.168.1.10"));
        assert_eq!(read("192.168.001.010").as_deref(), Some("192.168.1.10"));
        assert_eq!(read("10.0.0.1/24").as_deref(), Some("10.0.0.1"));
        assert_eq!(read("FE80::1%eth0").as_deref(), Some("fe80::1"));
        assert_eq!([read("DHCP"), read("10.0.0.256"), read("10.0.0"), read("")], [None, None, None, None]);
    }
}
