//! The inspection pack of an institution with 20 vendors, made by its page: PDF, workbooks, sealed archive, journal entry.

use crate::{
    Outcome,
    database::Folder,
    figures::{Figures, millis},
    hospital::Hospital,
    server::Server,
};
use std::{path::Path, time::Instant};

const VENDORS: usize = 20;
/// Packs after the first. Each makes the history on the paper longer by an answer of every item: a year has some three.
const TIMES: usize = 6;
const YEAR: &str = "2024";

/// Every answer of every sheet gets another note before each pack, so that nothing of an earlier one can be used again.
pub(crate) async fn measure(program: &Path, figures: &mut Figures) -> Outcome<()> {
    let folder = Folder::make("pack")?;
    let server = Server::start(program, folder.path(), None).await?;
    let mut hospital = Hospital::register(&server).await?;
    let own = hospital.open("r6", YEAR).await?;
    hospital.add_vendors(VENDORS).await?;
    let mut sheets = hospital.open_vendor_sheets().await?;
    sheets.push(own.clone());
    let (mut taken, mut items) = (Vec::new(), 0);
    for number in 0..=TIMES {
        items = 0;
        for sheet in &sheets {
            items += hospital.answer(sheet, YEAR, number).await?;
        }
        let csrf = hospital.client.get("/packs").await?.hidden("csrf")?;
        let started = Instant::now();
        hospital.client.post(&format!("{own}/packs"), &[("csrf", &csrf)]).await?.expect(303)?;
        taken.push(started.elapsed());
    }
    let list = hospital.client.get("/packs").await?.html();
    let size = |kind: &str| list.split_once(&format!("/{kind}\"")).and_then(|(before, _)| before.rsplit('"').next());
    let pdf = hospital.client.get(&format!("{}/pdf", size("pdf").ok_or("no pack")?)).await?.body.len();
    let (first, warm) = taken.split_first().ok_or("no pack")?;
    let what = format!("pack of an institution and {VENDORS} vendors, {items} answers, PDF of {} KB", pdf / 1000);
    figures.row(&format!("{what}: the first, child started"), "", &format!("{:.0} ms", first.as_secs_f64() * 1_000.0));
    figures.row(&format!("{what}: warm, fresh data"), "≤ 1 s", &millis(warm));
    server.stop().await
}
