//! Stock-takes on both engines: the list is frozen, what is found is said of the ledger, and how far it covers the house.

use app::{
    evidence::Arrived,
    intake::{apply_inventory, keep_inventory, preview_inventory},
    ledger::{
        Typed, bulk,
        stocktake::{
            NewDevice, Said, SheetFault, StocktakeError, add, apply_sheet, begin, count, find_device, finish,
            keep_sheet, preview_sheet, workbook,
        },
    },
    words::T,
};
use domain::{
    access::permit,
    calendar::Instant,
    evidence::FileName,
    grounds::{Reason, Verdict},
    id::{DeviceId, StocktakeId},
    ledger::{CountState, FieldKey, Found, LedgerView, Place, Scope},
    staff::{Name, StaffMember},
};
use messages::Lang;
use store::{
    StoreError,
    ledger::stocktake::{CountRow, Counter, Coverage, Narrow, StocktakeRecord, coverage, devices, running_with, show},
};
use testkit::{House, both_engines};
use time::macros::date;

const JA: T = T::new(Lang::Ja);

const LIST: &str = "資産番号,機器名,種別,製造番号,建物,階,部屋,部署,担当者\n\
    PC-001,受付端末1,端末,S-1001,本館,1階,受付,医事課,山田\n\
    PC-002,受付端末2,端末,S-1002,本館,1階,受付,医事課,山田\n\
    PC-003,検査室端末,端末,S-1003,本館,2階,検査室,検査科,鈴木\n\
    NW-001,外来スイッチ,ネットワーク機器,S-3001,本館,1階,EPS,情報室,佐藤\n\
    SV-001,電子カルテサーバ,サーバ,S-2001,本館,1階,サーバ室,情報室,佐藤\n\
    PC-009,置き場のない端末,端末,S-1009,,,,情報室,佐藤\n";

async fn take(house: &House) {
    let mut arriving = house.app.blobs.arrive(house.facility).unwrap();
    arriving.write(LIST.as_bytes()).unwrap();
    let name = FileName::clean("台帳.csv").unwrap();
    let waiting = keep_inventory(&house.app, &house.permit(), Arrived { name, bytes: arriving }).unwrap();
    let plan = preview_inventory(&house.app, &house.view(), &waiting, &app::intake::Choice::default(), JA)
        .await
        .unwrap()
        .unwrap();
    apply_inventory(&house.app, &house.view(), &house.permit(), &waiting, &app::intake::Choice::default(), plan.seal)
        .await
        .unwrap();
}

async fn begun(house: &House, scope: Scope) -> StocktakeId {
    let name = Name::parse("2024年度 全館棚卸").unwrap();
    begin(&house.app, &house.view(), &house.permit(), name, house.app.today(), scope).await.unwrap()
}

async fn id(house: &House, asset: &str) -> DeviceId {
    find_device(&house.app, &house.view(), asset).await.unwrap().unwrap()
}

async fn say(house: &House, stocktake: StocktakeId, asset: &str, said: Said) -> Result<usize, StocktakeError> {
    let device = id(house, asset).await;
    count(&house.app, &Counter::House(house.permit()), stocktake, &[device], &said).await
}

async fn record(house: &House, stocktake: StocktakeId) -> StocktakeRecord {
    show(&house.app.db, &house.view(), stocktake).await.unwrap().0
}

async fn rows(house: &House, stocktake: StocktakeId, state: CountState) -> Vec<CountRow> {
    let narrow = Narrow { room: None, state: Some(state) };
    devices(&house.app.db, &house.view(), stocktake, narrow, 100, 0).await.unwrap()
}

async fn shows(house: &House, device: DeviceId, key: FieldKey) -> Option<String> {
    let found = store::ledger::device(&house.app.db, &house.view(), device).await.unwrap();
    found.shown.text(key).map(str::to_owned)
}

async fn head(house: &House) -> i64 {
    store::journal::head(&house.app.db, &house.view()).await.unwrap().0.get()
}

