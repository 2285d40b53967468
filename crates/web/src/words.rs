//! Words on pages: message texts, dates and times in the visitor's language.

use domain::calendar::{FiscalYear, Instant, iso, wareki};
use messages::{Lang, Value};
use std::borrow::Cow;
use time::Date;

/// Texts of one language, as templates use them.
#[derive(Debug, Clone, Copy)]
pub(crate) struct T {
    lang: Lang,
}

impl T {
    pub(crate) const fn new(lang: Lang) -> Self {
        Self { lang }
    }

    pub(crate) const fn lang(self) -> Lang {
        self.lang
    }

    pub(crate) const fn is_ja(self) -> bool {
        matches!(self.lang, Lang::Ja)
    }

    /// The text of a key.
    pub(crate) fn get(self, key: &str) -> Cow<'static, str> {
        messages::text(self.lang, key)
    }

    /// The text of a key with arguments.
    pub(crate) fn with(self, key: &str, args: &[(&str, Value)]) -> String {
        messages::text_with(self.lang, key, args)
    }

    /// A text with one argument, as templates write it.
    pub(crate) fn one(self, key: &str, name: &str, value: impl Into<Value>) -> String {
        self.with(key, &[(name, value.into())])
    }

    /// 令和6年6月10日（2024-06-10） · 2024-06-10.
    pub(crate) fn day(self, day: Date) -> String {
        if self.is_ja() { format!("{}（{}）", wareki(day), iso(day)) } else { iso(day) }
    }

    /// 令和6年6月10日 · 2024-06-10: where space is short.
    pub(crate) fn short_day(self, day: Date) -> String {
        if self.is_ja() { wareki(day) } else { iso(day) }
    }

    /// Day and minute in Japan.
    pub(crate) fn moment(self, at: Instant) -> String {
        let jst = at.jst();
        format!("{} {:02}:{:02}", self.short_day(jst.day), jst.hour, jst.minute)
    }

    /// 令和6年度 · FY2024.
    pub(crate) fn year(self, year: FiscalYear) -> String {
        if self.is_ja() { year.label_ja() } else { year.label_en() }
    }
}
