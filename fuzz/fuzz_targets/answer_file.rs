//! Any bytes as a vendor's answer file: read or refused; what was read is read the same again.
//! `./test fuzz`.
#![no_main]

use evidence::answer_file::parse_answer_file;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    if let Ok(file) = parse_answer_file(bytes) {
        let again = serde_json::to_vec(&file).unwrap_or_default();
        assert_eq!(parse_answer_file(&again), Ok(file));
    }
});
