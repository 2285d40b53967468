//! Logins, sessions, throttles.

use app::{AppError, access::log_in};
use domain::{
    access::{LoginName, Password},
    calendar::Instant,
    id::UserId,
    journal::UserOpened,
};
use store::{StoreError, access::SessionRow};
use testkit::{PASSWORD, both_engines};

fn typed(text: &str) -> Password {
    Password::typed(text.to_owned())
}

both_engines! {
    async fn the_right_password_opens_and_the_wrong_one_does_not(house: &House) {
        let entered = log_in(&house.app, "Sekinin", typed(PASSWORD), "here").await.unwrap();
        assert_eq!(entered.user, house.officer.user);
        let wrong = log_in(&house.app, "sekinin", typed("wrong"), "here").await;
        assert!(matches!(wrong, Err(AppError::LoginRefused)), "{wrong:?}");
        let nobody = log_in(&house.app, "nobody", typed(PASSWORD), "here").await;
        assert!(matches!(nobody, Err(AppError::LoginRefused)), "{nobody:?}");
    }

    async fn guessing_becomes_slow_and_the_wait_ends(house: &House) {
        for _ in 0..6 {
            let _ = log_in(&house.app, "sekinin", typed("wrong"), "there").await;
        }
        let waiting = log_in(&house.app, "sekinin", typed(PASSWORD), "elsewhere").await;
        assert!(matches!(waiting, Err(AppError::Throttled { seconds: 5 })), "{waiting:?}");
        house.app.clock.set(house.app.now().plus_millis(5_001));
        log_in(&house.app, "sekinin", typed(PASSWORD), "elsewhere").await.unwrap();
    }

    async fn a_login_name_is_taken_once(house: &House) {
        let user: UserId = house.app.ids.next();
        let opened = UserOpened { user, staff: house.viewer.staff, login: LoginName::parse("sekinin").unwrap() };
        let twice = store::access::open_user(&house.app.db, &house.permit(), house.app.now(), opened, "x").await;
        assert!(matches!(twice, Err(StoreError::Exists("login"))), "{twice:?}");
    }

    async fn a_closed_login_is_out_at_once(house: &House) {
        let db = &house.app.db;
        let now = house.app.now();
        let row = SessionRow {
            token_hash: "aa".to_owned(),
            user: Some((house.facility, house.viewer.user)),
            record: "{}".to_owned(),
            seen_at: now,
            expires_at: now.plus_millis(1000),
        };
        store::access::save_session(db, &row).await.unwrap();
        assert!(store::access::load_session(db, "aa", now).await.unwrap().is_some());
        store::access::close_user(db, &house.permit(), now, house.viewer.user, house.app.today()).await.unwrap();
        assert!(store::access::load_session(db, "aa", now).await.unwrap().is_none());
        let actor = store::access::actor(db, house.facility, house.viewer.user, house.app.today()).await.unwrap();
        assert!(actor.is_none());
    }

    async fn an_expired_session_is_not_found(house: &House) {
        let now = house.app.now();
        let row = SessionRow {
            token_hash: "bb".to_owned(),
            user: None,
            record: "{}".to_owned(),
            seen_at: now,
            expires_at: now,
        };
        store::access::save_session(&house.app.db, &row).await.unwrap();
        assert!(store::access::load_session(&house.app.db, "bb", now).await.unwrap().is_none());
        assert!(store::access::load_session(&house.app.db, "bb", Instant::from_millis(0)).await.unwrap().is_some());
        store::access::delete_expired_sessions(&house.app.db, now).await.unwrap();
        assert!(store::access::load_session(&house.app.db, "bb", Instant::from_millis(0)).await.unwrap().is_none());
    }
}
