//! The vendors' door, route by route: a link shows its own request and nothing else.

use crate::browser::{Answer, Browser, site};
use app::Outside;
use axum::{
    Router,
    body::{Body, to_bytes},
    http::{Method, Request, StatusCode, header},
};
use domain::{
    assessment::{Choice, RoundNo},
    id::VendorId,
    journal::Seq,
    vendor::{Vendor, VendorDraft},
};
use testkit::{Engine, House};
use tower::ServiceExt as _;
use web::Site;

/// Words that belong to the institution alone, or to another vendor.
const SECRETS: [&str; 5] = ["安全 太郎", "院長 花子", "みどり社", "院内のメモ", "契約書の控え"];

pub fn reaching(house: &House) -> Site {
    let site = site(house);
    let outside = Outside { vendor_address: Some("http://vendors.test".to_owned()), mailer: None };
    Site { app: site.app.reaching(outside), ..site }
}

/// A vendor's browser: no cookies, no session.
pub struct Guest(Router);

impl Guest {
    pub fn new(house: &House) -> Self {
        Self(web::vendor_router(reaching(house)))
    }

    pub async fn send(&self, method: Method, path: &str, origin: Option<&str>, body: String) -> Answer {
        self.send_as("application/x-www-form-urlencoded", method, path, origin, body.into_bytes()).await
    }

    async fn send_as(&self, kind: &str, method: Method, path: &str, origin: Option<&str>, body: Vec<u8>) -> Answer {
        let mut request = Request::builder().method(method).uri(path).header(header::HOST, "vendors.test");
        request = request.header(header::CONTENT_TYPE, kind);
        request = request.header(header::ACCEPT_LANGUAGE, "ja");
        if let Some(origin) = origin {
            request = request.header(header::ORIGIN, origin);
        }
        let response = self.0.clone().oneshot(request.body(Body::from(body)).unwrap()).await.unwrap();
        let (status, headers) = (response.status(), response.headers().clone());
        let location = headers.get(header::LOCATION).map(|value| value.to_str().unwrap().to_owned());
        let html = to_bytes(response.into_body(), 64 << 20).await.unwrap();
        let html = String::from_utf8_lossy(&html).into_owned();
        Answer { status, location: location.unwrap_or_default(), html, headers }
    }

    /// Chooses a file on the page of a link.
    pub async fn post_file(&self, path: &str, fields: &[(&str, &str)], bytes: &[u8], origin: &str) -> Answer {
        let mut body = Vec::new();
        for (name, value) in fields {
            let part = format!("--boundary\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n");
            body.extend_from_slice(part.as_bytes());
        }
        let head = "--boundary\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a\"\r\n\r\n";
        body.extend_from_slice(head.as_bytes());
        body.extend_from_slice(bytes);
        body.extend_from_slice(b"\r\n--boundary--\r\n");
        self.send_as("multipart/form-data; boundary=boundary", Method::POST, path, Some(origin), body).await
    }

    pub async fn get(&self, path: &str) -> Answer {
        self.send(Method::GET, path, None, String::new()).await
    }

    pub async fn post(&self, path: &str, fields: &[(String, String)]) -> Answer {
        let body = serde_urlencoded::to_string(fields).unwrap();
        self.send(Method::POST, path, Some("http://vendors.test"), body).await
    }
}

pub async fn vendor(house: &House, name: &str) -> VendorId {
    let stated = VendorDraft::parse(name, "山田 太郎", "03-0000-0000", "", true).unwrap();
    let vendor = Vendor { id: house.app.ids.next(), stated, version: Seq::ZERO };
    let id = vendor.id;
    store::vendor::record(&house.app.db, &house.permit(), house.app.now(), vendor).await.unwrap();
    id
}

