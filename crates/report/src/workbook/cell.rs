//! Cells and what they look like.

use super::MAX_CELL;
use rust_xlsxwriter::{Color, ExcelDateTime, Format, FormatAlign, FormatBorder, Worksheet, XlsxError};
use time::Date;

/// Characters with which a program begins a formula (OWASP, "CSV Injection"). Our cells hold text by type; the quote keeps
/// them text when a person edits them or saves them as CSV.
const BEGINS_FORMULA: [char; 6] = ['=', '+', '-', '@', '\t', '\r'];

/// Format of dates: the same digits in every language of the program that opens it.
pub(super) const DAY: &str = "yyyy/mm/dd";

pub(super) fn base() -> Format {
    Format::new()
        .set_font_name("BIZ UDPゴシック")
        .set_font_size(10)
        .set_align(FormatAlign::VerticalCenter)
        .set_text_wrap()
}

/// Lines around, for a printed table.
pub(super) fn boxed() -> Format {
    base().set_border(FormatBorder::Thin).set_border_color(Color::RGB(0x59_59_59))
}

/// A heading of a table.
pub(super) fn heading() -> Format {
    boxed().set_bold().set_align(FormatAlign::Center).set_background_color(Color::RGB(0xe6_e6_e6))
}

/// Whether a program would take the words for a formula if they were typed.
pub(super) fn begins_formula(text: &str) -> bool {
    text.starts_with(BEGINS_FORMULA)
}

/// Writes words into a cell, never a formula.
pub(super) fn words(
    sheet: &mut Worksheet,
    row: u32,
    column: u16,
    text: &str,
    format: &Format,
) -> Result<(), XlsxError> {
    let text = fitting(text);
    if begins_formula(text) {
        sheet.write_string_with_format(row, column, text, &format.clone().set_quote_prefix())?;
    } else {
        sheet.write_string_with_format(row, column, text, format)?;
    }
    Ok(())
}

/// Writes a day as a date that can be sorted and filtered.
pub(super) fn day(sheet: &mut Worksheet, row: u32, column: u16, day: Date, format: &Format) -> Result<(), XlsxError> {
    sheet.write_datetime_with_format(row, column, &excel_day(day)?, format).map(drop)
}

pub(super) fn excel_day(day: Date) -> Result<ExcelDateTime, XlsxError> {
    let year = u16::try_from(day.year()).map_err(|_| XlsxError::DateTimeRangeError(day.to_string()))?;
    ExcelDateTime::from_ymd(year, u8::from(day.month()), day.day())
}

/// What of a text fits into a cell. Nothing that the program takes is longer; a journal of another program might be.
pub(super) fn fitting(text: &str) -> &str {
    // No text has more units than bytes.
    if text.len() <= MAX_CELL {
        return text;
    }
    let mut units = 0;
    for (at, letter) in text.char_indices() {
        units += letter.len_utf16();
        if units > MAX_CELL {
            return &text[..at];
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_cut_between_letters_where_a_cell_ends() {
        assert_eq!(fitting("短い"), "短い");
        let long = "𠮷".repeat(20_000);
        assert_eq!(fitting(&long).chars().count(), MAX_CELL / 2);
    }
}
