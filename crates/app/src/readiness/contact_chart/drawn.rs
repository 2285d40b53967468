//! The chart as a picture: entries become boxes with their words.

use crate::words::T;
use domain::{
    id::ChartEntryId,
    readiness::contact_chart::{Chart, ChartPerson, ChartRole, ContactStanding},
};
use report::picture::{BoxKind, BoxLine, CARD_NUMBERS, ChartBox, ChartDrawing, ChartLabels, WalletCard, wallet_card};
use std::collections::BTreeMap;

/// Columns of the picture on a page: it still reads on paper of 190 mm.
const PAGE_COLUMNS: usize = 4;

/// The picture of a page.
#[must_use]
pub fn picture(t: T, chart: &Chart, standings: &BTreeMap<ChartEntryId, ContactStanding>) -> String {
    if chart.people.is_empty() {
        return String::new();
    }
    ChartDrawing::new(&boxes(t, chart, standings), &labels(t), PAGE_COLUMNS).svg()
}

/// Fixed words of the picture.
pub(super) fn labels(t: T) -> ChartLabels {
    let word = |key: &str| t.get(key).into_owned();
    ChartLabels {
        title: word("contact-chart-title"),
        also: word("contact-chart-picture-also"),
        goes_on: word("contact-chart-picture-goes-on"),
        alone: word("contact-chart-picture-alone"),
    }
}

/// One box per entry that is no deputy, in the order of the chart.
#[must_use]
pub fn boxes(t: T, chart: &Chart, standings: &BTreeMap<ChartEntryId, ContactStanding>) -> Vec<ChartBox> {
    let principals: Vec<&ChartPerson> = chart.people.iter().filter(|person| person.deputy_of.is_none()).collect();
    let places: BTreeMap<ChartEntryId, usize> =
        principals.iter().enumerate().map(|(at, person)| (person.id, at)).collect();
    let one = |(at, person): (usize, &&ChartPerson)| ChartBox {
        number: at + 1,
        kind: match person.role {
            ChartRole::Vendor => BoxKind::Vendor,
            ChartRole::Authority => BoxKind::Authority,
            _ => BoxKind::Inside,
        },
        head: t.code("contact-chart-role", person.role.code()).into_owned(),
        name: person.name.clone(),
        lines: lines(t, chart, person, standings.get(&person.id).copied()),
        calls: person.calls.iter().filter_map(|called| places.get(called).copied()).collect(),
    };
    principals.iter().enumerate().map(one).collect()
}

fn lines(t: T, chart: &Chart, person: &ChartPerson, standing: Option<ContactStanding>) -> Vec<BoxLine> {
    let mut lines = Vec::new();
    lines.extend(Some(&person.title).filter(|title| !title.is_empty()).cloned().map(BoxLine::Plain));
    if !person.about.is_empty() {
        lines.push(BoxLine::Plain(person.about.join(if t.is_ja() { "・" } else { ", " })));
    }
    lines.extend(person.phones.iter().map(|phone| BoxLine::Phone(phone_words(t, phone))));
    if person.phones.is_empty() && person.role != ChartRole::Discoverer {
        lines.push(BoxLine::Fault(t.get("contact-chart-picture-no-phone").into_owned()));
    }
    if !person.out_of_hours.is_empty() {
        lines.push(BoxLine::Plain(t.one("contact-chart-picture-night", "words", person.out_of_hours.clone())));
    }
    lines.extend(person.mails.iter().cloned().map(BoxLine::Plain));
    for deputy in chart.deputies(person.id) {
        lines.push(BoxLine::Plain(t.one("contact-chart-picture-deputy", "name", deputy.name.clone())));
        lines.extend(deputy.phones.iter().map(|phone| BoxLine::Phone(phone_words(t, phone))));
        if deputy.phones.is_empty() {
            lines.push(BoxLine::Fault(t.get("contact-chart-picture-no-phone").into_owned()));
        }
    }
    let is_outside = matches!(person.role, ChartRole::Authority | ChartRole::Vendor);
    if is_outside && matches!(standing, Some(ContactStanding::Never | ContactStanding::ChangedSince { .. })) {
        lines.push(BoxLine::Fault(t.get("contact-chart-standing-never").into_owned()));
    }
    lines
}

/// A number with its night mark and whom it reaches.
#[must_use]
pub fn phone_words(t: T, phone: &domain::readiness::contact_chart::ChartPhone) -> String {
    let night = if phone.out_of_hours { t.get("contact-chart-picture-by-night").into_owned() } else { String::new() };
    let parts = [night, phone.number.clone(), phone.who.clone()];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
}

/// The wallet card of a chart. `foot` names the version.
#[must_use]
pub fn card(t: T, institution: &str, chart: &Chart, foot: String) -> String {
    let chosen = chart.people.iter().filter(|person| person.on_card && !person.phones.is_empty());
    let numbers: Vec<(String, String)> = chosen
        .filter_map(|person| {
            // At night the number that answers at night is the one that counts.
            let phone = person.phones.iter().find(|phone| phone.out_of_hours).or(person.phones.first())?;
            let role = t.code("contact-chart-role", person.role.code()).into_owned();
            let name = match person.role {
                ChartRole::Vendor | ChartRole::Authority | ChartRole::Other => person.name.clone(),
                _ if person.name.contains(&role) => person.name.clone(),
                _ => format!("{role} {}", person.name),
            };
            Some((name, phone.number.clone()))
        })
        .collect();
    let rest = numbers.len().saturating_sub(CARD_NUMBERS);
    let steps = ["unplug", "power", "call", "note", "wait"];
    wallet_card(&WalletCard {
        institution: institution.to_owned(),
        steps_title: t.get("contact-chart-card-steps").into_owned(),
        steps: steps.iter().map(|step| t.code("contact-chart-card-step", step).into_owned()).collect(),
        numbers_title: t.get("contact-chart-card-numbers").into_owned(),
        numbers,
        rest: t.one("contact-chart-card-rest", "count", rest),
        foot,
    })
}
