//! One system seen at once: the three answers to an item side by side, with what contradicts.

use app::{assessment::About, vendor::system_view::system_view};
use domain::{
    assessment::{Choice, Note, RoundNo},
    calendar::FiscalYear,
    catalog::{EditionId, ItemId, TopicId},
    journal::Seq,
    ledger::{System, SystemDraft},
    vendor::{
        Vendor, VendorDraft,
        disclosure::{
            DecisionDraft, DecisionText, Disclosure, DisclosureAnswer, DisclosureAnswers, DisclosureDraft,
            DisclosureItem, DisclosureSource, DisclosureText, ItemKey,
        },
        system_view::Contradiction,
    },
};
use store::{StoreError, vendor::disclosure as register};
use testkit::both_engines;

both_engines! {
    async fn what_contradicts_is_marked_until_it_is_decided(house: &House) {
        let (db, at) = (&house.app.db, house.app.now());
        let own = house.open_r6().await;
        let vendor = Vendor { id: house.app.ids.next(), stated: VendorDraft::parse("甲社", "", "", "", true).unwrap(), version: Seq::ZERO };
        let vendor_id = vendor.id;
        store::vendor::record(db, &house.permit(), at, vendor).await.unwrap();
        let stated = SystemDraft::parse("みどりカルテ", "ehr", Some(vendor_id)).unwrap();
        let system = System { id: house.app.ids.next(), stated, version: Seq::ZERO };
        let id = system.id;
        store::ledger::record_system(db, &house.permit(), at, system).await.unwrap();
        let (r6, year) = (EditionId::parse("r6").unwrap(), FiscalYear::new(2024).unwrap());
        let paper = app::assessment::open(&house.app, &house.permit(), &r6, About::Vendor(vendor_id), year).await.unwrap();
        house.answer(own, "server.patch", RoundNo::First, Choice::Yes).await.unwrap();
        house.answer(paper, "server.patch", RoundNo::First, Choice::Yes).await.unwrap();
        let text = DisclosureText { kind: "mds", product: "みどりカルテ", state: "received", on: "2024-06-03", ..DisclosureText::default() };
        let stated = DisclosureDraft::parse(vendor_id, text, house.app.today()).unwrap();
        let disclosure = Disclosure { id: house.app.ids.next(), stated, file: None, version: Seq::ZERO };
        let of = disclosure.id;
        register::record(db, &house.permit(), at, disclosure).await.unwrap();
        let item = DisclosureItem {
            key: ItemKey::of("7.1"),
            number: None,
            question: Note::default(),
            topic: Some(TopicId::parse("p15").unwrap()),
            answer: DisclosureAnswer::No,
            remark: Note::default(),
        };
        let answers = DisclosureAnswers::new(DisclosureSource::Typed, vec![item.clone()]).unwrap();
        register::answer(db, &house.permit(), at, of, Seq::ZERO, answers).await.unwrap();

        let found = async |item: &str| {
            let view = system_view(&house.app, &house.view(), id).await.unwrap().unwrap();
            let item = ItemId::parse(item).unwrap();
            view.lines.into_iter().find(|line| line.item == item).map(|line| line.contradictions)
        };
        assert_eq!(found("server.patch").await, Some(vec![Contradiction::DisclosureSaysNo, Contradiction::VendorAgainstItself]));
        assert_eq!(found("terminal.patch").await, Some(vec![]), "blank contradicts nothing");
        assert_eq!(found("org.safety-officer").await, None, "no vendor speaks to it");
        let text = DecisionText { decision: "accept", why: "外とつながらない", ..DecisionText::default() };
        let decision = DecisionDraft::parse(text, &item).unwrap();
        register::decide(db, &house.permit(), at, of, item.key.clone(), decision).await.unwrap();
        assert_eq!(found("server.patch").await, Some(vec![Contradiction::VendorAgainstItself]));
        let nobody = system_view(&house.app, &house.view(), house.app.ids.next()).await;
        assert!(matches!(nobody, Err(app::AppError::Store(StoreError::NotFound))));
    }
}
