//! Saying what was found, and finishing: what is said of a device in a stock-take is said of the ledger in the same entry.

use super::{Said, StocktakeError, list::find_device};
use crate::{
    App,
    ledger::{
        EditError, Typed,
        edit::{edited, is_said_by_a_person, person},
    },
};
use domain::{
    access::{ManageStocktake, Permit, View},
    calendar::iso,
    digest::Digest,
    evidence::FileName,
    id::{DeviceId, StocktakeId},
    ledger::{
        DeviceStatus, Expected, FieldKey, Fields, Finding, Found, LedgerAct, LedgerStated, Place, SourceKind,
        StatementKept, StocktakeCounted, StocktakeFinished, Value, weak_keys,
    },
};
use std::collections::BTreeMap;
use store::{
    StoreError,
    ledger::{
        DeviceRecord,
        stocktake::{Counted, Counter, Counting},
    },
};
use time::Date;

/// Says the same of devices, in one entry. Returns of how many it was new.
///
/// # Errors
/// [`StocktakeError`]; nothing is written then.
pub async fn count(
    app: &App,
    counter: &Counter,
    id: StocktakeId,
    devices: &[DeviceId],
    said: &Said,
) -> Result<usize, StocktakeError> {
    let each: Vec<(DeviceId, Said)> = devices.iter().map(|device| (*device, said.clone())).collect();
    count_each(app, counter, id, &each, None).await
}

/// Says of each device what was found of it, in one entry. Returns of how many it was new.
///
/// # Errors
/// As [`count`].
pub async fn count_each(
    app: &App,
    counter: &Counter,
    id: StocktakeId,
    each: &[(DeviceId, Said)],
    file: Option<(Digest, FileName)>,
) -> Result<usize, StocktakeError> {
    if each.is_empty() {
        return Err(StocktakeError::NoDevice);
    }
    let (today, ids) = (app.today(), each.iter().map(|(device, _)| *device).collect::<Vec<_>>());
    let mut new = 0;
    store::ledger::stocktake::count(&app.db, counter, app.now(), id, &ids, |counting| {
        is_open(counting)?;
        let mut all = All::default();
        for (counted, (_, said)) in counting.devices.iter().zip(each) {
            allowed(counting, counted, said)?;
            all.say(counted, said, today)?;
        }
        new = all.findings.len();
        let (findings, stated) = all.told();
        let counted = StocktakeCounted { stocktake: id, findings, stated, file };
        Ok::<_, StocktakeError>((new > 0).then_some(counted))
    })
    .await?;
    Ok(new)
}

/// Finishes a stock-take, with what was decided on devices that were not found.
///
/// # Errors
/// As [`count`].
pub async fn finish(
    app: &App,
    permit: &Permit<ManageStocktake>,
    id: StocktakeId,
    each: &[(DeviceId, Said)],
) -> Result<(), StocktakeError> {
    let (today, ids) = (app.today(), each.iter().map(|(device, _)| *device).collect::<Vec<_>>());
    store::ledger::stocktake::finish(&app.db, permit, app.now(), id, &ids, |counting| {
        is_open(counting)?;
        let mut all = All::default();
        for (counted, (_, said)) in counting.devices.iter().zip(each) {
            all.say(counted, said, today)?;
        }
        let (findings, stated) = all.told();
        Ok::<_, StocktakeError>(StocktakeFinished { stocktake: id, on: today, findings, stated })
    })
    .await?;
    Ok(())
}

/// What is known of a device that stands in no list.
#[derive(Debug, Clone, Default)]
pub struct NewDevice {
    /// Its fields, as typed.
    pub typed: Typed,
    /// What else there is to say.
    pub note: String,
}

