//! A form's workbook: held against the institution, the edition and what stands in the program now.

use super::{IntakeError, Kind, Line, Preview, Refusal, Refused, Waiting, Why, bytes};
use crate::{
    App, AppError,
    assessment::{Opened, load},
    words::{self, T},
    workbook::{printed, same_words, sheet_label},
};
use domain::{
    access::{AnswerItem, Permit, View},
    assessment::{
        Assessment, DraftError, Entered, EnteredError, EnteredSlot, ItemState, Note, RoundNo, Row, Sheet,
        workbook::BookColumn,
    },
    catalog::{Form, Item, ItemId, Verification},
    digest::Digest,
    grounds::Proposal,
    id::{FacilityId, StaffId},
};
use evidence::workbook::{Bounds, CellFault, CellWrong, FormWorkbook, Place, ReadItem, parse_form};
use std::collections::{BTreeMap, BTreeSet};
use store::assessment::{Taking, TakingItem};

/// A workbook with what it would do.
pub(super) struct Plan {
    pub(super) preview: Preview,
    opened: Opened,
    items: Vec<PlannedItem>,
}

/// An item that would change.
struct PlannedItem {
    item: ItemId,
    before: Row,
    entered: Entered,
    after: ItemState,
    shown: Proposal,
    contested: bool,
    place: Place,
}

/// Works out what a workbook would change.
pub(super) async fn plan(app: &App, view: &Permit<View>, waiting: &Waiting, t: T) -> Result<Plan, IntakeError> {
    let book = parse(app, bytes(app, view, waiting)?).await?;
    require_own(view.facility(), &book)?;
    if let Some((_, place)) = &book.request {
        // What a vendor answers is received at its request, and accepted there.
        return Err(Refusal::of(Why::ForRequest).at(place).into());
    }
    let opened = match load(app, view, book.sheet.0).await {
        Err(AppError::Store(store::StoreError::NotFound)) => {
            return Err(Refusal::of(Why::SheetUnknown).at(&book.sheet.1).into());
        }
        other => other?,
    };
    require_edition(opened.assessment(), &book)?;
    require_wording(opened.form()?, &opened.verification, &book, t)?;
    let base = store::assessment::states_at(&app.db, view, book.sheet.0, book.head).await?;
    let mut planner = Planner { opened: &opened, book: &book, base, t, items: Vec::new(), refused: Vec::new() };
    planner.run(app.today())?;
    let (items, refused) = (planner.items, planner.refused);
    let preview = shown(app, &opened, waiting, &items, refused, t)?;
    Ok(Plan { preview, opened, items })
}

/// Reading takes time and memory: one at a time, beside the pages. A reader that breaks down on a hostile file says so.
pub(crate) async fn parse(app: &App, bytes: Vec<u8>) -> Result<FormWorkbook, IntakeError> {
    let permit = app.reading.clone().acquire_owned().await.map_err(|e| AppError::Internal(e.to_string()))?;
    let read = tokio::task::spawn_blocking(move || {
        let read = parse_form(&bytes, Bounds::BOOK);
        drop(permit);
        read
    });
    match read.await {
        Ok(read) => read.map_err(|fault| Refusal::from(fault).into()),
        Err(broken) => {
            tracing::warn!("a workbook broke its reader: {broken}");
            Err(Refusal::of(Why::Damaged).into())
        }
    }
}

pub(crate) fn require_own(facility: FacilityId, book: &FormWorkbook) -> Result<(), Refusal> {
    if book.facility.0 == facility { Ok(()) } else { Err(Refusal::of(Why::OtherFacility).at(&book.facility.1)) }
}

pub(crate) fn require_edition(sheet: &Assessment, book: &FormWorkbook) -> Result<(), Refusal> {
    if book.edition.0 != sheet.edition {
        return Err(Refusal::of(Why::OtherEdition).at(&book.edition.1).with(book.edition.0.to_string()));
    }
    if book.pack.0 != sheet.pack {
        return Err(Refusal::of(Why::OtherEdition).at(&book.pack.1).with(sheet.edition.to_string()));
    }
    Ok(())
}

/// Every item of the form is there with its wording, and no other.
pub(crate) fn require_wording(
    form: &Form,
    verification: &Verification,
    book: &FormWorkbook,
    t: T,
) -> Result<(), IntakeError> {
    for read in &book.items {
        let Some(item) = form.item(&read.item) else {
            return Err(Refusal::of(Why::ItemUnknown).at(&book.place(read, BookColumn::Item)).into());
        };
        if !same_words(t, &read.words, &printed(t, item, verification)) {
            let found = read.words.chars().take(60).collect::<String>();
            return Err(Refusal::of(Why::Wording).at(&book.place(read, BookColumn::Words)).with(found).into());
        }
    }
    match form.items.iter().find(|item| !book.items.iter().any(|read| read.item == item.id)) {
        Some(item) => Err(Refusal::of(Why::ItemMissing).with(item.reference.clone()).into()),
        None => Ok(()),
    }
}

