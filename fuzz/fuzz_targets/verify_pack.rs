//! Any bytes as a pack: a verdict or problems with names, never a panic, never more memory than the limits allow.
//! `./test fuzz`; `corpus/verify_pack/` begins with a sound pack.
#![no_main]

use libfuzzer_sys::fuzz_target;
use report::pack::{PackProblem, verify_pack};

fuzz_target!(|bytes: &[u8]| {
    match verify_pack(bytes, None) {
        Ok(sound) => {
            assert!(sound.journal_entries > 0 && sound.files > 0);
            assert!(verify_pack(bytes, Some(&sound.fingerprint)).is_ok(), "not from its own key");
        }
        Err(problems) => {
            assert!(!problems.is_empty(), "refused without a reason");
            assert!(problems.iter().all(|problem| PackProblem::CODES.contains(&problem.code())));
        }
    }
});
