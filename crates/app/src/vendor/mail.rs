//! Mail to vendors by the institution's own SMTP server. Off unless it is set; a letter on paper says the same.

use super::{
    letter::{Occasion, Writer},
    link::{GRACE, make_link},
    open_request,
};
use crate::{App, AppError, words::T};
use domain::{
    access::{ManageVendors, Permit, View},
    assessment::RoundNo,
    id::RequestId,
    journal::RequestSent,
    vendor::Line,
};
use lettre::{
    AsyncSmtpTransport, AsyncTransport as _, Message, Tokio1Executor,
    message::Mailbox,
    transport::smtp::{
        authentication::Credentials,
        client::{Certificate, Tls, TlsParameters},
    },
};
use std::time::Duration;

/// Longest time for one step with the server: 20 seconds.
const PATIENCE: Duration = Duration::from_secs(20);

/// Whether a text is a mail address.
#[must_use]
pub fn is_mail_address(text: &str) -> bool {
    text.parse::<Mailbox>().is_ok()
}

/// How the connection to the server is kept secret.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Security {
    /// Begins in the open and goes on encrypted, or not at all (RFC 3207).
    StartTls,
    /// Encrypted from the start (RFC 8314).
    Tls,
    /// In the open: only for a server on this machine or in the same closed network.
    None,
}

impl Security {
    /// The security with this code.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        match code {
            "starttls" => Some(Self::StartTls),
            "tls" => Some(Self::Tls),
            "none" => Some(Self::None),
            _ => None,
        }
    }

    /// Port that is usual for it: RFC 6409, RFC 8314, RFC 5321.
    const fn port(self) -> u16 {
        match self {
            Self::StartTls => 587,
            Self::Tls => 465,
            Self::None => 25,
        }
    }
}

/// Settings of the server.
#[derive(Clone)]
pub struct MailSettings {
    /// Name or address of the server.
    pub server: String,
    /// Port; the usual one without it.
    pub port: Option<u16>,
    /// How the connection is kept secret.
    pub security: Security,
    /// Address that mails come from: `病院 <it@hospital.example>` or the address alone.
    pub from: String,
    /// Name and password, where the server asks for them.
    pub login: Option<(String, String)>,
    /// PEM of an authority of one's own that vouches for the server.
    pub authority: Option<Vec<u8>>,
}

impl std::fmt::Debug for MailSettings {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("MailSettings").field("server", &self.server).field("port", &self.port).finish_non_exhaustive()
    }
}

/// Why a mail was not sent.
#[derive(Debug, thiserror::Error)]
pub enum MailError {
    /// No server is set.
    #[error("no mail server is set")]
    Off,
    /// An address in the settings, or of the vendor, is none.
    #[error("no mail address: {0}")]
    Address(String),
    /// The authority's certificate can't be read.
    #[error("the certificate of the mail server's authority can't be read")]
    Authority,
    /// The server did not take it.
    #[error("the mail server did not take it: {0}")]
    Refused(String),
}

/// The way to the mail server.
#[derive(Debug, Clone)]
pub struct Mailer {
    transport: AsyncSmtpTransport<Tokio1Executor>,
    from: Mailbox,
}

impl Mailer {
    /// Prepares the way; nothing is connected yet.
    ///
    /// # Errors
    /// [`MailError::Address`], [`MailError::Authority`].
    pub fn new(settings: MailSettings) -> Result<Self, MailError> {
        let from = settings.from.parse().map_err(|_| MailError::Address(settings.from.clone()))?;
        let mut transport = AsyncSmtpTransport::<Tokio1Executor>::builder_dangerous(&settings.server)
            .port(settings.port.unwrap_or(settings.security.port()))
            .timeout(Some(PATIENCE))
            .tls(tls(&settings)?);
        if let Some((name, password)) = settings.login {
            transport = transport.credentials(Credentials::new(name, password));
        }
        Ok(Self { transport: transport.build(), from })
    }

    pub(crate) async fn send(&self, to: &str, subject: String, body: String) -> Result<(), MailError> {
        let to: Mailbox = to.parse().map_err(|_| MailError::Address(to.to_owned()))?;
        let mail = Message::builder().from(self.from.clone()).to(to).subject(subject).body(body);
        let mail = mail.map_err(|error| MailError::Refused(error.to_string()))?;
        self.transport.send(mail).await.map(drop).map_err(|error| MailError::Refused(error.to_string()))
    }
}

