//! Backups of systems: ten years of daily runs of 50 systems are read, taken in through the pages, and looked at.

use crate::{
    Outcome,
    database::{Database, Engine},
    figures::{Figures, millis},
    hospital::Hospital,
    memory,
    server::Server,
};
use evidence::backup_run::read_runs;
use std::{fmt::Write as _, path::Path, time::Instant};

const JOBS: usize = 50;
const DAYS: usize = 3_650;
const TIMES: usize = 10;

pub(crate) async fn measure(program: &Path, figures: &mut Figures) -> Outcome<()> {
    let said = format!("{JOBS} systems, 10 years of daily runs");
    let snapshots = restic()?;
    let started = Instant::now();
    let read = read_runs(snapshots.as_bytes(), "bench").ok_or("not known as restic's")??;
    let taken = started.elapsed();
    if read.runs.len() != JOBS * DAYS {
        return Err(format!("{} runs", read.runs.len()).into());
    }
    let figure = format!("{:.2} s ({} MB)", taken.as_secs_f64(), snapshots.len() / 1_000_000);
    figures.row(&format!("backup runs read from restic's JSON: {said}"), "≤ 1 s", &figure);
    drop((read, snapshots));
    for engine in Engine::ALL {
        let database = Database::make(engine, program).await?;
        let server = Server::start(program, database.folder(), database.url()).await?;
        let mut hospital = Hospital::register(&server).await?;
        let client = &mut hospital.client;
        let said = format!("{said}, {}", engine.name());
        let csrf = client.get("/backups").await?.hidden("csrf")?;
        let started = Instant::now();
        let sent = client.post_file("/backups/intake", &[("csrf", &csrf)], ("runs.csv", list()?.as_bytes())).await?;
        sent.expect(303)?;
        let preview = client.get(&sent.location).await?;
        preview.expect(200)?;
        let shown = started.elapsed();
        let address = sent.location.split('?').next().unwrap_or_default().to_owned();
        let (name, seal) = (preview.hidden("name")?, preview.hidden("seal")?);
        let columns =
            [("column:job", "job"), ("column:start", "start"), ("column:result", "result"), ("column:size", "size")];
        let mut fields = vec![("csrf", csrf.as_str()), ("name", &name), ("seal", &seal), ("chosen", "yes")];
        fields.extend(columns);
        let started = Instant::now();
        client.post(&address, &fields).await?.expect(303)?;
        let written = started.elapsed();
        let figure = format!("sent and shown {:.2} s, taken in {:.2} s", shown.as_secs_f64(), written.as_secs_f64());
        figures.row(&format!("backup runs from a CSV: {said}"), "", &figure);
        let mut pages = Vec::new();
        for _ in 0..TIMES {
            let started = Instant::now();
            client.get("/backups").await?.expect(200)?;
            pages.push(started.elapsed());
        }
        figures.row(&format!("page of all backups: {said}"), "", &millis(&pages));
        figures.row(
            &format!("peak memory while taking in: {said}"),
            "≤ 200 MB",
            &format!("{} MiB", memory::peak(server.pid())?),
        );
        server.stop().await?;
        database.drop().await?;
    }
    Ok(())
}

/// Day number → `2016-01-01` and on, every month with 28 days: real dates, in order.
fn day(number: usize) -> String {
    format!("{}-{:02}-{:02}", 2016 + number / 336, number / 28 % 12 + 1, number % 28 + 1)
}

fn restic() -> Outcome<String> {
    let mut text = String::from("[");
    for number in 0..JOBS * DAYS {
        let (job, at) = (number % JOBS, day(number / JOBS));
        let comma = if number > 0 { "," } else { "" };
        write!(
            text,
            "{comma}{{\"time\":\"{at}T02:00:00+09:00\",\"tree\":\"443e316aa5584727\",\"paths\":[\"/data\"],\"hostname\":\"sv{job:03}\",\"tags\":[\"daily\"],\"id\":\"{number:016x}\",\"short_id\":\"{number:08x}\"}}"
        )?;
    }
    text.push(']');
    Ok(text)
}

fn list() -> Outcome<String> {
    let mut text = String::from("job,start,result,size\r\n");
    for number in 0..JOBS * DAYS {
        let (job, at) = (number % JOBS, day(number / JOBS));
        let result = if number % 97 == 0 { "失敗" } else { "成功" };
        write!(text, "システム{job:03} 毎日,{at} 02:00:00,{result},{} GB\r\n", 100 + number / JOBS / 30)?;
    }
    Ok(text)
}
