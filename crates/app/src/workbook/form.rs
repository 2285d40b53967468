//! A sheet's workbook.

use super::{
    Written, unwritten,
    words::{marked, printed},
};
use crate::{
    App, AppError,
    assessment::{Opened, load},
    words::T,
};
use domain::{
    access::{Permit, View},
    assessment::{NotAsked, RoundNo, Slot, TargetDate},
    catalog::{ColumnKind, Form, Item, Verification},
    id::{AssessmentId, StaffId},
    journal::Seq,
    staff::StaffMember,
};
use report::workbook::{FormBook, FormBookIds, FormBookRow, FormBookSlot, FormBookWords, write_form};
use std::collections::{BTreeMap, BTreeSet};

/// The workbook of a sheet, to print, to fill in, and to take in again.
///
/// # Errors
/// `StoreError::NotFound`, [`AppError::EditionMissing`].
pub async fn form_workbook(app: &App, view: &Permit<View>, sheet: AssessmentId, t: T) -> Result<Written, AppError> {
    form_workbook_of(app, &load(app, view, sheet).await?, t)
}

/// The same of a sheet that was read already.
///
/// # Errors
/// [`AppError::EditionMissing`], which `load` rules out.
pub(crate) fn form_workbook_of(app: &App, opened: &Opened, t: T) -> Result<Written, AppError> {
    let book = assembled(app, opened, t)?;
    let name = format!("{}_{}.xlsx", sheet_label(app, opened, t)?, t.year(opened.assessment().fiscal_year));
    Ok(Written { name, bytes: write_form(&book).map_err(|error| unwritten(&error))? })
}

/// A sheet as the plain data of its workbook.
pub(crate) fn assembled(app: &App, opened: &Opened, t: T) -> Result<FormBook, AppError> {
    let (form, assessment) = (opened.form()?, opened.assessment());
    let writer = Writer { app, opened, t, people: people(&opened.roster().members) };
    let year = assessment.fiscal_year;
    Ok(FormBook {
        ids: FormBookIds {
            facility: opened.facility().id.to_string(),
            sheet: assessment.id.to_string(),
            edition: assessment.edition.to_string(),
            pack: assessment.pack.to_string(),
            head: head(opened).get(),
            request: None,
        },
        title: own(app, t, &form.title),
        label: own(app, t, &form.printed_label),
        head: writer.head()?,
        columns: columns(t, form, &opened.verification),
        result_title: form
            .result_title
            .as_ref()
            .map_or_else(|| t.get("paper-answered").into_owned(), |title| marked(t, title, &opened.verification)),
        rows: rows(t, form, &opened.verification, |item| writer.item(item))?,
        days: (year.first_day(), year.last_day()),
        people: writer.people.values().map(|(id, name)| (id.to_string(), name.clone())).collect(),
        words: book_words(t),
        guide: t.get("workbook-guide").lines().map(str::to_owned).collect(),
        reply: None,
        lists: Vec::new(),
    })
}

const fn round_key(round: RoundNo) -> &'static str {
    match round {
        RoundNo::First => "paper-round1",
        RoundNo::Second => "paper-round2",
        RoundNo::Third => "paper-round3",
    }
}

/// 医療機関確認用, or 事業者確認用（甲社）.
///
/// # Errors
/// [`AppError::EditionMissing`], which `load` rules out.
pub(crate) fn sheet_label(app: &App, opened: &Opened, t: T) -> Result<String, AppError> {
    let printed = own(app, t, &opened.form()?.printed_label);
    Ok(match &opened.loaded.vendor {
        Some(vendor) => format!("{printed}（{}）", vendor.stated.name),
        None => printed,
    })
}

/// A title or name of the edition; in English our translation, if there is one.
pub(super) fn own(app: &App, t: T, japanese: &str) -> String {
    let english = if t.is_ja() { None } else { app.catalog.translation_of(japanese) };
    english.unwrap_or(japanese).to_owned()
}

/// The newest change of the sheet: what the workbook stands on.
fn head(opened: &Opened) -> Seq {
    opened.loaded.rows.values().map(|row| row.version).max().unwrap_or(Seq::ZERO)
}

/// Names for the list of 確認者: two people of one name are told apart by a number.
fn people(members: &[StaffMember]) -> BTreeMap<StaffId, (StaffId, String)> {
    let mut taken = BTreeSet::new();
    let mut named = BTreeMap::new();
    for member in members {
        let plain = member.name.to_string();
        let key = |name: &str| name.chars().filter(|c| !c.is_whitespace()).collect::<String>();
        let numbered = (2..).map(|number: usize| format!("{plain} ({number})"));
        let name = std::iter::once(plain.clone()).chain(numbered).find(|name| taken.insert(key(name)));
        named.insert(member.id, (member.id, name.unwrap_or(plain)));
    }
    named
}

struct Writer<'a> {
    app: &'a App,
    opened: &'a Opened,
    t: T,
    people: BTreeMap<StaffId, (StaffId, String)>,
}

