//! The mail server by which requests and reminders go out to vendors.

use super::Secret;
use crate::fault::{self, Fault};
use app::vendor::{MailSettings, Mailer, Security};
use serde::Deserialize;
use std::{fs, path::PathBuf};

/// As written, before it is looked at.
#[derive(Debug, Default, Deserialize)]
pub(super) struct RawMail {
    mail_server: Option<String>,
    mail_port: Option<i64>,
    mail_security: Option<String>,
    mail_from: Option<String>,
    mail_user: Option<String>,
    mail_password: Option<Secret>,
    mail_authority: Option<PathBuf>,
}

impl RawMail {
    /// The settings, or what is wrong with them. Without a server there are none.
    pub(super) fn check(self) -> Result<Option<MailSettings>, Fault> {
        let wrong = |name: &'static str, found: &str| {
            Fault::refused("command-config-mail").with("name", name).with("found", found)
        };
        let Some(server) = self.mail_server else {
            return match self.mail_from {
                Some(from) => Err(wrong("mail_server", &from)),
                None => Ok(None),
            };
        };
        let code = self.mail_security.as_deref().unwrap_or("starttls");
        let security = Security::from_code(code).ok_or_else(|| wrong("mail_security", code))?;
        let port = self.mail_port.map(|port| {
            u16::try_from(port).ok().filter(|port| *port > 0).ok_or_else(|| wrong("mail_port", &port.to_string()))
        });
        let authority = self
            .mail_authority
            .map(|path| fs::read(&path).map_err(|error| fault::file("command-config-file", &path, &error)));
        let login = match (self.mail_user, self.mail_password) {
            (Some(user), Some(password)) => Some((user, password.expose().to_owned())),
            (None, None) => None,
            (Some(user), None) => return Err(wrong("mail_password", &user)),
            (None, Some(_)) => return Err(wrong("mail_user", "")),
        };
        let from = self.mail_from.ok_or_else(|| wrong("mail_from", ""))?;
        let settings = MailSettings {
            server,
            port: port.transpose()?,
            security,
            from: from.clone(),
            login,
            authority: authority.transpose()?,
        };
        // Whether it could be used is said at the start, not when the first mail is due.
        Mailer::new(settings.clone()).map_err(|error| wrong("mail_from", &from).below(error))?;
        Ok(Some(settings))
    }
}
