//! The schema: every table declared, the same on both engines, every statement prepared on both, tables written only by their room.

use sqlx::{AssertSqlSafe, Connection as _, Row as _, SqlSafeStr as _};
use std::{collections::BTreeMap, fs, path::Path};
use store::table::{Kind, TABLES};
use testkit::{Engine, TestDb};

/// Table → its columns in order.
type Schema = BTreeMap<String, Vec<String>>;

fn declared() -> Schema {
    let columns = |t: &store::table::Table| t.columns.iter().map(|(name, _)| (*name).to_owned()).collect();
    TABLES.iter().map(|table| (table.name.to_owned(), columns(table))).collect()
}

async fn sqlite_schema(test: &TestDb) -> Schema {
    let mut raw = sqlite(test).await;
    let sql = "SELECT m.name, c.name FROM sqlite_schema m JOIN pragma_table_info(m.name) c
        WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite_%' ORDER BY m.name, c.cid";
    collect(sqlx::query(sql).fetch_all(&mut raw).await.unwrap().iter().map(|r| (r.get(0), r.get(1))))
}

async fn postgres_schema(test: &TestDb) -> Schema {
    let mut raw = postgres(test).await;
    let sql = "SELECT table_name::text, column_name::text FROM information_schema.columns
        WHERE table_schema = 'public' ORDER BY table_name, ordinal_position";
    collect(sqlx::query(sql).fetch_all(&mut raw).await.unwrap().iter().map(|r| (r.get(0), r.get(1))))
}

fn collect(pairs: impl Iterator<Item = (String, String)>) -> Schema {
    let mut schema = Schema::new();
    for (table, column) in pairs {
        schema.entry(table).or_default().push(column);
    }
    schema
}

async fn sqlite(test: &TestDb) -> sqlx::SqliteConnection {
    let options = sqlx::sqlite::SqliteConnectOptions::new().filename(test.folder.join("sakimori.sqlite"));
    sqlx::SqliteConnection::connect_with(&options).await.unwrap()
}

async fn postgres(test: &TestDb) -> sqlx::PgConnection {
    let store::Source::Postgres { url, .. } = &test.source else { panic!("a PostgreSQL test") };
    sqlx::PgConnection::connect(url).await.unwrap()
}

#[tokio::test]
async fn every_table_is_declared_and_both_engines_have_the_same() {
    let (lite, pg) = (TestDb::make(Engine::Sqlite).await, TestDb::make(Engine::Postgres).await);
    assert_eq!(sqlite_schema(&lite).await, declared());
    assert_eq!(postgres_schema(&pg).await, declared());
}

#[tokio::test]
async fn every_statement_prepares_on_both_engines() {
    use sqlx::Executor as _;
    let (lite, pg) = (TestDb::make(Engine::Sqlite).await, TestDb::make(Engine::Postgres).await);
    let (mut lite, mut pg) = (sqlite(&lite).await, postgres(&pg).await);
    let mut count = 0;
    for (place, sql) in statements() {
        count += 1;
        let postgres_only = sql.contains("set_config") || sql.contains("pg_roles");
        if !postgres_only {
            let prepared = (&mut lite).prepare(AssertSqlSafe(sql.clone()).into_sql_str()).await;
            prepared.unwrap_or_else(|e| panic!("{place} on SQLite: {e}\n{sql}"));
        }
        let prepared = (&mut pg).prepare(AssertSqlSafe(sql.clone()).into_sql_str()).await;
        prepared.unwrap_or_else(|e| panic!("{place} on PostgreSQL: {e}\n{sql}"));
    }
    assert!(count > 40, "only {count} statements were found");
}

#[test]
fn tables_are_written_only_by_their_room() {
    for (place, sql) in statements() {
        let Some(table) = written_table(&sql) else { continue };
        let room = place.split(['/', '.']).next().unwrap_or_default();
        // The directory of facilities is written where a facility's journal begins.
        let owner = table.split('_').next().unwrap_or_default();
        let allowed = owner == room || room == "engine";
        assert!(allowed, "{place} writes {table}");
    }
}

#[test]
fn projected_tables_are_written_only_by_apply() {
    for (place, sql) in statements() {
        let Some(table) = written_table(&sql) else { continue };
        let projected = TABLES.iter().any(|t| t.name == table && t.kind == Kind::Projected);
        let by_apply = place.ends_with("apply.rs") || place == "catalog.rs" || place == "inspection.rs";
        assert!(!projected || by_apply, "{place} writes {table}");
    }
}

fn written_table(sql: &str) -> Option<String> {
    let words: Vec<&str> = sql.split_whitespace().collect();
    let at = match *words.first()? {
        "INSERT" | "DELETE" => 2,
        "UPDATE" => 1,
        _ => return None,
    };
    Some(words.get(at)?.trim_matches('(').to_owned())
}

/// Every SQL `const` of the store's sources, by the file it is in.
fn statements() -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut found = Vec::new();
    visit(&root, &root, &mut found);
    found
}

fn visit(root: &Path, folder: &Path, found: &mut Vec<(String, String)>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            visit(root, &path, found);
        } else if path.extension().is_some_and(|e| e == "rs") {
            let place = path.strip_prefix(root).unwrap().to_string_lossy().into_owned();
            for sql in constants(&fs::read_to_string(&path).unwrap()) {
                found.push((place.clone(), sql));
            }
        }
    }
}

fn constants(source: &str) -> Vec<String> {
    let verbs = ["SELECT ", "INSERT ", "UPDATE ", "DELETE "];
    let mut found = Vec::new();
    for part in source.split("const ").skip(1) {
        let Some((head, rest)) = part.split_once(": &str =") else { continue };
        if head.contains(char::is_whitespace) {
            continue;
        }
        let text = rest.trim_start().strip_prefix('"').and_then(|t| t.split_once("\";")).map(|(text, _)| text);
        if let Some(text) = text.filter(|t| verbs.iter().any(|verb| t.starts_with(verb))) {
            found.push(text.to_owned());
        }
    }
    found
}

#[tokio::test]
async fn one_facility_never_sees_anothers_rows_on_postgres() {
    let house = testkit::House::build(Engine::Postgres).await;
    let mut raw = postgres(&house.test_db).await;
    let count = |facility: &str| {
        format!("SELECT set_config('sakimori.facility', '{facility}', false); SELECT count(*) FROM staff_member")
    };
    let own = sqlx::raw_sql(AssertSqlSafe(count(&house.facility.to_string()))).fetch_all(&mut raw).await.unwrap();
    let other = sqlx::raw_sql(AssertSqlSafe(count("somebody-else"))).fetch_all(&mut raw).await.unwrap();
    assert_eq!(own.last().unwrap().get::<i64, _>(0), 4);
    assert_eq!(other.last().unwrap().get::<i64, _>(0), 0);
    let changed = sqlx::query("UPDATE journal_entry SET body = ''::bytea").execute(&mut raw).await;
    assert!(changed.is_err(), "the program's role must not change an entry");
}
