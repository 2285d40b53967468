//! Errors become pages in one place: what happened, and what to do, in the visitor's language. Nothing secret is shown.

use crate::{cx::Cx, layout::Layout};
use app::AppError;
use askama::Template;
use axum::{
    http::{StatusCode, header},
    response::{Html, IntoResponse, Redirect, Response},
};
use domain::access::ActionKind;
use store::StoreError;

pub(crate) type PageResult<T = Response> = Result<T, PageError>;

/// Why a page is not shown.
#[derive(Debug, thiserror::Error)]
pub(crate) enum PageError {
    #[error("login needed")]
    LoginNeeded,
    #[error("not allowed: {}", .0.code())]
    Denied(ActionKind),
    #[error("not found")]
    NotFound,
    #[error("the session is over")]
    SessionOver,
    #[error("the form came from another site")]
    Forged,
    #[error("the form can't be read")]
    BadForm,
    #[error("the form is too large")]
    TooLarge,
    #[error("the file is too large")]
    FileTooLarge,
    #[error(transparent)]
    App(#[from] AppError),
    #[error("internal: {0}")]
    Internal(String),
}

impl From<StoreError> for PageError {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::NotFound => Self::NotFound,
            other => Self::App(AppError::Store(other)),
        }
    }
}
impl From<askama::Error> for PageError {
    fn from(error: askama::Error) -> Self {
        Self::Internal(error.to_string())
    }
}

#[derive(Template)]
#[template(path = "error.html")]
struct ErrorPage<'a> {
    l: Layout,
    code: u16,
    key: &'a str,
    detail: String,
}

impl ErrorPage<'_> {
    /// Message key of the `title`, `text` or `remedy` of this error.
    fn key_of(&self, part: &str) -> String {
        format!("error-{}-{part}", self.key)
    }
}

impl PageError {
    pub(crate) fn session(error: tower_sessions::session::Error) -> Self {
        Self::Internal(error.to_string())
    }

    /// Status and message key. Each key has a title, an explanation and a remedy in the messages.
    pub(crate) fn status(&self) -> (StatusCode, &'static str) {
        match self {
            Self::LoginNeeded => (StatusCode::UNAUTHORIZED, "login-needed"),
            Self::Denied(_) | Self::App(AppError::Denied(_)) => (StatusCode::FORBIDDEN, "denied"),
            Self::NotFound => (StatusCode::NOT_FOUND, "not-found"),
            Self::SessionOver => (StatusCode::FORBIDDEN, "session-over"),
            Self::Forged => (StatusCode::FORBIDDEN, "forged"),
            Self::BadForm => (StatusCode::BAD_REQUEST, "bad-form"),
            Self::TooLarge => (StatusCode::PAYLOAD_TOO_LARGE, "too-large"),
            Self::FileTooLarge => (StatusCode::PAYLOAD_TOO_LARGE, "file-too-large"),
            Self::App(error) => app_status(error),
            Self::Internal(_) => (StatusCode::INTERNAL_SERVER_ERROR, "internal"),
        }
    }

    /// The page for it; to the login page if a login is needed.
    pub(crate) fn page(&self, cx: &Cx) -> Response {
        let (status, key) = self.status();
        if status.is_server_error() {
            tracing::error!(path = cx.path(), "{self}");
        }
        if matches!(self, Self::LoginNeeded) {
            return to_login(cx);
        }
        let page = ErrorPage { l: Layout::of(cx, ""), code: status.as_u16(), key, detail: self.detail() };
        match page.render() {
            Ok(html) => (status, Html(html)).into_response(),
            Err(_) => self.plain(),
        }
    }

    /// A number that helps to find the entry in the program's log; never the error's own words.
    fn detail(&self) -> String {
        match self {
            Self::App(AppError::Throttled { seconds }) => seconds.to_string(),
            _ => String::new(),
        }
    }

    /// The answer where no page can be made.
    pub(crate) fn plain(&self) -> Response {
        let (status, _) = self.status();
        if status.is_server_error() {
            tracing::error!("{self}");
        }
        let text = format!("{}\n", status);
        (status, [(header::CONTENT_TYPE, "text/plain; charset=utf-8")], text).into_response()
    }
}

fn app_status(error: &AppError) -> (StatusCode, &'static str) {
    use StatusCode as S;
    match error {
        AppError::Store(StoreError::DiskFull) => (S::INSUFFICIENT_STORAGE, "disk-full"),
        AppError::Store(StoreError::ReadOnly) => (S::SERVICE_UNAVAILABLE, "read-only"),
        AppError::Store(StoreError::Busy | StoreError::Unreachable(_)) => (S::SERVICE_UNAVAILABLE, "busy"),
        AppError::Store(StoreError::Damaged(_)) => (S::INTERNAL_SERVER_ERROR, "damaged"),
        AppError::Store(StoreError::NotFound) => (S::NOT_FOUND, "not-found"),
        AppError::Store(StoreError::Conflict(_) | StoreError::Stale) => (S::CONFLICT, "stale"),
        AppError::Store(StoreError::Exists(_)) => (S::CONFLICT, "exists"),
        AppError::Store(StoreError::LastManager) => (S::CONFLICT, "last-manager"),
        AppError::Store(StoreError::Draft(_) | StoreError::Chart(_)) => (S::UNPROCESSABLE_ENTITY, "bad-form"),
        AppError::EditionMissing(_) => (S::INTERNAL_SERVER_ERROR, "edition-missing"),
        AppError::EditionWithoutItems(_) => (S::UNPROCESSABLE_ENTITY, "edition-without-items"),
        AppError::FiscalYear(_) => (S::UNPROCESSABLE_ENTITY, "fiscal-year"),
        AppError::Open(_) => (S::CONFLICT, "open-points"),
        AppError::SignatureDate => (S::UNPROCESSABLE_ENTITY, "signature-date"),
        AppError::NotTaken(_) => (S::UNPROCESSABLE_ENTITY, "bad-form"),
        AppError::VendorSigns => (S::UNPROCESSABLE_ENTITY, "vendor-signs"),
        AppError::SetUpCode => (S::FORBIDDEN, "set-up-code"),
        AppError::LoginRefused => (S::UNAUTHORIZED, "login-refused"),
        AppError::Throttled { .. } => (S::TOO_MANY_REQUESTS, "throttled"),
        AppError::PackTooLarge { .. } => (S::UNPROCESSABLE_ENTITY, "pack-too-large"),
        AppError::Render(_) => (S::INTERNAL_SERVER_ERROR, "typesetting"),
        _ => (S::INTERNAL_SERVER_ERROR, "internal"),
    }
}

/// To the login page; a part of a page asked for by htmx makes the whole page go there.
fn to_login(cx: &Cx) -> Response {
    if cx.is_htmx() {
        return (StatusCode::OK, [("hx-redirect", "/login?over=1")]).into_response();
    }
    Redirect::to("/login?over=1").into_response()
}

impl IntoResponse for PageError {
    /// Where a handler returns an error, `page_errors` has not seen the visitor: the error travels in the response.
    fn into_response(self) -> Response {
        let mut response = self.plain();
        response.extensions_mut().insert(std::sync::Arc::new(self));
        response
    }
}
