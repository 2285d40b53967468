//! Incidents: their titles, the nine points, and every word of the time line.

use super::{
    Kind, Place,
    finder::{Finder, Line, Record, Text},
};
use crate::{
    App, AppError,
    readiness::incident::{happening_words, number},
    words::T,
};
use domain::{
    access::{Permit, View},
    readiness::incident::{Happening, ReportField},
    search::Met,
};

pub(super) async fn offer(app: &App, view: &Permit<View>, t: T, finder: &mut Finder<'_>) -> Result<(), AppError> {
    if !finder.wants(Kind::Incident) {
        return Ok(());
    }
    for incident in store::readiness::incident::whole(&app.db, view).await? {
        let (stated, _) = incident.stated();
        let mut lines = Vec::new();
        if !stated.effect.is_empty() {
            lines.push(Line::new(t.get("incident-effect"), stated.effect.to_string()));
        }
        for field in ReportField::ALL {
            let words = stated.field(field).map(ToString::to_string);
            lines.extend(words.map(|words| Line::new(t.code("incident-field", field.code()), words)));
        }
        for entry in incident.entries.iter().filter(|entry| !matches!(entry.what, Happening::Stated(_))) {
            let words = happening_words(t, &entry.what, &incident.opened.steps);
            lines.push(Line::new(t.get("incident-timeline"), words));
        }
        let title = format!("{} {}", number(t, &incident), stated.title);
        let record = Record { title: Text::new(title), lines };
        let place = Place::Incident(incident.opened.id);
        finder.offer(Kind::Incident, &record, Met::default(), place, &incident.opened.number.to_string());
    }
    Ok(())
}
