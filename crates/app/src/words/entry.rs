//! Entries of the journal in words.

use super::T;
use domain::journal::{Entry, Event};
use messages::Value;

/// An entry as a sentence.
#[must_use]
pub fn entry(t: T, entry: &Entry) -> String {
    let round = |round: domain::assessment::RoundNo| Value::from(round.number());
    match &entry.event {
        Event::FacilityRegistered(first) => {
            t.one("journal-facility-registered", "name", first.facility.stated.name.to_string())
        }
        Event::FacilityChanged(stated) => t.one("journal-facility-changed", "name", stated.name.to_string()),
        Event::StaffRecorded(member) => t.one("journal-staff-recorded", "name", member.name.to_string()),
        Event::StaffLeft { left_on, .. } => t.one("journal-staff-left", "day", t.short_day(*left_on)),
        Event::RoleAssigned(role) => {
            let name = t.get(&format!("staff-role-{}", role.role.code())).into_owned();
            t.with("journal-role-assigned", &[("role", name.into()), ("day", t.short_day(role.from_on).into())])
        }
        Event::RoleEnded { until_on, .. } => t.one("journal-role-ended", "day", t.short_day(*until_on)),
        Event::UserOpened(user) => t.one("journal-user-opened", "login", user.login.as_str()),
        Event::UserClosed { .. } => t.get("journal-user-closed").into_owned(),
        Event::AssessmentOpened(opened) => {
            let sheet = &opened.assessment;
            let args = [("edition", sheet.edition.to_string().into()), ("year", t.year(sheet.fiscal_year).into())];
            t.with("journal-assessment-opened", &args)
        }
        Event::AnswerRecorded(answer) => {
            let code = answer.after.slot(answer.round).code();
            let said = t.get(&format!("assessment-answer-{code}")).into_owned();
            let args =
                [("item", answer.item.to_string().into()), ("round", round(answer.round)), ("answer", said.into())];
            t.with("journal-answer-recorded", &args)
        }
        Event::RoundSigned(signed) => t.with("journal-round-signed", &[("round", round(signed.round))]),
        Event::WordingVerified(wording) => {
            let key = if wording.verified { "journal-wording-verified" } else { "journal-wording-unverified" };
            t.one(key, "item", wording.item.to_string())
        }
        Event::PackMade(_) => t.get("journal-pack-made").into_owned(),
    }
}
