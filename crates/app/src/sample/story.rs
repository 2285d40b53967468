//! What the people of the sample hospital wrote in fiscal year 2024, in order of time. The words are made up, as is the hospital.

use super::people::Who::{self, Ishibashi, Kubo, Miura, Nishimura, Okamoto, Sakai, Takano};
use domain::assessment::{
    Choice::{self, No, Yes},
    RoundNo,
};
use time::{Date, macros::date};

/// One answer, as a person gave it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Word {
    pub(super) on: Date,
    /// Hour and minute in Japan.
    pub(super) time: (i64, i64),
    pub(super) who: Who,
    pub(super) round: RoundNo,
    pub(super) item: &'static str,
    pub(super) choice: Choice,
    pub(super) target: Option<Date>,
    pub(super) note: &'static str,
}

const fn first(on: Date, time: (i64, i64), who: Who, item: &'static str, choice: Choice, note: &'static str) -> Word {
    Word { on, time, who, round: RoundNo::First, item, choice, target: None, note }
}

const fn second(on: Date, time: (i64, i64), who: Who, item: &'static str, choice: Choice, note: &'static str) -> Word {
    Word { on, time, who, round: RoundNo::Second, item, choice, target: None, note }
}

impl Word {
    const fn by(mut self, target: Date) -> Self {
        self.target = Some(target);
        self
    }
}

/// Round 1, May and June 2024: seven いいえ. One はい is taken back by the 安全管理責任者; one いいえ gets its target date later.
pub(super) const FIRST_ROUND: [Word; 21] = [
    first(
        date!(2024 - 05 - 27),
        (10, 5),
        Kubo,
        "gate.system-in-use",
        Yes,
        "電子カルテ、医事会計、PACS、検体検査、給食の5つのシステムを使っている。",
    ),
    first(
        date!(2024 - 05 - 27),
        (10, 12),
        Kubo,
        "org.safety-officer",
        Yes,
        "令和6年4月1日付けの任命書（院長名）を事務部のファイルに保管。代行者は岡本医事課長。",
    ),
    first(
        date!(2024 - 05 - 28),
        (16, 40),
        Takano,
        "all.asset-ledger",
        No,
        "サーバ8台と端末142台は台帳がある。ネットワーク機器（スイッチ23台、無線アクセスポイント31台）は、設置場所とファームウェアの版の欄が空いている。",
    )
    .by(date!(2024 - 11 - 29)),
    first(
        date!(2024 - 05 - 28),
        (17, 2),
        Takano,
        "all.remote-maintenance",
        Yes,
        "事業者6社に書面で確認した。リモート保守を使うのは電子カルテ、PACS、検体検査の3社。回答書を保管している。",
    ),
    first(
        date!(2024 - 05 - 29),
        (9, 31),
        Ishibashi,
        "all.mds-sds",
        No,
        "6社のうち4社から受け取った。給食システムと検体検査装置の2社がまだ。5月29日に催促のメールを送った。",
    )
    .by(date!(2024 - 09 - 30)),
    first(
        date!(2024 - 05 - 30),
        (13, 20),
        Miura,
        "server.access-rights",
        Yes,
        "職種別の権限表（第4版）と電子カルテの設定を突き合わせた。違いはなかった。",
    ),
    first(
        date!(2024 - 05 - 30),
        (15, 44),
        Ishibashi,
        "server.unneeded-accounts",
        Yes,
        "3月末の退職者18名分の削除を確認した。",
    ),
    first(
        date!(2024 - 06 - 03),
        (11, 8),
        Takano,
        "server.access-log",
        Yes,
        "電子カルテとPACSのログを1年分保管。毎月10日に夜間と休日の参照を点検し、点検表に記録している。",
    ),
    first(
        date!(2024 - 06 - 03),
        (11, 25),
        Takano,
        "server.patch",
        Yes,
        "毎月の保守日に事業者が適用している。5月分の作業報告書を確認した。",
    ),
    first(
        date!(2024 - 06 - 04),
        (10, 50),
        Takano,
        "server.unneeded-services",
        No,
        "部門サーバ2台（検査、放射線）で、使っていないFTPが動いていた。止めてよいか事業者に確認している。",
    )
    .by(date!(2024 - 12 - 27)),
    first(
        date!(2024 - 06 - 04),
        (14, 15),
        Miura,
        "terminal.access-rights",
        Yes,
        "病棟、外来、事務の端末を2台ずつ選び、職種ごとに見える画面を確認した。権限表のとおりだった。",
    ),
    first(
        date!(2024 - 06 - 04),
        (14, 38),
        Miura,
        "terminal.unneeded-accounts",
        Yes,
        "端末の利用者一覧を所属長に回して確認した。不要なものはなかった。",
    ),
    first(
        date!(2024 - 06 - 05),
        (9, 52),
        Ishibashi,
        "terminal.patch",
        Yes,
        "更新サーバから毎週配信している。142台のうち139台が5月分まで適用済み。残る3台は6月4日に手作業で適用した。",
    ),
    first(
        date!(2024 - 06 - 05),
        (10, 20),
        Ishibashi,
        "terminal.unneeded-services",
        Yes,
        "標準の設定票に従って停止している。放射線科の操作端末4台は西村技師長と一緒に確認した。",
    ),
    first(
        date!(2024 - 06 - 06),
        (16, 5),
        Kubo,
        "server.unneeded-accounts",
        No,
        "3月末の退職者18名分の削除を確認した。\n人事の一覧と突き合わせたところ、派遣職員4名分が残っていた。派遣の終了がシステム管理室に届く手順がない。",
    )
    .by(date!(2024 - 10 - 31)),
    first(
        date!(2024 - 06 - 07),
        (13, 33),
        Takano,
        "network.patch",
        No,
        "外との境界のUTMは最新。各階のスイッチ5台は製造が終わり、ファームウェアの提供がない。",
    ),
    first(
        date!(2024 - 06 - 07),
        (13, 58),
        Takano,
        "network.source-restriction",
        Yes,
        "リモート保守の3社は、接続元のIPアドレスをUTMで限っている。設定の一覧を印刷して保管した。",
    ),
    first(
        date!(2024 - 06 - 10),
        (9, 20),
        Okamoto,
        "incident.contact-chart",
        Yes,
        "連絡体制図（令和6年5月版）を各部署に掲示した。県、厚生労働省、警察、事業者6社の夜間の番号を確認した。",
    ),
    first(
        date!(2024 - 06 - 11),
        (17, 10),
        Nishimura,
        "incident.backup-restore",
        No,
        "電子カルテは毎日取得し、1世代をオフラインで保管している。PACSは復旧の手順書がなく、戻す訓練をしていない。",
    )
    .by(date!(2025 - 02 - 28)),
    first(
        date!(2024 - 06 - 12),
        (10, 0),
        Okamoto,
        "incident.bcp",
        No,
        "災害時の事業継続計画はあるが、サイバー攻撃を想定した章がない。",
    )
    .by(date!(2025 - 03 - 14)),
    first(
        date!(2024 - 06 - 14),
        (15, 30),
        Kubo,
        "network.patch",
        No,
        "外との境界のUTMは最新。各階のスイッチ5台は製造が終わり、ファームウェアの提供がない。\n6月13日に更新の見積りを受け取った。12月の保守日に入れ替える。",
    )
    .by(date!(2024 - 12 - 20)),
];

