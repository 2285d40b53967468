//! What a person says of devices: fields of one or many, a device that no file names, devices that are one or are not.

use crate::{App, AppError};
use domain::{
    access::{ManageLedger, Permit},
    calendar::iso,
    digest::Digest,
    id::DeviceId,
    journal::Seq,
    ledger::{
        FieldKey, Fields, Form, LedgerAct, LedgerStated, SourceKind, StatementKept, Value, ValueError, weak_keys,
    },
};
use std::collections::BTreeMap;
use store::{
    StoreError,
    ledger::{DeviceRecord, Kept},
};
use time::Date;

/// What was typed into the fields of a device.
pub type Typed = BTreeMap<FieldKey, String>;

/// Why it can't be taken. Nothing was written.
#[derive(Debug, thiserror::Error)]
pub enum EditError {
    /// A text is no value of its field.
    #[error("{field}: {why}", field = .0.code(), why = .1)]
    Value(FieldKey, ValueError),
    /// The value comes from a file: a person can say another one, not nothing.
    #[error("{}: comes from a file", .0.code())]
    FromFile(FieldKey),
    /// Nothing tells the device apart.
    #[error("nothing tells the device apart")]
    NoIdentity,
    /// Anything else.
    #[error(transparent)]
    App(#[from] AppError),
}
impl From<StoreError> for EditError {
    fn from(error: StoreError) -> Self {
        Self::App(error.into())
    }
}

/// Fields that a person fills in on a page. Software is what programs count.
pub fn typed_fields() -> impl Iterator<Item = FieldKey> {
    FieldKey::ALL.iter().copied().filter(|key| key.form() != Form::Lines && *key != FieldKey::SeenOn)
}

/// Changes what a device shows. What is typed as it stands already is no change; a field that is left empty takes back what a
/// person said of it. Where sources contradict each other, the value that is shown counts as said only if `settles`.
/// Returns `None` when nothing changes.
///
/// # Errors
/// [`EditError`]; `StoreError::Stale` when the ledger changed since `seen`.
pub async fn edit(
    app: &App,
    permit: &Permit<ManageLedger>,
    id: DeviceId,
    seen: Seq,
    typed: &Typed,
    settles: bool,
) -> Result<Option<Seq>, EditError> {
    let today = app.today();
    store::ledger::state(&app.db, permit, app.now(), Some(seen), &[id], |devices| {
        let Some(device) = devices.first() else { return Ok(None) };
        let mut ended = Vec::new();
        let statements = edited(device, typed, today, settles, &mut ended)?;
        Ok((!statements.is_empty() || !ended.is_empty()).then(|| LedgerStated {
            act: LedgerAct::Edit,
            devices: vec![id],
            ended,
            statements,
            settles: None,
        }))
    })
    .await
}

/// Says that somebody saw these devices today: 棚卸. One entry.
///
/// # Errors
/// As [`edit`].
pub async fn confirm(app: &App, permit: &Permit<ManageLedger>, ids: &[DeviceId]) -> Result<Option<Seq>, EditError> {
    let (today, act) = (app.today(), LedgerAct::Confirm);
    let seen = Typed::from([(FieldKey::SeenOn, iso(today))]);
    store::ledger::state(&app.db, permit, app.now(), None, ids, |devices| {
        let (mut ended, mut statements, mut changed) = (Vec::new(), Vec::new(), Vec::new());
        for device in devices {
            let of_one = edited(device, &seen, today, true, &mut ended)?;
            if !of_one.is_empty() {
                changed.push(device.id);
            }
            statements.extend(of_one);
        }
        let stated = LedgerStated { act, devices: changed, ended, statements, settles: None };
        Ok((!stated.devices.is_empty()).then_some(stated))
    })
    .await
}

/// Adds a device that no file names.
///
/// # Errors
/// [`EditError`].
pub async fn add(app: &App, permit: &Permit<ManageLedger>, typed: &Typed) -> Result<DeviceId, EditError> {
    let mut fields = Fields::new();
    for (key, text) in typed {
        let value = Value::parse(*key, text).map_err(|why| EditError::Value(*key, why))?;
        fields.extend(value.map(|value| (*key, value)));
    }
    if weak_keys(&fields).is_empty() {
        return Err(EditError::NoIdentity);
    }
    let device: DeviceId = app.ids.next();
    let said = person(device, device, app.today(), fields);
    store::ledger::state(&app.db, permit, app.now(), None, &[], |_| {
        let stated = LedgerStated {
            act: LedgerAct::Edit,
            devices: vec![device],
            ended: Vec::new(),
            statements: vec![said],
            settles: None,
        };
        Ok::<_, EditError>(Some(stated))
    })
    .await?;
    Ok(device)
}

pub(super) const fn person(device: DeviceId, pin: DeviceId, on: Date, fields: Fields) -> StatementKept {
    StatementKept { device, source: SourceKind::Person, on, files: Vec::new(), line: 0, pin: Some(pin), fields }
}

/// What binds the statements of a device: an earlier word of a person, or from now on the device itself.
fn pin(device: &DeviceRecord) -> DeviceId {
    device.statements.iter().find_map(|one| one.said.pin).unwrap_or(device.id)
}

/// The statements of a device as they stand once the typed values count. Empty when nothing changes.
pub(super) fn edited(
    device: &DeviceRecord,
    typed: &Typed,
    today: Date,
    settles: bool,
    ended: &mut Vec<Digest>,
) -> Result<Vec<StatementKept>, EditError> {
    let (mut says, mut takes_back) = (Fields::new(), Vec::new());
    for (key, text) in typed {
        let value = Value::parse(*key, text).map_err(|why| EditError::Value(*key, why))?;
        let disputed = settles && device.shown.disputes.iter().any(|dispute| dispute.key == *key);
        match (value, device.shown.text(*key)) {
            (Some(value), Some(known)) if value.as_str() == known && !disputed => {}
            (Some(value), _) => drop(says.insert(*key, value)),
            (None, None) => {}
            (None, Some(_)) if is_said_by_a_person(device, *key) => takes_back.push(*key),
            (None, Some(_)) => return Err(EditError::FromFile(*key)),
        }
    }
    if says.is_empty() && takes_back.is_empty() {
        return Ok(Vec::new());
    }
    let mut statements = Vec::new();
    let mut todays = Fields::new();
    for Kept { digest, said } in &device.statements {
        if said.source != SourceKind::Person {
            // Whatever a person says of a device, its statements stay together from now on.
            if said.pin.is_none() {
                statements.push(StatementKept { pin: Some(pin(device)), ..said.clone() });
            }
            continue;
        }
        let mut fields = said.fields.clone();
        fields.retain(|key, _| !takes_back.contains(key) && !says.contains_key(key));
        if said.on == today {
            todays.append(&mut fields);
            ended.push(*digest);
        } else if fields != said.fields {
            ended.push(*digest);
            if !fields.is_empty() {
                statements.push(StatementKept { fields, ..said.clone() });
            }
        }
    }
    todays.append(&mut says);
    if !todays.is_empty() {
        statements.push(person(device.id, pin(device), today, todays));
    }
    // A statement that stands again under its name is not ended.
    ended.retain(|digest| statements.iter().all(|one| one.digest() != *digest));
    Ok(statements)
}

pub(super) fn is_said_by_a_person(device: &DeviceRecord, key: FieldKey) -> bool {
    device.statements.iter().any(|one| one.said.source == SourceKind::Person && one.said.fields.contains_key(&key))
}

/// Says that devices are one: the first keeps its identity, everything that was said of the others is said of it.
///
/// # Errors
/// `StoreError::NotFound` for a device that is not there.
pub async fn join(
    app: &App,
    permit: &Permit<ManageLedger>,
    ids: &[DeviceId],
    settles: Option<(i64, u32)>,
) -> Result<Option<Seq>, EditError> {
    let Some(first) = ids.first().copied() else { return Ok(None) };
    store::ledger::state(&app.db, permit, app.now(), None, ids, |devices| {
        let Some(pin) = devices.first().map(pin) else { return Ok(None) };
        // What a person said of each in the same words is said once, of the later day.
        let mut bound = BTreeMap::<Digest, StatementKept>::new();
        for kept in devices.iter().flat_map(|device| &device.statements) {
            let said = StatementKept { device: first, pin: Some(pin), ..kept.said.clone() };
            let known = bound.entry(said.digest()).or_insert_with(|| said.clone());
            known.on = known.on.max(said.on);
        }
        let statements: Vec<StatementKept> = bound.into_values().collect();
        let ended = renamed(devices, &statements);
        Ok(Some(LedgerStated { act: LedgerAct::Join, devices: ids.to_vec(), ended, statements, settles }))
    })
    .await
}

/// Names of statements that stand under another name now: what a person said is said of one device.
fn renamed(devices: &[DeviceRecord], statements: &[StatementKept]) -> Vec<Digest> {
    let kept: Vec<Digest> = statements.iter().map(StatementKept::digest).collect();
    let all = devices.iter().flat_map(|device| &device.statements).map(|one| one.digest);
    all.filter(|digest| !kept.contains(digest)).collect()
}

/// Says that devices are not one: their statements stay with them, whatever they share.
///
/// # Errors
/// `StoreError::NotFound` for a device that is not there.
pub async fn keep_apart(
    app: &App,
    permit: &Permit<ManageLedger>,
    ids: &[DeviceId],
    settles: Option<(i64, u32)>,
) -> Result<Option<Seq>, EditError> {
    store::ledger::state(&app.db, permit, app.now(), None, ids, |devices| {
        let of = |device: &DeviceRecord| {
            let pin = pin(device);
            device.statements.clone().into_iter().map(move |kept| StatementKept { pin: Some(pin), ..kept.said })
        };
        let statements = devices.iter().flat_map(of).collect();
        Ok(Some(LedgerStated { act: LedgerAct::Part, devices: ids.to_vec(), ended: Vec::new(), statements, settles }))
    })
    .await
}

/// Takes some statements of a device away into a device of their own: they do not speak of this one.
///
/// # Errors
/// `StoreError::Stale` when one of the statements no longer stands, or nothing would be left.
pub async fn part(
    app: &App,
    permit: &Permit<ManageLedger>,
    id: DeviceId,
    seen: Seq,
    away: &[Digest],
) -> Result<DeviceId, EditError> {
    let new: DeviceId = app.ids.next();
    store::ledger::state(&app.db, permit, app.now(), Some(seen), &[id], |devices| {
        let Some(device) = devices.first() else { return Ok(None) };
        let goes = |one: &Kept| away.contains(&one.digest);
        let going = device.statements.iter().filter(|one| goes(one)).count();
        if going == 0 || going != away.len() || going == device.statements.len() {
            return Err(EditError::App(StoreError::Stale.into()));
        }
        let stays = pin(device);
        let bound = |kept: &Kept| {
            let (device, pin) = if goes(kept) { (new, new) } else { (id, stays) };
            StatementKept { device, pin: Some(pin), ..kept.said.clone() }
        };
        let statements: Vec<StatementKept> = device.statements.iter().map(bound).collect();
        let ended = renamed(devices, &statements);
        Ok(Some(LedgerStated { act: LedgerAct::Part, devices: vec![id, new], ended, statements, settles: None }))
    })
    .await?;
    Ok(new)
}
