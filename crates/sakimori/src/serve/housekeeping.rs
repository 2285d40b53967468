//! What runs beside the requests: every hour heads are sealed, sessions that ended are forgotten, the certificate is renewed.

use super::tls::Certificates;
use crate::{fault::Fault, installation::console};
use app::{App, AppError, backup::Nightly, words::T};
use axum_server::tls_rustls::RustlsConfig;
use domain::access::permit;
use messages::Lang;
use std::{path::PathBuf, time::Duration};

const EVERY: Duration = Duration::from_secs(3600);

/// Goes on until it is dropped. A round that fails is said in the log and tried again an hour later.
pub(super) async fn run(app: App, mut certificates: Option<(Certificates, RustlsConfig)>) {
    loop {
        if let Err(error) = store::access::delete_expired_sessions(&app.db, app.now()).await {
            tracing::warn!(%error, "sessions that ended were not forgotten");
        }
        tokio::time::sleep(EVERY).await;
        seal_heads(&app).await;
        sweep(&app).await;
        remind(&app).await;
        // The typesetter gives its memory back; the next document starts it again.
        app.renderer.rest().await;
        if let Some((certificates, config)) = &mut certificates
            && let Err(fault) = renew(&app, certificates, config)
        {
            tracing::warn!(?fault, "the certificate was not renewed");
        }
    }
}

/// Looks every quarter of an hour whether tonight's backup and emergency pack are due. A night that was slept through is made up for.
pub(super) async fn nightly(app: App, data: PathBuf, nightly: Option<Nightly>) {
    loop {
        if let Some(nightly) = &nightly {
            nightly.turn(&app, &data, &app.backups).await;
        }
        emergency_packs(&app).await;
        tokio::time::sleep(EVERY / 4).await;
    }
}

/// Writes the emergency packs of tonight, where a folder is set. One that fails is kept for the home page and tried again.
async fn emergency_packs(app: &App) {
    for facility in app.facilities().await.unwrap_or_default() {
        let made = match permit(&console(facility)) {
            Ok(view) => app::readiness::emergency::turn(app, &view).await,
            Err(denied) => Err(AppError::from(denied)),
        };
        match made {
            Ok(false) => {}
            Ok(true) => tracing::info!(%facility, "the emergency pack was written"),
            Err(error) => tracing::warn!(%facility, %error, "the emergency pack was not written"),
        }
    }
}

/// Removes files that belong to nothing: what stayed behind when a disk was full or the power went.
async fn sweep(app: &App) {
    for facility in app.facilities().await.unwrap_or_default() {
        match app::evidence::sweep(app, facility).await {
            Ok(0) => {}
            Ok(count) => tracing::info!(%facility, count, "files that belong to nothing were removed"),
            Err(error) => tracing::warn!(%facility, %error, "files that belong to nothing were not removed"),
        }
    }
}

/// Hours in Japan in which reminders go out: nobody is written to at night.
const OFFICE_HOURS: std::ops::Range<u8> = 8..18;

/// Sends the reminders that are due today, to vendors and to the house's own people, where mail is set.
async fn remind(app: &App) {
    if !OFFICE_HOURS.contains(&app.now().jst().hour) {
        return;
    }
    for facility in app.facilities().await.unwrap_or_default() {
        let console = console(facility);
        let sent = match (permit(&console), permit(&console)) {
            (Ok(view), Ok(manage)) => app::vendor::remind_all(app, &view, &manage, T::new(Lang::Ja)).await,
            (Err(denied), _) | (_, Err(denied)) => Err(AppError::from(denied)),
        };
        match sent {
            Ok(0) => {}
            Ok(count) => tracing::info!(%facility, count, "reminders were sent to vendors"),
            Err(error) => tracing::warn!(%facility, %error, "reminders were not sent to vendors"),
        }
        let told = match permit(&console) {
            Ok(view) => app::readiness::due::remind_people(app, &view).await,
            Err(denied) => Err(AppError::from(denied)),
        };
        match told {
            Ok(0) => {}
            Ok(count) => tracing::info!(%facility, count, "people were reminded of what falls due"),
            Err(error) => tracing::warn!(%facility, %error, "people were not reminded of what falls due"),
        }
    }
}

fn renew(app: &App, certificates: &mut Certificates, config: &RustlsConfig) -> Result<(), Fault> {
    if certificates.renew(app.now())? {
        config.reload_from_config(certificates.server());
    }
    Ok(())
}

/// Signs the head of every facility's journal. A head that was signed already is left as it is.
pub(super) async fn seal_heads(app: &App) {
    let facilities = match app.facilities().await {
        Ok(facilities) => facilities,
        Err(error) => return tracing::warn!(%error, "heads were not sealed"),
    };
    for facility in facilities {
        let sealed = match permit(&console(facility)) {
            Ok(view) => app::inspection::seal_head(app, &view).await.map(drop),
            Err(denied) => Err(AppError::from(denied)),
        };
        if let Err(error) = sealed {
            tracing::warn!(%facility, %error, "the head was not sealed");
        }
    }
}
