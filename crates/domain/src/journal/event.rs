//! Every event there is. Events are only ever added: a field or variant, once released, keeps its name and meaning.

use crate::{
    access::LoginName,
    assessment::{Assessment, Carried, ItemState, Note, RoundNo, SignMethod},
    catalog::{EditionId, FormKind, ItemId},
    digest::Digest,
    evidence::{Evidence, FileName},
    facility::{Facility, FacilityDraft},
    grounds::Proposal,
    id::{
        AssessmentId, BackupCopyId, ChartEntryId, DisclosureId, EvidenceId, IncidentId, LinkId, PackId, RemoteAccessId,
        RequestId, RoleId, SignOffId, SplitId, StaffId, SubmissionId, SystemId, UserId, VendorId,
    },
    intake::Profile,
    journal::Seq,
    ledger::{
        InventoryTaken, LedgerStated, LedgerView, StocktakeBegun, StocktakeCounted, StocktakeFinished, System,
        SystemAlias,
    },
    network::{self, CutNote, Segments},
    readiness::{
        backup::{Approval, BackupCopy, BackupPlan, BackupRunsTaken, JobKey, Procedure, Rehearsal},
        bcp,
        contact_chart::{self, CallTest, ChartEntry, Verified},
        drill::{Drill, DrillHeld, DrillStarted, DrillStepped},
        incident::{EmergencySetting, Happening, IncidentOpened},
        task::Task,
    },
    remediation::{Remediation, RemediationCommented},
    staff::{RoleAssignment, StaffMember},
    vendor::{
        Closed, Contact, Contract, Line, Request, Submission, Vendor,
        disclosure::{DecisionDraft, Disclosure, DisclosureAnswers, ItemKey},
        remote_access::{RemoteAccess, RemoteConfirmation},
        split::Split,
    },
};
use serde::{Deserialize, Serialize};
use time::Date;

