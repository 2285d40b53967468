-- Remediation: a row per version of what is planned for an item, and what people said about it.
CREATE TABLE remediation_record (
    facility_id TEXT NOT NULL REFERENCES facility_record (facility_id),
    sheet_id TEXT NOT NULL,
    item TEXT NOT NULL,
    from_seq BIGINT NOT NULL,
    to_seq BIGINT,
    owner_id TEXT,
    vendor_id TEXT,
    next_step TEXT NOT NULL,
    changed_at BIGINT NOT NULL,
    changed_by TEXT NOT NULL,
    PRIMARY KEY (facility_id, sheet_id, item, from_seq),
    FOREIGN KEY (facility_id, sheet_id) REFERENCES assessment_sheet (facility_id, id),
    FOREIGN KEY (facility_id, owner_id) REFERENCES staff_member (facility_id, id),
    FOREIGN KEY (facility_id, vendor_id) REFERENCES vendor_record (facility_id, id)
);
CREATE UNIQUE INDEX remediation_record_now ON remediation_record (facility_id, sheet_id, item) WHERE to_seq IS NULL;

CREATE TABLE remediation_comment (
    facility_id TEXT NOT NULL REFERENCES facility_record (facility_id),
    seq BIGINT NOT NULL,
    sheet_id TEXT NOT NULL,
    item TEXT NOT NULL,
    words TEXT NOT NULL,
    commented_at BIGINT NOT NULL,
    commented_by TEXT NOT NULL,
    PRIMARY KEY (facility_id, seq),
    FOREIGN KEY (facility_id, sheet_id) REFERENCES assessment_sheet (facility_id, id)
);
CREATE INDEX remediation_comment_item ON remediation_comment (facility_id, sheet_id, item);
