//! The BCP: stated part by part, approved as it was seen, a draft again after a change; what it says of 3(3), the calendar, its papers.

use app::{
    readiness::{bcp as room, due::all},
    words::T,
};
use domain::{
    catalog::TopicId,
    grounds::Verdict,
    id::{BcpLineId, SystemId},
    journal::Seq,
    ledger::{System, SystemDraft},
    readiness::{
        bcp::{
            ApprovalText, BcpApproval, BcpHandedOut, CheckAnswer, CheckText, Gap, General, GeneralText, HandoutText,
            PaperLine, PaperText, Part, PartKey, RankText, Section, Stated, SystemRank, grounds,
        },
        due::DueKind,
    },
};
use messages::Lang;
use report::bcp::Block;
use std::io::Read as _;
use store::{StoreError, readiness::bcp};
use testkit::{House, both_engines};
use time::macros::date;

const JA: T = T::new(Lang::Ja);

async fn state(house: &House, version: Seq, key: PartKey, part: Option<Part>) -> Result<Option<Seq>, StoreError> {
    bcp::state(&house.app.db, &house.permit(), house.app.now(), version, Stated { key, part }).await
}

fn general(purpose: &str) -> Option<Part> {
    Some(Part::General(General::parse(&GeneralText { purpose, scope: "全部", kept_at: "事務部" }).unwrap()))
}

fn paper(work: &str) -> Option<Part> {
    let text = PaperText { department: "外来", work, ..PaperText::default() };
    Some(Part::Paper(PaperLine::parse(&text).unwrap()))
}

async fn system(house: &House, name: &str) -> SystemId {
    let stated = SystemDraft::parse(name, "ehr", None).unwrap();
    let system = System { id: house.app.ids.next(), stated, version: Seq::ZERO };
    let id = system.id;
    store::ledger::record_system(&house.app.db, &house.permit(), house.app.now(), system).await.unwrap();
    id
}

async fn approve(house: &House, text: ApprovalText<'_>) -> Result<Seq, StoreError> {
    let now = room::standing(&house.app, &house.view()).await.unwrap();
    let head = now.loaded.head();
    let approval = BcpApproval::parse(house.app.ids.next(), now.plan, &text, house.app.today()).unwrap();
    bcp::approve(&house.app.db, &house.permit(), house.app.now(), head, approval).await
}

const BY: ApprovalText<'static> = ApprovalText { by: "院長", on: "2024-06-10", next_review_on: "2025-06-10" };

async fn check(house: &House, item: &str, answer: &str, note: &str, target_on: &str) {
    let id = TopicId::parse(item).unwrap();
    let view = house.view();
    let now = room::standing(&house.app, &view).await.unwrap();
    let known = room::known(&house.app, &view, &now, JA).await.unwrap();
    let kinds = &house.app.catalog.bcp().item(&id).unwrap().grounds;
    let shown = grounds(kinds, &known, now.today);
    let said = CheckAnswer::parse(&CheckText { answer, note, target_on }, shown).unwrap();
    let version = now.loaded.version(&PartKey::Check(id.clone()));
    state(house, version, PartKey::Check(id), Some(Part::Check(Box::new(said)))).await.unwrap();
}

