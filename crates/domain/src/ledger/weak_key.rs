//! Weak keys: what tells devices apart, none of it for sure.

use super::{
    address::tells_apart,
    field::{FieldKey, Form},
    value::{Value, parts},
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What one source says of one device.
pub type Fields = BTreeMap<FieldKey, Value>;

/// Something that says fields of a device, however it is kept.
pub trait Says {
    /// The text of a field.
    fn text(&self, key: FieldKey) -> Option<&str>;
}

impl Says for Fields {
    fn text(&self, key: FieldKey) -> Option<&str> {
        self.get(&key).map(Value::as_str)
    }
}

/// Kinds of weak keys, the stronger first. A weaker one never joins what a stronger one holds apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum KeyKind {
    /// A person said so.
    Person,
    /// Serial number.
    Serial,
    /// The number that the board carries in itself.
    HardwareId,
    /// Asset number.
    AssetNumber,
    /// Hardware address.
    Mac,
    /// Host name.
    HostName,
    /// IP address; only of what has nothing else.
    Address,
    /// Name, model and place together; only of what has nothing else.
    Name,
}

impl KeyKind {
    /// Every kind, the stronger first.
    pub const ALL: [Self; 8] = [
        Self::Person,
        Self::Serial,
        Self::HardwareId,
        Self::AssetNumber,
        Self::Mac,
        Self::HostName,
        Self::Address,
        Self::Name,
    ];

    /// Stable code for storage and message keys.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Serial => "serial",
            Self::HardwareId => "hardware_id",
            Self::AssetNumber => "asset_number",
            Self::Mac => "mac",
            Self::HostName => "host_name",
            Self::Address => "address",
            Self::Name => "name",
        }
    }

    /// The kind with this code.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }
}

/// A weak key with its value, folded so that writings do not matter.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct WeakKey {
    /// Which.
    pub kind: KeyKind,
    /// Folded value.
    pub value: Box<str>,
}

/// The weak keys that a record has, the stronger first. Values that many devices share are none.
#[must_use]
pub fn weak_keys(fields: &impl Says) -> Vec<WeakKey> {
    let mut keys = Vec::new();
    let mut add = |kind, value: Option<String>| keys.extend(value.map(|value| WeakKey { kind, value: value.into() }));
    let text = |key| fields.text(key);
    add(KeyKind::Serial, text(FieldKey::Serial).and_then(serial));
    add(KeyKind::HardwareId, text(FieldKey::HardwareId).and_then(hardware_id));
    add(KeyKind::AssetNumber, text(FieldKey::AssetNumber).and_then(asset_number));
    if let Some(macs) = text(FieldKey::Macs) {
        for mac in parts(macs, Form::Macs).filter(|mac| tells_apart(mac)) {
            add(KeyKind::Mac, Some(mac.to_owned()));
        }
    }
    add(KeyKind::HostName, text(FieldKey::HostName).and_then(host_name));
    if let Some(addresses) = text(FieldKey::Addresses)
        && keys.is_empty()
    {
        for address in parts(addresses, Form::Addresses) {
            keys.push(WeakKey { kind: KeyKind::Address, value: address.into() });
        }
    }
    if keys.is_empty() && fields.text(FieldKey::Name).is_some() {
        keys.push(WeakKey { kind: KeyKind::Name, value: name_and_place(fields).into() });
    }
    keys
}

/// What little tells a device apart that has no number: its name, its model and where it stands.
fn name_and_place(fields: &impl Says) -> String {
    const PARTS: [FieldKey; 6] =
        [FieldKey::Name, FieldKey::Model, FieldKey::Building, FieldKey::Floor, FieldKey::Room, FieldKey::Department];
    let part = |key: &FieldKey| fields.text(*key).map(super::state::folded).unwrap_or_default();
    PARTS.iter().map(part).collect::<Vec<_>>().join("/")
}

/// Whether a number is one that makers leave in many devices, so that it says nothing of this one.
#[must_use]
pub fn says_nothing_of_a_device(key: FieldKey, text: &str) -> bool {
    match key {
        FieldKey::Serial => serial(text).is_none() && !letters(text).contains("XXXX"),
        FieldKey::HardwareId => hardware_id(text).is_none(),
        FieldKey::AssetNumber => asset_number(text).is_none(),
        _ => false,
    }
}

fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_uppercase).collect()
}

/// What makers leave where a number should be (DMI tables as seen in the field), folded by [`letters`].
const NO_SERIAL: &[&str] = &[
    "TOBEFILLEDBYOEM",
    "TOBEFILLEDBYOEMOEM",
    "DEFAULTSTRING",
    "SYSTEMSERIALNUMBER",
    "SERIALNUMBER",
    "CHASSISSERIALNUMBER",
    "BASEBOARDSERIALNUMBER",
    "NOTSPECIFIED",
    "NOTAVAILABLE",
    "NOTAPPLICABLE",
    "NOTSET",
    "NONE",
    "INVALID",
    "UNKNOWN",
    "OEM",
    "OEMDEFAULTSTRING",
    "EMPTY",
    "NULL",
    "SERIAL",
    "SN",
    "PCSERIALNUMBER",
    "MBSERIAL",
    "SSN12345678901234567890",
    "SYSTEMNAME",
    "なし",
    "不明",
    "無し",
    "ラベルなし",
    "刻印なし",
    "読取不可",
    "判読不能",
    "シール剥がれ",
];

