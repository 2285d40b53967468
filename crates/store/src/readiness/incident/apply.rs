//! The only code that writes `readiness_incident*`. Entries are added and never changed.

use crate::{
    StoreError,
    engine::{Tx, args, json},
    journal::Applied,
};
use domain::journal::Event;

const ADD: &str = "INSERT INTO readiness_incident (facility_id, id, number, opened, opened_at, opened_by, seq)
    VALUES ($1, $2, $3, $4, $5, $6, $7)";
const ADD_ENTRY: &str = "INSERT INTO readiness_incident_entry (facility_id, incident_id, seq, what, said, written_at,
    written_by) VALUES ($1, $2, $3, $4, $5, $6, $7)";

/// Writes what an event of incidents says; every other event is none of this room's.
pub(crate) async fn apply(tx: &mut Tx, cx: &Applied<'_>, event: &Event) -> Result<(), StoreError> {
    match event {
        Event::IncidentOpened(opened) => {
            let values = args![
                cx.facility.as_str(),
                opened.id.to_string(),
                opened.number,
                json(&**opened)?,
                cx.at.millis(),
                cx.by.name.as_str(),
                cx.seq.get()
            ];
            tx.execute(ADD, values).await.map(drop)
        }
        Event::IncidentEntered { incident, entry } => {
            let values = args![
                cx.facility.as_str(),
                incident.to_string(),
                cx.seq.get(),
                entry.code(),
                json(entry)?,
                cx.at.millis(),
                cx.by.name.as_str()
            ];
            tx.execute(ADD_ENTRY, values).await.map(drop)
        }
        _ => Ok(()),
    }
}
