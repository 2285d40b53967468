//! The ledger: a list of devices comes in through the pages, is listed, searched, changed and handed out again.

use crate::{
    Outcome,
    client::{Answer, Client},
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
    let preview = shown(client, &sent.location).await?;
    let shown = started.elapsed();
    let address = sent.location.split('?').next().unwrap_or_default().to_owned();
    let (name, seal) = (preview.hidden("name")?, preview.hidden("seal")?);
    let started = Instant::now();
    let sent = client.post(&address, &[("csrf", &csrf), ("name", &name), ("seal", &seal)]).await?;
    sent.expect(303)?;
    written(client, sent.location).await?;
    let taken = started.elapsed();
    let all = shown + taken;
    let [shown, taken, all] = [shown, taken, all].map(|time| time.as_secs_f64());
    let figure = format!("preview {shown:.2} s, taken in {taken:.2} s, together {all:.2} s");
    figures.row(&format!("import of a CSV of 20 columns, {said}"), "10,000 in ≤ 2 s on SQLite", &figure);
    Ok(())
}

/// The preview, once the page no longer shows how far it is. Each look waits a little by itself.
async fn shown(client: &mut Client, address: &str) -> Outcome<Answer> {
    loop {
        let page = client.get(address).await?;
        page.expect(200)?;
        if page.hidden("seal").is_ok() {
            return Ok(page);
        }
    }
}

/// Waits until the file is taken in: its page then leads to the ledger.
async fn written(client: &mut Client, mut location: String) -> Outcome<()> {
    while location.starts_with("/ledger/intake/") {
        let page = client.get(&location).await?;
        if page.status != 200 {
            page.expect(303)?;
            location = page.location;
        }
    }
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
    ward(client, said, figures).await?;
    for (what, page) in [
        ("export as CSV", "/ledger/csv"),
        ("export as Excel", "/ledger/workbook"),
        ("ledger of an earlier day", "/ledger/print?on=2020-01-01"),
    ] {
        let started = Instant::now();
        client.get(page).await?.expect(200)?;
        figures.row(&format!("ledger, {what}: {said}"), "", &millis(&[started.elapsed()]));
    }
    Ok(())
}

/// The devices of a ward at once: another owner, looked at and then written; and that somebody saw them.
async fn ward(client: &mut Client, said: &str, figures: &mut Figures) -> Outcome<()> {
    let csrf = client.get("/ledger").await?.hidden("csrf")?;
    let query = serde_urlencoded::to_string([("department", "第3病棟")])?;
    let chosen = [("csrf", csrf.as_str()), ("query", &query), ("all", "yes")];
    let edit = [&chosen[..], &[("do", "edit"), ("field", "owner"), ("value", "看護 花子")]].concat();
    let started = Instant::now();
    let preview = client.post("/ledger/bulk", &edit).await?;
    preview.expect(200)?;
    let shown = started.elapsed();
    let html = preview.html();
    let devices = html.split("name=\"device\" value=\"").skip(1).filter_map(|rest| rest.split_once('"'));
    let devices: Vec<(&str, &str)> = devices.map(|(device, _)| ("device", device)).collect();
    let write = [&chosen[..2], &[("say-owner", "看護 花子")], &devices].concat();
    let started = Instant::now();
    client.post("/ledger/bulk/apply", &write).await?.expect(303)?;
    let figure = format!("preview {:.2} s, written {:.2} s", shown.as_secs_f64(), started.elapsed().as_secs_f64());
    figures.row(&format!("ledger, {WARD} devices changed in one entry: {said}"), "", &figure);
    let confirm = [&chosen[..], &[("do", "confirm")]].concat();
    let started = Instant::now();
    client.post("/ledger/bulk", &confirm).await?.expect(303)?;
    figures.row(&format!("ledger, {WARD} devices confirmed in one entry: {said}"), "", &millis(&[started.elapsed()]));
    Ok(())
}
