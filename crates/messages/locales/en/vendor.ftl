# Vendors
vendor-lead = Each vendor with a contract fills one vendor's sheet (事業者確認用) per fiscal year. The inspection looks at all of them.
vendor-empty = No vendor is registered yet. Register each company that you have a contract with.
vendor-name = Vendor
vendor-contact = Contact
vendor-contact-person = Contact person
vendor-phone = Telephone
vendor-mail = Mail
vendor-contract = Contract
vendor-contract-yes = With a contract
vendor-contract-no = No contract
vendor-contract-hint = A subcontractor without a direct contract is “no contract” and needs no vendor's sheet.
vendor-contract-missing = Choose whether there is a contract.
vendor-name-wrong = Enter the vendor's name, up to 100 characters, without line breaks.
vendor-name-taken = A vendor of this name is registered already.
vendor-line-wrong = Too long, or it has a line break. Enter one line.
vendor-changed-meanwhile = Somebody changed it before you. Open this page again, then change it once more.
vendor-sheet = Vendor's sheet (事業者確認用)
vendor-sheet-open = Make the vendor's sheet
vendor-sheet-open-link = Open
vendor-sheet-none = None yet
vendor-sheet-complete = Round 1 is complete
vendor-others = Companies without a contract
vendor-others-text = They need no vendor's sheet.
vendor-add-title = Register a vendor
vendor-add-button = Register
vendor-record = Record of the vendor
vendor-contradicts = The institution's record does not say that there is a vendor contract. The items about contracts don't agree with that.
vendor-contradicts-link = Correct the institution's record
vendor-sign-note = When you have the paper signed by the vendor's responsible person, record it here.
vendor-confirmer-hint = The person who confirmed is the member of staff who received and checked the vendor's paper.

# Register of vendors: systems, contracts, contacts
vendor-choose = Choose
vendor-unknown = Not known (not looked at yet)
vendor-note = Note
vendor-note-too-long = The note is too long. Up to 4000 characters fit.
vendor-systems = Medical information systems that it provides
vendor-systems-none = None recorded yet. Once its EHR, billing and other systems are recorded, contracts and the split of duties can refer to them.
vendor-system-add = Add a system
vendor-system-name = Name of the system
vendor-system-name-wrong = Enter the name of the system, up to 100 characters.
vendor-system-name-taken = A system of this name is registered already.
vendor-system-kind = Kind
vendor-system-kind-missing = Choose the kind.
vendor-system-kind-ehr = Electronic health record
vendor-system-kind-order_entry = Order entry
vendor-system-kind-billing = Billing (receipt computer)
vendor-system-kind-pacs = Medical images (PACS)
vendor-system-kind-laboratory = Laboratory
vendor-system-kind-pharmacy = Pharmacy
vendor-system-kind-nursing = Nursing
vendor-system-kind-nutrition = Meals and nutrition
vendor-system-kind-eligibility_check = Online eligibility check
vendor-system-kind-infrastructure = Servers, network and other foundations
vendor-system-kind-other = Other
vendor-contracts = Contracts
vendor-contracts-none = None recorded yet.
vendor-contract-add = Add a contract
vendor-contract-title = Name of the contract
vendor-contract-title-wrong = Enter the name of the contract, up to 200 characters.
vendor-contract-from = First day
vendor-contract-until = Last day
vendor-contract-day-wrong = This can't be read as a date.
vendor-contract-period-wrong = The last day lies before the first day.
vendor-contract-systems = Systems that it covers
vendor-contract-updates = Who installs security updates (patches)
vendor-updates-vendor = The vendor
vendor-updates-hospital = The institution
vendor-updates-both = Shared between both
vendor-updates-nobody = The contract does not say
vendor-contract-notice = Promise that the vendor tells of vulnerabilities by itself
vendor-contract-notice-yes = Yes
vendor-contract-notice-no = No
vendor-contract-subcontractors = Subcontractors
vendor-contract-subcontractors-hint = One company a line.
vendor-contract-to-read = Read the contract
vendor-contacts = Further contacts
vendor-contacts-none = None recorded yet. Add one for nights and holidays, if there is one.
vendor-contact-add = Add a contact
vendor-contact-name = Name (person or desk)
vendor-contact-name-wrong = Enter a name, up to 100 characters.
vendor-contact-no-way = Enter a telephone number or a mail address.
vendor-contact-duty = Asked for
vendor-contact-night = Nights and holidays
vendor-contact-night-hint = Also reached at night and on holidays
vendor-contact-remove = Remove

