//! The BCP on paper: as a PDF, for Word, and as a part of the pack. All three are made of the same blocks.

use super::{BcpStanding, gap, ground, standing, version};
use crate::{App, AppError, readiness::backup::words::hours, readiness::contact_chart::phone_words, words::T};
use domain::{
    access::{Permit, View},
    calendar::iso,
    catalog::{BcpBook, Bilingual},
    facility::Facility,
    readiness::{
        bcp::{CheckAnswer, CheckItem, CheckMark, Plan, PlanSystem, Section},
        contact_chart::{Chart, ChartPerson},
    },
    vendor::Line,
};
use report::bcp::{BcpPaper, Block, docx};
use store::readiness::bcp::{ApprovalRow, HandoutRow};

/// In which form the paper leaves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BcpFile {
    /// PDF.
    Pdf,
    /// Word.
    Word,
}

/// The paper's bytes.
///
/// # Errors
/// [`AppError::Render`].
pub async fn file(app: &App, paper: &BcpPaper, file: BcpFile) -> Result<Vec<u8>, AppError> {
    match file {
        BcpFile::Pdf => {
            let json = serde_json::to_vec(paper).map_err(|e| AppError::Internal(e.to_string()))?;
            Ok(app.renderer.render(&json).await?)
        }
        BcpFile::Word => docx(paper).map_err(|error| AppError::Internal(error.to_string())),
    }
}

/// The newest approved version as a paper; `None` while none is.
///
/// # Errors
/// When the database can't be read.
pub async fn approved_paper(app: &App, view: &Permit<View>, t: T) -> Result<Option<BcpPaper>, AppError> {
    let now = standing(app, view).await?;
    let Some(row) = now.loaded.approved.clone() else { return Ok(None) };
    let facility = store::facility::facility(&app.db, view).await?;
    Ok(Some(paper(app, &facility, &now, Some(&row), t)))
}

/// The plan as it stands, or one that was approved.
#[must_use]
pub fn paper(app: &App, facility: &Facility, now: &BcpStanding, approved: Option<&ApprovalRow>, t: T) -> BcpPaper {
    let approval = approved.map(|row| &row.approval);
    BcpPaper {
        paper: BcpPaper::PAPER.to_owned(),
        lang: t.lang().code().to_owned(),
        title: t.get("bcp-paper-title").into_owned(),
        institution: facility.stated.name.to_string(),
        sample: if facility.sample { t.get("paper-sample").into_owned() } else { String::new() },
        version: version(t, approval, now),
        made_at: t.moment(app.now()),
        made_on_iso: iso(app.today()),
        fingerprint: format!("{} {}", t.get("paper-fingerprint"), app.key.fingerprint()),
        blocks: blocks(app, now, approved, t),
    }
}

/// What the pack says of it: the approved version as a whole with what changed since; without one, that there is none.
#[must_use]
pub fn pack_blocks(app: &App, now: &BcpStanding, t: T) -> Vec<Block> {
    let Some(row) = &now.loaded.approved else {
        return vec![Block::words(t.get(if now.plan.is_begun() { "bcp-pack-draft" } else { "bcp-pack-none" }))];
    };
    let mut found = vec![Block::words(version(t, Some(&row.approval), now))];
    if row.approval.next_review_on < now.today {
        found.push(Block::words(t.one("bcp-review-overdue", "day", t.short_day(row.approval.next_review_on))));
    }
    let changed: Vec<_> = now.differences.iter().flatten().map(|one| t.code("bcp-section", one.code())).collect();
    if !changed.is_empty() {
        let sections = changed.join(if t.is_ja() { "、" } else { ", " });
        found.push(Block::words(t.one("bcp-changed-since", "sections", sections)));
    }
    found.extend(blocks(app, now, Some(row), t));
    found
}

