//! Asking vendors, their links, what they hand in, and what becomes of it; on both engines.

use app::{
    AppError, Outside,
    assessment::load,
    vendor::{
        Came, OpenLink, TypedFault, TypedForm, TypedItem, accept, ask_all, board, hand_in, handed_in, make_link,
        open_link, open_request,
    },
};
use domain::{
    assessment::{Note, RoundNo},
    id::{RequestId, VendorId},
    journal::Seq,
    vendor::{AnswerFault, Closed, Line, RequestStatus, Vendor, VendorDraft},
};
use store::StoreError;
use testkit::{Engine, House, both_engines};
use time::{Date, macros::date};

const DUE: Date = date!(2024 - 06 - 30);

/// Nothing beside the form is taken into the registers.
fn none() -> std::collections::BTreeSet<String> {
    std::collections::BTreeSet::new()
}

async fn vendor(house: &House, name: &str, contract: bool) -> VendorId {
    let stated = VendorDraft::parse(name, "山田 太郎", "03-0000-0000", "", contract).unwrap();
    let vendor = Vendor { id: house.app.ids.next(), stated, version: Seq::ZERO };
    let id = vendor.id;
    store::vendor::record(&house.app.db, &house.permit(), house.app.now(), vendor).await.unwrap();
    id
}

fn app(house: &House) -> app::App {
    house.app.clone().reaching(Outside { vendor_address: Some("http://vendors.test:8331/".to_owned()), mailer: None })
}

/// Asks everybody in a round; the requests that there are then, with the vendor's name.
async fn ask(house: &House, round: RoundNo) -> Vec<(String, RequestId, RequestStatus)> {
    let sheets = store::assessment::list(&house.app.db, &house.view()).await.unwrap();
    let own = match sheets.into_iter().find(|sheet| sheet.vendor.is_none()) {
        Some(sheet) => sheet.id,
        None => house.open_r6().await,
    };
    let own = load(&house.app, &house.view(), own).await.unwrap();
    ask_all(&house.app, &house.view(), &house.permit(), &own, round, DUE).await.unwrap();
    let rows = board(&house.app, &house.view(), &own, round).await.unwrap();
    let asked = |row: app::vendor::BoardRow| {
        row.asked.map(|(asked, status)| (row.vendor.stated.name.to_string(), asked.request.id, status))
    };
    rows.into_iter().filter_map(asked).collect()
}

async fn link(house: &House, request: RequestId) -> (String, OpenLink) {
    let made = make_link(&app(house), &house.permit(), request, DUE).await.unwrap();
    let token = made.address.rsplit('/').next().unwrap().to_owned();
    assert!(made.address.starts_with("http://vendors.test:8331/v/") && token.len() == 64, "{}", made.address);
    let opened = open_link(&app(house), &token, "").await.unwrap();
    (token, opened)
}

/// Every item that is asked, answered alike.
fn answers(link: &OpenLink, choice: &str, target: &str) -> TypedForm {
    let item = TypedItem {
        choice: choice.to_owned(),
        on: "2024-06-10".to_owned(),
        target: target.to_owned(),
        note: String::new(),
    };
    let items = link.form.asked_items().unwrap().into_iter().map(|(found, _)| (found.id.clone(), item.clone()));
    TypedForm {
        name: "山田 太郎".to_owned(),
        post: "保守部".to_owned(),
        items: items.collect(),
        ..TypedForm::default()
    }
}

async fn hand(house: &House, token: &str, typed: &TypedForm) -> Result<domain::id::SubmissionId, AppError> {
    let link = open_link(&app(house), token, "").await?;
    let complete = link.form.check(typed, house.app.today())?.unwrap();
    hand_in(&house.app, &link.permit, &link.form, complete, Came::LINK).await
}

