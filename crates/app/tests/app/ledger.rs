//! The ledger on both engines: files come in, people decide, and what leaves comes back unchanged.

use app::{
    evidence::Arrived,
    intake::{Choice, IntakeError, InventoryPreview, Waiting, apply_inventory, keep_inventory, preview_inventory},
    ledger::{EditError, Typed, add, bulk, confirm, csv, edit, join, keep_apart, part, workbook},
    words::T,
};
use domain::{
    evidence::FileName,
    id::DeviceId,
    ledger::{FateCounts, FieldKey},
    search::Query,
};
use messages::Lang;
use store::{
    StoreError,
    ledger::{Days, Filter, Listed, Support},
};
use testkit::{House, both_engines};
use time::macros::date;

const JA: T = T::new(Lang::Ja);

const LIST: &str = "資産番号,機器名,種別,製造番号,部署,部屋,OS,サポート期限,担当者\n\
    PC-001,受付端末1,端末,S-1001,医事課,受付,Windows 10,2025/10/14,山田\n\
    PC-002,受付端末2,端末,S-1002,医事課,受付,Windows 7,令和2年1月14日,\n\
    SV-001,電子カルテサーバ,サーバ,S-2001,情報室,サーバ室,Windows Server 2019,不明,佐藤\n";

fn kept(house: &House, text: &str) -> Waiting {
    let mut arriving = house.app.blobs.arrive(house.facility).unwrap();
    arriving.write(text.as_bytes()).unwrap();
    let name = FileName::clean("台帳.csv").unwrap();
    keep_inventory(&house.app, &house.permit(), Arrived { name, bytes: arriving }).unwrap()
}

async fn shown(house: &House, text: &str) -> (Waiting, InventoryPreview) {
    let waiting = kept(house, text);
    let plan = preview_inventory(&house.app, &house.view(), &waiting, &Choice::default(), JA).await.unwrap().unwrap();
    (waiting, plan)
}

async fn take(house: &House, text: &str) -> FateCounts {
    let (waiting, plan) = shown(house, text).await;
    let counts = apply_inventory(&house.app, &house.view(), &house.permit(), &waiting, &Choice::default(), plan.seal)
        .await
        .unwrap();
    assert_eq!(counts, plan.counts, "what was shown is what was done");
    house.replay_and_compare().await;
    counts
}

async fn all(house: &House, filter: &Filter) -> Vec<Listed> {
    store::ledger::list(&house.app.db, &house.view(), filter, 100, 0).await.unwrap().0
}

fn names(devices: &[Listed]) -> Vec<&str> {
    devices.iter().map(|one| one.shown.text(FieldKey::AssetNumber).unwrap_or("-")).collect()
}

async fn id_of(house: &House, asset: &str) -> DeviceId {
    let found = all(house, &Filter::default()).await;
    found.iter().find(|one| one.shown.text(FieldKey::AssetNumber) == Some(asset)).unwrap().id
}

async fn device(house: &House, id: DeviceId) -> store::ledger::DeviceRecord {
    store::ledger::device(&house.app.db, &house.view(), id).await.unwrap()
}

fn typed(pairs: &[(FieldKey, &str)]) -> Typed {
    pairs.iter().map(|(key, text)| (*key, (*text).to_owned())).collect()
}

async fn head(house: &House) -> domain::journal::Seq {
    store::journal::head(&house.app.db, &house.view()).await.unwrap().0
}

