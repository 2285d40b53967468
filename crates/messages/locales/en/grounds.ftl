# Proposals and reasons.
grounds-proposal = Proposal
grounds-lead = Only what records show. A person answers.
grounds-against = Against “yes”
grounds-verdict-yes = Yes
grounds-verdict-no = No
grounds-verdict-check = Check
grounds-verdict-no_evidence = No evidence
grounds-reason-officer-in-office = { $name } is recorded as safety officer since { $day }.
grounds-reason-only-deputy-in-office = Only the deputy { $name } is recorded.
grounds-reason-officer-term-ended = The term of { $name } ended on { $day } and nobody followed.
grounds-reason-no-officer-recorded = No safety officer is recorded.
grounds-reason-no-vendor-contract = It is recorded that there is no vendor contract.
grounds-reason-vendor-contract-unknown = Nobody has recorded whether a vendor contract exists.
grounds-reason-no-vendor-recorded = No vendor with a contract is registered yet.
grounds-reason-contract-recorded = { $count ->
    [one] A vendor with a contract is registered: { $names }
   *[other] { $count } vendors with a contract are registered: { $names }
    }
grounds-reason-remote-confirmed = { $vendors ->
    [one] One vendor has confirmed its ways in ({ $ways }), and that there is no other, on { $day }.
   *[other] { $vendors } vendors have confirmed their ways in ({ $ways }), and that there is no other. The oldest confirmation is of { $day }.
    }
grounds-reason-remote-never-asked = { $count ->
    [one] One vendor has not been asked about remote maintenance: { $names }
   *[other] { $count } vendors have not been asked about remote maintenance: { $names }
    }
grounds-reason-remote-confirmation-old = { $count ->
    [one] The confirmation of one vendor is over a year old: { $names }
   *[other] The confirmations of { $count } vendors are over a year old: { $names }
    }
grounds-reason-remote-not-confirmed = { $count ->
    [one] One vendor has ways in that it did not confirm: { $names }
   *[other] { $count } vendors have ways in that they did not confirm: { $names }
    }
grounds-names-and-more = { $names } and { $rest } more
grounds-reason-person-knows = Only the people of the house can know it.
grounds-reason-vendor-answers = The vendor answers this item.
grounds-reason-no-records = Sakimori keeps no records for this item. Judge by your own documents.
grounds-reason-disclosures-complete = { $vendors ->
    [one] The MDS/SDS of one vendor came on { $day }, and its answers are entered.
   *[other] The MDS/SDS of { $vendors } vendors came, and their answers are entered. The oldest came on { $day }.
    }
grounds-reason-disclosure-not-needed = No MDS/SDS is needed of { $count ->
    [one] one vendor
   *[other] { $count } vendors
    }: { $names }
grounds-reason-disclosure-not-asked = No MDS/SDS is recorded of { $count ->
    [one] one vendor
   *[other] { $count } vendors
    }: { $names }
grounds-reason-disclosure-not-come = The MDS/SDS was asked for and has not come of { $count ->
    [one] one vendor
   *[other] { $count } vendors
    }: { $names }
grounds-reason-disclosure-refused = The MDS/SDS was refused by { $count ->
    [one] one vendor
   *[other] { $count } vendors
    }: { $names }
grounds-reason-disclosure-old = The MDS/SDS has to be asked for again of { $count ->
    [one] one vendor
   *[other] { $count } vendors
    }: { $names }
grounds-reason-disclosure-unread = The answers of the MDS/SDS are not entered yet of { $count ->
    [one] one vendor
   *[other] { $count } vendors
    }: { $names }
