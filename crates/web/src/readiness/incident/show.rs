//! `GET /incidents/{incident}`: what to do at once, the time line, steps, reports, and what is at hand.

use super::list::{OpenIncident, mark, open_ones};
use crate::{
    cx::Cx,
    error::PageResult,
    layout::{Layout, html_with},
    readiness::{
        backup::{Alarm, alarms},
        contact_chart::{PhoneLine, phones},
    },
};
use app::{
    network::{OutsideLine, outside_lines},
    readiness::{
        backup::{Looked, look},
        incident::{self as room, Call, Corrections},
    },
    words::T,
};
use askama::Template;
use axum::{extract::Path, http::StatusCode};
use domain::{
    access::View,
    id::IncidentId,
    readiness::{
        incident::{Happening, Incident, Moment, NoteKind, Report},
        task::TaskOrigin,
    },
};

/// Lines to the outside on the page; the list has all of them. Our choice: what is read in an emergency.
const SHOWN: usize = 40;

/// Somebody to call.
pub(crate) struct CallLine {
    pub(crate) role: &'static str,
    pub(crate) name: String,
    pub(crate) about: String,
    pub(crate) phones: Vec<PhoneLine>,
    pub(crate) mails: Vec<String>,
    pub(crate) night: String,
    pub(crate) unverified: bool,
}

/// An entry of the time line.
pub(crate) struct EntryLine {
    pub(crate) seq: i64,
    pub(crate) number: usize,
    /// When it happened, and where it was written long after, when.
    pub(crate) when: String,
    pub(crate) late: bool,
    pub(crate) by: String,
    pub(crate) words: String,
    /// A file: its name, and whether it can be looked at.
    pub(crate) file: Option<String>,
    /// Number of the entry that it corrects.
    pub(crate) corrects: usize,
    /// By which entry it was corrected, in words.
    pub(crate) corrected: String,
    /// A note may be corrected.
    pub(crate) is_note: bool,
}

/// A step of the containment.
pub(crate) struct StepLine {
    pub(crate) at: usize,
    pub(crate) number: usize,
    /// Code of its part where another one begins; empty otherwise.
    pub(crate) part: &'static str,
    pub(crate) words: String,
    pub(crate) done: bool,
    pub(crate) state: String,
}

/// A report.
pub(crate) struct ReportLine {
    pub(crate) code: &'static str,
    /// When it went out, by whom; empty while it did not.
    pub(crate) sent: String,
    /// The last day, and how near it is: `overdue`, `near`, `ahead`; empty without one.
    pub(crate) due: String,
    pub(crate) state: &'static str,
    /// Whether there is a draft of it.
    pub(crate) draft: bool,
}

/// A note as typed.
#[derive(Debug, Clone, Default)]
pub(crate) struct NoteTyped {
    pub(crate) kind: String,
    pub(crate) happened_at: String,
    pub(crate) words: String,
    pub(crate) who: String,
    pub(crate) corrects: String,
}

/// What was typed into the other forms of the page.
#[derive(Debug, Clone, Default)]
pub(crate) struct Typed {
    pub(crate) note: NoteTyped,
    pub(crate) report: String,
    pub(crate) sent_at: String,
    pub(crate) how: String,
    pub(crate) closed_at: String,
    pub(crate) outcome: String,
    pub(crate) why: String,
    pub(crate) task: (String, String, String),
    /// Field and message key.
    pub(crate) wrong: Option<(&'static str, &'static str)>,
}

/// A backup to go back to.
pub(crate) struct CopyLine {
    pub(crate) system: String,
    pub(crate) link: String,
    pub(crate) copies: Vec<String>,
    pub(crate) last: String,
}

