//! Lists: a heading, rows, a filter. As large as a ledger of a large hospital.

use super::{
    COMPRESSION, WriteError,
    cell::{self, DAY, base, heading},
};
use rust_xlsxwriter::{Format, Workbook, Worksheet, XlsxError};
use time::Date;

/// One list.
#[derive(Debug, Clone, PartialEq)]
pub struct ListSheet {
    /// Name of the sheet: at most 31 characters, none of `[]:*?/\`.
    pub name: String,
    /// What stands above the table when it is printed.
    pub title: String,
    /// Its columns.
    pub columns: Vec<ListColumn>,
    /// Its rows, each with a cell per column.
    pub rows: Vec<Vec<ListCell>>,
}

/// A column of a list.
#[derive(Debug, Clone, PartialEq)]
pub struct ListColumn {
    /// Its heading.
    pub heading: String,
    /// Its width in digits.
    pub width: f64,
}

/// One cell of a list.
#[derive(Debug, Clone, PartialEq)]
pub enum ListCell {
    /// Nothing.
    Empty,
    /// Words.
    Text(String),
    /// A count or a size.
    Number(f64),
    /// A day.
    Day(Date),
}

/// A workbook of lists.
///
/// # Errors
/// [`WriteError`].
pub fn write_lists(lists: &[ListSheet]) -> Result<Vec<u8>, WriteError> {
    let mut book = Workbook::new();
    book.set_zip_compression_level(COMPRESSION);
    for list in lists {
        // Row by row, so that memory does not grow with the list.
        write_list(book.add_worksheet_with_constant_memory()?, list)?;
    }
    Ok(book.save_to_buffer()?)
}

/// Writes a list into a sheet of its own.
pub(super) fn write_list(sheet: &mut Worksheet, list: &ListSheet) -> Result<(), XlsxError> {
    sheet.set_name(sheet_name(&list.name))?;
    let looks = Looks { words: base(), quoted: base().set_quote_prefix(), day: base().set_num_format(DAY) };
    let (head, days) = (heading(), list.day_columns());
    let last = u16::try_from(list.columns.len().saturating_sub(1)).unwrap_or(u16::MAX);
    for ((column, of), is_day) in (0u16..).zip(&list.columns).zip(&days) {
        sheet.set_column_width(column, of.width)?.set_column_format(column, looks.of_column(*is_day))?;
        cell::words(sheet, 0, column, &of.heading, &head)?;
    }
    for (row, cells) in (1u32..).zip(&list.rows) {
        for ((column, found), is_day) in (0u16..).zip(cells).zip(&days) {
            looks.write(sheet, (row, column), found, *is_day)?;
        }
    }
    let rows = u32::try_from(list.rows.len()).unwrap_or(u32::MAX);
    sheet.autofilter(0, 0, rows, last)?.set_freeze_panes(1, 0)?.set_repeat_rows(0, 0)?;
    sheet.set_paper_size(A4).set_landscape().set_print_fit_to_pages(1, 0);
    sheet.set_header(format!("&L{}", list.title.replace('&', "&&"))).set_footer("&R&P / &N");
    Ok(())
}

impl ListSheet {
    /// Columns whose first cell that is not empty is a day.
    fn day_columns(&self) -> Vec<bool> {
        let filled = |column: usize| {
            let mut cells = self.rows.iter().filter_map(|row| row.get(column));
            cells.find(|cell| !matches!(cell, ListCell::Empty))
        };
        (0..self.columns.len()).map(|column| matches!(filled(column), Some(ListCell::Day(_)))).collect()
    }
}

/// What cells look like. A column bears the look of its cells, and a cell that looks like its column is written without one: it
/// takes the column's. To look a format up for each cell costs as much as to write it.
struct Looks {
    words: Format,
    quoted: Format,
    day: Format,
}

impl Looks {
    const fn of_column(&self, is_day: bool) -> &Format {
        if is_day { &self.day } else { &self.words }
    }

    fn write(
        &self,
        sheet: &mut Worksheet,
        (row, column): (u32, u16),
        found: &ListCell,
        is_day: bool,
    ) -> Result<(), XlsxError> {
        match found {
            ListCell::Empty => Ok(()),
            ListCell::Text(text) => {
                let text = cell::fitting(text);
                let look =
                    if cell::begins_formula(text) { Some(&self.quoted) } else { Some(&self.words).filter(|_| is_day) };
                match look {
                    Some(look) => sheet.write_string_with_format(row, column, text, look).map(drop),
                    None => sheet.write_string(row, column, text).map(drop),
                }
            }
            ListCell::Number(number) if is_day => {
                sheet.write_number_with_format(row, column, *number, &self.words).map(drop)
            }
            ListCell::Number(number) => sheet.write_number(row, column, *number).map(drop),
            ListCell::Day(date) if is_day => sheet.write_datetime(row, column, cell::excel_day(*date)?).map(drop),
            ListCell::Day(date) => cell::day(sheet, row, column, *date, &self.day),
        }
    }
}

/// Paper size 9: A4 (ECMA-376 Part 1, §18.18.50).
pub(super) const A4: u8 = 9;

/// A name that a sheet may have: what is not allowed becomes a space, what is too long is cut (ECMA-376, Microsoft's limits).
pub(super) fn sheet_name(name: &str) -> String {
    let allowed = |c: char| if "[]:*?/\\".contains(c) || c.is_control() { ' ' } else { c };
    let cut: String = name.chars().map(allowed).take(31).collect();
    let trimmed = cut.trim_matches(|c: char| c == '\'' || c.is_whitespace());
    if trimmed.is_empty() { "1".to_owned() } else { trimmed.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sheet_has_a_name_that_it_may_have() {
        let cases = [("事業者一覧", "事業者一覧"), ("a/b:c", "a b c"), ("'quoted'", "quoted"), ("", "1"), ("[*]", "1")];
        for (given, expected) in cases {
            assert_eq!(sheet_name(given), expected);
        }
        assert_eq!(sheet_name(&"長".repeat(40)).chars().count(), 31);
    }
}