both_engines! {
    async fn one_action_asks_every_vendor_with_a_contract_once(house: &House) {
        vendor(house, "甲社", true).await;
        vendor(house, "下請け社", false).await;
        let first = ask(house, RoundNo::First).await;
        assert_eq!(first.iter().map(|(name, ..)| name.as_str()).collect::<Vec<_>>(), ["甲社"]);
        assert_eq!(first[0].2, RequestStatus::Asked);
        vendor(house, "乙社", true).await;
        let second = ask(house, RoundNo::First).await;
        assert_eq!(second.len(), 2, "the new one is asked, nobody twice");
        assert_eq!(second.iter().find(|(name, ..)| name == "甲社").unwrap().1, first[0].1);
        assert!(ask(house, RoundNo::Second).await.is_empty(), "nothing stands at no yet");
    }

    async fn an_answer_goes_back_comes_again_and_enters_the_sheet(house: &House) {
        vendor(house, "甲社", true).await;
        let (_, request, _) = ask(house, RoundNo::First).await.remove(0);
        let (token, open) = link(house, request).await;

        // What lacks something is named, item by item, and nothing is written.
        let mut typed = answers(&open, "yes", "");
        let (first, second) = {
            let mut ids = typed.items.keys().cloned();
            (ids.next().unwrap(), ids.next().unwrap())
        };
        typed.items.get_mut(&first).unwrap().choice = String::new();
        typed.items.get_mut(&second).unwrap().choice = "no".to_owned();
        typed.name = String::new();
        let faults = open.form.check(&typed, house.app.today()).unwrap().unwrap_err();
        assert_eq!(faults.len(), 3, "{faults:?}");
        assert!(faults.contains(&TypedFault::Name));
        assert!(faults.contains(&TypedFault::Answer(first.clone(), AnswerFault::Unanswered)));
        assert!(faults.contains(&TypedFault::Answer(second.clone(), AnswerFault::TargetDateMissing)));

        // Saved in between; whoever saves on an older state is refused.
        let kept = serde_json::to_string(&typed).unwrap();
        store::vendor::save_draft(&house.app.db, &open.permit, house.app.now(), 0, &kept).await.unwrap();
        let older = store::vendor::save_draft(&house.app.db, &open.permit, house.app.now(), 0, "{}").await;
        assert!(matches!(older, Err(StoreError::Stale)), "{older:?}");
        store::vendor::save_draft(&house.app.db, &open.permit, house.app.now(), 1, &kept).await.unwrap();
        let again = open_link(&app(house), &token, "").await.unwrap();
        assert_eq!(again.form.typed(again.draft.as_ref(), None), typed);

        let submission = hand(house, &token, &answers(&open, "yes", "")).await.unwrap();
        let twice = hand(house, &token, &answers(&open, "yes", "")).await;
        assert!(matches!(twice, Err(AppError::Store(StoreError::Exists(_)))), "{twice:?}");
        assert!(open_link(&app(house), &token, "").await.unwrap().draft.is_none(), "what was handed in is no draft");
        assert_eq!(ask(house, RoundNo::First).await[0].2, RequestStatus::Received);

        let (db, now, remark) = (&house.app.db, house.app.now(), Note::parse("2(7) を確かめてください").unwrap());
        store::vendor::send_back(db, &house.permit(), now, request, submission, remark.clone()).await.unwrap();
        let late = accept(&house.app, &house.view(), (&house.permit(), &house.permit()), request, submission, &none()).await;
        assert!(matches!(late, Err(AppError::Store(StoreError::Stale))), "{late:?}");
        assert_eq!(ask(house, RoundNo::First).await[0].2, RequestStatus::Returned);

        let mut better = answers(&open, "yes", "");
        let changed = better.items.get_mut(&second).unwrap();
        (changed.choice, changed.target, changed.note) = ("no".to_owned(), "2024-12-20".to_owned(), "12月に入れ替える".to_owned());
        let second_time = hand(house, &token, &better).await.unwrap();
        accept(&house.app, &house.view(), (&house.permit(), &house.permit()), request, second_time, &none()).await.unwrap();
        let form = open_request(&house.app, &house.view(), request).await.unwrap();
        let opened = load(&house.app, &house.view(), form.asked.assessment.id).await.unwrap();
        let row = opened.row(&second).state;
        assert!(row.slot(RoundNo::First).is_no() && row.target_date.is_some());
        assert_eq!(row.note.as_str(), "12月に入れ替える");
        assert_eq!(row.slot(RoundNo::First).by(), Some(house.officer.staff), "confirmed by whoever accepted");
        assert!(opened.standing().unwrap().formal.is_met());

        // Both times stand there as they came.
        assert_eq!(form.asked.submissions.len(), 2);
        for (submission, answered) in form.asked.submissions.iter().zip(["yes", "no"]) {
            let frozen = handed_in(&house.app, &form, submission).unwrap();
            let found = TypedForm::from(&frozen);
            assert_eq!(found.items[&second].choice, answered);
            assert_eq!((frozen.answered_by.as_str(), frozen.vendor_name.as_str()), ("山田 太郎", "甲社"));
        }
        let after = hand(house, &token, &better).await;
        assert!(matches!(after, Err(AppError::Store(StoreError::Exists(_)))), "nothing after acceptance: {after:?}");

        // The second round asks what stands at no.
        let (_, round2, status) = ask(house, RoundNo::Second).await.remove(0);
        assert_eq!(status, RequestStatus::Asked);
        let (_, open) = link(house, round2).await;
        let due = open.form.asked_items().unwrap().into_iter().filter(|(_, asked)| *asked == domain::assessment::Asked::Due);
        assert_eq!(due.map(|(item, _)| item.id.clone()).collect::<Vec<_>>(), [second]);
    }

    async fn a_link_opens_its_own_request_until_it_is_over_or_revoked(house: &House) {
        vendor(house, "甲社", true).await;
        vendor(house, "乙社", true).await;
        let asked = ask(house, RoundNo::First).await;
        let (first, open) = link(house, asked[0].1).await;
        let (second, other) = link(house, asked[1].1).await;
        assert_eq!(open.form.asked.vendor.stated.name.as_str(), asked[0].0);
        assert_eq!(other.form.asked.vendor.stated.name.as_str(), asked[1].0);
        assert_ne!(first, second);

        // A right to one request hands in nothing for another.
        let complete = other.form.check(&answers(&other, "yes", ""), house.app.today()).unwrap().unwrap();
        let foreign = hand_in(&house.app, &open.permit, &other.form, complete, Came::LINK).await;
        assert!(matches!(foreign, Err(AppError::Store(StoreError::NotFound))), "{foreign:?}");

        let refused = |found: Result<OpenLink, AppError>| matches!(found, Err(AppError::LinkRefused));
        for guess in ["", "x", &"0".repeat(64), &first.to_uppercase().replace('A', "B"), "../vendors"] {
            assert!(refused(open_link(&app(house), guess, "10.0.0.9").await), "{guess}");
        }
        store::vendor::revoke_link(&house.app.db, &house.permit(), house.app.now(), open.permit.link()).await.unwrap();
        assert!(refused(open_link(&app(house), &first, "").await), "revoked");
        let evening = domain::calendar::Instant::start_of_day_jst(DUE).plus_millis(23 * 3_600_000);
        house.app.clock.set(evening);
        assert!(open_link(&app(house), &second, "").await.is_ok(), "the last day still counts");
        house.app.clock.set(evening.plus_millis(2 * 3_600_000));
        assert!(refused(open_link(&app(house), &second, "").await), "over");
        let closed = Some(Closed::Declined(Line::parse("有償のため").unwrap()));
        let version = other.form.asked.request.version;
        store::vendor::change_request(&house.app.db, &house.permit(), house.app.now(), asked[1].1, version, DUE, closed).await.unwrap();
        let made = make_link(&app(house), &house.permit(), asked[1].1, DUE).await;
        assert!(matches!(made, Err(AppError::Store(StoreError::Stale))), "a closed request has no links");
        assert_eq!(ask(house, RoundNo::First).await[1].2, RequestStatus::Declined);
    }
}

