//! What was read of an inventory, what was not, and where each of it stands.

use super::fault::{Remark, RemarkWhy};
use domain::ledger::{
    FieldKey, Fields, Form, PackedFields, SourceKind, Value, ValueError, says_nothing_of_a_device, weak_keys,
};
use std::collections::BTreeMap;
use time::Date;

/// What a file is, as far as the ledger goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum InventoryKind {
    /// A list in CSV or another text with columns.
    Csv,
    /// A list in an Excel workbook.
    Excel,
    /// Computers of an Active Directory, in LDIF.
    Ldif,
    /// Computers of an Active Directory, in CSV or JSON.
    Directory,
    /// An inventory in GLPI's JSON.
    Glpi,
    /// An inventory in FusionInventory's XML.
    FusionInventory,
    /// A scan in nmap's XML.
    Nmap,
    /// Answers of osquery.
    Osquery,
    /// `systeminfo` of Windows.
    Systeminfo,
    /// What a network device says of itself: `show version`, `get system status`.
    ShowVersion,
    /// ARP tables and address tables of switches.
    Neighbours,
    /// Leases of a DHCP server.
    Leases,
}

impl InventoryKind {
    /// Every kind.
    pub const ALL: [Self; 12] = [
        Self::Csv,
        Self::Excel,
        Self::Ldif,
        Self::Directory,
        Self::Glpi,
        Self::FusionInventory,
        Self::Nmap,
        Self::Osquery,
        Self::Systeminfo,
        Self::ShowVersion,
        Self::Neighbours,
        Self::Leases,
    ];

    /// Stable code, as in message keys.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Excel => "excel",
            Self::Ldif => "ldif",
            Self::Directory => "directory",
            Self::Glpi => "glpi",
            Self::FusionInventory => "fusioninventory",
            Self::Nmap => "nmap",
            Self::Osquery => "osquery",
            Self::Systeminfo => "systeminfo",
            Self::ShowVersion => "show-version",
            Self::Neighbours => "neighbours",
            Self::Leases => "leases",
        }
    }

    /// Who speaks in such a file.
    #[must_use]
    pub const fn source(self) -> SourceKind {
        match self {
            Self::Csv | Self::Excel => SourceKind::List,
            Self::Ldif | Self::Directory => SourceKind::Directory,
            Self::Glpi | Self::FusionInventory | Self::Osquery => SourceKind::Agent,
            Self::Nmap => SourceKind::Scan,
            Self::Systeminfo | Self::ShowVersion => SourceKind::Command,
            Self::Neighbours | Self::Leases => SourceKind::Neighbours,
        }
    }
}

/// Where a value stands: its line, counted from 1 in the file as given, and a part by its place in [`Reading::parts`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct At {
    /// Line, or row of a sheet.
    pub line: u32,
    /// Column or element.
    pub part: u16,
}

/// A device as one record states it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// Where the record begins.
    pub line: u32,
    /// What it states.
    pub fields: PackedFields,
    /// Where each of it stands.
    pub places: Box<[(FieldKey, At)]>,
}

/// A column of a list and the field that it was taken for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// Sheet, for a workbook.
    pub sheet: String,
    /// Where it is: `C`, or its number.
    pub place: String,
    /// Its heading.
    pub heading: String,
    /// Its field; `None` for one that the ledger has no place for.
    pub field: Option<FieldKey>,
}

/// What was read of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading {
    /// What it is.
    pub kind: InventoryKind,
    /// The day of its data, where it says so itself.
    pub on: Option<Date>,
    /// Names of columns and elements, for [`At::part`].
    pub parts: Vec<String>,
    /// Columns of a list, as they were understood.
    pub columns: Vec<Column>,
    /// What was said of earlier lists and counts for this one, by its place among [`super::Guide::kept`].
    pub profile: Option<usize>,
    /// Devices.
    pub devices: Vec<Found>,
    /// What could not be taken, or only so.
    pub remarks: Vec<Remark>,
    /// Remarks beyond the ones that are kept.
    pub more_remarks: usize,
}

/// So many remarks are kept; the rest is counted.
const MAX_REMARKS: usize = 5_000;
/// The most devices that one file may bring. Our choice: more than any hospital has, fewer than fill the memory.
pub(super) const MAX_DEVICES: usize = 200_000;
/// So many letters of a wrong value are shown.
const SHOWN: usize = 60;

impl Reading {
    pub(super) const fn new(kind: InventoryKind) -> Self {
        Self {
            kind,
            on: None,
            parts: Vec::new(),
            columns: Vec::new(),
            profile: None,
            devices: Vec::new(),
            remarks: Vec::new(),
            more_remarks: 0,
        }
    }

    /// The place of a part in the list of parts.
    pub(super) fn part(&mut self, name: &str) -> u16 {
        let at = match self.parts.iter().position(|known| known == name) {
            Some(at) => at,
            None => {
                self.parts.push(name.chars().take(SHOWN * 2).collect());
                self.parts.len() - 1
            }
        };
        u16::try_from(at).unwrap_or(u16::MAX)
    }

