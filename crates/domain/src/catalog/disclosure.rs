//! 医療情報セキュリティ開示書 (MDS/SDS) as data: the topics in provisional numbering, each with how it came to be known, and the profiles
//! by which answers are found in a vendor's workbook. Official numbers and sentences were not obtained: none stand here.

use super::{
    Bilingual, ItemId, TopicId,
    read::{Faults, Table, all, no_repeats, parsed, word},
    yaml::{At, Node},
};
use crate::vendor::disclosure::{DisclosureAnswer, DisclosureKind};
use unicode_normalization::UnicodeNormalization;

pub(super) const DISCLOSURE_FORMAT: &str = "sakimori-disclosure-v1";

/// How a topic came to be known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TopicStatus {
    /// Seen in an official page.
    Confirmed,
    /// Seen in an account of the form by others.
    Secondary,
    /// From general knowledge of older forms.
    Reconstructed,
}

impl TopicStatus {
    /// Every status.
    pub const ALL: [Self; 3] = [Self::Confirmed, Self::Secondary, Self::Reconstructed];

    /// Stable code, the end of its message key.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Confirmed => "confirmed",
            Self::Secondary => "secondary",
            Self::Reconstructed => "reconstructed",
        }
    }
}

/// What a row of the form asks about, in our words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Topic {
    /// Provisional id, ours.
    pub id: TopicId,
    /// Chapter of the guideline's システム運用編.
    pub area: String,
    /// On which of the two forms.
    pub kinds: Vec<DisclosureKind>,
    /// How it came to be known.
    pub status: TopicStatus,
    /// What it asks.
    pub words: Bilingual,
}

/// An edition of the form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DisclosureEdition {
    /// `5.0`.
    pub version: String,
    /// `JAHIS標準24-005`.
    pub standard: String,
    /// Day, month or year.
    pub published: String,
}

/// Where a kind of form has its columns: words of their headings, compared after NFKC and without spaces.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProfileSheet {
    /// Which form.
    pub kind: DisclosureKind,
    /// Words in the sheet's name.
    pub names: Vec<String>,
    /// Heading of the printed number.
    pub number: Vec<String>,
    /// Heading of the question.
    pub question: Vec<String>,
    /// Heading of the answer.
    pub answer: Vec<String>,
    /// Heading of the number of a remark.
    pub remark_number: Vec<String>,
    /// Heading of the remark.
    pub remark: Vec<String>,
}

/// Labels of the form's head; the value stands to their right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProfileHeader {
    /// 製造業者名.
    pub company: Vec<String>,
    /// 製品名.
    pub product: Vec<String>,
    /// バージョン.
    pub version: Vec<String>,
    /// 作成日.
    pub dated: Vec<String>,
}

/// How a row leads to a topic.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProfileTopic {
    /// The topic.
    pub topic: TopicId,
    /// Numbers as the file prints them. Certain.
    pub numbers: Vec<String>,
    /// Words of the question. A proposal only.
    pub words: Vec<String>,
}

/// How the answers of one layout are found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DisclosureProfile {
    /// For ever.
    pub id: TopicId,
    /// Its name.
    pub label: Bilingual,
    /// Sheets that may be there.
    pub sheets: Vec<ProfileSheet>,
    /// Words for はい, いいえ, 対象外.
    answers: [(DisclosureAnswer, Vec<String>); 3],
    /// Labels of the head.
    pub header: ProfileHeader,
    topics: Vec<ProfileTopic>,
}

/// To which topic a row leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TopicMatch {
    /// By its number.
    Certain(TopicId),
    /// By its words, and by no other topic's.
    Proposed(TopicId),
    /// To none, or to several.
    Unknown,
}

/// Words as they are compared: NFKC, without spaces.
#[must_use]
pub fn plain(text: &str) -> String {
    text.nfkc().filter(|c| !c.is_whitespace()).collect()
}

impl DisclosureProfile {
    /// The answer that a cell says; `None` if it is none of the known words.
    #[must_use]
    pub fn answer(&self, cell: &str) -> Option<DisclosureAnswer> {
        let cell = plain(cell);
        self.answers
            .iter()
            .find(|(_, words)| words.iter().any(|word| plain(word).eq_ignore_ascii_case(&cell)))
            .map(|(answer, _)| *answer)
    }

