//! The paper as a Word file (docx, ISO/IEC 29500): headings with Word's own styles, so that its navigation shows them; tables; page
//! numbers. The same paper gives the same bytes.

use super::{BcpPaper, Block};
use docx_rs::{
    AlignmentType, BreakType, Docx, Footer, LineSpacing, NumPages, PageMargin, PageNum, Paragraph, Run, RunFonts,
    Shading, Style, StyleType, Table, TableCell, TableLayoutType, TableRow, WidthType,
};
use std::io::Cursor;

/// A4 in twentieths of a point.
const PAGE: (u32, u32) = (11_906, 16_838);
/// Margins: 20 mm.
const MARGIN: u32 = 1_134;
/// Room for words between the margins.
const WIDTH: u32 = PAGE.0 - 2 * MARGIN;
/// Fonts that Windows and macOS both have; Word takes another where they are missing.
const FONT: &str = "Yu Gothic";
/// Fill of a heading line.
const SHADE: &str = "E8E8E8";

/// Why no Word file could be written.
#[derive(Debug, thiserror::Error)]
#[error("the Word file can't be written: {0}")]
pub struct DocxError(String);

/// Writes the paper for Word.
///
/// # Errors
/// [`DocxError`] when the archive can't be put together.
pub fn docx(paper: &BcpPaper) -> Result<Vec<u8>, DocxError> {
    let midnight = format!("{}T00:00:00Z", paper.made_on_iso);
    let mut file = styled(Docx::new())
        .created_at(&midnight)
        .updated_at(&midnight)
        .page_size(PAGE.0, PAGE.1)
        .page_margin(margin())
        .footer(footer(paper))
        .add_paragraph(Paragraph::new().style("Title").add_run(Run::new().add_text(&paper.title)))
        .add_paragraph(words(&paper.institution).bold())
        .add_paragraph(words(&paper.version));
    if !paper.sample.is_empty() {
        file = file.add_paragraph(words(&paper.sample).bold());
    }
    for block in &paper.blocks {
        file = match block {
            Block::Heading { level, words } => {
                let style = if *level <= 1 { "Heading1" } else { "Heading2" };
                file.add_paragraph(Paragraph::new().style(style).keep_next(true).add_run(Run::new().add_text(words)))
            }
            Block::Words { words: text } => file.add_paragraph(words(text)),
            Block::Small { words: text } => file.add_paragraph(words(text).size(16)),
            // A paragraph between a table and what follows: Word joins tables that touch.
            Block::Table { widths, head, rows } => file.add_table(table(widths, head, rows)).add_paragraph(words("")),
        };
    }
    let mut bytes = Cursor::new(Vec::new());
    file.build().pack(&mut bytes).map_err(|error| DocxError(error.to_string()))?;
    Ok(bytes.into_inner())
}

fn styled(file: Docx) -> Docx {
    let heading = |id: &str, name: &str, level: usize, size: usize| {
        Style::new(id, StyleType::Paragraph)
            .name(name)
            .based_on("Normal")
            .next("Normal")
            .q_format(true)
            .bold()
            .size(size)
            .outline_lvl(level)
            .line_spacing(LineSpacing::new().before(240).after(80))
    };
    let title =
        Style::new("Title", StyleType::Paragraph).name("Title").based_on("Normal").q_format(true).bold().size(36);
    file.default_fonts(RunFonts::new().ascii(FONT).hi_ansi(FONT).east_asia(FONT))
        .default_size(20)
        .add_style(title)
        .add_style(heading("Heading1", "heading 1", 0, 26))
        .add_style(heading("Heading2", "heading 2", 1, 22))
}

fn margin() -> PageMargin {
    let side = i32::try_from(MARGIN).unwrap_or_default();
    PageMargin { top: side, left: side, bottom: side, right: side, header: 567, footer: 567, gutter: 0 }
}

fn footer(paper: &BcpPaper) -> Footer {
    let line = format!("{}　{}　{}", paper.title, paper.institution, paper.version);
    let numbers = Paragraph::new()
        .align(AlignmentType::Right)
        .size(16)
        .add_page_num(PageNum::new())
        .add_run(Run::new().add_text(" / "))
        .add_num_pages(NumPages::new());
    Footer::new()
        .add_paragraph(words(&line).size(14))
        .add_paragraph(words(&format!("{}　{}", paper.fingerprint, paper.made_at)).size(14))
        .add_paragraph(numbers)
}

/// A paragraph; line breaks of the words stay.
fn words(text: &str) -> Paragraph {
    let mut run = Run::new();
    for (at, line) in text.split('\n').enumerate() {
        if at > 0 {
            run = run.add_break(BreakType::TextWrapping);
        }
        run = run.add_text(line);
    }
    Paragraph::new().add_run(run)
}

fn table(widths: &[u32], head: &[String], rows: &[Vec<String>]) -> Table {
    let all: u32 = widths.iter().sum::<u32>().max(1);
    let widths: Vec<usize> =
        widths.iter().map(|width| usize::try_from(WIDTH * width / all).unwrap_or_default()).collect();
    let cell = |(text, width): (&String, &usize)| {
        TableCell::new().width(*width, WidthType::Dxa).add_paragraph(words(text).size(18))
    };
    let top = head.iter().zip(&widths).map(|(text, width)| {
        TableCell::new()
            .width(*width, WidthType::Dxa)
            .shading(Shading::new().fill(SHADE))
            .add_paragraph(words(text).size(18).bold())
    });
    let mut lines = vec![TableRow::new(top.collect()).cant_split()];
    lines.extend(rows.iter().map(|row| TableRow::new(row.iter().zip(&widths).map(cell).collect()).cant_split()));
    Table::new(lines).set_grid(widths).layout(TableLayoutType::Fixed)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Read as _;

    fn paper() -> BcpPaper {
        BcpPaper {
            paper: BcpPaper::PAPER.to_owned(),
            lang: "ja".to_owned(),
            title: "事業継続計画".to_owned(),
            institution: "さくら <&> 病院".to_owned(),
            sample: String::new(),
            version: "第1版".to_owned(),
            made_at: "令和6年6月10日 9:00".to_owned(),
            made_on_iso: "2024-06-10".to_owned(),
            fingerprint: "鍵 ab12".to_owned(),
            blocks: vec![
                Block::heading(1, "1 システム"),
                Block::words("一行目\n二行目"),
                Block::Table {
                    widths: vec![1, 3],
                    head: vec!["順".to_owned(), "名前".to_owned()],
                    rows: vec![vec!["1".to_owned(), "電子カルテ \"A\"".to_owned()]],
                },
            ],
        }
    }

    fn part(bytes: &[u8], name: &str) -> String {
        let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("an archive");
        let mut text = String::new();
        archive.by_name(name).expect("the part").read_to_string(&mut text).expect("a text");
        text
    }

    #[test]
    fn headings_and_tables_are_words_own() {
        let bytes = docx(&paper()).expect("a file");
        let text = part(&bytes, "word/document.xml");
        for found in
            ["<w:pStyle w:val=\"Heading1\" />", "1 システム", "<w:tbl>", "電子カルテ", "さくら &lt;&amp;&gt; 病院"]
        {
            assert!(text.contains(found), "{found}: {text}");
        }
        assert!(text.contains("一行目</w:t><w:br") && !text.contains("<&>"), "{text}");
        assert!(part(&bytes, "word/styles.xml").contains("w:outlineLvl"), "Word's navigation shows the headings");
    }

    #[test]
    fn the_same_paper_gives_the_same_bytes() {
        assert!(docx(&paper()).expect("a file") == docx(&paper()).expect("a file"));
    }
}
