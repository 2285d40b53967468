//! Every route × every role: nobody gets in who may not, and nobody is kept out who may.

use crate::browser::{Browser, site};
use axum::http::{Method, StatusCode};
use domain::{access::ActionKind, staff::Role};
use testkit::{Engine, House, Person};
use web::{Need, Row};

fn person(house: &House, role: Role) -> &Person {
    match role {
        Role::Administrator => &house.administrator,
        Role::SafetyOfficer => &house.officer,
        Role::Contributor => &house.contributor,
        Role::Viewer => &house.viewer,
    }
}

/// A path that exists as far as one request can know.
fn path(row: &Row, sheet: &str, staff: &str) -> String {
    let nobody = "00000000-0000-7000-8000-0000000000ff";
    row.path
        .replace("{id}", sheet)
        .replace("{item}", "org.safety-officer")
        .replace("{line}", "org.safety-officer")
        .replace("{round}", "1")
        .replace("{staff}", staff)
        .replace("{role}", nobody)
        .replace("{user}", nobody)
        .replace("{*path}", "0/nothing.css")
        .replace("rounds/00000000-0000-7000-8000-0000000000ff", "rounds/1")
}

async fn request(browser: &mut Browser, row: &Row, path: &str) -> StatusCode {
    match row.method {
        Method::GET => browser.get(path).await.status,
        _ => browser.post(path, &[]).await.status,
    }
}

#[tokio::test]
async fn every_route_lets_in_exactly_the_roles_of_the_table() {
    let house = House::build(Engine::Sqlite).await;
    let sheet = house.open_r6().await.to_string();
    let staff = house.viewer.staff.to_string();
    let routes = web::table(&site(&house));
    assert!(routes.len() > 35, "only {} routes", routes.len());
    for role in Role::ALL {
        for row in &routes {
            let Need::May(action) = row.need else { continue };
            let mut browser = Browser::log_in(&house, person(&house, role)).await;
            let status = request(&mut browser, row, &path(row, &sheet, &staff)).await;
            let allowed = action.roles().contains(&role);
            let refused = status == StatusCode::FORBIDDEN;
            assert_eq!(refused, !allowed, "{} {} as {}: {status}", row.method, row.path, role.code());
        }
    }
}

#[tokio::test]
async fn a_stranger_is_sent_to_the_login_page() {
    let house = House::build(Engine::Sqlite).await;
    let sheet = house.open_r6().await.to_string();
    let staff = house.viewer.staff.to_string();
    for row in web::table(&site(&house)).iter().filter(|row| row.need != Need::Nothing) {
        let mut browser = Browser::new(&house);
        browser.get("/login").await;
        let path = path(row, &sheet, &staff);
        let answer = match row.method {
            Method::GET => browser.get(&path).await,
            _ => browser.post(&path, &[]).await,
        };
        assert_eq!((answer.status, answer.location.as_str()), (StatusCode::SEE_OTHER, "/login?over=1"), "{}", row.path);
    }
}

#[test]
fn every_action_has_a_route() {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let house = runtime.block_on(House::build(Engine::Sqlite));
    let routes = web::table(&site(&house));
    for action in ActionKind::ALL {
        assert!(routes.iter().any(|row| row.need == Need::May(*action)), "no route for {}", action.code());
    }
}
