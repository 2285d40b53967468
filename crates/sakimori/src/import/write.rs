//! Taking files into the ledger: the same plan as the page's, a question, one entry for each file.

use super::{SHOWN, bytes_of, columns, say_file, watch::Watch};
use crate::{
    catalog::to_json,
    command::ImportArgs,
    config::Settings,
    fault::{self, Exit, Fault},
    installation::{Shared, console, facility},
    screen::Screen,
};
use app::{
    App,
    intake::{Choice, DEVICE_LIST, IntakeError, InventoryPreview, Planned, Progress, Waiting, prepare_inventory},
    ledger::{DryRun, FileTold, dry_run, refused},
    words::T,
};
use domain::{
    access::{ManageLedger, Permit, View, permit},
    digest::Digest,
    evidence::FileName,
    intake::Meanings,
};
use messages::Value;
use std::{
    io::{self, BufRead as _, IsTerminal as _, Write as _},
    path::{Path, PathBuf},
    sync::Arc,
};

/// Takes files in. Of several files every one that can't be read is told before anything is written.
pub(crate) async fn write(import: &ImportArgs, settings: &Settings, screen: Screen) -> Result<Exit, Fault> {
    if !import.yes && (!io::stdin().is_terminal() || import.json) {
        return Err(Fault::refused("command-import-yes-missing"));
    }
    if import.replaces.is_some() && import.inventories.len() > 1 {
        return Err(Fault::refused("command-import-replaces-one"));
    }
    let of_file = import.profile.as_deref().map(Path::new).filter(|path| path.is_file());
    let of_file = of_file.map(columns::of_file).transpose()?;
    let shared = Shared::open(settings, screen).await?;
    let outcome = Work::begin(&shared, import, of_file, screen).await;
    let outcome = match outcome {
        Ok(work) => work.all().await,
        Err(fault) => Err(fault),
    };
    shared.app.db.close().await;
    outcome
}

/// Files of which nothing is written.
fn tell(files: Vec<FileTold>, json: bool, screen: Screen) -> Result<(), Fault> {
    if json {
        screen.line(&to_json(&DryRun::of(files))?);
        return Ok(());
    }
    files.iter().for_each(|file| say_file(file, screen));
    screen.say("command-import-nothing-written", &[]);
    Ok(())
}

struct Work<'a> {
    shared: &'a Shared,
    import: &'a ImportArgs,
    view: Permit<View>,
    permit: Permit<ManageLedger>,
    choice: Choice,
    screen: Screen,
}

impl<'a> Work<'a> {
    async fn begin(
        shared: &'a Shared,
        import: &'a ImportArgs,
        of_file: Option<Meanings>,
        screen: Screen,
    ) -> Result<Self, Fault> {
        let app = &shared.app;
        let actor = console(facility(app, import.facility.as_deref()).await?);
        let denied = |error| Fault::from(app::AppError::from(error));
        let (view, permit) = (permit(&actor).map_err(denied)?, permit(&actor).map_err(denied)?);
        let columns = match (&import.profile, of_file) {
            (Some(name), None) => Some(kept_profile(app, &view, name).await?),
            (_, of_file) => of_file,
        };
        let replaces = match &import.replaces {
            Some(words) => Some(earlier(app, &view, words).await?),
            None => None,
        };
        Ok(Self { shared, import, view, permit, choice: Choice { columns, replaces, each: import.json }, screen })
    }

    async fn all(&self) -> Result<Exit, Fault> {
        if self.import.inventories.len() > 1 && !self.can_read_all().await? {
            return Ok(Exit::Refused);
        }
        let progress = Arc::new(Progress::default());
        let _watch = Watch::begin(&progress, self.screen)?;
        let mut told = Vec::new();
        let mut outcome = Ok(Exit::Done);
        for path in &self.import.inventories {
            match self.one(path, &progress).await {
                Ok((file, true)) => told.push(file),
                Ok((file, false)) => {
                    told.push(file);
                    outcome = Ok(Exit::Refused);
                    break;
                }
                Err(fault) => {
                    outcome = Err(fault);
                    break;
                }
            }
        }
        // What was written before another file was refused is told all the same.
        if self.import.json && !told.is_empty() {
            self.screen.line(&to_json(&DryRun::of(told))?);
        }
        outcome
    }

