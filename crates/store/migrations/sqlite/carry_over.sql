-- What an earlier sheet offered when a sheet was opened from it.
CREATE TABLE assessment_offer (
    facility_id TEXT NOT NULL,
    sheet_id TEXT NOT NULL,
    item TEXT NOT NULL,
    offer TEXT NOT NULL,
    PRIMARY KEY (facility_id, sheet_id, item),
    FOREIGN KEY (facility_id, sheet_id) REFERENCES assessment_sheet (facility_id, id)
);
