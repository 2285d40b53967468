//! The right of whoever holds a personal link: one request of one vendor, and nothing else.

use super::{ActorNote, Channel};
use crate::{
    id::{FacilityId, LinkId, RequestId},
    staff::Name,
};

/// Proof that a personal link in force was shown. It opens one request; every function that takes it reads and writes that
/// request alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LinkPermit {
    facility: FacilityId,
    request: RequestId,
    link: LinkId,
}

impl LinkPermit {
    /// For a link whose token was proved, and that is neither over nor revoked. The caller has looked (`store::vendor::find_link`).
    #[must_use]
    pub const fn shown(facility: FacilityId, request: RequestId, link: LinkId) -> Self {
        Self { facility, request, link }
    }

    /// The institution that asks.
    #[must_use]
    pub const fn facility(&self) -> FacilityId {
        self.facility
    }

    /// What it opens.
    #[must_use]
    pub const fn request(&self) -> RequestId {
        self.request
    }

    /// The link itself.
    #[must_use]
    pub const fn link(&self) -> LinkId {
        self.link
    }

    /// Who acts, as the journal keeps it: the name that the person gives. Nobody has checked it.
    #[must_use]
    pub const fn by(&self, name: Name) -> ActorNote {
        ActorNote { staff: None, user: None, name, via: Channel::Link }
    }
}
