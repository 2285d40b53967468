//! JSON: which kind it is, and its parts with their lines.

use super::{
    agent,
    fault::{FileFault, FileWhy},
    osquery,
    reading::Reading,
    text::Lines,
    tree::Tree,
};
use serde_json::value::RawValue;
use std::collections::BTreeMap;

/// Deeper than this nothing is read. Inventories have 8 levels.
const MAX_DEPTH: u32 = 64;

/// A JSON text with its lines.
pub(super) struct Json<'a> {
    text: &'a str,
    lines: Lines,
}

/// The members of an object, in the order of their names.
pub(super) type Members<'a> = BTreeMap<String, &'a RawValue>;

pub(super) fn read(text: &str) -> Result<Reading, FileFault> {
    let text = text.trim_start_matches('\u{feff}');
    require_flat(text)?;
    let json = Json { text, lines: Lines::of(text) };
    if let Some(lines) = json.one_per_line() {
        return osquery::read_log(&json, &lines);
    }
    let whole: &RawValue = serde_json::from_str(text).map_err(|error| told(&error, text))?;
    if let Some(members) = json.members(whole) {
        return object(&json, whole, &members);
    }
    match json.items(whole) {
        Some(items) => array(&json, &items),
        None => Err(FileFault::at(1, FileWhy::OtherData, text)),
    }
}

fn object(json: &Json<'_>, whole: &RawValue, members: &Members<'_>) -> Result<Reading, FileFault> {
    let has = |name: &str| members.contains_key(name);
    if has("content") && (has("deviceid") || has("action") || has("itemtype") || has("jobid")) {
        return agent::read_json(json, members);
    }
    if has("$schema") || (has("properties") && has("type")) {
        return Err(FileFault::whole(FileWhy::Schema));
    }
    if has("queries") || has("packs") || has("schedule") {
        return Err(FileFault::whole(FileWhy::Questions));
    }
    let lists = ["hosts", "data", "results", "value", "computers"];
    if let Some(items) = lists.iter().find_map(|name| members.get(*name)).and_then(|hosts| json.items(hosts)) {
        return array(json, &items);
    }
    osquery::read_rows(json, &[whole])
}

fn array(json: &Json<'_>, items: &[&RawValue]) -> Result<Reading, FileFault> {
    let first = items.first().and_then(|item| json.members(item));
    match first {
        None if items.is_empty() => Err(FileFault::whole(FileWhy::NoDevice)),
        None => Err(FileFault::at(1, FileWhy::OtherData, json.text)),
        // A description of osquery's tables: each with its columns.
        Some(first)
            if first.get("columns").is_some_and(|columns| json.items(columns).is_some())
                && first.contains_key("name") =>
        {
            Err(FileFault::whole(FileWhy::Schema))
        }
        Some(_) => osquery::read_rows(json, items),
    }
}

/// Refuses what is nested deeper than anything that is read, before anything is built of it.
fn require_flat(text: &str) -> Result<(), FileFault> {
    let (mut depth, mut line) = (0_u32, 1_u64);
    let (mut quoted, mut escaped) = (false, false);
    for byte in text.bytes() {
        match byte {
            b'\n' => line += 1,
            _ if escaped => escaped = false,
            b'\\' if quoted => escaped = true,
            b'"' => quoted = !quoted,
            b'{' | b'[' if !quoted => {
                depth += 1;
                if depth > MAX_DEPTH {
                    return Err(FileFault::at(line, FileWhy::TooDeep, ""));
                }
            }
            b'}' | b']' if !quoted => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    Ok(())
}

fn told(error: &serde_json::Error, text: &str) -> FileFault {
    let line = u64::try_from(error.line()).unwrap_or(1).max(1);
    let there = text.lines().nth(error.line().saturating_sub(1)).unwrap_or_default().trim();
    if text.contains("\"queries\"") {
        // A pack of questions is written with continued lines and remarks, which is no JSON.
        return FileFault::at(line, FileWhy::Questions, there);
    }
    FileFault::at(line, FileWhy::Json, there)
}

impl<'a> Json<'a> {
    /// The line on which a part begins. A part is a slice of the text.
    pub(super) fn line(&self, part: &RawValue) -> u32 {
        let start = part.get().as_ptr().addr();
        self.lines.line(start.saturating_sub(self.text.as_ptr().addr()))
    }

    pub(super) fn members(&self, part: &'a RawValue) -> Option<Members<'a>> {
        part.get().starts_with('{').then(|| serde_json::from_str(part.get()).ok()).flatten()
    }

    pub(super) fn items(&self, part: &'a RawValue) -> Option<Vec<&'a RawValue>> {
        part.get().starts_with('[').then(|| serde_json::from_str(part.get()).ok()).flatten()
    }

    /// A value as words: a text as it is, a number and a truth as written.
    pub(super) fn words(part: &RawValue) -> String {
        let raw = part.get();
        if raw.starts_with('"') {
            serde_json::from_str(raw).unwrap_or_default()
        } else if raw == "null" || raw.starts_with(['{', '[']) {
            String::new()
        } else {
            raw.to_owned()
        }
    }

    /// One object per line, as osquery writes its log. `None` for JSON that is one value.
    fn one_per_line(&self) -> Option<Vec<&'a str>> {
        let lines: Vec<&str> = self.text.lines().filter(|line| !line.trim().is_empty()).collect();
        let object = |line: &&&str| line.trim_start().starts_with('{') && line.trim_end().ends_with('}');
        (lines.len() > 1 && lines.iter().take(3).filter(object).count() == lines.len().min(3)).then_some(lines)
    }

    /// The line of a slice of the text.
    pub(super) fn line_of(&self, part: &str) -> u32 {
        self.lines.line(part.as_ptr().addr().saturating_sub(self.text.as_ptr().addr()))
    }

    /// A part as a tree, no deeper than four levels and no longer than what inventories have.
    pub(super) fn tree(&self, name: &str, part: &'a RawValue) -> Tree {
        self.grow(name, part, 4)
    }

    fn grow(&self, name: &str, part: &'a RawValue, depth: u8) -> Tree {
        let mut tree =
            Tree { name: name.to_lowercase(), line: self.line(part), text: Self::words(part), children: Vec::new() };
        if depth == 0 {
            return tree;
        }
        let Some(members) = self.members(part) else { return tree };
        for (name, member) in members {
            match self.items(member) {
                Some(items) => tree.children.extend(items.into_iter().map(|item| self.grow(&name, item, depth - 1))),
                None => tree.children.push(self.grow(&name, member, depth - 1)),
            }
        }
        tree
    }
}
