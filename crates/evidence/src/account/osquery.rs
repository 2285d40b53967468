//! osquery's tables `users`, `groups`, `user_groups` and `shadow` as JSON: rows alone, or its log with `columns`.

use super::newest_day;
use crate::reading::{Reading, UnreadWhy};
use domain::evidence::{
    ExportKind,
    fact::{Account, Fact, Group},
};
use serde_json::{Map, Value};

/// Reads the rows; `None`: they are not of these tables.
#[must_use]
pub fn read(whole: &Value) -> Option<Reading> {
    let rows = rows(whole);
    let users = rows.iter().any(|(_, row)| {
        row.contains_key("username") && (row.contains_key("uid") || row.contains_key("password_status"))
    });
    let groups = rows.iter().any(|(_, row)| row.contains_key("groupname") && row.contains_key("gid"));
    if !users && !groups {
        return None;
    }
    let mut reading = Reading::of(ExportKind::OsqueryAccounts);
    for (record, row) in &rows {
        let text = |name: &str| row.get(name).map(plain).filter(|text| !text.is_empty());
        if let Some(name) = text("username") {
            let shell = text("shell").unwrap_or_default();
            let shut = ["nologin", "false"].iter().any(|word| shell.ends_with(word));
            let locked = text("password_status").map(|status| status == "locked" || status == "not_set");
            let account = Account {
                name,
                display: text("description"),
                scope: text("hostIdentifier"),
                enabled: if shut || locked == Some(true) {
                    Some(false)
                } else {
                    Some(true).filter(|_| text("shell").is_some_and(|shell| shell.starts_with('/')))
                },
                password_required: text("password_status").map(|status| status != "empty"),
                privileged: text("uid").filter(|uid| uid == "0").map(|_| true),
                ..Account::default()
            };
            reading.facts.push(Fact::new(account, []).of_record(record.clone()));
        } else if let Some(name) = text("groupname") {
            reading.facts.push(Fact::new(Group { name, members: Vec::new() }, []).of_record(record.clone()));
        } else {
            reading.unread.push(reading.facts.len() as u64 + 1, UnreadWhy::NotUnderstood);
        }
    }
    newest_day(&mut reading);
    Some(reading)
}

/// Rows with the pointer to each.
fn rows(whole: &Value) -> Vec<(String, &Map<String, Value>)> {
    match whole {
        Value::Array(all) => all
            .iter()
            .enumerate()
            .filter_map(|(at, value)| match value.get("columns").unwrap_or(value) {
                Value::Object(row) => Some((format!("/{at}"), row)),
                _ => None,
            })
            .collect(),
        Value::Object(one) => match one.get("columns") {
            Some(Value::Object(row)) => vec![("/columns".to_owned(), row)],
            _ => Vec::new(),
        },
        _ => Vec::new(),
    }
}

fn plain(value: &Value) -> String {
    match value {
        Value::String(text) => text.trim().to_owned(),
        Value::Number(number) => number.to_string(),
        _ => String::new(),
    }
}
