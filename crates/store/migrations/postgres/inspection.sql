-- Inspection packs that were made.
CREATE TABLE inspection_pack (
    facility_id TEXT NOT NULL,
    id TEXT NOT NULL,
    sheet_id TEXT NOT NULL,
    archive TEXT NOT NULL,
    pdf TEXT NOT NULL,
    bytes BIGINT NOT NULL,
    made_by TEXT NOT NULL,
    made_at BIGINT NOT NULL,
    seq BIGINT NOT NULL,
    PRIMARY KEY (facility_id, id),
    FOREIGN KEY (facility_id, sheet_id) REFERENCES assessment_sheet (facility_id, id)
);

-- Each facility sees its own rows only, the owner too.
ALTER TABLE inspection_pack ENABLE ROW LEVEL SECURITY;
ALTER TABLE inspection_pack FORCE ROW LEVEL SECURITY;
CREATE POLICY own_facility ON inspection_pack
    USING (facility_id = current_setting('sakimori.facility', true));
