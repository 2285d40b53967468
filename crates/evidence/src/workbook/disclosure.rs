//! A vendor's workbook of 医療情報セキュリティ開示書 (MDS/SDS): cells → answers, by a profile. What can't be read is listed with its cell.
//! Numbers and questions are those that the file prints; nothing is made up.

use super::{BookCell, BookError, BookRow, BookSheet, Bounds, Place, Workbook};
use domain::{
    calendar::parse_date,
    catalog::{DisclosureProfile, ProfileSheet, plain},
    vendor::disclosure::{DisclosureAnswer, DisclosureAnswers, DisclosureKind},
};
use std::collections::BTreeSet;
use time::Date;

/// The heading of a form stands within its first rows.
const HEADING_WITHIN: usize = 60;

/// What was read, and what could not be.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ReadDisclosure {
    /// The head of the form.
    pub header: ReadHeader,
    /// Rows with a question, in their order.
    pub rows: Vec<ReadRow>,
    /// What a person has to look at.
    pub unread: Vec<Unread>,
}

/// The head of the form as printed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ReadHeader {
    /// 製造業者名.
    pub company: Option<String>,
    /// 製品名.
    pub product: Option<String>,
    /// バージョン.
    pub version: Option<String>,
    /// 作成日.
    pub dated: Option<Date>,
}

/// One row with a question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadRow {
    /// Number as printed.
    pub number: Option<String>,
    /// Question as printed.
    pub question: String,
    /// The answer; blank if there is none or it can't be read.
    pub answer: DisclosureAnswer,
    /// 備考.
    pub remark: String,
    /// Cell of the answer.
    pub place: Place,
}

/// Why a cell can't be taken as it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum UnreadWhy {
    /// None of the words for an answer.
    Answer,
    /// The answer is calculated.
    Formula,
    /// A failed calculation.
    Fault,
    /// An answer without a question.
    NoQuestion,
    /// A numbered question without an answer.
    NoAnswer,
    /// A sheet without the headings of the profile.
    Sheet,
}

impl UnreadWhy {
    /// Every reason.
    pub const ALL: [Self; 6] =
        [Self::Answer, Self::Formula, Self::Fault, Self::NoQuestion, Self::NoAnswer, Self::Sheet];

    /// Stable code, the end of its message key.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Answer => "answer",
            Self::Formula => "formula",
            Self::Fault => "fault",
            Self::NoQuestion => "no-question",
            Self::NoAnswer => "no-answer",
            Self::Sheet => "sheet",
        }
    }
}

/// A cell that a person has to look at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unread {
    /// Where.
    pub place: Place,
    /// What stands there, cut.
    pub found: String,
    /// Why.
    pub why: UnreadWhy,
}

/// Reads the answers of one kind of form out of a workbook.
///
/// # Errors
/// [`BookError`]; a workbook that is none of this form is read and has no rows.
pub fn read_disclosure(
    bytes: &[u8],
    profile: &DisclosureProfile,
    kind: DisclosureKind,
    bounds: Bounds,
) -> Result<ReadDisclosure, BookError> {
    let mut book = Workbook::open(bytes, bounds)?;
    let names = book.sheet_names();
    let of_kind = |name: &str| profile.sheets.iter().find(|sheet| named(sheet, name)).map(|sheet| sheet.kind);
    // A sheet that names the other form is left alone; one that names none is read if nothing names this one.
    let ours: Vec<&String> = names.iter().filter(|name| of_kind(name) == Some(kind)).collect();
    let unnamed: Vec<&String> = names.iter().filter(|name| of_kind(name).is_none()).collect();
    let mut read = ReadDisclosure::default();
    for name in if ours.is_empty() { unnamed } else { ours } {
        let (sheet, formulas) = (book.sheet(name)?, book.formulas(name)?);
        read.sheet(&sheet, &formulas, profile, kind);
    }
    Ok(read)
}

fn named(sheet: &ProfileSheet, name: &str) -> bool {
    let name = plain(name).to_uppercase();
    sheet.names.iter().any(|word| name.contains(&plain(word).to_uppercase()))
}

/// Columns of the form in this sheet.
#[derive(Debug, Clone, Copy)]
struct Columns {
    number: Option<u32>,
    question: u32,
    answer: u32,
    remark: Option<u32>,
    /// First column right of the question that has another meaning.
    question_until: u32,
}