struct Planner<'a> {
    opened: &'a Opened,
    book: &'a FormWorkbook,
    base: BTreeMap<ItemId, ItemState>,
    t: T,
    items: Vec<PlannedItem>,
    refused: Vec<Refused>,
}

impl Planner<'_> {
    fn run(&mut self, today: time::Date) -> Result<(), IntakeError> {
        let form = self.opened.form()?;
        for read in &self.book.items {
            if read.faults.is_empty() {
                self.plan_item(form, read, today);
            } else {
                for fault in &read.faults {
                    let why = fault_words(self.t, fault);
                    self.refuse(form, read, &fault.place, why);
                }
            }
        }
        self.refuse_not_asked(form)
    }

    fn refuse(&mut self, form: &Form, read: &ReadItem, place: &Place, why: String) {
        self.refused.push(Refused { subject: subject(form, &read.item), place: place.to_string(), why });
    }

    fn plan_item(&mut self, form: &Form, read: &ReadItem, today: time::Date) {
        let entered = match self.entered(read) {
            Ok(entered) => entered,
            Err((column, why)) => return self.refuse(form, read, &self.book.place(read, column), why),
        };
        let base = self.base.get(&read.item).cloned().unwrap_or_default();
        let before = self.opened.row(&read.item);
        let merged = entered.merged(&Entered::from(&base), &Entered::from(&before.state));
        if merged.entered == Entered::from(&before.state) {
            return;
        }
        match merged.entered.applied(self.opened.assessment(), &before.state, today) {
            Err(error) => {
                let (column, why) = self.entered_fault(&error);
                self.refuse(form, read, &self.book.place(read, column), why);
            }
            Ok(after) if after == before.state => {}
            Ok(after) => match self.unknown_confirmer(&before.state, &after) {
                Some(column) => {
                    let (_, why) = words::refused_draft(self.t, &DraftError::ConfirmerUnknown);
                    self.refuse(form, read, &self.book.place(read, column), why);
                }
                None => self.items.push(PlannedItem {
                    item: read.item.clone(),
                    shown: self.opened.proposal(&read.item),
                    entered: merged.entered,
                    contested: merged.contested,
                    place: self.book.place(read, BookColumn::Words),
                    before,
                    after,
                }),
            },
        }
    }

    /// The cells as a whole item; or the column that can't be one, and why.
    fn entered(&self, read: &ReadItem) -> Result<Entered, (BookColumn, String)> {
        let mut slots = [EnteredSlot::BLANK; 3];
        for round in RoundNo::ALL {
            let slot = &read.slots[round.index()];
            let by = match slot.by.as_str() {
                "" => None,
                name => Some(self.person(name).ok_or_else(|| {
                    (BookColumn::By(round), self.t.one("intake-cell-person", "found", name.to_owned()))
                })?),
            };
            slots[round.index()] = EnteredSlot { choice: slot.choice, on: slot.on, by };
        }
        let note = Note::parse(&read.note)
            .map_err(|error| (BookColumn::Note, words::refused_draft(self.t, &DraftError::Note(error)).1))?;
        Ok(Entered { slots, target_date: read.target, note: note.to_string() })
    }

    /// By the list that came with the workbook, or by the only person of that name on the roster now.
    fn person(&self, name: &str) -> Option<StaffId> {
        let plain = |name: &str| name.chars().filter(|c| !c.is_whitespace()).collect::<String>();
        self.book.person(name).or_else(|| {
            let members = &self.opened.roster().members;
            let mut of_that_name = members.iter().filter(|member| plain(&member.name.to_string()) == plain(name));
            let first = of_that_name.next()?;
            of_that_name.next().is_none().then_some(first.id)
        })
    }

    /// The cell that a refused item is about.
    fn entered_fault(&self, refused: &EnteredError) -> (BookColumn, String) {
        let (field, why) = words::refused_draft(self.t, &refused.error);
        let round = refused.round.unwrap_or(RoundNo::First);
        let column = match field {
            "on" => BookColumn::On(round),
            "by" => BookColumn::By(round),
            "target" => BookColumn::Target,
            "note" => BookColumn::Note,
            _ => BookColumn::Answer(round),
        };
        (column, why)
    }

    /// 確認者 worked here on 確認日; the store checks the same again when it writes.
    fn unknown_confirmer(&self, before: &ItemState, after: &ItemState) -> Option<BookColumn> {
        let changed = RoundNo::ALL.into_iter().filter(|round| before.slot(*round) != after.slot(*round));
        changed.filter_map(|round| Some((round, after.slot(round).by()?, after.slot(round).on()?))).find_map(
            |(round, by, on)| {
                let known = self.opened.roster().member(by).is_some_and(|member| member.works_on(on));
                (!known).then_some(BookColumn::By(round))
            },
        )
    }

    /// 記入不要 is judged with the answers as they would stand: the workbook may answer 医療情報システムの有無 too.
    fn refuse_not_asked(&mut self, form: &Form) -> Result<(), IntakeError> {
        let mut rows = self.opened.loaded.rows.clone();
        for planned in &self.items {
            rows.insert(planned.item.clone(), Row { state: planned.after.clone(), ..planned.before.clone() });
        }
        let sheet = Sheet::new(form, &rows, self.opened.facility().stated.vendor_contract);
        let (asked, not): (Vec<_>, Vec<_>) =
            std::mem::take(&mut self.items).into_iter().partition(|planned| sheet.not_asked(&planned.item).is_none());
        self.items = asked;
        for planned in not {
            let (_, why) = words::refused_draft(self.t, &DraftError::NotAsked);
            let subject = subject(form, &planned.item);
            self.refused.push(Refused { subject, place: planned.place.to_string(), why });
        }
        Ok(())
    }
}

