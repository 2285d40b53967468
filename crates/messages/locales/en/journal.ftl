# The journal in words.
journal-lead = Who did what and when. Each entry is chained to the one before by its hash.
journal-hash = Hash
journal-number = entry { $seq }
journal-older = Older entries
journal-facility-registered = Registered the institution “{ $name }”.
journal-facility-changed = Changed the institution's record ({ $name }).
journal-staff-recorded = Recorded the person “{ $name }”.
journal-staff-left = Recorded that { $name } left ({ $day }).
journal-role-assigned = Gave { $name } the role “{ $role }” (from { $day }).
journal-role-ended = Ended the role “{ $role }” of { $name } ({ $day }).
journal-user-opened = Opened the login “{ $login }”.
journal-user-closed = Closed the login “{ $login }”.
journal-vendor-recorded = Recorded the vendor “{ $name }”.
journal-evidence-recorded = Added or changed the evidence “{ $title }”.
journal-evidence-withdrawn = Withdrew a piece of evidence ({ $why }).
journal-remediation-recorded = Planned the remediation of “{ $item }” (owner: { $owner }).
journal-remediation-commented = Commented on the remediation of “{ $item }”.
journal-assessment-opened = Opened the form ({ $edition }, { $year }).
journal-answer-recorded = Answered “{ $item }” in round { $round }: “{ $answer }”.
journal-workbook-taken = Took { $count } items in from the workbook “{ $name }” ({ $items }).
journal-round-signed = Signed round { $round }.
journal-wording-verified = Compared the wording of “{ $item }” with the official file.
journal-wording-unverified = Took back the comparison of the wording of “{ $item }”.
journal-pack-made = Made an inspection pack.
journal-inventory-taken = Took “{ $name }” into the ledger (new { $new }, changed { $changed }, unchanged { $unchanged }, to be decided { $conflict }, refused { $refused }).
journal-ledger-edit = Edited { $count ->
    [one] { $count } device
   *[other] { $count } devices
} of the ledger.
journal-ledger-join = Joined { $count ->
    [one] { $count } device
   *[other] { $count } devices
} of the ledger into one.
journal-ledger-part = Held { $count ->
    [one] { $count } device
   *[other] { $count } devices
} of the ledger apart.
journal-ledger-confirm = Saw { $count ->
    [one] { $count } device
   *[other] { $count } devices
} of the ledger at a stock-take.
