//! What a vendor answers in a file: the workbook of its request, and an offline answer file; on both engines.

use app::{
    AppError,
    assessment::load,
    evidence::Arrived,
    intake::{IntakeError, Why},
    vendor::{
        ReadReply, RequestForm, accept, ask_all, board, handed_in, keep_reply, open_request, plan_beside, read_reply,
        receive_file, template,
    },
    words::T,
    workbook::request_workbook,
};
use domain::{
    access::ManageVendors,
    assessment::{Note, RoundNo, workbook::BookColumn},
    evidence::FileName,
    id::{RequestId, SubmissionId, VendorId},
    journal::Seq,
    vendor::{
        RequestStatus, Vendor, VendorDraft, Via,
        disclosure::{Disclosure, DisclosureDraft, DisclosureSource, DisclosureState, DisclosureText},
        remote_access::{ConfirmedBy, RemoteAccess, RemoteAccessDraft, RemoteAccessText},
    },
};
use ed25519_dalek::{Signer as _, SigningKey};
use evidence::workbook::{Bounds, parse_form};
use messages::Lang;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use store::StoreError;
use testkit::{Book, Engine, House, both_engines};
use time::{Date, macros::date};

const JA: T = T::new(Lang::Ja);
const DUE: Date = date!(2024 - 06 - 30);
/// 2024-06-10 as Excel counts days (ECMA-376 Part 1, §18.17.4.1).
const TENTH_OF_JUNE: f64 = 45453.0;

/// More than a workbook may unpack to; it packs to a thousandth.
const BOMB: usize = Bounds::BOOK.unpacked as usize + 1;

async fn vendor(house: &House, name: &str) -> VendorId {
    let stated = VendorDraft::parse(name, "山田 太郎", "03-0000-0000", "", true).unwrap();
    let vendor = Vendor { id: house.app.ids.next(), stated, version: Seq::ZERO };
    let id = vendor.id;
    store::vendor::record(&house.app.db, &house.permit(), house.app.now(), vendor).await.unwrap();
    id
}

async fn way_in(house: &House, vendor: VendorId, target: &str) -> RemoteAccess {
    let text = RemoteAccessText {
        target,
        means: vec!["vpn", "rdp"],
        origin: "addresses",
        addresses: "203.0.113.7",
        two_factor: "unknown",
        opening: "on_request",
        note: "院内のメモ",
        ..RemoteAccessText::default()
    };
    let stated = RemoteAccessDraft::parse(vendor, &text).unwrap();
    let access = RemoteAccess { id: house.app.ids.next(), stated, version: Seq::ZERO };
    let recorded = store::vendor::remote_access::record;
    let version = recorded(&house.app.db, &house.permit(), house.app.now(), access.clone()).await.unwrap();
    RemoteAccess { version, ..access }
}

async fn disclosure(house: &House, vendor: VendorId, product: &str) -> Disclosure {
    let text = DisclosureText {
        kind: "mds",
        product,
        product_version: "3.2",
        edition: "5.0",
        state: "received",
        on: "2024-04-03",
        ..DisclosureText::default()
    };
    let stated = DisclosureDraft::parse(vendor, text, date!(2024 - 06 - 10)).unwrap();
    let found = Disclosure { id: house.app.ids.next(), stated, file: None, version: Seq::ZERO };
    let recorded = store::vendor::disclosure::record;
    let version = recorded(&house.app.db, &house.permit(), house.app.now(), found.clone()).await.unwrap();
    Disclosure { version, ..found }
}

/// Asks everybody in the first round; the requests by the vendors' names.
async fn ask(house: &House) -> Vec<(String, RequestId, RequestStatus)> {
    let sheets = store::assessment::list(&house.app.db, &house.view()).await.unwrap();
    let own = match sheets.into_iter().find(|sheet| sheet.vendor.is_none()) {
        Some(sheet) => sheet.id,
        None => house.open_r6().await,
    };
    let own = load(&house.app, &house.view(), own).await.unwrap();
    ask_all(&house.app, &house.view(), &house.permit(), &own, RoundNo::First, DUE).await.unwrap();
    let rows = board(&house.app, &house.view(), &own, RoundNo::First).await.unwrap();
    let asked = |row: app::vendor::BoardRow| {
        row.asked.map(|(asked, status)| (row.vendor.stated.name.to_string(), asked.request.id, status))
    };
    rows.into_iter().filter_map(asked).collect()
}

