//! Whatever the bytes, the reader answers with an edition or with faults, and never panics.

use domain::catalog::{Catalog, Edition};
use proptest::prelude::*;

const PACKS: [&[u8]; 5] = [
    include_bytes!("small.yaml"),
    include_bytes!("../../../../catalog/r6.yaml"),
    include_bytes!("../../../../catalog/r8.yaml"),
    include_bytes!("../../../../catalog/crosswalk.yaml"),
    include_bytes!("../../../../catalog/guidance.yaml"),
];

fn holds(bytes: &[u8]) {
    if let Err(faults) = Edition::parse("x.yaml", bytes) {
        assert!(!faults.is_empty(), "refused without a reason");
        assert!(faults.iter().all(|fault| fault.line >= 1 && fault.column >= 1 && !fault.to_string().is_empty()));
    }
    if let Err(faults) = Catalog::default().with_extra([("x.yaml".to_owned(), bytes.to_vec())]) {
        assert!(!faults.is_empty(), "refused without a reason");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn any_bytes(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        holds(&bytes);
    }

    #[test]
    fn any_yaml_like_text(text in "([a-z_]{1,8}: ?|- |\\n|  |\\[|\\]|\\{|\\}|'|\"|&a |\\*a|!!|#|\\||>|,|[0-9]{1,4}|あ|no|~){0,80}") {
        holds(text.as_bytes());
    }

    #[test]
    fn a_pack_with_bytes_changed(which in 0..PACKS.len(), changes in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..6)) {
        let mut bytes = PACKS[which].to_vec();
        for (at, byte) in changes {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        holds(&bytes);
    }

    #[test]
    fn a_pack_with_lines_dropped_doubled_or_moved(
        which in 0..PACKS.len(),
        changes in proptest::collection::vec((0..3_u8, any::<prop::sample::Index>(), any::<prop::sample::Index>()), 1..5),
    ) {
        let text = std::str::from_utf8(PACKS[which]).unwrap();
        let mut lines: Vec<&str> = text.lines().collect();
        for (what, one, other) in changes {
            let (one, other) = (one.index(lines.len()), other.index(lines.len()));
            match what {
                0 => { lines.remove(one); }
                1 => lines.insert(other, lines[one]),
                _ => lines.swap(one, other),
            }
        }
        holds(lines.join("\n").as_bytes());
    }

    #[test]
    fn a_pack_cut_short(which in 0..PACKS.len(), at in any::<prop::sample::Index>()) {
        let pack = PACKS[which];
        holds(&pack[..at.index(pack.len())]);
    }
}
