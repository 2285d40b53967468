//! `GET /bcp`: how the BCP stands, what is missing with where it is entered, approval, papers.

use super::{Wrong, gap_path, refusal};
use crate::{
    cx::Cx,
    download::hand_out,
    error::{PageError, PageResult},
    form::Fields,
    layout::{Layout, html_with, see},
};
use app::readiness::bcp::{self as room, BcpFile, BcpStanding};
use askama::Template;
use axum::{extract::Query, http::StatusCode};
use domain::{
    access::View,
    calendar::iso,
    readiness::bcp::{ApprovalText, BcpApproval, Section},
};
use serde::Deserialize;
use store::{
    StoreError,
    readiness::bcp::{self as bcp, ApprovalRow},
};

/// What is missing, with where it is entered.
pub(crate) struct GapLine {
    pub(crate) words: String,
    pub(crate) path: &'static str,
}

/// A section with what there is of it.
pub(crate) struct SectionLine {
    pub(crate) code: &'static str,
    pub(crate) path: &'static str,
    pub(crate) words: String,
    /// How many gaps it has.
    pub(crate) gaps: usize,
    /// Whether it changed since the approval.
    pub(crate) changed: bool,
}

/// An approved version.
pub(crate) struct VersionLine {
    pub(crate) id: String,
    pub(crate) number: i64,
    pub(crate) day: String,
    pub(crate) by: String,
    pub(crate) review: String,
    /// Copies that were handed out.
    pub(crate) handouts: usize,
}

/// An approval as typed.
#[derive(Debug, Clone, Default)]
pub(crate) struct Typed {
    pub(crate) by: String,
    pub(crate) on: String,
    pub(crate) next_review_on: String,
}

#[derive(Template)]
#[template(path = "readiness/bcp/show.html")]
struct ShowPage {
    l: Layout,
    begun: bool,
    version: String,
    has_version: bool,
    approved: bool,
    /// Sections that changed since, in words.
    changed: Vec<String>,
    /// The day of a review that has passed, in words.
    overdue: String,
    purpose: String,
    scope: String,
    kept_at: String,
    sections: Vec<SectionLine>,
    gaps: Vec<GapLine>,
    versions: Vec<VersionLine>,
    /// What an approval says about: the plan as it was seen.
    seen: String,
    typed: Typed,
    wrong: Option<Wrong>,
    /// Message key of why nothing was approved.
    refused: Option<&'static str>,
}

impl ShowPage {
    fn error(&self, field: &str) -> Option<&'static str> {
        self.wrong.filter(|(name, _)| *name == field).map(|(_, key)| key)
    }
}

/// The BCP.
pub(crate) async fn show(cx: Cx) -> PageResult {
    let today = cx.app().today();
    let typed = Typed { by: String::new(), on: iso(today), next_review_on: iso(today + BcpApproval::REVIEW) };
    page(&cx, StatusCode::OK, typed, None, None).await
}

async fn page(
    cx: &Cx,
    status: StatusCode,
    typed: Typed,
    wrong: Option<Wrong>,
    refused: Option<&'static str>,
) -> PageResult {
    let (app, t, view) = (cx.app(), cx.t(), cx.permit::<View>()?);
    let now = room::standing(app, &view).await?;
    let versions = bcp::approvals(&app.db, &view).await?;
    let newest = now.loaded.approved.as_ref().map(|row| &row.approval);
    let general = &now.plan.general;
    let late = newest.filter(|one| one.next_review_on < now.today);
    let page = ShowPage {
        l: Layout::of(cx, "readiness"),
        begun: now.plan.is_begun(),
        version: room::version(t, newest, &now),
        has_version: newest.is_some(),
        approved: now.is_approved(),
        changed: now
            .differences
            .iter()
            .flatten()
            .map(|section| t.code("bcp-section", section.code()).into_owned())
            .collect(),
        overdue: late.map(|one| t.short_day(one.next_review_on)).unwrap_or_default(),
        purpose: general.purpose.to_string(),
        scope: general.scope.to_string(),
        kept_at: general.kept_at.as_ref().map(ToString::to_string).unwrap_or_default(),
        sections: sections(cx, &now),
        gaps: now.gaps.iter().map(|gap| GapLine { words: room::gap(t, *gap), path: gap_path(*gap) }).collect(),
        versions: versions.iter().map(|row| version_line(cx, &now, row)).collect(),
        seen: now.plan.digest(),
        typed,
        wrong,
        refused,
    };
    html_with(status, &page)
}

fn version_line(cx: &Cx, now: &BcpStanding, row: &ApprovalRow) -> VersionLine {
    let (t, one) = (cx.t(), &row.approval);
    VersionLine {
        id: one.id.to_string(),
        number: one.number,
        day: t.short_day(one.on),
        by: one.by.to_string(),
        review: t.short_day(one.next_review_on),
        handouts: now.loaded.handouts.iter().filter(|handed| handed.handed.approval == one.id).count(),
    }
}