grounds-reason-ledger-holds = The ledger holds { $servers } servers, { $terminals } terminals, { $network } network devices and { $others } others (last kept on { $day }).
grounds-reason-ledger-empty = The ledger holds no device yet. Once a list of devices is taken in, it speaks to this item.
grounds-reason-ledger-lacks-kind = The ledger names no device of this kind: { $kind }.
grounds-reason-ledger-unlisted = { $count ->
    [one] { $count } device was
   *[other] { $count } devices were
} seen on the network and stand in no list.
grounds-reason-ledger-contradicts = { $count ->
    [one] { $count } contradiction waits
   *[other] { $count } contradictions wait
} for a person.
grounds-reason-ledger-no-owner = { $count ->
    [one] { $count } device has
   *[other] { $count } devices have
} nobody who answers for it.
grounds-reason-ledger-old = Nobody kept the ledger for more than a year (last on { $day }).
grounds-reason-backup-nothing = Nothing is recorded of the backups of any system.
grounds-reason-backup-runs = Backups of { $count } systems run well: { $names }
grounds-reason-backup-procedure = The restore procedure of { $count } systems is approved: { $names }
grounds-reason-backup-rehearsed = A restore of { $count } systems was rehearsed within a year: { $names }
grounds-reason-backup-no-copy = No copy is registered of { $count } systems: { $names }
grounds-reason-backup-no-runs = Of { $count } systems, a copy has no run on record: { $names }
grounds-reason-backup-old = Of { $count } systems, the last good run is too old or there is none: { $names }
grounds-reason-backup-reached = Of { $count } systems, every copy is reached from the network: { $names }
grounds-reason-backup-no-procedure = The restore procedure of { $count } systems is missing or not approved: { $names }
grounds-reason-backup-not-rehearsed = A restore of { $count } systems was not rehearsed within a year, or not everything came back: { $names }
grounds-reason-backup-too-slow = The last restore of { $count } systems took longer than its RTO: { $names }
grounds-reason-chart-drawn = The contact chart has { $people ->
    [one] one entry
   *[other] { $people } entries
} (vendors: { $vendors }, authorities: { $authorities }).
grounds-reason-chart-empty = Nobody is on the contact chart yet.
grounds-reason-chart-approved = Version { $number } of the contact chart was approved on { $day }.
grounds-reason-chart-not-approved = No version of the contact chart is approved yet.
grounds-reason-chart-approval-old = Version { $number } of the contact chart was approved more than a year ago ({ $day }).
grounds-reason-chart-changed-since = { $count ->
    [one] One thing
   *[other] { $count } things
} changed since the approval.
grounds-reason-chart-tested = Call test on { $day }: { $reached } of { $called } reached.
grounds-reason-chart-lacks-role = The contact chart has nobody for: { $role }.
grounds-reason-incident-lessons-overdue = { $count ->
    [one] One lesson
   *[other] { $count } lessons
} of incidents not done by the target date
grounds-reason-chart-left = { $count ->
    [one] One person
   *[other] { $count } people
} on the contact chart left: { $names }
grounds-reason-chart-no-phone = { $count ->
    [one] One entry has
   *[other] { $count } entries have
} no telephone number: { $names }
grounds-reason-chart-unconfirmed = { $count ->
    [one] One contact was
   *[other] { $count } contacts were
} not confirmed in the last six months: { $names }
grounds-reason-chart-lacks-vendors = { $count ->
    [one] One vendor
   *[other] { $count } vendors
} with a contract missing on the contact chart: { $names }
grounds-reason-bcp-none = No business continuity plan for cyber attacks (BCP) is written yet.
grounds-reason-bcp-approved = Version { $number } of the BCP was approved on { $day } ({ $by }).
grounds-reason-bcp-not-approved = No version of the BCP is approved yet.
grounds-reason-bcp-review-on = The next review of the BCP is on { $day }.
grounds-reason-bcp-review-overdue = The day of the BCP's review ({ $day }) has passed.
grounds-reason-bcp-changed-since = { $count ->
    [one] 1 part of the BCP changed since its approval.
   *[other] { $count } parts of the BCP changed since its approval.
}
grounds-reason-bcp-checked = Self-check of the BCP: { $yes } yes, { $no } no.
grounds-reason-bcp-unanswered = { $count ->
    [one] 1 item of the BCP's self-check has no yes or no.
   *[other] { $count } items of the BCP's self-check have no yes or no.
}
grounds-reason-bcp-undated = { $count ->
    [one] 1 “no” of the BCP's self-check has no target date.
   *[other] { $count } “no” of the BCP's self-check have no target date.
}
grounds-reason-bcp-drilled = A drill was held on { $day }.
grounds-entries-and-more = { $names } and { $rest } more
grounds-reason-stocktake-held = The stock-takes of the last year found { $found } of the ledger's { $of } devices (the last on { $day }).
grounds-reason-stocktake-never = No stock-take was finished. Check that the devices are really there.
grounds-reason-stocktake-old = The last stock-take was more than a year ago ({ $day }).
grounds-reason-stocktake-part = The stock-takes of the last year found only { $found } of the ledger's { $of } devices (the last on { $day }).
grounds-things-and-more = { $names } and { $rest } more
grounds-reason-outside-nobody = { $count ->
    [one] One device is connected to the outside, and is in no registered remote maintenance and with no registered vendor: { $names }
   *[other] { $count } devices are connected to the outside, and are in no registered remote maintenance and with no registered vendor: { $names }
    }
grounds-reason-access-nowhere = { $count ->
    [one] One way in of remote maintenance names no device of the ledger: { $names }
   *[other] { $count } ways in of remote maintenance name no device of the ledger: { $names }
    }
grounds-reason-no-outside-known = Neither a device with a line to the outside nor remote maintenance is recorded yet.
grounds-reason-source-restricted = { $ways ->
    [one] One way in of remote maintenance is recorded as limited to certain addresses.
   *[other] { $ways } ways in of remote maintenance are recorded as limited to certain addresses.
    }
grounds-reason-source-on-paper = What devices are really set to is not looked at here. A person has to check the settings.
grounds-reason-source-anywhere = { $count ->
    [one] One way in of remote maintenance may be used from anywhere: { $names }
   *[other] { $count } ways in of remote maintenance may be used from anywhere: { $names }
    }
grounds-reason-source-unknown = { $count ->
    [one] Of one way in of remote maintenance nobody knows from where it may be used: { $names }
   *[other] Of { $count } ways in of remote maintenance nobody knows from where they may be used: { $names }
    }
