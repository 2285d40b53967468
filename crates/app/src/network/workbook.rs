//! 外部接続機器リスト as a workbook: to read, to print, to bring along.

use super::{Lines, OutsideLine, outside_lines};
use crate::{App, AppError, words::T, workbook::Written};
use domain::{
    access::{Permit, View},
    calendar::iso,
};
use report::workbook::{ListCell, ListColumn, ListSheet, write_lists};

/// Message keys of the columns, with their widths.
const COLUMNS: [(&str, f64); 9] = [
    ("network-outside-name", 26.0),
    ("network-outside-about", 22.0),
    ("network-outside-place", 22.0),
    ("network-outside-owner", 18.0),
    ("network-outside-what", 34.0),
    ("network-outside-vendor", 24.0),
    ("network-outside-calls", 30.0),
    ("network-outside-cut", 40.0),
    ("network-outside-devices", 26.0),
];

/// The list as a workbook: a sheet of devices, and one of registered ways in.
///
/// # Errors
/// When the database can't be read.
pub async fn outside_workbook(app: &App, view: &Permit<View>, t: T) -> Result<Written, AppError> {
    let lines = outside_lines(app, view, t).await?;
    let name = format!("{}_{}.xlsx", t.get("network-outside-title"), iso(app.today()));
    let sheets = outside_sheets(t, &lines);
    let written = tokio::task::spawn_blocking(move || write_lists(&sheets)).await;
    let bytes = written.map_err(|error| AppError::Internal(error.to_string()))?;
    Ok(Written { name, bytes: bytes.map_err(|error| AppError::Internal(error.to_string()))? })
}

/// A sheet of devices, and one of registered ways in.
pub(crate) fn outside_sheets(t: T, lines: &Lines) -> [ListSheet; 2] {
    let unsaid = t.one("network-outside-unsaid", "count", lines.unsaid);
    let sheet = |key: &str, lines: &[OutsideLine]| ListSheet {
        name: t.get(key).into_owned(),
        title: format!("{}　{unsaid}", t.get("network-outside-title")),
        columns: COLUMNS
            .iter()
            .map(|(key, width)| ListColumn { heading: t.get(key).into_owned(), width: *width })
            .collect(),
        rows: lines.iter().map(|line| row(t, line)).collect(),
    };
    [sheet("network-outside-by-device", &lines.devices), sheet("network-outside-by-access", &lines.accesses)]
}

fn row(t: T, line: &OutsideLine) -> Vec<ListCell> {
    let vendor = line.vendor.as_ref().map_or_else(|| line.vendor_words.clone(), |(_, name)| name.clone());
    let devices: Vec<&str> = line.devices.iter().map(|(_, name)| name.as_str()).collect();
    let unknown = || t.get("network-unknown").into_owned();
    let said = |text: String| ListCell::Text(if text.is_empty() { unknown() } else { text });
    let maybe = |text: String| if text.is_empty() { ListCell::Empty } else { ListCell::Text(text) };
    vec![
        said(line.name.clone()),
        maybe(line.about.clone()),
        said(line.place.clone()),
        said(line.owner.clone()),
        said(line.what.clone()),
        said(vendor),
        said(line.calls.join("\n")),
        said(line.cut.clone()),
        maybe(devices.join("\n")),
    ]
}