# Requests
vendor-requests-title = Requests to vendors
vendor-requests-lead = Ask every vendor with a contract for its sheet, and see how far each has come.
vendor-requests-no-sheet = Open your own form first. The vendors are asked for the sheets of the same fiscal year.
vendor-requests-open-sheet = Open a form
vendor-request-one = Request
vendor-request-status = Status
vendor-request-asked = Asked on
vendor-request-due = Answer due by
vendor-request-due-wrong = Enter a day within the fiscal year of the form.
vendor-request-due-passed = The day has passed already.
vendor-request-meanwhile = Somebody asked before you. Look at the list below.
vendor-request-nothing-left = Nothing is asked in this round
vendor-request-change = Change the request
vendor-request-still = The answer of this vendor
vendor-request-wanted = Still wanted
vendor-request-why = Reason (when it declines or need not be asked)
vendor-request-why-missing = Enter the reason, up to 200 characters.
vendor-status-not-asked = Not asked yet
vendor-status-asked = Asked
vendor-status-overdue = Overdue
vendor-status-received = Received (to be looked at)
vendor-status-accepted = Received (accepted)
vendor-status-returned = Sent back
vendor-status-declined = Declined
vendor-status-not_applicable = Need not be asked
vendor-ask-title = { $count ->
    [one] Ask the vendor that was not asked yet
   *[other] Ask the { $count } vendors that were not asked yet
    }
vendor-ask-text = Vendor's sheets that are missing are made with it. The requests are only recorded; nothing is sent yet.
vendor-ask-button = { $count ->
    [one] Make the request
   *[other] Make { $count } requests
    }
vendor-reminders-due = { $count ->
    [one] It is time to remind one vendor.
   *[other] It is time to remind { $count } vendors.
    }
vendor-reminder-before = Due soon: remind it
vendor-reminder-after = Overdue: remind it
vendor-handed-in = Received on
vendor-waiting-title = Answers have come in
vendor-waiting-text = Answers of { $name } came in on { $at }. Look at them below, then accept them or send them back.
vendor-accept = Accept
vendor-accept-hint = The answers then enter the vendor's sheet, confirmed by you. What came in is kept as it is.
vendor-remark = Why it goes back
vendor-remark-missing = Write what should be corrected (up to 4000 characters).
vendor-return = Send back
vendor-submission-title = Answers that came in on { $at }
vendor-submission-waiting = To be looked at
vendor-submission-accepted = Accepted
vendor-submission-returned = Sent back
vendor-answered-by = Answered by
vendor-answers = Answers: { $count }
vendor-via-link = By link
vendor-via-workbook = By Excel
vendor-via-answer_file = By answer file
vendor-link-title = Link to answer by
vendor-link-text = Whoever opens the link can answer this one request of this vendor without a login.
vendor-link-made = The link was made
vendor-link-once = It is shown here only. Hand it to the vendor. If it is lost, revoke it and make another one.
vendor-link-make = Make a link
vendor-link-expires = The link opens until
vendor-link-day-wrong = Enter a day between today and a year from now.
vendor-link-revoke = Revoke
vendor-link-revoked = Revoked
vendor-link-over = Over
vendor-link-no-door = No entrance for vendors is set up, so no link can be made. Have the vendor answer by Excel or on paper.
vendor-sent-title = What went out
vendor-sent-none = Nothing went out yet.
vendor-sent-request = Request
vendor-sent-reminder = Reminder
vendor-sent-paper = letter
vendor-sent-mark = The request was handed over or posted
vendor-sent-mark-reminder = The reminder was handed over or posted

