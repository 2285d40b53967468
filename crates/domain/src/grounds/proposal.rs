//! What the program proposes for an item, and why.

use super::NoRule;
use serde::{Deserialize, Serialize};
use time::Date;

/// 判定案. A person answers; this only grounds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// はい: every fact that is needed is there and none speaks against it.
    Yes,
    /// いいえ: a fact speaks against it.
    No,
    /// 要確認: facts disagree, or only a person can tell.
    Check,
    /// 材料なし: no facts. Never はい.
    NoEvidence,
}

impl Verdict {
    /// Every verdict.
    pub const ALL: [Self; 4] = [Self::Yes, Self::No, Self::Check, Self::NoEvidence];

    /// Stable code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Yes => "yes",
            Self::No => "no",
            Self::Check => "check",
            Self::NoEvidence => "no_evidence",
        }
    }
}

/// One reason, as data: the words are in the message files under `grounds-reason-<code>`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "reason", rename_all = "snake_case")]
pub enum Reason {
    /// A 安全管理責任者 is in office.
    OfficerInOffice {
        /// Name.
        name: String,
        /// First day in office.
        from_on: Date,
    },
    /// Only a deputy is in office.
    OnlyDeputyInOffice {
        /// Name.
        name: String,
    },
    /// The last 安全管理責任者's term ended and nobody followed.
    OfficerTermEnded {
        /// Name.
        name: String,
        /// Last day in office.
        until_on: Date,
    },
    /// Nobody was ever recorded as 安全管理責任者.
    NoOfficerRecorded,
    /// The institution stated that it has no vendor contract: the edition asks for no entry.
    NoVendorContract,
    /// Nobody has stated whether a vendor contract exists.
    VendorContractUnknown,
    /// The institution stated that a contract exists, or nothing, and no vendor is recorded with one.
    NoVendorRecorded,
    /// Vendors are recorded with a contract.
    ContractRecorded {
        /// Their names.
        names: Vec<String>,
    },
    /// Vendors confirmed their ways in, and that there is no other.
    RemoteConfirmed {
        /// How many vendors.
        vendors: usize,
        /// How many ways in.
        ways: usize,
        /// The oldest of these confirmations.
        earliest: Date,
    },
    /// Vendors that were never asked whether they maintain remotely.
    RemoteNeverAsked {
        /// Their names.
        names: Vec<String>,
    },
    /// Vendors whose last word on it is too old.
    RemoteConfirmationOld {
        /// Their names.
        names: Vec<String>,
    },
    /// Vendors with ways in that they did not confirm as they stand.
    RemoteNotConfirmed {
        /// Their names.
        names: Vec<String>,
    },
    /// Of vendors, all that is needed of MDS/SDS came and its answers are recorded.
    DisclosuresComplete {
        /// How many vendors.
        vendors: usize,
        /// The oldest of these receipts.
        earliest: Date,
    },
    /// Vendors of which no MDS/SDS is needed, with a reason.
    DisclosureNotNeeded {
        /// Their names.
        names: Vec<String>,
    },
    /// Vendors of which nothing is recorded.
    DisclosureNotAsked {
        /// Their names.
        names: Vec<String>,
    },
    /// Vendors that were asked, and something did not come.
    DisclosureNotCome {
        /// Their names.
        names: Vec<String>,
    },
    /// Vendors that refused.
    DisclosureRefused {
        /// Their names.
        names: Vec<String>,
    },
    /// Vendors of which something is to be asked for again: over a year old, or of another version.
    DisclosureOld {
        /// Their names.
        names: Vec<String>,
    },
    /// Vendors of which something came and nobody recorded its answers.
    DisclosureUnread {
        /// Their names.
        names: Vec<String>,
    },
    /// The ledger holds these devices.
    LedgerHolds {
        /// Servers.
        servers: usize,
        /// 端末PC.
        terminals: usize,
        /// Network devices.
        network_devices: usize,
        /// Other devices.
        others: usize,
        /// The last day on which it was kept.
        on: Date,
    },
    /// Nothing is in the ledger.
    LedgerEmpty,
    /// The ledger names no device of a kind.
    LedgerLacksKind {
        /// Code of the kind.
        kind: String,
    },
    /// Devices were seen on the network that the ledger does not name.
    LedgerUnlisted {
        /// How many.
        count: usize,
    },
    /// Sources of the ledger contradict each other.
    LedgerContradicts {
        /// How often.
        count: usize,
    },
    /// Devices have nobody who answers for them.
    LedgerNoOwner {
        /// How many.
        count: usize,
    },
    /// Nobody kept the ledger for long.
    LedgerOld {
        /// The last day on which it was kept.
        on: Date,
    },
    /// Nothing is recorded of the backups of any system.
    BackupNothing,
    /// Of systems, runs that made copies were read and are not too old.
    BackupRuns {
        /// Their names.
        names: Vec<String>,
    },
    /// How systems are restored is written down and approved.
    BackupProcedure {
        /// Their names.
        names: Vec<String>,
    },
    /// A restore of systems was tried within a year.
    BackupRehearsed {
        /// Their names.
        names: Vec<String>,
    },
    /// No copy is recorded of systems.
    BackupNoCopy {
        /// Their names.
        names: Vec<String>,
    },
    /// No run was read for a copy of systems.
    BackupNoRuns {
        /// Their names.
        names: Vec<String>,
    },
    /// The last good run of systems is too old, or every run failed.
    BackupOld {
        /// Their names.
        names: Vec<String>,
    },
    /// Every copy of systems is reached from the network.
    BackupReached {
        /// Their names.
        names: Vec<String>,
    },
    /// How systems are restored is not written down, or not approved.
    BackupNoProcedure {
        /// Their names.
        names: Vec<String>,
    },
    /// A restore of systems was not tried within a year, or not everything came back.
    BackupNotRehearsed {
        /// Their names.
        names: Vec<String>,
    },
    /// The last restore of systems took longer than their RTO.
    BackupTooSlow {
        /// Their names.
        names: Vec<String>,
    },
    /// Nobody stated anything for the BCP.
    BcpNone,
    /// A version of the BCP is approved.
    BcpApproved {
        /// Its number.
        number: i64,
        /// Day.
        on: Date,
        /// By whom.
        by: String,
    },
    /// No version of the BCP was ever approved.
    BcpNotApproved,
    /// The BCP is to be looked at again on this day.
    BcpReviewOn {
        /// Day.
        on: Date,
    },
    /// That day has passed.
    BcpReviewOverdue {
        /// Day.
        on: Date,
    },
    /// The BCP changed since its approval.
    BcpChangedSince {
        /// Sections.
        count: usize,
    },
    /// Items of the 確認表 have an answer.
    BcpChecked {
        /// はい.
        yes: usize,
        /// いいえ.
        no: usize,
    },
    /// Items of the 確認表 have none.
    BcpUnanswered {
        /// How many.
        count: usize,
    },
    /// いいえ of the 確認表 without a target date.
    BcpUndated {
        /// How many.
        count: usize,
    },
    /// A drill was held within a year.
    BcpDrilled {
        /// Day of the last one.
        on: Date,
    },
    /// The contact chart names people and parties.
    ChartDrawn {
        /// How many.
        people: usize,
        /// Vendors among them.
        vendors: usize,
        /// Authorities among them.
        authorities: usize,
    },
    /// Nobody is on the contact chart.
    ChartEmpty,
    /// A version of the chart is approved.
    ChartApproved {
        /// Its number.
        number: i64,
        /// Day.
        on: Date,
    },
    /// No version of the chart was ever approved.
    ChartNotApproved,
    /// The approved version is too old.
    ChartApprovalOld {
        /// Its number.
        number: i64,
        /// Day.
        on: Date,
    },
    /// The chart changed since it was approved.
    ChartChangedSince {
        /// How many differences.
        count: usize,
    },
    /// People of the chart were called as a test.
    ChartTested {
        /// The last day.
        on: Date,
        /// How many were reached.
        reached: usize,
        /// How many were called.
        called: usize,
    },
    /// Nobody on the chart has a role that the chain needs.
    ChartLacksRole {
        /// Code of the role.
        role: String,
    },
    /// Lessons of incidents whose target date has passed.
    IncidentLessonsOverdue {
        /// How many.
        count: usize,
    },
    /// People on the chart left.
    ChartLeft {
        /// Their names.
        names: Vec<String>,
    },
    /// People and parties on the chart have no number.
    ChartNoPhone {
        /// Their names.
        names: Vec<String>,
    },
    /// Contacts that nobody confirmed in the last six months.
    ChartUnconfirmed {
        /// Their names.
        names: Vec<String>,
    },
    /// Vendors with a contract that are not on the chart.
    ChartLacksVendors {
        /// Their names.
        names: Vec<String>,
    },
    /// A stock-take found the devices of the ledger.
    StocktakeHeld {
        /// The day of the last one.
        on: Date,
        /// Devices of the ledger that those of the last year found.
        found: usize,
        /// Devices of the ledger.
        of: usize,
    },
    /// No stock-take was ever finished.
    StocktakeNever,
    /// The last stock-take is long ago.
    StocktakeOld {
        /// Its day.
        on: Date,
    },
    /// The stock-takes of the last year found a part of the ledger only.
    StocktakePart {
        /// The day of the last one.
        on: Date,
        /// Devices that they found.
        found: usize,
        /// Devices of the ledger.
        of: usize,
    },
    /// A device of the ledger has a line to the outside that is in no registered way in, and no registered vendor stands behind it.
    OutsideNobody {
        /// Devices.
        names: Vec<String>,
    },
    /// A registered way in names no device of the ledger.
    AccessNowhere {
        /// What the ways in lead to.
        names: Vec<String>,
    },
    /// Neither a line to the outside nor a way in is recorded.
    NoOutsideKnown,
    /// Ways in are limited to addresses.
    SourceRestricted {
        /// How many.
        ways: usize,
    },
    /// What was recorded of ways in is not what devices are set to.
    SourceOnPaper,
    /// Ways in may be used from anywhere.
    SourceAnywhere {
        /// What they lead to.
        names: Vec<String>,
    },
    /// Nobody knows from where ways in may be used.
    SourceUnknown {
        /// What they lead to.
        names: Vec<String>,
    },
    /// The program has no rule for the item; a person judges by the documents.
    NoRule {
        /// Why not.
        why: NoRule,
    },
}

