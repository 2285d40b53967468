//! Beyond this machine: HTTPS by the installation's own authority, or HTTP when it is asked for by name.

use crate::program::{Folder, Server, program, run};
use rustls::{
    ClientConfig, ClientConnection, RootCertStore, StreamOwned,
    pki_types::{CertificateDer, ServerName, pem::PemObject as _},
};
use std::{
    fs,
    io::{Read as _, Write as _},
    net::TcpStream,
    sync::Arc,
};

fn start(folder: &Folder, words: &[&str]) -> Server {
    Server::start_as(program(folder).args(["serve", "--listen", "0.0.0.0:0"]).args(words), true)
}

fn port(server: &Server) -> String {
    server.host().rsplit_once(':').unwrap().1.to_owned()
}

/// The status line over TLS, trusting only the authority in the data folder.
fn get(folder: &Folder, server: &Server, name: &'static str) -> Result<String, String> {
    let pem = fs::read(folder.path().join("data/tls/ca.pem")).unwrap();
    let mut roots = RootCertStore::empty();
    roots.add(CertificateDer::from_pem_slice(&pem).unwrap()).unwrap();
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let builder = ClientConfig::builder_with_provider(provider).with_safe_default_protocol_versions().unwrap();
    let config = builder.with_root_certificates(roots).with_no_client_auth();
    let name = ServerName::try_from(name).unwrap();
    let connection = ClientConnection::new(Arc::new(config), name).unwrap();
    let stream = TcpStream::connect(format!("127.0.0.1:{}", port(server))).unwrap();
    let mut tls = StreamOwned::new(connection, stream);
    tls.write_all(b"GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n").map_err(|e| e.to_string())?;
    let mut answer = Vec::new();
    let _ = tls.read_to_end(&mut answer);
    Ok(String::from_utf8_lossy(&answer).lines().next().unwrap_or_default().to_owned())
}

#[test]
fn other_machines_are_served_by_https_that_its_own_authority_vouches_for() {
    let folder = Folder::make();
    let server = start(&folder, &[]);
    assert!(server.address.starts_with("https://") && !server.address.contains("0.0.0.0"), "{}", server.address);
    for name in ["localhost", "127.0.0.1"] {
        let answer = get(&folder, &server, name).unwrap();
        assert!(answer.starts_with("HTTP/1.1 "), "{name}: {answer}");
    }
    assert!(get(&folder, &server, "example.com").is_err(), "no other name");
    let ended = server.stop();
    assert!(ended.code == 0 && ended.err.contains("証明書"), "{ended:?}");
}

#[test]
fn the_authority_stays_from_start_to_start() {
    let folder = Folder::make();
    assert_eq!(start(&folder, &[]).stop().code, 0);
    let files = || ["ca.pem", "server.pem"].map(|name| fs::read(folder.path().join("data/tls").join(name)).unwrap());
    let before = files();
    let again = start(&folder, &[]);
    assert!(get(&folder, &again, "localhost").is_ok());
    let ended = again.stop();
    assert!(ended.err.is_empty(), "{ended:?}");
    assert_eq!(files(), before);
}

#[test]
fn a_new_private_name_needs_no_new_authority_and_a_public_one_does() {
    let folder = Folder::make();
    assert_eq!(start(&folder, &[]).stop().code, 0);
    let authority = || fs::read(folder.path().join("data/tls/ca.pem")).unwrap();
    let before = authority();
    folder.write("data/sakimori.toml", "certificate_names = [\"sakimori.hospital.internal\"]\n");
    let server = start(&folder, &[]);
    assert!(get(&folder, &server, "sakimori.hospital.internal").is_ok());
    assert_eq!((server.stop().err.as_str(), authority() == before), ("", true));
    folder.write("data/sakimori.toml", "certificate_names = [\"sakimori.hospital.example\"]\n");
    let server = start(&folder, &[]);
    assert!(get(&folder, &server, "sakimori.hospital.example").is_ok());
    assert!(server.stop().err.contains("証明書") && authority() != before);
}

#[test]
#[cfg(unix)]
fn keys_are_their_owners_alone() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = Folder::make();
    assert_eq!(start(&folder, &[]).stop().code, 0);
    for name in ["tls/ca.key", "tls/server.pem"] {
        let mode = fs::metadata(folder.path().join("data").join(name)).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600, "{name}");
    }
}

#[test]
fn a_damaged_certificate_is_named() {
    let folder = Folder::make();
    assert_eq!(start(&folder, &[]).stop().code, 0);
    folder.write("data/tls/server.pem", "no certificate");
    let ended = run(program(&folder).args(["serve", "--listen", "0.0.0.0:0"]));
    assert!(ended.code == 3 && ended.err.contains("server.pem"), "{ended:?}");
}

#[test]
fn http_for_other_machines_has_to_be_asked_for() {
    let folder = Folder::make();
    let server = start(&folder, &["--insecure-http"]);
    assert!(server.address.starts_with("http://"), "{}", server.address);
    assert!(!folder.path().join("data/tls").exists());
}
