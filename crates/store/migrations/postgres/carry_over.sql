-- What an earlier sheet offered when a sheet was opened from it.
CREATE TABLE assessment_offer (
    facility_id TEXT NOT NULL,
    sheet_id TEXT NOT NULL,
    item TEXT NOT NULL,
    offer TEXT NOT NULL,
    PRIMARY KEY (facility_id, sheet_id, item),
    FOREIGN KEY (facility_id, sheet_id) REFERENCES assessment_sheet (facility_id, id)
);

-- Each facility sees its own rows only, the owner too.
ALTER TABLE assessment_offer ENABLE ROW LEVEL SECURITY;
ALTER TABLE assessment_offer FORCE ROW LEVEL SECURITY;
CREATE POLICY own_facility ON assessment_offer
    USING (facility_id = current_setting('sakimori.facility', true));
