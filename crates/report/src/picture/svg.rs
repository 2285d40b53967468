//! Small parts of every picture: escaped words, measured letters, the frame with its name and description.

use std::fmt;

/// Narrowest drawing in px: a phone of 360 px without the margins of page and card.
pub(super) const NARROW: f64 = 280.0;
/// Size of letters, px.
pub(super) const LETTER: f64 = 14.0;

/// A text made safe for markup. Control characters, which XML forbids, are left out.
pub(super) struct Safe<'a>(pub(super) &'a str);

impl fmt::Display for Safe<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for letter in self.0.chars() {
            match letter {
                '&' => f.write_str("&amp;")?,
                '<' => f.write_str("&lt;")?,
                '>' => f.write_str("&gt;")?,
                '"' => f.write_str("&quot;")?,
                '\'' => f.write_str("&#39;")?,
                control if control.is_control() => {}
                other => write!(f, "{other}")?,
            }
        }
        Ok(())
    }
}

/// Width of a text in px, a little too wide rather than too narrow: fonts of PCs differ.
pub(super) fn width_of(text: &str) -> f64 {
    let em = |letter: char| if letter.is_ascii() { 0.6 } else { 1.0 };
    text.chars().map(em).sum::<f64>() * LETTER
}

/// A percentage of the picture's width, with two digits at most.
pub(super) fn percent(part: f64) -> String {
    let rounded = (part * 10_000.0).round() / 100.0;
    format!("{rounded}%")
}

/// The picture's frame. `name` and `description` are what a screen reader says; `body` is markup.
pub(super) fn frame(kind: &str, height: f64, name: &str, description: &str, body: &str) -> String {
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"pic pic-{kind}\" role=\"img\" width=\"100%\" \
         height=\"{height}\" font-size=\"{LETTER}\" fill=\"currentColor\">\
         <title>{}</title><desc>{}</desc>{body}</svg>",
        Safe(name),
        Safe(description),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_can_not_leave_its_place() {
        let text = "<script>alert('1')</script> & \"x\"\u{0}\u{1b}";
        insta::assert_snapshot!(Safe(text).to_string(), @"&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt; &amp; &quot;x&quot;");
    }

    #[test]
    fn percentages_are_short() {
        assert_eq!([0.0, 1.0 / 3.0, 1.0].map(percent), ["0%", "33.33%", "100%"]);
    }
}