    /// Of several files nothing is written when one of them can't be read at all.
    async fn can_read_all(&self) -> Result<bool, Fault> {
        let profiles = store::intake::profiles(&self.shared.app.db, &self.view, DEVICE_LIST).await?;
        let profiles = profiles.iter().map(|one| Meanings::of_mapping(&one.mapping));
        let kept: Vec<Meanings> = self.choice.columns.iter().cloned().chain(profiles).collect();
        let (today, t) = (self.shared.app.today(), T::new(self.screen.lang()));
        let mut faulty = Vec::new();
        for path in &self.import.inventories {
            let file = [(path.display().to_string(), bytes_of(path)?)];
            let told = dry_run(&file, &kept, today, t, false);
            faulty.extend(told.files.into_iter().filter(|file| file.error.is_some()));
        }
        if faulty.is_empty() {
            return Ok(true);
        }
        tell(faulty, self.import.json, self.screen)?;
        Ok(false)
    }

    /// Takes one file in, if a person says yes. Says whether it was done.
    async fn one(&self, path: &PathBuf, progress: &Arc<Progress>) -> Result<(FileTold, bool), Fault> {
        let (app, screen, t) = (&self.shared.app, self.screen, T::new(self.screen.lang()));
        let bytes = Arc::new(bytes_of(path)?);
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let unnamed = |_| Fault::refused("command-import-unnamed").path(path);
        let waiting = Waiting { file: Digest::of(&bytes), name: FileName::clean(&name).map_err(unnamed)? };
        let planned = prepare_inventory(app, &self.view, &waiting, bytes, &self.choice, progress).await;
        let prepared = match planned.map_err(|error| self.fault(error))? {
            Planned::Ready(prepared) => prepared,
            Planned::Refused(fault) => return self.refused(&waiting, refused(&name, &fault, t), progress),
            Planned::NotToReplace => return Err(Fault::refused("command-import-replaces-other")),
        };
        let preview = prepared.preview(t);
        let mut told = prepared.told(t, self.import.json);
        if let Some(words) = &preview.unread {
            return Err(Fault::refused("command-import-unread").with("file", name.as_str()).below(words));
        }
        self.profile_fits(&preview)?;
        if !self.import.json {
            say_file(&told, screen);
            self.say_changes(&name, &preview);
        }
        if !preview.writes {
            if !self.import.json {
                screen.say("command-import-nothing-new", &[("file", name.into())]);
            }
            return Ok((told, true));
        }
        if !self.import.yes
            && !ask(&screen.text("command-import-ask", &[("file", name.as_str().into())]), progress).await
        {
            screen.complain(&screen.text("command-import-nothing-written", &[]));
            return Ok((told, false));
        }
        let written = prepared.write(app, &self.permit, progress).await.map_err(|error| self.fault(error))?;
        let Some(entry) = written else {
            screen.complain(&screen.text("ledger-refused-stopped", &[]));
            return Ok((told, false));
        };
        told.entry = Some(entry.get());
        if !self.import.json {
            screen.say("command-import-written", &[("file", name.into()), ("entry", entry.get().into())]);
        }
        Ok((told, true))
    }

    fn refused(&self, waiting: &Waiting, told: FileTold, progress: &Progress) -> Result<(FileTold, bool), Fault> {
        if progress.is_stopped() {
            self.screen.complain(&self.screen.text("ledger-refused-stopped", &[]));
        } else if !self.import.json {
            say_file(&told, self.screen);
            let file = [("file", Value::from(waiting.name.to_string()))];
            self.screen.complain(&self.screen.text("command-import-file-not-written", &file));
        }
        Ok((told, false))
    }

