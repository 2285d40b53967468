//! Entries of the journal in words.

use super::{Names, T};
use domain::journal::{Entry, Event};
use messages::Value;

/// An entry as a sentence.
#[must_use]
pub fn entry(t: T, names: &Names, entry: &Entry) -> String {
    let round = |round: domain::assessment::RoundNo| Value::from(round.number());
    match &entry.event {
        Event::FacilityRegistered(first) => {
            t.one("journal-facility-registered", "name", first.facility.stated.name.to_string())
        }
        Event::FacilityChanged(stated) => t.one("journal-facility-changed", "name", stated.name.to_string()),
        Event::StaffRecorded(member) => t.one("journal-staff-recorded", "name", member.name.to_string()),
        Event::StaffLeft { staff, left_on } => {
            let args = [("name", names.member(*staff).into()), ("day", t.short_day(*left_on).into())];
            t.with("journal-staff-left", &args)
        }
        Event::RoleAssigned(role) => {
            let args = [
                ("role", t.code("staff-role", role.role.code()).into_owned().into()),
                ("name", names.member(role.staff).into()),
                ("day", t.short_day(role.from_on).into()),
            ];
            t.with("journal-role-assigned", &args)
        }
        Event::RoleEnded { role, until_on } => {
            let (role, name) = names.role(t, *role);
            let args = [("role", role.into()), ("name", name.into()), ("day", t.short_day(*until_on).into())];
            t.with("journal-role-ended", &args)
        }
        Event::UserOpened(user) => t.one("journal-user-opened", "login", user.login.as_str()),
        Event::UserClosed { user } => t.one("journal-user-closed", "login", names.login(*user)),
        Event::VendorRecorded(vendor) => t.one("journal-vendor-recorded", "name", vendor.stated.name.to_string()),
        Event::EvidenceRecorded(found) => t.one("journal-evidence-recorded", "title", found.stated.title.to_string()),
        Event::EvidenceWithdrawn { why, .. } => t.one("journal-evidence-withdrawn", "why", why.to_string()),
        Event::RemediationRecorded(found) => {
            let owner = found.stated.owner.map_or_else(|| t.get("common-none").into_owned(), |id| names.member(id));
            let args = [("item", names.item(t, found.key.sheet, &found.key.item).into()), ("owner", owner.into())];
            t.with("journal-remediation-recorded", &args)
        }
        Event::RemediationCommented(said) => {
            t.one("journal-remediation-commented", "item", names.item(t, said.key.sheet, &said.key.item))
        }
        Event::InventoryTaken(taken) => {
            let args = [
                ("name", taken.name.as_str().into()),
                ("new", taken.counts.new.into()),
                ("changed", taken.counts.changed.into()),
                ("unchanged", taken.counts.unchanged.into()),
                ("conflict", taken.counts.conflict.into()),
                ("refused", taken.counts.refused.into()),
            ];
            t.with("journal-inventory-taken", &args)
        }
        Event::LedgerStated(stated) => {
            t.one(&format!("journal-ledger-{}", stated.act.code()), "count", stated.devices.len())
        }
        Event::AssessmentOpened(opened) => {
            let sheet = &opened.assessment;
            let args =
                [("edition", names.edition(t, &sheet.edition).into()), ("year", t.year(sheet.fiscal_year).into())];
            t.with("journal-assessment-opened", &args)
        }
        Event::AnswerRecorded(answer) => {
            let code = answer.after.slot(answer.round).code();
            let said = t.get(&format!("assessment-answer-{code}")).into_owned();
            let item = names.item(t, answer.assessment, &answer.item);
            let args = [("item", item.into()), ("round", round(answer.round)), ("answer", said.into())];
            t.with("journal-answer-recorded", &args)
        }
        Event::WorkbookTaken(taken) => {
            let items = taken.answers.iter().map(|answer| names.item(t, taken.assessment, &answer.item));
            let items: Vec<String> = items.collect();
            let separator = if t.is_ja() { "、" } else { ", " };
            let args = [
                ("name", taken.name.as_str().into()),
                ("count", taken.answers.len().into()),
                ("items", items.join(separator).into()),
            ];
            t.with("journal-workbook-taken", &args)
        }
        Event::RoundSigned(signed) => t.with("journal-round-signed", &[("round", round(signed.round))]),
        Event::WordingVerified(wording) => {
            let key = if wording.verified { "journal-wording-verified" } else { "journal-wording-unverified" };
            t.one(key, "item", names.line(t, wording.form, &wording.item))
        }
        Event::PackMade(_) => t.get("journal-pack-made").into_owned(),
    }
}
