//! Any bytes as a vendor's MDS/SDS workbook: read or refused, never a panic, never more than its bounds.
//! `./test fuzz`.
#![no_main]

use domain::{catalog::Catalog, vendor::disclosure::DisclosureKind};
use evidence::workbook::{Bounds, read_disclosure};
use libfuzzer_sys::fuzz_target;
use std::sync::LazyLock;

static CATALOG: LazyLock<Catalog> = LazyLock::new(|| Catalog::builtin().unwrap_or_default());
const SMALL: Bounds = Bounds { files: 100, unpacked: 4 << 20, cells: 20_000 };

fuzz_target!(|bytes: &[u8]| {
    for profile in &CATALOG.disclosure().profiles {
        for kind in DisclosureKind::ALL {
            let _ = read_disclosure(bytes, profile, kind, SMALL);
        }
    }
});
