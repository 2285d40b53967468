//! A form as a workbook: the printed layout, cells to fill in, and a hidden sheet that says what the workbook is.

use super::{
    COMPRESSION, ListSheet, ReplySheet, WriteError,
    cell::{self, DAY, boxed, excel_day, heading},
    list::{A4, sheet_name, write_list},
    reply::write_reply,
};
use domain::assessment::{
    RoundNo,
    workbook::{BookColumn, FORMAT, Record, TECHNICAL_SHEET},
};
use rust_xlsxwriter::{
    Color, ConditionalFormatCell, ConditionalFormatCellRule, DataValidation, DataValidationRule, Format, FormatAlign,
    Formula, ProtectionOptions, Workbook, Worksheet, XlsxError,
};
use time::Date;

/// A form to write.
#[derive(Debug, Clone, PartialEq)]
pub struct FormBook {
    /// What the workbook is, for whoever reads it back.
    pub ids: FormBookIds,
    /// Title of the form.
    pub title: String,
    /// 医療機関確認用; also the name of the sheet.
    pub label: String,
    /// What stands above the table: name and value.
    pub head: Vec<(String, String)>,
    /// Result columns in printed order: a round or, without one, 目標日; each with its heading.
    pub columns: Vec<(Option<RoundNo>, String)>,
    /// Heading above the result columns.
    pub result_title: String,
    /// Rows under their headings.
    pub rows: Vec<FormBookRow>,
    /// First and last day that a date may have.
    pub days: (Date, Date),
    /// Who can be chosen as 確認者: id, and a name that no other has.
    pub people: Vec<(String, String)>,
    /// Fixed words.
    pub words: FormBookWords,
    /// How to fill it in and what the marks mean, line by line; on a sheet of its own.
    pub guide: Vec<String>,
    /// What a vendor answers beside the form, on a sheet of its own.
    pub reply: Option<ReplySheet>,
    /// What else is in the workbook: the remediation plan. Never read back.
    pub lists: Vec<ListSheet>,
}

/// What the workbook says of itself in its hidden sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormBookIds {
    /// Facility id.
    pub facility: String,
    /// Sheet (assessment) id.
    pub sheet: String,
    /// Edition id.
    pub edition: String,
    /// SHA-256 of the edition pack.
    pub pack: String,
    /// Journal position at which it is written.
    pub head: i64,
    /// Id of the request that it answers, if it is written for a vendor.
    pub request: Option<String>,
}

/// Fixed words of the form's sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormBookWords {
    /// Above number and wording.
    pub item: String,
    /// はい.
    pub yes: String,
    /// いいえ.
    pub no: String,
    /// Above the answers.
    pub answer: String,
    /// Above 確認日.
    pub on: String,
    /// Above 確認者.
    pub by: String,
    /// Above the notes.
    pub note: String,
    /// Above what is said beside an item.
    pub remark: String,
    /// Shown by Excel when a date can't be taken.
    pub wrong_day: String,
    /// Shown by Excel when another word than those of the list is typed.
    pub wrong_choice: String,
    /// Name of the sheet with the guide.
    pub guide: String,
}

/// A row of the form.
#[derive(Debug, Clone, PartialEq)]
pub enum FormBookRow {
    /// A heading across the table; `true` for a section, `false` for a group in it.
    Heading(String, bool),
    /// An item.
    Item {
        /// Its id.
        id: String,
        /// Number as printed.
        number: String,
        /// Wording with its mark.
        words: String,
        /// What is said beside it.
        remark: String,
        /// The three rounds.
        slots: [FormBookSlot; 3],
        /// 目標日.
        target: Option<Date>,
        /// The institution's note.
        note: String,
        /// Whether people fill it in; false for 記入不要.
        asked: bool,
    },
}

/// One slot of a round.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct FormBookSlot {
    /// `true` for はい.
    pub answer: Option<bool>,
    /// 確認日.
    pub on: Option<Date>,
    /// 確認者, as in [`FormBook::people`].
    pub by: String,
}

