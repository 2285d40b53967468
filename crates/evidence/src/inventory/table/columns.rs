//! What headings mean, in the words that Japanese and English lists use.

use domain::{ledger::FieldKey as F, letters::nfkc};
use std::{collections::HashMap, sync::LazyLock};

/// Headings, folded by [`folded`]: letters and digits only, in lower case, of one width.
#[rustfmt::skip]
const MEANINGS: &[(F, &[&str])] = &[
    (F::AssetNumber, &["資産番号", "資産no", "資産コード", "資産id", "資産管理番号", "管理番号", "管理no", "管理コード", "管理id", "機器番号", "機器no", "機器id", "機器管理番号", "備品番号", "備品no", "備品コード", "固定資産番号", "台帳番号", "端末番号", "端末no", "端末管理番号", "pc番号", "pcno", "シール番号", "ラベル番号", "物品番号", "物品コード", "assetnumber", "assetno", "assettag", "assetid", "assetcode", "asset", "inventorynumber", "inventoryno", "tag", "controlnumber", "otherserial", "numérodinventaire"]),
    (F::Name, &["機器名", "機器名称", "名称", "装置名", "装置名称", "端末名称", "資産名", "資産名称", "備品名", "品名", "品目", "品目名", "物品名", "設備名", "サーバ名称", "サーバー名称", "デバイス名称", "表示名", "呼称", "name", "devicename", "assetname", "displayname", "label", "nom"]),
    (F::HostName, &["ホスト名", "ホスト", "コンピュータ名", "コンピューター名", "コンピュータ", "コンピューター", "端末名", "pc名", "マシン名", "サーバ名", "サーバー名", "ノード名", "netbios名", "デバイス名", "クライアント名", "hostname", "host", "computername", "computer", "machinename", "dnshostname", "dnsname", "fqdn", "netbiosname", "servername", "nodename", "csname", "pscomputername", "systemname", "sysname", "samaccountname"]),
    (F::Kind, &["種別", "種類", "区分", "分類", "機器種別", "機器種類", "機器区分", "機器分類", "資産種別", "資産区分", "装置種別", "端末種別", "デバイス種別", "カテゴリ", "カテゴリー", "タイプ", "kind", "type", "category", "devicetype", "assettype", "class", "itemtype", "formfactor", "chassistype"]),
    (F::Macs, &["macアドレス", "mac", "物理アドレス", "有線mac", "無線mac", "有線macアドレス", "無線macアドレス", "macアドレス有線", "macアドレス無線", "lanmacアドレス", "wifimacアドレス", "ハードウェアアドレス", "macaddress", "macaddr", "hwaddress", "hardwareaddress", "physicaladdress", "ethernetaddress", "clientid", "primarymac", "macaddresses", "wiredmac", "wirelessmac", "ethernetmac", "wifimac"]),
    (F::Addresses, &["ipアドレス", "ip", "ipv4アドレス", "ipv6アドレス", "ipv4", "ipv6", "固定ip", "固定ipアドレス", "アドレス", "有線ip", "無線ip", "ipaddress", "ipaddr", "ipaddresses", "ipv4address", "ipv6address", "primaryip", "lanip", "address", "管理ip", "管理ipアドレス", "managementip", "mgmtip"]),
    (F::Maker, &["メーカー", "メーカ", "メーカー名", "メーカ名", "製造元", "製造会社", "製造者", "製造販売業者", "製造業者", "製造メーカー", "製造メーカ", "ベンダー名製造", "システム製造元", "ブランド", "manufacturer", "maker", "make", "brand", "systemmanufacturer", "hardwarevendor", "fabricant"]),
    (F::Model, &["型番", "型式", "型名", "機種", "機種名", "モデル", "モデル名", "モデル番号", "品番", "製品名", "製品型番", "製品番号", "商品名", "規格", "システムモデル", "model", "modelname", "modelnumber", "modelno", "modelid", "product", "productname", "productnumber", "partnumber", "systemmodel", "hardwaremodel", "modèle"]),
    (F::Serial, &["シリアル", "シリアル番号", "シリアルno", "シリアルナンバー", "シリアルnumber", "製造番号", "製造no", "製番", "製品シリアル", "製品シリアル番号", "本体シリアル", "本体シリアル番号", "機番", "sn", "serial", "serialnumber", "serialno", "serialnum", "servicetag", "サービスタグ", "systemserialnumber", "biosserialnumber", "hardwareserial", "numérodesérie"]),
    (F::HardwareId, &["uuid", "システムuuid", "ハードウェアid", "hardwareid", "systemuuid", "smbiosuuid", "biosuuid"]),
    (F::Os, &["os", "os名", "os名称", "os種別", "os種類", "基本ソフト", "オペレーティングシステム", "オペレーションシステム", "搭載os", "使用os", "osname", "operatingsystem", "operatingsystemname", "osedition", "platform", "osエディション", "caption", "systèmedexploitation"]),
    (F::OsVersion, &["osバージョン", "osバージョン番号", "osver", "osビルド", "osビルド番号", "ビルド", "ビルド番号", "バージョン", "バージョンビルド", "osversion", "operatingsystemversion", "osbuild", "build", "buildnumber", "osrelease", "version"]),
    (F::Firmware, &["ファームウェア", "ファームウエア", "ファームウェアバージョン", "ファームウェア版数", "ファーム", "ファームver", "ファームバージョン", "fw", "fwバージョン", "fwver", "biosバージョン", "firmware", "firmwareversion", "fwversion", "biosversion", "softwareversion"]),
    (F::Software, &["ソフトウェア", "ソフトウエア", "ソフト", "導入ソフト", "導入ソフトウェア", "インストールソフト", "アプリ", "アプリケーション", "主なソフト", "software", "applications", "installedsoftware"]),
    (F::Building, &["建物", "建屋", "棟", "館", "建物名", "棟名", "施設", "施設名", "拠点", "拠点名", "building", "site", "campus"]),
    (F::Floor, &["階", "階数", "フロア", "フロアー", "設置階", "floor", "storey", "level"]),
    (F::Room, &["部屋", "部屋名", "室", "室名", "設置場所", "設置先", "設置場所名", "場所", "配置場所", "配置", "配置先", "設置箇所", "設置位置", "保管場所", "所在", "所在地", "使用場所", "利用場所", "ロケーション", "ラック", "ラック位置", "room", "location", "place", "rack", "physicallocation", "lieu"]),
    (F::Department, &["部署", "部署名", "部門", "部門名", "所属", "所属部署", "使用部署", "利用部署", "管理部署", "管理部門", "設置部署", "部課", "部科", "課", "科", "診療科", "診療科名", "病棟", "使用部門", "利用部門", "担当部署", "department", "dept", "division", "section", "unit", "groupname", "organizationalunit"]),
    (F::Owner, &["管理者", "管理責任者", "責任者", "管理担当者", "担当者", "担当", "使用者", "使用者名", "利用者", "利用者名", "ユーザ", "ユーザー", "ユーザ名", "ユーザー名", "所有者", "管理者名", "担当者名", "owner", "user", "username", "assignedto", "assigneduser", "responsible", "custodian", "managedby", "utilisateur", "contact"]),
    (F::System, &["システム", "システム名", "システム名称", "医療情報システム", "医療情報システム名", "用途", "使用目的", "利用目的", "用途システム", "業務", "業務名", "利用システム", "使用システム", "所属システム", "対象システム", "system", "systemusage", "usage", "purpose", "application", "role"]),
    (F::Vendor, &["ベンダ", "ベンダー", "ベンダー名", "ベンダ名", "事業者", "事業者名", "業者", "業者名", "保守業者", "保守会社", "保守ベンダ", "保守ベンダー", "保守事業者", "保守先", "納入業者", "購入先", "購入業者", "導入業者", "委託先", "販売店", "調達先", "連絡先業者", "vendor", "vendorname", "supplier", "maintenancevendor", "provider", "reseller"]),
    (F::Contract, &["契約", "契約名", "契約番号", "契約内容", "保守契約", "保守契約番号", "保守契約内容", "保守", "リース契約", "リース番号", "contract", "contractno", "contractnumber", "maintenancecontract", "supportcontract"]),
    (F::PurchasedOn, &["購入日", "購入年月日", "購入年月", "購入時期", "取得日", "取得年月日", "導入日", "導入年月日", "導入時期", "納入日", "納入年月日", "納品日", "設置日", "設置年月日", "稼働日", "稼働開始日", "運用開始日", "利用開始日", "使用開始日", "リース開始日", "purchasedate", "purchasedon", "purchased", "dateofpurchase", "acquisitiondate", "deliverydate", "installdate", "installedon", "buydate"]),
    (F::SupportEnd, &["サポート期限", "サポート終了", "サポート終了日", "サポート終了予定日", "サポート終了年月日", "osサポート期限", "osサポート終了日", "osサポート終了", "メーカーサポート期限", "メーカーサポート終了日", "メーカサポート終了日", "eol", "eos", "eosl", "eol日", "eos日", "eosl日", "保守終了日", "保守期限", "保守終了", "保守終了年月日", "supportend", "supportends", "supportenddate", "supportuntil", "endofsupport", "endoflife", "eoldate", "eosdate"]),
    (F::Internet, &["インターネット", "インターネット接続", "インターネット接続有無", "インターネット接続の有無", "ネット接続", "web接続", "internet", "internetaccess", "internetconnection", "internetconnected"]),
    (F::OutsideConnection, &["外部接続", "外部接続先", "外部接続有無", "外部接続の有無", "外部ネットワーク", "外部ネットワーク接続", "外部回線", "リモート保守", "リモートメンテナンス", "リモート接続", "リモート", "接続回線", "回線", "outsideconnection", "externalconnection", "remoteaccess", "remotemaintenance"]),
    (F::MedicalData, &["医療情報", "医療情報保存", "医療情報の保存", "医療情報の有無", "医療情報有無", "患者情報", "患者情報の有無", "患者情報有無", "個人情報", "個人情報の有無", "個人情報有無", "個人情報保存", "medicaldata", "patientdata", "phi", "ephi", "personaldata"]),
    (F::Antivirus, &["ウイルス対策", "ウイルス対策ソフト", "ウィルス対策", "ウィルス対策ソフト", "アンチウイルス", "アンチウィルス", "セキュリティソフト", "セキュリティ対策ソフト", "マルウェア対策", "マルウェア対策ソフト", "エンドポイント", "edr", "antivirus", "antivirussoftware", "av", "endpointprotection", "securitysoftware"]),
    (F::Backup, &["バックアップ", "バックアップ有無", "バックアップの有無", "バックアップ対象", "バックアップ取得", "backup", "backedup", "backupcovered", "backupenabled"]),
    (F::Status, &["状態", "状況", "使用状況", "利用状況", "稼働状況", "稼動状況", "ステータス", "現況", "運用状況", "運用状態", "管理状態", "廃棄区分", "status", "state", "lifecycle", "lifecyclestatus", "assetstatus", "usestatus", "statut"]),
    (F::DisposedOn, &["廃棄日", "廃棄年月日", "除却日", "除却年月日", "処分日", "処分年月日", "撤去日", "返却日", "disposedon", "disposaldate", "disposed", "retireddate", "retiredon", "scrapdate", "decommissioned"]),
    (F::Erasure, &["データ消去", "データ消去方法", "消去方法", "データ消去証明", "データ抹消", "データ抹消方法", "廃棄方法", "消去証明", "erasure", "dataerasure", "erasuremethod", "datawipe", "sanitization", "wipemethod"]),
    (F::SeenOn, &["最終確認日", "最終確認", "棚卸日", "最終棚卸日", "最終ログオン", "最終ログオン日", "最終ログオン日時", "最終ログイン", "最終接続日", "最終接続日時", "最終起動日", "最終通信日時", "確認日", "seenon", "lastseen", "lastlogon", "lastlogondate", "lastlogontimestamp", "lastcontact", "lastinventory", "lastinventoryupdate", "lastcheckin", "seentime"]),
    (F::Note, &["備考", "備考欄", "メモ", "摘要", "特記", "特記事項", "コメント", "補足", "その他", "note", "notes", "remark", "remarks", "comment", "comments", "memo", "description"]),
];

