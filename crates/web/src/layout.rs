//! What every page shows around its content: institution, navigation, user, language, version.

use crate::{asset, cx::Cx, error::PageResult};
use app::words::T;
use askama::Template;
use axum::response::{Html, IntoResponse as _, Response};
use domain::{
    access::{ActionKind, Actor, may},
    facility::Facility,
};

/// The frame of a page.
pub(crate) struct Layout {
    pub(crate) t: T,
    pub(crate) csrf: String,
    /// Path of this page, for the language switch.
    pub(crate) path: String,
    /// Part of the navigation that is current: `home`, `assessments`, `packs`, `facility`, `people`, `journal`, or none.
    pub(crate) current: &'static str,
    /// Institution, once logged in.
    pub(crate) facility: Option<Facility>,
    /// Name of the user.
    pub(crate) user: Option<String>,
    /// Codes of the roles in force.
    pub(crate) roles: Vec<&'static str>,
    /// Key fingerprint of the installation.
    pub(crate) fingerprint: String,
    /// Key of a message to show on top, from the address: `done=…`.
    pub(crate) done: Option<String>,
    /// What was looked for, on the page that shows it.
    pub(crate) search: String,
    actor: Option<Actor>,
}

/// Messages that an address may name by `?done=`.
const DONE: &[&str] = &[
    "saved",
    "opened",
    "signed",
    "paper-recorded",
    "pack-made",
    "person-added",
    "role-assigned",
    "role-ended",
    "left",
    "login-opened",
    "login-closed",
    "password-changed",
    "registered",
    "sample-removed",
    "vendor-added",
    "taken-in",
    "stopped",
    "device-added",
    "device-parted",
    "stocktake-begun",
    "stocktake-finished",
    "nothing-changed",
    "comment-added",
    "bcp-approved",
    "bcp-handed-out",
    "bcp-removed",
    "chart-begun",
    "chart-removed",
    "chart-approved",
    "contacts-verified",
    "call-tested",
    "call-left-task",
    "plan-made",
    "entry-written",
    "step-ticked",
    "matter-closed",
    "matter-reopened",
    "pack-written",
    "step-over",
    "steps-over",
    "held-recorded",
    "task-left",
    "feed-forgotten",
    "vendors-asked",
    "vendors-imported",
    "link-revoked",
    "mail-sent",
    "submission-received",
    "submission-accepted",
    "submission-returned",
    "disclosure-added",
    "disclosure-decided",
    "remote-added",
    "remote-ended",
    "remote-confirmed",
    "evidence-added",
    "evidence-withdrawn",
    "workbook-taken",
    "workbook-nothing",
    "wording-verified",
    "wording-unverified",
];

impl Layout {
    pub(crate) fn of(cx: &Cx, current: &'static str) -> Self {
        Self {
            t: cx.t(),
            csrf: cx.csrf().to_owned(),
            path: cx.path().to_owned(),
            current,
            facility: cx.institution().cloned(),
            user: cx.actor().map(|actor| actor.note().name.to_string()),
            roles: cx.actor().map(|a| a.roles().iter().map(|role| role.code()).collect()).unwrap_or_default(),
            fingerprint: cx.app().key.fingerprint().to_string(),
            done: done(cx.path()),
            search: String::new(),
            actor: cx.actor().cloned(),
        }
    }

    /// Whether the visitor may do an action, by its code; templates hide what is refused anyway.
    pub(crate) fn may(&self, code: &str) -> bool {
        let action = ActionKind::ALL.iter().find(|action| action.code() == code);
        action.zip(self.actor.as_ref()).is_some_and(|(action, actor)| may(actor, *action))
    }

    pub(crate) fn is_sample(&self) -> bool {
        self.facility.as_ref().is_some_and(|facility| facility.sample)
    }

    pub(crate) fn asset(&self, name: &str) -> &'static str {
        asset::address(name)
    }

    pub(crate) fn version(&self) -> &'static str {
        env!("CARGO_PKG_VERSION")
    }
}

fn done(path: &str) -> Option<String> {
    let (_, query) = path.split_once('?')?;
    let value = query.split('&').find_map(|pair| pair.strip_prefix("done="))?;
    DONE.contains(&value).then(|| format!("common-done-{value}"))
}

/// A page's answer.
pub(crate) fn html<T: Template>(page: &T) -> PageResult {
    Ok(Html(page.render()?).into_response())
}

/// A page's answer with another status than 200: refused forms keep what was typed.
pub(crate) fn html_with<T: Template>(status: axum::http::StatusCode, page: &T) -> PageResult {
    Ok((status, Html(page.render()?)).into_response())
}

/// After a form: to a page, with a message on top.
pub(crate) fn see(path: &str, done: &str) -> Response {
    see_at(path, done, "")
}

/// The same, to a place on the page: `mark` is empty or begins with `#`.
pub(crate) fn see_at(path: &str, done: &str, mark: &str) -> Response {
    let sign = if path.contains('?') { '&' } else { '?' };
    axum::response::Redirect::to(&format!("{path}{sign}done={done}{mark}")).into_response()
}
