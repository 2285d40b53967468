//! Which row holds the headings, and which column means which field.

use super::{
    super::guide::{Guide, said_of},
    columns::{Sureness, folded, meaning},
};
use domain::ledger::FieldKey;
use std::collections::{BTreeMap, BTreeSet};

/// The headings lie within so many rows.
pub(super) const LOOKED_AT: usize = 60;

/// The headings of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Heading {
    /// The last row that belongs to it, by its place among the rows.
    pub(super) row: usize,
    /// The heading of each column.
    pub(super) names: Vec<String>,
    /// The field of each column.
    pub(super) fields: Vec<Option<FieldKey>>,
    /// Columns with the heading of an earlier one; they are left out.
    pub(super) twice: Vec<usize>,
    /// Which of the kept meanings counts.
    pub(super) profile: Option<usize>,
}

impl Heading {
    /// The last column that means something.
    pub(super) fn last(&self) -> usize {
        self.fields.iter().rposition(Option::is_some).unwrap_or(0)
    }

    pub(super) fn has(&self, key: FieldKey) -> bool {
        self.fields.contains(&Some(key))
    }

    /// Whether a column of this name is there.
    pub(super) fn named(&self, name: &str) -> Option<usize> {
        self.names.iter().position(|heading| folded(heading) == name)
    }
}

/// Finds the headings: the row, or two rows above each other, in which most fields are known. At least two.
pub(super) fn find(rows: &[Vec<String>], guide: &Guide<'_>) -> Option<Heading> {
    let mut best: Option<(usize, Heading)> = None;
    for (at, row) in rows.iter().take(LOOKED_AT).enumerate() {
        let alone = assigned(at, row.clone(), guide);
        let mut candidates = vec![alone];
        if let Some(below) = rows.get(at + 1) {
            candidates.push(assigned(at + 1, above_each_other(row, below), guide));
        }
        for candidate in candidates {
            let said = if guide.knows(&candidate.names) { candidate.names.len() + 2 } else { 0 };
            let known = said + count(&candidate.fields);
            // A second row has to bring something, or it is the first device.
            if known >= 2 && best.as_ref().is_none_or(|(most, _)| known > *most) {
                best = Some((known, candidate));
            }
        }
    }
    let found = best.map(|(_, heading)| heading);
    found.or_else(|| widest(rows).filter(|_| guide.any_heading).map(|(at, names)| assigned(at, names, guide)))
}

/// The row that looks most like headings where none is known: the first of those with the most words. At least two.
fn widest(rows: &[Vec<String>]) -> Option<(usize, Vec<String>)> {
    let is_word = |cell: &&String| cell.chars().any(|c| c.is_alphabetic());
    let words = |row: &Vec<String>| row.iter().filter(is_word).collect::<BTreeSet<_>>().len();
    let mut best: Option<(usize, usize)> = None;
    for (at, row) in rows.iter().take(LOOKED_AT).enumerate() {
        let count = words(row);
        if count >= 2 && best.is_none_or(|(most, _)| count > most) {
            best = Some((count, at));
        }
    }
    let (_, at) = best?;
    Some((at, rows.get(at)?.clone()))
}

fn count(fields: &[Option<FieldKey>]) -> usize {
    fields.iter().flatten().collect::<BTreeSet<_>>().len()
}

/// Two rows of headings: 「設置場所」 over 「棟」「階」「部屋」. The lower word counts, the upper one where the lower is empty.
fn above_each_other(upper: &[String], lower: &[String]) -> Vec<String> {
    let length = upper.len().max(lower.len());
    let word = |row: &[String], at: usize| row.get(at).map(|text| text.trim().to_owned()).unwrap_or_default();
    (0..length)
        .map(|at| {
            let (above, below) = (word(upper, at), word(lower, at));
            if below.is_empty() { above } else { below }
        })
        .collect()
}

/// The surest column of each field; of equals the first. Addresses and software may have several columns.
fn assigned(row: usize, names: Vec<String>, guide: &Guide<'_>) -> Heading {
    let (said, profile) = guide.on(&names);
    let meanings: Vec<Option<(FieldKey, Sureness)>> = names
        .iter()
        .map(|name| match said_of(said, name) {
            Some(field) => field.map(|key| (key, Sureness::Said)),
            None => meaning(name),
        })
        .collect();
    let mut winner = BTreeMap::<FieldKey, (Sureness, usize)>::new();
    for (at, (key, sureness)) in meanings.iter().enumerate().filter_map(|(at, found)| Some((at, (*found)?))) {
        let known = winner.entry(key).or_insert((sureness, at));
        if sureness > known.0 {
            *known = (sureness, at);
        }
    }
    let (mut fields, mut twice) = (vec![None; names.len()], Vec::new());
    for (at, (key, _)) in meanings.iter().enumerate().filter_map(|(at, found)| Some((at, (*found)?))) {
        let first = winner.get(&key).map(|(_, first)| *first);
        let slot = fields.get_mut(at);
        if key.form().adds_up() || first == Some(at) {
            if let Some(slot) = slot {
                *slot = Some(key);
            }
        } else if first
            .and_then(|first| names.get(first))
            .zip(names.get(at))
            .is_some_and(|(a, b)| folded(a) == folded(b) || said_of(said, b).is_some())
        {
            twice.push(at);
        }
    }
    Heading { row, names, fields, twice, profile }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(rows: &[&str]) -> String {
        let rows: Vec<Vec<String>> = rows.iter().map(|row| row.split(',').map(str::to_owned).collect()).collect();
        find(&rows, &Guide::default()).map_or_else(
            || "none".to_owned(),
            |heading| {
                let fields: Vec<&str> = heading.fields.iter().map(|key| key.map_or("-", FieldKey::code)).collect();
                format!("{} {} {:?}", heading.row, fields.join(" "), heading.twice)
            },
        )
    }

    #[test]
    fn the_headings_are_found_wherever_they_are() {
        assert_eq!(
            found(&["機器台帳,,", "令和6年4月1日現在,,", "No.,資産番号,ホスト名", "1,A-1,PC01"]),
            "2 - asset_number host_name []"
        );
        assert_eq!(
            found(&["資産番号,設置場所,,", ",棟,階,部屋", "A-1,本館,1,受付"]),
            "1 asset_number building floor room []"
        );
        assert_eq!(found(&["資産番号,備考,備考", "A-1,,"]), "0 asset_number note - [2]");
        assert_eq!(found(&["MACアドレス1,MACアドレス2,ホスト名", ",,"]), "0 macs macs host_name []");
        assert_eq!(found(&["a,b", "c,d"]), "none");
    }
}