#[tokio::test]
async fn whoever_guesses_has_to_wait() {
    let house = House::build(Engine::Sqlite).await;
    let app = app(&house);
    let mut throttled = false;
    for number in 0..12 {
        match open_link(&app, &format!("{number:064x}"), "10.0.0.9").await {
            Err(AppError::LinkRefused) => {}
            Err(AppError::Throttled { seconds }) => throttled |= seconds > 0,
            other => panic!("{other:?}"),
        }
    }
    assert!(throttled);
    let elsewhere = open_link(&app, &"1".repeat(64), "10.0.0.10").await;
    assert!(matches!(elsewhere, Err(AppError::LinkRefused)), "another address does not wait");
}

#[tokio::test]
async fn no_token_enters_the_journal() {
    let house = House::build(Engine::Sqlite).await;
    vendor(&house, "甲社", true).await;
    let (_, request, _) = ask(&house, RoundNo::First).await.remove(0);
    let (token, _) = link(&house, request).await;
    for link in store::journal::recorded(&house.app.db, &house.view(), Seq::ZERO, 1_000).await.unwrap() {
        assert!(!String::from_utf8_lossy(&link.body).contains(&token));
    }
    let file = std::fs::read(house.test_db.folder.join("sakimori.sqlite")).unwrap();
    assert!(!file.windows(token.len()).any(|bytes| bytes == token.as_bytes()), "only its hash is kept");
}
