//! Sessions: tower-sessions over our own table. The browser holds a random token, the table only its SHA-256.

use app::App;
use domain::{
    calendar::Instant,
    digest::Digest,
    id::{FacilityId, UserId},
};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use store::access::{SessionRow, delete_session, load_session, save_session};
use tower_sessions::{
    SessionStore,
    cookie::time::OffsetDateTime,
    session::{Id, Record},
    session_store::{Error, Result},
};

/// Key under which the login is kept.
pub(crate) const USER: &str = "user";
/// Key of the token against forged requests.
pub(crate) const CSRF: &str = "csrf";
/// Where a visitor without a login wanted to go.
pub(crate) const RETURN: &str = "return";
/// Key of the last use, written at most every five minutes.
pub(crate) const SEEN: &str = "seen";
/// A session without use ends after this many hours: a working day.
pub(crate) const HOURS: i64 = 9;

/// The login of a session.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct SessionUser {
    pub(crate) facility: FacilityId,
    pub(crate) user: UserId,
}

/// The session table behind tower-sessions.
#[derive(Debug, Clone)]
pub(crate) struct Sessions {
    pub(crate) app: App,
}

#[async_trait::async_trait]
impl SessionStore for Sessions {
    async fn create(&self, record: &mut Record) -> Result<()> {
        // 127 random bits do not meet twice; a collision would only hand over an empty session.
        self.save(record).await
    }

    async fn save(&self, record: &Record) -> Result<()> {
        let text = serde_json::to_string(&record.data).map_err(|e| Error::Encode(e.to_string()))?;
        let user: Option<SessionUser> = record.data.get(USER).and_then(|v| serde_json::from_value(v.clone()).ok());
        let row = SessionRow {
            token_hash: token_hash(&record.id),
            user: user.map(|u| (u.facility, u.user)),
            record: text,
            seen_at: self.app.now(),
            expires_at: Instant::from_millis(millis(record.expiry_date)),
        };
        save_session(&self.app.db, &row).await.map_err(|e| Error::Backend(e.to_string()))
    }

    async fn load(&self, id: &Id) -> Result<Option<Record>> {
        let found = load_session(&self.app.db, &token_hash(id), machine_now()).await;
        let Some(row) = found.map_err(|e| Error::Backend(e.to_string()))? else { return Ok(None) };
        let data: HashMap<String, serde_json::Value> =
            serde_json::from_str(&row.record).map_err(|e| Error::Decode(e.to_string()))?;
        Ok(Some(Record { id: *id, data, expiry_date: date_time(row.expires_at) }))
    }

    async fn delete(&self, id: &Id) -> Result<()> {
        delete_session(&self.app.db, &token_hash(id)).await.map_err(|e| Error::Backend(e.to_string()))
    }
}

fn token_hash(id: &Id) -> String {
    Digest::of(format!("sakimori-session-v1:{id}").as_bytes()).to_string()
}

/// Expiry is set by tower-sessions from the machine's clock, so it is held against the same clock.
fn machine_now() -> Instant {
    app::Clock::System.now()
}

fn millis(at: OffsetDateTime) -> i64 {
    i64::try_from(at.unix_timestamp_nanos() / 1_000_000).unwrap_or(i64::MAX)
}

fn date_time(at: Instant) -> OffsetDateTime {
    OffsetDateTime::from_unix_timestamp_nanos(i128::from(at.millis()) * 1_000_000).unwrap_or(OffsetDateTime::UNIX_EPOCH)
}
