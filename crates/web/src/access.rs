//! Entering, leaving, language, the own password.

use crate::{
    cx::{Cx, LANG_COOKIE},
    error::{PageError, PageResult},
    form::Form,
    layout::{Layout, html, html_with, see},
    session::{CSRF, RETURN, SEEN, SessionUser, USER},
};
use app::{AppError, access::LoggedIn};
use askama::Template;
use axum::{
    extract::{ConnectInfo, FromRequestParts, Query},
    http::{StatusCode, header, request::Parts},
    response::{IntoResponse as _, Redirect, Response},
};
use domain::access::{Password, PasswordError, View};
use serde::Deserialize;
use std::{convert::Infallible, net::SocketAddr};

/// Address that a request came from, for the throttle. Without one (tests) it is empty.
pub(crate) struct From(pub(crate) String);

impl<S: Send + Sync> FromRequestParts<S> for From {
    type Rejection = Infallible;
    async fn from_request_parts(parts: &mut Parts, _state: &S) -> Result<Self, Infallible> {
        let address = parts.extensions.get::<ConnectInfo<SocketAddr>>();
        Ok(Self(address.map(|info| info.0.ip().to_string()).unwrap_or_default()))
    }
}

#[derive(Template)]
#[template(path = "access/login.html")]
struct LoginPage {
    l: Layout,
    login: String,
    /// Message key of what went wrong.
    error: Option<&'static str>,
    seconds: i64,
    /// Whether the session had ended.
    over: bool,
}

#[derive(Debug, Deserialize)]
pub(crate) struct Over {
    #[serde(default)]
    over: Option<String>,
}

/// Makes sure that the session has a token against forged requests: pages with a form for strangers need one.
pub(crate) async fn require_token(cx: &Cx) -> PageResult<String> {
    if !cx.csrf().is_empty() {
        return Ok(cx.csrf().to_owned());
    }
    let token = random_token()?;
    cx.session().insert(CSRF, &token).await.map_err(PageError::session)?;
    Ok(token)
}

/// Keeps where the visitor wanted to go: there the login leads.
pub(crate) async fn remember(cx: &Cx) -> PageResult<()> {
    cx.session().insert(RETURN, cx.path()).await.map_err(PageError::session)
}

fn random_token() -> PageResult<String> {
    let mut bytes = [0; 24];
    getrandom::fill(&mut bytes).map_err(|e| PageError::Internal(e.to_string()))?;
    Ok(hex::encode(bytes))
}

/// `GET /login`.
pub(crate) async fn show_login(cx: Cx, Query(query): Query<Over>) -> PageResult {
    let mut l = Layout::of(&cx, "");
    l.csrf = require_token(&cx).await?;
    html(&LoginPage { l, login: String::new(), error: None, seconds: 0, over: query.over.is_some() })
}

#[derive(Deserialize)]
pub(crate) struct LoginForm {
    login: String,
    password: String,
}

/// `POST /login`.
pub(crate) async fn log_in(cx: Cx, from: From, Form(form): Form<LoginForm>) -> PageResult {
    match app::access::log_in(cx.app(), &form.login, Password::typed(form.password), &from.0).await {
        Ok(entered) => {
            enter(&cx, entered).await?;
            let wanted = cx.session().remove::<String>(RETURN).await.map_err(PageError::session)?;
            Ok(Redirect::to(own_path(wanted.as_deref().unwrap_or("/"))).into_response())
        }
        Err(AppError::LoginRefused) => {
            refused(&cx, form.login, StatusCode::UNAUTHORIZED, "access-login-refused", 0).await
        }
        Err(AppError::Throttled { seconds }) => {
            refused(&cx, form.login, StatusCode::TOO_MANY_REQUESTS, "access-login-throttled", seconds).await
        }
        Err(other) => Err(other.into()),
    }
}

async fn refused(cx: &Cx, login: String, status: StatusCode, error: &'static str, seconds: i64) -> PageResult {
    let l = Layout::of(cx, "");
    html_with(status, &LoginPage { l, login, error: Some(error), seconds, over: false })
}

/// Begins the session of a proved login, under a new token.
pub(crate) async fn enter(cx: &Cx, entered: LoggedIn) -> PageResult<()> {
    let session = cx.session();
    session.cycle_id().await.map_err(PageError::session)?;
    let user = SessionUser { facility: entered.facility, user: entered.user };
    session.insert(USER, user).await.map_err(PageError::session)?;
    session.insert(CSRF, random_token()?).await.map_err(PageError::session)?;
    session.insert(SEEN, cx.app().now().millis()).await.map_err(PageError::session)
}

