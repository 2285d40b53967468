//! The network as a picture: a bar per segment and per line to the outside, an upright line per device that joins them, and a dot
//! where it does.
//!
//! The picture is drawn in sheets of so many bars that each fits on a page of A4 with letters of 7 points. Nothing rests on colour: a
//! named segment has a plain frame, a guessed one a dashed frame, a line to the outside a double frame, what nobody knows a dotted one.
//! Upright lines run in a field of their own beside the words, so that no word is crossed.

use super::svg::{LETTER, Safe, width_of};
use std::{collections::BTreeSet, fmt::Write as _};

/// Width of the drawing.
const WIDTH: f64 = 1000.0;
/// Width of a bar's frame.
const FRAME: f64 = 560.0;
/// Height of a frame, and of a bar with the gap below.
const BOX: f64 = 42.0;
const ROW: f64 = 50.0;
/// Height of a heading, and of a line of the list of joints.
const HEADING: f64 = 30.0;
const LINE: f64 = 24.0;
/// Bars on one sheet.
const ROWS: usize = 18;
/// Upright lines on one sheet. Further ones are counted at the bar's end.
const RAILS: usize = 13;
/// Where upright lines begin and end.
const RAILS_FROM: f64 = FRAME + 28.0;
const RAILS_TO: f64 = WIDTH - 56.0;
/// Radius of the ring round a joint's letter, and of a dot.
const RING: f64 = 11.0;
const DOT: f64 = 5.5;

/// How a bar is framed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum BarStyle {
    /// A line to the outside.
    Outside,
    /// A segment that a person named.
    Named,
    /// A segment that was guessed.
    Guessed,
    /// What nobody knows.
    Unknown,
}

impl BarStyle {
    const ALL: [Self; 4] = [Self::Outside, Self::Named, Self::Guessed, Self::Unknown];

    /// Heading under which it stands.
    const fn section(self) -> usize {
        match self {
            Self::Outside => 0,
            Self::Named | Self::Guessed => 1,
            Self::Unknown => 2,
        }
    }

    fn frame(self, x: f64, y: f64, width: f64, height: f64) -> String {
        let dash = match self {
            Self::Outside | Self::Named => "",
            Self::Guessed => " stroke-dasharray=\"7 4\"",
            Self::Unknown => " stroke-dasharray=\"2 4\"",
        };
        let rect = |inset: f64| {
            format!(
                "<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" fill=\"#fff\" stroke=\"currentColor\" stroke-width=\"1.5\"{dash}/>",
                x + inset,
                y + inset,
                width - 2.0 * inset,
                height - 2.0 * inset
            )
        };
        if self == Self::Outside { rect(0.0) + &rect(3.5) } else { rect(0.0) }
    }
}

/// A segment, a line to the outside, or what nobody knows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NetworkBar {
    /// How it is framed.
    pub style: BarStyle,
    /// What it is.
    pub name: String,
    /// More of it: addresses, how many devices of which kind.
    pub words: String,
    /// Devices that it joins, by their places among [`NetworkPicture::joints`].
    pub joints: BTreeSet<usize>,
}

/// The words of the picture.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct NetworkLabels {
    /// Name of the picture.
    pub title: String,
    /// What it shows in one sentence, for those who do not see it.
    pub description: String,
    /// Headings: lines to the outside, segments, what nobody knows.
    pub sections: [String; 3],
    /// Above the list of devices that join bars.
    pub joints: String,
    /// What each frame means: outside, named, guessed, unknown.
    pub frames: [String; 4],
    /// What a dot means.
    pub dot: String,
}

/// What is drawn.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct NetworkPicture {
    /// Bars: lines to the outside first, then segments, then what nobody knows.
    pub bars: Vec<NetworkBar>,
    /// Devices that join bars, the most important first: what each is called, and where it stands.
    pub joints: Vec<String>,
    /// The words.
    pub labels: NetworkLabels,
}