/// Two vendors that are asked; a note of the institution in the first one's sheet.
pub async fn asked(house: &House, browser: &mut Browser) -> Vec<String> {
    house.open_r6().await;
    vendor(house, "あさひ社").await;
    vendor(house, "みどり社").await;
    let made = browser.post("/vendors/requests", &[("round", "1"), ("due_on", "2024-06-30")]).await;
    assert_eq!(made.status, StatusCode::SEE_OTHER, "{}", made.text());
    let list = browser.get("/vendors/requests").await;
    let links = list.html.split("href=\"/vendors/requests/0").skip(1);
    links.map(|part| format!("/vendors/requests/0{}", part.split('"').next().unwrap())).collect()
}

/// A link to the first vendor's request: its path at the door.
pub async fn link(browser: &mut Browser, request: &str) -> String {
    let page = browser.post(&format!("{request}/links"), &[("expires_on", "2024-07-31")]).await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.text());
    let address = page.html.split("id=\"made-link\">").nth(1).unwrap().split('<').next().unwrap().to_owned();
    address.strip_prefix("http://vendors.test").unwrap().to_owned()
}

pub async fn door(house: &House) -> (Browser, String, String) {
    let mut browser = Browser::log_in_at(&reaching(house), &house.officer).await;
    let requests = asked(house, &mut browser).await;
    let sheets = store::assessment::list(&house.app.db, &house.view()).await.unwrap();
    let mut draft = house.draft(RoundNo::First, Choice::Yes, Seq::ZERO);
    draft.note = "院内のメモ".to_owned();
    let item = "server.patch".parse().unwrap();
    for sheet in sheets.iter().filter(|sheet| sheet.vendor.is_some()) {
        app::assessment::answer(&house.app, &house.view(), &house.permit(), sheet.id, &item, draft.clone())
            .await
            .unwrap();
    }
    let request = requests[0].clone();
    let path = link(&mut browser, &request).await;
    (browser, request, path)
}

pub fn fields(page: &Answer, choice: &str) -> Vec<(String, String)> {
    let mut fields = vec![("saved".to_owned(), page.hidden("saved").unwrap())];
    for part in page.html.split("<article class=\"item\" id=\"").skip(1) {
        let item = part.split('"').next().unwrap();
        fields.push((format!("choice:{item}"), choice.to_owned()));
        fields.push((format!("on:{item}"), "2024-06-10".to_owned()));
    }
    fields
}

pub fn with(mut fields: Vec<(String, String)>, more: &[(&str, &str)]) -> Vec<(String, String)> {
    fields.extend(more.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())));
    fields
}

pub fn says_no_secret(answer: &Answer) {
    for secret in SECRETS {
        assert!(!answer.html.contains(secret), "{secret}: {}", answer.text());
    }
}

#[tokio::test]
async fn a_link_never_shows_what_is_not_its_own() {
    let house = House::build(Engine::Sqlite).await;
    let (mut browser, _, path) = door(&house).await;
    let guest = Guest::new(&house);
    // Every route of the door that takes a token, in every state of the request.
    assert_eq!(web::VENDOR_ROUTES.iter().filter(|(_, route)| route.contains("{token}")).count(), 5);
    let page = guest.get(&path).await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.text());
    assert!(page.html.contains("あさひ社") && page.html.contains("試験病院"), "{}", page.text());
    says_no_secret(&page);
    let refused = guest.post(&path, &with(fields(&page, ""), &[("do", "hand-in")])).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    says_no_secret(&refused);
    let done = guest.post(&path, &with(fields(&page, "yes"), &[("do", "hand-in"), ("name", "山田 太郎")])).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text());
    let waiting = guest.get(&path).await;
    assert!(waiting.text().contains("医療機関が確かめています"), "{}", waiting.text());
    says_no_secret(&waiting);

    // No other address of the program answers here, and no token of this door opens anything there.
    for other in ["/", "/vendors", "/login", "/assessments", "/journal", "/v", "/v/", "/set-up", "/v/x/y"] {
        let answer = guest.get(other).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{other}");
        says_no_secret(&answer);
    }
    assert_eq!(browser.get(&path).await.status, StatusCode::NOT_FOUND);
    let headers = &page.headers;
    assert_eq!(headers.get("referrer-policy").unwrap(), "same-origin", "the address of a link is told to nobody else");
    assert_eq!(headers.get("cache-control").unwrap(), "no-store");
    assert!(headers.get("content-security-policy").unwrap().to_str().unwrap().contains("default-src 'none'"));
    assert!(headers.get(header::SET_COOKIE).is_none(), "the door keeps no session");
}