/// `POST /logout`.
pub(crate) async fn log_out(cx: Cx) -> PageResult {
    cx.session().flush().await.map_err(PageError::session)?;
    Ok(Redirect::to("/login").into_response())
}

#[derive(Deserialize)]
pub(crate) struct LanguageForm {
    lang: String,
    #[serde(default)]
    back: String,
}

/// `POST /language`: keeps the choice in a cookie for a year.
pub(crate) async fn language(cx: Cx, Form(form): Form<LanguageForm>) -> PageResult {
    let code = messages::Lang::from_code(&form.lang).ok_or(PageError::BadForm)?.code();
    let secure = if cx.site().https { "; Secure" } else { "" };
    let cookie = format!("{LANG_COOKIE}={code}; Path=/; Max-Age=31536000; SameSite=Lax; HttpOnly{secure}");
    Ok(([(header::SET_COOKIE, cookie)], Redirect::to(own_path(&form.back))).into_response())
}

/// Only a path of this site: never another host.
fn own_path(back: &str) -> &str {
    let own = back.starts_with('/') && !back.starts_with("//") && !back.contains(['\\', '\n', '\r']);
    if own { back } else { "/" }
}

#[derive(Template)]
#[template(path = "access/password.html")]
struct PasswordPage {
    l: Layout,
    error: Option<&'static str>,
    seconds: i64,
    min: usize,
}

/// `GET /password`.
pub(crate) async fn show_password(cx: Cx) -> PageResult {
    password_page(&cx, StatusCode::OK, None, 0).await
}

async fn password_page(cx: &Cx, status: StatusCode, error: Option<&'static str>, seconds: i64) -> PageResult {
    let l = Layout::of(cx, "");
    html_with(status, &PasswordPage { l, error, seconds, min: Password::MIN })
}

#[derive(Deserialize)]
pub(crate) struct PasswordForm {
    old: String,
    new: String,
    again: String,
}

/// `POST /password`. Other sessions of the login end; this one goes on.
pub(crate) async fn change_password(cx: Cx, from: From, Form(form): Form<PasswordForm>) -> PageResult<Response> {
    let actor = cx.actor().ok_or(PageError::LoginNeeded)?;
    let users = store::access::users(&cx.app().db, &cx.permit::<View>()?).await?;
    let user = users.into_iter().find(|u| Some(u.id) == actor.note().user).ok_or(PageError::NotFound)?;
    let new = match Password::new(form.new, &form.again, &user.login) {
        Ok(new) => new,
        Err(error) => {
            return password_page(&cx, StatusCode::UNPROCESSABLE_ENTITY, Some(password_error(error)), 0).await;
        }
    };
    let old = Password::typed(form.old);
    match app::access::change_password(cx.app(), &user.login, old, new, &from.0).await {
        Ok(()) => {
            enter(&cx, LoggedIn { facility: actor.facility(), user: user.id }).await?;
            Ok(see("/", "password-changed"))
        }
        Err(AppError::LoginRefused) => {
            password_page(&cx, StatusCode::UNPROCESSABLE_ENTITY, Some("access-password-old-wrong"), 0).await
        }
        Err(AppError::Throttled { seconds }) => {
            password_page(&cx, StatusCode::TOO_MANY_REQUESTS, Some("access-login-throttled"), seconds).await
        }
        Err(other) => Err(other.into()),
    }
}

/// Message key of a refused password.
pub(crate) const fn password_error(error: PasswordError) -> &'static str {
    match error {
        PasswordError::TooShort => "access-password-too-short",
        PasswordError::TooLong => "access-password-too-long",
        PasswordError::Guessable => "access-password-guessable",
        PasswordError::Differ => "access-password-differ",
    }
}

#[cfg(test)]
mod tests {
    use super::own_path;

    #[test]
    fn the_way_back_never_leaves_the_site() {
        assert_eq!(own_path("/assessments/1?round=2"), "/assessments/1?round=2");
        for foreign in ["//evil.example", "https://evil.example", "/\\evil.example", "", "/a\r\nb"] {
            assert_eq!(own_path(foreign), "/", "{foreign:?}");
        }
    }
}
