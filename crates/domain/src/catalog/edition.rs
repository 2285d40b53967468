//! One edition (年度版) of the checklist as read from its pack.

use super::{CatalogError, EditionId, FormKind, ItemId, OfficialText, load};
use crate::{calendar::FiscalYear, digest::Digest};

/// One edition. Made only by [`Edition::parse`]; the bytes that were read are named by [`Edition::digest`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edition {
    /// Name for ever: `r6`.
    pub id: EditionId,
    /// Counts the corrections of the pack itself, from 1. A higher one replaces a lower one of the same edition.
    pub revision: u32,
    /// SHA-256 of the pack's bytes. An assessment pins it.
    pub digest: Digest,
    /// 令和6年度版.
    pub label: String,
    /// FY2024 edition.
    pub label_en: String,
    /// Year for which the ministry made it.
    pub fiscal_year: FiscalYear,
    /// When it was published: a day, or a month where no day is known. `2024-05-13`, `2025-05`.
    pub published: String,
    /// Who published it.
    pub publisher: String,
    /// The guideline that the edition stands on.
    pub guideline: String,
    /// Source credit that the licence of the texts asks for (公共データ利用規約), ready to print.
    pub credit: String,
    /// Addresses of the official documents.
    pub urls: Vec<NamedUrl>,
    /// Official files that can be recognised by their hash.
    pub artifacts: Vec<Artifact>,
    pub(super) item_list: ItemList,
    /// The forms, in the order of [`FormKind::ALL`].
    pub forms: Vec<Form>,
}

/// Whether an edition's items are known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ItemList {
    /// Every form has its items.
    Known,
    /// The edition exists, its items were not obtained: the official workbook has to be imported (様式の取込みが必要). Nothing is guessed.
    NotObtained,
}

/// An address with what it leads to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NamedUrl {
    /// `checklist`, `manual`, `landing`.
    pub name: String,
    /// Address. Shown as text; the program never opens it.
    pub url: String,
}

/// An official file, known by its hash.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Artifact {
    /// What it is.
    pub name: String,
    /// Where it was published.
    pub url: String,
    /// Size in bytes.
    pub bytes: u64,
    /// SHA-256 of the file.
    pub digest: Digest,
    /// The form that it holds, if it is one.
    pub form: Option<FormKind>,
}

/// One form (様式) of an edition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Form {
    /// Which.
    pub kind: FormKind,
    /// Title of the document.
    pub title: String,
    /// 医療機関確認用.
    pub printed_label: String,
    /// The form that it is printed on one sheet with, if so.
    pub same_as: Option<FormKind>,
    /// Law that it rests on.
    pub legal_basis: String,
    /// Heading above the result columns.
    pub result_title: Option<OfficialText>,
    /// Fields at the head of the sheet.
    pub header_fields: Vec<HeaderField>,
    /// Result columns, in printed order.
    pub columns: Vec<Column>,
    /// Notes printed on the form.
    pub notes: Vec<Note>,
    /// Sections in printed order.
    pub sections: Vec<Section>,
    /// Groups of devices inside sections.
    pub groups: Vec<Group>,
    /// Items in printed order, the gate item among them. Empty if not obtained.
    pub items: Vec<Item>,
    pub(super) gate: Option<usize>,
}

/// A field at the head of the sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HeaderField {
    /// Stable code: `institution_name`, `vendor_name`.
    pub key: String,
    /// As printed, if known.
    pub label: Option<OfficialText>,
}

/// A result column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// What it holds.
    pub kind: ColumnKind,
    /// As printed.
    pub label: OfficialText,
}

/// What a result column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ColumnKind {
    /// はい or いいえ with the date of confirmation, in this round (1 to 3).
    Round(u8),
    /// 目標日.
    Target,
    /// 確認日, a field of its own.
    CheckedOn,
}

impl ColumnKind {
    /// Stable code, as in packs: `round-1`, `target`.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Round(1) => "round-1",
            Self::Round(2) => "round-2",
            Self::Round(_) => "round-3",
            Self::Target => "target",
            Self::CheckedOn => "checked-on",
        }
    }
}

/// A note printed on the form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// Name within the form.
    pub key: String,
    /// The words.
    pub official: OfficialText,
}

