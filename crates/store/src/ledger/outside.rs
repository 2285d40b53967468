//! Devices as the network needs them: a few fields of each, read without the rest.

use crate::{
    Db, StoreError,
    engine::{Row, Tx, Value as Bound, args},
};
use domain::{
    access::{Permit, View},
    id::FacilityId,
    ledger::{DeviceKind, Form, Value, says_none},
    network::NetDevice,
};
use serde::Deserialize;

/// Which devices are asked for. What was disposed of is never among them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Scope {
    /// All of them.
    All,
    /// Those with a connection to the outside.
    Outside,
    /// Network devices, and those of which words name a connection to the outside: where lines come in.
    Lines,
    /// Those of these names, by [`domain::ledger::order_key`].
    Named(Vec<String>),
    /// Those that say one of these names for their system.
    Systems(Vec<String>),
}

/// Devices that rules look at, at most: more lines to the outside than that are a list for a person.
const MOST_LINES: usize = 500;
/// Names that are looked for at once, at most.
const MOST_NAMES: usize = 400;

const FIELDS: &str =
    "SELECT id, kind, listed, shown FROM ledger_device WHERE facility_id = $1 AND status <> 'disposed'";
const ALL: &str = "SELECT id, kind, listed, shown FROM ledger_device WHERE facility_id = $1 AND status <> 'disposed'
    ORDER BY sort_key, id";
const OUTSIDE: &str =
    "SELECT id, kind, listed, shown FROM ledger_device WHERE facility_id = $1 AND status <> 'disposed'
    AND outside = 1 ORDER BY sort_key, id";
const LINES: &str = "SELECT id, kind, listed, shown FROM ledger_device WHERE facility_id = $1 AND status <> 'disposed'
    AND outside = 1 AND (kind = 'network_device' OR shown LIKE '%\"outside_connection\":%')
    ORDER BY sort_key, id LIMIT $2";
/// A list names the device, and nobody said of it whether it reaches the outside. Quotes inside a value are written `\"`, so that no
/// value looks like a field.
const UNSAID: &str = "SELECT COUNT(*) FROM ledger_device WHERE facility_id = $1 AND status <> 'disposed' AND listed = 1
    AND shown NOT LIKE '%\"internet\":%' AND shown NOT LIKE '%\"outside_connection\":%'";

/// Devices as the network needs them, by name.
///
/// # Errors
/// When the database can't be read.
pub async fn net_devices(db: &Db, permit: &Permit<View>, scope: &Scope) -> Result<Vec<NetDevice>, StoreError> {
    read_net_devices(&mut db.begin_read(permit.facility()).await?, permit.facility(), scope).await
}

async fn read_net_devices(tx: &mut Tx, facility: FacilityId, scope: &Scope) -> Result<Vec<NetDevice>, StoreError> {
    let of = || args![facility.to_string()];
    let rows = match scope {
        Scope::All => tx.all(ALL, of()).await?,
        Scope::Outside => tx.all(OUTSIDE, of()).await?,
        Scope::Lines => {
            let most = i64::try_from(MOST_LINES).unwrap_or(i64::MAX);
            tx.all(LINES, args![facility.to_string(), most]).await?
        }
        Scope::Named(keys) => having(tx, facility, "sort_key", keys).await?,
        Scope::Systems(names) => having(tx, facility, "system", names).await?,
    };
    rows.iter().map(read).collect()
}

/// Devices whose column is one of these texts.
async fn having(
    tx: &mut Tx,
    facility: FacilityId,
    column: &'static str,
    texts: &[String],
) -> Result<Vec<Row>, StoreError> {
    let texts = &texts[..texts.len().min(MOST_NAMES)];
    if texts.is_empty() {
        return Ok(Vec::new());
    }
    let places: Vec<String> = (2..texts.len() + 2).map(|at| format!("${at}")).collect();
    let sql = format!("{FIELDS} AND {column} IN ({}) ORDER BY sort_key, id", places.join(", "));
    let values: Vec<Bound> =
        std::iter::once(facility.to_string()).chain(texts.iter().cloned()).map(Bound::from).collect();
    tx.all_declared(sql, values).await
}

/// Devices in the ledger of which nobody said whether they have a connection to the outside.
///
/// # Errors
/// When the database can't be read.
pub async fn unsaid(db: &Db, permit: &Permit<View>) -> Result<usize, StoreError> {
    let mut tx = db.begin_read(permit.facility()).await?;
    let row = tx.find(UNSAID, args![permit.facility().to_string()]).await?.ok_or(StoreError::NotFound)?;
    Ok(usize::try_from(row.int(0)?).unwrap_or_default())
}

/// The fields that count here, of those that a device shows.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Fields {
    name: Option<Said>,
    host_name: Option<Said>,
    asset_number: Option<Said>,
    serial: Option<Said>,
    macs: Option<Said>,
    addresses: Option<Said>,
    building: Option<Said>,
    floor: Option<Said>,
    room: Option<Said>,
    department: Option<Said>,
    owner: Option<Said>,
    system: Option<Said>,
    vendor: Option<Said>,
    internet: Option<Said>,
    outside_connection: Option<Said>,
}

#[derive(Deserialize)]
struct Said {
    value: Value,
}

#[derive(Deserialize)]
struct Light {
    fields: Fields,
}

fn read(row: &Row) -> Result<NetDevice, StoreError> {
    let Light { fields } = row.json(3)?;
    let text = |said: &Option<Said>| said.as_ref().map(|said| said.value.to_string()).unwrap_or_default();
    // As `domain::ledger::NAMED_BY` has it.
    let named =
        [&fields.name, &fields.host_name, &fields.asset_number, &fields.serial, &fields.macs, &fields.addresses];
    let place = [&fields.building, &fields.floor, &fields.room].map(text);
    let line = fields.outside_connection.as_ref().map(|said| said.value.as_str());
    let addresses = fields.addresses.iter().flat_map(|said| said.value.parts(Form::Addresses));
    Ok(NetDevice {
        id: Some(row.parse(0)?),
        name: named.into_iter().find(|said| said.is_some()).map(text).unwrap_or_default(),
        host: text(&fields.host_name),
        asset: text(&fields.asset_number),
        kind: DeviceKind::from_code(&row.text(1)?),
        addresses: addresses.filter_map(|one| one.parse().ok()).collect(),
        internet: fields.internet.as_ref().map(|said| said.value.as_str() == "yes"),
        line: line.map(|line| if says_none(line) { String::new() } else { line.to_owned() }),
        place: place.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" "),
        department: text(&fields.department),
        owner: text(&fields.owner),
        system: text(&fields.system),
        vendor: text(&fields.vendor),
        listed: row.flag(2)?,
    })
}
