//! What can go wrong in work that needs more than the store.

use crate::renderer::RenderError;
use domain::{access::Denied, assessment::OpenPoint, catalog::EditionId};
use store::StoreError;

/// Why work was not done. Nothing is half-written.
#[derive(Debug, thiserror::Error)]
pub enum AppError {
    /// The store refused.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The actor may not.
    #[error(transparent)]
    Denied(#[from] Denied),
    /// The edition pack that the sheet was opened with is not known any more, neither built in nor kept.
    #[error("edition {0} with the pinned bytes is not here")]
    EditionMissing(EditionId),
    /// The edition has no items yet: its official form has to be imported.
    #[error("the items of edition {0} are not known")]
    EditionWithoutItems(EditionId),
    /// The fiscal year lies before the edition's own, or after today's.
    #[error("edition {0} can't be used for that fiscal year")]
    FiscalYear(EditionId),
    /// The round can't be signed yet.
    #[error("{} open points", .0.len())]
    Open(Vec<OpenPoint>),
    /// The date on the paper lies outside the fiscal year or in the future.
    #[error("the date of the signature is not possible")]
    SignatureDate,
    /// A vendor's sheet is signed by the vendor, on paper.
    #[error("a vendor's sheet is signed on paper")]
    VendorSigns,
    /// The day by which an answer is wanted has passed.
    #[error("the due day has passed")]
    DueDay,
    /// Vendors can't reach this program: no address for them is set.
    #[error("no address for vendors is set")]
    NoVendorDoor,
    /// A personal link opens nothing: it is wrong, over or revoked; which of these is not said.
    #[error("the link opens nothing")]
    LinkRefused,
    /// A mail was not sent.
    #[error(transparent)]
    Mail(#[from] crate::vendor::MailError),
    /// The file is none of the kinds that are taken: `empty`, `program`, `unknown`.
    #[error("the file is not taken: {0}")]
    NotTaken(&'static str),
    /// The evidence files that a pack was to enclose are more than a pack holds.
    #[error("{bytes} bytes of evidence are more than a pack holds")]
    PackTooLarge {
        /// Bytes of the files.
        bytes: u64,
    },
    /// The set-up code is wrong, or was used.
    #[error("the set-up code is wrong")]
    SetUpCode,
    /// The login or its password is wrong; which of both is not said.
    #[error("login refused")]
    LoginRefused,
    /// Too many attempts.
    #[error("too many attempts, wait {seconds} seconds")]
    Throttled {
        /// Seconds to wait.
        seconds: i64,
    },
    /// Typesetting failed.
    #[error(transparent)]
    Render(#[from] RenderError),
    /// Anything else.
    #[error("{0}")]
    Internal(String),
}
