//! One item as the form page shows it: the ministry's words with their mark, ours apart, the slots, the proposal.

use super::carry::{item_title, slot_words};
use crate::{cx::Cx, error::PageResult, evidence::expiry_words};
use app::{
    assessment::Opened,
    words::{T, official_mark},
};
use domain::{
    access::ManageEvidence,
    assessment::{Asked, CarriedSource, NotAsked, RoundNo, Row, default_day},
    calendar::iso,
    catalog::{Item, ItemId, OfficialText, Verification},
    evidence::Evidence,
    grounds::{Proposal, Reason},
    staff::StaffMember,
};
use messages::Value;

/// Official words with the mark that must go with them.
#[derive(Debug, Clone)]
pub(crate) struct Marked {
    pub(crate) words: String,
    /// Our unofficial English, on English pages.
    pub(crate) translation: Option<String>,
    /// `reconstructed`, `draft`, `verified` or empty.
    pub(crate) mark: &'static str,
    /// Explanation of the mark in words; empty without a mark.
    pub(crate) mark_words: String,
}

/// Official words as pages show them.
pub(crate) fn marked(cx: &Cx, official: &OfficialText, verification: &Verification) -> Marked {
    let t = cx.t();
    let found = official.words(verification);
    let (mark, mark_words) = official_mark(t, found.mark);
    let translation = if t.is_ja() { None } else { cx.app().catalog.translation(official).map(str::to_owned) };
    Marked { words: found.words.to_owned(), translation, mark, mark_words }
}

/// A slot in words.
#[derive(Debug, Clone)]
pub(crate) struct SlotView {
    pub(crate) round: u8,
    /// `yes`, `no` or `blank`.
    pub(crate) answer: &'static str,
    pub(crate) on: String,
    pub(crate) by: String,
}

/// The proposal in words.
#[derive(Debug, Clone)]
pub(crate) struct ProposalView {
    /// `yes`, `no`, `check`, `no_evidence`.
    pub(crate) code: &'static str,
    pub(crate) reasons: Vec<String>,
    pub(crate) against: Vec<String>,
}

/// What the fields of an item hold: what stands there, or what was typed and refused.
#[derive(Debug, Clone, Default)]
pub(crate) struct Fields {
    /// `yes`, `no` or empty.
    pub(crate) choice: String,
    pub(crate) on: String,
    pub(crate) by: String,
    pub(crate) target: String,
    pub(crate) note: String,
}

/// Something to tell about the last save of this item.
#[derive(Debug, Clone, Default)]
pub(crate) struct Notice {
    /// Words of what was refused.
    pub(crate) error: Option<String>,
    /// Field that it is about: `choice`, `on`, `by`, `target`, `note`.
    pub(crate) field: &'static str,
    /// Words that it was saved.
    pub(crate) saved: Option<String>,
    /// What somebody else wrote meanwhile; the fields then hold the own words.
    pub(crate) conflict: Option<Conflict>,
}

/// What an earlier sheet offers.
#[derive(Debug, Clone)]
pub(crate) struct OfferView {
    /// `yes`, `no` or empty.
    pub(crate) offered: &'static str,
    /// The earlier answers, in words.
    pub(crate) sources: Vec<String>,
}

fn offer(cx: &Cx, opened: &Opened, row: &Row) -> Option<OfferView> {
    let found = opened.loaded.offers.get(&row.item).filter(|_| row.state.current().is_blank())?;
    let form = opened.assessment().form;
    let title = |item: &ItemId| item_title(cx, item, form);
    let source = |one: &CarriedSource| format!("{} {} {}", one.reference, title(&one.item), slot_words(cx, &one.last));
    Some(OfferView {
        offered: found.yes.map_or("", |yes| if yes { "yes" } else { "no" }),
        sources: found.sources.iter().map(source).collect(),
    })
}

/// A file that speaks to the item.
#[derive(Debug, Clone)]
pub(crate) struct FileLine {
    pub(crate) id: String,
    pub(crate) title: String,
    /// `never`, `ahead`, `near` or `expired`.
    pub(crate) state: &'static str,
    pub(crate) state_words: String,
}

