//! The contact chart as a drawing: the chain runs down, whoever is called beside it stands to the right, and those who call nobody stand
//! together in a frame. Boxes grow with their words, so that nothing is cut off and nothing overlaps.

use super::{
    fit::{broken, px, words},
    svg::Safe,
};
use std::fmt::Write as _;

/// Width of a box.
const BOX: f64 = 236.0;
/// Room between columns, for arrows.
const GAP: f64 = 40.0;
/// Room between boxes one under the other.
const UNDER: f64 = 14.0;
/// Room for an arrow down.
const DOWN: f64 = 30.0;
/// Room around the words of a box, and around the boxes of a frame.
const PAD: f64 = 9.0;
/// Sizes of letters.
const HEAD: f64 = 12.0;
const NAME: f64 = 16.0;
const LINE: f64 = 13.0;
/// Where arrows meet a box, below its upper edge.
const MEET: f64 = 17.0;
/// So many that call nobody stand in a frame with one arrow to it.
const FRAMED: usize = 3;

/// Whose box it is: told apart by its shape.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BoxKind {
    /// A person or a post of the house.
    Inside,
    /// A vendor.
    Vendor,
    /// An authority.
    Authority,
}

/// A line in a box.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BoxLine {
    /// Plain words.
    Plain(String),
    /// A number to call.
    Phone(String),
    /// Something that is wrong.
    Fault(String),
}

/// One entry of the chart, its words final.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChartBox {
    /// Number by which others name it.
    pub number: usize,
    /// Whose box.
    pub kind: BoxKind,
    /// Role, above the name.
    pub head: String,
    /// Name.
    pub name: String,
    /// What stands under the name.
    pub lines: Vec<BoxLine>,
    /// Whom it calls: places in the list of boxes.
    pub calls: Vec<usize>,
}

/// Fixed words of the drawing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ChartLabels {
    /// Name of the picture.
    pub title: String,
    /// Before the numbers of those that a box calls, too, without an arrow.
    pub also: String,
    /// On a box that goes on further below.
    pub goes_on: String,
    /// Above boxes that nobody calls and that call nobody.
    pub alone: String,
}

/// A drawing with its size in px.
#[derive(Debug, Clone, PartialEq)]
pub struct ChartDrawing {
    /// Width.
    pub width: f64,
    /// Height.
    pub height: f64,
    title: String,
    body: String,
    /// Every place that words or a box take: left, upper, right, lower edge.
    boxes: Vec<[f64; 4]>,
    texts: Vec<[f64; 4]>,
}

/// A part of a drawing that fits on a sheet of paper.
#[derive(Debug, Clone, PartialEq)]
pub struct ChartSheet {
    /// Markup.
    pub svg: String,
    /// Width on paper, mm.
    pub width_mm: f64,
    /// Height on paper, mm.
    pub height_mm: f64,
}

/// Smallest scale on paper, mm per px: the smallest letters have 6 pt then. Our choice.
const SMALLEST: f64 = 6.0 * 0.3528 / HEAD;
/// Largest scale: letters larger than 13 pt help nobody.
const LARGEST: f64 = 0.29;

impl ChartDrawing {
    /// Draws the chart in so many columns.
    #[must_use]
    pub fn new(boxes: &[ChartBox], labels: &ChartLabels, columns: usize) -> Self {
        Layout::new(boxes, labels, columns.max(2)).draw()
    }

    /// The whole drawing as an inline picture of a page. It never grows beyond its own size and shrinks with the page.
    #[must_use]
    pub fn svg(&self) -> String {
        self.window(0.0, self.height)
    }

