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
        Reason::LedgerOld { on } => t.one(&key, "day", t.short_day(*on)),
        _ => t.get(&key).into_owned(),
    }
}
