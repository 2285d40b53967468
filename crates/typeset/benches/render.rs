//! Warm renderer with fresh data: a paper of 30 items, another one each time. Prints p50, p99 and the peak of memory.
//! `cargo bench --profile release -p typeset`

use serde_json::{Value, json};
use std::time::Instant;
use typeset::Typesetter;

const SHEET: &str = include_str!("../tests/data/r6-hospital-ja.json");
const ITEMS: usize = 30;
const TIMES: usize = 100;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let started = Instant::now();
    let mut typesetter = Typesetter::new();
    let first = typesetter.render(&document(0)?)?;
    println!("first document: {:.0} ms, {} bytes", millis(started), first.len());
    let before = resident("VmRSS");
    let mut taken = Vec::new();
    for number in 1..=TIMES {
        let document = document(number)?;
        let started = Instant::now();
        typesetter.render(&document)?;
        taken.push(millis(started));
    }
    taken.sort_by(f64::total_cmp);
    println!(
        "{ITEMS} items, warm, fresh data, {TIMES} times: p50 {:.0} ms, p99 {:.0} ms",
        taken[TIMES / 2],
        taken[TIMES * 99 / 100]
    );
    println!(
        "memory after the first {before} MiB, after all {} MiB, peak {} MiB",
        resident("VmRSS"),
        resident("VmHWM")
    );
    Ok(())
}

/// The hospital's sheet with 30 items, every text of which differs from one document to the next.
fn document(number: usize) -> Result<Vec<u8>, serde_json::Error> {
    let mut sheet: Value = serde_json::from_str(SHEET)?;
    let had = sheet["grounds"].as_array().map_or(0, Vec::len);
    let rows: Vec<Value> = (0..ITEMS - had).map(|at| sheet["grounds"][at % had].clone()).collect();
    if let Some(grounds) = sheet["grounds"].as_array_mut() {
        grounds.extend(rows);
    }
    let block = sheet["form"]["blocks"][3].clone();
    let missing = ITEMS - count_items(&sheet);
    let more: Vec<Value> = (0..missing).map(|at| block["rows"][at % 5].clone()).collect();
    if let Some(blocks) = sheet["form"]["blocks"].as_array_mut() {
        blocks.push(json!({ "section": null, "group": block["group"], "rows": more }));
    }
    assert_eq!(count_items(&sheet), ITEMS);
    freshen(&mut sheet, number);
    serde_json::to_vec(&sheet)
}

fn count_items(sheet: &Value) -> usize {
    let blocks = sheet["form"]["blocks"].as_array();
    blocks.into_iter().flatten().filter_map(|block| block["rows"].as_array()).map(Vec::len).sum()
}

/// Puts the number into every sentence, so that nothing of an earlier document can be used again.
fn freshen(value: &mut Value, number: usize) {
    match value {
        Value::String(text) if text.chars().count() > 12 => text.insert_str(0, &format!("{number} ")),
        Value::Array(values) => values.iter_mut().for_each(|value| freshen(value, number)),
        Value::Object(fields) => fields.values_mut().for_each(|value| freshen(value, number)),
        _ => {}
    }
}

fn millis(since: Instant) -> f64 {
    since.elapsed().as_secs_f64() * 1_000.0
}

/// A line of `/proc/self/status` in MiB; 0 where there is none.
fn resident(line: &str) -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let found = status.lines().find(|status| status.starts_with(line));
    found.and_then(|line| line.split_whitespace().nth(1)?.parse::<u64>().ok()).map_or(0, |kib| kib / 1_024)
}