/// Headings of exports that end like a known word and mean something else.
const MEANS_ELSE: &[&str] = &[
    "objectclass",
    "objectcategory",
    "leaseexpirytime",
    "addressstate",
    "scopeid",
    "osbuildtype",
    "ostype",
    "systemtype",
];

/// How sure a heading is taken for a field. The surer wins where two columns claim one field.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Sureness {
    /// It begins or ends with a word that means the field.
    Part,
    /// It is the word with a number behind: IPアドレス2.
    Numbered,
    /// It is the word.
    Whole,
    /// A person said so.
    Said,
}

/// The field that a heading means.
pub(super) fn meaning(heading: &str) -> Option<(F, Sureness)> {
    let whole = folded(heading);
    if whole.is_empty() || MEANS_ELSE.contains(&whole.as_str()) {
        return None;
    }
    if let Some(key) = exact(&whole).or_else(|| CODES.get(&whole).copied()) {
        return Some((key, Sureness::Whole));
    }
    let bare = folded(&without_brackets(heading));
    if let Some(key) = exact(&bare) {
        return Some((key, Sureness::Whole));
    }
    let unnumbered = bare.trim_end_matches(|c: char| c.is_ascii_digit());
    if let Some(key) = exact(unnumbered) {
        return Some((key, Sureness::Numbered));
    }
    part(if bare.is_empty() { &whole } else { &bare }).map(|key| (key, Sureness::Part))
}