    fn window(&self, upper: f64, height: f64) -> String {
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"pic pic-chart\" role=\"img\" width=\"{width}\" \
             height=\"{height}\" viewBox=\"0 {upper} {width} {height}\" font-family=\"BIZ UDPGothic, sans-serif\" \
             fill=\"currentColor\"><title>{title}</title>{body}</svg>",
            width = px(self.width),
            height = px(height),
            upper = px(upper),
            title = Safe(&self.title),
            body = self.body,
        )
    }

    /// Every box and every line of words takes a place of its own: left, upper, right, lower edge. For tests.
    #[must_use]
    pub fn places(&self) -> (&[[f64; 4]], &[[f64; 4]]) {
        (&self.boxes, &self.texts)
    }

    /// The scale at which it fits on one sheet, if the letters stay readable.
    fn whole_scale(&self, width_mm: f64, height_mm: f64) -> Option<f64> {
        let scale = (width_mm / self.width).min(height_mm / self.height).min(LARGEST);
        (scale >= SMALLEST).then_some(scale)
    }

    fn sheets(&self, width_mm: f64, height_mm: f64) -> Vec<ChartSheet> {
        let (scale, cuts) = self.cuts(width_mm, height_mm);
        let mut upper = 0.0;
        let one = |lower: f64| {
            let height = lower - upper;
            let svg = self.window(upper, height);
            upper = lower;
            ChartSheet { svg, width_mm: self.width * scale, height_mm: height * scale }
        };
        cuts.into_iter().map(one).collect()
    }

    /// The scale on sheets of this size, and where each ends.
    fn cuts(&self, width_mm: f64, height_mm: f64) -> (f64, Vec<f64>) {
        if let Some(scale) = self.whole_scale(width_mm, height_mm) {
            return (scale, vec![self.height]);
        }
        let scale = (width_mm / self.width).min(LARGEST);
        let (mut cuts, mut upper) = (Vec::new(), 0.0);
        while upper < self.height - 0.5 {
            upper = self.cut(upper, height_mm / scale);
            cuts.push(upper);
        }
        (scale, cuts)
    }

    /// Where a sheet ends: the lowest line within it that cuts no box.
    fn cut(&self, upper: f64, height: f64) -> f64 {
        let lowest = upper + height;
        if lowest >= self.height {
            return self.height;
        }
        let cuts = |y: f64| self.boxes.iter().any(|[_, top, _, bottom]| *top < y && y < *bottom);
        let edges = self.boxes.iter().map(|[.., bottom]| bottom + UNDER / 2.0);
        let best = edges.filter(|y| *y > upper + 1.0 && *y <= lowest && !cuts(*y)).fold(upper, f64::max);
        // A box taller than a sheet is cut rather than left out.
        if best > upper { best } else { lowest }
    }
}

/// The chart on sheets of this size: on one while its letters stay readable, with as many columns as make them largest.
#[must_use]
pub fn chart_sheets(
    boxes: &[ChartBox],
    labels: &ChartLabels,
    (width_mm, height_mm): (f64, f64),
    most_columns: usize,
) -> Vec<ChartSheet> {
    let drawings: Vec<ChartDrawing> =
        (3..=most_columns.max(3)).map(|columns| ChartDrawing::new(boxes, labels, columns)).collect();
    let whole = drawings.iter().filter_map(|one| Some((one.whole_scale(width_mm, height_mm)?, one)));
    if let Some((_, best)) = whole.max_by(|a, b| a.0.total_cmp(&b.0)) {
        return best.sheets(width_mm, height_mm);
    }
    let readable = drawings.iter().filter(|one| width_mm / one.width >= SMALLEST);
    let fewest = readable.min_by_key(|one| one.cuts(width_mm, height_mm).1.len());
    fewest.map(|one| one.sheets(width_mm, height_mm)).unwrap_or_default()
}

/// A box with its words broken and measured.
struct Measured {
    head: Vec<String>,
    name: Vec<String>,
    lines: Vec<(BoxLineKind, String)>,
    height: f64,
}

#[derive(Clone, Copy, PartialEq)]
enum BoxLineKind {
    Plain,
    Phone,
    Fault,
}

struct Layout<'a> {
    boxes: &'a [ChartBox],
    labels: &'a ChartLabels,
    columns: usize,
    measured: Vec<Measured>,
    children: Vec<Vec<usize>>,
    /// How many boxes hang on a box, itself too.
    weight: Vec<usize>,
    /// Boxes whose children stand in a strip of their own.
    later: Vec<usize>,
    body: String,
    placed: Vec<[f64; 4]>,
    texts: Vec<[f64; 4]>,
}

