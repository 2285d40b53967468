//! Stock-takes: beginning one, going through rooms, saying what was found, the spreadsheet, the papers, finishing it.

mod count;
mod device;
mod finish;
mod list;
mod paper;
mod row;
mod sheet;
mod show;

pub(crate) use count::{add, count, show_add};
pub(crate) use device::show as show_device;
pub(crate) use finish::{finish, show as show_finish};
pub(crate) use list::{begin, list, show_new};
pub(crate) use paper::{report, sheets};
pub(crate) use sheet::{apply as apply_sheet, preview as preview_sheet, take as take_sheet, workbook};
pub(crate) use show::{devices, room, show};

use super::device::refused_words as edit_words;
use crate::{cx::Cx, error::PageResult};
use app::{ledger::stocktake::StocktakeError, words::T};
use domain::{
    access::{ManageStocktake, View},
    ledger::Scope,
};
use store::ledger::stocktake::Counter;

/// Why it was not recorded, in words; what is no refusal goes on as an error.
fn refused_words(t: T, error: StocktakeError) -> PageResult<String> {
    let key = match error {
        StocktakeError::Finished => "stocktake-refused-finished",
        StocktakeError::NoDevice => "stocktake-refused-no-device",
        StocktakeError::OtherDepartment => "stocktake-refused-department",
        StocktakeError::NotYours(_) => "stocktake-refused-not-yours",
        StocktakeError::NoPlace => "stocktake-row-place",
        StocktakeError::NoSerial => "stocktake-row-serial",
        StocktakeError::Edit(error) => return edit_words(t, error),
    };
    Ok(t.get(key).into_owned())
}

/// Of which devices a stock-take is, in words.
fn scope_words(t: T, scope: &Scope) -> String {
    if scope.is_whole() {
        return t.get("stocktake-scope-whole").into_owned();
    }
    let kind = if scope.kind.is_empty() { String::new() } else { t.code("ledger-kind", &scope.kind).into_owned() };
    let parts = [scope.place.to_string(), scope.department.clone(), kind, scope.system.clone()];
    let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    parts.join("・")
}

/// Who counts: those who keep the ledger all of it, others their department's.
fn counter(cx: &Cx) -> PageResult<Counter> {
    match cx.permit::<ManageStocktake>() {
        Ok(permit) => Ok(Counter::House(permit)),
        Err(_) => Ok(Counter::Department(cx.permit()?)),
    }
}

/// Whose devices the visitor may speak of.
enum Mine {
    /// Everybody's.
    All,
    /// The department's; empty for a person without one.
    Department(String),
}

impl Mine {
    async fn of(cx: &Cx) -> PageResult<Self> {
        if cx.permit::<ManageStocktake>().is_ok() {
            return Ok(Self::All);
        }
        let staff = cx.actor().and_then(|actor| actor.note().staff);
        let roster = store::staff::roster(&cx.app().db, &cx.permit::<View>()?).await?;
        let member = staff.and_then(|staff| roster.member(staff));
        let department = member.and_then(|member| member.department.as_ref());
        Ok(Self::Department(department.map(ToString::to_string).unwrap_or_default()))
    }

    fn has(&self, row: &store::ledger::stocktake::CountRow) -> bool {
        match self {
            Self::All => true,
            Self::Department(name) => !name.is_empty() && row.expected && row.about.department == *name,
        }
    }
}
