//! The journal: order under many writers, damage found by name.

use domain::assessment::{Choice, RoundNo};
use std::sync::Arc;
use store::journal::{Finding, verify};
use testkit::{Engine, House, both_engines};

both_engines! {
    async fn many_writers_make_one_chain(house: &House) {
        let sheet = house.open_r6().await;
        let items = ["org.safety-officer", "all.asset-ledger", "server.patch", "incident.bcp", "server.access-log"];
        let writes = items.map(|item| Box::pin(house.answer(sheet, item, RoundNo::First, Choice::Yes)));
        let mut count = 0;
        for write in futures_like(writes).await {
            write.unwrap();
            count += 1;
        }
        let verified = verify(&house.app.db, house.facility, house.test_db.folder.clone()).await.unwrap();
        assert_eq!((count, verified.entries), (5, 7));
    }
}

/// Runs the five writes at once on this task.
async fn futures_like<F: Future<Output = T>, T>(writes: [F; 5]) -> Vec<T> {
    let [a, b, c, d, e] = writes;
    let (a, b, c, d, e) = tokio::join!(a, b, c, d, e);
    vec![a, b, c, d, e]
}

async fn damaged(sql: &'static str) -> Option<Finding> {
    let house = Arc::new(House::build(Engine::Sqlite).await);
    let sheet = house.open_r6().await;
    house.answer(sheet, "org.safety-officer", RoundNo::First, Choice::Yes).await.unwrap();
    let path = house.test_db.folder.join("sakimori.sqlite");
    let options = sqlx::sqlite::SqliteConnectOptions::new().filename(path);
    let mut raw = <sqlx::SqliteConnection as sqlx::Connection>::connect_with(&options).await.unwrap();
    sqlx::raw_sql(sql).execute(&mut raw).await.unwrap();
    verify(&house.app.db, house.facility, house.test_db.folder.clone()).await.unwrap().finding
}

#[tokio::test]
async fn a_changed_answer_is_found_by_table_key_and_column() {
    match damaged("UPDATE assessment_item SET r1_answer = 'no'").await {
        Some(Finding::Differs { table, columns, key, .. }) => {
            assert_eq!((table, columns), ("assessment_item", vec!["r1_answer"]));
            assert!(key.contains("org.safety-officer"), "{key}");
        }
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn a_removed_row_is_found() {
    let finding = damaged("DELETE FROM assessment_item").await;
    assert!(
        matches!(&finding, Some(Finding::Differs { table: "assessment_item", how: "missing from the table", .. })),
        "{finding:?}"
    );
}

#[tokio::test]
async fn an_entry_is_written_once() {
    let changed =
        damaged("DROP TRIGGER journal_entry_is_written_once; UPDATE journal_entry SET body = x'7b7d' WHERE seq = 2")
            .await;
    assert_eq!(changed, Some(Finding::Chain(domain::journal::ChainError::Changed(domain::journal::Seq::new(2)))));
}

#[tokio::test]
async fn a_missing_entry_is_found() {
    let missing = damaged("DELETE FROM journal_entry WHERE seq = 2").await;
    assert!(matches!(missing, Some(Finding::Chain(domain::journal::ChainError::Gap { .. }))), "{missing:?}");
}