both_engines! {
    async fn parts_are_stated_once_and_never_over_somebody_elses(house: &House) {
        let first = state(house, Seq::ZERO, PartKey::General, general("続ける")).await.unwrap().unwrap();
        assert!(matches!(state(house, Seq::ZERO, PartKey::General, general("ほか")).await, Err(StoreError::Stale)));
        assert_eq!(state(house, first, PartKey::General, general("続ける")).await.unwrap(), None, "nothing new");
        assert!(matches!(state(house, first, PartKey::General, None).await, Err(StoreError::NotFound)), "no line");
        let unknown: SystemId = house.app.ids.next();
        let rank = || Some(Part::System(SystemRank::parse(&RankText { priority: "1", ..RankText::default() }).unwrap()));
        assert!(matches!(state(house, Seq::ZERO, PartKey::System(unknown), rank()).await, Err(StoreError::NotFound)));
        assert!(matches!(state(house, Seq::ZERO, PartKey::Cutting, rank()).await, Err(StoreError::NotFound)), "another part");
        let known = system(house, "電子カルテ").await;
        state(house, Seq::ZERO, PartKey::System(known), rank()).await.unwrap();
        let id: BcpLineId = house.app.ids.next();
        let line = state(house, Seq::ZERO, PartKey::Paper(id), paper("処方")).await.unwrap().unwrap();
        state(house, line, PartKey::Paper(id), None).await.unwrap();
        assert!(matches!(state(house, Seq::ZERO, PartKey::Paper(id), None).await, Err(StoreError::NotFound)));
        state(house, Seq::ZERO, PartKey::Paper(id), paper("検査")).await.unwrap();
        let now = room::standing(&house.app, &house.view()).await.unwrap();
        assert_eq!((now.plan.systems[0].rank.priority, now.plan.paper.len()), (Some(1), 1));
        assert!(now.gaps.contains(&Gap::Importance(1)) && now.gaps.contains(&Gap::Cutting(3)) && now.gaps.contains(&Gap::NoChart));
    }

    async fn an_approval_is_of_one_plan_and_a_change_makes_a_draft(house: &House) {
        state(house, Seq::ZERO, PartKey::General, general("続ける")).await.unwrap();
        approve(house, BY).await.unwrap();
        assert!(matches!(approve(house, BY).await, Err(StoreError::Exists(_))), "the same again");
        let now = room::standing(&house.app, &house.view()).await.unwrap();
        assert!(now.is_approved());
        let approved = now.loaded.approved.clone().unwrap().approval;
        assert_eq!((approved.number, approved.by.as_str()), (1, "院長"));
        let id: BcpLineId = house.app.ids.next();
        state(house, Seq::ZERO, PartKey::Paper(id), paper("処方")).await.unwrap();
        let later = room::standing(&house.app, &house.view()).await.unwrap();
        assert_eq!(later.differences, Some(vec![Section::Paper]), "a draft again");
        // What was seen before the change can't be approved.
        let stale = BcpApproval::parse(house.app.ids.next(), now.plan.clone(), &BY, house.app.today()).unwrap();
        let refused = bcp::approve(&house.app.db, &house.permit(), house.app.now(), now.loaded.head(), stale).await;
        assert!(matches!(refused, Err(StoreError::Stale)), "{refused:?}");
        approve(house, BY).await.unwrap();
        let versions = bcp::approvals(&house.app.db, &house.view()).await.unwrap();
        assert_eq!(versions.iter().map(|row| row.approval.number).collect::<Vec<_>>(), [2, 1]);
        assert_eq!((versions[1].approval.plan.paper.len(), versions[0].approval.plan.paper.len()), (0, 1), "frozen");
        let text = HandoutText { to: "外来", how: "紙", on: "2024-06-10" };
        let hand = async |number| {
            let handed = BcpHandedOut::parse(house.app.ids.next(), (approved.id, number), &text, house.app.today()).unwrap();
            bcp::hand_out(&house.app.db, &house.permit(), house.app.now(), handed).await
        };
        hand(1).await.unwrap();
        assert!(matches!(hand(2).await, Err(StoreError::NotFound)), "that is another version's number");
        assert_eq!(bcp::load(&house.app.db, &house.view()).await.unwrap().handouts.len(), 1);
    }

    async fn reviews_and_target_dates_fall_due(house: &House) {
        state(house, Seq::ZERO, PartKey::General, general("続ける")).await.unwrap();
        check(house, "kakunin-1-1-d", "no", "更新できない", "2024-12-01").await;
        approve(house, BY).await.unwrap();
        let due = all(&house.app, &house.view(), JA).await.unwrap();
        let days: Vec<_> = due.iter().filter(|one| one.kind == DueKind::Bcp).map(|one| one.on).collect();
        assert_eq!(days, [date!(2024 - 12 - 01), date!(2025 - 06 - 10)]);
    }

    async fn the_proposal_for_3_3_is_drawn_from_it(house: &House) {
        let propose = async || {
            let now = room::standing(&house.app, &house.view()).await.unwrap();
            let item = domain::catalog::ItemId::parse("incident.bcp").unwrap();
            let facts = domain::grounds::Facts { bcp: now.facts(None), ..domain::grounds::Facts::default() };
            domain::grounds::propose(&item, &facts, house.app.today()).verdict
        };
        assert_eq!(propose().await, Verdict::NoEvidence, "systems alone are no plan");
        state(house, Seq::ZERO, PartKey::General, general("続ける")).await.unwrap();
        assert_eq!(propose().await, Verdict::No);
        let items: Vec<String> = house.app.catalog.bcp().items().map(|item| item.id.to_string()).collect();
        assert_eq!(items.len(), 26);
        for item in &items {
            check(house, item, "yes", "紙の資料がある", "").await;
        }
        approve(house, BY).await.unwrap();
        assert_eq!(propose().await, Verdict::Yes);
        house.app.clock.set(domain::calendar::Instant::start_of_day_jst(date!(2025 - 06 - 11)));
        assert_eq!(propose().await, Verdict::Check, "the review is overdue");
    }

    async fn what_nobody_said_is_printed_as_not_stated(house: &House) {
        system(house, "電子カルテ").await;
        let view = house.view();
        let now = room::standing(&house.app, &view).await.unwrap();
        let facility = store::facility::facility(&house.app.db, &view).await.unwrap();
        let paper = room::paper(&house.app, &facility, &now, None, JA);
        let row = paper.blocks.iter().find_map(|block| match block {
            Block::Table { rows, .. } => rows.first().cloned(),
            _ => None,
        });
        let row = row.unwrap();
        assert_eq!((row[0].as_str(), row[2].as_str(), row[3].as_str()), ("未記入", "未記入", "未記入"));
        let words = serde_json::to_string(&paper).unwrap();
        assert!(words.contains("バックアップの記録なし") && words.contains("承認した連絡体制図がない") && !words.contains("適合"), "{words}");
        for t in [JA, T::new(Lang::En)] {
            let paper = room::paper(&house.app, &facility, &now, None, t);
            let bytes = room::file(&house.app, &paper, room::BcpFile::Word).await.unwrap();
            let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
            let mut text = String::new();
            archive.by_name("word/document.xml").unwrap().read_to_string(&mut text).unwrap();
            assert!(text.contains(&*t.get("bcp-unknown")) && text.contains("Heading1") && text.contains("<w:tbl>"));
        }
        let pack = room::pack_blocks(&house.app, &now, JA);
        assert_eq!(pack, [Block::words("事業継続計画（BCP）は、まだ書かれていません。")]);
    }
}
