//! Backups of systems on both engines: runs come in from files, findings follow, a restore is really done and recorded.

use app::{
    evidence::Arrived,
    intake::{RunsPlan, RunsPreview, Waiting, apply_runs, keep_runs, plan_runs},
    readiness::backup::{add_log, look_at},
    words::T,
};
use domain::{
    calendar::Instant,
    evidence::FileName,
    id::{BackupCopyId, SystemId},
    journal::Seq,
    ledger::{System, SystemDraft},
    readiness::backup::{
        BackupCopy, BackupPlan, CopyDraft, CopyText, PlanDraft, PlanText, Procedure, ProcedureDraft, Rehearsal,
        RehearsalDraft, RehearsalText, StepText,
    },
};
use messages::Lang;
use std::{path::Path, process::Command, time::Instant as Watch};
use store::{StoreError, readiness::backup as room};
use testkit::{House, both_engines};

const JA: T = T::new(Lang::Ja);

async fn system(house: &House) -> SystemId {
    let stated = SystemDraft::parse("みどりカルテ", "ehr", None).unwrap();
    let system = System { id: house.app.ids.next(), stated, version: Seq::ZERO };
    let id = system.id;
    store::ledger::record_system(&house.app.db, &house.permit(), house.app.now(), system).await.unwrap();
    id
}

async fn copy(house: &House, system: SystemId) -> BackupCopyId {
    let text = CopyText {
        name: "バックアップサーバ",
        frequency: "daily",
        media: "nas",
        medium: "appendable",
        separation: "logical",
        off_site: "no",
        generations: "7",
        ..CopyText::default()
    };
    let stated = CopyDraft::parse(system, text).unwrap();
    let copy = BackupCopy { id: house.app.ids.next(), stated, version: Seq::ZERO };
    let id = copy.id;
    room::record_copy(&house.app.db, &house.permit(), house.app.now(), copy).await.unwrap();
    id
}

fn arrived(house: &House, name: &str, bytes: &[u8]) -> Arrived {
    let mut arriving = house.app.blobs.arrive(house.facility).unwrap();
    arriving.write(bytes).unwrap();
    Arrived { name: FileName::clean(name).unwrap(), bytes: arriving }
}

async fn plan(house: &House, name: &str, bytes: &[u8]) -> (Waiting, Result<RunsPlan, String>) {
    let waiting = keep_runs(&house.app, &house.permit(), arrived(house, name, bytes)).unwrap();
    let plan = plan_runs(&house.app, &house.view(), &waiting, None, JA).await.unwrap();
    (waiting, plan)
}

/// Takes a file in and gives its first job to a copy.
async fn take(house: &House, name: &str, bytes: &[u8], copy: Option<BackupCopyId>) -> RunsPreview {
    let plan = plan(house, name, bytes).await.1.unwrap();
    let shown = plan.preview.clone().unwrap();
    let given: Vec<_> = copy.into_iter().map(|copy| (0, copy)).collect();
    let count = apply_runs(&house.app, &house.permit(), plan, shown.seal, &given).await.unwrap();
    assert_eq!(count, shown.new, "what was shown is what was done");
    house.replay_and_compare().await;
    shown
}

async fn head(house: &House) -> Seq {
    store::journal::head(&house.app.db, &house.view()).await.unwrap().0
}

async fn codes(house: &House, system: SystemId) -> Vec<&'static str> {
    let found = look_at(&house.app, &house.view(), system).await.unwrap();
    found.findings.iter().map(|one| one.kind.code()).collect()
}

const LIST: &str = "ジョブ名,開始日時,終了日時,結果,サイズ\n\
    カルテ夜間,2024-06-08 2:00,2024-06-08 3:00,成功,10 GB\n\
    カルテ夜間,令和6年6月9日 2:00,R6.6.9 3:00,警告,10 GB\n\
    カルテ夜間,2024/06/10 2:00,2024/06/10 2:04,失敗,\n\
    医事会計,2024/06/10 2:00,,実行中,\n\
    医事会計,2024/06/31 2:00,,成功,50 GB\n";