both_engines! {
    async fn a_list_comes_in_and_the_same_list_changes_nothing(house: &House) {
        let first = take(house, LIST).await;
        assert_eq!(first, FateCounts { new: 3, ..FateCounts::default() });
        let before = head(house).await;
        let again = take(house, LIST).await;
        assert_eq!(again, FateCounts { unchanged: 3, ..FateCounts::default() });
        assert_eq!(head(house).await, before, "nothing was written");
        assert_eq!(names(&all(house, &Filter::default()).await), ["PC-001", "PC-002", "SV-001"]);
    }

    async fn a_later_list_is_shown_field_by_field_before_it_counts(house: &House) {
        take(house, LIST).await;
        let later = LIST.replace("受付,Windows 10", "外来,Windows 10");
        let waiting = kept(house, &later);
        let of_one_day = preview_inventory(&house.app, &house.view(), &waiting, &Choice::default(), JA).await.unwrap().unwrap();
        assert_eq!(of_one_day.counts.conflict, 1, "two lists of one day contradict each other");
        let mut app = house.app.clone();
        app.clock = app::Clock::morning_of(date!(2024 - 07 - 01));
        let plan = preview_inventory(&app, &house.view(), &waiting, &Choice::default(), JA).await.unwrap().unwrap();
        assert_eq!(plan.counts, FateCounts { changed: 1, unchanged: 2, ..FateCounts::default() });
        assert_eq!(plan.lines.len(), 1);
        assert!(plan.lines[0].said.iter().any(|said| said.contains("部屋")), "{:?}", plan.lines);
        assert!(plan.lines[0].known_by.iter().any(|key| key.contains("PC-001")), "{:?}", plan.lines);
    }

    async fn what_was_not_shown_is_not_taken(house: &House) {
        let (waiting, plan) = shown(house, LIST).await;
        take(house, "資産番号,機器名\nX-1,別の端末\n").await;
        let stale = apply_inventory(&house.app, &house.view(), &house.permit(), &waiting, &Choice::default(), plan.seal).await;
        assert!(matches!(stale, Err(IntakeError::Changed)), "{stale:?}");
        assert_eq!(names(&all(house, &Filter::default()).await), ["X-1"]);
    }

    async fn a_file_that_cannot_be_read_says_why(house: &House) {
        let waiting = kept(house, "こんにちは");
        let refused = preview_inventory(&house.app, &house.view(), &waiting, &Choice::default(), JA).await.unwrap();
        assert!(refused.unwrap_err().contains("何のファイル"), "a clerk knows what it is not");
        let two = "資産番号,機器名,購入日\nA-1,端末,32月\n,,\n";
        let (_, plan) = shown(house, two).await;
        assert_eq!(plan.counts.new, 1);
        assert_eq!(plan.remarks.first().map(|remark| remark.line), Some(2));
    }

    async fn lists_are_narrowed_and_searched_without_width_and_kana(house: &House) {
        take(house, LIST).await;
        let words = |text: &str| Filter { words: Query::parse(text).unwrap().words().to_vec(), ..Filter::default() };
        assert_eq!(names(&all(house, &words("ｳｹﾂｹ")).await), Vec::<&str>::new(), "a reading is no writing");
        assert_eq!(names(&all(house, &words("ｻｰﾊﾞｰ 情報")).await), ["SV-001"]);
        assert_eq!(names(&all(house, &words("ｐｃ－００２")).await), ["PC-002"]);
        assert_eq!(names(&all(house, &words("100%")).await), Vec::<&str>::new());
        let today = date!(2024 - 06 - 10);
        let support = |support| Filter { support: Some(support), ..Filter::default() };
        assert_eq!(names(&all(house, &support(Support::EndedBefore(today))).await), ["PC-002"]);
        assert_eq!(names(&all(house, &support(Support::Ends(today, date!(2025 - 10 - 14)))).await), ["PC-001"]);
        assert_eq!(names(&all(house, &support(Support::Unknown)).await), ["SV-001"]);
        let nobody = Filter { owner: Some(String::new()), ..Filter::default() };
        assert_eq!(names(&all(house, &nobody).await), ["PC-002"]);
        let kind = Filter { kind: Some("server".to_owned()), ..Filter::default() };
        assert_eq!(names(&all(house, &kind).await), ["SV-001"]);
    }

    async fn what_leaves_comes_back_unchanged(house: &House) {
        take(house, LIST).await;
        add(&house.app, &house.permit(), &typed(&[
            (FieldKey::AssetNumber, "=1+1"), (FieldKey::Name, "機器, \"引用\""), (FieldKey::Backup, "yes"),
            (FieldKey::Status, "spare"), (FieldKey::Addresses, "10.0.0.1 10.0.0.2"), (FieldKey::SupportEnd, "未定"),
        ])).await.unwrap();
        let text = csv(&house.app, &house.view(), &Filter::default(), JA).await.unwrap().bytes;
        let (_, plan) = shown(house, &String::from_utf8(text).unwrap()).await;
        assert_eq!(plan.counts, FateCounts { unchanged: 4, ..FateCounts::default() }, "{:?}", plan.lines);
        let book = workbook(&house.app, &house.view(), &Filter::default(), T::new(Lang::En)).await.unwrap().bytes;
        let mut arriving = house.app.blobs.arrive(house.facility).unwrap();
        arriving.write(&book).unwrap();
        let name = FileName::clean("ledger.xlsx").unwrap();
        let waiting = keep_inventory(&house.app, &house.permit(), Arrived { name, bytes: arriving }).unwrap();
        let plan = preview_inventory(&house.app, &house.view(), &waiting, &Choice::default(), JA).await.unwrap().unwrap();
        assert_eq!(plan.counts, FateCounts { unchanged: 4, ..FateCounts::default() }, "{:?}", plan.lines);
    }

    async fn a_person_goes_over_files_and_takes_it_back(house: &House) {
        take(house, LIST).await;
        let id = id_of(house, "PC-001").await;
        let room = |text| typed(&[(FieldKey::Room, text)]);
        let version = device(house, id).await.version;
        edit(&house.app, &house.permit(), id, version, &room("診察室1"), false).await.unwrap();
        let stale = edit(&house.app, &house.permit(), id, version, &room("診察室2"), false).await;
        assert!(matches!(stale, Err(EditError::App(app::AppError::Store(StoreError::Stale)))), "{stale:?}");
        take(house, &LIST.replace("受付,Windows 10", "倉庫,Windows 10")).await;
        let found = device(house, id).await;
        assert_eq!(found.shown.text(FieldKey::Room), Some("診察室1"), "a file does not go over a person");
        assert_eq!(found.shown.disputes, []);
        let same = edit(&house.app, &house.permit(), id, found.version, &room("診察室1"), false).await.unwrap();
        assert_eq!(same, None, "no change, no entry");
        edit(&house.app, &house.permit(), id, found.version, &room(""), false).await.unwrap();
        house.replay_and_compare().await;
        let found = device(house, id).await;
        assert_ne!(found.shown.text(FieldKey::Room), Some("診察室1"));
        let empty = edit(&house.app, &house.permit(), id, found.version, &typed(&[(FieldKey::Serial, "")]), false).await;
        assert!(matches!(empty, Err(EditError::FromFile(FieldKey::Serial))), "{empty:?}");
        let wrong = edit(&house.app, &house.permit(), id, found.version, &typed(&[(FieldKey::PurchasedOn, "いつか")]), false).await;
        assert!(matches!(wrong, Err(EditError::Value(FieldKey::PurchasedOn, _))), "{wrong:?}");
        let history = store::ledger::history(&house.app.db, &house.view(), id).await.unwrap();
        assert!(history.steps.len() >= 4, "{}", history.steps.len());
    }

    async fn the_same_is_said_of_many_in_one_entry(house: &House) {
        take(house, LIST).await;
        let ids: Vec<DeviceId> = all(house, &Filter::default()).await.iter().map(|one| one.id).collect();
        let before = head(house).await;
        let looked: Vec<bulk::Looked> = ids.iter().map(|id| (*id, None)).collect();
        let owner = typed(&[(FieldKey::Owner, "山田")]);
        let plan = bulk::preview(&house.app, &house.permit(), &looked, &owner, JA).await.unwrap();
        let looked: Vec<bulk::Looked> = plan.changed.iter().map(|line| (line.id, None)).collect();
        assert_eq!((looked.len(), plan.unchanged), (2, 1));
        bulk::apply(&house.app, &house.permit(), &looked, &owner, JA).await.unwrap().unwrap();
        assert_eq!(head(house).await.get(), before.get() + 1);
        house.replay_and_compare().await;
        let owned = Filter { owner: Some("山田".to_owned()), ..Filter::default() };
        assert_eq!(all(house, &owned).await.len(), 3);
    }

    async fn a_stock_take_is_one_entry_and_another_day_shows_what_was_recorded_then(house: &House) {
        take(house, LIST).await;
        let ids: Vec<DeviceId> = all(house, &Filter::default()).await.iter().map(|one| one.id).collect();
        let before = head(house).await;
        confirm(&house.app, &house.permit(), &ids).await.unwrap();
        assert_eq!(head(house).await.get(), before.get() + 1);
        assert_eq!(confirm(&house.app, &house.permit(), &ids).await.unwrap(), None, "seen once a day");
        house.replay_and_compare().await;
        let (today, view) = (house.app.today(), house.view());
        assert!(all(house, &Filter::default()).await.iter().all(|one| one.seen_on == Some(today)));
        let then = store::ledger::as_of(&house.app.db, &view, today).await.unwrap();
        assert_eq!(names(&then), names(&all(house, &Filter::default()).await));
        let yesterday = today.previous_day().unwrap();
        assert_eq!(store::ledger::as_of(&house.app.db, &view, yesterday).await.unwrap(), []);
    }

    async fn one_serial_twice_goes_to_a_person_who_joins_or_keeps_apart(house: &House) {
        let list = "資産番号,機器名,製造番号\nA-1,端末1,S-9001\nA-2,端末2,S-9001\nA-3,端末3,S-9003\nA-4,端末4,S-9003\n";
        let counts = take(house, list).await;
        assert_eq!((counts.new, counts.conflict), (0, 4));
        let open = store::ledger::conflicts(&house.app.db, &house.view(), 10).await.unwrap();
        assert_eq!(open.iter().map(|one| one.conflict.devices.len()).collect::<Vec<_>>(), [2, 2]);
        join(&house.app, &house.permit(), &open[0].conflict.devices, Some(open[0].at)).await.unwrap();
        keep_apart(&house.app, &house.permit(), &open[1].conflict.devices, Some(open[1].at)).await.unwrap();
        house.replay_and_compare().await;
        assert_eq!(store::ledger::conflicts(&house.app.db, &house.view(), 10).await.unwrap(), []);
        assert_eq!(all(house, &Filter::default()).await.len(), 3);
        // What a person decided stands when the list comes again.
        let again = take(house, &format!("{list}A-5,端末5,S-9005\n")).await;
        assert_eq!((again.new, again.conflict), (1, 0));
        assert_eq!(all(house, &Filter::default()).await.len(), 4);
        // And it can be taken back.
        let joined = open[0].conflict.devices[0];
        let found = device(house, joined).await;
        let away = [found.statements[0].digest];
        part(&house.app, &house.permit(), joined, found.version, &away).await.unwrap();
        house.replay_and_compare().await;
        assert_eq!(all(house, &Filter::default()).await.len(), 5);
    }

    async fn what_a_person_said_stays_when_two_devices_turn_out_to_be_one(house: &House) {
        take(house, "資産番号,機器名\nA-1,端末1\n").await;
        take(house, "ホスト名,OS\npc1,Windows 10\n").await;
        let found = all(house, &Filter::default()).await;
        let (old, new) = (found[0].id.min(found[1].id), found[0].id.max(found[1].id));
        let version = device(house, new).await.version;
        edit(&house.app, &house.permit(), new, version, &typed(&[(FieldKey::Room, "受付")]), false).await.unwrap();
        take(house, "資産番号,ホスト名\nA-1,pc1\n").await;
        let one = all(house, &Filter::default()).await;
        assert_eq!(one.iter().map(|one| one.id).collect::<Vec<_>>(), [old]);
        assert_eq!(one[0].shown.text(FieldKey::Room), Some("受付"));
        let version = device(house, old).await.version;
        edit(&house.app, &house.permit(), old, version, &typed(&[(FieldKey::Owner, "山田")]), false).await.unwrap();
        take(house, "資産番号,ホスト名,部署\nA-1,pc1,医事課\n").await;
        assert_eq!(all(house, &Filter::default()).await.len(), 1, "it stays one");
    }

    async fn what_the_network_saw_is_a_list_of_its_own(house: &House) {
        take(house, LIST).await;
        let arp = "Internet  192.168.1.77   5   001b.d4aa.0afe  ARPA   Vlan10\nInternet  192.168.1.78   5   001b.d4aa.0aff  ARPA   Vlan10\n";
        take(house, &format!("Protocol  Address          Age (min)  Hardware Addr   Type   Interface\n{arp}")).await;
        let unlisted = Filter { listed: Some(false), ..Filter::default() };
        assert_eq!(all(house, &unlisted).await.len(), 2);
        let today = house.app.today();
        let counts = store::ledger::counts(&house.app.db, &house.view(), Days { today, soon: today, since: today }).await.unwrap();
        assert_eq!((counts.listed, counts.unlisted, counts.ended), (3, 2, 1));
        assert_eq!(counts.kinds, [1, 2, 0, 0, 0, 0]);
        assert_eq!((counts.no_owner, counts.unseen), (1, 3));
    }

    async fn a_device_needs_something_that_tells_it_apart(house: &House) {
        let nothing = add(&house.app, &house.permit(), &typed(&[(FieldKey::Room, "受付")])).await;
        assert!(matches!(nothing, Err(EditError::NoIdentity)), "{nothing:?}");
        let id = add(&house.app, &house.permit(), &typed(&[(FieldKey::Name, "心電計"), (FieldKey::Kind, "medical_device")])).await.unwrap();
        house.replay_and_compare().await;
        assert!(device(house, id).await.listed);
        // A file that names it joins it.
        take(house, "機器名,製造番号\n心電計,S-7001\n").await;
        assert!(!all(house, &Filter::default()).await.is_empty());
    }
}
