//! Who may do what: logins, actors, the role × action table, and the permit that proves it.

mod action;
mod actor;
mod link;
mod login;
mod permit;

pub use action::{
    Action, ActionKind, AnswerItem, ApproveBcp, ApproveChart, ApproveProcedure, CountStocktake, DropSample,
    EditFacility, MakePack, ManageBackups, ManageBcp, ManageChart, ManageDrills, ManageEvidence, ManageIncident,
    ManageLedger, ManageNetwork, ManageRemediation, ManageStaff, ManageStocktake, ManageVendors, OpenAssessment,
    ReadJournal, RecordPaperSignature, ReportIncident, SignRound, VerifyWording, View,
};
pub use actor::{Actor, ActorNote, Channel};
pub use link::LinkPermit;
pub use login::{LoginName, LoginNameError, Password, PasswordError, User};
pub use permit::{Denied, Permit, SetUp, may, permit};
