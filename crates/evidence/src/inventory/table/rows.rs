//! Rows below the headings → devices.

use super::{
    super::{
        fault::RemarkWhy,
        guide::Guide,
        reading::{Column, Reading, Record},
    },
    columns::folded,
    heading::Heading,
    known::Known,
};
use domain::ledger::{DeviceKind, FieldKey, Form};

/// A row as a table gives it.
pub(super) struct Row<'a> {
    pub(super) line: u32,
    pub(super) cells: Vec<Cell<'a>>,
}

/// What stands in a cell.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Cell<'a> {
    Empty,
    Text(std::borrow::Cow<'a, str>),
    /// Words of a workbook. What calculates is a cell of another kind there, so they are words whatever they begin with.
    Words(&'a str),
    /// A number of a workbook, which may stand for a day.
    Number(f64),
    /// A calculation without a saved result.
    Formula,
    /// An error of a calculation.
    Fault(String),
}

impl Cell<'_> {
    fn is_empty(&self) -> bool {
        match self {
            Self::Empty => true,
            Self::Text(text) => text.trim().is_empty(),
            Self::Words(text) => text.trim().is_empty(),
            _ => false,
        }
    }

    /// As words, for headings and for marks.
    pub(super) fn words(&self) -> String {
        match self {
            Self::Text(text) => text.trim().to_owned(),
            Self::Words(text) => text.trim().to_owned(),
            Self::Number(number) => plain(*number),
            _ => String::new(),
        }
    }
}

/// A number without the `.0` of floating point.
pub(super) fn plain(number: f64) -> String {
    if number.fract() == 0.0 && number.abs() < 1e15 { format!("{number:.0}") } else { number.to_string() }
}

/// Reads rows of one table.
pub(super) struct Rows {
    heading: Heading,
    /// Its names as they are compared.
    folded: Vec<String>,
    /// Where the part of each column lies.
    parts: Vec<u16>,
    /// What its sheet says the kind is.
    kind: Option<(DeviceKind, u16)>,
    class: Option<usize>,
    known: Known,
    /// Whether the place of each value is wanted.
    places: bool,
}

impl Rows {
    /// Tells of the columns, and prepares for the rows. `sheet` is empty for a text; `place` names a column.
    pub(super) fn new(
        reading: &mut Reading,
        heading: Heading,
        guide: &Guide<'_>,
        sheet: &str,
        line: u32,
        place: impl Fn(usize) -> String,
    ) -> Self {
        reading.profile = reading.profile.or(heading.profile);
        let mut parts = Vec::with_capacity(heading.names.len());
        for (at, name) in heading.names.iter().enumerate() {
            let field = heading.fields.get(at).copied().flatten();
            let name: String = name.split_whitespace().collect::<Vec<_>>().join(" ");
            let part = if sheet.is_empty() { name.clone() } else { format!("{sheet}!{} {name}", place(at)) };
            parts.push(reading.part(part.trim()));
            if heading.twice.contains(&at) {
                reading.remark(line, part.trim(), RemarkWhy::ColumnTwice, &name);
            }
            if !name.is_empty() {
                reading.columns.push(Column { sheet: sheet.to_owned(), place: place(at), heading: name, field });
            }
        }
        let kind = if heading.has(FieldKey::Kind) { None } else { DeviceKind::from_words(sheet) };
        let kind = kind.map(|kind| (kind, reading.part(sheet)));
        let class = heading.named("objectclass");
        let folded = heading.names.iter().map(|name| folded(name)).collect();
        Self { heading, folded, parts, kind, class, known: Known::new(), places: guide.places }
    }

    /// Columns of the heading.
    pub(super) fn width(&self) -> usize {
        self.heading.names.len()
    }

    /// Reads one row.
    pub(super) fn read(&mut self, reading: &mut Reading, row: &Row<'_>) {
        let mut filled = row.cells.iter().enumerate().filter(|(_, cell)| !cell.is_empty());
        let Some((first_at, first)) = filled.next() else { return };
        let only = filled.next().is_none();
        let words = first.words();
        if self.is_heading_again(row) || is_sum(&words) || (only && is_remark(&words)) || self.is_another_class(row) {
            return;
        }
        if is_example(&words) {
            reading.remark(row.line, "", RemarkWhy::Example, &words);
            return;
        }
        let width = self.heading.names.len();
        if let Some((_, extra)) = row.cells.iter().enumerate().skip(width).find(|(_, cell)| !cell.is_empty()) {
            reading.remark(row.line, "", RemarkWhy::Ragged, &extra.words());
            return;
        }
        if row.cells.len() <= self.heading.last() && first_at < row.cells.len() {
            reading.remark(row.line, "", RemarkWhy::Short, &words);
        }
        let mut record = Record::new(row.line);
        for (at, cell) in row.cells.iter().enumerate() {
            let Some(key) = self.heading.fields.get(at).copied().flatten() else { continue };
            self.cell(reading, &mut record, key, (row.line, at), cell);
        }
        if let Some((kind, part)) = self.kind
            && !record.is_empty()
        {
            record.put(reading, FieldKey::Kind, kind.code(), (row.line, part));
        }
        reading.take(record);
        if !self.places {
            reading.forget_places();
        }
    }