/// The workbook.
///
/// # Errors
/// [`WriteError`].
pub fn write_form(form: &FormBook) -> Result<Vec<u8>, WriteError> {
    let mut book = Workbook::new();
    book.set_zip_compression_level(COMPRESSION);
    FormSheet::new(form).write(book.add_worksheet())?;
    if let Some(reply) = &form.reply {
        write_reply(book.add_worksheet(), reply, &form.words)?;
    }
    for list in &form.lists {
        write_list(book.add_worksheet(), list)?;
    }
    write_guide(book.add_worksheet(), form)?;
    write_technical(book.add_worksheet(), form)?;
    Ok(book.save_to_buffer()?)
}

/// First row of the people in the hidden sheet, from 0; the validation lists point at it.
const PEOPLE_FROM: u32 = 6;

fn write_technical(sheet: &mut Worksheet, form: &FormBook) -> Result<(), XlsxError> {
    let ids = &form.ids;
    sheet.set_name(TECHNICAL_SHEET)?.set_very_hidden(true);
    let head = ids.head.to_string();
    let facts = [
        (Record::Format, FORMAT),
        (Record::Facility, &ids.facility),
        (Record::Sheet, &ids.sheet),
        (Record::Edition, &ids.edition),
        (Record::Pack, &ids.pack),
        (Record::Head, &head),
    ];
    for (row, (record, value)) in (0u32..).zip(facts) {
        sheet.write_string(row, 0, record.code())?.write_string(row, 1, value)?;
    }
    for (row, (id, name)) in (PEOPLE_FROM..).zip(&form.people) {
        sheet.write_string(row, 0, Record::Staff.code())?.write_string(row, 1, id)?.write_string(row, 2, name)?;
    }
    if let Some(request) = &ids.request {
        let row = PEOPLE_FROM + u32::try_from(form.people.len()).unwrap_or_default();
        sheet.write_string(row, 0, Record::Request.code())?.write_string(row, 1, request)?;
    }
    Ok(())
}

fn write_guide(sheet: &mut Worksheet, form: &FormBook) -> Result<(), XlsxError> {
    sheet.set_name(sheet_name(&form.words.guide))?.set_column_width(0, 100)?;
    for (row, line) in (0u32..).zip(&form.guide) {
        cell::words(sheet, row, 0, line, &cell::base())?;
    }
    sheet.set_paper_size(A4).set_print_fit_to_pages(1, 0);
    Ok(())
}

/// The form's own sheet, column by column.
struct FormSheet<'a> {
    form: &'a FormBook,
    columns: Vec<BookColumn>,
}

impl<'a> FormSheet<'a> {
    fn new(form: &'a FormBook) -> Self {
        let mut columns = vec![BookColumn::Item, BookColumn::Number, BookColumn::Words];
        for (round, _) in &form.columns {
            match *round {
                Some(round) => {
                    columns.extend([BookColumn::Answer(round), BookColumn::On(round), BookColumn::By(round)])
                }
                None => columns.push(BookColumn::Target),
            }
        }
        columns.extend([BookColumn::Note, BookColumn::Remark]);
        Self { form, columns }
    }

    fn at(&self, column: BookColumn) -> u16 {
        let found = self.columns.iter().position(|one| *one == column);
        found.and_then(|at| u16::try_from(at).ok()).unwrap_or_default()
    }

    fn last(&self) -> u16 {
        self.at(BookColumn::Remark)
    }

    fn numbered(&self) -> impl Iterator<Item = (u16, BookColumn)> {
        (0u16..).zip(self.columns.iter().copied())
    }

    fn write(&self, sheet: &mut Worksheet) -> Result<(), XlsxError> {
        sheet.set_name(sheet_name(&self.form.label))?;
        self.write_codes(sheet)?;
        let top = self.write_head(sheet)?;
        let first = self.write_headings(sheet, top)?;
        let end = self.write_rows(sheet, first)?;
        self.guard(sheet, first, end.saturating_sub(1))?;
        self.set_up_page(sheet, (top, first))
    }

    fn write_codes(&self, sheet: &mut Worksheet) -> Result<(), XlsxError> {
        for (at, column) in self.numbered() {
            sheet.write_string(0, at, column.code())?.set_column_width(at, width(column))?;
        }
        sheet.set_row_hidden(0)?.set_column_hidden(self.at(BookColumn::Item))?;
        Ok(())
    }

