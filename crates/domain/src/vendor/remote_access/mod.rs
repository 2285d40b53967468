//! Remote maintenance (リモートメンテナンス): each way in that a vendor has, and what the vendor confirmed about them.
//!
//! One way in is a `remote_access`; the arrangement with one vendor is its `remote_maintenance`.

mod concern;
mod confirmation;
mod means;
mod origin;
mod record;
mod standing;

pub use concern::Concern;
pub use confirmation::{
    ConfirmationError, ConfirmationText, ConfirmedBy, RemoteConfirmation, RemoteConfirmationDraft, SeenAccess,
};
pub use means::Means;
pub use origin::{Origin, OriginError, Sources};
pub use record::{
    Opening, RemoteAccess, RemoteAccessDraft, RemoteAccessError, RemoteAccessText, RemoteField, TwoFactor,
};
pub use standing::{CONFIRMED_VALID, EntryConfirmation, RemoteStanding, entry_confirmation, remote_standing};
