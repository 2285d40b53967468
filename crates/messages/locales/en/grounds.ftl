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
grounds-reason-person-knows = Only the people of the house can know it.
grounds-reason-vendor-answers = The vendor answers this item.
grounds-reason-no-records = Sakimori keeps no records for this item. Judge by your own documents.
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
