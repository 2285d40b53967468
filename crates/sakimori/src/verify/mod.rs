//! `sakimori verify`: every facility's chain, replay, seals and kept files. Takes no lock: a server may go on beside it.

mod files;
mod seals;

use crate::{
    catalog::to_json,
    config::Settings,
    fault::{Exit, Fault},
    installation::{Database, console, existing},
    scratch::Scratch,
    screen::Screen,
};
use domain::{
    access::{Permit, View, permit},
    id::FacilityId,
    journal::ChainError,
};
use messages::Value;
use seals::Seals;
use serde::Serialize;
use std::collections::BTreeMap;
use store::{
    Db, StoreError,
    blob::Blobs,
    journal::{Finding, Verified},
};

/// What does not hold, as a code for scripts and the arguments of its text `command-verify-<code>`.
#[derive(Debug, Serialize)]
struct Found {
    code: &'static str,
    #[serde(flatten)]
    what: BTreeMap<&'static str, String>,
}

impl Found {
    fn new<const N: usize>(code: &'static str, what: [(&'static str, String); N]) -> Self {
        Self { code, what: what.into() }
    }
}

/// Outcome for one facility.
#[derive(Debug, Serialize)]
struct Checked {
    facility: String,
    name: Option<String>,
    entries: u64,
    rows: u64,
    head: String,
    /// Signatures over heads by this installation's key that hold.
    seals: usize,
    /// Signatures by another key, or all if the key is not here: they can't be checked.
    seals_of_other_keys: usize,
    /// Kept files whose bytes are those that were recorded.
    files: usize,
    finding: Option<Found>,
}

#[derive(Serialize)]
struct Outcome {
    holds: bool,
    facilities: Vec<Checked>,
}

/// Checks everything and says what it found; the first thing of each facility that does not hold is named.
pub(crate) async fn run(settings: &Settings, json: bool, screen: Screen) -> Result<Exit, Fault> {
    let folder = existing(settings)?;
    let database = Database::open_existing(settings, &folder).await?;
    let outcome = check_all(&database, &Seals::of(&folder)?, &Blobs::new(&folder)).await;
    database.db.close().await;
    let facilities = outcome.map_err(|error| database.fault(&error))?;
    let outcome = Outcome { holds: facilities.iter().all(|one| one.finding.is_none()), facilities };
    if json {
        screen.line(&to_json(&outcome)?);
    } else {
        print(&outcome, screen);
    }
    Ok(if outcome.holds { Exit::Done } else { Exit::DoesNotHold })
}

async fn check_all(database: &Database, seals: &Seals, blobs: &Blobs) -> Result<Vec<Checked>, StoreError> {
    let scratch = Scratch::make().map_err(|fault| StoreError::Internal(format!("{fault:?}")))?;
    let mut all = Vec::new();
    for facility in store::journal::list_facilities(&database.db).await? {
        let verified = store::journal::verify(&database.db, facility, scratch.path().to_owned()).await?;
        all.push(check(&database.db, facility, verified, seals, blobs).await?);
    }
    Ok(all)
}

async fn check(
    db: &Db,
    facility: FacilityId,
    verified: Verified,
    seals: &Seals,
    blobs: &Blobs,
) -> Result<Checked, StoreError> {
    let view: Permit<View> = permit(&console(facility)).map_err(|denied| StoreError::Internal(denied.to_string()))?;
    let name = store::facility::facility(db, &view).await.ok().map(|found| found.stated.name.to_string());
    let mut checked = Checked {
        facility: facility.to_string(),
        name,
        entries: verified.entries,
        rows: verified.rows,
        head: verified.head.1.to_string(),
        seals: 0,
        seals_of_other_keys: 0,
        files: 0,
        finding: verified.finding.as_ref().map(in_words),
    };
    // What stands on a journal that does not hold says nothing.
    if checked.finding.is_none() {
        checked.finding = seals.check(db, &view, &mut checked.seals, &mut checked.seals_of_other_keys).await?;
    }
    if checked.finding.is_none() {
        checked.finding = files::check(db, &view, blobs, &mut checked.files).await?;
    }
    Ok(checked)
}

fn in_words(finding: &Finding) -> Found {
    match finding {
        Finding::Chain(ChainError::Gap { expected, found }) => {
            Found::new("entry-missing", [("seq", expected.to_string()), ("next", found.to_string())])
        }
        Finding::Chain(ChainError::Broken(seq)) => Found::new("entry-out-of-place", [("seq", seq.to_string())]),
        Finding::Chain(ChainError::Changed(seq)) => Found::new("entry-changed", [("seq", seq.to_string())]),
        Finding::Unreadable(seq) => Found::new("entry-unreadable", [("seq", seq.to_string())]),
        Finding::NotReplayable { seq, why } => {
            Found::new("entry-not-replayable", [("seq", seq.to_string()), ("why", why.clone())])
        }
        Finding::Head { last, head } => Found::new("head", [("last", last.to_string()), ("head", head.to_string())]),
        Finding::Differs { table, key, columns, how } => {
            let code = match *how {
                "only in the table" => "row-unknown",
                "missing from the table" => "row-missing",
                _ => "row-differs",
            };
            Found::new(code, [("table", (*table).to_owned()), ("key", key.clone()), ("columns", columns.join(", "))])
        }
    }
}

fn print(outcome: &Outcome, screen: Screen) {
    for one in &outcome.facilities {
        let name = one.name.as_deref().unwrap_or("?");
        let args = [
            ("name", Value::from(name)),
            ("entries", one.entries.into()),
            ("rows", one.rows.into()),
            ("seals", one.seals.into()),
            ("files", one.files.into()),
        ];
        screen.line(&format!("{name} ({})", one.facility));
        screen.say("command-verify-counts", &args);
        if one.seals_of_other_keys > 0 {
            screen.say("command-verify-other-keys", &[("count", one.seals_of_other_keys.into())]);
        }
        match &one.finding {
            None => screen.say("command-verify-facility-holds", &[]),
            Some(found) => {
                let args: Vec<(&str, Value)> =
                    found.what.iter().map(|(name, text)| (*name, text.as_str().into())).collect();
                screen.say(&format!("command-verify-{}", found.code), &args);
            }
        }
    }
    match (outcome.facilities.is_empty(), outcome.holds) {
        (true, _) => screen.say("command-verify-empty", &[]),
        (false, true) => screen.say("command-verify-holds", &[("count", outcome.facilities.len().into())]),
        (false, false) => screen.say("command-verify-does-not-hold", &[]),
    }
}
