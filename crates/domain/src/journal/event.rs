//! Every event there is. Events are only ever added: a field or variant, once released, keeps its name and meaning.

use crate::{
    access::LoginName,
    assessment::{Assessment, Carried, ItemState, RoundNo, SignMethod},
    catalog::{EditionId, FormKind, ItemId},
    digest::Digest,
    evidence::{Evidence, FileName},
    facility::{Facility, FacilityDraft},
    grounds::Proposal,
    id::{AssessmentId, EvidenceId, PackId, RoleId, SignOffId, StaffId, UserId},
    ledger::{InventoryTaken, LedgerStated},
    remediation::{Remediation, RemediationCommented},
    staff::{RoleAssignment, StaffMember},
    vendor::{Line, Vendor},
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
    /// An inventory was taken into the ledger.
    InventoryTaken(Box<InventoryTaken>),
    /// A person changed devices of the ledger.
    LedgerStated(Box<LedgerStated>),
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
