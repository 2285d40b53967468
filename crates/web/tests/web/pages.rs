//! Every page opens, in both languages, with no text missing.

use crate::browser::Browser;
use app::assessment::About;
use axum::http::StatusCode;
use domain::{
    assessment::{Choice, Note, RoundNo},
    calendar::FiscalYear,
    catalog::{EditionId, TopicId},
    id::{AssessmentId, VendorId},
    journal::Seq,
    ledger::{System, SystemDraft},
    vendor::{
        Vendor, VendorDraft,
        disclosure::{
            Disclosure, DisclosureAnswer, DisclosureAnswers, DisclosureDraft, DisclosureItem, DisclosureSource,
            DisclosureText, ItemKey,
        },
        remote_access::{RemoteAccess, RemoteAccessDraft, RemoteAccessText},
        split::{Split, SplitDraft, SplitText},
    },
};
use testkit::{Engine, House};

async fn pages(house: &House) -> Vec<String> {
    let sheet = house.open_r6().await;
    house.answer(sheet, "gate.system-in-use", RoundNo::First, Choice::Yes).await.unwrap();
    house.answer(sheet, "org.safety-officer", RoundNo::First, Choice::No).await.unwrap();
    let mut pages: Vec<String> =
        ["/", "/administrator", "/assessments", "/assessments/new", "/packs", "/facility", "/people", "/journal"]
            .iter()
            .map(|path| (*path).to_owned())
            .collect();
    for rest in ["", "?round=2", "?round=3", "/items/org.safety-officer", "/rounds/1/sign-off", "/wordings"] {
        pages.push(format!("/assessments/{sheet}{rest}"));
    }
    pages.push(format!("/people/{}", house.viewer.staff));
    let (vendor, paper) = vendor(house).await;
    pages.push("/remediations".to_owned());
    pages.push("/remediations?state=all".to_owned());
    pages.push("/remediations/plan".to_owned());
    pages.push(format!("/remediations/{sheet}/org.safety-officer"));
    pages.push("/vendors".to_owned());
    pages.push(format!("/vendors/{vendor}"));
    pages.extend(remote_access(house, vendor).await);
    pages.push(format!("/assessments/{paper}"));
    pages.push(format!("/assessments/{paper}/rounds/1/sign-off"));
    pages.extend(["/password".to_owned(), "/certificate".to_owned()]);
    pages
}

/// A way in of the vendor about which nothing else is known, and the pages about it.
async fn remote_access(house: &House, vendor: VendorId) -> Vec<String> {
    let text = RemoteAccessText {
        target: "電子カルテサーバ",
        origin: "unknown",
        two_factor: "unknown",
        opening: "unknown",
        ..RemoteAccessText::default()
    };
    let stated = RemoteAccessDraft::parse(vendor, &text).unwrap();
    let access = RemoteAccess { id: house.app.ids.next(), stated, version: Seq::ZERO };
    let show = format!("/remote-access/{}", access.id);
    store::vendor::remote_access::record(&house.app.db, &house.permit(), house.app.now(), access).await.unwrap();
    let new = format!("/remote-access/new?vendor={vendor}");
    let mut pages = vec!["/remote-access".to_owned(), show, new, format!("/vendors/{vendor}/remote-access")];
    pages.extend(disclosure(house, vendor).await);
    pages.extend(split(house, vendor).await);
    pages.extend(system(house, vendor).await);
    pages
}

/// A disclosure with an いいえ, and the pages about it.
async fn disclosure(house: &House, vendor: VendorId) -> Vec<String> {
    let (db, at) = (&house.app.db, house.app.now());
    let text = DisclosureText {
        kind: "mds",
        product: "カルテ",
        state: "received",
        on: "2024-06-03",
        ..DisclosureText::default()
    };
    let stated = DisclosureDraft::parse(vendor, text, house.app.today()).unwrap();
    let disclosure = Disclosure { id: house.app.ids.next(), stated, file: None, version: Seq::ZERO };
    let id = disclosure.id;
    store::vendor::disclosure::record(db, &house.permit(), at, disclosure).await.unwrap();
    let item = DisclosureItem {
        key: ItemKey::of("7.1"),
        number: None,
        question: Note::parse("パッチを当てられるか").unwrap(),
        topic: TopicId::parse("p15").ok(),
        answer: DisclosureAnswer::No,
        remark: Note::default(),
    };
    let answers = DisclosureAnswers::new(DisclosureSource::Typed, vec![item]).unwrap();
    store::vendor::disclosure::answer(db, &house.permit(), at, id, Seq::ZERO, answers).await.unwrap();
    let show = format!("/disclosures/{id}");
    let of = |rest: &str| format!("{show}{rest}");
    let new = format!("/disclosures/new?vendor={vendor}");
    let compare = of(&format!("/compare?with={id}"));
    vec!["/disclosures".to_owned(), new, of("/answers"), of("/items/7.1"), compare, show]
}

