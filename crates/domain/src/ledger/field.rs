//! What the ledger keeps of a device, field by field, and in which form each field is written.

use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _};

/// How the value of a field is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// One line of words, kept as it is written.
    Words,
    /// One line that tells things apart (numbers, names of machines): width and spaces do not count.
    Code,
    /// A day.
    Day,
    /// Yes or no.
    YesNo,
    /// A [`DeviceKind`](super::DeviceKind).
    Kind,
    /// A [`DeviceStatus`](super::DeviceStatus).
    Status,
    /// A [`SupportEnd`](super::SupportEnd).
    Support,
    /// Hardware addresses of network interfaces.
    Macs,
    /// IPv4 and IPv6 addresses.
    Addresses,
    /// Several lines: software with its version.
    Lines,
}

impl Form {
    /// Whether a device may have several values at once, so that two sources add up instead of contradicting each other.
    #[must_use]
    pub const fn adds_up(self) -> bool {
        matches!(self, Self::Macs | Self::Addresses | Self::Lines)
    }
}

macro_rules! fields {
    ($($(#[$doc:meta])* $name:ident = $code:literal, $form:ident;)+) => {
        /// A field of a device.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum FieldKey {$($(#[$doc])* $name,)+}

        impl FieldKey {
            /// Every field, in the order of the ledger.
            pub const ALL: &'static [Self] = &[$(Self::$name,)+];

            /// Stable code for storage, exports and message keys.
            #[must_use]
            pub const fn code(self) -> &'static str {
                match self { $(Self::$name => $code,)+ }
            }

            /// In which form it is written.
            #[must_use]
            pub const fn form(self) -> Form {
                match self { $(Self::$name => Form::$form,)+ }
            }
        }
    };
}

fields! {
    /// 資産番号, 管理番号.
    AssetNumber = "asset_number", Code;
    /// 機器名, as people call it.
    Name = "name", Words;
    /// Host name, computer name.
    HostName = "host_name", Code;
    /// Server, terminal, network device, medical device, other.
    Kind = "kind", Kind;
    /// MAC addresses.
    Macs = "macs", Macs;
    /// IP addresses.
    Addresses = "addresses", Addresses;
    /// Maker.
    Maker = "maker", Words;
    /// Model, type number.
    Model = "model", Words;
    /// Serial number, 製造番号.
    Serial = "serial", Code;
    /// The number that the board carries in itself (SMBIOS UUID).
    HardwareId = "hardware_id", Code;
    /// Operating system.
    Os = "os", Words;
    /// Its version or build.
    OsVersion = "os_version", Words;
    /// Firmware with its version.
    Firmware = "firmware", Words;
    /// Installed software with versions.
    Software = "software", Lines;
    /// Building.
    Building = "building", Words;
    /// Floor.
    Floor = "floor", Words;
    /// Room.
    Room = "room", Words;
    /// Department that uses it.
    Department = "department", Words;
    /// Who answers for it.
    Owner = "owner", Words;
    /// 医療情報システム to which it belongs.
    System = "system", Words;
    /// Vendor that maintains it.
    Vendor = "vendor", Words;
    /// Contract under which that is done.
    Contract = "contract", Words;
    /// Day of purchase or delivery.
    PurchasedOn = "purchased_on", Day;
    /// End of the maker's support.
    SupportEnd = "support_end", Support;
    /// Whether it reaches the internet.
    Internet = "internet", YesNo;
    /// A connection to the outside: line, remote maintenance.
    OutsideConnection = "outside_connection", Words;
    /// Whether medical information is kept on it.
    MedicalData = "medical_data", YesNo;
    /// Antivirus product.
    Antivirus = "antivirus", Words;
    /// Whether a backup covers it.
    Backup = "backup", YesNo;
    /// In use, spare, lent, disposed of.
    Status = "status", Status;
    /// Day on which it was disposed of.
    DisposedOn = "disposed_on", Day;
    /// How its data were erased.
    Erasure = "erasure", Words;
    /// Day on which something last saw it working: a scan, a login, an inventory run.
    SeenOn = "seen_on", Day;
    /// Anything else.
    Note = "note", Words;
}

impl FieldKey {
    /// The field with this code.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|key| key.code() == code)
    }

    /// Whether a program on the device or the network knows it better than a person's list does.
    #[must_use]
    pub const fn is_measured(self) -> bool {
        matches!(
            self,
            Self::HostName
                | Self::Macs
                | Self::Addresses
                | Self::Maker
                | Self::Model
                | Self::Serial
                | Self::HardwareId
                | Self::Os
                | Self::OsVersion
                | Self::Firmware
                | Self::Software
                | Self::Antivirus
                | Self::SeenOn
        )
    }

    /// Whether two sources that contradict each other in it speak of two devices, or one of them is wrong: a person decides.
    #[must_use]
    pub const fn identifies(self) -> bool {
        matches!(self, Self::AssetNumber | Self::Serial | Self::HardwareId)
    }
}

impl Serialize for FieldKey {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.code())
    }
}
impl<'de> Deserialize<'de> for FieldKey {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let code = <std::borrow::Cow<'de, str>>::deserialize(deserializer)?;
        Self::from_code(&code).ok_or_else(|| D::Error::custom(format!("no field {code:?}")))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_code_is_its_own() {
        let codes: BTreeSet<&str> = FieldKey::ALL.iter().map(|key| key.code()).collect();
        assert_eq!(codes.len(), FieldKey::ALL.len());
        assert!(FieldKey::ALL.iter().all(|key| FieldKey::from_code(key.code()) == Some(*key)));
    }
}
