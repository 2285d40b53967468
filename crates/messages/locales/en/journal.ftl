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
journal-inventory-corrected = Took “{ $name }” into the ledger in place of an earlier list (new { $new }, changed { $changed }, unchanged { $unchanged }, to be decided { $conflict }, refused { $refused }, gone { $gone }).
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
journal-backup-planned = Wrote down what must be saved of { $system }
journal-backup-copy = Recorded the copy "{ $copy }" of { $system }
journal-backup-copy-ended = Ended the copy "{ $copy }": { $why }
journal-backup-runs = Took in backup records "{ $name }": { $new } new, { $known } known, { $refused } not read
journal-backup-job = Decided which copy the job "{ $job }" makes: { $copy }
journal-backup-procedure = Wrote the restore procedure of { $system } ({ $count } steps)
journal-backup-approved = { $name } approved the restore procedure of { $system }
journal-backup-rehearsed = Recorded a restore rehearsal of { $system } ({ $day }, { $minutes } minutes)
journal-chart-recorded = { $count ->
    [one] One entry
   *[other] { $count } entries
} of the contact chart recorded ({ $names }).
journal-chart-removed = { $name } taken off the contact chart.
journal-chart-ordered = Order of the contact chart changed.
journal-contacts-verified = { $count ->
    [one] One contact
   *[other] { $count } contacts
} confirmed ({ $names }).
journal-chart-approved = Version { $number } of the contact chart approved ({ $count ->
    [one] one entry
   *[other] { $count } entries
}).
journal-call-answered = Call test: { $name } answered after { $minutes ->
    [one] one minute
   *[other] { $minutes } minutes
}.
journal-call-not-reached = Call test: { $name } was not reached.
journal-task-recorded = Task recorded: { $words } (owner: { $owner }).
journal-task-done = Task done: { $words } (owner: { $owner }).
journal-incident-opened = Incident No. { $number } begun: { $title }.
journal-incident-entered = Incident No. { $number }: { $words }
journal-emergency-set = Folder of the emergency pack set: { $folder } ({ $keep } stay).
journal-emergency-off = The emergency pack is no longer written every night.
journal-drill-recorded = Drill or training planned ({ $title }).
journal-drill-started = Drill started ({ $title }).
journal-drill-stepped = Step { $step } of the drill is over ({ $title }).
journal-drill-held = Drill or training recorded as held ({ $title }, { $day }, { $count ->
    [one] one person
   *[other] { $count } people
}).
journal-bcp-general = General part of the BCP written.
journal-bcp-system = Recovery priority and importance in the BCP written ({ $system }).
journal-bcp-cutting = Order of cutting in the BCP changed.
journal-bcp-paper = Paper operation of the BCP written ({ $department }, { $work }).
journal-bcp-paper-removed = A line of the BCP's paper operation taken away.
journal-bcp-decision = Decision table of the BCP written ({ $what }).
journal-bcp-decision-removed = A line of the BCP's decision table taken away.
journal-bcp-check = Self-check of the BCP answered ({ $item }: { $answer }).
journal-bcp-approved = Approval of version { $number } of the BCP recorded ({ $by }).
journal-bcp-handed-out = Handout of version { $number } of the BCP recorded ({ $to }).
journal-ledger-stocktake = Recorded { $count } devices in a stock-take.
journal-stocktake-begun = Began the stock-take “{ $name }” ({ $count } devices).
journal-stocktake-counted = Recorded { $count } devices in a stock-take.
journal-stocktake-taken = Recorded { $count } devices of a stock-take from the Excel “{ $name }”.
journal-stocktake-finished = Finished a stock-take (decided on { $count } devices that were not found).
journal-ledger-view-kept = Saved the ledger's view “{ $name }”.
journal-ledger-view-dropped = Deleted the ledger's view “{ $name }”.
journal-system-alias = Said that the name "{ $words }" in the ledger means the system "{ $name }".
journal-system-alias-taken-back = Took back what the name "{ $words }" in the ledger means.
journal-segments-recorded = Named the segments of the network ({ $count }).
journal-procedure-recorded = Wrote how to disconnect: { $name }.
journal-procedure-checked = Recorded how to disconnect as checked on the spot: { $name }.
journal-cut-noted = Wrote how a line to the outside is cut: { $how }
journal-cut-taken-back = Removed how a line to the outside is cut.
