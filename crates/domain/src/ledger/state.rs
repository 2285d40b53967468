//! Kind, status and end of support of a device: codes, and the words in which lists say them.

use crate::letters::{is_simple, nfkc};
use time::Date;

macro_rules! codes {
    ($(#[$type_doc:meta])* $type:ident { $($(#[$doc:meta])* $name:ident = $code:literal;)+ }) => {
        $(#[$type_doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $type {$($(#[$doc])* $name,)+}

        impl $type {
            /// Every one.
            pub const ALL: &'static [Self] = &[$(Self::$name,)+];

            /// Stable code for storage, exports and message keys.
            #[must_use]
            pub const fn code(self) -> &'static str {
                match self { $(Self::$name => $code,)+ }
            }

            /// The one with this code.
            #[must_use]
            pub fn from_code(code: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|one| one.code() == code)
            }
        }
    };
}

pub(super) use codes;

codes! {
    /// What a device is, as the checklist tells them apart.
    DeviceKind {
        /// サーバ.
        Server = "server";
        /// 端末PC.
        Terminal = "terminal";
        /// ネットワーク機器.
        Network = "network_device";
        /// 医療機器.
        Medical = "medical_device";
        /// その他.
        Other = "other";
    }
}

codes! {
    /// What a device is doing.
    DeviceStatus {
        /// 使用中.
        InUse = "in_use";
        /// 予備.
        Spare = "spare";
        /// 貸出中.
        Lent = "lent";
        /// 所在不明・紛失.
        Lost = "lost";
        /// 廃棄.
        Disposed = "disposed";
    }
}

/// Words by which lists name it, without width, case and spaces.
#[rustfmt::skip]
const KIND_WORDS: &[(DeviceKind, &[&str])] = &[
    (DeviceKind::Server, &["サーバ", "サーバー", "server", "仮想サーバ", "仮想サーバー", "nas", "ストレージ", "storage", "blade", "rackmountchassis", "mainserverchassis", "bladeenclosure"]),
    (DeviceKind::Terminal, &["端末", "端末pc", "pc", "パソコン", "パーソナルコンピュータ", "デスクトップ", "デスクトップpc", "ノート", "ノートpc", "ノートパソコン", "クライアント", "クライアントpc", "クライアント端末", "タブレット", "タブレット端末", "ワークステーション", "シンクライアント", "スマートフォン", "スマホ", "terminal", "desktop", "laptop", "notebook", "tablet", "workstation", "client", "computer", "phone", "minitower", "tower", "portable", "convertible", "detachable", "allinone", "minipc", "lowprofiledesktop", "spacesaving", "subnotebook", "handheld"]),
    (DeviceKind::Network, &["ネットワーク機器", "ネットワーク", "nw機器", "スイッチ", "スイッチングハブ", "l2スイッチ", "l3スイッチ", "l2sw", "l3sw", "ハブ", "hub", "ルータ", "ルーター", "utm", "vpn", "vpn装置", "vpn機器", "ファイアウォール", "ファイヤーウォール", "fw", "無線ap", "無線lanap", "無線lan", "アクセスポイント", "無線アクセスポイント", "network", "networkdevice", "networkequipment", "networking", "switch", "router", "firewall", "wap", "accesspoint", "bridge", "loadbalancer", "broadbandrouter", "ロードバランサ", "ロードバランサー", "onu", "モデム", "wlc"]),
    (DeviceKind::Medical, &["医療機器", "モダリティ", "検査機器", "検査装置", "分析装置", "放射線機器", "画像診断装置", "ct", "mri", "mr", "cr", "dr", "us", "エコー", "超音波", "超音波診断装置", "x線", "x線装置", "内視鏡", "心電計", "人工呼吸器", "透析装置", "輸液ポンプ", "生体情報モニタ", "生体情報モニター", "ベッドサイドモニタ", "medical", "medicaldevice", "modality"]),
    (DeviceKind::Other, &["その他", "プリンタ", "プリンター", "複合機", "コピー機", "スキャナ", "スキャナー", "ups", "無停電電源装置", "電話機", "ip電話", "カメラ", "監視カメラ", "バーコードリーダ", "バーコードリーダー", "周辺機器", "other", "printer", "mfp", "scanner", "camera", "webcam", "voipphone", "printserver", "power", "powerdevice", "video", "kvm", "mediadevice", "specialized", "peripheral"]),
];

