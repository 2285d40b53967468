//! Beginning a stock-take, saying what was found, finishing it.

use super::{
    super::device::{DeviceRecord, read_devices},
    read::{CountRow, StocktakeRecord, read_device_row, read_record},
};
use crate::{
    Db, StoreError,
    engine::args,
    journal::{self, WriteTx},
};
use domain::{
    access::{CountStocktake, ManageStocktake, Permit},
    calendar::Instant,
    id::{DeviceId, FacilityId, StocktakeId},
    journal::{Event, Seq},
    ledger::{StocktakeBegun, StocktakeCounted, StocktakeFinished},
};
use std::collections::BTreeMap;

/// Who counts.
#[derive(Debug)]
pub enum Counter {
    /// Somebody who keeps the ledger: every device.
    House(Permit<ManageStocktake>),
    /// Somebody else: the devices of the own department.
    Department(Permit<CountStocktake>),
}

impl Counter {
    /// The facility.
    #[must_use]
    pub const fn facility(&self) -> FacilityId {
        match self {
            Self::House(permit) => permit.facility(),
            Self::Department(permit) => permit.facility(),
        }
    }
}

/// What stands when somebody counts.
#[derive(Debug)]
pub struct Counting {
    /// The stock-take.
    pub record: StocktakeRecord,
    /// The devices that are spoken of, in order.
    pub devices: Vec<Counted>,
    /// The department whose devices alone may be spoken of: empty for a person without one, nothing for those who keep the ledger.
    pub only: Option<String>,
}

/// One device that is spoken of.
#[derive(Debug)]
pub struct Counted {
    /// Which.
    pub id: DeviceId,
    /// What the list says of it, if it has it.
    pub row: Option<CountRow>,
    /// What the ledger says of it, if it still shows it.
    pub device: Option<DeviceRecord>,
}

const DEPARTMENT: &str = "SELECT department FROM staff_member WHERE facility_id = $1 AND id = $2";

/// Begins a stock-take.
///
/// # Errors
/// When the database can't be written.
pub async fn begin(
    db: &Db,
    permit: &Permit<ManageStocktake>,
    at: Instant,
    begun: StocktakeBegun,
) -> Result<Seq, StoreError> {
    let tx = db.write(permit, at).await?;
    journal::commit(tx, Event::StocktakeBegun(Box::new(begun))).await
}

/// Records what was found. `decide` is given what stands, and says `None` when nothing would change.
///
/// # Errors
/// [`StoreError::NotFound`] for a stock-take that is not there; whatever `decide` refuses.
pub async fn count<E: From<StoreError>>(
    db: &Db,
    counter: &Counter,
    at: Instant,
    id: StocktakeId,
    devices: &[DeviceId],
    decide: impl FnOnce(&Counting) -> Result<Option<StocktakeCounted>, E>,
) -> Result<Option<Seq>, E> {
    let (mut tx, staff) = match counter {
        Counter::House(permit) => (db.write(permit, at).await?, None),
        Counter::Department(permit) => (db.write(permit, at).await?, Some(permit.by().staff)),
    };
    let mut only = None;
    if let Some(staff) = staff {
        let of = args![counter.facility().to_string(), staff.map(|id| id.to_string()).unwrap_or_default()];
        let found = tx.tx.find(DEPARTMENT, of).await?;
        only = Some(found.map(|row| row.opt_text(0)).transpose()?.flatten().unwrap_or_default());
    }
    let counting = read_counting(&mut tx, counter.facility(), id, devices, only).await?;
    match decide(&counting)? {
        Some(counted) => Ok(Some(journal::commit(tx, Event::StocktakeCounted(Box::new(counted))).await?)),
        None => Ok(None),
    }
}

/// Finishes a stock-take. `decide` is given what stands of the devices on which something was decided.
///
/// # Errors
/// As [`count`].
pub async fn finish<E: From<StoreError>>(
    db: &Db,
    permit: &Permit<ManageStocktake>,
    at: Instant,
    id: StocktakeId,
    devices: &[DeviceId],
    decide: impl FnOnce(&Counting) -> Result<StocktakeFinished, E>,
) -> Result<Seq, E> {
    let mut tx = db.write(permit, at).await?;
    let counting = read_counting(&mut tx, permit.facility(), id, devices, None).await?;
    let finished = decide(&counting)?;
    Ok(journal::commit(tx, Event::StocktakeFinished(Box::new(finished))).await?)
}

async fn read_counting(
    tx: &mut WriteTx,
    facility: FacilityId,
    id: StocktakeId,
    devices: &[DeviceId],
    only: Option<String>,
) -> Result<Counting, StoreError> {
    let record = read_record(&mut tx.tx, facility, id).await?;
    let known = read_devices(&mut tx.tx, facility, devices).await?;
    let mut known: BTreeMap<DeviceId, DeviceRecord> = known.into_iter().map(|device| (device.id, device)).collect();
    let mut found = Vec::with_capacity(devices.len());
    for device in devices {
        let row = read_device_row(&mut tx.tx, facility, id, *device).await?;
        found.push(Counted { id: *device, row, device: known.remove(device) });
    }
    Ok(Counting { record, devices: found, only })
}
