//! The calendar's feed: a secret address per login, kept only as its SHA-256, that opens nothing but the calendar.

use super::{Calendar, all, ical};
use crate::{App, AppError, words::T};
use domain::{
    access::{Permit, View, permit},
    digest::Digest,
    id::UserId,
    readiness::due::Due,
};

/// Random bytes of a token.
const TOKEN_BYTES: usize = 32;

/// An address that was just made. Its token is nowhere else.
#[derive(Clone)]
pub struct NewFeed {
    /// Path of the address.
    pub path: String,
}

impl std::fmt::Debug for NewFeed {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("NewFeed").finish_non_exhaustive()
    }
}

/// Makes a login's address; an earlier one opens nothing any more.
///
/// # Errors
/// When the database can't be written, or the machine gives no random bytes.
pub async fn make_feed(app: &App, view: &Permit<View>, user: UserId) -> Result<NewFeed, AppError> {
    let mut random = [0; TOKEN_BYTES];
    getrandom::fill(&mut random).map_err(|error| AppError::Internal(error.to_string()))?;
    let token = hex::encode(random);
    store::readiness::told::make_feed(&app.db, view, user, token_hash(&token), app.now()).await?;
    Ok(NewFeed { path: format!("/calendar/feed/{token}.ics") })
}

/// Forgets a login's address.
///
/// # Errors
/// When the database can't be written.
pub async fn forget_feed(app: &App, view: &Permit<View>, user: UserId) -> Result<(), AppError> {
    Ok(store::readiness::told::forget_feed(&app.db, view, user).await?)
}

fn token_hash(token: &str) -> Digest {
    Digest::of(format!("sakimori-calendar-feed-v1:{token}").as_bytes())
}

/// What an address shows; `None` for one that opens nothing, or whose person left. `address` is that of this program, for links.
///
/// # Errors
/// When the database can't be read.
pub async fn feed(app: &App, token: &str, address: Option<String>, t: T) -> Result<Option<String>, AppError> {
    let is_token = token.len() == TOKEN_BYTES * 2 && token.bytes().all(|byte| byte.is_ascii_hexdigit());
    if !is_token {
        return Ok(None);
    }
    let Some((facility, user)) = store::readiness::told::find_feed(&app.db, token_hash(token)).await? else {
        return Ok(None);
    };
    let Some(actor) = store::access::actor(&app.db, facility, user, app.today()).await? else { return Ok(None) };
    let Ok(view) = permit::<View>(&actor) else { return Ok(None) };
    let due = all(app, &view, t).await?;
    let institution = store::facility::facility(&app.db, &view).await?;
    let calendar = Calendar {
        name: t.one("due-calendar-name", "name", institution.stated.name.to_string()),
        titles: due.iter().map(|one| title(t, one)).collect(),
        at: app.now(),
        address,
        scope: facility.to_string(),
    };
    Ok(Some(ical(&calendar, &due)))
}

/// What falls due, and what it is about.
pub(super) fn title(t: T, due: &Due) -> String {
    format!("{}{}{}", t.code("due-kind", due.kind.code()), t.get("due-colon"), due.what)
}
