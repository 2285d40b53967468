//! The network on both engines: names are joined, segments named, procedures kept by version, and lines that nobody answers for named.

use app::{
    evidence::Arrived,
    intake::{apply_inventory, keep_inventory, preview_inventory},
    network::{Known, network_view, outside_lines, procedure_view, targets},
    search::{Kind, search},
    words::T,
};
use domain::{
    evidence::FileName,
    id::{SystemId, VendorId},
    journal::Seq,
    ledger::{System, SystemAlias, SystemDraft},
    network::{CutNote, OutsideKey, Part, Procedure, ProcedureDraft, SegmentText, Segments, Target},
    search::Query,
    vendor::{
        Line, Vendor, VendorDraft,
        remote_access::{RemoteAccess, RemoteAccessDraft, RemoteAccessText},
    },
};
use messages::Lang;
use store::StoreError;
use testkit::{House, both_engines};
use time::macros::date;

const JA: T = T::new(Lang::Ja);

const LIST: &str = "資産番号,機器名,種別,IPアドレス,部屋,部署,システム,外部接続\n\
    SV-1,電子カルテサーバ,サーバ,10.1.1.11,サーバ室,情報室,電子カルテ,なし\n\
    SV-2,バックアップNAS,サーバ,10.1.9.5,サーバ室,情報室,電子 カルテ,なし\n\
    PC-1,受付端末1,端末,10.1.2.11,受付,医事課,カルテ,\n\
    PC-2,受付端末2,端末,10.1.2.12,受付,医事課,カルテ,なし\n\
    NW-1,VPN装置,ネットワーク機器,10.1.0.1 203.0.113.5,サーバ室,情報室,,リモート保守\n\
    NW-2,コアスイッチ,ネットワーク機器,10.1.0.2 10.1.1.1 10.1.2.1 10.1.9.1,サーバ室,情報室,,なし\n\
    ME-1,CT,医療機器,,CT室,放射線科,PACS,モバイル回線\n";

async fn take(house: &House, text: &str) {
    let mut bytes = house.app.blobs.arrive(house.facility).unwrap();
    bytes.write(text.as_bytes()).unwrap();
    let name = FileName::clean("台帳.csv").unwrap();
    let waiting = keep_inventory(&house.app, &house.permit(), Arrived { name, bytes }).unwrap();
    let plan = preview_inventory(&house.app, &house.view(), &waiting, JA).await.unwrap().unwrap();
    apply_inventory(&house.app, &house.view(), &house.permit(), &waiting, plan.seal).await.unwrap();
}

async fn vendor(house: &House, name: &str) -> VendorId {
    let stated = VendorDraft::parse(name, "大野", "03-0000-0001", "", true).unwrap();
    let vendor = Vendor { id: house.app.ids.next(), stated, version: Seq::ZERO };
    let id = vendor.id;
    store::vendor::record(&house.app.db, &house.permit(), house.app.now(), vendor).await.unwrap();
    id
}

async fn system(house: &House, name: &str, vendor: Option<VendorId>) -> SystemId {
    let system = System {
        id: house.app.ids.next(),
        stated: SystemDraft::parse(name, "ehr", vendor).unwrap(),
        version: Seq::ZERO,
    };
    let id = system.id;
    store::ledger::record_system(&house.app.db, &house.permit(), house.app.now(), system).await.unwrap();
    id
}

async fn way(house: &House, vendor: VendorId, target: &'static str, gateway: &'static str) {
    let text = RemoteAccessText {
        target,
        gateway,
        means: vec!["vpn"],
        origin: "anywhere",
        two_factor: "unknown",
        opening: "unknown",
        ..RemoteAccessText::default()
    };
    let stated = RemoteAccessDraft::parse(vendor, &text).unwrap();
    let access = RemoteAccess { id: house.app.ids.next(), stated, version: Seq::ZERO };
    store::vendor::remote_access::record(&house.app.db, &house.permit(), house.app.now(), access).await.unwrap();
}

fn line(text: &str) -> Line {
    Line::parse(text).unwrap()
}