fn files(cx: &Cx, opened: &Opened, item: &Item) -> Vec<FileLine> {
    let speaks = |one: &&Evidence| one.stated.links.iter().any(|link| link.item == item.id);
    let line = |one: &Evidence| {
        let (state, state_words) = expiry_words(cx.t(), one.stated.expiry(opened.today));
        FileLine { id: one.id.to_string(), title: one.stated.title.to_string(), state, state_words }
    };
    opened.loaded.evidence.iter().filter(speaks).map(line).collect()
}

/// Somebody else's words.
#[derive(Debug, Clone)]
pub(crate) struct Conflict {
    pub(crate) by: String,
    pub(crate) at: String,
    pub(crate) answer: &'static str,
    pub(crate) on: String,
    pub(crate) target: String,
    pub(crate) note: String,
}

/// One item on the form page.
pub(crate) struct ItemView {
    pub(crate) id: String,
    pub(crate) sheet: String,
    pub(crate) round: u8,
    pub(crate) number: String,
    /// Whether the printed number itself was read in this edition.
    pub(crate) number_read: bool,
    pub(crate) official: Marked,
    pub(crate) printed_note: Option<Marked>,
    pub(crate) plain: String,
    pub(crate) yes_looks_like: String,
    pub(crate) evidence: Vec<String>,
    /// What an earlier sheet offers, while nothing is answered here.
    pub(crate) offer: Option<OfferView>,
    /// Files that speak to it.
    pub(crate) files: Vec<FileLine>,
    pub(crate) may_add_file: bool,
    pub(crate) refs: Vec<String>,
    pub(crate) proposal: ProposalView,
    pub(crate) slots: Vec<SlotView>,
    /// `due`, `stands`, `not-yet` or `not-asked`.
    pub(crate) asked: &'static str,
    /// Message key of why no entry is needed.
    pub(crate) not_asked: Option<&'static str>,
    pub(crate) is_gate: bool,
    pub(crate) advisory: bool,
    pub(crate) fields: Fields,
    pub(crate) version: i64,
    pub(crate) notice: Notice,
    pub(crate) people: Vec<(String, String)>,
    pub(crate) min_day: String,
    pub(crate) max_day: String,
    pub(crate) last_target: String,
    pub(crate) changed: Option<String>,
    pub(crate) may_answer: bool,
    pub(crate) csrf: String,
    pub(crate) t: T,
}

impl ItemView {
    /// Whether the round takes an entry here.
    pub(crate) fn is_open(&self) -> bool {
        self.may_answer && matches!(self.asked, "due" | "stands")
    }

    /// Whether some round says いいえ, so that there is a remediation. The first question has none.
    pub(crate) fn says_no(&self) -> bool {
        !self.is_gate && self.not_asked.is_none() && self.slots.iter().any(|slot| slot.answer == "no")
    }

    pub(crate) fn has_error(&self, field: &str) -> bool {
        self.notice.error.is_some() && self.notice.field == field
    }
}

/// Builds the view of one item in one round.
pub(crate) fn view(cx: &Cx, opened: &Opened, item: &Item, round: RoundNo) -> PageResult<ItemView> {
    let t = cx.t();
    let sheet = opened.sheet()?;
    let row = opened.row(&item.id);
    let asked = sheet.asked(&item.id, round);
    let guidance = cx.app().catalog.guidance(&item.id, opened.assessment().form);
    let said = |both: &domain::catalog::Bilingual| if t.is_ja() { both.ja.clone() } else { both.en.clone() };
    let year = opened.assessment().fiscal_year;
    let mut refs = item.guideline_refs.clone();
    refs.extend(item.guideline_refs_ours.iter().map(|r| t.one("catalog-ref-ours", "ref", r.clone())));
    Ok(ItemView {
        id: item.id.to_string(),
        sheet: opened.assessment().id.to_string(),
        round: round.number(),
        number: item.number.as_ref().map(|n| n.text.clone()).unwrap_or_default(),
        number_read: item.number.as_ref().is_none_or(|n| n.was_read),
        official: marked(cx, &item.official, &opened.verification),
        printed_note: item.printed_note.as_ref().map(|note| marked(cx, note, &opened.verification)),
        plain: guidance.map(|g| said(&g.plain)).unwrap_or_default(),
        yes_looks_like: guidance.map(|g| said(&g.yes_looks_like)).unwrap_or_default(),
        offer: offer(cx, opened, &row),
        files: files(cx, opened, item),
        may_add_file: cx.permit::<ManageEvidence>().is_ok(),
        evidence: guidance.map(|g| g.evidence.iter().map(said).collect()).unwrap_or_default(),
        refs,
        proposal: proposal(t, &opened.proposal(&item.id)),
        slots: RoundNo::ALL.into_iter().map(|no| slot(t, opened, &row, no)).collect(),
        asked: asked_code(asked),
        not_asked: not_asked_key(asked),
        is_gate: sheet.form().is_gate(&item.id),
        advisory: item.advisory,
        fields: fields(cx, opened, &row, round),
        version: row.version.get(),
        notice: Notice::default(),
        people: confirmers(opened),
        min_day: iso(year.first_day()),
        max_day: iso(year.last_day().min(opened.today)),
        last_target: iso(year.last_day()),
        changed: changed(t, &row),
        may_answer: cx.permit::<domain::access::AnswerItem>().is_ok(),
        csrf: cx.csrf().to_owned(),
        t,
    })
}

