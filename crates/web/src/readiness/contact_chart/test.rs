//! `GET /contact-chart/test` and `POST /contact-chart/test/{entry}`: everybody in the order of calling, and what became of each call.

use super::{PhoneLine, phones};
use crate::{
    cx::Cx,
    error::{PageError, PageResult},
    form::Fields,
    layout::{Layout, html_with, see},
};
use app::readiness::contact_chart::{self as room, ChartStanding};
use askama::Template;
use axum::{extract::Path, http::StatusCode};
use domain::{
    access::View,
    assessment::Note,
    calendar::iso,
    id::ChartEntryId,
    journal::{CallTested, Seq},
    readiness::{
        contact_chart::{CallTest, CallTestError, CallTestText, ChartPerson, ChartRole},
        task::{Task, TaskDraft, TaskOrigin},
    },
};
use store::{StoreError, readiness::contact_chart as chart};
use time::Duration;

/// Days until what an unanswered call leaves is due: our choice, a fortnight.
const TASK_DUE: Duration = Duration::days(14);

/// Somebody to call.
pub(crate) struct CallLine {
    pub(crate) id: String,
    pub(crate) number: usize,
    pub(crate) role: &'static str,
    pub(crate) name: String,
    pub(crate) phones: Vec<PhoneLine>,
    /// The last call, in words; empty if there was none.
    pub(crate) last: String,
    /// What the form says about: how it is reached.
    pub(crate) seen: String,
    pub(crate) open: bool,
}

/// A call that was recorded.
pub(crate) struct CalledLine {
    pub(crate) on: String,
    pub(crate) name: String,
    pub(crate) outcome: String,
    pub(crate) answered: bool,
    pub(crate) by: String,
}

#[derive(Template)]
#[template(path = "readiness/contact_chart/test.html")]
struct TestPage {
    l: Layout,
    calls: Vec<CallLine>,
    called: Vec<CalledLine>,
    /// What was typed into a form that was refused.
    typed: Fields,
    today: String,
    /// Entry whose form was refused, field and message key.
    wrong: Option<(ChartEntryId, &'static str, &'static str)>,
}

impl TestPage {
    fn error(&self, id: &str, field: &str) -> Option<&'static str> {
        self.wrong.filter(|(found, name, _)| found.to_string() == id && *name == field).map(|(.., key)| key)
    }

    /// What was typed in the form of an entry, or else what it begins with.
    fn value<'a>(&'a self, id: &str, field: &str, otherwise: &'a str) -> &'a str {
        match self.wrong {
            Some((found, ..)) if found.to_string() == id => self.typed.text(field),
            _ => otherwise,
        }
    }
}

/// Everybody to call.
pub(crate) async fn show(cx: Cx) -> PageResult {
    page(&cx, StatusCode::OK, Fields::default(), None).await
}

async fn page(
    cx: &Cx,
    status: StatusCode,
    typed: Fields,
    wrong: Option<(ChartEntryId, &'static str, &'static str)>,
) -> PageResult {
    let t = cx.t();
    let now = room::standing(cx.app(), &cx.permit::<View>()?).await?;
    let to_call = now.chart.people.iter().filter(|person| person.role != ChartRole::Discoverer);
    let open = wrong.map(|(id, ..)| id);
    let page = TestPage {
        l: Layout::of(cx, "readiness"),
        calls: to_call.map(|person| line(cx, &now, person, open)).collect(),
        called: now
            .loaded
            .tests
            .iter()
            .map(|row| CalledLine {
                on: format!("{} {}", t.short_day(row.test.on), row.test.at),
                name: row.test.name.clone(),
                outcome: room::outcome(t, &row.test),
                answered: row.test.outcome.is_answered(),
                by: row.by.clone(),
            })
            .collect(),
        today: iso(cx.app().today()),
        typed,
        wrong,
    };
    html_with(status, &page)
}

fn line(cx: &Cx, now: &ChartStanding, person: &ChartPerson, open: Option<ChartEntryId>) -> CallLine {
    let t = cx.t();
    let last = now.loaded.tests.iter().find(|row| row.test.entry == person.id);
    CallLine {
        id: person.id.to_string(),
        number: now.number(person.id),
        role: person.role.code(),
        name: person.name.clone(),
        phones: phones(person),
        last: last
            .map(|row| format!("{} {}", t.short_day(row.test.on), room::outcome(t, &row.test)))
            .unwrap_or_default(),
        seen: person.reach_digest(),
        open: open == Some(person.id),
    }
}

/// Records a call. Where nobody answered, a task is left: to the 安全管理責任者's side of the house, in a fortnight.
pub(crate) async fn record(cx: Cx, Path(id): Path<ChartEntryId>, fields: Fields) -> PageResult {
    let (app, t) = (cx.app(), cx.t());
    let now = room::standing(app, &cx.permit::<View>()?).await?;
    let person = now.chart.person(id).ok_or(PageError::NotFound)?;
    let changed = ("version", "contact-chart-changed-meanwhile");
    if person.reach_digest() != fields.text("seen") {
        return page(&cx, StatusCode::CONFLICT, fields, Some((id, changed.0, changed.1))).await;
    }
    let text = CallTestText {
        on: fields.text("on"),
        at: fields.text("at"),
        outcome: fields.text("outcome"),
        by: fields.text("by"),
        minutes: fields.text("minutes"),
        note: fields.text("note"),
    };
    let test = match CallTest::parse(app.ids.next(), (id, &person.name, person.reach()), &text, app.today()) {
        Ok(test) => test,
        Err(error) => {
            let (field, key) = refusal(&error);
            return page(&cx, StatusCode::UNPROCESSABLE_ENTITY, fields, Some((id, field, key))).await;
        }
    };
    let words = t.one("contact-chart-task-words", "name", person.name.clone());
    let task = (!test.outcome.is_answered()).then(|| Task {
        id: app.ids.next(),
        origin: TaskOrigin::CallTest(test.id),
        stated: TaskDraft {
            words: Note::parse(&words).unwrap_or_default(),
            owner: cx.actor().and_then(|actor| actor.note().staff),
            due_on: Some(app.today() + TASK_DUE),
            done: None,
        },
        version: Seq::ZERO,
    });
    let left = task.is_some();
    match chart::test(&app.db, &cx.permit()?, app.now(), CallTested { test, task }).await {
        Ok(_) if left => Ok(see("/contact-chart/test", "call-left-task")),
        Ok(_) => Ok(see("/contact-chart/test", "call-tested")),
        Err(StoreError::Stale) => page(&cx, StatusCode::CONFLICT, fields, Some((id, changed.0, changed.1))).await,
        Err(other) => Err(other.into()),
    }
}

const fn refusal(error: &CallTestError) -> (&'static str, &'static str) {
    match error {
        CallTestError::Day => ("on", "contact-chart-test-day-wrong"),
        CallTestError::Time => ("at", "contact-chart-test-time-wrong"),
        CallTestError::Outcome => ("outcome", "remote-choice-missing"),
        CallTestError::By(_) => ("by", "contact-chart-name-wrong"),
        CallTestError::Minutes => ("minutes", "contact-chart-test-minutes-wrong"),
        CallTestError::Note(_) => ("note", "vendor-line-wrong"),
    }
}
