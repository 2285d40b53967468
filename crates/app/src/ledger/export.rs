//! The ledger as CSV and Excel. Both are read by `evidence::inventory` again as the same values.

use super::words;
use crate::{App, AppError, words::T, workbook::Written};
use domain::{
    access::{Permit, View},
    calendar::iso,
    ledger::{FieldKey, Form},
};
use report::workbook::{ListCell, ListColumn, ListSheet, write_lists};
use store::ledger::{Filter, Listed};

/// Fields of a list that leaves the program: everything but software, which has its own lines.
pub fn columns() -> impl Iterator<Item = FieldKey> {
    FieldKey::ALL.iter().copied().filter(|key| key.form() != Form::Lines)
}

/// The ledger as CSV, in UTF-8 with its mark, so that Excel reads it as it is.
///
/// # Errors
/// When the database can't be read.
pub async fn csv(app: &App, view: &Permit<View>, filter: &Filter, t: T) -> Result<Written, AppError> {
    let mut text = String::from("\u{feff}");
    line(&mut text, columns().map(|key| words::field(t, key)));
    let add = |devices: Vec<Listed>| {
        for device in devices {
            line(&mut text, columns().map(|key| words::shown(t, &device.shown, key)));
        }
        Ok::<_, AppError>(())
    };
    store::ledger::each(&app.db, view, filter, add).await?;
    Ok(Written { name: name(app, t, "csv"), bytes: text.into_bytes() })
}

fn name(app: &App, t: T, ending: &str) -> String {
    format!("{}_{}.{ending}", t.get("ledger-file-name"), iso(app.today()))
}

/// One line of RFC 4180. A value that a spreadsheet would take for a formula gets an apostrophe, which our reader takes away again.
fn line(text: &mut String, cells: impl Iterator<Item = String>) {
    for (at, cell) in cells.enumerate() {
        if at > 0 {
            text.push(',');
        }
        let guard = if cell.starts_with(['=', '+', '-', '@', '\t']) { "'" } else { "" };
        if cell.contains([',', '"', '\n', '\r']) || cell.starts_with(' ') || cell.ends_with(' ') {
            text.push_str(&format!("\"{guard}{}\"", cell.replace('"', "\"\"")));
        } else {
            text.push_str(guard);
            text.push_str(&cell);
        }
    }
    text.push_str("\r\n");
}

/// The ledger as a workbook.
///
/// # Errors
/// When the database can't be read.
pub async fn workbook(app: &App, view: &Permit<View>, filter: &Filter, t: T) -> Result<Written, AppError> {
    let mut rows = Vec::new();
    let add = |devices: Vec<Listed>| {
        rows.extend(devices.iter().map(|device| columns().map(|key| cell(t, device, key)).collect()));
        Ok::<_, AppError>(())
    };
    store::ledger::each(&app.db, view, filter, add).await?;
    let name = name(app, t, "xlsx");
    let heading = |key| ListColumn { heading: words::field(t, key), width: 16.0 };
    let list = ListSheet {
        name: t.get("ledger-title").into_owned(),
        title: t.get("ledger-title").into_owned(),
        columns: columns().map(heading).collect(),
        rows,
    };
    let written = tokio::task::spawn_blocking(move || write_lists(&[list])).await;
    let bytes = written.map_err(|error| AppError::Internal(error.to_string()))?;
    let bytes = bytes.map_err(|error| AppError::Internal(error.to_string()))?;
    Ok(Written { name, bytes })
}

fn cell(t: T, device: &Listed, key: FieldKey) -> ListCell {
    let Some(stated) = device.shown.fields.get(&key) else { return ListCell::Empty };
    match stated.value.day().filter(|_| key.form() == Form::Day) {
        Some(day) => ListCell::Day(day),
        None => ListCell::Text(words::value(t, key, &stated.value)),
    }
}
