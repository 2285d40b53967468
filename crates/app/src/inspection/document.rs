//! What the pack's paper says: every word comes from the sheet, the edition or the messages; nothing is judged here.

use super::{evidence_part::evidence_lines, vendor_part::vendor_parts, whole::Whole};
use crate::{
    App, AppError,
    assessment::Opened,
    readiness::backup::paper::backup_parts,
    words::{self, T},
};
use domain::{
    access::{Permit, View},
    assessment::{ItemState, NotAsked, RoundNo, SignMethod, TargetState, open_points},
    calendar::iso,
    catalog::{ColumnKind, Form, Item, ItemId, OfficialText},
    digest::Digest,
    id::{AssessmentId, VendorId},
    journal::Seq,
    remediation::{Remediation, RemediationKey, courses},
    staff::Role,
    vendor::Vendor,
};
use messages::Value;
use report::document::{
    FormBlock, FormColumn, FormRow, FormSheet, FormSlot, GroundsLine, HistoryLine, LABELS, Official, PackDocument,
    RemediationLine, SignOffBlock, Summary,
};
use std::collections::{BTreeMap, BTreeSet};

/// The paper of one sheet, in one language.
///
/// # Errors
/// [`AppError::EditionMissing`], which `load` rules out.
pub(super) fn document(
    app: &App,
    whole: &Whole,
    plans: &Plans,
    t: T,
    head: (Seq, Digest),
    history: Vec<HistoryLine>,
) -> Result<PackDocument, AppError> {
    let opened = &whole.own;
    let writer = Writer { app, opened, plans, t };
    let (edition, form) = (opened.edition()?, opened.form()?);
    let stated = &opened.facility().stated;
    let year = opened.assessment().fiscal_year;
    let other_year = edition.fiscal_year != year;
    let now = app.now();
    Ok(PackDocument {
        lang: t.lang().code().to_owned(),
        title: writer.own(&form.title),
        form_label: form_label(&writer, opened, &form.printed_label),
        edition_label: if t.is_ja() { edition.label.clone() } else { edition.label_en.clone() },
        year_label: t.year(year),
        other_year_note: other_year.then(|| t.one("inspection-other-year", "year", t.year(year))),
        institution: stated.name.to_string(),
        institution_kind: t.get(&format!("facility-kind-{}", stated.kind.code())).into_owned(),
        institution_code: stated.code.as_ref().map(|code| code.as_str().to_owned()),
        sample: opened.facility().sample,
        made_at: t.moment(now),
        made_on_iso: iso(now.date_jst()),
        credit: edition.credit.clone(),
        fingerprint: app.key.fingerprint().to_string(),
        journal_head: format!("{} · {}", head.0, &head.1.to_string()[..12]),
        labels: LABELS.iter().map(|key| ((*key).to_owned(), t.get(&label_key(key)).into_owned())).collect(),
        summary: writer.summary()?,
        form: writer.sheet(form)?,
        remediation: writer.remediation(form)?,
        grounds: writer.grounds(form)?,
        history,
        vendors: vendor_parts(app, whole, plans, t)?,
        evidence: evidence_lines(t, whole),
        backups: backup_parts(t, &whole.backups),
        bcp: Vec::new(),
        ledger: None,
    })
}

/// Message key of a label of the paper.
fn label_key(label: &str) -> String {
    format!("paper-{}", label.replace('_', "-"))
}

/// What is planned for the いいえ of every sheet, with the names of the vendors.
#[derive(Debug)]
pub(super) struct Plans {
    plans: BTreeMap<RemediationKey, Remediation>,
    vendors: Vec<Vendor>,
}

impl Plans {
    /// Reads the plans of a facility.
    ///
    /// # Errors
    /// When the database can't be read.
    pub(super) async fn load(app: &App, view: &Permit<View>) -> Result<Self, AppError> {
        let (plans, vendors) = store::remediation::plans(&app.db, view).await?;
        Ok(Self { plans, vendors })
    }

    fn of(&self, sheet: AssessmentId, item: &ItemId) -> Remediation {
        let key = RemediationKey { sheet, item: item.clone() };
        self.plans.get(&key).cloned().unwrap_or_else(|| Remediation::unplanned(key))
    }

    fn vendor(&self, id: VendorId) -> String {
        self.vendors.iter().find(|one| one.id == id).map(|one| one.stated.name.to_string()).unwrap_or_default()
    }
}

/// Puts one sheet into words.
pub(super) struct Writer<'a> {
    pub(super) app: &'a App,
    pub(super) opened: &'a Opened,
    pub(super) plans: &'a Plans,
    pub(super) t: T,
}

