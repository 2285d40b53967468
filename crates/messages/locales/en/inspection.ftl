# Inspection packs.
inspection-title = Inspection packs
inspection-lead = A PDF for the inspection and a sealed ZIP that can be checked later.
inspection-make = Make a pack
inspection-made = Packs made
inspection-empty = No pack was made yet.
inspection-by = Made by
inspection-files = Files
inspection-check-title = Check it on another machine
inspection-check-text = The ZIP can be checked without a database. The fingerprint is printed at the foot of each page.
inspection-not-signed = Not signed yet ({ $open } open points).
inspection-other-year = This edition is used for { $year }. Check whether a newer form exists.
inspection-readme =
    Sakimori inspection pack

    checklist.pdf      the paper to show
    signed-rounds/     what was frozen at each sign-off
    edition/           the edition of the form
    journal.jsonl      extract of the journal (each entry chained to the one before by its hash)
    manifest.json      list of all files with their SHA-256
    manifest.sig       signature over the list (ed25519)

    To check: sakimori verify-pack THIS.zip --fingerprint "fingerprint printed on the paper"
