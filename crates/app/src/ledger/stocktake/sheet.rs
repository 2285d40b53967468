//! The list of a stock-take as a spreadsheet: it goes out, is filled in, comes back, is shown, and is one entry.

use super::{Said, StocktakeError, count::count_each};
use crate::{
    App, AppError, evidence::Arrived, intake::Waiting, ledger::words as field_words, words::T, workbook::Written,
};
use domain::{
    access::{ManageStocktake, Permit, View},
    calendar::iso,
    digest::Digest,
    id::{DeviceId, StocktakeId},
    ledger::{Expected, FieldKey, Found, Place, Value, key_of},
};
use evidence::{
    table::{Table, TableError, TableRow, parse_table},
    workbook::Bounds,
};
use messages::Lang;
use report::workbook::{ListCell, ListColumn, ListSheet, write_lists};
use std::collections::{BTreeMap, BTreeSet};
use store::ledger::stocktake::{CountRow, Counter, Narrow};

/// Columns of the sheet with their widths. The first eight tell the device, the rest is filled in.
const COLUMNS: [(Column, f64); 14] = [
    (Column::Building, 12.0),
    (Column::Floor, 8.0),
    (Column::Room, 16.0),
    (Column::Asset, 14.0),
    (Column::Name, 24.0),
    (Column::Kind, 14.0),
    (Column::Serial, 16.0),
    (Column::Result, 18.0),
    (Column::FoundBuilding, 12.0),
    (Column::FoundFloor, 8.0),
    (Column::FoundRoom, 16.0),
    (Column::FoundSerial, 16.0),
    (Column::Note, 28.0),
    (Column::Device, 38.0),
];
/// Lines that a preview names; the rest is counted.
const SHOWN: usize = 200;
/// The largest sheet that is taken. Our choice: 100,000 devices are a tenth of it.
const MAX_SHEET: u64 = 32 << 20;

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Column {
    Building,
    Floor,
    Room,
    Asset,
    Name,
    Kind,
    Serial,
    Result,
    FoundBuilding,
    FoundFloor,
    FoundRoom,
    FoundSerial,
    Note,
    Device,
}

impl Column {
    const fn code(self) -> &'static str {
        match self {
            Self::Building => "building",
            Self::Floor => "floor",
            Self::Room => "room",
            Self::Asset => "asset",
            Self::Name => "name",
            Self::Kind => "kind",
            Self::Serial => "serial",
            Self::Result => "result",
            Self::FoundBuilding => "found-building",
            Self::FoundFloor => "found-floor",
            Self::FoundRoom => "found-room",
            Self::FoundSerial => "found-serial",
            Self::Note => "note",
            Self::Device => "device",
        }
    }

    fn heading(self, t: T) -> String {
        t.code("stocktake-column", self.code()).into_owned()
    }
}

/// The sheet as a workbook, with what was found so far.
///
/// # Errors
/// When the database can't be read.
pub async fn workbook(app: &App, view: &Permit<View>, id: StocktakeId, t: T) -> Result<Written, AppError> {
    let (record, _) = store::ledger::stocktake::show(&app.db, view, id).await?;
    let rows = store::ledger::stocktake::devices(&app.db, view, id, Narrow::default(), usize::MAX, 0).await?;
    let list = ListSheet {
        name: t.get("stocktake-title").into_owned(),
        title: record.name.clone(),
        columns: COLUMNS
            .iter()
            .map(|(column, width)| ListColumn { heading: column.heading(t), width: *width })
            .collect(),
        rows: rows.iter().map(|row| COLUMNS.iter().map(|(column, _)| cell(t, row, *column)).collect()).collect(),
    };
    let written = tokio::task::spawn_blocking(move || write_lists(&[list])).await;
    let bytes = written.map_err(|error| AppError::Internal(error.to_string()))?;
    let bytes = bytes.map_err(|error| AppError::Internal(error.to_string()))?;
    Ok(Written { name: format!("{}_{}.xlsx", t.get("stocktake-file-name"), iso(app.today())), bytes })
}

