//! Any words as the heading of a list: what is proposed stands on columns that are there, each once.
//! `./test fuzz`.
#![no_main]

use domain::intake::{Field, Mapping, MappingError};
use libfuzzer_sys::fuzz_target;

const FIELDS: [Field; 3] = [
    Field { code: "name", required: true, names: &["事業者名", "会社名", "名称"] },
    Field { code: "phone", required: false, names: &["電話番号", "電話", "TEL"] },
    Field { code: "night", required: false, names: &["夜間電話", "夜間"] },
];

fuzz_target!(|bytes: &[u8]| {
    let heading: Vec<String> = String::from_utf8_lossy(bytes).lines().map(str::to_owned).collect();
    let places = Mapping::propose(&FIELDS, &heading).places(&FIELDS, &heading);
    assert!(!matches!(places, Err(MappingError::NoColumn(_))), "{places:?}");
    if let Ok(places) = places {
        assert!(places.values().all(|at| *at < heading.len()));
    }
});