async fn open(house: &House, request: RequestId) -> RequestForm {
    open_request(&house.app, &house.view(), request).await.unwrap()
}

/// The request's workbook, every item that it asks answered alike.
fn filled(house: &House, form: &RequestForm, answer: &str) -> Book {
    let bytes = request_workbook(&house.app, form, JA).unwrap().bytes;
    let read = parse_form(&bytes, Bounds::BOOK).unwrap();
    let mut book = Book::open(&bytes);
    for (item, _) in form.asked_items().unwrap() {
        let found = read.items.iter().find(|one| one.item == item.id).unwrap();
        let cell = |column| read.place(found, column).cell();
        book = book
            .words(&cell(BookColumn::Answer(RoundNo::First)), answer)
            .number(&cell(BookColumn::On(RoundNo::First)), TENTH_OF_JUNE);
    }
    book
}

async fn read(house: &House, form: &RequestForm, bytes: &[u8]) -> Result<ReadReply, IntakeError> {
    read_reply(&house.app, form, bytes.to_vec(), "", JA).await
}

/// Keeps a file and receives it.
async fn receive(house: &House, request: RequestId, bytes: &[u8]) -> Result<SubmissionId, AppError> {
    let mut arriving = house.app.blobs.arrive(house.facility).unwrap();
    arriving.write(bytes).unwrap();
    let arrived = Arrived { name: FileName::clean("回答.xlsx").unwrap(), bytes: arriving };
    let kept = keep_reply(&house.app, &house.permit::<ManageVendors>(), arrived).unwrap();
    let form = open(house, request).await;
    let found = read(house, &form, bytes).await.unwrap();
    let complete = form.check(&found.typed, house.app.today())?.unwrap();
    receive_file(&house.app, &house.permit(), &form, complete, (found.typed.came.unwrap(), kept.file)).await
}

async fn take(house: &House, request: RequestId, submission: SubmissionId, adopt: &[&str]) -> Result<(), AppError> {
    let adopt: BTreeSet<String> = adopt.iter().map(|key| (*key).to_owned()).collect();
    let permits = (&house.permit(), &house.permit());
    accept(&house.app, &house.view(), permits, request, submission, &adopt).await
}

/// An answer file that answers every item of the request.
fn answer_file(form: &RequestForm) -> Value {
    let item = |(item, _): (&domain::catalog::Item, _)| json!({"item": item.id.to_string(), "answer": "yes", "on": "2024-06-10"});
    let items: Vec<Value> = form.asked_items().unwrap().into_iter().map(item).collect();
    json!({
        "format": "sakimori-vendor-answer-v1",
        "vendor": "甲社",
        "answered_by": "山田 太郎",
        "post": "保守部",
        "forms": [{"edition": "r6", "items": items}],
        "disclosures": [{
            "kind": "mds", "product": "みどりカルテ", "version": "4.0", "edition": "5.0", "dated_on": "2024-05-01",
            "items": [
                {"number": "7.1", "question": "パッチを適用できるか", "topic": "p15", "answer": "no", "remark": "年1回"},
                {"number": "7.2", "question": "別のこと", "topic": "no-such-topic", "answer": "yes"},
            ],
        }],
        "remote_access": [
            {"target": "電子カルテサーバ", "means": ["vpn", "rdp"], "addresses": ["203.0.113.7"], "two_factor": "unknown", "opening": "on_request"},
            {"target": "画像サーバ", "means": ["support_tool"], "means_words": "TeamViewer", "from_anywhere": true, "two_factor": "no", "opening": "always_on"},
        ],
        "no_other_remote_access": true,
    })
}

