//! A list of vendors on both engines: read in its encodings, mapped, shown, taken in as one event, or refused.

use app::{
    evidence::Arrived,
    intake::{IntakeError, VendorPlan, Waiting, Why, apply_vendors, keep_list, keep_vendor_profile, plan_vendors},
    words::T,
};
use domain::{
    access::ManageVendors,
    evidence::FileName,
    intake::Mapping,
    journal::Seq,
    ledger::SystemKind,
    vendor::{Line, UpdatesBy},
};
use messages::Lang;
use report::workbook::{ListCell, ListColumn, ListSheet, write_lists};
use testkit::{Book, House, both_engines};

const JA: T = T::new(Lang::Ja);
const LIST: &str = "会社名,TEL,システム名,種別,契約名,開始日,終了日,セキュリティ更新,夜間連絡先\r\n\
    甲電子,03-1,甲カルテ,電子カルテ,保守,2024-04-01,2025-03-31,ベンダー,03-9\r\n\
    甲電子,,甲PACS,PACS,,,,,\r\n\
    乙社,03-2,,,,,,,\r\n";

fn kept(house: &House, bytes: &[u8]) -> Result<Waiting, IntakeError> {
    let mut arriving = house.app.blobs.arrive(house.facility).unwrap();
    arriving.write(bytes).unwrap();
    let arrived = Arrived { name: FileName::clean("業者一覧.csv").unwrap(), bytes: arriving };
    keep_list::<ManageVendors>(&house.app, &house.permit(), arrived)
}

async fn shown(house: &House, bytes: &[u8], chosen: Option<Mapping>) -> Result<VendorPlan, IntakeError> {
    plan_vendors(&house.app, &house.view(), &kept(house, bytes)?, chosen, JA).await
}

async fn head(house: &House) -> Seq {
    let links = store::journal::recorded(&house.app.db, &house.view(), Seq::ZERO, 10_000).await.unwrap();
    links.last().unwrap().seq
}

async fn names(house: &House) -> Vec<String> {
    let vendors = store::vendor::vendors(&house.app.db, &house.view()).await.unwrap();
    vendors.iter().map(|vendor| vendor.stated.name.to_string()).collect()
}

/// The same list as people keep it in Excel.
fn workbook(rows: &[&[&str]]) -> Vec<u8> {
    let text = |text: &&str| if text.is_empty() { ListCell::Empty } else { ListCell::Text((*text).to_owned()) };
    let column = |heading: &&str| ListColumn { heading: (*heading).to_owned(), width: 12.0 };
    let (first, rest) = rows.split_first().unwrap();
    let sheet = ListSheet {
        name: "業者".to_owned(),
        title: "業者".to_owned(),
        columns: first.iter().map(column).collect(),
        rows: rest.iter().map(|row| row.iter().map(text).collect()).collect(),
    };
    write_lists(&[sheet]).unwrap()
}

both_engines! {
    async fn a_list_is_taken_in_as_it_was_shown_by_one_event(house: &House) {
        let (cp932, _, _) = encoding_rs::SHIFT_JIS.encode(LIST);
        let plan = shown(house, &cp932, None).await.unwrap();
        assert_eq!((plan.columns.written_as, plan.columns.mapping.column("name")), ("cp932", Some("会社名")));
        let preview = plan.preview.clone().unwrap();
        assert_eq!((preview.lines.len(), preview.refused.len()), (2, 0), "{:?}", preview.refused);
        let before = head(house).await;
        assert!(names(house).await.is_empty(), "a preview writes nothing");
        assert_eq!(apply_vendors(&house.app, &house.permit(), plan, preview.seal).await.unwrap(), 2);
        assert_eq!(head(house).await, before.next(), "one event");
        assert_eq!(names(house).await, ["乙社", "甲電子"]);
        let register = store::vendor::register(&house.app.db, &house.view()).await.unwrap();
        let vendors = store::vendor::vendors(&house.app.db, &house.view()).await.unwrap();
        let first = vendors.iter().find(|one| one.stated.name.as_str() == "甲電子").unwrap().id;
        let kinds: Vec<_> = register.systems_of(first).iter().map(|system| system.stated.kind).collect();
        assert_eq!(kinds.len(), 2);
        assert!(kinds.contains(&SystemKind::Ehr) && kinds.contains(&SystemKind::Pacs), "{kinds:?}");
        let contract = register.contracts_of(first).next().unwrap();
        assert_eq!(contract.stated.updates, Some(UpdatesBy::Vendor));
        assert!(register.contacts.get(&first).unwrap().all.iter().any(|contact| contact.out_of_hours));

        // The same in UTF-8 changes nothing; an empty cell erases nothing.
        let again = shown(house, LIST.as_bytes(), None).await.unwrap().preview.unwrap();
        assert_eq!(again.lines.len(), 0, "{:?}", again.lines);
        let sparse = shown(house, "会社名,TEL\r\n甲電子,\r\n".as_bytes(), None).await.unwrap().preview.unwrap();
        assert_eq!(sparse.lines.len(), 0);
    }

    async fn what_changed_between_the_look_and_the_yes_is_not_written(house: &House) {
        let first = shown(house, LIST.as_bytes(), None).await.unwrap();
        let second = shown(house, LIST.as_bytes(), None).await.unwrap();
        let (one, two) = (first.preview.clone().unwrap().seal, second.preview.clone().unwrap().seal);
        apply_vendors(&house.app, &house.permit(), first, one).await.unwrap();
        let late = apply_vendors(&house.app, &house.permit(), second, two).await;
        assert!(matches!(late, Err(IntakeError::Changed) | Err(IntakeError::App(_))), "{late:?}");
        assert_eq!(names(house).await.len(), 2, "nobody is there twice");
    }

    async fn columns_are_corrected_and_kept_for_the_next_list(house: &House) {
        let list = "番号,相手先,電話\r\n1,甲社,03-1\r\n";
        let plan = shown(house, list.as_bytes(), None).await.unwrap();
        assert!(plan.preview.unwrap_err().contains("事業者名"), "the column that is needed is asked for");
        let chosen = plan.columns.mapping.with("name", "相手先");
        let plan = shown(house, list.as_bytes(), Some(chosen.clone())).await.unwrap();
        assert_eq!(plan.preview.unwrap().lines.len(), 1);
        let twice = shown(house, list.as_bytes(), Some(chosen.clone().with("phone", "相手先"))).await.unwrap();
        assert!(twice.preview.unwrap_err().contains("2つの項目"));
        keep_vendor_profile(&house.app, &house.permit(), Line::parse("業者台帳").unwrap(), chosen).await.unwrap();
        let next = shown(house, list.as_bytes(), None).await.unwrap();
        assert_eq!(next.columns.profile.as_deref(), Some("業者台帳"));
        assert_eq!(next.preview.unwrap().lines.len(), 1);
    }
}

