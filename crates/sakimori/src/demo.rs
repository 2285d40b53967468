//! `sakimori demo`: the main job without a browser. A sample hospital in a folder that goes, its pack in one that stays.

use crate::{
    config::Settings,
    fault::{self, Fault},
    installation::Installation,
    scratch::Scratch,
    screen::Screen,
};
use app::{
    App, AppError, Clock,
    inspection::{Making, make_pack},
    sample::{SampleHospital, Stage},
};
use domain::access::{Action, Permit, permit};
use std::{
    fs::{self, File},
    io::{self, Write as _},
    path::{Path, PathBuf},
};
use store::StoreError;

/// Builds the sample hospital, both rounds, and writes its pack to a folder. Nothing that lies there is overwritten.
pub(crate) async fn run(into: &Path, settings: Settings, screen: Screen) -> Result<(), Fault> {
    let files = ["checklist.pdf", "inspection-pack.zip"].map(|name| into.join(name));
    if let Some(there) = files.iter().find(|path| path.exists()) {
        return Err(Fault::refused("command-demo-file-exists").path(there));
    }
    fs::create_dir_all(into).map_err(|error| fault::file("command-file-not-written", into, &error))?;
    let scratch = Scratch::make()?;
    let settings =
        Settings { data: scratch.path().join("data"), database_url: None, database_owner_url: None, ..settings };
    let mut installation = Installation::open(&settings, screen).await?;
    let sample = app::sample::build(&installation.app, Stage::BothRounds).await?;
    // The pack is made on the day on which the story stands still.
    installation.app.clock = Clock::morning_of(sample.today);
    let written = pack(&installation.app, &sample, &files, screen).await;
    installation.app.renderer.rest().await;
    installation.app.db.close().await;
    written?;
    for path in &files {
        screen.line(&path.display().to_string());
    }
    let fingerprint = installation.app.key.fingerprint().to_string();
    screen.say("command-demo-done", &[("fingerprint", fingerprint.into())]);
    Ok(())
}

async fn pack(app: &App, sample: &SampleHospital, files: &[PathBuf; 2], screen: Screen) -> Result<(), Fault> {
    let making = Making { lang: screen.lang(), enclose_files: true };
    let (view, permit) = (of(app, sample).await?, of(app, sample).await?);
    let made = make_pack(app, &view, &permit, sample.sheet, making).await?;
    for (path, blob) in files.iter().zip([made.pdf, made.archive]) {
        let bytes = app.blobs.get(sample.facility, &blob)?;
        write_new(path, &bytes).map_err(|error| fault::file("command-file-not-written", path, &error))?;
    }
    Ok(())
}

/// The permit of the sample's 安全管理責任者.
async fn of<A: Action>(app: &App, sample: &SampleHospital) -> Result<Permit<A>, AppError> {
    let officer = store::access::actor(&app.db, sample.facility, sample.officer, sample.today).await?;
    Ok(permit(&officer.ok_or(StoreError::NotFound)?)?)
}

fn write_new(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = File::options().write(true).create_new(true).open(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}
