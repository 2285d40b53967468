//! The year as a line: every 目標日 in its place, those that have passed by their own shape.

use super::svg::{LETTER, NARROW, Safe, frame, percent, width_of};
use domain::assessment::TargetState;
use std::{collections::BTreeMap, fmt::Write as _};
use time::Date;

/// Share of the width that stays free at both ends, for marks on the first and last day.
const EDGE: f64 = 0.04;
/// Top of the line, below the word for today.
const AXIS: f64 = 26.0;
/// Top of the first lane, below the names of the months.
const LANES: f64 = 58.0;
/// Height of a lane, px.
const LANE: f64 = 24.0;
/// Half of a mark, px, and the gap to its words.
const MARK: f64 = 7.0;
const GAP: f64 = 5.0;
/// Widest line of words beside a mark, px: beyond it the items continue in the next lane.
const WORDS: f64 = 128.0;

/// One open いいえ.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Target {
    /// 目標日.
    pub day: Date,
    /// Which item, short: 2(7).
    pub label: String,
    /// How the day lies to today.
    pub state: TargetState,
}

/// The words of the line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TargetLabels {
    /// Name of the picture, for those who do not see it.
    pub title: String,
    /// 今日.
    pub today: String,
    /// The day has passed.
    pub overdue: String,
    /// Soon.
    pub near: String,
    /// Later.
    pub ahead: String,
    /// Short names of the months, January first.
    pub months: [String; 12],
}

/// What the line shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TargetLine {
    /// First day of the fiscal year.
    pub first_day: Date,
    /// Last day of the fiscal year.
    pub last_day: Date,
    /// Today; outside the year it is not drawn.
    pub today: Date,
    /// The target dates, in any order. A day outside the year is drawn at its edge.
    pub targets: Vec<Target>,
    /// The words.
    pub labels: TargetLabels,
}

/// The three ways a day lies to today, in the order of the key below the line.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    Overdue,
    Near,
    Ahead,
}

impl Kind {
    const ALL: [Self; 3] = [Self::Overdue, Self::Near, Self::Ahead];

    const fn of(state: TargetState) -> Self {
        match state {
            TargetState::Overdue { .. } => Self::Overdue,
            TargetState::Near { .. } => Self::Near,
            TargetState::Ahead { .. } => Self::Ahead,
        }
    }

    fn label(self, labels: &TargetLabels) -> &str {
        match self {
            Self::Overdue => &labels.overdue,
            Self::Near => &labels.near,
            Self::Ahead => &labels.ahead,
        }
    }

    /// Its mark around (0, 0): a filled triangle with a gap like a warning sign, a filled diamond, an empty circle.
    const fn mark(self) -> &'static str {
        match self {
            Self::Overdue => {
                "<g class=\"pic-overdue\"><path fill=\"currentColor\" d=\"M0-8L9 7H-9Z\"/>\
                 <path stroke=\"#fff\" stroke-width=\"2\" d=\"M0-3v5M0 4v2\"/></g>"
            }
            Self::Near => "<path class=\"pic-near\" fill=\"currentColor\" d=\"M0-8L8 0 0 8-8 0Z\"/>",
            Self::Ahead => {
                "<circle class=\"pic-ahead\" r=\"6\" fill=\"#fff\" stroke=\"currentColor\" stroke-width=\"2.5\"/>"
            }
        }
    }
}

/// Target dates that fall on one day.
struct Group {
    at: f64,
    kind: Kind,
    /// Its words, one line per lane.
    lines: Vec<String>,
    lane: usize,
}

/// The line of the year.
#[must_use]
pub fn target_line(line: &TargetLine) -> String {
    let scale = Scale { first: line.first_day, days: (line.last_day - line.first_day).whole_days().max(1) };
    let mut groups = groups(line, &scale);
    let lanes = place(&mut groups);
    let bottom = LANES + lanes as f64 * LANE;
    let mut body = String::new();
    months(&mut body, line, &scale, bottom);
    if (line.first_day..=line.last_day).contains(&line.today) {
        today(&mut body, line, &scale, bottom);
    }
    for group in &groups {
        draw(&mut body, group);
    }
    let height = key(&mut body, &groups, &line.labels, bottom + 6.0);
    frame("targets", height, &line.labels.title, &description(line), &body)
}

