//! Two disclosures side by side: what changed from one version of a product to the next.

use super::{DisclosureAnswers, DisclosureItem};
use std::collections::BTreeMap;

/// By what items of two disclosures belong together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Comparison {
    /// Same edition of the form: by the printed number.
    ByNumber,
    /// Another edition: numbers mean other items, so by our topic.
    ByTopic,
}

/// What became of one item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ItemChange<'a> {
    /// Another answer or another remark.
    Changed {
        /// Before.
        before: &'a DisclosureItem,
        /// After.
        after: &'a DisclosureItem,
    },
    /// Only in the newer one.
    Added(&'a DisclosureItem),
    /// Only in the older one.
    Gone(&'a DisclosureItem),
}

/// What changed, in the order of the newer one; what is gone at the end. Items that are equal are left out.
#[must_use]
pub fn compare<'a>(before: &'a DisclosureAnswers, after: &'a DisclosureAnswers, by: Comparison) -> Vec<ItemChange<'a>> {
    let name = |item: &DisclosureItem| match by {
        Comparison::ByNumber => item.key.to_string(),
        Comparison::ByTopic => {
            item.topic.as_ref().map_or_else(|| format!("question {}", item.question), ToString::to_string)
        }
    };
    let mut old: BTreeMap<String, Vec<&DisclosureItem>> = BTreeMap::new();
    for item in before.items.iter().rev() {
        old.entry(name(item)).or_default().push(item);
    }
    let mut changes = Vec::new();
    for item in &after.items {
        match old.get_mut(&name(item)).and_then(Vec::pop) {
            Some(was) if was.answer == item.answer && was.remark == item.remark => {}
            Some(was) => changes.push(ItemChange::Changed { before: was, after: item }),
            None => changes.push(ItemChange::Added(item)),
        }
    }
    let left: Vec<&DisclosureItem> = old.into_values().flatten().collect();
    let gone = before.items.iter().filter(|item| left.iter().any(|one| std::ptr::eq(*one, *item)));
    changes.extend(gone.map(ItemChange::Gone));
    changes
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        assessment::Note,
        catalog::TopicId,
        vendor::disclosure::{DisclosureAnswer, DisclosureSource, ItemKey},
    };

    fn answers(items: &[(&str, &str, DisclosureAnswer)]) -> DisclosureAnswers {
        let item = |(key, topic, answer): &(&str, &str, DisclosureAnswer)| DisclosureItem {
            key: ItemKey::of(key),
            number: None,
            question: Note::default(),
            topic: TopicId::parse(topic).ok(),
            answer: *answer,
            remark: Note::default(),
        };
        DisclosureAnswers { source: DisclosureSource::Typed, items: items.iter().map(item).collect() }
    }

    fn said(before: &DisclosureAnswers, after: &DisclosureAnswers, by: Comparison) -> String {
        let words = |change: &ItemChange<'_>| match change {
            ItemChange::Changed { before, after } => format!("{}→{} changed", before.key, after.key),
            ItemChange::Added(item) => format!("{} added", item.key),
            ItemChange::Gone(item) => format!("{} gone", item.key),
        };
        compare(before, after, by).iter().map(words).collect::<Vec<_>>().join(", ")
    }

    #[test]
    fn what_changed_is_named_by_number_or_by_topic() {
        use DisclosureAnswer::{No, Yes};
        let before = answers(&[("1", "p15", No), ("2", "p16", Yes), ("3", "p19", Yes)]);
        let after = answers(&[("1", "p15", Yes), ("2", "p16", Yes), ("4", "p20", No)]);
        insta::assert_snapshot!(said(&before, &after, Comparison::ByNumber), @"1→1 changed, 4 added, 3 gone");
        let other_edition = answers(&[("7.1", "p16", Yes), ("7.2", "p15", Yes)]);
        insta::assert_snapshot!(said(&before, &other_edition, Comparison::ByTopic), @"1→7.2 changed, 3 gone");
        insta::assert_snapshot!(said(&before, &before, Comparison::ByTopic), @"");
    }
}
