//! Drills and trainings of the sample hospital: a training in spring, a drill by the clock in September, one that is planned. The words are
//! made up.

use super::{
    Cast, internal,
    people::Who::{self, Kubo, Miura, Morita, Nishimura, Okamoto, Sakuragi, Takano},
};
use crate::{AppError, readiness::drill as room, words::T};
use domain::{
    assessment::Note,
    id::DrillId,
    journal::Seq,
    readiness::{
        drill::{Drill, DrillDraft, DrillHeld, DrillKind, DrillStarted, DrillStepped},
        task::{Task, TaskDraft, TaskOrigin},
    },
    vendor::Line,
};
use messages::Lang;
use store::readiness::drill;
use time::{Date, macros::date};

const PLANNED_ON: Date = date!(2024 - 06 - 18);
const TRAINED_ON: Date = date!(2024 - 07 - 18);
const DRILLED_ON: Date = date!(2024 - 09 - 27);
const NEXT_ON: Date = date!(2025 - 02 - 20);

/// Minutes at which steps of the drill ended, and what was said.
const STEPS: [(i64, &str); 5] = [
    (4, "当直の師長が受けた。システム担当の番号は壁の紙で分かった。"),
    (13, "VPN装置の場所を知っているのは高野だけだった。止めてよいかは院長に聞いた。"),
    (24, "VPN装置のログは7日分。サーバは1年分。"),
    (33, "厚生労働省の番号が古かった。"),
    (41, "止め方の紙を作る。番号を確かめる。"),
];

impl Cast {
    /// The year's plan, and the training of summer.
    pub(super) async fn plan_drills(&self) -> Result<DrillId, AppError> {
        self.set(PLANNED_ON, (14, 0));
        let training =
            self.planned(DrillKind::Training, "全職員の情報セキュリティ研修", TRAINED_ON, "全職員", Kubo, None).await?;
        let played = self
            .planned(
                DrillKind::Drill,
                "VPN装置から入られた想定の訓練",
                DRILLED_ON,
                "当直・システム・事務",
                Takano,
                Some("vpn-broken-into"),
            )
            .await?;
        self.planned(DrillKind::Drill, "紙カルテでの診療の訓練", NEXT_ON, "病棟・外来", Miura, Some("ehr-encrypted"))
            .await?;
        self.set(TRAINED_ON, (17, 30));
        let people = [Sakuragi, Morita, Kubo, Okamoto, Takano, Nishimura, Miura];
        self.hold(training, TRAINED_ON, &people, "署名の紙は事務部で保管。夜勤の12名は7月25日に別に行う。").await?;
        Ok(played)
    }

    /// The drill of September, by the clock.
    pub(super) async fn play_drill(&self, id: DrillId) -> Result<(), AppError> {
        self.set(DRILLED_ON, (15, 0));
        let row = drill::find(&self.app.db, &self.permit(Takano).await?, id).await?;
        let card = room::card(&self.app, T::new(Lang::Ja), &row.drill);
        let started = DrillStarted { drill: id, card };
        drill::start(&self.app.db, &self.permit(Takano).await?, self.app.now(), started).await?;
        for (step, (minute, said)) in STEPS.into_iter().enumerate() {
            self.set(DRILLED_ON, (15, minute));
            let stepped = DrillStepped { drill: id, step, said: Note::parse(said).map_err(internal)? };
            drill::step(&self.app.db, &self.permit(Takano).await?, self.app.now(), stepped).await?;
        }
        self.set(DRILLED_ON, (16, 0));
        let people = [Kubo, Okamoto, Takano, Miura];
        self.hold(id, DRILLED_ON, &people, "VPN装置を止められる人が1人しかいない。外部の機関の番号が古い。").await?;
        self.set(DRILLED_ON, (16, 20));
        let stated = TaskDraft {
            words: Note::parse("VPN装置の止め方を、写真付きの紙にしてシステム管理室に貼る。").map_err(internal)?,
            owner: Some(self.staff(Takano)),
            due_on: Some(date!(2024 - 10 - 31)),
            done: None,
        };
        let task = Task { id: self.app.ids.next(), origin: TaskOrigin::Drill(id), stated, version: Seq::ZERO };
        drill::leave_task(&self.app.db, &self.permit(Takano).await?, self.app.now(), id, task).await?;
        Ok(())
    }

    async fn planned(
        &self,
        kind: DrillKind,
        title: &str,
        on: Date,
        audience: &str,
        leader: Who,
        card: Option<&str>,
    ) -> Result<DrillId, AppError> {
        let stated = DrillDraft {
            kind,
            title: Line::parse(title).map_err(internal)?,
            card: card.map(str::parse).transpose().map_err(internal)?,
            planned_on: Some(on),
            audience: Some(Line::parse(audience).map_err(internal)?),
            place: Some(Line::parse("講堂").map_err(internal)?),
            leader: Some(self.staff(leader)),
            aim: Note::default(),
        };
        let id = self.app.ids.next();
        let planned = Drill { id, stated, version: Seq::ZERO };
        drill::record(&self.app.db, &self.permit(Kubo).await?, self.app.now(), planned).await?;
        Ok(id)
    }

    async fn hold(&self, id: DrillId, on: Date, people: &[Who], observed: &str) -> Result<(), AppError> {
        let people = people.iter().map(|who| self.staff(*who)).collect();
        let observed = Note::parse(observed).map_err(internal)?;
        let held = DrillHeld { drill: id, on, people, others: None, observed };
        drill::hold(&self.app.db, &self.permit(Kubo).await?, self.app.now(), Seq::ZERO, held).await?;
        Ok(())
    }
}
