# Disclosures (MDS/SDS)
disclosure-title = MDS/SDS
disclosure-heading = Medical information security disclosure (MDS/SDS)
disclosure-lead = On this paper a vendor says item by item how its product or service is protected. “No” is not bad: it means “cover this by operation”.
disclosure-met = Of { $met } of { $asked } vendors with a contract everything has come.
disclosure-nothing = Not asked yet
disclosure-kind = Form
disclosure-kind-mds = MDS
disclosure-kind-sds = SDS
disclosure-kind-long-mds = MDS (product, by its maker)
disclosure-kind-long-sds = SDS (service, by its provider)
disclosure-product = Product or service
disclosure-product-version = Version on the paper
disclosure-in-use = Version in use
disclosure-in-use-hint = If it differs from the paper's, a new MDS/SDS has to be asked for.
disclosure-edition = Edition of the form (5.0 …)
disclosure-dated-on = Date of the paper
disclosure-system = System
disclosure-state = State
disclosure-state-requested = Asked
disclosure-state-received = Received
disclosure-state-refused = Refused
disclosure-state-not_needed = Not needed
disclosure-on = Day of asking, of receipt
disclosure-due = By when (if asked)
disclosure-due-first = That is before it was asked.
disclosure-why-state = Reason (if refused or not needed)
disclosure-product-wrong = Enter the name in one line of up to 200 characters.
disclosure-standing-asked = Asked
disclosure-standing-overdue = Overdue
disclosure-standing-unread = Received, answers not entered
disclosure-standing-current = Received
disclosure-standing-old = Received over a year ago
disclosure-standing-other-version = Not of the version in use
disclosure-standing-refused = Refused
disclosure-standing-not-needed = Not needed
disclosure-ask-again = Ask for it again
disclosure-tasks-open = Not decided
disclosure-add-link = Register an MDS/SDS
disclosure-add-title = Register an MDS/SDS
disclosure-add-text = Register it when you ask for it: then a day that has passed is seen.
disclosure-add-button = Register
disclosure-record = What is registered
disclosure-answers = The vendor's answers
disclosure-no-answers = No answers are entered yet.
disclosure-file = File from the vendor
disclosure-file-hint = A workbook is shown before it is taken in. A PDF or a picture is kept as it is.
disclosure-file-button = Send
disclosure-type-link = Enter from paper
disclosure-compare-with = Compare with:
disclosure-number = Number
disclosure-number-typed = Number on the paper
disclosure-question = Question
disclosure-answer = Answer
disclosure-answer-yes = Yes
disclosure-answer-no = No
disclosure-answer-not_applicable = Not applicable
disclosure-answer-blank = No answer
disclosure-remark = Remark
disclosure-topic = Sakimori's topic
disclosure-topic-none = No topic
disclosure-topic-proposed = Chosen by its words. Correct it if it is another.
disclosure-status-confirmed = Topic confirmed
disclosure-status-secondary = Topic known at second hand
disclosure-status-reconstructed = Topic reconstructed
disclosure-tasks = What the institution decides
disclosure-tasks-lead = Every “no”, and every “yes” with a remark. Decide how to cover it by operation, who looks after it, and by which rule.
disclosure-others = { $count ->
    [one] One other answer
   *[other] { $count } other answers
    }
disclosure-task-open = Not decided
disclosure-task-decided = Decided
disclosure-task-answer-changed = The answer changed
disclosure-task-overdue = Overdue
disclosure-decide-link = Decide
disclosure-decide-title = Decide about an answer
disclosure-reason-no = The answer is no. The product does not do it; it has to be covered by operation.
disclosure-reason-conditional = The answer is yes, with a remark. Read whether it carries a condition.
disclosure-decided-by = Recorded:
disclosure-decision = Decision
disclosure-decision-cover = Cover by operation
disclosure-decision-accept = Accept the risk
disclosure-decision-improve = Ask the vendor, mend at the renewal
disclosure-decision-met = The condition is met
disclosure-owner = Who looks after it
disclosure-owner-missing = Choose who looks after it.
disclosure-rule = By which rule or document
disclosure-rule-missing = Enter the rule or document, up to 200 characters.
disclosure-why = Reason, risk, what is done
disclosure-why-missing = Enter the reason.
disclosure-why-long = Too long. Up to 4,000 characters are taken.
disclosure-task-due = By when
disclosure-type-title = Enter answers from paper
disclosure-type-lead = Numbers and order differ between editions of the form. Choose the topic that is nearest. The official numbers are not confirmed yet: copy the number that the paper prints.
disclosure-type-replaces = There are answers out of a workbook. Saving here leaves only what is entered here. The earlier answers stay in the record.
disclosure-nothing-typed = Nothing is entered.
disclosure-preview-title = What was read
disclosure-preview-lead = Nothing has changed yet. Look through it, then take it in. Numbers and questions are those of the file.
disclosure-preview-changed = Somebody changed it meanwhile. Please look through it again.
disclosure-preview-empty = No answer was found in this file. Enter it as from paper.
disclosure-preview-rows = { $count ->
    [one] One answer
   *[other] { $count } answers
    }
disclosure-preview-open = { $count ->
    [one] One has no topic, or one chosen by its words. It can be taken in as it is.
   *[other] { $count } have no topic, or one chosen by their words. They can be taken in as they are.
    }
disclosure-header = Head of the file
disclosure-header-hint = See whether it agrees with what is registered.
disclosure-profile = Way of reading
disclosure-profile-button = Read it this way
disclosure-unread = For you to look at
disclosure-unread-lead = These places could not be read. Taken in, they are “no answer”.
disclosure-unread-answer = Neither yes, no nor not applicable.
disclosure-unread-formula = The answer is calculated.
disclosure-unread-fault = A failed calculation.
disclosure-unread-no-question = An answer without a question.
disclosure-unread-no-answer = A numbered question without an answer.
disclosure-unread-sheet = This sheet has no headings for question and answer.
disclosure-take-button = Take it in
disclosure-leave = Leave it
disclosure-version-answers = { $count ->
    [one] One answer
   *[other] { $count } answers
    }
disclosure-compare-title = Two versions side by side
disclosure-compare-number = Compared by number, since the edition of the form is the same.
disclosure-compare-topic = Compared by Sakimori's topics, since the editions of the form differ or are not known.
disclosure-compare-equal = { $count ->
    [one] One answer is unchanged
   *[other] { $count } answers are unchanged
    }
disclosure-change-changed = Changed
disclosure-change-added = New
disclosure-change-gone = Gone