/// 台帳にない機器: adds it to the ledger and to the stock-take in one entry. One that the ledger knows by its number is only found; one
/// that nothing tells apart is only noted.
///
/// # Errors
/// As [`count`]; `EditError::NoIdentity` when nothing at all was typed.
pub async fn add(
    app: &App,
    view: &Permit<View>,
    permit: Permit<ManageStocktake>,
    id: StocktakeId,
    new: &NewDevice,
) -> Result<Found, StocktakeError> {
    let counter = Counter::House(permit);
    let text = |key: FieldKey| new.typed.get(&key).map(String::as_str).unwrap_or_default();
    for key in [FieldKey::AssetNumber, FieldKey::Serial] {
        if let Some(known) = find_device(app, view, text(key)).await? {
            let [building, floor, room] =
                [FieldKey::Building, FieldKey::Floor, FieldKey::Room].map(|key| text(key).to_owned());
            let found = if building.is_empty() && floor.is_empty() && room.is_empty() {
                Found::Confirmed
            } else {
                Found::Elsewhere
            };
            let said = Said { found: Some(found), building, floor, room, note: new.note.clone(), ..Said::default() };
            count(app, &counter, id, &[known], &said).await?;
            return Ok(found);
        }
    }
    let mut fields = Fields::new();
    for (key, text) in &new.typed {
        let value = Value::parse(*key, text).map_err(|why| EditError::Value(*key, why))?;
        fields.extend(value.map(|value| (*key, value)));
    }
    let note = Value::parse(FieldKey::Note, &new.note).map_err(|why| EditError::Value(FieldKey::Note, why))?;
    if fields.is_empty() && note.is_none() {
        return Err(EditError::NoIdentity.into());
    }
    let (device, today): (DeviceId, Date) = (app.ids.next(), app.today());
    let known = !weak_keys(&fields).is_empty();
    let found = if known { Found::Confirmed } else { Found::Noted };
    let mut finding = Finding::new(device, found);
    finding.extra = Some(expected(device, &fields, note.as_ref()));
    finding.note = note;
    let stated = known.then(|| {
        fields.extend(Value::parse(FieldKey::SeenOn, &iso(today)).ok().flatten().map(|day| (FieldKey::SeenOn, day)));
        let statements = vec![person(device, device, today, fields)];
        stated(vec![device], Vec::new(), statements)
    });
    store::ledger::stocktake::count(&app.db, &counter, app.now(), id, &[], |counting| {
        is_open(counting)?;
        let counted = StocktakeCounted { stocktake: id, findings: vec![finding], stated, file: None };
        Ok::<_, StocktakeError>(Some(counted))
    })
    .await?;
    Ok(found)
}

fn expected(device: DeviceId, fields: &Fields, note: Option<&Value>) -> Expected {
    let text = |key: FieldKey| fields.get(&key).map(|value| value.as_str().to_owned()).unwrap_or_default();
    let named = [FieldKey::Name, FieldKey::AssetNumber, FieldKey::Serial];
    let name = named.iter().map(|key| text(*key)).find(|text| !text.is_empty());
    Expected {
        device,
        name: name.or_else(|| note.map(|note| note.as_str().to_owned())).unwrap_or_default(),
        asset: text(FieldKey::AssetNumber),
        host: text(FieldKey::HostName),
        kind: text(FieldKey::Kind),
        serial: text(FieldKey::Serial),
        department: text(FieldKey::Department),
        place: Place { building: text(FieldKey::Building), floor: text(FieldKey::Floor), room: text(FieldKey::Room) },
    }
}

const fn is_open(counting: &Counting) -> Result<(), StocktakeError> {
    if counting.record.finished.is_some() { Err(StocktakeError::Finished) } else { Ok(()) }
}

/// Who does not keep the ledger speaks of the own department's devices, and takes none out of the house.
fn allowed(counting: &Counting, counted: &Counted, said: &Said) -> Result<(), StocktakeError> {
    let Some(only) = &counting.only else { return Ok(()) };
    let own = counted.row.as_ref().is_some_and(|row| row.expected && row.about.department == *only);
    if only.is_empty() || !own {
        return Err(StocktakeError::OtherDepartment);
    }
    match said.found {
        Some(found) if !found.is_said_by_department() => Err(StocktakeError::NotYours(found)),
        _ => Ok(()),
    }
}

/// What is said of all of them.
#[derive(Default)]
struct All {
    findings: Vec<Finding>,
    changed: Vec<DeviceId>,
    ended: Vec<Digest>,
    statements: Vec<StatementKept>,
}

impl All {
    fn say(&mut self, counted: &Counted, said: &Said, today: Date) -> Result<(), StocktakeError> {
        let Some(found) = said.found else { return Ok(()) };
        let Some(finding) = finding(counted, found, said)? else { return Err(StoreError::NotFound.into()) };
        let typed = typed(counted, &finding, today);
        if let Some(device) = &counted.device {
            let of_one = edited(device, &typed, today, true, &mut self.ended)?;
            if !of_one.is_empty() {
                self.changed.push(device.id);
            }
            self.statements.extend(of_one);
        }
        // The same said again is nothing new.
        let known = counted.row.as_ref().and_then(|row| row.finding.as_ref());
        if known != Some(&finding) && !(known.is_none() && found == Found::Open) {
            self.findings.push(finding);
        }
        Ok(())
    }

    fn told(self) -> (Vec<Finding>, Option<LedgerStated>) {
        let Self { findings, changed, ended, statements } = self;
        let any = !changed.is_empty() || !ended.is_empty();
        (findings, any.then(|| stated(changed, ended, statements)))
    }
}

