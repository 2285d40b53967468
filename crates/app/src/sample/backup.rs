//! The sample's backups: three systems with their copies, the records of the last weeks, a procedure and a rehearsal. One copy of the
//! images was forgotten for three weeks, as happens where nobody looks.

use super::{Cast, Stage, internal, people::Who};
use crate::{
    AppError,
    evidence::Arrived,
    intake::{IntakeError, apply_runs, keep_runs, plan_runs},
    readiness::backup::{LogRefused, add_log},
    words::T,
};
use domain::{
    calendar::iso,
    evidence::FileName,
    id::{BackupCopyId, SystemId, VendorId},
    journal::Seq,
    readiness::backup::{
        BackupCopy, BackupPlan, CopyDraft, CopyText, PlanDraft, PlanText, Procedure, ProcedureDraft, Rehearsal,
        RehearsalDraft, RehearsalText, StepText,
    },
};
use messages::Lang;
use store::readiness::backup as room;
use time::{Date, Duration, macros::date};

/// The day on which systems and copies are written down, after the devices.
const WRITTEN_ON: Date = date!(2024 - 06 - 17);
/// The day on which a restore of the EHR was tried.
const TRIED_ON: Date = date!(2024 - 09 - 26);
/// Days of records that are taken in.
const DAYS: i64 = 40;

struct Planned {
    system: &'static str,
    kind: &'static str,
    vendor: usize,
    plan: PlanText<'static>,
    copies: &'static [(CopyText<'static>, &'static str)],
}

const NO: CopyText<'static> = CopyText {
    name: "",
    frequency: "daily",
    method: "full",
    medium: "appendable",
    media: "nas",
    separation: "logical",
    off_site: "no",
    generations: "7",
    encrypted: "no",
    place: "",
    responsible: "",
    vendor: "",
    note: "",
};

/// Each system with its copies, and the job that makes each of them.
const SYSTEMS: [Planned; 3] = [
    Planned {
        system: "電子カルテ",
        kind: "ehr",
        vendor: 0,
        plan: PlanText {
            what: "診療録とオーダのデータベース、文書ファイル、認証サーバの設定、ライセンスの鍵",
            why: "これがないと、薬と検査の指示が出せない。紙で続けられるのは2日まで。",
            rto_hours: "24",
            rpo_hours: "24",
        },
        copies: &[
            (CopyText { name: "バックアップ装置（毎日）", place: "サーバ室", ..NO }, "カルテ_毎日"),
            (
                CopyText {
                    name: "テープ（毎週）",
                    frequency: "weekly",
                    medium: "write_once",
                    media: "tape",
                    separation: "physical",
                    off_site: "yes",
                    generations: "4",
                    encrypted: "yes",
                    place: "別棟の耐火金庫",
                    ..NO
                },
                "カルテ_テープ",
            ),
        ],
    },
    Planned {
        system: "医用画像管理",
        kind: "pacs",
        vendor: 2,
        plan: PlanText {
            what: "過去5年の画像と読影の文書",
            why: "比べる画像がないと、救急の診断が遅れる。",
            rto_hours: "72",
            rpo_hours: "",
        },
        copies: &[
            (CopyText { name: "画像用の予備ディスク（毎日）", method: "incremental", ..NO }, "画像_毎日"),
            (
                CopyText {
                    name: "外付けディスク（毎週）",
                    frequency: "weekly",
                    media: "external_disk",
                    separation: "physical",
                    generations: "2",
                    place: "放射線科の棚",
                    ..NO
                },
                "画像_外付け",
            ),
        ],
    },
    Planned {
        system: "医事会計",
        kind: "billing",
        vendor: 1,
        plan: PlanText { what: "会計とレセプトのデータベース", why: "", rto_hours: "", rpo_hours: "" },
        copies: &[(
            CopyText {
                name: "バックアップ装置（毎日）",
                separation: "",
                medium: "",
                off_site: "",
                generations: "",
                ..NO
            },
            "医事_毎日",
        )],
    },
];

