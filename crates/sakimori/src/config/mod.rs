//! Settings: flag, else environment, else `sakimori.toml`, else the value that most people want.

mod file;
mod mail;
mod secret;

pub(crate) use secret::Secret;

use crate::{command::Flags, fault::Fault};
use app::{backup::Nightly, vendor::MailSettings};
use figment::{
    Figment,
    providers::{Format as _, Serialized, Toml},
};
use serde::{Deserialize, Serialize};
use std::{
    env,
    net::{IpAddr, Ipv4Addr, SocketAddr},
    path::{Path, PathBuf},
};
use store::Source;

const FILE: &str = "sakimori.toml";

/// Everything that can be set.
#[derive(Debug)]
pub(crate) struct Settings {
    /// The data folder.
    pub(crate) data: PathBuf,
    /// Address to listen on.
    pub(crate) listen: SocketAddr,
    /// PostgreSQL with the program's role; without it, SQLite in the data folder.
    pub(crate) database_url: Option<Secret>,
    /// PostgreSQL with the owner's role, for migrations.
    pub(crate) database_owner_url: Option<Secret>,
    /// Whether an address beyond this machine is served without TLS.
    pub(crate) insecure_http: bool,
    /// More names by which browsers reach this machine.
    pub(crate) certificate_names: Vec<String>,
    /// A backup every night, if a folder for it is named.
    pub(crate) nightly: Option<Nightly>,
    /// Address on which vendors' links are listened for. Off unless it is set.
    pub(crate) vendor_listen: Option<SocketAddr>,
    /// Address under which vendors reach it, where that is another one: behind a gateway.
    pub(crate) vendor_address: Option<String>,
    /// The mail server, if one is set.
    pub(crate) mail: Option<MailSettings>,
}

/// As written, before it is looked at.
#[derive(Deserialize)]
struct Raw {
    data: PathBuf,
    listen: String,
    database_url: Option<Secret>,
    database_owner_url: Option<Secret>,
    insecure_http: bool,
    certificate_names: Vec<String>,
    backup_folder: Option<PathBuf>,
    backup_keep: i64,
    vendor_listen: Option<String>,
    vendor_address: Option<String>,
    #[serde(flatten)]
    mail: mail::RawMail,
}

#[derive(Serialize)]
struct Defaults {
    data: &'static str,
    listen: &'static str,
    insecure_http: bool,
    certificate_names: [&'static str; 0],
    backup_keep: i64,
}

const DEFAULTS: Defaults = Defaults {
    data: "sakimori-data",
    listen: "127.0.0.1:8330",
    insecure_http: false,
    certificate_names: [],
    // Two weeks: a fault that nobody saw on the day is still in none of the older ones.
    backup_keep: 14,
};

/// What flags or the environment say. What they don't say is absent, so that a weaker source can.
#[derive(Default, Serialize)]
struct Layer {
    #[serde(skip_serializing_if = "Option::is_none")]
    data: Option<PathBuf>,
    #[serde(skip_serializing_if = "Option::is_none")]
    listen: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    database_url: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    database_owner_url: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    insecure_http: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    backup_folder: Option<PathBuf>,
    #[serde(skip_serializing_if = "Option::is_none")]
    vendor_listen: Option<String>,
}

impl Layer {
    fn of_environment() -> Result<Self, Fault> {
        Ok(Self {
            data: env::var_os("SAKIMORI_DATA").filter(|value| !value.is_empty()).map(PathBuf::from),
            listen: variable("SAKIMORI_LISTEN")?,
            database_url: variable("SAKIMORI_DATABASE_URL")?,
            database_owner_url: variable("SAKIMORI_DATABASE_OWNER_URL")?,
            insecure_http: None,
            backup_folder: env::var_os("SAKIMORI_BACKUP_FOLDER").filter(|value| !value.is_empty()).map(PathBuf::from),
            vendor_listen: variable("SAKIMORI_VENDOR_LISTEN")?,
        })
    }

    fn of_flags(flags: &Flags) -> Self {
        Self {
            data: flags.data.clone(),
            listen: flags.listen.clone(),
            database_url: flags.database_url.clone(),
            database_owner_url: flags.database_owner_url.clone(),
            insecure_http: flags.insecure_http.then_some(true),
            backup_folder: flags.backup_folder.clone(),
            vendor_listen: None,
        }
    }
}

/// A variable; an empty one counts as not set.
fn variable(name: &'static str) -> Result<Option<String>, Fault> {
    match env::var(name) {
        Ok(value) if value.is_empty() => Ok(None),
        Ok(value) => Ok(Some(value)),
        Err(env::VarError::NotPresent) => Ok(None),
        Err(env::VarError::NotUnicode(_)) => Err(Fault::refused("command-config-not-utf8").with("name", name)),
    }
}

impl Settings {
    /// Reads every source.
    pub(crate) fn read(flags: &Flags) -> Result<Self, Fault> {
        let (environment, flags_layer) = (Layer::of_environment()?, Layer::of_flags(flags));
        let mut figment = Figment::from(Serialized::defaults(DEFAULTS));
        let named = flags.config.as_deref();
        let outer = match named {
            Some(path) => Some(file::read(path, true)?),
            None => file::read_if_there(Path::new(FILE), true)?,
        };
        if let Some(text) = outer {
            figment = figment.merge(Toml::string(&text));
        }
        if named.is_none() {
            let data = data_folder(&figment, &environment, &flags_layer)?;
            // The folder that the program is started from may be the data folder.
            let inner = data.join(FILE);
            if !same_file(&inner, Path::new(FILE))
                && let Some(text) = file::read_if_there(&inner, false)?
            {
                figment = figment.merge(Toml::string(&text));
            }
        }
        let all = figment.merge(Serialized::defaults(environment)).merge(Serialized::defaults(flags_layer));
        Self::check(all.extract().map_err(|error| unreadable(&error))?)
    }