impl Writer<'_> {
    /// A title or name of the edition; in English our translation, if there is one.
    pub(super) fn own(&self, japanese: &str) -> String {
        let english = if self.t.is_ja() { None } else { self.app.catalog.translation_of(japanese) };
        english.unwrap_or(japanese).to_owned()
    }

    fn official(&self, text: &OfficialText) -> Official {
        words::official(self.t, &self.app.catalog, &self.opened.verification, text)
    }

    fn name(&self, role: Role) -> String {
        let holder = self.opened.roster().holder(role, self.opened.today);
        holder.map_or_else(|| self.t.get("common-none").into_owned(), |member| member.name.to_string())
    }

    fn summary(&self) -> Result<Summary, AppError> {
        let standing = self.opened.standing()?;
        let form = self.opened.form()?;
        let overdue = standing.targets.iter().filter(|t| matches!(t.2, TargetState::Overdue { .. })).count();
        let reconstructed = form.wordings().filter(|text| text.words(&self.opened.verification).mark.waits()).count();
        Ok(Summary {
            administrator: self.name(Role::Administrator),
            safety_officer: self.name(Role::SafetyOfficer),
            filled: standing.formal.filled,
            needed: standing.formal.needed,
            missing: standing.formal.missing.iter().map(|item| reference(form, item)).collect(),
            yes: standing.yes.len(),
            no: standing.no.len(),
            blank: standing.blank.len(),
            not_asked: standing.not_asked.len(),
            overdue,
            without_target: standing.without_target.len(),
            reconstructed,
            sign_offs: self.sign_offs()?,
        })
    }

    /// A block per round that was begun or signed; the first round always, for a signature on paper.
    pub(super) fn sign_offs(&self) -> Result<Vec<SignOffBlock>, AppError> {
        let begun = |round: &RoundNo| {
            let any = self.opened.loaded.rows.values().any(|row| !row.state.slot(*round).is_blank());
            *round == RoundNo::First || any || self.opened.loaded.signed.contains_key(round)
        };
        RoundNo::ALL.into_iter().filter(begun).map(|round| self.sign_off(round)).collect()
    }

    fn sign_off(&self, round: RoundNo) -> Result<SignOffBlock, AppError> {
        let t = self.t;
        let newest = self.opened.loaded.sign_offs.iter().rev().find(|sign_off| sign_off.round == round);
        let Some(sign_off) = newest else {
            let open = open_points(&self.opened.sheet()?, round);
            let words = t.one("inspection-not-signed", "open", open.len());
            return Ok(SignOffBlock { round: round.number(), words, frozen: None, key: None, changed: Vec::new() });
        };
        let at = Value::from(t.moment(sign_off.at));
        let recorder = Value::from(sign_off.by.name.to_string());
        let words = match &sign_off.method {
            SignMethod::Login => t.with("assessment-signed-by-login", &[("name", recorder), ("at", at)]),
            SignMethod::Paper { signed_by, signed_on, .. } => {
                let (name, day) = (Value::from(signed_by.to_string()), Value::from(t.short_day(*signed_on)));
                let args = [("name", name), ("day", day), ("recorder", recorder), ("at", at)];
                t.with("assessment-signed-on-paper", &args)
            }
        };
        let form = self.opened.form()?;
        let differs = self.opened.differences(round).unwrap_or_default();
        let changed = differs.iter().flat_map(|difference| {
            let place = reference(form, &difference.item);
            let said = words::changes(t, self.opened.roster(), &difference.signed, &difference.now);
            said.into_iter().map(move |sentence| format!("{place} {sentence}"))
        });
        Ok(SignOffBlock {
            round: round.number(),
            words,
            frozen: Some(sign_off.frozen.to_string()),
            key: Some(sign_off.key.clone()),
            changed: changed.collect(),
        })
    }

    pub(super) fn sheet(&self, form: &Form) -> Result<FormSheet, AppError> {
        let column = |column: &domain::catalog::Column| FormColumn {
            kind: match column.kind {
                ColumnKind::Round(number) => format!("round{number}"),
                ColumnKind::Target => "target".to_owned(),
                ColumnKind::CheckedOn => "checked_on".to_owned(),
            },
            label: self.official(&column.label),
        };
        Ok(FormSheet {
            legal_basis: form.legal_basis.clone(),
            result_title: form.result_title.as_ref().map(|title| self.official(title)),
            columns: form.columns.iter().map(column).collect(),
            blocks: self.blocks(form)?,
            notes: form.notes.iter().map(|note| self.official(&note.official)).collect(),
        })
    }

    fn blocks(&self, form: &Form) -> Result<Vec<FormBlock>, AppError> {
        let mut blocks: Vec<FormBlock> = Vec::new();
        let mut last: Option<(&str, Option<&str>)> = None;
        for item in &form.items {
            let here = (item.section.as_str(), item.group.as_deref());
            if last != Some(here) {
                let new_section = last.is_none_or(|(section, _)| section != here.0);
                let section = form.section(item).filter(|_| new_section);
                blocks.push(FormBlock {
                    section: section.map(|found| self.official(&found.title)),
                    group: form.group(item).map(|group| self.official(&group.label)),
                    rows: Vec::new(),
                });
                last = Some(here);
            }
            if let Some(block) = blocks.last_mut() {
                block.rows.push(self.row(item)?);
            }
        }
        Ok(blocks)
    }

    fn row(&self, item: &Item) -> Result<FormRow, AppError> {
        let state = self.opened.row(&item.id).state;
        let not_asked = self.opened.sheet()?.not_asked(&item.id).map(|reason| match reason {
            NotAsked::NoSystem => self.t.get("assessment-not-asked-no-system").into_owned(),
            NotAsked::NoVendorContract => self.t.get("assessment-not-asked-no-vendor").into_owned(),
        });
        Ok(FormRow {
            number: item.number.as_ref().map(|number| number.text.clone()).unwrap_or_default(),
            number_read: item.number.as_ref().is_none_or(|number| number.was_read),
            official: self.official(&item.official),
            printed_note: item.printed_note.as_ref().map(|note| self.official(note)),
            advisory: item.advisory,
            rounds: RoundNo::ALL.into_iter().map(|round| self.slot(&state, round)).collect(),
            target: state.target_date.map(|target| self.t.short_day(target.day())),
            not_asked,
        })
    }

    fn slot(&self, state: &ItemState, round: RoundNo) -> FormSlot {
        let slot = state.slot(round);
        FormSlot {
            answer: slot.code().to_owned(),
            on: slot.on().map(|day| self.t.short_day(day)).unwrap_or_default(),
            by: slot.by().map(|by| self.member(by)).unwrap_or_default(),
        }
    }

    fn member(&self, id: domain::id::StaffId) -> String {
        self.opened.roster().member(id).map(|member| member.name.to_string()).unwrap_or_default()
    }

    /// Every いいえ: open ones first by target date, then those that became はい.
    pub(super) fn remediation(&self, form: &Form) -> Result<Vec<RemediationLine>, AppError> {
        let (t, assessment) = (self.t, self.opened.assessment());
        let mut lines: Vec<(u8, Option<time::Date>, RemediationLine)> = Vec::new();
        for (item, course) in courses(&self.opened.sheet()?, &BTreeSet::new(), self.opened.today) {
            let state = self.opened.row(&item.id).state;
            let plan = self.plans.of(assessment.id, &item.id);
            let line = RemediationLine {
                reference: reference(form, &item.id),
                words: self.official(&item.official),
                target: state.target_date.map(|target| t.short_day(target.day())),
                state: words::course(t, course),
                state_code: course.code().to_owned(),
                note: state.note.to_string(),
                confirmer: state.current().by().map(|by| self.member(by)).unwrap_or_default(),
                owner: plan.stated.owner.map(|owner| self.member(owner)).unwrap_or_default(),
                vendor: plan.vendor(assessment.vendor).map(|id| self.plans.vendor(id)).unwrap_or_default(),
                next_step: plan.stated.next_step.to_string(),
            };
            lines.push((course.rank(), state.target_date.map(|target| target.day()), line));
        }
        lines.sort_by_key(|(rank, day, _)| (*rank, *day));
        Ok(lines.into_iter().map(|(.., line)| line).collect())
    }

    fn grounds(&self, form: &Form) -> Result<Vec<GroundsLine>, AppError> {
        let sheet = self.opened.sheet()?;
        let t = self.t;
        let line = |item: &Item| {
            let (proposal, state) = (self.opened.proposal(&item.id), self.opened.row(&item.id).state);
            let reasons = proposal.reasons.iter().chain(&proposal.against).map(|reason| words::reason(t, reason));
            GroundsLine {
                reference: reference(form, &item.id),
                words: self.official(&item.official),
                verdict: t.get(&format!("grounds-verdict-{}", proposal.verdict.code())).into_owned(),
                verdict_code: proposal.verdict.code().to_owned(),
                reasons: reasons.collect(),
                answered: t.get(&format!("assessment-answer-{}", state.current().code())).into_owned(),
                note: state.note.to_string(),
            }
        };
        Ok(sheet.asked_items().map(line).collect())
    }
}

/// 事業者確認用（甲社): the label of the form, and for a vendor's sheet whose it is.
pub(super) fn form_label(writer: &Writer<'_>, opened: &Opened, printed: &str) -> String {
    let label = writer.own(printed);
    match &opened.loaded.vendor {
        Some(vendor) => format!("{label}（{}）", vendor.stated.name),
        None => label,
    }
}

/// Section and number of an item as printed: 2(7).
fn reference(form: &Form, item: &ItemId) -> String {
    form.item(item).map(|found| found.reference.clone()).unwrap_or_default()
}
