//! The alarm: what to do at once, whom to call, and the incident that begins with it.

use crate::{
    App, AppError,
    evidence::{Arrived, keep},
    network::procedure_view,
    readiness::{
        contact_chart::{self, Which},
        sections::{chart_used, is_unverified},
    },
    words::T,
};
use domain::{
    access::{Permit, ReportIncident, View},
    id::IncidentId,
    journal::Seq,
    network::{Part, Target},
    readiness::{
        contact_chart::{ChartPerson, ChartRole},
        incident::{Happening, Noted, Stated, Step},
    },
    vendor::Line,
};

/// Somebody to call.
#[derive(Debug, Clone)]
pub struct Call {
    /// Who, as the chart says it.
    pub person: ChartPerson,
    /// Whether nobody confirmed the number.
    pub unverified: bool,
}

/// What to do at once.
#[derive(Debug, Clone)]
pub struct FirstSteps {
    /// At the terminal.
    pub terminal: Vec<String>,
    /// Who may decide to cut.
    pub decide: Vec<String>,
    /// Whom to call first: the desk, the officers, and who stands on the wallet card.
    pub first: Vec<Call>,
    /// Everybody else.
    pub others: Vec<Call>,
    /// Which version of the chart it is, in words; empty where there is none.
    pub version: String,
    /// Whether the chart is an approved one.
    pub approved: bool,
    /// Where 切断手順 stands, in words.
    pub status: String,
}

/// Reads what to do at once: 切断手順 of the house and the approved contact chart.
///
/// # Errors
/// When the database can't be read.
pub async fn first_steps(app: &App, view: &Permit<View>, t: T) -> Result<FirstSteps, AppError> {
    let house = procedure_view(app, view, t, Target::House).await?;
    let now = contact_chart::standing(app, view).await?;
    let (chart, which) = chart_used(&now);
    let call = |person: &ChartPerson| Call { person: person.clone(), unverified: is_unverified(&now, person) };
    let is_first = |person: &&ChartPerson| {
        let chain = matches!(person.role, ChartRole::SystemDesk | ChartRole::SafetyOfficer | ChartRole::Administrator);
        (chain || person.on_card) && !person.phones.is_empty()
    };
    let has_reach = |person: &&ChartPerson| !person.phones.is_empty() || !person.mails.is_empty();
    Ok(FirstSteps {
        terminal: house.lines(Part::Terminal).to_vec(),
        decide: house.lines(Part::Decide).to_vec(),
        first: chart.people.iter().filter(is_first).map(call).collect(),
        others: chart.people.iter().filter(|person| !is_first(person) && has_reach(person)).map(call).collect(),
        version: if chart.people.is_empty() { String::new() } else { contact_chart::version(t, &now, which) },
        approved: which == Which::Approved,
        status: house.status(t),
    })
}

/// What is to be cut, in the order of the ministry's template: backups, lines to the outside, borders.
async fn steps(app: &App, view: &Permit<View>, t: T) -> Result<Vec<Step>, AppError> {
    let house = procedure_view(app, view, t, Target::House).await?;
    let parts = [Part::Backup, Part::Outside, Part::Border];
    let of =
        |part: Part| house.lines(part).iter().map(move |words| Step { part, words: words.clone() }).collect::<Vec<_>>();
    Ok(parts.into_iter().flat_map(of).collect())
}

/// Opens an incident. Pressed twice, it is one: while one is open, a person has to say that this is `another`.
///
/// # Errors
/// `StoreError::Exists` when one is open already.
pub async fn open(
    app: &App,
    view: &Permit<View>,
    permit: &Permit<ReportIncident>,
    t: T,
    (id, another): (IncidentId, bool),
) -> Result<Seq, AppError> {
    let title = t.one("incident-first-title", "at", t.moment(app.now()));
    let title = Line::parse(&title).map_err(|error| AppError::Internal(error.to_string()))?;
    let steps = steps(app, view, t).await?;
    let stated = Stated::first(title, app.now());
    Ok(store::readiness::incident::open(&app.db, permit, app.now(), (id, another), stated, steps).await?)
}

/// Writes a note into the time line, with its file if one came. The file is kept first, so that an entry never names bytes that are
/// not there.
///
/// # Errors
/// [`AppError::NotTaken`] for a file that is none of the known kinds; `StoreError::NotFound`.
pub async fn note(
    app: &App,
    permit: &Permit<ReportIncident>,
    id: IncidentId,
    noted: Noted,
    arrived: Option<Arrived>,
) -> Result<Seq, AppError> {
    let file = arrived.map(|arrived| keep(app, arrived)).transpose()?;
    let entry = Happening::Noted(Box::new(Noted { file, ..noted }));
    Ok(store::readiness::incident::report(&app.db, permit, app.now(), id, entry).await?)
}
