//! The only code that writes `intake_profile`.

use crate::{
    StoreError,
    engine::{Tx, args, json},
    journal::Applied,
};
use domain::intake::Profile;

const PROFILE: &str = "INSERT INTO intake_profile (facility_id, id, kind, name, mapping, version)
    VALUES ($1, $2, $3, $4, $5, $6)
    ON CONFLICT (facility_id, id) DO UPDATE SET kind = excluded.kind, name = excluded.name,
    mapping = excluded.mapping, version = excluded.version";

pub(crate) async fn apply_profile(tx: &mut Tx, cx: &Applied<'_>, profile: &Profile) -> Result<(), StoreError> {
    let values = args![
        cx.facility.as_str(),
        profile.id.to_string(),
        profile.kind.as_str(),
        profile.name.as_str(),
        json(&profile.mapping)?,
        cx.seq.get()
    ];
    tx.execute(PROFILE, values).await.map(drop)
}
