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
        Reason::ContractRecorded { names }
        | Reason::RemoteNeverAsked { names }
        | Reason::RemoteConfirmationOld { names }
        | Reason::RemoteNotConfirmed { names }
        | Reason::DisclosureNotNeeded { names }
        | Reason::DisclosureNotAsked { names }
        | Reason::DisclosureNotCome { names }
        | Reason::DisclosureRefused { names }
        | Reason::DisclosureOld { names }
        | Reason::DisclosureUnread { names }
        | Reason::BackupRuns { names }
        | Reason::BackupProcedure { names }
        | Reason::BackupRehearsed { names }
        | Reason::BackupNoCopy { names }
        | Reason::BackupNoRuns { names }
        | Reason::BackupOld { names }
        | Reason::BackupReached { names }
        | Reason::BackupNoProcedure { names }
        | Reason::BackupNotRehearsed { names }
        | Reason::BackupTooSlow { names } => {
            t.with(&key, &[("count", names.len().into()), ("names", listed(t, names).into())])
        }
        Reason::IncidentLessonsOverdue { count } => t.one(&key, "count", *count),
        Reason::ChartLacksVendors { names } => named(t, &key, names, "grounds-names-and-more"),
        Reason::ChartLeft { names } | Reason::ChartNoPhone { names } | Reason::ChartUnconfirmed { names } => {
            named(t, &key, names, "grounds-entries-and-more")
        }
        Reason::DisclosuresComplete { vendors, earliest } => {
            t.with(&key, &[("vendors", (*vendors).into()), ("day", t.short_day(*earliest).into())])
        }
        Reason::RemoteConfirmed { vendors, ways, earliest } => t.with(
            &key,
            &[("vendors", (*vendors).into()), ("ways", (*ways).into()), ("day", t.short_day(*earliest).into())],
        ),
        Reason::LedgerHolds { servers, terminals, network_devices, others, on } => t.with(
            &key,
            &[
                ("servers", (*servers).into()),
                ("terminals", (*terminals).into()),
                ("network", (*network_devices).into()),
                ("others", (*others).into()),
                ("day", t.short_day(*on).into()),
            ],
        ),
        Reason::LedgerLacksKind { kind } => t.one(&key, "kind", t.code("ledger-kind", kind).into_owned()),
        Reason::LedgerUnlisted { count } | Reason::LedgerContradicts { count } | Reason::LedgerNoOwner { count } => {
            t.one(&key, "count", *count)
        }
        Reason::ChartDrawn { people, vendors, authorities } => t.with(
            &key,
            &[("people", (*people).into()), ("vendors", (*vendors).into()), ("authorities", (*authorities).into())],
        ),
        Reason::ChartApproved { number, on } | Reason::ChartApprovalOld { number, on } => {
            t.with(&key, &[("number", (*number).into()), ("day", t.short_day(*on).into())])
        }
        Reason::ChartTested { on, reached, called } => t.with(
            &key,
            &[("day", t.short_day(*on).into()), ("reached", (*reached).into()), ("called", (*called).into())],
        ),
        Reason::ChartLacksRole { role } => t.one(&key, "role", t.code("contact-chart-role", role).into_owned()),
        Reason::ChartChangedSince { count } => t.one(&key, "count", *count),
        Reason::StocktakeHeld { on, found, of } | Reason::StocktakePart { on, found, of } => {
            t.with(&key, &[("day", t.short_day(*on).into()), ("found", (*found).into()), ("of", (*of).into())])
        }
        Reason::BcpApproved { number, on, by } => {
            t.with(&key, &[("number", (*number).into()), ("day", t.short_day(*on).into()), ("by", by.clone().into())])
        }
        Reason::BcpReviewOn { on } | Reason::BcpReviewOverdue { on } | Reason::BcpDrilled { on } => {
            t.one(&key, "day", t.short_day(*on))
        }
        Reason::BcpChecked { yes, no } => t.with(&key, &[("yes", (*yes).into()), ("no", (*no).into())]),
        Reason::BcpChangedSince { count } | Reason::BcpUnanswered { count } | Reason::BcpUndated { count } => {
            t.one(&key, "count", *count)
        }
        Reason::LedgerOld { on } | Reason::StocktakeOld { on } => t.one(&key, "day", t.short_day(*on)),
        Reason::OutsideNobody { names }
        | Reason::AccessNowhere { names }
        | Reason::SourceAnywhere { names }
        | Reason::SourceUnknown { names } => {
            t.with(&key, &[("count", names.len().into()), ("names", listed_things(t, names).into())])
        }
        Reason::SourceRestricted { ways } => t.one(&key, "ways", *ways),
        _ => t.get(&key).into_owned(),
    }
}

/// So many names stand in a reason; of the rest the number.
const LISTED: usize = 10;

fn named(t: T, key: &str, names: &[String], more: &str) -> String {
    t.with(key, &[("count", names.len().into()), ("names", listed_by(t, names, more).into())])
}

fn listed(t: T, names: &[String]) -> String {
    listed_by(t, names, "grounds-names-and-more")
}

/// The same of devices and ways in.
fn listed_things(t: T, names: &[String]) -> String {
    listed_by(t, names, "grounds-things-and-more")
}

fn listed_by(t: T, names: &[String], more: &str) -> String {
    let separator = if t.is_ja() { "、" } else { ", " };
    let first = names.iter().take(LISTED).cloned().collect::<Vec<_>>().join(separator);
    match names.len().saturating_sub(LISTED) {
        0 => first,
        rest => t.with(more, &[("names", first.into()), ("rest", rest.into())]),
    }
}
