//! Figures of the real program: start, install, memory, pages, saves, paper. Peers run in the same minute on the same machine.
//!
//! `./test bench` starts PostgreSQL, runs this and writes the table of `docs/performance.md`. With the name of a section after it
//! only that section is measured and printed; nothing is written.
//! Nothing here fails on a figure: figures are read by people.

#![expect(clippy::disallowed_methods, reason = "figures are taken with the real clock")]

mod backup;
mod carry;
mod client;
mod database;
mod figures;
mod hospital;
mod incident;
mod ledger;
mod load;
mod memory;
mod pack;
mod paper;
mod peer;
mod readiness;
mod readiness_backup;
mod search;
mod server;
mod vendors;
mod workbook;

use figures::Figures;
use std::path::Path;

/// Whatever goes wrong ends the run with its words.
type Outcome<T> = Result<T, Box<dyn std::error::Error + Send + Sync>>;

#[tokio::main]
async fn main() -> Outcome<()> {
    let mut words = std::env::args().skip(1);
    match words.next().as_deref() {
        // The peer is a process of its own, as the program is.
        Some("peer") => peer::serve(&words.next().ok_or("which database?")?).await,
        section => run(section).await,
    }
}

/// Sections in their order.
const SECTIONS: [&str; 12] = [
    "start",
    "pages",
    "paper",
    "pack",
    "carry",
    "workbook",
    "ledger",
    "backup",
    "readiness",
    "readiness_backup",
    "incident",
    "vendors",
];

async fn run(section: Option<&str>) -> Outcome<()> {
    let program = std::env::current_exe()?.with_file_name("sakimori");
    let mut figures = Figures::default();
    if section.is_some_and(|name| !SECTIONS.contains(&name)) {
        return Err(format!("sections: {}", SECTIONS.join(", ")).into());
    }
    for name in SECTIONS.into_iter().filter(|name| section.is_none_or(|only| only == *name)) {
        match name {
            "start" => start(&program, &mut figures).await?,
            "pages" => {
                for engine in database::Engine::ALL {
                    pages(&program, engine, &mut figures).await?;
                }
            }
            "paper" => paper::measure(&program, &mut figures).await?,
            "pack" => pack::measure(&program, &mut figures).await?,
            "carry" => carry::measure(&program, &mut figures).await?,
            "ledger" => ledger::measure(&program, &mut figures).await?,
            "workbook" => workbook::measure(&mut figures).await?,
            "backup" => backup::measure(&program, &mut figures).await?,
            "incident" => incident::measure(&program, &mut figures).await?,
            "readiness_backup" => readiness_backup::measure(&program, &mut figures).await?,
            "readiness" => readiness::measure(&mut figures)?,
            _ => {
                for engine in database::Engine::ALL {
                    vendors::measure(&program, engine, &mut figures).await?;
                }
            }
        }
    }
    if section.is_none() { figures.write("docs/performance.md") } else { Ok(()) }
}

/// First install and start, on an empty data folder with SQLite.
async fn start(program: &Path, figures: &mut Figures) -> Outcome<()> {
    let mut install = Vec::new();
    let mut start = Vec::new();
    let mut folder_bytes = 0;
    for _ in 0..5 {
        let folder = database::Folder::make("start")?;
        let server = server::Server::start(program, folder.path(), None).await?;
        install.push(server.took);
        server.stop().await?;
        folder_bytes = folder.bytes()?;
        for _ in 0..4 {
            let server = server::Server::start(program, folder.path(), None).await?;
            start.push(server.took);
            server.stop().await?;
        }
    }
    figures.row("first install to first answer", "≤ 2 s", &figures::millis(&install));
    figures.row("start to first answer", "≤ 0.3 s", &figures::millis(&start));
    figures.row("empty data folder, stopped", "≤ 1 MB", &format!("{} KB", folder_bytes / 1000));
    Ok(())
}

/// Memory, form view, answer save, and throughput beside the bare peer, on one engine.
async fn pages(program: &Path, engine: database::Engine, figures: &mut Figures) -> Outcome<()> {
    let name = engine.name();
    let database = database::Database::make(engine, program).await?;
    let logged = server::Server::start_logged(program, database.folder(), database.url()).await?;
    let sample = load::Sample::open(&logged).await?;
    let form = sample.form_page(&logged).await?;
    logged.stop().await?;
    let server = server::Server::start(program, database.folder(), database.url()).await?;
    let idle = memory::pss(server.pid())?;
    let sample = sample.at(&server).await?;
    let view = load::views(&sample, 1_000).await?;
    figures.row(
        &format!("form view, {} KB, 1 client, {name}", form.bytes / 1000),
        "p50 ≤ 5 ms, p99 ≤ 25 ms",
        &figures::millis(&view),
    );
    let save = load::saves(&sample, 500).await?;
    figures.row(&format!("answer save, 1 client, {name}"), "p50 ≤ 5 ms, p99 ≤ 25 ms", &figures::millis(&save));
    let peer = peer::Peer::start(&database, &form).await?;
    for clients in [1, 20] {
        let (ours, theirs) = load::throughput(&sample, &peer, clients).await?;
        let ratio = ours / theirs;
        let said = format!("{ours:.0}/s beside {theirs:.0}/s: {ratio:.2}");
        figures.row(
            &format!("form pages, {clients} clients, {name}: ours beside bare axum + sqlx ({} queries)", form.queries),
            "≥ 0.33",
            &said,
        );
    }
    let loaded = memory::pss(server.pid())?;
    figures.row(
        &format!("server memory (PSS), {name}"),
        "idle ≤ 64 MiB, load ≤ 100 MiB",
        &format!("idle {idle} MiB, after load {loaded} MiB"),
    );
    peer.stop().await?;
    server.stop().await?;
    database.drop().await
}
