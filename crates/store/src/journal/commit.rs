//! The only way to write: one event, appended and applied in one transaction.

use crate::{
    Db, StoreError, access, assessment, catalog,
    engine::{Tx, args},
    evidence, facility, inspection, intake, ledger, network,
    readiness::{self, bcp, contact_chart, drill, incident, task},
    remediation, staff,
    vendor::{self, disclosure, remote_access, split},
};
use domain::{
    access::{ActorNote, Permit},
    calendar::Instant,
    digest::Digest,
    id::FacilityId,
    journal::{AssessmentOpened, Entry, Event, Seq, chain_hash},
    vendor::SubmissionState,
};

/// A writing transaction that holds the facility's journal head. Dropped without a commit, it leaves nothing.
pub struct WriteTx {
    pub(crate) tx: Tx,
    facility: FacilityId,
    /// The entry that this write makes.
    pub(crate) seq: Seq,
    prev: Digest,
    by: ActorNote,
    at: Instant,
}

/// What `apply` may know of an entry: no clock, no new ids, no other facility.
pub(crate) struct Applied<'a> {
    pub(crate) facility: String,
    pub(crate) seq: Seq,
    pub(crate) at: Instant,
    pub(crate) by: &'a ActorNote,
}

const TAKE_HEAD: &str = "UPDATE journal_head SET seq = seq + 1 WHERE facility_id = $1 RETURNING seq, hash";
pub(super) const ADD_ENTRY: &str =
    "INSERT INTO journal_entry (facility_id, seq, prev, hash, body) VALUES ($1, $2, $3, $4, $5)";
const SET_HEAD: &str = "UPDATE journal_head SET hash = $2 WHERE facility_id = $1";
pub(super) const ADD_FACILITY: &str =
    "INSERT INTO journal_facility (facility_id, sample, registered_at) VALUES ($1, $2, $3)";
pub(super) const ADD_HEAD: &str = "INSERT INTO journal_head (facility_id, seq, hash) VALUES ($1, 0, $2)";

impl Db {
    /// Begins a write on the permit's facility. Its first statement takes the journal head, so writers of one facility
    /// stand in line before any "before" is read, on both engines.
    pub(crate) async fn write<A>(&self, permit: &Permit<A>, at: Instant) -> Result<WriteTx, StoreError> {
        self.write_as(permit.facility(), permit.by().clone(), at).await
    }

    /// The same for an actor without a login, whose right was proved in another way.
    pub(crate) async fn write_as(
        &self,
        facility: FacilityId,
        by: ActorNote,
        at: Instant,
    ) -> Result<WriteTx, StoreError> {
        let tx = self.begin_write(facility).await?;
        take_head(tx, facility, by, at).await
    }
}

async fn take_head(mut tx: Tx, facility: FacilityId, by: ActorNote, at: Instant) -> Result<WriteTx, StoreError> {
    let row = tx.find(TAKE_HEAD, args![facility.to_string()]).await?.ok_or(StoreError::NotFound)?;
    let (seq, prev) = (Seq::new(row.int(0)?), row.parse(1)?);
    Ok(WriteTx { tx, facility, seq, prev, by, at })
}

/// Begins the journal of a new facility and commits its first entry.
pub(crate) async fn register(
    db: &Db,
    by: ActorNote,
    at: Instant,
    facility: FacilityId,
    sample: bool,
    event: Event,
    then: impl AsyncFnOnce(&mut Tx) -> Result<(), StoreError>,
) -> Result<Seq, StoreError> {
    let mut tx = db.begin_write(facility).await?;
    tx.execute(ADD_FACILITY, args![facility.to_string(), sample, at.millis()]).await?;
    tx.execute(ADD_HEAD, args![facility.to_string(), Digest::ZERO.to_string()]).await?;
    let mut tx = take_head(tx, facility, by, at).await?;
    let seq = append(&mut tx, event).await?;
    then(&mut tx.tx).await?;
    tx.tx.commit().await?;
    Ok(seq)
}

/// Appends the event, applies it, and makes both durable: the only way to write.
pub(crate) async fn commit(mut tx: WriteTx, event: Event) -> Result<Seq, StoreError> {
    let seq = append(&mut tx, event).await?;
    tx.tx.commit().await?;
    Ok(seq)
}

/// The same, unless `stop` comes before everything is applied: then nothing is left of it. What is being made durable is not stopped.
pub(crate) async fn commit_unless(
    mut tx: WriteTx,
    event: Event,
    stop: impl Future<Output = ()>,
) -> Result<Option<Seq>, StoreError> {
    let seq = tokio::select! {
        biased;
        () = stop => None,
        seq = append(&mut tx, event) => Some(seq?),
    };
    if seq.is_some() {
        tx.tx.commit().await?;
    }
    Ok(seq)
}

