-- Requests to vendors, the personal links to them, and what was handed in.
CREATE TABLE vendor_request (
    facility_id TEXT NOT NULL,
    id TEXT NOT NULL,
    vendor_id TEXT NOT NULL,
    sheet_id TEXT NOT NULL,
    round BIGINT NOT NULL,
    asked_on TEXT NOT NULL,
    due_on TEXT NOT NULL,
    closed TEXT,
    reminded_on TEXT,
    version BIGINT NOT NULL,
    PRIMARY KEY (facility_id, id),
    FOREIGN KEY (facility_id, vendor_id) REFERENCES vendor_record (facility_id, id),
    FOREIGN KEY (facility_id, sheet_id) REFERENCES assessment_sheet (facility_id, id)
);
CREATE UNIQUE INDEX vendor_request_once ON vendor_request (facility_id, sheet_id, round);

CREATE TABLE vendor_request_sent (
    facility_id TEXT NOT NULL,
    seq BIGINT NOT NULL,
    request_id TEXT NOT NULL,
    sent_on TEXT NOT NULL,
    reminder BIGINT NOT NULL,
    sent_to TEXT,
    PRIMARY KEY (facility_id, seq),
    FOREIGN KEY (facility_id, request_id) REFERENCES vendor_request (facility_id, id)
);
CREATE INDEX vendor_request_sent_request ON vendor_request_sent (facility_id, request_id);

CREATE TABLE vendor_link (
    facility_id TEXT NOT NULL,
    id TEXT NOT NULL,
    request_id TEXT NOT NULL,
    expires_on TEXT NOT NULL,
    made_at BIGINT NOT NULL,
    revoked_at BIGINT,
    version BIGINT NOT NULL,
    PRIMARY KEY (facility_id, id),
    FOREIGN KEY (facility_id, request_id) REFERENCES vendor_request (facility_id, id)
);

-- What opens a link, and what was typed into it and not handed in yet: never replayed, never in the journal.
CREATE TABLE vendor_link_token (
    token_hash TEXT PRIMARY KEY,
    facility_id TEXT NOT NULL REFERENCES journal_facility (facility_id),
    link_id TEXT NOT NULL
);

CREATE TABLE vendor_link_draft (
    facility_id TEXT NOT NULL,
    request_id TEXT NOT NULL,
    draft TEXT NOT NULL,
    saved BIGINT NOT NULL,
    saved_at BIGINT NOT NULL,
    PRIMARY KEY (facility_id, request_id)
);

CREATE TABLE vendor_submission (
    facility_id TEXT NOT NULL,
    id TEXT NOT NULL,
    request_id TEXT NOT NULL,
    via TEXT NOT NULL,
    answered_by TEXT NOT NULL,
    post TEXT,
    frozen TEXT NOT NULL,
    received_at BIGINT NOT NULL,
    state TEXT NOT NULL,
    version BIGINT NOT NULL,
    PRIMARY KEY (facility_id, id),
    FOREIGN KEY (facility_id, request_id) REFERENCES vendor_request (facility_id, id)
);
CREATE INDEX vendor_submission_request ON vendor_submission (facility_id, request_id);

-- Each facility sees its own rows only, the owner too.
ALTER TABLE vendor_request ENABLE ROW LEVEL SECURITY;
ALTER TABLE vendor_request FORCE ROW LEVEL SECURITY;
CREATE POLICY own_facility ON vendor_request
    USING (facility_id = current_setting('sakimori.facility', true));
ALTER TABLE vendor_request_sent ENABLE ROW LEVEL SECURITY;
ALTER TABLE vendor_request_sent FORCE ROW LEVEL SECURITY;
CREATE POLICY own_facility ON vendor_request_sent
    USING (facility_id = current_setting('sakimori.facility', true));
ALTER TABLE vendor_link ENABLE ROW LEVEL SECURITY;
ALTER TABLE vendor_link FORCE ROW LEVEL SECURITY;
CREATE POLICY own_facility ON vendor_link
    USING (facility_id = current_setting('sakimori.facility', true));
ALTER TABLE vendor_link_draft ENABLE ROW LEVEL SECURITY;
ALTER TABLE vendor_link_draft FORCE ROW LEVEL SECURITY;
CREATE POLICY own_facility ON vendor_link_draft
    USING (facility_id = current_setting('sakimori.facility', true));
ALTER TABLE vendor_submission ENABLE ROW LEVEL SECURITY;
ALTER TABLE vendor_submission FORCE ROW LEVEL SECURITY;
CREATE POLICY own_facility ON vendor_submission
    USING (facility_id = current_setting('sakimori.facility', true));
