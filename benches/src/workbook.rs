//! A list of 5,000 rows and 12 columns: written beside Python's XlsxWriter, read by the reader of every import.

use crate::{
    Outcome,
    database::Folder,
    figures::{Figures, median, millis},
};
use ::evidence::workbook::{Bounds, Workbook};
use report::workbook::{ListCell, ListColumn, ListSheet, write_lists};
use serde_json::{Value, json};
use std::{
    path::Path,
    time::{Duration, Instant},
};
use time::{Date, Month, macros::format_description};
use tokio::process::Command;

const ROWS: usize = 5_000;
const PEER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/peers/xlsxwriter_list.py");
/// Ours and the peer's take turns, so that a busy minute meets both.
const TURNS: usize = 5;
const ROUNDS: usize = 4;

pub(crate) async fn measure(figures: &mut Figures) -> Outcome<()> {
    let list = list()?;
    let folder = Folder::make("workbook")?;
    let rows = folder.path().join("rows.json");
    std::fs::write(&rows, serde_json::to_vec(&as_json(&list)?)?)?;
    let lists = [list];
    let (mut ours, mut theirs, mut theirs_by_rows) = (Vec::new(), Vec::new(), Vec::new());
    let mut bytes = Vec::new();
    for _ in 0..TURNS {
        for _ in 0..ROUNDS {
            let started = Instant::now();
            bytes = write_lists(&lists)?;
            std::fs::write(folder.path().join("ours.xlsx"), &bytes)?;
            ours.push(started.elapsed());
        }
        theirs.extend(peer(&rows, folder.path(), "all").await?);
        theirs_by_rows.extend(peer(&rows, folder.path(), "rows").await?);
    }
    // Against the faster of XlsxWriter's two ways.
    let best = median(&theirs).min(median(&theirs_by_rows));
    let said = format!(
        "{:.0} ms beside {:.0} ms ({:.0} ms in its constant_memory mode): {:.3}",
        ms(median(&ours)),
        ms(median(&theirs)),
        ms(median(&theirs_by_rows)),
        median(&ours).as_secs_f64() / best.as_secs_f64(),
    );
    figures.row("5,000 × 12 workbook written, beside Python XlsxWriter, medians", "≤ 0.15, stretch 0.1", &said);
    let sizes =
        format!("{} KB beside {} KB", bytes.len() / 1000, folder.path().join("theirs.xlsx").metadata()?.len() / 1000);
    figures.row("size of that workbook", "", &sizes);
    read(&bytes, figures)
}

fn read(bytes: &[u8], figures: &mut Figures) -> Outcome<()> {
    let mut taken = Vec::new();
    for _ in 0..20 {
        let started = Instant::now();
        let mut book = Workbook::open(bytes, Bounds::BOOK)?;
        let name = book.sheet_names().into_iter().next().ok_or("no sheet")?;
        let rows = book.sheet(&name)?.rows.len();
        taken.push(started.elapsed());
        if rows != ROWS + 1 {
            return Err(format!("{rows} rows came back").into());
        }
    }
    let per_second = ROWS as f64 / median(&taken).as_secs_f64();
    figures.row(
        "that workbook read, with its bounds checked",
        "≥ 110,000 rows/s",
        &format!("{per_second:.0} rows/s; {}", millis(&taken)),
    );
    Ok(())
}

fn ms(took: Duration) -> f64 {
    took.as_secs_f64() * 1_000.0
}

async fn peer(rows: &Path, folder: &Path, how: &str) -> Outcome<Vec<Duration>> {
    let target = folder.join("theirs.xlsx");
    let ran = Command::new("/usr/bin/python3")
        .arg(PEER)
        .arg(rows)
        .arg(target)
        .arg(ROUNDS.to_string())
        .arg(how)
        .output()
        .await?;
    if !ran.status.success() {
        return Err(String::from_utf8_lossy(&ran.stderr).into_owned().into());
    }
    let seconds: Vec<f64> = serde_json::from_slice(&ran.stdout)?;
    Ok(seconds.into_iter().map(Duration::from_secs_f64).collect())
}

/// A ledger as a large hospital has it: words, numbers and days, some that begin like a formula.
fn list() -> Outcome<ListSheet> {
    let columns = [
        ("番号", 8.0),
        ("名称", 24.0),
        ("種別", 14.0),
        ("設置場所", 20.0),
        ("メーカー", 18.0),
        ("型番", 16.0),
        ("製造番号", 18.0),
        ("OS", 22.0),
        ("IPアドレス", 16.0),
        ("購入日", 12.0),
        ("保守期限", 12.0),
        ("備考", 40.0),
    ];
    let columns = columns.map(|(heading, width)| ListColumn { heading: heading.to_owned(), width }).to_vec();
    let rows = (0..ROWS).map(row).collect::<Outcome<_>>()?;
    Ok(ListSheet { name: "機器台帳".to_owned(), title: "機器台帳".to_owned(), columns, rows })
}

fn row(at: usize) -> Outcome<Vec<ListCell>> {
    let text = |text: String| ListCell::Text(text);
    let pick = |from: &[&str]| text(from.get(at % from.len()).copied().unwrap_or_default().to_owned());
    let day = |year: i32| -> Outcome<ListCell> {
        let month = Month::try_from(u8::try_from(at % 12 + 1)?)?;
        Ok(ListCell::Day(Date::from_calendar_date(year, month, u8::try_from(at % 28 + 1)?)?))
    };
    Ok(vec![
        ListCell::Number(u32::try_from(at)?.into()),
        text(format!("病棟{}の端末 {}", at % 9 + 1, at * 7 % 5_003)),
        pick(&["端末PC", "サーバ", "ネットワーク機器", "医療機器"]),
        pick(&["本館2階 ナースステーション", "新館1階 放射線科", "本館地下 サーバ室", "外来 診察室3", "医事課"]),
        pick(&["東都電機", "みどりコンピュータ", "ひかり通信機"]),
        text(format!("MD-{:04}", at * 31 % 9_973)),
        text(format!("{:08X}", at.wrapping_mul(2_654_435_761) & 0xffff_ffff)),
        pick(&["Windows 11 Pro 23H2", "Windows Server 2022", "専用OS", "Windows 10 IoT LTSC"]),
        text(format!("10.{}.{}.{}", at % 4, at / 250 % 250, at % 250)),
        day(2019 + i32::try_from(at % 5)?)?,
        day(2026 + i32::try_from(at % 4)?)?,
        match at % 3 {
            0 => ListCell::Empty,
            1 => text(format!("=更新予定 {}月", at % 12 + 1)),
            _ => text(format!("保守契約に入っている。担当者に連絡してから電源を切る（手順書 {}）。", at % 40)),
        },
    ])
}

fn as_json(list: &ListSheet) -> Outcome<Value> {
    let cell = |cell: &ListCell| -> Outcome<Value> {
        Ok(match cell {
            ListCell::Empty => Value::Null,
            ListCell::Text(text) => json!(text),
            ListCell::Number(number) => json!(number),
            ListCell::Day(day) => json!(format!("day:{}", day.format(format_description!("[year]-[month]-[day]"))?)),
        })
    };
    let row =
        |row: &Vec<ListCell>| -> Outcome<Value> { Ok(Value::Array(row.iter().map(cell).collect::<Outcome<_>>()?)) };
    let rows: Vec<Value> = list.rows.iter().map(row).collect::<Outcome<_>>()?;
    let columns: Vec<Value> = list.columns.iter().map(|column| json!([column.heading, column.width])).collect();
    Ok(json!({ "name": list.name, "title": list.title, "columns": columns, "rows": rows }))
}
