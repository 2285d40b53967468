//! サイバー攻撃を想定した事業継続計画 (BCP): what people state for it, the ministry's 確認表 as a self-check, the plan as a whole that is
//! approved version by version, and to whom it was handed out.

mod check;
mod ground;
mod part;
mod plan;
mod text;

pub use check::{Answer, CheckAnswer, CheckItem, CheckMark, CheckStep, CheckTally};
pub use ground::{BcpKnown, Ground, GroundKind, ground, grounds};
pub use part::{Cutting, Decision, General, Importance, PaperLine, Part, PartKey, PartRow, Stated, SystemRank};
pub use plan::{BcpApproval, BcpHandedOut, Gap, Plan, PlanChart, PlanDecision, PlanStep, PlanSystem, Section, gaps};
pub use text::{ApprovalText, BcpError, CheckText, DecisionText, GeneralText, HandoutText, PaperText, RankText};