both_engines! {
    async fn a_workbook_is_received_sent_back_received_again_and_accepted(house: &House) {
        let company = vendor(house, "甲社").await;
        let (access, paper) = (way_in(house, company, "電子カルテサーバ").await, disclosure(house, company, "みどりカルテ").await);
        let (_, request, _) = ask(house).await.remove(0);
        let form = open(house, request).await;
        // Name in C4, post in C5, then the way in, the disclosure, and that there is no other way in.
        let book = filled(house, &form, "はい").on_sheet(2).words("C4", "山田 太郎").words("C5", "保守部");
        let otherwise = book.clone().words("C6", "いいえ").words("D6", "6月に廃止した").words("C8", "はい");
        let first = receive(house, request, &otherwise.bytes()).await.unwrap();
        let twice = receive(house, request, &otherwise.bytes()).await;
        assert!(matches!(twice, Err(AppError::Store(StoreError::Exists(_)))), "{twice:?}");
        let (db, now, remark) = (&house.app.db, house.app.now(), Note::parse("確かめてください").unwrap());
        store::vendor::send_back(db, &house.permit(), now, request, first, remark).await.unwrap();

        let second = receive(house, request, &book.words("C6", "はい").words("C7", "はい").words("C8", "はい").bytes()).await.unwrap();
        take(house, request, second, &[]).await.unwrap();
        assert_eq!(ask(house).await[0].2, RequestStatus::Accepted);
        let form = open(house, request).await;
        let frozen = handed_in(&house.app, &form, form.newest().unwrap()).unwrap();
        assert_eq!((frozen.via, frozen.answered_by.as_str()), (Via::Workbook, "山田 太郎"));
        assert!(house.app.blobs.open(house.facility, &frozen.source.unwrap()).is_ok(), "the file is kept as it came");
        let before = handed_in(&house.app, &form, &form.asked.submissions[0]).unwrap();
        assert_eq!((before.beside.said[0].so, before.beside.said[0].note.as_str()), (false, "6月に廃止した"));

        let rows = store::vendor::remote_access::confirmations(db, &house.view()).await.unwrap();
        let said = &rows[0].confirmation.stated;
        assert_eq!((rows.len(), said.how, said.complete, said.by.as_str()), (1, ConfirmedBy::Workbook, true, "山田 太郎"));
        assert_eq!(said.seen.iter().map(|seen| (seen.access, seen.version)).collect::<Vec<_>>(), [(access.id, access.version)]);
        let held = store::vendor::disclosure::find(db, &house.view(), paper.id).await.unwrap().disclosure;
        assert_eq!(held.stated.state, DisclosureState::Received { on: date!(2024 - 06 - 10) }, "asked anew");
        let late = receive(house, request, &filled(house, &form, "はい").on_sheet(2).words("C4", "山田").bytes()).await;
        assert!(matches!(late, Err(AppError::Store(StoreError::Exists(_)))), "nothing after acceptance: {late:?}");
    }

    async fn an_answer_file_is_adopted_with_its_differences(house: &House) {
        let company = vendor(house, "甲社").await;
        let (access, paper) = (way_in(house, company, "電子カルテサーバ").await, disclosure(house, company, "みどりカルテ").await);
        let (_, request, _) = ask(house).await.remove(0);
        let form = open(house, request).await;
        let bytes = serde_json::to_vec(&answer_file(&form)).unwrap();
        let found = read(house, &form, &bytes).await.unwrap();
        assert_eq!(found.refused, []);
        let submission = receive(house, request, &bytes).await.unwrap();
        let form = open(house, request).await;
        let frozen = handed_in(&house.app, &form, form.newest().unwrap()).unwrap();
        let plan = plan_beside(&house.app, &house.view(), &form, &frozen).await.unwrap();
        assert_eq!(plan.accesses.iter().map(|one| (one.key.as_str(), one.before.is_some())).collect::<Vec<_>>(), [("access:0", false)]);
        assert_eq!(plan.disclosures.iter().map(|one| (one.key.as_str(), one.before.as_ref().map(|b| b.id))).collect::<Vec<_>>(), [("disclosure:0", Some(paper.id))]);
        take(house, request, submission, &["access:0", "disclosure:0"]).await.unwrap();

        let (db, view) = (&house.app.db, house.view());
        let ways = store::vendor::remote_access::accesses(db, &view).await.unwrap();
        assert_eq!(ways.iter().map(|way| way.stated.target.to_string()).collect::<Vec<_>>(), ["電子カルテサーバ", "画像サーバ"]);
        let rows = store::vendor::remote_access::confirmations(db, &view).await.unwrap();
        let said = &rows[0].confirmation.stated;
        let seen: BTreeSet<_> = said.seen.iter().map(|seen| (seen.access, seen.version)).collect();
        assert_eq!(seen, ways.iter().map(|way| (way.id, way.version)).collect(), "what it named itself is confirmed with the rest");
        assert!(seen.contains(&(access.id, access.version)) && said.how == ConfirmedBy::AnswerFile);
        let all = store::vendor::disclosure::list(db, &view).await.unwrap();
        assert_eq!(all.len(), 2, "another version is a record of its own");
        let new = all.iter().find(|row| row.disclosure.id != paper.id).unwrap();
        let answers = &new.answers.as_ref().unwrap().answers;
        assert_eq!(answers.source, DisclosureSource::AnswerFile { digest: frozen.source.unwrap() });
        let topics: Vec<_> = answers.items.iter().map(|item| item.topic.as_ref().map(ToString::to_string)).collect();
        assert_eq!(topics, [Some("p15".to_owned()), None], "a topic that is not known stays open");
    }

    async fn of_two_answers_at_once_one_is_received(house: &House) {
        vendor(house, "甲社").await;
        let (_, request, _) = ask(house).await.remove(0);
        let form = open(house, request).await;
        let (one, two) = (serde_json::to_vec(&answer_file(&form)).unwrap(), filled(house, &form, "はい").on_sheet(2).words("C4", "鈴木").bytes());
        let (a, b) = tokio::join!(receive(house, request, &one), receive(house, request, &two));
        assert_eq!([&a, &b].iter().filter(|done| done.is_ok()).count(), 1, "{a:?} {b:?}");
        assert!([&a, &b].iter().any(|done| matches!(done, Err(AppError::Store(StoreError::Exists(_))))), "{a:?} {b:?}");
        assert_eq!(open(house, request).await.asked.submissions.len(), 1);
    }

    async fn nothing_is_adopted_that_a_person_does_not_take(house: &House) {
        vendor(house, "甲社").await;
        let (_, request, _) = ask(house).await.remove(0);
        let mut file = answer_file(&open(house, request).await);
        file["no_other_remote_access"] = json!(false);
        let submission = receive(house, request, &serde_json::to_vec(&file).unwrap()).await.unwrap();
        take(house, request, submission, &[]).await.unwrap();
        let (db, view) = (&house.app.db, house.view());
        assert!(store::vendor::remote_access::accesses(db, &view).await.unwrap().is_empty());
        assert!(store::vendor::remote_access::confirmations(db, &view).await.unwrap().is_empty());
        assert!(store::vendor::disclosure::list(db, &view).await.unwrap().is_empty());
    }
}