    /// To which topic a row leads.
    #[must_use]
    pub fn topic(&self, number: Option<&str>, question: &str) -> TopicMatch {
        let number = number.map(plain);
        let by_number = |one: &&ProfileTopic| one.numbers.iter().any(|known| Some(plain(known)) == number);
        if let Some(found) = self.topics.iter().find(by_number) {
            return TopicMatch::Certain(found.topic.clone());
        }
        let question = plain(question);
        let by_words = |one: &&ProfileTopic| one.words.iter().any(|word| question.contains(&plain(word)));
        let mut found = self.topics.iter().filter(by_words);
        match (found.next(), found.next()) {
            (Some(one), None) => TopicMatch::Proposed(one.topic.clone()),
            _ => TopicMatch::Unknown,
        }
    }
}

/// Everything known of the form.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DisclosureBook {
    /// Editions, older first.
    pub editions: Vec<DisclosureEdition>,
    /// Names of areas by their id.
    pub areas: Vec<(String, Bilingual)>,
    /// Topics.
    pub topics: Vec<Topic>,
    /// Profiles.
    pub profiles: Vec<DisclosureProfile>,
    /// Which topics speak to which item of the checklist. Ours.
    items: Vec<(ItemId, Vec<TopicId>)>,
}

impl DisclosureBook {
    pub(super) fn read(root: &Node, faults: &mut Faults) -> Option<Self> {
        let keys = ["format", "about", "editions", "areas", "topics", "items", "profiles"];
        let table = Table::of(root, "disclosure", &keys, faults)?;
        let editions = list(&table, "editions", edition, faults);
        let areas = list(&table, "areas", area, faults);
        let topics = list(&table, "topics", topic, faults);
        let profiles = list(&table, "profiles", profile, faults);
        let items = list(&table, "items", item, faults);
        let (topics, profiles) = (topics?, profiles?);
        let names: Vec<(String, At)> = topics.iter().map(|(at, topic)| (topic.id.to_string(), *at)).collect();
        no_repeats(names.iter().map(|(name, at)| (name.as_str(), *at)), faults);
        Some(Self {
            editions: editions?,
            areas: areas?,
            topics: topics.into_iter().map(|(_, topic)| topic).collect(),
            profiles,
            items: items?,
        })
    }

    /// A later file's profiles, topics and editions go over those of the same name.
    pub(super) fn join(&mut self, other: Self) {
        self.editions.retain(|old| other.editions.iter().all(|new| new.version != old.version));
        self.editions.extend(other.editions);
        self.areas.retain(|(old, _)| other.areas.iter().all(|(new, _)| new != old));
        self.areas.extend(other.areas);
        self.topics.retain(|old| other.topics.iter().all(|new| new.id != old.id));
        self.topics.extend(other.topics);
        self.profiles.retain(|old| other.profiles.iter().all(|new| new.id != old.id));
        self.profiles.extend(other.profiles);
        self.items.retain(|(old, _)| other.items.iter().all(|(new, _)| new != old));
        self.items.extend(other.items);
    }

    /// The topics that speak to an item of the checklist.
    #[must_use]
    pub fn topics_of(&self, item: &ItemId) -> &[TopicId] {
        self.items.iter().find(|(known, _)| known == item).map(|(_, topics)| topics.as_slice()).unwrap_or_default()
    }

    /// The topic of this id.
    #[must_use]
    pub fn topic(&self, id: &TopicId) -> Option<&Topic> {
        self.topics.iter().find(|topic| topic.id == *id)
    }

    /// The profile of this id.
    #[must_use]
    pub fn profile(&self, id: &str) -> Option<&DisclosureProfile> {
        self.profiles.iter().find(|profile| profile.id.as_str() == id)
    }
}

fn list<T>(
    table: &Table<'_>,
    key: &'static str,
    one: fn(&Node, &mut Faults) -> Option<T>,
    faults: &mut Faults,
) -> Option<Vec<T>> {
    let nodes = table.optional_list(key, faults)?;
    all(nodes.iter().map(|node| one(node, faults)))
}

fn edition(node: &Node, faults: &mut Faults) -> Option<DisclosureEdition> {
    let table = Table::of(node, "edition of the form", &["version", "standard", "published"], faults)?;
    let (version, standard) = (table.text("version", faults), table.text("standard", faults));
    let published = table.text("published", faults);
    Some(DisclosureEdition { version: version?, standard: standard?, published: published? })
}

fn area(node: &Node, faults: &mut Faults) -> Option<(String, Bilingual)> {
    let table = Table::of(node, "area", &["id", "name"], faults)?;
    let (id, name) = (table.text("id", faults), Bilingual::under(&table, "name", faults));
    Some((id?, name?))
}