    /// Title and names. Gives back the row of the table's heading.
    fn write_head(&self, sheet: &mut Worksheet) -> Result<u32, XlsxError> {
        let title = cell::base().set_bold().set_font_size(14);
        sheet.merge_range(1, 1, 1, self.last(), &self.form.title, &title)?.set_row_height(1, 24)?;
        let mut row = 2;
        for (name, value) in &self.form.head {
            sheet.merge_range(row, 1, row, self.last(), "", &cell::base())?;
            cell::words(sheet, row, 1, &format!("{name}　{value}"), &cell::base())?;
            row += 1;
        }
        Ok(row)
    }

    /// Three rows of headings. Gives back the first row of the table's body.
    fn write_headings(&self, sheet: &mut Worksheet, top: u32) -> Result<u32, XlsxError> {
        let (form, head) = (self.form, heading());
        let words = &form.words;
        sheet.merge_range(top, 1, top + 2, 2, &words.item, &head)?;
        for (column, text) in [(BookColumn::Note, &words.note), (BookColumn::Remark, &words.remark)] {
            let at = self.at(column);
            sheet.merge_range(top, at, top + 2, at, text, &head)?;
        }
        let results = (self.at(BookColumn::Words) + 1, self.at(BookColumn::Note) - 1);
        if results.1 > results.0 {
            sheet.merge_range(top, results.0, top, results.1, &form.result_title, &head)?;
        }
        for (round, label) in &form.columns {
            let Some(round) = *round else {
                let at = self.at(BookColumn::Target);
                sheet.merge_range(top + 1, at, top + 2, at, label, &head)?;
                continue;
            };
            let at = self.at(BookColumn::Answer(round));
            sheet.merge_range(top + 1, at, top + 1, at + 2, label, &head)?;
            for (offset, text) in [&words.answer, &words.on, &words.by].into_iter().enumerate() {
                let column = at + u16::try_from(offset).unwrap_or_default();
                cell::words(sheet, top + 2, column, text, &head)?;
            }
        }
        Ok(top + 3)
    }

    fn write_rows(&self, sheet: &mut Worksheet, first: u32) -> Result<u32, XlsxError> {
        let mut row = first;
        for line in &self.form.rows {
            match line {
                FormBookRow::Heading(text, section) => {
                    let band = boxed().set_background_color(Color::RGB(if *section { 0xd9_e2_ee } else { 0xf2_f2_f2 }));
                    let band = if *section { band.set_bold() } else { band };
                    sheet.merge_range(row, 1, row, self.last(), text, &band)?;
                }
                FormBookRow::Item { .. } => self.write_item(sheet, row, line)?,
            }
            row += 1;
        }
        Ok(row)
    }

    fn write_item(&self, sheet: &mut Worksheet, row: u32, line: &FormBookRow) -> Result<(), XlsxError> {
        let FormBookRow::Item { id, number, words, remark, slots, target, note, asked } = line else { return Ok(()) };
        let fill = |format: Format| if *asked { format.set_unlocked() } else { format.set_background_color(GREY) };
        let (text, open) = (boxed(), fill(boxed().set_align(FormatAlign::Center)));
        let day = fill(boxed().set_align(FormatAlign::Center).set_num_format(DAY));
        for (at, column) in self.numbered() {
            let slot = |round: RoundNo| &slots[round.index()];
            match column {
                BookColumn::Item => cell::words(sheet, row, at, id, &text)?,
                BookColumn::Number => cell::words(sheet, row, at, number, &boxed().set_align(FormatAlign::Center))?,
                BookColumn::Words => cell::words(sheet, row, at, words, &text)?,
                BookColumn::Remark => cell::words(sheet, row, at, remark, &text)?,
                BookColumn::Answer(round) => cell::words(sheet, row, at, self.answer(slot(round)), &open)?,
                BookColumn::On(round) => write_day(sheet, (row, at), slot(round).on, &day)?,
                BookColumn::By(round) => cell::words(sheet, row, at, &slot(round).by, &open)?,
                BookColumn::Target => write_day(sheet, (row, at), *target, &day)?,
                BookColumn::Note => cell::words(sheet, row, at, note, &fill(boxed()))?,
            }
        }
        sheet.set_row_height(row, row_height(words, remark, note))?;
        Ok(())
    }