/// Days to shares of the width.
struct Scale {
    first: Date,
    days: i64,
}

impl Scale {
    fn at(&self, day: Date) -> f64 {
        let part = ((day - self.first).whole_days() as f64 / self.days as f64).clamp(0.0, 1.0);
        EDGE + part * (1.0 - 2.0 * EDGE)
    }
}

/// One group per day, earliest first; its items in lines that are not too wide.
fn groups(line: &TargetLine, scale: &Scale) -> Vec<Group> {
    let mut days: BTreeMap<(Date, Kind), Vec<&str>> = BTreeMap::new();
    for target in &line.targets {
        days.entry((target.day, Kind::of(target.state))).or_default().push(&target.label);
    }
    let group = |((day, kind), labels): ((Date, Kind), Vec<&str>)| {
        let mut lines = vec![format!("{}/{}", u8::from(day.month()), day.day())];
        for label in labels {
            match lines.last_mut() {
                Some(last) if width_of(last) + width_of(label) + width_of(" ") <= WORDS => {
                    last.push(' ');
                    last.push_str(label);
                }
                _ => lines.push(label.to_owned()),
            }
        }
        Group { at: scale.at(day), kind, lines, lane: 0 }
    };
    days.into_iter().map(group).collect()
}

impl Group {
    /// Words stand on the side with more room.
    fn is_left_of_mark(&self) -> bool {
        self.at > 0.5
    }

    /// What it covers on the narrowest screen, px.
    fn span(&self) -> (f64, f64) {
        let middle = self.at * NARROW;
        let words = MARK + GAP + self.lines.iter().map(|line| width_of(line)).fold(0.0, f64::max);
        let (left, right) = if self.is_left_of_mark() { (words, MARK) } else { (MARK, words) };
        (middle - left - GAP, middle + right + GAP)
    }
}

/// Gives each group the first lanes in which it touches nobody, even on the narrowest screen. Returns the number of lanes.
fn place(groups: &mut [Group]) -> usize {
    let mut lanes: Vec<Vec<(f64, f64)>> = Vec::new();
    for group in groups {
        let span = group.span();
        let free = |lane: &Vec<(f64, f64)>| lane.iter().all(|other| span.1 <= other.0 || other.1 <= span.0);
        let fits = |from: usize| lanes.iter().skip(from).take(group.lines.len()).all(free);
        let from = (0..lanes.len()).find(|from| fits(*from)).unwrap_or(lanes.len());
        let until = from + group.lines.len();
        if lanes.len() < until {
            lanes.resize(until, Vec::new());
        }
        lanes[from..until].iter_mut().for_each(|lane| lane.push(span));
        group.lane = from;
    }
    lanes.len()
}

/// The line, a tick for every month and the names of every third.
fn months(out: &mut String, line: &TargetLine, scale: &Scale, bottom: f64) {
    let (left, right) = (percent(EDGE), percent(1.0 - EDGE));
    let mut day = line.first_day;
    let mut count = 0;
    while day <= line.last_day && count < 24 {
        let x = percent(scale.at(day));
        let named = count % 3 == 0;
        let (low, high) = (AXIS + if named { 9.0 } else { 5.0 }, AXIS - 3.0);
        // Writing to a String can't fail.
        let _ = write!(
            out,
            "<line class=\"pic-axis\" x1=\"{x}\" x2=\"{x}\" y1=\"{high}\" y2=\"{low}\" stroke=\"currentColor\"/>"
        );
        if named {
            let name = &line.labels.months[usize::from(u8::from(day.month())) - 1];
            let _ = write!(
                out,
                "<line class=\"pic-grid\" x1=\"{x}\" x2=\"{x}\" y1=\"{}\" y2=\"{bottom}\" stroke=\"currentColor\"/>\
                 <text x=\"{x}\" y=\"{}\" text-anchor=\"{}\">{}</text>",
                AXIS + 28.0,
                AXIS + 10.0 + LETTER,
                if count == 0 { "start" } else { "middle" },
                Safe(name)
            );
        }
        let next = day.replace_day(1).ok().and_then(|first| first.checked_add(time::Duration::days(32)));
        let Some(next) = next.and_then(|later| later.replace_day(1).ok()) else { break };
        day = next;
        count += 1;
    }
    let _ = write!(
        out,
        "<line class=\"pic-axis\" x1=\"{left}\" x2=\"{right}\" y1=\"{AXIS}\" y2=\"{AXIS}\" stroke=\"currentColor\" \
         stroke-width=\"2\"/><line class=\"pic-axis\" x1=\"{right}\" x2=\"{right}\" y1=\"{}\" y2=\"{}\" \
         stroke=\"currentColor\"/>",
        AXIS - 3.0,
        AXIS + 9.0
    );
}