impl<'a> Layout<'a> {
    fn new(boxes: &'a [ChartBox], labels: &'a ChartLabels, columns: usize) -> Self {
        let mut caller: Vec<Option<usize>> = vec![None; boxes.len()];
        for (at, one) in boxes.iter().enumerate() {
            for called in one.calls.iter().filter(|called| **called < boxes.len()) {
                caller[*called].get_or_insert(at);
            }
        }
        let children: Vec<Vec<usize>> = boxes
            .iter()
            .enumerate()
            .map(|(at, one)| {
                one.calls.iter().copied().filter(|called| caller.get(*called) == Some(&Some(at))).collect()
            })
            .collect();
        let weight = weights(&children, &caller);
        let measured = boxes.iter().enumerate().map(|(at, one)| measure(one, &children[at], boxes, labels)).collect();
        Self {
            boxes,
            labels,
            columns,
            measured,
            children,
            weight,
            later: Vec::new(),
            body: String::new(),
            placed: Vec::new(),
            texts: Vec::new(),
        }
    }

    fn draw(mut self) -> ChartDrawing {
        let mut called = vec![false; self.boxes.len()];
        self.children.iter().flatten().for_each(|child| called[*child] = true);
        let roots: Vec<usize> = (0..self.boxes.len()).filter(|at| !called[*at]).collect();
        let (alone, trees): (Vec<usize>, Vec<usize>) = roots.into_iter().partition(|at| self.children[*at].is_empty());
        let mut y = 1.0;
        for root in trees {
            y = self.tree(root, y) + DOWN;
        }
        if !alone.is_empty() {
            let label = self.labels.alone.clone();
            self.text(1.0, y + HEAD, HEAD, true, "", &label);
            y = self.grid(&alone, 0, y + HEAD + UNDER) + DOWN;
        }
        let width = self.columns as f64 * BOX + (self.columns - 1) as f64 * GAP + 2.0 * PAD;
        ChartDrawing {
            width,
            height: (y - DOWN).max(1.0) + PAD + 1.0,
            title: self.labels.title.clone(),
            body: self.body,
            boxes: self.placed,
            texts: self.texts,
        }
    }

    /// A whole tree, with the strips that it goes on in.
    fn tree(&mut self, root: usize, y: f64) -> f64 {
        let mut bottom = self.place(root, 0, y);
        while let Some(parent) = self.later.pop() {
            bottom = self.strip(parent, bottom + DOWN);
        }
        bottom
    }

    /// The children of a box that had no room beside it: under its number and name, at the left edge again.
    fn strip(&mut self, parent: usize, y: f64) -> f64 {
        let label = format!("{} {} {}", self.boxes[parent].number, self.boxes[parent].name, self.labels.goes_on);
        let mut top = y;
        for line in broken(&label, HEAD, BOX * 2.0) {
            top += HEAD * 1.4;
            self.text(1.0, top, HEAD, true, "", &line);
        }
        let children = self.children[parent].clone();
        self.beside(&children, 0, top + UNDER, None)
    }

    /// A box with everything that hangs on it. Returns the lower edge of all of it.
    fn place(&mut self, at: usize, column: usize, y: f64) -> f64 {
        let mut at = at;
        let mut y = y;
        // Down the chain: a loop and no recursion, for a chain may be long.
        loop {
            self.boxed(at, column, y);
            let own = y + self.measured[at].height;
            let children = self.children[at].clone();
            let below = children.iter().copied().filter(|child| !self.children[*child].is_empty());
            let below = below.max_by_key(|child| (self.weight[*child], usize::MAX - child));
            // The last of a chain stands under the others, not beside them.
            let below = below.or_else(|| {
                let only = children.first().filter(|_| children.len() == 1).copied();
                only.filter(|child| self.boxes[*child].kind == BoxKind::Inside)
            });
            let right: Vec<usize> = children.into_iter().filter(|child| Some(*child) != below).collect();
            let mut bottom = own;
            if !right.is_empty() {
                if column + 1 < self.columns {
                    bottom = bottom.max(self.beside(&right, column + 1, y, Some(x_of(column) + BOX)));
                } else {
                    self.later.push(at);
                    // The chain goes on with the others, so that they are not drawn twice.
                    return bottom;
                }
            }
            let Some(next) = below else { return bottom };
            let arrow_x = x_of(column) + 28.0;
            self.line(&format!("M{} {}V{}", px(arrow_x), px(own), px(bottom + DOWN - 7.0)));
            self.head_down(arrow_x, bottom + DOWN);
            (at, y) = (next, bottom + DOWN);
        }
    }