/// What happened. One event per action of a person.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", content = "data", rename_all = "snake_case")]
pub enum Event {
    /// A facility, its first people, roles and login.
    FacilityRegistered(Box<FacilityRegistered>),
    /// The institution's record was changed to this.
    FacilityChanged(FacilityDraft),
    /// A person joined the roster, or their record was changed. A last day of work ends roles and login on that day.
    StaffRecorded(StaffMember),
    /// A person left: last day of work; open roles end with it, open logins close.
    StaffLeft {
        /// Who.
        staff: StaffId,
        /// Last day of work.
        left_on: Date,
    },
    /// A role was given.
    RoleAssigned(RoleAssignment),
    /// A role got its last day.
    RoleEnded {
        /// Which assignment.
        role: RoleId,
        /// Last day included.
        until_on: Date,
    },
    /// A login was opened.
    UserOpened(UserOpened),
    /// A login was closed.
    UserClosed {
        /// Which login.
        user: UserId,
    },
    /// A vendor was recorded, or its record was changed to this.
    VendorRecorded(Vendor),
    /// The further contacts of a vendor are these, in this order.
    VendorContactsRecorded {
        /// Which vendor.
        vendor: VendorId,
        /// All of them.
        contacts: Vec<Contact>,
    },
    /// A contract was recorded, or its record was changed to this.
    ContractRecorded(Box<Contract>),
    /// A list of vendors was taken in.
    VendorsImported(Box<VendorsImported>),
    /// A choice of which column of a list means what was kept.
    ProfileKept(Profile),
    /// Vendors were asked to fill in their forms; sheets that were missing were opened for it.
    VendorsAsked(Box<VendorsAsked>),
    /// A request got another due day, was closed, or was opened again.
    RequestChanged {
        /// Which.
        request: RequestId,
        /// Last day on which the answer is in time.
        due_on: Date,
        /// Why nothing more is expected, if so.
        closed: Option<Closed>,
    },
    /// A request, or a reminder of it, was sent or printed.
    RequestSent(RequestSent),
    /// A personal link was made. Its token never enters the journal.
    LinkMade {
        /// The link.
        link: LinkId,
        /// What it opens.
        request: RequestId,
        /// Last day on which it opens.
        expires_on: Date,
    },
    /// A personal link was revoked.
    LinkRevoked {
        /// Which.
        link: LinkId,
    },
    /// A vendor handed in.
    SubmissionReceived(Box<SubmissionReceived>),
    /// What a vendor handed in was accepted: its answers entered the sheet.
    SubmissionAccepted(Box<SubmissionAccepted>),
    /// What a vendor handed in went back to it.
    SubmissionReturned {
        /// Which.
        submission: SubmissionId,
        /// What is to be done about it.
        remark: Note,
    },
    /// A 医療情報システム was recorded, or its record was changed to this.
    SystemRecorded(System),
    /// A vendor's way in was recorded, or its record was changed to this.
    RemoteAccessRecorded(Box<RemoteAccess>),
    /// A vendor's way in is no longer there.
    RemoteAccessEnded {
        /// Which.
        access: RemoteAccessId,
        /// Last day on which it was there.
        on: Date,
        /// Why, or what was done.
        why: Line,
    },
    /// A vendor confirmed its ways in.
    RemoteAccessConfirmed(Box<RemoteConfirmation>),
    /// A disclosure (MDS/SDS) was recorded, or what is stated about it was changed to this.
    DisclosureRecorded(Box<Disclosure>),
    /// The answers of a disclosure are these, all of them.
    DisclosureAnswered(Box<DisclosureAnswered>),
    /// The institution decided about an answer of a disclosure.
    DisclosureDecided(Box<DisclosureDecided>),
    /// A table of 責任分界 was recorded, or changed to this.
    SplitRecorded(Box<Split>),
    /// A table of 責任分界 no longer counts.
    SplitWithdrawn {
        /// Which.
        split: SplitId,
        /// Why.
        why: Line,
    },
    /// A piece of evidence was added, or its file or what is stated about it was changed to this.
    EvidenceRecorded(Box<Evidence>),
    /// A piece of evidence no longer counts. Its bytes stay.
    EvidenceWithdrawn {
        /// Which.
        evidence: EvidenceId,
        /// Why.
        why: Line,
    },
    /// What is planned for an いいえ was changed to this.
    RemediationRecorded(Box<Remediation>),
    /// Somebody said something about an いいえ.
    RemediationCommented(Box<RemediationCommented>),
    /// Entries of the contact chart were recorded, or changed to this.
    ChartRecorded {
        /// All of them.
        entries: Vec<ChartEntry>,
    },
    /// An entry is no longer on the contact chart.
    ChartEntryRemoved {
        /// Which.
        entry: ChartEntryId,
        /// What it was called.
        name: String,
    },
    /// The entries of the contact chart stand in this order.
    ChartOrdered {
        /// All of them.
        order: Vec<ChartEntryId>,
    },
    /// Contacts were confirmed by a person of the house.
    ContactsVerified {
        /// Which, and what was confirmed.
        verified: Vec<Verified>,
    },
    /// A version of the contact chart was approved.
    ChartApproved(Box<contact_chart::Approval>),
    /// Somebody on the chart was called as a test.
    CallTested(Box<CallTested>),
    /// A part of the BCP was stated, changed to this, or taken away.
    BcpStated(Box<bcp::Stated>),
    /// A version of the BCP was approved.
    BcpApproved(Box<bcp::BcpApproval>),
    /// A copy of an approved BCP was handed out.
    BcpHandedOut(Box<bcp::BcpHandedOut>),
    /// A drill or training was planned, or its plan changed to this.
    DrillRecorded(Box<Drill>),
    /// The clock of a drill began to run.
    DrillStarted(Box<DrillStarted>),
    /// A step of a drill is over.
    DrillStepped(DrillStepped),
    /// How a drill or training was held was recorded, or changed to this.
    DrillHeld(Box<DrillHeld>),
    /// The alarm: an incident began.
    IncidentOpened(Box<IncidentOpened>),
    /// Something joined the time line of an incident.
    IncidentEntered {
        /// Which.
        incident: IncidentId,
        /// What happened.
        entry: Happening,
    },
    /// Where the emergency pack is written was set.
    EmergencyPackSet(EmergencySetting),
    /// What is left to do after a call test or a drill was recorded, or changed to this.
    ReadinessTaskRecorded(Box<Task>),
    /// A name that devices use was said to mean a registered system, or that was taken back.
    SystemAliasRecorded(SystemAlias),
    /// Segments of the network were named: all of them, as they stand now.
    SegmentsRecorded {
        /// Segments.
        segments: Segments,
    },
    /// 切断手順 was written or checked.
    DisconnectionRecorded(Box<network::Procedure>),
    /// Somebody said how a line to the outside is cut.
    CutNoted(CutNote),
    /// An inventory was taken into the ledger.
    InventoryTaken(Box<InventoryTaken>),
    /// A person changed devices of the ledger.
    LedgerStated(Box<LedgerStated>),
    /// What must be saved of a system was stated, or changed to this.
    BackupPlanned(Box<BackupPlan>),
    /// A copy of a system's data was recorded, or its record was changed to this.
    BackupCopyRecorded(Box<BackupCopy>),
    /// A copy is no longer made.
    BackupCopyEnded {
        /// Which.
        copy: BackupCopyId,
        /// Why.
        why: Line,
    },
    /// Runs of backups were taken from a file.
    BackupRunsTaken(Box<BackupRunsTaken>),
    /// A job was given to a copy, or taken from it.
    BackupJobAssigned {
        /// The job.
        job: JobKey,
        /// The copy that it makes.
        copy: Option<BackupCopyId>,
    },
    /// How a system is restored was written down, or changed to this.
    ProcedureRecorded(Box<Procedure>),
    /// How a system is restored was approved as it stood.
    ProcedureApproved {
        /// Of which system.
        system: SystemId,
        /// The version that was approved.
        version: Seq,
        /// By whom and when.
        approval: Approval,
    },
    /// A restore was rehearsed, or the record of it was changed to this.
    RestoreRehearsed(Box<Rehearsal>),
    /// A stock-take of the ledger was begun.
    StocktakeBegun(Box<StocktakeBegun>),
    /// People said what they found.
    StocktakeCounted(Box<StocktakeCounted>),
    /// A stock-take was finished.
    StocktakeFinished(Box<StocktakeFinished>),
    /// A choice of the ledger's list was kept for the house.
    LedgerViewKept(LedgerView),
    /// Such a choice was deleted.
    LedgerViewDropped(LedgerView),
    /// A form was opened for a fiscal year.
    AssessmentOpened(AssessmentOpened),
    /// An item was answered in a round.
    AnswerRecorded(Box<AnswerRecorded>),
    /// Answers came back in a workbook.
    WorkbookTaken(Box<WorkbookTaken>),
    /// A round was signed.
    RoundSigned(Box<RoundSigned>),
    /// A reconstructed wording was compared with the official file.
    WordingVerified(WordingVerified),
    /// An inspection pack was made.
    PackMade(PackMade),
}

