//! Which files the journal names.

use crate::{Db, StoreError, engine::args};
use domain::{digest::Digest, id::FacilityId};
use std::collections::BTreeSet;

const BODIES: &str = "SELECT seq, body FROM journal_entry WHERE facility_id = $1 AND seq > $2 ORDER BY seq LIMIT 500";

/// Every SHA-256 in the entries of a facility. An event names each file that it stands on, so a file that is not among these
/// belongs to nothing.
///
/// # Errors
/// When the database can't be read.
pub async fn named_digests(db: &Db, facility: FacilityId) -> Result<BTreeSet<Digest>, StoreError> {
    let mut tx = db.begin_read(facility).await?;
    let (mut named, mut last) = (BTreeSet::new(), 0);
    loop {
        let rows = tx.all(BODIES, args![facility.to_string(), last]).await?;
        for row in &rows {
            last = row.int(0)?;
            named.extend(digests_in(&row.bytes(1)?));
        }
        if rows.is_empty() {
            return Ok(named);
        }
    }
}

/// The runs of 64 hexadecimal digits.
fn digests_in(body: &[u8]) -> impl Iterator<Item = Digest> + '_ {
    let runs = body.split(|byte| !byte.is_ascii_hexdigit()).filter(|run| run.len() == 64);
    runs.filter_map(|run| std::str::from_utf8(run).ok()?.parse().ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_whole_digests_are_names() {
        let (a, b) = (Digest::of(b"a"), Digest::of(b"b"));
        let body =
            format!("{{\"pack\":\"{a}\",\"signature\":\"{a}{b}\",\"inner\":{{\"scan\":\"{b}\"}},\"id\":\"01a2\"}}");
        assert_eq!(digests_in(body.as_bytes()).collect::<Vec<_>>(), [a, b]);
    }
}
