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
    body BYTEA NOT NULL,
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
CREATE FUNCTION journal_entry_refuse_update() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'a journal entry is written once';
END $$;
CREATE TRIGGER journal_entry_is_written_once BEFORE UPDATE ON journal_entry
    FOR EACH ROW EXECUTE FUNCTION journal_entry_refuse_update();

-- Each facility sees its own rows only, the owner too.
ALTER TABLE journal_head ENABLE ROW LEVEL SECURITY;
ALTER TABLE journal_head FORCE ROW LEVEL SECURITY;
CREATE POLICY own_facility ON journal_head
    USING (facility_id = current_setting('sakimori.facility', true));
ALTER TABLE journal_entry ENABLE ROW LEVEL SECURITY;
ALTER TABLE journal_entry FORCE ROW LEVEL SECURITY;
CREATE POLICY own_facility ON journal_entry
    USING (facility_id = current_setting('sakimori.facility', true));
ALTER TABLE journal_seal ENABLE ROW LEVEL SECURITY;
ALTER TABLE journal_seal FORCE ROW LEVEL SECURITY;
CREATE POLICY own_facility ON journal_seal
    USING (facility_id = current_setting('sakimori.facility', true));
