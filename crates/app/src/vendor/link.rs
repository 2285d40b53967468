//! Personal links: a random token that is shown once, kept only as its SHA-256, and opens one request until its last day.

use super::request_form::RequestForm;
use crate::{
    App, AppError,
    access::{count_failure, refuse_throttled, subject},
};
use domain::{
    access::{LinkPermit, ManageVendors, Permit},
    digest::Digest,
    id::{LinkId, RequestId},
};
use store::vendor::KeptDraft;
use time::{Date, Duration};

/// A link lasts so long beyond the due day: late answers are still answers. Our choice.
pub const GRACE: Duration = Duration::days(30);

/// Random bytes of a token.
const TOKEN_BYTES: usize = 32;

/// A link that was just made. The token is nowhere else.
#[derive(Clone)]
pub struct NewLink {
    /// Its record.
    pub id: LinkId,
    /// Its address.
    pub address: String,
    /// Last day on which it opens.
    pub expires_on: Date,
}

impl std::fmt::Debug for NewLink {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("NewLink").field("id", &self.id).finish_non_exhaustive()
    }
}

/// Makes a link to a request.
///
/// # Errors
/// [`AppError::NoVendorDoor`] where vendors can't reach this program; `StoreError::Stale` for a request that is closed.
pub async fn make_link(
    app: &App,
    permit: &Permit<ManageVendors>,
    request: RequestId,
    expires_on: Date,
) -> Result<NewLink, AppError> {
    let door = app.outside.vendor_address.as_deref().ok_or(AppError::NoVendorDoor)?;
    let mut random = [0; TOKEN_BYTES];
    getrandom::fill(&mut random).map_err(|error| AppError::Internal(error.to_string()))?;
    let (id, token) = (app.ids.next(), hex::encode(random));
    store::vendor::make_link(&app.db, permit, app.now(), (id, token_hash(&token)), request, expires_on).await?;
    Ok(NewLink { id, address: format!("{}/v/{token}", door.trim_end_matches('/')), expires_on })
}

fn token_hash(token: &str) -> Digest {
    Digest::of(format!("sakimori-vendor-link-v1:{token}").as_bytes())
}

/// What a link shows now.
#[derive(Debug, Clone)]
pub struct OpenLink {
    /// The right to it.
    pub permit: LinkPermit,
    /// The request with its form.
    pub form: RequestForm,
    /// What was typed and not handed in yet.
    pub draft: Option<KeptDraft>,
    /// Last day on which it opens.
    pub expires_on: Date,
}

/// Opens a link by its token. `from` is the address that the request came from: whoever guesses has to wait.
///
/// # Errors
/// [`AppError::LinkRefused`], which does not tell a wrong token from one that is over or revoked; [`AppError::Throttled`].
pub async fn open_link(app: &App, token: &str, from: &str) -> Result<OpenLink, AppError> {
    let address = subject(&format!("vendor-link:{from}"));
    refuse_throttled(app, &address).await?;
    let is_token = token.len() == TOKEN_BYTES * 2 && token.bytes().all(|byte| byte.is_ascii_hexdigit());
    let found = match is_token {
        true => store::vendor::find_link(&app.db, token_hash(token), app.today()).await?,
        false => None,
    };
    let Some(permit) = found else {
        count_failure(app, &address).await?;
        return Err(AppError::LinkRefused);
    };
    let shown = store::vendor::open_link(&app.db, &permit).await?;
    let (draft, expires_on) = (shown.draft, shown.expires_on);
    Ok(OpenLink { permit, form: RequestForm::new(app, shown.asked)?, draft, expires_on })
}
