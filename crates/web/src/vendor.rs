//! Vendors: the list with where their sheets stand, one vendor's record, and opening its sheet.

mod beside;
pub(crate) mod disclosure;
pub(crate) mod door;
pub(crate) mod import;
pub(crate) mod register;
pub(crate) mod remote_access;
pub(crate) mod reply;
pub(crate) mod request;
pub(crate) mod split;
pub(crate) mod system_view;

use crate::{
    assessment::label,
    cx::Cx,
    error::{PageError, PageResult},
    form::Form,
    layout::{Layout, html_with, see},
};
use app::{
    assessment::{About, load},
    vendor::VendorStanding,
};
use askama::Template;
use axum::{extract::Path, http::StatusCode};
use domain::{
    access::View,
    assessment::Assessment,
    facility::VendorContract,
    id::VendorId,
    journal::Seq,
    ledger::SystemKind,
    vendor::{UpdatesBy, Vendor, VendorDraft, VendorError},
};
use register::{Refused, RegisterView};
use serde::Deserialize;
use store::StoreError;

/// The institution's newest sheet: the one beside which vendors fill theirs.
pub(crate) struct Own {
    pub(crate) label: String,
    pub(crate) year: String,
}

#[derive(Template)]
#[template(path = "vendor/list.html")]
struct ListPage {
    l: Layout,
    own: Option<Own>,
    standings: Vec<VendorStanding>,
    /// Vendors without a contract and without a sheet.
    others: Vec<Vendor>,
    /// The institution's record says that there is no contract, and a vendor has one.
    contradicts: bool,
    form: VendorForm,
    error: Option<(&'static str, &'static str)>,
}

#[derive(Template)]
#[template(path = "vendor/show.html")]
struct ShowPage {
    l: Layout,
    vendor: Vendor,
    form: VendorForm,
    /// Sheets of this vendor: address and label.
    sheets: Vec<(String, String)>,
    /// The sheet that can be opened now.
    can_open: Option<Own>,
    register: RegisterView,
    kinds: Vec<&'static str>,
    updates: Vec<&'static str>,
    error: Option<(&'static str, &'static str)>,
}

macro_rules! field_errors {
    ($($page:ident),+) => {$(
        impl $page {
            fn error(&self, field: &str) -> Option<&'static str> {
                self.error.filter(|(name, _)| *name == field).map(|(_, key)| key)
            }
        }
    )+};
}
field_errors!(ListPage, ShowPage);

/// A vendor's record as typed.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct VendorForm {
    #[serde(default)]
    version: i64,
    #[serde(default)]
    name: String,
    #[serde(default)]
    contact: String,
    #[serde(default)]
    phone: String,
    #[serde(default)]
    mail: String,
    #[serde(default)]
    contract: String,
}

impl VendorForm {
    fn of(vendor: &Vendor) -> Self {
        let stated = &vendor.stated;
        Self {
            version: vendor.version.get(),
            name: stated.name.to_string(),
            contact: stated.contact.as_ref().map(ToString::to_string).unwrap_or_default(),
            phone: stated.phone.as_ref().map(ToString::to_string).unwrap_or_default(),
            mail: stated.mail.as_ref().map(ToString::to_string).unwrap_or_default(),
            contract: if stated.contract { "yes" } else { "no" }.to_owned(),
        }
    }

    /// The vendor, or the field and message key of what can't be taken.
    fn vendor(&self, id: VendorId) -> Result<Vendor, (&'static str, &'static str)> {
        let contract = match self.contract.as_str() {
            "yes" => true,
            "no" => false,
            _ => return Err(("contract", "vendor-contract-missing")),
        };
        let stated = VendorDraft::parse(&self.name, &self.contact, &self.phone, &self.mail, contract);
        let stated = stated.map_err(|error| match error {
            VendorError::Name(_) => ("name", "vendor-name-wrong"),
            VendorError::Contact(_) => ("contact", "vendor-line-wrong"),
            VendorError::Phone(_) => ("phone", "vendor-line-wrong"),
            VendorError::Mail(_) => ("mail", "vendor-line-wrong"),
        })?;
        Ok(Vendor { id, stated, version: Seq::new(self.version) })
    }
}

/// The institution's newest own sheet.
async fn own_sheet(cx: &Cx) -> PageResult<Option<Assessment>> {
    let sheets = store::assessment::list(&cx.app().db, &cx.permit::<View>()?).await?;
    Ok(sheets.into_iter().find(|sheet| sheet.vendor.is_none()))
}

/// `GET /vendors`.
pub(crate) async fn list(cx: Cx) -> PageResult {
    list_page(&cx, StatusCode::OK, VendorForm { contract: "yes".to_owned(), ..VendorForm::default() }, None).await
}

async fn list_page(
    cx: &Cx,
    status: StatusCode,
    form: VendorForm,
    error: Option<(&'static str, &'static str)>,
) -> PageResult {
    let permit = cx.permit::<View>()?;
    let vendors = store::vendor::vendors(&cx.app().db, &permit).await?;
    let (own, standings) = match own_sheet(cx).await? {
        Some(sheet) => {
            let opened = load(cx.app(), &permit, sheet.id).await?;
            let own = Own { label: label(cx, &opened)?, year: cx.t().year(sheet.fiscal_year) };
            (Some(own), app::vendor::standings(cx.app(), &permit, &opened).await?)
        }
        None => (None, Vec::new()),
    };
    let none = cx.institution().is_some_and(|facility| facility.stated.vendor_contract != VendorContract::Exists);
    let page = ListPage {
        l: Layout::of(cx, "vendors"),
        own,
        contradicts: none && vendors.iter().any(|vendor| vendor.stated.contract),
        others: vendors.into_iter().filter(|one| standings.iter().all(|s| s.vendor.id != one.id)).collect(),
        standings,
        form,
        error,
    };
    html_with(status, &page)
}