    fn answer(&self, slot: &FormBookSlot) -> &str {
        match slot.answer {
            Some(true) => &self.form.words.yes,
            Some(false) => &self.form.words.no,
            None => "",
        }
    }

    /// What may be typed where. A program that ignores this is caught when the workbook comes back.
    fn guard(&self, sheet: &mut Worksheet, first: u32, last: u32) -> Result<(), XlsxError> {
        let words = &self.form.words;
        let (from, until) = (excel_day(self.form.days.0)?, excel_day(self.form.days.1)?);
        let yes_no = DataValidation::new().allow_list_strings(&[&words.yes, &words.no])?;
        let yes_no = yes_no.set_error_message(&words.wrong_choice)?;
        let days = DataValidation::new().allow_date(DataValidationRule::Between(from, until));
        let days = days.set_error_message(&words.wrong_day)?;
        let no = ConditionalFormatCell::new().set_rule(ConditionalFormatCellRule::EqualTo(words.no.as_str()));
        let no = no.set_format(Format::new().set_bold().set_background_color(Color::RGB(0xfd_e8_e4)));
        for (at, column) in self.numbered() {
            match column {
                BookColumn::Answer(_) => {
                    sheet.add_data_validation(first, at, last, at, &yes_no)?;
                    sheet.add_conditional_format(first, at, last, at, &no)?;
                }
                BookColumn::On(_) | BookColumn::Target => {
                    sheet.add_data_validation(first, at, last, at, &days)?;
                }
                BookColumn::By(_) if !self.form.people.is_empty() => {
                    sheet.add_data_validation(first, at, last, at, &self.people()?)?;
                }
                _ => {}
            }
        }
        let options = ProtectionOptions { format_columns: true, format_rows: true, ..ProtectionOptions::new() };
        sheet.protect_with_options(&options);
        Ok(())
    }

    fn people(&self) -> Result<DataValidation, XlsxError> {
        let last = PEOPLE_FROM as usize + self.form.people.len();
        let range = Formula::new(format!("={TECHNICAL_SHEET}!$C${}:$C${last}", PEOPLE_FROM + 1));
        DataValidation::new().allow_list_formula(range).set_error_message(&self.form.words.wrong_choice)
    }

    fn set_up_page(&self, sheet: &mut Worksheet, (top, first): (u32, u32)) -> Result<(), XlsxError> {
        sheet.set_freeze_panes(first, 3)?.set_repeat_rows(top, first - 1)?;
        sheet.set_paper_size(A4).set_landscape().set_print_fit_to_pages(1, 0);
        sheet.set_margins(0.4, 0.4, 0.6, 0.6, 0.3, 0.3);
        sheet.set_footer(format!("&L{}&R&P / &N", self.form.label.replace('&', "&&")));
        Ok(())
    }
}

/// Behind cells that nobody fills in.
const GREY: Color = Color::RGB(0xe0_e0_e0);

fn write_day(
    sheet: &mut Worksheet,
    (row, at): (u32, u16),
    day: Option<Date>,
    format: &Format,
) -> Result<(), XlsxError> {
    match day {
        Some(day) => cell::day(sheet, row, at, day, format),
        None => sheet.write_blank(row, at, format).map(drop),
    }
}

/// Width of a column, in digits.
const fn width(column: BookColumn) -> f64 {
    match column {
        BookColumn::Item => 24.0,
        BookColumn::Number => 6.0,
        BookColumn::Words => 46.0,
        BookColumn::Answer(_) => 8.0,
        BookColumn::On(_) | BookColumn::Target => 11.5,
        BookColumn::By(_) => 13.0,
        BookColumn::Note => 28.0,
        BookColumn::Remark => 26.0,
    }
}

/// Height of a row in points: programs do not all measure wrapped text when they open a file. A line of ten-point type takes 14.
fn row_height(words: &str, remark: &str, note: &str) -> f64 {
    let lines = |text: &str, letters: usize| -> usize {
        text.lines()
            .map(|line| line.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum::<usize>().div_ceil(letters).max(1))
            .sum()
    };
    let most = lines(words, 44).max(lines(remark, 24)).max(lines(note, 26)).clamp(2, 28);
    f64::from(u32::try_from(most).unwrap_or(28)) * 14.0 + 4.0
}
