//! A plain paper of sections: words, steps, names with values, a table, pictures. The same value becomes a PDF (`typeset`), one HTML
//! file that any PC opens ([`crate::single_page`]), a text, or a table as CSV. Every word comes from the caller.

use serde::{Deserialize, Serialize};
use std::fmt::Write as _;

/// A whole paper.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sheet {
    /// Tells the typesetter which paper it is: [`Self::PAPER`].
    pub paper: String,
    /// `ja` or `en`.
    pub lang: String,
    /// Its title.
    pub title: String,
    /// Name of the institution.
    pub institution: String,
    /// Says so for the sample hospital; empty otherwise.
    pub sample: String,
    /// When it was made, in words.
    pub made_at: String,
    /// The same day as `YYYY-MM-DD`: the date inside the PDF.
    pub made_on_iso: String,
    /// Fingerprint of the installation's key, with its label.
    pub fingerprint: String,
    /// Sentences under the title: what it is, what to be careful about.
    pub lead: Vec<String>,
    /// What it says.
    pub sections: Vec<Section>,
}

impl Sheet {
    /// What [`Self::paper`] says.
    pub const PAPER: &'static str = "sheet";
}

/// One section. Whatever is empty is left out.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Section {
    /// Stable name: its anchor, and the name of its file.
    pub id: String,
    /// Heading.
    pub heading: String,
    /// Sentences.
    pub paragraphs: Vec<String>,
    /// Steps in order.
    pub steps: Vec<String>,
    /// Names and values.
    pub facts: Vec<(String, String)>,
    /// A table.
    pub table: Table,
    /// Pictures as SVG of our own making; they stand in HTML only.
    #[serde(skip)]
    pub pictures: Vec<String>,
}

/// A table. Without rows it is none.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Table {
    /// Heads of the columns.
    pub head: Vec<String>,
    /// Rows; each has as many cells as there are heads.
    pub rows: Vec<Vec<String>>,
    /// How wide the columns are on paper, as shares. None: all the same.
    #[serde(default)]
    pub widths: Vec<u8>,
}

impl Section {
    /// A section of sentences.
    #[must_use]
    pub fn new(id: &str, heading: impl Into<String>) -> Self {
        Self { id: id.to_owned(), heading: heading.into(), ..Self::default() }
    }

    /// Whether it says nothing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.paragraphs.is_empty()
            && self.steps.is_empty()
            && self.facts.is_empty()
            && self.table.rows.is_empty()
            && self.pictures.is_empty()
    }
}

impl Table {
    /// As CSV in UTF-8 with its mark, so that Excel reads it as it is (RFC 4180). A value that a spreadsheet would take for a formula
    /// gets an apostrophe.
    #[must_use]
    pub fn csv(&self) -> Vec<u8> {
        let mut text = String::from("\u{feff}");
        for row in std::iter::once(&self.head).chain(&self.rows) {
            for (at, cell) in row.iter().enumerate() {
                let comma = if at > 0 { "," } else { "" };
                let guard = if cell.starts_with(['=', '+', '-', '@', '\t']) { "'" } else { "" };
                // Writing to a String can't fail.
                let _ = write!(text, "{comma}\"{guard}{}\"", cell.replace('"', "\"\""));
            }
            text.push_str("\r\n");
        }
        text.into_bytes()
    }
}

/// The paper as plain text, for whoever has nothing but an editor. Lines end as Windows wants them.
#[must_use]
pub fn plain_text(sheet: &Sheet) -> String {
    let mut out = String::from("\u{feff}");
    let mut line = |words: &str| {
        out.push_str(&words.replace('\n', "\r\n"));
        out.push_str("\r\n");
    };
    line(&sheet.title);
    line(&format!("{}　{}", sheet.institution, sheet.made_at));
    if !sheet.sample.is_empty() {
        line(&sheet.sample);
    }
    sheet.lead.iter().for_each(|words| line(words));
    for section in &sheet.sections {
        line("");
        line(&format!("■ {}", section.heading));
        section.paragraphs.iter().for_each(|words| line(words));
        for (at, step) in section.steps.iter().enumerate() {
            line(&format!("{}. {step}", at + 1));
        }
        for (name, value) in &section.facts {
            line(&format!("{name}: {value}"));
        }
        if !section.table.rows.is_empty() {
            line(&section.table.head.join(" | "));
            section.table.rows.iter().for_each(|row| line(&row.join(" | ").replace('\n', " / ")));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_is_never_a_formula() {
        let table = Table {
            head: vec!["名前".to_owned()],
            rows: vec![vec!["=1+1".to_owned()], vec!["a\"b\nc".to_owned()]],
            widths: vec![],
        };
        assert_eq!(
            String::from_utf8(table.csv()).unwrap_or_default(),
            "\u{feff}\"名前\"\r\n\"'=1+1\"\r\n\"a\"\"b\nc\"\r\n"
        );
    }

    #[test]
    fn the_text_has_everything_in_order() {
        let mut section = Section::new("a", "手順");
        section.steps = vec!["抜く".to_owned(), "呼ぶ".to_owned()];
        let sheet = Sheet { title: "題".to_owned(), sections: vec![section], ..Sheet::default() };
        assert_eq!(plain_text(&sheet), "\u{feff}題\r\n　\r\n\r\n■ 手順\r\n1. 抜く\r\n2. 呼ぶ\r\n");
    }
}
