//! Any bytes as an inventory: devices and remarks with lines inside the file, or a refusal with its line; never a panic.
//! `./test fuzz`; `corpus/inventory/` begins with one file of each kind.
#![no_main]

use domain::ledger::{Value, weak_keys};
use evidence::inventory::read_inventory;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    match read_inventory(bytes) {
        Ok(reading) => {
            for device in &reading.devices {
                assert!(device.line >= 1 && !device.fields.is_empty());
                assert!(!weak_keys(&device.fields).is_empty(), "a device that nothing tells apart");
                for (key, value) in device.fields.unpacked() {
                    assert_eq!(Value::parse(key, value.as_str()), Ok(Some(value)), "{}", key.code());
                }
            }
            assert!(reading.remarks.iter().all(|remark| remark.line >= 1));
        }
        Err(fault) => assert!(fault.line >= 1),
    }
});
