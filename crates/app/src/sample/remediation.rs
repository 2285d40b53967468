//! What the people of the sample hospital planned for its いいえ, and what they said meanwhile. The words are made up.

use super::{
    Cast, internal,
    people::Who::{self, Ishibashi, Kubo, Nishimura, Okamoto, Sakai, Takano},
};
use crate::AppError;
use domain::{
    id::{AssessmentId, VendorId},
    journal::Seq,
    remediation::{Remediation, RemediationCommented, RemediationDraft, RemediationKey},
};
use time::{Date, macros::date};

/// A plan: item, owner, the vendor by its place in the register, the next step.
pub(super) struct Plan {
    on: Date,
    time: (i64, i64),
    by: Who,
    item: &'static str,
    owner: Who,
    vendor: Option<usize>,
    next_step: &'static str,
}

/// Something that was said.
pub(super) struct Remark {
    on: Date,
    time: (i64, i64),
    by: Who,
    item: &'static str,
    words: &'static str,
}

const fn plan(
    time: (i64, i64),
    item: &'static str,
    owner: Who,
    vendor: Option<usize>,
    next_step: &'static str,
) -> Plan {
    Plan { on: date!(2024 - 06 - 17), time, by: Kubo, item, owner, vendor, next_step }
}

/// After round 1: every いいえ gets an owner and a next step.
pub(super) const PLANS: [Plan; 7] = [
    plan((17, 5), "all.asset-ledger", Takano, None, "全館を回り、スイッチ23台と無線アクセスポイント31台の欄を埋める。"),
    plan((17, 8), "all.mds-sds", Ishibashi, None, "残る2社に、9月の保守日までに出すよう書面で求める。"),
    plan((17, 12), "server.unneeded-accounts", Ishibashi, None, "派遣の終了を、人事から毎月受け取る手順を作る。"),
    plan(
        (17, 16),
        "server.unneeded-services",
        Takano,
        Some(0),
        "FTPを止めてよいか、2台の事業者に確かめる。止めたあと、動きを1週間見る。",
    ),
    plan((17, 21), "network.patch", Takano, Some(3), "5台を入れ替える見積りを、次の予算の会議に出す。"),
    plan((17, 25), "incident.backup-restore", Nishimura, Some(2), "PACSの復旧の手順書を作り、予備機へ戻す訓練をする。"),
    plan((17, 30), "incident.bcp", Okamoto, None, "サイバー攻撃の章の案を作り、医療安全管理委員会にかける。"),
];

/// Between the rounds: what was said, and whose work went to a successor.
pub(super) const REMARKS: [Remark; 4] = [
    remark(
        date!(2024 - 07 - 22),
        (11, 10),
        Takano,
        "network.patch",
        "予算の会議で認められた。入れ替えは12月の保守日。",
    ),
    remark(
        date!(2024 - 08 - 26),
        (9, 45),
        Ishibashi,
        "all.mds-sds",
        "給食システムの会社から、9月末までに出すと返事があった。",
    ),
    remark(
        date!(2024 - 09 - 20),
        (16, 30),
        Ishibashi,
        "all.mds-sds",
        "検体検査装置の会社は、本社に確かめているとのこと。",
    ),
    remark(
        date!(2024 - 09 - 26),
        (13, 15),
        Okamoto,
        "incident.bcp",
        "県の研修で、紙での診療の手順を聞いてきた。案に入れる。",
    ),
];

/// After the change of staff: the successor takes over.
pub(super) const SUCCESSOR_PLANS: [Plan; 1] = [Plan {
    on: date!(2024 - 10 - 02),
    time: (10, 20),
    by: Kubo,
    item: "all.mds-sds",
    owner: Sakai,
    vendor: Some(4),
    next_step: "残る2社に、9月の保守日までに出すよう書面で求める。\n検体検査装置の会社には、10月の打ち合わせで直接求める。",
}];

/// After round 2.
pub(super) const LATE_REMARKS: [Remark; 1] = [remark(
    date!(2025 - 01 - 20),
    (15, 40),
    Takano,
    "server.unneeded-services",
    "放射線の撮影装置の切り替えが、部品の遅れで1月末に延びた。目標日を過ぎている。",
)];

const fn remark(on: Date, time: (i64, i64), by: Who, item: &'static str, words: &'static str) -> Remark {
    Remark { on, time, by, item, words }
}

impl Cast {
    /// Records plans, each on top of what stands there.
    pub(super) async fn plan(&self, sheet: AssessmentId, vendors: &[VendorId], plans: &[Plan]) -> Result<(), AppError> {
        for plan in plans {
            self.set(plan.on, plan.time);
            let key = RemediationKey { sheet, item: plan.item.parse().map_err(internal)? };
            let known = store::remediation::history(&self.app.db, &self.permit(plan.by).await?, &key).await?;
            let vendor = plan.vendor.and_then(|at| vendors.get(at).copied());
            let stated = RemediationDraft::parse(Some(self.staff(plan.owner)), vendor, plan.next_step);
            let version = known.versions.last().map_or(Seq::ZERO, |last| last.remediation.version);
            let remediation = Remediation { key, stated: stated.map_err(internal)?, version };
            let permit = self.permit(plan.by).await?;
            let (now, today) = (self.app.now(), self.app.today());
            store::remediation::record(&self.app.db, &permit, now, today, remediation).await?;
        }
        Ok(())
    }

    /// Adds comments.
    pub(super) async fn remark(&self, sheet: AssessmentId, remarks: &[Remark]) -> Result<(), AppError> {
        for remark in remarks {
            self.set(remark.on, remark.time);
            let key = RemediationKey { sheet, item: remark.item.parse().map_err(internal)? };
            let said = RemediationCommented::parse(key, remark.words).map_err(internal)?;
            store::remediation::comment(&self.app.db, &self.permit(remark.by).await?, self.app.now(), said).await?;
        }
        Ok(())
    }
}
