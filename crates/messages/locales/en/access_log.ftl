## Reading

access-log-read-summary = read: { $read } · raw (kept as they were): { $raw } · lost: { $lost }
access-log-read-reason = { $path }: { $kind } { $count } — { $why } (first: { $place })
access-log-read-zone-assumed = { $path }: { $count ->
    [one] { $count } event states no zone, so the given one (--zone) was assumed.
   *[other] { $count } events state no zone, so the given one (--zone) was assumed.
    }
access-log-read-year-assumed = { $path }: { $count ->
    [one] { $count } event states no year, so the latest that is not in the future was assumed.
   *[other] { $count } events state no year, so the latest that is not in the future was assumed.
    }
access-log-read-timeless = { $path }: { $count ->
    [one] { $count } event has no readable time.
   *[other] { $count } events have no readable time.
    }
access-log-place-line = line { $line }
access-log-place-byte = byte { $byte }

access-log-reason-unknown_form = not a record of a known form
access-log-reason-too_long = a record is too long; its beginning was kept
access-log-reason-encoding = bytes that are no text; they are shown as �
access-log-reason-json = not JSON, or without a time and a message
access-log-reason-xml = not XML, or no record
access-log-reason-cells = the number of cells differs from the heading; put values with commas in quotation marks
access-log-reason-time = not a date and time
access-log-reason-record = a record of the Windows event log is damaged
access-log-reason-block = a block of the Windows event log is damaged
access-log-reason-cut_off = it breaks off; see whether the whole file was copied
access-log-reason-nested = an archive in an archive; unpack it first
access-log-reason-no_log = a file in the archive is no log

## Refused

access-log-refused-io =
    { $path } can't be read ({ $detail }).
    Check its name and who may read it.
access-log-refused-empty =
    { $path } is empty.
    See on the device whether the export was finished.
access-log-refused-binary =
    { $path }, byte { $byte }: neither text nor a known log.
    Export Windows logs as .evtx and others as text (CSV, plain text, JSON, XML).
access-log-refused-text =
    { $path }, line { $line }: not the form of a known log: “{ $start }”
    Check the file. If it is a table, add the line of headings, or map its columns with --profile.
access-log-refused-table =
    { $path }, line { $line }: it is not known what the columns mean. Columns: { $columns }
    Say with --profile which are time, user and patient (see docs/en/logs.md).
access-log-refused-no-event =
    { $path }, line { $line }: no record of a log found ({ $detail }).
    See whether it holds Windows events, audit messages or FHIR AuditEvents.
access-log-refused-archive =
    { $path } is a damaged archive ({ $detail }).
    Copy it again, or unpack it and read what is in it.
access-log-refused-password =
    { $path } is an archive with a password ({ $detail }).
    Unpack it first.

access-log-zone-wrong =
    The zone “{ $found }” can't be read.
    For example: --zone +09:00
access-log-profile-wrong =
    The mapping profile { $path } can't be used.
    docs/en/logs.md shows how to write one.
access-log-not-written = The result can't be written.

## Archive

access-log-import-taken = { $path }: { $count ->
    [one] { $count } event was archived.
   *[other] { $count } events were archived.
    }
access-log-import-before = { $path }: a file of the same content ({ $name }) is in the archive already. Nothing was added.
access-log-import-sealed = Files sealed: { $count }
access-log-archive-in-use =
    The log archive { $path } is in use by another Sakimori.
    Wait until it has finished, then run this again.
access-log-archive-damaged =
    { $path } of the log archive can't be read.
    See with “sakimori logs verify” which files were changed.
access-log-archive-full =
    The disk of { $path } is full.
    Nothing half-written stays. Make room, then run this again.
access-log-archive-unusable =
    { $path } can't be used.
    Check its name and who may read and write it.
access-log-facility-wrong =
    “{ $found }” can't be the name of an institution.
    Use letters, digits and - only.

## Checking

access-log-verify-holds = Everything holds. Sealed files { $files }, rows { $rows }, files not sealed yet { $open }. End of the chain: { $head }
access-log-verify-does-not-hold = Something does not hold. Sealed files { $files }, rows { $rows }, files not sealed yet { $open }. End of the chain: { $head }
access-log-problem-changed = changed: { $what }
access-log-problem-missing = missing: { $what }
access-log-problem-unnamed = a file that the chain does not name: { $what }
access-log-problem-link_changed = link { $what } of the chain was changed
access-log-problem-link_missing = link { $what } of the chain is missing
access-log-problem-link_moved = link { $what } of the chain was moved
access-log-problem-part_changed = a file that is not sealed yet was changed: { $what }
access-log-problem-part_missing = a file that is not sealed yet is missing: { $what }

## Search

access-log-search-shown = { $shown } shown ({ $opened } of { $files } files opened, { $rows } rows looked at).
access-log-search-more = There are more. --offset shows the next, --limit says how many.
access-log-time-wrong =
    “{ $found }” is no point in time.
    For example: 2024-02-18 or 2024-02-18T09:00
