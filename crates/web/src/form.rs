//! Forms as sent: every refusal becomes a page in the user's language.

use crate::error::PageError;
use axum::{
    extract::{FromRequest, Request, rejection::FormRejection},
    http::StatusCode,
    response::IntoResponse as _,
};
use serde::de::DeserializeOwned;

/// A form body parsed into `T`.
pub(crate) struct Form<T>(pub(crate) T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequest<S> for Form<T> {
    type Rejection = PageError;
    async fn from_request(request: Request, state: &S) -> Result<Self, PageError> {
        axum::Form::<T>::from_request(request, state).await.map(|form| Self(form.0)).map_err(refusal)
    }
}

fn refusal(rejection: FormRejection) -> PageError {
    match rejection.into_response().status() {
        StatusCode::PAYLOAD_TOO_LARGE => PageError::TooLarge,
        _ => PageError::BadForm,
    }
}
