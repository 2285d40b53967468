//! The texts of a language, read once: plain ones as they are, those with arguments through Fluent.

use crate::{Lang, Value};
use fluent_bundle::{FluentArgs, FluentResource, FluentValue, concurrent::FluentBundle};
use rust_embed::RustEmbed;
use std::{borrow::Cow, collections::HashMap, sync::LazyLock};
use unic_langid::LanguageIdentifier;

#[derive(RustEmbed)]
#[folder = "locales/"]
struct Locales;

/// One language's texts.
pub(crate) struct Shelf {
    bundle: FluentBundle<FluentResource>,
    /// Texts without arguments: a look-up in a map, no formatting.
    plain: HashMap<String, &'static str>,
    keys: Vec<String>,
}

static JA: LazyLock<Shelf> = LazyLock::new(|| Shelf::read(Lang::Ja));
static EN: LazyLock<Shelf> = LazyLock::new(|| Shelf::read(Lang::En));

pub(crate) fn of(lang: Lang) -> &'static Shelf {
    match lang {
        Lang::Ja => &JA,
        Lang::En => &EN,
    }
}

impl Shelf {
    fn read(lang: Lang) -> Self {
        let id: LanguageIdentifier = lang.code().parse().unwrap_or_default();
        let mut bundle = FluentBundle::new_concurrent(vec![id]);
        bundle.set_use_isolating(false);
        let mut shelf = Self { bundle, plain: HashMap::new(), keys: Vec::new() };
        for name in Locales::iter().filter(|name| name.starts_with(lang.code())) {
            let Some(file) = Locales::get(&name) else { continue };
            shelf.add(String::from_utf8_lossy(&file.data).into_owned());
        }
        shelf.keys.sort_unstable();
        shelf
    }

    /// What a file holds. A part that can't be read is left out; a test holds that there is none.
    fn add(&mut self, source: String) {
        let resource = FluentResource::try_new(source).unwrap_or_else(|(resource, _)| resource);
        let keys: Vec<String> = resource
            .entries()
            .filter_map(|entry| match entry {
                fluent_syntax::ast::Entry::Message(message) => Some(message.id.name.to_owned()),
                _ => None,
            })
            .collect();
        self.bundle.add_resource_overriding(resource);
        for key in keys {
            if let Some(text) = self.without_arguments(&key) {
                // Read once and kept for the program's life: the number of texts is fixed.
                self.plain.insert(key.clone(), Box::leak(text.into_boxed_str()));
            }
            self.keys.push(key);
        }
    }

    fn without_arguments(&self, key: &str) -> Option<String> {
        let pattern = self.bundle.get_message(key)?.value()?;
        let mut errors = Vec::new();
        let text = self.bundle.format_pattern(pattern, None, &mut errors).into_owned();
        errors.is_empty().then_some(text)
    }

    pub(crate) fn plain(&self, key: &str) -> Cow<'static, str> {
        match self.plain.get(key) {
            Some(text) => Cow::Borrowed(text),
            None => Cow::Owned(missing(key)),
        }
    }

    pub(crate) fn with(&self, key: &str, args: &[(&str, Value)]) -> String {
        if let Some(text) = self.plain.get(key) {
            return (*text).to_owned();
        }
        let Some(pattern) = self.bundle.get_message(key).and_then(|message| message.value()) else {
            return missing(key);
        };
        let args: FluentArgs<'_> = args.iter().map(|(name, value)| (*name, FluentValue::from(value))).collect();
        let mut errors = Vec::new();
        let text = self.bundle.format_pattern(pattern, Some(&args), &mut errors).into_owned();
        if errors.is_empty() { text } else { missing(key) }
    }

    pub(crate) fn keys(&self) -> Vec<String> {
        self.keys.clone()
    }
}

fn missing(key: &str) -> String {
    format!("⟦{key}⟧")
}