/// `2(4) 文`: an item as a line names it.
pub(crate) fn subject(form: &Form, item: &ItemId) -> String {
    form.item(item).map(|found: &Item| found.reference.clone()).unwrap_or_else(|| item.to_string())
}

pub(crate) fn fault_words(t: T, fault: &CellFault) -> String {
    let key = format!("intake-cell-{}", fault.wrong.code());
    match &fault.wrong {
        CellWrong::Formula | CellWrong::Words => t.get(&key).into_owned(),
        CellWrong::Fault(found) | CellWrong::Answer(found) | CellWrong::Day(found) => {
            t.one(&key, "found", found.clone())
        }
    }
}

fn shown(
    app: &App,
    opened: &Opened,
    waiting: &Waiting,
    items: &[PlannedItem],
    refused: Vec<Refused>,
    t: T,
) -> Result<Preview, IntakeError> {
    let form = opened.form()?;
    let line = |planned: &PlannedItem| {
        let by = planned.before.changed_by.clone().unwrap_or_default();
        let at = planned.before.changed_at.map(|at| t.moment(at)).unwrap_or_default();
        Line {
            key: planned.item.to_string(),
            subject: subject(form, &planned.item),
            place: planned.place.to_string(),
            said: words::changes(t, opened.roster(), &planned.before.state, &planned.after),
            proposal: Some(planned.shown.verdict.code()),
            contested: planned.contested.then_some((by, at)),
        }
    };
    let label = sheet_label(app, opened, t)?;
    let refused_subjects: BTreeSet<&str> = refused.iter().map(|one| one.subject.as_str()).collect();
    Ok(Preview {
        kind: Kind::FormWorkbook,
        target: format!("{label} {}", t.year(opened.assessment().fiscal_year)),
        address: format!("/assessments/{}", opened.assessment().id),
        lines: items.iter().map(line).collect(),
        unchanged: form.items.len().saturating_sub(items.len() + refused_subjects.len()),
        seal: seal(waiting, items)?,
        refused,
    })
}

/// SHA-256 over the file and what would be written, with the versions that it stands on.
fn seal(waiting: &Waiting, items: &[PlannedItem]) -> Result<Digest, IntakeError> {
    let mut all = waiting.file.to_string();
    for planned in items {
        let after = serde_json::to_string(&planned.after).map_err(|e| AppError::Internal(e.to_string()))?;
        all.push_str(&format!("\n{} {} {after}", planned.item, planned.before.version));
    }
    Ok(Digest::of(all.as_bytes()))
}

/// Writes what was planned, as one event. Contested items only where a person says so.
pub(super) async fn apply(
    app: &App,
    permit: &Permit<AnswerItem>,
    waiting: &Waiting,
    plan: Plan,
    over: &BTreeSet<String>,
) -> Result<usize, IntakeError> {
    let wanted = |planned: &PlannedItem| !planned.contested || over.contains(planned.item.as_str());
    let items: Vec<TakingItem> = plan
        .items
        .into_iter()
        .filter(wanted)
        .map(|p| TakingItem { item: p.item, entered: p.entered, version: p.before.version, shown: p.shown })
        .collect();
    let count = items.len();
    if count == 0 {
        return Ok(0);
    }
    let sheet = plan.opened.assessment().clone();
    let taking = Taking { sheet, file: waiting.file, name: waiting.name.clone(), items };
    store::assessment::take_workbook(&app.db, permit, app.now(), app.today(), taking).await?;
    Ok(count)
}
