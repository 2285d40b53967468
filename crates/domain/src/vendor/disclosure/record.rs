//! The record of one disclosure: of which product, in which edition of the form, asked or received.

use crate::{
    calendar::{DateError, parse_date},
    evidence::EvidenceFile,
    id::{DisclosureId, SystemId, VendorId},
    journal::Seq,
    vendor::{Line, LineError},
};
use serde::{Deserialize, Serialize};
use time::Date;

/// Which of the two forms.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DisclosureKind {
    /// 製造業者: a product.
    Mds,
    /// サービス事業者: a service.
    Sds,
}

impl DisclosureKind {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Mds, Self::Sds];

    /// Stable code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Mds => "mds",
            Self::Sds => "sds",
        }
    }

    /// The kind with this code.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }
}

/// Where the asking stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum DisclosureState {
    /// 依頼済.
    Requested {
        /// Day of asking.
        on: Date,
        /// By when.
        due: Option<Date>,
    },
    /// 受領.
    Received {
        /// Day of receipt.
        on: Date,
    },
    /// 提出拒否.
    Refused {
        /// Day.
        on: Date,
        /// Reason given.
        why: Line,
    },
    /// 対象外.
    NotNeeded {
        /// Day on which the institution found so.
        on: Date,
        /// Why.
        why: Line,
    },
}

impl DisclosureState {
    /// Codes of all states, in the order shown.
    pub const CODES: [&'static str; 4] = ["requested", "received", "refused", "not_needed"];

    /// Stable code.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Requested { .. } => "requested",
            Self::Received { .. } => "received",
            Self::Refused { .. } => "refused",
            Self::NotNeeded { .. } => "not_needed",
        }
    }

    /// Its day.
    #[must_use]
    pub const fn on(&self) -> Date {
        match self {
            Self::Requested { on, .. }
            | Self::Received { on }
            | Self::Refused { on, .. }
            | Self::NotNeeded { on, .. } => *on,
        }
    }
}

/// What a person states about a disclosure.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DisclosureDraft {
    /// Whose.
    pub vendor: VendorId,
    /// Which form.
    pub kind: DisclosureKind,
    /// Product or service.
    pub product: Line,
    /// Its version, as the form says.
    pub product_version: Option<Line>,
    /// The version that the house uses, if known: another one than the form's calls for a new form.
    pub in_use: Option<Line>,
    /// Edition of the form (`5.0`), if known.
    pub edition: Option<Line>,
    /// 作成日, as the form says.
    pub dated_on: Option<Date>,
    /// The system that it is about, if it is recorded.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub system: Option<SystemId>,
    /// Asked, received, refused, not needed.
    #[serde(flatten)]
    pub state: DisclosureState,
}

/// One disclosure as recorded.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Disclosure {
    /// Stable identifier.
    pub id: DisclosureId,
    /// What was stated.
    #[serde(flatten)]
    pub stated: DisclosureDraft,
    /// The paper as it came, where its answers were not read out of a workbook.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub file: Option<EvidenceFile>,
    /// Journal entry of the last change of what is stated.
    pub version: Seq,
}

/// What was typed or chosen.
#[derive(Debug, Clone, Copy, Default)]
pub struct DisclosureText<'a> {
    /// Code of the kind.
    pub kind: &'a str,
    /// Product.
    pub product: &'a str,
    /// Version on the form.
    pub product_version: &'a str,
    /// Version in use.
    pub in_use: &'a str,
    /// Edition of the form.
    pub edition: &'a str,
    /// 作成日.
    pub dated_on: &'a str,
    /// Identifier of the system; empty for none.
    pub system: &'a str,
    /// Code of the state.
    pub state: &'a str,
    /// Its day.
    pub on: &'a str,
    /// By when.
    pub due: &'a str,
    /// Why refused or not needed.
    pub why: &'a str,
}

