//! Remediation: the list of every いいえ, one of them with its plan and comments, and the improvement plan on paper.

mod list;
mod make;
mod show;
mod write;

pub(crate) use list::{list, workbook};
pub(crate) use make::{pdf, show as show_make};
pub(crate) use show::show;
pub(crate) use write::{change, comment};
