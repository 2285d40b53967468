//! One system seen at once: the answers of the institution, of its vendor, and of the vendor's MDS/SDS, side by side.

use crate::{App, AppError, assessment};
use domain::{
    access::{Permit, View},
    assessment::{Row, Slot},
    catalog::{FormKind, ItemId, TopicId},
    id::SystemId,
    ledger::System,
    vendor::{
        Vendor,
        disclosure::{DisclosureAnswer, TaskState, tasks},
        system_view::{Answers, Contradiction, Disclosed},
    },
};
use store::{StoreError, vendor::disclosure::DisclosureRow};
use time::Date;

/// What MDS/SDS say to one topic.
#[derive(Debug, Clone)]
pub struct TopicSaid {
    /// The topic.
    pub topic: TopicId,
    /// The answer.
    pub answer: DisclosureAnswer,
    /// 備考.
    pub remark: String,
    /// The disclosure.
    pub disclosure: domain::id::DisclosureId,
    /// The item in it.
    pub item: String,
}

/// One item of the checklist.
#[derive(Debug, Clone)]
pub struct ViewLine {
    /// The item.
    pub item: ItemId,
    /// `2(4)`.
    pub reference: String,
    /// The three answers.
    pub answers: Answers,
    /// What MDS/SDS say, topic by topic.
    pub said: Vec<TopicSaid>,
    /// Where they contradict each other.
    pub contradictions: Vec<Contradiction>,
}

/// One system.
#[derive(Debug, Clone)]
pub struct SystemView {
    /// The system.
    pub system: System,
    /// Its vendor, if one is recorded.
    pub vendor: Option<Vendor>,
    /// The institution's sheet, and the vendor's beside it if it was opened.
    pub sheets: (domain::id::AssessmentId, Option<domain::id::AssessmentId>),
    /// Form of the institution's sheet.
    pub form: FormKind,
    /// Its disclosures.
    pub disclosures: Vec<DisclosureRow>,
    /// Items to which at least one of the three says something.
    pub lines: Vec<ViewLine>,
}

/// Reads a system with everything that was answered about it; `None` while the institution has no sheet.
///
/// # Errors
/// `StoreError::NotFound` for a system that is not there.
pub async fn system_view(app: &App, view: &Permit<View>, id: SystemId) -> Result<Option<SystemView>, AppError> {
    let systems = store::ledger::systems(&app.db, view).await?;
    let system = systems.into_iter().find(|system| system.id == id).ok_or(StoreError::NotFound)?;
    let own = store::assessment::list(&app.db, view).await?.into_iter().find(|sheet| sheet.vendor.is_none());
    let Some(own) = own else { return Ok(None) };
    let opened = assessment::load(app, view, own.id).await?;
    let (vendors, sheets) = store::assessment::vendor_sheets(&app.db, view, &own.edition, own.fiscal_year).await?;
    let vendor = vendors.into_iter().find(|vendor| Some(vendor.id) == system.stated.vendor);
    let sheet = sheets
        .into_iter()
        .find(|sheet| sheet.assessment.vendor.is_some() && sheet.assessment.vendor == system.stated.vendor);
    let rows = store::vendor::disclosure::list(&app.db, view).await?;
    // Of this system; where none names it, those of its vendor that name no system at all.
    let named: Vec<_> = rows.iter().filter(|row| row.disclosure.stated.system == Some(id)).cloned().collect();
    let unnamed = |row: &&DisclosureRow| {
        row.disclosure.stated.system.is_none() && Some(row.disclosure.stated.vendor) == system.stated.vendor
    };
    let disclosures = if named.is_empty() { rows.iter().filter(unnamed).cloned().collect() } else { named };
    let form = opened.form()?;
    let mut lines = Vec::new();
    for item in &form.items {
        let vendor_row = sheet.as_ref().and_then(|sheet| sheet.rows.get(&item.id));
        let found = app.catalog.disclosure().topics_of(&item.id);
        let (said, disclosed) = said(&disclosures, found, app.today());
        let answers = Answers {
            institution: yes_or_no(&opened.row(&item.id)),
            vendor: vendor_row.and_then(yes_or_no),
            disclosed,
        };
        if answers.vendor.is_some() || !said.is_empty() {
            let contradictions = answers.contradictions();
            let reference = item.reference.clone();
            lines.push(ViewLine { item: item.id.clone(), reference, answers, said, contradictions });
        }
    }
    let sheets = (own.id, sheet.map(|sheet| sheet.assessment.id));
    Ok(Some(SystemView { system, vendor, sheets, form: own.form, disclosures, lines }))
}

fn yes_or_no(row: &Row) -> Option<bool> {
    match row.state.current() {
        Slot::Blank => None,
        slot => Some(slot.is_yes()),
    }
}

fn said(disclosures: &[DisclosureRow], topics: &[TopicId], today: Date) -> (Vec<TopicSaid>, Vec<Disclosed>) {
    let (mut said, mut disclosed) = (Vec::new(), Vec::new());
    for row in disclosures {
        let Some(answers) = row.answers.as_ref().map(|row| &row.answers) else { continue };
        let decided = row.decided();
        let open: Vec<_> = tasks(&answers.items, &decided, today);
        for topic in topics {
            let Some(item) = answers.of_topic(topic) else { continue };
            let task = open.iter().find(|task| task.item.key == item.key);
            disclosed.push(Disclosed {
                answer: item.answer,
                conditional: !item.remark.is_empty(),
                decided: task.is_some_and(|task| task.state == TaskState::Decided),
            });
            said.push(TopicSaid {
                topic: topic.clone(),
                answer: item.answer,
                remark: item.remark.to_string(),
                disclosure: row.disclosure.id,
                item: item.key.to_string(),
            });
        }
    }
    (said, disclosed)
}