impl Columns {
    fn of(row: &BookRow, sheet: &ProfileSheet) -> Option<Self> {
        let find = |words: &[String], but: &[String]| {
            let fits = |text: &str, words: &[String]| words.iter().any(|word| plain(text).starts_with(&plain(word)));
            let mut texts = row.cells.iter().filter_map(|(column, cell)| match cell {
                BookCell::Text(text) => Some((*column, text)),
                _ => None,
            });
            texts.find(|(_, text)| fits(text, words) && !fits(text, but)).map(|(column, _)| column)
        };
        let answer = find(&sheet.answer, &[])?;
        let number = find(&sheet.number, &sheet.remark_number);
        let remark_number = find(&sheet.remark_number, &[]);
        let remark = find(&sheet.remark, &sheet.remark_number);
        let numbers: &[String] = &sheet.number;
        let question = find(&sheet.question, numbers)?;
        let others = [Some(answer), number, remark_number, remark].into_iter().flatten();
        let question_until = others.filter(|column| *column > question).min().unwrap_or(u32::MAX);
        Some(Self { number, question, answer, remark, question_until })
    }
}

impl ReadDisclosure {
    fn sheet(
        &mut self,
        sheet: &BookSheet,
        formulas: &BTreeSet<(u32, u32)>,
        profile: &DisclosureProfile,
        kind: DisclosureKind,
    ) {
        let of_kind: Vec<_> = profile.sheets.iter().filter(|one| one.kind == kind).collect();
        let heading =
            sheet.rows.iter().take(HEADING_WITHIN).enumerate().find_map(|(at, row)| {
                of_kind.iter().find_map(|one| Columns::of(row, one)).map(|columns| (at, columns))
            });
        let Some((at, columns)) = heading else {
            if !sheet.rows.is_empty() {
                self.note(sheet.place(0, 0), &sheet.name, UnreadWhy::Sheet);
            }
            return;
        };
        for row in sheet.rows.iter().take(at) {
            self.header.take(row, profile);
        }
        for row in sheet.rows.iter().skip(at + 1) {
            self.row(sheet, row, columns, formulas, profile);
        }
    }

    fn row(
        &mut self,
        sheet: &BookSheet,
        row: &BookRow,
        columns: Columns,
        formulas: &BTreeSet<(u32, u32)>,
        profile: &DisclosureProfile,
    ) {
        let question: Vec<String> = row
            .cells
            .iter()
            .filter(|(column, _)| (columns.question..columns.question_until).contains(column))
            .map(|(_, cell)| words(cell))
            .collect();
        let question = question.join(" ").trim().to_owned();
        let number =
            columns.number.and_then(|column| row.cell(column)).map(words).filter(|text| !text.trim().is_empty());
        let place = sheet.place(row.number, columns.answer);
        let cell = row.cell(columns.answer);
        if question.is_empty() {
            if let Some(cell) = cell {
                self.note(place, &words(cell), UnreadWhy::NoQuestion);
            }
            return;
        }
        let calculated = formulas.contains(&(row.number, columns.answer));
        let answer = match cell {
            _ if calculated => Err(UnreadWhy::Formula),
            Some(BookCell::Fault(_)) => Err(UnreadWhy::Fault),
            Some(cell) => profile.answer(&words(cell)).ok_or(UnreadWhy::Answer),
            // A heading of a group has no number; a question without an answer has one.
            None if number.is_none() => return,
            None => Err(UnreadWhy::NoAnswer),
        };
        if let Err(why) = answer {
            self.note(place.clone(), &cell.map(words).unwrap_or_default(), why);
        }
        let remark = columns.remark.and_then(|column| row.cell(column)).map(words).unwrap_or_default();
        if self.rows.len() <= DisclosureAnswers::MAX {
            let answer = answer.unwrap_or(DisclosureAnswer::Blank);
            self.rows.push(ReadRow { number, question, answer, remark, place });
        }
    }

    fn note(&mut self, place: Place, found: &str, why: UnreadWhy) {
        if self.unread.len() < DisclosureAnswers::MAX {
            self.unread.push(Unread { place, found: found.chars().take(80).collect(), why });
        }
    }
}

impl ReadHeader {
    /// The first label of each kind wins; its value stands to its right.
    fn take(&mut self, row: &BookRow, profile: &DisclosureProfile) {
        let labels = &profile.header;
        for (at, (_, cell)) in row.cells.iter().enumerate() {
            let BookCell::Text(label) = cell else { continue };
            let label = plain(label);
            let is = |words: &[String]| words.iter().any(|word| label.starts_with(&plain(word)));
            let Some((_, value)) = row.cells.get(at + 1) else { continue };
            if is(&labels.dated) {
                self.dated = self.dated.or_else(|| day(value));
                continue;
            }
            let slot = match () {
                () if is(&labels.company) => &mut self.company,
                () if is(&labels.product) => &mut self.product,
                () if is(&labels.version) => &mut self.version,
                () => continue,
            };
            if slot.is_none() {
                *slot = Some(words(value)).filter(|text| !text.trim().is_empty());
            }
        }
    }
}

fn day(cell: &BookCell) -> Option<Date> {
    match cell {
        BookCell::Day(day) => Some(*day),
        BookCell::Text(text) => parse_date(text).ok(),
        _ => None,
    }
}

