//! The workbook of a request: the form as the vendor fills it in offline, and what is asked beside it. It holds the vendor's own answers
//! and records alone: no name, note or remark of the institution.

use super::{
    Written,
    form::{book_words, columns, own, rows},
    unwritten,
    words::{marked, printed},
};
use crate::{App, AppError, vendor::RequestForm, words::T};
use domain::{
    assessment::{Asked, RoundNo, Slot, TargetDate},
    catalog::Item,
    journal::Seq,
};
use report::workbook::{FormBook, FormBookIds, FormBookRow, FormBookSlot, ReplyRow, ReplySheet, write_form};

/// The workbook of a request.
///
/// # Errors
/// [`AppError::EditionMissing`], which opening the request rules out.
pub fn request_workbook(app: &App, request: &RequestForm, t: T) -> Result<Written, AppError> {
    let book = assembled(app, request, t)?;
    let (label, vendor) = (&book.label, &request.asked.vendor.stated.name);
    let name = format!("{label}（{vendor}）_{}.xlsx", t.year(request.asked.assessment.fiscal_year));
    Ok(Written { name, bytes: write_form(&book).map_err(|error| unwritten(&error))? })
}

fn assembled(app: &App, request: &RequestForm, t: T) -> Result<FormBook, AppError> {
    let (asked, form) = (&request.asked, request.form()?);
    let verification = &request.verification;
    let (sheet, year) = (&asked.assessment, asked.assessment.fiscal_year);
    let result = form.result_title.as_ref().map(|title| marked(t, title, verification));
    Ok(FormBook {
        ids: FormBookIds {
            facility: asked.facility.id.to_string(),
            sheet: sheet.id.to_string(),
            edition: sheet.edition.to_string(),
            pack: sheet.pack.to_string(),
            head: asked.rows.values().map(|row| row.version).max().unwrap_or(Seq::ZERO).get(),
            request: Some(asked.request.id.to_string()),
        },
        title: own(app, t, &form.title),
        label: own(app, t, &form.printed_label),
        head: head(request, t),
        columns: columns(t, form, verification),
        result_title: result.unwrap_or_else(|| t.get("paper-answered").into_owned()),
        rows: rows(t, form, verification, |item| row(app, request, t, item))?,
        days: (year.first_day(), year.last_day()),
        people: Vec::new(),
        words: book_words(t),
        guide: guide(request, t),
        reply: Some(reply(request, t)),
        lists: Vec::new(),
    })
}

fn head(request: &RequestForm, t: T) -> Vec<(String, String)> {
    let (asked, word) = (&request.asked, |key: &str| t.get(key).into_owned());
    let round = t.one("assessment-round", "round", asked.request.round.number());
    let mut head = vec![
        (word("paper-institution"), asked.facility.stated.name.to_string()),
        (word("workbook-vendor"), asked.vendor.stated.name.to_string()),
        (word("paper-fiscal-year"), format!("{}　{round}", t.year(asked.assessment.fiscal_year))),
        (word("vendor-request-due"), t.day(asked.request.due_on)),
    ];
    if asked.facility.sample {
        head.push((word("paper-sample"), String::new()));
    }
    head
}

fn guide(request: &RequestForm, t: T) -> Vec<String> {
    t.one("vendor-book-guide", "round", request.asked.request.round.number()).lines().map(str::to_owned).collect()
}

fn row(app: &App, request: &RequestForm, t: T, item: &Item) -> Result<FormBookRow, AppError> {
    let asked = request.sheet()?.asked(&item.id, request.asked.request.round);
    let state = request.asked.rows.get(&item.id).map(|row| row.state.clone()).unwrap_or_default();
    let remark = match asked {
        Asked::NotAsked(_) => t.get("paper-not-asked").into_owned(),
        Asked::Stands => t.get("vendor-door-stands").into_owned(),
        Asked::NotYet | Asked::Due => String::new(),
    };
    let translation = if t.is_ja() { None } else { app.catalog.translation(&item.official) };
    let remark = [remark.as_str(), translation.unwrap_or_default()];
    Ok(FormBookRow::Item {
        id: item.id.to_string(),
        number: item.number.as_ref().map(|number| number.text.clone()).unwrap_or_default(),
        words: printed(t, item, &request.verification),
        remark: remark.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("\n"),
        slots: RoundNo::ALL.map(|round| slot(state.slot(round))),
        target: state.target_date.map(TargetDate::day),
        note: String::new(),
        asked: matches!(asked, Asked::Due | Asked::Stands),
    })
}

/// Answer and day: who of the institution confirmed it is nobody else's business.
fn slot(slot: &Slot) -> FormBookSlot {
    FormBookSlot { answer: (!slot.is_blank()).then(|| slot.is_yes()), on: slot.on(), by: String::new() }
}

fn reply(request: &RequestForm, t: T) -> ReplySheet {
    let word = |key: &str| t.get(key).into_owned();
    let words = |key: &str, text: &str| ReplyRow { key: key.to_owned(), words: word(text), yes_no: false };
    let mut rows = vec![words("name", "vendor-door-name"), words("post", "vendor-door-post")];
    for (key, record) in request.records(t) {
        rows.push(ReplyRow {
            key: key.to_string(),
            words: format!("{}\n{record}", word(crate::vendor::question(&key))),
            yes_no: true,
        });
    }
    rows.push(ReplyRow { key: "complete".to_owned(), words: word(request.complete_question()), yes_no: true });
    ReplySheet {
        name: word("vendor-book-reply"),
        title: word("vendor-book-reply-title"),
        headings: [word("vendor-book-question"), word("assessment-answer"), word("assessment-note")],
        rows,
    }
}