/// A serial number, unless it is one that many devices share, or one with its letters blotted out.
fn serial(text: &str) -> Option<String> {
    let plain = letters(text);
    let junk = plain.chars().count() < 4
        || NO_SERIAL.contains(&plain.as_str())
        || is_one_letter(&plain)
        || is_counting(&plain)
        || plain.contains("XXXX");
    (!junk).then_some(plain)
}

fn is_one_letter(plain: &str) -> bool {
    let mut all = plain.chars();
    all.next().is_none_or(|first| all.all(|c| c == first))
}

/// 123456789, 0123456789, 1234567890…
fn is_counting(plain: &str) -> bool {
    let digits: Option<Vec<u32>> = plain.chars().map(|c| c.to_digit(10)).collect();
    digits.is_some_and(|digits| digits.windows(2).all(|pair| matches!(pair, [a, b] if (a + 1) % 10 == *b)))
}

fn hardware_id(text: &str) -> Option<String> {
    /// Identifiers that boards of many makers ship with.
    const SHARED: &[&str] =
        &["03000200040005000006000700080009", "00020003000400050006000700080009", "4C4C4544000020108020805080208020"];
    let plain = letters(text);
    let fits = plain.len() == 32 && plain.bytes().all(|byte| byte.is_ascii_hexdigit());
    (fits && !is_one_letter(&plain) && !SHARED.contains(&plain.as_str())).then_some(plain)
}

/// An asset number keeps its signs: `1-23` is not `12-3`.
fn asset_number(text: &str) -> Option<String> {
    const NONE: &[&str] = &[
        "NOASSETTAG",
        "ASSETTAG",
        "DEFAULTSTRING",
        "TOBEFILLEDBYOEM",
        "NONE",
        "NOTSPECIFIED",
        "NOASSETINFORMATION",
        "ASSET1234567890",
        "RELEASEKEYS",
        "未登録",
        "未採番",
        "なし",
        "NOTAVAILABLE",
        "CHASSISASSETTAG",
        "UNKNOWN",
        "NULL",
        "INVALID",
    ];
    let plain: String = text.chars().filter(|c| !c.is_whitespace()).flat_map(char::to_uppercase).collect();
    let letters = letters(&plain);
    let junk = letters.is_empty() || NONE.contains(&letters.as_str()) || letters.chars().all(|c| c == '0');
    (!junk).then_some(plain)
}

/// The first label of a host name: a domain behind it comes and goes with the source.
fn host_name(text: &str) -> Option<String> {
    const SHARED: &[&str] = &[
        "localhost",
        "unknown",
        "switch",
        "router",
        "pc",
        "desktop",
        "windows",
        "debian",
        "ubuntu",
        "android",
        "iphone",
        "ipad",
        "hostname",
        "raspberrypi",
        "bogon",
        "firewall",
        "ap",
        "hub",
    ];
    let plain: String = text.chars().filter(|c| !c.is_whitespace()).flat_map(char::to_lowercase).collect();
    if super::address::parse_ip(&plain).is_some() {
        return None;
    }
    let first = plain.split('.').next().unwrap_or_default().trim_end_matches('$');
    (!first.is_empty() && !SHARED.contains(&first)).then(|| first.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(pairs: &[(FieldKey, &str)]) -> String {
        let fields: Fields =
            pairs.iter().filter_map(|(key, text)| Some((*key, Value::parse(*key, text).ok()??))).collect();
        let keys: Vec<String> =
            weak_keys(&fields).iter().map(|key| format!("{}={}", key.kind.code(), key.value)).collect();
        keys.join(" ")
    }

    #[test]
    fn numbers_that_many_devices_share_are_no_keys() {
        for junk in [
            "To be filled by O.E.M.",
            "Default string",
            "System Serial Number",
            "0000000000",
            "123456789",
            "0123456789",
            "CAT23XXXXXX",
            "none",
            "N/A",
            "ABC",
        ] {
            assert_eq!(keys(&[(FieldKey::Serial, junk)]), "", "{junk}");
        }
        assert_eq!(keys(&[(FieldKey::Serial, "ＣＡＴ-1451 s15c")]), "serial=CAT1451S15C");
        assert_eq!(keys(&[(FieldKey::HardwareId, "FFFFFFFF-FFFF-FFFF-FFFF-FFFFFFFFFFFF")]), "");
        assert_eq!(keys(&[(FieldKey::AssetNumber, "0000000000")]), "");
        assert_eq!(keys(&[(FieldKey::AssetNumber, "1-23")]), "asset_number=1-23");
    }

    #[test]
    fn a_host_is_known_by_its_first_label() {
        assert_eq!(keys(&[(FieldKey::HostName, "PC01.hospital.local")]), "host_name=pc01");
        assert_eq!(keys(&[(FieldKey::HostName, "localhost.localdomain")]), "");
        assert_eq!(keys(&[(FieldKey::HostName, "10.0.0.1")]), "");
    }

    #[test]
    fn an_address_counts_only_alone() {
        let both = [(FieldKey::HostName, "PC01"), (FieldKey::Addresses, "10.0.0.1")];
        assert_eq!(keys(&both), "host_name=pc01");
        assert_eq!(keys(&both[1..]), "address=10.0.0.1");
        let named = [(FieldKey::Name, "受付 端末"), (FieldKey::Room, "1 診察室")];
        assert_eq!(keys(&named), "name=受付端末////1診察室/");
        let virtual_one = [(FieldKey::Macs, "02:42:ac:11:00:02 00:1b:d4:00:0a:ff")];
        assert_eq!(keys(&virtual_one), "mac=00:1b:d4:00:0a:ff");
    }
}
