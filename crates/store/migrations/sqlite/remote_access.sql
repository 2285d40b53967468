-- Remote maintenance: a row per version of a way in, and what vendors confirmed. What was stated is JSON, as the event says it.
CREATE TABLE vendor_remote_access (
    facility_id TEXT NOT NULL,
    id TEXT NOT NULL,
    from_seq BIGINT NOT NULL,
    to_seq BIGINT,
    vendor_id TEXT NOT NULL,
    stated TEXT NOT NULL,
    ended_on TEXT,
    ended_why TEXT,
    changed_at BIGINT NOT NULL,
    changed_by TEXT NOT NULL,
    PRIMARY KEY (facility_id, id, from_seq),
    FOREIGN KEY (facility_id, vendor_id) REFERENCES vendor_record (facility_id, id)
);
CREATE UNIQUE INDEX vendor_remote_access_now ON vendor_remote_access (facility_id, id) WHERE to_seq IS NULL;

CREATE TABLE vendor_remote_confirmation (
    facility_id TEXT NOT NULL,
    id TEXT NOT NULL,
    vendor_id TEXT NOT NULL,
    confirmed_on TEXT NOT NULL,
    stated TEXT NOT NULL,
    recorded_at BIGINT NOT NULL,
    recorded_by TEXT NOT NULL,
    seq BIGINT NOT NULL,
    PRIMARY KEY (facility_id, id),
    FOREIGN KEY (facility_id, vendor_id) REFERENCES vendor_record (facility_id, id)
);
CREATE INDEX vendor_remote_confirmation_vendor ON vendor_remote_confirmation (facility_id, vendor_id, confirmed_on);
