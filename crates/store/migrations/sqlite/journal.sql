-- The journal: one chain of entries per facility, its head, and the installation's signatures over heads.
CREATE TABLE journal_facility (
    facility_id TEXT PRIMARY KEY,
    sample BIGINT NOT NULL,
    registered_at BIGINT NOT NULL
);

CREATE TABLE journal_head (
    facility_id TEXT PRIMARY KEY REFERENCES journal_facility (facility_id),
    seq BIGINT NOT NULL,
    hash TEXT NOT NULL
);

CREATE TABLE journal_entry (
    facility_id TEXT NOT NULL REFERENCES journal_head (facility_id),
    seq BIGINT NOT NULL,
    prev TEXT NOT NULL,
    hash TEXT NOT NULL,
    body BLOB NOT NULL,
    PRIMARY KEY (facility_id, seq)
);

CREATE TABLE journal_seal (
    facility_id TEXT NOT NULL REFERENCES journal_head (facility_id),
    seq BIGINT NOT NULL,
    hash TEXT NOT NULL,
    sealed_at BIGINT NOT NULL,
    key_fingerprint TEXT NOT NULL,
    signature TEXT NOT NULL,
    PRIMARY KEY (facility_id, seq)
);

-- An entry is written once.
CREATE TRIGGER journal_entry_is_written_once BEFORE UPDATE ON journal_entry
BEGIN
    SELECT RAISE(ABORT, 'a journal entry is written once');
END;
