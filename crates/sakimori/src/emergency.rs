//! `sakimori emergency-pack --out FILE`: what the house needs when this machine is gone, as one HTML file. Also beside a server.

use crate::{
    config::Settings,
    fault::{self, Fault},
    installation::{Shared, console, facility},
    screen::Screen,
};
use app::{AppError, words::T};
use domain::access::permit;
use std::{fs::OpenOptions, io::Write as _, path::Path};

/// Writes the pack. A file that is there is not written over.
pub(crate) async fn run(out: &Path, named: Option<&str>, settings: &Settings, screen: Screen) -> Result<(), Fault> {
    if out.exists() {
        return Err(Fault::refused("command-emergency-exists").path(out));
    }
    let shared = Shared::open(settings, screen).await?;
    let facility = facility(&shared.app, named).await?;
    let view = permit(&console(facility)).map_err(AppError::from)?;
    let packed = app::readiness::emergency::pack(&shared.app, &view, T::new(screen.lang())).await;
    shared.app.db.close().await;
    let bytes = packed?;
    let written = OpenOptions::new().write(true).create_new(true).open(out).and_then(|mut file| {
        file.write_all(&bytes)?;
        file.sync_all()
    });
    written.map_err(|error| fault::file("command-file-not-written", out, &error))?;
    screen.line(&out.display().to_string());
    screen.say("command-emergency-done", &[]);
    Ok(())
}
