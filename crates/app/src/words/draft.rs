//! Why a draft can't be taken, in words.

use super::T;
use domain::{assessment::DraftError, calendar::iso};
use messages::Value;

/// Field and words of a refused draft.
#[must_use]
pub fn refused_draft(t: T, error: &DraftError) -> (&'static str, String) {
    let day = |day: &time::Date| Value::from(t.short_day(*day));
    match error {
        DraftError::DateMissing => ("on", t.get("assessment-date-missing").into_owned()),
        DraftError::DateOutsideYear { on, year } => (
            "on",
            t.with(
                "assessment-date-outside-year",
                &[
                    ("day", day(on)),
                    ("year", t.year(*year).into()),
                    ("first", day(&year.first_day())),
                    ("last", day(&year.last_day())),
                ],
            ),
        ),
        DraftError::DateInFuture { on } => ("on", t.with("assessment-date-in-future", &[("day", day(on))])),
        DraftError::DateBeforeEarlierRound { on, earlier } => {
            ("on", t.with("assessment-date-before-earlier", &[("day", day(on)), ("earlier", day(earlier))]))
        }
        DraftError::DateAfterLaterRound { on, later } => {
            ("on", t.with("assessment-date-after-later", &[("day", day(on)), ("later", day(later))]))
        }
        DraftError::AnswerMissing => ("choice", t.get("assessment-answer-missing").into_owned()),
        DraftError::TargetWithoutNo => ("target", t.get("assessment-target-without-no").into_owned()),
        DraftError::ConfirmerMissing => ("by", t.get("assessment-confirmer-missing").into_owned()),
        DraftError::ConfirmerUnknown => ("by", t.get("assessment-confirmer-unknown").into_owned()),
        DraftError::EarlierRoundBlank => ("choice", t.get("assessment-earlier-round-blank").into_owned()),
        DraftError::LaterRoundAnswered => ("choice", t.get("assessment-later-round-answered").into_owned()),
        DraftError::TargetDate(error) => (
            "target",
            t.with(
                "assessment-target-outside-year",
                &[
                    ("day", day(&error.day)),
                    ("year", t.year(error.year).into()),
                    ("first", day(&error.year.first_day())),
                    ("last", day(&error.year.last_day())),
                ],
            ),
        ),
        DraftError::TargetBeforeConfirmation { target, on } => {
            let args = [("day", Value::from(iso(*target))), ("on", Value::from(iso(*on)))];
            ("target", t.with("assessment-target-before-confirmation", &args))
        }
        DraftError::Note(error) => {
            let args = [("found", Value::from(error.found)), ("max", Value::from(error.max))];
            ("note", t.with("assessment-note-too-long", &args))
        }
        DraftError::NotAsked => ("choice", t.get("assessment-item-not-asked").into_owned()),
    }
}
