## Server

command-serve-address = Sakimori: { $address }
command-serve-code = Set-up code: { $code }
command-serve-new-authority = A new certificate authority was made. To use Sakimori from other PCs, install its certificate there once, as the page /certificate shows.
command-serve-address-in-use =
    { $address } is in use by another program.
    See whether Sakimori is running already, or choose another number with --listen (for example --listen 127.0.0.1:8331).
command-serve-address-not-here =
    { $address } is no address of this PC.
    Give --listen 127.0.0.1:8330 for this PC alone, or 0.0.0.0:8330 for other PCs too.
command-serve-address-denied =
    You may not listen on { $address }.
    Give --listen a number of 1024 or more, for example 8330.
command-serve-failed = The server could not run.

## Data folder

command-folder-in-use =
    The data folder { $path } is in use by another Sakimori.
    One program at a time can use a folder. Stop the other one, or give another folder with --data.
command-folder-not-writable =
    The data folder { $path } can't be written.
    Check who owns it and may write there, or give another folder with --data.
command-folder-is-file =
    { $path } is no folder.
    Give --data the name of a folder.
command-folder-full =
    The disk of the data folder { $path } is full.
    Make room, then start again.
command-folder-missing =
    There is no Sakimori data folder at { $path }.
    Check --data. “sakimori serve” makes the folder at its first start.
command-folder-failed = The data folder can't be used.
command-key-damaged =
    The signing key { $path } is damaged.
    Restore it from a backup. If there is none, move this file away: the next start makes a new key, with another fingerprint.
command-key-new = No signing key was found, so a new one was made. Papers from now on have another fingerprint. If you did not lose the key on purpose, look into your backup.
command-tls-damaged =
    The certificate file { $path } can't be read.
    Move its folder away: the next start makes new ones, which other PCs have to install again.
command-tls-failed = The certificate could not be made.

## Database

command-database-damaged =
    The database is damaged, or no database ({ $place }).
    Nothing was changed. Keep a copy of this file elsewhere and restore a backup.
command-database-newer =
    The database belongs to a newer version of Sakimori ({ $place }: schema { $found }, this program knows up to { $known }).
    Nothing was changed. Use the newer version.
command-database-behind =
    The schema of the database is older than this program ({ $place }).
    Run “sakimori migrate”; for PostgreSQL, put the owner's address into SAKIMORI_DATABASE_OWNER_URL first.
command-database-migration-failed =
    The schema could not be brought up to date ({ $place }: “{ $step }”).
    Nothing was changed.
command-database-role-too-strong =
    The database role may do too much ({ $place }).
    A role that bypasses row-level security (SUPERUSER, BYPASSRLS) can't keep institutions apart. Give SAKIMORI_DATABASE_URL a role with neither.
command-database-unreachable =
    The database can't be reached ({ $place }).
    Check that PostgreSQL runs, and that address, user and password are right.
command-database-read-only =
    The database can't be written ({ $place }).
    Check who owns the file and its folder, and may write there.
command-database-full =
    The disk of the database is full ({ $place }).
    Nothing is half-written. Make room, then start again.
command-database-busy =
    The database is in use by another program ({ $place }).
    Close that program, then start again.
command-database-failed = The database can't be used ({ $place }).

## Settings

command-config-file =
    The settings file { $path } can't be read.
    Check --config and who may read the file.
command-config-syntax = { $path }, line { $line }: this is not TOML.
command-config-unknown =
    { $path }, line { $line }: there is no setting “{ $name }”.
    Did you mean “{ $nearest }”?
command-config-kind =
    { $path }, line { $line }: another kind of value belongs here.
    For example: { $example }
command-config-data-inside =
    { $path }, line { $line }: a file inside the data folder can't say where the data folder is.
    Use --data, the variable SAKIMORI_DATA, or sakimori.toml in the folder you start from.
command-config-not-utf8 = The value of the variable { $name } is not UTF-8.
command-config-unreadable = The value of the setting “{ $name }” can't be read.
command-config-mail =
    The mail setting “{ $name }” can't be used: “{ $found }”
    Set mail_server and mail_from; mail_security is starttls, tls or none.
