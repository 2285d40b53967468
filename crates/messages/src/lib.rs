//! Texts in Japanese and English, one file per room under `locales/`. Nothing else in the program holds words for people.

mod lang;
mod shelf;
mod value;

pub use lang::Lang;
pub use value::Value;

use std::borrow::Cow;

/// The text of a key. A key that is not there shows as `⟦key⟧`, which tests refuse.
#[must_use]
pub fn text(lang: Lang, key: &str) -> Cow<'static, str> {
    shelf::of(lang).plain(key)
}

/// The text of a key with arguments.
#[must_use]
pub fn text_with(lang: Lang, key: &str, args: &[(&str, Value)]) -> String {
    shelf::of(lang).with(key, args)
}

/// Every key of a language, sorted: for tests.
#[must_use]
pub fn keys(lang: Lang) -> Vec<String> {
    shelf::of(lang).keys()
}
