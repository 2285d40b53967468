//! 責任分界: the list of splits, one split to fill in, to print and to save, and its holes and overlaps.

use crate::{
    cx::Cx,
    download::hand_out,
    error::{PageError, PageResult},
    form::Fields,
    layout::{Layout, html, html_with, see},
    vendor::remote_access::find_vendor,
    workbook::saved_name,
};
use app::workbook::MEDIA_TYPE;
use askama::Template;
use axum::{
    extract::{Path, Query},
    http::StatusCode,
};
use domain::{
    access::View,
    calendar::iso,
    id::{SplitId, VendorId},
    journal::Seq,
    vendor::{
        Contract, Line, Vendor,
        split::{DoneBy, Duty, Split, SplitDraft, SplitError, SplitText, points},
    },
};
use serde::Deserialize;
use store::{StoreError, vendor::split as register};

/// Field and message key.
type Wrong = (String, &'static str);
/// Identifier and name.
type Choice = (String, String);

/// One split in the list.
pub(crate) struct SplitLine {
    pub(crate) id: String,
    pub(crate) target: String,
    pub(crate) vendor: String,
    pub(crate) agreed: String,
    pub(crate) gaps: usize,
    pub(crate) others: usize,
}

#[derive(Template)]
#[template(path = "vendor/split/list.html")]
struct ListPage {
    l: Layout,
    lines: Vec<SplitLine>,
    vendors: Vec<Choice>,
}

/// One duty to fill in.
pub(crate) struct DutyLine {
    pub(crate) code: &'static str,
    pub(crate) by: String,
    pub(crate) words: String,
    /// Codes of the points about it.
    pub(crate) points: Vec<&'static str>,
}

/// One version in the history.
pub(crate) struct VersionLine {
    pub(crate) at: String,
    pub(crate) by: String,
    pub(crate) seq: i64,
    pub(crate) withdrawn: String,
}

#[derive(Template)]
#[template(path = "vendor/split/show.html")]
struct ShowPage {
    l: Layout,
    /// Empty for one that is not recorded yet.
    id: String,
    vendor: Vendor,
    version: i64,
    target: String,
    system: String,
    contract: String,
    agreed_on: String,
    document: String,
    duties: Vec<DutyLine>,
    /// Points about no single duty.
    points: Vec<&'static str>,
    gaps: usize,
    overlaps: usize,
    systems: Vec<Choice>,
    contracts: Vec<Choice>,
    withdrawn: String,
    versions: Vec<VersionLine>,
    wrong: Option<Wrong>,
}

impl ShowPage {
    fn error(&self, field: &str) -> Option<&'static str> {
        self.wrong.as_ref().filter(|(name, _)| name == field).map(|(_, key)| *key)
    }
    /// What is wrong about a duty: who, or the words.
    fn duty_error(&self, duty: &str) -> Option<&'static str> {
        let is_of = |name: &str| name.strip_prefix("by-").or_else(|| name.strip_prefix("words-")) == Some(duty);
        self.wrong.as_ref().filter(|(name, _)| is_of(name)).map(|(_, key)| *key)
    }
    fn everybody(&self) -> [DoneBy; DoneBy::ALL.len()] {
        DoneBy::ALL
    }
    fn action(&self) -> String {
        if self.id.is_empty() {
            format!("/responsibilities/new?vendor={}", self.vendor.id)
        } else {
            format!("/responsibilities/{}", self.id)
        }
    }
}

/// `GET /responsibilities`.
pub(crate) async fn list(cx: Cx) -> PageResult {
    let (db, permit) = (&cx.app().db, cx.permit::<View>()?);
    let splits = register::list(db, &permit).await?;
    let vendors = store::vendor::vendors(db, &permit).await?;
    let contracts = store::vendor::register(db, &permit).await?.contracts;
    let line = |split: &Split| {
        let found = points(split, &splits, of(split, &contracts));
        let gaps = found.iter().filter(|point| point.is_gap()).count();
        let vendor = vendors.iter().find(|vendor| vendor.id == split.stated.vendor);
        SplitLine {
            id: split.id.to_string(),
            target: split.stated.target.to_string(),
            vendor: vendor.map(|vendor| vendor.stated.name.to_string()).unwrap_or_default(),
            agreed: split.stated.agreed_on.map(|day| cx.t().short_day(day)).unwrap_or_default(),
            gaps,
            others: found.len() - gaps,
        }
    };
    let lines = splits.iter().map(line).collect();
    let vendors = vendors.iter().map(|vendor| (vendor.id.to_string(), vendor.stated.name.to_string())).collect();
    html(&ListPage { l: Layout::of(&cx, "vendors"), lines, vendors })
}

