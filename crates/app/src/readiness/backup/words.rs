//! Backups in words: findings, sizes, hours, what a reader could not take.

use crate::words::T;
use domain::{
    calendar::Instant,
    readiness::backup::{CopyDraft, FindingKind, RunResult},
};
use evidence::backup_run::{Lost, RunsRefused, RunsRefusedWhy};
use messages::Value;

/// Bytes with the unit that makes them short: `1.2 GB`. Powers of 1024, as Windows writes them.
#[must_use]
pub fn size(bytes: u64) -> String {
    const UNITS: [&str; 5] = ["B", "KB", "MB", "GB", "TB"];
    let mut unit = 0;
    let mut scale = 1_u64;
    while unit + 1 < UNITS.len() && bytes / scale >= 1024 {
        scale *= 1024;
        unit += 1;
    }
    let name = UNITS.get(unit).copied().unwrap_or_default();
    let tenths = u128::from(bytes) * 10 / u128::from(scale);
    match (unit, tenths) {
        (0, _) => format!("{bytes} {name}"),
        (_, tenths) if tenths >= 100 || tenths % 10 == 0 => format!("{} {name}", tenths / 10),
        (_, tenths) => format!("{}.{} {name}", tenths / 10, tenths % 10),
    }
}

/// From one moment to another.
#[must_use]
pub fn span(t: T, first: Instant, last: Instant) -> String {
    t.with("backup-span", &[("first", t.moment(first).into()), ("last", t.moment(last).into())])
}

/// Hours, as days where they are many.
#[must_use]
pub fn hours(t: T, hours: i64) -> String {
    if hours >= 72 { t.one("backup-days", "count", hours / 24) } else { t.one("backup-hours", "count", hours) }
}

/// A finding as a sentence.
#[must_use]
pub fn finding(t: T, kind: &FindingKind) -> String {
    let key = format!("backup-finding-{}", kind.code());
    let listed = |names: &[String]| names.join(if t.is_ja() { "、" } else { ", " });
    match kind {
        FindingKind::TooOld { last, hours: since, allowed } => t.with(
            &key,
            &[
                ("at", t.moment(*last).into()),
                ("since", hours(t, *since).into()),
                ("allowed", hours(t, i64::from(*allowed)).into()),
            ],
        ),
        FindingKind::OnlyFailed { count } | FindingKind::FailedSince { count } => t.one(&key, "count", number(*count)),
        FindingKind::LastWarned { at } => t.one(&key, "at", t.moment(*at)),
        FindingKind::FewGenerations { found, promised, .. } => {
            t.with(&key, &[("found", number(*found).into()), ("promised", i64::from(*promised).into())])
        }
        FindingKind::SizeJump { now, before } | FindingKind::SizeDrop { now, before } => {
            t.with(&key, &[("now", size(*now).into()), ("before", size(*before).into())])
        }
        FindingKind::Unknown { fields } => {
            let names: Vec<String> = fields.iter().map(|field| t.code("backup-copy", field).into_owned()).collect();
            t.one(&key, "names", listed(&names))
        }
        FindingKind::Not321 { copies, media, off_site } => {
            t.with(&key, &[("copies", (*copies).into()), ("media", (*media).into()), ("off_site", (*off_site).into())])
        }
        FindingKind::RehearsalOld { on } | FindingKind::RehearsalFailed { on } => t.one(&key, "day", t.short_day(*on)),
        FindingKind::RtoMissed { minutes, rto_hours } => {
            t.with(&key, &[("minutes", i64::from(*minutes).into()), ("rto", i64::from(*rto_hours).into())])
        }
        FindingKind::RpoNotMet { interval, rpo_hours } => t.with(
            &key,
            &[("interval", hours(t, i64::from(*interval)).into()), ("rpo", hours(t, i64::from(*rpo_hours)).into())],
        ),
        FindingKind::LedgerSaysNo { devices } | FindingKind::LedgerSaysYes { devices } => {
            t.with(&key, &[("count", devices.len().into()), ("names", listed(devices).into())])
        }
        _ => t.get(&key).into_owned(),
    }
}

fn number(count: u64) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}

/// How a run ended.
#[must_use]
pub fn result(t: T, result: RunResult) -> String {
    t.code("backup-result", result.code()).into_owned()
}

/// Why nothing of a file is taken, and what to do.
#[must_use]
pub fn refused(t: T, refused: &RunsRefused) -> String {
    let key = format!("backup-refused-{}", refused.why.code());
    match refused.why {
        RunsRefusedWhy::Damaged => {
            // What was in the way is a reason of its own, where it is one.
            let found = evidence::backup_run::LostWhy::ALL.into_iter().find(|why| why.code() == refused.found);
            let why = found.map_or_else(
                || refused.found.clone(),
                |why| t.one(&format!("backup-lost-{}", why.code()), "found", ""),
            );
            t.with(&key, &[("line", Value::from(number(refused.line))), ("why", why.into())])
        }
        _ => t.get(&key).into_owned(),
    }
}

/// Why a line can't be taken, and what to do.
#[must_use]
pub fn lost(t: T, lost: &Lost) -> String {
    t.one(&format!("backup-lost-{}", lost.why.code()), "found", lost.found.clone())
}

/// Yes, no, or not known.
#[must_use]
pub fn known(t: T, said: Option<bool>) -> String {
    t.get(match said {
        Some(true) => "backup-yes",
        Some(false) => "backup-no",
        None => "backup-unknown",
    })
    .into_owned()
}

/// A copy in a line: how often, onto what, how far from the network.
#[must_use]
pub fn copy(t: T, copy: &CopyDraft) -> String {
    let parts = [
        t.code("backup-frequency", copy.frequency.code()),
        t.code("backup-method", copy.method.code()),
        t.code("backup-media", copy.media.code()),
        t.code("backup-medium", copy.medium.code()),
        t.code("backup-separation", copy.separation.code()),
    ];
    parts.join(if t.is_ja() { "・" } else { " · " })
}

#[cfg(test)]
mod tests {
    use super::size;

    #[test]
    fn sizes_are_short() {
        let shown = [0, 1023, 1024, 1536, 10 << 30, 1_319_413_953_331].map(size);
        assert_eq!(shown, ["0 B", "1023 B", "1 KB", "1.5 KB", "10 GB", "1.1 TB"]);
    }
}
