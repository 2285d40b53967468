//! Sheets: choosing one, the form itself, answering, history, sign-off.

mod answer;
mod carry;
mod choose;
mod history;
mod item;
mod show;
mod sign_off;

pub(crate) use answer::answer;
pub(crate) use carry::{open as open_carry, preview as preview_carry};
pub(crate) use choose::{label, list, open, show_new};
pub(crate) use history::history;
pub(crate) use item::{Marked, marked};
pub(crate) use show::show;
pub(crate) use show::title;
pub(crate) use sign_off::{place, show as show_sign_off, sign_by_login, sign_on_paper};
