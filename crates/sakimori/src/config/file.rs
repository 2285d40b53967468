//! `sakimori.toml`: a key that nobody knows, a value of another kind and broken TOML are named with file and line.

use crate::fault::{self, Fault};
use std::{fs, io, ops::Range, path::Path};
use toml::{
    Spanned,
    de::{DeTable, DeValue},
};

/// Every key, with what belongs there.
const KEYS: [(&str, Kind); 17] = [
    ("data", Kind::Text),
    ("listen", Kind::Text),
    ("database_url", Kind::Text),
    ("database_owner_url", Kind::Text),
    ("insecure_http", Kind::Flag),
    ("certificate_names", Kind::Texts),
    ("backup_folder", Kind::Text),
    ("backup_keep", Kind::Number),
    ("vendor_listen", Kind::Text),
    ("vendor_address", Kind::Text),
    ("mail_server", Kind::Text),
    ("mail_port", Kind::Number),
    ("mail_security", Kind::Text),
    ("mail_from", Kind::Text),
    ("mail_user", Kind::Text),
    ("mail_password", Kind::Text),
    ("mail_authority", Kind::Text),
];

#[derive(Clone, Copy)]
enum Kind {
    Text,
    Flag,
    Texts,
    Number,
}

impl Kind {
    fn fits(self, value: &DeValue<'_>) -> bool {
        match self {
            Self::Text => matches!(value, DeValue::String(_)),
            Self::Flag => matches!(value, DeValue::Boolean(_)),
            Self::Number => matches!(value, DeValue::Integer(_)),
            Self::Texts => {
                matches!(value, DeValue::Array(all) if all.iter().all(|one| matches!(one.get_ref(), DeValue::String(_))))
            }
        }
    }

    const fn example(self) -> &'static str {
        match self {
            Self::Text => "\"…\"",
            Self::Flag => "true",
            Self::Number => "14",
            Self::Texts => "[\"…\", \"…\"]",
        }
    }
}

/// The text of a file that has to be there. `may_name_data`: a file inside the data folder can't say where that is.
pub(super) fn read(path: &Path, may_name_data: bool) -> Result<String, Fault> {
    let text = fs::read_to_string(path).map_err(|error| fault::file("command-config-file", path, &error))?;
    check(path, &text, may_name_data)?;
    Ok(text)
}

/// The text of a file, if there is one.
pub(super) fn read_if_there(path: &Path, may_name_data: bool) -> Result<Option<String>, Fault> {
    match fs::symlink_metadata(path) {
        Err(error) if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => Ok(None),
        // Anything else about the folder is said when it is opened.
        Err(_) => Ok(None),
        Ok(_) => read(path, may_name_data).map(Some),
    }
}

fn check(path: &Path, text: &str, may_name_data: bool) -> Result<(), Fault> {
    let at = |key: &'static str, span: Option<Range<usize>>| {
        Fault::refused(key).path(path).with("line", line(text, span.map_or(0, |span| span.start)))
    };
    let table = DeTable::parse(text).map_err(|e| at("command-config-syntax", e.span()).below(e.message()))?;
    for (key, value) in table.get_ref() {
        let name: &str = key.get_ref();
        let Some((_, kind)) = KEYS.iter().find(|(known, _)| *known == name) else {
            return Err(at("command-config-unknown", Some(key.span()))
                .with("name", name)
                .with("nearest", nearest(name)));
        };
        if name == "data" && !may_name_data {
            return Err(at("command-config-data-inside", Some(key.span())));
        }
        if !kind.fits(value.get_ref()) {
            let example = format!("{name} = {}", kind.example());
            return Err(at("command-config-kind", Some(Spanned::span(value))).with("example", example));
        }
    }
    Ok(())
}

/// The known key that is most like this one.
fn nearest(name: &str) -> &'static str {
    let likeness = |known: &str| strsim::jaro_winkler(known, &name.to_lowercase().replace('-', "_"));
    KEYS.iter().map(|(known, _)| *known).max_by(|a, b| likeness(a).total_cmp(&likeness(b))).unwrap_or_default()
}

/// Line of a place in the text, from 1.
fn line(text: &str, at: usize) -> usize {
    text.bytes().take(at).filter(|byte| *byte == b'\n').count() + 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_key_is_the_one_that_was_meant() {
        assert_eq!(nearest("databse_url"), "database_url");
        assert_eq!(nearest("Listen-Address"), "listen");
        assert_eq!(nearest("data_folder"), "data");
    }
}
