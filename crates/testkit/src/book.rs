//! A workbook as another program would hand it back: cells set, parts replaced, everything else as it was.

use std::io::{Cursor, Read as _, Write as _};
use zip::{ZipArchive, ZipWriter, write::SimpleFileOptions};

/// An Excel workbook taken apart.
#[derive(Debug, Clone)]
pub struct Book {
    parts: Vec<(String, Vec<u8>)>,
    /// The sheet whose cells are set.
    sheet: String,
}

/// The sheet that a form's workbook begins with.
const FORM: &str = "xl/worksheets/sheet1.xml";

impl Book {
    /// Takes a workbook apart.
    #[must_use]
    pub fn open(bytes: &[u8]) -> Self {
        let mut archive = ZipArchive::new(Cursor::new(bytes)).expect("a workbook");
        let mut parts = Vec::new();
        for at in 0..archive.len() {
            let mut file = archive.by_index(at).expect("a part");
            let mut found = Vec::new();
            file.read_to_end(&mut found).expect("a part that unpacks");
            parts.push((file.name().expect("a name").into_owned(), found));
        }
        Self { parts, sheet: FORM.to_owned() }
    }

    /// The workbook again.
    #[must_use]
    pub fn bytes(&self) -> Vec<u8> {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, bytes) in &self.parts {
            zip.start_file(name, SimpleFileOptions::default()).expect("a part");
            zip.write_all(bytes).expect("bytes");
        }
        zip.finish().expect("an archive").into_inner()
    }

    /// Adds a part, as macros come.
    #[must_use]
    pub fn with_part(mut self, name: &str, bytes: &[u8]) -> Self {
        self.parts.push((name.to_owned(), bytes.to_vec()));
        self
    }

    /// Replaces words in every part.
    ///
    /// # Panics
    /// When they stand nowhere.
    #[must_use]
    pub fn with(mut self, from: &str, to: &str) -> Self {
        let mut found = false;
        for (_, bytes) in &mut self.parts {
            let text = String::from_utf8_lossy(bytes).into_owned();
            if text.contains(from) {
                found = true;
                *bytes = text.replace(from, to).into_bytes();
            }
        }
        assert!(found, "{from} stands nowhere");
        self
    }

    /// From here on cells of another sheet are set, by its number as it was written.
    #[must_use]
    pub fn on_sheet(self, number: usize) -> Self {
        Self { sheet: format!("xl/worksheets/sheet{number}.xml"), ..self }
    }

    /// Everything that stands in it, as the parts are written.
    #[must_use]
    pub fn text(&self) -> String {
        self.parts.iter().map(|(_, bytes)| String::from_utf8_lossy(bytes)).collect()
    }

    /// Puts words into a cell of the form.
    #[must_use]
    pub fn words(self, cell: &str, words: &str) -> Self {
        let words = words.replace('&', "&amp;").replace('<', "&lt;");
        self.cell(cell, " t=\"inlineStr\"", &format!("<is><t xml:space=\"preserve\">{words}</t></is>"))
    }

    /// Puts a number into a cell of the form; with the cell's own format it may be a day.
    #[must_use]
    pub fn number(self, cell: &str, number: f64) -> Self {
        self.cell(cell, "", &format!("<v>{number}</v>"))
    }

    /// Puts a formula with its last result into a cell of the form.
    #[must_use]
    pub fn formula(self, cell: &str, formula: &str, result: &str) -> Self {
        self.cell(cell, " t=\"str\"", &format!("<f>{formula}</f><v>{result}</v>"))
    }

    /// Puts a failed calculation into a cell of the form.
    #[must_use]
    pub fn fault(self, cell: &str, error: &str) -> Self {
        self.cell(cell, " t=\"e\"", &format!("<v>{error}</v>"))
    }

    /// Empties a cell of the form.
    #[must_use]
    pub fn clear(self, cell: &str) -> Self {
        self.cell(cell, "", "")
    }

    /// Removes a row of the form, by its number as Excel shows it.
    #[must_use]
    pub fn without_row(self, row: u32) -> Self {
        self.change(|xml| {
            let from = xml.find(&format!("<row r=\"{row}\"")).expect("the row");
            let end = xml[from..].find("</row>").expect("its end") + from + "</row>".len();
            format!("{}{}", &xml[..from], &xml[end..])
        })
    }

    fn cell(self, cell: &str, kind: &str, inner: &str) -> Self {
        self.change(|xml| {
            let from = xml.find(&format!("<c r=\"{cell}\"")).expect("the cell");
            let close = xml[from..].find('>').expect("its tag") + from;
            let end = if xml[..close].ends_with('/') {
                close + 1
            } else {
                xml[from..].find("</c>").expect("its end") + from + "</c>".len()
            };
            let style = xml[from..close].split(" s=\"").nth(1).and_then(|rest| rest.split('"').next()).unwrap_or("0");
            format!("{}<c r=\"{cell}\" s=\"{style}\"{kind}>{inner}</c>{}", &xml[..from], &xml[end..])
        })
    }

    fn change(mut self, change: impl FnOnce(&str) -> String) -> Self {
        let sheet = &self.sheet;
        let (_, bytes) = self.parts.iter_mut().find(|(name, _)| name == sheet).expect("the sheet");
        *bytes = change(&String::from_utf8_lossy(bytes)).into_bytes();
        self
    }
}
