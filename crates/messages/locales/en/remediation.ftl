# Remediation: who makes each no a yes, how, and until when
remediation-title = Remediation (items answered “no”)
remediation-lead = Each “no” stands here by itself, and closes by itself when a later round says “yes”: of the institution's form and of the vendors' forms.
remediation-empty = No item is answered “no”.
remediation-nothing-found = No item fits these conditions.
remediation-overdue = { $count ->
    [one] One “no” is past its target date.
   *[other] { $count } items answered “no” are past their target date.
    }
remediation-overdue-text = If the work is done, answer “yes” in the next round. If not, think over the next step and the target date.
remediation-undated = { $count ->
    [one] One “no” has no target date.
   *[other] { $count } items answered “no” have no target date.
    }
remediation-overdue-link = Show
remediation-filter = Filter
remediation-filter-button = Filter
remediation-filter-owner = Owner
remediation-filter-vendor = Vendor
remediation-filter-state = State
remediation-filter-any = All
remediation-filter-nobody = Nobody yet
remediation-filter-none = None
remediation-state-open = Open
remediation-state-overdue = Past the target date
remediation-state-undated = Without a target date
remediation-state-near = Within 30 days
remediation-state-ahead = Later than 30 days
remediation-state-closed = Became “yes”
remediation-state-later = Answered in a later year
remediation-state-all = All
remediation-count = { $count ->
    [one] 1 item
   *[other] { $count } items
    }
remediation-state = State
remediation-target = Target date
remediation-owner = Owner
remediation-vendor = Vendor
remediation-next-step = Next step
remediation-next-step-hint = What is done, with whom, and how. It is printed on the improvement plan.
remediation-comments = Comments
remediation-comment-count = { $count ->
    [one] 1 comment
   *[other] { $count } comments
    }
remediation-not-planned = not decided yet
remediation-owner-left = left
remediation-closed = became “yes” in round { $round } ({ $day })
remediation-answered-later = answered on a later year's form
remediation-no-more = The item is not answered “no” now, or needs no entry. The records stay.
remediation-picture = Target dates of the remediation
remediation-now = Answer now
remediation-note = Note (how it stands)
remediation-to-item = To the item on the form (change the answer, target date or note)
remediation-item-history = History of the answers
remediation-from-item = Remediation
remediation-to-list = To the list
remediation-plan-title = Plan
remediation-plan-saved = The plan now
remediation-choose-nobody = Not decided
remediation-choose-no-vendor = None
remediation-choose-sheet-vendor = The vendor of this form
remediation-conflict-title = Somebody else changed it first.
remediation-conflict-text = Your words are kept below. This is what is saved now.
remediation-conflict-remedy = “Save” now writes your version over it.
remediation-conflict-keep-theirs = Keep what is saved
remediation-owner-wrong = This person can't be chosen: not on the list of people, or left.
remediation-vendor-wrong = This vendor is not recorded.
remediation-next-step-too-long = At most { $max } characters fit; there are { $found }.
remediation-not-no = The item is not answered “no” now. Its plan can't be changed.
remediation-comment-title = Add a comment
remediation-comment-hint = A comment can't be changed or removed.
remediation-comment-button = Add
remediation-comment-empty = Write a comment.
remediation-comments-none = No comments yet.
remediation-history-title = History of the plan
remediation-history-none = Nothing was decided yet.
remediation-history-owner = Owner changed from “{ $before }” to “{ $after }”.
remediation-history-vendor = Vendor changed from “{ $before }” to “{ $after }”.
remediation-history-next-step = Next step: { $after }

# The page that makes the improvement plan
remediation-paper-link = Make an improvement plan (PDF)
remediation-workbook-link = Save the list as Excel
remediation-make-title = Make an improvement plan
remediation-make-lead = The items answered “no” as a PDF in the manner of a 改善計画書. What is left open becomes a line to write on. We know of no form of it that holds for the whole country: if your health centre has its own, copy into that.
remediation-make-to = To (for example ○○保健所長)
remediation-make-to-hint = Without 様. If left open, it becomes a line to write on.
remediation-make-address = Address of the institution
remediation-make-dated = Date of the paper
remediation-make-inspected-on = Day of the inspection, if there was one
remediation-make-with = What is in it
remediation-make-with-vendors = Items of the vendors' forms, too
remediation-make-with-closed = Items that became “yes”, too, with their day
remediation-make-button = Save the PDF
remediation-file-name = improvement-plan

# The improvement plan on paper
remediation-paper-title = Improvement plan
remediation-paper-lead = The following items of the cybersecurity checklist (医療機関におけるサイバーセキュリティ対策チェックリスト) were answered “no”. They will be improved as stated here.
remediation-paper-to = 　様
remediation-paper-dated-blank = Date: ____________________
remediation-paper-institution = Institution
remediation-paper-institution-code = Code of the institution
remediation-paper-address = Address
remediation-paper-administrator = Administrator
remediation-paper-inspected-on = Day of the inspection
remediation-paper-number = No.
remediation-paper-found = Finding (item answered “no”)
remediation-paper-now = How it stands
remediation-paper-next-step = Improvement
remediation-paper-owner = Owner
remediation-paper-vendor = Vendor
remediation-paper-target = Planned for
remediation-paper-closed = Done on
remediation-paper-none = No item is answered “no”.
