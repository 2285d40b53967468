-- Ledger: lists are narrowed and ordered in memory; what changed since the last look is found by its entry.
DROP INDEX ledger_device_order;
CREATE INDEX ledger_device_version ON ledger_device (facility_id, version);
-- By its name first: a planner without statistics would take an index that begins with the facility for everything.
DROP INDEX ledger_statement_now;
CREATE UNIQUE INDEX ledger_statement_now ON ledger_statement (digest, facility_id) WHERE to_seq IS NULL;