fn of<'a>(split: &Split, contracts: &'a [Contract]) -> Option<&'a Contract> {
    contracts.iter().find(|contract| Some(contract.id) == split.stated.contract)
}

/// With whom a split is made.
#[derive(Deserialize)]
pub(crate) struct OfVendor {
    vendor: VendorId,
}

/// `GET /responsibilities/new`.
pub(crate) async fn new(cx: Cx, Query(of): Query<OfVendor>) -> PageResult {
    page(&cx, StatusCode::OK, None, of.vendor, None, None).await
}

/// `POST /responsibilities/new`.
pub(crate) async fn add(cx: Cx, Query(of): Query<OfVendor>, fields: Fields) -> PageResult {
    let stated = match draft(&cx, of.vendor, &fields) {
        Ok(stated) => stated,
        Err(wrong) => {
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            return page(&cx, status, None, of.vendor, Some(&fields), Some(wrong)).await;
        }
    };
    let app = cx.app();
    let split = Split { id: app.ids.next(), stated, version: Seq::ZERO };
    let id = split.id;
    register::record(&app.db, &cx.permit()?, app.now(), split).await?;
    Ok(see(&format!("/responsibilities/{id}"), "saved"))
}

/// `GET /responsibilities/{split}`.
pub(crate) async fn show(cx: Cx, Path(id): Path<SplitId>) -> PageResult {
    let vendor = newest(&cx, id).await?.stated.vendor;
    page(&cx, StatusCode::OK, Some(id), vendor, None, None).await
}

async fn newest(cx: &Cx, id: SplitId) -> PageResult<Split> {
    let versions = register::versions(&cx.app().db, &cx.permit::<View>()?, id).await?;
    versions.into_iter().next().map(|version| version.split).ok_or(PageError::NotFound)
}

fn draft(cx: &Cx, vendor: VendorId, fields: &Fields) -> Result<SplitDraft, Wrong> {
    let names: Vec<(Duty, String, String)> =
        Duty::ALL.map(|duty| (duty, format!("by-{}", duty.code()), format!("words-{}", duty.code()))).to_vec();
    let text = SplitText {
        target: fields.text("target"),
        system: fields.text("system"),
        contract: fields.text("contract"),
        shares: names.iter().map(|(duty, by, words)| (*duty, fields.text(by), fields.text(words))).collect(),
        agreed_on: fields.text("agreed_on"),
        document: fields.text("document"),
    };
    SplitDraft::parse(vendor, &text, cx.app().today()).map_err(|error| refusal(&error))
}

fn refusal(error: &SplitError) -> Wrong {
    match error {
        SplitError::Target(_) => ("target".to_owned(), "remote-target-wrong"),
        SplitError::Choice(field) => ((*field).to_owned(), "remote-choice-missing"),
        SplitError::By(duty) => (format!("by-{}", duty.code()), "remote-choice-missing"),
        SplitError::Words(duty, _) => (format!("words-{}", duty.code()), "vendor-line-wrong"),
        SplitError::Day(_) => ("agreed_on".to_owned(), "common-date-wrong"),
        SplitError::Future => ("agreed_on".to_owned(), "evidence-future"),
        SplitError::Document(_) => ("document".to_owned(), "vendor-line-wrong"),
        SplitError::DocumentMissing => ("document".to_owned(), "split-document-missing"),
    }
}

