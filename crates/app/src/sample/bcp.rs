//! The sample's BCP: a draft of October, approved for the time being in January, and handed out. One system has no place in the recovery yet,
//! and a part of the 確認表 is open. The words are made up.

use super::{
    Cast, internal,
    people::Who::{self, Kubo, Miura, Morita, Okamoto, Sakuragi, Takano},
};
use crate::{AppError, readiness::bcp as room, words::T};
use domain::{
    catalog::TopicId,
    id::BcpApprovalId,
    journal::Seq,
    readiness::bcp::{
        ApprovalText, BcpApproval, BcpHandedOut, CheckAnswer, CheckText, Decision, DecisionText, General, GeneralText,
        HandoutText, PaperLine, PaperText, Part, PartKey, RankText, Stated, SystemRank, grounds,
    },
};
use messages::Lang;
use store::readiness::bcp;
use time::{Date, macros::date};

const DRAFTED_ON: Date = date!(2024 - 10 - 08);
const APPROVED_ON: Date = date!(2025 - 01 - 22);

/// Name of a system, 復旧優先度 and why, 重要度 and why, what stops.
const RANKS: [(&str, [&str; 5]); 4] = [
    (
        "電子カルテ",
        [
            "1",
            "ほかの部門システムが、患者と利用者の情報をここから受け取る。",
            "high",
            "薬とアレルギーが見られないと、処方も手術もできない。",
            "過去の記録、処方、指示が見られない。外来は紙になる。",
        ],
    ),
    (
        "医用画像管理",
        [
            "2",
            "電子カルテの患者の情報が要る。救急で画像を使う。",
            "high",
            "救急と手術で、過去の画像と比べる。",
            "撮影装置の画面でだけ画像を見る。",
        ],
    ),
    ("PACS", ["2", "医用画像管理と一緒に戻す。", "high", "救急と手術で画像を使う。", "画像が見られない。"]),
    (
        "医事会計",
        [
            "4",
            "診療に直接は要らない。月の請求に間に合えばよい。",
            "low",
            "会計はあとで計算できる。",
            "会計を後日にする。請求が遅れる。",
        ],
    ),
];

/// Department, what is written, on which form, where it lies, what is done afterwards.
const PAPER: [[&str; 5]; 4] = [
    [
        "外来",
        "診療の記録",
        "紙カルテ2号用紙",
        "外来受付の下の棚（1週間分）",
        "復旧の翌日から、医事課がスキャンし、医師が要点を入力する。",
    ],
    ["外来", "処方", "手書きの院外処方箋", "医事課の金庫", "復旧の日に、薬剤部が処方の歴に入力する。"],
    [
        "病棟",
        "看護の記録と指示",
        "看護記録の用紙、指示簿",
        "各病棟の災害用の棚",
        "復旧の日から3日のうちに、病棟の担当が入力する。",
    ],
    ["検査科", "検査の依頼と結果", "検査伝票", "検査科の受付", ""],
];

/// What is decided, at what sign, who, deputies, by night.
const DECISIONS: [(&str, &str, Who, [Who; 2], &str); 2] = [
    (
        "外との回線を切る",
        "脅迫文が画面に出た。ファイルが開けない端末が2台以上ある。",
        Kubo,
        [Takano, Okamoto],
        "当直の師長が決めてよい。切ったあとで、久保に電話する。",
    ),
    (
        "電子カルテを止める",
        "サーバのファイルが暗号化されている。バックアップ装置に異常がある。",
        Sakuragi,
        [Morita, Kubo],
        "当直医が院長に電話する。10分つながらなければ、森田、久保の順。",
    ),
];

/// Item, answer, note, target date.
const CHECKS: [(&str, &str, &str, &str); 8] = [
    ("kakunin-1-1-a", "yes", "台帳はシステム管理室が月に1回なおす。", ""),
    ("kakunin-1-1-b", "yes", "", ""),
    ("kakunin-1-1-d", "no", "検査と放射線の部門サーバの更新が、事業者待ち。", "2025-03-31"),
    ("kakunin-1-2-a", "yes", "", ""),
    ("kakunin-1-2-c", "yes", "9月27日の訓練と、7月18日の研修。", ""),
    ("kakunin-2-3", "yes", "9月27日の訓練で、発見から院長まで33分。", ""),
    ("kakunin-3-5", "no", "ログを取り出せる人が1人。事業者との取り決めがない。", "2025-03-14"),
    ("kakunin-5-3", "not_yet", "朝礼と掲示で足りるか、2月の委員会で決める。", ""),
];

/// To whom it was handed out, and how.
const HANDOUTS: [(&str, &str); 3] =
    [("看護部（各病棟）", "紙、災害用の棚"), ("事務部", "紙、BCPのファイル"), ("医事課", "紙、受付の引き出し")];

