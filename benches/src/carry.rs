//! The preview of a carry-over: every answer of last year's form with what becomes of it in the next edition.

use crate::{
    Outcome,
    database::{Database, Engine},
    figures::{Figures, millis},
    hospital::Hospital,
    server::Server,
};
use std::{path::Path, time::Instant};

const TIMES: usize = 200;

pub(crate) async fn measure(program: &Path, figures: &mut Figures) -> Outcome<()> {
    for engine in Engine::ALL {
        let database = Database::make(engine, program).await?;
        let server = Server::start(program, database.folder(), database.url()).await?;
        let mut hospital = Hospital::register(&server).await?;
        let sheet = hospital.open("r6", "2024").await?;
        let items = hospital.answer(&sheet, "2024", 0).await?;
        let from = sheet.rsplit('/').next().unwrap_or_default();
        let page = format!("/assessments/carry?from={from}&to=r7%3A2025");
        let mut taken = Vec::new();
        for _ in 0..TIMES {
            let started = Instant::now();
            let preview = hospital.client.get(&page).await?;
            taken.push(started.elapsed());
            preview.expect(200)?;
        }
        figures.row(
            &format!("carry-over preview, {items} answers of R6 into R7, {}", engine.name()),
            "≤ 50 ms",
            &millis(&taken),
        );
        server.stop().await?;
        database.drop().await?;
    }
    Ok(())
}
