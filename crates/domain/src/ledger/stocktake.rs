//! 棚卸 (stock-take): a list of devices is frozen, people go through the house and say what they found, and at the end what was not
//! found is decided on. Guideline 6.0, 企画管理編 9.1 asks that the ledger be compared with reality; how, is ours.

use super::{
    change::LedgerStated,
    field::FieldKey,
    state::codes,
    statement::Shown,
    summary::device_name,
    value::{Value, ValueError},
};
use crate::{
    digest::Digest,
    evidence::FileName,
    id::{DeviceId, StocktakeId},
    search::Folded,
    staff::Name,
};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _};
use time::Date;

codes! {
    /// What was found of a device.
    Found {
        /// あった: where the list says.
        Confirmed = "confirmed";
        /// 違う場所にあった.
        Elsewhere = "elsewhere";
        /// 故障していた.
        Broken = "broken";
        /// There, with another serial number.
        Serial = "serial";
        /// 貸出中.
        Lent = "lent";
        /// 廃棄・返却していた.
        Gone = "gone";
        /// In the house and in no list; only noted.
        Noted = "noted";
        /// 見つからない.
        Missing = "missing";
        /// 見つからない, and the search goes on.
        Searching = "searching";
        /// 紛失.
        Lost = "lost";
        /// What was said is taken back.
        Open = "open";
    }
}

codes! {
    /// Where a device of a stock-take stands.
    CountState {
        /// Nobody said anything yet.
        Open = "open";
        /// As the list says.
        Confirmed = "confirmed";
        /// Otherwise than the list says.
        Differs = "differs";
        /// Not found.
        Missing = "missing";
    }
}

macro_rules! by_code {
    ($type:ident) => {
        impl Serialize for $type {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.code())
            }
        }
        impl<'de> Deserialize<'de> for $type {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let code = <std::borrow::Cow<'de, str>>::deserialize(deserializer)?;
                Self::from_code(&code).ok_or_else(|| D::Error::custom(format!("no code {code:?}")))
            }
        }
    };
}
by_code!(Found);
by_code!(CountState);

impl Found {
    /// Findings that a person may make while counting.
    pub const COUNTED: [Self; 8] = [
        Self::Confirmed,
        Self::Elsewhere,
        Self::Broken,
        Self::Serial,
        Self::Lent,
        Self::Gone,
        Self::Missing,
        Self::Open,
    ];
    /// Decisions on what was not found, when a stock-take is finished.
    pub const DECIDED: [Self; 3] = [Self::Searching, Self::Lost, Self::Gone];

    /// Whether somebody stood before the device.
    #[must_use]
    pub const fn is_seen(self) -> bool {
        matches!(self, Self::Confirmed | Self::Elsewhere | Self::Broken | Self::Serial)
    }

    /// Whether a person of a department may say it of the department's devices. What takes a device out of the house is said by
    /// those who keep the ledger.
    #[must_use]
    pub const fn is_said_by_department(self) -> bool {
        matches!(self, Self::Confirmed | Self::Elsewhere | Self::Broken | Self::Missing | Self::Open)
    }

    /// Where a device stands of which this was found; `extra` for one that the list did not expect.
    #[must_use]
    pub const fn state(self, extra: bool) -> CountState {
        match self {
            Self::Open => CountState::Open,
            Self::Confirmed if !extra => CountState::Confirmed,
            Self::Missing | Self::Searching | Self::Lost => CountState::Missing,
            _ => CountState::Differs,
        }
    }

    /// What a cell of a list says. Words that say none of it are not guessed at.
    #[must_use]
    pub fn from_words(words: &str) -> Option<Self> {
        const WORDS: &[(Found, &[&str])] = &[
            (
                Found::Confirmed,
                &["あった", "有", "あり", "○", "◯", "〇", "✓", "✔", "レ", "確認", "確認済", "found", "ok", "yes"],
            ),
            (Found::Elsewhere, &["違う場所にあった", "違う場所", "別の場所", "移動", "elsewhere", "moved"]),
            (Found::Broken, &["故障", "故障していた", "broken"]),
            (Found::Serial, &["製造番号が違う", "製造番号違い", "serial", "serialdiffers", "anotherserial"]),
            (Found::Lent, &["貸出", "貸出中", "lent", "onloan"]),
            (
                Found::Gone,
                &["廃棄", "廃棄済", "廃棄・返却", "返却", "gone", "disposed", "returned", "disposedorreturned"],
            ),
            (Found::Missing, &["見つからない", "なし", "無", "×", "✕", "missing", "notfound", "no"]),
        ];
        let plain = super::state::folded(words);
        let named = |of: &[&str]| of.iter().any(|word| super::state::folded(word) == plain);
        Self::from_code(&plain).or_else(|| WORDS.iter().find(|(_, of)| named(of)).map(|(found, _)| *found))
    }
}