    fn cell(
        &mut self,
        reading: &mut Reading,
        record: &mut Record,
        key: FieldKey,
        place: (u32, usize),
        cell: &Cell<'_>,
    ) {
        let (line, at) = place;
        let part = self.parts.get(at).copied().unwrap_or_default();
        let mut remark = |why, found: &str| {
            let name = reading.part_name(part).to_owned();
            reading.remark(line, &name, why, found);
        };
        match cell {
            Cell::Empty => {}
            Cell::Formula => remark(RemarkWhy::Formula, ""),
            Cell::Fault(found) => remark(RemarkWhy::CellFault, found),
            Cell::Number(number) => {
                let day = matches!(key.form(), Form::Day | Form::Support).then(|| day_number(*number)).flatten();
                self.put(reading, record, key, &day.unwrap_or_else(|| plain(*number)), (line, part));
            }
            Cell::Words(text) => {
                self.put(reading, record, key, guarded(text.trim()).unwrap_or(text), (line, part));
            }
            Cell::Text(text) => match unguarded(text) {
                Some(text) => self.put(reading, record, key, text, (line, part)),
                None => remark(RemarkWhy::Formula, text),
            },
        }
    }

    fn put(&mut self, reading: &mut Reading, record: &mut Record, key: FieldKey, text: &str, at: (u32, u16)) {
        record.put_read(reading, key, self.known.parse(key, text), text, at);
    }

    /// A list that was printed in pages repeats its headings.
    fn is_heading_again(&self, row: &Row<'_>) -> bool {
        let mut filled = row.cells.iter().zip(&self.folded).filter(|(cell, _)| !cell.is_empty());
        let is_same = |(cell, name): (&Cell<'_>, &String)| folded(&cell.words()) == *name;
        filled.next().is_some_and(is_same) && filled.next().is_some_and(is_same) && filled.all(is_same)
    }

    /// A directory's export that holds people and groups beside computers.
    fn is_another_class(&self, row: &Row<'_>) -> bool {
        let class = self.class.and_then(|at| row.cells.get(at)).map(|cell| cell.words().to_lowercase());
        class.is_some_and(|class| !class.is_empty() && !class.contains("computer"))
    }
}

/// `="0012"` is how a text keeps its noughts from Excel; `'=1` is how an export keeps it from calculating. Any other `=` calculates.
fn unguarded(text: &str) -> Option<&str> {
    let plain = text.trim();
    if let Some(inner) = plain.strip_prefix("=\"").and_then(|rest| rest.strip_suffix('"')) {
        return Some(inner);
    }
    if let Some(guarded) = guarded(plain) {
        return Some(guarded);
    }
    let calls = |rest: &str| rest.contains('(') || rest.contains('|') || rest.contains('!');
    let calculates = plain.len() > 1
        && (plain.starts_with('=')
            || (plain.starts_with(['+', '@', '-'])
                && plain.chars().nth(1).is_some_and(char::is_alphabetic)
                && calls(plain)));
    (!calculates).then_some(text)
}

/// Without the apostrophe that keeps an export from calculating.
fn guarded(plain: &str) -> Option<&str> {
    plain.strip_prefix('\'').filter(|rest| rest.starts_with(['=', '+', '-', '@']))
}

/// A day by Excel's count (ECMA-376 Part 1, §18.17.4.1), between 1954 and 2119; other numbers are no days.
fn day_number(number: f64) -> Option<String> {
    if !(20_000.0..80_000.0).contains(&number) {
        return None;
    }
    let epoch = time::Date::from_calendar_date(1899, time::Month::December, 30).ok()?;
    Some(domain::calendar::iso(epoch + time::Duration::days(number as i64)))
}

fn is_sum(words: &str) -> bool {
    matches!(folded(words).as_str(), "合計" | "小計" | "総計" | "計" | "total" | "subtotal" | "以上")
}

/// A title between rows, or a remark below them.
fn is_remark(words: &str) -> bool {
    words.starts_with(['※', '【', '■', '●', '◆', '▼', '＜', '<', '*', '＊', '〔', '#'])
        || words.starts_with("注")
        || words.starts_with("備考")
}

fn is_example(words: &str) -> bool {
    let folded = folded(words);
    folded == "例"
        || folded.starts_with("記入例")
        || folded.starts_with("入力例")
        || words.trim_start_matches(['(', '（', '【']).starts_with("例)")
        || words.trim_start_matches(['(', '（', '【']).starts_with("例）")
        || words.trim_start_matches(['(', '（', '【']).starts_with("例：")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_calculates_is_told_from_what_looks_like_it() {
        assert_eq!(unguarded("=\"0012\""), Some("0012"));
        assert_eq!(unguarded("'=SUM(A1)"), Some("=SUM(A1)"));
        assert_eq!(unguarded("-"), Some("-"));
        assert_eq!(unguarded("+81-3-0000-0000"), Some("+81-3-0000-0000"));
        assert_eq!(unguarded("-A棟"), Some("-A棟"));
        for text in ["=1+1", "=HYPERLINK(\"http://x\")", "@SUM(A1)", "=cmd|' /C calc'!A0", "+cmd|' /C calc'!A0"] {
            assert_eq!(unguarded(text), None, "{text}");
        }
    }

    #[test]
    fn numbers_of_workbooks_become_days_and_codes() {
        assert_eq!(day_number(45_453.0).as_deref(), Some("2024-06-10"));
        assert_eq!([day_number(2024.0), day_number(20_240_610.0), day_number(f64::NAN)], [None, None, None]);
        assert_eq!([plain(12.0), plain(1.5), plain(1e20)], ["12", "1.5", "100000000000000000000"]);
    }
}