/// The field of each word. A word means one field.
static WORDS: LazyLock<HashMap<&str, F>> =
    LazyLock::new(|| MEANINGS.iter().flat_map(|(key, words)| words.iter().map(|word| (*word, *key))).collect());
/// Fields by their codes, as an export of the ledger may name them.
static CODES: LazyLock<HashMap<String, F>> =
    LazyLock::new(|| F::ALL.iter().map(|key| (folded(key.code()), *key)).collect());

fn exact(heading: &str) -> Option<F> {
    WORDS.get(heading).copied()
}

/// The longest word of at least three letters with which a heading ends or begins, if little stands beside it.
fn part(heading: &str) -> Option<F> {
    /// So many letters may stand beside the word.
    const BESIDE: usize = 6;
    let length = heading.chars().count();
    let mut best: Option<(F, usize)> = None;
    for (key, words) in MEANINGS {
        for word in *words {
            let letters = word.chars().count();
            let fits = letters >= 3
                && length <= letters + BESIDE
                && (heading.ends_with(word) || (heading.starts_with(word) && !word.is_ascii()));
            if fits && best.is_none_or(|(_, known)| known < letters) {
                best = Some((*key, letters));
            }
        }
    }
    best.map(|(key, _)| key)
}

/// Letters and digits only, in lower case, of one width.
pub(super) fn folded(text: &str) -> String {
    nfkc(text).chars().flat_map(char::to_lowercase).filter(|c| c.is_alphanumeric() || *c == 'ー').collect()
}

