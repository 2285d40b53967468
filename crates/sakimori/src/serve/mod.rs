//! `sakimori serve`: opens everything, prints one address, serves until it is asked to end.

mod housekeeping;
mod names;
mod tls;

use crate::{
    config::Settings,
    fault::Fault,
    installation::{Installation, console},
    platform::StopRequest,
    screen::Screen,
};
use app::{App, Outside, vendor::Mailer};
use axum::Router;
use axum_server::{Handle, tls_rustls::RustlsConfig};
use domain::access::permit;
use std::{
    collections::BTreeSet,
    io,
    net::{SocketAddr, TcpListener},
    sync::Arc,
    time::Duration,
};
use tls::Certificates;

/// Longest wait for requests under way when the program is asked to end.
const LAST_REQUESTS: Duration = Duration::from_secs(10);

/// Serves until the program is asked to end. What is under way is finished, heads are sealed, the database is closed.
pub(crate) async fn run(settings: &Settings, screen: Screen) -> Result<(), Fault> {
    // Before anything is opened: from now on a request to end is kept, and ends cleanly.
    let stop = StopRequest::listen().map_err(|error| Fault::unusable("command-serve-failed").below(error))?;
    let installation = Installation::open(settings, screen).await?;
    for step in &installation.migrated.applied {
        tracing::info!(step, "schema step applied");
    }
    let app = installation.app.clone();
    let outcome = serve(settings, &installation, stop, screen).await;
    housekeeping::seal_heads(&app).await;
    app.renderer.rest().await;
    app.db.close().await;
    // The lock is held until here: nobody else opens the folder before everything is folded back.
    drop(installation);
    outcome
}

async fn serve(
    settings: &Settings,
    installation: &Installation,
    stop: StopRequest,
    screen: Screen,
) -> Result<(), Fault> {
    let (listener, address) = bind(settings.listen)?;
    let door = settings.vendor_listen.map(bind).transpose()?;
    let door_address = door.as_ref().map(|(_, address)| *address);
    let certificates = certificates(settings, installation, address, door_address)?;
    let is_https = |address: SocketAddr| !address.ip().is_loopback() && !settings.insecure_http;
    let https = is_https(address);
    let config = certificates.as_ref().map(|made| RustlsConfig::from_config(made.server()));
    let door_line = door_address.map(|address| names::address_line(address, is_https(address)));
    let app = &installation.app.clone().reaching(Outside {
        vendor_address: settings.vendor_address.clone().or(door_line.clone()).filter(|_| door.is_some()),
        mailer: settings.mail.clone().and_then(|mail| Mailer::new(mail).ok()),
    });
    let authority = certificates.as_ref().map(|made| Arc::from(made.authority()));
    if certificates.as_ref().is_some_and(Certificates::authority_is_new) {
        screen.complain(&screen.text("command-serve-new-authority", &[]));
    }
    let site = web::Site { app: app.clone(), https, authority };
    let router = web::router(site.clone());
    let code = app::set_up::make_code(app, own_facility_exists(app).await?).await?;
    announce(&names::address_line(address, https), code.as_deref(), door_line.as_deref(), screen);
    let (handle, door_handle) = (Handle::new(), Handle::new());
    let stopping = tokio::spawn({
        let handles = [handle.clone(), door_handle.clone()];
        async move {
            stop.come().await;
            for handle in handles {
                handle.graceful_shutdown(Some(LAST_REQUESTS));
            }
        }
    });
    let doors = async {
        match door {
            None => Ok(()),
            Some((listener, address)) => {
                let site = web::Site { https: is_https(address), ..site };
                let config = config.clone().filter(|_| is_https(address));
                listen(listener, web::vendor_router(site), config, door_handle).await
            }
        }
    };
    let keeping = tokio::spawn(housekeeping::run(app.clone(), certificates.zip(config.clone())));
    let backing_up = tokio::spawn(housekeeping::nightly(
        app.clone(),
        installation.folder.path().to_owned(),
        settings.nightly.clone(),
    ));
    let (served, door_served) = tokio::join!(listen(listener, router, config.clone().filter(|_| https), handle), doors);
    let served = served.and(door_served);
    keeping.abort();
    backing_up.abort();
    stopping.abort();
    served.map_err(|error| Fault::unusable("command-serve-failed").below(error))
}

fn bind(wanted: SocketAddr) -> Result<(TcpListener, SocketAddr), Fault> {
    let listener = TcpListener::bind(wanted).map_err(|error| not_bound(wanted, &error))?;
    let address = listener.local_addr().map_err(|error| not_bound(wanted, &error))?;
    Ok((listener, address))
}

async fn listen(
    listener: TcpListener,
    router: Router,
    config: Option<RustlsConfig>,
    handle: Handle<SocketAddr>,
) -> io::Result<()> {
    let service = router.into_make_service_with_connect_info::<SocketAddr>();
    match config {
        None => axum_server::from_tcp(listener)?.handle(handle).serve(service).await,
        Some(config) => axum_server::from_tcp_rustls(listener, config)?.handle(handle).serve(service).await,
    }
}

/// Certificates for addresses beyond this machine; none for this machine alone, or when HTTP was asked for by name.
fn certificates(
    settings: &Settings,
    installation: &Installation,
    address: SocketAddr,
    door: Option<SocketAddr>,
) -> Result<Option<Certificates>, Fault> {
    let beyond = [Some(address), door].into_iter().flatten().filter(|address| !address.ip().is_loopback());
    let beyond: Vec<SocketAddr> = beyond.collect();
    if beyond.is_empty() || settings.insecure_http {
        return Ok(None);
    }
    let mut wanted = BTreeSet::new();
    for address in beyond {
        wanted.extend(names::reachable_by(address, &settings.certificate_names)?);
    }
    Certificates::open(&installation.folder.path().join("tls"), wanted, installation.app.now()).map(Some)
}

fn not_bound(address: SocketAddr, error: &io::Error) -> Fault {
    let key = match error.kind() {
        io::ErrorKind::AddrInUse => "command-serve-address-in-use",
        io::ErrorKind::AddrNotAvailable => "command-serve-address-not-here",
        io::ErrorKind::PermissionDenied => "command-serve-address-denied",
        _ => "command-serve-failed",
    };
    Fault::unusable(key).with("address", address.to_string()).below(error)
}

/// Whether somebody registered their own institution. The sample hospital is nobody's.
async fn own_facility_exists(app: &App) -> Result<bool, Fault> {
    for facility in app.facilities().await? {
        let view = permit(&console(facility)).map_err(app::AppError::from)?;
        if !store::facility::facility(&app.db, &view).await?.sample {
            return Ok(true);
        }
    }
    Ok(false)
}

/// One address, and the set-up code while it is needed, in one write: whoever reads the address can read the code.
fn announce(address: &str, code: Option<&str>, door: Option<&str>, screen: Screen) {
    let mut lines = vec![screen.text("command-serve-address", &[("address", address.into())])];
    lines.extend(door.map(|door| screen.text("command-serve-vendors", &[("address", door.into())])));
    lines.extend(code.map(|code| screen.text("command-serve-code", &[("code", code.into())])));
    screen.line(&lines.join("\n"));
}