/// Draws the sheets. Nothing to draw is no sheet.
#[must_use]
pub fn network(picture: &NetworkPicture) -> Vec<String> {
    let sheets: Vec<&[NetworkBar]> = picture.bars.chunks(ROWS).collect();
    let count = sheets.len();
    sheets.iter().enumerate().map(|(at, bars)| sheet(picture, bars, at + 1, count)).collect()
}

/// A, B … Z, AA, AB …
#[must_use]
pub fn joint_letter(at: usize) -> String {
    let letter = |at: usize| char::from(b'A' + u8::try_from(at % 26).unwrap_or_default());
    match at / 26 {
        0 => letter(at).to_string(),
        before => format!("{}{}", joint_letter(before - 1), letter(at)),
    }
}

/// As many letters as fit, with `…` for the rest.
fn fitted(text: &str, width: f64) -> String {
    if width_of(text) <= width {
        return text.to_owned();
    }
    let room = width - width_of("…");
    let (mut kept, mut used) = (String::new(), 0.0);
    for letter in text.chars() {
        used += width_of(letter.encode_utf8(&mut [0; 4]));
        if used > room {
            break;
        }
        kept.push(letter);
    }
    kept + "…"
}

fn words(out: &mut String, x: f64, y: f64, text: &str, more: &str) {
    // Writing to a String can't fail.
    let _ = write!(out, "<text x=\"{x}\" y=\"{y}\"{more}>{}</text>", Safe(text));
}

fn sheet(picture: &NetworkPicture, bars: &[NetworkBar], number: usize, count: usize) -> String {
    let touched: BTreeSet<usize> = bars.iter().flat_map(|bar| bar.joints.iter().copied()).collect();
    let rails: Vec<usize> = touched.into_iter().take(RAILS).collect();
    let step = (RAILS_TO - RAILS_FROM) / rails.len().max(6) as f64;
    let x_of = |rail: usize| RAILS_FROM + RING + (rail as f64 * step).round();
    let (mut body, mut y) = (String::new(), 0.0);
    list(&mut body, &mut y, picture, &rails);
    // Rings stand above the first bar; what is drawn later lies over the upright lines.
    let rings = y + RING + 1.0;
    y += 2.0 * RING + 10.0;
    let (mut boxes, mut section, mut reach) = (String::new(), None, vec![None; rails.len()]);
    for bar in bars {
        if section != Some(bar.style.section()) {
            section = Some(bar.style.section());
            let heading = picture.labels.sections.get(bar.style.section()).map(String::as_str).unwrap_or_default();
            words(&mut boxes, 0.0, y + 20.0, &fitted(heading, FRAME), " font-weight=\"700\"");
            y += HEADING;
        }
        let middle = y + BOX / 2.0;
        let joined: Vec<usize> =
            rails.iter().enumerate().filter(|(_, joint)| bar.joints.contains(joint)).map(|(at, _)| at).collect();
        bar_of(&mut boxes, bar, y);
        if let Some(last) = joined.last() {
            let _ = write!(
                boxes,
                "<path d=\"M{FRAME} {middle}H{}\" stroke=\"currentColor\" stroke-width=\"2\"/>",
                x_of(*last)
            );
        }
        for rail in &joined {
            let _ = write!(boxes, "<circle cx=\"{}\" cy=\"{middle}\" r=\"{DOT}\"/>", x_of(*rail));
            if let Some(end) = reach.get_mut(*rail) {
                *end = Some(middle);
            }
        }
        let more = bar.joints.len() - joined.len();
        if more > 0 {
            words(&mut boxes, WIDTH, middle + 5.0, &format!("+{more}"), " text-anchor=\"end\"");
        }
        y += ROW;
    }
    for (at, (joint, end)) in rails.iter().zip(&reach).enumerate() {
        let x = x_of(at);
        if let Some(end) = end {
            let _ = write!(
                body,
                "<path d=\"M{x} {}V{end}\" fill=\"none\" stroke=\"currentColor\" stroke-width=\"1.5\"/>",
                rings + RING
            );
        }
        ring(&mut body, x, rings, *joint);
    }
    body.push_str(&boxes);
    legend(&mut body, &mut y, &picture.labels);
    framed(picture, &body, y, number, count)
}