#[tokio::test]
async fn a_guessed_expired_or_revoked_link_says_the_same() {
    let house = House::build(Engine::Sqlite).await;
    let (_, request, path) = door(&house).await;
    let guest = Guest::new(&house);
    let mut officer = Browser::log_in_at(&reaching(&house), &house.officer).await;
    let guessed = guest.get(&format!("/v/{}", "0".repeat(64))).await;
    assert_eq!(guessed.status, StatusCode::NOT_FOUND);
    let page = officer.get(&request).await;
    let revoke = page.html.split("action=\"").find(|part| part.contains("/revoke")).unwrap().split('"').next().unwrap();
    let revoke = revoke.to_owned();
    assert_eq!(officer.post(&revoke, &[]).await.status, StatusCode::SEE_OTHER);
    let revoked = guest.get(&path).await;
    assert_eq!((revoked.status, revoked.text()), (guessed.status, guessed.text()));
    let over = link(&mut officer, &request).await;
    assert_eq!(guest.get(&over).await.status, StatusCode::OK);
    house.app.clock.set(domain::calendar::Instant::start_of_day_jst(time::macros::date!(2024 - 08 - 01)));
    let over = guest.get(&over).await;
    assert_eq!((over.status, over.text()), (guessed.status, guessed.text()));
    says_no_secret(&over);
}

#[tokio::test]
async fn what_was_typed_is_saved_and_two_at_once_are_told() {
    let house = House::build(Engine::Sqlite).await;
    let (_, _, path) = door(&house).await;
    let guest = Guest::new(&house);
    let page = guest.get(&path).await;
    let saved = guest.post(&path, &with(fields(&page, "yes"), &[("do", "save"), ("name", "山田")])).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text());
    let again = guest.get(&saved.location).await;
    assert!(again.text().contains("まだ提出していません") && again.html.contains("value=\"山田\""), "{}", again.text());
    assert_eq!(again.html.matches("value=\"yes\" checked").count(), fields(&again, "").len() / 2);

    // The second window still stands on what was there before.
    let other = guest.post(&path, &with(fields(&page, "no"), &[("do", "save"), ("name", "鈴木")])).await;
    assert_eq!(other.status, StatusCode::CONFLICT);
    assert!(other.text().contains("先に保存したか、提出しました") && other.html.contains("鈴木"), "{}", other.text());
    assert!(guest.get(&path).await.html.contains("value=\"山田\""), "nothing is overwritten");
    let other = guest.post(&path, &with(fields(&page, "yes"), &[("do", "hand-in"), ("name", "鈴木")])).await;
    assert_eq!(other.status, StatusCode::CONFLICT);

    // From another site, or as bytes that are no form.
    let body = serde_urlencoded::to_string(fields(&again, "yes")).unwrap();
    let forged = guest.send(Method::POST, &path, Some("http://evil.test"), body).await;
    assert_eq!(forged.status, StatusCode::NOT_FOUND);
    let nonsense = guest.send(Method::POST, &path, Some("http://vendors.test"), "%FF%FE=%".to_owned()).await;
    assert!(nonsense.status.is_client_error() || nonsense.status == StatusCode::CONFLICT, "{}", nonsense.status);
}

