//! Fields of a form: what stands in them, what can be chosen, what is wrong.

use app::words::T;
use domain::readiness::backup::{Wrong, WrongWhy};

/// A choice of a field.
pub(crate) struct OptionView {
    pub(crate) value: String,
    pub(crate) words: String,
    pub(crate) chosen: bool,
}

/// One field: a line, a text of several lines, or a choice.
pub(crate) struct FieldView {
    pub(crate) name: String,
    pub(crate) label: String,
    /// What to write, in words; may be empty.
    pub(crate) hint: String,
    pub(crate) value: String,
    /// Empty for a line.
    pub(crate) options: Vec<OptionView>,
    /// `text`, `long`, `day`, `number`.
    pub(crate) kind: &'static str,
    pub(crate) required: bool,
    /// Message key of what is wrong.
    pub(crate) error: Option<&'static str>,
}

impl FieldView {
    pub(in crate::readiness) fn text(name: &str, label: String, value: &str) -> Self {
        Self {
            name: name.to_owned(),
            label,
            hint: String::new(),
            value: value.to_owned(),
            options: Vec::new(),
            kind: "text",
            required: false,
            error: None,
        }
    }

    pub(in crate::readiness) fn kind(self, kind: &'static str) -> Self {
        Self { kind, ..self }
    }

    pub(in crate::readiness) fn required(self) -> Self {
        Self { required: true, ..self }
    }

    pub(in crate::readiness) fn hint(self, hint: impl Into<String>) -> Self {
        Self { hint: hint.into(), ..self }
    }

    /// With these choices: value and words.
    pub(in crate::readiness) fn options(mut self, choices: impl IntoIterator<Item = (String, String)>) -> Self {
        let chosen = self.value.clone();
        let option = |(value, words): (String, String)| OptionView { chosen: value == chosen, value, words };
        self.options = choices.into_iter().map(option).collect();
        self
    }

    pub(in crate::readiness) fn wrong(mut self, wrong: Option<&Wrong>) -> Self {
        self.error = wrong.filter(|wrong| wrong.field == self.name).map(|wrong| wrong_key(wrong.why));
        self
    }
}

/// Message key of what is wrong.
pub(in crate::readiness) const fn wrong_key(why: WrongWhy) -> &'static str {
    match why {
        WrongWhy::Missing => "backup-wrong-missing",
        WrongWhy::Line => "backup-wrong-line",
        WrongWhy::Note => "backup-wrong-note",
        WrongWhy::Number => "backup-wrong-number",
        WrongWhy::Choice => "backup-wrong-choice",
        WrongWhy::Day => "backup-wrong-day",
        WrongWhy::Future => "backup-wrong-future",
        WrongWhy::TooMany => "backup-wrong-too-many",
    }
}

/// Codes with their words, for a choice.
pub(in crate::readiness) fn choices(
    t: T,
    prefix: &str,
    codes: impl IntoIterator<Item = &'static str>,
) -> Vec<(String, String)> {
    codes.into_iter().map(|code| (code.to_owned(), t.code(prefix, code).into_owned())).collect()
}

/// Yes, no, and not known.
pub(in crate::readiness) fn yes_no(t: T) -> [(String, String); 3] {
    [("", "backup-unknown"), ("yes", "backup-yes"), ("no", "backup-no")]
        .map(|(code, key)| (code.to_owned(), t.get(key).into_owned()))
}
