//! Opening the form of another edition or year from an earlier sheet: the plan first, then the sheet with its offers.

use super::{
    About,
    open::open_with,
    opened::{Opened, load},
};
use crate::{App, AppError};
use domain::{
    access::{OpenAssessment, Permit, View},
    assessment::{Carried, CarriedOffer, CarriedSource, CarryOver, CarryStep, Offer, OldAnswer, Slot, carry_over},
    calendar::FiscalYear,
    catalog::{Edition, EditionId, Form, ItemId},
    id::AssessmentId,
};
use std::collections::BTreeMap;

/// What would be carried over, before anything is opened.
#[derive(Debug, Clone)]
pub struct CarryPlan {
    /// The earlier sheet.
    pub from: Opened,
    /// The edition to open.
    pub edition: EditionId,
    /// Its fate item by item.
    pub plan: CarryOver,
}

/// Plans the carry-over from a sheet to an edition.
///
/// # Errors
/// [`AppError::FiscalYear`] for an earlier edition, [`AppError::EditionMissing`] where no crosswalk leads there, [`AppError::EditionWithoutItems`], `StoreError::NotFound`.
pub async fn plan_carry_over(
    app: &App,
    view: &Permit<View>,
    from: AssessmentId,
    to: &EditionId,
) -> Result<CarryPlan, AppError> {
    let from = load(app, view, from).await?;
    let steps = steps(app, &from, to)?;
    let rows = &from.loaded.rows;
    let answered = rows.values().filter(|row| !row.state.current().is_blank());
    let last: BTreeMap<ItemId, bool> = answered.map(|row| (row.item.clone(), row.state.current().is_yes())).collect();
    let plan = carry_over(from.form()?, &steps, &last);
    Ok(CarryPlan { edition: to.clone(), plan, from })
}

/// The steps of the crosswalk from the sheet's edition to another; none within one edition.
fn steps<'a>(app: &'a App, from: &Opened, to: &EditionId) -> Result<Vec<CarryStep<'a>>, AppError> {
    let mut editions: Vec<&Edition> = app.catalog.editions();
    editions.sort_by_key(|edition| edition.fiscal_year);
    let missing = || AppError::EditionMissing(to.clone());
    let start = &from.assessment().edition;
    let at = |id: &EditionId| editions.iter().position(|edition| edition.id == *id).ok_or_else(missing);
    let (first, last) = (at(start)?, at(to)?);
    if first > last {
        return Err(AppError::FiscalYear(to.clone()));
    }
    let range = editions.get(first..=last).ok_or_else(missing)?;
    let step = |both: &[&'a Edition]| {
        let [earlier, later] = both else { return Err(missing()) };
        let crosswalk = app.catalog.crosswalk(&earlier.id, &later.id).ok_or_else(missing)?;
        let to = later.form(from.assessment().form).filter(|form| !form.items.is_empty());
        let to = to.ok_or_else(|| AppError::EditionWithoutItems(later.id.clone()))?;
        Ok(CarryStep { crosswalk, to })
    };
    range.windows(2).map(step).collect()
}

/// Opens the sheet with its offers. Nothing is answered.
///
/// # Errors
/// As [`plan_carry_over`] and [`super::open`].
pub async fn open_carried(
    app: &App,
    view: &Permit<View>,
    permit: &Permit<OpenAssessment>,
    from: AssessmentId,
    edition: &EditionId,
    year: FiscalYear,
) -> Result<AssessmentId, AppError> {
    let planned = plan_carry_over(app, view, from, edition).await?;
    let assessment = planned.from.assessment();
    let about = assessment.vendor.map_or(About::Institution(assessment.form), About::Vendor);
    let carried = Carried { from, offers: planned.offers()? };
    open_with(app, permit, edition, about, year, Some(carried)).await
}

impl CarryPlan {
    /// The form of the earlier sheet.
    ///
    /// # Errors
    /// As [`Opened::form`].
    pub fn old_form(&self) -> Result<&Form, AppError> {
        self.from.form()
    }

    /// What stood last in an item of the earlier sheet.
    #[must_use]
    pub fn last(&self, item: &ItemId) -> Slot {
        *self.from.row(item).state.current()
    }

    /// Old answers, in printed order.
    #[must_use]
    pub fn old(&self) -> &[OldAnswer] {
        &self.plan.old
    }

    fn offers(&self) -> Result<Vec<CarriedOffer>, AppError> {
        let form = self.old_form()?;
        let source = |item: &ItemId| CarriedSource {
            item: item.clone(),
            reference: form.item(item).map(|found| found.reference.clone()).unwrap_or_default(),
            last: self.last(item),
        };
        let offer = |offer: &Offer| CarriedOffer {
            item: offer.item.clone(),
            how: offer.how,
            yes: offer.yes,
            sources: offer.sources.iter().map(source).collect(),
        };
        Ok(self.plan.offers.iter().filter(|offer| !offer.sources.is_empty()).map(offer).collect())
    }
}
