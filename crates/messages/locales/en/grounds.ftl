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