/// A section of the form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    /// Number as printed, `0` for the gate question.
    pub key: String,
    /// Title.
    pub title: OfficialText,
}

/// Devices that a run of items is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// Stable code: `all`, `server`, `terminal`, `network`.
    pub key: String,
    /// Name of the group alone: サーバ.
    pub label: OfficialText,
    /// The line printed above its items.
    pub heading: Option<OfficialText>,
}

/// One line of a form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// Name for ever.
    pub id: ItemId,
    /// Number as printed, if it has one. Numbers repeat: never a key.
    pub number: Option<PrintedNumber>,
    /// Short reference for people: `2(4)`.
    pub reference: String,
    /// Key of its section.
    pub section: String,
    /// Key of its group.
    pub group: Option<String>,
    /// The ministry's sentence.
    pub official: OfficialText,
    /// A note printed below the sentence.
    pub printed_note: Option<OfficialText>,
    /// Other wordings that the printed one may turn out to be. For the person who compares; never printed.
    pub other_wordings: Vec<String>,
    /// Fiscal year in which it has to become はい.
    pub due: FiscalYear,
    /// 参考項目: due only in a later year than the edition's own.
    pub advisory: bool,
    /// Last fiscal year to which a plan may reach, where the sentence lets a plan count as はい.
    pub plan_until: Option<FiscalYear>,
    /// 記入不要 without a vendor contract.
    pub skip_without_vendor: bool,
    /// Places in the guideline printed in the manual beside the item.
    pub guideline_refs: Vec<String>,
    /// Places in the guideline that we matched; not the ministry's.
    pub guideline_refs_ours: Vec<String>,
}

/// A printed number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PrintedNumber {
    /// `(4)` or `④`.
    pub text: String,
    /// Whether it was read for this form and edition; otherwise it follows from the order.
    pub was_read: bool,
}

impl Edition {
    /// Reads an edition pack.
    ///
    /// # Errors
    /// Every fault that was found, each with file, line and column, in the order of the lines.
    pub fn parse(file_name: &str, bytes: &[u8]) -> Result<Self, Vec<CatalogError>> {
        load::edition(file_name, bytes)
    }

    /// The form of this kind.
    #[must_use]
    pub fn form(&self, kind: FormKind) -> Option<&Form> {
        self.forms.iter().find(|form| form.kind == kind)
    }

    /// Whether the items are known.
    #[must_use]
    pub const fn item_list(&self) -> ItemList {
        self.item_list
    }
}

impl Form {
    /// The item with this id.
    #[must_use]
    pub fn item(&self, id: &ItemId) -> Option<&Item> {
        self.items.iter().find(|item| item.id == *id)
    }

    /// 医療情報システムの有無: いいえ ends the form. The vendor's form has none.
    #[must_use]
    pub fn gate(&self) -> Option<&Item> {
        self.gate.and_then(|at| self.items.get(at))
    }

    /// Whether the item is the gate question.
    #[must_use]
    pub fn is_gate(&self, id: &ItemId) -> bool {
        self.gate().is_some_and(|gate| gate.id == *id)
    }

    /// The section of an item.
    #[must_use]
    pub fn section(&self, item: &Item) -> Option<&Section> {
        self.sections.iter().find(|section| section.key == item.section)
    }

    /// The group of an item.
    #[must_use]
    pub fn group(&self, item: &Item) -> Option<&Group> {
        let key = item.group.as_ref()?;
        self.groups.iter().find(|group| group.key == *key)
    }

    /// Every official wording of the form, in printed order: what a person has to compare.
    pub fn wordings(&self) -> impl Iterator<Item = &OfficialText> {
        let head = self.header_fields.iter().filter_map(|field| field.label.as_ref());
        let columns = self.columns.iter().map(|column| &column.label);
        let notes = self.notes.iter().map(|note| &note.official);
        let sections = self.sections.iter().map(|section| &section.title);
        let groups = self.groups.iter().flat_map(|group| std::iter::once(&group.label).chain(&group.heading));
        let items = self.items.iter().flat_map(|item| std::iter::once(&item.official).chain(&item.printed_note));
        head.chain(&self.result_title).chain(columns).chain(notes).chain(sections).chain(groups).chain(items)
    }
}
