//! 責任分界: recorded by version, withdrawn once, saved as a workbook with what is open.

use app::{words::T, workbook::split_workbook};
use domain::{
    id::VendorId,
    journal::Seq,
    vendor::{
        Line, Vendor, VendorDraft,
        split::{Duty, Split, SplitDraft, SplitText},
    },
};
use evidence::workbook::{Bounds, Workbook};
use messages::Lang;
use store::{StoreError, vendor::split as register};
use testkit::both_engines;
use time::macros::date;

fn draft(vendor: VendorId, backup: &'static str) -> SplitDraft {
    let shares = vec![(Duty::Backup, backup, "=1+1"), (Duty::LogReview, "nobody", "")];
    let text = SplitText { target: "電子カルテ", shares, ..SplitText::default() };
    SplitDraft::parse(vendor, &text, date!(2024 - 06 - 10)).unwrap()
}

both_engines! {
    async fn a_split_is_changed_by_its_version_and_withdrawn_once(house: &House) {
        let db = &house.app.db;
        let vendor = Vendor { id: house.app.ids.next(), stated: VendorDraft::parse("甲社", "", "", "", true).unwrap(), version: Seq::ZERO };
        let id = vendor.id;
        store::vendor::record(db, &house.permit(), house.app.now(), vendor).await.unwrap();
        let split = Split { id: house.app.ids.next(), stated: draft(id, "vendor"), version: Seq::ZERO };
        let first = register::record(db, &house.permit(), house.app.now(), split.clone()).await.unwrap();
        let record = async |stated, version| {
            register::record(db, &house.permit(), house.app.now(), Split { stated, version, ..split.clone() }).await
        };
        assert_eq!(record(draft(id, "vendor"), first).await.unwrap(), first, "nothing changed");
        let second = record(draft(id, "both"), first).await.unwrap();
        assert!(matches!(record(draft(id, "hospital"), first).await, Err(StoreError::Stale)));

        let written = split_workbook(&house.app, &house.view(), split.id, T::new(Lang::Ja)).await.unwrap();
        let mut book = Workbook::open(&written.bytes, Bounds::BOOK).unwrap();
        let sheet = book.sheet("責任分界").unwrap();
        let row = |duty: &str| sheet.rows.iter().find(|row| row.text(0) == Some(duty)).unwrap();
        assert_eq!(row("バックアップを取る").text(1), Some("両方"));
        assert_eq!(row("バックアップを取る").text(2), Some("=1+1"), "words, no formula");
        assert_eq!(row("アクセスログの点検").text(3), Some("だれもしていません。"));
        assert!(book.formulas("責任分界").unwrap().is_empty());

        let why = Line::parse("作りなおした").unwrap();
        register::withdraw(db, &house.permit(), house.app.now(), split.id, second, why.clone()).await.unwrap();
        assert!(register::list(db, &house.view()).await.unwrap().is_empty());
        let again = register::withdraw(db, &house.permit(), house.app.now(), split.id, second, why).await;
        assert!(matches!(again, Err(StoreError::NotFound)), "{again:?}");
        assert_eq!(register::versions(db, &house.view(), split.id).await.unwrap().len(), 3);
    }
}
