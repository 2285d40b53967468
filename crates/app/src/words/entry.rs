//! Entries of the journal in words.

use super::{Names, T};
use domain::{
    journal::{Entry, Event},
    network::Target,
    vendor::Closed,
};
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
        Event::VendorContactsRecorded { vendor, contacts } => {
            let args = [("name", names.vendor(*vendor).into()), ("count", contacts.len().into())];
            t.with("journal-vendor-contacts", &args)
        }
        Event::ContractRecorded(contract) => {
            let args = [
                ("name", names.vendor(contract.stated.vendor).into()),
                ("title", contract.stated.title.as_str().into()),
            ];
            t.with("journal-contract-recorded", &args)
        }
        Event::VendorsImported(imported) => {
            let count = imported.vendors.len() + imported.systems.len() + imported.contracts.len();
            let count = count + imported.contacts.len();
            t.with("journal-vendors-imported", &[("name", imported.name.as_str().into()), ("count", count.into())])
        }
        Event::ProfileKept(profile) => t.one("journal-profile-kept", "name", profile.name.to_string()),
        Event::VendorsAsked(asked) => {
            let listed = asked.requests.iter().map(|request| names.vendor(request.vendor)).collect::<Vec<_>>();
            let separator = if t.is_ja() { "、" } else { ", " };
            let args = [("count", asked.requests.len().into()), ("names", listed.join(separator).into())];
            t.with("journal-vendors-asked", &args)
        }
        Event::RequestChanged { request, due_on, closed } => {
            let name = Value::from(names.request(*request));
            let why = closed.as_ref().map(|closed| closed.why().to_string()).unwrap_or_default();
            match closed {
                None => t.with("journal-request-due", &[("name", name), ("day", t.short_day(*due_on).into())]),
                Some(Closed::Declined(_)) => t.with("journal-request-declined", &[("name", name), ("why", why.into())]),
                Some(Closed::NotApplicable(_)) => {
                    t.with("journal-request-not-applicable", &[("name", name), ("why", why.into())])
                }
            }
        }
        Event::RequestSent(sent) => {
            let name = Value::from(names.request(sent.request));
            let key = if sent.reminder { "journal-reminder-sent" } else { "journal-request-sent" };
            let to = sent.to.as_ref().map_or_else(|| t.get("journal-on-paper").into_owned(), ToString::to_string);
            t.with(key, &[("name", name), ("to", to.into())])
        }
        Event::LinkMade { request, expires_on, .. } => {
            let args = [("name", names.request(*request).into()), ("day", t.short_day(*expires_on).into())];
            t.with("journal-link-made", &args)
        }
        Event::LinkRevoked { .. } => t.get("journal-link-revoked").into_owned(),
        Event::SubmissionReceived(received) => {
            let submission = &received.submission;
            let args =
                [("name", names.request(submission.request).into()), ("by", submission.answered_by.to_string().into())];
            t.with("journal-submission-received", &args)
        }
        Event::SubmissionAccepted(accepted) => t.one("journal-submission-accepted", "count", accepted.answers.len()),
        Event::SubmissionReturned { remark, .. } => t.one("journal-submission-returned", "why", remark.to_string()),
        Event::SystemRecorded(system) => t.one("journal-system-recorded", "name", system.stated.name.to_string()),
        Event::SystemAliasRecorded(alias) => match alias.system {
            Some(system) => {
                let args = [("words", alias.words.to_string().into()), ("name", names.system(system).into())];
                t.with("journal-system-alias", &args)
            }
            None => t.one("journal-system-alias-taken-back", "words", alias.words.to_string()),
        },
        Event::SegmentsRecorded { segments } => t.one("journal-segments-recorded", "count", segments.all().len()),
        Event::DisconnectionRecorded(procedure) => {
            let name = match procedure.target {
                Target::House => t.get("network-cut-house").into_owned(),
                Target::System(system) => names.system(system),
            };
            let key = if procedure.stated.checked.is_some() {
                "journal-procedure-checked"
            } else {
                "journal-procedure-recorded"
            };
            t.one(key, "name", name)
        }
        Event::CutNoted(note) => match &note.how {
            Some(how) => t.one("journal-cut-noted", "how", how.to_string()),
            None => t.get("journal-cut-taken-back").into_owned(),
        },
        Event::DisclosureRecorded(disclosure) => {
            let args = [
                ("name", names.vendor(disclosure.stated.vendor).into()),
                ("title", super::disclosure_title(t, disclosure).into()),
                ("state", t.code("disclosure-state", disclosure.stated.state.code()).into_owned().into()),
            ];
            t.with("journal-disclosure-recorded", &args)
        }
        Event::DisclosureAnswered(answered) => {
            let args = [
                ("title", names.disclosure(t, answered.disclosure).into()),
                ("count", answered.answers.items.len().into()),
            ];
            t.with("journal-disclosure-answered", &args)
        }
        Event::DisclosureDecided(decided) => {
            let args = [
                ("title", names.disclosure(t, decided.disclosure).into()),
                ("item", decided.item.to_string().into()),
                ("decision", t.code("disclosure-decision", decided.decision.decision.code()).into_owned().into()),
            ];
            t.with("journal-disclosure-decided", &args)
        }
        Event::SplitRecorded(split) => {
            let args = [
                ("name", names.vendor(split.stated.vendor).into()),
                ("target", split.stated.target.to_string().into()),
            ];
            t.with("journal-split-recorded", &args)
        }
        Event::SplitWithdrawn { why, .. } => t.one("journal-split-withdrawn", "why", why.to_string()),
        Event::RemoteAccessRecorded(access) => {
            let args = [
                ("name", names.vendor(access.stated.vendor).into()),
                ("target", access.stated.target.to_string().into()),
            ];
            t.with("journal-remote-recorded", &args)
        }
        Event::RemoteAccessEnded { access, on, why } => {
            let args = [
                ("target", names.remote_access(*access).into()),
                ("day", t.short_day(*on).into()),
                ("why", why.to_string().into()),
            ];
            t.with("journal-remote-ended", &args)
        }
        Event::RemoteAccessConfirmed(said) => {
            let stated = &said.stated;
            let args = [
                ("name", names.vendor(stated.vendor).into()),
                ("by", stated.by.to_string().into()),
                ("day", t.short_day(stated.on).into()),
                ("count", stated.seen.len().into()),
            ];
            let key = if stated.complete { "journal-remote-confirmed-all" } else { "journal-remote-confirmed" };
            t.with(key, &args)
        }
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
        Event::ChartRecorded { .. }
        | Event::ChartEntryRemoved { .. }
        | Event::ChartOrdered { .. }
        | Event::ContactsVerified { .. }
        | Event::ChartApproved(_)
        | Event::CallTested(_)
        | Event::BcpStated(_)
        | Event::BcpApproved(_)
        | Event::BcpHandedOut(_)
        | Event::DrillRecorded(_)
        | Event::DrillStarted(_)
        | Event::DrillStepped(_)
        | Event::DrillHeld(_)
        | Event::IncidentOpened(_)
        | Event::IncidentEntered { .. }
        | Event::EmergencyPackSet(_)
        | Event::ReadinessTaskRecorded(_) => super::readiness::entry(t, names, &entry.event),
        Event::InventoryTaken(taken) => {
            let args = [
                ("name", taken.name.as_str().into()),
                ("new", taken.counts.new.into()),
                ("changed", taken.counts.changed.into()),
                ("unchanged", taken.counts.unchanged.into()),
                ("conflict", taken.counts.conflict.into()),
                ("refused", taken.counts.refused.into()),
                ("gone", taken.counts.gone.into()),
            ];
            let key = if taken.replaces.is_some() { "journal-inventory-corrected" } else { "journal-inventory-taken" };
            t.with(key, &args)
        }
        Event::LedgerStated(stated) => {
            t.one(&format!("journal-ledger-{}", stated.act.code()), "count", stated.devices.len())
        }
        Event::BackupPlanned(plan) => t.one("journal-backup-planned", "system", names.system(plan.system)),
        Event::BackupCopyRecorded(copy) => {
            let args =
                [("system", names.system(copy.stated.system).into()), ("copy", copy.stated.name.to_string().into())];
            t.with("journal-backup-copy", &args)
        }
        Event::BackupCopyEnded { copy, why } => {
            t.with("journal-backup-copy-ended", &[("copy", names.copy(*copy).into()), ("why", why.to_string().into())])
        }
        Event::BackupRunsTaken(taken) => {
            let count = |count: u64| i64::try_from(count).unwrap_or(i64::MAX);
            let args = [
                ("name", taken.name.as_str().into()),
                ("new", taken.runs.len().into()),
                ("known", count(taken.known).into()),
                ("refused", count(taken.refused).into()),
            ];
            t.with("journal-backup-runs", &args)
        }
        Event::BackupJobAssigned { job, copy } => {
            let copy = copy.map_or_else(|| t.get("common-none").into_owned(), |copy| names.copy(copy));
            t.with("journal-backup-job", &[("job", job.job.as_str().into()), ("copy", copy.into())])
        }
        Event::ProcedureRecorded(procedure) => {
            let args =
                [("system", names.system(procedure.system).into()), ("count", procedure.stated.steps.len().into())];
            t.with("journal-backup-procedure", &args)
        }
        Event::ProcedureApproved { system, approval, .. } => {
            let args = [("system", names.system(*system).into()), ("name", approval.by.to_string().into())];
            t.with("journal-backup-approved", &args)
        }
        Event::RestoreRehearsed(found) => {
            let args = [
                ("system", names.system(found.stated.system).into()),
                ("day", t.short_day(found.stated.on).into()),
                ("minutes", i64::from(found.stated.minutes).into()),
            ];
            t.with("journal-backup-rehearsed", &args)
        }
        Event::StocktakeBegun(begun) => {
            let args = [("name", begun.name.to_string().into()), ("count", begun.devices.len().into())];
            t.with("journal-stocktake-begun", &args)
        }
        Event::StocktakeCounted(counted) => match &counted.file {
            Some((_, name)) => {
                let args = [("name", name.as_str().into()), ("count", counted.findings.len().into())];
                t.with("journal-stocktake-taken", &args)
            }
            None => t.one("journal-stocktake-counted", "count", counted.findings.len()),
        },
        Event::StocktakeFinished(finished) => t.one("journal-stocktake-finished", "count", finished.findings.len()),
        Event::LedgerViewKept(view) => t.one("journal-ledger-view-kept", "name", view.name.to_string()),
        Event::LedgerViewDropped(view) => t.one("journal-ledger-view-dropped", "name", view.name.to_string()),
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