#[derive(Template)]
#[template(path = "readiness/incident/show.html")]
struct ShowPage {
    l: Layout,
    id: String,
    number: String,
    mark: i64,
    title: String,
    begun: String,
    /// How it ended; `None` while it goes on.
    closed: Option<(String, String)>,
    others: Vec<OpenIncident>,
    terminal: Vec<String>,
    decide: Vec<String>,
    cut_status: String,
    first: Vec<CallLine>,
    rest: Vec<CallLine>,
    chart: String,
    chart_approved: bool,
    entries: Vec<EntryLine>,
    kinds: &'static [NoteKind],
    steps: Vec<StepLine>,
    steps_done: usize,
    learned: String,
    leak: &'static str,
    wrongful: bool,
    unknown: usize,
    preliminary: String,
    last: String,
    reports: Vec<ReportLine>,
    lines: Vec<OutsideLine>,
    lines_more: usize,
    copies: Vec<CopyLine>,
    old_backups: Vec<Alarm>,
    tasks: Vec<String>,
    members: Vec<(String, String)>,
    typed: Typed,
}

impl ShowPage {
    fn error(&self, field: &str) -> Option<&'static str> {
        self.typed.wrong.filter(|(name, _)| *name == field).map(|(_, key)| key)
    }
}

/// The page.
pub(crate) async fn show(cx: Cx, Path(id): Path<IncidentId>) -> PageResult {
    page(&cx, StatusCode::OK, id, Typed::default()).await
}

/// The page with what was typed and refused.
pub(super) async fn page(cx: &Cx, status: StatusCode, id: IncidentId, mut typed: Typed) -> PageResult {
    let (app, t, view) = (cx.app(), cx.t(), cx.permit::<View>()?);
    let incident = store::readiness::incident::find(&app.db, &view, id).await?;
    let first = room::first_steps(app, &view, t).await?;
    let mut lines = outside_lines(app, &view, t).await?;
    let mut all = lines.accesses;
    all.append(&mut lines.devices);
    let lines_more = all.len().saturating_sub(SHOWN);
    all.truncate(SHOWN);
    let (roster, tasks) =
        (store::staff::roster(&app.db, &view).await?, store::readiness::task::list(&app.db, &view).await?);
    let mut others = open_ones(cx, &view).await?;
    others.retain(|one| one.id != id.to_string());
    let (stated, _) = incident.stated();
    let clock = incident.clock();
    let now = room::field_moment(app.now());
    for field in [&mut typed.note.happened_at, &mut typed.sent_at, &mut typed.closed_at] {
        if field.is_empty() {
            field.clone_from(&now);
        }
    }
    if typed.note.kind.is_empty() {
        typed.note.kind = NoteKind::Seen.code().to_owned();
    }
    let steps = steps(t, &incident);
    let until =
        [("from", t.short_day(clock.preliminary_from).into()), ("until", t.short_day(clock.preliminary_until).into())];
    let page = ShowPage {
        l: Layout::of(cx, "incident"),
        id: id.to_string(),
        number: room::number(t, &incident),
        mark: mark(&incident),
        title: stated.title.to_string(),
        begun: t.with(
            "incident-opened-at",
            &[("at", t.moment(incident.opened_at).into()), ("by", incident.opened_by.clone().into())],
        ),
        closed: incident.closing().map(|(closing, entry)| {
            let args = [("at", t.moment(closing.at).into()), ("by", entry.by.clone().into())];
            (t.with("incident-closed-at", &args), closing.outcome.to_string())
        }),
        others,
        terminal: first.terminal,
        decide: first.decide,
        cut_status: first.status,
        first: first.first.iter().map(call).collect(),
        rest: first.others.iter().map(call).collect(),
        chart: first.version,
        chart_approved: first.approved,
        entries: entries(t, &incident),
        kinds: NoteKind::ALL,
        steps_done: steps.iter().filter(|step| step.done).count(),
        steps,
        learned: t.moment(stated.learned_at),
        leak: stated.leak.code(),
        wrongful: stated.wrongful,
        unknown: stated.unknown(),
        preliminary: t.with("incident-preliminary-due", &until),
        last: t.with(
            "incident-final-due",
            &[("days", clock.final_days.into()), ("until", t.short_day(clock.final_until).into())],
        ),
        reports: reports(cx, &incident),
        lines: all,
        lines_more,
        copies: look(app, &view).await?.iter().map(|one| copy(t, one)).collect(),
        old_backups: alarms(cx, &view).await?,
        tasks: tasks
            .iter()
            .filter(|task| task.origin == TaskOrigin::Incident(id))
            .map(|task| task.stated.words.to_string())
            .collect(),
        members: roster
            .members
            .iter()
            .filter(|one| one.works_on(app.today()))
            .map(|one| (one.id.to_string(), one.name.to_string()))
            .collect(),
        typed,
    };
    html_with(status, &page)
}

