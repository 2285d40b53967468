-- Backups of the hospital's systems: what must be saved, copies, jobs and their runs, procedures, rehearsals.
CREATE TABLE readiness_backup_plan (
    facility_id TEXT NOT NULL REFERENCES facility_record (facility_id),
    system_id TEXT NOT NULL,
    from_seq BIGINT NOT NULL,
    to_seq BIGINT,
    stated TEXT NOT NULL,
    changed_at BIGINT NOT NULL,
    changed_by TEXT NOT NULL,
    PRIMARY KEY (facility_id, system_id, from_seq),
    FOREIGN KEY (facility_id, system_id) REFERENCES ledger_system (facility_id, id)
);
CREATE UNIQUE INDEX readiness_backup_plan_now ON readiness_backup_plan (facility_id, system_id) WHERE to_seq IS NULL;

CREATE TABLE readiness_backup_copy (
    facility_id TEXT NOT NULL REFERENCES facility_record (facility_id),
    id TEXT NOT NULL,
    from_seq BIGINT NOT NULL,
    to_seq BIGINT,
    system_id TEXT NOT NULL,
    stated TEXT NOT NULL,
    ended TEXT,
    changed_at BIGINT NOT NULL,
    changed_by TEXT NOT NULL,
    PRIMARY KEY (facility_id, id, from_seq),
    FOREIGN KEY (facility_id, system_id) REFERENCES ledger_system (facility_id, id)
);
CREATE UNIQUE INDEX readiness_backup_copy_now ON readiness_backup_copy (facility_id, id) WHERE to_seq IS NULL;

CREATE TABLE readiness_backup_file (
    facility_id TEXT NOT NULL REFERENCES facility_record (facility_id),
    seq BIGINT NOT NULL,
    file TEXT NOT NULL,
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    taken BIGINT NOT NULL,
    known BIGINT NOT NULL,
    refused BIGINT NOT NULL,
    changed_at BIGINT NOT NULL,
    changed_by TEXT NOT NULL,
    PRIMARY KEY (facility_id, seq)
);

CREATE TABLE readiness_backup_job (
    facility_id TEXT NOT NULL REFERENCES facility_record (facility_id),
    tool TEXT NOT NULL,
    job TEXT NOT NULL,
    copy_id TEXT,
    held BIGINT,
    held_at BIGINT,
    version BIGINT NOT NULL,
    PRIMARY KEY (facility_id, tool, job)
);

CREATE TABLE readiness_backup_run (
    facility_id TEXT NOT NULL,
    tool TEXT NOT NULL,
    job TEXT NOT NULL,
    started_at BIGINT NOT NULL,
    item TEXT NOT NULL,
    ended_at BIGINT,
    result TEXT NOT NULL,
    size BIGINT,
    zone_assumed BIGINT NOT NULL,
    seq BIGINT NOT NULL,
    PRIMARY KEY (facility_id, tool, job, started_at, item),
    FOREIGN KEY (facility_id, tool, job) REFERENCES readiness_backup_job (facility_id, tool, job)
);

CREATE TABLE readiness_backup_procedure (
    facility_id TEXT NOT NULL REFERENCES facility_record (facility_id),
    system_id TEXT NOT NULL,
    from_seq BIGINT NOT NULL,
    to_seq BIGINT,
    stated TEXT NOT NULL,
    approved TEXT,
    changed_at BIGINT NOT NULL,
    changed_by TEXT NOT NULL,
    PRIMARY KEY (facility_id, system_id, from_seq),
    FOREIGN KEY (facility_id, system_id) REFERENCES ledger_system (facility_id, id)
);
CREATE UNIQUE INDEX readiness_backup_procedure_now ON readiness_backup_procedure (facility_id, system_id)
    WHERE to_seq IS NULL;

CREATE TABLE readiness_backup_rehearsal (
    facility_id TEXT NOT NULL REFERENCES facility_record (facility_id),
    id TEXT NOT NULL,
    from_seq BIGINT NOT NULL,
    to_seq BIGINT,
    system_id TEXT NOT NULL,
    stated TEXT NOT NULL,
    changed_at BIGINT NOT NULL,
    changed_by TEXT NOT NULL,
    PRIMARY KEY (facility_id, id, from_seq),
    FOREIGN KEY (facility_id, system_id) REFERENCES ledger_system (facility_id, id)
);
CREATE UNIQUE INDEX readiness_backup_rehearsal_now ON readiness_backup_rehearsal (facility_id, id)
    WHERE to_seq IS NULL;
