//! Any bytes as a form's workbook, a vendor's too: read or refused, never a panic, never more than its bounds.
//! `./test fuzz`; `corpus/reply_book/` begins with a workbook of a request.
#![no_main]

use evidence::workbook::{Bounds, parse_form};
use libfuzzer_sys::fuzz_target;

const SMALL: Bounds = Bounds { files: 100, unpacked: 4 << 20, cells: 20_000 };

fuzz_target!(|bytes: &[u8]| {
    if let Ok(book) = parse_form(bytes, SMALL) {
        assert!(book.reply.rows.len() <= 2_000);
    }
});