async fn append(tx: &mut WriteTx, event: Event) -> Result<Seq, StoreError> {
    let entry = Entry { at: tx.at, by: tx.by.clone(), event };
    let body = entry.to_body()?;
    let facility = tx.facility.to_string();
    let hash = chain_hash(tx.facility, tx.seq, &tx.prev, &body);
    let link = args![facility.clone(), tx.seq.get(), tx.prev.to_string(), hash.to_string(), body];
    tx.tx.execute(ADD_ENTRY, link).await?;
    tx.tx.execute(SET_HEAD, args![facility, hash.to_string()]).await?;
    Box::pin(apply(&mut tx.tx, tx.facility, tx.seq, &entry)).await?;
    Ok(tx.seq)
}

/// Writes what an entry says into the projected tables. Replaying calls the same function.
pub(super) async fn apply(tx: &mut Tx, facility: FacilityId, seq: Seq, entry: &Entry) -> Result<(), StoreError> {
    let cx = Applied { facility: facility.to_string(), seq, at: entry.at, by: &entry.by };
    match &entry.event {
        Event::FacilityRegistered(first) => {
            facility::apply_registered(tx, &cx, &first.facility).await?;
            for member in &first.staff {
                staff::apply_recorded(tx, &cx, member).await?;
            }
            for role in &first.roles {
                staff::apply_role(tx, &cx, role).await?;
            }
            for user in &first.users {
                access::apply_opened(tx, &cx, user).await?;
            }
            Ok(())
        }
        Event::FacilityChanged(stated) => facility::apply_changed(tx, &cx, stated).await,
        Event::StaffRecorded(member) => staff::apply_recorded(tx, &cx, member).await,
        Event::StaffLeft { staff: id, left_on } => {
            staff::apply_left(tx, &cx, *id, *left_on).await?;
            access::apply_closed_of(tx, &cx, *id).await
        }
        Event::RoleAssigned(role) => staff::apply_role(tx, &cx, role).await,
        Event::RoleEnded { role, until_on } => staff::apply_role_ended(tx, &cx, *role, *until_on).await,
        Event::UserOpened(user) => access::apply_opened(tx, &cx, user).await,
        Event::UserClosed { user } => access::apply_closed(tx, &cx, *user).await,
        Event::VendorRecorded(found) => vendor::apply_recorded(tx, &cx, found).await,
        Event::VendorContactsRecorded { vendor: id, contacts } => vendor::apply_contacts(tx, &cx, *id, contacts).await,
        Event::ContractRecorded(contract) => vendor::apply_contract(tx, &cx, contract).await,
        Event::ProfileKept(profile) => intake::apply_profile(tx, &cx, profile).await,
        Event::VendorsImported(_)
        | Event::VendorsAsked(_)
        | Event::RequestChanged { .. }
        | Event::RequestSent(_)
        | Event::LinkMade { .. }
        | Event::LinkRevoked { .. }
        | Event::SubmissionReceived(_)
        | Event::SubmissionAccepted(_)
        | Event::SubmissionReturned { .. } => Box::pin(apply_asking(tx, &cx, &entry.event)).await,
        Event::SystemRecorded(system) => ledger::apply_system(tx, &cx, system).await,
        Event::SystemAliasRecorded(alias) => Box::pin(ledger::apply_alias(tx, &cx, alias)).await,
        Event::SegmentsRecorded { .. } | Event::DisconnectionRecorded(_) | Event::CutNoted(_) => {
            Box::pin(network::apply(tx, &cx, &entry.event)).await
        }
        Event::RemoteAccessRecorded(_) | Event::RemoteAccessEnded { .. } | Event::RemoteAccessConfirmed(_) => {
            // In a box of their own: the future of this function is as large as its largest branch.
            Box::pin(remote_access::apply(tx, &cx, &entry.event)).await
        }
        Event::DisclosureRecorded(_) | Event::DisclosureAnswered(_) | Event::DisclosureDecided(_) => {
            Box::pin(disclosure::apply(tx, &cx, &entry.event)).await
        }
        Event::SplitRecorded(_) | Event::SplitWithdrawn { .. } => Box::pin(split::apply(tx, &cx, &entry.event)).await,
        Event::EvidenceRecorded(found) => evidence::apply_recorded(tx, &cx, found).await,
        Event::EvidenceWithdrawn { evidence: id, why } => evidence::apply_withdrawn(tx, &cx, *id, why).await,
        Event::RemediationRecorded(found) => remediation::apply_recorded(tx, &cx, found).await,
        Event::RemediationCommented(said) => remediation::apply_commented(tx, &cx, said).await,
        Event::ChartRecorded { .. }
        | Event::ChartEntryRemoved { .. }
        | Event::ChartOrdered { .. }
        | Event::ContactsVerified { .. }
        | Event::ChartApproved(_)
        | Event::CallTested(_) => Box::pin(contact_chart::apply(tx, &cx, &entry.event)).await,
        Event::BcpStated(_) | Event::BcpApproved(_) | Event::BcpHandedOut(_) => {
            Box::pin(bcp::apply(tx, &cx, &entry.event)).await
        }
        Event::DrillRecorded(_) | Event::DrillStarted(_) | Event::DrillStepped(_) | Event::DrillHeld(_) => {
            Box::pin(drill::apply(tx, &cx, &entry.event)).await
        }
        Event::IncidentOpened(_) | Event::IncidentEntered { .. } => {
            Box::pin(incident::apply(tx, &cx, &entry.event)).await
        }
        Event::EmergencyPackSet(setting) => readiness::emergency::apply(tx, &cx, setting).await,
        Event::ReadinessTaskRecorded(found) => task::apply_recorded(tx, &cx, found).await,
        Event::InventoryTaken(taken) => ledger::apply_taken(tx, &cx, taken).await,
        Event::LedgerStated(stated) => ledger::apply_stated(tx, &cx, stated).await,
        Event::BackupPlanned(_)
        | Event::BackupCopyRecorded(_)
        | Event::BackupCopyEnded { .. }
        | Event::BackupRunsTaken(_)
        | Event::BackupJobAssigned { .. }
        | Event::ProcedureRecorded(_)
        | Event::ProcedureApproved { .. }
        | Event::RestoreRehearsed(_) => Box::pin(readiness::backup::apply(tx, &cx, &entry.event)).await,
        Event::StocktakeBegun(_) | Event::StocktakeCounted(_) | Event::StocktakeFinished(_) => {
            Box::pin(ledger::stocktake::apply(tx, &cx, &entry.event)).await
        }
        Event::LedgerViewKept(_) | Event::LedgerViewDropped(_) => ledger::apply_view(tx, &cx, &entry.event).await,
        Event::AssessmentOpened(opened) => assessment::apply_opened(tx, &cx, opened).await,
        Event::AnswerRecorded(answer) => assessment::apply_answered(tx, &cx, answer).await,
        Event::WorkbookTaken(taken) => assessment::apply_taken(tx, &cx, taken).await,
        Event::RoundSigned(signed) => assessment::apply_signed(tx, &cx, signed).await,
        Event::WordingVerified(wording) => catalog::apply_verified(tx, &cx, wording).await,
        Event::PackMade(pack) => inspection::apply_made(tx, &cx, pack).await,
    }
}