/// What stands there; in a blank slot the day and the person that are most likely right, for a person to change.
fn fields(cx: &Cx, opened: &Opened, row: &Row, round: RoundNo) -> Fields {
    let slot = row.state.slot(round);
    let by = slot.by().or_else(|| cx.actor()?.note().staff);
    let day = slot.on().or_else(|| default_day(opened.assessment(), opened.today));
    Fields {
        choice: if slot.is_blank() { "" } else { slot.code() }.to_owned(),
        on: day.map(iso).unwrap_or_default(),
        by: by.map(|by| by.to_string()).unwrap_or_default(),
        target: row.state.target_date.map(|target| iso(target.day())).unwrap_or_default(),
        note: row.state.note.to_string(),
    }
}

fn slot(t: T, opened: &Opened, row: &Row, round: RoundNo) -> SlotView {
    let slot = row.state.slot(round);
    let name = slot.by().and_then(|by| opened.roster().member(by)).map(|member| member.name.to_string());
    SlotView {
        round: round.number(),
        answer: slot.code(),
        on: slot.on().map(|day| t.short_day(day)).unwrap_or_default(),
        by: name.unwrap_or_default(),
    }
}

/// People who may have confirmed: those who work here, and whoever is named already.
fn confirmers(opened: &Opened) -> Vec<(String, String)> {
    let first_day = opened.assessment().fiscal_year.first_day();
    let fits = |member: &&StaffMember| member.left_on.is_none_or(|left| left >= first_day);
    let mut people: Vec<(String, String)> = opened
        .roster()
        .members
        .iter()
        .filter(fits)
        .map(|member| (member.id.to_string(), member.name.to_string()))
        .collect();
    people.sort_by(|a, b| a.1.cmp(&b.1));
    people
}

fn changed(t: T, row: &Row) -> Option<String> {
    let at = row.changed_at?;
    let name = row.changed_by.clone().unwrap_or_default();
    Some(t.with("assessment-changed", &[("name", Value::from(name)), ("at", Value::from(t.moment(at)))]))
}

const fn asked_code(asked: Asked) -> &'static str {
    match asked {
        Asked::Due => "due",
        Asked::Stands => "stands",
        Asked::NotYet => "not-yet",
        Asked::NotAsked(_) => "not-asked",
    }
}

const fn not_asked_key(asked: Asked) -> Option<&'static str> {
    match asked {
        Asked::NotAsked(NotAsked::NoSystem) => Some("assessment-not-asked-no-system"),
        Asked::NotAsked(NotAsked::NoVendorContract) => Some("assessment-not-asked-no-vendor"),
        _ => None,
    }
}

pub(crate) fn proposal(t: T, proposal: &Proposal) -> ProposalView {
    let words = |reasons: &[Reason]| reasons.iter().map(|reason| app::words::reason(t, reason)).collect();
    ProposalView { code: proposal.verdict.code(), reasons: words(&proposal.reasons), against: words(&proposal.against) }
}
