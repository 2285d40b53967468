//! The table of figures, with the machine and the day.

use crate::Outcome;
use std::{fmt::Write as _, process::Command, time::Duration};

const FROM: &str = "<!-- figures -->";
const TO: &str = "<!-- end of figures -->";

/// Rows so far: what, aim, figure.
#[derive(Debug, Default)]
pub(crate) struct Figures {
    rows: Vec<[String; 3]>,
}

impl Figures {
    /// Adds a row and prints it at once.
    pub(crate) fn row(&mut self, what: &str, aim: &str, figure: &str) {
        println!("{what} ({aim}): {figure}");
        self.rows.push([what.to_owned(), aim.to_owned(), figure.to_owned()]);
    }

    /// Puts the table between the two marks of the page.
    pub(crate) fn write(&self, path: &str) -> Outcome<()> {
        let page = std::fs::read_to_string(path)?;
        let (before, rest) = page.split_once(FROM).ok_or("the page has no place for figures")?;
        let (_, after) = rest.split_once(TO).ok_or("the page has no end of figures")?;
        let mut table = format!("{}\n\n| what | aim | figure |\n| --- | --- | --- |\n", machine()?);
        for [what, aim, figure] in &self.rows {
            writeln!(table, "| {what} | {aim} | {figure} |")?;
        }
        std::fs::write(path, format!("{before}{FROM}\n{table}{TO}{after}"))?;
        Ok(())
    }
}

/// Median and worst of a hundred: `p50 1.2 ms, p99 3.4 ms (n = 100)`.
pub(crate) fn millis(taken: &[Duration]) -> String {
    let mut sorted = taken.to_vec();
    sorted.sort_unstable();
    let at = |part: usize| sorted.get(sorted.len() * part / 100).map_or(0.0, |took| took.as_secs_f64() * 1_000.0);
    format!("p50 {:.1} ms, p99 {:.1} ms (n = {})", at(50), at(99), sorted.len())
}

/// The middle one.
pub(crate) fn median(taken: &[Duration]) -> Duration {
    let mut sorted = taken.to_vec();
    sorted.sort_unstable();
    sorted.get(sorted.len() / 2).copied().unwrap_or_default()
}

fn machine() -> Outcome<String> {
    let cpus = std::fs::read_to_string("/proc/cpuinfo")?;
    let model = cpus.lines().find_map(|line| line.strip_prefix("model name")).unwrap_or_default();
    let memory = std::fs::read_to_string("/proc/meminfo")?;
    let kib: u64 = memory.split_whitespace().nth(1).ok_or("no memory")?.parse()?;
    let rustc = Command::new("rustc").arg("--version").output()?;
    let load = std::fs::read_to_string("/proc/loadavg")?;
    Ok(format!(
        "{}: {} × {}, {} GiB; {}; load at the end {}.",
        time::OffsetDateTime::now_utc().date(),
        std::thread::available_parallelism()?,
        model.trim_start_matches([' ', '\t', ':']),
        kib / 1024 / 1024,
        String::from_utf8_lossy(&rustc.stdout).trim(),
        load.split_whitespace().next().unwrap_or_default(),
    ))
}
