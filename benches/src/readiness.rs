//! Readiness: drawing a contact chart of 150 people, for a page and for paper.

use crate::{
    Outcome,
    figures::{Figures, millis},
};
use report::picture::{BoxKind, BoxLine, ChartBox, ChartDrawing, ChartLabels, chart_sheets};
use std::time::Instant;

const TIMES: usize = 50;

pub(crate) fn measure(figures: &mut Figures) -> Outcome<()> {
    let boxes = chart(150);
    let labels = ChartLabels {
        title: "連絡体制図".to_owned(),
        also: "ほかに電話 → ".to_owned(),
        goes_on: "から続く".to_owned(),
        alone: "矢印のない人と機関".to_owned(),
    };
    let mut page = Vec::new();
    let mut paper = Vec::new();
    for _ in 0..TIMES {
        let started = Instant::now();
        let svg = ChartDrawing::new(&boxes, &labels, 4).svg();
        page.push(started.elapsed());
        if svg.len() < 10_000 {
            return Err("the chart is empty".into());
        }
        let started = Instant::now();
        let sheets = chart_sheets(&boxes, &labels, (400.0, 250.0), 10);
        paper.push(started.elapsed());
        if sheets.is_empty() {
            return Err("no sheet of the chart".into());
        }
    }
    figures.row("drawing a contact chart of 150 people, page", "≤ 100 ms", &millis(&page));
    figures.row("the same for A3, with the best number of columns", "≤ 100 ms", &millis(&paper));
    Ok(())
}

/// A chain of ten, each with fourteen people or parties to call.
fn chart(people: usize) -> Vec<ChartBox> {
    let one = |at: usize| ChartBox {
        number: at + 1,
        kind: [BoxKind::Inside, BoxKind::Inside, BoxKind::Vendor, BoxKind::Authority][at % 4],
        head: "医療情報システム安全管理責任者の代わりの担当".to_owned(),
        name: format!("職員 一二三{at}"),
        lines: vec![
            BoxLine::Plain("第三病棟・看護部".to_owned()),
            BoxLine::Phone(format!("内線 {at:04}")),
            BoxLine::Phone(format!("【夜間も】 070-0000-{at:04}")),
        ],
        calls: Vec::new(),
    };
    let mut boxes: Vec<ChartBox> = (0..people).map(one).collect();
    for (at, one) in boxes.iter_mut().take(10).enumerate() {
        let beside = (10 + at * 14)..(24 + at * 14).min(people);
        one.calls = beside.chain((at < 9).then_some(at + 1)).collect();
    }
    boxes
}
