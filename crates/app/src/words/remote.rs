//! Ways in of remote maintenance in words.

use super::T;
use domain::vendor::remote_access::{EntryConfirmation, Origin, RemoteAccessDraft, RemoteStanding};

/// By what: VPN、リモートデスクトップ（RDP）（製品の名前）.
#[must_use]
pub fn means(t: T, stated: &RemoteAccessDraft) -> String {
    let (comma, open, close) = if t.is_ja() { ("、", "（", "）") } else { (", ", " (", ")") };
    let kinds: Vec<_> = stated.means.iter().map(|means| t.code("remote-means", means.code()).into_owned()).collect();
    let kinds = if kinds.is_empty() { t.get("remote-not-known").into_owned() } else { kinds.join(comma) };
    match &stated.means_words {
        Some(words) => format!("{kinds}{open}{words}{close}"),
        None => kinds,
    }
}

/// From where: the addresses, or that it is from anywhere, or not known.
#[must_use]
pub fn origin(t: T, origin: &Origin) -> String {
    match origin {
        Origin::Addresses(sources) => sources.to_string(),
        other => t.code("remote-origin", other.code()).into_owned(),
    }
}

/// How far a way in is confirmed.
#[must_use]
pub fn entry_confirmation(t: T, found: EntryConfirmation) -> String {
    let key = format!("remote-entry-{}", found.code());
    match found.on() {
        Some(on) => t.one(&key, "day", t.short_day(on)),
        None => t.get(&key).into_owned(),
    }
}

/// How far a vendor's ways in are confirmed.
#[must_use]
pub fn remote_standing(t: T, standing: RemoteStanding) -> String {
    let key = format!("remote-standing-{}", standing.code());
    match standing {
        RemoteStanding::NeverAsked => t.get(&key).into_owned(),
        RemoteStanding::Stale { on } => t.one(&key, "day", t.short_day(on)),
        RemoteStanding::Open { unconfirmed, .. } => t.one(&key, "count", unconfirmed),
        RemoteStanding::Confirmed { on, ways: 0 } => t.one("remote-standing-without", "day", t.short_day(on)),
        RemoteStanding::Confirmed { on, .. } => t.one(&key, "day", t.short_day(on)),
    }
}
