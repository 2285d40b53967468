//! Searching a hospital's three fiscal years by words, as its pages do: rare ones, and one that stands in every note.

use crate::{
    Outcome,
    figures::{Figures, millis},
    hospital::Hospital,
};
use std::time::Instant;

const TIMES: usize = 30;
const WORDS: [(&str, &str); 3] = [
    ("a vendor's name in half-width kana", "ﾐﾗｲ電子第７"),
    ("a file's title", "機器台帳の写し 499"),
    ("a word of every note", "手順書"),
];

pub(crate) async fn measure(hospital: &mut Hospital, said: &str, figures: &mut Figures) -> Outcome<()> {
    for (what, words) in WORDS {
        let page = format!("/search?{}", serde_urlencoded::to_string([("q", words)])?);
        let mut taken = Vec::new();
        for _ in 0..TIMES {
            let started = Instant::now();
            let found = hospital.client.get(&page).await?;
            taken.push(started.elapsed());
            found.expect(200)?;
            if !found.html().contains("class=\"hit\"") {
                return Err(format!("{words} was not found").into());
            }
        }
        figures.row(&format!("search for {what}, SQLite: {said}"), "", &millis(&taken));
    }
    Ok(())
}
