//! The BCP in words: its version, what is missing, what the program knows.

use super::BcpStanding;
use crate::words::T;
use domain::readiness::bcp::{BcpApproval, Gap, Ground, GroundKind};

/// 第2版（令和6年6月10日、医療安全管理委員会が承認） or that it is a draft.
#[must_use]
pub fn version(t: T, approval: Option<&BcpApproval>, now: &BcpStanding) -> String {
    match approval {
        Some(approval) => t.with(
            "bcp-version",
            &[
                ("number", approval.number.into()),
                ("day", t.short_day(approval.on).into()),
                ("by", approval.by.to_string().into()),
                ("review", t.short_day(approval.next_review_on).into()),
            ],
        ),
        None => t.one("bcp-version-draft", "day", t.short_day(now.today)),
    }
}

/// What is missing, as a sentence.
#[must_use]
pub fn gap(t: T, gap: Gap) -> String {
    t.one(&format!("bcp-gap-{}", gap.code()), "count", gap.count())
}

/// What the program knows, as a sentence; where it knows nothing, that.
#[must_use]
pub fn ground(t: T, ground: &Ground) -> String {
    let code = ground.kind.code();
    if !ground.is_known() && ground.of == 0 {
        return t.get(&format!("bcp-ground-none-{code}")).into_owned();
    }
    let day = ground.on.map(|on| t.short_day(on)).unwrap_or_default();
    let key = match (ground.kind, ground.on) {
        // These two say the day where there is one.
        (GroundKind::Containment, None) => "bcp-ground-undated-containment".to_owned(),
        (GroundKind::Rehearsal, None) => "bcp-ground-undated-rehearsal".to_owned(),
        _ => format!("bcp-ground-{code}"),
    };
    t.with(&key, &[("count", ground.count.into()), ("of", ground.of.into()), ("day", day.into())])
}
