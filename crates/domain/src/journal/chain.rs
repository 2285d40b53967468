//! The hash chain of a facility's journal.

use super::Seq;
use crate::{digest::Digest, id::FacilityId};
use sha2::{Digest as _, Sha256};

/// `SHA-256("sakimori-journal-v1" ‖ facility ‖ seq ‖ prev ‖ body)`, each field preceded by its length as u64 little-endian.
/// `facility` is the identifier's text, `seq` 8 bytes little-endian, `prev` 32 bytes (zero before the first entry).
#[must_use]
pub fn chain_hash(facility: FacilityId, seq: Seq, prev: &Digest, body: &[u8]) -> Digest {
    let mut hasher = Sha256::new();
    let (facility, seq) = (facility.to_string(), seq.get().to_le_bytes());
    for field in [b"sakimori-journal-v1".as_slice(), facility.as_bytes(), &seq, prev.as_bytes(), body] {
        hasher.update((field.len() as u64).to_le_bytes());
        hasher.update(field);
    }
    Digest::from_bytes(hasher.finalize().into())
}

/// One stored entry, as read back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// Position, from 1.
    pub seq: Seq,
    /// Hash of the entry before.
    pub prev: Digest,
    /// Hash of this entry.
    pub hash: Digest,
    /// The exact bytes that were hashed.
    pub body: Vec<u8>,
}

/// The first place where a chain does not hold.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ChainError {
    /// An entry is missing or out of order.
    #[error("entry {expected} is missing, found {found}")]
    Gap {
        /// Position that should come next.
        expected: Seq,
        /// Position found.
        found: Seq,
    },
    /// An entry does not follow the one before.
    #[error("entry {0} does not follow the entry before it")]
    Broken(Seq),
    /// An entry's bytes are not those that were hashed.
    #[error("entry {0} was changed")]
    Changed(Seq),
}

/// Checks that `link` follows `(seq, hash)`; returns the new head.
///
/// # Errors
/// [`ChainError`] names the entry.
pub fn check_chain(facility: FacilityId, head: (Seq, Digest), link: &Link) -> Result<(Seq, Digest), ChainError> {
    let expected = head.0.next();
    if link.seq != expected {
        return Err(ChainError::Gap { expected, found: link.seq });
    }
    if link.prev != head.1 {
        return Err(ChainError::Broken(link.seq));
    }
    if chain_hash(facility, link.seq, &link.prev, &link.body) != link.hash {
        return Err(ChainError::Changed(link.seq));
    }
    Ok((link.seq, link.hash))
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    fn chain(bodies: &[&str]) -> Vec<Link> {
        let mut head = (Seq::ZERO, Digest::ZERO);
        let mut links = Vec::new();
        for body in bodies {
            let seq = head.0.next();
            let hash = chain_hash(Uuid::nil().into(), seq, &head.1, body.as_bytes());
            links.push(Link { seq, prev: head.1, hash, body: body.as_bytes().to_vec() });
            head = (seq, hash);
        }
        links
    }

    fn verdict(links: &[Link]) -> String {
        let mut head = (Seq::ZERO, Digest::ZERO);
        for link in links {
            match check_chain(Uuid::nil().into(), head, link) {
                Ok(next) => head = next,
                Err(error) => return error.to_string(),
            }
        }
        format!("holds, {} entries", links.len())
    }

    #[test]
    fn an_untouched_chain_holds() {
        assert_eq!(verdict(&chain(&["a", "b", "c"])), "holds, 3 entries");
    }

    #[test]
    fn every_kind_of_damage_is_named() {
        let good = chain(&["a", "b", "c"]);
        let mut changed = good.clone();
        changed[1].body = b"B".to_vec();
        assert_eq!(verdict(&changed), "entry 2 was changed");
        let mut missing = good.clone();
        missing.remove(1);
        assert_eq!(verdict(&missing), "entry 2 is missing, found 3");
        let mut foreign = good;
        foreign[2].prev = Digest::of(b"x");
        assert_eq!(verdict(&foreign), "entry 3 does not follow the entry before it");
    }

    #[test]
    fn the_hash_of_the_first_entry_is_fixed_for_ever() {
        let hash = chain_hash(Uuid::nil().into(), Seq::ZERO.next(), &Digest::ZERO, b"{}");
        insta::assert_snapshot!(hash.to_string(), @"21b7593cfef843ad0d91ec44e7af46060766098c14d98bb9d574e592e69a8acb");
    }
}