    /// The name of a part.
    #[must_use]
    pub fn part_name(&self, part: u16) -> &str {
        self.parts.get(usize::from(part)).map_or("", String::as_str)
    }

    pub(super) fn remark(&mut self, line: u32, part: &str, why: RemarkWhy, found: &str) {
        if self.remarks.len() >= MAX_REMARKS {
            self.more_remarks += 1;
            return;
        }
        let shown = |text: &str| text.chars().filter(|c| !c.is_control()).take(SHOWN).collect::<String>();
        self.remarks.push(Remark { line, part: shown(part), why, found: shown(found) });
    }

    /// Records of the file that could not be taken as devices.
    #[must_use]
    pub fn refused(&self) -> usize {
        self.more_remarks + self.remarks.iter().filter(|remark| remark.why.loses_record()).count()
    }

    /// Lets go of where the values of the newest device stand.
    pub(super) fn forget_places(&mut self) {
        if let Some(newest) = self.devices.last_mut() {
            newest.places = Box::default();
        }
    }

    /// Takes a record in, if something in it tells the device apart.
    pub(super) fn take(&mut self, record: Record) {
        let Record { line, fields, places } = record;
        if fields.is_empty() {
            self.remark(line, "", RemarkWhy::Nothing, "");
        } else if weak_keys(&fields).is_empty() {
            let found: Vec<&str> = fields.values().map(Value::as_str).take(4).collect();
            self.remark(line, "", RemarkWhy::NoIdentity, &found.join(" "));
        } else if self.devices.len() >= MAX_DEVICES {
            self.remark(line, "", RemarkWhy::TooMany, "");
        } else {
            self.devices.push(Found { line, fields: PackedFields::from(&fields), places: places.into() });
        }
    }
}

/// A device while it is read.
#[derive(Debug)]
pub(super) struct Record {
    pub(super) line: u32,
    fields: Fields,
    places: Vec<(FieldKey, At)>,
}

impl Record {
    pub(super) const fn new(line: u32) -> Self {
        Self { line, fields: BTreeMap::new(), places: Vec::new() }
    }

    pub(super) fn has(&self, key: FieldKey) -> bool {
        self.fields.contains_key(&key)
    }

    pub(super) fn is_empty(&self) -> bool {
        self.fields.is_empty()
    }

    /// States a field. Values of a field that may have several add up; of any other the first stays.
    pub(super) fn put(&mut self, reading: &mut Reading, key: FieldKey, text: &str, at: (u32, u16)) {
        self.put_read(reading, key, Value::parse(key, text), text, at);
    }

    /// As [`Record::put`], with what the text was read as.
    pub(super) fn put_read(
        &mut self,
        reading: &mut Reading,
        key: FieldKey,
        read: Result<Option<Value>, ValueError>,
        text: &str,
        (line, part): (u32, u16),
    ) {
        match read {
            Ok(None) => {}
            Ok(Some(value)) => {
                if text.chars().any(is_private) {
                    let name = reading.part_name(part).to_owned();
                    reading.remark(line, &name, RemarkWhy::PrivateLetter, text);
                }
                match self.fields.get(&key) {
                    Some(known) if key.form().adds_up() => {
                        let both = known.and(&value, key.form());
                        self.fields.insert(key, both);
                    }
                    Some(_) => {}
                    None => {
                        self.fields.insert(key, value);
                        self.places.push((key, At { line, part }));
                    }
                }
            }
            Err(why) => {
                let name = reading.part_name(part).to_owned();
                reading.remark(line, &name, RemarkWhy::Value(why), text);
            }
        }
    }

    /// As [`Record::put`], for what a program says: numbers that makers leave in many devices are nothing.
    pub(super) fn put_measured(&mut self, reading: &mut Reading, key: FieldKey, text: &str, line: u32, part: &str) {
        let text = text.trim();
        if text.is_empty() || says_nothing_of_a_device(key, text) || is_no_answer(text) {
            return;
        }
        // Firmware and installers leave signs that are no letters; a person's list is asked for better ones instead.
        let clean = |c: char| if c == '\u{fffd}' || (c.is_control() && c != '\n') { ' ' } else { c };
        let most = if key.form() == Form::Words { Value::MAX_WORDS } else { usize::MAX };
        let cut: String = text.chars().map(clean).take(most).collect();
        let part = reading.part(part);
        self.put(reading, key, &cut, (line, part));
    }
}

/// What firmware answers where the maker filled nothing in.
fn is_no_answer(text: &str) -> bool {
    const NOTHING: &[&str] = &[
        "to be filled by o.e.m.",
        "default string",
        "not specified",
        "system manufacturer",
        "system product name",
        "system version",
        "unknown",
        "none",
        "n/a",
        "o.e.m.",
        "not available",
    ];
    NOTHING.contains(&text.to_lowercase().as_str())
}

/// Letters that a hospital made itself (外字): elsewhere they look like nothing, or like another letter.
fn is_private(letter: char) -> bool {
    matches!(letter, '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..='\u{ffffd}' | '\u{100000}'..='\u{10fffd}')
}

/// For tests and messages: every reason that a value may have.
pub(super) const VALUE_FAULTS: [ValueError; 8] = ValueError::ALL;
