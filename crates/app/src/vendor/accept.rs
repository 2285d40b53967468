//! Accepting what a vendor handed in: its frozen answers enter the sheet, and what it says beside the form enters its registers, by one
//! event.

use super::request_form::{RequestForm, handed_in, open_request};
use crate::{App, AppError, assessment::load};
use domain::{
    access::{AnswerItem, ManageVendors, Permit, View},
    catalog::plain,
    id::{RequestId, SubmissionId},
    journal::Seq,
    vendor::{
        OfferedDisclosure, SubmittedForm, VendorAnswer,
        disclosure::{
            Comparison, Disclosure, DisclosureAnswers, DisclosureDraft, DisclosureSource, DisclosureState, compare,
        },
        remote_access::{RemoteAccess, RemoteAccessDraft, RemoteConfirmation, RemoteConfirmationDraft},
    },
};
use std::collections::BTreeSet;
use store::{
    StoreError,
    vendor::{Accepting, AcceptingBeside, AcceptingItem, disclosure as register},
};
use time::Date;

/// A way in that the vendor named itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlannedAccess {
    /// `access:0`: by which a person takes it.
    pub key: String,
    /// As the vendor said it.
    pub said: RemoteAccessDraft,
    /// As it is recorded, if a way in to the same system is: taking it changes that record.
    pub before: Option<RemoteAccess>,
}

/// A disclosure that came with the answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlannedDisclosure {
    /// `disclosure:0`: by which a person takes it.
    pub key: String,
    /// As the vendor said it.
    pub said: OfferedDisclosure,
    /// The newest one of the same product that is recorded.
    pub before: Option<Disclosure>,
    /// Answers that are other than those of `before`; `None` if there are none to compare.
    pub changes: Option<usize>,
}

impl PlannedDisclosure {
    /// Whether taking it changes the record `before`; another version of the product is a record of its own.
    fn replaces(&self) -> Option<&Disclosure> {
        self.before.as_ref().filter(|before| {
            before.stated.product_version == self.said.product_version
                || !matches!(before.stated.state, DisclosureState::Received { .. })
        })
    }
}

/// What would enter the registers.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct BesidePlan {
    /// Ways in that the vendor named.
    pub accesses: Vec<PlannedAccess>,
    /// Disclosures that came.
    pub disclosures: Vec<PlannedDisclosure>,
    /// Disclosures that it says still hold, as they would be recorded.
    holding: Vec<Disclosure>,
    confirmed: Option<RemoteConfirmationDraft>,
}

/// Holds what a vendor said beside the form against the registers. Writes nothing.
///
/// # Errors
/// When the database can't be read.
pub async fn plan_beside(
    app: &App,
    view: &Permit<View>,
    form: &RequestForm,
    frozen: &SubmittedForm,
) -> Result<BesidePlan, AppError> {
    let (asked, beside, on) = (&form.asked, &frozen.beside, frozen.received_at.date_jst());
    let access = |(at, said): (usize, &RemoteAccessDraft)| {
        let same = |one: &&RemoteAccess| plain(one.stated.target.as_str()) == plain(said.target.as_str());
        PlannedAccess {
            key: format!("access:{at}"),
            said: said.clone(),
            before: asked.accesses.iter().find(same).cloned(),
        }
    };
    let mut disclosures = Vec::new();
    for (at, said) in beside.disclosures.iter().enumerate() {
        let same = |one: &&Disclosure| {
            one.stated.kind == said.kind && plain(one.stated.product.as_str()) == plain(said.product.as_str())
        };
        let before = asked.disclosures.iter().filter(same).max_by_key(|one| (one.stated.state.on(), one.id)).cloned();
        let changes = match &before {
            Some(before) => changes(app, view, before, said).await?,
            None => None,
        };
        disclosures.push(PlannedDisclosure { key: format!("disclosure:{at}"), said: said.clone(), before, changes });
    }
    let known = |access| asked.accesses.iter().any(|one| one.id == access);
    let mut confirmed =
        beside.confirmation(asked.vendor.id, on, frozen.answered_by.clone(), frozen.via.confirmed_by(), true);
    if let Some(confirmed) = &mut confirmed {
        confirmed.seen.retain(|seen| known(seen.access));
    }
    Ok(BesidePlan {
        accesses: beside.accesses.iter().enumerate().map(access).collect(),
        disclosures,
        holding: holding(form, frozen, on),
        confirmed,
    })
}

async fn changes(
    app: &App,
    view: &Permit<View>,
    before: &Disclosure,
    said: &OfferedDisclosure,
) -> Result<Option<usize>, AppError> {
    let Some(row) = register::find(&app.db, view, before.id).await?.answers else { return Ok(None) };
    let after = DisclosureAnswers { source: DisclosureSource::Typed, items: said.items.clone() };
    Ok(Some(compare(&row.answers, &after, Comparison::ByNumber).len()))
}