# Pages that a vendor opens
vendor-door-for = From { $facility } to { $vendor }
vendor-door-lead = Answer each item with yes or no. Enter a target date for each no. You can save and go on later.
vendor-door-saved = Saved. Nothing is handed in yet.
vendor-door-saved-at = Saved at
vendor-door-meanwhile = Somebody saved or handed in with the same link before you. What you entered here is not saved yet.
vendor-door-open-again = Open what was saved
vendor-door-wrong = { $count ->
    [one] It can't be handed in: one place has to be corrected.
   *[other] It can't be handed in: { $count } places have to be corrected.
    }
vendor-door-returned = { $facility } sent your answers back.
vendor-door-before = Answer of the earlier round
vendor-door-stands = You need not answer it again
vendor-door-unanswered = Choose yes or no.
vendor-door-target-missing = Enter a target date for a no.
vendor-door-who = Who answers
vendor-door-name = Name
vendor-door-name-wrong = Enter the name of who answers, up to 100 characters.
vendor-door-post = Department and post
vendor-door-save = Save and go on later
vendor-door-hand-in = Hand in
vendor-door-hand-in-hint = Once handed in, it can't be changed until the institution has looked at it.
vendor-door-state-waiting = Handed in. The institution is looking at it.
vendor-door-state-accepted = Your answers were received. Thank you.
vendor-door-state-closed = This request is closed. No answer is needed.
vendor-door-refused-title = It does not open
vendor-door-refused-text = This link is wrong, over, or revoked. Ask the institution for a new one.
vendor-door-throttled-title = Please wait
vendor-door-throttled-text = Wrong links were opened too often. Open yours again in { $seconds } seconds.
vendor-door-failed-title = It could not be shown
vendor-door-failed-text = Open it again later. If it goes on, tell the institution that asked you.
vendor-door-bad-form-title = What was sent could not be read
vendor-door-bad-form-text = Go back to the page before and send it again.

# Letters
vendor-letter-title = Request for the vendor's sheet
vendor-letter-print = Letter of request (PDF)
vendor-letter-print-reminder = Letter of reminder (PDF)
vendor-letters-all = Print the letters to all vendors that have not answered (PDF)
vendor-letters-reminders = Print the letters of reminder (PDF)
vendor-letter-to = To { $name }
vendor-letter-to-person = Attention: { $name }
vendor-letter-subject = Please fill in the vendor's checklist 事業者確認用 ({ $year }, round { $round })
vendor-letter-subject-again = Reminder: please fill in the vendor's checklist 事業者確認用 ({ $year }, round { $round })
vendor-letter-greeting = Thank you for maintaining our medical information systems.
vendor-letter-again = On { $on } we asked for your answers by { $due }. We have not received them yet. If they are on their way, please disregard this letter.
vendor-letter-why = Article 14, paragraph 2 of the Ordinance for Enforcement of the Medical Care Act obliges us to take the measures that cybersecurity needs. The ministry's checklist for it ({ $edition }) asks us to hold a vendor's sheet of every vendor that we have a contract with. It is looked at in the on-site inspection.
vendor-letter-please = Please answer each item below with yes or no and the day on which you confirmed it, by { $due }. For each no, please also enter a target date, no later than { $last }.
vendor-letter-please-round = Please tell us how the items below stand now, which you answered with no before: yes or no, and the day on which you confirmed it, by { $due }. A target date is no later than { $last }.
vendor-letter-form = Form
vendor-letter-round = Round
vendor-letter-how = How to answer
vendor-letter-how-text = By the link that we sent you, by the Excel form, or by filling in this letter: one of them is enough.
vendor-letter-number = No.
vendor-letter-blank-company = Company
vendor-letter-blank-name = Department, name, date
vendor-letter-closing = Please ask us if anything is unclear. Thank you very much.

