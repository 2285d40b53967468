//! Remediation: every いいえ with what is planned for it, on all sheets together, and the plan on paper (改善計画書).

mod list;
mod one;
mod plan;

pub use list::{Line, Remediations, list, overdue};
pub use one::{Found, find};
pub use plan::{PlanAsked, improvement_plan, plan_paper};