/// Where a device stands: any of the three may be unknown.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Place {
    /// Building.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub building: String,
    /// Floor.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub floor: String,
    /// Room.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub room: String,
}

impl Place {
    /// Where the ledger says that a device is.
    #[must_use]
    pub fn of(shown: &Shown) -> Self {
        let text = |key| shown.text(key).unwrap_or_default().to_owned();
        Self { building: text(FieldKey::Building), floor: text(FieldKey::Floor), room: text(FieldKey::Room) }
    }

    /// Reads what was typed.
    ///
    /// # Errors
    /// The field that can't be taken, and why.
    pub fn parse(building: &str, floor: &str, room: &str) -> Result<Self, (FieldKey, ValueError)> {
        let part = |key: FieldKey, text: &str| {
            let value = Value::parse(key, text).map_err(|why| (key, why))?;
            Ok(value.map(|value| value.as_str().to_owned()).unwrap_or_default())
        };
        Ok(Self {
            building: part(FieldKey::Building, building)?,
            floor: part(FieldKey::Floor, floor)?,
            room: part(FieldKey::Room, room)?,
        })
    }

    /// Whether nothing is known of it.
    #[must_use]
    pub fn is_unknown(&self) -> bool {
        self.parts().all(|(_, part)| part.is_empty())
    }

    /// Its parts with their fields.
    pub fn parts(&self) -> impl Iterator<Item = (FieldKey, &str)> {
        [
            (FieldKey::Building, self.building.as_str()),
            (FieldKey::Floor, self.floor.as_str()),
            (FieldKey::Room, self.room.as_str()),
        ]
        .into_iter()
    }
}

impl std::fmt::Display for Place {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let parts: Vec<&str> = self.parts().map(|(_, part)| part).filter(|part| !part.is_empty()).collect();
        f.write_str(&parts.join(" "))
    }
}

/// Which devices a stock-take is of. An empty part is any; all empty is everything that the ledger lists and that was not disposed of.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Scope {
    /// Department.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub department: String,
    /// Code of a kind.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub kind: String,
    /// System.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub system: String,
    /// Building, floor, room.
    #[serde(default)]
    pub place: Place,
}

impl Scope {
    /// Whether it is of the whole house.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        *self == Self::default()
    }

    /// Whether it takes in a device that stands there.
    #[must_use]
    pub fn takes_in(&self, place: &Place) -> bool {
        self.place.parts().zip(place.parts()).all(|((_, wanted), (_, is))| wanted.is_empty() || wanted == is)
    }
}

/// A device as the list of a stock-take names it: what the ledger showed when the list was frozen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Expected {
    /// The device.
    pub device: DeviceId,
    /// What it is called.
    pub name: String,
    /// Asset number.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub asset: String,
    /// Host name.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub host: String,
    /// Code of its kind.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub kind: String,
    /// Serial number.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub serial: String,
    /// Department.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub department: String,
    /// Where it stands.
    #[serde(flatten)]
    pub place: Place,
}

impl Expected {
    /// A device as the ledger shows it.
    #[must_use]
    pub fn of(device: DeviceId, shown: &Shown) -> Self {
        let text = |key| shown.text(key).unwrap_or_default().to_owned();
        Self {
            device,
            name: device_name(shown).to_owned(),
            asset: text(FieldKey::AssetNumber),
            host: text(FieldKey::HostName),
            kind: text(FieldKey::Kind),
            serial: text(FieldKey::Serial),
            department: text(FieldKey::Department),
            place: Place::of(shown),
        }
    }