    /// Boxes in a column and those to its right, each with its arrow from `from`; runs that call nobody in a frame.
    fn beside(&mut self, children: &[usize], column: usize, y: f64, from: Option<f64>) -> f64 {
        let mut next = y;
        let mut arrows = Vec::new();
        let mut rest = children;
        while let Some(&first) = rest.first() {
            let run = rest.iter().take_while(|child| self.children[**child].is_empty()).count();
            if run >= FRAMED {
                arrows.push((next + MEET, x_of(column) - PAD + 2.0));
                let (framed, others) = rest.split_at(run);
                next = self.frame(framed, column, next) + UNDER;
                rest = others;
            } else {
                arrows.push((next + MEET, x_of(column)));
                next = self.place(first, column, next) + UNDER;
                rest = &rest[1..];
            }
        }
        if let (Some(from), Some((first, _)), Some((last, _))) = (from, arrows.first(), arrows.last()) {
            let trunk = from + GAP / 2.0 - 6.0;
            self.line(&format!("M{} {}H{}V{}", px(from), px(*first), px(trunk), px(*last)));
            for (y, x) in &arrows {
                self.line(&format!("M{} {}H{}", px(trunk), px(*y), px(x - 7.0)));
                self.head_right(*x, *y);
            }
        }
        next - UNDER
    }

    fn frame(&mut self, run: &[usize], column: usize, y: f64) -> f64 {
        let columns = (self.columns - column).min(run.len());
        let bottom = self.grid(run, column, y + PAD) + PAD;
        let width = columns as f64 * BOX + (columns - 1) as f64 * GAP + 2.0 * (PAD - 2.0);
        let _ = write!(
            self.body,
            "<rect class=\"pic-chart-frame\" x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" rx=\"8\" fill=\"none\" \
             stroke=\"currentColor\" stroke-opacity=\"0.5\" stroke-dasharray=\"4 3\"/>",
            px(x_of(column) - PAD + 2.0),
            px(y),
            px(width),
            px(bottom - y),
        );
        bottom
    }

    fn grid(&mut self, run: &[usize], column: usize, y: f64) -> f64 {
        let columns = (self.columns - column).min(run.len()).max(1);
        let mut y = y;
        for row in run.chunks(columns) {
            let height = row.iter().map(|at| self.measured[*at].height).fold(0.0, f64::max);
            for (beside, at) in row.iter().enumerate() {
                self.boxed(*at, column + beside, y);
            }
            y += height + UNDER;
        }
        y - UNDER
    }

    fn boxed(&mut self, at: usize, column: usize, y: f64) {
        let (x, height, kind) = (x_of(column), self.measured[at].height, self.boxes[at].kind);
        self.placed.push([x, y, x + BOX, y + height]);
        let (class, round) = match kind {
            BoxKind::Inside => ("inside", 8),
            BoxKind::Vendor => ("vendor", 0),
            BoxKind::Authority => ("authority", 0),
        };
        let _ = write!(
            self.body,
            "<rect class=\"pic-chart-box pic-chart-{class}\" x=\"{}\" y=\"{}\" width=\"{BOX}\" height=\"{}\" \
             rx=\"{round}\" fill=\"#fff\" stroke=\"currentColor\" stroke-width=\"1.4\"/>",
            px(x),
            px(y),
            px(height),
        );
        // A bar at the left for a vendor, at the top for an authority: no shape but the bar tells them from the house.
        let bar = match kind {
            BoxKind::Inside => String::new(),
            BoxKind::Vendor => format!(
                "<path d=\"M{} {}v{}\" stroke=\"currentColor\" stroke-width=\"5\"/>",
                px(x + 2.5),
                px(y),
                px(height)
            ),
            BoxKind::Authority => {
                format!("<path d=\"M{} {}h{BOX}\" stroke=\"currentColor\" stroke-width=\"5\"/>", px(x), px(y + 2.5))
            }
        };
        self.body.push_str(&bar);
        self.fill(at, x + PAD + 2.0, y + PAD);
    }

    fn fill(&mut self, at: usize, x: f64, y: f64) {
        let measured = std::mem::replace(
            &mut self.measured[at],
            Measured { head: Vec::new(), name: Vec::new(), lines: Vec::new(), height: 0.0 },
        );
        let mut y = y;
        let mut put = |layout: &mut Self, size: f64, bold, class: &str, words: &str| {
            y += size * 1.35;
            layout.text(x, y - size * 0.25, size, bold, class, words);
        };
        for line in &measured.head {
            put(self, HEAD, false, "", line);
        }
        for line in &measured.name {
            put(self, NAME, true, "", line);
        }
        for (kind, line) in &measured.lines {
            match kind {
                BoxLineKind::Plain => put(self, HEAD, false, "", line),
                BoxLineKind::Phone => put(self, LINE, true, "", line),
                BoxLineKind::Fault => put(self, LINE, true, "pic-chart-fault", line),
            }
        }
        self.measured[at] = measured;
    }

