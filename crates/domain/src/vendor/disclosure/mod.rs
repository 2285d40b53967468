//! 医療情報セキュリティ開示書 (MDS/SDS): what a vendor discloses of a product or service, item by item, and what the institution
//! has to cover by operation where the answer is いいえ. A disclosure is no certificate: いいえ is legitimate.

mod answer;
mod compare;
mod record;
mod standing;
mod task;

pub use answer::{DisclosureAnswer, DisclosureAnswers, DisclosureItem, DisclosureSource, ItemKey, ItemsError, keyed};
pub use compare::{Comparison, ItemChange, compare};
pub use record::{Disclosure, DisclosureDraft, DisclosureError, DisclosureKind, DisclosureState, DisclosureText};
pub use standing::{DISCLOSURE_VALID, DisclosureStanding, VendorDisclosure, standing, vendor_disclosure};
pub use task::{Decision, DecisionDraft, DecisionError, DecisionText, Task, TaskReason, TaskState, tasks};