fn without_brackets(text: &str) -> String {
    let mut depth = 0_usize;
    let mut out = String::new();
    for letter in nfkc(text).chars() {
        match letter {
            '(' | '[' | '【' | '<' | '〔' => depth += 1,
            ')' | ']' | '】' | '>' | '〕' => depth = depth.saturating_sub(1),
            _ if depth == 0 => out.push(letter),
            _ => {}
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeMap;

    #[test]
    fn a_word_means_one_field() {
        let mut seen = BTreeMap::new();
        for (key, words) in MEANINGS {
            for word in *words {
                assert_eq!(folded(word), **word, "folded as headings are");
                if let Some(other) = seen.insert(*word, *key) {
                    panic!("{word}: {} and {}", other.code(), key.code());
                }
            }
        }
        assert_eq!(MEANINGS.len(), F::ALL.len());
    }

    #[test]
    fn headings_are_taken_for_what_they_say() {
        let means = |heading| meaning(heading).map(|(key, _)| key.code());
        let cases = [
            ("資産番号", "asset_number"),
            ("資産番号(必須)", "asset_number"),
            ("※管理No.", "asset_number"),
            ("Ｓ／Ｎ", "serial"),
            ("IPアドレス２", "addresses"),
            ("ＭＡＣアドレス①", "macs"),
            ("O S", "os"),
            ("OS\nバージョン", "os_version"),
            ("設置場所（部屋）", "room"),
            ("サポート終了日（OS）", "support_end"),
            ("Host Name", "host_name"),
            ("OS 名", "os"),
            ("システム モデル", "model"),
            ("医療機器製造番号", "serial"),
            ("macs", "macs"),
            ("support_end", "support_end"),
            ("現在の使用部署", "department"),
        ];
        for (heading, field) in cases {
            assert_eq!(means(heading), Some(field), "{heading}");
        }
        for heading in ["", "－", "No.", "金額", "耐用年数", "メモリ", "CPU", "価格"] {
            assert_eq!(means(heading), None, "{heading}");
        }
    }
}
