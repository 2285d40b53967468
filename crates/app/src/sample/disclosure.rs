//! The MDS/SDS of the sample hospital's vendors, typed from paper. Products and answers are made up.

use super::{Cast, Who, internal};
use crate::AppError;
use domain::{
    assessment::Note,
    catalog::TopicId,
    id::{DisclosureId, VendorId},
    journal::Seq,
    vendor::disclosure::{
        DecisionDraft, DecisionText, Disclosure, DisclosureAnswer, DisclosureAnswers, DisclosureDraft, DisclosureItem,
        DisclosureKind, DisclosureSource, DisclosureText, ItemKey,
    },
};
use store::vendor::disclosure as register;
use time::{Date, macros::date};

/// The day on which they were recorded.
const RECORDED_ON: Date = date!(2024 - 06 - 14);

/// One paper: whose, kind, product, version, edition, state, day, due.
struct Paper(usize, &'static str, &'static str, &'static str, &'static str, [&'static str; 3]);

const PAPERS: [Paper; 6] = [
    Paper(0, "mds", "みどりカルテ", "3.2", "5.0", ["received", "2024-05-24", ""]),
    Paper(1, "mds", "東都レセプト", "11", "4.1", ["received", "2024-05-24", ""]),
    Paper(2, "mds", "ひかりPACS", "2.0", "4.1", ["received", "2024-05-27", ""]),
    Paper(3, "sds", "さくら遠隔監視サービス", "", "5.0", ["received", "2024-05-28", ""]),
    Paper(4, "mds", "検査装置 制御ソフト", "", "", ["requested", "2024-05-20", "2024-06-28"]),
    Paper(5, "mds", "まごころ給食システム", "", "", ["requested", "2024-05-20", "2024-06-28"]),
];

/// Answers that are not a plain はい: paper, topic, answer, remark.
const ANSWERS: [(usize, &str, DisclosureAnswer, &str); 8] = [
    (0, "p13", DisclosureAnswer::No, ""),
    (0, "p15", DisclosureAnswer::Yes, "当社が検証したパッチだけを、保守契約の範囲で当てる。"),
    (0, "p33", DisclosureAnswer::NotApplicable, ""),
    (0, "p36", DisclosureAnswer::No, "次の更新（令和9年度）で対応する予定。"),
    (0, "p43", DisclosureAnswer::NotApplicable, ""),
    (1, "p16", DisclosureAnswer::No, ""),
    (1, "p45", DisclosureAnswer::No, "ログの取り出しは有償の作業になる。"),
    (3, "p20", DisclosureAnswer::Yes, "求めがあれば渡す。"),
];

/// Papers whose answers were typed; that of the PACS still waits.
const TYPED: [usize; 3] = [0, 1, 3];

impl Cast {
    /// Records the papers, types the answers of some, and decides about one of them.
    pub(super) async fn record_disclosures(&self, vendors: &[VendorId]) -> Result<(), AppError> {
        let mut ids: Vec<DisclosureId> = Vec::new();
        for (minute, paper) in (0..).zip(&PAPERS) {
            self.set(RECORDED_ON, (17, 20 + minute));
            let vendor = *vendors.get(paper.0).ok_or_else(|| internal("no such vendor"))?;
            let disclosure =
                Disclosure { id: self.app.ids.next(), stated: paper.draft(vendor)?, file: None, version: Seq::ZERO };
            ids.push(disclosure.id);
            register::record(&self.app.db, &self.permit(Who::Kubo).await?, self.app.now(), disclosure).await?;
        }
        for (minute, at) in (0..).zip(TYPED) {
            self.set(RECORDED_ON, (18, minute));
            let (paper, id) = (&PAPERS[at], ids[at]);
            let answers = self.answers(paper)?;
            let permit = self.permit(Who::Kubo).await?;
            register::answer(&self.app.db, &permit, self.app.now(), id, Seq::ZERO, answers).await?;
        }
        self.decide(ids[0]).await
    }

    fn answers(&self, paper: &Paper) -> Result<DisclosureAnswers, AppError> {
        let kind = DisclosureKind::from_code(paper.1).ok_or_else(|| internal("no such form"))?;
        let topics = self.app.catalog.disclosure().topics.iter().filter(|topic| topic.kinds.contains(&kind));
        let item = |id: &TopicId| {
            let said = ANSWERS.iter().find(|(at, topic, ..)| *at == paper.0 && *topic == id.as_str());
            Ok(DisclosureItem {
                key: ItemKey::of(id.as_str()),
                number: None,
                question: Note::default(),
                topic: Some(id.clone()),
                answer: said.map_or(DisclosureAnswer::Yes, |(.., answer, _)| *answer),
                remark: Note::parse(said.map_or("", |(.., remark)| remark)).map_err(internal)?,
            })
        };
        let items = topics.map(|topic| item(&topic.id)).collect::<Result<Vec<_>, AppError>>()?;
        DisclosureAnswers::new(DisclosureSource::Typed, items).map_err(internal)
    }

    /// The EHR does not limit copying to media: the house covers it by its own rule.
    async fn decide(&self, id: DisclosureId) -> Result<(), AppError> {
        self.set(RECORDED_ON, (18, 20));
        let row = register::find(&self.app.db, &self.permit(Who::Kubo).await?, id).await?;
        let items = row.answers.map(|row| row.answers.items).unwrap_or_default();
        let key = ItemKey::of("p13");
        let item = items.iter().find(|item| item.key == key).ok_or_else(|| internal("no such item"))?;
        let owner = self.staff(Who::Takano).to_string();
        let text = DecisionText {
            decision: "cover",
            owner: &owner,
            rule: "情報機器の持出し規程（平成30年）第4条",
            why: "電子カルテの端末にはUSBメモリをつながない。使うときは情報システム室が貸し出す。",
            due: "",
        };
        let decision = DecisionDraft::parse(text, item).map_err(internal)?;
        register::decide(&self.app.db, &self.permit(Who::Kubo).await?, self.app.now(), id, key, decision).await?;
        Ok(())
    }
}

impl Paper {
    fn draft(&self, vendor: VendorId) -> Result<DisclosureDraft, AppError> {
        let Self(_, kind, product, product_version, edition, [state, on, due]) = self;
        let text = DisclosureText {
            kind,
            product,
            product_version,
            in_use: product_version,
            edition,
            dated_on: "",
            system: "",
            state,
            on,
            due,
            why: "",
        };
        DisclosureDraft::parse(vendor, text, RECORDED_ON).map_err(internal)
    }
}
