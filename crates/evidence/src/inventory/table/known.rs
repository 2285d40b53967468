//! Values that come again and again in a list: the maker, the building, the system. They are read once.

use domain::ledger::{FieldKey, Value, ValueError};
use std::collections::HashMap;

/// So many values of a field are kept: a column in which all differ costs no more memory.
const MOST: usize = 256;
/// Longer texts, in bytes, hardly come again.
const LONGEST: usize = 200;

/// What texts of a list were read as, by the place of the field among [`FieldKey::ALL`].
pub(super) struct Known(Vec<HashMap<Box<str>, Option<Value>>>);

impl Known {
    pub(super) fn new() -> Self {
        Self(vec![HashMap::new(); FieldKey::ALL.len()])
    }

    /// As [`Value::parse`].
    pub(super) fn parse(&mut self, key: FieldKey, text: &str) -> Result<Option<Value>, ValueError> {
        let Some(of_field) = self.0.get_mut(key as usize) else { return Value::parse(key, text) };
        if let Some(known) = of_field.get(text) {
            return Ok(known.clone());
        }
        let value = Value::parse(key, text)?;
        if of_field.len() < MOST && text.len() <= LONGEST {
            of_field.insert(text.into(), value.clone());
        }
        Ok(value)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_comes_again_is_read_as_the_first_time() {
        let mut known = Known::new();
        let room = |at: usize| format!("{at}号室");
        let texts: Vec<String> = (0..MOST + 9).map(room).chain(["".into(), "R6.4.1".into(), "32月".into()]).collect();
        for key in [FieldKey::Room, FieldKey::PurchasedOn, FieldKey::Note] {
            for text in texts.iter().chain(&texts) {
                assert_eq!(known.parse(key, text), Value::parse(key, text), "{text}");
            }
        }
    }
}
