-- Ledger: lists are narrowed and ordered in memory; what changed since the last look is found by its entry.
DROP INDEX ledger_device_order;
CREATE INDEX ledger_device_version ON ledger_device (facility_id, version);