fn stated(devices: Vec<DeviceId>, ended: Vec<Digest>, statements: Vec<StatementKept>) -> LedgerStated {
    LedgerStated { act: LedgerAct::Stocktake, devices, ended, statements, settles: None }
}

/// What was found, as it is kept. `None` for a device that neither the list nor the ledger knows.
fn finding(counted: &Counted, found: Found, said: &Said) -> Result<Option<Finding>, StocktakeError> {
    let value = |key: FieldKey, text: &str| Value::parse(key, text).map_err(|why| EditError::Value(key, why));
    let place =
        Place::parse(&said.building, &said.floor, &said.room).map_err(|(key, why)| EditError::Value(key, why))?;
    let stands_in = counted.row.as_ref().map(|row| &row.about.place);
    let found = match found {
        Found::Elsewhere if place.is_unknown() => return Err(StocktakeError::NoPlace),
        // Found elsewhere, and it is the very place.
        Found::Elsewhere if stands_in == Some(&place) => Found::Confirmed,
        found => found,
    };
    let mut finding = Finding::new(counted.id, found);
    finding.note = value(FieldKey::Note, &said.note)?;
    match found {
        Found::Elsewhere => finding.place = place,
        Found::Serial => {
            finding.serial = Some(value(FieldKey::Serial, &said.serial)?.ok_or(StocktakeError::NoSerial)?);
        }
        Found::Gone => {
            finding.disposed_on = value(FieldKey::DisposedOn, &said.disposed_on)?.and_then(|value| value.day());
            finding.erasure = value(FieldKey::Erasure, &said.erasure)?;
        }
        _ => {}
    }
    let before = counted.row.as_ref().and_then(|row| row.finding.as_ref()).filter(|before| before.found.is_seen());
    if found.is_seen() {
        finding.seen_before = match before {
            Some(before) => before.seen_before,
            None => counted.device.as_ref().and_then(said_seen_on),
        };
    }
    if counted.row.as_ref().is_none_or(|row| !row.expected) {
        let known = counted.row.as_ref().map(|row| row.about.clone());
        let shown = counted.device.as_ref().map(|device| Expected::of(device.id, &device.shown));
        match known.or(shown) {
            Some(about) => finding.extra = Some(about),
            None => return Ok(None),
        }
    }
    Ok(Some(finding))
}

/// The last day on which a person said that it was seen.
fn said_seen_on(device: &DeviceRecord) -> Option<Date> {
    let by_people = device.statements.iter().filter(|kept| kept.said.source == SourceKind::Person);
    by_people.filter_map(|kept| kept.said.fields.get(&FieldKey::SeenOn)?.day()).max()
}

/// What the ledger says of it from now on.
fn typed(counted: &Counted, finding: &Finding, today: Date) -> Typed {
    let mut typed = BTreeMap::new();
    let status = |status: DeviceStatus| (FieldKey::Status, status.code().to_owned());
    let shown = counted.device.as_ref().and_then(|device| device.shown.text(FieldKey::Status));
    if finding.found.is_seen() {
        typed.insert(FieldKey::SeenOn, iso(today));
        if shown == Some(DeviceStatus::Lost.code()) {
            typed.extend([status(DeviceStatus::InUse)]);
        }
    } else {
        typed.extend(seen_taken_back(counted));
    }
    match finding.found {
        Found::Elsewhere => {
            let parts = finding.place.parts().filter(|(_, part)| !part.is_empty());
            typed.extend(parts.map(|(key, part)| (key, part.to_owned())));
        }
        Found::Serial => typed.extend(finding.serial.iter().map(|value| (FieldKey::Serial, value.to_string()))),
        Found::Lent => typed.extend([status(DeviceStatus::Lent)]),
        Found::Lost => typed.extend([status(DeviceStatus::Lost)]),
        Found::Gone => {
            typed.extend([status(DeviceStatus::Disposed)]);
            typed.extend(finding.disposed_on.map(|day| (FieldKey::DisposedOn, iso(day))));
            typed.extend(finding.erasure.iter().map(|value| (FieldKey::Erasure, value.to_string())));
        }
        _ => {}
    }
    typed
}

/// It was said to be seen, and is no longer: the day that a person had said before is said again, or nothing.
fn seen_taken_back(counted: &Counted) -> Option<(FieldKey, String)> {
    let row = counted.row.as_ref()?;
    let before = row.finding.as_ref().filter(|before| before.found.is_seen())?;
    let device = counted.device.as_ref()?;
    let counted_on = row.counted.as_ref().map(|(at, _)| at.date_jst());
    let stands = is_said_by_a_person(device, FieldKey::SeenOn) && said_seen_on(device) == counted_on;
    stands.then(|| (FieldKey::SeenOn, before.seen_before.map(iso).unwrap_or_default()))
}
