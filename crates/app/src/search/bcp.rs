//! What people stated for the BCP: systems, paper operation, decisions, answers of the 確認表.

use super::{
    Kind, Place,
    finder::{Finder, Line, Record, Text},
};
use crate::{App, AppError, words::T};
use domain::{
    access::{Permit, View},
    readiness::bcp::{Part, PartKey},
    search::Met,
    vendor,
};

pub(super) async fn offer(app: &App, view: &Permit<View>, t: T, finder: &mut Finder<'_>) -> Result<(), AppError> {
    if !finder.wants(Kind::Bcp) {
        return Ok(());
    }
    let loaded = store::readiness::bcp::load(&app.db, view).await?;
    let systems = store::ledger::systems(&app.db, view).await?;
    let line =
        |key: &str, line: &Option<vendor::Line>| line.as_ref().map(|words| Line::new(t.get(key), words.as_str()));
    for row in &loaded.parts {
        let (title, lines) = match (&row.key, &row.part) {
            (_, Part::General(general)) => {
                let notes = [("bcp-general-purpose", &general.purpose), ("bcp-general-scope", &general.scope)];
                let notes = notes.map(|(key, note)| Line::new(t.get(key), note.as_str()));
                let lines = notes.into_iter().chain(line("bcp-general-kept_at", &general.kept_at));
                (t.code("bcp-section", "general").into_owned(), lines.collect::<Vec<_>>())
            }
            (PartKey::System(id), Part::System(rank)) => {
                let system = systems.iter().find(|one| one.id == *id);
                let lines = [
                    line("bcp-priority", &rank.priority_why),
                    line("bcp-importance", &rank.importance_why),
                    line("bcp-impact", &rank.impact),
                ];
                let name = system.map(|one| one.stated.name.to_string()).unwrap_or_default();
                (name, lines.into_iter().flatten().collect())
            }
            (_, Part::Cutting(cutting)) => {
                (t.code("bcp-section", "cutting").into_owned(), line("bcp-why", &cutting.why).into_iter().collect())
            }
            (_, Part::Paper(paper)) => {
                let lines = [
                    line("bcp-paper-form", &paper.form),
                    line("bcp-paper-place", &paper.place),
                    line("bcp-paper-after", &paper.after),
                ];
                (format!("{} {}", paper.department, paper.work), lines.into_iter().flatten().collect())
            }
            (_, Part::Decision(decision)) => {
                let lines = [
                    line("bcp-decision-sign", &decision.sign),
                    line("bcp-decision-out_of_hours", &decision.out_of_hours),
                ];
                (decision.what.to_string(), lines.into_iter().flatten().collect())
            }
            (PartKey::Check(id), Part::Check(answer)) => {
                let Some(item) = app.catalog.bcp().item(id) else { continue };
                let heading = if t.is_ja() { &item.heading.ja } else { &item.heading.en };
                let note = Line::new(t.get("bcp-check-note"), answer.note.as_str());
                (format!("{} {heading}", item.number), vec![note])
            }
            _ => continue,
        };
        let record = Record { title: Text::new(title), lines };
        let about = t.get("bcp-title");
        finder.offer(Kind::Bcp, &record, Met::default(), Place::Bcp(row.key.clone()), &about);
    }
    Ok(())
}
