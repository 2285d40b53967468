//! Backups of the hospital's systems: the overview, a system, its copies, runs out of files, how it is restored, rehearsals, what fees ask.

mod copy;
pub(in crate::readiness) mod fields;
mod jobs;
mod list;
mod procedure;
mod rehearsal;
mod requirement;
mod system;
mod take;

pub(crate) use copy::{add as add_copy, change as change_copy, end as end_copy, new as new_copy, show as show_copy};
pub(crate) use jobs::{assign, list as jobs};
pub(crate) use list::{Alarm, alarms, list, workbook};
pub(crate) use procedure::{approve, record as record_procedure, show as show_procedure, show_edit as edit_procedure};
pub(crate) use rehearsal::{
    add as add_rehearsal, change as change_rehearsal, new as new_rehearsal, show as show_rehearsal,
};
pub(crate) use requirement::list as requirements;
pub(crate) use system::{plan, show};
pub(crate) use take::{apply, preview, take};
