-- Incidents: how each began, and its time line, one row per entry. Where the emergency pack is written, and how the last tries went.
CREATE TABLE readiness_incident (
    facility_id TEXT NOT NULL,
    id TEXT NOT NULL,
    number BIGINT NOT NULL,
    opened TEXT NOT NULL,
    opened_at BIGINT NOT NULL,
    opened_by TEXT NOT NULL,
    seq BIGINT NOT NULL,
    PRIMARY KEY (facility_id, id)
);
CREATE UNIQUE INDEX readiness_incident_number ON readiness_incident (facility_id, number);

CREATE TABLE readiness_incident_entry (
    facility_id TEXT NOT NULL,
    incident_id TEXT NOT NULL,
    seq BIGINT NOT NULL,
    what TEXT NOT NULL,
    said TEXT NOT NULL,
    written_at BIGINT NOT NULL,
    written_by TEXT NOT NULL,
    PRIMARY KEY (facility_id, incident_id, seq)
);
CREATE INDEX readiness_incident_entry_what ON readiness_incident_entry (facility_id, what);

CREATE TABLE readiness_emergency (
    facility_id TEXT NOT NULL PRIMARY KEY,
    setting TEXT NOT NULL,
    changed_at BIGINT NOT NULL,
    changed_by TEXT NOT NULL,
    seq BIGINT NOT NULL
);

CREATE TABLE readiness_emergency_run (
    facility_id TEXT NOT NULL PRIMARY KEY,
    made_at BIGINT,
    tried_at BIGINT NOT NULL,
    failing_since TEXT,
    trouble TEXT
);

-- Each facility sees its own rows only, the owner too.
ALTER TABLE readiness_incident ENABLE ROW LEVEL SECURITY;
ALTER TABLE readiness_incident FORCE ROW LEVEL SECURITY;
CREATE POLICY own_facility ON readiness_incident
    USING (facility_id = current_setting('sakimori.facility', true));
ALTER TABLE readiness_incident_entry ENABLE ROW LEVEL SECURITY;
ALTER TABLE readiness_incident_entry FORCE ROW LEVEL SECURITY;
CREATE POLICY own_facility ON readiness_incident_entry
    USING (facility_id = current_setting('sakimori.facility', true));
ALTER TABLE readiness_emergency ENABLE ROW LEVEL SECURITY;
ALTER TABLE readiness_emergency FORCE ROW LEVEL SECURITY;
CREATE POLICY own_facility ON readiness_emergency
    USING (facility_id = current_setting('sakimori.facility', true));
ALTER TABLE readiness_emergency_run ENABLE ROW LEVEL SECURITY;
ALTER TABLE readiness_emergency_run FORCE ROW LEVEL SECURITY;
CREATE POLICY own_facility ON readiness_emergency_run
    USING (facility_id = current_setting('sakimori.facility', true));
