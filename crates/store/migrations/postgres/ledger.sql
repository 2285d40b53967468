-- Ledger: what sources say of devices, version by version; what each device shows now; what changed it; what a person has to decide.
CREATE TABLE ledger_change (
    facility_id TEXT NOT NULL REFERENCES facility_record (facility_id),
    seq BIGINT NOT NULL,
    what TEXT NOT NULL,
    file TEXT,
    name TEXT,
    number BIGINT,
    inventory TEXT,
    source TEXT,
    said_on TEXT,
    counts TEXT,
    changed_at BIGINT NOT NULL,
    changed_by TEXT NOT NULL,
    PRIMARY KEY (facility_id, seq)
);

CREATE TABLE ledger_statement (
    facility_id TEXT NOT NULL REFERENCES facility_record (facility_id),
    digest TEXT NOT NULL,
    from_seq BIGINT NOT NULL,
    to_seq BIGINT,
    device_id TEXT NOT NULL,
    source TEXT NOT NULL,
    said_on TEXT NOT NULL,
    files TEXT NOT NULL,
    line BIGINT NOT NULL,
    pin TEXT,
    fields TEXT NOT NULL,
    PRIMARY KEY (facility_id, digest, from_seq)
);
CREATE INDEX ledger_statement_device ON ledger_statement (facility_id, device_id);
CREATE UNIQUE INDEX ledger_statement_now ON ledger_statement (facility_id, digest) WHERE to_seq IS NULL;

CREATE TABLE ledger_device (
    facility_id TEXT NOT NULL REFERENCES facility_record (facility_id),
    id TEXT NOT NULL,
    listed BIGINT NOT NULL,
    kind TEXT NOT NULL,
    status TEXT NOT NULL,
    department TEXT NOT NULL,
    system TEXT NOT NULL,
    owner TEXT NOT NULL,
    os TEXT NOT NULL,
    support TEXT NOT NULL,
    support_on TEXT NOT NULL,
    outside BIGINT NOT NULL,
    seen_on TEXT NOT NULL,
    disputes BIGINT NOT NULL,
    search_key TEXT NOT NULL,
    sort_key TEXT NOT NULL,
    shown TEXT NOT NULL,
    version BIGINT NOT NULL,
    PRIMARY KEY (facility_id, id)
);
CREATE INDEX ledger_device_order ON ledger_device (facility_id, sort_key, id);

CREATE TABLE ledger_conflict (
    facility_id TEXT NOT NULL REFERENCES facility_record (facility_id),
    seq BIGINT NOT NULL,
    place BIGINT NOT NULL,
    key_kind TEXT NOT NULL,
    key_value TEXT NOT NULL,
    apart_by TEXT NOT NULL,
    devices TEXT NOT NULL,
    settled_seq BIGINT,
    PRIMARY KEY (facility_id, seq, place)
);

-- Each facility sees its own rows only, the owner too.
ALTER TABLE ledger_change ENABLE ROW LEVEL SECURITY;
ALTER TABLE ledger_change FORCE ROW LEVEL SECURITY;
CREATE POLICY own_facility ON ledger_change
    USING (facility_id = current_setting('sakimori.facility', true));
ALTER TABLE ledger_statement ENABLE ROW LEVEL SECURITY;
ALTER TABLE ledger_statement FORCE ROW LEVEL SECURITY;
CREATE POLICY own_facility ON ledger_statement
    USING (facility_id = current_setting('sakimori.facility', true));
ALTER TABLE ledger_device ENABLE ROW LEVEL SECURITY;
ALTER TABLE ledger_device FORCE ROW LEVEL SECURITY;
CREATE POLICY own_facility ON ledger_device
    USING (facility_id = current_setting('sakimori.facility', true));
ALTER TABLE ledger_conflict ENABLE ROW LEVEL SECURITY;
ALTER TABLE ledger_conflict FORCE ROW LEVEL SECURITY;
CREATE POLICY own_facility ON ledger_conflict
    USING (facility_id = current_setting('sakimori.facility', true));