/// The first entry of a facility.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct FacilityRegistered {
    /// The institution. Its `version` is 1.
    pub facility: Facility,
    /// First people.
    pub staff: Vec<StaffMember>,
    /// Their roles.
    pub roles: Vec<RoleAssignment>,
    /// First logins.
    pub users: Vec<UserOpened>,
}

/// A login was opened for a person.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct UserOpened {
    /// The login.
    pub user: UserId,
    /// Whose.
    pub staff: StaffId,
    /// Name typed at login.
    pub login: LoginName,
}

/// A form was opened.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct AssessmentOpened {
    /// The sheet, with the edition's bytes pinned by their hash.
    pub assessment: Assessment,
    /// What was offered to it from an earlier sheet, if one was carried over.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub carried: Option<Carried>,
}

/// An answer as recorded, with the proposal that was shown to the person.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct AnswerRecorded {
    /// Sheet.
    pub assessment: AssessmentId,
    /// Item.
    pub item: ItemId,
    /// Round in which the person answered.
    pub round: RoundNo,
    /// The item after the change: all rounds, target date, note.
    pub after: ItemState,
    /// What the program proposed at that moment.
    pub shown: Proposal,
}

/// What a list of vendors changed. The file's bytes lie in the blob store under `file`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct VendorsImported {
    /// SHA-256 of the file.
    pub file: Digest,
    /// Name under which it came.
    pub name: FileName,
    /// Vendors that are new or changed, with the version that the preview stood on.
    pub vendors: Vec<Vendor>,
    /// Further contacts of vendors, all of them.
    pub contacts: Vec<(VendorId, Vec<Contact>)>,
    /// Systems that are new or changed.
    pub systems: Vec<System>,
    /// Contracts that are new or changed.
    pub contracts: Vec<Contract>,
}

