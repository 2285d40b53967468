//! Memory as the kernel counts it.

use crate::Outcome;

/// Proportional set size of a process in MiB: its own pages, and its part of the shared ones.
pub(crate) fn pss(pid: u32) -> Outcome<u64> {
    let text = std::fs::read_to_string(format!("/proc/{pid}/smaps_rollup"))?;
    kib(&text, "Pss:").map(|kib| kib / 1024)
}

/// Largest resident size so far in MiB.
pub(crate) fn peak(pid: u32) -> Outcome<u64> {
    let text = std::fs::read_to_string(format!("/proc/{pid}/status"))?;
    kib(&text, "VmHWM:").map(|kib| kib / 1024)
}

fn kib(text: &str, key: &str) -> Outcome<u64> {
    let line = text.lines().find(|line| line.starts_with(key)).ok_or_else(|| format!("no {key}"))?;
    Ok(line.split_whitespace().nth(1).ok_or("no number")?.parse()?)
}
