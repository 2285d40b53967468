//! A bare page of the same bytes after the same number of statements, with the same parts (axum, sqlx) and nothing else:
//! no session, no rule, no template. Each of its statements reads one row by its key, which is the least that one can read.

use crate::{Outcome, database::Database, load::FormPage, server::Server};
use axum::{Router, extract::State, response::Html, routing::get};
use sqlx::{PgPool, SqlitePool, postgres::PgPoolOptions, sqlite::SqlitePoolOptions};
use tokio::{net::TcpListener, process::Command};

/// Connections, as many as the program's readers.
const CONNECTIONS: u32 = 4;
const READ: &str = "SELECT words FROM bench_peer WHERE id = $1";
const MAKE: &str = "CREATE TABLE IF NOT EXISTS bench_peer (id BIGINT PRIMARY KEY, words TEXT NOT NULL)";
const FILL: &str = "INSERT INTO bench_peer (id, words) VALUES ($1, $2)";

/// The peer as a process.
#[derive(Debug)]
pub(crate) struct Peer {
    server: Server,
    /// `http://127.0.0.1:port`.
    pub(crate) origin: String,
}

impl Peer {
    /// Starts one whose page costs what `form` costs.
    pub(crate) async fn start(database: &Database, form: &FormPage) -> Outcome<Self> {
        let mut command = Command::new(std::env::current_exe()?);
        command.args(["peer", &database.peer_address()?]);
        command.env("BENCH_BYTES", form.bytes.to_string()).env("BENCH_QUERIES", form.queries.to_string());
        let server = Server::launch(command, "/", None).await?;
        Ok(Self { origin: server.origin.clone(), server })
    }

    pub(crate) async fn stop(self) -> Outcome<()> {
        self.server.stop().await
    }
}

#[derive(Debug, Clone)]
enum Pool {
    Sqlite(SqlitePool),
    Postgres(PgPool),
}

#[derive(Debug, Clone)]
struct Bare {
    pool: Pool,
    queries: i64,
    body: String,
}

/// The peer's own main.
pub(crate) async fn serve(address: &str) -> Outcome<()> {
    let number = |name: &str| -> Outcome<usize> { Ok(std::env::var(name)?.parse()?) };
    let queries = i64::try_from(number("BENCH_QUERIES")?)?;
    let bare = Bare { pool: fill(address, queries).await?, queries, body: "x".repeat(number("BENCH_BYTES")?) };
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    println!("http://{}", listener.local_addr()?);
    axum::serve(listener, Router::new().route("/", get(page)).with_state(bare)).await?;
    Ok(())
}

async fn fill(address: &str, rows: i64) -> Outcome<Pool> {
    let words = "計測のための行".repeat(10);
    if address.starts_with("sqlite:") {
        let pool = SqlitePoolOptions::new().max_connections(CONNECTIONS).connect(address).await?;
        sqlx::query(MAKE).execute(&pool).await?;
        for id in 0..rows {
            sqlx::query(FILL).bind(id).bind(&words).execute(&pool).await?;
        }
        return Ok(Pool::Sqlite(pool));
    }
    let pool = PgPoolOptions::new().max_connections(CONNECTIONS).connect(address).await?;
    sqlx::query(MAKE).execute(&pool).await?;
    for id in 0..rows {
        sqlx::query(FILL).bind(id).bind(&words).execute(&pool).await?;
    }
    Ok(Pool::Postgres(pool))
}

async fn page(State(bare): State<Bare>) -> Result<Html<String>, String> {
    let mut length = 0;
    for id in 0..bare.queries {
        let words: Result<String, sqlx::Error> = match &bare.pool {
            Pool::Sqlite(pool) => sqlx::query_scalar(READ).bind(id).fetch_one(pool).await,
            Pool::Postgres(pool) => sqlx::query_scalar(READ).bind(id).fetch_one(pool).await,
        };
        length += words.map_err(|error| error.to_string())?.len();
    }
    debug_assert!(length > 0);
    Ok(Html(bare.body.clone()))
}