/// What is asked of vendors, and what they hand in. Apart, and on the heap, so that a write of any other event does not carry
/// the room for it.
async fn apply_asking(tx: &mut Tx, cx: &Applied<'_>, event: &Event) -> Result<(), StoreError> {
    match event {
        Event::VendorsImported(imported) => {
            for found in &imported.vendors {
                vendor::apply_recorded(tx, cx, found).await?;
            }
            for (id, contacts) in &imported.contacts {
                vendor::apply_contacts(tx, cx, *id, contacts).await?;
            }
            for system in &imported.systems {
                ledger::apply_system(tx, cx, system).await?;
            }
            for contract in &imported.contracts {
                vendor::apply_contract(tx, cx, contract).await?;
            }
            Ok(())
        }
        Event::VendorsAsked(asked) => {
            for assessment in &asked.opened {
                let opened = AssessmentOpened { assessment: assessment.clone(), carried: None };
                assessment::apply_opened(tx, cx, &opened).await?;
            }
            vendor::apply_requests(tx, cx, &asked.requests).await
        }
        Event::RequestChanged { request, due_on, closed } => {
            vendor::apply_request_changed(tx, cx, *request, *due_on, closed.as_ref()).await
        }
        Event::RequestSent(sent) => vendor::apply_sent(tx, cx, sent).await,
        Event::LinkMade { link, request, expires_on } => vendor::apply_link(tx, cx, *link, *request, *expires_on).await,
        Event::LinkRevoked { link } => vendor::apply_link_revoked(tx, cx, *link).await,
        Event::SubmissionReceived(received) => vendor::apply_submission(tx, cx, &received.submission).await,
        Event::SubmissionAccepted(accepted) => {
            assessment::apply_answers(tx, cx, accepted.assessment, &accepted.answers).await?;
            remote_access::apply_accepted(tx, cx, accepted).await?;
            disclosure::apply_accepted(tx, cx, accepted).await?;
            vendor::apply_judged(tx, cx, accepted.submission, &SubmissionState::Accepted).await
        }
        Event::SubmissionReturned { submission, remark } => {
            vendor::apply_judged(tx, cx, *submission, &SubmissionState::Returned(remark.clone())).await
        }
        _ => Ok(()),
    }
}
