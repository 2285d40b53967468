//! Edition packs: from YAML to [`Edition`]. One file per level of the pack.

mod form;
mod item;
mod official;

use super::{
    Artifact, CatalogError, Edition, EditionId, FormKind, ItemList, NamedUrl,
    read::{Faults, Table, all},
    yaml::Node,
};
use crate::{calendar::FiscalYear, digest::Digest};

/// First line of every edition pack, so that another YAML file is recognised as such.
const FORMAT: &str = "sakimori-edition-v1";

const KEYS: [&str; 15] = [
    "format",
    "edition",
    "revision",
    "label",
    "label_en",
    "fiscal_year",
    "published",
    "publisher",
    "guideline",
    "credit",
    "urls",
    "artifacts",
    "items_status",
    "forms",
    "about",
];

/// What every part of a pack has to know of the whole.
pub(super) struct Frame {
    pub edition: EditionId,
    pub fiscal_year: FiscalYear,
    pub items: ItemList,
}

pub(super) fn edition(file: &str, bytes: &[u8]) -> Result<Edition, Vec<CatalogError>> {
    let mut faults = Faults::new(file);
    let root = faults.root(bytes);
    let edition = root.and_then(|root| read(&root, Digest::of(bytes), &mut faults));
    faults.finish(edition)
}

pub(super) fn read(root: &Node, digest: Digest, faults: &mut Faults) -> Option<Edition> {
    let table = Table::of(root, "edition pack", &KEYS, faults)?;
    let format = table.word("format", &[FORMAT], |format| format, faults);
    let id = table.parsed("edition", EditionId::PATTERN, |text| EditionId::parse(text).ok(), faults);
    let revision =
        table.number("revision", 1, i64::from(u32::MAX), faults).and_then(|number| u32::try_from(number).ok());
    let label = table.text("label", faults);
    let label_en = table.text("label_en", faults);
    let fiscal_year = table.year("fiscal_year", FIRST_EDITION, FiscalYear::LAST, faults);
    let published = table.parsed("published", "a day 2024-05-13 or a month 2024-05", published, faults);
    let publisher = table.text("publisher", faults);
    let guideline = table.text("guideline", faults);
    let credit = table.text("credit", faults);
    let urls = table.list("urls", faults).and_then(|nodes| all(nodes.iter().map(|node| named_url(node, faults))));
    let artifacts =
        table.optional_list("artifacts", faults).and_then(|nodes| all(nodes.iter().map(|node| artifact(node, faults))));
    let items = table.word("items_status", &[ItemList::Known, ItemList::NotObtained], item_list_code, faults);
    let form_nodes = table.list("forms", faults);
    format?;
    // Without these the forms cannot be judged; what is wrong with them is noted already.
    let frame = Frame { edition: id?, fiscal_year: fiscal_year?, items: items? };
    let forms = form::forms(form_nodes?, table.at, &frame, faults);
    Some(Edition {
        id: frame.edition,
        revision: revision?,
        digest,
        label: label?,
        label_en: label_en?,
        fiscal_year: frame.fiscal_year,
        published: published?,
        publisher: publisher?,
        guideline: guideline?,
        credit: credit?,
        urls: urls?,
        artifacts: artifacts?,
        item_list: frame.items,
        forms: forms?,
    })
}

/// The first checklist was that of 令和5年度.
const FIRST_EDITION: i32 = 2023;

const fn item_list_code(list: ItemList) -> &'static str {
    match list {
        ItemList::Known => "known",
        ItemList::NotObtained => "not_obtained",
    }
}

fn published(text: &str) -> Option<String> {
    let day = if text.len() == 7 { format!("{text}-01") } else { text.to_owned() };
    let parsed = crate::calendar::parse_date(&day).ok()?;
    (crate::calendar::iso(parsed) == day).then(|| text.to_owned())
}

fn named_url(node: &Node, faults: &mut Faults) -> Option<NamedUrl> {
    let table = Table::of(node, "address", &["name", "url"], faults)?;
    let name = table.text("name", faults);
    let url = table.parsed("url", HTTP, http, faults);
    Some(NamedUrl { name: name?, url: url? })
}

fn artifact(node: &Node, faults: &mut Faults) -> Option<Artifact> {
    let table = Table::of(node, "official file", &["name", "url", "bytes", "sha256", "form"], faults)?;
    let name = table.text("name", faults);
    let url = table.parsed("url", HTTP, http, faults);
    let bytes = table.number("bytes", 1, i64::from(u32::MAX), faults).and_then(|number| u64::try_from(number).ok());
    let digest = table.parsed("sha256", "64 hex digits", |text| text.parse().ok(), faults);
    let form = table.optional_word("form", &FormKind::ALL, FormKind::code, faults);
    Some(Artifact { name: name?, url: url?, bytes: bytes?, digest: digest?, form: form? })
}

const HTTP: &str = "an address beginning with https:// or http://";

fn http(text: &str) -> Option<String> {
    let plain = text.starts_with("https://") || text.starts_with("http://");
    (plain && !text.contains(char::is_whitespace)).then(|| text.to_owned())
}
