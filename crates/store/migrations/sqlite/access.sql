-- Logins. Who may enter is projected from the journal; with what, and who is in, is operational and never enters it.
CREATE TABLE access_user (
    facility_id TEXT NOT NULL,
    id TEXT NOT NULL,
    staff_id TEXT NOT NULL,
    login TEXT NOT NULL,
    closed BIGINT NOT NULL,
    version BIGINT NOT NULL,
    PRIMARY KEY (facility_id, id),
    FOREIGN KEY (facility_id, staff_id) REFERENCES staff_member (facility_id, id)
);

CREATE TABLE access_credential (
    login TEXT PRIMARY KEY,
    facility_id TEXT NOT NULL REFERENCES journal_facility (facility_id),
    user_id TEXT NOT NULL,
    password_hash TEXT NOT NULL,
    changed_at BIGINT NOT NULL
);
CREATE UNIQUE INDEX access_credential_user ON access_credential (user_id);

CREATE TABLE access_session (
    token_hash TEXT PRIMARY KEY,
    facility_id TEXT,
    user_id TEXT,
    record TEXT NOT NULL,
    seen_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL
);
CREATE INDEX access_session_user ON access_session (user_id);
CREATE INDEX access_session_expiry ON access_session (expires_at);

CREATE TABLE access_throttle (
    subject TEXT PRIMARY KEY,
    failures BIGINT NOT NULL,
    blocked_until BIGINT NOT NULL,
    last_at BIGINT NOT NULL
);

CREATE TABLE access_set_up_code (
    id BIGINT PRIMARY KEY,
    code_hash TEXT NOT NULL,
    made_at BIGINT NOT NULL
);
