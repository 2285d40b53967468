//! Remote maintenance: ways in, what vendors confirmed, and what is proposed from it.

use app::assessment::{load, proposal};
use domain::{
    catalog::ItemId,
    grounds::{Reason, Verdict},
    id::{RemoteAccessId, VendorId},
    journal::Seq,
    vendor::{
        Line, Vendor, VendorDraft,
        remote_access::{
            ConfirmationText, RemoteAccess, RemoteAccessDraft, RemoteAccessText, RemoteConfirmation,
            RemoteConfirmationDraft, SeenAccess,
        },
    },
};
use std::collections::BTreeSet;
use store::{StoreError, vendor::remote_access as register};
use testkit::{House, both_engines};
use time::macros::date;

async fn vendor(house: &House, name: &str) -> VendorId {
    let stated = VendorDraft::parse(name, "", "", "", true).unwrap();
    let vendor = Vendor { id: house.app.ids.next(), stated, version: Seq::ZERO };
    let id = vendor.id;
    store::vendor::record(&house.app.db, &house.permit(), house.app.now(), vendor).await.unwrap();
    id
}

fn draft(vendor: VendorId, target: &str) -> RemoteAccessDraft {
    let text = RemoteAccessText {
        target,
        means: vec!["vpn", "rdp"],
        origin: "addresses",
        addresses: "203.0.113.7",
        two_factor: "unknown",
        opening: "on_request",
        ..RemoteAccessText::default()
    };
    RemoteAccessDraft::parse(vendor, &text).unwrap()
}

async fn record(house: &House, id: RemoteAccessId, stated: RemoteAccessDraft, version: Seq) -> Result<Seq, StoreError> {
    let access = RemoteAccess { id, stated, version };
    register::record(&house.app.db, &house.permit(), house.app.now(), access).await
}

async fn confirm(house: &House, vendor: VendorId, seen: &[(RemoteAccessId, Seq)]) -> Result<Seq, StoreError> {
    let text = ConfirmationText { on: "2024-06-10", by: "大野", how: "paper", complete: true, note: "" };
    let seen: BTreeSet<_> =
        seen.iter().map(|(access, version)| SeenAccess { access: *access, version: *version }).collect();
    let stated = RemoteConfirmationDraft::parse(vendor, &text, seen, date!(2024 - 06 - 10)).unwrap();
    let confirmation = RemoteConfirmation { id: house.app.ids.next(), stated };
    register::confirm(&house.app.db, &house.permit(), house.app.now(), confirmation).await
}

both_engines! {
    async fn a_way_in_is_changed_by_its_version_and_ends_once(house: &House) {
        let (vendor, id) = (vendor(house, "甲社").await, house.app.ids.next());
        let first = record(house, id, draft(vendor, "電子カルテサーバ"), Seq::ZERO).await.unwrap();
        assert_eq!(record(house, id, draft(vendor, "電子カルテサーバ"), first).await.unwrap(), first, "nothing changed");
        let second = record(house, id, draft(vendor, "部門サーバ"), first).await.unwrap();
        let stale = record(house, id, draft(vendor, "画像サーバ"), first).await;
        assert!(matches!(stale, Err(StoreError::Stale)), "{stale:?}");
        let (db, why) = (&house.app.db, Line::parse("契約が終わった").unwrap());
        let end = async |version| {
            let day = date!(2024 - 06 - 10);
            register::end(db, &house.permit(), house.app.now(), id, version, day, why.clone()).await
        };
        assert!(matches!(end(first).await, Err(StoreError::Stale)));
        end(second).await.unwrap();
        assert!(register::accesses(db, &house.view()).await.unwrap().is_empty());
        let versions = register::versions(db, &house.view(), id).await.unwrap();
        let targets: Vec<_> = versions.iter().map(|v| (v.access.stated.target.to_string(), v.ended.is_some())).collect();
        assert_eq!(targets, [("部門サーバ".into(), true), ("部門サーバ".into(), false), ("電子カルテサーバ".into(), false)]);
        assert!(matches!(end(versions[0].access.version).await, Err(StoreError::NotFound)), "it ends once");
        let again = record(house, id, draft(vendor, "部門サーバ"), versions[0].access.version).await;
        assert!(matches!(again, Err(StoreError::NotFound)), "what ended stays ended");
        let nobody = record(house, house.app.ids.next(), draft(house.app.ids.next(), "サーバ"), Seq::ZERO).await;
        assert!(matches!(nobody, Err(StoreError::NotFound)), "{nobody:?}");
    }

    async fn only_ways_in_of_the_vendor_as_they_stand_are_confirmed(house: &House) {
        let (one, other) = (vendor(house, "甲社").await, vendor(house, "乙社").await);
        let id = house.app.ids.next();
        let version = record(house, id, draft(one, "電子カルテサーバ"), Seq::ZERO).await.unwrap();
        assert!(matches!(confirm(house, other, &[(id, version)]).await, Err(StoreError::Stale)), "another's way in");
        assert!(matches!(confirm(house, one, &[(id, Seq::new(1))]).await, Err(StoreError::Stale)), "another version");
        assert!(matches!(confirm(house, house.app.ids.next(), &[]).await, Err(StoreError::NotFound)));
        confirm(house, one, &[(id, version)]).await.unwrap();
        let rows = register::confirmations(&house.app.db, &house.view()).await.unwrap();
        assert_eq!(rows.len(), 1);
        assert_eq!((rows[0].confirmation.stated.by.as_str(), rows[0].recorded_by.as_str()), ("大野", "安全 太郎"));
    }

    async fn the_proposal_follows_what_vendors_confirmed(house: &House) {
        let (sheet, item) = (house.open_r6().await, ItemId::parse("all.remote-maintenance").unwrap());
        let propose = async || proposal(&house.app, &house.view(), sheet, &item).await.unwrap();
        assert_eq!(propose().await.reasons, [Reason::NoVendorRecorded]);
        let (one, other) = (vendor(house, "甲社").await, vendor(house, "乙社").await);
        let found = propose().await;
        assert_eq!(found.verdict, Verdict::NoEvidence);
        assert_eq!(found.reasons, [Reason::RemoteNeverAsked { names: vec!["乙社".into(), "甲社".into()] }]);
        let id = house.app.ids.next();
        let version = record(house, id, draft(one, "電子カルテサーバ"), Seq::ZERO).await.unwrap();
        confirm(house, one, &[(id, version)]).await.unwrap();
        let found = propose().await;
        assert_eq!((found.verdict, found.against), (Verdict::Check, vec![Reason::RemoteNeverAsked { names: vec!["乙社".into()] }]));
        confirm(house, other, &[]).await.unwrap();
        assert_eq!(propose().await.verdict, Verdict::Yes);
        record(house, id, draft(one, "部門サーバ"), version).await.unwrap();
        let found = propose().await;
        assert_eq!((found.verdict, found.against), (Verdict::Check, vec![Reason::RemoteNotConfirmed { names: vec!["甲社".into()] }]));
        let row = load(&house.app, &house.view(), sheet).await.unwrap().row(&item);
        assert_eq!(row.version, Seq::ZERO, "a proposal answers nothing");
    }
}
