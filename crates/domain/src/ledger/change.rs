//! What changes the ledger: statements that were taken in, and what a person decided. The bodies of the ledger's events.

use super::{
    statement::{SourceKind, statement_digest},
    weak_key::{Fields, KeyKind},
};
use crate::{digest::Digest, evidence::FileName, id::DeviceId};
use serde::{Deserialize, Serialize};
use time::Date;

/// A statement as it stands from now on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StatementKept {
    /// The device that it is about.
    pub device: DeviceId,
    /// Who says it.
    pub source: SourceKind,
    /// The last day for which it was said.
    pub on: Date,
    /// The files in which it stands, by their numbers in the ledger; none for what a person said.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub files: Vec<u32>,
    /// Where it stands in the first of them.
    #[serde(default, skip_serializing_if = "is_nought")]
    pub line: u32,
    /// The device to which a person bound it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pin: Option<DeviceId>,
    /// What it says.
    pub fields: Fields,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for a reference")]
const fn is_nought(line: &u32) -> bool {
    *line == 0
}

impl StatementKept {
    /// Its name: what a source says is one statement in whichever file it stands; what a person said is said of what they bound
    /// together, also when that turns out to be a device that was known before.
    #[must_use]
    pub fn digest(&self) -> Digest {
        let said = statement_digest(self.source, self.fields.iter().map(|(key, value)| (*key, value.as_str())));
        match self.source {
            SourceKind::Person => Digest::of(format!("{said} {}", self.pin.unwrap_or(self.device)).as_bytes()),
            _ => said,
        }
    }
}

/// Records of a file by what became of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct FateCounts {
    /// Devices that the ledger did not know.
    pub new: usize,
    /// Known devices that show something else.
    pub changed: usize,
    /// Known devices that show the same.
    pub unchanged: usize,
    /// Records that a person has to decide on.
    pub conflict: usize,
    /// Records that could not be taken.
    pub refused: usize,
    /// Devices of which nothing is said any more, because the list that named them was replaced.
    #[serde(default, skip_serializing_if = "is_none")]
    pub gone: usize,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for a reference")]
const fn is_none(count: &usize) -> bool {
    *count == 0
}

/// Devices that share a key and are held apart by a stronger one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeyConflict {
    /// Kind of the shared key.
    pub key: KeyKind,
    /// Its folded value.
    pub value: Box<str>,
    /// What holds them apart.
    pub apart_by: KeyKind,
    /// The devices, in order.
    pub devices: Vec<DeviceId>,
}

/// The statements of a file. Many are kept in one piece: an entry of the journal stays small enough to be read, copied and
/// restored, however large the file is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Statements {
    /// One after the other.
    Listed(Vec<StatementKept>),
    /// Packed.
    Packed {
        /// How many.
        count: usize,
        /// Their JSON, one on a line, compressed with zstd (RFC 8878), in Base64 (RFC 4648 §4).
        zstd: Box<str>,
    },
}

impl Default for Statements {
    fn default() -> Self {
        Self::Listed(Vec::new())
    }
}

/// An inventory was taken in, all of it or nothing. The file's bytes lie in the blob store under `file`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct InventoryTaken {
    /// SHA-256 of the file.
    pub file: Digest,
    /// Name under which it came.
    pub name: FileName,
    /// Its number in the ledger.
    pub number: u32,
    /// What it is: code of its kind.
    pub inventory: Box<str>,
    /// Who speaks in it.
    pub source: SourceKind,
    /// The day of its data.
    pub on: Date,
    /// What became of its records.
    pub counts: FateCounts,
    /// Statements that are new, of a later day, or of another device now.
    pub statements: Statements,
    /// What a person has to decide.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub conflicts: Vec<KeyConflict>,
    /// Hash over the headings of a list: a corrected one is known by it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub headings: Option<Digest>,
    /// The earlier file of which this is the corrected one, by its number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub replaces: Option<u32>,
    /// Statements that stood only by the replaced file, and end.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub ended: Vec<Digest>,
    /// Conflicts that no longer stand: journal entry and place in it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub settles: Vec<(i64, u32)>,
}

/// What a person did with devices.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LedgerAct {
    /// Stated fields of a device.
    Edit,
    /// Said that devices are one.
    Join,
    /// Said that devices are not one.
    Part,
    /// Saw devices where the ledger says they are: 棚卸.
    Confirm,
    /// Said in a stock-take what was found of devices.
    Stocktake,
}

impl LedgerAct {
    /// Every act.
    pub const ALL: [Self; 5] = [Self::Edit, Self::Join, Self::Part, Self::Confirm, Self::Stocktake];

    /// Stable code for storage and message keys.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Edit => "edit",
            Self::Join => "join",
            Self::Part => "part",
            Self::Confirm => "confirm",
            Self::Stocktake => "stocktake",
        }
    }
}

/// A person changed devices, one or many in one action.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LedgerStated {
    /// What they did.
    pub act: LedgerAct,
    /// The devices, in order; the first keeps its identity.
    pub devices: Vec<DeviceId>,
    /// Statements that no longer stand.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub ended: Vec<Digest>,
    /// Statements as they stand now.
    pub statements: Vec<StatementKept>,
    /// The conflict that it settles: journal entry and place in it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub settles: Option<(i64, u32)>,
}
