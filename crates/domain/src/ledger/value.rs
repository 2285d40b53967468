//! The value of a field, in the one writing that its form has.

use super::{
    address::{is_of_an_interface, is_reachable, parse_ip, parse_mac},
    field::{FieldKey, Form},
    state::{DeviceKind, DeviceStatus, SupportEnd, says_not_announced, says_nothing, says_unknown, yes_or_no},
};
use crate::{
    calendar::{iso, parse_date},
    letters::{nfc, nfkc},
};
use serde::{Deserialize, Serialize};
use std::{collections::BTreeSet, fmt};
use time::{Date, Month};

/// A value in the canonical writing of its field. Two values are the same exactly if they are written the same.
/// Made only by [`Value::parse`].
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Value(Box<str>);

/// Why a text is no value of its field.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, thiserror::Error)]
pub enum ValueError {
    /// Longer than [`Value::MAX_WORDS`] characters.
    #[error("longer than {} characters", Value::MAX_WORDS)]
    TooLong,
    /// It has letters that can't be read, or control characters.
    #[error("letters that can't be read")]
    Unreadable,
    /// No day, or one that may be two days.
    #[error("not a day")]
    Day,
    /// Neither yes nor no.
    #[error("neither yes nor no")]
    YesNo,
    /// No kind of device that is known.
    #[error("no known kind of device")]
    Kind,
    /// No status that is known.
    #[error("no known status")]
    Status,
    /// No hardware address.
    #[error("not a hardware address")]
    Mac,
    /// No IP address.
    #[error("not an IP address")]
    Address,
}

impl ValueError {
    /// Every one.
    pub const ALL: [Self; 8] =
        [Self::TooLong, Self::Unreadable, Self::Day, Self::YesNo, Self::Kind, Self::Status, Self::Mac, Self::Address];

    /// End of its message key.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::TooLong => "too-long",
            Self::Unreadable => "unreadable",
            Self::Day => "day",
            Self::YesNo => "yes-no",
            Self::Kind => "kind",
            Self::Status => "status",
            Self::Mac => "mac",
            Self::Address => "address",
        }
    }
}

impl Value {
    /// The longest words that are taken, in characters. Our choice; as [`Line`](crate::vendor::Line).
    pub const MAX_WORDS: usize = 200;
    /// Lines of a value with several: software of a device. Our choice.
    pub const MAX_LINES: usize = 10_000;

    /// Reads what a list or a program says for a field. `None` where it says nothing: an empty cell, a dash, 「不明」.
    ///
    /// # Errors
    /// [`ValueError`].
    pub fn parse(key: FieldKey, text: &str) -> Result<Option<Self>, ValueError> {
        if key.form() == Form::Lines {
            return lines(text);
        }
        let Some(text) = one_line(text)? else { return Ok(None) };
        if says_nothing(&text) || (says_unknown(&text) && key.form() != Form::Support) {
            return Ok(None);
        }
        match key.form() {
            Form::Words => words(text).map(Some),
            Form::Code => match one_line(&nfkc(&text))? {
                Some(code) => words(code).map(Some),
                None => Ok(None),
            },
            Form::Day => day(&text).map(|day| Some(Self::of(iso(day)))),
            Form::YesNo => yes_or_no(&text).map(|yes| Some(Self::yes(yes))).ok_or(ValueError::YesNo),
            Form::Kind => DeviceKind::from_words(&text).map(|kind| Some(Self::of(kind.code()))).ok_or(ValueError::Kind),
            Form::Status => {
                DeviceStatus::from_words(&text).map(|status| Some(Self::of(status.code()))).ok_or(ValueError::Status)
            }
            Form::Support => support(&text).map(Some),
            Form::Macs => list(&text, mac),
            Form::Addresses => list(&text, address),
            Form::Lines => lines(&text),
        }
    }

    /// Takes a text that is in the writing of its field already.
    pub(super) fn of(text: impl Into<Box<str>>) -> Self {
        Self(text.into())
    }

    fn yes(yes: bool) -> Self {
        Self::of(if yes { "yes" } else { "no" })
    }

    /// As it is stored.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The parts of a value that may have several; the one part of any other.
    pub fn parts(&self, form: Form) -> impl Iterator<Item = &str> {
        parts(&self.0, form)
    }

