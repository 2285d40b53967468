//! Identifiers of records: UUIDv7 as lower-case text, one type per kind of record.

use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};
use uuid::Uuid;

/// A text that is no identifier of the kind asked for.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not an identifier: {0:?}")]
pub struct IdError(String);

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident;)+) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(Uuid);

        impl From<Uuid> for $name {
            fn from(uuid: Uuid) -> Self {
                Self(uuid)
            }
        }
        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.hyphenated().fmt(f)
            }
        }
        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, concat!(stringify!($name), "({})"), self.0)
            }
        }
        impl FromStr for $name {
            type Err = IdError;
            fn from_str(text: &str) -> Result<Self, IdError> {
                Uuid::try_parse(text).map(Self).map_err(|_| IdError(text.chars().take(64).collect()))
            }
        }
    )+};
}

ids! {
    /// One institution (医療機関・薬局) and everything that belongs to it.
    FacilityId;
    /// A person of the roster (職員).
    StaffId;
    /// One role that a person holds between two dates.
    RoleId;
    /// A login to this program (利用者).
    UserId;
    /// One filled form: edition × form × fiscal year (× vendor).
    AssessmentId;
    /// One sign-off of one round.
    SignOffId;
    /// One vendor (事業者).
    VendorId;
    /// One 医療情報システム.
    SystemId;
    /// One contract with a vendor (契約).
    ContractId;
    /// One request to a vendor to fill in its form.
    RequestId;
    /// One personal link by which a vendor answers without a login.
    LinkId;
    /// What a vendor handed in once.
    SubmissionId;
    /// A kept choice of which column of a list means what.
    ProfileId;
    /// One table of 責任分界.
    SplitId;
    /// One 医療情報セキュリティ開示書 (MDS/SDS).
    DisclosureId;
    /// One way in of a vendor's remote maintenance.
    RemoteAccessId;
    /// One confirmation by a vendor of its ways in.
    RemoteConfirmationId;
    /// One device (機器) of the ledger.
    DeviceId;
    /// One stock-take (棚卸) of the ledger.
    StocktakeId;
    /// One saved view of the ledger.
    ViewId;
    /// One piece of evidence (証跡).
    EvidenceId;
    /// One copy that backups make of a system.
    BackupCopyId;
    /// One rehearsal of a restore (復旧訓練).
    RehearsalId;
    /// One inspection pack that was made.
    PackId;
    /// One entry of the contact chart (連絡体制図).
    ChartEntryId;
    /// One approved version of the contact chart.
    ChartApprovalId;
    /// One call made as a test.
    CallTestId;
    /// One line of the BCP's paper operation or of its decision table.
    BcpLineId;
    /// One approved version of the BCP (事業継続計画).
    BcpApprovalId;
    /// One copy of an approved BCP that was handed out.
    HandoutId;
    /// One drill (訓練) or training (教育).
    DrillId;
    /// One incident (インシデント).
    IncidentId;
    /// One thing left to do after a call test or a drill.
    ReadinessTaskId;
}
