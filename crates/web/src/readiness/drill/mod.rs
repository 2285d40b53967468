//! Drills and trainings: the year's plan, scenario cards, a drill by the clock, how each was held, lists to sign.

mod list;
mod run;
mod show;

pub(crate) use list::{cards, list, pdf};
pub(crate) use run::{run, start, step};
pub(crate) use show::{add, attendance, change, hold, leave_task, new, show};
