//! Facilities out of one database and into another, of either engine: what the journal can't make again, piece by piece.
//! Sessions, throttles and the set-up code stay behind: whoever restores logs in again.

use super::commit::{ADD_ENTRY, ADD_FACILITY, ADD_HEAD, apply};
use crate::{
    Db, StoreError,
    access::{StoredCredential, credentials_of, put_credential},
    engine::{Row, Tx, args},
};
use domain::{
    digest::Digest,
    id::FacilityId,
    journal::{Entry, Link, Seq, check_chain},
};
use serde::{Deserialize, Serialize};

/// One piece of a facility. A facility's first piece is [`Piece::Facility`], then its entries in order, then the rest.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum Piece {
    /// The facility and the head of its journal.
    Facility {
        /// Stable identifier.
        id: FacilityId,
        /// Whether it is the sample hospital.
        sample: bool,
        /// When its journal began, milliseconds UTC.
        registered_at: i64,
        /// Last entry.
        seq: i64,
        /// Hash of the last entry.
        hash: Digest,
    },
    /// An entry of the journal.
    Entry {
        /// Position.
        seq: i64,
        /// Hash of the entry before.
        prev: Digest,
        /// Its own hash.
        hash: Digest,
        /// The exact bytes that were hashed; they are UTF-8.
        body: String,
    },
    /// A signature over a head.
    Seal {
        /// Position.
        seq: i64,
        /// Hash that was signed.
        hash: Digest,
        /// When, milliseconds UTC.
        sealed_at: i64,
        /// Fingerprint of the key.
        key: String,
        /// Signature in hex.
        signature: String,
    },
    /// What a login enters with.
    Credential(StoredCredential),
}

/// What was read out or put back.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Amount {
    /// Facilities.
    pub facilities: u64,
    /// Entries of their journals.
    pub entries: u64,
}

const BATCH: i64 = 500;
const FACILITIES: &str =
    "SELECT f.facility_id, f.sample, f.registered_at FROM journal_facility f ORDER BY f.registered_at, f.facility_id";
const HEAD: &str = "SELECT seq, hash FROM journal_head WHERE facility_id = $1";
const ENTRIES: &str =
    "SELECT seq, prev, hash, body FROM journal_entry WHERE facility_id = $1 AND seq > $2 ORDER BY seq LIMIT $3";
const SEALS: &str =
    "SELECT seq, hash, sealed_at, key_fingerprint, signature FROM journal_seal WHERE facility_id = $1 ORDER BY seq";
const SET_HEAD: &str = "UPDATE journal_head SET seq = $2, hash = $3 WHERE facility_id = $1";
const ADD_SEAL: &str = "INSERT INTO journal_seal (facility_id, seq, hash, sealed_at, key_fingerprint, signature)
    VALUES ($1, $2, $3, $4, $5, $6)";

/// Reads everything out in one view of the data, while others go on writing.
///
/// # Errors
/// When the database can't be read, or with what `sink` says.
pub async fn read_out<E: From<StoreError>>(
    db: &Db,
    mut sink: impl FnMut(FacilityId, Piece) -> Result<(), E>,
) -> Result<Amount, E> {
    let mut tx = db.begin_snapshot().await?;
    let mut amount = Amount::default();
    for row in tx.all(FACILITIES, Vec::new()).await? {
        let id: FacilityId = row.parse(0)?;
        tx.enter(id).await?;
        let head = tx.find(HEAD, args![id.to_string()]).await?.ok_or(StoreError::NotFound)?;
        let (sample, registered_at) = (row.flag(1)?, row.int(2)?);
        let (seq, hash) = (head.int(0)?, head.parse(1)?);
        sink(id, Piece::Facility { id, sample, registered_at, seq, hash })?;
        amount.facilities += 1;
        amount.entries += read_entries(&mut tx, id, &mut sink).await?;
        for row in tx.all(SEALS, args![id.to_string()]).await? {
            sink(id, read_seal(&row)?)?;
        }
        for credential in credentials_of(&mut tx, id).await? {
            sink(id, Piece::Credential(credential))?;
        }
    }
    Ok(amount)
}

