//! A sheet as one HTML file with everything in it: no server, no script, nothing loaded from anywhere. It opens in any browser from a
//! USB stick or a shared folder, and prints.

use crate::sheet::{Section, Sheet};
use std::fmt::{self, Write as _};

/// Words that a page needs beside those of the sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PageWords {
    /// Heading of the list of sections.
    pub contents: String,
    /// Said of a section that has nothing in it: that nobody recorded it, never that there is none.
    pub nothing: String,
}

/// Text in HTML: nothing in it can act.
struct Safe<'a>(&'a str);

impl fmt::Display for Safe<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for sign in self.0.chars() {
            match sign {
                '&' => f.write_str("&amp;")?,
                '<' => f.write_str("&lt;")?,
                '>' => f.write_str("&gt;")?,
                '"' => f.write_str("&quot;")?,
                '\'' => f.write_str("&#39;")?,
                '\n' => f.write_str("<br>")?,
                other => f.write_char(other)?,
            }
        }
        Ok(())
    }
}

/// Colours have at least 7:1 on white; it reads at 360 px and on paper.
const STYLE: &str = "body{font-family:'BIZ UDPGothic','Yu Gothic UI',Meiryo,'Hiragino Sans',sans-serif;line-height:1.7;color:#1a1a1c;\
background:#fff;margin:0 auto;padding:1rem;max-width:64rem}h1{font-size:1.5rem;border-bottom:4px solid #a30000;padding-bottom:.3rem}\
h2{font-size:1.2rem;border-left:8px solid #a30000;padding-left:.6rem;margin-top:2.5rem}a{color:#0017a3}nav ul{columns:2 16rem}\
.lead{background:#fff3f3;border:2px solid #a30000;padding:.6rem 1rem}.sample{border:2px solid #1a1a1c;display:inline-block;padding:0 .6rem;\
font-weight:700}.scroll{overflow-x:auto}table{border-collapse:collapse;width:100%}th,td{border:1px solid #767676;padding:.3rem .5rem;\
text-align:left;vertical-align:top;overflow-wrap:anywhere;min-width:4.5rem}thead th{background:#e8e8e8}dt{font-weight:700;margin-top:.5rem}dd{margin:0 0 0 1rem}\
.steps>li{font-size:1.15rem;margin:.4rem 0}svg{max-width:100%;height:auto}.foot{color:#454545;font-size:.85rem;margin-top:3rem}\
@media print{body{max-width:none;padding:0;font-size:9pt}h2{break-after:avoid}tr,li{break-inside:avoid}thead{display:table-header-group}\
.scroll{overflow:visible}nav{display:none}a{color:inherit}}";

/// The page.
#[must_use]
pub fn single_page(sheet: &Sheet, words: &PageWords) -> String {
    let mut out = String::with_capacity(1 << 16);
    // Writing to a String can't fail.
    let _ = write_page(&mut out, sheet, words);
    out
}

fn write_page(out: &mut String, sheet: &Sheet, words: &PageWords) -> fmt::Result {
    let title = Safe(&sheet.title);
    write!(
        out,
        "<!doctype html>\n<html lang=\"{}\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width, \
         initial-scale=1\"><meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\
         <meta name=\"referrer\" content=\"no-referrer\"><title>{title} – {}</title><style>{STYLE}</style></head>\n<body>\n<header>",
        Safe(&sheet.lang),
        Safe(&sheet.institution)
    )?;
    if !sheet.sample.is_empty() {
        write!(out, "<p class=\"sample\">{}</p>", Safe(&sheet.sample))?;
    }
    write!(out, "<h1>{title}</h1><p>{}　{}</p>", Safe(&sheet.institution), Safe(&sheet.made_at))?;
    if !sheet.lead.is_empty() {
        out.push_str("<div class=\"lead\">");
        sheet.lead.iter().try_for_each(|said| write!(out, "<p>{}</p>", Safe(said)))?;
        out.push_str("</div>");
    }
    write!(out, "</header>\n<nav aria-label=\"{0}\"><h2>{0}</h2><ul>", Safe(&words.contents))?;
    for section in &sheet.sections {
        write!(out, "<li><a href=\"#{}\">{}</a></li>", Safe(&section.id), Safe(&section.heading))?;
    }
    out.push_str("</ul></nav>\n<main>\n");
    for section in &sheet.sections {
        write_section(out, section, words)?;
    }
    writeln!(out, "</main>\n<footer class=\"foot\"><p>{}</p></footer>\n</body></html>", Safe(&sheet.fingerprint))
}

fn write_section(out: &mut String, section: &Section, words: &PageWords) -> fmt::Result {
    let (id, heading) = (Safe(&section.id), Safe(&section.heading));
    write!(out, "<section aria-labelledby=\"{id}\"><h2 id=\"{id}\">{heading}</h2>")?;
    if section.is_empty() {
        write!(out, "<p>{}</p>", Safe(&words.nothing))?;
    }
    section.paragraphs.iter().try_for_each(|said| write!(out, "<p>{}</p>", Safe(said)))?;
    if !section.steps.is_empty() {
        out.push_str("<ol class=\"steps\">");
        section.steps.iter().try_for_each(|step| write!(out, "<li>{}</li>", Safe(step)))?;
        out.push_str("</ol>");
    }
    if !section.facts.is_empty() {
        out.push_str("<dl>");
        section
            .facts
            .iter()
            .try_for_each(|(name, value)| write!(out, "<dt>{}</dt><dd>{}</dd>", Safe(name), Safe(value)))?;
        out.push_str("</dl>");
    }
    for picture in &section.pictures {
        // Our own drawing: every text in it was made safe when it was drawn.
        write!(out, "<div class=\"scroll\">{picture}</div>")?;
    }
    if !section.table.rows.is_empty() {
        out.push_str("<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-labelledby=\"");
        write!(out, "{id}\"><table><thead><tr>")?;
        section.table.head.iter().try_for_each(|head| write!(out, "<th scope=\"col\">{}</th>", Safe(head)))?;
        out.push_str("</tr></thead><tbody>\n");
        for row in &section.table.rows {
            out.push_str("<tr>");
            row.iter().try_for_each(|cell| write!(out, "<td>{}</td>", Safe(cell)))?;
            out.push_str("</tr>\n");
        }
        out.push_str("</tbody></table></div>");
    }
    out.push_str("</section>\n");
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sheet::Table;

    #[test]
    fn the_page_stands_alone_and_nothing_in_it_acts() {
        let mut section = Section::new("ledger", "台帳");
        section.table = Table {
            head: vec!["名前".to_owned()],
            rows: vec![vec!["<script>alert(1)</script>\n\"'&".to_owned()]],
            widths: vec![],
        };
        let sheet = Sheet {
            lang: "ja".to_owned(),
            title: "緊急パック".to_owned(),
            sections: vec![section, Section::new("none", "なし")],
            ..Sheet::default()
        };
        let words = PageWords { contents: "中身".to_owned(), nothing: "記録がありません".to_owned() };
        let page = single_page(&sheet, &words);
        assert!(page.contains("&lt;script&gt;alert(1)&lt;/script&gt;<br>&quot;&#39;&amp;"), "{page}");
        assert!(page.contains("<p>記録がありません</p>"));
        for outside in ["<script", "src=", "http://", "https://", "url(", "@import", "<link"] {
            assert!(!page.contains(outside), "{outside}");
        }
    }
}
