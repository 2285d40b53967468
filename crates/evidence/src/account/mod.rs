//! Accounts of domains and computers: CSV and LDIF out of Active Directory, answers of Windows commands, Linux files, osquery.
//! No password and no hash ever becomes part of a fact.

mod csv;
mod days;
mod directory;
mod ldif;
mod osquery;
mod unix;
mod windows;

pub use csv::{is_accounts as is_csv, read as read_csv};
pub use ldif::{is_ldif, read as read_ldif};
pub use osquery::read as read_osquery;
pub use unix::{kind as unix_kind, read as read_unix};
pub use windows::{is_commands, read as read_windows};

use crate::reading::Reading;
use domain::evidence::fact::{Account, What};
use time::Date;

/// An export is at least as new as the newest day in it.
fn newest_day(reading: &mut Reading) {
    let days = |account: &Account| [account.last_login_on, account.password_set_on, account.created_on];
    let accounts = reading.facts.iter().filter_map(|fact| match &fact.what {
        What::Account(account) => Some(account),
        _ => None,
    });
    let newest: Option<Date> = accounts.flat_map(days).flatten().max();
    reading.effective_on = reading.effective_on.or(newest);
}
