//! A way in as typed, and why it can't be taken.

use crate::form::Fields;
use domain::{
    id::VendorId,
    vendor::remote_access::{
        Means, Origin, OriginError, RemoteAccessDraft, RemoteAccessError, RemoteAccessText, RemoteField,
    },
};

/// Field and message key.
pub(crate) type Wrong = (&'static str, &'static str);

/// The fields of a way in.
#[derive(Debug, Default)]
pub(crate) struct AccessFields {
    pub(crate) version: i64,
    pub(crate) target: String,
    pub(crate) means: Vec<String>,
    pub(crate) means_words: String,
    pub(crate) origin: String,
    pub(crate) addresses: String,
    pub(crate) gateway: String,
    pub(crate) allowed: String,
    pub(crate) two_factor: String,
    pub(crate) opening: String,
    pub(crate) note: String,
}

impl AccessFields {
    pub(crate) fn typed(fields: &Fields) -> Self {
        let text = |name| fields.text(name).to_owned();
        Self {
            version: fields.text("version").parse().unwrap_or_default(),
            target: text("target"),
            means: fields.all("means").map(str::to_owned).collect(),
            means_words: text("means_words"),
            origin: text("origin"),
            addresses: text("addresses"),
            gateway: text("gateway"),
            allowed: text("allowed"),
            two_factor: text("two_factor"),
            opening: text("opening"),
            note: text("note"),
        }
    }

    pub(crate) fn of(stated: &RemoteAccessDraft, version: i64) -> Self {
        let line = |line: &Option<domain::vendor::Line>| line.as_ref().map(ToString::to_string).unwrap_or_default();
        Self {
            version,
            target: stated.target.to_string(),
            means: stated.means.iter().map(|means| means.code().to_owned()).collect(),
            means_words: line(&stated.means_words),
            origin: stated.origin.code().to_owned(),
            addresses: stated.origin.addresses(),
            gateway: line(&stated.gateway),
            allowed: line(&stated.allowed),
            two_factor: stated.two_factor.code().to_owned(),
            opening: stated.opening.code().to_owned(),
            note: line(&stated.note),
        }
    }

    /// Nothing said yet: what is not chosen is unknown.
    pub(crate) fn blank() -> Self {
        let unknown = || Origin::Unknown.code().to_owned();
        Self { origin: unknown(), two_factor: unknown(), opening: unknown(), ..Self::default() }
    }

    pub(crate) fn has(&self, means: &Means) -> bool {
        self.means.iter().any(|code| code == means.code())
    }

    pub(crate) fn draft(&self, vendor: VendorId) -> Result<RemoteAccessDraft, Wrong> {
        let text = RemoteAccessText {
            target: &self.target,
            means: self.means.iter().map(String::as_str).collect(),
            means_words: &self.means_words,
            origin: &self.origin,
            addresses: &self.addresses,
            gateway: &self.gateway,
            allowed: &self.allowed,
            two_factor: &self.two_factor,
            opening: &self.opening,
            note: &self.note,
        };
        RemoteAccessDraft::parse(vendor, &text).map_err(|error| refusal(&error))
    }
}

fn refusal(error: &RemoteAccessError) -> Wrong {
    match error {
        RemoteAccessError::Line(RemoteField::Target, _) => ("target", "remote-target-wrong"),
        RemoteAccessError::Line(RemoteField::MeansWords, _) => ("means_words", "vendor-line-wrong"),
        RemoteAccessError::Line(RemoteField::Gateway, _) => ("gateway", "vendor-line-wrong"),
        RemoteAccessError::Line(RemoteField::Allowed, _) => ("allowed", "vendor-line-wrong"),
        RemoteAccessError::Line(RemoteField::Note, _) => ("note", "vendor-line-wrong"),
        RemoteAccessError::Means => ("means", "remote-choice-missing"),
        RemoteAccessError::OtherUnnamed => ("means_words", "remote-other-unnamed"),
        RemoteAccessError::OriginMissing => ("origin", "remote-choice-missing"),
        RemoteAccessError::Addresses(error) => ("addresses", addresses(error)),
        RemoteAccessError::AddressesUnchosen => ("addresses", "remote-addresses-unchosen"),
        RemoteAccessError::TwoFactor => ("two_factor", "remote-choice-missing"),
        RemoteAccessError::Opening => ("opening", "remote-choice-missing"),
    }
}

const fn addresses(error: &OriginError) -> &'static str {
    match error {
        OriginError::Empty => "remote-addresses-empty",
        OriginError::Unreadable(_) => "remote-addresses-unreadable",
        OriginError::HostBits(..) => "remote-addresses-host-bits",
        OriginError::Everything(_) => "remote-addresses-everything",
        OriginError::Range(_) => "remote-addresses-range",
        OriginError::TooMany => "remote-addresses-too-many",
    }
}
