//! People, roles, leaving.

use domain::{
    id::RoleId,
    staff::{Role, RoleAssignment},
};
use store::StoreError;
use testkit::{House, both_engines};
use time::macros::date;

async fn role_of(house: &House, role: Role) -> RoleAssignment {
    let roster = store::staff::roster(&house.app.db, &house.view()).await.unwrap();
    roster.roles.into_iter().find(|held| held.role == role).unwrap()
}

both_engines! {
    async fn who_left_holds_no_role_and_has_no_login(house: &House) {
        let last = date!(2024 - 06 - 10);
        store::staff::leave(&house.app.db, &house.permit(), house.app.now(), house.contributor.staff, last).await.unwrap();
        assert_eq!(role_of(house, Role::Contributor).await.until_on, Some(last));
        let users = store::access::users(&house.app.db, &house.view()).await.unwrap();
        assert!(users.iter().any(|user| user.id == house.contributor.user && user.closed));
        let login = domain::access::LoginName::parse("tanto").unwrap();
        assert!(store::access::credential(&house.app.db, &login).await.unwrap().is_none());
    }

    async fn the_last_who_manages_cannot_leave(house: &House) {
        let (db, day) = (&house.app.db, date!(2024 - 06 - 10));
        store::staff::leave(db, &house.permit(), house.app.now(), house.officer.staff, day).await.unwrap();
        let last = store::staff::leave(db, &house.permit(), house.app.now(), house.administrator.staff, day).await;
        assert!(matches!(last, Err(StoreError::LastManager)), "{last:?}");
        let role: RoleId = role_of(house, Role::Administrator).await.id;
        let ended = store::staff::end_role(db, &house.permit(), house.app.now(), role, day).await;
        assert!(matches!(ended, Err(StoreError::LastManager)), "{ended:?}");
    }

    async fn a_role_cannot_end_before_it_began(house: &House) {
        let role = role_of(house, Role::Viewer).await;
        let ended = store::staff::end_role(
            &house.app.db, &house.permit(), house.app.now(), role.id, date!(2024 - 03 - 31)).await;
        assert!(ended.is_err(), "{ended:?}");
    }
}