fn tls(settings: &MailSettings) -> Result<Tls, MailError> {
    if settings.security == Security::None {
        return Ok(Tls::None);
    }
    let mut parameters = TlsParameters::builder(settings.server.clone());
    if let Some(pem) = &settings.authority {
        // A file without any certificate would add no authority, silently.
        if !String::from_utf8_lossy(pem).contains("-----BEGIN CERTIFICATE-----") {
            return Err(MailError::Authority);
        }
        parameters = parameters.add_root_certificate(Certificate::from_pem(pem).map_err(|_| MailError::Authority)?);
    }
    let parameters = parameters.build().map_err(|_| MailError::Authority)?;
    Ok(match settings.security {
        Security::Tls => Tls::Wrapper(parameters),
        _ => Tls::Required(parameters),
    })
}

/// Sends a request or a reminder to the address in the vendor's record, with a new link where vendors can be reached, and
/// records that it went out.
///
/// # Errors
/// [`AppError::Mail`]; nothing is recorded then.
pub async fn send(
    app: &App,
    view: &Permit<View>,
    permit: &Permit<ManageVendors>,
    request: RequestId,
    occasion: Occasion,
    t: T,
) -> Result<(), AppError> {
    let mailer = app.outside.mailer.as_ref().ok_or(MailError::Off)?;
    let form = open_request(app, view, request).await?;
    let to = form.asked.vendor.stated.mail.clone().ok_or_else(|| MailError::Address(String::new()))?;
    let _: Mailbox = to.as_str().parse().map_err(|_| MailError::Address(to.to_string()))?;
    let writer = Writer::open(app, view, t).await?;
    let mut lines = writer.to(&form);
    lines.push(String::new());
    lines.extend(writer.paragraphs(&form, occasion)?);
    lines.push(String::new());
    if app.outside.vendor_address.is_some() {
        let expires_on = form.asked.request.due_on.max(app.today()) + GRACE;
        let made = make_link(app, permit, request, expires_on).await?;
        lines.push(t.one("vendor-mail-link", "day", t.short_day(expires_on)));
        lines.push(made.address);
        lines.push(t.get("vendor-mail-link-care").into_owned());
        lines.push(String::new());
    }
    let facts = writer.facts(&form)?;
    lines.extend(facts.into_iter().map(|(name, value)| format!("{name}: {value}")));
    lines.push(String::new());
    lines.extend(writer.from(&form));
    mailer.send(to.as_str(), writer.subject(&form, occasion), lines.join("\n")).await?;
    let reminder = occasion == Occasion::Reminder;
    let sent = RequestSent { request, on: app.today(), reminder, to: Some(Line::clone(&to)) };
    store::vendor::record_sent(&app.db, permit, app.now(), sent).await?;
    Ok(())
}

/// Sends the reminders that are due today, where mail is set: one that fails is said in the log and tried again with the next
/// round. The sample hospital writes to nobody. Returns how many went out.
///
/// # Errors
/// When the database can't be read.
pub async fn remind_all(
    app: &App,
    view: &Permit<View>,
    permit: &Permit<ManageVendors>,
    t: T,
) -> Result<usize, AppError> {
    let sheets = store::assessment::list(&app.db, view).await?;
    let own = sheets.into_iter().find(|sheet| sheet.vendor.is_none());
    let Some(own) = own.filter(|_| app.outside.mailer.is_some()) else { return Ok(0) };
    let own = crate::assessment::load(app, view, own.id).await?;
    if own.facility().sample {
        return Ok(0);
    }
    let mut sent = 0;
    for round in RoundNo::ALL {
        for row in super::board(app, view, &own, round).await? {
            let due = row.reminder.and(row.asked).filter(|_| row.vendor.stated.mail.is_some());
            let Some((asked, _)) = due else { continue };
            match send(app, view, permit, asked.request.id, Occasion::Reminder, t).await {
                Ok(()) => sent += 1,
                Err(error) => tracing::warn!(request = %asked.request.id, %error, "a reminder was not sent"),
            }
        }
    }
    Ok(sent)
}
