-- Sheets, what stands in their items version by version, sign-offs, and verified wordings.
CREATE TABLE assessment_sheet (
    facility_id TEXT NOT NULL REFERENCES facility_record (facility_id),
    id TEXT NOT NULL,
    edition TEXT NOT NULL,
    pack TEXT NOT NULL,
    form TEXT NOT NULL,
    fiscal_year BIGINT NOT NULL,
    opened_at BIGINT NOT NULL,
    version BIGINT NOT NULL,
    PRIMARY KEY (facility_id, id)
);
CREATE UNIQUE INDEX assessment_sheet_once ON assessment_sheet (facility_id, edition, form, fiscal_year);

CREATE TABLE assessment_item (
    facility_id TEXT NOT NULL,
    sheet_id TEXT NOT NULL,
    item TEXT NOT NULL,
    from_seq BIGINT NOT NULL,
    to_seq BIGINT,
    changed_at BIGINT NOT NULL,
    changed_by TEXT NOT NULL,
    round BIGINT NOT NULL,
    r1_answer TEXT NOT NULL,
    r1_on TEXT,
    r1_by TEXT,
    r2_answer TEXT NOT NULL,
    r2_on TEXT,
    r2_by TEXT,
    r3_answer TEXT NOT NULL,
    r3_on TEXT,
    r3_by TEXT,
    target_on TEXT,
    note TEXT NOT NULL,
    shown TEXT NOT NULL,
    PRIMARY KEY (facility_id, sheet_id, item, from_seq),
    FOREIGN KEY (facility_id, sheet_id) REFERENCES assessment_sheet (facility_id, id)
);

CREATE TABLE assessment_sign_off (
    facility_id TEXT NOT NULL,
    id TEXT NOT NULL,
    sheet_id TEXT NOT NULL,
    round BIGINT NOT NULL,
    method TEXT NOT NULL,
    signer TEXT NOT NULL,
    signed_at BIGINT NOT NULL,
    frozen TEXT NOT NULL,
    signature TEXT NOT NULL,
    key_fingerprint TEXT NOT NULL,
    seq BIGINT NOT NULL,
    PRIMARY KEY (facility_id, id),
    FOREIGN KEY (facility_id, sheet_id) REFERENCES assessment_sheet (facility_id, id)
);

CREATE TABLE catalog_verification (
    facility_id TEXT NOT NULL REFERENCES facility_record (facility_id),
    edition TEXT NOT NULL,
    form TEXT NOT NULL,
    item TEXT NOT NULL,
    wording TEXT NOT NULL,
    official_file TEXT NOT NULL,
    verified_by TEXT NOT NULL,
    verified_at BIGINT NOT NULL,
    seq BIGINT NOT NULL,
    PRIMARY KEY (facility_id, edition, form, item)
);
