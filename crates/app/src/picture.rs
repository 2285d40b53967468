//! Pictures of a sheet: what stands, as shapes and words, for people who would rather look than read.

use crate::{
    AppError,
    assessment::Opened,
    remediation::{Line, Remediations},
    words::T,
};
use domain::{
    assessment::{Asked, FormalTest, RoundNo, Slot, Standing},
    calendar::FiscalYear,
    remediation::Course,
};
use report::picture::{
    AnswerBar, AnswerLabels, RoundColumn, Target, TargetLabels, TargetLine, answer_bar, ring, rounds as round_columns,
    target_line,
};
use time::Date;

/// Answers today as a bar.
#[must_use]
pub fn answers(t: T, standing: &Standing) -> String {
    answer_bar(&AnswerBar {
        yes: standing.yes.len(),
        no: standing.no.len(),
        blank: standing.blank.len(),
        not_asked: standing.not_asked.len(),
        labels: labels(t, "assessment-picture-bar"),
    })
}

/// Answers round by round, for rounds that were begun.
///
/// # Errors
/// [`AppError::EditionMissing`], which `load` rules out.
pub fn rounds(t: T, opened: &Opened) -> Result<String, AppError> {
    let sheet = opened.sheet()?;
    let column = |round: RoundNo| {
        // A later round asks only what was いいえ; items that stand are no blanks of it.
        let asked = sheet.asked_items().filter(|item| {
            let due = matches!(sheet.asked(&item.id, round), Asked::Due);
            due || !opened.row(&item.id).state.slot(round).is_blank()
        });
        let slots: Vec<Slot> = asked.map(|item| *opened.row(&item.id).state.slot(round)).collect();
        let count = |wanted: fn(&Slot) -> bool| slots.iter().filter(|slot| wanted(slot)).count();
        RoundColumn {
            label: t.one("assessment-round", "round", round.number()),
            yes: count(Slot::is_yes),
            no: count(Slot::is_no),
            blank: count(Slot::is_blank),
        }
    };
    let columns: Vec<RoundColumn> = RoundNo::ALL.into_iter().map(column).filter(|c| c.yes + c.no > 0).collect();
    Ok(round_columns(&columns, &labels(t, "assessment-picture-rounds")))
}

/// 目標日 of every いいえ on the line of the fiscal year.
#[must_use]
pub fn targets(t: T, opened: &Opened, standing: &Standing) -> String {
    let form = opened.form().ok();
    let place = |item| form.and_then(|form| form.item(item)).map(|found| found.reference.clone()).unwrap_or_default();
    let targets =
        standing.targets.iter().map(|(item, day, state)| Target { day: *day, label: place(item), state: *state });
    let title = t.get("assessment-picture-targets").into_owned();
    year_line(t, title, opened.assessment().fiscal_year, opened.today, targets.collect())
}

/// 目標日 of open いいえ of several sheets on the line of the newest fiscal year; an earlier day stands at its edge.
/// Empty where none has a day.
#[must_use]
pub fn remediations(t: T, found: &Remediations, lines: &[&Line]) -> String {
    let dated = |line: &&Line| match (line.course, line.state.target_date) {
        (Course::Dated(state), Some(day)) => {
            let vendor = found.vendor(line.sheet.vendor);
            let label = format!("{} {}", line.item.reference, short(&vendor));
            Some(Target { day: day.day(), label: label.trim_end().to_owned(), state })
        }
        _ => None,
    };
    let targets: Vec<Target> = lines.iter().filter_map(dated).collect();
    let newest = found.lines.iter().map(|line| line.sheet.fiscal_year).max();
    match newest {
        Some(year) if !targets.is_empty() => {
            year_line(t, t.get("remediation-picture").into_owned(), year, found.today, targets)
        }
        _ => String::new(),
    }
}

/// Letters of a vendor's name that a mark of the line has room for.
const SHORT: usize = 4;

/// The first letters of a vendor's name, without the words that many names begin with.
fn short(name: &str) -> String {
    let bare = ["株式会社", "有限会社", "合同会社"].iter().fold(name.to_owned(), |name, word| name.replace(word, ""));
    let bare = bare.trim();
    let cut: String = bare.chars().take(SHORT).collect();
    if cut == bare { cut } else { format!("{cut}…") }
}

fn year_line(t: T, title: String, year: FiscalYear, today: Date, targets: Vec<Target>) -> String {
    target_line(&TargetLine {
        first_day: year.first_day(),
        last_day: year.last_day(),
        today,
        targets,
        labels: TargetLabels {
            title,
            today: t.get("assessment-picture-today").into_owned(),
            overdue: t.get("assessment-picture-overdue").into_owned(),
            near: t.get("assessment-picture-near").into_owned(),
            ahead: t.get("assessment-picture-ahead").into_owned(),
            months: std::array::from_fn(|at| t.one("assessment-picture-month", "month", at + 1)),
        },
    })
}

/// The formal test as a ring.
#[must_use]
pub fn formal(t: T, formal: &FormalTest) -> String {
    ring(formal.filled, formal.needed, &t.get("home-formal-title"))
}

fn labels(t: T, title: &str) -> AnswerLabels {
    let word = |key: &str| t.get(key).into_owned();
    AnswerLabels {
        title: word(title),
        yes: word("assessment-answer-yes"),
        no: word("assessment-answer-no"),
        blank: word("assessment-answer-blank"),
        not_asked: word("assessment-not-asked"),
    }
}
