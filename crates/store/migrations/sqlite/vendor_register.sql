-- Contacts and contracts of vendors, and the systems that they provide.
CREATE TABLE vendor_contact (
    facility_id TEXT NOT NULL,
    vendor_id TEXT NOT NULL,
    place BIGINT NOT NULL,
    name TEXT NOT NULL,
    duty TEXT,
    phone TEXT,
    mail TEXT,
    out_of_hours BIGINT NOT NULL,
    version BIGINT NOT NULL,
    PRIMARY KEY (facility_id, vendor_id, place),
    FOREIGN KEY (facility_id, vendor_id) REFERENCES vendor_record (facility_id, id)
);

CREATE TABLE ledger_system (
    facility_id TEXT NOT NULL REFERENCES facility_record (facility_id),
    id TEXT NOT NULL,
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    vendor_id TEXT,
    version BIGINT NOT NULL,
    PRIMARY KEY (facility_id, id),
    FOREIGN KEY (facility_id, vendor_id) REFERENCES vendor_record (facility_id, id)
);

CREATE TABLE vendor_contract (
    facility_id TEXT NOT NULL,
    id TEXT NOT NULL,
    vendor_id TEXT NOT NULL,
    title TEXT NOT NULL,
    systems TEXT NOT NULL,
    from_on TEXT,
    until_on TEXT,
    updates TEXT,
    vulnerability_notice BIGINT,
    subcontractors TEXT NOT NULL,
    note TEXT NOT NULL,
    version BIGINT NOT NULL,
    PRIMARY KEY (facility_id, id),
    FOREIGN KEY (facility_id, vendor_id) REFERENCES vendor_record (facility_id, id)
);
CREATE INDEX vendor_contract_vendor ON vendor_contract (facility_id, vendor_id);
