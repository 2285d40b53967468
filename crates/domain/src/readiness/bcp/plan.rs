//! The plan as a whole, as it is printed and approved: what was stated, joined with what the program knows. What is unknown stays unknown.

use super::{CheckAnswer, CheckTally, Cutting, General, Importance, PaperLine, SystemRank};
use crate::{
    catalog::TopicId,
    digest::Digest,
    id::{BcpApprovalId, HandoutId, SystemId},
    ledger::SystemKind,
    network,
    readiness::contact_chart::Chart,
    vendor::Line,
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use time::{Date, Duration};

/// A system in the plan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlanSystem {
    /// Which.
    pub id: SystemId,
    /// Name.
    pub name: String,
    /// What it is for.
    pub kind: SystemKind,
    /// Who provides it; empty if unknown.
    pub vendor: String,
    /// 復旧優先度 and 重要度.
    pub rank: SystemRank,
    /// Hours within which it has to be usable again.
    pub rto_hours: Option<u32>,
    /// Hours of entries that may be lost.
    pub rpo_hours: Option<u32>,
    /// Names of its backups.
    pub copies: Vec<String>,
    /// Day on which its restore procedure was approved.
    pub restore_on: Option<Date>,
}

/// A part of cutting, in the order of the house.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlanStep {
    /// Which.
    pub part: network::Part,
    /// What is done, as a person wrote it; empty while nobody did.
    pub lines: Vec<String>,
}

/// The contact chart that the plan holds: the approved one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlanChart {
    /// Its version.
    pub number: i64,
    /// Day of its approval.
    pub on: Date,
    /// The chart.
    pub chart: Chart,
}

/// A line of the decision table with names.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlanDecision {
    /// What is decided.
    pub what: String,
    /// At what sign.
    pub sign: String,
    /// Who decides; empty if unknown.
    pub decider: String,
    /// Deputies, in their order.
    pub deputies: Vec<String>,
    /// By night and on days off.
    pub out_of_hours: String,
}

/// The whole of it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Plan {
    /// What it is for.
    pub general: General,
    /// Systems by 復旧優先度; those without one last.
    pub systems: Vec<PlanSystem>,
    /// Cutting, in the order of the house.
    pub cutting: Vec<PlanStep>,
    /// Why another order than the ministry's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cutting_why: Option<Line>,
    /// When 切断手順 was checked on the spot.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cutting_checked: Option<Date>,
    /// Contacts; `None` while no chart is approved.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub chart: Option<PlanChart>,
    /// 紙運用.
    pub paper: Vec<PaperLine>,
    /// Who may cut.
    pub decisions: Vec<PlanDecision>,
    /// Answers of the 確認表.
    pub checks: BTreeMap<TopicId, CheckAnswer>,
}

/// A section of the plan, as it is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Section {
    /// What it is for.
    General,
    /// Systems.
    Systems,
    /// Who decides.
    Decisions,
    /// Cutting.
    Cutting,
    /// Contacts.
    Contacts,
    /// Paper operation.
    Paper,
    /// 確認表.
    Checks,
}

impl Section {
    /// Every section, in the order printed.
    pub const ALL: [Self; 7] =
        [Self::General, Self::Systems, Self::Decisions, Self::Cutting, Self::Contacts, Self::Paper, Self::Checks];

    /// Stable code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::General => "general",
            Self::Systems => "systems",
            Self::Decisions => "decisions",
            Self::Cutting => "cutting",
            Self::Contacts => "contacts",
            Self::Paper => "paper",
            Self::Checks => "checks",
        }
    }
}

impl Plan {
    /// Sorts systems by 復旧優先度, then 重要度, then name.
    pub fn sort_systems(&mut self) {
        let key = |one: &PlanSystem| {
            let rank = &one.rank;
            (rank.priority.unwrap_or(u16::MAX), rank.importance.map_or(3, |one| one as usize), one.name.clone())
        };
        self.systems.sort_by_key(key);
    }

    /// A short value that is another for every other plan: by it an approval says which plan a person saw.
    #[must_use]
    pub fn digest(&self) -> String {
        Digest::of(&serde_json::to_vec(self).unwrap_or_default()).to_string()
    }

    /// Whether nobody stated anything yet. What other rooms know is no plan.
    #[must_use]
    pub fn is_begun(&self) -> bool {
        self.general != General::default()
            || self.systems.iter().any(|one| one.rank != SystemRank::default())
            || self.cutting_why.is_some()
            || !self.paper.is_empty()
            || !self.decisions.is_empty()
            || !self.checks.is_empty()
    }

    /// Sections that are others in a later plan.
    #[must_use]
    pub fn differences(&self, later: &Self) -> Vec<Section> {
        let same = |section: &Section| match section {
            Section::General => self.general == later.general,
            Section::Systems => self.systems == later.systems,
            Section::Decisions => self.decisions == later.decisions,
            Section::Cutting => {
                (&self.cutting, &self.cutting_why, self.cutting_checked)
                    == (&later.cutting, &later.cutting_why, later.cutting_checked)
            }
            Section::Contacts => self.chart == later.chart,
            Section::Paper => self.paper == later.paper,
            Section::Checks => self.checks == later.checks,
        };
        Section::ALL.into_iter().filter(|section| !same(section)).collect()
    }
}