fn cell(t: T, row: &CountRow, column: Column) -> ListCell {
    let (about, found) = (&row.about, row.finding.as_ref());
    let of_found = |text: &dyn Fn(&domain::ledger::Finding) -> String| found.map(text).unwrap_or_default();
    let text = match column {
        Column::Building => about.place.building.clone(),
        Column::Floor => about.place.floor.clone(),
        Column::Room => about.place.room.clone(),
        Column::Asset => about.asset.clone(),
        Column::Name => about.name.clone(),
        Column::Kind if about.kind.is_empty() => String::new(),
        Column::Kind => t.code("ledger-kind", &about.kind).into_owned(),
        Column::Serial => about.serial.clone(),
        Column::Result => of_found(&|found| t.code("stocktake-found", found.found.code()).into_owned()),
        Column::FoundBuilding => of_found(&|found| found.place.building.clone()),
        Column::FoundFloor => of_found(&|found| found.place.floor.clone()),
        Column::FoundRoom => of_found(&|found| found.place.room.clone()),
        Column::FoundSerial => of_found(&|found| found.serial.as_ref().map(Value::to_string).unwrap_or_default()),
        Column::Note => of_found(&|found| found.note.as_ref().map(Value::to_string).unwrap_or_default()),
        Column::Device => about.device.to_string(),
    };
    if text.is_empty() { ListCell::Empty } else { ListCell::Text(text) }
}

/// What a filled-in sheet would record.
#[derive(Debug, Clone)]
pub struct SheetPreview {
    /// Lines that say something new, by what.
    pub counts: Vec<(Found, usize)>,
    /// Lines that say what is recorded already.
    pub unchanged: usize,
    /// Lines without a result.
    pub empty: usize,
    /// Lines that say something new; at most two hundred.
    pub lines: Vec<SheetLine>,
    /// Such lines beyond the ones that are named.
    pub more: usize,
    /// Lines that can't be taken: the line, and why in words.
    pub refused: Vec<(u64, String)>,
    /// SHA-256 over the file and the stock-take on which this stands.
    pub seal: Digest,
}

/// A line that says something new.
#[derive(Debug, Clone)]
pub struct SheetLine {
    /// Row of the sheet.
    pub line: u64,
    /// The device.
    pub name: String,
    /// What was found.
    pub found: Found,
    /// Where, or which serial number; and the note.
    pub more: String,
}

/// Why a sheet is not taken.
#[derive(Debug, thiserror::Error)]
pub enum SheetFault {
    /// The file can't be read as this sheet; why, in words.
    #[error("{0}")]
    Refused(String),
    /// What was shown is no longer what would be recorded.
    #[error("the stock-take changed")]
    Changed,
    /// Something else.
    #[error(transparent)]
    Stocktake(#[from] StocktakeError),
}
impl From<AppError> for SheetFault {
    fn from(error: AppError) -> Self {
        Self::Stocktake(error.into())
    }
}
impl From<store::StoreError> for SheetFault {
    fn from(error: store::StoreError) -> Self {
        Self::Stocktake(error.into())
    }
}

struct Plan {
    preview: SheetPreview,
    each: Vec<(DeviceId, Said)>,
}

/// Keeps a sheet that arrived.
///
/// # Errors
/// [`SheetFault::Refused`] for one that is too large.
pub fn keep_sheet(app: &App, _permit: &Permit<ManageStocktake>, arrived: Arrived, t: T) -> Result<Waiting, SheetFault> {
    let Arrived { name, bytes } = arrived;
    if bytes.size() > MAX_SHEET {
        return Err(SheetFault::Refused(t.one("ledger-refused-too-large", "found", "32 MiB")));
    }
    let (file, _) = app.blobs.keep(bytes).map_err(AppError::from)?;
    Ok(Waiting { file, name })
}

/// What a filled-in sheet would record. Writes nothing.
///
/// # Errors
/// [`SheetFault::Refused`].
pub async fn preview_sheet(
    app: &App,
    view: &Permit<View>,
    id: StocktakeId,
    waiting: &Waiting,
    t: T,
) -> Result<SheetPreview, SheetFault> {
    Ok(planned(app, view, id, waiting, t).await?.preview)
}

/// Records what a sheet says, as it was shown, in one entry. Returns how many lines were new.
///
/// # Errors
/// [`SheetFault::Changed`] when the preview would now be another one.
pub async fn apply_sheet(
    app: &App,
    view: &Permit<View>,
    permit: Permit<ManageStocktake>,
    id: StocktakeId,
    waiting: &Waiting,
    seal: Digest,
    t: T,
) -> Result<usize, SheetFault> {
    let plan = planned(app, view, id, waiting, t).await?;
    if plan.preview.seal != seal {
        return Err(SheetFault::Changed);
    }
    let file = Some((waiting.file, waiting.name.clone()));
    Ok(count_each(app, &Counter::House(permit), id, &plan.each, file).await?)
}

async fn planned(app: &App, view: &Permit<View>, id: StocktakeId, waiting: &Waiting, t: T) -> Result<Plan, SheetFault> {
    let bytes = app.blobs.get(view.facility(), &waiting.file).map_err(AppError::from)?;
    let (record, _) = store::ledger::stocktake::show(&app.db, view, id).await?;
    if record.finished.is_some() {
        return Err(StocktakeError::Finished.into());
    }
    let rows = store::ledger::stocktake::devices(&app.db, view, id, Narrow::default(), usize::MAX, 0).await?;
    let turn = app.reading.clone().acquire_owned().await.map_err(|error| AppError::Internal(error.to_string()))?;
    let read = tokio::task::spawn_blocking(move || {
        let _turn = turn;
        parse_table(&bytes, Bounds::BOOK)
    });
    let read = read.await.map_err(|error| AppError::Internal(error.to_string()))?;
    let table = read.map_err(|error| SheetFault::Refused(table_words(t, &error)))?;
    let columns = Columns::of(&table);
    if columns.at(Column::Result).is_none() || (columns.at(Column::Device).or(columns.at(Column::Asset))).is_none() {
        return Err(SheetFault::Refused(t.get("stocktake-sheet-columns").into_owned()));
    }
    let seal = Digest::of(format!("{} {}", waiting.file, record.version).as_bytes());
    Ok(Reader { t, columns, known: Known::of(&rows) }.plan(&table, seal))
}

fn table_words(t: T, error: &TableError) -> String {
    match error {
        TableError::NotCsv { line } => t.one("ledger-refused-quote-open", "line", *line),
        TableError::NoHeading => t.get("stocktake-sheet-columns").into_owned(),
        TableError::Book(_) | TableError::TooManyRows(_) => t.get("stocktake-sheet-unreadable").into_owned(),
    }
}

/// Where each column stands, by its heading in either language.
struct Columns(BTreeMap<Column, usize>);

impl Columns {
    fn of(table: &Table) -> Self {
        let mut found = BTreeMap::new();
        for (column, _) in COLUMNS {
            let names: Vec<String> = Lang::ALL.iter().map(|lang| key_of(&column.heading(T::new(*lang)))).collect();
            if let Some(at) = table.heading.iter().position(|heading| names.contains(&key_of(heading))) {
                found.insert(column, at);
            }
        }
        Self(found)
    }

