//! Work that needs more than the store: files, keys, passwords, proposals from facts, documents.
//! The command line, a page and a job call the same function here.

pub mod access;
pub mod access_log;
pub mod assessment;
pub mod backup;
mod clock;
mod data_folder;
mod error;
pub mod evidence;
mod id;
pub mod inspection;
mod installation;
pub mod intake;
pub mod ledger;
pub mod network;
pub mod picture;
pub mod readiness;
pub mod remediation;
mod renderer;
pub mod sample;
pub mod search;
pub mod set_up;
pub mod vendor;
pub mod words;
pub mod workbook;

pub use clock::Clock;
pub use data_folder::{DataFolder, FolderError};
pub use error::AppError;
pub use id::Ids;
pub use installation::{Fingerprint, InstallationKey};
pub use renderer::{RenderError, Renderer};

use domain::{calendar::Instant, catalog::Catalog, id::FacilityId};
use std::sync::Arc;
use store::{Db, blob::Blobs};
use time::Date;
use tokio::sync::Semaphore;

/// Everything that work needs, made once at start and shared by all of it.
#[derive(Debug, Clone)]
pub struct App {
    /// The database.
    pub db: Db,
    /// Files by their hash.
    pub blobs: Blobs,
    /// Editions that this installation knows.
    pub catalog: Arc<Catalog>,
    /// The installation's signing key.
    pub key: Arc<InstallationKey>,
    /// The clock.
    pub clock: Clock,
    /// The source of identifiers.
    pub ids: Ids,
    /// The child process that typesets.
    pub renderer: Arc<Renderer>,
    /// What is known of the nightly backups.
    pub backups: backup::Watch,
    /// How vendors are reached, as far as it is set.
    pub outside: Arc<Outside>,
    /// Files that are being taken into the ledger.
    pub intakes: intake::Runs,
    /// The list of devices that was read last.
    pub last_read: intake::LastRead,
    /// At most two passwords are hashed at once: each takes 19 MiB.
    pub(crate) hashing: Arc<Semaphore>,
    /// One foreign file is read at a time: a reader may take 256 MiB.
    pub(crate) reading: Arc<Semaphore>,
}

/// How vendors are reached. Nothing of it is set unless somebody sets it.
#[derive(Debug, Default)]
pub struct Outside {
    /// Address under which vendors open their links, without a path.
    pub vendor_address: Option<String>,
    /// The way to the mail server.
    pub mailer: Option<vendor::Mailer>,
}

/// What an [`App`] is made of.
#[derive(Debug)]
pub struct Parts {
    /// The database.
    pub db: Db,
    /// Files by their hash.
    pub blobs: Blobs,
    /// Editions.
    pub catalog: Catalog,
    /// Signing key.
    pub key: InstallationKey,
    /// Clock.
    pub clock: Clock,
    /// Identifiers.
    pub ids: Ids,
    /// Typesetter.
    pub renderer: Renderer,
}

impl App {
    /// Puts the parts together.
    #[must_use]
    pub fn new(parts: Parts) -> Self {
        Self {
            db: parts.db,
            blobs: parts.blobs,
            catalog: Arc::new(parts.catalog),
            key: Arc::new(parts.key),
            clock: parts.clock,
            ids: parts.ids,
            renderer: Arc::new(parts.renderer),
            backups: backup::Watch::default(),
            outside: Arc::default(),
            intakes: intake::Runs::default(),
            last_read: intake::LastRead::default(),
            hashing: Arc::new(Semaphore::new(2)),
            reading: Arc::new(Semaphore::new(1)),
        }
    }

    /// With the ways to reach vendors.
    #[must_use]
    pub fn reaching(self, outside: Outside) -> Self {
        Self { outside: Arc::new(outside), ..self }
    }

    /// Now.
    #[must_use]
    pub fn now(&self) -> Instant {
        self.clock.now()
    }

    /// The civil date in Japan.
    #[must_use]
    pub fn today(&self) -> Date {
        self.now().date_jst()
    }

    /// Facilities of this installation, oldest first.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn facilities(&self) -> Result<Vec<FacilityId>, AppError> {
        Ok(store::journal::list_facilities(&self.db).await?)
    }
}
