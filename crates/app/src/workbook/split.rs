//! One 責任分界 as a workbook, to bring to the vendor: duty by duty who does it, and what is open.

use super::{Written, unwritten};
use crate::{App, AppError, words::T};
use domain::{
    access::{Permit, View},
    calendar::iso,
    id::SplitId,
    vendor::split::{Duty, points},
};
use report::workbook::{ListCell, ListColumn, ListSheet, write_lists};
use store::{StoreError, vendor::split as register};

/// The table with a column of what is open.
///
/// # Errors
/// `StoreError::NotFound`.
pub async fn split_workbook(app: &App, view: &Permit<View>, id: SplitId, t: T) -> Result<Written, AppError> {
    let splits = register::list(&app.db, view).await?;
    let split = splits.iter().find(|split| split.id == id).ok_or(StoreError::NotFound)?;
    let contracts = store::vendor::register(&app.db, view).await?.contracts;
    let contract = contracts.iter().find(|contract| Some(contract.id) == split.stated.contract);
    let vendors = store::vendor::vendors(&app.db, view).await?;
    let vendor = vendors.iter().find(|vendor| vendor.id == split.stated.vendor).ok_or(StoreError::NotFound)?;
    let found = points(split, &splits, contract);
    let text = |words: &str| if words.is_empty() { ListCell::Empty } else { ListCell::Text(words.to_owned()) };
    let open = |duty: Option<Duty>| {
        let codes = found.iter().filter(|point| point.duty() == duty).map(|point| point.code());
        codes.map(|code| t.code("split-point", code).into_owned()).collect::<Vec<_>>().join("\n")
    };
    let row = |duty: Duty| {
        let share = split.stated.share(duty);
        vec![
            text(&t.code("split-duty", duty.code())),
            text(&t.code("split-by", share.by.code())),
            text(share.words.as_ref().map_or("", |line| line.as_str())),
            text(&open(Some(duty))),
        ]
    };
    let mut rows: Vec<_> = Duty::ALL.into_iter().map(row).collect();
    let agreed = split.stated.agreed_on.map(|day| t.short_day(day)).unwrap_or_default();
    let document = split.stated.document.as_ref().map(ToString::to_string).unwrap_or_default();
    rows.push(vec![text(&t.get("split-agreed-on")), text(&agreed), text(&document), text(&open(None))]);
    let column = |key: &str, width| ListColumn { heading: t.get(key).into_owned(), width };
    let name = t.get("split-title").into_owned();
    let sheet = ListSheet {
        title: format!("{name} {} {}", split.stated.target, vendor.stated.name),
        name,
        columns: vec![
            column("split-duty", 40.0),
            column("split-by", 16.0),
            column("split-words", 50.0),
            column("split-points", 50.0),
        ],
        rows,
    };
    let written = tokio::task::spawn_blocking(move || write_lists(&[sheet])).await;
    let bytes = written.map_err(|e| AppError::Internal(e.to_string()))?.map_err(|error| unwritten(&error))?;
    let name = format!("{}_{}_{}.xlsx", t.get("split-title"), split.stated.target, iso(app.today()));
    Ok(Written { name, bytes })
}
