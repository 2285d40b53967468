# Home and the page of the administrator.
home-doors-title = Welcome to Sakimori
home-doors-lead = From the first answer on the cybersecurity checklist to the on-site inspection.
home-door-own-title = Begin with your institution
home-door-own-text = Register the institution, its administrator and safety officer, and choose the form. It takes about five minutes.
home-door-sample-title = Try the sample hospital
home-door-sample-text = Try answers, sign-off and packs in a 120-bed sample hospital. It can be removed as a whole.
home-doors-login = Registered already? Log in
home-title = Where you stand
home-next = Next
home-next-open-title = Open the form
home-next-open-text = No form is open yet. Choose an edition and a fiscal year.
home-next-answer-title = Answer { $place } (round { $round })
home-next-answer-text = This item has no answer yet. Read the explanation and choose yes or no.
home-next-answer-button = Open this item
home-next-set-target-title = Set the target date of { $place }
home-next-set-target-text = A “no” needs the day by which it becomes “yes”.
home-next-set-target-button = Enter the target date
home-next-sign-title = Have round { $round } signed
home-next-sign-text = Everything is filled in. The administrator signs it.
home-next-sign-button = Go to sign-off
home-next-sign-again-title = Have round { $round } signed again
home-next-sign-again-text = Something changed after it was signed.
home-next-sign-again-button = See what changed
home-next-overdue-title = The target date of { $place } has passed
home-next-overdue-text = If it is done, confirm it as “yes” in the next round. If not, set a new target date.
home-next-overdue-button = Open this item
home-next-work-on-title = Work on { $place }
home-next-work-on-text = This “no” has the nearest target date. When it is done, confirm it in the next round.
home-next-work-on-button = Open this item
home-next-make-pack-title = Make the inspection pack
home-next-make-pack-text = Everything is signed. Make the pack for the inspection.
home-next-make-pack-button = Make the pack
home-formal-title = The formal test
home-formal-met = Every item has its first-round answer and date.
home-formal-not-met = Some items still lack a first-round answer or date.
home-formal-hint = Inspectors are said to look at this first. It does not judge the content.
home-answers-title = Answers
home-signed = Signed:
home-signed-none = No round is signed yet.
home-changed = Round { $round } changed after sign-off
home-blank-title = { $count } blank
home-no-title = { $count } answered “no”
home-no-none = No item is answered “no”.
home-overdue = { $count } × “no” past the target date.
home-without-target = { $count } × “no” without a target date.
home-target-missing = no target date
home-target-overdue = { $days ->
    [one] { $days } day past
   *[other] { $days } days past
}
home-target-near = { $days ->
    [one] { $days } day left
   *[other] { $days } days left
}
home-target-ahead = { $days ->
    [one] { $days } day left
   *[other] { $days } days left
}
home-to-form = Open the form
home-others = Other years
home-administrator-title = For the administrator
home-administrator-lead = One page for the administrator (管理者).
home-administrator-where = : where you stand
home-administrator-counts = { $yes } yes, { $no } no, { $blank } blank.
home-administrator-your-turn = Your signature is needed
home-administrator-sign-text = Look through it and sign, here or on paper.
home-administrator-nothing = Nothing waits for your signature now.
home-administrator-open = Still “no”
home-administrator-duty = The administrator's duty
home-administrator-duty-medical = The administrator has to take the measures needed to secure cybersecurity (医療法施行規則 14条2項). This checklist holds the priority items.
home-administrator-duty-pharmacy = The administrator of a pharmacy has to take the measures needed to secure cybersecurity (医薬品医療機器等法施行規則). This checklist holds the priority items.
home-next-vendors-title = Complete the vendors' sheets
home-next-vendors-text = Your own form is filled. Every vendor with a contract needs a vendor's sheet (事業者確認用).
home-next-vendors-button = To the vendors
home-formal-vendors-not-met = Your own form is complete. Vendors' sheets are still missing.
home-vendors-missing = No vendor with a contract is registered yet
home-vendors-count = { $met } of { $all }
home-files-title = Evidence that has expired or soon will: { $count }
home-backup-alarm = The nightly backup fails. Tell whoever looks after the system.
home-backup-newest = Newest backup: { $at }
home-backup-none = There is no backup yet.
home-backup-why-no-folder = A file lies at “{ $folder }”, where the folder should be. Correct backup_folder in the settings.
home-backup-why-gone = “{ $folder }” is not there. See whether its disk is connected.
home-backup-why-denied = “{ $folder }” can't be written. See whether Sakimori may write there.
home-backup-why-full = The disk of “{ $folder }” is full. Make room.
home-backup-why-other = “{ $folder }” could not be written. The program's log says why.
home-system-backups = Backups of { $count } systems are too old.
home-chart-alarm = { $count ->
    [one] One thing
   *[other] { $count } things
} on the contact chart to be put right at once.
