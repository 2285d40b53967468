//! The actions that need a permit, and the one table that says which role may do them.

use crate::staff::Role;

mod sealed {
    pub trait Sealed {}
}

/// Something a person does to a facility's data. Each action is a type, so that a function can ask for its permit.
pub trait Action: sealed::Sealed {
    /// The action as a value.
    const KIND: ActionKind;
}

macro_rules! actions {
    ($($(#[$doc:meta])* $name:ident = $code:literal, $roles:expr;)+) => {
        /// The actions as values: for tables, tests and messages.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum ActionKind {$($(#[$doc])* $name,)+}

        impl ActionKind {
            /// Every action.
            pub const ALL: &'static [Self] = &[$(Self::$name,)+];

            /// Stable code.
            #[must_use]
            pub const fn code(self) -> &'static str {
                match self { $(Self::$name => $code,)+ }
            }

            /// The table: roles that may do it. Anything not listed is denied.
            #[must_use]
            pub const fn roles(self) -> &'static [Role] {
                use Role::{Administrator, Contributor, SafetyOfficer, Viewer};
                match self { $(Self::$name => &$roles,)+ }
            }
        }

        $($(#[$doc])*
        #[derive(Debug, Clone, Copy)]
        pub enum $name {}
        impl sealed::Sealed for $name {}
        impl Action for $name {
            const KIND: ActionKind = ActionKind::$name;
        })+
    };
}

actions! {
    /// Read everything of the facility except the journal.
    View = "view", [Administrator, SafetyOfficer, Contributor, Viewer];
    /// Change the institution's own record.
    EditFacility = "edit_facility", [Administrator, SafetyOfficer];
    /// Add people, give and end roles, open and close logins.
    ManageStaff = "manage_staff", [Administrator, SafetyOfficer];
    /// Add vendors and change their records.
    ManageVendors = "manage_vendors", [Administrator, SafetyOfficer, Contributor];
    /// Add evidence files, change what is stated about them, replace and withdraw them.
    ManageEvidence = "manage_evidence", [Administrator, SafetyOfficer, Contributor];
    /// Take inventories into the ledger, change devices, decide what contradicts.
    ManageLedger = "manage_ledger", [Administrator, SafetyOfficer, Contributor];
    /// Plan backups of systems, take their runs in, write procedures, record rehearsals.
    ManageBackups = "manage_backups", [Administrator, SafetyOfficer, Contributor];
    /// Approve how a system is restored.
    ApproveProcedure = "approve_procedure", [Administrator, SafetyOfficer];
    /// Begin a stock-take of the ledger, finish it, add what is in no list.
    ManageStocktake = "manage_stocktake", [Administrator, SafetyOfficer, Contributor];
    /// Say in a stock-take what was found; who does not manage it, of the devices of the own department only.
    CountStocktake = "count_stocktake", [Administrator, SafetyOfficer, Contributor, Viewer];
    /// Name segments, write 切断手順, say how a line is cut.
    ManageNetwork = "manage_network", [Administrator, SafetyOfficer, Contributor];
    /// Plan what becomes of an いいえ: owner, vendor, next step, comments.
    ManageRemediation = "manage_remediation", [Administrator, SafetyOfficer, Contributor];
    /// Change the contact chart, confirm its contacts, record call tests and what is left to do after them.
    ManageChart = "manage_chart", [Administrator, SafetyOfficer, Contributor];
    /// Approve a version of the contact chart.
    ApproveChart = "approve_chart", [Administrator, SafetyOfficer];
    /// State the parts of the BCP, answer its 確認表, record to whom it was handed out.
    ManageBcp = "manage_bcp", [Administrator, SafetyOfficer, Contributor];
    /// Record that a version of the BCP was approved.
    ApproveBcp = "approve_bcp", [Administrator, SafetyOfficer];
    /// Plan drills and trainings, lead them, record how they were held and what is left to do.
    ManageDrills = "manage_drills", [Administrator, SafetyOfficer, Contributor];
    /// Sound the alarm, write in the time line of an incident, tick its steps: whoever notices something.
    ReportIncident = "report_incident", [Administrator, SafetyOfficer, Contributor, Viewer];
    /// State what is reported of an incident, record what went out, put the package together, close it; set where the emergency pack goes.
    ManageIncident = "manage_incident", [Administrator, SafetyOfficer, Contributor];
    /// Open the form of an edition for a fiscal year.
    OpenAssessment = "open_assessment", [Administrator, SafetyOfficer, Contributor];
    /// Answer an item in a round.
    AnswerItem = "answer_item", [Administrator, SafetyOfficer, Contributor];
    /// Sign a round by login. The duty lies on the 管理者 in person (医療法施行規則 14条2項); a deputy in force may stand in.
    SignRound = "sign_round", [Administrator];
    /// Record that the 管理者 signed a round on paper.
    RecordPaperSignature = "record_paper_signature", [Administrator, SafetyOfficer];
    /// State that a reconstructed wording was compared with the official file.
    VerifyWording = "verify_wording", [Administrator, SafetyOfficer];
    /// Make an inspection pack.
    MakePack = "make_pack", [Administrator, SafetyOfficer, Contributor];
    /// Read the journal.
    ReadJournal = "read_journal", [Administrator, SafetyOfficer, Viewer];
    /// Remove the sample hospital as a whole.
    DropSample = "drop_sample", [Administrator, SafetyOfficer];
}