async fn page(
    cx: &Cx,
    status: StatusCode,
    id: Option<SplitId>,
    vendor: VendorId,
    sent: Option<&Fields>,
    wrong: Option<Wrong>,
) -> PageResult {
    let (t, db, permit) = (cx.t(), &cx.app().db, cx.permit::<View>()?);
    let versions = match id {
        Some(id) => register::versions(db, &permit, id).await?,
        None => Vec::new(),
    };
    let all = register::list(db, &permit).await?;
    let contracts = store::vendor::register(db, &permit).await?.contracts;
    let split = versions.first().map(|version| &version.split);
    let found = split.map(|split| points(split, &all, of(split, &contracts))).unwrap_or_default();
    let stated = split.map(|split| &split.stated);
    let field = |name: &str, stands: String| sent.map_or(stands, |fields| fields.text(name).to_owned());
    let duty = |duty: Duty| {
        let share = stated.map(|stated| stated.share(duty)).unwrap_or_default();
        DutyLine {
            code: duty.code(),
            by: field(&format!("by-{}", duty.code()), share.by.code().to_owned()),
            words: field(&format!("words-{}", duty.code()), share.words.map(String::from).unwrap_or_default()),
            points: found.iter().filter(|point| point.duty() == Some(duty)).map(|point| point.code()).collect(),
        }
    };
    let gaps = found.iter().filter(|point| point.is_gap()).count();
    let systems = store::ledger::systems(db, &permit).await?;
    let page = ShowPage {
        l: Layout::of(cx, "vendors"),
        id: id.map(|id| id.to_string()).unwrap_or_default(),
        vendor: find_vendor(cx, vendor).await?,
        version: field("version", split.map_or(0, |split| split.version.get()).to_string()).parse().unwrap_or_default(),
        target: field("target", stated.map(|stated| stated.target.to_string()).unwrap_or_default()),
        system: field("system", stated.and_then(|one| one.system).map(|id| id.to_string()).unwrap_or_default()),
        contract: field("contract", stated.and_then(|one| one.contract).map(|id| id.to_string()).unwrap_or_default()),
        agreed_on: field("agreed_on", stated.and_then(|one| one.agreed_on).map(iso).unwrap_or_default()),
        document: field("document", stated.and_then(|one| one.document.clone()).map(String::from).unwrap_or_default()),
        duties: Duty::ALL.into_iter().map(duty).collect(),
        points: found.iter().filter(|point| point.duty().is_none()).map(|point| point.code()).collect(),
        gaps,
        overlaps: found.iter().filter(|point| !point.is_gap() && point.duty().is_some()).count(),
        systems: systems.iter().map(|one| (one.id.to_string(), one.stated.name.to_string())).collect(),
        contracts: contracts
            .iter()
            .filter(|one| one.stated.vendor == vendor)
            .map(|one| (one.id.to_string(), one.stated.title.to_string()))
            .collect(),
        withdrawn: versions.first().and_then(|one| one.withdrawn.clone()).map(String::from).unwrap_or_default(),
        versions: versions
            .iter()
            .map(|version| VersionLine {
                at: t.moment(version.changed_at),
                by: version.changed_by.clone(),
                seq: version.split.version.get(),
                withdrawn: version.withdrawn.clone().map(String::from).unwrap_or_default(),
            })
            .collect(),
        wrong,
    };
    html_with(status, &page)
}

/// `POST /responsibilities/{split}`.
pub(crate) async fn change(cx: Cx, Path(id): Path<SplitId>, fields: Fields) -> PageResult {
    let vendor = newest(&cx, id).await?.stated.vendor;
    let stated = match draft(&cx, vendor, &fields) {
        Ok(stated) => stated,
        Err(wrong) => {
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            return page(&cx, status, Some(id), vendor, Some(&fields), Some(wrong)).await;
        }
    };
    let app = cx.app();
    let version = Seq::new(fields.text("version").parse().unwrap_or_default());
    match register::record(&app.db, &cx.permit()?, app.now(), Split { id, stated, version }).await {
        Ok(_) => Ok(see(&format!("/responsibilities/{id}"), "saved")),
        Err(StoreError::Stale) => {
            let wrong = Some(("version".to_owned(), "vendor-changed-meanwhile"));
            page(&cx, StatusCode::CONFLICT, Some(id), vendor, Some(&fields), wrong).await
        }
        Err(other) => Err(other.into()),
    }
}

/// `POST /responsibilities/{split}/withdraw`.
pub(crate) async fn withdraw(cx: Cx, Path(id): Path<SplitId>, fields: Fields) -> PageResult {
    let vendor = newest(&cx, id).await?.stated.vendor;
    let Ok(why) = Line::parse(fields.text("why")) else {
        let wrong = Some(("why".to_owned(), "evidence-why-wrong"));
        return page(&cx, StatusCode::UNPROCESSABLE_ENTITY, Some(id), vendor, None, wrong).await;
    };
    let app = cx.app();
    let version = Seq::new(fields.text("version").parse().unwrap_or_default());
    match register::withdraw(&app.db, &cx.permit()?, app.now(), id, version, why).await {
        Ok(_) => Ok(see("/responsibilities", "saved")),
        Err(StoreError::Stale) => {
            let wrong = Some(("version".to_owned(), "vendor-changed-meanwhile"));
            page(&cx, StatusCode::CONFLICT, Some(id), vendor, None, wrong).await
        }
        Err(other) => Err(other.into()),
    }
}

/// `GET /responsibilities/{split}/workbook`: to bring to the vendor.
pub(crate) async fn workbook(cx: Cx, Path(id): Path<SplitId>) -> PageResult {
    let written = app::workbook::split_workbook(cx.app(), &cx.permit()?, id, cx.t()).await?;
    hand_out(written.bytes, MEDIA_TYPE, "attachment", &saved_name(&written.name))
}