/// `POST /vendors`: adds a vendor.
pub(crate) async fn add(cx: Cx, Form(form): Form<VendorForm>) -> PageResult {
    let app = cx.app();
    let vendor = match form.vendor(app.ids.next()) {
        Ok(vendor) => vendor,
        Err(error) => return list_page(&cx, StatusCode::UNPROCESSABLE_ENTITY, form, Some(error)).await,
    };
    match store::vendor::record(&app.db, &cx.permit()?, app.now(), vendor).await {
        Ok(_) => Ok(see("/vendors", "vendor-added")),
        Err(StoreError::Exists(_)) => {
            list_page(&cx, StatusCode::CONFLICT, form, Some(("name", "vendor-name-taken"))).await
        }
        Err(other) => Err(other.into()),
    }
}

/// `GET /vendors/{vendor}`.
pub(crate) async fn show(cx: Cx, Path(id): Path<VendorId>) -> PageResult {
    let vendor = find(&cx, id).await?;
    let form = VendorForm::of(&vendor);
    show_page(&cx, StatusCode::OK, vendor, form, None, None).await
}

/// The page with what was typed into one of its other forms and refused.
async fn show_with(cx: &Cx, status: StatusCode, id: VendorId, refused: Refused) -> PageResult {
    let vendor = find(cx, id).await?;
    let form = VendorForm::of(&vendor);
    show_page(cx, status, vendor, form, None, Some(refused)).await
}

async fn find(cx: &Cx, id: VendorId) -> PageResult<Vendor> {
    let vendors = store::vendor::vendors(&cx.app().db, &cx.permit::<View>()?).await?;
    vendors.into_iter().find(|vendor| vendor.id == id).ok_or(PageError::NotFound)
}

async fn show_page(
    cx: &Cx,
    status: StatusCode,
    vendor: Vendor,
    form: VendorForm,
    error: Option<(&'static str, &'static str)>,
    refused: Option<Refused>,
) -> PageResult {
    let permit = cx.permit::<View>()?;
    let register = store::vendor::register(&cx.app().db, &permit).await?;
    let register = RegisterView::of(&register, vendor.id, refused);
    let own = own_sheet(cx).await?;
    let mut sheets = Vec::new();
    let mut can_open = own.as_ref().filter(|_| vendor.stated.contract).cloned();
    for sheet in store::assessment::list(&cx.app().db, &permit).await? {
        if sheet.vendor != Some(vendor.id) {
            continue;
        }
        let opened = load(cx.app(), &permit, sheet.id).await?;
        sheets.push((
            format!("/assessments/{}", sheet.id),
            label(cx, &opened)? + " · " + &cx.t().year(sheet.fiscal_year),
        ));
        can_open = can_open.filter(|own| (&own.edition, own.fiscal_year) != (&sheet.edition, sheet.fiscal_year));
    }
    let can_open = match can_open {
        Some(own) => {
            let opened = load(cx.app(), &permit, own.id).await?;
            Some(Own { label: label(cx, &opened)?, year: cx.t().year(own.fiscal_year) })
        }
        None => None,
    };
    let page = ShowPage {
        l: Layout::of(cx, "vendors"),
        vendor,
        form,
        sheets,
        can_open,
        register,
        kinds: SystemKind::ALL.iter().map(|kind| kind.code()).collect(),
        updates: UpdatesBy::ALL.iter().map(|by| by.code()).collect(),
        error,
    };
    html_with(status, &page)
}

/// `POST /vendors/{vendor}`: changes the record.
pub(crate) async fn change(cx: Cx, Path(id): Path<VendorId>, Form(form): Form<VendorForm>) -> PageResult {
    let before = find(&cx, id).await?;
    let vendor = match form.vendor(id) {
        Ok(vendor) => vendor,
        Err(error) => return show_page(&cx, StatusCode::UNPROCESSABLE_ENTITY, before, form, Some(error), None).await,
    };
    let app = cx.app();
    let refused = match store::vendor::record(&app.db, &cx.permit()?, app.now(), vendor).await {
        Ok(_) => return Ok(see(&format!("/vendors/{id}"), "saved")),
        Err(StoreError::Stale) => ("version", "vendor-changed-meanwhile"),
        Err(StoreError::Exists(_)) => ("name", "vendor-name-taken"),
        Err(other) => return Err(other.into()),
    };
    show_page(&cx, StatusCode::CONFLICT, before, form, Some(refused), None).await
}

/// `POST /vendors/{vendor}/sheets`: opens 事業者確認用 beside the institution's newest sheet.
pub(crate) async fn open(cx: Cx, Path(id): Path<VendorId>) -> PageResult {
    let own = own_sheet(&cx).await?.ok_or(PageError::NotFound)?;
    let opened =
        app::assessment::open(cx.app(), &cx.permit()?, &own.edition, About::Vendor(id), own.fiscal_year).await?;
    Ok(see(&format!("/assessments/{opened}"), "opened"))
}
