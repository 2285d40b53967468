//! CSV of accounts: `Get-ADUser … | Export-Csv`, `csvde`, `Get-LocalUser | Export-Csv`, `wmic useraccount … /format:csv`.

use super::{days::order, directory::Entry, newest_day};
use crate::{
    reading::{Reading, UnreadWhy},
    text::lines,
};
use csv::{ReaderBuilder, StringRecord};
use domain::evidence::{ExportKind, fact::Fact};

/// The heading: the first line that is not PowerShell's type line, `sep=` or blank, and the sign between its cells.
fn heading(text: &str) -> Option<(u64, u8, Vec<String>)> {
    let line = lines(text).take(5).find(|line| {
        let words = line.text.trim();
        !words.is_empty() && !words.starts_with("#TYPE") && !words.starts_with("sep=")
    })?;
    let delimiter =
        [b',', b';', b'\t'].into_iter().max_by_key(|sign| line.text.bytes().filter(|byte| byte == sign).count())?;
    let mut reader = ReaderBuilder::new().has_headers(false).delimiter(delimiter).from_reader(line.text.as_bytes());
    let record = reader.records().next()?.ok()?;
    Some((line.number, delimiter, record.iter().map(|cell| cell.trim().to_owned()).collect()))
}

/// Whether its heading is one of accounts.
#[must_use]
pub fn is_accounts(text: &str) -> bool {
    let Some((_, _, columns)) = heading(text) else { return false };
    let has = |name: &str| columns.iter().any(|column| column.eq_ignore_ascii_case(name));
    let directory = has("samaccountname") && columns.len() > 1;
    let local =
        has("name") && (has("passwordrequired") || has("passwordlastset")) && (has("enabled") || has("disabled"));
    let dn = has("dn") && has("objectclass") && (has("useraccountcontrol") || has("cn"));
    directory || local || dn
}

/// Reads the accounts.
#[must_use]
pub fn read(text: &str) -> Reading {
    let mut reading = Reading::of(ExportKind::AccountCsv);
    let Some((first, delimiter, columns)) = heading(text) else { return reading };
    let skipped: usize =
        text.split_inclusive('\n').take(usize::try_from(first).unwrap_or(usize::MAX)).map(str::len).sum();
    let body = text.get(skipped..).unwrap_or_default();
    let mut records = Vec::new();
    let mut reader =
        ReaderBuilder::new().has_headers(false).flexible(true).delimiter(delimiter).from_reader(body.as_bytes());
    let mut record = StringRecord::new();
    loop {
        match reader.read_record(&mut record) {
            Ok(true) => {}
            Ok(false) => break,
            Err(error) => {
                let line = error.position().map_or(0, csv::Position::line);
                reading.unread.push(first + line, UnreadWhy::NotUnderstood);
                break;
            }
        }
        let line = first + record.position().map_or(0, csv::Position::line);
        if record.len() == columns.len() {
            records.push((line, record.clone()));
        } else if record.iter().any(|cell| !cell.trim().is_empty()) {
            reading.unread.push(line, UnreadWhy::NotUnderstood);
        }
    }
    let is_day = |column: &str| {
        let column = column.to_ascii_lowercase();
        ["date", "lastset", "logon", "created", "expires"].iter().any(|part| column.contains(part))
    };
    let days: Vec<usize> = (0..).zip(&columns).filter(|(_, column)| is_day(column)).map(|(at, _)| at).collect();
    let order = order(records.iter().flat_map(|(_, record)| days.iter().filter_map(|at| record.get(*at))));
    let login_column = columns.iter().any(|column| column.to_ascii_lowercase().starts_with("lastlogon"));
    for (line, record) in &records {
        let mut entry = Entry::default();
        for (column, value) in columns.iter().zip(record) {
            entry.take(column, value, order);
        }
        for _ in 0..entry.bad {
            reading.unread.push(*line, UnreadWhy::BadValue);
        }
        match entry.finish(login_column) {
            Some(account) => reading.facts.push(Fact::new(account, [*line])),
            None if record.iter().all(|cell| cell.trim().is_empty()) => {}
            None => {}
        }
    }
    newest_day(&mut reading);
    reading
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::evidence::fact::{Account, What};

    fn accounts(text: &str) -> (Vec<Account>, Reading) {
        assert!(is_accounts(text), "{text}");
        let reading = read(text);
        let found = reading.facts.iter().filter_map(|fact| match &fact.what {
            What::Account(account) => Some(account.clone()),
            _ => None,
        });
        (found.collect(), reading)
    }

    #[test]
    fn powershell_in_japanese() {
        let text = "#TYPE Microsoft.ActiveDirectory.Management.ADUser\r\n\"SamAccountName\",\"Enabled\",\"PasswordNeverExpires\",\"LastLogonDate\",\"PasswordLastSet\",\"DisplayName\"\r\n\
                    \"k.sato\",\"True\",\"False\",\"2024/05/01 9:00:00\",\"2024/04/01 8:30:00\",\"佐藤 健\"\r\n\"svc_backup\",\"True\",\"True\",\"\",\"2019/01/07 10:00:00\",\"\"\r\n";
        let (found, reading) = accounts(text);
        assert_eq!(found.len(), 2);
        assert_eq!((found[0].name.as_str(), found[0].enabled, found[0].login_lag_days), ("k.sato", Some(true), 14));
        assert_eq!((found[1].password_expires, found[1].never_used), (Some(false), Some(true)));
        assert_eq!((reading.facts[0].lines.as_slice(), reading.unread.count), (&[3][..], 0));
        assert_eq!(reading.effective_on.map(|day| day.to_string()).as_deref(), Some("2024-05-01"));
    }

    #[test]
    fn days_that_may_be_two_are_left_out_and_counted() {
        let text = "SamAccountName;Enabled;LastLogonDate\na;True;03/04/2024 09:00:00\n";
        let (found, reading) = accounts(text);
        assert_eq!((found[0].last_login_on, reading.unread.count), (None, 1));
        let clear = "SamAccountName;Enabled;LastLogonDate\na;True;03/04/2024 09:00:00\nb;True;25/04/2024 09:00:00\n";
        let (found, reading) = accounts(clear);
        assert_eq!(
            (found[0].last_login_on.map(|d| d.to_string()).as_deref(), reading.unread.count),
            (Some("2024-04-03"), 0)
        );
    }

    #[test]
    fn csvde_with_control_bits_and_filetimes() {
        let text = "DN,objectClass,sAMAccountName,userAccountControl,lastLogonTimestamp,pwdLastSet,memberOf\n\
                    \"CN=a,DC=h\",user,a,66080,133590000000000000,0,\"CN=Domain Admins,CN=Users,DC=h;CN=x,DC=h\"\n\"CN=pc1,DC=h\",computer,PC1$,4096,0,0,\n";
        let (found, reading) = accounts(text);
        assert_eq!(found.len(), 1, "a computer is no account");
        assert_eq!(
            (found[0].enabled, found[0].password_expires, found[0].password_required),
            (Some(true), Some(false), Some(false))
        );
        assert_eq!(found[0].groups.len(), 2);
        assert_eq!(reading.unread.count, 0);
    }

    #[test]
    fn a_row_with_too_few_cells_is_counted() {
        let (found, reading) = accounts("SamAccountName,Enabled\na,True\nb\nc,False\n");
        assert_eq!((found.len(), reading.unread.count, reading.unread.places[0].line), (2, 1, 3));
    }
}
