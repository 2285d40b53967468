//! The ledger's part of a pack's paper: 機器台帳, 外部接続機器リスト, 切断手順 and the network's picture, as plain data.

use serde::{Deserialize, Serialize};

/// Rows of the ledger on paper at most: the whole of it is the workbook beside.
pub const LEDGER_ROWS: usize = 500;

/// The ledger and what follows from it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct LedgerPart {
    /// How many devices there are, and where all of them are if not here.
    pub count: String,
    /// The first [`LEDGER_ROWS`] devices.
    pub devices: Vec<DeviceRow>,
    /// How many devices may have a line to the outside of which nobody knows.
    pub unsaid: String,
    /// Devices with a line to the outside.
    pub outside: Vec<OutsideRow>,
    /// Registered ways in.
    pub accesses: Vec<OutsideRow>,
    /// 切断手順: the house first.
    pub procedures: Vec<ProcedurePart>,
    /// What the network's picture shows, in one sentence.
    pub network: String,
    /// Its sheets.
    pub sheets: Vec<SheetPart>,
}

/// One device.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeviceRow {
    /// 資産番号.
    pub asset: String,
    /// Name.
    pub name: String,
    /// Kind in words.
    pub kind: String,
    /// Where it stands.
    pub place: String,
    /// Department and who answers for it.
    pub owner: String,
    /// Operating system.
    pub os: String,
    /// End of support.
    pub support: String,
    /// System.
    pub system: String,
}

/// One line to the outside. What nobody knows says so.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct OutsideRow {
    /// Device, or what a way in leads to.
    pub name: String,
    /// Asset number and addresses, or the devices at its ends.
    pub about: String,
    /// Where.
    pub place: String,
    /// Who answers for it in the house.
    pub owner: String,
    /// What the line is.
    pub what: String,
    /// Vendor.
    pub vendor: String,
    /// Whom to call.
    pub calls: Vec<String>,
    /// How it is cut.
    pub cut: String,
    /// What is not answered about it; empty if nothing is.
    pub against: String,
}

/// One procedure.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProcedurePart {
    /// What it is for.
    pub title: String,
    /// Proposed, written, or checked when and by whom.
    pub status: String,
    /// Its parts in order.
    pub parts: Vec<StepPart>,
}

/// One part of a procedure.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct StepPart {
    /// Number of the step; empty for what is no step.
    pub step: String,
    /// What it is.
    pub title: String,
    /// Its lines.
    pub lines: Vec<String>,
}

/// A sheet of the picture.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SheetPart {
    /// The drawing.
    pub svg: String,
    /// For those who do not see it.
    pub alt: String,
}
