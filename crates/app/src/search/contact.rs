//! Entries of the contact chart, by name, role, title and number.

use super::{
    Kind, Place,
    finder::{Finder, Line, Record, Text},
};
use crate::{App, AppError, readiness::contact_chart::phone_words, words::T};
use domain::{
    access::{Permit, View},
    readiness::contact_chart::ChartPerson,
    search::Met,
};

pub(super) async fn offer(app: &App, view: &Permit<View>, t: T, finder: &mut Finder<'_>) -> Result<(), AppError> {
    if !finder.wants(Kind::Contact) {
        return Ok(());
    }
    let chart = store::readiness::contact_chart::load(&app.db, view).await?.chart();
    for person in &chart.people {
        let about = t.code("contact-chart-role", person.role.code());
        finder.offer(Kind::Contact, &record(t, person), Met::default(), Place::Contact(person.id), &about);
    }
    Ok(())
}

fn record(t: T, person: &ChartPerson) -> Record {
    let mut lines = vec![Line::new(t.get("contact-chart-role"), t.code("contact-chart-role", person.role.code()))];
    lines.extend(
        Some(&person.title)
            .filter(|title| !title.is_empty())
            .map(|title| Line::new(t.get("contact-chart-title-of"), title.clone())),
    );
    lines.extend(person.phones.iter().map(|phone| Line::new(t.get("contact-chart-reach"), phone_words(t, phone))));
    lines.extend(person.mails.iter().map(|mail| Line::new(t.get("contact-chart-mail"), mail.clone())));
    Record { title: Text::new(person.name.clone()), lines }
}