/// A dashed line through all lanes, its word on top.
fn today(out: &mut String, line: &TargetLine, scale: &Scale, bottom: f64) {
    let at = scale.at(line.today);
    let words = format!("{} {}/{}", line.labels.today, u8::from(line.today.month()), line.today.day());
    let half = width_of(&words) / 2.0;
    let anchor = match at * NARROW {
        left if left < half => "start",
        right if right > NARROW - half => "end",
        _ => "middle",
    };
    let x = percent(at);
    let _ = write!(
        out,
        "<g class=\"pic-today\"><line x1=\"{x}\" x2=\"{x}\" y1=\"{}\" y2=\"{bottom}\" stroke=\"currentColor\" \
         stroke-width=\"2\" stroke-dasharray=\"5 3\"/><text x=\"{x}\" y=\"{LETTER}\" text-anchor=\"{anchor}\" \
         font-weight=\"700\">{}</text></g>",
        LETTER + 4.0,
        Safe(&words)
    );
}

/// A mark with its words beside it. The white rim keeps words readable where today's line runs behind them.
fn draw(out: &mut String, group: &Group) {
    let x = percent(group.at);
    let top = LANES + group.lane as f64 * LANE + LANE / 2.0;
    let (side, anchor) = if group.is_left_of_mark() { (-(MARK + GAP), "end") } else { (MARK + GAP, "start") };
    let _ = write!(out, "<svg x=\"{x}\" y=\"{top}\" overflow=\"visible\">{}", group.kind.mark());
    for (at, words) in group.lines.iter().enumerate() {
        let _ = write!(
            out,
            "<text x=\"{side}\" y=\"{}\" text-anchor=\"{anchor}\" stroke=\"#fff\" stroke-width=\"4\" \
             stroke-linejoin=\"round\" paint-order=\"stroke\">{}</text>",
            at as f64 * LANE + 5.0,
            Safe(words)
        );
    }
    out.push_str("</svg>");
}

/// What the marks mean, only those that are there. Returns where the picture ends.
fn key(out: &mut String, groups: &[Group], labels: &TargetLabels, top: f64) -> f64 {
    let kinds: Vec<Kind> =
        Kind::ALL.into_iter().filter(|kind| groups.iter().any(|group| group.kind == *kind)).collect();
    let widest = kinds.iter().map(|kind| width_of(kind.label(labels)) + 30.0).fold(1.0, f64::max);
    let columns = ((NARROW / widest).floor() as usize).clamp(1, kinds.len().max(1));
    for (at, kind) in kinds.iter().enumerate() {
        let y = top + (at / columns) as f64 * LANE + LANE / 2.0;
        let x = percent((at % columns) as f64 / columns as f64);
        let _ = write!(
            out,
            "<svg x=\"{x}\" y=\"{y}\" overflow=\"visible\"><g transform=\"translate(10)\">{}</g>\
             <text x=\"24\" y=\"5\">{}</text></svg>",
            kind.mark(),
            Safe(kind.label(labels))
        );
    }
    top + kinds.len().div_ceil(columns) as f64 * LANE
}

/// Every target date in words, earliest first.
fn description(line: &TargetLine) -> String {
    let mut targets: Vec<&Target> = line.targets.iter().collect();
    targets.sort_by_key(|target| target.day);
    let said =
        |target: &&Target| format!("{} {} {}", target.day, target.label, Kind::of(target.state).label(&line.labels));
    targets.iter().map(said).collect::<Vec<_>>().join(". ")
}
