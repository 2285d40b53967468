//! Hashing passwords with argon2id. Parameters: OWASP's first choice (19 MiB, 2 passes, 1 lane).

use crate::{App, AppError};
use argon2::{
    Argon2,
    password_hash::{PasswordHash, PasswordHasher as _, PasswordVerifier as _, SaltString},
};
use domain::access::Password;

/// The hash of a password, in PHC form. Waits its turn: at most two hash at once.
pub(crate) async fn hash(app: &App, password: Password) -> Result<String, AppError> {
    let mut salt = [0; 16];
    getrandom::fill(&mut salt).map_err(|e| AppError::Internal(e.to_string()))?;
    let salt = SaltString::encode_b64(&salt).map_err(|e| AppError::Internal(e.to_string()))?;
    in_turn(app, move || {
        let hash = Argon2::default().hash_password(password.expose(), &salt);
        hash.map(|hash| hash.to_string()).map_err(|e| AppError::Internal(e.to_string()))
    })
    .await?
}

/// Whether the password fits the stored hash. Without a stored hash the same work is done, and the answer is no:
/// the time does not tell whether a login exists.
pub(super) async fn fits(app: &App, password: Password, stored: Option<String>) -> Result<bool, AppError> {
    in_turn(app, move || {
        let text = stored.as_deref().unwrap_or(NOBODY);
        let Ok(parsed) = PasswordHash::new(text) else { return false };
        let fits = Argon2::default().verify_password(password.expose(), &parsed).is_ok();
        fits && stored.is_some()
    })
    .await
}

/// A well-formed hash that no password is known for.
const NOBODY: &str = "$argon2id$v=19$m=19456,t=2,p=1$c2FraW1vcmktbm9ib2R5$0aQ0q8m9Y0m3yq3wE3r8p3sE3o1k0kq0l9m2b7x6w5U";

async fn in_turn<T: Send + 'static>(app: &App, work: impl FnOnce() -> T + Send + 'static) -> Result<T, AppError> {
    let _turn = app.hashing.acquire().await.map_err(|e| AppError::Internal(e.to_string()))?;
    tokio::task::spawn_blocking(work).await.map_err(|e| AppError::Internal(e.to_string()))
}
