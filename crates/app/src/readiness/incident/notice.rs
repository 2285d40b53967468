//! Drafts of what goes out: notices to 厚生労働省 and the prefecture, and the nine points of 個人情報保護委員会. A person reads, completes
//! and sends them; nothing is sent from here.

use super::{Corrections, happening_words, moment, number};
use crate::{
    App, AppError,
    readiness::{
        contact_chart::{self, ChartStanding},
        sections::{empty_sheet, is_unverified},
    },
    words::T,
};
use domain::{
    access::{Permit, View},
    readiness::{
        contact_chart::{ChartPerson, Party},
        incident::{Happening, Incident, NoteKind, Report, ReportField},
    },
    staff::Role,
};
use report::sheet::{Section, Sheet};

/// What has a draft.
pub const NOTICES: [Report; 3] = [Report::PpcPreliminary, Report::Ministry, Report::Prefecture];
/// Entries of the time line that a notice tells, the newest ones. Our choice: a page.
const TOLD: usize = 12;

/// How a party is reached, as the chart says it, with a mark where nobody confirmed it.
#[must_use]
pub fn contacts_for(t: T, now: &ChartStanding, report: Report) -> Vec<String> {
    let wanted = match report {
        Report::PpcPreliminary | Report::PpcFinal => "ppc",
        Report::Ministry => "mhlw",
        Report::Prefecture => "prefecture",
        Report::Police => "police",
        Report::Persons => return Vec::new(),
    };
    let is_it =
        |party: &Party| matches!(party, Party::Authority { known: Some(known), .. } if known.as_str() == wanted);
    let entries = now.loaded.entries.iter().filter(|entry| is_it(&entry.stated.party));
    let people = entries.filter_map(|entry| now.chart.person(entry.id));
    people.map(|person| contact_line(t, now, person)).collect()
}

fn contact_line(t: T, now: &ChartStanding, person: &ChartPerson) -> String {
    let phones = person.phones.iter().map(|phone| contact_chart::phone_words(t, phone));
    let parts: Vec<String> =
        std::iter::once(person.name.clone()).chain(phones).chain(person.mails.iter().cloned()).collect();
    let line = parts.join("　");
    if is_unverified(now, person) { t.one("incident-contact-unverified", "contact", line) } else { line }
}

/// Words, or 不明.
fn known(t: T, words: &str) -> String {
    if words.is_empty() { t.get("incident-unknown").into_owned() } else { words.to_owned() }
}

/// The nine points as names and values; what nobody knows is 不明.
pub(super) fn nine(t: T, incident: &Incident) -> Section {
    let mut section = Section::new("ppc", t.get("incident-nine"));
    let (stated, _) = incident.stated();
    let one = |(at, field): (usize, ReportField)| {
        let words = stated.field(field).map(|words| words.as_str()).unwrap_or_default();
        (format!("{} {}", at + 1, t.code("incident-field", field.code())), known(t, words))
    };
    section.facts = ReportField::ALL.into_iter().enumerate().map(one).collect();
    section
}

/// The clock of the reports and what went out, as names and values.
pub(super) fn clock(t: T, incident: &Incident) -> Section {
    let mut section = Section::new("reports", t.get("incident-reports"));
    let (stated, _) = incident.stated();
    let clock = incident.clock();
    let (from, until) = (t.short_day(clock.preliminary_from), t.short_day(clock.preliminary_until));
    let purpose = if stated.wrongful { "incident-wrongful-yes" } else { "incident-wrongful-no" };
    section.facts = vec![
        (t.get("incident-learned").into_owned(), t.moment(stated.learned_at)),
        (t.get("incident-leak").into_owned(), t.code("incident-leak", stated.leak.code()).into_owned()),
        (t.get("incident-wrongful").into_owned(), t.get(purpose).into_owned()),
        (
            t.get("incident-preliminary").into_owned(),
            t.with("incident-preliminary-due", &[("from", from.into()), ("until", until.into())]),
        ),
        (
            t.get("incident-final").into_owned(),
            t.with(
                "incident-final-due",
                &[("days", clock.final_days.into()), ("until", t.short_day(clock.final_until).into())],
            ),
        ),
    ];
    for report in Report::ALL.iter().copied() {
        let words = match incident.sent(report) {
            Some((sent, entry)) => {
                let how = sent.how.as_ref().map(ToString::to_string).unwrap_or_default();
                let args = [("at", t.moment(sent.at).into()), ("by", entry.by.clone().into()), ("how", how.into())];
                t.with("incident-sent-at", &args).trim_end().to_owned()
            }
            None => t.get("incident-not-sent").into_owned(),
        };
        section.facts.push((t.code("incident-report", report.code()).into_owned(), words));
    }
    section
}

