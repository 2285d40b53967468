//! The record of one way in.

use super::{Means, Origin, OriginError, Sources};
use crate::{
    id::{RemoteAccessId, VendorId},
    journal::Seq,
    vendor::{Line, LineError},
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// Whether signing in over this way takes two factors (二要素認証).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TwoFactor {
    /// It does.
    Yes,
    /// It does not.
    No,
    /// Nobody has said.
    #[default]
    Unknown,
}

impl TwoFactor {
    /// Every value, in the order shown.
    pub const ALL: [Self; 3] = [Self::Yes, Self::No, Self::Unknown];

    /// Stable code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Yes => "yes",
            Self::No => "no",
            Self::Unknown => "unknown",
        }
    }

    /// The value with this code.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|value| value.code() == code)
    }
}

/// When the way is open.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Opening {
    /// Opened for each work, closed after it.
    OnRequest,
    /// Always connected.
    AlwaysOn,
    /// Nobody has said.
    #[default]
    Unknown,
}

impl Opening {
    /// Every value, in the order shown.
    pub const ALL: [Self; 3] = [Self::OnRequest, Self::AlwaysOn, Self::Unknown];

    /// Stable code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::OnRequest => "on_request",
            Self::AlwaysOn => "always_on",
            Self::Unknown => "unknown",
        }
    }

    /// The value with this code.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|value| value.code() == code)
    }
}

/// What a person states about a way in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RemoteAccessDraft {
    /// Who comes in.
    pub vendor: VendorId,
    /// To which system or device, in words.
    pub target: Line,
    /// By what. None is not known.
    pub means: BTreeSet<Means>,
    /// Product, or what else it is.
    pub means_words: Option<Line>,
    /// From where.
    pub origin: Origin,
    /// Through which device or server of the house, if known.
    pub gateway: Option<Line>,
    /// On which days and hours, by whose leave, if known.
    pub allowed: Option<Line>,
    /// Two factors at sign-in.
    pub two_factor: TwoFactor,
    /// Always on, or on request.
    pub opening: Opening,
    /// Anything else.
    pub note: Option<Line>,
}

/// One way in as recorded.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RemoteAccess {
    /// Stable identifier.
    pub id: RemoteAccessId,
    /// What was stated.
    #[serde(flatten)]
    pub stated: RemoteAccessDraft,
    /// Journal entry of the last change.
    pub version: Seq,
}

/// What was typed or chosen; choices by their codes.
#[derive(Debug, Clone, Default)]
pub struct RemoteAccessText<'a> {
    /// To which system or device.
    pub target: &'a str,
    /// Codes of means.
    pub means: Vec<&'a str>,
    /// Product.
    pub means_words: &'a str,
    /// `unknown`, `anywhere` or `addresses`.
    pub origin: &'a str,
    /// The addresses.
    pub addresses: &'a str,
    /// Through which device.
    pub gateway: &'a str,
    /// When.
    pub allowed: &'a str,
    /// Code of two factors.
    pub two_factor: &'a str,
    /// Code of the opening.
    pub opening: &'a str,
    /// Anything else.
    pub note: &'a str,
}

/// A field of the record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RemoteField {
    /// To which system or device.
    Target,
    /// Product.
    MeansWords,
    /// Through which device.
    Gateway,
    /// When.
    Allowed,
    /// Anything else.
    Note,
}

/// Why a statement about a way in is refused, and in which field.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RemoteAccessError {
    /// A line of text.
    #[error("{0:?}: {1}")]
    Line(RemoteField, LineError),
    /// The means are no known codes.
    #[error("no such means")]
    Means,
    /// Something else was chosen, and not said in words what.
    #[error("the other means is not named")]
    OtherUnnamed,
    /// Where from was not chosen, or is no known code.
    #[error("the origin is not chosen")]
    OriginMissing,
    /// The addresses.
    #[error("addresses: {0}")]
    Addresses(OriginError),
    /// Addresses were typed beside another choice.
    #[error("addresses beside another choice")]
    AddressesUnchosen,
    /// Two factors: not chosen.
    #[error("two factors: not chosen")]
    TwoFactor,
    /// Always on or on request: not chosen.
    #[error("opening: not chosen")]
    Opening,
}

