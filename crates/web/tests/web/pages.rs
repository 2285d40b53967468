//! Every page opens, in both languages, with no text missing.

use crate::browser::Browser;
use app::assessment::About;
use axum::http::StatusCode;
use domain::{
    assessment::{Choice, RoundNo},
    calendar::FiscalYear,
    catalog::EditionId,
    id::{AssessmentId, VendorId},
    journal::Seq,
    vendor::{Vendor, VendorDraft},
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
    pages.push(format!("/assessments/{paper}"));
    pages.push(format!("/assessments/{paper}/rounds/1/sign-off"));
    pages.extend(["/password".to_owned(), "/certificate".to_owned()]);
    pages
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
