//! Lists as people keep them: CSV in the encodings of Japanese PCs, or the first sheet of an Excel workbook → a heading and rows
//! of texts, each with its line. What the columns mean is decided by whoever maps them.

mod csv;
mod excel;

use crate::workbook::{BookError, Bounds};

/// A list as read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// How it was written: `utf-8`, `utf-8-bom`, `utf-16`, `cp932` or `excel`.
    pub written_as: &'static str,
    /// The heading.
    pub heading: Vec<String>,
    /// Rows below it that are not empty, each as long as the heading.
    pub rows: Vec<TableRow>,
    /// Rows that can't be taken. The rest can.
    pub refused: Vec<RowFault>,
}

/// One row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TableRow {
    /// Its line in the file, or its row in the sheet, from 1.
    pub line: u64,
    /// Its cells, without spaces around them.
    pub cells: Vec<String>,
}

/// Why a row can't be taken.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RowFault {
    /// It has more cells than the heading has names, and they are not empty.
    #[error("line {line}: {found} cells, the heading has {expected}")]
    Ragged {
        /// Line, from 1.
        line: u64,
        /// Cells found.
        found: usize,
        /// Names in the heading.
        expected: usize,
    },
    /// Bytes that are no letters in the file's encoding.
    #[error("line {line}: bytes that are no letters")]
    Letters {
        /// Line, from 1.
        line: u64,
    },
    /// A cell whose calculation failed.
    #[error("line {line}: {found}")]
    Fault {
        /// Row, from 1.
        line: u64,
        /// `#REF!`.
        found: String,
    },
}

impl RowFault {
    /// Stable code, as in message keys.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Ragged { .. } => "ragged",
            Self::Letters { .. } => "letters",
            Self::Fault { .. } => "fault",
        }
    }

    /// Its line, from 1.
    #[must_use]
    pub const fn line(&self) -> u64 {
        match self {
            Self::Ragged { line, .. } | Self::Letters { line } | Self::Fault { line, .. } => *line,
        }
    }
}

/// Why a file is not read as a list.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TableError {
    /// The workbook can't be read.
    #[error(transparent)]
    Book(#[from] BookError),
    /// Nothing in it looks like a heading: a row with two names or more.
    #[error("no heading")]
    NoHeading,
    /// More rows than are taken.
    #[error("more than {0} rows")]
    TooManyRows(usize),
    /// Quotes that do not end, or something else that is no CSV.
    #[error("line {line}: no CSV")]
    NotCsv {
        /// Line, from 1.
        line: u64,
    },
}

/// The most rows that are taken. Our choice: ten years of daily backup runs of 50 systems have 182,500; a ledger of the largest hospital
/// has some 10,000.
pub const MAX_ROWS: usize = 400_000;
/// The most columns that are taken.
const MAX_COLUMNS: usize = 500;

/// Reads a list. A file that begins like a workbook is read as one, everything else as CSV.
///
/// # Errors
/// [`TableError`]; a row that can't be taken is no error: it is named in [`Table::refused`].
pub fn parse_table(bytes: &[u8], bounds: Bounds) -> Result<Table, TableError> {
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(&[0xd0, 0xcf, 0x11, 0xe0]) {
        excel::parse(bytes, bounds)
    } else {
        csv::parse(bytes)
    }
}

/// A row that was read: its line, its cells, and what is wrong with it.
struct Raw {
    line: u64,
    cells: Vec<String>,
    fault: Option<RowFault>,
}

