//! The installation's ed25519 key: made on first start, kept in the data folder, readable by its owner only.

use crate::FolderError;
use ed25519_dalek::{Signer as _, SigningKey, Verifier as _};
use std::{fmt, fs, io::Write as _, path::Path};

pub use report::pack::Fingerprint;

/// The key with which journal heads, sign-offs and packs are signed. It prints nothing secret.
pub struct InstallationKey(SigningKey);

impl InstallationKey {
    /// The key in this file; made, written and synced if there is none.
    ///
    /// # Errors
    /// When the file can't be read or written, or holds no key.
    pub fn open(path: &Path) -> Result<Self, FolderError> {
        match fs::read_to_string(path) {
            Ok(text) => Self::parse(&text).ok_or_else(|| FolderError::KeyDamaged(path.to_owned())),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Self::make(path),
            Err(error) => Err(FolderError::io(path, &error)),
        }
    }

    /// A key from 32 secret bytes: for tests.
    #[must_use]
    pub fn from_secret(secret: &[u8; 32]) -> Self {
        Self(SigningKey::from_bytes(secret))
    }

    pub(crate) fn parse(text: &str) -> Option<Self> {
        let secret: [u8; 32] = hex::decode(text.trim()).ok()?.try_into().ok()?;
        Some(Self(SigningKey::from_bytes(&secret)))
    }

    fn make(path: &Path) -> Result<Self, FolderError> {
        let mut secret = [0; 32];
        getrandom::fill(&mut secret).map_err(|e| FolderError::Other(e.to_string()))?;
        let write = || {
            let mut options = fs::OpenOptions::new();
            options.write(true).create_new(true);
            restrict(&mut options);
            let mut file = options.open(path)?;
            file.write_all(hex::encode(secret).as_bytes())?;
            file.sync_all()
        };
        write().map_err(|error| FolderError::io(path, &error))?;
        Ok(Self(SigningKey::from_bytes(&secret)))
    }

    /// Its short name.
    #[must_use]
    pub fn fingerprint(&self) -> Fingerprint {
        Fingerprint::of(&self.0.verifying_key())
    }

    /// Signs bytes; hex.
    #[must_use]
    pub fn sign(&self, bytes: &[u8]) -> String {
        hex::encode(self.0.sign(bytes).to_bytes())
    }

    /// Whether this key made the signature.
    #[must_use]
    pub fn made(&self, bytes: &[u8], signature: &str) -> bool {
        let Some(raw) = hex::decode(signature).ok().and_then(|raw| <[u8; 64]>::try_from(raw).ok()) else {
            return false;
        };
        self.0.verifying_key().verify(bytes, &ed25519_dalek::Signature::from_bytes(&raw)).is_ok()
    }

    /// The key itself, for sealing a pack.
    #[must_use]
    pub const fn signing_key(&self) -> &SigningKey {
        &self.0
    }
}

impl fmt::Debug for InstallationKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "InstallationKey({})", self.fingerprint())
    }
}

#[cfg(unix)]
fn restrict(options: &mut fs::OpenOptions) {
    use std::os::unix::fs::OpenOptionsExt as _;
    options.mode(0o600);
}
#[cfg(not(unix))]
fn restrict(_options: &mut fs::OpenOptions) {}
