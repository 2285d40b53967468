//! Entries of the journal about readiness in words.

use super::{Names, T};
use domain::{
    journal::Event,
    readiness::{
        bcp::{self, Part, PartKey},
        contact_chart::CallOutcome,
        task::Task,
    },
};

/// So many names stand in an entry; of the rest the number.
const NAMED: usize = 5;

/// An event of readiness as a sentence; nothing for any other.
pub(super) fn entry(t: T, names: &Names, event: &Event) -> String {
    match event {
        Event::ChartRecorded { entries } => {
            let who = entries.iter().map(|entry| names.party(&entry.stated.party));
            let args = [("count", entries.len().into()), ("names", listed(t, who.collect()).into())];
            t.with("journal-chart-recorded", &args)
        }
        Event::ChartEntryRemoved { name, .. } => t.one("journal-chart-removed", "name", name.clone()),
        Event::ChartOrdered { .. } => t.get("journal-chart-ordered").into_owned(),
        Event::ContactsVerified { verified } => {
            let who = verified.iter().map(|one| names.chart_entry(one.entry));
            let args = [("count", verified.len().into()), ("names", listed(t, who.collect()).into())];
            t.with("journal-contacts-verified", &args)
        }
        Event::ChartApproved(approval) => {
            let args = [("number", approval.number.into()), ("count", approval.chart.people.len().into())];
            t.with("journal-chart-approved", &args)
        }
        Event::CallTested(tested) => {
            let name = tested.test.name.clone();
            match &tested.test.outcome {
                CallOutcome::Answered { minutes, .. } => {
                    t.with("journal-call-answered", &[("name", name.into()), ("minutes", (*minutes).into())])
                }
                CallOutcome::NotReached => t.one("journal-call-not-reached", "name", name),
            }
        }
        Event::BcpStated(stated) => bcp_words(t, names, stated),
        Event::BcpApproved(approval) => {
            let args = [("number", approval.number.into()), ("by", approval.by.to_string().into())];
            t.with("journal-bcp-approved", &args)
        }
        Event::BcpHandedOut(handed) => {
            let args = [("number", handed.number.into()), ("to", handed.to.to_string().into())];
            t.with("journal-bcp-handed-out", &args)
        }
        Event::DrillRecorded(drill) => t.one("journal-drill-recorded", "title", drill.stated.title.to_string()),
        Event::DrillStarted(started) => t.one("journal-drill-started", "title", names.drill(started.drill)),
        Event::DrillStepped(stepped) => {
            let args = [("title", names.drill(stepped.drill).into()), ("step", (stepped.step + 1).into())];
            t.with("journal-drill-stepped", &args)
        }
        Event::DrillHeld(held) => {
            let args = [
                ("title", names.drill(held.drill).into()),
                ("day", t.short_day(held.on).into()),
                ("count", held.people.len().into()),
            ];
            t.with("journal-drill-held", &args)
        }
        Event::IncidentOpened(opened) => t.with(
            "journal-incident-opened",
            &[("number", opened.number.into()), ("title", opened.stated.title.to_string().into())],
        ),
        Event::IncidentEntered { incident, entry } => {
            let words = crate::readiness::incident::happening_words(t, entry, &[]);
            t.with("journal-incident-entered", &[("number", names.incident(*incident).into()), ("words", words.into())])
        }
        Event::EmergencyPackSet(setting) => match &setting.folder {
            Some(folder) => {
                t.with("journal-emergency-set", &[("folder", folder.to_string().into()), ("keep", setting.keep.into())])
            }
            None => t.get("journal-emergency-off").into_owned(),
        },
        Event::ReadinessTaskRecorded(task) => task_words(t, names, task),
        _ => String::new(),
    }
}

fn bcp_words(t: T, names: &Names, stated: &bcp::Stated) -> String {
    match (&stated.key, &stated.part) {
        (PartKey::System(id), _) => t.one("journal-bcp-system", "system", names.system(*id)),
        (PartKey::Check(id), Some(Part::Check(said))) => {
            let answer = t.code("bcp-answer", said.answer.code()).into_owned();
            t.with("journal-bcp-check", &[("item", names.bcp_item(t, id).into()), ("answer", answer.into())])
        }
        (_, Some(Part::Paper(line))) => {
            let args = [("department", line.department.to_string().into()), ("work", line.work.to_string().into())];
            t.with("journal-bcp-paper", &args)
        }
        (_, Some(Part::Decision(line))) => t.one("journal-bcp-decision", "what", line.what.to_string()),
        (PartKey::Paper(_), _) => t.get("journal-bcp-paper-removed").into_owned(),
        (PartKey::Decision(_), _) => t.get("journal-bcp-decision-removed").into_owned(),
        (PartKey::Cutting, _) => t.get("journal-bcp-cutting").into_owned(),
        (PartKey::General | PartKey::Check(_), _) => t.get("journal-bcp-general").into_owned(),
    }
}

fn task_words(t: T, names: &Names, task: &Task) -> String {
    let words = task.stated.words.as_str().lines().next().unwrap_or_default().to_owned();
    let owner = task.stated.owner.map_or_else(|| t.get("common-none").into_owned(), |id| names.member(id));
    let key = if task.is_open() { "journal-task-recorded" } else { "journal-task-done" };
    t.with(key, &[("words", words.into()), ("owner", owner.into())])
}

fn listed(t: T, names: Vec<String>) -> String {
    let separator = if t.is_ja() { "、" } else { ", " };
    let more = if names.len() > NAMED { "…" } else { "" };
    format!("{}{more}", names.into_iter().take(NAMED).collect::<Vec<_>>().join(separator))
}