fn topic(node: &Node, faults: &mut Faults) -> Option<(At, Topic)> {
    let table = Table::of(node, "topic", &["id", "area", "kinds", "status", "words"], faults)?;
    let id = table.parsed("id", TopicId::PATTERN, |text| TopicId::parse(text).ok(), faults);
    let area = table.text("area", faults);
    let kinds = table.list("kinds", faults).and_then(|nodes| {
        all(nodes.iter().map(|node| word(node, "kinds", &DisclosureKind::ALL, DisclosureKind::code, faults)))
    });
    let status = table.word("status", &TopicStatus::ALL, TopicStatus::code, faults);
    let words = Bilingual::under(&table, "words", faults);
    Some((table.at, Topic { id: id?, area: area?, kinds: kinds?, status: status?, words: words? }))
}

fn item(node: &Node, faults: &mut Faults) -> Option<(ItemId, Vec<TopicId>)> {
    let table = Table::of(node, "item", &["item", "topics"], faults)?;
    let item = table.parsed("item", ItemId::PATTERN, |text| ItemId::parse(text).ok(), faults);
    let topics = table.list("topics", faults).and_then(|nodes| {
        all(nodes.iter().map(|node| parsed(node, "topics", TopicId::PATTERN, |text| TopicId::parse(text).ok(), faults)))
    });
    Some((item?, topics?))
}

fn profile(node: &Node, faults: &mut Faults) -> Option<DisclosureProfile> {
    let keys = ["id", "label", "sheets", "answers", "header", "topics"];
    let table = Table::of(node, "profile", &keys, faults)?;
    let id = table.parsed("id", TopicId::PATTERN, |text| TopicId::parse(text).ok(), faults);
    let label = Bilingual::under(&table, "label", faults);
    let sheets = list(&table, "sheets", sheet, faults);
    let answers = table.need("answers", faults).and_then(|node| answers(node, faults));
    let header = table.need("header", faults).and_then(|node| header(node, faults));
    let topics = list(&table, "topics", profile_topic, faults);
    Some(DisclosureProfile {
        id: id?,
        label: label?,
        sheets: sheets?,
        answers: answers?,
        header: header?,
        topics: topics?,
    })
}

fn sheet(node: &Node, faults: &mut Faults) -> Option<ProfileSheet> {
    let keys = ["kind", "names", "number", "question", "answer", "remark_number", "remark"];
    let table = Table::of(node, "sheet", &keys, faults)?;
    let kind = table.word("kind", &DisclosureKind::ALL, DisclosureKind::code, faults);
    let names = table.optional_texts("names", faults);
    let number = table.optional_texts("number", faults);
    let question = table.optional_texts("question", faults);
    let answer = table.optional_texts("answer", faults);
    let remark_number = table.optional_texts("remark_number", faults);
    let remark = table.optional_texts("remark", faults);
    Some(ProfileSheet {
        kind: kind?,
        names: names?,
        number: number?,
        question: question?,
        answer: answer?,
        remark_number: remark_number?,
        remark: remark?,
    })
}

fn answers(node: &Node, faults: &mut Faults) -> Option<[(DisclosureAnswer, Vec<String>); 3]> {
    let table = Table::of(node, "answers", &["yes", "no", "not_applicable"], faults)?;
    let yes = table.optional_texts("yes", faults);
    let no = table.optional_texts("no", faults);
    let not_applicable = table.optional_texts("not_applicable", faults);
    Some([
        (DisclosureAnswer::Yes, yes?),
        (DisclosureAnswer::No, no?),
        (DisclosureAnswer::NotApplicable, not_applicable?),
    ])
}

fn header(node: &Node, faults: &mut Faults) -> Option<ProfileHeader> {
    let table = Table::of(node, "header", &["company", "product", "version", "dated"], faults)?;
    let (company, product) = (table.optional_texts("company", faults), table.optional_texts("product", faults));
    let (version, dated) = (table.optional_texts("version", faults), table.optional_texts("dated", faults));
    Some(ProfileHeader { company: company?, product: product?, version: version?, dated: dated? })
}

fn profile_topic(node: &Node, faults: &mut Faults) -> Option<ProfileTopic> {
    let table = Table::of(node, "topic of a profile", &["topic", "numbers", "words"], faults)?;
    let topic = table
        .need("topic", faults)
        .and_then(|node| parsed(node, "topic", TopicId::PATTERN, |text| TopicId::parse(text).ok(), faults));
    let numbers = table.optional_texts("numbers", faults);
    let words = table.optional_texts("words", faults);
    Some(ProfileTopic { topic: topic?, numbers: numbers?, words: words? })
}
