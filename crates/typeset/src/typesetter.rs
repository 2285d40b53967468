//! typst with the paper's templates and font, kept warm between documents.

use crate::{MAX_DOCUMENT, TypesetError, data::Data, letters::make_printable};
use serde_json::Value;
use sha2::{Digest as _, Sha256};
use std::collections::HashSet;
use typst::{
    diag::SourceDiagnostic,
    foundations::{Bytes, Smart},
    text::Font,
};
use typst_as_lib::{TypstAsLibError, TypstEngine};
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};

static REGULAR: &[u8] = include_bytes!("../fonts/BIZUDPGothic-Regular.ttf");
static BOLD: &[u8] = include_bytes!("../fonts/BIZUDPGothic-Bold.ttf");

/// The papers: what a document's `paper` says, and the template that prints it. A document that says nothing is a pack.
const PAPERS: [(&str, &str); 7] = [
    ("pack", "pack.typ"),
    ("improvement_plan", "improvement_plan.typ"),
    ("letter", "letter.typ"),
    ("contact_chart", "contact_chart.typ"),
    ("drills", "drills.typ"),
    ("bcp", "bcp.typ"),
    ("sheet", "sheet.typ"),
];
const TEMPLATES: [(&str, &str); 18] = [
    ("pack.typ", include_str!("../templates/pack.typ")),
    ("improvement_plan.typ", include_str!("../templates/improvement_plan.typ")),
    ("letter.typ", include_str!("../templates/letter.typ")),
    ("contact_chart.typ", include_str!("../templates/contact_chart.typ")),
    ("drills.typ", include_str!("../templates/drills.typ")),
    ("bcp.typ", include_str!("../templates/bcp.typ")),
    ("bcp_blocks.typ", include_str!("../templates/bcp_blocks.typ")),
    ("sheet.typ", include_str!("../templates/sheet.typ")),
    ("base.typ", include_str!("../templates/base.typ")),
    ("summary.typ", include_str!("../templates/summary.typ")),
    ("form.typ", include_str!("../templates/form.typ")),
    ("remediation.typ", include_str!("../templates/remediation.typ")),
    ("grounds.typ", include_str!("../templates/grounds.typ")),
    ("vendors.typ", include_str!("../templates/vendors.typ")),
    ("ledger.typ", include_str!("../templates/ledger.typ")),
    ("evidence.typ", include_str!("../templates/evidence.typ")),
    ("backup.typ", include_str!("../templates/backup.typ")),
    ("history.typ", include_str!("../templates/history.typ")),
];

/// Documents after which typst forgets a result that was not used again. Our choice: the templates and the fixed words stay,
/// what one document said does not.
const FORGET_AFTER: usize = 2;

/// Fonts and templates, loaded once; typesets one document after the other.
pub struct Typesetter {
    engine: TypstEngine,
    data: Data,
    letters: HashSet<u32>,
}

impl std::fmt::Debug for Typesetter {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Typesetter").field("letters", &self.letters.len()).finish_non_exhaustive()
    }
}

impl Default for Typesetter {
    fn default() -> Self {
        Self::new()
    }
}

impl Typesetter {
    /// Loads fonts and templates from the program itself.
    #[must_use]
    pub fn new() -> Self {
        let data = Data::new();
        let fonts: Vec<Font> = [REGULAR, BOLD].into_iter().flat_map(|font| Font::iter(Bytes::new(font))).collect();
        let letters = letters_of(&fonts);
        let engine = TypstEngine::builder()
            .fonts(fonts)
            .with_static_source_file_resolver(TEMPLATES)
            .add_file_resolver(data.clone())
            .comemo_evict_max_age(Some(FORGET_AFTER))
            .build();
        Self { engine, data, letters }
    }

    /// Typesets a document as PDF/A-2a and PDF/UA-1. The same document gives the same bytes: dates come from the document.
    ///
    /// # Errors
    /// See [`TypesetError`].
    pub fn render(&mut self, document: &[u8]) -> Result<Vec<u8>, TypesetError> {
        let length = document.len() as u64;
        if length > u64::from(MAX_DOCUMENT) {
            return Err(TypesetError::TooLarge(length));
        }
        let (main, printable) = self.printable(document)?;
        self.data.set(printable);
        let pages = self.engine.compile(main).output.map_err(stopped)?;
        typst_pdf::pdf(&pages, &options(document)?).map_err(|errors| TypesetError::Pdf(messages(&errors)))
    }

    /// The template of a document, and its words as far as they can be printed.
    fn printable(&self, document: &[u8]) -> Result<(&'static str, Vec<u8>), TypesetError> {
        let unreadable = |error: serde_json::Error| TypesetError::NotReadable(error.to_string());
        let mut value: Value = serde_json::from_slice(document).map_err(unreadable)?;
        let main = template(&value)?;
        let has = |letter: char| self.letters.contains(&letter.into());
        let missing = make_printable(&mut value, &has);
        let Value::Object(fields) = &mut value else {
            return Err(TypesetError::NotReadable("not an object".to_owned()));
        };
        fields.insert("missing_glyphs".to_owned(), missing.into());
        Ok((main, serde_json::to_vec(&value).map_err(unreadable)?))
    }
}

/// The template that prints a document.
fn template(document: &Value) -> Result<&'static str, TypesetError> {
    let paper = document.get("paper").map_or(Some("pack"), Value::as_str);
    let known = PAPERS.iter().find(|(name, _)| Some(*name) == paper).map(|(_, template)| *template);
    known.ok_or_else(|| TypesetError::NotReadable("no such paper".to_owned()))
}

/// Code points that regular and bold both have.
fn letters_of(fonts: &[Font]) -> HashSet<u32> {
    let mut fonts = fonts.iter().map(|font| font.info().coverage.iter().collect::<HashSet<u32>>());
    let first = fonts.next().unwrap_or_default();
    fonts.fold(first, |both, other| both.intersection(&other).copied().collect())
}

/// Archive (A-2a) and accessibility (UA-1) at once; the identifier is the document's hash, never chance or the clock.
fn options(document: &[u8]) -> Result<PdfOptions, TypesetError> {
    let standards = PdfStandards::new(&[PdfStandard::A_2a, PdfStandard::Ua_1])
        .map_err(|error| TypesetError::Pdf(error.message().to_string()))?;
    let hash = Sha256::digest(document).iter().map(|byte| format!("{byte:02x}")).collect::<String>();
    Ok(PdfOptions {
        ident: Smart::Custom(hash),
        creator: Smart::Custom(Some("Sakimori".to_owned())),
        timestamp: None,
        standards,
        ..PdfOptions::default()
    })
}

fn stopped(error: TypstAsLibError) -> TypesetError {
    TypesetError::Template(match &error {
        TypstAsLibError::TypstSource(errors) => messages(errors),
        other => other.to_string(),
    })
}

fn messages(errors: &[SourceDiagnostic]) -> String {
    errors.iter().map(|error| error.message.as_str()).collect::<Vec<_>>().join("; ")
}
