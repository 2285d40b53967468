//! Any bytes as a list: read or refused, every row as long as the heading.
//! `./test fuzz`.
#![no_main]

use evidence::{table::parse_table, workbook::Bounds};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    if let Ok(table) = parse_table(bytes, Bounds::BOOK) {
        let width = table.heading.len();
        assert!(width >= 2 && table.rows.iter().all(|row| row.cells.len() == width));
    }
});
