//! Arguments of a text.

use fluent_bundle::FluentValue;

/// An argument: a text, or a number that is printed plainly.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// Words.
    Text(String),
    /// A number; plural rules of the language apply to it.
    Number(i64),
}

impl From<String> for Value {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}
impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}
impl From<&String> for Value {
    fn from(text: &String) -> Self {
        Self::Text(text.clone())
    }
}
impl From<&&str> for Value {
    fn from(text: &&str) -> Self {
        Self::from(*text)
    }
}
impl From<&i64> for Value {
    fn from(number: &i64) -> Self {
        Self::Number(*number)
    }
}
impl From<i64> for Value {
    fn from(number: i64) -> Self {
        Self::Number(number)
    }
}
macro_rules! numbers {
    ($($type:ty),+) => {$(
        impl From<$type> for Value {
            fn from(number: $type) -> Self {
                Self::Number(i64::try_from(number).unwrap_or(i64::MAX))
            }
        }
        // Templates lend their values.
        impl From<&$type> for Value {
            fn from(number: &$type) -> Self {
                Self::from(*number)
            }
        }
    )+};
}
numbers!(u8, u16, u32, u64, usize, i32);

impl From<&Value> for FluentValue<'static> {
    fn from(value: &Value) -> Self {
        match value {
            Value::Text(text) => FluentValue::from(text.clone()),
            Value::Number(number) => FluentValue::from(*number),
        }
    }
}
