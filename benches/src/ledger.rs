//! The ledger: a list of devices comes in through the pages, is listed, searched, changed and handed out again.

use crate::{
    Outcome,
    client::Client,
    database::{Database, Engine},
    figures::{Figures, millis},
    hospital::Hospital,
    memory,
    server::Server,
};
use std::{fmt::Write as _, path::Path, time::Instant};

const TIMES: usize = 30;
/// Devices of the department that one action changes.
const WARD: usize = 600;

pub(crate) async fn measure(program: &Path, figures: &mut Figures) -> Outcome<()> {
    for (engine, devices) in [(Engine::Sqlite, 10_000), (Engine::Postgres, 10_000), (Engine::Sqlite, 100_000)] {
        let database = Database::make(engine, program).await?;
        let server = Server::start(program, database.folder(), database.url()).await?;
        let mut hospital = Hospital::register(&server).await?;
        let said = format!("{devices} devices, {}", engine.name());
        let list = csv(devices)?;
        take(&mut hospital.client, &list, &said, figures).await?;
        figures.row(
            &format!("peak memory while taking in {said}"),
            "≤ 200 MB",
            &format!("{} MiB", memory::peak(server.pid())?),
        );
        pages(&mut hospital.client, &said, figures).await?;
        server.stop().await?;
        database.drop().await?;
    }
    Ok(())
}

/// A list of 20 columns as a hospital keeps it.
pub(crate) fn csv(devices: usize) -> Outcome<String> {
    let mut text = String::from(
        "資産番号,機器名,種別,ホスト名,MACアドレス,IPアドレス,メーカー,型番,製造番号,OS,OSバージョン,建物,階,部屋,部署,担当者,システム,購入日,サポート期限,備考\r\n",
    );
    for number in 0..devices {
        let kind = ["端末", "端末", "端末", "サーバ", "ネットワーク機器", "医療機器"][number % 6];
        let ward = number / WARD;
        let (high, low) = (number / 250, number % 250 + 1);
        writeln!(
            text,
            "A-{number:06},{kind}{number},{kind},host{number:06},00:1b:d4:{:02x}:{:02x}:{:02x},10.{}.{}.{low},緑電機,MD-{},SN{number:07},Windows 11 Pro,23H2,本館,{}階,{}号室,第{ward}病棟,担当 {},電子カルテ,2022-04-{:02},2031-10-14,リース {}\r",
            number >> 16 & 255,
            number >> 8 & 255,
            number & 255,
            high / 256,
            high % 256,
            number % 40,
            number % 9 + 1,
            number % 500,
            number % 80,
            number % 28 + 1,
            number % 1000,
        )?;
    }
    Ok(text)
}

pub(crate) async fn take(client: &mut Client, list: &str, said: &str, figures: &mut Figures) -> Outcome<()> {
    let csrf = client.get("/ledger").await?.hidden("csrf")?;
    let started = Instant::now();
    let sent = client.post_file("/ledger/intake", &[("csrf", &csrf)], ("daicho.csv", list.as_bytes())).await?;
    sent.expect(303)?;
    let preview = client.get(&sent.location).await?;
    preview.expect(200)?;
    let shown = started.elapsed();
    let address = sent.location.split('?').next().unwrap_or_default().to_owned();
    let (name, seal) = (preview.hidden("name")?, preview.hidden("seal")?);
    let started = Instant::now();
    client.post(&address, &[("csrf", &csrf), ("name", &name), ("seal", &seal)]).await?.expect(303)?;
    let taken = started.elapsed();
    let figure = format!("preview {:.2} s, taken in {:.2} s", shown.as_secs_f64(), taken.as_secs_f64());
    figures.row(&format!("import of a CSV of 20 columns, {said}"), "10,000 in ≤ 2 s on SQLite", &figure);
    Ok(())
}

async fn pages(client: &mut Client, said: &str, figures: &mut Figures) -> Outcome<()> {
    let query = |pairs: &[(&str, &str)]| serde_urlencoded::to_string(pairs).map(|query| format!("/ledger?{query}"));
    let pages = [
        ("list page", "p50 ≤ 10 ms", "/ledger".to_owned()),
        ("search by a number in full width", "≤ 30 ms", query(&[("q", "ｓｎ０００１２３４")])?),
        ("filter by department and kind", "", query(&[("department", "第3病棟"), ("kind", "server")])?),
    ];
    for (what, aim, page) in pages {
        let mut taken = Vec::new();
        for _ in 0..TIMES {
            let started = Instant::now();
            let found = client.get(&page).await?;
            taken.push(started.elapsed());
            found.expect(200)?;
            if !found.html().contains("href=\"/ledger/devices/") {
                return Err(format!("nothing on {page}").into());
            }
        }
        figures.row(&format!("ledger, {what}: {said}"), aim, &millis(&taken));
    }
    let csrf = client.get("/ledger").await?.hidden("csrf")?;
    let ward = serde_urlencoded::to_string([("department", "第3病棟")])?;
    let fields = [
        ("csrf", csrf.as_str()),
        ("query", &ward),
        ("all", "yes"),
        ("do", "edit"),
        ("field", "owner"),
        ("value", "看護 花子"),
    ];
    once(client.post("/ledger/bulk", &fields).await?, 303)?;
    let fields = [fields[0], fields[1], fields[2], ("do", "confirm"), ("field", "owner"), ("value", "")];
    let started = Instant::now();
    once(client.post("/ledger/bulk", &fields).await?, 303)?;
    figures.row(&format!("ledger, {WARD} devices confirmed in one entry: {said}"), "", &millis(&[started.elapsed()]));
    for (what, page) in [
        ("export as CSV", "/ledger/csv"),
        ("export as Excel", "/ledger/workbook"),
        ("ledger of an earlier day", "/ledger/print?on=2020-01-01"),
    ] {
        let started = Instant::now();
        once(client.get(page).await?, 200)?;
        figures.row(&format!("ledger, {what}: {said}"), "", &millis(&[started.elapsed()]));
    }
    Ok(())
}

fn once(answer: crate::client::Answer, status: u16) -> Outcome<()> {
    answer.expect(status)
}