impl Cast {
    /// Everything that the house states in October.
    pub(super) async fn draft_bcp(&self) -> Result<(), AppError> {
        self.set(DRAFTED_ON, (13, 20));
        let text = GeneralText {
            purpose: "サイバー攻撃で電子カルテなどが使えなくなっても、入院と救急の診療を続け、早く元に戻す。",
            scope: "医療情報システムの全部。ランサムウェアによる暗号化、事業者の回線からの侵入、情報の漏えい。",
            kept_at: "事務部、システム管理室、各病棟の災害用の棚",
        };
        self.state(Kubo, PartKey::General, Part::General(General::parse(&text).map_err(internal)?)).await?;
        let systems = store::ledger::systems(&self.app.db, &self.permit(Kubo).await?).await?;
        for (minute, (name, [priority, priority_why, importance, importance_why, impact])) in (25..).zip(RANKS) {
            self.set(DRAFTED_ON, (13, minute));
            let Some(system) = systems.iter().find(|one| one.stated.name.as_str() == name) else { continue };
            let text = RankText { priority, priority_why, importance, importance_why, impact };
            let rank = SystemRank::parse(&text).map_err(internal)?;
            self.state(Kubo, PartKey::System(system.id), Part::System(rank)).await?;
        }
        self.write_tables().await?;
        self.check_bcp().await
    }

    async fn write_tables(&self) -> Result<(), AppError> {
        for (minute, (what, sign, decider, deputies, out_of_hours)) in (40..).zip(DECISIONS) {
            self.set(DRAFTED_ON, (13, minute));
            let decider = self.staff(decider).to_string();
            let deputies = deputies.map(|who| self.staff(who).to_string());
            let deputies = deputies.iter().map(String::as_str).collect();
            let text = DecisionText { what, sign, decider: &decider, deputies, out_of_hours };
            let roster = store::staff::roster(&self.app.db, &self.permit(Kubo).await?).await?;
            let line = Decision::parse(&text, &roster.members).map_err(internal)?;
            self.state(Kubo, PartKey::Decision(self.app.ids.next()), Part::Decision(line)).await?;
        }
        for (minute, [department, work, form, place, after]) in (10..).zip(PAPER) {
            self.set(DRAFTED_ON, (15, minute));
            let line = PaperLine::parse(&PaperText { department, work, form, place, after }).map_err(internal)?;
            self.state(Miura, PartKey::Paper(self.app.ids.next()), Part::Paper(line)).await?;
        }
        Ok(())
    }

    async fn check_bcp(&self) -> Result<(), AppError> {
        for (minute, (item, answer, note, target_on)) in (5..).zip(CHECKS) {
            self.set(DRAFTED_ON, (16, minute));
            let id = TopicId::parse(item).map_err(internal)?;
            let view = self.permit(Kubo).await?;
            let now = room::standing(&self.app, &view).await?;
            let known = room::known(&self.app, &view, &now, T::new(Lang::Ja)).await?;
            let item = self.app.catalog.bcp().item(&id).ok_or_else(|| internal("no such item"))?;
            let shown = grounds(&item.grounds, &known, now.today);
            let said = CheckAnswer::parse(&CheckText { answer, note, target_on }, shown).map_err(internal)?;
            self.state(Kubo, PartKey::Check(id), Part::Check(Box::new(said))).await?;
        }
        Ok(())
    }

    async fn state(&self, who: Who, key: PartKey, part: Part) -> Result<(), AppError> {
        let stated = Stated { key, part: Some(part) };
        bcp::state(&self.app.db, &self.permit(who).await?, self.app.now(), Seq::ZERO, stated).await?;
        Ok(())
    }

    /// The director approves it until the committee meets, and it is handed out.
    pub(super) async fn approve_bcp(&self) -> Result<(), AppError> {
        self.set(APPROVED_ON, (14, 0));
        let now = room::standing(&self.app, &self.permit(Kubo).await?).await?;
        let text = ApprovalText {
            by: "院長 桜木 恵子（2月の医療安全管理委員会までの暫定版）",
            on: "2025-01-22",
            next_review_on: "2025-03-14",
        };
        let (id, head): (BcpApprovalId, Seq) = (self.app.ids.next(), now.loaded.head());
        let approval = BcpApproval::parse(id, now.plan, &text, APPROVED_ON).map_err(internal)?;
        bcp::approve(&self.app.db, &self.permit(Kubo).await?, self.app.now(), head, approval).await?;
        for (minute, (to, how)) in (10..).zip(HANDOUTS) {
            self.set(APPROVED_ON, (15, minute));
            let text = HandoutText { to, how, on: "2025-01-22" };
            let handed = BcpHandedOut::parse(self.app.ids.next(), (id, 1), &text, APPROVED_ON).map_err(internal)?;
            bcp::hand_out(&self.app.db, &self.permit(Okamoto).await?, self.app.now(), handed).await?;
        }
        Ok(())
    }
}