fn elsewhere(room: &str) -> Said {
    Said { building: "本館".into(), floor: "2階".into(), room: room.into(), ..Said::of(Found::Elsewhere) }
}

both_engines! {
    async fn the_list_is_frozen_and_a_room_is_confirmed_in_one_entry(house: &House) {
        take(house).await;
        let stocktake = begun(house, Scope::default()).await;
        let (found, rooms) = show(&house.app.db, &house.view(), stocktake).await.unwrap();
        assert_eq!((found.house, found.tally.expected(), found.tally.open), (6, 6, 6));
        let places: Vec<String> = rooms.iter().map(|one| one.place.to_string()).collect();
        assert_eq!(places, ["本館 1階 EPS", "本館 1階 サーバ室", "本館 1階 受付", "本館 2階 検査室", ""]);
        let desk = devices(&house.app.db, &house.view(), stocktake, Narrow { room: Some(3), state: None }, 9, 0).await.unwrap();
        let ids: Vec<DeviceId> = desk.iter().map(|row| row.about.device).collect();
        let before = head(house).await;
        let counter = || Counter::House(house.permit());
        assert_eq!(count(&house.app, &counter(), stocktake, &ids, &Said::of(Found::Confirmed)).await.unwrap(), 2);
        assert_eq!(head(house).await, before + 1);
        assert_eq!(count(&house.app, &counter(), stocktake, &ids, &Said::of(Found::Confirmed)).await.unwrap(), 0);
        assert_eq!(head(house).await, before + 1, "the same said again writes nothing");
        house.replay_and_compare().await;
        assert_eq!(shows(house, ids[0], FieldKey::SeenOn).await.as_deref(), Some("2024-06-10"));
        let tally = record(house, stocktake).await.tally;
        assert_eq!((tally.confirmed, tally.open), (2, 4));
        // A device that leaves the list's room later stands in its room of the list.
        let moved = Typed::from([(FieldKey::Room, "倉庫".to_owned())]);
        let looked: Vec<bulk::Looked> = ids.iter().map(|id| (*id, None)).collect();
        bulk::apply(&house.app, &house.permit(), &looked, &moved, JA).await.unwrap().unwrap();
        let desk = devices(&house.app.db, &house.view(), stocktake, Narrow { room: Some(3), state: None }, 9, 0).await.unwrap();
        assert_eq!(desk.len(), 2);
    }

    async fn what_differs_is_said_of_the_ledger_too(house: &House) {
        take(house).await;
        let stocktake = begun(house, Scope::default()).await;
        say(house, stocktake, "PC-001", elsewhere("検査室")).await.unwrap();
        say(house, stocktake, "PC-002", Said { serial: "S-9999".into(), ..Said::of(Found::Serial) }).await.unwrap();
        say(house, stocktake, "PC-003", Said::of(Found::Lent)).await.unwrap();
        let gone = Said { disposed_on: "令和6年6月3日".into(), erasure: "物理破壊".into(), ..Said::of(Found::Gone) };
        say(house, stocktake, "NW-001", gone).await.unwrap();
        say(house, stocktake, "SV-001", Said { note: "音がする".into(), ..Said::of(Found::Broken) }).await.unwrap();
        house.replay_and_compare().await;
        let [moved, other, lent] = [id(house, "PC-001").await, id(house, "PC-002").await, id(house, "PC-003").await];
        assert_eq!(shows(house, moved, FieldKey::Room).await.as_deref(), Some("検査室"));
        assert_eq!(shows(house, moved, FieldKey::SeenOn).await.as_deref(), Some("2024-06-10"));
        assert_eq!(shows(house, other, FieldKey::Serial).await.as_deref(), Some("S-9999"));
        assert_eq!(shows(house, lent, FieldKey::Status).await.as_deref(), Some("lent"));
        assert_eq!(shows(house, lent, FieldKey::SeenOn).await, None, "nobody saw it");
        let differs = rows(house, stocktake, CountState::Differs).await;
        assert_eq!(differs.len(), 5);
        let switch = differs.iter().find(|row| row.about.asset == "NW-001").unwrap();
        assert_eq!(switch.finding.as_ref().unwrap().disposed_on, Some(date!(2024 - 06 - 03)));
        assert_eq!(shows(house, switch.about.device, FieldKey::Erasure).await.as_deref(), Some("物理破壊"));
    }

    async fn what_was_found_by_mistake_is_taken_back(house: &House) {
        take(house).await;
        let stocktake = begun(house, Scope::default()).await;
        let device = id(house, "PC-001").await;
        say(house, stocktake, "PC-001", Said::of(Found::Confirmed)).await.unwrap();
        say(house, stocktake, "PC-001", Said::of(Found::Missing)).await.unwrap();
        assert_eq!(shows(house, device, FieldKey::SeenOn).await, None);
        say(house, stocktake, "PC-001", Said::of(Found::Open)).await.unwrap();
        assert_eq!(record(house, stocktake).await.tally.open, 6);
        house.replay_and_compare().await;
        let no_place = say(house, stocktake, "PC-001", Said::of(Found::Elsewhere)).await;
        assert!(matches!(no_place, Err(StocktakeError::NoPlace)), "{no_place:?}");
        let no_serial = say(house, stocktake, "PC-001", Said::of(Found::Serial)).await;
        assert!(matches!(no_serial, Err(StocktakeError::NoSerial)), "{no_serial:?}");
        let none = count(&house.app, &Counter::House(house.permit()), stocktake, &[], &Said::of(Found::Confirmed)).await;
        assert!(matches!(none, Err(StocktakeError::NoDevice)), "{none:?}");
    }

    async fn what_stands_in_no_list_is_added_found_or_noted(house: &House) {
        take(house).await;
        let scope = Scope { place: Place { room: "受付".into(), ..Place::default() }, ..Scope::default() };
        let stocktake = begun(house, scope).await;
        assert_eq!(record(house, stocktake).await.tally.expected(), 2);
        let new = |asset: &str, note: &str| NewDevice {
            typed: [(FieldKey::AssetNumber, asset), (FieldKey::Room, "受付")]
                .into_iter()
                .filter(|_| !asset.is_empty())
                .map(|(key, text)| (key, text.to_owned()))
                .collect(),
            note: note.to_owned(),
        };
        let add = async |new: NewDevice| add(&house.app, &house.view(), house.permit(), stocktake, &new).await.unwrap();
        assert_eq!(add(new("PC-777", "")).await, Found::Confirmed);
        assert_eq!(add(new("ｐｃ－００３", "")).await, Found::Elsewhere, "the ledger knows it");
        assert_eq!(add(new("", "古いハブ")).await, Found::Noted);
        house.replay_and_compare().await;
        let tally = record(house, stocktake).await.tally;
        assert_eq!((tally.expected(), tally.extra, tally.differs), (2, 3, 3));
        assert_eq!(shows(house, id(house, "PC-777").await, FieldKey::SeenOn).await.as_deref(), Some("2024-06-10"));
        assert_eq!(shows(house, id(house, "PC-003").await, FieldKey::Room).await.as_deref(), Some("受付"));
        say(house, stocktake, "PC-003", Said::of(Found::Open)).await.unwrap();
        assert_eq!(record(house, stocktake).await.tally.extra, 2);
        house.replay_and_compare().await;
    }

    async fn a_finished_one_is_frozen_and_what_is_lost_is_in_use_again_when_it_is_seen(house: &House) {
        take(house).await;
        let stocktake = begun(house, Scope::default()).await;
        say(house, stocktake, "SV-001", Said::of(Found::Confirmed)).await.unwrap();
        let left = rows(house, stocktake, CountState::Open).await;
        let decided: Vec<(DeviceId, Said)> = left
            .iter()
            .map(|row| {
                let found = if row.about.asset == "PC-001" { Found::Lost } else { Found::Searching };
                (row.about.device, Said::of(found))
            })
            .collect();
        finish(&house.app, &house.permit(), stocktake, &decided).await.unwrap();
        house.replay_and_compare().await;
        let device = id(house, "PC-001").await;
        assert_eq!(shows(house, device, FieldKey::Status).await.as_deref(), Some("lost"));
        assert_eq!(record(house, stocktake).await.finished.unwrap().0, house.app.today());
        let late = say(house, stocktake, "PC-001", Said::of(Found::Confirmed)).await;
        assert!(matches!(late, Err(StocktakeError::Finished)), "{late:?}");
        let again = finish(&house.app, &house.permit(), stocktake, &[]).await;
        assert!(matches!(again, Err(StocktakeError::Finished)), "{again:?}");
        let next = begun(house, Scope::default()).await;
        assert_eq!(running_with(&house.app.db, &house.view(), device).await.unwrap().unwrap().0.id, next);
        say(house, next, "PC-001", Said::of(Found::Confirmed)).await.unwrap();
        assert_eq!(shows(house, device, FieldKey::Status).await.as_deref(), Some("in_use"));
        house.replay_and_compare().await;
    }

    async fn a_stock_take_of_one_room_is_not_one_of_the_house(house: &House) {
        take(house).await;
        let sheet = house.open_r6().await;
        let proposal = async || {
            let opened = app::assessment::load(&house.app, &house.view(), sheet).await.unwrap();
            let item = domain::catalog::ItemId::parse("all.asset-ledger").unwrap();
            opened.proposal(&item)
        };
        assert!(proposal().await.against.contains(&Reason::StocktakeNever));
        let scope = Scope { place: Place { room: "受付".into(), ..Place::default() }, ..Scope::default() };
        let room = begun(house, scope).await;
        for asset in ["PC-001", "PC-002"] {
            say(house, room, asset, Said::of(Found::Confirmed)).await.unwrap();
        }
        assert!(proposal().await.against.contains(&Reason::StocktakeNever), "it still runs");
        finish(&house.app, &house.permit(), room, &[]).await.unwrap();
        let on = house.app.today();
        assert!(proposal().await.against.contains(&Reason::StocktakePart { on, found: 2, of: 6 }));
        let whole = begun(house, Scope::default()).await;
        let open: Vec<DeviceId> = rows(house, whole, CountState::Open).await.iter().map(|row| row.about.device).collect();
        count(&house.app, &Counter::House(house.permit()), whole, &open, &Said::of(Found::Confirmed)).await.unwrap();
        finish(&house.app, &house.permit(), whole, &[]).await.unwrap();
        let found = proposal().await;
        assert_eq!(found.verdict, Verdict::Yes, "{found:?}");
        assert!(found.reasons.contains(&Reason::StocktakeHeld { on, found: 6, of: 6 }));
        let late = coverage(&house.app.db, &house.view(), date!(2024 - 06 - 11)).await.unwrap();
        assert_eq!(late, Coverage { last: Some(on), covered: 0 });
        house.app.clock.set(Instant::start_of_day_jst(date!(2025 - 06 - 12)));
        assert!(proposal().await.against.contains(&Reason::StocktakeOld { on }));
    }

    async fn a_person_of_a_department_speaks_of_its_devices_only(house: &House) {
        take(house).await;
        let stocktake = begun(house, Scope::default()).await;
        let counter = || Counter::Department(permit(&house.viewer.actor).unwrap());
        let say = async |asset: &str, found: Found| {
            count(&house.app, &counter(), stocktake, &[id(house, asset).await], &Said::of(found)).await
        };
        let without = say("PC-001", Found::Confirmed).await;
        assert!(matches!(without, Err(StocktakeError::OtherDepartment)), "{without:?}");
        let roster = store::staff::roster(&house.app.db, &house.view()).await.unwrap();
        let before = roster.member(house.viewer.staff).unwrap();
        let desk = StaffMember { department: Some(Name::parse("医事課").unwrap()), ..before.clone() };
        store::staff::record(&house.app.db, &house.permit(), house.app.now(), desk).await.unwrap();
        assert_eq!(say("PC-001", Found::Confirmed).await.unwrap(), 1);
        let other = say("SV-001", Found::Confirmed).await;
        assert!(matches!(other, Err(StocktakeError::OtherDepartment)), "{other:?}");
        let gone = say("PC-002", Found::Gone).await;
        assert!(matches!(gone, Err(StocktakeError::NotYours(Found::Gone))), "{gone:?}");
        house.replay_and_compare().await;
    }

    async fn the_sheet_goes_out_and_comes_back_filled_in(house: &House) {
        take(house).await;
        let stocktake = begun(house, Scope::default()).await;
        say(house, stocktake, "SV-001", Said::of(Found::Confirmed)).await.unwrap();
        let written = workbook(&house.app, &house.view(), stocktake, JA).await.unwrap();
        let preview = async |bytes: &[u8]| {
            let mut arriving = house.app.blobs.arrive(house.facility).unwrap();
            arriving.write(bytes).unwrap();
            let name = FileName::clean("棚卸.xlsx").unwrap();
            let waiting = keep_sheet(&house.app, &house.permit(), Arrived { name, bytes: arriving }, JA).unwrap();
            let plan = preview_sheet(&house.app, &house.view(), stocktake, &waiting, JA).await;
            (waiting, plan)
        };
        let (_, own) = preview(&written.bytes).await;
        let own = own.unwrap();
        assert_eq!((own.counts.len(), own.unchanged, own.empty, own.refused.len()), (0, 1, 5, 0), "{own:?}");
        let device = id(house, "PC-009").await;
        let filled = format!(
            "資産番号,結果,見つけた部屋,実物の製造番号,備考,機器ID\nPC-001,あった,,,,\nPC-002,違う場所にあった,検査室,,机の下,\n\
             PC-003,たぶん,,,,\nNW-001,違う場所,,,,\nXX-1,あった,,,,\nPC-001,×,,,,\n,見つからない,,,,{device}\nSV-001,あった,,,,\n"
        );
        let (waiting, plan) = preview(filled.as_bytes()).await;
        let plan = plan.unwrap();
        let counts = [(Found::Confirmed, 1), (Found::Elsewhere, 1), (Found::Missing, 1)];
        assert_eq!((&plan.counts[..], plan.unchanged), (&counts[..], 1), "{plan:?}");
        let lines: Vec<u64> = plan.refused.iter().map(|(line, _)| *line).collect();
        assert_eq!(lines, [4, 5, 6, 7], "{:?}", plan.refused);
        let before = head(house).await;
        let apply = async |seal| {
            apply_sheet(&house.app, &house.view(), house.permit(), stocktake, &waiting, seal, JA).await
        };
        assert_eq!(apply(plan.seal).await.unwrap(), 3);
        assert_eq!(head(house).await, before + 1);
        let stale = apply(plan.seal).await;
        assert!(matches!(stale, Err(SheetFault::Changed)), "{stale:?}");
        house.replay_and_compare().await;
        assert_eq!(shows(house, id(house, "PC-002").await, FieldKey::Room).await.as_deref(), Some("検査室"));
        let files = store::ledger::stocktake::stocktake_files(&house.app.db, &house.view()).await.unwrap();
        assert_eq!(files, [waiting.file]);
        let (_, other) = preview("名前,電話\n山田,1\n".as_bytes()).await;
        assert!(matches!(other, Err(SheetFault::Refused(_))), "{other:?}");
    }

    async fn a_bulk_edit_writes_what_was_shown_or_says_what_changed(house: &House) {
        take(house).await;
        let ids = [id(house, "PC-001").await, id(house, "PC-002").await, id(house, "NW-001").await];
        let typed = Typed::from([(FieldKey::Owner, "山田".to_owned()), (FieldKey::Floor, "3階".to_owned())]);
        let first: Vec<bulk::Looked> = ids.iter().map(|id| (*id, None)).collect();
        let before = head(house).await;
        let plan = bulk::preview(&house.app, &house.permit(), &first, &typed, JA).await.unwrap();
        assert_eq!(head(house).await, before, "looking writes nothing");
        assert_eq!((plan.changed.len(), plan.unchanged), (3, 0));
        assert_eq!(plan.changed[0].says, ["階：1階 → 3階"], "the owner stands already");
        let looked: Vec<bulk::Looked> =
            plan.changed.iter().map(|line| (line.id, Some(line.stands.clone()))).collect();
        // Somebody changes one of them in one of these fields.
        let other = Typed::from([(FieldKey::Floor, "5階".to_owned())]);
        bulk::apply(&house.app, &house.permit(), &[(ids[1], None)], &other, JA).await.unwrap().unwrap();
        let before = head(house).await;
        let moved = bulk::apply(&house.app, &house.permit(), &looked, &typed, JA).await.unwrap().unwrap_err();
        assert_eq!(head(house).await, before, "nothing is written");
        assert_eq!(moved.changed.iter().map(|line| line.moved).collect::<Vec<_>>(), [false, true, false]);
        let looked: Vec<bulk::Looked> =
            moved.changed.iter().map(|line| (line.id, Some(line.stands.clone()))).collect();
        bulk::apply(&house.app, &house.permit(), &looked, &typed, JA).await.unwrap().unwrap();
        assert_eq!(head(house).await, before + 1, "one entry");
        house.replay_and_compare().await;
        let again = bulk::preview(&house.app, &house.permit(), &first, &typed, JA).await.unwrap();
        assert_eq!((again.changed.len(), again.unchanged), (0, 3));
        let clear = Typed::from([(FieldKey::Floor, String::new()), (FieldKey::Department, String::new())]);
        let refused = bulk::preview(&house.app, &house.permit(), &first, &clear, JA).await.unwrap();
        assert_eq!(refused.refused.len(), 3, "the department comes from a file");
    }

    async fn views_are_kept_for_the_house_or_for_oneself(house: &House) {
        let (db, view) = (&house.app.db, house.view());
        let new = |name: &str| LedgerView {
            id: house.app.ids.next(),
            name: Name::parse(name).unwrap(),
            query: "kind=server".to_owned(),
        };
        let (shared, own) = (new("サーバ"), new("わたしの見方"));
        store::ledger::keep_view(db, &house.permit(), house.app.now(), shared.clone()).await.unwrap();
        let before = head(house).await;
        store::ledger::keep_own_view(db, &view, house.officer.user, &own).await.unwrap();
        assert_eq!(head(house).await, before, "nobody else's business");
        let names = async |who: &testkit::Person| -> Vec<String> {
            let found = store::ledger::views(db, &permit(&who.actor).unwrap()).await.unwrap();
            found.iter().map(|one| one.view.name.to_string()).collect()
        };
        assert_eq!(names(&house.officer).await, ["サーバ", "わたしの見方"]);
        assert_eq!(names(&house.viewer).await, ["サーバ"]);
        let foreign = store::ledger::drop_own_view(db, &view, house.viewer.user, own.id).await;
        assert!(matches!(foreign, Err(StoreError::NotFound)), "{foreign:?}");
        store::ledger::drop_own_view(db, &view, house.officer.user, own.id).await.unwrap();
        store::ledger::drop_view(db, &house.permit(), house.app.now(), shared.id).await.unwrap();
        assert_eq!(names(&house.officer).await, [""; 0]);
        house.replay_and_compare().await;
    }
}