/// Which letter is which device, in two columns.
fn list(body: &mut String, y: &mut f64, picture: &NetworkPicture, rails: &[usize]) {
    if rails.is_empty() {
        return;
    }
    words(body, 0.0, *y + 18.0, &fitted(&picture.labels.joints, WIDTH), " font-weight=\"700\"");
    *y += HEADING;
    let (column, half) = (WIDTH / 2.0, rails.len().div_ceil(2));
    for (at, joint) in rails.iter().enumerate() {
        let (x, line) = ((at / half) as f64 * column, *y + (at % half) as f64 * LINE);
        ring(body, x + RING + 1.0, line + RING, *joint);
        let name = picture.joints.get(*joint).map(String::as_str).unwrap_or_default();
        words(body, x + 2.0 * RING + 8.0, line + RING + 5.0, &fitted(name, column - 2.0 * RING - 24.0), "");
    }
    *y += half as f64 * LINE + 12.0;
}

fn ring(out: &mut String, x: f64, y: f64, joint: usize) {
    let _ = write!(
        out,
        "<circle cx=\"{x}\" cy=\"{y}\" r=\"{RING}\" fill=\"#fff\" stroke=\"currentColor\" stroke-width=\"1.5\"/>"
    );
    words(out, x, y + 4.5, &joint_letter(joint), " text-anchor=\"middle\" font-size=\"12\" font-weight=\"700\"");
}

fn bar_of(out: &mut String, bar: &NetworkBar, y: f64) {
    out.push_str(&bar.style.frame(1.0, y, FRAME - 1.0, BOX));
    let room = FRAME - 24.0;
    // Bold letters are a little wider.
    words(out, 12.0, y + 18.0, &fitted(&bar.name, room * 0.92), " font-weight=\"700\"");
    words(out, 12.0, y + 35.0, &fitted(&bar.words, room), "");
}

/// What each frame and a dot mean, one under the other.
fn legend(out: &mut String, y: &mut f64, labels: &NetworkLabels) {
    *y += 4.0;
    for (at, (style, label)) in BarStyle::ALL.iter().zip(&labels.frames).enumerate() {
        let (x, line) = ((at % 2) as f64 * WIDTH / 2.0, *y + (at / 2) as f64 * LINE);
        out.push_str(&style.frame(x + 1.0, line + 3.0, 30.0, 16.0));
        words(out, x + 40.0, line + 16.0, &fitted(label, WIDTH / 2.0 - 52.0), "");
    }
    *y += 2.0 * LINE;
    let _ = write!(out, "<circle cx=\"16\" cy=\"{}\" r=\"{DOT}\"/>", *y + 11.0);
    words(out, 40.0, *y + 16.0, &fitted(&labels.dot, WIDTH - 52.0), "");
    *y += LINE + 2.0;
}

