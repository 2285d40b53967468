//! The vendors of the sample hospital: six with a contract, of which four handed in. All names are made up.

use super::{Cast, REGISTERED_ON, Who, internal, name};
use crate::{
    AppError,
    assessment::{self, About},
};
use domain::{
    assessment::{Choice, Draft, RoundNo},
    calendar::FiscalYear,
    catalog::{EditionId, FormKind, ItemId},
    id::{AssessmentId, VendorId},
    journal::Seq,
    vendor::{Line, Vendor, VendorDraft},
};
use time::{Date, macros::date};

/// One vendor: name, contact person, telephone, the day on which its paper came, and the item that it answered いいえ.
struct Firm {
    name: &'static str,
    contact: &'static str,
    phone: &'static str,
    came_on: Option<Date>,
    no: Option<(&'static str, Date, &'static str)>,
}

/// The day on which the 安全管理責任者 enters the papers.
const ENTERED_ON: Date = date!(2024 - 06 - 17);

const FIRMS: [Firm; 6] = [
    Firm {
        name: "みどりカルテシステム（見本）",
        contact: "大野 陽子",
        phone: "03-0000-0101",
        came_on: Some(date!(2024 - 06 - 04)),
        no: Some(("server.unneeded-services", date!(2024 - 10 - 31), "部門サーバ2台のFTPを止める作業を10月に行う。")),
    },
    Firm {
        name: "東都医事ソフト（見本）",
        contact: "川端 修",
        phone: "03-0000-0102",
        came_on: Some(date!(2024 - 06 - 05)),
        no: None,
    },
    Firm {
        name: "ひかり画像システム（見本）",
        contact: "長谷川 恵",
        phone: "06-0000-0103",
        came_on: Some(date!(2024 - 06 - 07)),
        no: None,
    },
    Firm {
        name: "さくらネットワーク保守（見本）",
        contact: "村井 亮",
        phone: "045-000-0104",
        came_on: Some(date!(2024 - 06 - 10)),
        no: Some(("network.patch", date!(2024 - 12 - 27), "製造の終わったスイッチ5台を12月の保守日に入れ替える。")),
    },
    Firm {
        name: "検査機器サービス（見本）", contact: "平田 進", phone: "03-0000-0105", came_on: None, no: None
    },
    Firm {
        name: "まごころ給食システム（見本）", contact: "野村 幸", phone: "03-0000-0106", came_on: None, no: None
    },
];

impl Cast {
    /// Records the vendors.
    pub(super) async fn record_vendors(&self) -> Result<Vec<VendorId>, AppError> {
        let mut ids = Vec::new();
        for (at, firm) in FIRMS.iter().enumerate() {
            self.set(REGISTERED_ON, (10, i64::try_from(at).map_err(internal)?));
            let stated = VendorDraft {
                name: name(firm.name)?,
                contact: Some(name(firm.contact)?),
                phone: Some(Line::parse(firm.phone).map_err(internal)?),
                mail: None,
                contract: true,
            };
            let vendor = Vendor { id: self.app.ids.next(), stated, version: Seq::ZERO };
            ids.push(vendor.id);
            store::vendor::record(&self.app.db, &self.permit(Who::Kubo).await?, self.app.now(), vendor).await?;
        }
        Ok(ids)
    }

    /// Enters the papers that came, all on one day.
    pub(super) async fn enter_papers(&self, vendors: &[VendorId]) -> Result<(), AppError> {
        let (edition, year) = (EditionId::parse("r6").map_err(internal)?, FiscalYear::new(2024).map_err(internal)?);
        for (hour, (firm, id)) in (9..).zip(FIRMS.iter().zip(vendors)) {
            if let Some(came_on) = firm.came_on {
                self.set(ENTERED_ON, (hour, 0));
                let permit = self.permit(Who::Kubo).await?;
                let sheet = assessment::open(&self.app, &permit, &edition, About::Vendor(*id), year).await?;
                self.enter_paper(sheet, firm, came_on, hour).await?;
            }
        }
        Ok(())
    }

    async fn enter_paper(&self, sheet: AssessmentId, firm: &Firm, came_on: Date, hour: i64) -> Result<(), AppError> {
        let edition = self.app.catalog.edition(&EditionId::parse("r6").map_err(internal)?);
        let form = edition.and_then(|edition| edition.form(FormKind::Vendor));
        let items: Vec<ItemId> = form.into_iter().flat_map(|form| &form.items).map(|item| item.id.clone()).collect();
        let (view, permit) = (self.permit(Who::Kubo).await?, self.permit(Who::Kubo).await?);
        for (minute, item) in items.iter().enumerate() {
            self.set(ENTERED_ON, (hour, 1 + i64::try_from(minute).map_err(internal)?));
            let no = firm.no.filter(|(id, ..)| *id == item.as_str());
            let draft = Draft {
                round: RoundNo::First,
                choice: if no.is_some() { Choice::No } else { Choice::Yes },
                on: Some(came_on),
                by: Some(self.staff(Who::Kubo)),
                target_date: no.map(|(_, target, _)| target),
                note: no.map_or("", |(.., note)| note).to_owned(),
                version: Seq::ZERO,
            };
            assessment::answer(&self.app, &view, &permit, sheet, item, draft).await?;
        }
        Ok(())
    }
}
