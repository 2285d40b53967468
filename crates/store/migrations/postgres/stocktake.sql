-- Stock-takes of the ledger: the frozen list of devices by room, and what was found. Saved views of its list.
CREATE TABLE ledger_stocktake (
    facility_id TEXT NOT NULL REFERENCES facility_record (facility_id),
    id TEXT NOT NULL,
    name TEXT NOT NULL,
    held_on TEXT NOT NULL,
    scope TEXT NOT NULL,
    house BIGINT NOT NULL,
    begun_at BIGINT NOT NULL,
    begun_by TEXT NOT NULL,
    finished_on TEXT,
    finished_by TEXT,
    version BIGINT NOT NULL,
    PRIMARY KEY (facility_id, id)
);

CREATE TABLE ledger_stocktake_room (
    facility_id TEXT NOT NULL REFERENCES facility_record (facility_id),
    stocktake_id TEXT NOT NULL,
    room BIGINT NOT NULL,
    place TEXT NOT NULL,
    PRIMARY KEY (facility_id, stocktake_id, room)
);

CREATE TABLE ledger_stocktake_device (
    facility_id TEXT NOT NULL REFERENCES facility_record (facility_id),
    stocktake_id TEXT NOT NULL,
    device_id TEXT NOT NULL,
    place BIGINT NOT NULL,
    room BIGINT NOT NULL,
    expected BIGINT NOT NULL,
    about TEXT NOT NULL,
    keys TEXT NOT NULL,
    state TEXT NOT NULL,
    finding TEXT,
    counted_at BIGINT,
    counted_by TEXT,
    PRIMARY KEY (facility_id, stocktake_id, device_id)
);
CREATE INDEX ledger_stocktake_device_room ON ledger_stocktake_device (facility_id, stocktake_id, room, place);
CREATE INDEX ledger_stocktake_device_id ON ledger_stocktake_device (facility_id, device_id);

CREATE TABLE ledger_stocktake_file (
    facility_id TEXT NOT NULL REFERENCES facility_record (facility_id),
    stocktake_id TEXT NOT NULL,
    seq BIGINT NOT NULL,
    file TEXT NOT NULL,
    name TEXT NOT NULL,
    PRIMARY KEY (facility_id, seq)
);

CREATE TABLE ledger_view (
    facility_id TEXT NOT NULL REFERENCES facility_record (facility_id),
    id TEXT NOT NULL,
    name TEXT NOT NULL,
    query TEXT NOT NULL,
    kept_by TEXT NOT NULL,
    PRIMARY KEY (facility_id, id)
);

CREATE TABLE ledger_own_view (
    facility_id TEXT NOT NULL REFERENCES facility_record (facility_id),
    user_id TEXT NOT NULL,
    id TEXT NOT NULL,
    name TEXT NOT NULL,
    query TEXT NOT NULL,
    PRIMARY KEY (facility_id, user_id, id)
);

-- Each facility sees its own rows only, the owner too.
ALTER TABLE ledger_stocktake ENABLE ROW LEVEL SECURITY;
ALTER TABLE ledger_stocktake FORCE ROW LEVEL SECURITY;
CREATE POLICY own_facility ON ledger_stocktake
    USING (facility_id = current_setting('sakimori.facility', true));
ALTER TABLE ledger_stocktake_room ENABLE ROW LEVEL SECURITY;
ALTER TABLE ledger_stocktake_room FORCE ROW LEVEL SECURITY;
CREATE POLICY own_facility ON ledger_stocktake_room
    USING (facility_id = current_setting('sakimori.facility', true));
ALTER TABLE ledger_stocktake_device ENABLE ROW LEVEL SECURITY;
ALTER TABLE ledger_stocktake_device FORCE ROW LEVEL SECURITY;
CREATE POLICY own_facility ON ledger_stocktake_device
    USING (facility_id = current_setting('sakimori.facility', true));
ALTER TABLE ledger_stocktake_file ENABLE ROW LEVEL SECURITY;
ALTER TABLE ledger_stocktake_file FORCE ROW LEVEL SECURITY;
CREATE POLICY own_facility ON ledger_stocktake_file
    USING (facility_id = current_setting('sakimori.facility', true));
ALTER TABLE ledger_view ENABLE ROW LEVEL SECURITY;
ALTER TABLE ledger_view FORCE ROW LEVEL SECURITY;
CREATE POLICY own_facility ON ledger_view
    USING (facility_id = current_setting('sakimori.facility', true));
ALTER TABLE ledger_own_view ENABLE ROW LEVEL SECURITY;
ALTER TABLE ledger_own_view FORCE ROW LEVEL SECURITY;
CREATE POLICY own_facility ON ledger_own_view
    USING (facility_id = current_setting('sakimori.facility', true));