fn framed(picture: &NetworkPicture, body: &str, height: f64, number: usize, count: usize) -> String {
    let labels = &picture.labels;
    let of = if count > 1 { format!(" ({number}/{count})") } else { String::new() };
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"pic pic-network\" role=\"img\" width=\"{WIDTH}\" height=\"{height}\" \
         viewBox=\"0 0 {WIDTH} {height}\" font-size=\"{LETTER}\" font-family=\"BIZ UDPGothic, sans-serif\" fill=\"currentColor\">\
         <title>{}{of}</title><desc>{}</desc>{body}</svg>",
        Safe(&labels.title),
        Safe(&labels.description),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn labels() -> NetworkLabels {
        NetworkLabels {
            title: "ネットワークの図".to_owned(),
            description: "セグメントと外とのつながり".to_owned(),
            sections: ["外とのつながり", "中のネットワーク", "場所の分からない機器"].map(str::to_owned),
            joints: "つなぐ機器".to_owned(),
            frames: ["外とのつながり", "名前のあるセグメント", "推定", "分からない"].map(str::to_owned),
            dot: "つながっているところ".to_owned(),
        }
    }

    fn bar(style: BarStyle, name: &str, joints: &[usize]) -> NetworkBar {
        let words = "10.20.1.0/24 · サーバ 2 · 端末PC 120 · ネットワーク機器 4 · 医療機器 12 · その他 3 · 分からない 1"
            .to_owned();
        NetworkBar { style, name: name.to_owned(), words, joints: joints.iter().copied().collect() }
    }

    fn picture(segments: usize, joints: usize) -> NetworkPicture {
        let mut bars = vec![bar(BarStyle::Outside, "インターネット", &[0])];
        for at in 0..segments {
            let style = if at % 3 == 0 { BarStyle::Guessed } else { BarStyle::Named };
            let name = format!("とても長い名前の病棟のセグメント <{at}> とても長い名前の病棟のセグメント");
            bars.push(bar(style, &name, &[at % joints, (at * 7 + 1) % joints, (at * 3) % joints]));
        }
        bars.push(bar(BarStyle::Unknown, "住所の分からない機器", &[]));
        let name =
            |at| format!("とても長い名前のコアスイッチ{at}号機（本館1階サーバ室のいちばん奥のラックの上から3段目）");
        NetworkPicture { bars, joints: (0..joints).map(name).collect(), labels: labels() }
    }

    /// Every text with the box that it takes: left, top, right, bottom.
    fn texts(svg: &str) -> Vec<(f64, f64, f64, f64, String)> {
        let attribute = |tag: &str, name: &str| -> Option<f64> {
            let rest = tag.split_once(&format!(" {name}=\""))?.1;
            rest.split_once('"')?.0.parse().ok()
        };
        let found = svg.split("<text").skip(1).filter_map(|rest| {
            let (tag, rest) = rest.split_once('>')?;
            let said = rest.split_once("</text>")?.0.replace("&lt;", "<").replace("&gt;", ">");
            let (x, y) = (attribute(tag, "x")?, attribute(tag, "y")?);
            let size = attribute(tag, "font-size").unwrap_or(LETTER);
            let width = width_of(&said) * size / LETTER;
            let left = if tag.contains("\"middle\"") {
                x - width / 2.0
            } else if tag.contains("\"end\"") {
                x - width
            } else {
                x
            };
            Some((left, y - size * 0.9, left + width, y + size * 0.2, said))
        });
        found.collect()
    }

    #[test]
    fn no_text_lies_over_another_or_leaves_the_drawing() {
        for (segments, joints) in [(1, 1), (5, 3), (17, 40), (60, 26), (200, 60)] {
            for svg in network(&picture(segments, joints)) {
                let texts = texts(&svg);
                for (at, one) in texts.iter().enumerate() {
                    assert!(one.0 >= 0.0 && one.2 <= WIDTH, "{one:?} leaves the drawing");
                    for other in texts.iter().skip(at + 1) {
                        let apart = one.2 <= other.0 || other.2 <= one.0 || one.3 <= other.1 || other.3 <= one.1;
                        assert!(apart, "{one:?} lies over {other:?}");
                    }
                }
            }
        }
    }

    #[test]
    fn a_sheet_fits_a_page_of_a4() {
        for svg in network(&picture(200, 60)) {
            let height: f64 = svg
                .split(" height=\"")
                .nth(1)
                .and_then(|rest| rest.split('"').next()?.parse().ok())
                .unwrap_or(f64::MAX);
            // 180 × 255 mm without margins and heading.
            assert!(height <= WIDTH * 255.0 / 180.0, "{height}");
        }
    }

    #[test]
    fn the_same_network_gives_the_same_picture() {
        let first = network(&picture(5, 3));
        assert_eq!(first, network(&picture(5, 3)));
        insta::assert_snapshot!(first.join("\n").replace("><", ">\n<"));
        assert!(network(&NetworkPicture::default()).is_empty());
    }

    #[test]
    fn sixty_segments_are_four_sheets_and_every_bar_is_there_once() {
        let sheets = network(&picture(60, 26));
        assert_eq!(sheets.len(), 4);
        let all = sheets.concat();
        assert!((0..60).all(|at| all.matches(&format!("&lt;{at}&gt;")).count() == 1));
        assert_eq!([joint_letter(0), joint_letter(25), joint_letter(26), joint_letter(52)], ["A", "Z", "AA", "BA"]);
    }
}
