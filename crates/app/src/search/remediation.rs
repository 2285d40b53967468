//! What is done about every いいえ: the next step as planned, and what people said about it.

use super::{
    Kind, Place,
    finder::{Finder, Line, Record, Text},
    sheet,
};
use crate::{
    App, AppError,
    remediation::{Line as No, Remediations, list},
    words::T,
};
use domain::access::{Permit, View};

pub(super) async fn offer(app: &App, view: &Permit<View>, t: T, finder: &mut Finder<'_>) -> Result<(), AppError> {
    if !finder.wants(Kind::Remediation) {
        return Ok(());
    }
    let all = list(app, view).await?;
    for line in all.lines.iter().filter(|line| !line.plan.stated.next_step.is_empty() || !line.comments.is_empty()) {
        let (record, about) = (record(app, line, t), all.sheet_label(app, t, line));
        let own = record.lines.iter().map(|line| finder.query().met(line.text.folded())).reduce(|met, one| met | one);
        let around = finder.query().met(record.title.folded()) | around(&all, line, &about, finder);
        if finder.query().matches(own.unwrap_or_default(), around) {
            finder.keep(Kind::Remediation, &record, vec![(Place::Remediation(line.key.clone()), about)]);
        }
    }
    Ok(())
}

fn record(app: &App, line: &No, t: T) -> Record {
    let next = Some(&line.plan.stated.next_step).filter(|next| !next.is_empty());
    let mut lines: Vec<Line> =
        next.into_iter().map(|next| Line::new(t.get("remediation-next-step"), next.to_string())).collect();
    let comment = |words: &domain::assessment::Note| Line::new(t.get("remediation-comments"), words.to_string());
    lines.extend(line.comments.iter().map(|said| comment(&said.words)));
    let title = sheet::title(&app.catalog, line.sheet.form, &line.item, t);
    Record { title: Text::new(title), lines }
}

/// The sheet, and who is to do it: they narrow down, but what is planned or said has to be met itself.
fn around(all: &Remediations, line: &No, sheet: &str, finder: &Finder<'_>) -> domain::search::Met {
    let names = [sheet.to_owned(), all.person(line.plan.stated.owner), all.vendor(line.vendor())];
    names
        .into_iter()
        .map(Text::new)
        .fold(domain::search::Met::default(), |met, name| met | finder.query().met(name.folded()))
}