/// Round 2, December 2024 and January 2025: five いいえ became はい, two remain, one of them past its target date.
pub(super) const SECOND_ROUND: [Word; 9] = [
    second(
        date!(2024 - 12 - 09),
        (10, 15),
        Sakai,
        "all.mds-sds",
        Yes,
        "6社のうち4社から受け取った。給食システムと検体検査装置の2社がまだ。5月29日に催促のメールを送った。\n残る2社からも10月25日に受け取り、6社分がそろった。",
    ),
    second(
        date!(2024 - 12 - 09),
        (10, 41),
        Sakai,
        "server.unneeded-accounts",
        Yes,
        "3月末の退職者18名分の削除を確認した。\n人事の一覧と突き合わせたところ、派遣職員4名分が残っていた。派遣の終了がシステム管理室に届く手順がない。\n4名分は6月6日に削除した。10月から、派遣の終了も人事から毎月届く。11月分まで突き合わせ、残りはなかった。",
    ),
    second(
        date!(2024 - 12 - 10),
        (16, 22),
        Takano,
        "all.asset-ledger",
        Yes,
        "サーバ8台と端末142台は台帳がある。ネットワーク機器（スイッチ23台、無線アクセスポイント31台）は、設置場所とファームウェアの版の欄が空いている。\n11月26日に全館を回り、54台の欄を埋めた。",
    ),
    second(
        date!(2024 - 12 - 23),
        (11, 5),
        Takano,
        "network.patch",
        Yes,
        "外との境界のUTMは最新。各階のスイッチ5台は製造が終わり、ファームウェアの提供がない。\n6月13日に更新の見積りを受け取った。12月の保守日に入れ替える。\n12月19日に5台を入れ替え、最新の版であることを確認した。",
    ),
    second(
        date!(2024 - 12 - 24),
        (9, 40),
        Takano,
        "server.unneeded-services",
        No,
        "部門サーバ2台（検査、放射線）で、使っていないFTPが動いていた。止めてよいか事業者に確認している。\n検査は停止した。放射線は撮影装置1台が使っていたため、12月27日の保守で別の方式に切り替える予定。",
    )
    .by(date!(2024 - 12 - 27)),
    second(
        date!(2025 - 01 - 15),
        (17, 35),
        Nishimura,
        "incident.backup-restore",
        Yes,
        "電子カルテは毎日取得し、1世代をオフラインで保管している。PACSは復旧の手順書がなく、戻す訓練をしていない。\nPACSの手順書を作り、1月11日に予備機へ戻す訓練をした。2時間50分で画像を表示できた。",
    ),
    second(
        date!(2025 - 01 - 16),
        (9, 15),
        Okamoto,
        "incident.bcp",
        No,
        "災害時の事業継続計画はあるが、サイバー攻撃を想定した章がない。\n紙での診療と復旧の順番の案を作った。2月の医療安全管理委員会にかける。",
    )
    .by(date!(2025 - 03 - 14)),
    second(
        date!(2025 - 01 - 16),
        (9, 28),
        Okamoto,
        "incident.contact-chart",
        Yes,
        "連絡体制図（令和6年5月版）を各部署に掲示した。県、厚生労働省、警察、事業者6社の夜間の番号を確認した。\n担当者の交代を入れた令和6年10月版に差し替えた。",
    ),
    second(
        date!(2025 - 01 - 17),
        (14, 0),
        Kubo,
        "org.safety-officer",
        Yes,
        "令和6年4月1日付けの任命書（院長名）を事務部のファイルに保管。代行者は岡本医事課長。",
    ),
];
