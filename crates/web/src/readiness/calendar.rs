//! `GET /calendar`: everything that falls due, as a month and as a list; the feed's secret address; reminders by mail.

use crate::{
    cx::Cx,
    download::hand_out,
    error::{PageError, PageResult},
    form::Fields,
    layout::{Layout, html_with, see},
};
use app::readiness::due;
use askama::Template;
use axum::{
    extract::{Path, Query},
    http::{HeaderMap, StatusCode, header},
};
use domain::{
    access::View,
    id::UserId,
    readiness::due::{Due, DueState},
};
use serde::Deserialize;
use store::readiness::told;
use time::{Date, Duration, Month};

/// A line of the list.
pub(crate) struct DueLine {
    pub(crate) day: String,
    pub(crate) kind: &'static str,
    pub(crate) what: String,
    pub(crate) link: String,
    pub(crate) state: &'static str,
}

/// A day of the month.
pub(crate) struct DayCell {
    pub(crate) number: u8,
    pub(crate) inside: bool,
    pub(crate) today: bool,
    pub(crate) due: Vec<DueLine>,
}

#[derive(Template)]
#[template(path = "readiness/calendar.html")]
struct CalendarPage {
    l: Layout,
    month: String,
    before: String,
    after: String,
    weeks: Vec<Vec<DayCell>>,
    overdue: Vec<DueLine>,
    near: Vec<DueLine>,
    ahead: Vec<DueLine>,
    /// The address that was just made; shown once.
    made: String,
    /// When the login's address was made; empty if it has none.
    feed: String,
    /// Whether a mail server is set.
    mail_on: bool,
    mail: String,
    sent: String,
    /// When the last try failed.
    failed: String,
    error: Option<&'static str>,
}

/// Which month.
#[derive(Deserialize)]
pub(crate) struct Asked {
    #[serde(default)]
    month: String,
}

/// The calendar.
pub(crate) async fn show(cx: Cx, Query(asked): Query<Asked>) -> PageResult {
    page(&cx, StatusCode::OK, &asked.month, String::new(), None).await
}

/// The first day of the month that is shown: `2024-06`, or this month.
fn first_of(month: &str, today: Date) -> Date {
    let typed = month.split_once('-').and_then(|(year, month)| {
        let month = Month::try_from(month.parse::<u8>().ok()?).ok()?;
        Date::from_calendar_date(year.parse().ok().filter(|year| (1990..=2200).contains(year))?, month, 1).ok()
    });
    typed.or_else(|| today.replace_day(1).ok()).unwrap_or(today)
}

fn month_code(day: Date) -> String {
    format!("{:04}-{:02}", day.year(), u8::from(day.month()))
}

async fn page(cx: &Cx, status: StatusCode, month: &str, made: String, error: Option<&'static str>) -> PageResult {
    let (app, t, view) = (cx.app(), cx.t(), cx.permit::<View>()?);
    let today = app.today();
    let all = due::all(app, &view, t).await?;
    let first = first_of(month, today);
    let of = |state: DueState| all.iter().filter(|one| one.state(today) == state).map(|one| line(cx, one)).collect();
    let user = user(cx)?;
    let feed = told::feed_of(&app.db, &view, user).await?;
    let reminder = told::reminders(&app.db, &view).await?.into_iter().find(|one| one.user == user);
    let failed = reminder.as_ref().filter(|one| one.trouble.is_some()).and_then(|one| one.tried_at);
    let last = first + Duration::days(31);
    let page = CalendarPage {
        l: Layout::of(cx, "readiness"),
        month: t
            .with("due-month", &[("year", i64::from(first.year()).into()), ("month", u8::from(first.month()).into())]),
        before: month_code(first - Duration::days(1)),
        after: month_code(last.replace_day(1).unwrap_or(last)),
        weeks: weeks(cx, first, &all),
        overdue: of(DueState::Overdue),
        near: of(DueState::Near),
        ahead: of(DueState::Ahead),
        made,
        feed: feed.map(|at| t.moment(at)).unwrap_or_default(),
        mail_on: app.outside.mailer.is_some(),
        mail: reminder.as_ref().map(|one| one.mail.clone()).unwrap_or_default(),
        sent: reminder.as_ref().and_then(|one| one.sent_on).map(|day| t.short_day(day)).unwrap_or_default(),
        failed: failed.map(|at| t.moment(at)).unwrap_or_default(),
        error,
    };
    html_with(status, &page)
}

