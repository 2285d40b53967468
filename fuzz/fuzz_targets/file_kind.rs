//! Any bytes as a file that somebody hands in: told or refused, never a panic, never unpacked.
//! `./test fuzz`.
#![no_main]

use evidence::{first_words, may_be_shown, tell};
use libfuzzer_sys::fuzz_target;
use std::io::Cursor;

fuzz_target!(|bytes: &[u8]| {
    if let Ok(kind) = tell(&mut Cursor::new(bytes)) {
        let _ = may_be_shown(kind, Cursor::new(bytes));
        let words = first_words(kind, Cursor::new(bytes));
        assert!(words.is_none_or(|words| words.len() <= 3 * 8192));
    }
});
