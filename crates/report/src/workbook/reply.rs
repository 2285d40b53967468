//! The sheet on which a vendor answers beside the form.

use super::{
    FormBookWords,
    cell::{self, boxed, heading},
    list::{A4, sheet_name},
};
use domain::assessment::workbook::ReplyColumn;
use rust_xlsxwriter::{DataValidation, ProtectionOptions, Worksheet, XlsxError};

/// What is asked beside the form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReplySheet {
    /// Name of the sheet.
    pub name: String,
    /// Title above the table.
    pub title: String,
    /// Headings of question, answer and note.
    pub headings: [String; 3],
    /// Its rows.
    pub rows: Vec<ReplyRow>,
}

/// One question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReplyRow {
    /// Hidden key, as in [`ReplyColumn::Key`].
    pub key: String,
    /// What is asked.
    pub words: String,
    /// Whether the answer is はい or いいえ; otherwise it is words.
    pub yes_no: bool,
}

/// Row of the headings, from 0.
const HEADINGS: u32 = 2;

pub(super) fn write_reply(sheet: &mut Worksheet, reply: &ReplySheet, words: &FormBookWords) -> Result<(), XlsxError> {
    sheet.set_name(sheet_name(&reply.name))?;
    for ((at, column), width) in (0u16..).zip(ReplyColumn::ALL).zip([24.0, 70.0, 24.0, 50.0]) {
        sheet.write_string(0, at, column.code())?.set_column_width(at, width)?;
    }
    sheet.set_row_hidden(0)?.set_column_hidden(0)?;
    cell::words(sheet, 1, 1, &reply.title, &cell::base().set_bold().set_font_size(14))?;
    for (at, text) in (1u16..).zip(&reply.headings) {
        cell::words(sheet, HEADINGS, at, text, &heading())?;
    }
    let yes_no = DataValidation::new().allow_list_strings(&[&words.yes, &words.no])?;
    let yes_no = yes_no.set_error_message(&words.wrong_choice)?;
    let open = boxed().set_unlocked();
    for (row, line) in (HEADINGS + 1..).zip(&reply.rows) {
        cell::words(sheet, row, 0, &line.key, &boxed())?;
        cell::words(sheet, row, 1, &line.words, &boxed())?;
        sheet.write_blank(row, 2, &open)?;
        if line.yes_no {
            sheet.write_blank(row, 3, &open)?.add_data_validation(row, 2, row, 2, &yes_no)?;
        } else {
            sheet.write_blank(row, 3, &boxed())?;
        }
        let lines = line.words.lines().map(|line| line.chars().count().div_ceil(34).max(1)).sum::<usize>().clamp(2, 20);
        sheet.set_row_height(row, f64::from(u32::try_from(lines).unwrap_or(20)) * 14.0 + 4.0)?;
    }
    let options = ProtectionOptions { format_columns: true, format_rows: true, ..ProtectionOptions::new() };
    sheet.protect_with_options(&options);
    sheet.set_paper_size(A4).set_landscape().set_print_fit_to_pages(1, 0);
    Ok(())
}
