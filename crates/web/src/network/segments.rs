//! `GET /network/segments` and `POST /network/segments`: segments get their names, all of them in one entry.

use crate::{
    cx::Cx,
    error::{PageError, PageResult},
    form::Fields,
    layout::{Layout, html_with, see},
};
use app::network::network_view;
use askama::Template;
use axum::http::StatusCode;
use domain::{
    access::View,
    journal::Seq,
    network::{SegmentError, SegmentText, Segments},
};
use store::StoreError;

/// Empty lines below what is there, to add segments.
const EMPTY: usize = 3;

/// A line of the form.
#[derive(Default)]
pub(crate) struct Line {
    net: String,
    name: String,
    vlan: String,
    purpose: String,
    backup: bool,
    /// Devices in it, in words, for what was guessed.
    about: String,
}

#[derive(Template)]
#[template(path = "network/segments.html")]
struct EditPage {
    l: Layout,
    lines: Vec<Line>,
    version: i64,
    refused: Option<String>,
    /// The line that is refused.
    wrong: Option<usize>,
}

impl EditPage {
    fn is_wrong(&self, at: &usize) -> bool {
        self.wrong == Some(*at)
    }
}

/// `GET /network/segments`.
pub(crate) async fn show(cx: Cx) -> PageResult {
    let view = network_view(cx.app(), &cx.permit::<View>()?, cx.t()).await?;
    let mut lines: Vec<Line> = Vec::new();
    for net in &view.nets {
        let mut line = Line { net: net.net.clone(), about: net.kinds.clone(), ..Line::default() };
        if let Some(segment) = &net.segment {
            line.name = segment.name.to_string();
            line.vlan = segment.vlan.map(|vlan| vlan.to_string()).unwrap_or_default();
            line.purpose = segment.purpose.as_ref().map(ToString::to_string).unwrap_or_default();
            line.backup = segment.backup;
        }
        lines.push(line);
    }
    lines.extend((0..EMPTY).map(|_| Line::default()));
    let page =
        EditPage { l: Layout::of(&cx, "ledger"), lines, version: view.version.get(), refused: None, wrong: None };
    html_with(StatusCode::OK, &page)
}

/// Lines as sent: each field once a line, ticks by their number.
fn sent(fields: &Fields) -> Vec<Line> {
    let all = |name: &'static str| fields.all(name).map(str::to_owned).collect::<Vec<_>>();
    let (names, vlans, purposes) = (all("name"), all("vlan"), all("purpose"));
    let of = |texts: &[String], at: usize| texts.get(at).cloned().unwrap_or_default();
    let lines = all("net").into_iter().enumerate().map(|(at, net)| Line {
        net,
        name: of(&names, at),
        vlan: of(&vlans, at),
        purpose: of(&purposes, at),
        backup: fields.all("backup").any(|ticked| ticked == at.to_string()),
        about: String::new(),
    });
    lines.collect()
}

/// `POST /network/segments`.
pub(crate) async fn record(cx: Cx, fields: Fields) -> PageResult {
    let lines = sent(&fields);
    let version: i64 = fields.text("version").parse().map_err(|_| PageError::BadForm)?;
    // A guess that nobody named stays a guess; its line is empty but for its addresses.
    let named = |line: &&Line| {
        !(line.name.trim().is_empty() && line.vlan.trim().is_empty() && line.purpose.trim().is_empty() && !line.backup)
    };
    let texts: Vec<SegmentText<'_>> = lines
        .iter()
        .map(|line| match Some(line).filter(named) {
            Some(line) => SegmentText {
                net: &line.net,
                name: &line.name,
                vlan: &line.vlan,
                purpose: &line.purpose,
                backup: line.backup,
            },
            None => SegmentText::default(),
        })
        .collect();
    let (status, refused, wrong) = match Segments::parse(&texts) {
        Err((at, error)) => (StatusCode::UNPROCESSABLE_ENTITY, refusal(&cx, at, &error), Some(at)),
        Ok(segments) => {
            let app = cx.app();
            let written =
                store::network::record_segments(&app.db, &cx.permit()?, app.now(), segments, Seq::new(version)).await;
            match written {
                Ok(Some(_)) => return Ok(see("/network", "saved")),
                Ok(None) => return Ok(see("/network", "nothing-changed")),
                Err(StoreError::Stale) => (StatusCode::CONFLICT, cx.t().get("network-stale").into_owned(), None),
                Err(other) => return Err(other.into()),
            }
        }
    };
    html_with(status, &EditPage { l: Layout::of(&cx, "ledger"), lines, version, refused: Some(refused), wrong })
}

fn refusal(cx: &Cx, at: usize, error: &SegmentError) -> String {
    let net = match error {
        SegmentError::HostBits(net) | SegmentError::Twice(net) => net.to_string(),
        _ => String::new(),
    };
    cx.t().with(&format!("network-segment-wrong-{}", error.code()), &[("line", (at + 1).into()), ("net", net.into())])
}