const STEPS: [StepText<'static>; 6] = [
    StepText {
        what: "サーバ室のLANケーブルを抜く。電源は切らない",
        who: "情報システム室",
        place: "サーバ室",
        minutes: "5",
    },
    StepText {
        what: "証拠のために、サーバのディスクを写す",
        who: "みどりカルテシステム",
        place: "外付けディスク（金庫）",
        minutes: "120",
    },
    StepText {
        what: "金庫からテープと暗号の鍵を出す", who: "久保・高野", place: "別棟の耐火金庫", minutes: "20"
    },
    StepText {
        what: "予備のサーバにWindowsとデータベースを入れる",
        who: "みどりカルテシステム",
        place: "予備機（倉庫）",
        minutes: "180",
    },
    StepText {
        what: "テープから戻す", who: "みどりカルテシステム", place: "予備機", minutes: "360"
    },
    StepText {
        what: "10人分のカルテを開いて確かめる", who: "医師・看護師", place: "予備の端末", minutes: "30"
    },
];

impl Cast {
    /// Writes systems, plans, copies and the procedure down.
    pub(super) async fn plan_backups(&self, vendors: &[VendorId]) -> Result<Vec<BackupCopyId>, AppError> {
        let db = &self.app.db;
        let mut copies = Vec::new();
        for (minute, planned) in (0..).zip(&SYSTEMS) {
            self.set(WRITTEN_ON, (17, minute * 5));
            let id = self.system(planned.system, planned.kind, vendors.get(planned.vendor).copied()).await?;
            let stated = PlanDraft::parse(planned.plan).map_err(internal)?;
            let plan = BackupPlan { system: id, stated, version: Seq::ZERO };
            room::plan(db, &self.permit(Who::Kubo).await?, self.app.now(), plan).await?;
            for (text, _) in planned.copies {
                let stated = CopyDraft::parse(id, *text).map_err(internal)?;
                let copy = BackupCopy { id: self.app.ids.next(), stated, version: Seq::ZERO };
                copies.push(copy.id);
                room::record_copy(db, &self.permit(Who::Kubo).await?, self.app.now(), copy).await?;
            }
            if minute == 0 {
                self.write_procedure(id).await?;
            }
        }
        Ok(copies)
    }

    async fn write_procedure(&self, system: SystemId) -> Result<(), AppError> {
        let db = &self.app.db;
        let before =
            "電子カルテのサーバが使えず、事業者と「戻す」と決めたとき。先に、バックアップへのネットワークを切る。";
        let after = "前の日の夜までの記録があり、処方と検査の指示が出せること。";
        let stated = ProcedureDraft::parse(before, &STEPS, after).map_err(internal)?;
        let procedure = Procedure { system, stated, version: Seq::ZERO };
        let permit = self.permit(Who::Kubo).await?;
        let version = room::record_procedure(db, &permit, self.app.now(), procedure).await?;
        let permit = self.permit(Who::Sakuragi).await?;
        room::approve(db, &permit, self.app.now(), system, version).await.map(drop)?;
        Ok(())
    }

    /// The records of the last weeks come in, and the rehearsal of autumn is on record.
    pub(super) async fn take_backup_runs(&self, copies: &[BackupCopyId], stage: Stage) -> Result<(), AppError> {
        let last = stage.today() - Duration::days(1);
        self.set(stage.today(), (8, 30));
        let bytes = records(last);
        let taken = self.take_records("バックアップ記録_見本.csv", bytes.as_bytes(), copies).await;
        taken.map_err(|error| match error {
            IntakeError::App(error) => error,
            other => internal(other),
        })
    }