fn call(call: &Call) -> CallLine {
    let person = &call.person;
    CallLine {
        role: person.role.code(),
        name: format!("{} {}", person.name, person.title).trim_end().to_owned(),
        about: person.about.join("・"),
        phones: phones(person),
        mails: person.mails.clone(),
        night: person.out_of_hours.clone(),
        unverified: call.unverified,
    }
}

fn entries(t: T, incident: &Incident) -> Vec<EntryLine> {
    let numbers = Corrections::of(incident);
    let line = |one: Moment<'_>| {
        let entry = one.entry;
        let (corrects, file) = match &entry.what {
            Happening::Noted(noted) => (noted.corrects, noted.file.as_ref()),
            _ => (None, None),
        };
        EntryLine {
            seq: entry.seq.get(),
            number: numbers.number(entry.seq),
            when: room::moment(t, &one),
            late: entry.is_late(),
            by: entry.by.clone(),
            words: room::happening_words(t, &entry.what, &incident.opened.steps),
            file: file.map(|file| file.name.to_string()),
            corrects: corrects.map(|seq| numbers.number(seq)).unwrap_or_default(),
            corrected: room::taken_back(t, &one, &numbers),
            is_note: matches!(entry.what, Happening::Noted(_)),
        }
    };
    incident.timeline().into_iter().map(line).collect()
}

fn steps(t: T, incident: &Incident) -> Vec<StepLine> {
    let mut before = None;
    let one = |(at, state): (usize, domain::readiness::incident::StepState<'_>)| {
        let part = state.step.part;
        let begins = before != Some(part);
        before = Some(part);
        let said = state.last.map(|(ticked, entry)| {
            let key = if ticked.done { "incident-step-done" } else { "incident-step-undone" };
            t.with(key, &[("at", t.moment(entry.written_at).into()), ("by", entry.by.clone().into())])
        });
        StepLine {
            at,
            number: at + 1,
            part: if begins { part.code() } else { "" },
            words: state.step.words.clone(),
            done: state.is_done(),
            state: said.unwrap_or_default(),
        }
    };
    incident.steps().into_iter().enumerate().map(one).collect()
}

fn reports(cx: &Cx, incident: &Incident) -> Vec<ReportLine> {
    let (t, today) = (cx.t(), cx.app().today());
    let dues = incident.dues();
    let one = |report: &Report| {
        let due = dues.iter().find(|due| due.report == *report).map(|due| due.on);
        let state = match due {
            Some(on) if on < today => "overdue",
            Some(_) => "near",
            None => "",
        };
        let sent = incident.sent(*report).map(|(sent, entry)| {
            let how = sent.how.as_ref().map(ToString::to_string).unwrap_or_default();
            let args = [("at", t.moment(sent.at).into()), ("by", entry.by.clone().into()), ("how", how.into())];
            t.with("incident-sent-at", &args).trim_end().to_owned()
        });
        ReportLine {
            code: report.code(),
            sent: sent.unwrap_or_default(),
            due: due.map(|on| t.short_day(on)).unwrap_or_default(),
            state,
            draft: room::NOTICES.contains(report) || *report == Report::PpcFinal,
        }
    };
    Report::ALL.iter().map(one).collect()
}

fn copy(t: T, one: &Looked) -> CopyLine {
    let last = one.state.copies.iter().filter_map(|copy| copy.last_good()).max();
    CopyLine {
        system: one.state.system.stated.name.to_string(),
        link: format!("/backups/{}", one.state.system.id),
        copies: one
            .state
            .copies
            .iter()
            .map(|copy| {
                format!("{}：{}", copy.copy.stated.name, app::readiness::backup::words::copy(t, &copy.copy.stated))
            })
            .collect(),
        last: last.map(|at| t.moment(at)).unwrap_or_default(),
    }
}
