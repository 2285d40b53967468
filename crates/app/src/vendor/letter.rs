//! Letters to vendors: what is asked, by when, and how to answer. The same words go out by mail.

use super::request_form::RequestForm;
use crate::{App, AppError, words::T};
use domain::{
    access::{Permit, View},
    assessment::Asked,
    calendar::iso,
    catalog::{Mark, OfficialText, Verification},
    id::RequestId,
    staff::Role,
};
use messages::Value;
use report::{
    document::Official,
    letter::{Letter, LetterDocument, LetterItem, LetterWords},
};
use store::{staff::Roster, vendor::Register};

/// What a letter says beside the request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Occasion {
    /// The request itself.
    Request,
    /// A reminder of it.
    Reminder,
}

/// Everything that letters of one institution share.
pub(super) struct Writer<'a> {
    pub(super) app: &'a App,
    pub(super) t: T,
    roster: Roster,
    register: Register,
}

impl<'a> Writer<'a> {
    pub(super) async fn open(app: &'a App, view: &Permit<View>, t: T) -> Result<Self, AppError> {
        let roster = store::staff::roster(&app.db, view).await?;
        Ok(Self { app, t, roster, register: store::vendor::register(&app.db, view).await? })
    }

    fn word(&self, key: &str) -> String {
        self.t.get(key).into_owned()
    }

    /// The subject: also that of a mail.
    pub(super) fn subject(&self, form: &RequestForm, occasion: Occasion) -> String {
        let key = match occasion {
            Occasion::Request => "vendor-letter-subject",
            Occasion::Reminder => "vendor-letter-subject-again",
        };
        let asked = &form.asked;
        let year = Value::from(self.t.year(asked.assessment.fiscal_year));
        self.t.with(key, &[("year", year), ("round", Value::from(asked.request.round.number()))])
    }

    /// Name and post of whoever asks.
    pub(super) fn from(&self, form: &RequestForm) -> Vec<String> {
        let mut from = vec![form.asked.facility.stated.name.to_string()];
        for (role, key) in
            [(Role::Administrator, "staff-role-administrator"), (Role::SafetyOfficer, "staff-role-safety_officer")]
        {
            let holder = self.roster.holder(role, self.app.today());
            from.extend(holder.map(|member| format!("{}　{}", self.t.get(key), member.name)));
        }
        from
    }

    /// To whom.
    pub(super) fn to(&self, form: &RequestForm) -> Vec<String> {
        let vendor = &form.asked.vendor.stated;
        let mut to = vec![self.t.one("vendor-letter-to", "name", vendor.name.to_string())];
        to.extend(vendor.contact.as_ref().map(|name| self.t.one("vendor-letter-to-person", "name", name.to_string())));
        to
    }

    /// What it says: also the words of a mail.
    pub(super) fn paragraphs(&self, form: &RequestForm, occasion: Occasion) -> Result<Vec<String>, AppError> {
        let (asked, edition) = (&form.asked, form.edition()?);
        let edition = if self.t.is_ja() { &edition.label } else { &edition.label_en };
        let due = self.t.day(asked.request.due_on);
        let last = self.t.short_day(asked.assessment.fiscal_year.last_day());
        let first = match occasion {
            Occasion::Request => self.word("vendor-letter-greeting"),
            Occasion::Reminder => {
                let on = self.t.short_day(asked.request.asked_on);
                self.t.with("vendor-letter-again", &[("on", on.into()), ("due", due.clone().into())])
            }
        };
        let please = if asked.request.round == domain::assessment::RoundNo::First {
            "vendor-letter-please"
        } else {
            "vendor-letter-please-round"
        };
        Ok(vec![
            first,
            self.t.one("vendor-letter-why", "edition", edition.clone()),
            self.t.with(please, &[("due", due.into()), ("last", last.into())]),
        ])
    }