/// Words by which lists name it, without width, case and spaces.
#[rustfmt::skip]
const STATUS_WORDS: &[(DeviceStatus, &[&str])] = &[
    (DeviceStatus::InUse, &["使用中", "使用", "利用中", "稼働", "稼働中", "稼動", "稼動中", "運用中", "運用", "現用", "現役", "設置", "設置中", "設置済", "設置済み", "有効", "正常", "inuse", "active", "deployed", "production", "installed", "online"]),
    (DeviceStatus::Spare, &["予備", "予備機", "代替機", "在庫", "保管", "保管中", "未使用", "待機", "遊休", "spare", "stock", "instock", "instorage", "storage", "available", "standby"]),
    (DeviceStatus::Lent, &["貸出", "貸出中", "貸し出し", "貸し出し中", "貸与", "貸与中", "持出", "持出中", "修理", "修理中", "lent", "loan", "onloan", "loaned", "checkedout"]),
    (DeviceStatus::Lost, &["紛失", "紛失中", "所在不明", "行方不明", "lost"]),
    (DeviceStatus::Disposed, &["廃棄", "廃棄済", "廃棄済み", "除却", "除却済", "除却済み", "処分", "処分済", "処分済み", "撤去", "撤去済", "撤去済み", "返却", "返却済", "返却済み", "売却", "disposed", "retired", "scrapped", "decommissioned", "returned"]),
];

/// When the maker's support ends. A known day, "supported, no end announced" and "nobody knows" are three things.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum SupportEnd {
    /// The last day of support.
    On(Date),
    /// Supported; no end is announced.
    NotAnnounced,
    /// Somebody looked and could not tell.
    Unknown,
}

/// Words for [`SupportEnd::NotAnnounced`].
const NOT_ANNOUNCED: &[&str] = &[
    "未定",
    "未発表",
    "未公表",
    "サポート中",
    "継続",
    "継続中",
    "期限なし",
    "無期限",
    "notannounced",
    "supported",
    "none announced",
    "tbd",
    "ongoing",
];

/// Words that say that nothing is known.
const UNKNOWN: &[&str] = &["不明", "不詳", "わからない", "分からない", "確認中", "調査中", "unknown", "?", "未確認"];

/// Words that say nothing at all.
const NOTHING: &[&str] = &[
    "-",
    "--",
    "---",
    "ー",
    "―",
    "‐",
    "n/a",
    "na",
    "null",
    "nil",
    "なし(該当なし)",
    "該当なし",
    "対象外",
    "未設定",
    "未記入",
    "notset",
];

const YES: &[&str] = &[
    "はい",
    "yes",
    "y",
    "true",
    "1",
    "有",
    "有り",
    "あり",
    "有効",
    "○",
    "◯",
    "〇",
    "●",
    "◎",
    "✓",
    "✔",
    "☑",
    "レ",
    "済",
    "済み",
    "対象",
    "接続",
    "接続あり",
    "可",
    "する",
    "on",
    "enabled",
    "要",
    "導入",
    "導入済",
    "導入済み",
    "実施",
    "保存",
    "取得",
    "取得中",
];
const NO: &[&str] = &[
    "いいえ",
    "no",
    "n",
    "false",
    "0",
    "無",
    "無し",
    "なし",
    "無効",
    "×",
    "✕",
    "✖",
    "x",
    "未",
    "対象外",
    "未接続",
    "接続なし",
    "不可",
    "しない",
    "off",
    "disabled",
    "不要",
    "未導入",
    "未実施",
    "非対象",
    "取得なし",
];

/// Without width, case, spaces and the signs between words.
pub(super) fn folded(text: &str) -> String {
    let plain: String = nfkc(text)
        .chars()
        .flat_map(char::to_lowercase)
        .filter(|c| !c.is_whitespace() && !matches!(c, '_' | '・' | '･'))
        .collect();
    let inner = plain.trim_matches(['(', ')', '（', '）']);
    if inner.len() == plain.len() { plain } else { inner.to_owned() }
}

/// Whether a text, folded, is one of some words. Most texts begin with another letter than any of them, or are longer, which is seen
/// without folding.
fn is_one_of(text: &str, words: &[&str]) -> bool {
    /// Letters of the longest of the words, with brackets and twice the room for marks of half-width letters.
    const LETTERS: usize = 32;
    let mut letters = text.chars().filter(|c| !is_blank(*c));
    let Some(first) = letters.next() else { return words.contains(&"") };
    if is_simple(first) && !matches!(first, '(' | ')') {
        let first = first.to_ascii_lowercase();
        if !words.iter().any(|word| word.starts_with(first)) {
            return false;
        }
    }
    letters.take(LETTERS).count() < LETTERS && words.contains(&folded(text).as_str())
}