fn why(found: Result<ReadReply, IntakeError>) -> Why {
    match found {
        Err(IntakeError::Refused(refusal)) => refusal.why,
        other => panic!("taken: {other:?}"),
    }
}

#[tokio::test]
async fn a_file_that_is_not_the_requests_is_refused() {
    let house = House::build(Engine::Sqlite).await;
    vendor(&house, "甲社").await;
    vendor(&house, "乙社").await;
    let asked = ask(&house).await;
    let (form, other) = (open(&house, asked[0].1).await, open(&house, asked[1].1).await);
    let book = || filled(&house, &form, "はい");
    let own =
        app::workbook::form_workbook(&house.app, &house.view(), form.asked.assessment.id, JA).await.unwrap().bytes;
    let stranger = "018f0000-0000-7000-8000-000000000001";
    let file = serde_json::to_string(&answer_file(&form)).unwrap();
    let mut unclear = answer_file(&form);
    unclear["forms"][0]["items"][0]["answer"] = json!("maybe");
    let cases: Vec<(&str, Vec<u8>, Why)> = vec![
        ("another vendor's", filled(&house, &other, "はい").bytes(), Why::OtherRequest),
        ("another institution's", book().with(&house.facility.to_string(), stranger).bytes(), Why::OtherFacility),
        ("another edition", book().with(">r6<", ">r5<").bytes(), Why::OtherEdition),
        ("the institution's own form", own, Why::NotForRequest),
        ("macros", book().with_part("xl/vbaProject.bin", b"\xd0\xcf").bytes(), Why::Macros),
        ("a bomb", book().with_part("xl/media/image1.bin", &vec![0; BOMB]).bytes(), Why::TooLarge),
        ("a column gone", book().with(">target<", ">goal<").bytes(), Why::ColumnMissing),
        ("an item that is not there", book().with(">server.patch<", ">server.nothing<").bytes(), Why::ItemUnknown),
        ("cut", book().bytes()[..2_000].to_vec(), Why::Damaged),
        ("no workbook", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec(), Why::OldOrLocked),
        ("no JSON", b"hello".to_vec(), Why::NotJson),
        ("other JSON", b"{\"format\":\"x\"}".to_vec(), Why::NotAReply),
        ("a newer format", file.replace("answer-v1", "answer-v9").into_bytes(), Why::Newer),
        ("another field", file.replace("\"post\"", "\"role\"").into_bytes(), Why::Field),
        ("no yes and no no", serde_json::to_vec(&unclear).unwrap(), Why::Field),
        ("the template as it is", template(&form).unwrap(), Why::Field),
    ];
    for (name, bytes, expected) in cases {
        assert_eq!(why(read(&house, &form, &bytes).await), expected, "{name}");
    }
    // A sheet with another name is read all the same: it is known by its hidden row.
    let renamed = book().with("name=\"事業者確認用\"", "name=\"Sheet9\"").on_sheet(2).words("C4", "山田").bytes();
    assert_eq!(read(&house, &form, &renamed).await.unwrap().refused, []);
}

