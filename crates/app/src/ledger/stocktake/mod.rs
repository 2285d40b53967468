//! Stock-takes: the list is frozen, what people found is said of the ledger too, and what was not found is decided on.

mod count;
mod list;
mod sheet;

pub use count::{NewDevice, add, count, count_each, finish};
pub use list::{Planned, begin, find_device, plan};
pub use sheet::{SheetFault, SheetLine, SheetPreview, apply_sheet, keep_sheet, preview_sheet, workbook};

use super::EditError;
use crate::AppError;
use domain::ledger::Found;
use store::StoreError;

/// What is said of a device, as typed.
#[derive(Debug, Clone, Default)]
pub struct Said {
    /// What was found; nothing typed is no finding.
    pub found: Option<Found>,
    /// Where it was found: building.
    pub building: String,
    /// Floor.
    pub floor: String,
    /// Room.
    pub room: String,
    /// The serial number that it bears.
    pub serial: String,
    /// Day on which it was disposed of.
    pub disposed_on: String,
    /// How its data were erased.
    pub erasure: String,
    /// What else there is to say.
    pub note: String,
}

impl Said {
    /// That, and nothing more.
    #[must_use]
    pub fn of(found: Found) -> Self {
        Self { found: Some(found), ..Self::default() }
    }
}

/// Why it can't be recorded. Nothing was written.
#[derive(Debug, thiserror::Error)]
pub enum StocktakeError {
    /// The stock-take is finished.
    #[error("the stock-take is finished")]
    Finished,
    /// No device is in it, or none was chosen.
    #[error("no device")]
    NoDevice,
    /// The device is not of the person's department.
    #[error("not of the person's department")]
    OtherDepartment,
    /// That is said by those who keep the ledger.
    #[error("said by those who keep the ledger: {}", .0.code())]
    NotYours(Found),
    /// Found elsewhere, without where.
    #[error("no place")]
    NoPlace,
    /// Another serial number, without which.
    #[error("no serial number")]
    NoSerial,
    /// A value can't be taken, or something else.
    #[error(transparent)]
    Edit(#[from] EditError),
}
impl From<StoreError> for StocktakeError {
    fn from(error: StoreError) -> Self {
        Self::Edit(error.into())
    }
}
impl From<AppError> for StocktakeError {
    fn from(error: AppError) -> Self {
        Self::Edit(error.into())
    }
}
