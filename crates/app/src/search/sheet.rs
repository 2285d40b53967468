//! Sheets of every year, the items of their forms, and the notes that people wrote there.

use super::{
    Kind, Place,
    finder::{Finder, Line, Record, Text},
};
use crate::{
    App, AppError,
    assessment::{Pinned, pinned, verification},
    words::{T, official_mark},
};
use domain::{
    access::{Permit, View},
    assessment::Assessment,
    catalog::{Catalog, Edition, Form, FormKind, Item, ItemId, OfficialText, Verification},
    digest::Digest,
    id::AssessmentId,
    search::Met,
    vendor::Vendor,
};
use std::{
    cmp::Reverse,
    collections::{BTreeMap, btree_map::Entry},
};

/// A sheet with the words that name it.
struct Named {
    sheet: Assessment,
    /// 医療機関確認用 令和6年度, 事業者確認用（甲社） 令和6年度.
    label: Text,
    around: Met,
}

/// Items of one form of one edition, folded once for all its sheets.
type Items = Vec<(ItemId, Record)>;

pub(super) async fn offer(
    app: &App,
    view: &Permit<View>,
    vendors: &[Vendor],
    t: T,
    finder: &mut Finder<'_>,
) -> Result<(), AppError> {
    let verification = verification(&store::catalog::verifications(&app.db, view).await?);
    let mut sheets = store::assessment::list(&app.db, view).await?;
    sheets.sort_by_key(|sheet| (Reverse(sheet.fiscal_year.year()), sheet.vendor.is_some()));
    let mut editions: BTreeMap<Digest, Option<Pinned>> = BTreeMap::new();
    let mut forms: Vec<((Digest, FormKind), Vec<Named>)> = Vec::new();
    for sheet in sheets {
        let edition = match editions.entry(sheet.pack) {
            Entry::Occupied(entry) => entry.into_mut(),
            Entry::Vacant(entry) => entry.insert(pinned(app, view, &sheet).ok()),
        };
        let edition = edition.as_ref().and_then(|pinned| pinned.edition(&sheet).ok());
        let label = Text::new(label(&app.catalog, &sheet, edition, vendors, t));
        let key = (sheet.pack, sheet.form);
        let named = Named { around: finder.query().met(label.folded()), sheet, label };
        match forms.iter_mut().find(|(known, _)| *known == key) {
            Some((_, sheets)) => sheets.push(named),
            None => forms.push((key, vec![named])),
        }
    }
    let mut notes: BTreeMap<AssessmentId, Vec<(ItemId, String)>> = BTreeMap::new();
    if finder.wants(Kind::Note) {
        for note in store::assessment::notes(&app.db, view).await? {
            notes.entry(note.sheet).or_default().push((note.item, note.note));
        }
    }
    for ((pack, kind), sheets) in &forms {
        let edition = editions.get(pack).and_then(Option::as_ref);
        let form = sheets.first().and_then(|one| edition?.edition(&one.sheet).ok()?.form(*kind));
        let items = form.map(|form| items(&app.catalog, form, &verification, t)).unwrap_or_default();
        for named in sheets {
            offer_sheet(named, finder);
            offer_notes(named, notes.get(&named.sheet.id), &items, t, finder);
        }
        offer_items(sheets, &items, finder);
    }
    Ok(())
}

fn label(catalog: &Catalog, sheet: &Assessment, edition: Option<&Edition>, vendors: &[Vendor], t: T) -> String {
    let printed = edition.and_then(|edition| edition.form(sheet.form)).map(|form| form.printed_label.as_str());
    let printed = printed.unwrap_or_default();
    let form = if t.is_ja() { printed } else { catalog.translation_of(printed).unwrap_or(printed) };
    let vendor = vendors.iter().find(|vendor| Some(vendor.id) == sheet.vendor);
    let form = vendor.map_or_else(|| form.to_owned(), |vendor| format!("{form}（{}）", vendor.stated.name));
    format!("{form} {}", t.year(sheet.fiscal_year))
}

fn items(catalog: &Catalog, form: &Form, verification: &Verification, t: T) -> Items {
    form.items.iter().map(|item| (item.id.clone(), record(catalog, form.kind, item, verification, t))).collect()
}

/// What an item is called: its number and our name for it.
pub(super) fn title(catalog: &Catalog, form: FormKind, item: &Item, t: T) -> String {
    let own = |both: &domain::catalog::Bilingual| if t.is_ja() { both.ja.clone() } else { both.en.clone() };
    let title = catalog.guidance(&item.id, form).map(|g| own(&g.title)).filter(|title| *title != item.reference);
    title.map_or_else(|| item.reference.clone(), |title| format!("{} {title}", item.reference))
}

/// An item: our name for it, the ministry's words, and our explanation.
fn record(catalog: &Catalog, form: FormKind, item: &Item, verification: &Verification, t: T) -> Record {
    let guidance = catalog.guidance(&item.id, form);
    let own = |both: &domain::catalog::Bilingual| if t.is_ja() { both.ja.clone() } else { both.en.clone() };
    let official = |official: &OfficialText| {
        let found = official.words(verification);
        let line = Line::new(t.get("search-official"), found.words);
        Line { official: Some(official_mark(t, found.mark)), ..line }
    };
    let mut lines = vec![official(&item.official)];
    if !t.is_ja() {
        let english = catalog.translation(&item.official);
        lines.extend(english.map(|words| Line::new(t.get("catalog-translation"), words)));
    }
    lines.extend(item.printed_note.as_ref().map(official));
    for words in guidance.into_iter().flat_map(|g| [&g.plain, &g.yes_looks_like]) {
        lines.push(Line::new(t.get("search-explanation"), own(words)));
    }
    Record { title: Text::new(title(catalog, form, item, t)), lines }
}

fn offer_sheet(named: &Named, finder: &mut Finder<'_>) {
    let record = Record { title: named.label.clone(), lines: Vec::new() };
    finder.offer(Kind::Sheet, &record, Met::default(), Place::Sheet(named.sheet.id), "");
}

/// Notes of one sheet. The item and the sheet are around the note: they narrow down, but the note itself has to be met.
fn offer_notes(named: &Named, notes: Option<&Vec<(ItemId, String)>>, items: &Items, t: T, finder: &mut Finder<'_>) {
    for (id, note) in notes.into_iter().flatten() {
        let line = Line::new(t.get("assessment-note"), note.as_str());
        let own = finder.query().met(line.text.folded());
        let item = items.iter().find(|(known, _)| known == id).map(|(_, record)| record);
        let around = item.map(|record| finder.met(record)).unwrap_or_default() | named.around;
        if finder.query().matches(own, around) {
            let title = item.map_or_else(|| Text::new(id.to_string()), |record| record.title.clone());
            let place = Place::Item(named.sheet.id, id.clone());
            let record = Record { title, lines: vec![line] };
            finder.keep(Kind::Note, &record, vec![(place, named.label.shown().to_owned())]);
        }
    }
}

/// Items of a form: each once, with the sheets on which it stands.
fn offer_items(sheets: &[Named], items: &Items, finder: &mut Finder<'_>) {
    if !finder.wants(Kind::Item) {
        return;
    }
    for (id, record) in items {
        let own = finder.met(record);
        let on = sheets.iter().filter(|named| finder.query().matches(own, named.around));
        let place = |named: &Named| (Place::Item(named.sheet.id, id.clone()), named.label.shown().to_owned());
        let places: Vec<_> = on.map(place).collect();
        if !places.is_empty() {
            finder.keep(Kind::Item, record, places);
        }
    }
}
