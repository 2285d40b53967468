bcp-title = Business continuity plan (BCP)
bcp-tab = BCP
bcp-tabs = Parts of the BCP
bcp-lead = The plan for the hour when a cyber attack takes the information systems away. Sakimori joins what it knows; you add what is missing, approve it, and hand it out as PDF and Word.
bcp-unknown = not stated
bcp-written = written
bcp-state = How it stands
bcp-approved = Approved
bcp-changed = Changed since the approval
bcp-draft = Draft
bcp-not-begun = None yet
bcp-not-begun-text = Nothing is written yet. Begin with what is missing, below.
bcp-changed-text = These parts changed since the approved version. What stands here is a draft; a new approval makes a new version.
bcp-version = Version { $number } (approved on { $day } by { $by }; next review: { $review })
bcp-version-draft = Draft (as of { $day }, not approved)
bcp-version-number = Version { $number }
bcp-version-column = Version
bcp-version-recorded = Recorded on { $at } by { $by }
bcp-versions = Approved versions
bcp-pdf = PDF
bcp-word = Word (docx)
bcp-pdf-now = PDF of what stands now
bcp-word-now = Word (docx) of what stands now
bcp-sections = Parts of the plan
bcp-sections-hint = Printed in this order.
bcp-section-name = Part
bcp-section-now = What there is
bcp-section-missing = Missing
bcp-section-gaps = { $count ->
    [one] 1 point
   *[other] { $count } points
}
bcp-section-general = General (purpose and scope)
bcp-section-systems = Recovery priority and importance of systems
bcp-section-decisions = Decisions to cut the network
bcp-section-cutting = Order of cutting the network
bcp-section-contacts = Contacts
bcp-section-paper = Paper operation
bcp-section-checks = Self-check
bcp-summary-systems = { $count } of { $of } systems have both
bcp-summary-lines = { $count ->
    [one] 1 line
   *[other] { $count } lines
}
bcp-summary-cutting = { $count } of { $of } stages have steps
bcp-summary-checks = { $count } of { $of } items have a yes or no
bcp-missing-title = What is missing
bcp-missing-hint = Each leads to where it is written. What is unknown is printed as “not stated”.
bcp-missing-none = Nothing was found missing.
bcp-gap-purpose = Purpose and scope are not written yet.
bcp-gap-kept_at = Where the BCP lies on paper is not written yet. When the systems are gone, no file opens.
bcp-gap-no_systems = No information system is registered yet.
bcp-gap-priority = { $count ->
    [one] 1 system has no recovery priority.
   *[other] { $count } systems have no recovery priority.
}
bcp-gap-importance = { $count ->
    [one] 1 system has no importance.
   *[other] { $count } systems have no importance.
}
bcp-gap-reason = { $count ->
    [one] 1 system has a priority or importance without its reason.
   *[other] { $count } systems have a priority or importance without its reason.
}
bcp-gap-restore = { $count ->
    [one] 1 system has no approved restore procedure.
   *[other] { $count } systems have no approved restore procedure.
}
bcp-gap-no_decision = The table of who may cut the network has no line yet.
bcp-gap-decision = { $count ->
    [one] 1 line of the decision table lacks who decides, a deputy, the sign, or who decides out of hours.
   *[other] { $count } lines of the decision table lack who decides, a deputy, the sign, or who decides out of hours.
}
bcp-gap-decider_left = { $count ->
    [one] 1 person of the decision table no longer works here.
   *[other] { $count } people of the decision table no longer work here.
}
bcp-gap-cutting = { $count ->
    [one] 1 stage of cutting has no steps. The ledger proposes some: check them and write them.
   *[other] { $count } stages of cutting have no steps. The ledger proposes some: check them and write them.
}
bcp-gap-no_chart = No version of the contact chart is approved yet.
bcp-gap-chart_changed = The contact chart changed since its approval.
bcp-gap-no_paper = Paper operation is not written yet.
bcp-gap-paper_part = { $count ->
    [one] 1 line of the paper operation lacks the form, its place, or the entry afterwards.
   *[other] { $count } lines of the paper operation lack the form, its place, or the entry afterwards.
}
bcp-gap-checks = { $count ->
    [one] 1 item of the self-check has no yes or no.
   *[other] { $count } items of the self-check have no yes or no.
}
bcp-gap-undated = { $count ->
    [one] 1 “no” of the self-check has no target date.
   *[other] { $count } “no” of the self-check have no target date.
}
bcp-general-lead = Printed at the beginning of the plan.
bcp-general-edit = Write the general part
bcp-general-purpose = Purpose
bcp-general-purpose-hint = Such as: to go on caring for patients under a cyber attack, and to recover quickly.
bcp-general-scope = Scope
bcp-general-scope-hint = Which systems, which departments, which attacks. Such as: all information systems; encryption by ransomware.
bcp-general-kept_at = Where it lies on paper
bcp-general-kept_at-hint = A place that can be read when the systems are gone. Such as: clerical office, emergency shelf of each ward.
bcp-systems-two-things = Recovery priority is the order of restoring (it follows technology and the flow of work). Importance says how much care depends on a system. They are two things.
bcp-systems-where = List of systems
bcp-system = System
bcp-priority = Recovery priority
bcp-importance = Importance
bcp-importance-high = High
bcp-importance-middle = Middle
bcp-importance-low = Low
bcp-impact = What stops with it
bcp-why = Reason
bcp-recovery = Recovery
bcp-rto = Target time (RTO)
bcp-rpo = Loss allowed (RPO)
bcp-restore = Restore procedure and backups
bcp-restore-on = Restore procedure approved on { $day }
bcp-restore-none = No approved restore procedure
bcp-copies-none = No backup recorded
bcp-vendor-unknown = vendor not stated
bcp-rank-priority-hint = 1 is restored first. Two systems may share a number.
bcp-rank-priority_why = Reason for that place
bcp-rank-priority_why-hint = Such as: other systems need it to log in, so it comes first.
bcp-rank-importance-hint = How much care depends on it.
bcp-rank-importance_why = Reason for that importance
bcp-rank-importance_why-hint = Such as: nothing can be prescribed without medicines and allergies.
bcp-rank-impact-hint = Such as: past records can't be read; reception goes to paper.
bcp-decision-lead = Who may decide to cut the network, and at what sign.
bcp-decision-new = Add a decision
bcp-decision-empty = No line yet. While nobody is named, cutting comes late.
bcp-decision-what = What is decided
bcp-decision-what-hint = Such as: cut the lines to the outside; stop the EHR.
bcp-decision-sign = Sign
bcp-decision-sign-hint = Such as: a ransom note on a screen; two or more terminals can't open files.
bcp-decision-decider = Who decides
bcp-decision-deputies = Deputies (in order)
bcp-decision-deputy = Deputy { $number }
bcp-decision-out_of_hours = Nights and days off
bcp-decision-out_of_hours-hint = Such as: the head nurse on duty may decide, and calls the director afterwards.
bcp-decision-left = no longer here
bcp-cutting-lead = The order of the ministry's template: 1 the network to the backups, 2 lines to the outside, 3 segment borders. The steps are those of the disconnection procedure.
bcp-cutting-write = See or write the disconnection procedure
bcp-cutting-number = No.
bcp-cutting-part = What is cut
bcp-cutting-lines = Steps
bcp-cutting-move = Change the order
bcp-cutting-up = Up
bcp-cutting-down = Down
bcp-cutting-proposed = The disconnection procedure has a proposal from the ledger. Check it and write it, and it stands here.
bcp-cutting-unusual = Another order than the ministry's template.
bcp-cutting-unusual-why = Write the reason.
bcp-cutting-why = Reason for another order
bcp-cutting-other-order = Reason for another order than the ministry's template: { $why }
bcp-cutting-checked = Steps checked on the spot on { $day }.
bcp-cutting-unchecked = No record that the steps were checked on the spot.
bcp-contacts-version = Version { $number } of the contact chart (approved on { $day })
bcp-contacts-none = not stated (no approved contact chart)
bcp-contact-role = Role
bcp-contact-name = Name
bcp-contact-phones = Phone, mail
bcp-contact-night = Out of hours
bcp-contact-deputies = Deputies
bcp-paper-title = Business continuity plan for cyber attacks (BCP)
bcp-paper-lead = While the systems are gone: what each department writes on which form, and how it is put into the system afterwards.
bcp-paper-new = Add a line of paper operation
bcp-paper-empty = No line yet.
bcp-paper-department = Department
bcp-paper-department-hint = Such as: outpatient clinic, ward, pharmacy.
bcp-paper-work = What is written
bcp-paper-work-hint = Such as: notes, prescriptions, test orders.
bcp-paper-form = Paper form
bcp-paper-form-hint = Such as: paper chart sheet no. 2, handwritten prescription form.
bcp-paper-place = Where the forms lie
bcp-paper-place-hint = Such as: shelf below the reception desk.
bcp-paper-after = Entry afterwards
bcp-paper-after-hint = Such as: from the day after recovery, clerks scan them and doctors enter the main points.
bcp-paper-lacking = Departments without a line
bcp-paper-lacking-hint = Departments of the roster. Each leads to a new line for it.
bcp-checks-lead = Self-check by the ministry's 確認表 (check table for writing a cyber BCP). People answer; Sakimori only shows what it knows. The English is ours.
bcp-checks-source = The ministry's file
bcp-checks-marks = Marks: “sentence not seen”: only the heading was seen. “inferred”: the item or its words are inferred. Without a mark: heading and check sentence were seen.
bcp-checks-tally = { $yes } yes, { $no } no, { $open } not yet or not stated
bcp-check-number = No.
bcp-check-item = Item
bcp-check-answer = Answer
bcp-check-note = Note
bcp-check-note-hint = What a yes rests on (name and place of the paper), or what is missing for a no. A yes for which Sakimori has no grounds needs one.
bcp-check-target = Target date (for a no)
bcp-check-until = Target date { $day }
bcp-check-overdue = Target date { $day } has passed
bcp-check-undated = No target date
bcp-check-grounds = What Sakimori knows
bcp-check-grounds-hint = It is no answer. Without grounds, Sakimori never says yes.
bcp-check-no-grounds = Sakimori keeps no record that would be grounds for this item.
bcp-check-shown = What was shown when it was answered
bcp-check-not-seen = The check sentence was not seen in the ministry's file; only the heading is shown.
bcp-check-guide = After the guide:
bcp-check-next = Next item
bcp-mark-exact = seen
bcp-mark-reconstructed = sentence not seen
bcp-mark-inferred = inferred
bcp-mark-text-exact = Heading and check sentence were seen (check table of 2024-06-06). English by us.
bcp-mark-text-reconstructed = The heading was seen in the guide or the template; the check sentence was not.
bcp-mark-text-inferred = That the item exists, or its words, are inferred. Compare with the ministry's file.
bcp-answer-yes = Yes
bcp-answer-no = No
bcp-answer-not_yet = Not yet
bcp-ground-for = grounds
bcp-ground-not-enough = not enough
bcp-ground-ledger = Ledger: { $count } devices (kept on { $day })
bcp-ground-none-ledger = The ledger has no device
bcp-ground-stocktake = Stock-take ({ $day }): { $count } of { $of } devices found
bcp-ground-none-stocktake = No stock-take recorded
bcp-ground-network = Network diagram: { $count } named segments
bcp-ground-none-network = The network diagram has no named segment
bcp-ground-impact = What stops: stated for { $count } of { $of } systems
bcp-ground-none-impact = No system is registered
bcp-ground-importance = Importance: set for { $count } of { $of } systems
bcp-ground-none-importance = No system is registered
bcp-ground-priority = Recovery priority: set for { $count } of { $of } systems
bcp-ground-none-priority = No system is registered
bcp-ground-chart = Contact chart: approved on { $day } ({ $count } entries)
bcp-ground-none-chart = No approved contact chart
bcp-ground-calls = Call test: { $day }, { $count } of { $of } reached
bcp-ground-none-calls = No call test recorded
bcp-ground-drill = Last drill: { $day }
bcp-ground-none-drill = No drill recorded
bcp-ground-training = Last training: { $day }
bcp-ground-none-training = No training recorded
bcp-ground-tasks = Tasks after drills: { $count } of { $of } done
bcp-ground-none-tasks = No tasks after drills recorded
bcp-ground-backup = Good backup runs read: { $count } of { $of } systems
bcp-ground-none-backup = No system is registered
bcp-ground-restore = Approved restore procedure: { $count } of { $of } systems
bcp-ground-none-restore = No system is registered
bcp-ground-rehearsal = Restore tried within a year: { $count } of { $of } systems (last on { $day })
bcp-ground-undated-rehearsal = Restore tried within a year: { $count } of { $of } systems
bcp-ground-none-rehearsal = No system is registered
bcp-ground-containment = Disconnection procedure of the house: { $count } lines (checked on the spot on { $day })
bcp-ground-undated-containment = Disconnection procedure of the house: { $count } lines (not checked on the spot yet)
bcp-ground-none-containment = Nobody wrote the disconnection procedure of the house yet
bcp-ground-outside = Lines to the outside: how to cut is stated for { $count } of { $of }
bcp-ground-none-outside = No lines to the outside recorded
bcp-ground-decision = Decision table: { $count } of { $of } lines have somebody who decides
bcp-ground-none-decision = The decision table has no line
bcp-ground-paper = Paper operation: { $count } of { $of } lines have a form and its place
bcp-ground-none-paper = No paper operation recorded
bcp-approve-title = Approval
bcp-approve-text = Records that what stands above was approved, and makes it a version. Any change afterwards makes it a draft again.
bcp-approve-by = Approved by (person or committee)
bcp-approve-on = Approved on
bcp-approve-review = Next review
bcp-approve = Record the approval
bcp-who-approves = The administrator and the safety officer may record an approval.
bcp-nothing-to-approve = Write something for the plan before it is approved.
bcp-changed-meanwhile = The plan changed while you looked at it. Look again, then approve.
bcp-approved-already = A version with exactly this content and these days is approved already.
bcp-review-overdue = The day of the review ({ $day }) has passed. Review it and approve it again.
bcp-changed-since = Changed since the approval: { $sections }
bcp-since = Changed since this version
bcp-since-nothing = Nothing changed.
bcp-handouts-title = Distribution
bcp-handouts-none = Handed out to nobody yet.
bcp-handouts-count = { $count ->
    [one] 1 record
   *[other] { $count } records
}
bcp-handout-new = Record a handout
bcp-handout-hint = To which department or person, when, and how. When a new version is handed out, collect the old one.
bcp-handout-to = Department or person
bcp-handout-how = How
bcp-handout-on = Day
bcp-handout-by = Recorded by
bcp-pack-none = No business continuity plan (BCP) is written yet.
bcp-pack-draft = The business continuity plan (BCP) is a draft. No version is approved yet.
bcp-due-review = Review of the BCP, version { $number }
bcp-remove = Take this line away
bcp-remove-hint = It stays in the journal.
bcp-not-saved = Not saved. Please mend what is marked.
bcp-wrong-day = The date can't be read, or can't be. Write it like 2024-06-10.
bcp-wrong-priority = Write a number from 1 to 999.
bcp-wrong-grounds = Sakimori has no grounds here: write in the note what the yes rests on.
bcp-wrong-review = The next review has to be after the approval.
