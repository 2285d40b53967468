# The form, rounds, sign-off.
assessment-round = Round { $round }
assessment-rounds-label = Rounds
assessment-answer = Answer
assessment-answer-yes = Yes
assessment-answer-no = No
assessment-answer-blank = Blank
assessment-answer-clear = Clear
assessment-answer-legend = Answer in round { $round }
assessment-confirmed-on = Date of confirmation
assessment-confirmed-by = Confirmed by
assessment-confirmer-choose = Choose
assessment-target = Target date
assessment-target-hint = By when it becomes “yes”, within the fiscal year.
assessment-note = Note
assessment-notes = Notes of the form
assessment-saved = Saved { $at }
assessment-changed = { $at } { $name }
assessment-gate = First question
assessment-items = Items
assessment-advisory = Advisory item
assessment-number-unread = This number is not yet compared with the official file.
assessment-not-asked = No entry needed
assessment-not-asked-no-system = No medical information system is in use, so no entry is needed.
assessment-not-asked-no-vendor = There is no vendor contract, so no entry is needed.
assessment-not-yet = The round before has no answer yet. Answer it first.
assessment-tab-open = { $count } open
assessment-tab-signed = signed
assessment-tab-changed = changed
assessment-next-sign = When round { $round } is filled in
assessment-sign-link = Go to sign-off of round { $round }
assessment-history-link = History of this item
assessment-history-title = History of the item
assessment-history-empty = Nothing was entered yet.
assessment-history-slot = Round { $round }: { $before } → { $after }
assessment-history-target = Target date: { $before } → { $after }
assessment-history-note = Note: { $after }
assessment-history-shown = Proposal shown then:
assessment-slot-yes = yes ({ $day } { $name })
assessment-slot-no = no ({ $day } { $name })
assessment-back = Back to the form
assessment-refused-title = It was not saved
assessment-refused-lead = Your words are below. Mend them and save again.
assessment-conflict-title = Somebody else changed it first.
assessment-conflict-text = These are the words saved first.
assessment-conflict-by = Written by
assessment-conflict-remedy = Your own words are below. Press “Save” to keep yours; the others stay in the history.
assessment-conflict-keep-theirs = Keep theirs
assessment-list-lead = One sheet per fiscal year.
assessment-list-empty = No form is open yet.
assessment-year = Fiscal year
assessment-edition = Edition
assessment-signed-rounds = Rounds signed
assessment-open-title = Open a form
assessment-open-lead = Choose the edition, and the fiscal year that you check.
assessment-open-year = Fiscal year
assessment-open-year-hint = If a newer form is not here yet, this edition can serve that year. The paper says so.
assessment-open-this-year = (this year)
assessment-open-button = Open this edition
assessment-open-exists = That form is open already. Find it in the list.
assessment-open-needs-import-title = The form has to be imported
assessment-open-needs-import = The items of this edition are not known yet. Nothing is guessed.
assessment-open-year-wrong = This edition can't be used for that fiscal year.
assessment-open-unanswered = no answer and date
assessment-open-target-missing = no target date
assessment-sign-title = Sign-off of round { $round }
assessment-sign-what = What is signed
assessment-sign-what-text = All answers, dates, target dates and notes are frozen with the proposals, and signed by the installation's key.
assessment-sign-by-login = Sign by login
assessment-sign-by-login-text = As the administrator you confirm that you have looked through it.
assessment-sign-button = Sign round { $round }
assessment-sign-only-administrator = Only the administrator or a deputy in force signs by login.
assessment-sign-on-paper = Record a signature on paper
assessment-sign-on-paper-text = Records that the administrator signed the printed form. Keep the paper.
assessment-sign-paper-by = Signed by
assessment-sign-paper-on = Date on the paper
assessment-sign-paper-button = Record
assessment-sign-made = Sign-offs so far
assessment-sign-unchanged = Nothing changed since it was signed.
assessment-sign-changed = Changed since it was signed
assessment-sign-changed-text = Have it signed again. The earlier sign-off stays.
assessment-sign-open-title = { $count ->
    [one] { $count } open point before it can be signed
   *[other] { $count } open points before it can be signed
}
assessment-sign-open = Something is open. Fill the items below first.
assessment-sign-date-wrong = The date lies before the fiscal year or in the future. Look at the paper.
assessment-sign-stale = An answer changed meanwhile. Look through it again.
assessment-signed-by-login = Signed by { $name } by login, { $at }
assessment-signed-on-paper = Signed on paper by { $name } on { $day } (recorded by { $recorder }, { $at })
assessment-date-missing = Enter the date of confirmation.
assessment-answer-missing = There is only a day or a person. Choose yes or no, or remove the day and the person.
assessment-target-without-no = A target date belongs to a no only. Remove it, or choose no.
assessment-date-outside-year = { $day } is outside { $year }. Enter a day from { $first } to { $last }.
assessment-date-in-future = { $day } is in the future. Enter the day of the confirmation.
assessment-date-before-earlier = { $day } is before the earlier round ({ $earlier }).
assessment-date-after-later = { $day } is after the later round ({ $later }).
assessment-confirmer-missing = Choose who confirmed it.
assessment-confirmer-unknown = That confirmer was not on the roster on that day. Look at the person or the date.
assessment-earlier-round-blank = The round before has no answer yet. Answer it first.
assessment-later-round-answered = A later round is answered, so this one can't be emptied.
assessment-target-outside-year = The target date { $day } is outside { $year }. Enter a day from { $first } to { $last }.
assessment-target-before-confirmation = The target date { $day } is before the confirmation on { $on }.
assessment-note-too-long = The note has { $found } characters; { $max } fit. Nothing was cut.
assessment-item-not-asked = This item needs no entry.
assessment-picture-bar = Number of answers
assessment-picture-rounds = Answers by round
assessment-picture-targets = Target dates
assessment-picture-today = Today
assessment-wait = It is saved once the answer, the date and the person who confirmed it are entered.
assessment-not-saved = It could not be saved. What you wrote is still on this page. Check the connection and press “Save” again. If your login is over, log in in another tab, then press “Save” here.
assessment-index-label = Items of round { $round }
assessment-stands = “yes” stands from an earlier round
assessment-picture-overdue = past
assessment-picture-near = within 30 days
assessment-picture-ahead = ahead
assessment-picture-month = { $month ->
    [1] Jan
    [2] Feb
    [3] Mar
    [4] Apr
    [5] May
    [6] Jun
    [7] Jul
    [8] Aug
    [9] Sep
    [10] Oct
    [11] Nov
   *[12] Dec
    }

# Carry-over.
assessment-carry-title = Carry over from the last form
assessment-carry-lead = Earlier answers are offered to the new form. Nothing is answered by itself: check each item, then answer it.
assessment-carry-from = From:
assessment-carry-to = New form
assessment-carry-preview = See what is carried over
assessment-carry-button = Open the new form with this
assessment-carry-offers = Items of the new form
assessment-carry-item = Item
assessment-carry-offer = Offer
assessment-carry-none = no offer
assessment-carry-sources = Earlier answers
assessment-carry-how-kept = the same item
assessment-carry-how-merged = several items in one (yes only if all were yes)
assessment-carry-how-asked = asked anew
assessment-carry-old = What becomes of the earlier answers
assessment-carry-old-hint = The earlier form stays as it is.
assessment-carry-last = Last answer
assessment-carry-fate = Becomes
assessment-carry-fate-kept = offered
assessment-carry-fate-merged = offered together
assessment-carry-fate-asked = asked anew
assessment-carry-fate-retired = not in this edition (stays in the earlier form)
assessment-carry-earlier = Last form:
assessment-carry-confirm = Check, then answer.
