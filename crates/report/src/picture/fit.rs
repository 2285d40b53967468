//! Words that have to fit: measured, and broken into lines that are never wider than their place. Shared by pictures with sentences in
//! them; nothing is cut off.

use super::svg::Safe;

/// Width of a text in px at a size, too wide rather than too narrow: fonts of PCs differ.
pub(super) fn width_at(text: &str, size: f64) -> f64 {
    text.chars().map(em).sum::<f64>() * size
}

fn em(letter: char) -> f64 {
    match letter {
        'm' | 'w' | 'M' | 'W' | '@' | '%' | '&' => 0.95,
        'A'..='Z' | '#' | '~' | '+' | '<' | '>' | '=' => 0.78,
        letter if letter.is_ascii() => 0.62,
        _ => 1.0,
    }
}

/// Signs that begin no line in Japanese.
const NOT_FIRST: &str = "、。，．）」』】〕｝・：；？！ー々ぁぃぅぇぉっゃゅょァィゥェォッャュョ";

/// Signs that end no line.
const NOT_LAST: &str = "（「『【〔［｛";

/// A text in lines of at most `width` px. Words and numbers of Latin letters stay whole while they fit on a line of their own.
pub(super) fn broken(text: &str, size: f64, width: f64) -> Vec<String> {
    let mut lines = vec![String::new()];
    let mut used = 0.0;
    for piece in pieces(text) {
        let wide = width_at(&piece, size);
        if used + wide > width && used > 0.0 {
            lines.push(String::new());
            used = 0.0;
            if piece == " " {
                continue;
            }
        }
        for part in if wide > width { piece.chars().map(String::from).collect() } else { vec![piece] } {
            let wide = width_at(&part, size);
            if used + wide > width && used > 0.0 {
                lines.push(String::new());
                used = 0.0;
            }
            if let Some(line) = lines.last_mut() {
                line.push_str(&part);
            }
            used += wide;
        }
    }
    lines.iter().map(|line| line.trim().to_owned()).filter(|line| !line.is_empty()).collect()
}

/// What is moved as a whole: runs of Latin letters and digits, every other letter alone, with the signs that can't begin a line.
fn pieces(text: &str) -> Vec<String> {
    let mut pieces: Vec<String> = Vec::new();
    for letter in text.chars().filter(|letter| !letter.is_control()) {
        let is_latin = letter.is_ascii_graphic();
        let joins = match pieces.last() {
            Some(last) if last.ends_with(|before| NOT_LAST.contains(before)) => true,
            Some(last) if NOT_FIRST.contains(letter) => last != " ",
            Some(last) => is_latin && last.chars().all(|before| before.is_ascii_graphic()),
            None => false,
        };
        match pieces.last_mut() {
            Some(last) if joins => last.push(letter),
            _ => pieces.push(letter.to_string()),
        }
    }
    pieces
}

/// A text at a place, as markup. `y` is its baseline.
pub(super) fn words(x: f64, y: f64, size: f64, bold: bool, class: &str, text: &str) -> String {
    let weight = if bold { " font-weight=\"700\"" } else { "" };
    let class = if class.is_empty() { String::new() } else { format!(" class=\"{class}\"") };
    format!("<text x=\"{}\" y=\"{}\" font-size=\"{size}\"{weight}{class}>{}</text>", px(x), px(y), Safe(text))
}

/// A number of px with one digit at most.
pub(super) fn px(value: f64) -> f64 {
    (value * 10.0).round() / 10.0
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn numbers_stay_whole_and_signs_begin_no_line() {
        assert_eq!(broken("医療情報システム安全管理責任者", 10.0, 80.0), ["医療情報システム", "安全管理責任者"]);
        assert_eq!(broken("夜間 090-0000-0002", 10.0, 100.0), ["夜間", "090-0000-0002"]);
        assert_eq!(broken("電話、内線。", 10.0, 30.0), ["電話、", "内線。"]);
        assert_eq!(broken("みどり（見本）", 10.0, 40.0), ["みどり", "（見本）"]);
        assert_eq!(broken("abcdefgh", 10.0, 31.0), ["abcde", "fgh"]);
        assert_eq!(broken("", 10.0, 30.0), Vec::<String>::new());
    }

    proptest! {
        /// No line is wider than its place, and nothing but spaces is lost.
        #[test]
        fn every_line_fits(text in "[a-zA-Z0-9ぁ-んァ-ン一-龠、。 -]{0,80}", width in 24.0_f64..200.0) {
            let lines = broken(&text, 12.0, width);
            for line in &lines {
                let signs = line.chars().filter(|c| NOT_FIRST.contains(*c) || NOT_LAST.contains(*c)).count() as f64;
                prop_assert!(width_at(line, 12.0) <= width + signs * 12.0, "{line}");
            }
            let bare = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
            prop_assert_eq!(bare(&lines.concat()), bare(&text));
        }
    }
}
