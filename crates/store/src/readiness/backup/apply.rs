//! The only code that writes the tables `readiness_backup_*`.

use crate::{
    StoreError,
    engine::{Tx, Value, args, json},
    journal::Applied,
    rows,
};
use domain::{
    id::BackupCopyId,
    journal::Event,
    readiness::backup::{Approval, BackupRunsTaken, JobKey},
};

const END_PLAN: &str = "UPDATE readiness_backup_plan SET to_seq = $3
    WHERE facility_id = $1 AND system_id = $2 AND to_seq IS NULL";
const ADD_PLAN: &str = "INSERT INTO readiness_backup_plan (facility_id, system_id, from_seq, stated, changed_at,
    changed_by) VALUES ($1, $2, $3, $4, $5, $6)";
const END_COPY: &str = "UPDATE readiness_backup_copy SET to_seq = $3
    WHERE facility_id = $1 AND id = $2 AND to_seq IS NULL";
const ADD_COPY: &str = "INSERT INTO readiness_backup_copy (facility_id, id, from_seq, system_id, stated, changed_at,
    changed_by) VALUES ($1, $2, $3, $4, $5, $6, $7)";
const ADD_ENDED: &str = "INSERT INTO readiness_backup_copy (facility_id, id, from_seq, system_id, stated, ended,
    changed_at, changed_by)
    SELECT facility_id, id, CAST($3 AS BIGINT), system_id, stated, CAST($4 AS TEXT), CAST($5 AS BIGINT), CAST($6 AS TEXT)
    FROM readiness_backup_copy WHERE facility_id = $1 AND id = $2 AND to_seq = $3";
const ADD_FILE: &str = "INSERT INTO readiness_backup_file (facility_id, seq, file, name, kind, taken, known, refused,
    changed_at, changed_by) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";
const ADD_JOB: &str = "INSERT INTO readiness_backup_job (facility_id, tool, job, version) VALUES ($1, $2, $3, $4)
    ON CONFLICT (facility_id, tool, job) DO NOTHING";
const HOLDS: &str = "UPDATE readiness_backup_job SET held = $4, held_at = $5
    WHERE facility_id = $1 AND tool = $2 AND job = $3 AND (held_at IS NULL OR held_at <= $5)";
const ASSIGN: &str = "UPDATE readiness_backup_job SET copy_id = $4, version = $5
    WHERE facility_id = $1 AND tool = $2 AND job = $3";
const END_PROCEDURE: &str = "UPDATE readiness_backup_procedure SET to_seq = $3
    WHERE facility_id = $1 AND system_id = $2 AND to_seq IS NULL";
const ADD_PROCEDURE: &str =
    "INSERT INTO readiness_backup_procedure (facility_id, system_id, from_seq, stated, changed_at,
    changed_by) VALUES ($1, $2, $3, $4, $5, $6)";
const APPROVE: &str = "UPDATE readiness_backup_procedure SET approved = $4
    WHERE facility_id = $1 AND system_id = $2 AND from_seq = $3";
const END_REHEARSAL: &str = "UPDATE readiness_backup_rehearsal SET to_seq = $3
    WHERE facility_id = $1 AND id = $2 AND to_seq IS NULL";
const ADD_REHEARSAL: &str = "INSERT INTO readiness_backup_rehearsal (facility_id, id, from_seq, system_id, stated,
    changed_at, changed_by) VALUES ($1, $2, $3, $4, $5, $6, $7)";

/// Rows that one statement adds at most: far below what either engine takes.
const CHUNK: usize = 400;

