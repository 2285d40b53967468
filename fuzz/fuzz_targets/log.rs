//! Any bytes as a log: each record is handed on or counted with its reason, or the file is refused; never a panic.
//! `./test fuzz`; `corpus/log/` begins with one file of each kind.
#![no_main]

use libfuzzer_sys::fuzz_target;
use logs::{Clock, Context, Profile, read_seekable};
use std::{io::Cursor, sync::LazyLock};

/// Noon of 1 April 2026 in Japan.
const NOW: i64 = 1_775_012_400_000_000;

static CONTEXT: LazyLock<Option<Context>> = LazyLock::new(|| {
    let profiles = Profile::built_in().ok()?;
    Some(Context { clock: Clock { now: NOW, offset_minutes: 540 }, profiles })
});

fuzz_target!(|bytes: &[u8]| {
    let context = CONTEXT.as_ref().expect("the built-in profiles");
    let mut handed_on = 0;
    let read = read_seekable(Cursor::new(bytes), "f", context, &mut |_, _| {
        handed_on += 1;
        Ok(())
    });
    if let Ok(tally) = read {
        assert_eq!(handed_on, tally.read + tally.raw_count());
        assert!(!tally.is_empty(), "a file of which nothing is said");
    }
});
