//! What a person asked to be told of: the calendar's secret address, and the address for reminders. Operational, never in the journal:
//! they belong to the login, not to the institution's records. The only code that writes `readiness_feed` and `readiness_reminder`.

use crate::{
    Db, StoreError,
    engine::{Row, args},
    journal::instant,
};
use domain::{
    access::{Permit, View},
    calendar::Instant,
    digest::Digest,
    id::{FacilityId, UserId},
};
use time::Date;

const FORGET_FEED: &str = "DELETE FROM readiness_feed WHERE facility_id = $1 AND user_id = $2";
const ADD_FEED: &str = "INSERT INTO readiness_feed (token_hash, facility_id, user_id, made_at) VALUES ($1, $2, $3, $4)";
const FEED_OF: &str = "SELECT made_at FROM readiness_feed WHERE facility_id = $1 AND user_id = $2";
const FEED: &str = "SELECT facility_id, user_id FROM readiness_feed WHERE token_hash = $1";
const FORGET_REMINDER: &str = "DELETE FROM readiness_reminder WHERE facility_id = $1 AND user_id = $2";
const ADD_REMINDER: &str = "INSERT INTO readiness_reminder (facility_id, user_id, mail, lang, asked_at)
    VALUES ($1, $2, $3, $4, $5)";
const REMINDERS: &str = "SELECT user_id, mail, lang, sent_on, tried_at, trouble FROM readiness_reminder
    WHERE facility_id = $1 ORDER BY user_id";
const SENT: &str = "UPDATE readiness_reminder SET sent_on = $3, tried_at = $4, trouble = NULL
    WHERE facility_id = $1 AND user_id = $2";
const FAILED: &str = "UPDATE readiness_reminder SET tried_at = $3, trouble = $4
    WHERE facility_id = $1 AND user_id = $2";

/// A person who asked for reminders by mail.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reminder {
    /// Whose login.
    pub user: UserId,
    /// Mail address as written.
    pub mail: String,
    /// Language of the mail: `ja` or `en`.
    pub lang: String,
    /// The last day on which one went out.
    pub sent_on: Option<Date>,
    /// When it was last tried.
    pub tried_at: Option<Instant>,
    /// Why the last try failed, as the mail server said it; `None` if it went out.
    pub trouble: Option<String>,
}

/// Makes a login's secret address, instead of an earlier one. `token` is the SHA-256 of what opens it.
///
/// # Errors
/// When the database can't be written.
pub async fn make_feed(
    db: &Db,
    permit: &Permit<View>,
    user: UserId,
    token: Digest,
    at: Instant,
) -> Result<(), StoreError> {
    let mut tx = db.begin_write(permit.facility()).await?;
    let facility = permit.facility().to_string();
    tx.execute(FORGET_FEED, args![facility.as_str(), user.to_string()]).await?;
    tx.execute(ADD_FEED, args![token.to_string(), facility, user.to_string(), at.millis()]).await?;
    tx.commit().await
}

/// Forgets a login's secret address: it opens nothing from now on.
///
/// # Errors
/// When the database can't be written.
pub async fn forget_feed(db: &Db, permit: &Permit<View>, user: UserId) -> Result<(), StoreError> {
    let mut tx = db.begin_write(permit.facility()).await?;
    tx.execute(FORGET_FEED, args![permit.facility().to_string(), user.to_string()]).await?;
    tx.commit().await
}

/// When a login's secret address was made, if it has one.
///
/// # Errors
/// When the database can't be read.
pub async fn feed_of(db: &Db, permit: &Permit<View>, user: UserId) -> Result<Option<Instant>, StoreError> {
    let mut tx = db.begin_read(permit.facility()).await?;
    let row = tx.find(FEED_OF, args![permit.facility().to_string(), user.to_string()]).await?;
    row.map(|row| instant(&row, 0)).transpose()
}

/// Whose address a token opens; `None` if nobody's.
///
/// # Errors
/// When the database can't be read.
pub async fn find_feed(db: &Db, token: Digest) -> Result<Option<(FacilityId, UserId)>, StoreError> {
    let row = db.find_operational(FEED, args![token.to_string()]).await?;
    row.map(|row| Ok((row.parse(0)?, row.parse(1)?))).transpose()
}

/// Keeps where a login wants reminders; `None` ends them.
///
/// # Errors
/// When the database can't be written.
pub async fn set_reminder(
    db: &Db,
    permit: &Permit<View>,
    user: UserId,
    to: Option<(&str, &str)>,
    at: Instant,
) -> Result<(), StoreError> {
    let mut tx = db.begin_write(permit.facility()).await?;
    let facility = permit.facility().to_string();
    tx.execute(FORGET_REMINDER, args![facility.as_str(), user.to_string()]).await?;
    if let Some((mail, lang)) = to {
        tx.execute(ADD_REMINDER, args![facility, user.to_string(), mail, lang, at.millis()]).await?;
    }
    tx.commit().await
}

/// Everybody who asked for reminders.
///
/// # Errors
/// When the database can't be read.
pub async fn reminders(db: &Db, permit: &Permit<View>) -> Result<Vec<Reminder>, StoreError> {
    let mut tx = db.begin_read(permit.facility()).await?;
    tx.all(REMINDERS, args![permit.facility().to_string()]).await?.iter().map(read_reminder).collect()
}

fn read_reminder(row: &Row) -> Result<Reminder, StoreError> {
    Ok(Reminder {
        user: row.parse(0)?,
        mail: row.text(1)?,
        lang: row.text(2)?,
        sent_on: row.opt_day(3)?,
        tried_at: row.opt_int(4)?.map(Instant::from_millis),
        trouble: row.opt_text(5)?,
    })
}

/// Notes that a reminder went out, or why it did not: then it is tried again.
///
/// # Errors
/// When the database can't be written.
pub async fn reminded(
    db: &Db,
    permit: &Permit<View>,
    user: UserId,
    at: Instant,
    trouble: Option<&str>,
) -> Result<(), StoreError> {
    let mut tx = db.begin_write(permit.facility()).await?;
    let (facility, user) = (permit.facility().to_string(), user.to_string());
    match trouble {
        None => tx.execute(SENT, args![facility, user, at.date_jst(), at.millis()]).await?,
        Some(why) => tx.execute(FAILED, args![facility, user, at.millis(), why]).await?,
    };
    tx.commit().await
}
