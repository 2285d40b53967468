-- The institution and its people.
CREATE TABLE facility_record (
    facility_id TEXT PRIMARY KEY REFERENCES journal_head (facility_id),
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    code TEXT,
    beds BIGINT,
    vendor_contract TEXT NOT NULL,
    sample BIGINT NOT NULL,
    version BIGINT NOT NULL
);

CREATE TABLE staff_member (
    facility_id TEXT NOT NULL REFERENCES facility_record (facility_id),
    id TEXT NOT NULL,
    name TEXT NOT NULL,
    kana TEXT,
    department TEXT,
    left_on TEXT,
    version BIGINT NOT NULL,
    PRIMARY KEY (facility_id, id)
);

CREATE TABLE staff_role (
    facility_id TEXT NOT NULL,
    id TEXT NOT NULL,
    staff_id TEXT NOT NULL,
    role TEXT NOT NULL,
    deputy BIGINT NOT NULL,
    from_on TEXT NOT NULL,
    until_on TEXT,
    version BIGINT NOT NULL,
    PRIMARY KEY (facility_id, id),
    FOREIGN KEY (facility_id, staff_id) REFERENCES staff_member (facility_id, id)
);
CREATE INDEX staff_role_staff ON staff_role (facility_id, staff_id);
