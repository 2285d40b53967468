//! Reminders by mail: one digest per person who asked for it, when there is something new in it and at most one a day. Off unless mail is
//! set up; what the server does not take is tried again in the next round, and the page says so.

use super::{all, feed::title};
use crate::{
    App, AppError,
    vendor::{MailError, Mailer},
    words::T,
};
use domain::{
    access::{Permit, View},
    readiness::due::{Due, DueKind, DueState, NEAR},
};
use messages::Lang;
use store::readiness::told::{Reminder, reminded, reminders};
use time::Date;

/// Lines of each part of a digest; of the rest the number. Our choice.
const MOST: usize = 30;

/// Sends the digests that are due, where mail is set. The sample hospital writes to nobody. Returns how many went out.
///
/// # Errors
/// When the database can't be read or written.
pub async fn remind_people(app: &App, view: &Permit<View>) -> Result<usize, AppError> {
    let facility = store::facility::facility(&app.db, view).await?;
    let Some(mailer) = app.outside.mailer.as_ref().filter(|_| !facility.sample) else { return Ok(0) };
    let mut sent = 0;
    for one in reminders(&app.db, view).await? {
        let works = store::access::actor(&app.db, facility.id, one.user, app.today()).await?.is_some();
        if !works || one.sent_on == Some(app.today()) {
            continue;
        }
        let t = T::new(Lang::from_code(&one.lang).unwrap_or(Lang::Ja));
        let due = all(app, view, t).await?;
        if !has_news(&due, one.sent_on, app.today()) {
            continue;
        }
        let (subject, body) = digest(t, facility.stated.name.as_str(), &due, app.today());
        match send(mailer, &one, subject, body).await {
            Ok(()) => {
                reminded(&app.db, view, one.user, app.now(), None).await?;
                sent += 1;
            }
            Err(error) => {
                tracing::warn!(user = %one.user, %error, "a reminder was not sent");
                reminded(&app.db, view, one.user, app.now(), Some(&error.to_string())).await?;
            }
        }
    }
    Ok(sent)
}

async fn send(mailer: &Mailer, to: &Reminder, subject: String, body: String) -> Result<(), MailError> {
    mailer.send(&to.mail, subject, body).await
}

/// Whether something became near or overdue since the last mail; the first mail needs something near or overdue at all.
fn has_news(due: &[Due], last: Option<Date>, today: Date) -> bool {
    due.iter().any(|one| {
        let calls = one.state(today) != DueState::Ahead;
        let since = last.is_none_or(|last| {
            let became_near = one.on.checked_sub(NEAR).is_none_or(|near| near > last);
            let became_overdue = one.on >= last && one.on < today;
            // What fails since a day is told on the next day: nobody waits until it is overdue.
            let began_to_fail = one.kind == DueKind::EmergencyPack && one.on > last;
            became_near || became_overdue || began_to_fail
        });
        calls && since
    })
}

/// Subject and words of a digest: what is overdue, then what is near.
#[must_use]
pub fn digest(t: T, institution: &str, due: &[Due], today: Date) -> (String, String) {
    let of = |state: DueState| due.iter().filter(|one| one.state(today) == state).collect::<Vec<_>>();
    let (overdue, near) = (of(DueState::Overdue), of(DueState::Near));
    let subject = t.with("due-mail-subject", &[("overdue", overdue.len().into()), ("near", near.len().into())]);
    let mut lines = vec![institution.to_owned(), String::new()];
    for (key, part) in [("due-mail-overdue", &overdue), ("due-mail-near", &near)] {
        if part.is_empty() {
            continue;
        }
        lines.push(t.one(key, "count", part.len()));
        lines.extend(part.iter().take(MOST).map(|one| format!("- {} {}", t.short_day(one.on), title(t, one))));
        if part.len() > MOST {
            lines.push(t.one("due-mail-more", "count", part.len() - MOST));
        }
        lines.push(String::new());
    }
    lines.push(t.get("due-mail-foot").into_owned());
    (subject, lines.join("\n"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use time::macros::date;

    const TODAY: Date = date!(2024 - 06 - 20);

    fn due(on: Date) -> Due {
        Due { on, kind: DueKind::Task, what: "番号を直す".to_owned(), link: "/".to_owned() }
    }

    #[test]
    fn a_mail_goes_out_only_with_news() {
        let news = |on, last| has_news(&[due(on)], last, TODAY);
        assert!(news(date!(2024 - 07 - 01), None), "near, and never told");
        assert!(!news(date!(2024 - 08 - 01), None), "far away");
        assert!(!news(date!(2024 - 07 - 01), Some(date!(2024 - 06 - 19))), "told yesterday");
        assert!(news(date!(2024 - 07 - 04), Some(date!(2024 - 06 - 19))), "near since today");
        assert!(news(date!(2024 - 06 - 19), Some(date!(2024 - 06 - 19))), "overdue since today");
        assert!(!news(date!(2024 - 06 - 10), Some(date!(2024 - 06 - 19))), "overdue for long, told");
    }

    #[test]
    fn a_digest_names_what_is_overdue_first() {
        let (subject, body) =
            digest(T::new(Lang::Ja), "試験病院", &[due(date!(2024 - 06 - 10)), due(date!(2024 - 06 - 25))], TODAY);
        assert!(subject.contains('1') && body.contains("番号を直す"), "{subject} {body}");
        assert!(body.find("令和6年6月10日") < body.find("令和6年6月25日"));
    }
}
