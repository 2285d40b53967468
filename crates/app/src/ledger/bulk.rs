//! The same said of many devices, with what it would change shown first: what was shown is what is written, or it says what changed.

use super::{EditError, Typed, edit::edited, words};
use crate::{App, words::T};
use domain::{
    access::{ManageLedger, Permit},
    digest::Digest,
    id::DeviceId,
    journal::Seq,
    ledger::{FieldKey, LedgerAct, LedgerStated, Value, device_name},
};
use store::ledger::DeviceRecord;

/// What an edit of many would do.
#[derive(Debug, Clone, Default)]
pub struct BulkPreview {
    /// Devices that would show something else, in order.
    pub changed: Vec<BulkLine>,
    /// Devices that show it already.
    pub unchanged: usize,
    /// Devices of which it can't be said, with the reason in words.
    pub refused: Vec<(DeviceId, String, String)>,
}

/// One device that would show something else.
#[derive(Debug, Clone)]
pub struct BulkLine {
    /// Which.
    pub id: DeviceId,
    /// What it is called.
    pub name: String,
    /// Each field: before → after.
    pub says: Vec<String>,
    /// What it shows now in these fields, as one hash: what a person said yes to.
    pub stands: String,
    /// Whether it shows something else than when the person looked.
    pub moved: bool,
}

/// A device with what it showed when it was looked at; nothing the first time.
pub type Looked = (DeviceId, Option<String>);

/// Hex digits of [`BulkLine::stands`]: enough to tell two states of a device apart.
const DIGITS: usize = 16;

fn stands(device: &DeviceRecord, typed: &Typed) -> String {
    let texts: Vec<&str> = typed.keys().map(|key| device.shown.text(*key).unwrap_or("\u{0}")).collect();
    Digest::of(texts.join("\u{1}").as_bytes()).to_string().chars().take(DIGITS).collect()
}

/// Checks the values once: what is no value of its field is refused as a whole.
fn check(typed: &Typed) -> Result<(), EditError> {
    for (key, text) in typed {
        Value::parse(*key, text).map_err(|why| EditError::Value(*key, why))?;
    }
    Ok(())
}

/// What an edit would do. Writes nothing.
///
/// # Errors
/// `EditError::Value` for a text that is no value of its field.
pub async fn preview(
    app: &App,
    permit: &Permit<ManageLedger>,
    looked: &[Looked],
    typed: &Typed,
    t: T,
) -> Result<BulkPreview, EditError> {
    check(typed)?;
    let ids: Vec<DeviceId> = looked.iter().map(|(id, _)| *id).collect();
    let mut preview = BulkPreview::default();
    store::ledger::state(&app.db, permit, app.now(), None, &ids, |devices| {
        preview = worked_out(app, devices, looked, typed, t).0;
        Ok::<_, EditError>(None)
    })
    .await?;
    Ok(preview)
}

/// Writes what was shown, in one entry: of every device that shows what it showed then. If any shows something else, nothing is
/// written, and the preview comes back with what changed.
///
/// # Errors
/// As [`preview`].
pub async fn apply(
    app: &App,
    permit: &Permit<ManageLedger>,
    looked: &[Looked],
    typed: &Typed,
    t: T,
) -> Result<Result<Option<Seq>, BulkPreview>, EditError> {
    check(typed)?;
    let ids: Vec<DeviceId> = looked.iter().map(|(id, _)| *id).collect();
    let mut moved = None;
    let written = store::ledger::state(&app.db, permit, app.now(), None, &ids, |devices| {
        let (preview, stated) = worked_out(app, devices, looked, typed, t);
        if preview.changed.len() != looked.len() || preview.changed.iter().any(|line| line.moved) {
            moved = Some(preview);
            return Ok(None);
        }
        Ok::<_, EditError>(stated)
    })
    .await?;
    Ok(moved.map_or(Ok(written), Err))
}

fn worked_out(
    app: &App,
    devices: &[DeviceRecord],
    looked: &[Looked],
    typed: &Typed,
    t: T,
) -> (BulkPreview, Option<LedgerStated>) {
    let today = app.today();
    let mut preview = BulkPreview::default();
    let (mut ended, mut statements, mut changed) = (Vec::new(), Vec::new(), Vec::new());
    for (device, (_, seen)) in devices.iter().zip(looked) {
        let name = device_name(&device.shown).to_owned();
        match edited(device, typed, today, true, &mut ended) {
            Err(error) => preview.refused.push((device.id, name, refusal(t, &error))),
            Ok(of_one) if of_one.is_empty() => preview.unchanged += 1,
            Ok(of_one) => {
                statements.extend(of_one);
                changed.push(device.id);
                let stands = stands(device, typed);
                let moved = seen.as_ref().is_some_and(|seen| *seen != stands);
                preview.changed.push(BulkLine { id: device.id, name, says: says(t, device, typed), stands, moved });
            }
        }
    }
    let any = !changed.is_empty();
    let stated = LedgerStated { act: LedgerAct::Edit, devices: changed, ended, statements, settles: None };
    (preview, any.then_some(stated))
}

/// Why it can't be said of one device. Values were checked before.
fn refusal(t: T, error: &EditError) -> String {
    match error {
        EditError::FromFile(key) => t.one("ledger-from-file", "field", words::field(t, *key)),
        other => other.to_string(),
    }
}

fn says(t: T, device: &DeviceRecord, typed: &Typed) -> Vec<String> {
    let nothing = || t.get("ledger-nothing").into_owned();
    let line = |(key, text): (&FieldKey, &String)| {
        let before = Some(words::shown(t, &device.shown, *key)).filter(|text| !text.is_empty());
        let value = Value::parse(*key, text).ok().flatten().map(|value| words::value(t, *key, &value));
        let disputed = device.shown.disputes.iter().any(|dispute| dispute.key == *key);
        if before == value && !disputed {
            return None;
        }
        let args = [
            ("field", words::field(t, *key).into()),
            ("before", before.unwrap_or_else(nothing).into()),
            ("after", value.unwrap_or_else(nothing).into()),
        ];
        Some(t.with("ledger-change", &args))
    };
    typed.iter().filter_map(line).collect()
}
