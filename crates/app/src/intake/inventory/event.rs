//! The event of a file that is taken in: numbers of the book become identifiers, new ones for new devices.

use super::{Progress, Stage, plan::Prepared};
use crate::{App, intake::IntakeError};
use domain::{
    access::{ManageLedger, Permit},
    id::DeviceId,
    journal::Seq,
    ledger::{Conflict, Entry, InventoryTaken, KeyConflict, StatementKept},
};
use std::{collections::BTreeSet, sync::Arc};

impl Prepared {
    /// Writes it as one entry, all of it or nothing. `None` when there was nothing to write, or when it was stopped before.
    ///
    /// # Errors
    /// [`IntakeError::Changed`] when the ledger changed since it was compared.
    pub async fn write(
        mut self,
        app: &App,
        permit: &Permit<ManageLedger>,
        progress: &Arc<Progress>,
    ) -> Result<Option<Seq>, IntakeError> {
        if progress.is_stopped() {
            return Ok(None);
        }
        if !self.writes() {
            return Ok(Some(Seq::ZERO));
        }
        progress.enter(Stage::Writing);
        // A file that comes by the command line is not kept yet; one that is kept stays as it is.
        app.blobs.put(permit.facility(), &self.bytes)?;
        self.bytes = Arc::default();
        app.last_read.forget();
        let version = self.kept.version;
        let event = self.event(app)?;
        Ok(store::ledger::take_unless(&app.db, permit, app.now(), version, event, progress.stopped()).await?)
    }

    fn event(self, app: &App) -> Result<InventoryTaken, IntakeError> {
        let (counts, headings, source) = (self.counts(), self.headings(), self.source());
        let Self { waiting, choice, reading, taken, ended, kept, open, decided, on, number, .. } = self;
        let mut devices = kept.devices;
        while devices.len() < kept.book.devices() {
            devices.push(app.ids.next());
        }
        let entries = kept.book.entries();
        let statements = taken.written.iter().filter_map(|at| statement(entries.get(*at)?, &devices));
        let statements = store::ledger::pack(taken.written.len(), statements)?;
        let standing: Vec<KeyConflict> =
            taken.standing.iter().filter_map(|one| key_conflict(one, entries, &devices)).collect();
        // A case is open with exactly the devices that share the key now.
        let is_open = |one: &KeyConflict| open.iter().any(|known| is_same(&known.conflict, one));
        let is_decided = |one: &KeyConflict| {
            decided.iter().any(|(key, value, seen)| {
                *key == one.key && *value == one.value && one.devices.iter().all(|device| seen.contains(device))
            })
        };
        let settles = open.iter().filter(|known| !standing.iter().any(|one| is_same(&known.conflict, one)));
        let settles = settles.map(|known| known.at).collect();
        let conflicts = standing.iter().filter(|one| !is_open(one) && !is_decided(one)).cloned().collect();
        Ok(InventoryTaken {
            file: waiting.file,
            name: waiting.name,
            number,
            inventory: reading.kind.code().into(),
            source,
            on,
            counts,
            statements,
            conflicts,
            headings,
            replaces: choice.replaces,
            ended,
            settles,
        })
    }
}

fn is_same(a: &KeyConflict, b: &KeyConflict) -> bool {
    a.key == b.key && a.value == b.value && a.devices == b.devices
}

fn statement(entry: &Entry, devices: &[DeviceId]) -> Option<StatementKept> {
    Some(StatementKept {
        device: *devices.get(entry.device)?,
        source: entry.source,
        on: entry.on,
        files: entry.files.clone(),
        line: entry.line,
        pin: entry.pin.as_ref().and_then(|pin| pin.parse().ok()),
        fields: entry.fields.unpacked(),
    })
}

/// A conflict about a key, between devices.
fn key_conflict(conflict: &Conflict, entries: &[Entry], devices: &[DeviceId]) -> Option<KeyConflict> {
    let Conflict::Key { key, apart_by, entries: records } = conflict else { return None };
    let found = records.iter().filter_map(|at| devices.get(entries.get(*at)?.device).copied());
    let found: BTreeSet<DeviceId> = found.collect();
    (found.len() > 1).then(|| KeyConflict {
        key: key.kind,
        value: key.value.clone(),
        apart_by: *apart_by,
        devices: found.into_iter().collect(),
    })
}
