-- Vendors, and sheets that are about one of them.
CREATE TABLE vendor_record (
    facility_id TEXT NOT NULL REFERENCES facility_record (facility_id),
    id TEXT NOT NULL,
    name TEXT NOT NULL,
    contact TEXT,
    phone TEXT,
    mail TEXT,
    contract BIGINT NOT NULL,
    version BIGINT NOT NULL,
    PRIMARY KEY (facility_id, id)
);

ALTER TABLE assessment_sheet ADD COLUMN vendor_id TEXT;
DROP INDEX assessment_sheet_once;
CREATE UNIQUE INDEX assessment_sheet_once
    ON assessment_sheet (facility_id, edition, form, fiscal_year, COALESCE(vendor_id, ''));

-- Each facility sees its own rows only, the owner too.
ALTER TABLE vendor_record ENABLE ROW LEVEL SECURITY;
ALTER TABLE vendor_record FORCE ROW LEVEL SECURITY;
CREATE POLICY own_facility ON vendor_record
    USING (facility_id = current_setting('sakimori.facility', true));
