//! What stops a command: a text with its remedy for the person, an exit code for a script.

use crate::screen::Screen;
use app::{AppError, FolderError};
use messages::Value;
use std::{path::Path, process::ExitCode};
use store::StoreError;

/// How a command ended, as documented in the manual.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Exit {
    /// Done.
    Done = 0,
    /// Something that was checked does not hold.
    DoesNotHold = 1,
    /// The input was refused; nothing was changed.
    Refused = 2,
    /// The data folder, the database or the address can't be used; nothing was changed.
    Unusable = 3,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit as u8)
    }
}

/// Why a command stopped.
#[derive(Debug)]
pub(crate) struct Fault {
    pub(crate) exit: Exit,
    key: &'static str,
    args: Vec<(&'static str, Value)>,
    /// Words that may have been meant.
    near: Vec<String>,
    /// Lines below the text: places in a file, or technical words.
    below: Vec<String>,
}

impl Fault {
    pub(crate) const fn new(exit: Exit, key: &'static str) -> Self {
        Self { exit, key, args: Vec::new(), near: Vec::new(), below: Vec::new() }
    }

    pub(crate) const fn refused(key: &'static str) -> Self {
        Self::new(Exit::Refused, key)
    }

    pub(crate) const fn unusable(key: &'static str) -> Self {
        Self::new(Exit::Unusable, key)
    }

    pub(crate) fn with(mut self, name: &'static str, value: impl Into<Value>) -> Self {
        self.args.push((name, value.into()));
        self
    }

    pub(crate) fn path(self, path: &Path) -> Self {
        self.with("path", path.display().to_string())
    }

    pub(crate) fn near(mut self, word: String) -> Self {
        self.near.push(word);
        self
    }

    pub(crate) fn below(mut self, line: impl ToString) -> Self {
        self.below.push(line.to_string());
        self
    }

    pub(crate) fn print(&self, screen: Screen) {
        screen.complain(&screen.text(self.key, &self.args));
        if !self.near.is_empty() {
            screen.complain(&screen.text("command-near", &[("words", self.near.join(", ").into())]));
        }
        for line in &self.below {
            screen.complain(&format!("  {line}"));
        }
    }
}

impl From<FolderError> for Fault {
    fn from(error: FolderError) -> Self {
        match &error {
            FolderError::InUse(path) => Self::unusable("command-folder-in-use").path(path),
            FolderError::NotWritable(path) => Self::unusable("command-folder-not-writable").path(path),
            FolderError::NoFolder(path) => Self::unusable("command-folder-is-file").path(path),
            FolderError::DiskFull(path) => Self::unusable("command-folder-full").path(path),
            FolderError::KeyDamaged(path) => Self::unusable("command-key-damaged").path(path),
            FolderError::Missing(path) => Self::unusable("command-folder-missing").path(path),
            FolderError::Other(why) => Self::unusable("command-folder-failed").below(why),
        }
    }
}

/// What the database says, with where it is.
pub(crate) fn database(error: &StoreError, place: &str) -> Fault {
    let at = |key| Fault::unusable(key).with("place", place);
    match error {
        StoreError::Damaged(why) => at("command-database-damaged").below(why),
        StoreError::NewerSchema { found, known } => {
            at("command-database-newer").with("found", *found).with("known", *known)
        }
        StoreError::SchemaBehind => at("command-database-behind"),
        StoreError::MigrationFailed { step, why } => {
            at("command-database-migration-failed").with("step", step.as_str()).below(why)
        }
        StoreError::RoleBypassesRowSecurity => at("command-database-role-too-strong"),
        StoreError::Unreachable(why) => at("command-database-unreachable").below(why),
        StoreError::ReadOnly => at("command-database-read-only"),
        StoreError::DiskFull => at("command-database-full"),
        StoreError::Busy => at("command-database-busy"),
        other => at("command-database-failed").below(other),
    }
}

impl From<AppError> for Fault {
    fn from(error: AppError) -> Self {
        match &error {
            AppError::Store(StoreError::DiskFull) => Self::unusable("command-disk-full"),
            AppError::Render(why) => Self::unusable("command-render-failed").below(why),
            other => Self::unusable("command-failed").below(other),
        }
    }
}

impl From<StoreError> for Fault {
    fn from(error: StoreError) -> Self {
        AppError::from(error).into()
    }
}

/// A file or folder that could not be written or read.
pub(crate) fn file(key: &'static str, path: &Path, error: &std::io::Error) -> Fault {
    Fault::refused(key).path(path).below(error)
}
