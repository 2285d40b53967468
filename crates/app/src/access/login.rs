//! Logging in with a throttle per login name and per address, and changing a password.

use super::password::{fits, hash};
use crate::{App, AppError};
use domain::{
    access::{LoginName, ManageStaff, Password, Permit},
    digest::Digest,
    id::{FacilityId, StaffId, UserId},
    journal::UserOpened,
};
use store::access::{Throttle, clear_throttle, credential, put_throttle, set_password, throttle};

/// A login that was proved.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LoggedIn {
    /// Facility that it belongs to.
    pub facility: FacilityId,
    /// The login.
    pub user: UserId,
}

/// Failures that cost nothing: people mistype.
const FREE_FAILURES: i64 = 5;
/// First wait after that, doubled with each failure: 5 seconds.
const FIRST_WAIT: i64 = 5_000;
/// Longest wait: 15 minutes. Nobody is locked out for good: the house may have no other IT person.
const LONGEST_WAIT: i64 = 15 * 60_000;
/// Failures are forgotten after a day without one.
const FORGET_AFTER: i64 = 24 * 3_600_000;

/// Proves a login. `from` is the address that the attempt came from.
///
/// # Errors
/// [`AppError::Throttled`] and [`AppError::LoginRefused`], which never tells whether the login exists.
pub async fn log_in(app: &App, login: &str, password: Password, from: &str) -> Result<LoggedIn, AppError> {
    let stored = match LoginName::parse(login) {
        Ok(name) => credential(&app.db, &name).await?,
        Err(_) => None,
    };
    let proved = stored.as_ref().map(|found| LoggedIn { facility: found.facility, user: found.user });
    let subjects = [format!("login:{login}"), format!("address:{from}")];
    guarded(app, &subjects, AppError::LoginRefused, async {
        fits(app, password, stored.map(|found| found.password_hash)).await
    })
    .await?;
    proved.ok_or(AppError::LoginRefused)
}

/// Runs a check that can be guessed at: refuses while a subject is throttled, counts a failure for each, and forgets the
/// failures of the first subject when the check holds.
///
/// # Errors
/// [`AppError::Throttled`], or `refused` when the check does not hold.
pub(crate) async fn guarded(
    app: &App,
    subjects: &[String],
    refused: AppError,
    check: impl Future<Output = Result<bool, AppError>>,
) -> Result<(), AppError> {
    let subjects: Vec<String> = subjects.iter().map(|text| subject(text)).collect();
    for subject in &subjects {
        refuse_throttled(app, subject).await?;
    }
    if check.await? {
        if let Some(first) = subjects.first() {
            clear_throttle(&app.db, first).await?;
        }
        return Ok(());
    }
    for subject in &subjects {
        count_failure(app, subject).await?;
    }
    Err(refused)
}

/// Changes the own password. Other sessions of the login end.
///
/// # Errors
/// As [`log_in`] for the old password.
pub async fn change_password(
    app: &App,
    login: &LoginName,
    old: Password,
    new: Password,
    from: &str,
) -> Result<(), AppError> {
    let proved = log_in(app, login.as_str(), old, from).await?;
    let hash = hash(app, new).await?;
    Ok(set_password(&app.db, proved.user, &hash, app.now()).await?)
}

/// Opens a login for a person, with a first password.
///
/// # Errors
/// As `store::access::open_user`.
pub async fn open_user(
    app: &App,
    permit: &Permit<ManageStaff>,
    staff: StaffId,
    login: LoginName,
    password: Password,
) -> Result<UserId, AppError> {
    let hash = hash(app, password).await?;
    let user = app.ids.next();
    let opened = UserOpened { user, staff, login };
    store::access::open_user(&app.db, permit, app.now(), opened, &hash).await?;
    Ok(user)
}

/// Subjects are kept hashed: a mistyped password in the login field must not stay readable.
pub(crate) fn subject(text: &str) -> String {
    Digest::of(text.trim().to_lowercase().as_bytes()).to_string()
}

pub(crate) async fn refuse_throttled(app: &App, subject: &str) -> Result<(), AppError> {
    let left = match throttle(&app.db, subject).await? {
        Some(known) => known.blocked_until.millis() - app.now().millis(),
        None => return Ok(()),
    };
    if left > 0 { Err(AppError::Throttled { seconds: (left + 999) / 1000 }) } else { Ok(()) }
}

pub(crate) async fn count_failure(app: &App, subject: &str) -> Result<(), AppError> {
    let now = app.now();
    let known = throttle(&app.db, subject).await?;
    let failures = known.filter(|k| now.millis() - k.last_at.millis() < FORGET_AFTER).map_or(0, |k| k.failures) + 1;
    let blocked_until = now.plus_millis(wait_after(failures));
    Ok(put_throttle(&app.db, subject, Throttle { failures, blocked_until, last_at: now }).await?)
}

/// Milliseconds to wait after so many failures in a row.
fn wait_after(failures: i64) -> i64 {
    let beyond = failures - FREE_FAILURES;
    if beyond <= 0 {
        return 0;
    }
    let doublings = u32::try_from(beyond - 1).unwrap_or(u32::MAX).min(20);
    (FIRST_WAIT << doublings).min(LONGEST_WAIT)
}

#[cfg(test)]
mod tests {
    use super::wait_after;

    #[test]
    fn waits_grow_and_end_at_a_quarter_of_an_hour() {
        let waits: Vec<i64> = [1, 5, 6, 7, 10, 20, 1000].into_iter().map(|n| wait_after(n) / 1000).collect();
        assert_eq!(waits, [0, 0, 5, 10, 80, 900, 900]);
    }
}