impl RemoteAccessDraft {
    /// Reads what was typed.
    ///
    /// # Errors
    /// The first field that can't be taken.
    pub fn parse(vendor: VendorId, text: &RemoteAccessText<'_>) -> Result<Self, RemoteAccessError> {
        let maybe = |field, text| Line::maybe(text).map_err(|error| RemoteAccessError::Line(field, error));
        let target = Line::parse(text.target).map_err(|error| RemoteAccessError::Line(RemoteField::Target, error))?;
        let means = text.means.iter().map(|code| Means::from_code(code)).collect::<Option<BTreeSet<_>>>();
        let means = means.ok_or(RemoteAccessError::Means)?;
        let means_words = maybe(RemoteField::MeansWords, text.means_words)?;
        if means.contains(&Means::Other) && means_words.is_none() {
            return Err(RemoteAccessError::OtherUnnamed);
        }
        Ok(Self {
            vendor,
            target,
            means,
            means_words,
            origin: origin(text)?,
            gateway: maybe(RemoteField::Gateway, text.gateway)?,
            allowed: maybe(RemoteField::Allowed, text.allowed)?,
            two_factor: TwoFactor::from_code(text.two_factor).ok_or(RemoteAccessError::TwoFactor)?,
            opening: Opening::from_code(text.opening).ok_or(RemoteAccessError::Opening)?,
            note: maybe(RemoteField::Note, text.note)?,
        })
    }
}

fn origin(text: &RemoteAccessText<'_>) -> Result<Origin, RemoteAccessError> {
    let origin = match text.origin {
        "addresses" => Origin::Addresses(Sources::parse(text.addresses).map_err(RemoteAccessError::Addresses)?),
        "anywhere" => Origin::Anywhere,
        "unknown" => Origin::Unknown,
        _ => return Err(RemoteAccessError::OriginMissing),
    };
    // Typed addresses beside 「どこからでも」 would be lost without a word.
    if !matches!(origin, Origin::Addresses(_)) && !text.addresses.trim().is_empty() {
        return Err(RemoteAccessError::AddressesUnchosen);
    }
    Ok(origin)
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    fn good() -> RemoteAccessText<'static> {
        RemoteAccessText {
            target: "電子カルテサーバ",
            means: vec!["vpn", "rdp"],
            origin: "addresses",
            addresses: "203.0.113.7",
            gateway: "VPN装置",
            two_factor: "yes",
            opening: "on_request",
            ..RemoteAccessText::default()
        }
    }

    fn refused(change: impl FnOnce(&mut RemoteAccessText<'static>)) -> String {
        let mut text = good();
        change(&mut text);
        RemoteAccessDraft::parse(Uuid::nil().into(), &text).map_or_else(|e| e.to_string(), |_| "taken".to_owned())
    }

    #[test]
    fn each_field_is_refused_by_its_name() {
        assert_eq!(refused(|_| ()), "taken");
        assert_eq!(refused(|t| t.target = ""), "Target: the line is empty");
        assert_eq!(refused(|t| t.means = vec!["telnet"]), "no such means");
        assert_eq!(refused(|t| t.means = vec!["other"]), "the other means is not named");
        assert_eq!(refused(|t| t.origin = ""), "the origin is not chosen");
        assert_eq!(refused(|t| t.addresses = "本社"), "addresses: no address: \"本社\"");
        assert_eq!(refused(|t| t.origin = "anywhere"), "addresses beside another choice");
        assert_eq!(refused(|t| t.two_factor = ""), "two factors: not chosen");
        assert_eq!(refused(|t| t.opening = "sometimes"), "opening: not chosen");
        assert_eq!(refused(|t| t.gateway = "a\nb"), "Gateway: the line has a control character");
    }

    #[test]
    fn what_nobody_said_stays_unknown() {
        let text = RemoteAccessText {
            target: "給食サーバ",
            origin: "unknown",
            two_factor: "unknown",
            opening: "unknown",
            ..RemoteAccessText::default()
        };
        let draft = RemoteAccessDraft::parse(Uuid::nil().into(), &text);
        assert!(draft.is_ok_and(|d| d.means.is_empty()
            && d.origin == Origin::Unknown
            && d.gateway.is_none()
            && d.two_factor == TwoFactor::Unknown
            && d.opening == Opening::Unknown));
    }
}