/// Writes what an event of backups says; every other event is none of this part's.
pub(crate) async fn apply(tx: &mut Tx, cx: &Applied<'_>, event: &Event) -> Result<(), StoreError> {
    let by = || (cx.at.millis(), cx.by.name.as_str());
    let facility = cx.facility.as_str();
    match event {
        Event::BackupPlanned(plan) => {
            let system = plan.system.to_string();
            tx.execute(END_PLAN, args![facility, system.as_str(), cx.seq.get()]).await?;
            let (at, name) = by();
            tx.execute(ADD_PLAN, args![facility, system, cx.seq.get(), json(&plan.stated)?, at, name]).await.map(drop)
        }
        Event::BackupCopyRecorded(copy) => {
            let id = copy.id.to_string();
            tx.execute(END_COPY, args![facility, id.as_str(), cx.seq.get()]).await?;
            let (at, name) = by();
            let system = copy.stated.system.to_string();
            let values = args![facility, id, cx.seq.get(), system, json(&copy.stated)?, at, name];
            tx.execute(ADD_COPY, values).await.map(drop)
        }
        Event::BackupCopyEnded { copy, why } => {
            let id = copy.to_string();
            tx.execute(END_COPY, args![facility, id.as_str(), cx.seq.get()]).await?;
            let (at, name) = by();
            tx.execute(ADD_ENDED, args![facility, id, cx.seq.get(), why.as_str(), at, name]).await.map(drop)
        }
        Event::BackupRunsTaken(taken) => Box::pin(apply_runs(tx, cx, taken)).await,
        Event::BackupJobAssigned { job, copy } => assign(tx, cx, job, *copy).await,
        Event::ProcedureRecorded(procedure) => {
            let system = procedure.system.to_string();
            tx.execute(END_PROCEDURE, args![facility, system.as_str(), cx.seq.get()]).await?;
            let (at, name) = by();
            let values = args![facility, system, cx.seq.get(), json(&procedure.stated)?, at, name];
            tx.execute(ADD_PROCEDURE, values).await.map(drop)
        }
        Event::ProcedureApproved { system, version, approval } => {
            let approval = json::<Approval>(approval)?;
            tx.execute(APPROVE, args![facility, system.to_string(), version.get(), approval]).await.map(drop)
        }
        Event::RestoreRehearsed(found) => {
            let id = found.id.to_string();
            tx.execute(END_REHEARSAL, args![facility, id.as_str(), cx.seq.get()]).await?;
            let (at, name) = by();
            let system = found.stated.system.to_string();
            let values = args![facility, id, cx.seq.get(), system, json(&found.stated)?, at, name];
            tx.execute(ADD_REHEARSAL, values).await.map(drop)
        }
        _ => Ok(()),
    }
}

async fn assign(tx: &mut Tx, cx: &Applied<'_>, job: &JobKey, copy: Option<BackupCopyId>) -> Result<(), StoreError> {
    let copy = copy.map(|copy| copy.to_string());
    let values = args![cx.facility.as_str(), job.tool.code(), job.job.as_str(), copy, cx.seq.get()];
    tx.execute(ASSIGN, values).await.map(drop)
}

async fn apply_runs(tx: &mut Tx, cx: &Applied<'_>, taken: &BackupRunsTaken) -> Result<(), StoreError> {
    let facility = cx.facility.as_str();
    let count = |count: u64| i64::try_from(count).unwrap_or(i64::MAX);
    let file = args![
        facility,
        cx.seq.get(),
        taken.file.to_string(),
        taken.name.as_str(),
        &*taken.kind,
        count(taken.runs.len() as u64),
        count(taken.known),
        count(taken.refused),
        cx.at.millis(),
        cx.by.name.as_str()
    ];
    tx.execute(ADD_FILE, file).await?;
    for job in &taken.jobs {
        tx.execute(ADD_JOB, args![facility, job.tool.code(), job.job.as_str(), cx.seq.get()]).await?;
    }
    let job = |at: u32| taken.jobs.get(at as usize);
    for held in &taken.held {
        let Some(key) = job(held.job) else { continue };
        let values = args![facility, key.tool.code(), key.job.as_str(), i64::from(held.count), held.at.millis()];
        tx.execute(HOLDS, values).await?;
    }
    for (at, copy) in &taken.assigned {
        if let Some(key) = job(*at) {
            assign(tx, cx, key, Some(*copy)).await?;
        }
    }
    for chunk in taken.runs.chunks(CHUNK) {
        let rows: Vec<Vec<Value>> = chunk
            .iter()
            .filter_map(|run| {
                let key = job(run.0)?;
                Some(args![
                    facility,
                    key.tool.code(),
                    key.job.as_str(),
                    run.1,
                    run.5.as_str(),
                    Value::Int(run.2),
                    run.3.code(),
                    Value::Int(run.4.map(|size| i64::try_from(size).unwrap_or(i64::MAX))),
                    run.6,
                    cx.seq.get()
                ])
            })
            .collect();
        add_runs(tx, rows).await?;
    }
    Ok(())
}

async fn add_runs(tx: &mut Tx, rows: Vec<Vec<Value>>) -> Result<(), StoreError> {
    let known = " ON CONFLICT (facility_id, tool, job, started_at, item) DO NOTHING";
    rows::add(tx, "readiness_backup_run", rows, known).await
}