impl Writer<'_> {
    fn head(&self) -> Result<Vec<(String, String)>, AppError> {
        let (t, opened) = (self.t, self.opened);
        let edition = opened.edition()?;
        let edition = if t.is_ja() { &edition.label } else { &edition.label_en };
        let word = |key: &str| t.get(key).into_owned();
        let mut head = vec![(word("paper-institution"), opened.facility().stated.name.to_string())];
        if let Some(vendor) = &opened.loaded.vendor {
            head.push((word("workbook-vendor"), vendor.stated.name.to_string()));
        }
        let year = t.year(opened.assessment().fiscal_year);
        head.push((word("paper-fiscal-year"), format!("{year}　{edition}")));
        head.push((word("paper-made-at"), t.moment(self.app.now())));
        if opened.facility().sample {
            head.push((word("paper-sample"), String::new()));
        }
        Ok(head)
    }

    fn item(&self, item: &Item) -> Result<FormBookRow, AppError> {
        let state = self.opened.row(&item.id).state;
        let not_asked = self.opened.sheet()?.not_asked(&item.id);
        let number = item.number.as_ref().map(|number| number.text.clone());
        Ok(FormBookRow::Item {
            id: item.id.to_string(),
            number: number.unwrap_or_default(),
            words: printed(self.t, item, &self.opened.verification),
            remark: self.remark(item, not_asked),
            slots: [0, 1, 2].map(|at| self.slot(&state.slots[at])),
            target: state.target_date.map(TargetDate::day),
            note: state.note.to_string(),
            asked: not_asked.is_none(),
        })
    }

    fn remark(&self, item: &Item, not_asked: Option<NotAsked>) -> String {
        let t = self.t;
        let why = not_asked.map(|reason| match reason {
            NotAsked::NoSystem => t.get("assessment-not-asked-no-system"),
            NotAsked::NoVendorContract => t.get("assessment-not-asked-no-vendor"),
        });
        let why = why.map(|why| format!("{}：{why}", t.get("paper-not-asked")));
        let translation = if t.is_ja() { None } else { self.app.catalog.translation(&item.official) };
        [why, translation.map(str::to_owned)].into_iter().flatten().collect::<Vec<_>>().join("\n")
    }

    fn slot(&self, slot: &Slot) -> FormBookSlot {
        let name = |by| self.people.get(&by).map(|(_, name)| name.clone()).unwrap_or_default();
        let answer = (!slot.is_blank()).then(|| slot.is_yes());
        FormBookSlot { answer, on: slot.on(), by: slot.by().map(name).unwrap_or_default() }
    }
}

/// The printed columns; a round that this edition does not print comes after them.
pub(super) fn columns(t: T, form: &Form, verification: &Verification) -> Vec<(Option<RoundNo>, String)> {
    let mut columns: Vec<(Option<RoundNo>, String)> = Vec::new();
    for column in &form.columns {
        let label = marked(t, &column.label, verification);
        match column.kind {
            ColumnKind::Round(number) => columns.extend(RoundNo::from_number(number).map(|r| (Some(r), label))),
            ColumnKind::Target => columns.push((None, label)),
            // Each round has its own date here.
            ColumnKind::CheckedOn => {}
        }
    }
    for round in RoundNo::ALL {
        if !columns.iter().any(|(one, _)| *one == Some(round)) {
            columns.push((Some(round), t.get(round_key(round)).into_owned()));
        }
    }
    if !columns.iter().any(|(one, _)| one.is_none()) {
        columns.push((None, t.get("paper-target").into_owned()));
    }
    columns
}

/// The form's items under their headings.
pub(super) fn rows(
    t: T,
    form: &Form,
    verification: &Verification,
    row_of: impl Fn(&Item) -> Result<FormBookRow, AppError>,
) -> Result<Vec<FormBookRow>, AppError> {
    let mut rows = Vec::new();
    let (mut section, mut group) = (None, None);
    for item in &form.items {
        if section != Some(&item.section) {
            (section, group) = (Some(&item.section), None);
            let title = form.section(item).map(|found| marked(t, &found.title, verification));
            rows.extend(title.map(|title| FormBookRow::Heading(title, true)));
        }
        if group != item.group.as_ref() {
            group = item.group.as_ref();
            let label = form.group(item).map(|found| marked(t, &found.label, verification));
            rows.extend(label.map(|label| FormBookRow::Heading(label, false)));
        }
        rows.push(row_of(item)?);
    }
    Ok(rows)
}

/// Fixed words of a form's sheet.
pub(super) fn book_words(t: T) -> FormBookWords {
    let word = |key: &str| t.get(key).into_owned();
    FormBookWords {
        item: word("paper-item"),
        yes: word("paper-yes"),
        no: word("paper-no"),
        answer: word("paper-answered"),
        on: word("paper-date"),
        by: word("paper-confirmer"),
        note: word("paper-note"),
        remark: word("workbook-remark"),
        wrong_day: word("workbook-wrong-day"),
        wrong_choice: word("workbook-wrong-choice"),
        guide: word("workbook-guide-title"),
    }
}
