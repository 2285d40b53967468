//! A disclosure as typed, and why it can't be taken.

use crate::{cx::Cx, form::Fields};
use domain::{
    calendar::iso,
    id::VendorId,
    vendor::disclosure::{Disclosure, DisclosureDraft, DisclosureError, DisclosureState, DisclosureText},
};

/// Field and message key.
pub(crate) type Wrong = (&'static str, &'static str);

/// The fields of a disclosure.
#[derive(Debug, Default)]
pub(crate) struct DisclosureFields {
    pub(crate) version: i64,
    pub(crate) kind: String,
    pub(crate) product: String,
    pub(crate) product_version: String,
    pub(crate) in_use: String,
    pub(crate) edition: String,
    pub(crate) dated_on: String,
    pub(crate) system: String,
    pub(crate) state: String,
    pub(crate) on: String,
    pub(crate) due: String,
    pub(crate) why: String,
}

impl DisclosureFields {
    pub(crate) fn typed(fields: &Fields) -> Self {
        let text = |name| fields.text(name).to_owned();
        Self {
            version: fields.text("version").parse().unwrap_or_default(),
            kind: text("kind"),
            product: text("product"),
            product_version: text("product_version"),
            in_use: text("in_use"),
            edition: text("edition"),
            dated_on: text("dated_on"),
            system: text("system"),
            state: text("state"),
            on: text("on"),
            due: text("due"),
            why: text("why"),
        }
    }

    pub(crate) fn of(disclosure: &Disclosure) -> Self {
        let stated = &disclosure.stated;
        let line = |line: &Option<domain::vendor::Line>| line.as_ref().map(ToString::to_string).unwrap_or_default();
        let (due, why) = match &stated.state {
            DisclosureState::Requested { due, .. } => (due.map(iso).unwrap_or_default(), String::new()),
            DisclosureState::Refused { why, .. } | DisclosureState::NotNeeded { why, .. } => {
                (String::new(), why.to_string())
            }
            DisclosureState::Received { .. } => (String::new(), String::new()),
        };
        Self {
            version: disclosure.version.get(),
            kind: stated.kind.code().to_owned(),
            product: stated.product.to_string(),
            product_version: line(&stated.product_version),
            in_use: line(&stated.in_use),
            edition: line(&stated.edition),
            dated_on: stated.dated_on.map(iso).unwrap_or_default(),
            system: stated.system.map(|id| id.to_string()).unwrap_or_default(),
            state: stated.state.code().to_owned(),
            on: iso(stated.state.on()),
            due,
            why,
        }
    }

    pub(crate) fn draft(&self, cx: &Cx, vendor: VendorId) -> Result<DisclosureDraft, Wrong> {
        let text = DisclosureText {
            kind: &self.kind,
            product: &self.product,
            product_version: &self.product_version,
            in_use: &self.in_use,
            edition: &self.edition,
            dated_on: &self.dated_on,
            system: &self.system,
            state: &self.state,
            on: &self.on,
            due: &self.due,
            why: &self.why,
        };
        DisclosureDraft::parse(vendor, text, cx.app().today()).map_err(|error| refusal(&error))
    }
}

fn refusal(error: &DisclosureError) -> Wrong {
    match error {
        DisclosureError::Line("product", _) => ("product", "disclosure-product-wrong"),
        DisclosureError::Line("why", _) => ("why", "evidence-why-wrong"),
        DisclosureError::Line(field, _) => (field, "vendor-line-wrong"),
        DisclosureError::Day(field, _) => (field, "common-date-wrong"),
        DisclosureError::DayMissing => ("on", "remote-day-missing"),
        DisclosureError::Future(field) => (field, "evidence-future"),
        DisclosureError::DueFirst => ("due", "disclosure-due-first"),
        DisclosureError::Choice(field) => (field, "remote-choice-missing"),
    }
}
