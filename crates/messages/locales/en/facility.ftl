# The institution and set-up.
facility-title = Institution
facility-register-title = Begin with your institution
facility-register-lead = Four things to enter. They can be changed later.
facility-register-errors = { $count ->
    [one] Please mend { $count } entry.
   *[other] Please mend { $count } entries.
}
facility-register-button = Register
facility-set-up-code = Set-up code
facility-set-up-code-hint = The 12 letters printed where Sakimori was started.
facility-set-up-code-wrong = The set-up code is wrong. Look at the window where Sakimori was started.
facility-kind = Kind
facility-kind-missing = Choose a kind.
facility-kind-hospital = Hospital
facility-kind-clinic = Clinic
facility-kind-dental_clinic = Dental clinic
facility-kind-maternity_home = Maternity home
facility-kind-pharmacy = Pharmacy
facility-name = Name
facility-name-wrong = Enter a name (100 characters at most).
facility-code = Institution code (if known)
facility-code-wrong = The institution code has 7 or 10 digits. Leave it empty if you don't know it.
facility-beds = Beds (if known)
facility-beds-wrong = Beds: a number from 0 to 5000.
facility-contract = Contract with a vendor
facility-contract-missing = Choose one.
facility-contract-exists = Yes
facility-contract-none = None
facility-contract-unknown = Not known yet
facility-contract-hint = With the vendors of your systems. With “none”, the form itself leaves 2(2) and 2(3) without an entry.
facility-changed-meanwhile = Somebody else changed it first. Open the page again.
facility-people = People
facility-people-hint = The administrator (管理者) is the person with the legal duty: the director, the managing pharmacist.
facility-administrator-name = Name of the administrator
facility-administrator-kana = Its reading
facility-officer-name = Name of the safety officer
facility-officer-kana = Its reading
facility-same-person = The administrator is the safety officer, too
facility-login-hint = This makes the safety officer's login. Others can follow later.
facility-certificate-title = Install the certificate
facility-certificate-lead = With this installation's certificate the browser warns no more.
facility-certificate-download = Download the certificate
facility-certificate-1 = Open the downloaded file.
facility-certificate-2 = Press “Install certificate” and put it into “Trusted Root Certification Authorities”.
facility-certificate-3 = Start the browser again.
facility-certificate-none = This installation is used on this machine only: no certificate is needed.
