//! Vendors and their sheets beside the institution's own.

use app::{
    AppError,
    assessment::{About, load, open, sign_by_login},
    vendor::standings,
};
use domain::{
    assessment::{Choice, RoundNo},
    calendar::FiscalYear,
    catalog::EditionId,
    id::VendorId,
    journal::Seq,
    ledger::{System, SystemDraft},
    vendor::{Contact, Contract, ContractDraft, UpdatesBy, Vendor, VendorDraft},
};
use store::StoreError;
use testkit::{House, both_engines};

fn draft(name: &str, contract: bool) -> VendorDraft {
    VendorDraft::parse(name, "山田 太郎", "03-0000-0000", "", contract).unwrap()
}

async fn record(house: &House, id: VendorId, version: Seq, stated: VendorDraft) -> Result<Seq, StoreError> {
    let vendor = Vendor { id, stated, version };
    store::vendor::record(&house.app.db, &house.permit(), house.app.now(), vendor).await
}

both_engines! {
    async fn a_vendor_is_recorded_once_and_changed_by_its_version(house: &House) {
        let id = house.app.ids.next();
        let version = record(house, id, Seq::ZERO, draft("甲社", true)).await.unwrap();
        assert_eq!(record(house, id, version, draft("甲社", true)).await.unwrap(), version, "nothing changed, nothing written");
        assert!(matches!(record(house, id, Seq::ZERO, draft("乙社", true)).await, Err(StoreError::Stale)));
        let other = house.app.ids.next();
        assert!(matches!(record(house, other, Seq::ZERO, draft("甲社", false)).await, Err(StoreError::Exists(_))));
        record(house, id, version, draft("甲社", false)).await.unwrap();
        let vendors = store::vendor::vendors(&house.app.db, &house.view()).await.unwrap();
        assert_eq!(vendors.iter().map(|v| (v.stated.name.as_str(), v.stated.contract)).collect::<Vec<_>>(), [("甲社", false)]);
    }

    async fn contacts_contracts_and_systems_are_recorded_by_their_version(house: &House) {
        let (db, view, now) = (&house.app.db, house.view(), house.app.now());
        let vendor: VendorId = house.app.ids.next();
        record(house, vendor, Seq::ZERO, draft("甲社", true)).await.unwrap();
        let night = Contact::parse("夜間受付", "障害", "03-0000-9999", "", true).unwrap();
        let version = store::vendor::record_contacts(db, &house.permit(), now, vendor, Seq::ZERO, vec![night.clone()]).await.unwrap();
        let stale = store::vendor::record_contacts(db, &house.permit(), now, vendor, Seq::ZERO, Vec::new()).await;
        assert!(matches!(stale, Err(StoreError::Stale)));

        let stated = SystemDraft::parse("みどりカルテ", "ehr", Some(vendor)).unwrap();
        let system = System { id: house.app.ids.next(), stated, version: Seq::ZERO };
        store::ledger::record_system(db, &house.permit(), now, system.clone()).await.unwrap();
        let twin = System { id: house.app.ids.next(), ..system.clone() };
        assert!(matches!(store::ledger::record_system(db, &house.permit(), now, twin).await, Err(StoreError::Exists(_))));

        let stated = ContractDraft::named(vendor, "電子カルテ保守契約").unwrap().passed_on_to("乙サービス").unwrap();
        let stated = ContractDraft { systems: vec![system.id], ..stated };
        let contract = Contract { id: house.app.ids.next(), stated, version: Seq::ZERO };
        let version_of_contract = store::vendor::record_contract(db, &house.permit(), now, contract.clone()).await.unwrap();
        let known = ContractDraft { updates: Some(UpdatesBy::Vendor), vulnerability_notice: Some(false), ..contract.stated.clone() };
        let changed = Contract { stated: known.clone(), version: version_of_contract, ..contract.clone() };
        store::vendor::record_contract(db, &house.permit(), now, changed).await.unwrap();
        assert!(matches!(store::vendor::record_contract(db, &house.permit(), now, contract.clone()).await, Err(StoreError::Stale)));
        let of_nothing = ContractDraft { systems: vec![house.app.ids.next()], ..contract.stated.clone() };
        let of_nothing = Contract { id: house.app.ids.next(), stated: of_nothing, version: Seq::ZERO };
        assert!(matches!(store::vendor::record_contract(db, &house.permit(), now, of_nothing).await, Err(StoreError::NotFound)));

        let register = store::vendor::register(db, &view).await.unwrap();
        assert_eq!(register.contacts.get(&vendor).map(|c| (c.all.clone(), c.version)), Some((vec![night], version)));
        assert_eq!(register.systems_of(vendor).iter().map(|s| s.id).collect::<Vec<_>>(), [system.id]);
        assert_eq!(register.contracts_of(vendor).map(|c| c.stated.clone()).collect::<Vec<_>>(), [known]);
        store::vendor::record_contacts(db, &house.permit(), now, vendor, version, Vec::new()).await.unwrap();
        assert!(store::vendor::register(db, &view).await.unwrap().contacts.is_empty());
    }

    async fn every_vendor_with_a_contract_counts_for_the_formal_test(house: &House) {
        let own = house.open_r6().await;
        let (with, without): (VendorId, VendorId) = (house.app.ids.next(), house.app.ids.next());
        record(house, with, Seq::ZERO, draft("甲社", true)).await.unwrap();
        record(house, without, Seq::ZERO, draft("下請け社", false)).await.unwrap();
        let own = load(&house.app, &house.view(), own).await.unwrap();
        let found = standings(&house.app, &house.view(), &own).await.unwrap();
        assert_eq!(found.len(), 1, "no contract, no sheet");
        assert!(!found[0].is_met() && found[0].sheet.is_none());

        let (r6, year) = (EditionId::parse("r6").unwrap(), FiscalYear::new(2024).unwrap());
        let sheet = open(&house.app, &house.permit(), &r6, About::Vendor(with), year).await.unwrap();
        let again = open(&house.app, &house.permit(), &r6, About::Vendor(with), year).await;
        assert!(matches!(again, Err(AppError::Store(StoreError::Exists(_)))), "one per vendor, edition and year");
        let items: Vec<_> = load(&house.app, &house.view(), sheet).await.unwrap().form().unwrap().items.iter().map(|i| i.id.clone()).collect();
        for item in &items {
            assert!(!standings(&house.app, &house.view(), &own).await.unwrap()[0].is_met());
            house.answer(sheet, item.as_str(), RoundNo::First, Choice::Yes).await.unwrap();
        }
        assert!(standings(&house.app, &house.view(), &own).await.unwrap()[0].is_met());
    }

    async fn a_vendors_sheet_is_about_a_recorded_vendor_and_not_signed_by_login(house: &House) {
        let (r6, year) = (EditionId::parse("r6").unwrap(), FiscalYear::new(2024).unwrap());
        let nobody: VendorId = house.app.ids.next();
        let unknown = open(&house.app, &house.permit(), &r6, About::Vendor(nobody), year).await;
        assert!(matches!(unknown, Err(AppError::Store(StoreError::NotFound))));
        record(house, nobody, Seq::ZERO, draft("甲社", true)).await.unwrap();
        let sheet = open(&house.app, &house.permit(), &r6, About::Vendor(nobody), year).await.unwrap();
        let signed = sign_by_login(&house.app, &house.view(), &house.permit(), sheet, RoundNo::First).await;
        assert!(matches!(signed, Err(AppError::VendorSigns)), "{signed:?}");
    }
}