/// Letters that do not count when a text is compared with words.
const fn is_blank(letter: char) -> bool {
    letter.is_whitespace() || matches!(letter, '_' | '＿' | '・' | '･')
}

/// Whether a cell says nothing: empty, or a sign that stands for nothing.
#[must_use]
pub fn says_nothing(text: &str) -> bool {
    let says_none = |c: char| is_blank(c) || matches!(c, '(' | ')' | '（' | '）');
    text.chars().all(says_none) || (is_one_of(text, NOTHING) && folded(text) != "対象外")
}

/// Whether a cell says that nobody knows.
pub(super) fn says_unknown(text: &str) -> bool {
    is_one_of(text, UNKNOWN)
}

pub(super) fn says_not_announced(text: &str) -> bool {
    is_one_of(text, NOT_ANNOUNCED)
}

pub(super) fn yes_or_no(text: &str) -> Option<bool> {
    let text = folded(text);
    let text = text.as_str();
    if YES.contains(&text) {
        Some(true)
    } else if NO.contains(&text) {
        Some(false)
    } else {
        None
    }
}

impl DeviceKind {
    /// The kind that a list names: a code, or a word that lists use. A longer name counts if it ends or begins with such a word
    /// of at least three letters: 「業務用ノートPC」, 「無線AP（病棟）」.
    #[must_use]
    pub fn from_words(text: &str) -> Option<Self> {
        /// Shorter words are parts of too many others.
        const LETTERS: usize = 3;
        let text = folded(text).replace(['-', '/'], "");
        if let Some((exact, _)) = KIND_WORDS.iter().find(|(_, words)| words.contains(&text.as_str())) {
            return Some(*exact);
        }
        let mut longest = None;
        for (kind, words) in KIND_WORDS {
            for word in words.iter().filter(|word| text.ends_with(**word) || text.starts_with(**word)) {
                let letters = word.chars().count();
                if letters >= LETTERS && longest.is_none_or(|(_, known)| known < letters) {
                    longest = Some((*kind, letters));
                }
            }
        }
        longest.map(|(kind, _)| kind)
    }
}

impl DeviceStatus {
    /// The status that a list names.
    #[must_use]
    pub fn from_words(text: &str) -> Option<Self> {
        let text = folded(text).replace('-', "");
        STATUS_WORDS.iter().find(|(_, words)| words.contains(&text.as_str())).map(|(status, _)| *status)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_are_known_by_the_words_of_lists() {
        let kind = |text| DeviceKind::from_words(text).map(DeviceKind::code);
        assert_eq!(kind("サーバー"), Some("server"));
        assert_eq!(kind("ノートＰＣ"), Some("terminal"));
        assert_eq!(kind("業務用ノートPC"), Some("terminal"));
        assert_eq!(kind("L3スイッチ"), Some("network_device"));
        assert_eq!(kind("無線AP(病棟)"), Some("network_device"));
        assert_eq!(kind("NetworkEquipment"), Some("network_device"));
        assert_eq!(kind("network_device"), Some("network_device"));
        assert_eq!(kind("ＣＴ"), Some("medical_device"));
        assert_eq!(kind("トースター"), None);
        assert_eq!(kind(""), None);
    }

    #[test]
    fn every_code_is_read_back() {
        assert!(DeviceKind::ALL.iter().all(|one| DeviceKind::from_words(one.code()) == Some(*one)));
        assert!(DeviceStatus::ALL.iter().all(|one| DeviceStatus::from_words(one.code()) == Some(*one)));
    }

    #[test]
    fn no_word_is_longer_than_what_is_looked_at() {
        let longest = [NOTHING, UNKNOWN, NOT_ANNOUNCED].concat().iter().map(|word| word.chars().count()).max();
        assert!(longest <= Some(16), "{longest:?}");
        assert!(says_nothing(&"_".repeat(60)) && says_unknown("( ｶｸﾆﾝﾁｭｳ )") == UNKNOWN.contains(&"カクニンチュウ"));
    }

    #[test]
    fn yes_no_and_nothing_are_three_things() {
        assert_eq!(
            [yes_or_no("○"), yes_or_no("有り"), yes_or_no("なし"), yes_or_no("×")],
            [Some(true), Some(true), Some(false), Some(false)]
        );
        assert_eq!([yes_or_no("不明"), yes_or_no("たぶん")], [None, None]);
        assert!(says_nothing("　") && says_nothing("－") && says_nothing("N/A") && !says_nothing("0"));
    }
}