    fn at(&self, column: Column) -> Option<usize> {
        self.0.get(&column).copied()
    }

    fn text<'a>(&self, row: &'a TableRow, column: Column) -> &'a str {
        self.at(column).and_then(|at| row.cells.get(at)).map_or("", |cell| cell.trim())
    }
}

/// Devices of the stock-take by identifier, and by asset number where one alone bears it.
struct Known<'a> {
    by_id: BTreeMap<DeviceId, &'a CountRow>,
    by_asset: BTreeMap<String, Vec<&'a CountRow>>,
}

impl<'a> Known<'a> {
    fn of(rows: &'a [CountRow]) -> Self {
        let mut by_asset = BTreeMap::<String, Vec<&CountRow>>::new();
        for row in rows.iter().filter(|row| !row.about.asset.is_empty()) {
            by_asset.entry(key_of(&row.about.asset)).or_default().push(row);
        }
        Self { by_id: rows.iter().map(|row| (row.about.device, row)).collect(), by_asset }
    }

    /// # Errors
    /// The end of the message key that says why no device is meant.
    fn device(&self, id: &str, asset: &str) -> Result<&'a CountRow, &'static str> {
        if let Ok(id) = id.parse::<DeviceId>() {
            return self.by_id.get(&id).copied().ok_or("unknown");
        }
        match self.by_asset.get(&key_of(asset)).map(Vec::as_slice) {
            Some([one]) => Ok(one),
            Some(_) => Err("several"),
            None => Err("unknown"),
        }
    }
}

struct Reader<'a> {
    t: T,
    columns: Columns,
    known: Known<'a>,
}

