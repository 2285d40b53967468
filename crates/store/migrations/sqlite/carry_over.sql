-- What an earlier sheet offered when a sheet was opened from it: JSON, kept as it was then.
ALTER TABLE assessment_sheet ADD COLUMN carried TEXT;
