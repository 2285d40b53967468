//! The only code that writes `readiness_emergency`.

use crate::{
    StoreError,
    engine::{Tx, args, json},
    journal::Applied,
};
use domain::readiness::incident::EmergencySetting;

const SET: &str = "INSERT INTO readiness_emergency (facility_id, setting, changed_at, changed_by, seq)
    VALUES ($1, $2, $3, $4, $5)
    ON CONFLICT (facility_id) DO UPDATE SET setting = $2, changed_at = $3, changed_by = $4, seq = $5";

pub(crate) async fn apply(tx: &mut Tx, cx: &Applied<'_>, setting: &EmergencySetting) -> Result<(), StoreError> {
    let values = args![cx.facility.as_str(), json(setting)?, cx.at.millis(), cx.by.name.as_str(), cx.seq.get()];
    tx.execute(SET, values).await.map(drop)
}
