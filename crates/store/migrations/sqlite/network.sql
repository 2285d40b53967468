-- Network: segments that a person named, 切断手順 by version, how lines are cut; and names of devices that mean a registered system.
CREATE TABLE network_segment (
    facility_id TEXT NOT NULL REFERENCES facility_record (facility_id),
    net TEXT NOT NULL,
    stated TEXT NOT NULL,
    version BIGINT NOT NULL,
    PRIMARY KEY (facility_id, net)
);

CREATE TABLE network_procedure (
    facility_id TEXT NOT NULL REFERENCES facility_record (facility_id),
    target TEXT NOT NULL,
    from_seq BIGINT NOT NULL,
    to_seq BIGINT,
    stated TEXT NOT NULL,
    changed_at BIGINT NOT NULL,
    changed_by TEXT NOT NULL,
    PRIMARY KEY (facility_id, target, from_seq)
);

CREATE TABLE network_cut (
    facility_id TEXT NOT NULL REFERENCES facility_record (facility_id),
    line TEXT NOT NULL,
    how TEXT NOT NULL,
    version BIGINT NOT NULL,
    PRIMARY KEY (facility_id, line)
);

CREATE TABLE ledger_alias (
    facility_id TEXT NOT NULL REFERENCES facility_record (facility_id),
    name_key TEXT NOT NULL,
    words TEXT NOT NULL,
    system_id TEXT NOT NULL,
    version BIGINT NOT NULL,
    PRIMARY KEY (facility_id, name_key)
);
