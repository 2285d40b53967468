//! `sakimori catalog`: checks packs before they are used, lists the editions known here.

use crate::{
    command::CatalogCommand,
    config::Settings,
    fault::{self, Exit, Fault},
    installation,
    screen::Screen,
};
use domain::catalog::{Catalog, CatalogError, Edition, ItemList, Problem};
use messages::Value;
use serde::Serialize;
use std::{fs, path::PathBuf};

/// Runs the command.
pub(crate) fn run(command: CatalogCommand, settings: &Settings, screen: Screen) -> Result<Exit, Fault> {
    match command {
        CatalogCommand::Check { files, json } => check(&files, json, screen),
        CatalogCommand::List { json } => list(settings, json, screen),
    }
}

#[derive(Serialize)]
struct CheckedJson {
    holds: bool,
    faults: Vec<FaultJson>,
}

#[derive(Serialize)]
struct FaultJson {
    file: String,
    line: u32,
    column: u32,
    problem: &'static str,
    message: String,
}

fn check(files: &[PathBuf], json: bool, screen: Screen) -> Result<Exit, Fault> {
    let mut packs = Vec::new();
    for path in files {
        let bytes = fs::read(path).map_err(|error| fault::file("command-file-not-read", path, &error))?;
        packs.push((path.display().to_string(), bytes));
    }
    let built_in = Catalog::builtin().unwrap_or_default();
    let faults = built_in.with_extra(packs).err().unwrap_or_default();
    let exit = if faults.is_empty() { Exit::Done } else { Exit::Refused };
    if json {
        let told = faults.iter().map(|fault| FaultJson {
            file: fault.file.clone(),
            line: fault.line,
            column: fault.column,
            problem: fault.problem.code(),
            message: words(&fault.problem, screen),
        });
        screen.line(&to_json(&CheckedJson { holds: faults.is_empty(), faults: told.collect() })?);
        return Ok(exit);
    }
    for fault in &faults {
        screen.line(&line(fault, screen));
    }
    let (key, count) = if faults.is_empty() {
        ("command-catalog-holds", files.len())
    } else {
        ("command-catalog-faults", faults.len())
    };
    screen.say(key, &[("count", Value::from(count))]);
    Ok(exit)
}

#[derive(Serialize)]
struct EditionJson {
    edition: String,
    revision: u32,
    label: String,
    label_en: String,
    fiscal_year: i32,
    items_known: bool,
    forms: Vec<FormJson>,
    sha256: String,
}

#[derive(Serialize)]
struct FormJson {
    form: &'static str,
    items: usize,
}

fn list(settings: &Settings, json: bool, screen: Screen) -> Result<Exit, Fault> {
    let catalog = installation::catalog(&settings.data.join("catalog"), screen)?;
    if json {
        let editions: Vec<EditionJson> = catalog.editions().into_iter().map(edition_json).collect();
        screen.line(&to_json(&editions)?);
        return Ok(Exit::Done);
    }
    for edition in catalog.editions() {
        screen.line(&edition_line(edition, screen));
    }
    Ok(Exit::Done)
}

fn edition_json(edition: &Edition) -> EditionJson {
    let forms = edition.forms.iter().map(|form| FormJson { form: form.kind.code(), items: form.items.len() });
    EditionJson {
        edition: edition.id.to_string(),
        revision: edition.revision,
        label: edition.label.clone(),
        label_en: edition.label_en.clone(),
        fiscal_year: edition.fiscal_year.year(),
        items_known: edition.item_list() == ItemList::Known,
        forms: forms.collect(),
        sha256: edition.digest.to_string(),
    }
}

/// `r6  令和6年度版  第1版  病院19 薬局18 事業者12`.
fn edition_line(edition: &Edition, screen: Screen) -> String {
    let label = if screen.lang() == messages::Lang::Ja { &edition.label } else { &edition.label_en };
    let items = if edition.item_list() == ItemList::NotObtained {
        screen.text("command-catalog-not-obtained", &[])
    } else {
        let form = |form: &domain::catalog::Form| {
            let count = ("count", Value::from(form.items.len()));
            screen.text(&format!("command-catalog-form-{}", form.kind.code()), &[count])
        };
        edition.forms.iter().map(form).collect::<Vec<_>>().join(" ")
    };
    format!("{}\t{label}\t{}\t{items}", edition.id, edition.revision)
}

/// One fault as a line that an editor can jump to.
pub(crate) fn line(fault: &CatalogError, screen: Screen) -> String {
    format!("{}:{}:{}: {}", fault.file, fault.line, fault.column, words(&fault.problem, screen))
}

/// What is wrong, in the person's language: the text of `unknown-key` is `command-pack-unknown-key`.
fn words(problem: &Problem, screen: Screen) -> String {
    let args: Vec<(&str, Value)> =
        problem.arguments().into_iter().map(|(name, value)| (name, Value::from(value))).collect();
    screen.text(&format!("command-pack-{}", problem.code()), &args)
}

/// JSON for a script.
pub(crate) fn to_json(value: &impl Serialize) -> Result<String, Fault> {
    serde_json::to_string_pretty(value).map_err(|error| Fault::unusable("command-failed").below(error))
}
