//! Words by which people name the two sides of a firewall.

/// Names of connections and zones that look towards the internet. Our list, from makers' defaults and usual habit.
const OUTSIDE: [&str; 12] = [
    "wan", "outside", "untrust", "internet", "external", "isp", "public", "uplink", "flets", "pppoe", "ngn", "dmz-out",
];
/// Names that look into the house.
const INSIDE: [&str; 10] =
    ["lan", "inside", "trust", "internal", "dmz", "local", "private", "office", "server", "client"];

/// Whether a name speaks of the outside.
pub(crate) fn is_outside_word(name: &str) -> bool {
    any_part(name, &OUTSIDE)
}

/// Whether a name speaks of the inside.
pub(crate) fn is_inside_word(name: &str) -> bool {
    any_part(name, &INSIDE)
}

/// One of the words, alone or with digits behind it: `wan1`, `FWL-OUTSIDE`, not `swan`.
fn any_part(name: &str, known: &[&str]) -> bool {
    name.split(|c: char| !c.is_ascii_alphabetic()).any(|part| {
        let part = part.to_ascii_lowercase();
        known.contains(&part.as_str())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_speak_of_their_side() {
        for name in ["wan1", "WAN Primary", "untrust", "FWL-OUTSIDE", "Internet_2"] {
            assert!(is_outside_word(name), "{name}");
        }
        for name in ["swan", "lan", "trust", "port1", "wireless"] {
            assert!(!is_outside_word(name), "{name}");
        }
        assert!(is_inside_word("INSIDE") && is_inside_word("lan2") && !is_inside_word("island"));
    }
}