    /// A profile whose columns are not there was made for another list.
    fn profile_fits(&self, preview: &InventoryPreview) -> Result<(), Fault> {
        let Some(said) = self.choice.columns.as_ref().filter(|_| !preview.columns.is_empty()) else { return Ok(()) };
        let there = preview.columns.iter().fold(Meanings::default(), |all, one| all.with(&one.heading, None));
        let missing: Vec<&str> =
            said.iter().map(|(heading, _)| heading).filter(|heading| there.of(heading).is_none()).collect();
        if missing.is_empty() {
            return Ok(());
        }
        Err(Fault::refused("command-import-profile-other").with("columns", missing.join(", ")))
    }

    /// What would change, record by record.
    fn say_changes(&self, file: &str, preview: &InventoryPreview) {
        for line in preview.lines.iter().filter(|line| line.fate != "new").take(SHOWN) {
            for said in &line.said {
                self.screen.line(&format!("  {file}:{} {}: {said}", line.line, line.name));
            }
        }
        for name in preview.gone.iter().take(SHOWN) {
            self.screen
                .line(&format!("  {}", self.screen.text("command-import-gone", &[("name", name.as_str().into())])));
        }
    }

    fn fault(&self, error: IntakeError) -> Fault {
        match error {
            IntakeError::Changed => Fault::refused("command-import-changed"),
            IntakeError::Refused(_) => Fault::refused("command-import-changed"),
            IntakeError::App(app::AppError::Store(error)) => fault::database(&error, &self.shared.database),
            IntakeError::App(error) => error.into(),
        }
    }
}

async fn kept_profile(app: &App, view: &Permit<View>, name: &str) -> Result<Meanings, Fault> {
    let all = store::intake::profiles(&app.db, view, DEVICE_LIST).await?;
    let found = all.iter().find(|one| one.name.as_str() == name).map(|one| Meanings::of_mapping(&one.mapping));
    found.ok_or_else(|| {
        let fault = Fault::refused("command-import-profile-unknown").with("found", name);
        all.iter().fold(fault, |fault, one| fault.near(one.name.to_string()))
    })
}

/// The number of an earlier file, by its name or by the beginning of its SHA-256.
async fn earlier(app: &App, view: &Permit<View>, words: &str) -> Result<u32, Fault> {
    let all = store::ledger::taken_files(&app.db, view).await?;
    let is_hash = words.len() >= 8 && words.chars().all(|c| c.is_ascii_hexdigit());
    let found = all
        .iter()
        .filter(|one| !one.replaced)
        .find(|one| one.name == words || (is_hash && one.file.to_string().starts_with(&words.to_ascii_lowercase())));
    found.map(|one| one.number).ok_or_else(|| {
        let fault = Fault::refused("command-import-replaces-unknown").with("found", words);
        all.iter().filter(|one| !one.replaced).take(10).fold(fault, |fault, one| fault.near(one.name.clone()))
    })
}

/// Asks on the terminal. Anything but yes is no; so is the wish to stop.
async fn ask(question: &str, progress: &Progress) -> bool {
    let _ = io::stderr().lock().write_all(format!("{question} ").as_bytes());
    let (answer, came) = tokio::sync::oneshot::channel();
    // A thread of its own: it waits for the terminal, and the program may end without it.
    std::thread::spawn(move || {
        let mut line = String::new();
        let read = io::stdin().lock().read_line(&mut line);
        let _ = answer.send(read.is_ok().then_some(line));
    });
    tokio::select! {
        () = progress.stopped() => false,
        line = came => matches!(
            line.ok().flatten().unwrap_or_default().trim().to_lowercase().as_str(),
            "y" | "yes" | "はい" | "ｙ"
        ),
    }
}
