//! The real program as a process: started, timed, stopped as its operator would.

use crate::{Outcome, client::Client};
use std::{
    path::{Path, PathBuf},
    process::Stdio,
    time::{Duration, Instant},
};
use tokio::{
    io::{AsyncBufReadExt as _, AsyncRead, BufReader},
    process::{Child, Command},
};

/// A running server.
#[derive(Debug)]
pub(crate) struct Server {
    child: Child,
    pid: u32,
    /// `http://127.0.0.1:port`.
    pub(crate) origin: String,
    /// The code of the first day, if it was printed.
    pub(crate) code: Option<String>,
    /// From the start of the process to the end of its first answer.
    pub(crate) took: Duration,
    log: Option<PathBuf>,
}

impl Server {
    /// Starts the program on a data folder and waits for its first page.
    pub(crate) async fn start(program: &Path, folder: &Path, url: Option<&str>) -> Outcome<Self> {
        let mut command = Command::new(program);
        command.args(["serve", "--listen", "127.0.0.1:0"]).env("SAKIMORI_DATA", folder).env("LANG", "en");
        if let Some(url) = url {
            command.env("SAKIMORI_DATABASE_URL", url);
        }
        Self::launch(command, "/", None).await
    }

    /// The same with every statement in a log: to count them, never to be timed.
    pub(crate) async fn start_logged(program: &Path, folder: &Path, url: Option<&str>) -> Outcome<Self> {
        let log = folder.join("statements.log");
        let mut command = Command::new(program);
        command.args(["serve", "--listen", "127.0.0.1:0"]).env("SAKIMORI_DATA", folder).env("LANG", "en");
        command.env("RUST_LOG", "sqlx=debug").stderr(std::fs::File::create(&log)?);
        if let Some(url) = url {
            command.env("SAKIMORI_DATABASE_URL", url);
        }
        Self::launch(command, "/", Some(log)).await
    }

    /// Starts a command that prints its address, and asks it for `page`.
    pub(crate) async fn launch(mut command: Command, page: &str, log: Option<PathBuf>) -> Outcome<Self> {
        let started = Instant::now();
        let mut child = command.stdin(Stdio::null()).stdout(Stdio::piped()).kill_on_drop(true).spawn()?;
        let printed = child.stdout.take().ok_or("no output")?;
        let (origin, code) = read_address(printed).await?;
        Client::connect(&origin).await?.get(page).await?;
        let took = started.elapsed();
        let pid = child.id().ok_or("it ended")?;
        Ok(Self { child, pid, origin, code, took, log })
    }

    /// Number of the process.
    pub(crate) const fn pid(&self) -> u32 {
        self.pid
    }

    /// Statements in the log so far.
    pub(crate) fn statements(&self) -> Outcome<usize> {
        let log = std::fs::read_to_string(self.log.as_ref().ok_or("no log")?)?;
        Ok(log.lines().filter(|line| line.contains("sqlx::query")).count())
    }

    /// Asks it to end and waits until it did.
    pub(crate) async fn stop(mut self) -> Outcome<()> {
        Command::new("kill").args(["-TERM", &self.pid.to_string()]).status().await?;
        let ended = self.child.wait().await?;
        if ended.success() || ended.code().is_none() { Ok(()) } else { Err(format!("ended with {ended}").into()) }
    }
}

/// Reads lines until the address and, on a first day, the code. What comes later is read and dropped.
async fn read_address(printed: impl AsyncRead + Unpin + Send + 'static) -> Outcome<(String, Option<String>)> {
    let mut lines = BufReader::new(printed).lines();
    let first = lines.next_line().await?.ok_or("it ended without an address")?;
    let at = first.find("http://").ok_or_else(|| format!("no address in: {first}"))?;
    let origin = first[at..].trim().trim_end_matches('/').to_owned();
    let next = tokio::time::timeout(Duration::from_millis(20), lines.next_line()).await;
    let code = next.ok().transpose()?.flatten().and_then(|line| line.split_whitespace().last().map(str::to_owned));
    tokio::spawn(async move { while let Ok(Some(_)) = lines.next_line().await {} });
    Ok((origin, code))
}
