//! Certificates of the installation's own authority: made on first need, kept in the data folder, renewed in time.
//!
//! The authority can vouch for this machine's names and for private networks only (name constraints), so that a PC that
//! trusts it trusts it for nothing else.

use crate::{
    fault::{self, Fault},
    platform,
};
use domain::calendar::Instant;
use rcgen::{
    BasicConstraints, CertificateParams, CidrSubnet, DistinguishedName, DnType, ExtendedKeyUsagePurpose,
    GeneralSubtree, IsCa, Issuer, KeyPair, KeyUsagePurpose, NameConstraints,
};
use rustls::{
    ServerConfig,
    pki_types::{CertificateDer, PrivateKeyDer, pem::PemObject as _},
};
use serde::{Deserialize, Serialize};
use std::{
    collections::BTreeSet,
    fs,
    net::IpAddr,
    path::{Path, PathBuf},
    sync::Arc,
};
use time::{Duration, OffsetDateTime};

/// Ten years: every PC of the house has to learn a new one.
const AUTHORITY_LASTS: Duration = Duration::days(3653);
/// Browsers refuse longer ones. Source: CA/Browser Forum ballot SC31 (398 days), less one.
const SERVER_LASTS: Duration = Duration::days(397);
/// Renewed this long before the end.
const AHEAD: Duration = Duration::days(30);
/// Domains that belong to nobody outside. Source: RFC 6762 (local), RFC 8375 (home.arpa), ICANN 2024 (internal); others by custom.
const PRIVATE_DOMAINS: [&str; 5] = ["local", "internal", "home.arpa", "lan", "localdomain"];

/// Private and loopback networks. Source: RFC 1918, RFC 6598, RFC 4193, RFC 1122, RFC 4291.
fn private_networks() -> Vec<CidrSubnet> {
    let v4 =
        [([10, 0, 0, 0], 8), ([172, 16, 0, 0], 12), ([192, 168, 0, 0], 16), ([100, 64, 0, 0], 10), ([127, 0, 0, 0], 8)];
    let mut networks: Vec<_> = v4.into_iter().map(|(start, bits)| CidrSubnet::from_v4_prefix(start, bits)).collect();
    let mut unique_local = [0; 16];
    unique_local[0] = 0xfc;
    let mut loopback = [0; 16];
    loopback[15] = 1;
    networks.extend([CidrSubnet::from_v6_prefix(unique_local, 7), CidrSubnet::from_v6_prefix(loopback, 128)]);
    networks
}

/// What the files hold, so that nobody has to parse a certificate.
#[derive(Debug, Clone, Serialize, Deserialize)]
struct Held {
    /// Name of the authority.
    authority: String,
    authority_until: i64,
    /// Names beyond private networks that the authority may vouch for.
    scope: BTreeSet<String>,
    names: BTreeSet<String>,
    /// End of the server's certificate, seconds since 1970.
    until: i64,
}

/// The certificates in use.
#[derive(Debug)]
pub(super) struct Certificates {
    folder: PathBuf,
    held: Held,
    authority: String,
    authority_is_new: bool,
    server: Arc<ServerConfig>,
}

impl Certificates {
    /// Those in the folder, as long as they are good for these names; else new ones.
    pub(super) fn open(folder: &Path, names: BTreeSet<String>, now: Instant) -> Result<Self, Fault> {
        if !folder.is_dir() {
            platform::make_private_folder(folder).map_err(|e| fault::file("command-file-not-written", folder, &e))?;
        }
        let now = moment(now);
        let kept = kept(folder).filter(|held| {
            now + SERVER_LASTS < ends(held.authority_until) && names.iter().all(|name| held.may_vouch_for(name))
        });
        let authority_is_new = kept.is_none();
        let mut held = match kept {
            Some(held) => held,
            None => make_authority(folder, &names, now)?,
        };
        if held.names != names || ends(held.until) < now + AHEAD || !folder.join("server.pem").exists() {
            held.names = names;
            make_server(folder, &mut held, now)?;
        }
        let (authority, server) = (read(folder, "ca.pem")?, config(folder)?);
        Ok(Self { folder: folder.to_owned(), held, authority, authority_is_new, server })
    }

    /// Makes a new server certificate if the end is near; whether it did.
    pub(super) fn renew(&mut self, now: Instant) -> Result<bool, Fault> {
        if ends(self.held.until) >= moment(now) + AHEAD {
            return Ok(false);
        }
        make_server(&self.folder, &mut self.held, moment(now))?;
        self.server = config(&self.folder)?;
        Ok(true)
    }

    /// The authority's certificate, PEM.
    pub(super) fn authority(&self) -> &str {
        &self.authority
    }

    pub(super) const fn authority_is_new(&self) -> bool {
        self.authority_is_new
    }

    pub(super) fn server(&self) -> Arc<ServerConfig> {
        Arc::clone(&self.server)
    }
}

impl Held {
    fn may_vouch_for(&self, name: &str) -> bool {
        self.scope.contains(name) || is_private(name)
    }
}

fn is_private(name: &str) -> bool {
    match name.parse::<IpAddr>() {
        Ok(IpAddr::V4(ip)) => {
            let [a, b, ..] = ip.octets();
            ip.is_private() || ip.is_loopback() || (a == 100 && (64..128).contains(&b))
        }
        Ok(IpAddr::V6(ip)) => ip.is_unique_local() || ip.is_loopback(),
        Err(_) => PRIVATE_DOMAINS.iter().any(|domain| name.ends_with(&format!(".{domain}"))),
    }
}