    fn text(&mut self, x: f64, y: f64, size: f64, bold: bool, class: &str, text: &str) {
        self.body.push_str(&words(x, y, size, bold, class, text));
        self.texts.push([x, y - size, x + super::fit::width_at(text, size), y + size * 0.2]);
    }

    fn line(&mut self, path: &str) {
        let _ = write!(self.body, "<path d=\"{path}\" fill=\"none\" stroke=\"currentColor\" stroke-width=\"1.6\"/>");
    }

    fn head_right(&mut self, x: f64, y: f64) {
        let _ = write!(self.body, "<path d=\"M{} {}l-9 -5v10z\"/>", px(x - 1.0), px(y));
    }

    fn head_down(&mut self, x: f64, y: f64) {
        let _ = write!(self.body, "<path d=\"M{} {}l-5 -9h10z\"/>", px(x), px(y - 1.0));
    }
}

fn x_of(column: usize) -> f64 {
    PAD + column as f64 * (BOX + GAP)
}

fn weights(children: &[Vec<usize>], caller: &[Option<usize>]) -> Vec<usize> {
    let mut weight = vec![1; children.len()];
    let mut open: Vec<usize> = children.iter().map(Vec::len).collect();
    let mut ready: Vec<usize> = (0..children.len()).filter(|at| open[*at] == 0).collect();
    while let Some(at) = ready.pop() {
        if let Some(parent) = caller[at] {
            weight[parent] += weight[at];
            open[parent] -= 1;
            if open[parent] == 0 {
                ready.push(parent);
            }
        }
    }
    weight
}

