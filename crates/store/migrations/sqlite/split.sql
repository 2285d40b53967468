-- 責任分界: a row per version of a split. What was stated is JSON, as the event says it.
CREATE TABLE vendor_split (
    facility_id TEXT NOT NULL,
    id TEXT NOT NULL,
    from_seq BIGINT NOT NULL,
    to_seq BIGINT,
    vendor_id TEXT NOT NULL,
    stated TEXT NOT NULL,
    withdrawn TEXT,
    changed_at BIGINT NOT NULL,
    changed_by TEXT NOT NULL,
    PRIMARY KEY (facility_id, id, from_seq),
    FOREIGN KEY (facility_id, vendor_id) REFERENCES vendor_record (facility_id, id)
);
CREATE UNIQUE INDEX vendor_split_now ON vendor_split (facility_id, id) WHERE to_seq IS NULL;