    /// Everything that either says, for a field whose values add up.
    #[must_use]
    pub fn and(&self, other: &Self, form: Form) -> Self {
        let all: BTreeSet<&str> = self.parts(form).chain(other.parts(form)).collect();
        joined(all, form)
    }

    /// The day of a [`Form::Day`] value.
    #[must_use]
    pub fn day(&self) -> Option<Date> {
        parse_date(&self.0).ok()
    }

    /// Of a [`Form::Support`] value.
    #[must_use]
    pub fn support_end(&self) -> Option<SupportEnd> {
        match &*self.0 {
            "not_announced" => Some(SupportEnd::NotAnnounced),
            "unknown" => Some(SupportEnd::Unknown),
            day => parse_date(day).ok().map(SupportEnd::On),
        }
    }
}

impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The parts of a text in the writing of a field, as [`Value::parts`].
pub(super) fn parts(text: &str, form: Form) -> impl Iterator<Item = &str> {
    let separator = if form == Form::Lines { '\n' } else { ' ' };
    let several = form.adds_up();
    text.split(move |c| several && c == separator)
}

fn joined(all: BTreeSet<&str>, form: Form) -> Value {
    let all: Vec<&str> = all.into_iter().take(Value::MAX_LINES).collect();
    Value::of(all.join(if form == Form::Lines { "\n" } else { " " }))
}

/// Breaks and runs of spaces inside a cell count as one space. `None` for an empty one.
fn one_line(text: &str) -> Result<Option<String>, ValueError> {
    if text.chars().any(|c| c == '\u{fffd}' || (c.is_control() && !c.is_whitespace())) {
        return Err(ValueError::Unreadable);
    }
    let text = nfc(text);
    let mut words = text.split_whitespace();
    let Some(first) = words.next() else { return Ok(None) };
    let mut line = String::with_capacity(text.len());
    line.push_str(first);
    for word in words {
        line.push(' ');
        line.push_str(word);
    }
    Ok(Some(line))
}

fn words(text: String) -> Result<Value, ValueError> {
    if text.chars().nth(Value::MAX_WORDS).is_some() { Err(ValueError::TooLong) } else { Ok(Value::of(text)) }
}

/// The forms that people type (`calendar::parse_date`), with or without a time of day behind them, and `20240610`.
fn day(text: &str) -> Result<Date, ValueError> {
    if let Ok(day) = parse_date(text) {
        return Ok(day);
    }
    let plain = nfkc(text);
    let first = plain.split([' ', 'T']).next().unwrap_or_default();
    if let Ok(day) = parse_date(first) {
        return Ok(day);
    }
    if first.len() == 8 && first.bytes().all(|byte| byte.is_ascii_digit()) {
        let number = |range: std::ops::Range<usize>| first.get(range).and_then(|digits| digits.parse::<u16>().ok());
        let (year, month, day) = (number(0..4), number(4..6), number(6..8));
        if let (Some(year), Some(month), Some(day)) = (year, month, day) {
            return civil(year, month, day).ok_or(ValueError::Day);
        }
    }
    Err(ValueError::Day)
}

fn civil(year: u16, month: u16, day: u16) -> Option<Date> {
    let month = Month::try_from(u8::try_from(month).ok()?).ok()?;
    let day = Date::from_calendar_date(year.into(), month, u8::try_from(day).ok()?).ok()?;
    (1900..=2200).contains(&day.year()).then_some(day)
}

fn support(text: &str) -> Result<Value, ValueError> {
    if says_unknown(text) {
        return Ok(Value::of("unknown"));
    }
    if says_not_announced(text) || text == "not_announced" {
        return Ok(Value::of("not_announced"));
    }
    day(text).map(|day| Value::of(iso(day)))
}

/// The signs that stand between several addresses in one cell.
const BETWEEN: &[char] = &[' ', ',', ';', '、', '，', '；', '|', '\u{3000}'];

fn list(text: &str, one: impl Fn(&str) -> Result<Option<String>, ValueError>) -> Result<Option<Value>, ValueError> {
    let mut all = BTreeSet::new();
    for part in text.split(BETWEEN).filter(|part| !part.is_empty()) {
        all.extend(one(part)?);
    }
    let all: BTreeSet<&str> = all.iter().map(String::as_str).collect();
    Ok((!all.is_empty()).then(|| joined(all, Form::Addresses)))
}

