//! Where the emergency pack is written every night: a folder of choice, and how many stay.

use crate::vendor::{Line, LineError};
use serde::{Deserialize, Serialize};
use std::path::Path;

/// The most packs that stay in the folder. Our choice: a month.
pub const MOST_KEPT: i64 = 31;

/// Where the pack goes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EmergencySetting {
    /// The folder on the server; `None`: none is written.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub folder: Option<Line>,
    /// How many stay, the newest ones.
    pub keep: i64,
    /// Language of the pack: `ja` or `en`.
    pub lang: String,
}

/// Why a setting is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum EmergencyError {
    /// The folder is no line.
    #[error("folder: {0}")]
    Folder(LineError),
    /// The folder is not written from the root of a disk.
    #[error("folder: not a whole path")]
    NotWhole,
    /// Not a number from 1 to [`MOST_KEPT`].
    #[error("keep: not a number from 1 to {MOST_KEPT}")]
    Keep,
}

impl Default for EmergencySetting {
    /// A week stays, once a folder is named. Our choice.
    fn default() -> Self {
        Self { folder: None, keep: 7, lang: "ja".to_owned() }
    }
}

impl EmergencySetting {
    /// Reads what was typed. Whether the folder is there and may be written is looked at by who can.
    ///
    /// # Errors
    /// The first field that can't be taken.
    pub fn parse(folder: &str, keep: &str, lang: &str) -> Result<Self, EmergencyError> {
        let folder = Line::maybe(folder).map_err(EmergencyError::Folder)?;
        if folder.as_ref().is_some_and(|folder| !Path::new(folder.as_str()).is_absolute()) {
            return Err(EmergencyError::NotWhole);
        }
        let keep =
            keep.trim().parse().ok().filter(|keep| (1..=MOST_KEPT).contains(keep)).ok_or(EmergencyError::Keep)?;
        Ok(Self { folder, keep, lang: if lang == "en" { "en" } else { "ja" }.to_owned() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_is_a_whole_path_and_some_packs_stay() {
        let said = |folder, keep| {
            EmergencySetting::parse(folder, keep, "ja").map_or_else(|e| e.to_string(), |s| s.keep.to_string())
        };
        assert_eq!(said("", "7"), "7");
        assert_eq!(said("/srv/pack", "31"), "31");
        assert_eq!(said("pack", "7"), "folder: not a whole path");
        assert_eq!(
            [said("", "0"), said("", "32"), said("", "七")],
            ["keep: not a number from 1 to 31"; 3].map(str::to_owned)
        );
    }
}
