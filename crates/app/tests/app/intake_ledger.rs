//! Files of the ledger as they come in life: corrected and sent again, in any order, with headings that nobody knows, and bad ones.

use app::{
    evidence::Arrived,
    intake::{
        Choice, IntakeError, InventoryPreview, Looked, Waiting, Written, apply_inventory, keep_inventory,
        look_at_inventory, preview_inventory, stop_inventory, take_inventory,
    },
    words::T,
};
use domain::{
    evidence::FileName,
    intake::Meanings,
    journal::Seq,
    ledger::{FateCounts, FieldKey},
    vendor::Line,
};
use messages::Lang;
use std::collections::BTreeSet;
use store::ledger::{Filter, Listed};
use testkit::{Engine, House, both_engines};

const JA: T = T::new(Lang::Ja);

fn kept(house: &House, name: &str, bytes: &[u8]) -> Waiting {
    let mut arriving = house.app.blobs.arrive(house.facility).unwrap();
    arriving.write(bytes).unwrap();
    let name = FileName::clean(name).unwrap();
    keep_inventory(&house.app, &house.permit(), Arrived { name, bytes: arriving }).unwrap()
}

async fn shown(house: &House, waiting: &Waiting, choice: &Choice) -> InventoryPreview {
    preview_inventory(&house.app, &house.view(), waiting, choice, JA).await.unwrap().unwrap()
}

async fn taken(house: &House, waiting: &Waiting, choice: &Choice) -> FateCounts {
    let seal = shown(house, waiting, choice).await.seal;
    let counts = apply_inventory(&house.app, &house.view(), &house.permit(), waiting, choice, seal).await.unwrap();
    house.replay_and_compare().await;
    counts
}

async fn all(house: &House) -> Vec<Listed> {
    store::ledger::list(&house.app.db, &house.view(), &Filter::default(), 100, 0).await.unwrap().0
}

async fn head(house: &House) -> Seq {
    store::journal::head(&house.app.db, &house.view()).await.unwrap().0
}

const FIRST: &str =
    "資産番号,機器名,製造番号,部屋\nA-1,端末1,S-9001,受付\nA-2,端末2,S-9001,外来\nA-3,端末3,S-9003,病棟\n";
/// The serial number of A-2 and the room of A-3 are mended, A-4 was forgotten and A-1 stays.
const MENDED: &str = "資産番号,機器名,製造番号,部屋\nA-1,端末1,S-9001,受付\nA-2,端末2,S-9002,外来\nA-3,端末3,S-9003,病棟2\nA-4,端末4,S-9004,\n";

