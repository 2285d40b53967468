contact-chart-title = Contact chart
contact-chart-room = Readiness
contact-chart-tabs = Parts of readiness
contact-chart-lead = Who calls whom, from whoever notices something odd, on one chart.
contact-chart-empty-title = Nobody is on it yet
contact-chart-empty-text = You can begin with the usual chain (whoever notices, department, system desk, safety officer, administrator). The roster, vendors with a contract and authorities come with it.
contact-chart-begin = Begin with the usual chain
contact-chart-begin-empty = Enter people one by one
contact-chart-begun-already = Somebody is on the chart already.
contact-chart-changed-meanwhile = Somebody else changed it meanwhile. Look at what stands there now, then try again.
contact-chart-nothing-ticked = Tick the contacts that you confirmed.
contact-chart-alarms = { $count ->
    [one] One thing has
   *[other] { $count } things have
} to be put right at once
contact-chart-faults = { $count ->
    [one] One thing
   *[other] { $count } things
} to look at
contact-chart-faults-hint = They block neither saving nor approving. Mend them on a quiet day.
contact-chart-fault-role-missing = Nobody is there for: { $role }
contact-chart-fault-left = { $name } left on { $day }.
contact-chart-fault-no-phone = { $name } has no telephone number.
contact-chart-fault-no-deputy = Nobody stands in for { $name }.
contact-chart-fault-alone = { $name } calls nobody and is called by nobody.
contact-chart-fault-unverified = Contact of { $name }: { $standing }
contact-chart-fault-vendor-missing = { $name } has a contract and is not on the chart.
contact-chart-approval = Approval
contact-chart-approved = As approved
contact-chart-not-approved = Not approved as it stands
contact-chart-approve = Approve this chart
contact-chart-who-approves = The administrator or the safety officer approves.
contact-chart-differences = { $count ->
    [one] One thing
   *[other] { $count } things
} changed since the approval.
contact-chart-difference-added = { $name } was added
contact-chart-difference-removed = { $name } is gone
contact-chart-difference-changed = { $name }: { $parts } changed
contact-chart-difference-order = The order changed
contact-chart-part-name = name
contact-chart-part-role = role
contact-chart-part-reach = contact
contact-chart-part-deputy = deputy
contact-chart-part-calls = whom to call
contact-chart-part-card = whether on the card
contact-chart-versions = Versions approved so far
contact-chart-version-number = Version { $number }
contact-chart-version = Version { $number } (approved on { $day } by { $by })
contact-chart-version-none = Not approved (as of { $day })
contact-chart-since = What differs today
contact-chart-since-nothing = Nothing differs.
contact-chart-pdf-a4 = PDF (A4)
contact-chart-pdf-a3 = PDF (A3)
contact-chart-pdf-card = Cards as PDF
contact-chart-picture-title = Picture
contact-chart-picture-also = Also calls →{" "}
contact-chart-picture-goes-on = goes on here
contact-chart-picture-alone = Without arrows
contact-chart-picture-no-phone = No number
contact-chart-picture-night = Out of hours: { $words }
contact-chart-picture-by-night = [night too]
contact-chart-picture-deputy = Deputy { $name }
contact-chart-list = { $count ->
    [one] One person or party
   *[other] { $count } people and parties
}
contact-chart-who = Name
contact-chart-who-staff = Person of the roster
contact-chart-who-post = Name of the department or post
contact-chart-who-vendor = Vendor
contact-chart-who-authority = Name of the authority
contact-chart-reach = Contact
contact-chart-calls = Calls next
contact-chart-standing = Confirmed
contact-chart-standing-current = Confirmed on { $day }
contact-chart-standing-old = Over six months ago ({ $day })
contact-chart-standing-changed = Changed since ({ $day })
contact-chart-standing-never = Unconfirmed
contact-chart-order = Order
contact-chart-up = Move { $name } up
contact-chart-down = Move { $name } down
contact-chart-deputy-for = Deputy of { $name }
contact-chart-night-mark = night too
contact-chart-confirmed-now = Confirmed today
contact-chart-confirm = Mark the ticked contacts as confirmed
contact-chart-confirm-one = Confirmed this contact today
contact-chart-confirm-hint = Tick only what you found to be right: by calling, or on the official page.
contact-chart-add = Add a person or party
contact-chart-add-vendors = { $count ->
    [one] Add the vendor that is missing
   *[other] Add the { $count } vendors that are missing
}
contact-chart-party-staff = Person
contact-chart-party-post = Department or post
contact-chart-party-vendor = Vendor
contact-chart-party-authority = Authority
contact-chart-role = Role
contact-chart-role-discoverer = Whoever notices
contact-chart-role-department = Head of department
contact-chart-role-system_desk = System desk
contact-chart-role-safety_officer = Safety officer
contact-chart-role-administrator = Administrator
contact-chart-role-public_relations = Public relations
contact-chart-role-clerical = Clerical side
contact-chart-role-clinical = Clinical side
contact-chart-role-vendor = Vendor
contact-chart-role-authority = Authority
contact-chart-role-other = Other
contact-chart-post-discoverer = Anybody who notices
contact-chart-post-department = Heads of departments
contact-chart-post-system_desk = System desk
contact-chart-post-safety_officer = Safety officer
contact-chart-post-administrator = Administrator
contact-chart-post-public_relations = Public relations
contact-chart-post-clerical = Head of administration
contact-chart-post-clinical = Head of clinical care
contact-chart-choose = Please choose
contact-chart-nobody = Nobody
contact-chart-title-of = Position or duty, in the house's words
contact-chart-phones = Telephone
contact-chart-phones-hint = The number to try first comes first. Extensions and #9110 are fine as they are.
contact-chart-phone = Telephone { $number }
contact-chart-night = Answers at night and on days off
contact-chart-mail = Mail
contact-chart-out-of-hours = How to reach out of hours
contact-chart-out-of-hours-hint = Where a number alone does not say it: “through the security desk”.
contact-chart-calls-next = Calls next
contact-chart-calls-hint = From top to bottom. After saving there are two more places.
contact-chart-call = Call { $number }
contact-chart-deputy-of = Stands in for (deputy)
contact-chart-deputy-hint = Called when that person can't be reached. A deputy has no arrows.
contact-chart-on-card = On the wallet card
contact-chart-remark = Remark (where the number comes from)
contact-chart-record = Change
contact-chart-vendor-hint = Name, numbers and contacts at night are those on the vendor's page. They are not entered here.
contact-chart-to-vendor = To this vendor's page
contact-chart-known-title = Choose from the list of authorities
contact-chart-known-hint = This list comes with Sakimori. Numbers may be old; you can change them afterwards.
contact-chart-known-numbers = Numbers of the list:
contact-chart-known-source = Source:
contact-chart-known-verified = Last verified:
contact-chart-known-never = never
contact-chart-known-care = This number is unconfirmed. Compare it with the official page before you rely on it.
contact-chart-said-confirmed = Confirmed
contact-chart-said-nothing = Nobody confirmed it yet.
contact-chart-remove = Take off the chart
contact-chart-remove-hint = Approved charts and call tests stay.
contact-chart-has-deputies = Somebody on the chart stands in for this entry. Change that first.
contact-chart-role-wrong = Choose a role.
contact-chart-who-wrong = Choose one.
contact-chart-name-wrong = Enter a name of up to 100 characters.
contact-chart-phone-wrong = Telephone { $number } has no digit.
contact-chart-phones-many = Up to six numbers.
contact-chart-deputy-wrong = Can't stand in for that one: not on the chart, a deputy itself, or this entry has deputies.
contact-chart-deputy-calls = A deputy has no arrows. Remove them first.
contact-chart-called-wrong = Somebody to be called is not on the chart.
contact-chart-full = A chart has up to 400 entries.
contact-chart-loop = The calls would run in a circle: { $names }. Remove one of the arrows.
contact-chart-test-title = Call test
contact-chart-test-lead = Call people as the chart says and see whether they answer. Write down each call. Whoever answers counts as confirmed.
contact-chart-test-none = No call test yet.
contact-chart-test-last = Last call test: { $day } ({ $reached } of { $called } reached)
contact-chart-test-never = Not called yet.
contact-chart-test-before = Last time:
contact-chart-test-write = Write down the result
contact-chart-test-on = Called on
contact-chart-test-at = Time
contact-chart-test-outcome = Result
contact-chart-test-answered = Answered
contact-chart-test-minutes = Minutes until answered
contact-chart-test-by = Who answered, if somebody else
contact-chart-test-note = What you noticed
contact-chart-test-record = Record
contact-chart-test-list = { $count ->
    [one] One call
   *[other] { $count } calls
} so far
contact-chart-test-day-wrong = Enter a day until today.
contact-chart-test-time-wrong = Enter a time like 13:05.
contact-chart-test-minutes-wrong = Enter a number from 0 to 1440.
contact-chart-answered = Answered ({ $minutes ->
    [one] one minute
   *[other] { $minutes } minutes
})
contact-chart-answered-by = Answered by { $by } ({ $minutes ->
    [one] one minute
   *[other] { $minutes } minutes
})
contact-chart-not-reached = Not reached
contact-chart-task-words = { $name } was not reached by telephone. Find the right number and correct it.
contact-chart-tasks-title = To do
contact-chart-tasks-lead = What call tests and drills left to be put right.
contact-chart-tasks-none = Nothing at the moment.
contact-chart-task-from-call = From a call test
contact-chart-task-from-drill = From a drill
contact-chart-task-done = Done on { $day }
contact-chart-task-overdue = Past its target date ({ $day })
contact-chart-task-due = Target date { $day }
contact-chart-task-undated = No target date
contact-chart-task-change = Change, or mark as done
contact-chart-task-what = What is to be done
contact-chart-task-done-on = Done on
contact-chart-task-how = What was done
contact-chart-task-words-wrong = Write up to 4000 characters.
contact-chart-task-owner-wrong = This person can't be chosen.
contact-chart-card-title = Wallet card
contact-chart-card-lead = A card for everybody. Cut out 91 × 110 mm and fold it at the dotted line: it is as large as a business card.
contact-chart-card-count = { $count ->
    [one] One entry is
   *[other] { $count } entries are
} on the card (there is room for ten). Choose them on their pages.
contact-chart-card-steps = If a computer behaves oddly
contact-chart-card-step-unplug = Unplug the network cable. Switch Wi-Fi off.
contact-chart-card-step-power = Leave the power on. Touch nothing.
contact-chart-card-step-call = Call a number on the back at once.
contact-chart-card-step-note = Write down the time and what you saw.
contact-chart-card-step-wait = Don't use it until told. Tell others.
contact-chart-card-numbers = Numbers to call at once
contact-chart-card-rest = { $count } more on the contact chart
contact-chart-paper-title = Contact chart
contact-chart-paper-tests-title = Call tests
contact-chart-paper-tests-none = None recorded yet.
contact-chart-paper-test-on = When
contact-chart-paper-test-who = Whom
contact-chart-paper-test-outcome = Result
contact-chart-paper-test-by = Recorded by
contact-chart-paper-card-lead = Cut along the line and fold at the dotted line: it is as large as a business card.
contact-chart-paper-alt = Contact chart: who calls whom, with telephone numbers.
