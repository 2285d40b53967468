//! Backup and restore of a hospital's three fiscal years, beside its server, onto both engines.

use crate::{
    Outcome,
    database::{Database, Engine, Folder},
    figures::Figures,
    hospital::Hospital,
    memory, search,
    server::Server,
};
use std::{
    path::Path,
    process::Stdio,
    time::{Duration, Instant},
};
use tokio::process::Command;

const YEARS: [(&str, &str); 3] = [("r5", "2023"), ("r6", "2024"), ("r7", "2025")];
const VENDORS: usize = 50;
/// Files of each year.
const FILES: usize = 500;
/// Bytes of a file: from the first to the second, in even steps.
const SIZES: (usize, usize) = (20_000, 380_000);

pub(crate) async fn measure(program: &Path, figures: &mut Figures) -> Outcome<()> {
    let home = Folder::make("backup")?;
    let first = Database::make(Engine::Sqlite, program).await?;
    let server = Server::start(program, first.folder(), None).await?;
    let started = Instant::now();
    let (mut hospital, answers) = fill(&server).await?;
    println!("filled by its pages in {:.0} s", started.elapsed().as_secs_f64());
    let file = home.path().join("sqlite.zip");
    let said = format!("{} fiscal years × ({VENDORS} vendors' sheets, {FILES} files); {answers} answers", YEARS.len());
    search::measure(&mut hospital, &said, figures).await?;
    let backup = run(program, (first.folder(), None), "backup", &file).await?;
    server.stop().await?;
    let size = |file: &Path| -> Outcome<String> { Ok(format!("{} MB", file.metadata()?.len() / 1_000_000)) };
    let row = |figures: &mut Figures, what: &str, took: Taken| {
        figures.row(what, "", &format!("{:.1} s, peak {} MiB", took.took.as_secs_f64(), took.peak));
    };
    row(figures, &format!("backup from SQLite, server running, {}: {said}", size(&file)?), backup);
    let again = Folder::make("restored")?;
    let restored = run(program, (again.path(), None), "restore", &file).await?;
    row(figures, "that restored onto SQLite and verified", restored);
    // The folder of the migration has a key already; a backup brings its own.
    let (other, folder) = (Database::make(Engine::Postgres, program).await?, Folder::make("restored")?);
    let place = (folder.path(), other.url());
    row(figures, "that restored onto PostgreSQL and verified", run(program, place, "restore", &file).await?);
    let back = home.path().join("postgres.zip");
    row(figures, "backup from PostgreSQL", run(program, place, "backup", &back).await?);
    other.drop().await
}

/// Three years of forms with every item answered, and files on them; and how many answers.
async fn fill(server: &Server) -> Outcome<(Hospital, usize)> {
    let mut hospital = Hospital::register(server).await?;
    hospital.add_vendors(VENDORS).await?;
    let mut answers = 0;
    for (edition, year) in YEARS {
        let own = hospital.open(edition, year).await?;
        let mut sheets = hospital.open_vendor_sheets().await?;
        sheets.push(own.clone());
        for (number, sheet) in sheets.iter().enumerate() {
            answers += hospital.answer(sheet, year, number).await?;
        }
        let item = "org.safety-officer";
        for number in 0..FILES {
            hospital.add_file(&own, item, number, &picture(number, year)).await?;
        }
    }
    Ok((hospital, answers))
}

/// Bytes that begin as a picture does and can't be packed any smaller, as photographs and scans can't.
fn picture(number: usize, year: &str) -> Vec<u8> {
    let mut bytes = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x10\0\0\0\x10\x08\x06\0\0\0".to_vec();
    let length = SIZES.0 + (SIZES.1 - SIZES.0) * number / FILES;
    // Xorshift (Marsaglia 2003): quick, and even enough for bytes that nobody looks at.
    let mut state = 0x9e37_79b9_7f4a_7c15 ^ (number as u64) << 16 ^ u64::from(year.as_bytes()[3]);
    while bytes.len() < length {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        bytes.extend_from_slice(&state.to_le_bytes());
    }
    bytes
}

/// What a command cost.
#[derive(Debug, Clone, Copy)]
struct Taken {
    took: Duration,
    /// Largest resident memory in MiB, looked at every few milliseconds.
    peak: u64,
}

/// Runs a command on a data folder and perhaps a PostgreSQL database.
async fn run(program: &Path, (folder, url): (&Path, Option<&str>), command: &str, file: &Path) -> Outcome<Taken> {
    let mut words = Command::new(program);
    words.arg(command).arg(file).env("SAKIMORI_DATA", folder).stdout(Stdio::null());
    if let Some(url) = url {
        words.env("SAKIMORI_DATABASE_URL", url);
    }
    let started = Instant::now();
    let mut child = words.kill_on_drop(true).spawn()?;
    let (pid, mut peak) = (child.id().ok_or("it ended")?, 0);
    let ended = loop {
        peak = memory::peak(pid).unwrap_or(0).max(peak);
        if let Some(ended) = child.try_wait()? {
            break ended;
        }
        tokio::time::sleep(Duration::from_millis(5)).await;
    };
    let took = started.elapsed();
    if ended.success() { Ok(Taken { took, peak }) } else { Err(format!("{command} ended with {ended}").into()) }
}
