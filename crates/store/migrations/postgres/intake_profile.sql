-- Which column of a list means what, as a person settled it.
CREATE TABLE intake_profile (
    facility_id TEXT NOT NULL REFERENCES facility_record (facility_id),
    id TEXT NOT NULL,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    mapping TEXT NOT NULL,
    version BIGINT NOT NULL,
    PRIMARY KEY (facility_id, id)
);

-- Each facility sees its own rows only, the owner too.
ALTER TABLE intake_profile ENABLE ROW LEVEL SECURITY;
ALTER TABLE intake_profile FORCE ROW LEVEL SECURITY;
CREATE POLICY own_facility ON intake_profile
    USING (facility_id = current_setting('sakimori.facility', true));