both_engines! {
    async fn a_list_of_runs_comes_in_and_the_same_file_changes_nothing(house: &House) {
        let system = system(house).await;
        let copy = copy(house, system).await;
        assert!(codes(house, system).await.contains(&"never-run"));
        let first = take(house, "記録.csv", LIST.as_bytes(), Some(copy)).await;
        assert_eq!((first.new, first.known, first.running, first.refused_count, first.assumed), (3, 0, 1, 1, 3));
        assert!(first.refused[0].1.contains("日時として読めません"), "{:?}", first.refused);
        let before = head(house).await;
        let again = take(house, "記録.csv", LIST.as_bytes(), Some(copy)).await;
        assert_eq!((again.new, again.known, again.writes), (0, 3, false));
        assert_eq!(again.jobs[0].copy, Some(copy), "which copy a job makes is remembered");
        assert_eq!(head(house).await, before, "nothing was written");
        let found = codes(house, system).await;
        assert!(found.contains(&"failed-since") && found.contains(&"few-good-runs"), "{found:?}");
        // Two days later the last good run is too old.
        house.app.clock.set(Instant::start_of_day_jst(time::macros::date!(2024 - 06 - 12)));
        assert!(codes(house, system).await.contains(&"too-old"));
    }

    async fn a_later_file_adds_what_is_new_and_columns_of_cp932_are_known(house: &House) {
        let system = system(house).await;
        let copy = copy(house, system).await;
        take(house, "記録.csv", LIST.as_bytes(), Some(copy)).await;
        let later = format!("{LIST}カルテ夜間,2024-06-11 2:00,,成功,30 GB\n");
        let (bytes, ..) = encoding_rs::SHIFT_JIS.encode(&later);
        let shown = take(house, "記録.csv", &bytes, None).await;
        assert_eq!((shown.new, shown.known), (1, 3));
    }

    async fn files_that_are_none_are_refused_in_words(house: &House) {
        let refused = |words: Result<RunsPlan, String>| words.err().unwrap();
        assert!(refused(plan(house, "x.json", b"").await.1).contains("空です"));
        let summary = include_bytes!("../../../../fixtures/backup/restic-backup-1.jsonl");
        let words = refused(plan(house, "x.json", summary).await.1);
        assert!(words.contains("4行目") && words.contains("restic snapshots --json"), "{words}");
        let waiting = keep_runs(&house.app, &house.permit(), arrived(house, "x.txt", b"hello")).unwrap();
        assert!(plan_runs(&house.app, &house.view(), &waiting, None, JA).await.is_err(), "no list either");
    }

    async fn windows_events_and_borg_come_in(house: &House) {
        let events = include_bytes!("../../../../fixtures/backup/windows-server-backup.xml");
        let shown = take(house, "events.xml", events, None).await;
        assert_eq!((shown.new, shown.jobs[0].job.as_str()), (2, "FILESV01"), "{shown:?}");
        assert!(shown.jobs[0].results.contains("成功 1・警告 0・失敗 1"), "{}", shown.jobs[0].results);
        let borg = include_bytes!("../../../../fixtures/backup/borg-list.json");
        let shown = take(house, "borg.json", borg, None).await;
        assert_eq!((shown.new, shown.assumed, shown.jobs[0].held), (2, 2, Some(2)));
    }

    async fn plans_procedures_and_rehearsals_have_versions(house: &House) {
        let system = system(house).await;
        let copy = copy(house, system).await;
        let (db, now) = (&house.app.db, house.app.now());
        let stated = PlanDraft::parse(PlanText { what: "診療録", rto_hours: "4", ..PlanText::default() }).unwrap();
        let plan = BackupPlan { system, stated, version: Seq::ZERO };
        let seq = room::plan(db, &house.permit(), now, plan.clone()).await.unwrap();
        assert!(matches!(room::plan(db, &house.permit(), now, plan.clone()).await, Err(StoreError::Stale)));
        let same = room::plan(db, &house.permit(), now, BackupPlan { version: seq, ..plan }).await.unwrap();
        assert_eq!(same, seq, "a change that changes nothing writes nothing");
        let steps = [StepText { what: "LANを抜く", minutes: "5", ..StepText::default() }];
        let stated = ProcedureDraft::parse("", &steps, "").unwrap();
        let procedure = Procedure { system, stated, version: Seq::ZERO };
        let version = room::record_procedure(db, &house.permit(), now, procedure.clone()).await.unwrap();
        assert!(codes(house, system).await.contains(&"not-approved"));
        room::approve(db, &house.permit(), now, system, version).await.unwrap();
        assert!(!codes(house, system).await.contains(&"not-approved"));
        let steps = [StepText { what: "LANを抜く。電源は切らない", minutes: "5", ..StepText::default() }];
        let changed = Procedure { stated: ProcedureDraft::parse("", &steps, "").unwrap(), version, ..procedure };
        room::record_procedure(db, &house.permit(), now, changed).await.unwrap();
        assert!(codes(house, system).await.contains(&"not-approved"), "a change takes the approval away");
        let stale = room::approve(db, &house.permit(), now, system, version).await;
        assert!(matches!(stale, Err(StoreError::Stale)));
        room::end_copy(db, &house.permit(), now, copy, Seq::ZERO, domain::vendor::Line::parse("更新").unwrap())
            .await
            .unwrap_err();
        let newest = room::versions_of_copy(db, &house.view(), copy).await.unwrap()[0].copy.version;
        room::end_copy(db, &house.permit(), now, copy, newest, domain::vendor::Line::parse("更新").unwrap()).await.unwrap();
        assert!(codes(house, system).await.contains(&"no-copy"));
        house.replay_and_compare().await;
    }

    async fn a_restore_of_restic_is_really_done_and_recorded(house: &House) {
        let system = system(house).await;
        let copy = copy(house, system).await;
        let folder = std::env::temp_dir().join(format!("sakimori-restic-{}", std::process::id()));
        let (data, repository, restored) = (folder.join("data"), folder.join("repository"), folder.join("restored"));
        std::fs::create_dir_all(&data).unwrap();
        std::fs::write(data.join("karte.db"), vec![7; 100_000]).unwrap();
        let restic = |args: &[&str]| restic(&folder, &repository, args);
        restic(&["init"]);
        let backup = restic(&["backup", "--json", "--host", "ehr-db01", "--tag", "ehr", data.to_str().unwrap()]);
        let snapshots = restic(&["snapshots", "--json"]);
        let bytes = [backup, snapshots].concat();
        let shown = take(house, "restic.json", &bytes, Some(copy)).await;
        assert_eq!((shown.new, shown.jobs[0].job.as_str(), shown.jobs[0].held), (1, "ehr-db01 ehr", Some(1)), "{shown:?}");
        let watch = Watch::now();
        let log = restic(&["restore", "latest", "--json", "--target", restored.to_str().unwrap()]);
        let minutes = watch.elapsed().as_secs().div_ceil(60).to_string();
        let back = restored.join(data.strip_prefix("/").unwrap()).join("karte.db");
        assert_eq!(std::fs::read(back).unwrap(), vec![7; 100_000], "every byte came back");
        let log = if log.is_empty() { b"restored".to_vec() } else { log };
        let evidence = add_log(&house.app, &house.view(), &house.permit(), "復旧訓練", house.app.today(), arrived(house, "restic.log", &log))
            .await
            .unwrap();
        let copy_id = copy.to_string();
        let text = RehearsalText {
            on: "2024-06-10",
            copy: &copy_id,
            to: "試験用のフォルダ",
            minutes: &minutes,
            outcome: "whole",
            verified: "戻したファイルを1バイトずつ比べた",
            who: "西村",
            ..RehearsalText::default()
        };
        let stated = RehearsalDraft::parse(system, text, Some(evidence), house.app.today()).unwrap();
        let rehearsal = Rehearsal { id: house.app.ids.next(), stated, version: Seq::ZERO };
        room::record_rehearsal(&house.app.db, &house.permit(), house.app.now(), rehearsal).await.unwrap();
        assert!(!codes(house, system).await.contains(&"no-rehearsal"));
        house.replay_and_compare().await;
        std::fs::remove_dir_all(&folder).unwrap();
    }
}

/// Runs restic and gives what it writes.
fn restic(folder: &Path, repository: &Path, args: &[&str]) -> Vec<u8> {
    let run = Command::new("restic")
        .args(["--repo", repository.to_str().unwrap(), "--cache-dir", folder.join("cache").to_str().unwrap()])
        .args(args)
        .env("RESTIC_PASSWORD", "only-for-a-test")
        .output()
        .expect("restic is on the machine: ./test installs it");
    assert!(run.status.success(), "{args:?}: {}", String::from_utf8_lossy(&run.stderr));
    run.stdout
}
