//! `sakimori migrate`: brings the database's schema up to date and does nothing else.

use crate::{config::Settings, fault::Fault, installation::Installation, screen::Screen};

/// Opens the database, which does it, and says what was done.
pub(crate) async fn run(settings: &Settings, screen: Screen) -> Result<(), Fault> {
    if settings.database_url.is_some() && settings.database_owner_url.is_none() {
        return Err(Fault::refused("command-migrate-owner-missing"));
    }
    let installation = Installation::open(settings, screen).await?;
    installation.app.db.close().await;
    let steps = &installation.migrated.applied;
    match steps.as_slice() {
        [] => screen.say("command-migrate-nothing", &[]),
        _ => screen.say("command-migrate-done", &[("steps", steps.join(", ").into())]),
    }
    if let Some(copy) = &installation.migrated.copy {
        screen.say("command-migrate-copy", &[("path", copy.display().to_string().into())]);
    }
    Ok(())
}
