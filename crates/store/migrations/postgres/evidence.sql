-- Evidence: a row per version, and the items that each version speaks to.
CREATE TABLE evidence_record (
    facility_id TEXT NOT NULL REFERENCES facility_record (facility_id),
    id TEXT NOT NULL,
    from_seq BIGINT NOT NULL,
    to_seq BIGINT,
    title TEXT NOT NULL,
    effective_on TEXT,
    received_on TEXT NOT NULL,
    expires_on TEXT,
    exported_by TEXT,
    origin TEXT,
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    size BIGINT NOT NULL,
    digest TEXT NOT NULL,
    withdrawn TEXT,
    changed_at BIGINT NOT NULL,
    changed_by TEXT NOT NULL,
    PRIMARY KEY (facility_id, id, from_seq)
);
CREATE UNIQUE INDEX evidence_record_now ON evidence_record (facility_id, id) WHERE to_seq IS NULL;

CREATE TABLE evidence_link (
    facility_id TEXT NOT NULL,
    evidence_id TEXT NOT NULL,
    from_seq BIGINT NOT NULL,
    sheet_id TEXT NOT NULL,
    item TEXT NOT NULL,
    PRIMARY KEY (facility_id, evidence_id, from_seq, sheet_id, item),
    FOREIGN KEY (facility_id, evidence_id, from_seq) REFERENCES evidence_record (facility_id, id, from_seq),
    FOREIGN KEY (facility_id, sheet_id) REFERENCES assessment_sheet (facility_id, id)
);
CREATE INDEX evidence_link_item ON evidence_link (facility_id, sheet_id, item);

-- Each facility sees its own rows only, the owner too.
ALTER TABLE evidence_record ENABLE ROW LEVEL SECURITY;
ALTER TABLE evidence_record FORCE ROW LEVEL SECURITY;
CREATE POLICY own_facility ON evidence_record
    USING (facility_id = current_setting('sakimori.facility', true));
ALTER TABLE evidence_link ENABLE ROW LEVEL SECURITY;
ALTER TABLE evidence_link FORCE ROW LEVEL SECURITY;
CREATE POLICY own_facility ON evidence_link
    USING (facility_id = current_setting('sakimori.facility', true));
