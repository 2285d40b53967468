//! Stock-takes of the ledger, by their names.

use super::{
    Kind, Place,
    finder::{Finder, Record, Text},
};
use crate::{App, AppError, words::T};
use domain::{
    access::{Permit, View},
    search::Met,
};

pub(super) async fn offer(app: &App, view: &Permit<View>, t: T, finder: &mut Finder<'_>) -> Result<(), AppError> {
    if !finder.wants(Kind::Stocktake) {
        return Ok(());
    }
    for one in store::ledger::stocktake::stocktakes(&app.db, view).await? {
        let record = Record { title: Text::new(one.name.as_str()), lines: Vec::new() };
        let about = t.short_day(one.on);
        finder.offer(Kind::Stocktake, &record, Met::default(), Place::Stocktake(one.id), &about);
    }
    Ok(())
}
