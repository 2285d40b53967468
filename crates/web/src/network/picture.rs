//! `GET /network`: the network as a picture, and the same in tables.

use crate::{
    cx::Cx,
    error::PageResult,
    layout::{Layout, html},
};
use app::network::{NetworkView, network_view};
use askama::Template;
use domain::access::View;

#[derive(Template)]
#[template(path = "network/picture.html")]
struct ShowPage {
    l: Layout,
    view: NetworkView,
}

impl ShowPage {
    fn is_empty(&self) -> bool {
        self.view.nets.is_empty() && self.view.lines.is_empty() && self.view.unplaced.1 == 0
    }

    fn sheet_words(&self, at: &usize) -> String {
        let args = [("number", (at + 1).into()), ("count", self.view.sheets.len().into())];
        self.l.t.with("network-sheet", &args)
    }
}

/// `GET /network`.
pub(crate) async fn show(cx: Cx) -> PageResult {
    let view = network_view(cx.app(), &cx.permit::<View>()?, cx.t()).await?;
    html(&ShowPage { l: Layout::of(&cx, "ledger"), view })
}
