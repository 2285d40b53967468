//! `GET /drills`, the scenario cards, and the records as a PDF.

use crate::{
    cx::Cx,
    download::hand_out,
    error::{PageError, PageResult},
    layout::{Layout, html},
};
use app::readiness::drill as room;
use askama::Template;
use domain::{
    access::View,
    readiness::{
        drill::{DrillKind, PlayedCard},
        due::{Due, DueKind},
    },
};
use store::readiness::drill::DrillRow;

/// A drill or training in the list.
pub(crate) struct DrillLine {
    pub(crate) id: String,
    pub(crate) kind: &'static str,
    pub(crate) title: String,
    pub(crate) day: String,
    pub(crate) audience: String,
    /// How many of the roster took part.
    pub(crate) people: usize,
    pub(crate) runs: bool,
    pub(crate) overdue: bool,
}

/// When the next one of a kind is due.
pub(crate) struct NextLine {
    pub(crate) kind: &'static str,
    pub(crate) day: String,
    pub(crate) state: &'static str,
}

#[derive(Template)]
#[template(path = "readiness/drill/list.html")]
struct ListPage {
    l: Layout,
    next: Vec<NextLine>,
    planned: Vec<DrillLine>,
    /// Held ones, by fiscal year.
    held: Vec<(String, Vec<DrillLine>)>,
}

/// The year's plan and what was held.
pub(crate) async fn list(cx: Cx) -> PageResult {
    let (t, today) = (cx.t(), cx.app().today());
    let rows = store::readiness::drill::list(&cx.app().db, &cx.permit::<View>()?).await?;
    let next = DrillKind::ALL.into_iter().map(|kind| {
        let on = room::next(&rows, kind, today);
        let due = Due { on, kind: DueKind::Drill, what: String::new(), link: String::new() };
        NextLine { kind: kind.code(), day: t.short_day(on), state: due.state(today).code() }
    });
    let mut held: Vec<(String, Vec<DrillLine>)> = Vec::new();
    for row in rows.iter().filter(|row| row.held.is_some()) {
        let year = row.held.as_ref().and_then(|held| domain::calendar::FiscalYear::of(held.held.on).ok());
        let label = year.map(|year| t.year(year)).unwrap_or_default();
        match held.last_mut() {
            Some((known, lines)) if *known == label => lines.push(line(&cx, row)),
            _ => held.push((label, vec![line(&cx, row)])),
        }
    }
    let planned = rows.iter().filter(|row| row.held.is_none()).map(|row| line(&cx, row)).collect();
    let next: Vec<NextLine> = next.collect();
    html(&ListPage { l: Layout::of(&cx, "readiness"), next, planned, held })
}

fn line(cx: &Cx, row: &DrillRow) -> DrillLine {
    let (t, stated) = (cx.t(), &row.drill.stated);
    let day = row.held.as_ref().map(|held| held.held.on).or(stated.planned_on);
    DrillLine {
        id: row.drill.id.to_string(),
        kind: stated.kind.code(),
        title: stated.title.to_string(),
        day: day.map(|day| t.short_day(day)).unwrap_or_default(),
        audience: stated.audience.as_ref().map(ToString::to_string).unwrap_or_default(),
        people: row.held.as_ref().map_or(0, |held| held.held.people.len()),
        runs: row.run.is_some() && row.held.is_none(),
        overdue: row.held.is_none() && stated.planned_on.is_some_and(|on| on < cx.app().today()),
    }
}

/// A card with its identifier and source.
pub(crate) struct CardPart {
    pub(crate) id: String,
    pub(crate) card: PlayedCard,
    pub(crate) source: String,
}

#[derive(Template)]
#[template(path = "readiness/drill/cards.html")]
struct CardsPage {
    l: Layout,
    cards: Vec<CardPart>,
}

/// `GET /drills/cards`: every scenario card.
pub(crate) async fn cards(cx: Cx) -> PageResult {
    let t = cx.t();
    let one = |known: &domain::catalog::Scenario| CardPart {
        id: known.id.to_string(),
        card: room::played(t, known),
        source: if t.is_ja() { known.source.ja.clone() } else { known.source.en.clone() },
    };
    let cards = cx.app().catalog.scenarios().iter().map(one).collect();
    html(&CardsPage { l: Layout::of(&cx, "readiness"), cards })
}

/// `GET /drills/pdf`: the records.
pub(crate) async fn pdf(cx: Cx) -> PageResult {
    let bytes = room::pdf(cx.app(), &cx.permit::<View>()?, cx.t()).await?.ok_or(PageError::NotFound)?;
    hand_out(bytes, "application/pdf", "attachment", &format!("{}.pdf", cx.t().get("drill-paper-title")))
}
