//! The ledger's part of the paper: every word of it, and the drawings.

use crate::{
    App, AppError,
    ledger::words,
    network::{OutsideLine, ProcedureView, network_view, outside_lines, procedure_view, targets},
    words::T,
};
use domain::{
    access::{Permit, View},
    ledger::{FieldKey, device_name},
    network::OutsideKey,
};
use report::ledger_part::{DeviceRow, LEDGER_ROWS, LedgerPart, OutsideRow, ProcedurePart, SheetPart, StepPart};
use store::ledger::{Filter, Listed};

/// Everything that the ledger gives to a pack.
pub(super) async fn ledger_part(app: &App, view: &Permit<View>, t: T) -> Result<LedgerPart, AppError> {
    let filter = Filter { listed: Some(true), ..Filter::default() };
    let (devices, count) = store::ledger::list(&app.db, view, &filter, LEDGER_ROWS, 0).await?;
    let lines = outside_lines(app, view, t).await?;
    let network = network_view(app, view, t).await?;
    let mut procedures = Vec::new();
    for (target, _) in targets(app, view, t).await? {
        procedures.push(procedure(t, &procedure_view(app, view, t, target).await?));
    }
    let cut = [("count", count.into()), ("rows", devices.len().into())];
    Ok(LedgerPart {
        count: if count > devices.len() {
            t.with("paper-ledger-count-cut", &cut)
        } else {
            t.one("paper-ledger-count", "count", count)
        },
        devices: devices.iter().map(|device| device_row(t, device)).collect(),
        unsaid: t.one("network-outside-unsaid", "count", lines.unsaid),
        outside: lines.devices.iter().take(LEDGER_ROWS).map(|line| outside_row(t, line)).collect(),
        accesses: lines.accesses.iter().map(|line| outside_row(t, line)).collect(),
        procedures,
        sheets: network
            .sheets
            .into_iter()
            .map(|svg| SheetPart { svg, alt: format!("{} {}", t.get("network-title"), network.description) })
            .collect(),
        network: network.description,
    })
}

fn device_row(t: T, device: &Listed) -> DeviceRow {
    let text = |key| words::shown(t, &device.shown, key);
    let all = |keys: &[FieldKey]| {
        let texts: Vec<String> = keys.iter().map(|key| text(*key)).filter(|text| !text.is_empty()).collect();
        texts.join(" ")
    };
    DeviceRow {
        asset: text(FieldKey::AssetNumber),
        name: device_name(&device.shown).to_owned(),
        kind: text(FieldKey::Kind),
        place: all(&[FieldKey::Building, FieldKey::Floor, FieldKey::Room]),
        owner: all(&[FieldKey::Department, FieldKey::Owner]),
        os: all(&[FieldKey::Os, FieldKey::OsVersion]),
        support: text(FieldKey::SupportEnd),
        system: text(FieldKey::System),
    }
}

fn outside_row(t: T, line: &OutsideLine) -> OutsideRow {
    let unknown = || t.get("network-unknown").into_owned();
    let said = |text: &str| if text.is_empty() { unknown() } else { text.to_owned() };
    let devices: Vec<&str> = line.devices.iter().map(|(_, name)| name.as_str()).collect();
    let about = if devices.is_empty() { line.about.clone() } else { format!("→ {}", devices.join(" / ")) };
    let against = match (line.is_answered, line.key) {
        (true, _) => String::new(),
        (false, OutsideKey::Device(_)) => t.get("network-outside-nobody").into_owned(),
        (false, OutsideKey::Access(_)) => t.get("network-outside-nowhere").into_owned(),
    };
    OutsideRow {
        name: line.name.clone(),
        about,
        place: said(&line.place),
        owner: line.owner.clone(),
        what: said(&line.what),
        vendor: line.vendor.as_ref().map_or_else(|| line.vendor_words.clone(), |(_, name)| name.clone()),
        calls: if line.calls.is_empty() { vec![unknown()] } else { line.calls.clone() },
        cut: said(&line.cut),
        against,
    }
}

fn procedure(t: T, view: &ProcedureView) -> ProcedurePart {
    ProcedurePart {
        title: t.one("network-cut-for", "name", view.name.clone()),
        status: view.status(t),
        parts: view
            .parts
            .iter()
            .map(|(part, lines)| StepPart {
                step: part.step().map(|step| step.to_string()).unwrap_or_default(),
                title: t.code("network-cut-part", part.code()).into_owned(),
                lines: lines.clone(),
            })
            .collect(),
    }
}
