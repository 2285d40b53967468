//! What people typed, made printable: PDF/A refuses a letter that the font lacks, so each becomes 〓, the printers' sign for
//! a missing type, and its code is named at the foot of the page. Nothing else about the words changes.

use serde_json::Value;
use std::collections::BTreeSet;
use unicode_normalization::char::compose;

/// Stands for a letter that the font lacks.
const GETA: char = '〓';
/// Longest run of Latin that is kept whole: what the narrowest column of words can hold.
const UNBROKEN: usize = 16;
/// Fields of this name hold a drawing (SVG).
const DRAWING: &str = "svg";
/// How many missing letters the foot of a page names.
const NAMED: usize = 12;

/// Makes every text of a document printable; returns the codes of the letters that the font lacks, `U+20BB7`.
pub(crate) fn make_printable(document: &mut Value, has: &impl Fn(char) -> bool) -> Vec<String> {
    let mut missing = BTreeSet::new();
    walk(document, has, &mut missing);
    missing.into_iter().take(NAMED).map(|letter| format!("U+{:04X}", u32::from(letter))).collect()
}

fn walk(value: &mut Value, has: &impl Fn(char) -> bool, missing: &mut BTreeSet<char>) {
    match value {
        Value::String(text) => {
            if !text.bytes().all(|byte| byte.is_ascii_graphic() || byte == b' ') {
                *text = printable(text, has, missing);
            }
            if text.len() > UNBROKEN {
                *text = breakable(text);
            }
        }
        Value::Array(values) => values.iter_mut().for_each(|value| walk(value, has, missing)),
        Value::Object(fields) => fields.iter_mut().for_each(|(key, value)| match value {
            // A drawing is markup: its letters are made printable like others, and its runs stay whole.
            Value::String(drawn) if key == DRAWING => *drawn = printable(drawn, has, missing),
            value => walk(value, has, missing),
        }),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

fn printable(text: &str, has: &impl Fn(char) -> bool, missing: &mut BTreeSet<char>) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '\n' => out.push('\n'),
            '\t' => out.push(' '),
            _ if is_invisible(letter) => {}
            // Kana typed on some systems come as letter and sound mark: か + ゛. Other letters are left as they are, since
            // full normalisation would swap the forms of kanji that people write their names with.
            '\u{3099}' | '\u{309a}' => {
                let whole = out.chars().next_back().and_then(|before| compose(before, letter));
                match whole {
                    Some(whole) if has(whole) => {
                        out.pop();
                        out.push(whole);
                    }
                    _ => out.push(if letter == '\u{3099}' { '゛' } else { '゜' }),
                }
            }
            _ if has(letter) => out.push(letter),
            _ => {
                missing.insert(letter);
                out.push(GETA);
            }
        }
    }
    out
}

/// Lets a run of Latin without a space break after every [`UNBROKEN`] letters rather than leave its cell.
fn breakable(text: &str) -> String {
    let (mut out, mut run) = (String::with_capacity(text.len()), 0);
    for letter in text.chars() {
        run = if letter.is_ascii_graphic() { run + 1 } else { 0 };
        out.push(letter);
        if run == UNBROKEN {
            out.push('\u{200b}');
            run = 0;
        }
    }
    out
}

/// Controls and marks without a shape: they could turn the direction of a printed line or hide in it.
fn is_invisible(letter: char) -> bool {
    letter.is_control()
        || matches!(letter,
            '\u{ad}' | '\u{61c}' | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{fff0}'..='\u{fffb}'
            | '\u{1bca0}'..='\u{1bca3}' | '\u{e0000}'..='\u{e0fff}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    /// A font with ASCII and kana.
    fn made_printable(text: &str) -> (String, Vec<String>) {
        let mut value = json!({ "a": [text] });
        let has = |letter: char| letter.is_ascii() || ('ぁ'..='ヿ').contains(&letter);
        let missing = make_printable(&mut value, &has);
        (value["a"][0].as_str().unwrap().to_owned(), missing)
    }

    #[test]
    fn a_letter_that_the_font_lacks_becomes_a_geta_and_is_named() {
        assert_eq!(
            made_printable("よし𠮷お😀"),
            ("よし〓お〓".to_owned(), vec!["U+1F600".to_owned(), "U+20BB7".to_owned()])
        );
    }

    #[test]
    fn split_kana_are_joined() {
        assert_eq!(made_printable("か\u{3099}ハ\u{309a}あ\u{3099}").0, "がパあ゛");
    }

    #[test]
    fn controls_and_direction_marks_are_left_out() {
        assert_eq!(made_printable("a\u{0}b\u{202e}c\u{200d}d\te\r\nf\u{e0100}").0, "abcd e\nf");
    }

    #[test]
    fn a_long_run_may_break_but_loses_nothing() {
        let (printed, _) = made_printable("a0123456789012345678901234567890123456789 あ");
        assert_eq!(printed, "a012345678901234\u{200b}5678901234567890\u{200b}123456789 あ");
    }

    #[test]
    fn a_drawing_stays_whole() {
        let svg = "<svg xmlns=\"http://www.w3.org/2000/svg\"><text>あ😀</text></svg>";
        let mut value = json!({ "sheets": [{ "svg": svg, "alt": svg }] });
        make_printable(&mut value, &|letter: char| letter.is_ascii() || letter == 'あ');
        assert_eq!(value["sheets"][0]["svg"], svg.replace('😀', "〓"));
        assert_ne!(value["sheets"][0]["alt"], value["sheets"][0]["svg"]);
    }

    #[test]
    fn markup_is_left_as_it_is() {
        let typed = "#eval(\"1\") *x* $y$ <z> @r \\ `c` _d_ = e\n- f";
        assert_eq!(made_printable(typed), (typed.to_owned(), Vec::new()));
    }
}