/// A split about which nothing is known, and the pages about it.
async fn split(house: &House, vendor: VendorId) -> Vec<String> {
    let text = SplitText { target: "カルテ", ..SplitText::default() };
    let stated = SplitDraft::parse(vendor, &text, house.app.today()).unwrap();
    let split = Split { id: house.app.ids.next(), stated, version: Seq::ZERO };
    let show = format!("/responsibilities/{}", split.id);
    store::vendor::split::record(&house.app.db, &house.permit(), house.app.now(), split).await.unwrap();
    vec!["/responsibilities".to_owned(), format!("/responsibilities/new?vendor={vendor}"), show]
}

/// A system of the vendor, and the pages about it.
async fn system(house: &House, vendor: VendorId) -> Vec<String> {
    let stated = SystemDraft::parse("カルテ", "ehr", Some(vendor)).unwrap();
    let system = System { id: house.app.ids.next(), stated, version: Seq::ZERO };
    let show = format!("/systems/{}", system.id);
    store::ledger::record_system(&house.app.db, &house.permit(), house.app.now(), system).await.unwrap();
    vec!["/systems".to_owned(), show]
}

/// A vendor with a contract, and its sheet.
async fn vendor(house: &House) -> (VendorId, AssessmentId) {
    let stated = VendorDraft::parse("甲システム株式会社", "山田 太郎", "03-0000-0000", "", true).unwrap();
    let vendor = Vendor { id: house.app.ids.next(), stated, version: Seq::ZERO };
    let id = vendor.id;
    store::vendor::record(&house.app.db, &house.permit(), house.app.now(), vendor).await.unwrap();
    let (edition, year) = (EditionId::parse("r6").unwrap(), FiscalYear::new(2024).unwrap());
    let sheet = app::assessment::open(&house.app, &house.permit(), &edition, About::Vendor(id), year).await.unwrap();
    (id, sheet)
}

#[tokio::test]
async fn every_page_opens_in_both_languages_with_no_text_missing() {
    let house = House::build(Engine::Sqlite).await;
    let pages = pages(&house).await;
    let mut browser = Browser::log_in(&house, &house.officer).await;
    for lang in ["ja", "en"] {
        browser.post("/language", &[("lang", lang), ("back", "/")]).await;
        for path in &pages {
            let page = browser.get(path).await;
            assert_eq!(page.status, StatusCode::OK, "{lang} {path}: {}", page.text());
            let missing = page.html.find('⟦').map(|at| page.html[at..].chars().take(60).collect::<String>());
            assert_eq!(missing, None, "{lang} {path}");
            assert!(page.html.contains(&format!("<html lang=\"{lang}\"")), "{lang} {path}");
            assert!(!page.html.contains("style=\"") && !page.html.contains("onclick"), "{lang} {path}");
        }
    }
}

#[tokio::test]
async fn a_wrong_address_has_a_page() {
    let house = House::build(Engine::Sqlite).await;
    let mut browser = Browser::log_in(&house, &house.officer).await;
    for path in ["/nowhere", "/assessments/00000000-0000-7000-8000-0000000000ff"] {
        let page = browser.get(path).await;
        assert_eq!(page.status, StatusCode::NOT_FOUND, "{path}");
        assert!(page.html.contains("<html"), "{path}");
    }
    assert!(browser.get("/assessments/not-an-id").await.status.is_client_error());
}

#[tokio::test]
async fn the_reconstructed_mark_stays_until_a_person_verifies_the_wording() {
    let house = House::build(Engine::Sqlite).await;
    let sheet = house.open_r6().await;
    let mut browser = Browser::log_in(&house, &house.officer).await;
    let path = format!("/assessments/{sheet}");
    let count = |html: &str| html.matches("〔再〕").count();
    let before = count(&browser.get(&path).await.html);
    assert!(before > 0);
    let hash = "ab".repeat(32);
    let fields = [("hash", hash.as_str()), ("verify", "all.remote-maintenance")];
    let done = browser.post(&format!("{path}/wordings"), &fields).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text());
    let after = count(&browser.get(&path).await.html);
    assert!(after < before, "{after} of {before}");
    let fields = [("hash", "xyz"), ("verify", "all.remote-maintenance")];
    let wrong = browser.post(&format!("{path}/wordings"), &fields).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    let looked = browser.post(&format!("{path}/wordings"), &[("hash", hash.as_str())]).await;
    assert!(looked.status == StatusCode::OK && looked.html.contains(&hash), "the hash alone stays in its field");
    let back = browser.post(&format!("{path}/wordings"), &[("take_back", "all.remote-maintenance")]).await;
    assert_eq!(back.status, StatusCode::SEE_OTHER);
    assert_eq!(count(&browser.get(&path).await.html), before, "the mark is back");
}