command-config-vendor-listen =
    “{ $found }” in vendor_listen is no address to listen on.
    The vendors' entrance has another port than the program itself. Example: 0.0.0.0:8331
command-config-vendor-address =
    “{ $found }” in vendor_address is no address that vendors open.
    It begins with https:// and has no path. Example: https://vendors.example.jp
command-serve-vendors = Vendors' entrance: { $address }
command-config-listen =
    “{ $found }” is no address to listen on.
    For example: 127.0.0.1:8330 (this PC alone), 0.0.0.0:8330 (other PCs too)
command-config-database-url =
    The address of the database ({ $found }) is not one of PostgreSQL.
    For example: postgres://user@server/database. For SQLite, give none.
command-config-owner-alone =
    Only SAKIMORI_DATABASE_OWNER_URL is set.
    Give SAKIMORI_DATABASE_URL too, with the role that the program uses.
command-config-data-empty = The name of the data folder is empty.
command-config-certificate-name =
    “{ $found }” can't stand in a certificate (certificate_names).
    For example: sakimori.example.internal

## Mistyped words

command-argument-unknown =
    There is no option “{ $found }”.
    See: sakimori --help
command-argument-missing = “{ $missing }” is needed.
command-argument-empty = “{ $argument }” needs a value.
command-argument-value = “{ $argument }” can't be “{ $found }”.
command-argument-twice = “{ $found }” is there twice.
command-arguments-wrong =
    The options can't be read.
    See: sakimori --help
command-near = Near to it: { $words }
command-unknown =
    There is no command “{ $found }”.
    See: sakimori --help
command-subcommand-missing =
    It is not said what to do.
    See: sakimori --help

## Sample

command-demo-file-exists =
    { $path } is there already and is not overwritten.
    Give --pack an empty folder.
command-demo-done =
    These are the inspection papers of a sample hospital that does not exist. The ZIP can be checked with this fingerprint:
    sakimori verify-pack inspection-pack.zip --fingerprint "{ $fingerprint }"
command-render-failed = The PDF could not be made.

## Edition packs

command-catalog-broken = Edition packs in { $path } have faults, so Sakimori does not start. Correct them, or move them away.
command-catalog-built-in = The built-in edition packs have faults. Install the program again.
command-catalog-unreadable =
    The edition packs in { $path } can't be read.
    Check who may read the folder and its files.
command-catalog-holds = { $count ->
    [one] { $count } file was checked. No faults.
   *[other] { $count } files were checked. No faults.
    }
command-catalog-faults = { $count ->
    [one] { $count } fault.
   *[other] { $count } faults.
    }
command-catalog-not-obtained = official form has to be imported
command-catalog-form-hospital = institution { $count }
command-catalog-form-pharmacy = pharmacy { $count }
command-catalog-form-vendor = vendor { $count }

command-pack-too-large = { $found } bytes; a pack has at most { $most }.
command-pack-not-utf8 = This byte is not UTF-8. Save the file as UTF-8.
command-pack-syntax = This is not YAML: { $reason }
command-pack-not-allowed = { $found } must not be used in a pack. Write it out.
command-pack-unknown-key = There is no key “{ $found }”. Known here: { $expected }
command-pack-missing-key = { $in_what }: the key “{ $expected }” is missing.
command-pack-duplicate-key = The key “{ $found }” is there twice; first on line { $first_line }.
command-pack-duplicate-id = The id “{ $found }” is there twice; first on line { $first_line }.
command-pack-wrong-kind = Here is { $found }. Expected: { $expected }
command-pack-bare-word = Other YAML readers take { $found } for true, false or nothing. Put text in quotes.
command-pack-empty-text = “{ $key }” is empty. It needs a value.
command-pack-bad-value = “{ $found }” can't be used. Expected: { $expected }
command-pack-unknown-word = “{ $found }” can't be used. Known words: { $expected }
command-pack-out-of-range = { $found } is out of range. Expected: { $first } to { $last }
command-pack-needs = { $because } needs “{ $expected }”.
command-pack-excludes = { $because } and “{ $found }” can't stand together.
command-pack-no-such = “{ $found }” is not { $expected }.
command-pack-same-edition = Revision { $revision } of edition { $edition } is known from { $other } with other content. Give the newer pack a higher revision.
command-pack-more = { $count ->
    [one] { $count } more fault is not listed.
   *[other] { $count } more faults are not listed.
}

