//! What taking a file in would do, line by line, in words.

use domain::digest::Digest;

/// Kinds of files that are taken in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A form's workbook.
    FormWorkbook,
    /// A list of vendors.
    VendorList,
}

/// What would happen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Preview {
    /// What the file is.
    pub kind: Kind,
    /// What it would change: 医療機関確認用 令和6年度.
    pub target: String,
    /// Where that is shown.
    pub address: String,
    /// Changes.
    pub lines: Vec<Line>,
    /// What can't be taken, with its cell. The rest can.
    pub refused: Vec<Refused>,
    /// Records in the file that change nothing.
    pub unchanged: usize,
    /// SHA-256 over the file and everything that would be written.
    pub seal: Digest,
}

/// One record that would change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// Name of the record within the file.
    pub key: String,
    /// `2(4) アクセス利用権限`.
    pub subject: String,
    /// Where it stands in the file.
    pub place: String,
    /// What would change, sentence by sentence.
    pub said: Vec<String>,
    /// What the program proposes for it, if it proposes anything: code of the verdict.
    pub proposal: Option<&'static str>,
    /// Somebody changed the same since the file was written: name and moment. Taken only if a person says so.
    pub contested: Option<(String, String)>,
}

/// A record or cell that can't be taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refused {
    /// `2(4) アクセス利用権限`.
    pub subject: String,
    /// `医療機関確認用!E12`.
    pub place: String,
    /// Why, and what to do.
    pub why: String,
}
