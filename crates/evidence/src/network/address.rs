//! Addresses as configurations write them.

use std::net::{IpAddr, Ipv4Addr};

/// `10.0.0.0` and `255.0.0.0` → `10.0.0.0/8`; `mask` may be a network mask or, as Cisco's access lists have it, its reverse.
/// What is no such pair stays as it is written.
pub(crate) fn cidr(address: &str, mask: &str, reversed: bool) -> String {
    let (Ok(ip), Ok(bits)) = (address.parse::<Ipv4Addr>(), mask.parse::<Ipv4Addr>()) else {
        return format!("{address} {mask}");
    };
    let bits = if reversed { !u32::from(bits) } else { u32::from(bits) };
    let length = bits.leading_ones();
    // A mask with gaps has no length.
    if bits.checked_shl(length).unwrap_or(0) != 0 {
        return format!("{address} {mask}");
    }
    if length == 32 { ip.to_string() } else { format!("{ip}/{length}") }
}

/// Whether an address, with or without its length, is one of the internet. The ranges that books use for examples
/// (RFC 5737) stand for such.
pub(crate) fn is_public(address: &str) -> bool {
    let address = address.split('/').next().unwrap_or_default().trim();
    match address.parse::<IpAddr>() {
        Ok(IpAddr::V4(ip)) => {
            let [first, second, ..] = ip.octets();
            let shared = first == 100 && (64..128).contains(&second);
            !(shared
                || ip.is_private()
                || ip.is_loopback()
                || ip.is_link_local()
                || ip.is_unspecified()
                || ip.is_multicast()
                || first >= 240)
        }
        Ok(IpAddr::V6(_)) | Err(_) => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn masks_become_lengths() {
        assert_eq!(cidr("192.0.2.0", "255.255.255.0", false), "192.0.2.0/24");
        assert_eq!(cidr("10.0.0.0", "0.0.0.255", true), "10.0.0.0/24");
        assert_eq!(cidr("10.0.0.1", "255.255.255.255", false), "10.0.0.1");
        assert_eq!(cidr("0.0.0.0", "0.0.0.0", false), "0.0.0.0/0");
        assert_eq!(cidr("10.0.0.1", "255.0.255.0", false), "10.0.0.1 255.0.255.0");
        assert_eq!(cidr("any", "x", false), "any x");
    }

    #[test]
    fn addresses_of_the_internet_are_told_from_those_of_the_house() {
        assert!(is_public("203.0.113.1/24") && is_public("8.8.8.8"));
        for inside in ["10.0.1.1", "172.16.0.1", "192.168.1.1/24", "100.64.0.1", "0.0.0.0", "x", "fe80::1"] {
            assert!(!is_public(inside), "{inside}");
        }
    }
}
