-- Drills and trainings: a row per version of a plan, the clock with its steps, how each was held. And what a person asked to be told of:
-- the calendar's secret address (hashed) and the address for reminders, never in the journal.
CREATE TABLE readiness_drill (
    facility_id TEXT NOT NULL,
    id TEXT NOT NULL,
    from_seq BIGINT NOT NULL,
    to_seq BIGINT,
    stated TEXT NOT NULL,
    changed_at BIGINT NOT NULL,
    changed_by TEXT NOT NULL,
    PRIMARY KEY (facility_id, id, from_seq)
);
CREATE UNIQUE INDEX readiness_drill_now ON readiness_drill (facility_id, id) WHERE to_seq IS NULL;

CREATE TABLE readiness_drill_run (
    facility_id TEXT NOT NULL,
    drill_id TEXT NOT NULL,
    card TEXT NOT NULL,
    started_at BIGINT NOT NULL,
    started_by TEXT NOT NULL,
    seq BIGINT NOT NULL,
    PRIMARY KEY (facility_id, drill_id)
);

CREATE TABLE readiness_drill_step (
    facility_id TEXT NOT NULL,
    drill_id TEXT NOT NULL,
    step BIGINT NOT NULL,
    said TEXT NOT NULL,
    ended_at BIGINT NOT NULL,
    ended_by TEXT NOT NULL,
    seq BIGINT NOT NULL,
    PRIMARY KEY (facility_id, drill_id, step)
);

CREATE TABLE readiness_drill_held (
    facility_id TEXT NOT NULL,
    drill_id TEXT NOT NULL,
    held_on TEXT NOT NULL,
    stated TEXT NOT NULL,
    recorded_at BIGINT NOT NULL,
    recorded_by TEXT NOT NULL,
    seq BIGINT NOT NULL,
    PRIMARY KEY (facility_id, drill_id)
);

-- One secret address per login; only its SHA-256 is kept.
CREATE TABLE readiness_feed (
    token_hash TEXT PRIMARY KEY,
    facility_id TEXT NOT NULL REFERENCES journal_facility (facility_id),
    user_id TEXT NOT NULL,
    made_at BIGINT NOT NULL
);
CREATE UNIQUE INDEX readiness_feed_user ON readiness_feed (facility_id, user_id);

CREATE TABLE readiness_reminder (
    facility_id TEXT NOT NULL,
    user_id TEXT NOT NULL,
    mail TEXT NOT NULL,
    lang TEXT NOT NULL,
    asked_at BIGINT NOT NULL,
    sent_on TEXT,
    tried_at BIGINT,
    trouble TEXT,
    PRIMARY KEY (facility_id, user_id)
);

-- Each facility sees its own rows only, the owner too. The feed's address is looked up before the facility is known.
ALTER TABLE readiness_drill ENABLE ROW LEVEL SECURITY;
ALTER TABLE readiness_drill FORCE ROW LEVEL SECURITY;
CREATE POLICY own_facility ON readiness_drill
    USING (facility_id = current_setting('sakimori.facility', true));
ALTER TABLE readiness_drill_run ENABLE ROW LEVEL SECURITY;
ALTER TABLE readiness_drill_run FORCE ROW LEVEL SECURITY;
CREATE POLICY own_facility ON readiness_drill_run
    USING (facility_id = current_setting('sakimori.facility', true));
ALTER TABLE readiness_drill_step ENABLE ROW LEVEL SECURITY;
ALTER TABLE readiness_drill_step FORCE ROW LEVEL SECURITY;
CREATE POLICY own_facility ON readiness_drill_step
    USING (facility_id = current_setting('sakimori.facility', true));
ALTER TABLE readiness_drill_held ENABLE ROW LEVEL SECURITY;
ALTER TABLE readiness_drill_held FORCE ROW LEVEL SECURITY;
CREATE POLICY own_facility ON readiness_drill_held
    USING (facility_id = current_setting('sakimori.facility', true));
ALTER TABLE readiness_reminder ENABLE ROW LEVEL SECURITY;
ALTER TABLE readiness_reminder FORCE ROW LEVEL SECURITY;
CREATE POLICY own_facility ON readiness_reminder
    USING (facility_id = current_setting('sakimori.facility', true));