## Checking

command-verify-counts = Checked: { $entries } journal entries, { $rows } rows, { $seals } signatures, { $files } files.
command-verify-other-keys = { $count ->
    [one] { $count } signature is by a key that is not in this folder and can't be checked.
   *[other] { $count } signatures are by a key that is not in this folder and can't be checked.
    }
command-verify-facility-holds = Everything holds.
command-verify-holds = { $count ->
    [one] { $count } institution: everything holds.
   *[other] { $count } institutions: everything holds.
    }
command-verify-does-not-hold = Something does not hold. Keep a copy of the data folder as it is.
command-verify-empty = No institution is registered yet.
command-verify-entry-missing = Journal entry { $seq } is missing; the next one there is { $next }.
command-verify-entry-out-of-place = Journal entry { $seq } does not follow the one before it.
command-verify-entry-changed = Journal entry { $seq } is not as it was recorded.
command-verify-entry-unreadable = Journal entry { $seq } can't be read. It may be of a newer version of Sakimori.
command-verify-entry-not-replayable = Journal entry { $seq } can't be replayed: { $why }
command-verify-head = The last journal entry is { $last }, but the head names { $head }.
command-verify-row-unknown = Table { $table } has a row that the journal does not know ({ $key }).
command-verify-row-missing = Table { $table } lacks a row that the journal has ({ $key }).
command-verify-row-differs = A row of table { $table } differs from the journal ({ $key }: { $columns }).
command-verify-seal-other-entry = The signature over entry { $seq } is not over entry { $seq } as it stands there now.
command-verify-seal-forged = The signature over entry { $seq } is wrong.
command-verify-file-missing = A recorded file is missing (SHA-256: { $sha256 }).
command-verify-file-changed = A recorded file has other content (SHA-256: { $sha256 }).

## Schema

command-migrate-nothing = The schema of the database is up to date.
command-migrate-done = The schema of the database was brought up to date: { $steps }
command-migrate-copy = Copy of the state before: { $path }
command-migrate-owner-missing =
    To bring the schema of PostgreSQL up to date, the owner's address is needed.
    Put it into SAKIMORI_DATABASE_OWNER_URL.

## Other

command-file-not-read =
    { $path } can't be read.
    Check its name and who may read it.
command-file-not-written =
    { $path } can't be written.
    Check who may write there, and the room on the disk.
command-disk-full =
    The disk is full.
    Nothing is half-written. Make room, then start again.
command-failed = It could not be done, for a reason that was not foreseen.

## Help

command-help-about = Sakimori: the record of a medical institution's cybersecurity checklist
command-help-usage = Usage:
command-help-options = Options
command-help-commands = Commands
command-help-arguments = Arguments
command-help-exits = Exit codes: 0 done · 1 something checked does not hold · 2 input refused · 3 data folder, database or address can't be used
command-help-serve = Run the server for the browser (also without a command)
command-help-demo = Confirm both rounds of a sample hospital and make its inspection papers
command-help-catalog = Check edition packs, or list editions
command-help-catalog-check = Check files of edition packs for faults
command-help-catalog-list = List the editions that this Sakimori knows
command-help-verify = Check that journal, tables, signatures and files agree
command-help-migrate = Bring the schema of the database up to date
command-help-arg-help = Print help
command-help-arg-version = Print the version
command-help-arg-data = Data folder (variable SAKIMORI_DATA, default sakimori-data)
command-help-arg-config = Settings file (otherwise sakimori.toml in the folder you start from and in the data folder)
command-help-arg-listen = Address to listen on (variable SAKIMORI_LISTEN, default 127.0.0.1:8330)
command-help-arg-database-url = Address of PostgreSQL. A password is better kept in the variable SAKIMORI_DATABASE_URL
command-help-arg-database-owner-url = The owner's address, to bring the schema up to date (variable SAKIMORI_DATABASE_OWNER_URL)
command-help-arg-insecure-http = Serve other PCs by HTTP without encryption (not recommended)
command-help-arg-lang = Language (ja or en)
command-help-arg-pack = Folder for the inspection papers
command-help-arg-files = Files of edition packs
command-help-arg-json = Print the result as JSON

