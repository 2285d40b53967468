//! `sakimori verify-pack`: checks a pack on any machine, without a database.

use crate::{
    catalog::to_json,
    fault::{Exit, Fault},
    screen::Screen,
};
use app::inspection::{CheckError, Origin, PackProblem, PackVerdict, check_file};
use messages::Value;
use serde::Serialize;
use std::path::Path;

#[derive(Serialize)]
struct ProblemJson {
    code: &'static str,
    what: String,
}

#[derive(Serialize)]
struct Outcome {
    consistent: bool,
    from_installation: Option<bool>,
    fingerprint: Option<String>,
    problems: Vec<ProblemJson>,
}

/// Checks and says what it found. It says “consistent”, never that the answers are true.
pub(crate) fn run(file: &Path, fingerprint: Option<&str>, json: bool, screen: Screen) -> Result<Exit, Fault> {
    match check_file(file, fingerprint) {
        Ok(verdict) => {
            if json {
                screen.line(&to_json(&sound(&verdict))?);
            } else {
                print(&verdict, screen);
            }
            Ok(Exit::Done)
        }
        Err(CheckError::Problems(problems)) => {
            report(&problems, json, screen)?;
            Ok(Exit::DoesNotHold)
        }
        Err(CheckError::NoFingerprint) => Err(Fault::refused("command-verify-pack-no-fingerprint")),
        Err(CheckError::TooLarge) => Err(Fault::refused("command-verify-pack-too-large").path(file)),
        Err(CheckError::File(error)) => Err(Fault::refused("command-verify-pack-unreadable").path(file).below(error)),
    }
}

fn sound(verdict: &PackVerdict) -> Outcome {
    Outcome {
        consistent: true,
        from_installation: matches!(verdict.origin, Origin::Given).then_some(true),
        fingerprint: Some(verdict.fingerprint.to_string()),
        problems: Vec::new(),
    }
}

fn print(verdict: &PackVerdict, screen: Screen) {
    let manifest = &verdict.manifest;
    let args: [(&str, Value); 6] = [
        ("name", manifest.facility.name.as_str().into()),
        ("edition", manifest.edition.as_str().into()),
        ("year", i64::from(manifest.fiscal_year).into()),
        ("files", verdict.files.into()),
        ("entries", verdict.journal_entries.into()),
        ("rounds", verdict.signed_rounds.into()),
    ];
    screen.say("command-verify-pack-consistent", &args);
    let fingerprint = [("fingerprint", Value::from(verdict.fingerprint.to_string()))];
    let key = match verdict.origin {
        Origin::Given => "command-verify-pack-from-installation",
        Origin::Unknown => "command-verify-pack-origin-unknown",
    };
    screen.say(key, &fingerprint);
    if manifest.facility.sample {
        screen.say("command-verify-pack-sample", &[]);
    }
}

fn report(problems: &[PackProblem], json: bool, screen: Screen) -> Result<(), Fault> {
    if json {
        let found = problems.iter().map(|problem| ProblemJson { code: problem.code(), what: problem.what() });
        let outcome =
            Outcome { consistent: false, from_installation: None, fingerprint: None, problems: found.collect() };
        screen.line(&to_json(&outcome)?);
        return Ok(());
    }
    screen.complain(&screen.text("command-verify-pack-does-not-hold", &[]));
    for problem in problems {
        let key = format!("inspection-problem-{}", problem.code());
        screen.complain(&screen.text(&key, &[("what", problem.what().into())]));
    }
    Ok(())
}