    fn check(raw: Raw) -> Result<Self, Fault> {
        for url in [&raw.database_url, &raw.database_owner_url].into_iter().flatten() {
            if !url.is_postgres() {
                return Err(Fault::refused("command-config-database-url").with("found", url.shown()));
            }
        }
        if raw.database_owner_url.is_some() && raw.database_url.is_none() {
            return Err(Fault::refused("command-config-owner-alone"));
        }
        if raw.data.as_os_str().is_empty() {
            return Err(Fault::refused("command-config-data-empty"));
        }
        let keep = usize::try_from(raw.backup_keep).ok().filter(|keep| (1..=3660).contains(keep));
        let keep = keep.ok_or_else(|| Fault::refused("command-config-backup-keep").with("found", raw.backup_keep))?;
        let vendor_listen = raw.vendor_listen.as_deref().map(|text| {
            address(text).ok_or_else(|| Fault::refused("command-config-vendor-listen").with("found", text))
        });
        if let Some(url) = raw.vendor_address.as_deref().filter(|url| !is_origin(url)) {
            return Err(Fault::refused("command-config-vendor-address").with("found", url));
        }
        Ok(Self {
            mail: raw.mail.check()?,
            vendor_listen: vendor_listen.transpose()?,
            vendor_address: raw.vendor_address,
            nightly: raw.backup_folder.map(|folder| Nightly { folder, keep }),
            listen: address(&raw.listen)
                .ok_or_else(|| Fault::refused("command-config-listen").with("found", raw.listen.as_str()))?,
            data: raw.data,
            database_url: raw.database_url,
            database_owner_url: raw.database_owner_url,
            insecure_http: raw.insecure_http,
            certificate_names: raw.certificate_names,
        })
    }

    /// Where the database is.
    pub(crate) fn source(&self, sqlite: PathBuf) -> Source {
        match &self.database_url {
            None => Source::Sqlite(sqlite),
            Some(url) => Source::Postgres {
                url: url.expose().to_owned(),
                owner_url: self.database_owner_url.as_ref().map(|url| url.expose().to_owned()),
            },
        }
    }

    /// Where the database is, in words that may be shown.
    pub(crate) fn place(&self, sqlite: &Path) -> String {
        self.database_url.as_ref().map_or_else(|| sqlite.display().to_string(), Secret::shown)
    }
}

fn data_folder(figment: &Figment, environment: &Layer, flags: &Layer) -> Result<PathBuf, Fault> {
    let stronger = flags.data.clone().or_else(|| environment.data.clone());
    stronger.map_or_else(|| figment.extract_inner("data").map_err(|error| unreadable(&error)), Ok)
}

/// Types were looked at when the files were read; what is left is a path that is no Unicode.
fn unreadable(error: &figment::Error) -> Fault {
    Fault::refused("command-config-unreadable").with("name", error.path.join("."))
}

fn same_file(left: &Path, right: &Path) -> bool {
    matches!((left.canonicalize(), right.canonicalize()), (Ok(left), Ok(right)) if left == right)
}

/// `https://vendors.example.jp` or `http://…:8331`, without a path.
fn is_origin(url: &str) -> bool {
    let rest = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"));
    let plain = |c: char| c.is_ascii_alphanumeric() || ".-:[]".contains(c);
    rest.map(|rest| rest.strip_suffix('/').unwrap_or(rest))
        .is_some_and(|rest| !rest.is_empty() && rest.chars().all(plain))
}

/// `127.0.0.1:8330`, `[::1]:8330`, `localhost:8330`. No name is looked up anywhere.
fn address(text: &str) -> Option<SocketAddr> {
    let text = text.trim();
    let local = || {
        let (name, port) = text.rsplit_once(':')?;
        let port = port.parse().ok()?;
        name.eq_ignore_ascii_case("localhost").then(|| SocketAddr::new(IpAddr::V4(Ipv4Addr::LOCALHOST), port))
    };
    text.parse().ok().or_else(local)
}

#[cfg(test)]
mod tests {
    use super::address;

    #[test]
    fn an_address_is_a_number_or_localhost() {
        let shown = |text| address(text).map(|found| found.to_string());
        assert_eq!(shown("127.0.0.1:8330").as_deref(), Some("127.0.0.1:8330"));
        assert_eq!(shown("[::1]:1").as_deref(), Some("[::1]:1"));
        assert_eq!(shown("localhost:80").as_deref(), Some("127.0.0.1:80"));
        assert_eq!(["8330", "127.0.0.1", "example.com:80", "127.0.0.1:99999", ""].map(address), [None; 5]);
    }
}