fn measure(one: &ChartBox, children: &[usize], boxes: &[ChartBox], labels: &ChartLabels) -> Measured {
    // Bold letters are a little wider.
    let (room, bold) = (BOX - 2.0 * PAD - 2.0, 0.94);
    let head = broken(&format!("{} {}", one.number, one.head), HEAD, room);
    let name = broken(&one.name, NAME, room * bold);
    let mut lines = Vec::new();
    for line in &one.lines {
        let (kind, text, size, room) = match line {
            BoxLine::Plain(text) => (BoxLineKind::Plain, text, HEAD, room),
            BoxLine::Phone(text) => (BoxLineKind::Phone, text, LINE, room * bold),
            BoxLine::Fault(text) => (BoxLineKind::Fault, text, LINE, room * bold),
        };
        lines.extend(broken(text, size, room).into_iter().map(|line| (kind, line)));
    }
    let also = one.calls.iter().filter(|called| !children.contains(called));
    let also: Vec<String> = also
        .filter_map(|called| boxes.get(*called))
        .map(|called| format!("{} {}", called.number, called.name))
        .collect();
    if !also.is_empty() {
        let text = format!("{}{}", labels.also, also.join("、"));
        lines.extend(broken(&text, HEAD, room).into_iter().map(|line| (BoxLineKind::Plain, line)));
    }
    let sizes = lines.iter().map(|(kind, _)| if *kind == BoxLineKind::Plain { HEAD } else { LINE }).sum::<f64>();
    let height = (head.len() as f64 * HEAD + name.len() as f64 * NAME + sizes) * 1.35 + 2.0 * PAD;
    Measured { head, name, lines, height }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn labels() -> ChartLabels {
        let text = str::to_owned;
        ChartLabels {
            title: text("連絡体制図"),
            also: text("ほかに → "),
            goes_on: text("から続く"),
            alone: text("矢印のない人"),
        }
    }

    fn one(number: usize, name: &str, calls: &[usize]) -> ChartBox {
        let lines = vec![BoxLine::Plain("事務部".to_owned()), BoxLine::Phone(format!("03-0000-{number:04}"))];
        let kind = [BoxKind::Inside, BoxKind::Vendor, BoxKind::Authority][number % 3];
        ChartBox {
            number,
            kind,
            head: "医療情報システム安全管理責任者".to_owned(),
            name: name.to_owned(),
            lines,
            calls: calls.to_vec(),
        }
    }

    /// Nothing overlaps, everything is drawn once, and every text lies in a box or on no box at all.
    fn assert_clear(boxes: &[ChartBox], drawing: &ChartDrawing) {
        let (placed, texts) = drawing.places();
        assert_eq!(placed.len(), boxes.len(), "every box once");
        let apart = |a: &[f64; 4], b: &[f64; 4]| a[2] <= b[0] || b[2] <= a[0] || a[3] <= b[1] || b[3] <= a[1];
        for (at, a) in placed.iter().enumerate() {
            assert!(a[0] >= 0.0 && a[1] >= 0.0 && a[2] <= drawing.width && a[3] <= drawing.height, "{a:?}");
            assert!(placed[at + 1..].iter().all(|b| apart(a, b)), "{a:?}");
        }
        for (at, a) in texts.iter().enumerate() {
            assert!(texts[at + 1..].iter().all(|b| apart(a, b)), "{a:?}");
            let inside = |b: &[f64; 4]| a[0] >= b[0] && a[1] >= b[1] && a[2] <= b[2] && a[3] <= b[3];
            assert!(placed.iter().any(inside) || placed.iter().all(|b| apart(a, b)), "{a:?}");
        }
    }

    #[test]
    fn a_chain_runs_down_with_its_parties_beside_it() {
        let boxes = [
            one(1, "発見者", &[1]),
            one(2, "久保 真理", &[2, 3, 4]),
            one(3, "甲社", &[]),
            one(4, "乙社", &[]),
            one(5, "桜木 恵子", &[5, 6, 7, 2]),
            one(6, "厚生労働省", &[]),
            one(7, "警察", &[]),
            one(8, "保健所", &[]),
            one(9, "だれも呼ばない人", &[]),
        ];
        let drawing = ChartDrawing::new(&boxes, &labels(), 4);
        assert_clear(&boxes, &drawing);
        let (placed, _) = drawing.places();
        assert!(
            placed.iter().filter(|place| place[0] < BOX).count() >= 4,
            "the chain and the one alone stand at the left"
        );
        let svg = drawing.svg();
        assert!(svg.contains("ほかに → 3 甲社") && svg.contains("矢印のない人"), "{svg}");
        assert_eq!(svg, ChartDrawing::new(&boxes, &labels(), 4).svg(), "the same chart gives the same picture");
    }

    #[test]
    fn a_hundred_and_fifty_people_fit_on_readable_sheets() {
        let mut boxes: Vec<ChartBox> = (0..150).map(|at| one(at + 1, "職員 一二三", &[])).collect();
        for (at, one) in boxes.iter_mut().take(10).enumerate() {
            one.calls = (10 + at * 14..24 + at * 14).chain(if at < 9 { Some(at + 1) } else { None }).collect();
        }
        for (paper, columns, most) in [((400.0, 255.0), 10, 3), ((277.0, 160.0), 7, 8)] {
            let sheets = chart_sheets(&boxes, &labels(), paper, columns);
            assert!((1..=most).contains(&sheets.len()), "{} sheets", sheets.len());
            assert!(sheets.iter().all(|sheet| sheet.width_mm <= paper.0 + 0.1 && sheet.height_mm <= paper.1 + 0.1));
        }
    }

    #[test]
    fn a_word_can_not_leave_its_place() {
        let svg = ChartDrawing::new(&[one(1, "<script>&\"", &[])], &labels(), 4).svg();
        assert!(!svg.contains("<script>") && svg.contains("&lt;script&gt;&amp;&quot;"), "{svg}");
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]
        /// Whatever the names and the arrows.
        #[test]
        fn nothing_ever_overlaps(
            names in prop::collection::vec("[a-zA-Zぁ-ん一-龠 、]{1,60}", 1..60),
            arrows in prop::collection::vec((0_usize..60, 0_usize..60), 0..90),
            columns in 2_usize..8,
        ) {
            let mut boxes: Vec<ChartBox> = names.iter().enumerate().map(|(at, name)| one(at + 1, name, &[])).collect();
            for (from, to) in arrows {
                if from < to && to < boxes.len() && !boxes[from].calls.contains(&to) {
                    boxes[from].calls.push(to);
                }
            }
            assert_clear(&boxes, &ChartDrawing::new(&boxes, &labels(), columns));
        }
    }
}
