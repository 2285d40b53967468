//! What a source says of a device in one piece of memory. A ledger of a large house has millions of values; each in a piece of its
//! own would cost five times as much.

use super::{
    field::FieldKey,
    value::Value,
    weak_key::{Fields, Says},
};

/// Fields of a statement, packed: for each its place among [`FieldKey::ALL`], its length, its text. Made only from [`Fields`].
#[derive(Clone, PartialEq, Eq, Default)]
pub struct PackedFields(Box<[u8]>);

/// Bytes before each text: the field, and the length in the smallest first order.
const HEAD: usize = 5;

impl From<&Fields> for PackedFields {
    fn from(fields: &Fields) -> Self {
        let size = fields.values().map(|value| HEAD + value.as_str().len()).sum();
        let mut packed = Vec::with_capacity(size);
        for (key, value) in fields {
            let text = value.as_str();
            // No value is longer than a file that is read (64 MiB).
            let length = u32::try_from(text.len()).unwrap_or(u32::MAX);
            packed.push(*key as u8);
            packed.extend(length.to_le_bytes());
            packed.extend(text.as_bytes());
        }
        Self(packed.into())
    }
}

impl PackedFields {
    /// Its fields, in the order of the ledger.
    pub fn iter(&self) -> impl Iterator<Item = (FieldKey, &str)> {
        let field = |(key, text)| Some((*FieldKey::ALL.get(usize::from(key))?, std::str::from_utf8(text).ok()?));
        self.pieces().map_while(field)
    }

    /// The place of each field, and its text as bytes.
    fn pieces(&self) -> impl Iterator<Item = (u8, &[u8])> {
        let mut rest = &*self.0;
        std::iter::from_fn(move || {
            let (head, after) = rest.split_first_chunk::<HEAD>()?;
            let [key, length @ ..] = *head;
            let length = usize::try_from(u32::from_le_bytes(length)).ok()?;
            let (text, after) = after.split_at_checked(length)?;
            rest = after;
            Some((key, text))
        })
    }

    /// The text of a field.
    #[must_use]
    pub fn get(&self, key: FieldKey) -> Option<&str> {
        let (_, text) = self.pieces().find(|(known, _)| *known == key as u8)?;
        std::str::from_utf8(text).ok()
    }

    /// Its fields, each for itself.
    #[must_use]
    pub fn unpacked(&self) -> Fields {
        self.iter().map(|(key, text)| (key, Value::of(text))).collect()
    }

    /// Whether nothing is said.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl Says for PackedFields {
    fn text(&self, key: FieldKey) -> Option<&str> {
        self.get(key)
    }
}

impl std::fmt::Debug for PackedFields {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_map().entries(self.iter().map(|(key, text)| (key.code(), text))).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn keys_are_numbered_by_their_place() {
        assert!(FieldKey::ALL.iter().enumerate().all(|(at, key)| at == *key as usize));
    }

    proptest! {
        #[test]
        fn what_is_packed_is_unpacked(said in proptest::collection::btree_map(0..FieldKey::ALL.len(), "\\PC{0,40}", 0..12)) {
            let fields: Fields = said.into_iter().map(|(at, text)| (FieldKey::ALL[at], Value::of(text))).collect();
            let packed = PackedFields::from(&fields);
            prop_assert_eq!(packed.is_empty(), fields.is_empty());
            for key in FieldKey::ALL {
                prop_assert_eq!(packed.get(*key), fields.get(key).map(Value::as_str));
            }
            prop_assert_eq!(packed.unpacked(), fields);
        }
    }
}
