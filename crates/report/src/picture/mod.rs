//! Inline SVG pictures for pages. Plain numbers and words in, markup out; the caller brings every word.
//!
//! Positions are percentages and letters keep their size, so a picture fills 280 px and 1000 px alike; the network alone is drawn in
//! sheets of one size, which a page scales and paper shows whole. Nothing depends on
//! colour alone: each kind has its own shape or hatching and its own word. No `style` attribute (the pages' policy forbids
//! it) and no `id` (several pictures stand on one page). Without `picture.css` everything is drawn in the text's colour.

mod answers;
mod contact_chart;
mod fit;
mod network;
mod ring;
mod svg;
mod target_line;
mod wallet_card;

pub use answers::{AnswerBar, AnswerLabels, RoundColumn, answer_bar, rounds};
pub use contact_chart::{BoxKind, BoxLine, ChartBox, ChartDrawing, ChartLabels, ChartSheet, chart_sheets};
pub use network::{BarStyle, NetworkBar, NetworkLabels, NetworkPicture, joint_letter, network};
pub use ring::ring;
pub use target_line::{Target, TargetLabels, TargetLine, target_line};
pub use wallet_card::{CARD_HEIGHT_MM, CARD_NUMBERS, CARD_WIDTH_MM, WalletCard, wallet_card};