fn mac(text: &str) -> Result<Option<String>, ValueError> {
    let mac = parse_mac(text).ok_or(ValueError::Mac)?;
    Ok(is_of_an_interface(&mac).then_some(mac))
}

/// An address that is given out anew each day is none of the device.
fn address(text: &str) -> Result<Option<String>, ValueError> {
    if matches!(super::state::folded(text).as_str(), "dhcp" | "自動" | "自動取得" | "動的" | "dynamic" | "auto")
    {
        return Ok(None);
    }
    let address = parse_ip(text).ok_or(ValueError::Address)?;
    Ok(is_reachable(address).then(|| address.to_string()))
}

fn lines(text: &str) -> Result<Option<Value>, ValueError> {
    let mut all = BTreeSet::new();
    for line in text.split('\n') {
        if let Some(line) = one_line(line)? {
            all.insert(line.chars().take(Value::MAX_WORDS).collect::<String>());
        }
    }
    let all: BTreeSet<&str> = all.iter().map(String::as_str).collect();
    Ok((!all.is_empty()).then(|| joined(all, Form::Lines)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn read(key: FieldKey, text: &str) -> String {
        match Value::parse(key, text) {
            Ok(Some(value)) => value.to_string(),
            Ok(None) => "(nothing)".to_owned(),
            Err(error) => format!("refused: {error}"),
        }
    }

    #[test]
    fn every_form_has_one_writing() {
        use FieldKey as F;
        let cases = [
            (F::AssetNumber, " ＰＣ－００１２ ", "PC-0012"),
            (F::Name, "受付　端末１", "受付 端末１"),
            (F::PurchasedOn, "令和６年６月１０日", "2024-06-10"),
            (F::PurchasedOn, "H31.4.1", "2019-04-01"),
            (F::PurchasedOn, "2024-06-10 09:30:00", "2024-06-10"),
            (F::PurchasedOn, "2024-06-10T00:00:00Z", "2024-06-10"),
            (F::PurchasedOn, "２０２４０６１０", "2024-06-10"),
            (F::PurchasedOn, "6/10/2024", "refused: not a day"),
            (F::PurchasedOn, "不明", "(nothing)"),
            (F::SupportEnd, "2025/10/14", "2025-10-14"),
            (F::SupportEnd, "未定", "not_announced"),
            (F::SupportEnd, "不明", "unknown"),
            (F::SupportEnd, "－", "(nothing)"),
            (F::Macs, "00-1B-D4-00-0A-FF、001b.d400.0afe", "00:1b:d4:00:0a:fe 00:1b:d4:00:0a:ff"),
            (F::Addresses, "１９２．１６８．１．１０\n10.0.0.1", "10.0.0.1 192.168.1.10"),
            (F::Addresses, "DHCP", "(nothing)"),
            (F::Addresses, "127.0.0.1", "(nothing)"),
            (F::Addresses, "本館2F", "refused: not an IP address"),
            (F::Backup, "○", "yes"),
            (F::Backup, "対象外", "no"),
            (F::Internet, "なし", "no"),
            (F::Internet, "時々", "refused: neither yes nor no"),
            (F::Status, "廃棄済み", "disposed"),
            (F::Status, "故障", "refused: no known status"),
            (F::Kind, "スイッチ", "network_device"),
            (F::Name, "a\u{fffd}b", "refused: letters that can't be read"),
            (F::Software, "b 1\na 2\n\nb 1", "a 2\nb 1"),
        ];
        for (key, text, expected) in cases {
            assert_eq!(read(key, text), expected, "{} {text}", key.code());
        }
        assert_eq!(read(F::Name, &"あ".repeat(201)), "refused: longer than 200 characters");
    }

    proptest! {
        /// What is exported is read back as the same.
        #[test]
        fn the_canonical_writing_is_read_as_itself(text in "\\PC{0,40}", at in 0..FieldKey::ALL.len()) {
            let key = FieldKey::ALL[at];
            if let Ok(Some(value)) = Value::parse(key, &text) {
                prop_assert_eq!(Value::parse(key, value.as_str()), Ok(Some(value.clone())), "{} {:?}", key.code(), value);
            }
        }
    }
}