    /// The numbers and names by which a person or a scanner calls it, folded, each on a line of its own with one before and after.
    #[must_use]
    pub fn keys(&self) -> String {
        let known = [&self.asset, &self.serial, &self.host, &self.name].into_iter().filter(|text| !text.is_empty());
        known.fold("\n".to_owned(), |all, text| format!("{all}{}\n", key_of(text)))
    }
}

/// A number or name as it is compared: without width, case and spaces.
#[must_use]
pub fn key_of(text: &str) -> String {
    Folded::new(text).key().replace(['\n', ' '], "")
}

/// What a person found of one device.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    /// The device.
    pub device: DeviceId,
    /// What.
    pub found: Found,
    /// Where it was found, if elsewhere.
    #[serde(default, skip_serializing_if = "Place::is_unknown")]
    pub place: Place,
    /// The serial number that it bears, if another one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub serial: Option<Value>,
    /// Day on which it was disposed of.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub disposed_on: Option<Date>,
    /// How its data were erased.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub erasure: Option<Value>,
    /// What else there is to say.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<Value>,
    /// The day on which a person had seen it before, to be said again when the finding is taken back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seen_before: Option<Date>,
    /// What it is, for a device that the list did not expect.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub extra: Option<Expected>,
}

impl Finding {
    /// That, of a device, and nothing more.
    #[must_use]
    pub const fn new(device: DeviceId, found: Found) -> Self {
        Self {
            device,
            found,
            place: Place { building: String::new(), floor: String::new(), room: String::new() },
            serial: None,
            disposed_on: None,
            erasure: None,
            note: None,
            seen_before: None,
            extra: None,
        }
    }
}

/// A stock-take was begun: the list is frozen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StocktakeBegun {
    /// Stable identifier.
    pub id: StocktakeId,
    /// What it is called.
    pub name: Name,
    /// The day for which it counts.
    pub on: Date,
    /// Of which devices.
    pub scope: Scope,
    /// Devices that the ledger listed in the whole house on that day.
    pub house: usize,
    /// The devices, by place and name.
    pub devices: Vec<Expected>,
}

/// People said what they found, of one device or of many in one action.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StocktakeCounted {
    /// Of which stock-take.
    pub stocktake: StocktakeId,
    /// What was found.
    pub findings: Vec<Finding>,
    /// What the ledger says from now on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stated: Option<LedgerStated>,
    /// The list in which it came.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub file: Option<(Digest, FileName)>,
}

/// A stock-take was finished. Nothing of it changes from now on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StocktakeFinished {
    /// Which.
    pub stocktake: StocktakeId,
    /// Last day.
    pub on: Date,
    /// What was decided on devices that were not found.
    pub findings: Vec<Finding>,
    /// What the ledger says from now on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stated: Option<LedgerStated>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_is_its_own() {
        assert!(Found::ALL.iter().all(|one| Found::from_code(one.code()) == Some(*one)));
        assert!(CountState::ALL.iter().all(|one| CountState::from_code(one.code()) == Some(*one)));
    }

    #[test]
    fn cells_say_what_people_write() {
        let said = ["あった", "○", "ＯＫ", "別の場所", "貸出中", "廃棄・返却", "見つからない", "×", "たぶん", "gone"];
        let found: Vec<&str> = said.iter().map(|words| Found::from_words(words).map_or("?", Found::code)).collect();
        let expected =
            ["confirmed", "confirmed", "confirmed", "elsewhere", "lent", "gone", "missing", "missing", "?", "gone"];
        assert_eq!(found, expected);
    }

    #[test]
    fn what_the_list_did_not_expect_differs_wherever_it_stands() {
        assert_eq!(Found::Confirmed.state(false), CountState::Confirmed);
        assert_eq!(Found::Confirmed.state(true), CountState::Differs);
        assert_eq!(Found::Lost.state(false), CountState::Missing);
    }

    #[test]
    fn a_scope_of_a_room_takes_in_that_room_only() {
        let place = |room: &str| Place { building: "本館".into(), floor: "1階".into(), room: room.into() };
        let scope = Scope { place: Place { room: "受付".into(), ..Place::default() }, ..Scope::default() };
        assert!(scope.takes_in(&place("受付")) && !scope.takes_in(&place("サーバ室")) && !scope.is_whole());
        assert!(Scope::default().takes_in(&place("受付")));
    }
}