fn line(cx: &Cx, due: &Due) -> DueLine {
    DueLine {
        day: cx.t().short_day(due.on),
        kind: due.kind.code(),
        what: due.what.clone(),
        link: due.link.clone(),
        state: due.state(cx.app().today()).code(),
    }
}

/// Weeks of a month, Sunday first, as Japanese calendars have them.
fn weeks(cx: &Cx, first: Date, all: &[Due]) -> Vec<Vec<DayCell>> {
    let today = cx.app().today();
    let mut day = first - Duration::days(i64::from(first.weekday().number_days_from_sunday()));
    let mut weeks = Vec::new();
    while weeks.is_empty() || day.month() == first.month() {
        let mut week = Vec::new();
        for _ in 0..7 {
            week.push(DayCell {
                number: day.day(),
                inside: day.month() == first.month(),
                today: day == today,
                due: all.iter().filter(|one| one.on == day).map(|one| line(cx, one)).collect(),
            });
            day += Duration::days(1);
        }
        weeks.push(week);
    }
    weeks
}

fn user(cx: &Cx) -> PageResult<UserId> {
    cx.actor().and_then(|actor| actor.note().user).ok_or(PageError::LoginNeeded)
}

/// The address of this program as the visitor reaches it.
fn address(cx: &Cx, headers: &HeaderMap) -> Option<String> {
    let host = headers.get(header::HOST)?.to_str().ok()?;
    let is_host = host.chars().all(|c| c.is_ascii_alphanumeric() || ".:-[]".contains(c));
    let scheme = if cx.site().https { "https" } else { "http" };
    is_host.then(|| format!("{scheme}://{host}"))
}

/// Makes the login's secret address, instead of an earlier one, and shows it once.
pub(crate) async fn make_feed(cx: Cx, headers: HeaderMap) -> PageResult {
    let made = due::make_feed(cx.app(), &cx.permit::<View>()?, user(&cx)?).await?;
    let address = format!("{}{}", address(&cx, &headers).unwrap_or_default(), made.path);
    page(&cx, StatusCode::OK, "", address, None).await
}

/// Forgets the login's secret address.
pub(crate) async fn forget_feed(cx: Cx) -> PageResult {
    due::forget_feed(cx.app(), &cx.permit::<View>()?, user(&cx)?).await?;
    Ok(see("/calendar", "feed-forgotten"))
}

/// Keeps where reminders go, or ends them.
pub(crate) async fn mail(cx: Cx, fields: Fields) -> PageResult {
    let app = cx.app();
    let typed = fields.text("mail").trim();
    let is_address = app::vendor::is_mail_address(typed);
    if !typed.is_empty() && !is_address {
        return page(&cx, StatusCode::UNPROCESSABLE_ENTITY, "", String::new(), Some("due-mail-wrong")).await;
    }
    let to = Some((typed, cx.t().lang().code())).filter(|(mail, _)| !mail.is_empty());
    told::set_reminder(&app.db, &cx.permit::<View>()?, user(&cx)?, to, app.now()).await?;
    Ok(see("/calendar", "saved"))
}

/// `GET /calendar/feed/{token}.ics`: the calendar, for whoever has its secret address.
pub(crate) async fn feed(cx: Cx, headers: HeaderMap, Path(token): Path<String>) -> PageResult {
    let token = token.strip_suffix(".ics").unwrap_or(&token);
    let found = due::feed(cx.app(), token, address(&cx, &headers), cx.t()).await?;
    let ics = found.ok_or(PageError::NotFound)?;
    hand_out(ics.into_bytes(), "text/calendar; charset=utf-8", "inline", "sakimori.ics")
}
