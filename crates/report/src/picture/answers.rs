//! How many items say what: one bar, or one bar per round.

use super::svg::{LETTER, NARROW, Safe, frame, percent, width_of};
use std::fmt::Write as _;

/// Height of a bar, px.
const BAR: f64 = 28.0;
/// Height of a line of words, px.
const LINE: f64 = 26.0;

/// The words of the pictures of answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AnswerLabels {
    /// Name of the picture, for those who do not see it.
    pub title: String,
    /// はい.
    pub yes: String,
    /// いいえ.
    pub no: String,
    /// Not answered yet.
    pub blank: String,
    /// 記入不要.
    pub not_asked: String,
}

/// Items of one form by what they say today.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AnswerBar {
    /// はい.
    pub yes: usize,
    /// いいえ.
    pub no: usize,
    /// Asked, without an answer.
    pub blank: usize,
    /// Need no entry.
    pub not_asked: usize,
    /// The words.
    pub labels: AnswerLabels,
}

/// One round: the items that were asked in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RoundColumn {
    /// 1回目 …
    pub label: String,
    /// はい in this round.
    pub yes: usize,
    /// いいえ in this round.
    pub no: usize,
    /// Asked in this round, without an answer.
    pub blank: usize,
}

/// A kind of answer with its number and word. Its code is its class and its way of being drawn.
#[derive(Clone, Copy)]
struct Share<'a> {
    code: &'static str,
    count: usize,
    label: &'a str,
}

/// A bar of all items, and under it what each part is, with its number.
#[must_use]
pub fn answer_bar(bar: &AnswerBar) -> String {
    let labels = &bar.labels;
    let all = [
        Share { code: "yes", count: bar.yes, label: &labels.yes },
        Share { code: "no", count: bar.no, label: &labels.no },
        Share { code: "blank", count: bar.blank, label: &labels.blank },
        Share { code: "not-asked", count: bar.not_asked, label: &labels.not_asked },
    ];
    let shares = &all[..if bar.not_asked == 0 { 3 } else { 4 }];
    let total = shares.iter().map(|share| share.count).sum();
    let mut body = stacked(shares, total, 0.0);
    let height = legend(&mut body, shares, BAR + 8.0);
    frame("answers", height, &labels.title, &words(shares), &body)
}

/// A bar for every round under the other, of one scale: later rounds ask fewer items and are shorter.
#[must_use]
pub fn rounds(columns: &[RoundColumn], labels: &AnswerLabels) -> String {
    let total = columns.iter().map(|round| round.yes + round.no + round.blank).max().unwrap_or(0);
    let (mut body, mut description, mut top) = (String::new(), Vec::new(), 0.0);
    for round in columns {
        let shares = [
            Share { code: "yes", count: round.yes, label: &labels.yes },
            Share { code: "no", count: round.no, label: &labels.no },
            Share { code: "blank", count: round.blank, label: &labels.blank },
        ];
        let said = words(&shares);
        let base = top + LETTER + 2.0;
        text(&mut body, "0", base, "start", &round.label, true);
        // Two lines where one would run into the round's name on a phone.
        let one_line = width_of(&round.label) * 1.1 + width_of(&said) + 8.0 <= NARROW;
        let place = if one_line { ("100%", base, "end") } else { ("0", base + LETTER + 6.0, "start") };
        text(&mut body, place.0, place.1, place.2, &said, false);
        let bar_top = place.1 + 7.0;
        body.push_str(&stacked(&shares, total, bar_top));
        description.push(format!("{}: {said}", round.label));
        top = bar_top + BAR + 12.0;
    }
    frame("rounds", (top - 11.0).max(1.0), &labels.title, &description.join(". "), &body)
}

fn words(shares: &[Share<'_>]) -> String {
    shares.iter().map(|share| format!("{} {}", share.label, share.count)).collect::<Vec<_>>().join(" · ")
}

fn text(out: &mut String, x: &str, y: f64, anchor: &str, words: &str, strong: bool) {
    let weight = if strong { " font-weight=\"700\"" } else { "" };
    // Writing to a String can't fail.
    let _ = write!(out, "<text x=\"{x}\" y=\"{y}\" text-anchor=\"{anchor}\"{weight}>{}</text>", Safe(words));
}

/// The parts of a bar side by side; a part of none is not drawn, a bar of none is an empty frame.
fn stacked(shares: &[Share<'_>], total: usize, top: f64) -> String {
    let mut out = String::new();
    let of = |count: usize| if total == 0 { 0.0 } else { count as f64 / total as f64 };
    let mut from = 0;
    for share in shares.iter().filter(|share| share.count > 0) {
        out.push_str(&part(share.code, &percent(of(from)), &percent(of(share.count)), top));
        from += share.count;
    }
    if total == 0 {
        out = part("blank", "0%", "100%", top);
    }
    out
}

/// One part, hatched by its kind: filled, striped, empty, dotted. Stripes and dots are dashes of one thick line, which
/// needs no `pattern` and so no `id`. The inner frame cuts them off at its edge.
fn part(code: &str, x: &str, width: &str, top: f64) -> String {
    let middle = BAR / 2.0;
    let inside = match code {
        "yes" => "<rect width=\"100%\" height=\"100%\"/>".to_owned(),
        "no" => format!(
            "<line x1=\"2\" x2=\"100%\" y1=\"{middle}\" y2=\"{middle}\" stroke=\"currentColor\" \
             stroke-width=\"{BAR}\" stroke-dasharray=\"3 4\"/>"
        ),
        "not-asked" => format!(
            "<line x1=\"6\" x2=\"100%\" y1=\"{middle}\" y2=\"{middle}\" stroke=\"currentColor\" \
             stroke-width=\"3\" stroke-linecap=\"round\" stroke-dasharray=\"0 9\"/>"
        ),
        _ => String::new(),
    };
    format!(
        "<svg class=\"pic-{code}\" x=\"{x}\" y=\"{top}\" width=\"{width}\" height=\"{BAR}\">{inside}\
         <rect width=\"100%\" height=\"100%\" fill=\"none\" stroke=\"currentColor\" stroke-width=\"3\"/></svg>"
    )
}

/// What each part is, in as many columns as fit on a phone. Returns where the picture ends.
fn legend(out: &mut String, shares: &[Share<'_>], top: f64) -> f64 {
    let named: Vec<String> = shares.iter().map(|share| format!("{} {}", share.label, share.count)).collect();
    let widest = named.iter().map(|name| width_of(name)).fold(0.0, f64::max) + 28.0;
    let fit = (NARROW / widest).floor() as usize;
    let columns = if fit >= shares.len() { shares.len() } else { fit.clamp(1, 2) };
    for (at, (share, name)) in shares.iter().zip(&named).enumerate() {
        let (column, row) = (at % columns, at / columns);
        let y = top + row as f64 * LINE;
        let _ = write!(out, "<svg x=\"{}\" y=\"{y}\" overflow=\"visible\">", percent(column as f64 / columns as f64));
        let _ = write!(out, "<svg y=\"4\" width=\"20\" height=\"14\">{}</svg>", part(share.code, "0", "20", -7.0));
        let _ = write!(
            out,
            "<rect class=\"pic-{}\" x=\".5\" y=\"4.5\" width=\"19\" height=\"13\" fill=\"none\" stroke=\"currentColor\"/>",
            share.code
        );
        text(out, "26", LETTER + 2.0, "start", name, false);
        out.push_str("</svg>");
    }
    top + shares.len().div_ceil(columns) as f64 * LINE
}
