-- Ledger: a list that was corrected and taken in again names the earlier file; a list is known by its headings.
ALTER TABLE ledger_change ADD COLUMN headings TEXT;
ALTER TABLE ledger_change ADD COLUMN replaces BIGINT;