/// Requests that were made in one go.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct VendorsAsked {
    /// Sheets of 事業者確認用 that were opened for it.
    pub opened: Vec<Assessment>,
    /// The requests.
    pub requests: Vec<Request>,
}

/// A request, or a reminder of it, went out.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct RequestSent {
    /// Which.
    pub request: RequestId,
    /// Day.
    pub on: Date,
    /// Whether it was a reminder.
    pub reminder: bool,
    /// Mail address; `None` for a letter on paper.
    pub to: Option<Line>,
}

/// Something that a vendor handed in.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SubmissionReceived {
    /// Its record.
    #[serde(flatten)]
    pub submission: Submission,
    /// SHA-256 of the file in which it came: the bytes stay as long as this entry names them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<Digest>,
}

/// Answers of a vendor that entered its sheet, all of them or none.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SubmissionAccepted {
    /// What was accepted.
    pub submission: SubmissionId,
    /// Sheet.
    pub assessment: AssessmentId,
    /// Items that it changed.
    pub answers: Vec<TakenAnswer>,
    /// Its confirmation of its ways in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub confirmed: Option<RemoteConfirmation>,
    /// Ways in that it named and that were recorded with it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub accesses: Vec<RemoteAccess>,
    /// Disclosures that it named or confirmed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub disclosures: Vec<Disclosure>,
    /// Their answers.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub disclosed: Vec<DisclosureAnswered>,
}

/// Answers of a disclosure, read out of a workbook or typed. The workbook's bytes lie in the blob store.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct DisclosureAnswered {
    /// Which disclosure.
    pub disclosure: DisclosureId,
    /// All of its answers.
    pub answers: DisclosureAnswers,
}

/// What the institution decided about an answer.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct DisclosureDecided {
    /// Which disclosure.
    pub disclosure: DisclosureId,
    /// Which item of it.
    pub item: ItemKey,
    /// What was decided.
    pub decision: DecisionDraft,
}

/// Answers that came back in a workbook, all of them or none. The workbook's bytes lie in the blob store under `file`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct WorkbookTaken {
    /// Sheet.
    pub assessment: AssessmentId,
    /// SHA-256 of the workbook.
    pub file: Digest,
    /// Name under which it came.
    pub name: FileName,
    /// Items that it changed. Never more than a form has, so they stand in the entry itself.
    pub answers: Vec<TakenAnswer>,
}

/// An item that a workbook changed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct TakenAnswer {
    /// Item.
    pub item: ItemId,
    /// Last round that it changed.
    pub round: RoundNo,
    /// The item after the change.
    pub after: ItemState,
    /// What the program proposed in the preview.
    pub shown: Proposal,
}

/// A call as a test, and what is left to do where nobody answered.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct CallTested {
    /// The call.
    pub test: CallTest,
    /// The task that it left.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub task: Option<Task>,
}

/// A signed round. The frozen bytes lie in the blob store under `frozen`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct RoundSigned {
    /// Stable identifier.
    pub id: SignOffId,
    /// Sheet.
    pub assessment: AssessmentId,
    /// Round.
    pub round: RoundNo,
    /// By login or on paper.
    pub method: SignMethod,
    /// SHA-256 of the frozen bytes.
    pub frozen: Digest,
    /// Signature of the installation's key over the frozen hash, hex.
    pub signature: String,
    /// Fingerprint of that key.
    pub key: String,
}

/// A reconstructed wording was compared with the official file by a person.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct WordingVerified {
    /// Edition.
    pub edition: EditionId,
    /// Form.
    pub form: FormKind,
    /// Item.
    pub item: ItemId,
    /// Digest of the wording that was compared (NFKC, without spaces): a later wording counts as unverified.
    pub wording: Digest,
    /// SHA-256 of the official file.
    pub official_file: Digest,
    /// False takes an earlier verification back.
    pub verified: bool,
}

/// An inspection pack was made.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PackMade {
    /// Stable identifier.
    pub id: PackId,
    /// Sheet.
    pub assessment: AssessmentId,
    /// SHA-256 of the sealed archive, kept as a blob.
    pub archive: Digest,
    /// SHA-256 of the PDF in it, kept as a blob too.
    pub pdf: Digest,
    /// Bytes of the archive.
    pub bytes: u64,
}