/// A disclosure that is said to hold is received anew on that day; one that changed since it was seen stays as it is.
fn holding(form: &RequestForm, frozen: &SubmittedForm, on: Date) -> Vec<Disclosure> {
    let record = |(id, version)| {
        let one = form.asked.disclosures.iter().find(|one| one.id == id && one.version == version)?;
        let state = DisclosureState::Received { on };
        let anew = Disclosure { stated: DisclosureDraft { state, ..one.stated.clone() }, ..one.clone() };
        (anew != *one).then_some(anew)
    };
    frozen.beside.holding().filter_map(record).collect()
}

impl BesidePlan {
    /// What is recorded when a person takes these, by their keys.
    fn taken(self, app: &App, frozen: &SubmittedForm, adopt: &BTreeSet<String>) -> Result<AcceptingBeside, AppError> {
        let on = frozen.received_at.date_jst();
        let access = |one: PlannedAccess| {
            let (id, version) = one.before.as_ref().map_or_else(|| (app.ids.next(), Seq::ZERO), |b| (b.id, b.version));
            // The note is the institution's own.
            let note = one.before.and_then(|before| before.stated.note).or(one.said.note.clone());
            RemoteAccess { id, stated: RemoteAccessDraft { note, ..one.said }, version }
        };
        let (named, taken) = (self.accesses.len(), self.accesses.iter().filter(|one| adopt.contains(&one.key)).count());
        let accesses: Vec<_> = self.accesses.into_iter().filter(|one| adopt.contains(&one.key)).map(access).collect();
        let mut disclosures: Vec<_> = self.holding.into_iter().map(|one| (one, None)).collect();
        for one in self.disclosures.into_iter().filter(|one| adopt.contains(&one.key)) {
            let source =
                frozen.source.map_or(DisclosureSource::Typed, |digest| DisclosureSource::AnswerFile { digest });
            let record = recorded(app, &one, frozen, on);
            let answers = DisclosureAnswers::new(source, one.said.items)
                .map_err(|error| AppError::Internal(error.to_string()))?;
            disclosures.retain(|(other, _)| other.id != record.id);
            disclosures.push((record, Some(answers)));
        }
        let mut confirmed = self.confirmed;
        if let Some(said) = &mut confirmed {
            // 「ほかにない」 counted what it named: where the register lacks one of those, it is not said of the register.
            said.complete &= named == taken;
        }
        let confirmed = confirmed.filter(|said| taken > 0 || said.complete || !said.seen.is_empty());
        let confirmed = confirmed.map(|stated| RemoteConfirmation { id: app.ids.next(), stated });
        Ok(AcceptingBeside { confirmed, accesses, disclosures })
    }
}

fn recorded(app: &App, one: &PlannedDisclosure, frozen: &SubmittedForm, on: Date) -> Disclosure {
    let before = one.before.as_ref().map(|before| &before.stated);
    let stated = DisclosureDraft {
        vendor: frozen.vendor,
        kind: one.said.kind,
        product: one.said.product.clone(),
        product_version: one.said.product_version.clone(),
        in_use: before.and_then(|before| before.in_use.clone()),
        edition: one.said.edition.clone(),
        dated_on: one.said.dated_on,
        system: before.and_then(|before| before.system),
        state: DisclosureState::Received { on },
    };
    match one.replaces() {
        Some(before) => Disclosure { stated, ..before.clone() },
        None => Disclosure { id: app.ids.next(), stated, file: None, version: Seq::ZERO },
    }
}

/// Accepts a submission. `adopt` names what of it enters the registers, by the keys of [`BesidePlan`].
///
/// # Errors
/// `StoreError::Stale` when it does not wait any more; `StoreError::Draft` when an answer can't stand in the sheet as it is now.
pub async fn accept(
    app: &App,
    view: &Permit<View>,
    permits: (&Permit<AnswerItem>, &Permit<ManageVendors>),
    request: RequestId,
    submission: SubmissionId,
    adopt: &BTreeSet<String>,
) -> Result<(), AppError> {
    let form = open_request(app, view, request).await?;
    let found = form.asked.submissions.iter().find(|one| one.id == submission).ok_or(StoreError::NotFound)?;
    let frozen = handed_in(app, &form, found)?;
    let opened = load(app, view, form.asked.assessment.id).await?;
    let item = |one| {
        let answer = VendorAnswer::from(one);
        AcceptingItem { shown: opened.proposal(&answer.item), answer }
    };
    let items = frozen.items.iter().map(item).collect();
    let beside = plan_beside(app, view, &form, &frozen).await?.taken(app, &frozen, adopt)?;
    let accepting = Accepting { request, submission, sheet: form.asked.assessment.clone(), items, beside };
    store::vendor::accept(&app.db, permits, app.now(), app.today(), accepting).await?;
    Ok(())
}