/// A cell as a person reads it.
fn words(cell: &BookCell) -> String {
    match cell {
        BookCell::Text(text) => text.trim().to_owned(),
        BookCell::Number(number) => number.to_string(),
        BookCell::Day(day) => domain::calendar::iso(*day),
        BookCell::Truth(truth) => truth.to_string(),
        BookCell::Fault(fault) => fault.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::catalog::Catalog;
    use insta::assert_snapshot;
    use proptest::prelude::*;

    fn profile() -> DisclosureProfile {
        let Ok(catalog) = Catalog::builtin() else { panic!("the catalogue is whole") };
        let Some(profile) = catalog.disclosure().profile("headings") else { panic!("the profile is there") };
        profile.clone()
    }

    fn sheet(rows: &[&[&str]]) -> BookSheet {
        let cells = |row: &[&str]| {
            let of =
                |(column, text): (u32, &&str)| (!text.is_empty()).then(|| (column, BookCell::Text((*text).to_owned())));
            (0..).zip(row).filter_map(of).collect()
        };
        let rows = (0..).zip(rows).map(|(number, row)| BookRow { number, cells: cells(row) }).collect();
        BookSheet { name: "MDS".to_owned(), rows }
    }

    fn read(rows: &[&[&str]], formulas: &[(u32, u32)]) -> ReadDisclosure {
        let mut read = ReadDisclosure::default();
        read.sheet(&sheet(rows), &formulas.iter().copied().collect(), &profile(), DisclosureKind::Mds);
        read
    }

    fn shown(read: &ReadDisclosure) -> String {
        let row = |row: &ReadRow| {
            let number = row.number.as_deref().unwrap_or("–");
            format!("{} {number} {} = {} {}", row.place.cell(), row.question, row.answer.code(), row.remark)
        };
        let unread = |one: &Unread| format!("{} {} {}", one.place.cell(), one.why.code(), one.found);
        let lines = read.rows.iter().map(row).chain(read.unread.iter().map(unread));
        lines.map(|line| line.trim_end().to_owned()).collect::<Vec<_>>().join("\n")
    }

    const HEADING: &[&str] = &["No.", "質問項目", "", "回答（はい・いいえ・対象外）", "備考番号", "備考"];

    #[test]
    fn rows_are_read_as_the_file_prints_them() {
        let read = read(
            &[
                &["製造業者名", "みどりカルテシステム", "作成日", "令和6年4月1日"],
                &["製品名称", "みどりカルテ", "", "バージョン", "3.2"],
                HEADING,
                &["", "安全管理措置"],
                &["1", "セキュリティパッチを適用できるか", "", "いいえ", "1", "当社の検証後に適用"],
                &["1.1", "", "適用の条件を示しているか", "ハイ"],
                &["2", "不要なサービスを止めているか", "", "○"],
                &["3", "離席時に画面をロックできるか"],
                &["", "", "", "はい"],
            ],
            &[],
        );
        assert_snapshot!(shown(&read), @r"
        D5 1 セキュリティパッチを適用できるか = no 当社の検証後に適用
        D6 1.1 適用の条件を示しているか = blank
        D7 2 不要なサービスを止めているか = yes
        D8 3 離席時に画面をロックできるか = blank
        D6 answer ハイ
        D8 no-answer
        D9 no-question はい
        ");
        let header = read.header;
        assert_eq!(header.company.as_deref(), Some("みどりカルテシステム"));
        assert_eq!((header.product.as_deref(), header.version.as_deref()), (Some("みどりカルテ"), Some("3.2")));
        assert_eq!(header.dated.map(domain::calendar::iso).as_deref(), Some("2024-04-01"));
    }

    #[test]
    fn what_is_calculated_or_no_form_is_for_a_person_to_look_at() {
        assert_snapshot!(shown(&read(&[HEADING, &["1", "質問", "", "はい"]], &[(1, 3)])), @r"
        D2 1 質問 = blank
        D2 formula はい
        ");
        assert_snapshot!(shown(&read(&[&["在庫", "数"], &["椅子", "4"]], &[])), @"A1 sheet MDS");
    }

    proptest! {
        #[test]
        fn any_cells_are_read_or_listed(rows in prop::collection::vec(prop::collection::vec("[はいえ回答備考質問No.0-9]{0,6}", 0..7), 0..20)) {
            let rows: Vec<Vec<&str>> = rows.iter().map(|row| row.iter().map(String::as_str).collect()).collect();
            let mut all: Vec<&[&str]> = vec![HEADING];
            all.extend(rows.iter().map(Vec::as_slice));
            let read = read(&all, &[]);
            // Every answer that was read is a word of the profile; everything else in its column is listed.
            let blank = read.rows.iter().filter(|row| row.answer == DisclosureAnswer::Blank).count();
            let listed = read.unread.iter().filter(|one| one.why != UnreadWhy::NoQuestion && one.why != UnreadWhy::Sheet).count();
            prop_assert_eq!(blank, listed);
        }
    }
}
