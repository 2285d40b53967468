//! Files of evidence, those among them that are no longer used.

use super::{
    Kind, Place,
    finder::{Finder, Line, Record, Text},
};
use crate::{App, AppError, words::T};
use domain::{
    access::{Permit, View},
    evidence::Evidence,
    search::{Met, Query},
};
use store::evidence::EvidenceVersion;

pub(super) async fn offer(app: &App, view: &Permit<View>, t: T, finder: &mut Finder<'_>) -> Result<(), AppError> {
    if !finder.wants(Kind::Evidence) {
        return Ok(());
    }
    // Those that count come first.
    let mut all = store::evidence::newest(&app.db, view).await?;
    all.sort_by_key(|version| version.withdrawn.is_some());
    for EvidenceVersion { evidence, withdrawn, .. } in all {
        let received = format!("{} {}", t.get("evidence-received-on"), t.short_day(evidence.stated.received_on));
        let about = match &withdrawn {
            Some(_) => format!("{received}　{}", t.get("evidence-is-withdrawn")),
            None => received,
        };
        let record = record(&evidence, withdrawn.as_ref(), t, finder.query());
        finder.offer(Kind::Evidence, &record, Met::default(), Place::Evidence(evidence.id), &about);
    }
    Ok(())
}

fn record(evidence: &Evidence, withdrawn: Option<&domain::vendor::Line>, t: T, query: &Query) -> Record {
    let stated = &evidence.stated;
    let mut lines = vec![Line::new(t.get("evidence-name"), evidence.file.name.to_string())];
    lines.extend(stated.origin.as_ref().map(|line| Line::new(t.get("evidence-origin"), line.to_string())));
    lines.extend(stated.exported_by.as_ref().map(|line| Line::new(t.get("evidence-exported-by"), line.to_string())));
    lines.extend(withdrawn.map(|why| Line::new(t.get("evidence-why"), why.to_string())));
    if is_digest(query.typed()) {
        lines.push(Line::new("SHA-256", evidence.file.digest.to_string()));
    }
    Record { title: Text::new(stated.title.to_string()), lines }
}

/// Whether somebody looks for a file by its SHA-256. Fewer digits than eight stand in many by chance.
fn is_digest(typed: &str) -> bool {
    let digits = typed.chars().filter(char::is_ascii_hexdigit).count();
    digits >= 8 && digits == typed.chars().filter(|c| !c.is_whitespace()).count()
}
