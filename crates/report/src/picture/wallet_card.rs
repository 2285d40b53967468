//! A card for the wallet: the first steps on one half, the most important numbers on the other; folded it is as large as a business card
//! (91 × 55 mm).

use super::{
    fit::{broken, px, width_at, words},
    svg::Safe,
};

/// px for a mm.
const MM: f64 = 4.0;
/// Width of the card, mm: 4号 of Japanese business cards.
pub const CARD_WIDTH_MM: f64 = 91.0;
/// Height of the card unfolded, mm.
pub const CARD_HEIGHT_MM: f64 = 110.0;
const EDGE: f64 = 14.0;

/// Words of the card.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct WalletCard {
    /// Name of the institution.
    pub institution: String,
    /// Heading of the first half.
    pub steps_title: String,
    /// First steps, in order.
    pub steps: Vec<String>,
    /// Heading of the second half.
    pub numbers_title: String,
    /// Whom to call: what it is for, name, number. The most important first.
    pub numbers: Vec<(String, String)>,
    /// Said where there was no room for all: `{count}` is put in its place by the caller of [`WalletCard::rest`].
    pub rest: String,
    /// Version and day, at the foot.
    pub foot: String,
}

/// How many numbers the card has room for.
pub const CARD_NUMBERS: usize = 10;

/// The card as markup.
#[must_use]
pub fn wallet_card(card: &WalletCard) -> String {
    let (width, height) = (CARD_WIDTH_MM * MM, CARD_HEIGHT_MM * MM);
    let fold = height / 2.0;
    let mut body = format!(
        "<rect x=\"0.5\" y=\"0.5\" width=\"{}\" height=\"{}\" fill=\"#fff\" stroke=\"currentColor\"/>\
         <path d=\"M0 {fold}H{width}\" stroke=\"currentColor\" stroke-dasharray=\"3 4\"/>",
        width - 1.0,
        height - 1.0,
    );
    steps(card, &mut body, width - 2.0 * EDGE, fold);
    numbers(card, &mut body, width - 2.0 * EDGE, fold, height);
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"pic pic-card\" role=\"img\" width=\"{width}\" height=\"{height}\" \
         viewBox=\"0 0 {width} {height}\" font-family=\"BIZ UDPGothic, sans-serif\" fill=\"currentColor\">\
         <title>{}</title>{body}</svg>",
        Safe(&card.steps_title),
    )
}

fn steps(card: &WalletCard, body: &mut String, room: f64, fold: f64) {
    // The largest letters with which everything fits.
    let height = |size: f64| {
        let lines: usize = card.steps.iter().map(|step| broken(step, size, room - size * 1.6).len()).sum();
        lines as f64 * size * 1.3 + card.steps.len() as f64 * 4.0
    };
    let size = [17.0, 16.0, 15.0, 14.0, 13.0, 12.0, 11.0, 10.0, 9.0, 8.0]
        .into_iter()
        .find(|size| height(*size) <= fold - 52.0)
        .unwrap_or(7.0);
    let mut y = 20.0;
    for line in broken(&card.steps_title, 13.0, room * 0.94).iter().take(1) {
        body.push_str(&words(EDGE, y, 13.0, true, "", line));
    }
    y += 6.0;
    for (number, step) in (1..).zip(&card.steps) {
        for (at, line) in broken(step, size, room - size * 1.6).iter().enumerate() {
            y += size * 1.3;
            if at == 0 {
                body.push_str(&words(EDGE, y, size, true, "", &number.to_string()));
            }
            body.push_str(&words(EDGE + size * 1.6, y, size, false, "", line));
        }
        y += 4.0;
    }
    let institution = shortened(&card.institution, 9.0, room);
    body.push_str(&words(EDGE, fold - 8.0, 9.0, false, "", &institution));
}

fn numbers(card: &WalletCard, body: &mut String, room: f64, fold: f64, height: f64) {
    let mut y = fold + 20.0;
    body.push_str(&words(EDGE, y, 13.0, true, "", &shortened(&card.numbers_title, 13.0, room)));
    let column = (room - 10.0) / 2.0;
    let rows = CARD_NUMBERS / 2;
    for (at, (name, number)) in card.numbers.iter().take(CARD_NUMBERS).enumerate() {
        let x = EDGE + (at / rows) as f64 * (column + 10.0);
        y = fold + 26.0 + (at % rows) as f64 * 32.0;
        body.push_str(&words(x, y + 12.0, 9.0, false, "", &shortened(name, 9.0, column)));
        // A number is never cut: it gets smaller.
        let size = (column * 0.94 / width_at(number, 1.0)).clamp(4.0, 13.0);
        body.push_str(&words(x, y + 26.0, px(size), true, "", number));
    }
    let foot =
        if card.numbers.len() > CARD_NUMBERS { format!("{}　{}", card.rest, card.foot) } else { card.foot.clone() };
    body.push_str(&words(EDGE, height - 8.0, 8.0, false, "", &shortened(&foot, 8.0, room)));
}

/// A name that is too long for its line ends in 「…」; numbers are never shortened.
fn shortened(text: &str, size: f64, room: f64) -> String {
    if width_at(text, size) <= room {
        return text.to_owned();
    }
    let mut kept = String::new();
    for letter in text.chars() {
        if width_at(&kept, size) + 2.0 * size > room {
            break;
        }
        kept.push(letter);
    }
    format!("{}…", kept.trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_card_keeps_every_number_whole_and_shortens_names_only() {
        let long = "医療情報システム安全管理責任者（事務部長）の代わりの人";
        let numbers = (0..12).map(|at| (format!("{at} {long}"), format!("03-0000-{at:04} 内線 12345"))).collect();
        let card = WalletCard {
            institution: "さくら台記念病院".to_owned(),
            steps_title: "おかしいと思ったら".to_owned(),
            steps: vec!["LANケーブルを抜く。無線は切る。".repeat(3); 5],
            numbers_title: "連絡先".to_owned(),
            numbers,
            rest: "ほか 2 件は連絡体制図へ".to_owned(),
            foot: "第1版".to_owned(),
        };
        let svg = wallet_card(&card);
        assert!(svg.contains("03-0000-0009 内線 12345") && !svg.contains("03-0000-0010"), "{svg}");
        assert!(svg.contains('…') && svg.contains("ほか 2 件"), "{svg}");
        assert_eq!(svg, wallet_card(&card));
    }
}