/// A version that was approved.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BcpApproval {
    /// Stable identifier.
    pub id: BcpApprovalId,
    /// 第1版, 第2版 …: counted from 1.
    pub number: i64,
    /// The plan as it stood.
    pub plan: Plan,
    /// Who approved it: 院長, 医療安全管理委員会.
    pub by: Line,
    /// Day of the approval.
    pub on: Date,
    /// Day on which it is to be looked at again.
    pub next_review_on: Date,
}

impl BcpApproval {
    /// Days until the next review that a form offers: 365. Source: 企画管理編 11 asks for regular review; no interval is known to us.
    pub const REVIEW: Duration = Duration::days(365);
}

/// A copy of an approved version was handed to somebody.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BcpHandedOut {
    /// Stable identifier.
    pub id: HandoutId,
    /// Which version.
    pub approval: BcpApprovalId,
    /// Its number.
    pub number: i64,
    /// To which department or person.
    pub to: Line,
    /// How: paper in the file, mail, read aloud.
    pub how: Line,
    /// Day.
    pub on: Date,
}

/// What is missing for a plan, or old in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Gap {
    /// Purpose or scope is not written.
    Purpose,
    /// Nobody said where it lies on paper.
    KeptAt,
    /// No system is registered.
    NoSystems,
    /// Systems without 復旧優先度.
    Priority(usize),
    /// Systems without 重要度.
    Importance(usize),
    /// 復旧優先度 or 重要度 without its reason.
    Reason(usize),
    /// Systems without an approved restore procedure.
    Restore(usize),
    /// The decision table has no line.
    NoDecision,
    /// Decisions for which it is not said who decides, at what sign, or who by night.
    Decision(usize),
    /// Decisions that a person who left would make.
    DeciderLeft(usize),
    /// Steps of cutting that nobody wrote.
    Cutting(usize),
    /// No contact chart is approved.
    NoChart,
    /// The contact chart changed since its approval.
    ChartChanged,
    /// There is no paper operation.
    NoPaper,
    /// Lines of the paper operation without form, place, or what is done afterwards.
    Paper(usize),
    /// Items of the 確認表 without an answer.
    Checks(usize),
    /// いいえ of the 確認表 without a target date.
    Undated(usize),
}

impl Gap {
    /// Stable code, the end of its message key.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Purpose => "purpose",
            Self::KeptAt => "kept_at",
            Self::NoSystems => "no_systems",
            Self::Priority(_) => "priority",
            Self::Importance(_) => "importance",
            Self::Reason(_) => "reason",
            Self::Restore(_) => "restore",
            Self::NoDecision => "no_decision",
            Self::Decision(_) => "decision",
            Self::DeciderLeft(_) => "decider_left",
            Self::Cutting(_) => "cutting",
            Self::NoChart => "no_chart",
            Self::ChartChanged => "chart_changed",
            Self::NoPaper => "no_paper",
            Self::Paper(_) => "paper_part",
            Self::Checks(_) => "checks",
            Self::Undated(_) => "undated",
        }
    }

    /// How many; 0 where nothing is counted.
    #[must_use]
    pub const fn count(self) -> usize {
        match self {
            Self::Priority(count)
            | Self::Importance(count)
            | Self::Reason(count)
            | Self::Restore(count)
            | Self::Decision(count)
            | Self::DeciderLeft(count)
            | Self::Cutting(count)
            | Self::Paper(count)
            | Self::Checks(count)
            | Self::Undated(count) => count,
            Self::Purpose
            | Self::KeptAt
            | Self::NoSystems
            | Self::NoDecision
            | Self::NoChart
            | Self::ChartChanged
            | Self::NoPaper => 0,
        }
    }

    /// The section that it belongs to.
    #[must_use]
    pub const fn section(self) -> Section {
        match self {
            Self::Purpose | Self::KeptAt => Section::General,
            Self::NoSystems | Self::Priority(_) | Self::Importance(_) | Self::Reason(_) | Self::Restore(_) => {
                Section::Systems
            }
            Self::NoDecision | Self::Decision(_) | Self::DeciderLeft(_) => Section::Decisions,
            Self::Cutting(_) => Section::Cutting,
            Self::NoChart | Self::ChartChanged => Section::Contacts,
            Self::NoPaper | Self::Paper(_) => Section::Paper,
            Self::Checks(_) | Self::Undated(_) => Section::Checks,
        }
    }
}