both_engines! {
    async fn names_of_systems_are_joined_and_a_choice_is_taken_back(house: &House) {
        take(house, LIST).await;
        let (db, ehr) = (&house.app.db, system(house, "電子カルテ", None).await);
        let meant = async |words: &str| {
            let known = Known::load(&house.app, &house.view()).await.unwrap();
            known.system_of(words).map(|one| one.id)
        };
        assert_eq!([meant("電子 カルテ").await, meant("カルテ").await], [Some(ehr), None]);
        let record = async |system| {
            let alias = SystemAlias { words: line("カルテ"), system };
            store::ledger::record_alias(db, &house.permit(), house.app.now(), alias).await
        };
        assert!(record(Some(ehr)).await.unwrap().is_some());
        assert!(record(Some(ehr)).await.unwrap().is_none(), "said already");
        assert_eq!(meant("ｶﾙﾃ").await, Some(ehr));
        let nobody = record(Some(house.app.ids.next())).await;
        assert!(matches!(nobody, Err(StoreError::NotFound)), "{nobody:?}");
        let used = store::ledger::used_names(db, &house.view()).await.unwrap();
        let used: Vec<_> = used.iter().map(|one| (one.words.as_str(), one.devices())).collect();
        assert_eq!(used, [("PACS", 1), ("カルテ", 2), ("電子 カルテ", 1), ("電子カルテ", 1)]);
        assert!(record(None).await.unwrap().is_some());
        assert_eq!(meant("カルテ").await, None);
    }

    async fn segments_are_named_in_one_entry_and_the_picture_follows(house: &House) {
        take(house, LIST).await;
        let db = &house.app.db;
        let view = network_view(&house.app, &house.view(), JA).await.unwrap();
        assert_eq!((view.nets.len(), view.sheets.len(), view.unplaced.1), (4, 1, 1));
        assert!(view.sheets[0].contains("10.1.1.0/24（推定）"), "{}", view.sheets[0]);
        let segments = |name| {
            let one = SegmentText { net: "10.1.9.0/24", name, vlan: "9", backup: true, ..SegmentText::default() };
            Segments::parse(&[one]).unwrap()
        };
        let record = async |name, version| {
            store::network::record_segments(db, &house.permit(), house.app.now(), segments(name), version).await
        };
        let first = record("バックアップ", Seq::ZERO).await.unwrap().unwrap();
        assert!(record("バックアップ", first).await.unwrap().is_none(), "nothing changed");
        assert!(matches!(record("ほか", Seq::ZERO).await, Err(StoreError::Stale)));
        let view = network_view(&house.app, &house.view(), JA).await.unwrap();
        assert!(view.sheets[0].contains("バックアップ (VLAN 9)"));
        let core = view.joints.iter().find(|joint| joint.name == "コアスイッチ").unwrap();
        assert_eq!(core.nets, ["10.1.0.0/24", "10.1.1.0/24", "10.1.2.0/24", "バックアップ"]);
        let ways: Vec<_> = view.lines.iter().map(|line| (line.name.as_str(), line.joints.len())).collect();
        assert_eq!(ways, [("インターネット", 1), ("モバイル回線", 1), ("リモート保守", 1)]);
    }

    async fn lines_that_nobody_answers_for_are_named(house: &House) {
        take(house, LIST).await;
        let vendor = vendor(house, "みらい電子").await;
        way(house, vendor, "画像サーバ", "").await;
        way(house, vendor, "電子カルテ", "VPN装置（サーバ室）").await;
        let lines = outside_lines(&house.app, &house.view(), JA).await.unwrap();
        let told: Vec<_> = lines.devices.iter().map(|one| (one.name.as_str(), one.is_answered)).collect();
        assert_eq!((told, lines.unsaid), (vec![("CT", false), ("VPN装置", true)], 1));
        let told: Vec<_> = lines.accesses.iter().map(|one| (one.name.as_str(), one.is_answered)).collect();
        assert_eq!(told, [("画像サーバ", false), ("電子カルテ", true)]);
        assert_eq!(lines.devices[1].calls, ["大野 03-0000-0001"]);
        let note = |how: Option<&str>| CutNote { line: lines.devices[1].key, how: how.map(line) };
        let record = async |how| {
            store::network::note_cut(&house.app.db, &house.permit(), house.app.now(), note(how)).await.unwrap()
        };
        assert!(record(Some("青いケーブルを抜く")).await.is_some() && record(Some("青いケーブルを抜く")).await.is_none());
        let lines = outside_lines(&house.app, &house.view(), JA).await.unwrap();
        assert_eq!(lines.devices[1].cut, "青いケーブルを抜く");
        assert!(record(None).await.is_some());
        let nowhere = CutNote { line: OutsideKey::Device(house.app.ids.next()), how: Some(line("抜く")) };
        let refused = store::network::note_cut(&house.app.db, &house.permit(), house.app.now(), nowhere).await;
        assert!(matches!(refused, Err(StoreError::NotFound)));
        let sheet = house.open_r6().await;
        let opened = app::assessment::load(&house.app, &house.view(), sheet).await.unwrap();
        let against = |item: &str| -> Vec<String> {
            let item = domain::catalog::ItemId::parse(item).unwrap();
            opened.proposal(&item).against.iter().map(|reason| app::words::reason(JA, reason)).collect()
        };
        let source = against("network.source-restriction").join("\n");
        for words in ["どこからでも入れるリモート保守が 2 つ", "1 台あります：CT", "1 つあります：画像サーバ"] {
            assert!(source.contains(words), "{words} in {source}");
        }
    }

    async fn a_procedure_is_proposed_written_checked_and_found(house: &House) {
        take(house, LIST).await;
        let ehr = system(house, "電子カルテ", None).await;
        let names: Vec<_> = targets(&house.app, &house.view(), JA).await.unwrap().into_iter().map(|(_, name)| name).collect();
        assert_eq!(names, ["病院全体", "電子カルテ"]);
        let proposed = procedure_view(&house.app, &house.view(), JA, Target::System(ehr)).await.unwrap();
        assert!(!proposed.is_written && proposed.checked.is_none());
        let said = proposed.lines(Part::Backup).join("\n") + &proposed.lines(Part::Border).join("\n");
        assert!(said.contains("バックアップNAS") && said.contains("コアスイッチ"), "{said}");
        let order: Vec<Part> = proposed.parts.iter().map(|(part, _)| *part).collect();
        assert!(order.windows(2).all(|two| two[0] < two[1]), "{order:?}");
        let stated = ProcedureDraft::parse(&[(Part::Backup, "緑の札のケーブルを抜く")]).unwrap();
        let record = async |stated, version| {
            let procedure = Procedure { target: Target::System(ehr), stated, version };
            store::network::record_procedure(&house.app.db, &house.permit(), house.app.now(), procedure).await
        };
        let first = record(stated.clone(), Seq::ZERO).await.unwrap().unwrap();
        assert!(record(stated.clone(), first).await.unwrap().is_none());
        assert!(matches!(record(stated.clone(), Seq::ZERO).await, Err(StoreError::Stale)));
        let checked = stated.checked(Some(date!(2024 - 06 - 10)), "久保", date!(2024 - 06 - 10)).unwrap();
        record(checked, first).await.unwrap().unwrap();
        let written = procedure_view(&house.app, &house.view(), JA, Target::System(ehr)).await.unwrap();
        assert_eq!((written.versions.len(), written.lines(Part::Backup)), (2, &["緑の札のケーブルを抜く".to_owned()][..]));
        assert!(written.status(JA).contains("久保"), "{}", written.status(JA));
        let query = Query::parse("緑の札").unwrap();
        let found = search(&house.app, &house.view(), &query, None, JA).await.unwrap();
        assert!(found.iter().any(|group| group.kind == Kind::Procedure && group.total == 1));
        let nobody = Target::System(house.app.ids.next());
        assert!(procedure_view(&house.app, &house.view(), JA, nobody).await.is_err());
    }
}
