//! What one source says of one device, and what the ledger shows when several say something.
//!
//! Nothing that a source said is overwritten: the shown value of a field follows from all statements, by who knows such a field
//! best and then by date. So the order in which files come does not matter.

use super::{field::FieldKey, packed::PackedFields, value::Value, weak_key::Fields};
use crate::digest::Digest;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use time::Date;

/// Who says it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SourceKind {
    /// Lists of who talks on the network: ARP, DHCP, switch tables.
    Neighbours,
    /// A scan of the network.
    Scan,
    /// A directory of computers: Active Directory.
    Directory,
    /// A program on the device, or one that asks it over the network: GLPI agent, FusionInventory, osquery.
    Agent,
    /// The device's own answer to a command: `show version`, `systeminfo`.
    Command,
    /// A list that people keep.
    List,
    /// A person, on the page of the device.
    Person,
}

impl SourceKind {
    /// Every kind.
    pub const ALL: [Self; 7] =
        [Self::Neighbours, Self::Scan, Self::Directory, Self::Agent, Self::Command, Self::List, Self::Person];

    /// Stable code for storage and message keys.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Neighbours => "neighbours",
            Self::Scan => "scan",
            Self::Directory => "directory",
            Self::Agent => "agent",
            Self::Command => "command",
            Self::List => "list",
            Self::Person => "person",
        }
    }

    /// The kind with this code.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }

    /// Whether each record is meant as a device of its own.
    #[must_use]
    pub const fn one_each(self) -> bool {
        matches!(self, Self::List | Self::Directory | Self::Person)
    }

    /// How well it knows a field: what can be measured is known best by what measures it, everything else by people.
    const fn rank(self, key: FieldKey) -> u8 {
        match self {
            Self::Person => 9,
            Self::Command if key.is_measured() => 8,
            Self::Agent if key.is_measured() => 7,
            Self::List => 6,
            Self::Directory => 5,
            Self::Agent | Self::Command => 4,
            Self::Scan => 3,
            Self::Neighbours => 2,
        }
    }
}

/// What one source said of a device on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Statement<'a> {
    /// Who.
    pub source: SourceKind,
    /// The day of the data.
    pub on: Date,
    /// What.
    said: Vec<(FieldKey, &'a str)>,
}

impl<'a> Statement<'a> {
    /// What a source said in these fields.
    #[must_use]
    pub fn new(source: SourceKind, on: Date, fields: &'a Fields) -> Self {
        Self { source, on, said: fields.iter().map(|(key, value)| (*key, value.as_str())).collect() }
    }

    /// The same, of fields that are packed.
    #[must_use]
    pub fn packed(source: SourceKind, on: Date, fields: &'a PackedFields) -> Self {
        Self { source, on, said: fields.iter().collect() }
    }
}

/// What a statement says, as one hash: two statements of a source that say the same are one, whichever file they came in.
#[must_use]
pub fn statement_digest<'a>(source: SourceKind, said: impl Iterator<Item = (FieldKey, &'a str)>) -> Digest {
    let mut lines: Vec<(&str, &str)> = said.map(|(key, text)| (key.code(), text)).collect();
    lines.sort_unstable();
    let mut all = String::from(source.code());
    for (code, text) in lines {
        all.extend(["\n", code, "\t", text]);
    }
    Digest::of(all.as_bytes())
}

/// The shown value of a field and where it comes from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stated {
    /// The value.
    pub value: Value,
    /// Who said it.
    pub source: SourceKind,
    /// The day of the data.
    pub on: Date,
}

/// A field in which sources contradict each other.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dispute {
    /// The field.
    pub key: FieldKey,
    /// Each value with its source and day; the shown one first.
    pub said: Vec<Stated>,
}

/// What the ledger shows of a device.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Shown {
    /// Its fields.
    pub fields: BTreeMap<FieldKey, Stated>,
    /// What a person has to decide.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub disputes: Vec<Dispute>,
}

impl Shown {
    /// A value as it is written.
    #[must_use]
    pub fn text(&self, key: FieldKey) -> Option<&str> {
        self.fields.get(&key).map(|stated| stated.value.as_str())
    }

