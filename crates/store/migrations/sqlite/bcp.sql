-- The BCP: a row per version of each part that people state, approved versions as they stood, and to whom each was handed out.
CREATE TABLE readiness_bcp_part (
    facility_id TEXT NOT NULL,
    part TEXT NOT NULL,
    from_seq BIGINT NOT NULL,
    to_seq BIGINT,
    stated TEXT NOT NULL,
    changed_at BIGINT NOT NULL,
    changed_by TEXT NOT NULL,
    PRIMARY KEY (facility_id, part, from_seq)
);
CREATE UNIQUE INDEX readiness_bcp_part_now ON readiness_bcp_part (facility_id, part) WHERE to_seq IS NULL;

CREATE TABLE readiness_bcp_approval (
    facility_id TEXT NOT NULL,
    id TEXT NOT NULL,
    number BIGINT NOT NULL,
    stated TEXT NOT NULL,
    recorded_at BIGINT NOT NULL,
    recorded_by TEXT NOT NULL,
    seq BIGINT NOT NULL,
    PRIMARY KEY (facility_id, id)
);
CREATE UNIQUE INDEX readiness_bcp_approval_number ON readiness_bcp_approval (facility_id, number);

CREATE TABLE readiness_bcp_handout (
    facility_id TEXT NOT NULL,
    id TEXT NOT NULL,
    approval_id TEXT NOT NULL,
    stated TEXT NOT NULL,
    recorded_at BIGINT NOT NULL,
    recorded_by TEXT NOT NULL,
    seq BIGINT NOT NULL,
    PRIMARY KEY (facility_id, id)
);