#[tokio::test]
async fn a_row_that_says_nothing_is_named_and_the_rest_can_be_taken() {
    let house = House::build(testkit::Engine::Sqlite).await;
    let list = "会社名,契約の有無,システム名,種別,開始日,終了日,セキュリティ更新\r\n\
        甲社,あり,,,,,\r\n\
        乙社,たぶん,,,,,\r\n\
        丙社,あり,,,いつか,,\r\n\
        丁社,あり,,,2025-04-01,2024-04-01,\r\n\
        戊社,あり,謎,宇宙船,,,\r\n\
        己社,あり,,,,,だれか\r\n\
        庚社,あり,,,,,,,,余り\r\n";
    let preview = shown(&house, list.as_bytes(), None).await.unwrap().preview.unwrap();
    let places: Vec<_> = preview.refused.iter().map(|one| one.place.as_str()).collect();
    assert_eq!(places.len(), 6, "{:?}", preview.refused);
    for line in ["3 行目", "4 行目", "5 行目", "6 行目", "7 行目", "8 行目"] {
        assert!(places.contains(&line), "{line}: {places:?}");
    }
    assert!(preview.lines.iter().any(|line| line.subject.contains("甲社")), "{:?}", preview.lines);
}

#[tokio::test]
async fn what_is_no_list_is_refused_and_excel_is_read_as_it_was_saved() {
    let house = House::build(testkit::Engine::Sqlite).await;
    let why = async |bytes: &[u8]| match shown(&house, bytes, None).await {
        Err(IntakeError::Refused(refusal)) => refusal.why,
        Err(other) => panic!("{other:?}"),
        Ok(_) => panic!("taken"),
    };
    let excel = workbook(&[&["会社名", "TEL"], &["甲社", "03-1"], &["乙社", "03-2"]]);
    assert_eq!(why(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x10").await, Why::NotAList);
    assert_eq!(why(&Book::open(&excel).with_part("xl/vbaProject.bin", b"\xd0\xcf").bytes()).await, Why::Macros);
    assert_eq!(why(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0\0\0\0").await, Why::OldOrLocked);
    assert_eq!(why("一列だけ\r\n甲社\r\n".as_bytes()).await, Why::NoHeading);
    assert_eq!(why("会社名,TEL\r\n\"甲社,1\r\n".as_bytes()).await, Why::NotCsv);
    // A formula counts with the value that it had; a failed one is named by its row.
    let book = Book::open(&excel).formula("B2", "CONCAT(\"03\",\"-5\")", "03-5").fault("B3", "#REF!");
    let preview = shown(&house, &book.bytes(), None).await.unwrap().preview.unwrap();
    assert_eq!(preview.lines.len(), 1, "{:?}", preview.lines);
    assert!(
        preview.lines[0].said.iter().any(|said| said.contains("03-5")) || preview.lines[0].subject.contains("甲社")
    );
    assert!(preview.refused[0].why.contains("#REF!"), "{:?}", preview.refused);
    // Cells that were merged hold their words once; the others of them are empty, and an empty name is no vendor.
    let merged = workbook(&[&["会社名", "TEL"], &["甲社", "03-1"], &["", "03-2"]]);
    let preview = shown(&house, &merged, None).await.unwrap().preview.unwrap();
    assert_eq!((preview.lines.len(), preview.refused.len()), (1, 1), "{:?}", preview.refused);
}