impl Reader<'_> {
    fn plan(&self, table: &Table, seal: Digest) -> Plan {
        let (mut counts, mut each, mut seen) = (BTreeMap::<Found, usize>::new(), Vec::new(), BTreeSet::new());
        let mut preview = SheetPreview {
            counts: Vec::new(),
            unchanged: 0,
            empty: 0,
            lines: Vec::new(),
            more: 0,
            refused: table.refused.iter().map(|fault| (fault.line(), self.fault_words(fault))).collect(),
            seal,
        };
        for row in &table.rows {
            match self.line(row, &mut seen) {
                Err(why) => preview.refused.push((row.line, why)),
                Ok(None) => preview.empty += 1,
                Ok(Some((known, said, found))) if is_recorded(known, &said, found) => preview.unchanged += 1,
                Ok(Some((known, said, found))) => {
                    *counts.entry(found).or_default() += 1;
                    if preview.lines.len() < SHOWN {
                        preview.lines.push(sheet_line(row.line, &known.about, &said, found));
                    } else {
                        preview.more += 1;
                    }
                    each.push((known.about.device, said));
                }
            }
        }
        preview.refused.sort();
        preview.counts = counts.into_iter().collect();
        Plan { preview, each }
    }

    fn fault_words(&self, fault: &evidence::table::RowFault) -> String {
        self.t.code("stocktake-row", fault.code()).into_owned()
    }

    /// What a line says: of which device, what. `None` for a line without a result.
    fn line(&self, row: &TableRow, seen: &mut BTreeSet<DeviceId>) -> Result<Option<(&CountRow, Said, Found)>, String> {
        let t = self.t;
        let text = |column: Column| self.columns.text(row, column);
        let result = text(Column::Result);
        if result.is_empty() {
            return Ok(None);
        }
        let (id, asset) = (text(Column::Device), text(Column::Asset));
        let known = self.known.device(id, asset).map_err(|why| t.code("stocktake-row", why).into_owned())?;
        let found = Found::from_words(result).filter(|found| *found != Found::Open);
        let said_before = known.finding.as_ref().map(|finding| finding.found);
        // A decision that a sheet brings back unchanged is no new word.
        let of_people = |found: &Found| Found::COUNTED.contains(found) || said_before == Some(*found);
        let found = found.or_else(|| self.as_written(result)).filter(of_people);
        let found = found.ok_or_else(|| t.one("stocktake-row-result", "found", result.to_owned()))?;
        if !seen.insert(known.about.device) {
            return Err(t.get("stocktake-row-twice").into_owned());
        }
        let said = Said {
            found: Some(found),
            building: text(Column::FoundBuilding).to_owned(),
            floor: text(Column::FoundFloor).to_owned(),
            room: text(Column::FoundRoom).to_owned(),
            serial: text(Column::FoundSerial).to_owned(),
            note: text(Column::Note).to_owned(),
            ..Said::default()
        };
        self.check(&said, found).map(|()| Some((known, said, found)))
    }

    /// The words that our own sheet has for it.
    fn as_written(&self, result: &str) -> Option<Found> {
        let said = |found: &&Found| {
            let words = |lang: &Lang| T::new(*lang).code("stocktake-found", found.code()).into_owned();
            Lang::ALL.iter().any(|lang| key_of(&words(lang)) == key_of(result))
        };
        Found::ALL.iter().find(said).copied()
    }

    /// Values that can't be taken refuse their line, not the sheet.
    fn check(&self, said: &Said, found: Found) -> Result<(), String> {
        let t = self.t;
        let place = Place::parse(&said.building, &said.floor, &said.room);
        let of_value = |(key, why): (FieldKey, domain::ledger::ValueError)| {
            let why = t.code("ledger-wrong", why.code()).into_owned();
            t.with("ledger-refused-field", &[("field", field_words::field(t, key).into()), ("why", why.into())])
        };
        let place = place.map_err(of_value)?;
        if found == Found::Elsewhere && place.is_unknown() {
            return Err(t.get("stocktake-row-place").into_owned());
        }
        for (key, text) in [(FieldKey::Serial, &said.serial), (FieldKey::Note, &said.note)] {
            Value::parse(key, text).map_err(|why| of_value((key, why)))?;
        }
        if found == Found::Serial && Value::parse(FieldKey::Serial, &said.serial) == Ok(None) {
            return Err(t.get("stocktake-row-serial").into_owned());
        }
        Ok(())
    }
}

/// Whether a line says what is recorded already.
fn is_recorded(known: &CountRow, said: &Said, found: Found) -> bool {
    let Some(finding) = &known.finding else { return false };
    let same = |value: &Option<Value>, text: &str| value.as_ref().map(Value::as_str).unwrap_or_default() == text.trim();
    let place = Place::parse(&said.building, &said.floor, &said.room).unwrap_or_default();
    finding.found == found
        && same(&finding.note, &said.note)
        && (found != Found::Elsewhere || finding.place == place)
        && (found != Found::Serial || same(&finding.serial, &said.serial))
}

fn sheet_line(line: u64, about: &Expected, said: &Said, found: Found) -> SheetLine {
    let place = Place { building: said.building.clone(), floor: said.floor.clone(), room: said.room.clone() };
    let place = if found == Found::Elsewhere { place.to_string() } else { String::new() };
    let serial = if found == Found::Serial { said.serial.clone() } else { String::new() };
    let more: Vec<String> = [place, serial, said.note.clone()].into_iter().filter(|text| !text.is_empty()).collect();
    SheetLine { line, name: about.name.clone(), found, more: more.join("　") }
}