/// Why a statement is refused, and in which field.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DisclosureError {
    /// A line of text; the field by its name.
    #[error("{0}: {1}")]
    Line(&'static str, LineError),
    /// A day; the field by its name.
    #[error("{0}: {1}")]
    Day(&'static str, DateError),
    /// The day of the state is missing.
    #[error("the day is missing")]
    DayMissing,
    /// A day after today; the field by its name.
    #[error("{0} lies in the future")]
    Future(&'static str),
    /// Due before it was asked.
    #[error("due before it was asked")]
    DueFirst,
    /// A choice is missing; the field by its name.
    #[error("{0}: not chosen")]
    Choice(&'static str),
}

impl DisclosureDraft {
    /// Reads what was typed.
    ///
    /// # Errors
    /// The first field that can't be taken.
    pub fn parse(vendor: VendorId, text: DisclosureText<'_>, today: Date) -> Result<Self, DisclosureError> {
        let maybe = |name, text| Line::maybe(text).map_err(|error| DisclosureError::Line(name, error));
        let dated_on = day("dated_on", text.dated_on)?;
        if dated_on.is_some_and(|day| day > today) {
            return Err(DisclosureError::Future("dated_on"));
        }
        let system = match text.system {
            "" => None,
            id => Some(id.parse().map_err(|_| DisclosureError::Choice("system"))?),
        };
        Ok(Self {
            vendor,
            kind: DisclosureKind::from_code(text.kind).ok_or(DisclosureError::Choice("kind"))?,
            product: Line::parse(text.product).map_err(|error| DisclosureError::Line("product", error))?,
            product_version: maybe("product_version", text.product_version)?,
            in_use: maybe("in_use", text.in_use)?,
            edition: maybe("edition", text.edition)?,
            dated_on,
            system,
            state: state(text, today)?,
        })
    }
}

fn state(text: DisclosureText<'_>, today: Date) -> Result<DisclosureState, DisclosureError> {
    let on = day("on", text.on)?.ok_or(DisclosureError::DayMissing)?;
    if on > today {
        return Err(DisclosureError::Future("on"));
    }
    let why = || Line::parse(text.why).map_err(|error| DisclosureError::Line("why", error));
    match text.state {
        "requested" => {
            let due = day("due", text.due)?;
            if due.is_some_and(|due| due < on) {
                return Err(DisclosureError::DueFirst);
            }
            Ok(DisclosureState::Requested { on, due })
        }
        "received" => Ok(DisclosureState::Received { on }),
        "refused" => Ok(DisclosureState::Refused { on, why: why()? }),
        "not_needed" => Ok(DisclosureState::NotNeeded { on, why: why()? }),
        _ => Err(DisclosureError::Choice("state")),
    }
}

fn day(name: &'static str, text: &str) -> Result<Option<Date>, DisclosureError> {
    match text.trim() {
        "" => Ok(None),
        text => parse_date(text).map(Some).map_err(|error| DisclosureError::Day(name, error)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use time::macros::date;
    use uuid::Uuid;

    const GOOD: DisclosureText<'_> = DisclosureText {
        kind: "mds",
        product: "みどりカルテ",
        product_version: "3.2",
        in_use: "3.2",
        edition: "5.0",
        dated_on: "2024-04-01",
        system: "",
        state: "received",
        on: "2024-06-03",
        due: "",
        why: "",
    };

    fn refused(text: DisclosureText<'_>) -> String {
        DisclosureDraft::parse(Uuid::nil().into(), text, date!(2024 - 06 - 10))
            .map_or_else(|e| e.to_string(), |_| "taken".to_owned())
    }

    #[test]
    fn each_field_is_refused_by_its_name() {
        assert_eq!(refused(GOOD), "taken");
        assert_eq!(refused(DisclosureText { kind: "", ..GOOD }), "kind: not chosen");
        assert_eq!(refused(DisclosureText { product: " ", ..GOOD }), "product: the line is empty");
        assert_eq!(refused(DisclosureText { dated_on: "2024-06-11", ..GOOD }), "dated_on lies in the future");
        assert_eq!(refused(DisclosureText { on: "", ..GOOD }), "the day is missing");
        assert_eq!(refused(DisclosureText { state: "lost", ..GOOD }), "state: not chosen");
        assert_eq!(refused(DisclosureText { state: "refused", ..GOOD }), "why: the line is empty");
        assert_eq!(
            refused(DisclosureText { state: "requested", due: "2024-06-01", ..GOOD }),
            "due before it was asked"
        );
        assert_eq!(refused(DisclosureText { system: "ehr", ..GOOD }), "system: not chosen");
    }
}
