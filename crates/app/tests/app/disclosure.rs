//! MDS/SDS: a workbook is read, shown and taken in; answers, decisions and the proposal follow.

use app::{
    assessment::proposal,
    evidence::Arrived,
    intake::IntakeError,
    vendor::disclosure::{Kept, Looked, keep, read, take},
};
use domain::{
    catalog::{ItemId, TopicId},
    digest::Digest,
    evidence::FileName,
    grounds::{Reason, Verdict},
    id::VendorId,
    journal::Seq,
    vendor::{
        Vendor, VendorDraft,
        disclosure::{
            DecisionDraft, DecisionText, Disclosure, DisclosureDraft, DisclosureText, ItemKey, TaskState, tasks,
        },
    },
};
use report::workbook::{ListCell, ListColumn, ListSheet, write_lists};
use std::collections::BTreeMap;
use store::{StoreError, vendor::disclosure as register};
use testkit::{House, both_engines};
use time::macros::date;

async fn vendor(house: &House, name: &str) -> VendorId {
    let stated = VendorDraft::parse(name, "", "", "", true).unwrap();
    let vendor = Vendor { id: house.app.ids.next(), stated, version: Seq::ZERO };
    let id = vendor.id;
    store::vendor::record(&house.app.db, &house.permit(), house.app.now(), vendor).await.unwrap();
    id
}

fn draft(vendor: VendorId, state: &'static str) -> DisclosureDraft {
    let text = DisclosureText {
        kind: "mds",
        product: "みどりカルテ",
        product_version: "3.2",
        edition: "5.0",
        state,
        on: "2024-06-03",
        ..DisclosureText::default()
    };
    DisclosureDraft::parse(vendor, text, date!(2024 - 06 - 10)).unwrap()
}

async fn record(house: &House, vendor: VendorId, state: &'static str) -> Disclosure {
    let id = house.app.ids.next();
    let disclosure = Disclosure { id, stated: draft(vendor, state), file: None, version: Seq::ZERO };
    let version = register::record(&house.app.db, &house.permit(), house.app.now(), disclosure.clone()).await.unwrap();
    Disclosure { version, ..disclosure }
}

/// A vendor's workbook, as its maker might lay it out.
fn book(rows: &[[&str; 4]]) -> Vec<u8> {
    let text = |text: &str| if text.is_empty() { ListCell::Empty } else { ListCell::Text(text.to_owned()) };
    let column = |heading: &str| ListColumn { heading: heading.to_owned(), width: 20.0 };
    let sheet = ListSheet {
        name: "MDS".to_owned(),
        title: "MDS".to_owned(),
        columns: ["番号", "質問項目", "回答", "備考"].map(column).to_vec(),
        rows: rows.iter().map(|row| row.iter().map(|cell| text(cell)).collect()).collect(),
    };
    write_lists(&[sheet]).unwrap()
}

const ROWS: [[&str; 4]; 4] = [
    ["7.1", "セキュリティパッチを適用できるか", "いいえ", ""],
    ["7.2", "不要なサービスを停止しているか", "はい", "次の版から"],
    ["7.3", "会社の自慢", "はい", ""],
    ["7.4", "離席時の対策があるか", "たぶん", ""],
];

async fn arrive(house: &House, disclosure: Disclosure, name: &str, bytes: &[u8]) -> Result<Kept, IntakeError> {
    let mut arriving = house.app.blobs.arrive(house.facility).unwrap();
    arriving.write(bytes).unwrap();
    let arrived = Arrived { name: FileName::clean(name).unwrap(), bytes: arriving };
    keep(&house.app, &house.permit(), disclosure, arrived).await
}

fn looked(disclosure: &Disclosure, file: Digest, seal: Digest, version: Seq) -> Looked {
    Looked {
        disclosure: disclosure.id,
        kind: disclosure.stated.kind,
        version,
        file,
        name: FileName::clean("MDS.xlsx").unwrap(),
        profile: TopicId::parse("headings").unwrap(),
        seal,
        topics: BTreeMap::new(),
    }
}

