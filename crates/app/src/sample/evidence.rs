//! The files behind some answers of the sample hospital. Their content is made up.

use super::{Cast, Who, internal};
use crate::{
    AppError,
    evidence::{Arrived, add},
};
use domain::{
    evidence::{EvidenceDraft, EvidenceLink, EvidenceText, FileName},
    id::AssessmentId,
};
use time::{Date, macros::date};

/// The day on which they are put in, after the vendors' papers.
const ADDED_ON: Date = date!(2024 - 06 - 17);

struct Paper {
    file: &'static str,
    words: &'static str,
    text: EvidenceText<'static>,
    items: &'static [&'static str],
}

const PAPERS: [Paper; 3] = [
    Paper {
        file: "機器台帳_見本.csv",
        words: "区分,名称,設置場所,台数\r\nサーバ,電子カルテサーバ,サーバ室,2\r\nサーバ,部門サーバ,サーバ室,6\r\n端末PC,電子カルテ端末,病棟・外来,148\r\nネットワーク機器,VPN装置,サーバ室,1\r\n",
        text: EvidenceText {
            title: "サーバ・端末PC・ネットワーク機器の台帳（見本）",
            effective_on: "2024-05-31",
            received_on: "2024-06-03",
            expires_on: "2025-05-31",
            exported_by: "久保",
            origin: "情報システム室の台帳",
        },
        items: &["all.asset-ledger"],
    },
    Paper {
        file: "連絡体制図_見本.txt",
        words: "発見者 → 所属長 → 情報システム室 → 安全管理責任者 → 院長\r\n夜間・休日は当直室を通す。\r\n",
        text: EvidenceText {
            title: "インシデント発生時の連絡体制図（見本）",
            effective_on: "2024-04-01",
            received_on: "2024-06-05",
            expires_on: "2024-12-31",
            exported_by: "",
            origin: "情報システム室",
        },
        items: &["incident.contact-chart"],
    },
    Paper {
        file: "バックアップ結果_見本.log",
        words: "2024-06-14 02:10 full backup ok 412 GB\n2024-06-15 02:08 incremental ok 9 GB\n2024-06-16 02:07 incremental ok 3 GB\n",
        text: EvidenceText {
            title: "電子カルテのバックアップ結果（見本）",
            effective_on: "2024-06-16",
            received_on: "2024-06-17",
            expires_on: "",
            exported_by: "久保",
            origin: "バックアップサーバ",
        },
        items: &["incident.backup-restore"],
    },
];

impl Cast {
    /// Puts the files in, on the items that they speak to.
    pub(super) async fn add_papers(&self, sheet: AssessmentId) -> Result<(), AppError> {
        for (minute, paper) in (0..).zip(&PAPERS) {
            self.set(ADDED_ON, (16, minute));
            let link = |item: &&str| Ok(EvidenceLink { sheet, item: item.parse().map_err(internal)? });
            let links = paper.items.iter().map(link).collect::<Result<_, AppError>>()?;
            let stated = EvidenceDraft::parse(paper.text, links, self.app.today()).map_err(internal)?;
            let mut bytes = self.app.blobs.arrive(self.facility)?;
            bytes.write(paper.words.as_bytes())?;
            let arrived = Arrived { name: FileName::clean(paper.file).map_err(internal)?, bytes };
            let (view, permit) = (self.permit(Who::Kubo).await?, self.permit(Who::Kubo).await?);
            add(&self.app, &view, &permit, stated, arrived).await?;
        }
        Ok(())
    }
}