#[tokio::test]
async fn a_cell_or_field_that_says_nothing_is_named_and_the_rest_is_read() {
    let house = House::build(Engine::Sqlite).await;
    let company = vendor(&house, "甲社").await;
    way_in(&house, company, "電子カルテサーバ").await;
    let (_, request, _) = ask(&house).await.remove(0);
    let form = open(&house, request).await;
    let bytes = request_workbook(&house.app, &form, JA).unwrap().bytes;
    let at = parse_form(&bytes, Bounds::BOOK).unwrap();
    let patch = at.items.iter().find(|one| one.item.as_str() == "server.patch").unwrap();
    let cell = |column| at.place(patch, column).cell();
    let book = || filled(&house, &form, "はい").on_sheet(2).words("C4", "山田 太郎").on_sheet(1);
    let (answer, on) = (cell(BookColumn::Answer(RoundNo::First)), cell(BookColumn::On(RoundNo::First)));
    let cases: Vec<(Book, &str)> = vec![
        (book().formula(&answer, "IF(1,\"はい\")", "はい"), "計算式"),
        (book().words(&answer, "たぶん"), "「たぶん」は回答ではありません"),
        (book().words(&on, "先週"), "「先週」は日付として読めません"),
        (book().words(&cell(BookColumn::Answer(RoundNo::Second)), "はい"), "1回目だけを読み込みます"),
        (book().on_sheet(2).words("C6", "おそらく"), "「おそらく」は回答ではありません"),
    ];
    for (book, words) in cases {
        let found = read(&house, &form, &book.bytes()).await.unwrap();
        assert_eq!(found.refused.len(), 1, "{words}: {:?}", found.refused);
        assert!(found.refused[0].why.contains(words), "{words}: {:?}", found.refused);
        assert!(!found.refused[0].place.is_empty(), "{words}");
        assert!(found.typed.items.len() + 1 >= form.asked_items().unwrap().len(), "the rest is read");
    }
    let mut file = answer_file(&form);
    file["forms"][0]["items"][0]["item"] = json!("server.nothing");
    file["remote_access"][0]["addresses"] = json!(["本社"]);
    file["remote_access"][1]["two_factor"] = json!("maybe");
    file["disclosures"][0]["kind"] = json!("pds");
    let found = read(&house, &form, &serde_json::to_vec(&file).unwrap()).await.unwrap();
    let places: Vec<_> = found.refused.iter().map(|one| one.place.as_str()).collect();
    assert_eq!(
        places,
        ["forms[0].items[0]", "disclosures[0].kind", "remote_access[0].addresses", "remote_access[1].two_factor"]
    );
    assert!(found.typed.accesses.is_empty() && found.typed.disclosures.is_empty());
    file["forms"][0]["edition"] = json!("r5");
    let found = read(&house, &form, &serde_json::to_vec(&file).unwrap()).await.unwrap();
    assert!(found.refused[0].why.contains("同じ版の回答"), "{:?}", found.refused);
    assert!(form.check(&found.typed, house.app.today()).unwrap().is_err(), "no answers are never yes");
}

