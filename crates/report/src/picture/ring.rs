//! A ring that closes as something fills up.

use super::svg::Safe;
use std::f64::consts::TAU;

/// Side of the square, px.
const SIDE: f64 = 112.0;
/// Radius of the ring's middle line.
const RADIUS: f64 = 46.0;

/// `filled` of `needed` as a ring, both numbers in its middle. `label` says of what. Nothing needed is a closed ring.
/// A closed ring has a tick under the numbers: being complete is seen without colour too.
#[must_use]
pub fn ring(filled: usize, needed: usize, label: &str) -> String {
    let is_closed = filled >= needed;
    let part = if is_closed { 1.0 } else { filled as f64 / needed as f64 };
    let (middle, round) = (SIDE / 2.0, |px: f64| (px * 100.0).round() / 100.0);
    let (drawn, around) = (round(TAU * RADIUS * part), round(TAU * RADIUS));
    // A ring of nothing would still draw its round ends.
    let arc = if filled == 0 && !is_closed {
        String::new()
    } else {
        format!(
            "<circle class=\"pic-ring-filled\" cx=\"{middle}\" cy=\"{middle}\" r=\"{RADIUS}\" fill=\"none\" \
             stroke=\"currentColor\" stroke-width=\"12\" stroke-dasharray=\"{drawn} {around}\" \
             transform=\"rotate(-90 {middle} {middle})\"/>"
        )
    };
    let tick = if is_closed {
        "<path class=\"pic-ring-filled\" d=\"M47 78l6 6 12-13\" fill=\"none\" stroke=\"currentColor\" stroke-width=\"4\"/>"
    } else {
        ""
    };
    let (inner, outer) = (RADIUS - 6.0, RADIUS + 6.0);
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"pic pic-ring\" role=\"img\" width=\"{SIDE}\" height=\"{SIDE}\" \
         viewBox=\"0 0 {SIDE} {SIDE}\" fill=\"currentColor\"><title>{label}</title><desc>{filled} / {needed}</desc>\
         <g class=\"pic-ring-track\" fill=\"none\" stroke=\"currentColor\"><circle cx=\"{middle}\" cy=\"{middle}\" r=\"{inner}\"/>\
         <circle cx=\"{middle}\" cy=\"{middle}\" r=\"{outer}\"/></g>{arc}\
         <text x=\"{middle}\" y=\"62\" text-anchor=\"middle\" font-size=\"20\" font-weight=\"700\">{filled}/{needed}</text>\
         {tick}</svg>",
        label = Safe(label),
    )
}
