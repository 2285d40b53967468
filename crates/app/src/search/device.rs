//! Devices of the ledger. Their texts are kept folded, so that the database finds them among many.

use super::{
    Kind, MOST, Place,
    finder::{Finder, Line, Record, Text},
};
use crate::{App, AppError, ledger::words, words::T};
use domain::{
    access::{Permit, View},
    ledger::{FieldKey, Shown, device_name},
};
use store::ledger::Filter;

/// Fields that are shown where something is found in them.
const LINES: [FieldKey; 11] = [
    FieldKey::AssetNumber,
    FieldKey::HostName,
    FieldKey::Serial,
    FieldKey::Addresses,
    FieldKey::Macs,
    FieldKey::Maker,
    FieldKey::Model,
    FieldKey::Os,
    FieldKey::Room,
    FieldKey::Owner,
    FieldKey::Note,
];

pub(super) async fn offer(app: &App, view: &Permit<View>, t: T, finder: &mut Finder<'_>) -> Result<(), AppError> {
    if !finder.wants(Kind::Device) {
        return Ok(());
    }
    let words = finder.query().words();
    let filter = Filter { words: words.to_vec(), with_disposed: true, ..Filter::default() };
    let (found, total) = store::ledger::list(&app.db, view, &filter, MOST, 0).await?;
    for device in &found {
        let about = [FieldKey::Kind, FieldKey::Department, FieldKey::System];
        let about: Vec<String> =
            about.iter().map(|key| words::shown(t, &device.shown, *key)).filter(|text| !text.is_empty()).collect();
        finder.keep(Kind::Device, &record(t, &device.shown), vec![(Place::Device(device.id), about.join("　"))]);
    }
    finder.and_more(Kind::Device, total - found.len().min(total));
    Ok(())
}

fn record(t: T, shown: &Shown) -> Record {
    let line = |key: &FieldKey| Some(Line::new(words::field(t, *key), shown.text(*key)?));
    Record { title: Text::new(device_name(shown)), lines: LINES.iter().filter_map(line).collect() }
}
