//! Words on the terminal, in the language of the person who reads them.

use messages::{Lang, Value};
use std::{
    ffi::OsString,
    io::{self, Write as _},
};

/// Where words go: results to the standard output, what went wrong to the standard error.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Screen {
    lang: Lang,
}

impl Screen {
    pub(crate) const fn new(lang: Lang) -> Self {
        Self { lang }
    }

    pub(crate) const fn lang(self) -> Lang {
        self.lang
    }

    pub(crate) fn text(self, key: &str, args: &[(&str, Value)]) -> String {
        messages::text_with(self.lang, key, args)
    }

    /// One text of the messages to the standard output.
    pub(crate) fn say(self, key: &str, args: &[(&str, Value)]) {
        self.line(&self.text(key, args));
    }

    /// Words as they are to the standard output, in one write. A reader that has gone away is no error of ours.
    pub(crate) fn line(self, text: &str) {
        let _ = io::stdout().lock().write_all(format!("{text}\n").as_bytes());
    }

    /// Words as they are to the standard error.
    pub(crate) fn complain(self, text: &str) {
        let _ = io::stderr().lock().write_all(format!("{text}\n").as_bytes());
    }
}

/// The language before anything is parsed: `--lang`, else the locale of the environment, else Japanese.
pub(crate) fn language(arguments: &[OsString]) -> Lang {
    let words: Vec<_> = arguments.iter().map(|word| word.to_string_lossy()).collect();
    let after = words.iter().position(|word| word == "--lang").and_then(|at| words.get(at + 1));
    let joined = words.iter().find_map(|word| word.strip_prefix("--lang="));
    if let Some(lang) = after.map(AsRef::as_ref).or(joined).and_then(Lang::from_code) {
        return lang;
    }
    let set = ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().filter_map(|name| std::env::var(name).ok());
    set.into_iter().find(|value| !value.is_empty()).map_or(Lang::Ja, |value| of_locale(&value))
}

/// `C` and `POSIX` name no language; whoever reads neither Japanese nor English reads English rather.
fn of_locale(locale: &str) -> Lang {
    let code = locale.split(['_', '.', '@', '-']).next().unwrap_or_default();
    match code {
        "" | "C" | "POSIX" | "ja" => Lang::Ja,
        _ => Lang::En,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_locale_names_its_language() {
        let found = ["ja_JP.UTF-8", "C.UTF-8", "POSIX", "en_GB.UTF-8", "de_DE"].map(of_locale);
        assert_eq!(found, [Lang::Ja, Lang::Ja, Lang::Ja, Lang::En, Lang::En]);
    }

    #[test]
    fn the_flag_wins_in_both_its_forms() {
        let words = |text: &str| text.split(' ').map(OsString::from).collect::<Vec<_>>();
        assert_eq!(language(&words("sakimori --lang en serve")), Lang::En);
        assert_eq!(language(&words("sakimori serve --lang=en")), Lang::En);
    }
}
