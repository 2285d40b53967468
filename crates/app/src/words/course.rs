//! Where an いいえ stands, in words.

use super::{T, slot};
use domain::{
    assessment::{ItemState, RoundNo, TargetState},
    remediation::{Course, RemediationDraft},
};
use store::staff::Roster;

/// 3日過ぎています · あと20日 · 2回目で「はい」になりました（令和6年12月18日）.
#[must_use]
pub fn course(t: T, course: Course) -> String {
    match course {
        Course::Undated => t.get("home-target-missing").into_owned(),
        Course::Dated(TargetState::Overdue { days }) => t.one("home-target-overdue", "days", days),
        Course::Dated(TargetState::Near { days }) => t.one("home-target-near", "days", days),
        Course::Dated(TargetState::Ahead { days }) => t.one("home-target-ahead", "days", days),
        Course::AnsweredLater => t.get("remediation-answered-later").into_owned(),
        Course::Closed { round, on, .. } => {
            t.with("remediation-closed", &[("round", round.number().into()), ("day", t.short_day(on).into())])
        }
    }
}

/// The answers of every round that was answered: 1回目 いいえ（令和6年6月10日 確認者 山田）.
#[must_use]
pub fn answers(t: T, roster: &Roster, state: &ItemState) -> Vec<String> {
    let answered = RoundNo::ALL.into_iter().filter(|round| !state.slot(*round).is_blank());
    let said = |round: RoundNo| {
        format!("{} {}", t.one("assessment-round", "round", round.number()), slot(t, roster, state.slot(round)))
    };
    answered.map(said).collect()
}

/// What a change of a plan did, sentence by sentence. `vendor` names a vendor.
#[must_use]
pub fn plan_changes(
    t: T,
    roster: &Roster,
    vendor: impl Fn(domain::id::VendorId) -> String,
    before: &RemediationDraft,
    after: &RemediationDraft,
) -> Vec<String> {
    let none = || t.get("common-none").into_owned();
    let mut said = Vec::new();
    if before.owner != after.owner {
        let name = |draft: &RemediationDraft| draft.owner.and_then(|id| roster.member(id)).map(|m| m.name.to_string());
        let (was, is) = (name(before).unwrap_or_else(none), name(after).unwrap_or_else(none));
        said.push(t.with("remediation-history-owner", &[("before", was.into()), ("after", is.into())]));
    }
    if before.vendor != after.vendor {
        let name = |draft: &RemediationDraft| draft.vendor.map(&vendor);
        let (was, is) = (name(before).unwrap_or_else(none), name(after).unwrap_or_else(none));
        said.push(t.with("remediation-history-vendor", &[("before", was.into()), ("after", is.into())]));
    }
    if before.next_step != after.next_step {
        said.push(t.one("remediation-history-next-step", "after", after.next_step.to_string()));
    }
    said
}