/// What is missing. `chart_changed` and `left` come from the rooms of the chart and of the roster.
#[must_use]
pub fn gaps(plan: &Plan, tally: CheckTally, chart_changed: bool, left: usize) -> Vec<Gap> {
    let count = |fits: &dyn Fn(&PlanSystem) -> bool| plan.systems.iter().filter(|one| fits(one)).count();
    let unwritten = plan.cutting.iter().filter(|step| step.lines.is_empty()).count();
    let no_reason = |one: &PlanSystem| {
        let rank = &one.rank;
        rank.priority.is_some() && rank.priority_why.is_none()
            || rank.importance.is_some() && rank.importance_why.is_none()
    };
    let undecided = plan.decisions.iter().filter(|one| {
        one.decider.is_empty() || one.sign.is_empty() || one.out_of_hours.is_empty() || one.deputies.is_empty()
    });
    let part = plan.paper.iter().filter(|one| one.form.is_none() || one.place.is_none() || one.after.is_none());
    let found = [
        (plan.general.purpose.is_empty() || plan.general.scope.is_empty(), Gap::Purpose),
        (plan.general.kept_at.is_none(), Gap::KeptAt),
        (plan.systems.is_empty(), Gap::NoSystems),
        counted(Gap::Priority(count(&|one| one.rank.priority.is_none()))),
        counted(Gap::Importance(count(&|one| one.rank.importance.is_none()))),
        counted(Gap::Reason(count(&no_reason))),
        counted(Gap::Restore(count(&|one| one.restore_on.is_none()))),
        (plan.decisions.is_empty(), Gap::NoDecision),
        counted(Gap::Decision(undecided.count())),
        counted(Gap::DeciderLeft(left)),
        counted(Gap::Cutting(unwritten)),
        (plan.chart.is_none(), Gap::NoChart),
        (plan.chart.is_some() && chart_changed, Gap::ChartChanged),
        (plan.paper.is_empty(), Gap::NoPaper),
        counted(Gap::Paper(part.count())),
        counted(Gap::Checks(tally.open)),
        counted(Gap::Undated(tally.undated)),
    ];
    found.into_iter().filter(|(is_open, _)| *is_open).map(|(_, gap)| gap).collect()
}

const fn counted(gap: Gap) -> (bool, Gap) {
    (gap.count() > 0, gap)
}

/// The order of cutting as a plan holds it, with the lines that a person wrote.
impl PlanStep {
    /// The three steps in the order of the house.
    #[must_use]
    pub fn of(cutting: &Cutting, written: Option<&network::ProcedureDraft>) -> Vec<Self> {
        let lines = |part| {
            let lines = written.map(|stated| stated.lines(part)).unwrap_or_default();
            lines.iter().map(ToString::to_string).collect()
        };
        cutting.order.into_iter().map(|part| Self { part, lines: lines(part) }).collect()
    }
}

impl PlanSystem {
    /// Its 重要度.
    #[must_use]
    pub const fn importance(&self) -> Option<Importance> {
        self.rank.importance
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    fn system(name: &str, priority: Option<u16>, importance: Option<Importance>) -> PlanSystem {
        PlanSystem {
            id: Uuid::nil().into(),
            name: name.to_owned(),
            kind: SystemKind::Ehr,
            vendor: String::new(),
            rank: SystemRank { priority, importance, ..SystemRank::default() },
            rto_hours: None,
            rpo_hours: None,
            copies: Vec::new(),
            restore_on: None,
        }
    }

    #[test]
    fn recovery_follows_the_priority_and_not_the_importance() {
        let mut plan = Plan {
            systems: vec![
                system("電子カルテ", Some(2), Some(Importance::High)),
                system("給食", None, None),
                system("認証基盤", Some(1), Some(Importance::Low)),
            ],
            ..Plan::default()
        };
        plan.sort_systems();
        let names: Vec<&str> = plan.systems.iter().map(|one| one.name.as_str()).collect();
        assert_eq!(names, ["認証基盤", "電子カルテ", "給食"]);
    }

    #[test]
    fn what_nobody_said_is_a_gap_by_name() {
        let codes = |plan: &Plan, tally| {
            let codes = gaps(plan, tally, false, 0).into_iter().map(|gap| format!("{}:{}", gap.code(), gap.count()));
            codes.collect::<Vec<_>>().join(" ")
        };
        let empty = Plan { cutting: PlanStep::of(&Cutting::default(), None), ..Plan::default() };
        let open = CheckTally { open: 25, ..CheckTally::default() };
        assert_eq!(
            codes(&empty, open),
            "purpose:0 kept_at:0 no_systems:0 no_decision:0 cutting:3 no_chart:0 no_paper:0 checks:25"
        );
        assert!(!empty.is_begun());
        let some = Plan { systems: vec![system("電子カルテ", Some(1), None)], ..empty };
        let said = codes(&some, CheckTally::default());
        assert!(said.contains("importance:1 reason:1 restore:1") && !said.contains("priority"), "{said}");
        assert!(some.is_begun());
    }

    #[test]
    fn a_change_is_named_by_its_section() {
        let plan = Plan { systems: vec![system("電子カルテ", Some(1), None)], ..Plan::default() };
        assert_eq!(plan.differences(&plan), []);
        let later = Plan { systems: vec![system("電子カルテ", Some(2), None)], ..Plan::default() };
        assert_eq!(plan.differences(&later), [Section::Systems]);
        assert_ne!(plan.digest(), later.digest());
    }
}
