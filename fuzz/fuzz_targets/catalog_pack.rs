//! Any bytes as a catalogue file: an edition, a crosswalk, guidance, English, or faults. Never a panic, never a fault without a place.
//! `./test fuzz`.
#![no_main]

use domain::catalog::{Catalog, Edition};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    match Edition::parse("fuzz.yaml", bytes) {
        Ok(edition) => assert_eq!(Edition::parse("again.yaml", bytes), Ok(edition)),
        Err(faults) => {
            assert!(!faults.is_empty(), "refused without a reason");
            assert!(faults.iter().all(|fault| fault.line >= 1 && fault.column >= 1));
        }
    }
    if let Err(faults) = Catalog::default().with_extra([("fuzz.yaml".to_owned(), bytes.to_vec())]) {
        assert!(!faults.is_empty(), "refused without a reason");
    }
});