both_engines! {
    async fn a_list_that_was_mended_replaces_the_one_of_the_same_day(house: &House) {
        taken(house, &kept(house, "台帳.csv", FIRST.as_bytes()), &Choice::default()).await;
        let ids: BTreeSet<_> = all(house).await.iter().map(|one| one.id).collect();
        assert_eq!(store::ledger::conflicts(&house.app.db, &house.view(), 10).await.unwrap().len(), 1);
        let mended = kept(house, "台帳_直し.csv", MENDED.as_bytes());
        let plan = shown(house, &mended, &Choice::default()).await;
        let proposed = plan.may_correct.unwrap();
        assert_eq!((proposed.name.as_str(), plan.replaces), ("台帳.csv", None), "it is proposed, not done");
        assert!(plan.counts.conflict > 0, "as another list it would contradict");
        let choice = Choice { replaces: Some(proposed.number), ..Choice::default() };
        let plan = shown(house, &mended, &choice).await;
        assert_eq!(plan.replaces.unwrap().name, "台帳.csv");
        let counts = taken(house, &mended, &choice).await;
        assert_eq!(counts, FateCounts { new: 1, changed: 2, unchanged: 1, ..FateCounts::default() });
        assert_eq!(store::ledger::conflicts(&house.app.db, &house.view(), 10).await.unwrap(), [], "the case is closed");
        let now = all(house).await;
        assert!(now.iter().all(|one| one.shown.disputes.is_empty()));
        assert!(ids.is_subset(&now.iter().map(|one| one.id).collect()), "the devices are the ones that they were");
        let again = shown(house, &mended, &Choice::default()).await;
        assert_eq!((again.writes, again.may_correct), (false, None));
        // A correction of the correction, in which a device is missing.
        let third = kept(house, "台帳_直し2.csv", FIRST.replace("A-2,端末2,S-9001,外来\n", "").as_bytes());
        let proposed = shown(house, &third, &Choice::default()).await.may_correct.unwrap();
        assert_eq!(proposed.name, "台帳_直し.csv", "what was replaced is not replaced again");
        let choice = Choice { replaces: Some(proposed.number), ..Choice::default() };
        let plan = shown(house, &third, &choice).await;
        assert_eq!(plan.gone, ["端末2", "端末4"]);
        assert_eq!(taken(house, &third, &choice).await.gone, 2);
        assert_eq!(all(house).await.len(), 2);
        let not_there = Choice { replaces: Some(99), ..Choice::default() };
        let refused = preview_inventory(&house.app, &house.view(), &mended, &not_there, JA).await.unwrap();
        assert!(refused.unwrap_err().contains("見つかりません"));
    }

    async fn what_a_person_said_of_a_device_outlives_the_correction(house: &House) {
        taken(house, &kept(house, "台帳.csv", FIRST.as_bytes()), &Choice::default()).await;
        let id = all(house).await.iter().find(|one| one.shown.text(FieldKey::AssetNumber) == Some("A-3")).unwrap().id;
        let version = store::ledger::device(&house.app.db, &house.view(), id).await.unwrap().version;
        let typed = [(FieldKey::Owner, "山田".to_owned())].into();
        app::ledger::edit(&house.app, &house.permit(), id, version, &typed, false).await.unwrap();
        let mended = kept(house, "直し.csv", MENDED.as_bytes());
        let choice = Choice { replaces: Some(1), ..Choice::default() };
        taken(house, &mended, &choice).await;
        let found = store::ledger::device(&house.app.db, &house.view(), id).await.unwrap();
        assert_eq!((found.shown.text(FieldKey::Room), found.shown.text(FieldKey::Owner)), (Some("病棟2"), Some("山田")));
        assert_eq!(all(house).await.len(), 4);
    }

    async fn columns_that_nobody_knows_are_settled_once_and_kept(house: &House) {
        let list = "ばんごう,なまえ,ナンバー,へや\nA-1,端末1,S-9001,受付\nA-2,端末2,S-9002,外来\n";
        let waiting = kept(house, "独自.csv", list.as_bytes());
        let plan = shown(house, &waiting, &Choice::default()).await;
        assert!(plan.unread.is_some() && !plan.writes && plan.columns.iter().all(|one| one.is_unknown), "{plan:?}");
        let columns = Meanings::default()
            .with("ばんごう", Some("asset_number")).with("なまえ", Some("name")).with("ナンバー", Some("serial")).with("へや", None);
        let choice = Choice { columns: Some(columns), ..Choice::default() };
        let plan = shown(house, &waiting, &choice).await;
        assert_eq!((plan.counts.new, plan.unread), (2, None));
        let name = Some(Line::parse("独自の形").unwrap());
        let permits = (&house.view(), &house.permit());
        let mut done = take_inventory(&house.app, permits, &waiting, &choice, plan.seal, name.clone(), JA).await;
        // Where the machine is busy it goes on beside the page.
        while let Looked::Running { .. } = done {
            done = take_inventory(&house.app, permits, &waiting, &choice, plan.seal, name.clone(), JA).await;
        }
        assert!(matches!(done, Looked::Done(Ok(Written::Taken(FateCounts { new: 2, .. })))), "{done:?}");
        house.replay_and_compare().await;
        let next = kept(house, "独自2.csv", format!("{list}A-3,端末3,S-9003,\n").as_bytes());
        let plan = shown(house, &next, &Choice::default()).await;
        assert_eq!((plan.profile.as_deref(), plan.counts.new, plan.counts.unchanged), (Some("独自の形"), 1, 2));
        assert!(plan.columns.iter().all(|one| !one.is_unknown), "what is left out on purpose is known");
    }

    async fn files_in_any_order_give_the_same_ledger(house: &House) {
        // Every order of these, on one house after the other: the engine decides nothing.
        let first = ledger_of(house, &[0, 1, 2, 3]).await;
        for order in [[3, 2, 1, 0], [2, 0, 3, 1], [1, 3, 0, 2]] {
            let engine = if house.app.db.engine_name() == "sqlite" { Engine::Sqlite } else { Engine::Postgres };
            let other = House::build(engine).await;
            assert_eq!(ledger_of(&other, &order).await, first, "{order:?}");
        }
    }
}

