//! Excel: the forms and lists to save, and the place where a filled-in form comes back.

use crate::{
    cx::Cx,
    download::hand_out,
    error::PageResult,
    layout::{Layout, html_with},
};
use app::workbook::{MEDIA_TYPE, Written};
use askama::Template;
use axum::{extract::Path, http::StatusCode, response::Response};
use domain::{access::View, assessment::Assessment, id::AssessmentId, vendor::Vendor};

/// A sheet whose workbook can be saved.
pub(crate) struct SheetLine {
    pub(crate) id: String,
    pub(crate) label: String,
    pub(crate) year: String,
}

/// Why a file was not taken: message key, and what to fill in.
pub(crate) struct RefusedFile {
    pub(crate) words: String,
    /// The cell, if it is one.
    pub(crate) place: String,
}

#[derive(Template)]
#[template(path = "workbook/list.html")]
struct ListPage {
    l: Layout,
    sheets: Vec<SheetLine>,
    refused: Option<RefusedFile>,
}

/// `GET /workbooks`.
pub(crate) async fn list(cx: Cx) -> PageResult {
    list_page(&cx, StatusCode::OK, None).await
}

/// The page, with why a file was not taken.
pub(crate) async fn list_page(cx: &Cx, status: StatusCode, refused: Option<RefusedFile>) -> PageResult {
    let permit = cx.permit::<View>()?;
    let vendors = store::vendor::vendors(&cx.app().db, &permit).await?;
    let mut sheets = store::assessment::list(&cx.app().db, &permit).await?;
    let name = |sheet: &Assessment| vendor_of(&vendors, sheet).map(|vendor| vendor.stated.name.to_string());
    sheets.sort_by_key(|sheet| (std::cmp::Reverse(sheet.fiscal_year.year()), name(sheet)));
    let line = |sheet: &Assessment| SheetLine {
        id: sheet.id.to_string(),
        label: label(cx, sheet, name(sheet)),
        year: cx.t().year(sheet.fiscal_year),
    };
    let sheets = sheets.iter().map(line).collect();
    html_with(status, &ListPage { l: Layout::of(cx, "workbooks"), sheets, refused })
}

fn vendor_of<'a>(vendors: &'a [Vendor], sheet: &Assessment) -> Option<&'a Vendor> {
    vendors.iter().find(|vendor| Some(vendor.id) == sheet.vendor)
}

/// 事業者確認用（甲社）.
fn label(cx: &Cx, sheet: &Assessment, vendor: Option<String>) -> String {
    let printed = cx.app().catalog.by_digest(&sheet.pack).and_then(|edition| edition.form(sheet.form));
    let printed = printed.map(|form| form.printed_label.as_str()).unwrap_or_default();
    let english = if cx.t().is_ja() { None } else { cx.app().catalog.translation_of(printed) };
    match vendor {
        Some(vendor) => format!("{}（{vendor}）", english.unwrap_or(printed)),
        None => english.unwrap_or(printed).to_owned(),
    }
}

/// `GET /assessments/{id}/workbook`.
pub(crate) async fn form(cx: Cx, Path(id): Path<AssessmentId>) -> PageResult {
    save(app::workbook::form_workbook(cx.app(), &cx.permit()?, id, cx.t()).await?)
}

/// `GET /workbooks/lists`.
pub(crate) async fn lists(cx: Cx) -> PageResult {
    save(app::workbook::lists_workbook(cx.app(), &cx.permit()?, cx.t()).await?)
}

pub(crate) fn save(written: Written) -> PageResult<Response> {
    hand_out(written.bytes, MEDIA_TYPE, "attachment", &saved_name(&written.name))
}

/// Without the letters that Windows refuses in names of files.
pub(crate) fn saved_name(name: &str) -> String {
    let refused = |c: char| c.is_control() || r#"\/:*?"<>|"#.contains(c);
    name.chars().map(|c| if refused(c) { '_' } else { c }).collect()
}

#[cfg(test)]
mod tests {
    use super::saved_name;

    #[test]
    fn a_name_can_be_saved_on_windows() {
        assert_eq!(saved_name("事業者確認用（甲/乙:社）_令和6年度.xlsx"), "事業者確認用（甲_乙_社）_令和6年度.xlsx");
    }
}
