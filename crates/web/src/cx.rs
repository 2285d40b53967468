//! What a handler knows of its request: the visitor, the language, and how to get a permit.

use crate::{
    Site,
    error::{PageError, PageResult},
    session::{CSRF, SEEN, SessionUser, USER},
};
use app::{App, words::T};
use axum::{
    extract::{FromRequestParts, Request},
    http::{HeaderMap, header, request::Parts},
};
use domain::{
    access::{Action, Actor, Permit, permit},
    facility::Facility,
    id::FacilityId,
};
use messages::Lang;
use std::sync::Arc;
use tower_sessions::Session;

/// Who visits: loaded once per request by `protection`, before any route.
#[derive(Clone)]
pub(crate) struct Visitor(Arc<Known>);

struct Known {
    site: Site,
    lang: Lang,
    actor: Option<Actor>,
    institution: Option<Facility>,
    session: Session,
    csrf: String,
    path: String,
    htmx: bool,
}

/// What a request's head says of its visitor. Taken out of the request, whose body can't be shared between threads.
pub(crate) struct Asked {
    lang: Lang,
    htmx: bool,
    path: String,
}

impl Asked {
    pub(crate) fn of(request: &Request) -> Self {
        Self {
            lang: language(request.headers()),
            htmx: request.headers().contains_key("hx-request"),
            path: request.uri().path_and_query().map_or_else(|| "/".to_owned(), ToString::to_string),
        }
    }
}

/// Interval at which the last use of a session is written: five minutes.
const TOUCH_EVERY: i64 = 5 * 60_000;

impl Visitor {
    /// Reads session, login and language of a request.
    pub(crate) async fn load(site: &Site, session: Session, asked: Asked) -> Result<Self, PageError> {
        let Asked { lang, htmx, path } = asked;
        let known = session.get::<SessionUser>(USER).await.map_err(PageError::session)?;
        let found = match known {
            Some(user) => {
                let app = &site.app;
                store::access::visitor(&app.db, user.facility, user.user, app.today()).await?
            }
            None => None,
        };
        let (actor, institution) = found.unzip();
        if known.is_some() && actor.is_none() {
            // The login was closed, or its person left: the session ends with it.
            session.flush().await.map_err(PageError::session)?;
        }
        if actor.is_some() {
            touch(site, &session).await?;
        }
        let csrf = session.get::<String>(CSRF).await.map_err(PageError::session)?.unwrap_or_default();
        Ok(Self(Arc::new(Known { site: site.clone(), lang, actor, institution, session, csrf, path, htmx })))
    }

    pub(crate) fn actor(&self) -> Option<&Actor> {
        self.0.actor.as_ref()
    }

    pub(crate) fn csrf(&self) -> &str {
        &self.0.csrf
    }

    pub(crate) fn cx(&self) -> Cx {
        Cx(self.clone())
    }
}

async fn touch(site: &Site, session: &Session) -> Result<(), PageError> {
    let now = site.app.now().millis();
    let seen: i64 = session.get(SEEN).await.map_err(PageError::session)?.unwrap_or(0);
    if now - seen > TOUCH_EVERY {
        session.insert(SEEN, now).await.map_err(PageError::session)?;
    }
    Ok(())
}

/// Cookie of the chosen language. It says nothing about the visitor.
pub(crate) const LANG_COOKIE: &str = "sakimori_lang";

fn language(headers: &HeaderMap) -> Lang {
    let cookies = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
    let mut pairs = cookies.flat_map(|line| line.split(';')).filter_map(|pair| pair.trim().split_once('='));
    if let Some(lang) = pairs.find(|(name, _)| *name == LANG_COOKIE).and_then(|(_, code)| Lang::from_code(code)) {
        return lang;
    }
    headers.get(header::ACCEPT_LANGUAGE).and_then(|v| v.to_str().ok()).map_or(Lang::Ja, Lang::from_accept_language)
}

/// A handler's request.
#[derive(Clone)]
pub(crate) struct Cx(Visitor);

impl Cx {
    pub(crate) fn app(&self) -> &App {
        &self.0.0.site.app
    }

    pub(crate) fn site(&self) -> &Site {
        &self.0.0.site
    }

    pub(crate) fn t(&self) -> T {
        T::new(self.0.0.lang)
    }

    pub(crate) fn session(&self) -> &Session {
        &self.0.0.session
    }

    pub(crate) fn actor(&self) -> Option<&Actor> {
        self.0.actor()
    }

    /// The institution of the login.
    pub(crate) fn institution(&self) -> Option<&Facility> {
        self.0.0.institution.as_ref()
    }

    pub(crate) fn csrf(&self) -> &str {
        self.0.csrf()
    }

    pub(crate) fn path(&self) -> &str {
        &self.0.0.path
    }

    /// Whether htmx asked: the answer is then a part of the page.
    pub(crate) fn is_htmx(&self) -> bool {
        self.0.0.htmx
    }

    /// The permit for `A`.
    pub(crate) fn permit<A: Action>(&self) -> PageResult<Permit<A>> {
        let actor = self.actor().ok_or(PageError::LoginNeeded)?;
        permit(actor).map_err(|denied| PageError::Denied(denied.0))
    }

    pub(crate) fn facility(&self) -> PageResult<FacilityId> {
        self.actor().map(Actor::facility).ok_or(PageError::LoginNeeded)
    }
}

impl FromRequestParts<Site> for Cx {
    type Rejection = PageError;
    async fn from_request_parts(parts: &mut Parts, _site: &Site) -> Result<Self, PageError> {
        parts.extensions.get::<Visitor>().map(Visitor::cx).ok_or_else(|| PageError::Internal("no visitor".to_owned()))
    }
}