/// Finds the heading, the first row with two names or more, and holds the rows below against it.
fn assemble(
    written_as: &'static str,
    rows: impl Iterator<Item = Result<Raw, TableError>>,
) -> Result<Table, TableError> {
    let mut table = Table { written_as, heading: Vec::new(), rows: Vec::new(), refused: Vec::new() };
    for raw in rows {
        let Raw { line, mut cells, fault } = raw?;
        let used = cells.iter().rposition(|cell| !cell.is_empty()).map_or(0, |last| last + 1);
        cells.truncate(used.min(MAX_COLUMNS));
        if table.heading.is_empty() {
            if cells.iter().filter(|cell| !cell.is_empty()).count() >= 2 {
                table.heading = cells;
            }
            continue;
        }
        if used == 0 {
            continue;
        }
        if table.rows.len() >= MAX_ROWS {
            return Err(TableError::TooManyRows(MAX_ROWS));
        }
        let expected = table.heading.len();
        let ragged = (used > expected).then_some(RowFault::Ragged { line, found: used, expected });
        match fault.or(ragged) {
            Some(fault) => table.refused.push(fault),
            None => {
                cells.resize(expected, String::new());
                table.rows.push(TableRow { line, cells });
            }
        }
    }
    if table.heading.is_empty() { Err(TableError::NoHeading) } else { Ok(table) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(bytes: &[u8]) -> String {
        match parse_table(bytes, Bounds::BOOK) {
            Err(error) => error.to_string(),
            Ok(table) => {
                let rows = table.rows.iter().map(|row| format!("{}:{}", row.line, row.cells.join("|")));
                let refused = table.refused.iter().map(ToString::to_string);
                let all: Vec<String> = rows.chain(refused).collect();
                format!("{} {} / {}", table.written_as, table.heading.join("|"), all.join(" / "))
            }
        }
    }

    #[test]
    fn a_list_is_read_in_the_encodings_of_japanese_pcs() {
        let text = "事業者名,電話\r\n甲社,03-1\r\n";
        let (cp932, _, _) = encoding_rs::SHIFT_JIS.encode(text);
        let mut bom = b"\xef\xbb\xbf".to_vec();
        bom.extend_from_slice(text.as_bytes());
        let utf16: Vec<u8> = [0xff, 0xfe].into_iter().chain(text.encode_utf16().flat_map(u16::to_le_bytes)).collect();
        assert_eq!(read(text.as_bytes()), "utf-8 事業者名|電話 / 2:甲社|03-1");
        assert_eq!(read(&bom), "utf-8-bom 事業者名|電話 / 2:甲社|03-1");
        assert_eq!(read(&cp932), "cp932 事業者名|電話 / 2:甲社|03-1");
        assert_eq!(read(&utf16), "utf-16 事業者名|電話 / 2:甲社|03-1");
        assert_eq!(read("事業者名\t電話\n甲社\t03-1\n".as_bytes()), "utf-8 事業者名|電話 / 2:甲社|03-1");
    }

    #[test]
    fn a_title_above_and_empty_rows_are_passed_over() {
        assert_eq!(
            read("事業者一覧,,\n,,\n名前,電話,\n甲社,1,\n,,\n乙社,,\n".as_bytes()),
            "utf-8 名前|電話 / 4:甲社|1 / 6:乙社|"
        );
    }

    #[test]
    fn quotes_hold_commas_and_lines_and_a_bad_row_is_named() {
        assert_eq!(
            read(b"a,b\n\"1,2\",\"3\n4\"\n5,6,7\n8,9\n"),
            "utf-8 a|b / 2:1,2|3\n4 / 5:8|9 / line 4: 3 cells, the heading has 2"
        );
        assert_eq!(
            read(b"\x96\xbc\x91\x4f,\x93\x64\x98\x62\n\x8d\x62,1\n\x81\xff\xff,2\n").matches("no letters").count(),
            1
        );
    }

    #[test]
    fn what_is_no_list_is_refused() {
        assert_eq!(read(b""), "no heading");
        assert_eq!(read(b"only one column\nx\n"), "no heading");
        assert_eq!(read(b"a,b\n1,2\n\"3,4\n5,6\n"), "line 3: no CSV");
        assert_eq!(read(b"a,b\n5\" monitor,2\n3,4\n"), "utf-8 a|b / 2:5\" monitor|2 / 3:3|4");
        assert!(
            read(b"PK\x03\x04 and nothing more").starts_with("the workbook is damaged")
                || read(b"PK\x03\x04 and nothing more") == "no Excel workbook"
        );
    }

    proptest::proptest! {
        #[test]
        fn any_bytes_are_read_or_refused(bytes in proptest::collection::vec(proptest::num::u8::ANY, 0..600)) {
            if let Ok(table) = parse_table(&bytes, Bounds::BOOK) {
                let width = table.heading.len();
                proptest::prop_assert!(table.rows.iter().all(|row| row.cells.len() == width));
            }
        }
    }
}
