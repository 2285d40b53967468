//! `GET /backups/requirements`: what fees ask of backups, and which copies speak to it.

use crate::{
    cx::Cx,
    error::PageResult,
    layout::{Layout, html},
};
use app::readiness::backup::look;
use askama::Template;
use domain::{
    access::View,
    readiness::backup::{Met, met},
};

/// What is known of one system.
pub(crate) struct SystemMet {
    pub(crate) id: String,
    pub(crate) name: String,
    /// Names of the copies that fit; none where nothing does.
    pub(crate) copies: Vec<String>,
}

/// One requirement.
pub(crate) struct RequirementLine {
    pub(crate) words: String,
    pub(crate) exact: bool,
    pub(crate) source: String,
    /// The facts lie elsewhere: a person judges.
    pub(crate) elsewhere: bool,
    pub(crate) systems: Vec<SystemMet>,
}

/// A fee with its requirements.
pub(crate) struct FeeLine {
    pub(crate) name: String,
    pub(crate) lines: Vec<RequirementLine>,
}

#[derive(Template)]
#[template(path = "readiness/backup/requirement.html")]
struct RequirementPage {
    l: Layout,
    fees: Vec<FeeLine>,
}

/// `GET /backups/requirements`.
pub(crate) async fn list(cx: Cx) -> PageResult {
    let (t, app) = (cx.t(), cx.app());
    let looked = look(app, &cx.permit::<View>()?).await?;
    let own = |words: &domain::catalog::Bilingual| if t.is_ja() { words.ja.clone() } else { words.en.clone() };
    let mut fees: Vec<FeeLine> = Vec::new();
    for requirement in app.catalog.backup_requirements() {
        let mut line = RequirementLine {
            words: own(&requirement.words),
            exact: requirement.exact,
            source: requirement.source.clone(),
            elsewhere: false,
            systems: Vec::new(),
        };
        for one in &looked {
            let ids = match met(requirement, &one.state, app.today()) {
                Met::Elsewhere => {
                    line.elsewhere = true;
                    break;
                }
                Met::No => Vec::new(),
                Met::By(ids) => ids,
            };
            let name = |id: &domain::id::BackupCopyId| {
                let copy = one.state.copies.iter().find(|copy| copy.copy.id == *id);
                copy.map(|copy| copy.copy.stated.name.to_string())
            };
            line.systems.push(SystemMet {
                id: one.state.system.id.to_string(),
                name: one.state.system.stated.name.to_string(),
                copies: ids.iter().filter_map(name).collect(),
            });
        }
        let fee = own(&requirement.fee);
        match fees.iter_mut().find(|known| known.name == fee) {
            Some(known) => known.lines.push(line),
            None => fees.push(FeeLine { name: fee, lines: vec![line] }),
        }
    }
    html(&RequirementPage { l: Layout::of(&cx, "backups"), fees })
}