## Checking a pack

command-help-verify-pack = Check the ZIP of a pack, without a database
command-help-arg-file = ZIP of a pack
command-help-arg-fingerprint = Key fingerprint printed on the paper
command-verify-pack-consistent =
    Consistent: { $name } ({ $edition }, FY{ $year })
    files { $files } · journal entries { $entries } · signed rounds { $rounds }
command-verify-pack-from-installation = Made by the installation of this fingerprint: { $fingerprint }
command-verify-pack-origin-unknown = Which installation made it can't be said yet. Add --fingerprint to compare with the paper (fingerprint of this ZIP: { $fingerprint }).
command-verify-pack-sample = This is a pack of the sample hospital, which does not exist.
command-verify-pack-does-not-hold = It is not consistent.
command-verify-pack-no-fingerprint =
    The fingerprint can't be read.
    Enter the 8 groups of 4 letters printed on the paper, in quotes.
command-verify-pack-too-large =
    { $path } is too large.
    Name the ZIP of a pack.
command-verify-pack-unreadable =
    { $path } can't be read.
    Check its name and place.

command-help-backup = Copies everything into one file, also while the server runs
command-help-restore = Puts a backup back into an empty data folder
command-help-arg-backup-folder = folder for a backup every night
command-backup-done = Copied { $facilities } institution(s), { $entries } entries, { $files } files. The file holds the signing key and hashed passwords: keep it where not everybody can read it.
command-help-emergency-pack = Writes the emergency pack (one HTML file), also while the server runs
command-help-arg-out = File to write
command-emergency-done = The emergency pack is written. It holds personal data: keep it where only those open it who may.
command-emergency-exists = There is a file of that name. Choose another name.
command-backup-file-exists =
    { $path } exists already. Nothing is overwritten.
    Give another name.
command-backup-no-key =
    The data folder has no signing key.
    Check that it is the right folder.
command-restore-done = Put back { $facilities } institution(s), { $entries } entries, { $files } files. Now they are verified.
command-restore-folder-used =
    { $path } is there already. Nothing was changed.
    Name a new folder with --data.
command-restore-database-used =
    The database holds an institution already. Nothing was changed.
    Name an empty database.
command-restore-no-backup =
    { $path } is no backup of Sakimori.
    Name a file that “sakimori backup” made.
command-restore-newer =
    { $path } was made by a newer Sakimori ({ $found }).
    Restore it with that version or a later one.
command-restore-damaged =
    { $path } is damaged or was changed ({ $entry }). Nothing was changed here.
    Use the backup of another day.
command-file-unreadable =
    { $path } can't be read.
    Check the name and the right to read it.
command-config-backup-keep =
    backup_keep is a number from 1 to 3660 (found { $found }).
    Enter how many backups stay.

## Logs

