//! The emergency pack: what the house needs when the server itself is gone, as one HTML file. See `docs/decisions/0026-*.md`.

mod nightly;

pub use nightly::{check_folder, turn, write_now};

use super::{contact_chart, sections};
use crate::{App, AppError, words::T};
use domain::access::{Permit, View};
use report::single_page::{PageWords, single_page};

/// The pack as it is now: its bytes, UTF-8.
///
/// # Errors
/// When the database can't be read.
pub async fn pack(app: &App, view: &Permit<View>, t: T) -> Result<Vec<u8>, AppError> {
    let mut sheet = sections::empty_sheet(app, view, t, t.get("emergency-title").into_owned()).await?;
    let now = contact_chart::standing(app, view).await?;
    sheet.lead =
        vec![t.one("emergency-lead-made", "at", sheet.made_at.clone()), t.get("emergency-lead-personal").into_owned()];
    let outside = sections::outside(app, view, t).await?;
    let backups = sections::backups(app, view, t).await?;
    sheet.sections = vec![
        sections::first_steps(app, view, t).await?,
        sections::contacts(t, &now),
        sections::cut(app, view, t).await?,
    ];
    sheet.sections.extend(outside);
    sheet.sections.push(sections::network(app, view, t).await?);
    sheet.sections.extend(backups);
    sheet.sections.push(sections::systems(app, view, t).await?);
    sheet.sections.push(sections::devices(app, view, t).await?);
    Ok(single_page(&sheet, &words(t)).into_bytes())
}

/// Words of a page that is one file.
pub(crate) fn words(t: T) -> PageWords {
    PageWords { contents: t.get("emergency-contents").into_owned(), nothing: t.get("emergency-nothing").into_owned() }
}

/// Name under which it is saved.
#[must_use]
pub fn file_name(app: &App, view: &Permit<View>) -> String {
    nightly::file_name(view.facility(), app.today())
}
