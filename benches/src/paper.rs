//! A warm typesetter with fresh data: a paper of 30 items, another one each time.

use crate::{
    Outcome,
    figures::{Figures, millis},
    memory,
};
use serde_json::{Value, json};
use std::{path::Path, process::Stdio, time::Instant};
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    process::{Child, ChildStdin, ChildStdout, Command},
};

const SHEET: &str = include_str!("../../crates/typeset/tests/data/r6-hospital-ja.json");
const ITEMS: usize = 30;
const TIMES: usize = 100;

struct Typesetter {
    child: Child,
    to: ChildStdin,
    from: ChildStdout,
}

/// Typesets in the program's own child process, as a page does.
pub(crate) async fn measure(program: &Path, figures: &mut Figures) -> Outcome<()> {
    let mut typesetter = Typesetter::start(program)?;
    let started = Instant::now();
    typesetter.render(&document(0)?).await?;
    figures.row("first PDF, child started", "", &format!("{:.0} ms", started.elapsed().as_secs_f64() * 1_000.0));
    let mut taken = Vec::new();
    for number in 1..=TIMES {
        let document = document(number)?;
        let started = Instant::now();
        typesetter.render(&document).await?;
        taken.push(started.elapsed());
    }
    figures.row("PDF of 30 items, warm, fresh data", "≤ 120 ms", &millis(&taken));
    let pid = typesetter.child.id().ok_or("the typesetter ended")?;
    let said = format!("{} MiB, peak {} MiB", memory::pss(pid)?, memory::peak(pid)?);
    figures.row("memory of the typesetter after 100 papers (PSS)", "", &said);
    Ok(())
}

impl Typesetter {
    fn start(program: &Path) -> Outcome<Self> {
        let mut child = Command::new(program)
            .arg("typeset")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .kill_on_drop(true)
            .spawn()?;
        let (to, from) = (child.stdin.take().ok_or("no input")?, child.stdout.take().ok_or("no output")?);
        Ok(Self { child, to, from })
    }

    async fn render(&mut self, document: &[u8]) -> Outcome<()> {
        self.to.write_all(&u32::try_from(document.len())?.to_le_bytes()).await?;
        self.to.write_all(document).await?;
        self.to.flush().await?;
        let mut length = [0; 4];
        self.from.read_exact(&mut length).await?;
        let mut answer = vec![0; u32::from_le_bytes(length) as usize];
        self.from.read_exact(&mut answer).await?;
        if answer.first() == Some(&0) { Ok(()) } else { Err(String::from_utf8_lossy(&answer).into_owned().into()) }
    }
}

/// The hospital's sheet with 30 items, every text of which differs from one document to the next.
fn document(number: usize) -> Outcome<Vec<u8>> {
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
    if count_items(&sheet) != ITEMS {
        return Err("the sheet has another number of items".into());
    }
    freshen(&mut sheet, number);
    Ok(serde_json::to_vec(&sheet)?)
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
