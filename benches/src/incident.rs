//! An incident in a hospital with 2,000 devices: the emergency pack, the alarm, and the package for the first responders.

use crate::{
    Outcome,
    database::{Database, Engine},
    figures::{Figures, millis},
    hospital::Hospital,
    ledger,
    server::Server,
};
use std::{path::Path, time::Instant};

const DEVICES: usize = 2_000;
const TIMES: usize = 5;

pub(crate) async fn measure(program: &Path, figures: &mut Figures) -> Outcome<()> {
    for engine in Engine::ALL {
        let database = Database::make(engine, program).await?;
        let server = Server::start(program, database.folder(), database.url()).await?;
        let mut hospital = Hospital::register(&server).await?;
        let client = &mut hospital.client;
        let said = format!("{DEVICES} devices, {}", engine.name());
        ledger::take(client, &ledger::csv(DEVICES)?, &said, &mut Figures::default()).await?;
        let mut packs = Vec::new();
        let mut size = 0;
        for _ in 0..TIMES {
            let started = Instant::now();
            let pack = client.get("/emergency-pack/file").await?;
            pack.expect(200)?;
            packs.push(started.elapsed());
            size = pack.body.len();
        }
        figures.row(&format!("emergency pack ({} KB): {said}", size / 1000), "≤ 3 s", &millis(&packs));
        let csrf = client.get("/incidents").await?.hidden("csrf")?;
        let started = Instant::now();
        let alarm = client.post("/incidents/start", &[("csrf", &csrf)]).await?;
        alarm.expect(303)?;
        client.get(&alarm.location).await?.expect(200)?;
        let shown = [started.elapsed()];
        figures.row(&format!("the alarm, until the first steps are shown: {said}"), "≤ 1 s", &millis(&shown));
        let mut packages = Vec::new();
        for _ in 0..TIMES {
            let started = Instant::now();
            let package = client.post(&format!("{}/package", alarm.location), &[("csrf", &csrf)]).await?;
            package.expect(200)?;
            packages.push(started.elapsed());
            size = package.body.len();
        }
        let what = format!("first responder package ({} KB, with its PDF): {said}", size / 1000);
        figures.row(&what, "≤ 3 s", &millis(&packages));
        server.stop().await?;
        database.drop().await?;
    }
    Ok(())
}
