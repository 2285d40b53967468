//! MDS/SDS: the register, one disclosure, its answers from a workbook or from paper, and what the institution decides about them.

mod answers;
mod compare;
mod file;
mod form;
mod item;
mod list;
mod show;

pub(crate) use answers::{record as record_answers, typed};
pub(crate) use compare::compare;
pub(crate) use file::{arrive, download, preview, take};
pub(crate) use item::{decide, item};
pub(crate) use list::list;
pub(crate) use show::{add, change, new, show};

use crate::cx::Cx;
use app::words::T;
use domain::{
    catalog::TopicId,
    vendor::disclosure::{Disclosure, DisclosureItem, DisclosureStanding},
};

/// Colour of a standing.
const fn colour(standing: &DisclosureStanding) -> &'static str {
    match standing {
        DisclosureStanding::Current { .. } => "yes",
        DisclosureStanding::NotNeeded => "none",
        DisclosureStanding::Overdue { .. } | DisclosureStanding::Refused => "no",
        DisclosureStanding::Asked
        | DisclosureStanding::Unread { .. }
        | DisclosureStanding::Old { .. }
        | DisclosureStanding::OtherVersion { .. } => "check",
    }
}

/// MDS みどりカルテ 3.2.
pub(in crate::vendor) fn title(t: T, disclosure: &Disclosure) -> String {
    app::words::disclosure_title(t, disclosure)
}

/// Our words for a topic, with the mark of how it is known.
pub(in crate::vendor) fn topic_words(cx: &Cx, id: &TopicId) -> (String, &'static str) {
    match cx.app().catalog.disclosure().topic(id) {
        Some(topic) => {
            let words = if cx.t().is_ja() { &topic.words.ja } else { &topic.words.en };
            (words.clone(), topic.status.code())
        }
        None => (id.to_string(), "reconstructed"),
    }
}

/// An item as a line of a table.
pub(crate) struct ItemLine {
    pub(crate) key: String,
    /// As the file prints it.
    pub(crate) number: String,
    /// As the file prints it.
    pub(crate) question: String,
    pub(crate) topic: String,
    /// How the topic is known.
    pub(crate) status: &'static str,
    pub(crate) answer: &'static str,
    pub(crate) remark: String,
}

impl ItemLine {
    fn of(cx: &Cx, item: &DisclosureItem) -> Self {
        let topic = item.topic.as_ref().map(|id| topic_words(cx, id));
        let (topic, status) = topic.unwrap_or((String::new(), ""));
        Self {
            key: item.key.to_string(),
            number: item.number.as_ref().map(ToString::to_string).unwrap_or_default(),
            question: item.question.to_string(),
            topic,
            status,
            answer: item.answer.code(),
            remark: item.remark.to_string(),
        }
    }

    /// Colour of the answer.
    pub(crate) fn colour(&self) -> &'static str {
        match self.answer {
            "yes" => "yes",
            "no" => "no",
            "blank" => "check",
            _ => "none",
        }
    }
}