/// Lists, a scan's neighbours and an agent that disagree: shared serials, a name that stands twice, a device under two names.
const FILES: [(&str, &str); 4] = [
    (
        "a.csv",
        "資産番号,機器名,製造番号,ホスト名,部屋\nA-1,端末1,S-9001,pc1,受付\nA-2,端末2,S-9001,pc2,外来\nA-3,端末3,,pc3,病棟\n",
    ),
    (
        "b.csv",
        "資産番号,機器名,製造番号,ホスト名,部屋\nA-3,端末3,S-9003,pc3,病棟\nA-4,端末4,S-9004,pc3,病棟\nA-1,端末1,S-9001,pc1,待合\n",
    ),
    ("c.csv", "ホスト名,製造番号,OS\npc3,S-9003,Windows 10\npc4,S-9004,Windows 7\n"),
    (
        "arp.txt",
        "Protocol  Address          Age (min)  Hardware Addr   Type   Interface\nInternet  192.168.1.77   5   001b.d4aa.0afe  ARPA   Vlan10\n",
    ),
];

/// What the ledger shows and what is open, without identifiers.
async fn ledger_of(house: &House, order: &[usize]) -> (Vec<String>, Vec<String>) {
    for at in order {
        let (name, text) = FILES[*at];
        taken(house, &kept(house, name, text.as_bytes()), &Choice::default()).await;
    }
    let devices = all(house).await;
    let name =
        |id| devices.iter().find(|one| one.id == id).map(|one| format!("{:?}", one.shown.text(FieldKey::AssetNumber)));
    let mut shown: Vec<String> = devices.iter().map(|one| format!("{:?} {}", one.shown, one.listed)).collect();
    shown.sort();
    let open = store::ledger::conflicts(&house.app.db, &house.view(), 100).await.unwrap();
    let mut open: Vec<String> = open
        .iter()
        .map(|one| {
            let mut devices: Vec<_> = one.conflict.devices.iter().map(|id| name(*id)).collect();
            devices.sort();
            format!("{:?} {} {:?} {devices:?}", one.conflict.key, one.conflict.value, one.conflict.apart_by)
        })
        .collect();
    open.sort();
    (shown, open)
}

#[tokio::test]
async fn what_is_stopped_leaves_the_ledger_as_it_was() {
    let house = House::build(Engine::Sqlite).await;
    let rows: String = (0..5_000).map(|n| format!("A-{n},端末{n},S-90{n:05},受付\n")).collect();
    let waiting = kept(&house, "大きい.csv", format!("資産番号,機器名,製造番号,部屋\n{rows}").as_bytes());
    let before = head(&house).await;
    let choice = Choice::default();
    let plan = shown(&house, &waiting, &choice).await;
    let (view, permit) = (house.view(), house.permit());
    // The page waits a little and then shows how far it is; stopped in between, nothing stands.
    let (app, twin) = (house.app.clone(), waiting.clone());
    let (taking_view, taking_permit, sealed) = (house.view(), house.permit(), plan.seal);
    let taking = tokio::spawn(async move {
        take_inventory(&app, (&taking_view, &taking_permit), &twin, &Choice::default(), sealed, None, JA).await
    });
    tokio::time::sleep(std::time::Duration::from_millis(150)).await;
    let stopped = stop_inventory(&house.app, &permit, waiting.file).await;
    let _ = taking.await.unwrap();
    let _ = stopped;
    let mut looked = look_at_inventory(&house.app, &view, &waiting, &choice, JA).await;
    while let Looked::Running { .. } = looked {
        looked = look_at_inventory(&house.app, &view, &waiting, &choice, JA).await;
    }
    assert_eq!(head(&house).await, before, "{looked:?}");
    assert!(all(&house).await.is_empty());
    house.replay_and_compare().await;
    // And it can still be taken afterwards.
    let counts = taken(&house, &waiting, &choice).await;
    assert_eq!(counts.new, 5_000);
}