#[tokio::test]
async fn a_signature_is_the_files_own_or_the_file_is_refused() {
    let house = House::build(Engine::Sqlite).await;
    vendor(&house, "甲社").await;
    let (_, request, _) = ask(&house).await.remove(0);
    let form = open(&house, request).await;
    let bytes = serde_json::to_vec(&answer_file(&form)).unwrap();
    let key = SigningKey::from_bytes(&[7; 32]);
    let signed = |bytes: &[u8]| {
        format!("{} {}", hex::encode(key.verifying_key().to_bytes()), hex::encode(key.sign(bytes).to_bytes()))
    };
    let with = async |signature: &str| read_reply(&house.app, &form, bytes.clone(), signature, JA).await;
    let came = with(&signed(&bytes)).await.unwrap().typed.came.unwrap();
    assert_eq!(came.signature.unwrap().public_key, hex::encode(key.verifying_key().to_bytes()));
    for wrong in [signed(b"other bytes"), "abc".to_owned(), "00 11".to_owned(), signed(&bytes).replace(' ', "")] {
        assert_eq!(why(with(&wrong).await), Why::Signature, "{wrong}");
    }
}

#[tokio::test]
async fn whoever_changes_what_a_file_said_answers_on_the_page() {
    let house = House::build(Engine::Sqlite).await;
    vendor(&house, "甲社").await;
    let (_, request, _) = ask(&house).await.remove(0);
    let form = open(&house, request).await;
    let bytes = serde_json::to_vec(&answer_file(&form)).unwrap();
    let key = SigningKey::from_bytes(&[7; 32]);
    let signature =
        format!("{} {}", hex::encode(key.verifying_key().to_bytes()), hex::encode(key.sign(&bytes).to_bytes()));
    let kept = read_reply(&house.app, &form, bytes, &signature, JA).await.unwrap().typed;
    let same = kept.clone().coming_as(&kept).came.unwrap();
    assert_eq!((same.via, same.signature.is_some()), (Via::AnswerFile, true));
    let mut other = kept.clone();
    other.items.values_mut().next().unwrap().note = "あとで直した".to_owned();
    let changed = other.coming_as(&kept).came.unwrap();
    assert_eq!((changed.via, changed.signature, changed.file), (Via::Link, None, same.file));
}

#[tokio::test]
async fn a_workbook_for_a_vendor_holds_nothing_of_the_institutions_own() {
    let house = House::build(Engine::Sqlite).await;
    let company = vendor(&house, "甲社").await;
    way_in(&house, company, "電子カルテサーバ").await;
    let other = vendor(&house, "乙社").await;
    way_in(&house, other, "給食サーバ").await;
    disclosure(&house, other, "給食くん").await;
    let (_, request, _) = ask(&house).await.into_iter().find(|(name, ..)| name == "甲社").unwrap();
    let form = open(&house, request).await;
    let text = Book::open(&request_workbook(&house.app, &form, JA).unwrap().bytes).text();
    assert!(text.contains("電子カルテサーバ") && text.contains("甲社"));
    let file = String::from_utf8(template(&form).unwrap()).unwrap();
    assert!(file.contains("電子カルテサーバ"));
    for secret in ["乙社", "給食サーバ", "給食くん", "院内のメモ", "安全 太郎", "院長 花子"] {
        assert!(!text.contains(secret) && !file.contains(secret), "{secret}");
    }
}
