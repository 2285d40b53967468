//! The order in which the network is cut. The steps themselves are written in the room of the network.

use super::state;
use crate::{
    cx::Cx,
    error::{PageError, PageResult},
    form::Fields,
    layout::{Layout, html_with},
};
use app::readiness::bcp as room;
use askama::Template;
use axum::http::StatusCode;
use domain::{
    access::View,
    network,
    readiness::bcp::{Cutting, Part, PartKey},
    vendor::Line,
};

/// A part of cutting.
pub(crate) struct StepPart {
    pub(crate) code: &'static str,
    pub(crate) lines: Vec<String>,
    pub(crate) first: bool,
    pub(crate) last: bool,
}

#[derive(Template)]
#[template(path = "readiness/bcp/cutting.html")]
struct CuttingPage {
    l: Layout,
    version: i64,
    steps: Vec<StepPart>,
    why: String,
    /// Whether it is the ministry's order.
    usual: bool,
    checked: String,
    wrong: bool,
}

/// `GET /bcp/cutting`.
pub(crate) async fn show(cx: Cx) -> PageResult {
    page(&cx, StatusCode::OK, None).await
}

async fn page(cx: &Cx, status: StatusCode, typed: Option<&str>) -> PageResult {
    let t = cx.t();
    let now = room::standing(cx.app(), &cx.permit::<View>()?).await?;
    let cutting = now.loaded.cutting();
    let count = now.plan.cutting.len();
    let steps = now.plan.cutting.iter().enumerate().map(|(at, step)| StepPart {
        code: step.part.code(),
        lines: step.lines.clone(),
        first: at == 0,
        last: at + 1 == count,
    });
    let known = cutting.why.as_ref().map(ToString::to_string).unwrap_or_default();
    let page = CuttingPage {
        l: Layout::of(cx, "readiness"),
        version: now.loaded.version(&PartKey::Cutting).get(),
        steps: steps.collect(),
        why: typed.map_or(known, str::to_owned),
        usual: cutting.order == Cutting::ORDER,
        checked: now.plan.cutting_checked.map(|on| t.short_day(on)).unwrap_or_default(),
        wrong: typed.is_some(),
    };
    html_with(status, &page)
}

/// Moves a part up or down (`move=up:…`), or records why the order is another than the ministry's.
pub(crate) async fn change(cx: Cx, fields: Fields) -> PageResult {
    let loaded = store::readiness::bcp::load(&cx.app().db, &cx.permit::<View>()?).await?;
    let mut cutting = loaded.cutting();
    match fields.text("move") {
        "" => match Line::maybe(fields.text("why")) {
            Ok(why) => cutting.why = why,
            Err(_) => return page(&cx, StatusCode::UNPROCESSABLE_ENTITY, Some(fields.text("why"))).await,
        },
        way => shift(&mut cutting.order, way)?,
    }
    state(&cx, &fields, PartKey::Cutting, Some(Part::Cutting(cutting)), "saved").await
}

fn shift(order: &mut [network::Part; 3], way: &str) -> PageResult<()> {
    let (way, code) = way.split_once(':').ok_or(PageError::BadForm)?;
    let at = order.iter().position(|part| part.code() == code).ok_or(PageError::BadForm)?;
    match way {
        "up" if at > 0 => order.swap(at, at - 1),
        "down" if at + 1 < order.len() => order.swap(at, at + 1),
        "up" | "down" => {}
        _ => return Err(PageError::BadForm),
    }
    Ok(())
}
