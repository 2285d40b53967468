-- The contact chart: a row per version of an entry, confirmations, approved versions, call tests; and what is left to do.
-- What was stated is JSON, as the event says it. A removed entry has no row without to_seq.
CREATE TABLE readiness_chart_entry (
    facility_id TEXT NOT NULL,
    id TEXT NOT NULL,
    from_seq BIGINT NOT NULL,
    to_seq BIGINT,
    place BIGINT NOT NULL,
    stated TEXT NOT NULL,
    changed_at BIGINT NOT NULL,
    changed_by TEXT NOT NULL,
    PRIMARY KEY (facility_id, id, from_seq)
);
CREATE UNIQUE INDEX readiness_chart_entry_now ON readiness_chart_entry (facility_id, id) WHERE to_seq IS NULL;

CREATE TABLE readiness_chart_verified (
    facility_id TEXT NOT NULL,
    seq BIGINT NOT NULL,
    entry_id TEXT NOT NULL,
    verified_on TEXT NOT NULL,
    seen TEXT NOT NULL,
    verified_by TEXT NOT NULL,
    PRIMARY KEY (facility_id, seq, entry_id)
);
CREATE INDEX readiness_chart_verified_entry ON readiness_chart_verified (facility_id, entry_id, verified_on);

CREATE TABLE readiness_chart_approval (
    facility_id TEXT NOT NULL,
    id TEXT NOT NULL,
    number BIGINT NOT NULL,
    chart TEXT NOT NULL,
    approved_at BIGINT NOT NULL,
    approved_by TEXT NOT NULL,
    seq BIGINT NOT NULL,
    PRIMARY KEY (facility_id, id)
);

CREATE TABLE readiness_call_test (
    facility_id TEXT NOT NULL,
    id TEXT NOT NULL,
    entry_id TEXT NOT NULL,
    tested_on TEXT NOT NULL,
    stated TEXT NOT NULL,
    recorded_at BIGINT NOT NULL,
    recorded_by TEXT NOT NULL,
    seq BIGINT NOT NULL,
    PRIMARY KEY (facility_id, id)
);
CREATE INDEX readiness_call_test_entry ON readiness_call_test (facility_id, entry_id, tested_on);

CREATE TABLE readiness_task (
    facility_id TEXT NOT NULL,
    id TEXT NOT NULL,
    from_seq BIGINT NOT NULL,
    to_seq BIGINT,
    is_open BIGINT NOT NULL,
    due_on TEXT,
    stated TEXT NOT NULL,
    changed_at BIGINT NOT NULL,
    changed_by TEXT NOT NULL,
    PRIMARY KEY (facility_id, id, from_seq)
);
CREATE UNIQUE INDEX readiness_task_now ON readiness_task (facility_id, id) WHERE to_seq IS NULL;

-- Each facility sees its own rows only, the owner too.
ALTER TABLE readiness_chart_entry ENABLE ROW LEVEL SECURITY;
ALTER TABLE readiness_chart_entry FORCE ROW LEVEL SECURITY;
CREATE POLICY own_facility ON readiness_chart_entry
    USING (facility_id = current_setting('sakimori.facility', true));
ALTER TABLE readiness_chart_verified ENABLE ROW LEVEL SECURITY;
ALTER TABLE readiness_chart_verified FORCE ROW LEVEL SECURITY;
CREATE POLICY own_facility ON readiness_chart_verified
    USING (facility_id = current_setting('sakimori.facility', true));
ALTER TABLE readiness_chart_approval ENABLE ROW LEVEL SECURITY;
ALTER TABLE readiness_chart_approval FORCE ROW LEVEL SECURITY;
CREATE POLICY own_facility ON readiness_chart_approval
    USING (facility_id = current_setting('sakimori.facility', true));
ALTER TABLE readiness_call_test ENABLE ROW LEVEL SECURITY;
ALTER TABLE readiness_call_test FORCE ROW LEVEL SECURITY;
CREATE POLICY own_facility ON readiness_call_test
    USING (facility_id = current_setting('sakimori.facility', true));
ALTER TABLE readiness_task ENABLE ROW LEVEL SECURITY;
ALTER TABLE readiness_task FORCE ROW LEVEL SECURITY;
CREATE POLICY own_facility ON readiness_task
    USING (facility_id = current_setting('sakimori.facility', true));
