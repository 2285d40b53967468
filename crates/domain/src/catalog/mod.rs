//! Editions of the checklist as data: packs in YAML, read once, each fault with file, line and column.
//!
//! The ministry's words live in [`OfficialText`] and leave it only with their mark. Our own guidance lives apart from them
//! in [`Guidance`]. What the answers mean is not here but in `assessment`.

mod authority;
mod backup;
mod bcp;
mod bilingual;
mod crosswalk;
mod disclosure;
mod edition;
mod error;
mod guidance;
mod id;
mod load;
mod official;
mod read;
mod scenario;
mod shelf;
mod verification;
mod yaml;

pub use authority::Authority;
pub use bcp::BcpBook;
pub use bilingual::Bilingual;
pub use crosswalk::{Change, Crosswalk, Fate};
pub use disclosure::{
    DisclosureBook, DisclosureEdition, DisclosureProfile, ProfileHeader, ProfileSheet, ProfileTopic, Topic, TopicMatch,
    TopicStatus, plain,
};
pub use edition::{
    Artifact, Column, ColumnKind, Edition, Form, Group, HeaderField, Item, ItemList, NamedUrl, Note, PrintedNumber,
    Section,
};
pub use error::{CatalogError, Problem};
pub use guidance::Guidance;
pub use id::{CatalogIdError, EditionId, FormKind, ItemId, TopicId};
pub use official::{
    Confidence, ExactBy, Likelihood, Mark, MarkedWords, OfficialText, Place, same_wording, wording_digest,
};
pub use scenario::{Scenario, ScenarioStep};
pub use shelf::Catalog;
pub use verification::{Verification, Verified};