async fn read_entries<E: From<StoreError>>(
    tx: &mut Tx,
    id: FacilityId,
    sink: &mut impl FnMut(FacilityId, Piece) -> Result<(), E>,
) -> Result<u64, E> {
    let (mut last, mut count) = (0, 0);
    loop {
        let rows = tx.all(ENTRIES, args![id.to_string(), last, BATCH]).await?;
        for row in &rows {
            last = row.int(0)?;
            count += 1;
            let body = String::from_utf8(row.bytes(3)?)
                .map_err(|_| StoreError::Damaged(format!("entry {last} of {id} is not UTF-8")))?;
            sink(id, Piece::Entry { seq: last, prev: row.parse(1)?, hash: row.parse(2)?, body })?;
        }
        if rows.is_empty() {
            return Ok(count);
        }
    }
}

fn read_seal(row: &Row) -> Result<Piece, StoreError> {
    let (seq, hash, sealed_at) = (row.int(0)?, row.parse(1)?, row.int(2)?);
    Ok(Piece::Seal { seq, hash, sealed_at, key: row.text(3)?, signature: row.text(4)? })
}

/// The facility that is being put back, and how far.
struct Open {
    id: FacilityId,
    head: (Seq, Digest),
    promised: (Seq, Digest),
}

/// Puts pieces back into an empty database, in one transaction: every entry is checked against the chain and applied, as when
/// it was first written. All of it stands afterwards, or nothing.
///
/// # Errors
/// [`StoreError::Exists`] for a database that holds a facility already; [`StoreError::Damaged`] for pieces that don't fit.
pub async fn put_back<E: From<StoreError>>(
    db: &Db,
    pieces: impl Iterator<Item = Result<Piece, E>>,
) -> Result<Amount, E> {
    let mut tx = db.begin_operational().await?;
    if !tx.all(FACILITIES, Vec::new()).await?.is_empty() {
        return Err(StoreError::Exists("facility").into());
    }
    let (mut open, mut amount) = (None, Amount::default());
    for piece in pieces {
        put_piece(&mut tx, &mut open, &mut amount, piece?).await?;
    }
    close(&mut tx, open).await?;
    tx.commit().await?;
    Ok(amount)
}

async fn put_piece(tx: &mut Tx, open: &mut Option<Open>, amount: &mut Amount, piece: Piece) -> Result<(), StoreError> {
    if let Piece::Facility { id, sample, registered_at, seq, hash } = piece {
        close(tx, open.take()).await?;
        tx.enter(id).await?;
        tx.execute(ADD_FACILITY, args![id.to_string(), sample, registered_at]).await?;
        tx.execute(ADD_HEAD, args![id.to_string(), Digest::ZERO.to_string()]).await?;
        amount.facilities += 1;
        *open = Some(Open { id, head: (Seq::ZERO, Digest::ZERO), promised: (Seq::new(seq), hash) });
        return Ok(());
    }
    let open = open.as_mut().ok_or_else(|| StoreError::Damaged("it does not begin with a facility".to_owned()))?;
    let id = open.id.to_string();
    match piece {
        Piece::Entry { seq, prev, hash, body } => {
            amount.entries += 1;
            put_entry(tx, open, Link { seq: Seq::new(seq), prev, hash, body: body.into_bytes() }).await
        }
        Piece::Seal { seq, hash, sealed_at, key, signature } => {
            tx.execute(ADD_SEAL, args![id, seq, hash.to_string(), sealed_at, key, signature]).await.map(drop)
        }
        Piece::Credential(credential) => put_credential(tx, open.id, &credential).await,
        Piece::Facility { .. } => Ok(()),
    }
}

async fn put_entry(tx: &mut Tx, open: &mut Open, link: Link) -> Result<(), StoreError> {
    let damaged = |why: String| StoreError::Damaged(format!("entry {} of {}: {why}", link.seq.get(), open.id));
    let head = check_chain(open.id, open.head, &link).map_err(|error| damaged(error.to_string()))?;
    let entry = Entry::from_body(&link.body).map_err(|error| damaged(error.to_string()))?;
    let (prev, hash) = (link.prev.to_string(), link.hash.to_string());
    tx.execute(ADD_ENTRY, args![open.id.to_string(), link.seq.get(), prev, hash, link.body]).await?;
    Box::pin(apply(tx, open.id, link.seq, &entry)).await?;
    open.head = head;
    Ok(())
}

async fn close(tx: &mut Tx, open: Option<Open>) -> Result<(), StoreError> {
    let Some(Open { id, head, promised }) = open else { return Ok(()) };
    if head != promised {
        return Err(StoreError::Damaged(format!(
            "the journal of {id} ends at {}, not {}",
            head.0.get(),
            promised.0.get()
        )));
    }
    tx.execute(SET_HEAD, args![id.to_string(), head.0.get(), head.1.to_string()]).await.map(drop)
}
