//! Words: message texts, dates, reasons and changes in one language, the same on a page and on paper.

mod change;
mod course;
mod disclosure;
mod draft;
mod entry;
mod finding;
mod names;
mod official;
mod readiness;
mod reason;
mod remote;

pub use change::{changes, slot};
pub use course::{answers, course, plan_changes};
pub use disclosure::disclosure_title;
pub use draft::refused_draft;
pub use entry::entry;
pub use finding::{export_kind, fact, finding, finding_state, refused_export, rule, rule_reason, unread};
pub use names::Names;
pub(crate) use official::official;
pub use official::official_mark;
pub use reason::reason;
pub use remote::{entry_confirmation, means, origin, remote_standing};

use domain::calendar::{FiscalYear, Instant, iso, wareki};
use messages::{Lang, Value};
use std::borrow::{Borrow, Cow};
use time::Date;

/// Texts of one language.
#[derive(Debug, Clone, Copy)]
pub struct T {
    lang: Lang,
}

impl T {
    /// Texts of this language.
    #[must_use]
    pub const fn new(lang: Lang) -> Self {
        Self { lang }
    }

    /// The language.
    #[must_use]
    pub const fn lang(self) -> Lang {
        self.lang
    }

    /// Whether it is Japanese.
    #[must_use]
    pub const fn is_ja(self) -> bool {
        matches!(self.lang, Lang::Ja)
    }

    /// The text of a key.
    #[must_use]
    pub fn get(self, key: &str) -> Cow<'static, str> {
        messages::text(self.lang, key)
    }

    /// The text of a key with arguments.
    #[must_use]
    pub fn with(self, key: &str, args: &[(&str, Value)]) -> String {
        messages::text_with(self.lang, key, args)
    }

    /// The text of a code: key `prefix-code`.
    #[must_use]
    pub fn code(self, prefix: &str, code: &str) -> Cow<'static, str> {
        messages::text(self.lang, &format!("{prefix}-{code}"))
    }

    /// A text with one argument, as templates write it.
    #[must_use]
    pub fn one(self, key: &str, name: &str, value: impl Into<Value>) -> String {
        self.with(key, &[(name, value.into())])
    }

    /// 令和6年6月10日（2024-06-10） · 2024-06-10.
    #[must_use]
    pub fn day(self, day: impl Borrow<Date>) -> String {
        let day = *day.borrow();
        if self.is_ja() { format!("{}（{}）", wareki(day), iso(day)) } else { iso(day) }
    }

    /// 令和6年6月10日 · 2024-06-10: where space is short.
    #[must_use]
    pub fn short_day(self, day: impl Borrow<Date>) -> String {
        let day = *day.borrow();
        if self.is_ja() { wareki(day) } else { iso(day) }
    }

    /// Day and minute in Japan.
    #[must_use]
    pub fn moment(self, at: Instant) -> String {
        let jst = at.jst();
        format!("{} {:02}:{:02}", self.short_day(jst.day), jst.hour, jst.minute)
    }

    /// 令和6年度（2024年度） · FY2024.
    #[must_use]
    pub fn year(self, year: impl Borrow<FiscalYear>) -> String {
        let year = *year.borrow();
        if self.is_ja() { format!("{}（{}年度）", year.label_ja(), year.year()) } else { year.label_en() }
    }
}