    /// Name and value of what is asked.
    pub(super) fn facts(&self, form: &RequestForm) -> Result<Vec<(String, String)>, AppError> {
        let (t, asked, edition) = (self.t, &form.asked, form.edition()?);
        let systems = self.register.systems_of(asked.vendor.id);
        let systems: Vec<String> = systems.iter().map(|system| system.stated.name.to_string()).collect();
        let edition = if t.is_ja() { &edition.label } else { &edition.label_en };
        let printed = &form.form()?.printed_label;
        let label = if t.is_ja() { None } else { self.app.catalog.translation_of(printed) }.unwrap_or(printed);
        let mut facts = vec![
            (self.word("vendor-letter-form"), format!("{label}（{edition}）")),
            (self.word("vendor-letter-round"), t.one("assessment-round", "round", asked.request.round.number())),
            (self.word("vendor-request-due"), t.day(asked.request.due_on)),
        ];
        if !systems.is_empty() {
            facts.push((self.word("vendor-systems"), systems.join(if t.is_ja() { "、" } else { ", " })));
        }
        facts.push((self.word("vendor-letter-how"), self.word("vendor-letter-how-text")));
        Ok(facts)
    }

    fn letter(&self, form: &RequestForm, occasion: Occasion) -> Result<Letter, AppError> {
        let items = form.asked_items()?.into_iter().filter(|(_, asked)| *asked != Asked::Stands);
        let item = |(item, _): (&domain::catalog::Item, Asked)| {
            let official = self.official(&item.official, &form.verification);
            Ok::<_, AppError>(LetterItem { reference: form.reference(item)?, official })
        };
        let items = items.map(item).collect::<Result<_, _>>()?;
        Ok(Letter {
            date: self.t.short_day(self.app.today()),
            to: self.to(form),
            from: self.from(form),
            subject: self.subject(form, occasion),
            paragraphs: self.paragraphs(form, occasion)?,
            facts: self.facts(form)?,
            items,
            blanks: vec![self.word("vendor-letter-blank-company"), self.word("vendor-letter-blank-name")],
            closing: self.word("vendor-letter-closing"),
        })
    }

    fn official(&self, text: &OfficialText, verification: &Verification) -> Official {
        let found = text.words(verification);
        let mark = match found.mark {
            Mark::None | Mark::Verified { .. } => "",
            Mark::Reconstructed(_) => "reconstructed",
            Mark::Draft => "draft",
        };
        let translation = if self.t.is_ja() { None } else { self.app.catalog.translation(text).map(str::to_owned) };
        Official { words: found.words.to_owned(), mark: mark.to_owned(), translation }
    }

    fn words(&self) -> LetterWords {
        LetterWords {
            number: self.word("vendor-letter-number"),
            item: self.word("paper-item"),
            answer: self.word("paper-answered"),
            yes: self.word("paper-yes"),
            no: self.word("paper-no"),
            on: self.word("paper-date"),
            target: self.word("paper-target"),
            reconstructed_mark: self.word("paper-reconstructed-mark"),
            draft_mark: self.word("paper-draft-mark"),
            legend: format!("{} {}", self.word("paper-reconstructed-legend"), self.word("paper-draft-legend")),
        }
    }
}

/// Letters as plain data.
///
/// # Errors
/// `StoreError::NotFound`, [`AppError::EditionMissing`].
pub async fn letter_document(
    app: &App,
    view: &Permit<View>,
    requests: &[RequestId],
    occasion: Occasion,
    t: T,
) -> Result<LetterDocument, AppError> {
    let writer = Writer::open(app, view, t).await?;
    let (mut letters, mut sample, mut institution) = (Vec::new(), false, String::new());
    for request in requests {
        let form = super::open_request(app, view, *request).await?;
        sample = form.asked.facility.sample;
        institution = form.asked.facility.stated.name.to_string();
        letters.push(writer.letter(&form, occasion)?);
    }
    Ok(LetterDocument {
        paper: LetterDocument::PAPER.to_owned(),
        lang: t.lang().code().to_owned(),
        title: writer.word("vendor-letter-title"),
        institution,
        made_on_iso: iso(app.today()),
        sample: if sample { writer.word("paper-sample") } else { String::new() },
        words: writer.words(),
        letters,
    })
}

/// Letters as one PDF, each from a page of its own.
///
/// # Errors
/// As [`letter_document`]; [`AppError::Render`].
pub async fn letters(
    app: &App,
    view: &Permit<View>,
    requests: &[RequestId],
    occasion: Occasion,
    t: T,
) -> Result<Vec<u8>, AppError> {
    let document = letter_document(app, view, requests, occasion, t).await?;
    let json = serde_json::to_vec(&document).map_err(|error| AppError::Internal(error.to_string()))?;
    Ok(app.renderer.render(&json).await?)
}