impl Reason {
    /// Stable code, the end of its message key.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::OfficerInOffice { .. } => "officer-in-office",
            Self::OnlyDeputyInOffice { .. } => "only-deputy-in-office",
            Self::OfficerTermEnded { .. } => "officer-term-ended",
            Self::NoOfficerRecorded => "no-officer-recorded",
            Self::NoVendorContract => "no-vendor-contract",
            Self::VendorContractUnknown => "vendor-contract-unknown",
            Self::NoVendorRecorded => "no-vendor-recorded",
            Self::ContractRecorded { .. } => "contract-recorded",
            Self::RemoteConfirmed { .. } => "remote-confirmed",
            Self::RemoteNeverAsked { .. } => "remote-never-asked",
            Self::RemoteConfirmationOld { .. } => "remote-confirmation-old",
            Self::RemoteNotConfirmed { .. } => "remote-not-confirmed",
            Self::DisclosuresComplete { .. } => "disclosures-complete",
            Self::DisclosureNotNeeded { .. } => "disclosure-not-needed",
            Self::DisclosureNotAsked { .. } => "disclosure-not-asked",
            Self::DisclosureNotCome { .. } => "disclosure-not-come",
            Self::DisclosureRefused { .. } => "disclosure-refused",
            Self::DisclosureOld { .. } => "disclosure-old",
            Self::DisclosureUnread { .. } => "disclosure-unread",
            Self::LedgerHolds { .. } => "ledger-holds",
            Self::LedgerEmpty => "ledger-empty",
            Self::LedgerLacksKind { .. } => "ledger-lacks-kind",
            Self::LedgerUnlisted { .. } => "ledger-unlisted",
            Self::LedgerContradicts { .. } => "ledger-contradicts",
            Self::LedgerNoOwner { .. } => "ledger-no-owner",
            Self::LedgerOld { .. } => "ledger-old",
            Self::BackupNothing => "backup-nothing",
            Self::BackupRuns { .. } => "backup-runs",
            Self::BackupProcedure { .. } => "backup-procedure",
            Self::BackupRehearsed { .. } => "backup-rehearsed",
            Self::BackupNoCopy { .. } => "backup-no-copy",
            Self::BackupNoRuns { .. } => "backup-no-runs",
            Self::BackupOld { .. } => "backup-old",
            Self::BackupReached { .. } => "backup-reached",
            Self::BackupNoProcedure { .. } => "backup-no-procedure",
            Self::BackupNotRehearsed { .. } => "backup-not-rehearsed",
            Self::BackupTooSlow { .. } => "backup-too-slow",
            Self::BcpNone => "bcp-none",
            Self::BcpApproved { .. } => "bcp-approved",
            Self::BcpNotApproved => "bcp-not-approved",
            Self::BcpReviewOn { .. } => "bcp-review-on",
            Self::BcpReviewOverdue { .. } => "bcp-review-overdue",
            Self::BcpChangedSince { .. } => "bcp-changed-since",
            Self::BcpChecked { .. } => "bcp-checked",
            Self::BcpUnanswered { .. } => "bcp-unanswered",
            Self::BcpUndated { .. } => "bcp-undated",
            Self::BcpDrilled { .. } => "bcp-drilled",
            Self::ChartDrawn { .. } => "chart-drawn",
            Self::ChartEmpty => "chart-empty",
            Self::ChartApproved { .. } => "chart-approved",
            Self::ChartNotApproved => "chart-not-approved",
            Self::ChartApprovalOld { .. } => "chart-approval-old",
            Self::ChartChangedSince { .. } => "chart-changed-since",
            Self::ChartTested { .. } => "chart-tested",
            Self::ChartLacksRole { .. } => "chart-lacks-role",
            Self::IncidentLessonsOverdue { .. } => "incident-lessons-overdue",
            Self::ChartLeft { .. } => "chart-left",
            Self::ChartNoPhone { .. } => "chart-no-phone",
            Self::ChartUnconfirmed { .. } => "chart-unconfirmed",
            Self::ChartLacksVendors { .. } => "chart-lacks-vendors",
            Self::StocktakeHeld { .. } => "stocktake-held",
            Self::StocktakeNever => "stocktake-never",
            Self::StocktakeOld { .. } => "stocktake-old",
            Self::StocktakePart { .. } => "stocktake-part",
            Self::OutsideNobody { .. } => "outside-nobody",
            Self::AccessNowhere { .. } => "access-nowhere",
            Self::NoOutsideKnown => "no-outside-known",
            Self::SourceRestricted { .. } => "source-restricted",
            Self::SourceOnPaper => "source-on-paper",
            Self::SourceAnywhere { .. } => "source-anywhere",
            Self::SourceUnknown { .. } => "source-unknown",
            Self::NoRule { why } => why.code(),
        }
    }
}

/// A proposal with its reasons and its counter-examples.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Proposal {
    /// What is proposed.
    pub verdict: Verdict,
    /// What speaks for it.
    pub reasons: Vec<Reason>,
    /// What speaks against はい.
    pub against: Vec<Reason>,
}

impl Proposal {
    /// 材料なし, with the reason.
    #[must_use]
    pub fn no_evidence(reason: Reason) -> Self {
        Self { verdict: Verdict::NoEvidence, reasons: vec![reason], against: Vec::new() }
    }

    /// はい by these facts, unless something speaks against it. Without a single fact it is 材料なし, never はい.
    #[must_use]
    pub fn yes_unless(reasons: Vec<Reason>, against: Vec<Reason>, without: Reason) -> Self {
        let verdict = match (reasons.is_empty(), against.is_empty()) {
            (true, true) => return Self::no_evidence(without),
            (false, true) => Verdict::Yes,
            (true, false) => Verdict::No,
            (false, false) => Verdict::Check,
        };
        Self { verdict, reasons, against }
    }
}
