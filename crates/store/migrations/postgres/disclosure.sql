-- MDS/SDS: a row per version of what is stated of a disclosure, of its answers, and of each decision. JSON as the events say it.
CREATE TABLE vendor_disclosure (
    facility_id TEXT NOT NULL,
    id TEXT NOT NULL,
    from_seq BIGINT NOT NULL,
    to_seq BIGINT,
    vendor_id TEXT NOT NULL,
    stated TEXT NOT NULL,
    file TEXT,
    changed_at BIGINT NOT NULL,
    changed_by TEXT NOT NULL,
    PRIMARY KEY (facility_id, id, from_seq),
    FOREIGN KEY (facility_id, vendor_id) REFERENCES vendor_record (facility_id, id)
);
CREATE UNIQUE INDEX vendor_disclosure_now ON vendor_disclosure (facility_id, id) WHERE to_seq IS NULL;

CREATE TABLE vendor_disclosure_answers (
    facility_id TEXT NOT NULL,
    disclosure_id TEXT NOT NULL,
    from_seq BIGINT NOT NULL,
    to_seq BIGINT,
    answers TEXT NOT NULL,
    changed_at BIGINT NOT NULL,
    changed_by TEXT NOT NULL,
    PRIMARY KEY (facility_id, disclosure_id, from_seq)
);
CREATE UNIQUE INDEX vendor_disclosure_answers_now ON vendor_disclosure_answers (facility_id, disclosure_id)
    WHERE to_seq IS NULL;

CREATE TABLE vendor_disclosure_decision (
    facility_id TEXT NOT NULL,
    disclosure_id TEXT NOT NULL,
    item TEXT NOT NULL,
    from_seq BIGINT NOT NULL,
    to_seq BIGINT,
    decision TEXT NOT NULL,
    changed_at BIGINT NOT NULL,
    changed_by TEXT NOT NULL,
    PRIMARY KEY (facility_id, disclosure_id, item, from_seq)
);
CREATE UNIQUE INDEX vendor_disclosure_decision_now ON vendor_disclosure_decision (facility_id, disclosure_id, item)
    WHERE to_seq IS NULL;

-- Each facility sees its own rows only, the owner too.
ALTER TABLE vendor_disclosure ENABLE ROW LEVEL SECURITY;
ALTER TABLE vendor_disclosure FORCE ROW LEVEL SECURITY;
CREATE POLICY own_facility ON vendor_disclosure
    USING (facility_id = current_setting('sakimori.facility', true));
ALTER TABLE vendor_disclosure_answers ENABLE ROW LEVEL SECURITY;
ALTER TABLE vendor_disclosure_answers FORCE ROW LEVEL SECURITY;
CREATE POLICY own_facility ON vendor_disclosure_answers
    USING (facility_id = current_setting('sakimori.facility', true));
ALTER TABLE vendor_disclosure_decision ENABLE ROW LEVEL SECURITY;
ALTER TABLE vendor_disclosure_decision FORCE ROW LEVEL SECURITY;
CREATE POLICY own_facility ON vendor_disclosure_decision
    USING (facility_id = current_setting('sakimori.facility', true));