#[tokio::test]
async fn the_institution_sends_back_and_accepts() {
    let house = House::build(Engine::Sqlite).await;
    let (mut browser, request, path) = door(&house).await;
    let guest = Guest::new(&house);
    let hand_in = async |choice: &str| {
        let page = guest.get(&path).await;
        guest
            .post(&path, &with(fields(&page, choice), &[("do", "hand-in"), ("name", "山田 太郎"), ("post", "保守部")]))
            .await
    };
    let wrong = hand_in("no").await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.text().contains("目標日を入れてください"), "{}", wrong.text());
    assert_eq!(hand_in("yes").await.status, StatusCode::SEE_OTHER);
    let page = browser.get(&request).await;
    assert!(page.text().contains("回答が届いています") && page.text().contains("山田 太郎"), "{}", page.text());
    let action = |page: &Answer, what: &str| {
        let found = page.html.split("action=\"").find(|part| part.split('"').next().unwrap().ends_with(what));
        found.unwrap().split('"').next().unwrap().to_owned()
    };
    let (accept, back) = (action(&page, "/accept"), action(&page, "/return"));
    let silent = browser.post(&back, &[("remark", " ")]).await;
    assert_eq!(silent.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(silent.text().contains("何を直してほしいか"), "{}", silent.text());
    assert_eq!(browser.post(&back, &[("remark", "日付を見直してください")]).await.status, StatusCode::SEE_OTHER);
    let page = guest.get(&path).await;
    assert!(page.text().contains("日付を見直してください"), "{}", page.text());
    assert!(page.html.contains("value=\"yes\" checked"), "the answers are still there");
    assert_eq!(browser.post(&accept, &[]).await.status, StatusCode::CONFLICT, "what went back can't be accepted");
    assert_eq!(hand_in("yes").await.status, StatusCode::SEE_OTHER);
    let accept = action(&browser.get(&request).await, "/accept");
    assert_eq!(browser.post(&accept, &[]).await.status, StatusCode::SEE_OTHER);
    assert!(browser.get("/vendors/requests").await.text().contains("受領（取込済）"));
    let late = hand_in_after(&guest, &path).await;
    assert_eq!(late.status, StatusCode::CONFLICT);
    assert!(late.text().contains("回答は受け取られました"), "{}", late.text());
    let journal = browser.get("/journal").await.text();
    for words in
        ["「あさひ社」の回答を受け取った（回答者 山田 太郎）", "差し戻した（日付を見直してください）", "取り込んだ"]
    {
        assert!(journal.contains(words), "{words}: {journal}");
    }
}

async fn hand_in_after(guest: &Guest, path: &str) -> Answer {
    guest.post(path, &[("saved".to_owned(), "0".to_owned()), ("do".to_owned(), "hand-in".to_owned())]).await
}

#[tokio::test]
async fn without_a_door_no_link_is_made_and_a_request_is_closed_with_a_reason() {
    let house = House::build(Engine::Sqlite).await;
    let mut browser = Browser::log_in(&house, &house.officer).await;
    let requests = asked(&house, &mut browser).await;
    let page = browser.get(&requests[0]).await;
    assert!(page.text().contains("入り口が設定されていない"), "{}", page.text());
    let made = browser.post(&format!("{}/links", requests[0]), &[("expires_on", "2024-07-31")]).await;
    assert_eq!(made.status, StatusCode::UNPROCESSABLE_ENTITY);
    let version = page.html.rsplit("name=\"version\" value=\"").next().unwrap().split('"').next().unwrap().to_owned();
    let fields = |closed: &'static str, why: &'static str| {
        vec![
            ("version", version.clone()),
            ("due_on", "2024-06-30".to_owned()),
            ("closed", closed.to_owned()),
            ("why", why.to_owned()),
        ]
    };
    let without_reason = fields("declined", "");
    let pairs: Vec<(&str, &str)> = without_reason.iter().map(|(name, value)| (*name, value.as_str())).collect();
    assert_eq!(browser.post(&requests[0], &pairs).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    let with_reason = fields("declined", "有償のため");
    let pairs: Vec<(&str, &str)> = with_reason.iter().map(|(name, value)| (*name, value.as_str())).collect();
    assert_eq!(browser.post(&requests[0], &pairs).await.status, StatusCode::SEE_OTHER);
    let list = browser.get("/vendors/requests").await.text();
    assert!(list.contains("辞退 有償のため"), "{list}");
    let past = browser.post("/vendors/requests", &[("round", "1"), ("due_on", "2023-06-30")]).await;
    assert_eq!(past.status, StatusCode::UNPROCESSABLE_ENTITY);
}