/// Bad files: what is said of them, and that the ledger stays as it was.
#[tokio::test]
async fn bad_files_name_line_and_reason_and_change_nothing() {
    let house = House::build(Engine::Sqlite).await;
    let cut_scan = "<?xml version=\"1.0\"?>\n<!DOCTYPE nmaprun>\n<nmaprun scanner=\"nmap\" start=\"1718000000\">\n<host><status state=\"up\"/><address addr=\"10.0.0.1\" addrtype=\"ipv4\"/></host>\n<host><status state=\"up\"/>\n<address addr=\"10.0";
    let cases: Vec<(&str, Vec<u8>)> = vec![
        ("rows of another width", "資産番号,ホスト名\nA-1,PC01\nA-2,PC02,余り\nA-3\n".into()),
        ("headings twice", "資産番号,備考,備考\nA-1,左,右\n".into()),
        ("one serial twice", "資産番号,製造番号\nA-1,S-9001\nA-2,S-9001\n".into()),
        ("letters of the house", "資産番号,機器名\nA-1,\u{e000}田端末\n".into()),
        // NEC's and IBM's letters in CP932: ① (87 40), 髙 (FB FC), and one of the house (F0 40).
        ("letters of CP932", [b"\x8e\x91\x8e\x59\x94\xd4\x8d\x86,\x8b\x40\x8a\xed\x96\xbc\nA-1,\x87\x40\x94\xd4\x92\x5b\x96\x96\nA-2,\xfb\xfc\x8b\xb4\x92\x5b\x96\x96\nA-3,\xf0\x40\x93\x63\x92\x5b\x96\x96\n".as_slice()].concat()),
        ("formulas", "資産番号,ホスト名\n=1+1,PC01\nA-2,\"=HYPERLINK(\"\"http://x\"\")\"\nA-3,@SUM(A1)\n".into()),
        ("XML with entities", "<?xml version=\"1.0\"?>\n<!DOCTYPE x [\n<!ENTITY a \"aaaa\">\n]>\n<REQUEST><CONTENT><HARDWARE><NAME>&a;</NAME></HARDWARE></CONTENT></REQUEST>".into()),
        ("JSON without end", format!("{{\"deviceid\":\"a\",\n\"content\":{}", "[".repeat(100_000)).into_bytes()),
        ("a scan that was cut", cut_scan.into()),
        ("a quotation mark", format!("資産番号,ホスト名\nA-1,PC01\nA-2,\"PC02\n{}", "A-3,PC03\n".repeat(200)).into_bytes()),
        ("a bomb", bomb()),
    ];
    let before = head(&house).await;
    let mut told = Vec::new();
    for (name, bytes) in cases {
        let waiting = kept(&house, "x", &bytes);
        told.push(
            match preview_inventory(&house.app, &house.view(), &waiting, &Choice::default(), JA).await.unwrap() {
                Err(words) => format!("{name}: refused: {words}"),
                Ok(plan) => {
                    let counts = plan.counts;
                    let lines =
                        plan.lines.iter().flat_map(|one| one.said.iter().map(move |said| (one.line, said.clone())));
                    let remarks = plan
                        .refused
                        .iter()
                        .chain(&plan.remarks)
                        .map(|one| (one.line, format!("{} {}", one.part, one.words)));
                    let lines: Vec<String> =
                        lines.chain(remarks).map(|(line, words)| format!("\n  {line}: {}", words.trim())).collect();
                    let FateCounts { new, changed, unchanged, conflict, refused, .. } = counts;
                    format!("{name}: {new} {changed} {unchanged} {conflict} {refused}{}", lines.concat())
                }
            },
        );
    }
    assert_eq!(head(&house).await, before, "nothing was written");
    assert!(all(&house).await.is_empty());
    insta::assert_snapshot!(told.join("\n"));
}

/// A workbook that is small and unpacks to 300 MiB.
fn bomb() -> Vec<u8> {
    use std::io::Write as _;
    let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let noughts = vec![b' '; 1 << 20];
    for (name, count) in [("[Content_Types].xml", 1), ("xl/workbook.xml", 1), ("xl/bomb.xml", 300)] {
        writer.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        (0..count).for_each(|_| writer.write_all(&noughts).unwrap());
    }
    writer.finish().unwrap().into_inner()
}

#[tokio::test]
async fn a_file_that_is_too_large_is_refused_with_the_limit() {
    let house = House::build(Engine::Sqlite).await;
    let mut arriving = house.app.blobs.arrive(house.facility).unwrap();
    for _ in 0..65 {
        arriving.write(&vec![b'a'; 1 << 20]).unwrap();
    }
    let arrived = Arrived { name: FileName::clean("大きい.csv").unwrap(), bytes: arriving };
    let refused = keep_inventory(&house.app, &house.permit(), arrived);
    assert!(matches!(refused, Err(IntakeError::Refused(_))), "{refused:?}");
}
