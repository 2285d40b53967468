//! Any list, read as a person said that its columns mean: columns and devices hold what was said, or it is refused; never a panic.
//! Before the first empty line stand headings and codes of fields, a tab between them; the list is what follows.
//! `./test fuzz`.
#![no_main]

use domain::{
    intake::Meanings,
    ledger::{FieldKey, Value},
};
use evidence::inventory::{Guide, read_inventory_as};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let words = String::from_utf8_lossy(bytes);
    let (said, list) = words.split_once("\n\n").unwrap_or(("", &words));
    let mut meanings = Meanings::default();
    for (heading, code) in said.lines().filter_map(|line| line.split_once('\t')) {
        meanings = meanings.with(heading, FieldKey::from_code(code).map(FieldKey::code));
    }
    let kept = [meanings.clone()];
    for guide in [
        Guide { said: Some(&meanings), any_heading: true, ..Guide::default() },
        Guide { kept: &kept, places: false, ..Guide::default() },
    ] {
        match read_inventory_as(list.as_bytes(), &guide) {
            Ok(reading) => {
                assert!(reading.remarks.iter().all(|remark| remark.line >= 1));
                for device in &reading.devices {
                    assert!(guide.places || device.places.is_empty());
                    for (key, value) in device.fields.unpacked() {
                        assert_eq!(Value::parse(key, value.as_str()), Ok(Some(value)), "{}", key.code());
                    }
                }
            }
            Err(fault) => assert!(fault.line >= 1),
        }
    }
});