    /// The same values, whoever said them and when.
    #[must_use]
    pub fn says_the_same(&self, other: &Self) -> bool {
        let values = |shown: &Self| -> Vec<(FieldKey, Value)> {
            shown.fields.iter().map(|(key, stated)| (*key, stated.value.clone())).collect()
        };
        values(self) == values(other)
    }
}

/// One word about a field, while the best is looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Word<'a> {
    text: &'a str,
    source: SourceKind,
    on: Date,
}

impl Word<'_> {
    fn stated(self) -> Stated {
        Stated { value: Value::of(self.text), source: self.source, on: self.on }
    }
}

/// What the ledger shows of a device about which all this was said.
#[must_use]
pub fn shown(statements: &[Statement<'_>]) -> Shown {
    let mut by_field: Vec<Vec<Word<'_>>> = vec![Vec::new(); FieldKey::ALL.len()];
    for Statement { source, on, said } in statements {
        for (key, text) in said {
            if let Some(words) = by_field.get_mut(*key as usize) {
                words.push(Word { text, source: *source, on: *on });
            }
        }
    }
    let mut shown = Shown::default();
    for (key, said) in FieldKey::ALL.iter().zip(by_field) {
        show_field(&mut shown, *key, said);
    }
    shown
}

fn show_field(shown: &mut Shown, key: FieldKey, mut said: Vec<Word<'_>>) {
    // The best first; a tie is broken by the value itself, so that it does not depend on the order of the files.
    said.sort_by(|a, b| {
        let rank = |word: &Word<'_>| (word.source.rank(key), word.on);
        rank(b).cmp(&rank(a)).then_with(|| b.source.cmp(&a.source)).then_with(|| a.text.cmp(b.text))
    });
    newest_of_each_source(&mut said);
    let Some(best) = said.first().copied() else { return };
    let form = key.form();
    if form.adds_up() {
        let all = said.iter().skip(1);
        let value = all.fold(Value::of(best.text), |all, word| all.and(&Value::of(word.text), form));
        shown.fields.insert(key, Stated { value, ..best.stated() });
        return;
    }
    let latest = said.iter().map(|word| word.on).max();
    if let (FieldKey::SeenOn, Some(text)) = (key, said.iter().map(|word| word.text).max()) {
        let on = latest.unwrap_or(best.on);
        shown.fields.insert(key, Stated { value: Value::of(text), source: best.source, on });
        return;
    }
    said.retain(|word| *word == best || contradicts(key, best, *word));
    if said.len() > 1 {
        shown.disputes.push(Dispute { key, said: said.into_iter().map(Word::stated).collect() });
    }
    shown.fields.insert(key, best.stated());
}

/// An earlier word of the same source is history; two words of the same day stand beside each other.
fn newest_of_each_source(said: &mut Vec<Word<'_>>) {
    if said.len() < 2 {
        return;
    }
    let mut newest = BTreeMap::<SourceKind, Date>::new();
    for word in said.iter() {
        let day = newest.entry(word.source).or_insert(word.on);
        *day = (*day).max(word.on);
    }
    said.retain(|word| newest.get(&word.source) == Some(&word.on));
    said.dedup();
}

/// Two sources contradict each other when two lists say different things on the same day, or when what identifies a device differs.
/// What a person stated goes over everything.
fn contradicts(key: FieldKey, best: Word<'_>, other: Word<'_>) -> bool {
    if key_text(best.text) == key_text(other.text) {
        return false;
    }
    let equals = best.source == other.source && best.on == other.on && best.source.one_each();
    equals || (key.identifies() && best.source != SourceKind::Person)
}

fn key_text(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use time::macros::date;

    fn fields(pairs: &[(FieldKey, &str)]) -> Fields {
        pairs.iter().filter_map(|(key, text)| Some((*key, Value::parse(*key, text).ok()??))).collect()
    }

    fn told(shown: &Shown) -> String {
        let mut lines: Vec<String> = shown
            .fields
            .iter()
            .map(|(key, stated)| format!("{}: {} ({} {})", key.code(), stated.value, stated.source.code(), stated.on))
            .collect();
        for dispute in &shown.disputes {
            let said: Vec<&str> = dispute.said.iter().map(|stated| stated.value.as_str()).collect();
            lines.push(format!("{}? {}", dispute.key.code(), said.join(" / ")));
        }
        lines.join("\n")
    }

    #[test]
    fn who_knows_a_field_best_is_shown() {
        let list = fields(&[(FieldKey::Os, "Windows 7"), (FieldKey::Room, "受付"), (FieldKey::Addresses, "10.0.0.1")]);
        let agent =
            fields(&[(FieldKey::Os, "Windows 10 Pro"), (FieldKey::Room, "?"), (FieldKey::Addresses, "10.0.0.2")]);
        let said = [
            Statement::new(SourceKind::List, date!(2024 - 06 - 10), &list),
            Statement::new(SourceKind::Agent, date!(2024 - 05 - 01), &agent),
        ];
        insta::assert_snapshot!(told(&shown(&said)), @r"
        addresses: 10.0.0.1 10.0.0.2 (agent 2024-05-01)
        os: Windows 10 Pro (agent 2024-05-01)
        room: 受付 (list 2024-06-10)
        ");
    }

    #[test]
    fn what_was_not_said_again_stays() {
        let old = fields(&[(FieldKey::Room, "受付"), (FieldKey::Owner, "事務長")]);
        let new = fields(&[(FieldKey::Room, "外来")]);
        let said = [
            Statement::new(SourceKind::List, date!(2024 - 06 - 10), &new),
            Statement::new(SourceKind::List, date!(2023 - 06 - 10), &old),
        ];
        insta::assert_snapshot!(told(&shown(&said)), @r"
        room: 外来 (list 2024-06-10)
        owner: 事務長 (list 2023-06-10)
        ");
    }

    #[test]
    fn contradictions_are_left_to_a_person() {
        let a = fields(&[(FieldKey::Serial, "S-100"), (FieldKey::Room, "受付")]);
        let b = fields(&[(FieldKey::Serial, "S-200"), (FieldKey::Room, "外来")]);
        let mut said = vec![
            Statement::new(SourceKind::List, date!(2024 - 06 - 10), &a),
            Statement::new(SourceKind::List, date!(2024 - 06 - 10), &b),
        ];
        insta::assert_snapshot!(told(&shown(&said)), @r"
        serial: S-100 (list 2024-06-10)
        room: 受付 (list 2024-06-10)
        serial? S-100 / S-200
        room? 受付 / 外来
        ");
        said.push(Statement::new(SourceKind::Person, date!(2024 - 06 - 11), &b));
        assert_eq!(shown(&said).disputes, []);
    }

    proptest! {
        /// Whatever the order, the same is shown; and saying it twice changes nothing.
        #[test]
        fn order_and_repetition_do_not_matter(
            said in proptest::collection::vec((0..7usize, 0..3i32, 0..3u8, 0..3u8), 0..6).prop_flat_map(|all| (Just(all.clone()), Just(all).prop_shuffle()))
        ) {
            let build = |all: &[(usize, i32, u8, u8)]| -> Vec<(SourceKind, Date, Fields)> {
                all.iter().map(|(source, day, a, b)| {
                    let on = Date::from_julian_day(date!(2024 - 06 - 10).to_julian_day() + day).unwrap();
                    (SourceKind::ALL[*source], on, fields(&[(FieldKey::Serial, &format!("S-{a}")), (FieldKey::Room, &b.to_string()), (FieldKey::Addresses, &format!("10.0.0.{}", a + 1))]))
                }).collect()
            };
            let show = |all: &[(SourceKind, Date, Fields)]| {
                let statements: Vec<Statement<'_>> = all.iter().map(|(source, on, fields)| Statement::new(*source, *on, fields)).collect();
                shown(&statements)
            };
            let (straight, mut mixed) = (build(&said.0), build(&said.1));
            prop_assert_eq!(show(&straight), show(&mixed));
            mixed.extend(straight.clone());
            prop_assert_eq!(show(&straight), show(&mixed));
        }
    }
}
