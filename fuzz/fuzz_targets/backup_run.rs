//! Any bytes as what tools report of their backups: runs with a job and a line, or a refusal with its line; never a panic.
//! `./test fuzz`; `corpus/backup_run/` begins with what restic, borg and Veeam write.
#![no_main]

use domain::readiness::backup::{parse_moment, parse_size};
use evidence::backup_run::read_runs;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    match read_runs(bytes, "file") {
        Some(Ok(reading)) => {
            assert!(!reading.runs.is_empty(), "a reading without a run");
            for run in &reading.runs {
                assert!(run.line >= 1 && !run.job.job.is_empty());
                assert!(run.ended_at.is_none_or(|end| end >= run.started_at), "{run:?}");
            }
            assert!(reading.lost.iter().all(|lost| lost.line >= 1));
        }
        Some(Err(refused)) => assert!(refused.line >= 1),
        None => {}
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        let _ = parse_moment(text);
        let _ = parse_size(text);
    }
});
