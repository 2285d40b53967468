//! A table belongs to the room whose name it begins with: only that room's files write it.

use super::source::{Source, none, rust};

/// Folders of `store` that may write tables of every room: the engine (migration, replay into an empty schema).
const EVERYWHERE: &[&str] = &["engine"];

const WRITES: &[&str] = &["INSERT INTO ", "UPDATE ", "DELETE FROM "];

/// Every table that `text` writes, with the line.
fn written(text: &str) -> Vec<(usize, String)> {
    let mut tables = Vec::new();
    for (number, line) in text.lines().enumerate() {
        let code = line.split("//").next().unwrap_or_default();
        for verb in WRITES {
            for (at, _) in code.match_indices(verb) {
                let table: String =
                    code[at + verb.len()..].chars().take_while(|c| c.is_ascii_lowercase() || *c == '_').collect();
                // `ON CONFLICT … DO UPDATE SET`, `FOR UPDATE OF`, `{table}`: no table is named here.
                if !table.is_empty() {
                    tables.push((number + 1, table));
                }
            }
        }
    }
    tables
}

fn faults(files: &[Source]) -> Vec<String> {
    let mut wrong = Vec::new();
    for file in files {
        let Some(inside) = file.path.strip_prefix("crates/store/src/") else {
            continue;
        };
        let room = inside.split(['/', '.']).next().unwrap_or_default();
        if EVERYWHERE.contains(&room) {
            continue;
        }
        for (line, table) in written(&file.text) {
            let own = table.strip_prefix(room).is_some_and(|rest| rest.is_empty() || rest.starts_with('_'));
            if !own {
                wrong.push(format!("{}:{line}: writes {table}, which is not a table of {room}", file.path));
            }
        }
    }
    wrong
}

#[test]
fn a_table_is_written_only_by_its_room() {
    none("tables written by another room", &faults(&rust()));
}

#[test]
fn a_write_into_another_room_is_named() {
    let sql = "const A: &str = \"INSERT INTO staff_member (id) VALUES ($1) ON CONFLICT (id) DO UPDATE SET id = $1\";\n";
    assert_eq!(
        faults(&[Source::new("crates/store/src/assessment/apply.rs", sql)]),
        ["crates/store/src/assessment/apply.rs:1: writes staff_member, which is not a table of assessment"]
    );
    assert!(faults(&[Source::new("crates/store/src/staff/apply.rs", sql)]).is_empty());
}
