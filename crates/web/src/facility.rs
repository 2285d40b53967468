//! The institution's record.

use crate::{
    cx::Cx,
    error::{PageError, PageResult},
    form::Form,
    layout::{Layout, html_with, see},
    set_up::facility_draft,
};
use askama::Template;
use axum::http::StatusCode;
use domain::{
    access::View,
    facility::{Facility, FacilityKind, VendorContract},
    journal::Seq,
};
use serde::Deserialize;

#[derive(Template)]
#[template(path = "facility/show.html")]
struct FacilityPage {
    l: Layout,
    form: FacilityForm,
    error: Option<(&'static str, &'static str)>,
    kinds: [FacilityKind; 5],
    contracts: [VendorContract; 3],
}

impl FacilityPage {
    fn error(&self, field: &str) -> Option<&'static str> {
        self.error.filter(|(name, _)| *name == field).map(|(_, key)| key)
    }
}

#[derive(Deserialize)]
pub(crate) struct FacilityForm {
    version: i64,
    kind: String,
    name: String,
    #[serde(default)]
    institution_code: String,
    #[serde(default)]
    beds: String,
    vendor_contract: String,
}

fn form_of(facility: &Facility) -> FacilityForm {
    let stated = &facility.stated;
    FacilityForm {
        version: facility.version.get(),
        kind: stated.kind.code().to_owned(),
        name: stated.name.to_string(),
        institution_code: stated.code.as_ref().map(|c| c.as_str().to_owned()).unwrap_or_default(),
        beds: stated.beds.map(|beds| beds.to_string()).unwrap_or_default(),
        vendor_contract: stated.vendor_contract.code().to_owned(),
    }
}

async fn page(
    cx: &Cx,
    status: StatusCode,
    form: FacilityForm,
    error: Option<(&'static str, &'static str)>,
) -> PageResult {
    let l = Layout::of(cx, "facility");
    html_with(status, &FacilityPage { l, form, error, kinds: FacilityKind::ALL, contracts: VendorContract::ALL })
}

/// `GET /facility`.
pub(crate) async fn show(cx: Cx) -> PageResult {
    let facility = store::facility::facility(&cx.app().db, &cx.permit::<View>()?).await?;
    page(&cx, StatusCode::OK, form_of(&facility), None).await
}

/// `POST /facility`.
pub(crate) async fn change(cx: Cx, Form(form): Form<FacilityForm>) -> PageResult {
    let parsed = facility_draft(&form.kind, &form.name, &form.institution_code, &form.beds, &form.vendor_contract);
    let draft = match parsed {
        Ok(draft) => draft,
        Err(error) => return page(&cx, StatusCode::UNPROCESSABLE_ENTITY, form, Some(error)).await,
    };
    let app = cx.app();
    let changed = store::facility::change(&app.db, &cx.permit()?, app.now(), Seq::new(form.version), draft).await;
    match changed {
        Ok(_) => Ok(see("/facility", "saved")),
        Err(store::StoreError::Stale) => {
            page(&cx, StatusCode::CONFLICT, form, Some(("version", "facility-changed-meanwhile"))).await
        }
        Err(other) => Err(PageError::from(other)),
    }
}
