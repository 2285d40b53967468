//! A small incident of the sample hospital: somebody opened the file of a mail, nothing came of it, two lessons stay. The words are made up.

use super::{
    Cast, internal,
    people::Who::{Kubo, Miura, Takano},
};
use crate::{AppError, readiness::incident as room, words::T};
use domain::{
    assessment::Note,
    calendar::Instant,
    journal::Seq,
    readiness::{
        incident::{Closing, Happening, Leak, NoteText, Noted, Report, ReportField, Sent, Stated, Ticked},
        task::{Task, TaskDraft, TaskOrigin},
    },
    vendor::Line,
};
use messages::Lang;
use store::readiness::incident;
use time::{Date, macros::date};

const ON: Date = date!(2024 - 09 - 28);

/// Hour and minute of writing, of happening (empty: the same), kind, words.
const NOTES: [((i64, i64), &str, &str, &str); 5] = [
    ((9, 16), "", "seen", "3階病棟の端末で、請求書というメールの添付ファイルを開いた。黒い画面が一瞬出た。"),
    ((9, 18), "", "done", "端末のLANケーブルを抜いた。電源は入れたまま。"),
    ((9, 40), "2024-09-28T09:20", "told", "電子カルテの事業者に電話した。サーバに異常はないとのこと。"),
    (
        (10, 30),
        "",
        "seen",
        "ウイルス対策ソフトが、添付ファイルを実行前に止めていた。ほかの端末に同じメールは8通。開いた人はいない。",
    ),
    ((11, 10), "", "decided", "個人情報は関係がないと判断した（院長、安全管理責任者）。同じメールは全部消す。"),
];

impl Cast {
    /// The incident, from the alarm to its end.
    pub(super) async fn live_through_incident(&self) -> Result<(), AppError> {
        let (db, id) = (&self.app.db, self.app.ids.next());
        self.set(ON, (9, 15));
        let t = T::new(Lang::Ja);
        let (view, report) = (self.permit(Miura).await?, self.permit(Miura).await?);
        room::open(&self.app, &view, &report, t, (id, false)).await?;
        for (at, happened_at, kind, words) in NOTES {
            self.set(ON, at);
            let text = NoteText { kind, happened_at, words, ..NoteText::default() };
            let noted = Noted::parse(&text, self.app.now()).map_err(internal)?;
            room::note(&self.app, &self.permit(Takano).await?, id, noted, None).await?;
            if kind == "done" {
                let ticked =
                    Ticked {
                        step: 0, done: true, remark: Some(Line::parse("念のため切った").map_err(internal)?)
                    };
                let permit = self.permit(Takano).await?;
                incident::report(db, &permit, self.app.now(), id, Happening::Ticked(ticked)).await?;
            }
        }
        self.set(ON, (11, 30));
        let version = incident::find(db, &self.permit(Kubo).await?, id).await?.stated().1;
        let entry = Happening::Stated(Box::new(self.stated()?));
        incident::manage(db, &self.permit(Kubo).await?, self.app.now(), (id, version), entry).await?;
        self.set(ON, (11, 45));
        let how = Some(Line::parse("久保が電話で。念のための連絡").map_err(internal)?);
        let sent = Happening::Sent(Sent { report: Report::Prefecture, at: self.app.now(), how });
        incident::manage(db, &self.permit(Kubo).await?, self.app.now(), (id, Seq::ZERO), sent).await?;
        self.set(ON, (17, 0));
        let outcome = Note::parse("不審なメールの添付ファイルを開いたが、ウイルス対策ソフトが止めた。広がりはない。");
        let closing = Closing { at: self.app.now(), outcome: outcome.map_err(internal)? };
        let closed = Happening::Closed(Box::new(closing));
        incident::manage(db, &self.permit(Kubo).await?, self.app.now(), (id, Seq::ZERO), closed).await?;
        self.set(ON, (17, 10));
        let stated = TaskDraft {
            words: Note::parse("添付ファイルの種類で、メールを止める設定にする。").map_err(internal)?,
            owner: Some(self.staff(Takano)),
            due_on: Some(date!(2025 - 02 - 28)),
            done: None,
        };
        let task = Task { id: self.app.ids.next(), origin: TaskOrigin::Incident(id), stated, version: Seq::ZERO };
        incident::leave_task(db, &self.permit(Kubo).await?, self.app.now(), id, task).await.map_err(AppError::from)?;
        Ok(())
    }

    fn stated(&self) -> Result<Stated, AppError> {
        let title = Line::parse("不審なメールの添付ファイルを開いた").map_err(internal)?;
        let learned_at = Instant::start_of_day_jst(ON).plus_millis((9 * 60 + 15) * 60_000);
        let outline = "病棟の端末1台で、不審なメールの添付ファイルを開いた。ウイルス対策ソフトが実行を止めた。";
        let effect = "端末1台を半日止めた。診療への影響はない。";
        let note = |words: &str| Note::parse(words).map_err(internal);
        Ok(Stated {
            leak: Leak::None,
            effect: note(effect)?,
            fields: [
                (ReportField::Outline, note(outline)?),
                (ReportField::Cause, note("取引先をよそおったメール")?),
                (ReportField::Prevention, note("添付ファイルの種類でメールを止める")?),
            ]
            .into(),
            ..Stated::first(title, learned_at)
        })
    }
}