/// A draft as a paper.
///
/// # Errors
/// When the database can't be read.
pub async fn notice_sheet(
    app: &App,
    view: &Permit<View>,
    t: T,
    incident: &Incident,
    report: Report,
) -> Result<Sheet, AppError> {
    let title = t.one("incident-notice-title", "to", t.code("incident-report", report.code()).into_owned());
    let mut sheet = empty_sheet(app, view, t, title).await?;
    let now = contact_chart::standing(app, view).await?;
    let mut lead = vec![t.get("incident-notice-draft").into_owned()];
    let to = contacts_for(t, &now, report);
    lead.push(if to.is_empty() {
        t.get("incident-notice-no-contact").into_owned()
    } else {
        t.one("incident-notice-to", "contacts", to.join("\n"))
    });
    sheet.lead = lead;
    sheet.sections.push(about(app, view, t, incident, &now).await?);
    if matches!(report, Report::PpcPreliminary | Report::PpcFinal) {
        sheet.sections.push(clock(t, incident));
        sheet.sections.push(nine(t, incident));
    } else {
        sheet.sections.push(told(t, incident));
        let mut data = Section::new("data", t.get("incident-personal-data"));
        let (stated, _) = incident.stated();
        for field in [ReportField::Items, ReportField::Persons, ReportField::Secondary] {
            let words = stated.field(field).map(|words| words.as_str()).unwrap_or_default();
            data.facts.push((t.code("incident-field", field.code()).into_owned(), known(t, words)));
        }
        sheet.sections.push(data);
    }
    Ok(sheet)
}

/// What it is about: the institution, the incident, who answers questions.
async fn about(
    app: &App,
    view: &Permit<View>,
    t: T,
    incident: &Incident,
    now: &ChartStanding,
) -> Result<Section, AppError> {
    let facility = store::facility::facility(&app.db, view).await?;
    let (stated, _) = incident.stated();
    let officer = now.loaded.roster.holder(Role::SafetyOfficer, app.today());
    let of_officer = |member: &domain::staff::StaffMember| {
        let entry = now
            .loaded
            .entries
            .iter()
            .find(|entry| matches!(entry.stated.party, Party::Staff { staff } if staff == member.id));
        let person = entry.and_then(|entry| now.chart.person(entry.id));
        person.map_or_else(|| member.name.to_string(), |person| contact_line(t, now, person))
    };
    let outline = stated.field(ReportField::Outline).map(|words| words.to_string()).unwrap_or_default();
    let cause = stated.field(ReportField::Cause).map(|words| words.to_string()).unwrap_or_default();
    let mut section = Section::new("about", t.get("incident-about"));
    section.facts = vec![
        (t.get("incident-institution").into_owned(), facility.stated.name.to_string()),
        (t.get("incident-title-field").into_owned(), format!("{} {}", number(t, incident), stated.title)),
        (t.get("incident-learned").into_owned(), t.moment(stated.learned_at)),
        (t.code("incident-field", "outline").into_owned(), known(t, &outline)),
        (t.get("incident-effect").into_owned(), known(t, stated.effect.as_str())),
        (t.code("incident-field", "cause").into_owned(), known(t, &cause)),
        (t.get("incident-leak").into_owned(), t.code("incident-leak", stated.leak.code()).into_owned()),
        (t.get("incident-asks").into_owned(), known(t, &officer.map(of_officer).unwrap_or_default())),
    ];
    Ok(section)
}

/// What was done so far.
fn told(t: T, incident: &Incident) -> Section {
    let mut section = Section::new("done", t.get("incident-done-so-far"));
    let numbers = Corrections::of(incident);
    let counts = |what: &Happening| match what {
        Happening::Noted(noted) => matches!(noted.kind, NoteKind::Done | NoteKind::Decided | NoteKind::Told),
        Happening::Ticked(ticked) => ticked.done,
        Happening::Sent(_) => true,
        _ => false,
    };
    let line = incident.timeline();
    let done: Vec<_> = line.iter().filter(|one| one.corrected_by.is_none() && counts(&one.entry.what)).collect();
    for one in done.iter().skip(done.len().saturating_sub(TOLD)) {
        let words = happening_words(t, &one.entry.what, &incident.opened.steps);
        let number = numbers.number(one.entry.seq);
        section.table.rows.push(vec![number.to_string(), moment(t, one), words]);
    }
    if section.table.rows.is_empty() {
        section.paragraphs.push(t.get("incident-unknown").into_owned());
    }
    section.table.head =
        ["number", "when", "what"].map(|column| t.code("incident-column", column).into_owned()).to_vec();
    section.table.widths = vec![1, 3, 8];
    section
}

/// A draft as a PDF.
///
/// # Errors
/// [`AppError::Render`]; when the database can't be read.
pub async fn notice_pdf(
    app: &App,
    view: &Permit<View>,
    t: T,
    incident: &Incident,
    report: Report,
) -> Result<Vec<u8>, AppError> {
    let sheet = notice_sheet(app, view, t, incident, report).await?;
    super::paper::typeset(app, &sheet).await
}