fn blocks(app: &App, now: &BcpStanding, approved: Option<&ApprovalRow>, t: T) -> Vec<Block> {
    let plan = approved.map_or(&now.plan, |row| &row.approval.plan);
    let writer = Writer { t, plan };
    let mut found = Vec::new();
    for (at, section) in Section::ALL.into_iter().enumerate() {
        found.push(Block::heading(1, format!("{} {}", at + 1, t.code("bcp-section", section.code()))));
        match section {
            Section::General => writer.general(&mut found),
            Section::Systems => writer.systems(&mut found),
            Section::Decisions => writer.decisions(&mut found),
            Section::Cutting => writer.cutting(&mut found),
            Section::Contacts => writer.contacts(&mut found),
            Section::Paper => writer.paper(&mut found),
            Section::Checks => writer.checks(app.catalog.bcp(), &mut found),
        }
    }
    match approved {
        Some(row) => {
            let handouts = now.loaded.handouts.iter().filter(|one| one.handed.approval == row.approval.id);
            writer.handouts(handouts, &mut found);
        }
        None if !now.gaps.is_empty() => {
            found.push(Block::heading(1, t.get("bcp-missing-title")));
            found.extend(now.gaps.iter().map(|one| Block::words(gap(t, *one))));
        }
        None => {}
    }
    found
}

struct Writer<'a> {
    t: T,
    plan: &'a Plan,
}

