//! Reasons of proposals in words.

use super::T;
use domain::grounds::Reason;

/// A reason in words.
#[must_use]
pub fn reason(t: T, reason: &Reason) -> String {
    let key = format!("grounds-reason-{}", reason.code());
    match reason {
        Reason::OfficerInOffice { name, from_on } => {
            t.with(&key, &[("name", name.clone().into()), ("day", t.short_day(*from_on).into())])
        }
        Reason::OnlyDeputyInOffice { name } => t.one(&key, "name", name.clone()),
        Reason::OfficerTermEnded { name, until_on } => {
            t.with(&key, &[("name", name.clone().into()), ("day", t.short_day(*until_on).into())])
        }
        _ => t.get(&key).into_owned(),
    }
}