/// What the folder holds; `None` if a file is missing or can't be read as what it should be.
fn kept(folder: &Path) -> Option<Held> {
    let held: Held = serde_json::from_str(&fs::read_to_string(folder.join("held.json")).ok()?).ok()?;
    KeyPair::from_pem(&fs::read_to_string(folder.join("ca.key")).ok()?).ok()?;
    folder.join("ca.pem").exists().then_some(held)
}

fn make_authority(folder: &Path, names: &BTreeSet<String>, now: OffsetDateTime) -> Result<Held, Fault> {
    let mut mark = [0; 4];
    getrandom::fill(&mut mark).map_err(failed)?;
    let held = Held {
        authority: format!("Sakimori {}", hex::encode(mark)),
        authority_until: (now + AUTHORITY_LASTS).unix_timestamp(),
        scope: names.iter().filter(|name| !is_private(name)).cloned().collect(),
        names: BTreeSet::new(),
        until: 0,
    };
    let key = KeyPair::generate().map_err(failed)?;
    let mut params = authority_params(&held);
    params.not_before = now - Duration::days(1);
    params.not_after = ends(held.authority_until);
    let mut permitted: Vec<_> = private_networks().into_iter().map(GeneralSubtree::IpAddress).collect();
    permitted.extend(PRIVATE_DOMAINS.map(|domain| GeneralSubtree::DnsName(domain.to_owned())));
    permitted.extend(held.scope.iter().map(|name| subtree(name)));
    params.name_constraints = Some(NameConstraints { permitted_subtrees: permitted, excluded_subtrees: Vec::new() });
    let certificate = params.self_signed(&key).map_err(failed)?;
    write(folder, "ca.key", &key.serialize_pem())?;
    write(folder, "ca.pem", &certificate.pem())?;
    Ok(held)
}

/// What the issuer and the authority's own certificate have in common.
fn authority_params(held: &Held) -> CertificateParams {
    let mut params = CertificateParams::default();
    params.distinguished_name = named(&held.authority);
    params.is_ca = IsCa::Ca(BasicConstraints::Constrained(0));
    params.key_usages = vec![KeyUsagePurpose::KeyCertSign, KeyUsagePurpose::CrlSign];
    params
}

fn subtree(name: &str) -> GeneralSubtree {
    match name.parse::<IpAddr>() {
        Ok(ip) => GeneralSubtree::IpAddress(CidrSubnet::from_addr_prefix(ip, if ip.is_ipv4() { 32 } else { 128 })),
        Err(_) => GeneralSubtree::DnsName(name.to_owned()),
    }
}

fn make_server(folder: &Path, held: &mut Held, now: OffsetDateTime) -> Result<(), Fault> {
    let authority_key = KeyPair::from_pem(&read(folder, "ca.key")?).map_err(failed)?;
    let issuer = Issuer::new(authority_params(held), authority_key);
    let names: Vec<String> = held.names.iter().cloned().collect();
    let mut params = CertificateParams::new(names).map_err(failed)?;
    params.distinguished_name = named("Sakimori");
    params.not_before = now - Duration::days(1);
    params.not_after = now + SERVER_LASTS;
    params.key_usages = vec![KeyUsagePurpose::DigitalSignature];
    params.extended_key_usages = vec![ExtendedKeyUsagePurpose::ServerAuth];
    params.use_authority_key_identifier_extension = true;
    let key = KeyPair::generate().map_err(failed)?;
    let certificate = params.signed_by(&key, &issuer).map_err(failed)?;
    held.until = params.not_after.unix_timestamp();
    // One file: a crash between two would leave a certificate without its key.
    write(folder, "server.pem", &(key.serialize_pem() + &certificate.pem()))?;
    let state = crate::catalog::to_json(held)?;
    write(folder, "held.json", &state)
}

fn named(name: &str) -> DistinguishedName {
    let mut full = DistinguishedName::new();
    full.push(DnType::CommonName, name);
    full
}

fn config(folder: &Path) -> Result<Arc<ServerConfig>, Fault> {
    let path = folder.join("server.pem");
    let damaged = || Fault::unusable("command-tls-damaged").path(&path);
    let pem = read(folder, "server.pem")?;
    let certificate = CertificateDer::from_pem_slice(pem.as_bytes()).map_err(|_| damaged())?;
    let key = PrivateKeyDer::from_pem_slice(pem.as_bytes()).map_err(|_| damaged())?;
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let builder =
        ServerConfig::builder_with_provider(provider).with_safe_default_protocol_versions().map_err(failed)?;
    let mut config =
        builder.with_no_client_auth().with_single_cert(vec![certificate], key).map_err(|e| damaged().below(e))?;
    config.alpn_protocols = vec![b"http/1.1".to_vec()];
    Ok(Arc::new(config))
}

fn read(folder: &Path, name: &str) -> Result<String, Fault> {
    let path = folder.join(name);
    fs::read_to_string(&path).map_err(|_| Fault::unusable("command-tls-damaged").path(&path))
}

fn write(folder: &Path, name: &str, text: &str) -> Result<(), Fault> {
    let path = folder.join(name);
    platform::write_private(&path, text.as_bytes()).map_err(|e| fault::file("command-file-not-written", &path, &e))
}

fn failed(error: impl std::fmt::Display) -> Fault {
    Fault::unusable("command-tls-failed").below(error)
}

fn moment(now: Instant) -> OffsetDateTime {
    ends(now.millis() / 1000)
}

fn ends(seconds: i64) -> OffsetDateTime {
    OffsetDateTime::from_unix_timestamp(seconds).unwrap_or(OffsetDateTime::UNIX_EPOCH)
}