command-help-logs-read = Read log files and print their events as NDJSON; how many were read goes to the standard error
command-help-arg-logs = Log files or folders (.evtx, syslog, CSV, XML, JSON, zip, gz)
command-help-arg-zone = Zone of logs that state none (default +09:00)
command-help-arg-profile = File that maps the columns of a table (may be given several times)
command-help-logs = Read, archive, check and search access logs
command-help-logs-import = Archive log files and seal the days that are over. The same file is never taken twice
command-help-logs-verify = Check that nothing in the archive was changed or is missing
command-help-logs-search = Search the archive
command-help-arg-facility = Whose logs (default main)
command-help-arg-from = From this point in time on (Japan's time)
command-help-arg-until = Before this point in time
command-help-arg-source = The log it stands in
command-help-arg-user = User, by name or number
command-help-arg-patient = Patient id
command-help-arg-host = Machine that wrote it
command-help-arg-address = Address or terminal it came from or went to
command-help-arg-event = What was done (logon …) or the number of the event
command-help-arg-outcome = How it went (success, failure, unknown)
command-help-arg-text = Words in it, also part of a word
command-help-arg-offset = Pass over so many
command-help-arg-limit = Show so many (default 100)
command-help-arg-oldest-first = Oldest first
## Taking in

command-help-import = Take lists of devices and inventories into the ledger. Shows what would change, and writes after a yes
command-help-arg-inventories = Lists of devices (CSV, Excel), exports of GLPI, FusionInventory, nmap, osquery and Active Directory, answers such as show version
command-help-arg-dry-run = Write nothing, only say what would happen
command-import-counts = { $file }: { $kind }. New { $new }, changed { $changed }, unchanged { $unchanged }, to be decided { $conflict }, refused { $refused }
command-import-refused = { $file }:{ $line }: { $words }
command-import-conflict = To be decided: { $places } ({ $values })
command-import-more = { $count ->
    [one] One more. --json shows everything.
   *[other] { $count } more. --json shows everything.
}
command-import-nothing-written = Nothing was written.
command-help-arg-yes = Take in without asking (for scripts)
command-help-arg-columns = What the columns mean: a name kept on the page, or a file (TOML)
command-help-arg-replaces = Where this list corrects one that was taken in before: its name, or the first 8 or more letters of its SHA-256
command-help-arg-of-facility = Which institution (not needed where there is only one)
command-import-yes-missing = Please add --yes to take files in, or --dry-run only to look at them. Without a terminal nobody can be asked.
command-import-ask = Take { $file } in? [y/N]
command-import-written = { $file } was taken in (journal entry { $entry }).
command-import-nothing-new = { $file }: taking it in would change nothing.
command-import-file-not-written = Nothing of { $file } was written.
command-import-unknown = Columns that are not understood (not used): { $columns }
command-import-gone = leaves the ledger: { $name }
command-import-stage-waiting = Waiting for its turn.
command-import-stage-reading = Reading the file.
command-import-stage-comparing = Comparing with the ledger.
command-import-stage-writing = Writing to the ledger.
command-import-rows = { $count } rows
command-import-profile-wrong = { $path } does not say what columns mean. Write lines like asset_number = "No." below [columns].
command-import-profile-unknown = “{ $found }” is neither a file nor a kept reading of columns.
command-import-profile-other = This reading of columns belongs to another list. Columns that the list does not have: { $columns }
command-import-replaces-one = With --replaces, please name one file only.
command-import-replaces-unknown = The file “{ $found }” was not taken in, or is replaced already.
command-import-replaces-other = The file to be replaced must be another one of the same kind.
command-import-unread = The headings of { $file } are not understood. Say what the columns mean with --profile, or take it in under “Devices” in the browser and choose the columns.
command-import-unnamed = The name { $path } can’t be used. Please rename it.
command-import-changed = The ledger changed while it was compared. Nothing was written. Please run it again.
command-import-no-facility = No institution is registered yet. Please register it in the browser first.
command-import-facility-missing = There are several institutions. Please say which one with --facility.
command-import-facility-unknown = There is no institution “{ $found }” here.

## Reading evidence

command-help-evidence = Look into exports and device configurations
command-help-evidence-read = Print the kind of a file, its facts and the findings (no database)
command-help-arg-exports = Files to look into
command-help-arg-as-of = Day as of which facts are too old (today)
command-evidence-day = “{ $found }” can't be read as a day. Example: 2026-04-01
command-evidence-refused = { $file }: { $why }
command-evidence-file = { $file }: { $kind }
command-evidence-document = A document or picture: no facts are read out of it, a person has to look at it.
command-evidence-findings = Findings: { $count }
command-evidence-outside = outside the form
command-evidence-facts = Facts: { $count }
command-evidence-unread = Places that could not be read: { $count }
command-backup-runs = { $count } backup runs
command-backup-zone =  (taken as Japan's time)
