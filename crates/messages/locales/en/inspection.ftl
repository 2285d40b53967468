# Inspection packs.
inspection-title = Inspection packs
inspection-lead = A PDF for the inspection and a sealed ZIP that can be checked later.
inspection-make = Make a pack
inspection-made = Packs made
inspection-empty = No pack was made yet.
inspection-by = Made by
inspection-files = Files
inspection-with-files = Enclose the evidence files
inspection-files-count =
    { $count ->
        [one] 1 file, { $size }
       *[other] { $count } files, { $size }
    }
inspection-vendors-alone = A pack of one vendor alone
inspection-check-title = Check it on another machine
inspection-check-text = The ZIP can be checked without a database. The fingerprint is printed at the foot of each page.
inspection-not-signed = Not signed yet ({ $open } open points).
inspection-other-year = This edition is used for { $year }. Check whether a newer form exists.
inspection-readme =
    Sakimori inspection pack

    checklist.pdf      the paper to show, with the vendors' sheets and the list of evidence
    workbooks/         forms and lists as Excel (vendor-01 and on, in the order of the vendors on the paper)
    evidence/          the evidence files, if they were asked for
    signed-rounds/     what was frozen at each sign-off
    vendor-signed-rounds/  the same for the vendors' sheets
    edition/           the edition of the form
    journal.jsonl      extract of the journal (each entry chained to the one before by its hash)
    manifest.json      list of all files with their SHA-256
    manifest.sig       signature over the list (ed25519)

    To check: sakimori verify-pack THIS.zip --fingerprint "fingerprint printed on the paper"

# What can be wrong with a pack. `$what` is a path, a line or an entry.
inspection-problem-not-an-archive = It can't be read as a ZIP ({ $what }).
inspection-problem-repacked = It was packed anew ({ $what }).
inspection-problem-too-many-files = Too many files ({ $what }).
inspection-problem-too-large = { $what } is too large.
inspection-problem-unsafe-path = { $what } is a name that is not allowed.
inspection-problem-duplicate = { $what } is there twice.
inspection-problem-manifest-missing = The manifest is missing.
inspection-problem-manifest-unreadable = The manifest can't be read ({ $what }).
inspection-problem-unknown-format = Unknown format ({ $what }). Check it with a newer Sakimori.
inspection-problem-signature-missing = The manifest's signature is missing.
inspection-problem-signature-wrong = The manifest's signature is wrong.
inspection-problem-key-wrong = The public key in the manifest is wrong.
inspection-problem-other-installation = Another installation made it (fingerprint { $what }).
inspection-problem-missing = { $what } is missing.
inspection-problem-changed = { $what } was changed.
inspection-problem-added = { $what } is not in the manifest.
inspection-problem-other-edition = The edition is not the one of the manifest.
inspection-problem-journal-line = Line { $what } of the journal can't be read.
inspection-problem-journal-facility = Line { $what } of the journal belongs to another institution.
inspection-problem-journal-chain = The journal's chain breaks at line { $what }.
inspection-problem-journal-head = The journal does not end at the sealed head ({ $what }).
inspection-problem-round-unknown = { $what } is a sign-off that the journal does not know.
inspection-problem-round-missing = What was signed in entry { $what } is missing.