impl Writer<'_> {
    fn unknown(&self) -> String {
        self.t.get("bcp-unknown").into_owned()
    }

    /// What was said, or 未記入.
    fn said(&self, text: &str) -> String {
        if text.is_empty() { self.unknown() } else { text.to_owned() }
    }

    fn line(&self, line: Option<&Line>) -> String {
        line.map_or_else(|| self.unknown(), ToString::to_string)
    }

    fn words(&self, keys: &[&str]) -> Vec<String> {
        keys.iter().map(|key| self.t.get(key).into_owned()).collect()
    }

    fn bilingual(&self, words: &Bilingual) -> String {
        if self.t.is_ja() { words.ja.clone() } else { words.en.clone() }
    }

    fn none(&self, found: &mut Vec<Block>) {
        found.push(Block::words(self.unknown()));
    }

    fn general(&self, found: &mut Vec<Block>) {
        let general = &self.plan.general;
        let parts = [
            ("bcp-general-purpose", self.said(general.purpose.as_str())),
            ("bcp-general-scope", self.said(general.scope.as_str())),
            ("bcp-general-kept_at", self.line(general.kept_at.as_ref())),
        ];
        for (key, words) in parts {
            found.push(Block::heading(2, self.t.get(key)));
            found.push(Block::words(words));
        }
    }

    fn hours(&self, hours_of: Option<u32>) -> String {
        hours_of.map_or_else(|| self.unknown(), |count| hours(self.t, i64::from(count)))
    }

    fn systems(&self, found: &mut Vec<Block>) {
        let t = self.t;
        if self.plan.systems.is_empty() {
            return self.none(found);
        }
        found.push(Block::small(t.get("bcp-systems-two-things")));
        found.push(Block::heading(2, t.get("bcp-priority")));
        let head = ["bcp-priority", "bcp-system", "bcp-why", "bcp-rto", "bcp-rpo", "bcp-restore"];
        found.push(Block::Table {
            widths: vec![11, 30, 34, 13, 13, 22],
            head: self.words(&head),
            rows: self.plan.systems.iter().map(|one| self.priority(one)).collect(),
        });
        found.push(Block::heading(2, t.get("bcp-importance")));
        let head = ["bcp-system", "bcp-importance", "bcp-why", "bcp-impact"];
        let row = |one: &PlanSystem| {
            let importance = one.rank.importance.map(|one| t.code("bcp-importance", one.code()).into_owned());
            vec![
                one.name.clone(),
                importance.unwrap_or_else(|| self.unknown()),
                self.line(one.rank.importance_why.as_ref()),
                self.line(one.rank.impact.as_ref()),
            ]
        };
        found.push(Block::Table {
            widths: vec![28, 14, 40, 40],
            head: self.words(&head),
            rows: self.plan.systems.iter().map(row).collect(),
        });
    }

    fn priority(&self, one: &PlanSystem) -> Vec<String> {
        let t = self.t;
        let kind = t.code("vendor-system-kind", one.kind.code());
        let vendor = if one.vendor.is_empty() { t.get("bcp-vendor-unknown").into_owned() } else { one.vendor.clone() };
        let copies = if one.copies.is_empty() {
            t.get("bcp-copies-none").into_owned()
        } else {
            one.copies.join(if t.is_ja() { "、" } else { ", " })
        };
        let restore = match one.restore_on {
            Some(on) => t.one("bcp-restore-on", "day", t.short_day(on)),
            None => t.get("bcp-restore-none").into_owned(),
        };
        vec![
            one.rank.priority.map_or_else(|| self.unknown(), |priority| priority.to_string()),
            format!("{}\n{kind}\n{vendor}", one.name),
            self.line(one.rank.priority_why.as_ref()),
            self.hours(one.rto_hours),
            self.hours(one.rpo_hours),
            format!("{restore}\n{copies}"),
        ]
    }

    fn decisions(&self, found: &mut Vec<Block>) {
        if self.plan.decisions.is_empty() {
            return self.none(found);
        }
        let head = [
            "bcp-decision-what",
            "bcp-decision-sign",
            "bcp-decision-decider",
            "bcp-decision-deputies",
            "bcp-decision-out_of_hours",
        ];
        let rows = self.plan.decisions.iter().map(|one| {
            vec![
                one.what.clone(),
                self.said(&one.sign),
                self.said(&one.decider),
                self.said(&self.numbered(&one.deputies)),
                self.said(&one.out_of_hours),
            ]
        });
        found.push(Block::Table { widths: vec![28, 34, 18, 20, 28], head: self.words(&head), rows: rows.collect() });
    }

    fn numbered(&self, names: &[String]) -> String {
        names.iter().enumerate().map(|(at, name)| format!("{} {name}", at + 1)).collect::<Vec<_>>().join("\n")
    }

    fn cutting(&self, found: &mut Vec<Block>) {
        let t = self.t;
        if let Some(why) = &self.plan.cutting_why {
            found.push(Block::words(t.one("bcp-cutting-other-order", "why", why.to_string())));
        }
        let rows = self.plan.cutting.iter().enumerate().map(|(at, step)| {
            let lines: Vec<String> = step.lines.iter().map(|line| format!("・{line}")).collect();
            vec![
                (at + 1).to_string(),
                t.code("network-cut-part", step.part.code()).into_owned(),
                self.said(&lines.join("\n")),
            ]
        });
        let rows = rows.collect();
        let head = self.words(&["bcp-cutting-number", "bcp-cutting-part", "bcp-cutting-lines"]);
        found.push(Block::Table { widths: vec![8, 28, 92], head, rows });
        let checked = match self.plan.cutting_checked {
            Some(on) => t.one("bcp-cutting-checked", "day", t.short_day(on)),
            None => t.get("bcp-cutting-unchecked").into_owned(),
        };
        found.push(Block::small(checked));
    }

    fn contacts(&self, found: &mut Vec<Block>) {
        let t = self.t;
        let Some(held) = &self.plan.chart else {
            found.push(Block::words(t.get("bcp-contacts-none")));
            return;
        };
        let args = [("number", held.number.into()), ("day", t.short_day(held.on).into())];
        found.push(Block::small(t.with("bcp-contacts-version", &args)));
        let head =
            ["bcp-contact-role", "bcp-contact-name", "bcp-contact-phones", "bcp-contact-night", "bcp-contact-deputies"];
        found.push(Block::Table {
            widths: vec![22, 34, 34, 20, 22],
            head: self.words(&head),
            rows: held
                .chart
                .people
                .iter()
                .filter(|person| person.deputy_of.is_none())
                .map(|person| self.contact(&held.chart, person))
                .collect(),
        });
    }

    fn contact(&self, chart: &Chart, person: &ChartPerson) -> Vec<String> {
        let t = self.t;
        let phones = |person: &ChartPerson| person.phones.iter().map(|phone| phone_words(t, phone)).collect::<Vec<_>>();
        let about = [Some(person.name.clone()), Some(person.title.clone()), Some(person.about.join("・"))];
        let about: Vec<String> = about.into_iter().flatten().filter(|words| !words.is_empty()).collect();
        let reach: Vec<String> = phones(person).into_iter().chain(person.mails.iter().cloned()).collect();
        let deputies = chart.deputies(person.id).map(|one| [vec![one.name.clone()], phones(one)].concat().join("\n"));
        let deputies: Vec<String> = deputies.collect();
        vec![
            t.code("contact-chart-role", person.role.code()).into_owned(),
            about.join("\n"),
            self.said(&reach.join("\n")),
            person.out_of_hours.clone(),
            deputies.join("\n"),
        ]
    }

    fn paper(&self, found: &mut Vec<Block>) {
        if self.plan.paper.is_empty() {
            return self.none(found);
        }
        let head = ["bcp-paper-department", "bcp-paper-work", "bcp-paper-form", "bcp-paper-place", "bcp-paper-after"];
        let rows = self.plan.paper.iter().map(|one| {
            vec![
                one.department.to_string(),
                one.work.to_string(),
                self.line(one.form.as_ref()),
                self.line(one.place.as_ref()),
                self.line(one.after.as_ref()),
            ]
        });
        found.push(Block::Table { widths: vec![18, 26, 24, 26, 34], head: self.words(&head), rows: rows.collect() });
    }

    fn checks(&self, book: &BcpBook, found: &mut Vec<Block>) {
        let t = self.t;
        found.push(Block::small(t.get("bcp-checks-marks")));
        let head = self.words(&[
            "bcp-check-number",
            "bcp-check-item",
            "bcp-check-answer",
            "bcp-check-note",
            "bcp-check-grounds",
        ]);
        for step in &book.steps {
            found.push(Block::heading(2, format!("{} {}", step.number, self.bilingual(&step.name))));
            let rows = step.items.iter().map(|item| self.check(item, self.plan.checks.get(&item.id))).collect();
            found.push(Block::Table { widths: vec![11, 50, 15, 30, 34], head: head.clone(), rows });
        }
    }

    fn check(&self, item: &CheckItem, answer: Option<&CheckAnswer>) -> Vec<String> {
        let t = self.t;
        let check = item.check.as_ref().map(|words| self.bilingual(words));
        let mark = (item.mark != CheckMark::Exact).then(|| t.code("bcp-mark", item.mark.code()).into_owned());
        let words = [Some(self.bilingual(&item.heading)), check, mark];
        let words: Vec<String> = words.into_iter().flatten().collect();
        let (said, note, grounds) = match answer {
            None => (self.unknown(), String::new(), String::new()),
            Some(answer) => {
                let target = answer.target_on.map(|on| t.one("bcp-check-until", "day", t.short_day(on)));
                let said: Vec<String> =
                    std::iter::once(t.code("bcp-answer", answer.answer.code()).into_owned()).chain(target).collect();
                let grounds: Vec<String> = answer.shown.iter().map(|one| ground(t, one)).collect();
                (said.join("\n"), answer.note.to_string(), grounds.join("\n"))
            }
        };
        vec![item.number.clone(), words.join("\n"), said, note, grounds]
    }

    fn handouts<'a>(&self, handouts: impl Iterator<Item = &'a HandoutRow>, found: &mut Vec<Block>) {
        let t = self.t;
        found.push(Block::heading(1, t.get("bcp-handouts-title")));
        let row = |row: &HandoutRow| {
            vec![
                row.handed.to.to_string(),
                row.handed.how.to_string(),
                t.short_day(row.handed.on),
                row.recorded_by.clone(),
            ]
        };
        let rows: Vec<Vec<String>> = handouts.map(row).collect();
        if rows.is_empty() {
            found.push(Block::words(t.get("bcp-handouts-none")));
            return;
        }
        let head = ["bcp-handout-to", "bcp-handout-how", "bcp-handout-on", "bcp-handout-by"];
        found.push(Block::Table { widths: vec![40, 40, 26, 22], head: self.words(&head), rows });
    }
}
