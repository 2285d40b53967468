# One system at a glance
system-title = By system
system-lead = The institution's answer, the vendor's answer in its sheet, and its MDS/SDS to the same thing, side by side. What does not agree is marked.
system-empty = No system is recorded yet. Record it on the vendor's page.
system-kind = Kind
system-no-vendor = No vendor is recorded.
system-nothing = The vendor has answered nothing about this system yet.
system-item = Item
system-institution = Institution
system-contradictions = Not in agreement
system-contradicting = { $count ->
    [one] One item is not in agreement.
   *[other] { $count } items are not in agreement.
    }
system-contradiction-vendor-says-no = The vendor says no
system-explained-vendor-says-no = The institution says yes and the vendor's sheet no. Ask the vendor which is so today.
system-contradiction-disclosure-says-no = MDS/SDS says no
system-explained-disclosure-says-no = The institution says yes, but the product does not do it according to MDS/SDS, and nobody has decided how to cover it by operation.
system-contradiction-vendor-against-itself = The vendor says two things
system-explained-vendor-against-itself = Its sheet says yes and its MDS/SDS no to the same thing. Ask the vendor why.
system-contradiction-condition-open = A condition is open
system-explained-condition-open = The yes of MDS/SDS has a remark. Nobody has decided yet whether its condition is met.
system-contradiction-only-vendor-says-yes = Only the vendor says yes
system-explained-only-vendor-says-yes = The vendor says yes and the institution no. Something is left on the institution's side, or one of the two is mistaken.
system-topics-whose = Which topic of MDS/SDS speaks to which item is Sakimori's own hint.
