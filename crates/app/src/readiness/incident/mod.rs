//! Incidents: the alarm with its first steps, the time line in words, drafts of notices, the report, and the package for the first
//! responders.

mod first;
mod notice;
mod package;
mod paper;
mod words;

pub use first::{Call, FirstSteps, first_steps, note, open};
pub use notice::{NOTICES, contacts_for, notice_pdf, notice_sheet};
pub use package::{Package, package};
pub use paper::{pack_files, report_pdf, report_sheet};
pub use words::{Corrections, field_moment, file_words, happening_words, moment, number, taken_back};
