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
journal-vendor-contacts = The further contacts of vendor “{ $name }” are now { $count }.
journal-contract-recorded = Contract “{ $title }” with vendor “{ $name }” was recorded.
journal-system-recorded = Medical information system “{ $name }” was recorded.
journal-vendors-imported = From the list “{ $name }”, { $count } records of vendors were taken in.
journal-profile-kept = The choice of columns “{ $name }” was kept.
journal-vendors-asked = { $count ->
    [one] One vendor was asked for its sheet ({ $names }).
   *[other] { $count } vendors were asked for their sheets ({ $names }).
    }
journal-request-due = The request to “{ $name }” is due on { $day }.
journal-request-declined = It was recorded that “{ $name }” declines ({ $why }).
journal-request-not-applicable = “{ $name }” need not be asked ({ $why }).
journal-request-sent = The request to “{ $name }” went out ({ $to }).
journal-reminder-sent = A reminder to “{ $name }” went out ({ $to }).
journal-on-paper = letter on paper
journal-link-made = A link by which “{ $name }” answers was made (until { $day }).
journal-link-revoked = A vendor's link was revoked.
journal-submission-received = Answers of “{ $name }” came in (answered by { $by }).
journal-submission-accepted = A vendor's answers were accepted (items changed: { $count }).
journal-submission-returned = A vendor's answers were sent back ({ $why }).
journal-remote-recorded = Recorded a way in of the vendor “{ $name }” ({ $target }).
journal-remote-ended = Recorded that the way in ({ $target }) is gone since { $day } ({ $why }).
journal-remote-confirmed = Recorded that { $by } of the vendor “{ $name }” confirmed { $count } ways in on { $day }.
journal-remote-confirmed-all = Recorded that { $by } of the vendor “{ $name }” confirmed { $count } ways in on { $day }, and that there is no other.
journal-disclosure-recorded = Recorded “{ $title }” of the vendor “{ $name }” ({ $state }).
journal-disclosure-answered = Entered { $count } answers of “{ $title }”.
journal-disclosure-decided = Decided about { $item } of “{ $title }”: { $decision }.
journal-split-recorded = Recorded a table of responsibilities with the vendor “{ $name }” ({ $target }).
journal-split-withdrawn = Stopped using a table of responsibilities ({ $why }).
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
journal-system-alias = Said that the name "{ $words }" in the ledger means the system "{ $name }".
journal-system-alias-taken-back = Took back what the name "{ $words }" in the ledger means.
journal-segments-recorded = Named the segments of the network ({ $count }).
journal-procedure-recorded = Wrote how to disconnect: { $name }.
journal-procedure-checked = Recorded how to disconnect as checked on the spot: { $name }.
journal-cut-noted = Wrote how a line to the outside is cut: { $how }
journal-cut-taken-back = Removed how a line to the outside is cut.
