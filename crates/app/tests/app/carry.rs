//! Carry-over on both engines: the plan, the sheet with its offers, and nothing answered.

use app::{
    AppError,
    assessment::{load, open_carried, plan_carry_over},
    sample::{Stage, build},
};
use domain::{
    access::{Actor, Permit, View, permit},
    assessment::{Offering, OldFate},
    calendar::FiscalYear,
    catalog::EditionId,
    staff::Name,
};
use testkit::both_engines;

fn edition(id: &str) -> EditionId {
    id.parse().unwrap()
}

both_engines! {
    async fn the_next_form_opens_with_offers_and_without_answers(house: &House) {
        let sample = build(&house.app, Stage::BothRounds).await.unwrap();
        let actor = Actor::console(sample.facility, Name::parse("試験").unwrap());
        let view: Permit<View> = permit(&actor).unwrap();
        let mut app = house.app.clone();
        app.clock = app::Clock::morning_of(time::macros::date!(2025 - 06 - 02));
        let planned = plan_carry_over(&app, &view, sample.sheet, &edition("r7")).await.unwrap();
        assert!(planned.old().iter().all(|old| !matches!(old.fate, OldFate::Retired(_))), "R7 drops no item");
        let year = FiscalYear::new(2025).unwrap();
        let id = open_carried(&app, &view, &permit(&actor).unwrap(), sample.sheet, &edition("r7"), year).await.unwrap();
        let opened = load(&app, &view, id).await.unwrap();
        assert!(opened.loaded.rows.is_empty(), "nothing is answered by itself");
        let offer = &opened.loaded.offers["all.access-rights"];
        assert_eq!((offer.how, offer.sources.len()), (Offering::Merged, 2));
        assert!(offer.sources.iter().all(|source| source.reference.starts_with("2(4)")), "{offer:?}");
        assert_eq!(opened.standing().unwrap().formal.filled, 0, "an offer is no answer");
        let again = open_carried(&app, &view, &permit(&actor).unwrap(), sample.sheet, &edition("r7"), year).await;
        assert!(matches!(again, Err(AppError::Store(store::StoreError::Exists(_)))), "{again:?}");
    }

    async fn an_earlier_edition_and_one_without_items_are_refused(house: &House) {
        let sheet = house.open_r6().await;
        let earlier = plan_carry_over(&house.app, &house.view(), sheet, &edition("r5")).await;
        assert!(matches!(earlier, Err(AppError::FiscalYear(_))), "{:?}", earlier.map(drop));
        let unknown = plan_carry_over(&house.app, &house.view(), sheet, &edition("r8")).await;
        assert!(matches!(unknown, Err(AppError::EditionWithoutItems(_))), "{:?}", unknown.map(drop));
    }

    async fn within_one_edition_every_answer_is_offered_to_its_own_item(house: &House) {
        let sheet = house.open_r6().await;
        let planned = plan_carry_over(&house.app, &house.view(), sheet, &edition("r6")).await.unwrap();
        assert!(planned.plan.offers.iter().all(|offer| offer.how == Offering::Kept && offer.yes.is_none()));
    }
}