    async fn take_records(&self, name: &str, bytes: &[u8], copies: &[BackupCopyId]) -> Result<(), IntakeError> {
        let mut arriving = self.app.blobs.arrive(self.facility)?;
        arriving.write(bytes)?;
        let name = FileName::clean(name).map_err(internal)?;
        let (view, permit) = (self.permit(Who::Takano).await?, self.permit(Who::Takano).await?);
        let waiting = keep_runs(&self.app, &permit, Arrived { name, bytes: arriving })?;
        let plan = plan_runs(&self.app, &view, &waiting, None, T::new(Lang::Ja)).await?.map_err(internal)?;
        let shown = plan.preview.clone().map_err(internal)?;
        let jobs: Vec<&str> = SYSTEMS.iter().flat_map(|one| one.copies).map(|(_, job)| *job).collect();
        let copy = |job: &str| jobs.iter().position(|known| *known == job).and_then(|at| copies.get(at).copied());
        let given: Vec<_> = shown.jobs.iter().filter_map(|line| Some((line.number, copy(&line.job)?))).collect();
        apply_runs(&self.app, &permit, plan, shown.seal, &given).await.map(drop)
    }

    pub(super) async fn rehearse(&self, copies: &[BackupCopyId]) -> Result<(), AppError> {
        self.set(TRIED_ON, (16, 40));
        let db = &self.app.db;
        let tape = copies.get(1).copied().ok_or_else(|| internal("no tape"))?;
        let view = self.permit(Who::Kubo).await?;
        let system =
            room::versions_of_copy(db, &view, tape).await?.into_iter().next().map(|one| one.copy.stated.system);
        let system = system.ok_or_else(|| internal("no system"))?;
        let mut bytes = self.app.blobs.arrive(self.facility)?;
        bytes.write("2024-09-26 09:02 restore start tape-3\n2024-09-26 15:31 restore end 412 GB ok\n".as_bytes())?;
        let arrived = Arrived { name: FileName::clean("復旧訓練_見本.log").map_err(internal)?, bytes };
        let title = "電子カルテの復旧訓練の記録（見本）";
        let log = add_log(&self.app, &view, &self.permit(Who::Kubo).await?, title, TRIED_ON, arrived).await;
        let log = log.map_err(|error| match error {
            LogRefused::App(error) => error,
            LogRefused::NotTaken(why) => internal(why),
        })?;
        let (on, copy) = (iso(TRIED_ON), tape.to_string());
        let text = RehearsalText {
            on: &on,
            copy: &copy,
            to: "予備のサーバ（倉庫）",
            minutes: "715",
            outcome: "whole",
            verified: "10人分のカルテを開き、前の日の処方があることを看護師と見た。",
            who: "久保 真理、みどりカルテシステム",
            learned: "暗号の鍵を金庫から出すのに2時間かかった。鍵の場所を手順に書いた。",
            generation: "9月8日のテープ",
        };
        let stated = RehearsalDraft::parse(system, text, Some(log), self.app.today()).map_err(internal)?;
        let rehearsal = Rehearsal { id: self.app.ids.next(), stated, version: Seq::ZERO };
        room::record_rehearsal(db, &self.permit(Who::Kubo).await?, self.app.now(), rehearsal).await?;
        Ok(())
    }
}

/// A list as the house keeps it: daily jobs, weekly ones on Sundays. The external disk of the images was last plugged in 24 days ago.
fn records(last: Date) -> String {
    let mut text = "ジョブ名,開始日時,終了日時,結果,サイズ\r\n".to_owned();
    let mut add = |job: &str, day: Date, hour: u8, result: &str, size: &str| {
        text.push_str(&format!("{job},{} {hour}:00,{} {}:40,{result},{size}\r\n", iso(day), iso(day), hour + 1));
    };
    for back in (0..DAYS).rev() {
        let day = last - Duration::days(back);
        let sunday = day.weekday() == time::Weekday::Sunday;
        let size = |first: i64| format!("{} GB", first - back / 4);
        add("カルテ_毎日", day, 2, if back == 11 { "警告" } else { "成功" }, &size(412));
        add("画像_毎日", day, 1, if back == 3 { "失敗" } else { "成功" }, &size(3_180));
        add("医事_毎日", day, 3, "成功", &size(86));
        if sunday {
            add("カルテ_テープ", day, 4, "成功", &size(415));
        }
        if sunday && back >= 24 {
            add("画像_外付け", day, 5, "成功", &size(3_150));
        }
    }
    text
}