# Mail
vendor-mail-send = Send the request by mail
vendor-mail-send-reminder = Send a reminder by mail
vendor-mail-off = No mail server is set. Print the letter instead.
vendor-mail-address = The vendor's record has no mail address that can be used.
vendor-mail-refused = The mail server did not take it. Send it again later, or print the letter.
vendor-mail-link = You can answer by this link without a login (until { $day }).
vendor-mail-link-care = The link is for your company alone. Please do not pass it on.

# Files of answers
vendor-file-title = Answers in a file
vendor-file-text = A vendor that does not use the link gets an Excel form or an answer file. Choose here what came back. You see what it says before it is received.
vendor-file-workbook = Save the Excel form
vendor-file-answer-file = Save an answer file to fill in
vendor-file-file = The file that came (Excel or answer file)
vendor-file-look = See what it says
vendor-file-signature = Signature (only if there is one)
vendor-file-signature-hint = If the vendor signed the file, enter its public key and the signature with a space between them. A file whose signature does not fit is not received. Ask the vendor whether the public key is its own.
vendor-file-signed-by = The signature was proved. Public key:
vendor-file-refused-text = This is not read. The other answers can be read.
vendor-file-place = Place
vendor-file-other-round = A cell of another round than { $round } was changed. Only round { $round } is read.
vendor-file-no-form = The file has no answers to the edition of this request.
vendor-file-item-unknown = This round does not ask for this item.
vendor-file-twice = The item is there twice. Only the first answer is read.
vendor-file-value = This value can't be used. See the description of the answer file and correct it.
vendor-reply-title = Look at the answer that came
vendor-reply-lead = This is what “{ $name }” says. It is not received yet.
vendor-reply-faults = { $count ->
    [one] It can't be received like this: one answer has to be corrected. Ask the vendor for it.
   *[other] It can't be received like this: { $count } answers have to be corrected. Ask the vendor for it.
}
vendor-reply-not-open = An answer to this request is here already, or the request was closed. No new answer can be received.
vendor-reply-changed = The register or the request changed while you were looking. This is how it is now; please look again.
vendor-reply-receive = Receive this answer
vendor-reply-again = Back to the request, to choose again
vendor-book-reply = Who answers, other questions
vendor-book-reply-title = Who answers, and what is asked beside the form
vendor-book-question = Question
vendor-book-guide =
    Fill in yes or no and the day of the check in the columns of round { $round }.
    With no, fill in the target date too.
    Leave grey rows and the columns of other rounds alone. The name of who confirmed may stay empty.
    Fill in the name of who answers on the second sheet, “Who answers, other questions”.
    Save the file and give it back to the institution, or choose it on the page of your link.
vendor-beside-title = Asked beside the form
vendor-beside-text = Tell the institution whether its records are right. You can hand in the form without answering this.
vendor-beside-access = Is this way in for remote maintenance as recorded?
vendor-beside-disclosure = Does this disclosure (MDS/SDS) hold for the product as it is now?
vendor-beside-note = What is otherwise
vendor-beside-changed = The institution changed this record in the meantime, or the text is too long. Please answer again.
vendor-beside-complete = There is no other way in for remote maintenance
vendor-beside-none = We do no remote maintenance: there is no way in from outside
vendor-beside-complete-said = There is no other way in for remote maintenance
vendor-beside-offered = From the file (handed in with the form)
vendor-adopt-title = To be recorded
vendor-adopt-new = New.
vendor-adopt-before = Recorded now: { $before }
vendor-adopt-changes = { $count ->
    [one] one answer changed
   *[other] { $count } answers changed
}
vendor-door-read = The file was read. It is not handed in yet: look at it below and hand it in.
vendor-door-file-title = Answer with Excel or an answer file
vendor-door-file-text = You can save the Excel form and fill it in later. Choose the finished file, and its answers come into the fields below. They replace what stands there now.
vendor-door-file-read = Read the file
