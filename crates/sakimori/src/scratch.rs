//! A folder for work that leaves nothing: only its owner can look into it, and it goes when the work ends.

use crate::{
    fault::{self, Fault},
    platform,
};
use std::path::{Path, PathBuf};

/// The folder. Dropping it removes it.
#[derive(Debug)]
pub(crate) struct Scratch(PathBuf);

impl Scratch {
    /// A new one among the system's temporary files.
    pub(crate) fn make() -> Result<Self, Fault> {
        let mut random = [0; 8];
        getrandom::fill(&mut random).map_err(|e| Fault::unusable("command-failed").below(e))?;
        let path = std::env::temp_dir().join(format!("sakimori-{}", hex::encode(random)));
        platform::make_private_folder(&path).map_err(|e| fault::file("command-file-not-written", &path, &e))?;
        Ok(Self(path))
    }

    pub(crate) fn path(&self) -> &Path {
        &self.0
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}