fn sections(cx: &Cx, now: &BcpStanding) -> Vec<SectionLine> {
    let (t, plan) = (cx.t(), &now.plan);
    let one = |section: Section| {
        let (path, words) = match section {
            Section::General => (
                "/bcp/general",
                t.get(if plan.general.purpose.is_empty() { "bcp-unknown" } else { "bcp-written" }).into_owned(),
            ),
            Section::Systems => {
                let ranked =
                    plan.systems.iter().filter(|one| one.rank.priority.is_some() && one.rank.importance.is_some());
                let args = [("count", ranked.count().into()), ("of", plan.systems.len().into())];
                ("/bcp/systems", t.with("bcp-summary-systems", &args))
            }
            Section::Decisions => ("/bcp/decisions", t.one("bcp-summary-lines", "count", plan.decisions.len())),
            Section::Cutting => {
                let written = plan.cutting.iter().filter(|step| !step.lines.is_empty()).count();
                let args = [("count", written.into()), ("of", plan.cutting.len().into())];
                ("/bcp/cutting", t.with("bcp-summary-cutting", &args))
            }
            Section::Contacts => match &plan.chart {
                Some(held) => {
                    let args = [("number", held.number.into()), ("day", t.short_day(held.on).into())];
                    ("/contact-chart", t.with("bcp-contacts-version", &args))
                }
                None => ("/contact-chart", t.get("bcp-contacts-none").into_owned()),
            },
            Section::Paper => ("/bcp/paper", t.one("bcp-summary-lines", "count", plan.paper.len())),
            Section::Checks => {
                let tally = now.tally;
                let args = [("count", (tally.yes + tally.no).into()), ("of", tally.all().into())];
                ("/bcp/checks", t.with("bcp-summary-checks", &args))
            }
        };
        SectionLine {
            code: section.code(),
            path,
            words,
            gaps: now.gaps.iter().filter(|gap| gap.section() == section).count(),
            changed: now.differences.as_ref().is_some_and(|found| found.contains(&section)),
        }
    };
    Section::ALL.into_iter().map(one).collect()
}

/// Records that the plan was approved, as it was seen.
pub(crate) async fn approve(cx: Cx, fields: Fields) -> PageResult {
    let (app, view) = (cx.app(), cx.permit::<View>()?);
    let now = room::standing(app, &view).await?;
    let typed = Typed {
        by: fields.text("by").to_owned(),
        on: fields.text("on").to_owned(),
        next_review_on: fields.text("next_review_on").to_owned(),
    };
    if now.plan.digest() != fields.text("seen") {
        return page(&cx, StatusCode::CONFLICT, typed, None, Some("bcp-changed-meanwhile")).await;
    }
    if !now.plan.is_begun() {
        return page(&cx, StatusCode::CONFLICT, typed, None, Some("bcp-nothing-to-approve")).await;
    }
    let text = ApprovalText { by: &typed.by, on: &typed.on, next_review_on: &typed.next_review_on };
    let head = now.loaded.head();
    match BcpApproval::parse(app.ids.next(), now.plan, &text, now.today) {
        Ok(approval) => match bcp::approve(&app.db, &cx.permit()?, app.now(), head, approval).await {
            Ok(_) => Ok(see("/bcp", "bcp-approved")),
            Err(StoreError::Exists(_)) => {
                page(&cx, StatusCode::CONFLICT, typed, None, Some("bcp-approved-already")).await
            }
            Err(other) => Err(other.into()),
        },
        Err(error) => page(&cx, StatusCode::UNPROCESSABLE_ENTITY, typed, Some(refusal(&error)), None).await,
    }
}

/// Which paper is asked for.
#[derive(Deserialize)]
pub(crate) struct Asked {
    /// Number of an approved version; empty: as it stands now.
    #[serde(default)]
    version: String,
}

/// `GET /bcp/pdf?version=1`.
pub(crate) async fn pdf(cx: Cx, Query(asked): Query<Asked>) -> PageResult {
    paper(&cx, &asked, BcpFile::Pdf).await
}

/// `GET /bcp/word?version=1`.
pub(crate) async fn word(cx: Cx, Query(asked): Query<Asked>) -> PageResult {
    paper(&cx, &asked, BcpFile::Word).await
}

async fn paper(cx: &Cx, asked: &Asked, file: BcpFile) -> PageResult {
    let (app, t, view) = (cx.app(), cx.t(), cx.permit::<View>()?);
    let now = room::standing(app, &view).await?;
    let facility = store::facility::facility(&app.db, &view).await?;
    let approved = match asked.version.as_str() {
        "" => None,
        number => {
            let rows = bcp::approvals(&app.db, &view).await?;
            Some(rows.into_iter().find(|row| row.approval.number.to_string() == number).ok_or(PageError::NotFound)?)
        }
    };
    let bytes = room::file(app, &room::paper(app, &facility, &now, approved.as_ref(), t), file).await?;
    let number = match &approved {
        Some(row) => t.one("bcp-version-number", "number", row.approval.number),
        None => t.get("bcp-draft").into_owned(),
    };
    let (kind, ending) = match file {
        BcpFile::Pdf => ("application/pdf", "pdf"),
        BcpFile::Word => ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", "docx"),
    };
    hand_out(bytes, kind, "attachment", &format!("BCP-{number}.{ending}"))
}
