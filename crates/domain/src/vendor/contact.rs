//! Whom to reach at a vendor, also at night.

use super::{Line, LineError};
use crate::staff::{Name, NameError};
use serde::{Deserialize, Serialize};

/// One more way to reach a vendor beside the one in its record. A contact without any way to reach it is none.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contact {
    /// A person, or a desk: 夜間受付.
    pub name: Name,
    /// What it is asked for: 保守, 営業, インシデント.
    pub duty: Option<Line>,
    /// Telephone as written.
    pub phone: Option<Line>,
    /// Mail address as written.
    pub mail: Option<Line>,
    /// Whether it is reached out of hours (夜間・休日).
    pub out_of_hours: bool,
}

/// Why a contact is refused, and in which field.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ContactError {
    /// Its name.
    #[error("name: {0}")]
    Name(NameError),
    /// What it is asked for.
    #[error("duty: {0}")]
    Duty(LineError),
    /// Telephone.
    #[error("phone: {0}")]
    Phone(LineError),
    /// Mail address.
    #[error("mail: {0}")]
    Mail(LineError),
    /// Neither telephone nor mail.
    #[error("no way to reach it")]
    NoWay,
}

impl Contact {
    /// The most contacts that one vendor has. Our choice.
    pub const MOST: usize = 50;

    /// Reads what was typed.
    ///
    /// # Errors
    /// The first field that can't be taken.
    pub fn parse(name: &str, duty: &str, phone: &str, mail: &str, out_of_hours: bool) -> Result<Self, ContactError> {
        let contact = Self {
            name: Name::parse(name).map_err(ContactError::Name)?,
            duty: Line::maybe(duty).map_err(ContactError::Duty)?,
            phone: Line::maybe(phone).map_err(ContactError::Phone)?,
            mail: Line::maybe(mail).map_err(ContactError::Mail)?,
            out_of_hours,
        };
        if contact.phone.is_none() && contact.mail.is_none() {
            return Err(ContactError::NoWay);
        }
        Ok(contact)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_contact_can_be_reached() {
        let said = |name, phone, mail| {
            Contact::parse(name, "保守", phone, mail, true).map_or_else(|e| e.to_string(), |_| "taken".to_owned())
        };
        assert_eq!(said("夜間受付", "03-0000-0000", ""), "taken");
        assert_eq!(said("夜間受付", "", "night@example.jp"), "taken");
        assert_eq!(said("夜間受付", " ", "　"), "no way to reach it");
        assert_eq!(said("", "1", ""), "name: the name is empty");
    }
}