both_engines! {
    async fn a_workbook_is_shown_and_taken_in_as_it_was_shown(house: &House) {
        let vendor = vendor(house, "甲社").await;
        let disclosure = record(house, vendor, "received").await;
        let kept = arrive(house, disclosure.clone(), "MDS.xlsx", &book(&ROWS)).await.unwrap();
        let Kept::Workbook(file, _) = kept else { panic!("a workbook") };
        let kind = disclosure.stated.kind;
        let reading = read(&house.app, &house.view(), kind, Seq::ZERO, file, "headings").await.unwrap();
        let said: Vec<_> = reading
            .items
            .iter()
            .map(|(item, proposed)| {
                let topic = item.topic.as_ref().map_or("–", TopicId::as_str);
                format!("{} {} {topic} {proposed}", item.key, item.answer.code())
            })
            .collect();
        assert_eq!(said, ["7.1 no p15 true", "7.2 yes p16 true", "7.3 yes – false", "7.4 blank p29 true"]);
        assert_eq!(reading.unread.iter().map(|one| one.place.to_string()).collect::<Vec<_>>(), ["MDS!C5"]);

        let other = take(&house.app, &house.view(), &house.permit(), looked(&disclosure, file, Digest::of(b"other"), Seq::ZERO)).await;
        assert!(matches!(other, Err(IntakeError::Changed)), "what was not shown is not written");
        let mut seen = looked(&disclosure, file, reading.seal, Seq::ZERO);
        seen.topics.insert(ItemKey::of("7.2"), None);
        assert_eq!(take(&house.app, &house.view(), &house.permit(), seen).await.unwrap(), 4);
        let row = register::find(&house.app.db, &house.view(), disclosure.id).await.unwrap();
        let answers = row.answers.unwrap();
        assert_eq!(answers.answers.items[1].topic, None, "a person's word goes over a guess");
        let again = take(&house.app, &house.view(), &house.permit(), looked(&disclosure, file, reading.seal, Seq::ZERO)).await;
        assert!(matches!(again, Err(IntakeError::Changed)), "two at once: {again:?}");
    }

    async fn an_answer_that_needs_cover_is_decided_once_and_again_when_it_changes(house: &House) {
        let vendor = vendor(house, "甲社").await;
        let disclosure = record(house, vendor, "received").await;
        let Kept::Workbook(file, _) = arrive(house, disclosure.clone(), "MDS.xlsx", &book(&ROWS)).await.unwrap() else { panic!() };
        let reading = read(&house.app, &house.view(), disclosure.stated.kind, Seq::ZERO, file, "headings").await.unwrap();
        take(&house.app, &house.view(), &house.permit(), looked(&disclosure, file, reading.seal, Seq::ZERO)).await.unwrap();
        let states = async || {
            let row = register::find(&house.app.db, &house.view(), disclosure.id).await.unwrap();
            let (items, decided) = (row.answers.clone().unwrap().answers.items, row.decided());
            tasks(&items, &decided, date!(2024 - 06 - 10)).iter().map(|task| task.state).collect::<Vec<_>>()
        };
        assert_eq!(states().await, [TaskState::Open, TaskState::Open]);
        let row = register::find(&house.app.db, &house.view(), disclosure.id).await.unwrap();
        let answers = row.answers.unwrap();
        let text = DecisionText { decision: "accept", why: "外とつながらない", ..DecisionText::default() };
        let decision = DecisionDraft::parse(text, &answers.answers.items[0]).unwrap();
        let decide = async |key: &str, decision: &DecisionDraft| {
            register::decide(&house.app.db, &house.permit(), house.app.now(), disclosure.id, ItemKey::of(key), decision.clone()).await
        };
        decide("7.1", &decision).await.unwrap();
        assert!(matches!(decide("7.2", &decision).await, Err(StoreError::Stale)), "decided on another answer");
        assert!(matches!(decide("9.9", &decision).await, Err(StoreError::NotFound)));
        assert_eq!(states().await, [TaskState::Decided, TaskState::Open]);

        let mut changed = ROWS;
        changed[0][3] = "更新で対応";
        let Kept::Workbook(file, _) = arrive(house, disclosure.clone(), "MDS2.xlsx", &book(&changed)).await.unwrap() else { panic!() };
        let reading = read(&house.app, &house.view(), disclosure.stated.kind, answers.version, file, "headings").await.unwrap();
        take(&house.app, &house.view(), &house.permit(), looked(&disclosure, file, reading.seal, answers.version)).await.unwrap();
        assert_eq!(states().await, [TaskState::AnswerChanged, TaskState::Open]);
    }

    async fn paper_stands_beside_and_what_is_no_paper_is_refused(house: &House) {
        let vendor = vendor(house, "甲社").await;
        let disclosure = record(house, vendor, "received").await;
        let kept = arrive(house, disclosure.clone(), "MDS.pdf", b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n").await.unwrap();
        assert_eq!(kept, Kept::Paper);
        let row = register::find(&house.app.db, &house.view(), disclosure.id).await.unwrap();
        assert_eq!(row.disclosure.file.unwrap().name.as_str(), "MDS.pdf");
        let program = arrive(house, disclosure, "MDS.xlsx", b"MZ\x90\x00\x03\x00\x00\x00\x04\x00\x00\x00\xff\xff").await;
        assert!(matches!(program, Err(IntakeError::Refused(_))), "{program:?}");
    }

    async fn the_proposal_follows_what_came(house: &House) {
        let (sheet, item) = (house.open_r6().await, ItemId::parse("all.mds-sds").unwrap());
        let propose = async || proposal(&house.app, &house.view(), sheet, &item).await.unwrap();
        let vendor = vendor(house, "甲社").await;
        assert_eq!(propose().await.reasons, [Reason::DisclosureNotAsked { names: vec!["甲社".into()] }]);
        let disclosure = record(house, vendor, "requested").await;
        assert_eq!(propose().await.verdict, Verdict::No);
        let received = Disclosure { stated: draft(vendor, "received"), ..disclosure.clone() };
        register::record(&house.app.db, &house.permit(), house.app.now(), received).await.unwrap();
        let found = propose().await;
        assert_eq!((found.verdict, found.against), (Verdict::Check, vec![Reason::DisclosureUnread { names: vec!["甲社".into()] }]));
        let stale = register::record(&house.app.db, &house.permit(), house.app.now(), disclosure.clone()).await;
        assert!(matches!(stale, Err(StoreError::Stale)), "{stale:?}");
        let disclosure = register::find(&house.app.db, &house.view(), disclosure.id).await.unwrap().disclosure;
        let Kept::Workbook(file, _) = arrive(house, disclosure.clone(), "MDS.xlsx", &book(&ROWS)).await.unwrap() else { panic!() };
        let reading = read(&house.app, &house.view(), disclosure.stated.kind, Seq::ZERO, file, "headings").await.unwrap();
        take(&house.app, &house.view(), &house.permit(), looked(&disclosure, file, reading.seal, Seq::ZERO)).await.unwrap();
        assert_eq!(propose().await.verdict, Verdict::Yes);
    }
}
