//! One 医療情報システム: what it is, and who provides it.

use crate::{
    id::{SystemId, VendorId},
    journal::Seq,
    staff::{Name, NameError},
};
use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization as _;

/// What a system is for. Every system that handles medical information counts, self-made ones too (R6 manual, 医療情報システムの有無).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SystemKind {
    /// 電子カルテ.
    Ehr,
    /// オーダリング.
    OrderEntry,
    /// 医事会計・レセコン.
    Billing,
    /// 医用画像管理.
    Pacs,
    /// 臨床検査.
    Laboratory,
    /// 調剤・薬剤.
    Pharmacy,
    /// 看護.
    Nursing,
    /// 給食・栄養.
    Nutrition,
    /// オンライン資格確認.
    EligibilityCheck,
    /// Network, servers and other foundations of systems.
    Infrastructure,
    /// Anything else.
    Other,
}

impl SystemKind {
    /// Every kind.
    pub const ALL: [Self; 11] = [
        Self::Ehr,
        Self::OrderEntry,
        Self::Billing,
        Self::Pacs,
        Self::Laboratory,
        Self::Pharmacy,
        Self::Nursing,
        Self::Nutrition,
        Self::EligibilityCheck,
        Self::Infrastructure,
        Self::Other,
    ];

    /// Stable code for storage, URLs and message keys.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Ehr => "ehr",
            Self::OrderEntry => "order_entry",
            Self::Billing => "billing",
            Self::Pacs => "pacs",
            Self::Laboratory => "laboratory",
            Self::Pharmacy => "pharmacy",
            Self::Nursing => "nursing",
            Self::Nutrition => "nutrition",
            Self::EligibilityCheck => "eligibility_check",
            Self::Infrastructure => "infrastructure",
            Self::Other => "other",
        }
    }

    /// The kind with this code.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }

    /// The kind that words of people name: its code, or a word that a list of systems usually has. Words that name none are not
    /// guessed at.
    #[must_use]
    pub fn from_words(words: &str) -> Option<Self> {
        const WORDS: [(SystemKind, &[&str]); 11] = [
            (SystemKind::EligibilityCheck, &["資格確認"]),
            (SystemKind::OrderEntry, &["オーダ"]),
            (SystemKind::Ehr, &["電子カルテ", "カルテ", "ehr", "emr"]),
            (SystemKind::Billing, &["医事", "会計", "レセ"]),
            (SystemKind::Pacs, &["pacs", "画像", "放射線", "ris"]),
            (SystemKind::Laboratory, &["検査", "検体", "lis"]),
            (SystemKind::Pharmacy, &["調剤", "薬"]),
            (SystemKind::Nursing, &["看護"]),
            (SystemKind::Nutrition, &["給食", "栄養"]),
            (SystemKind::Infrastructure, &["ネットワーク", "サーバ", "基盤", "仮想"]),
            (SystemKind::Other, &["その他", "そのほか", "other"]),
        ];
        let plain: String = words.nfkc().filter(|c| !c.is_whitespace()).flat_map(char::to_lowercase).collect();
        let named = |words: &[&str]| words.iter().any(|word| plain.contains(word));
        Self::from_code(&plain).or_else(|| WORDS.iter().find(|(_, words)| named(words)).map(|(kind, _)| *kind))
    }
}

/// What a person states about a system.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SystemDraft {
    /// Name under which the house knows it, usually the product's.
    pub name: Name,
    /// What it is for.
    pub kind: SystemKind,
    /// Who provides it; `None` for one that the institution made, or where nobody knows.
    pub vendor: Option<VendorId>,
}

/// One system as recorded.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct System {
    /// Stable identifier.
    pub id: SystemId,
    /// What was stated about it.
    #[serde(flatten)]
    pub stated: SystemDraft,
    /// Journal entry of the last change.
    pub version: Seq,
}

/// Why a statement about a system is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SystemError {
    /// Its name.
    #[error("name: {0}")]
    Name(NameError),
    /// No kind of that code.
    #[error("there is no such kind of system")]
    Kind,
}

impl SystemDraft {
    /// Reads what was typed.
    ///
    /// # Errors
    /// The first field that can't be taken.
    pub fn parse(name: &str, kind: &str, vendor: Option<VendorId>) -> Result<Self, SystemError> {
        Ok(Self {
            name: Name::parse(name).map_err(SystemError::Name)?,
            kind: SystemKind::from_code(kind).ok_or(SystemError::Kind)?,
            vendor,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_is_its_own() {
        assert!(SystemKind::ALL.into_iter().all(|kind| SystemKind::from_code(kind.code()) == Some(kind)));
    }

    #[test]
    fn kinds_are_known_by_the_words_of_lists() {
        let kind = |words| SystemKind::from_words(words).map(SystemKind::code);
        let found =
            ["電子カルテシステム", "レセコン", "ＰＡＣＳ", "pacs", "オンライン資格確認", "その他", "駐車場"].map(kind);
        let expected = ["ehr", "billing", "pacs", "pacs", "eligibility_check", "other"].map(Some);
        assert_eq!((&found[..6], found[6]), (&expected[..], None));
    }

    #[test]
    fn a_system_needs_a_name_and_a_known_kind() {
        let refused = |name, kind| SystemDraft::parse(name, kind, None).err().map(|e| e.to_string());
        assert_eq!(refused("みどりカルテ", "ehr"), None);
        assert_eq!(refused(" ", "ehr").as_deref(), Some("name: the name is empty"));
        assert_eq!(refused("みどりカルテ", "toaster").as_deref(), Some("there is no such kind of system"));
    }
}
