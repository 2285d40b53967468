//! Where a cell is, as Excel says it.

use std::fmt;

/// A cell of a sheet. Rows and columns count from 0 here and are shown as Excel shows them.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// Name of the sheet.
    pub sheet: String,
    /// Row.
    pub row: u32,
    /// Column.
    pub column: u32,
}

impl Place {
    /// `C12`.
    #[must_use]
    pub fn cell(&self) -> String {
        let mut letters = Vec::new();
        let mut rest = self.column;
        loop {
            letters.push(char::from(b'A' + u8::try_from(rest % 26).unwrap_or_default()));
            if rest < 26 {
                break;
            }
            rest = rest / 26 - 1;
        }
        format!("{}{}", letters.iter().rev().collect::<String>(), u64::from(self.row) + 1)
    }
}
impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}!{}", self.sheet, self.cell())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_is_named_as_in_excel() {
        let name = |row, column| Place { sheet: String::new(), row, column }.cell();
        assert_eq!(name(0, 0), "A1");
        assert_eq!(name(11, 25), "Z12");
        assert_eq!(name(11, 26), "AA12");
        assert_eq!(name(0, 701), "ZZ1");
        assert_eq!(name(0, 702), "AAA1");
        assert_eq!(name(1_048_575, 16_383), "XFD1048576");
        assert_eq!(name(u32::MAX, 0), "A4294967296");
    }
}
