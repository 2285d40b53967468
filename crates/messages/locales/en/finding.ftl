# What was read out of configurations and other exports

finding-export-fortigate-config = FortiGate configuration
finding-export-fortigate-status = FortiGate get system status
finding-export-cisco-ios-config = Cisco IOS configuration
finding-export-cisco-ios-version = Cisco IOS show version
finding-export-cisco-asa-config = Cisco ASA configuration
finding-export-cisco-asa-version = Cisco ASA show version
finding-export-juniper-config = Juniper configuration
finding-export-juniper-version = Juniper show version
finding-export-palo-alto-config = Palo Alto configuration
finding-export-palo-alto-status = Palo Alto show system info
finding-export-yamaha-config = YAMAHA RTX configuration
finding-export-device-log = Log of a network device
finding-export-account-csv = list of accounts (CSV)
finding-export-ldif = directory export (LDIF)
finding-export-windows-accounts = answers of Windows commands about accounts
finding-export-unix-passwd = Linux passwd
finding-export-unix-shadow = Linux shadow
finding-export-unix-group = Linux group
finding-export-osquery-accounts = accounts by osquery

finding-state-conforms = conforms
finding-state-violates = violates
finding-state-excepted = excepted
finding-state-not_applicable = not applicable
finding-state-no_evidence = no evidence
finding-state-stale = stale

## Facts

finding-fact-device = Device { $name }, maker { $maker }, model { $model }, serial number { $serial }
finding-fact-firmware = { $product } version { $version } (build { $build })
finding-fact-interface = Interface { $name } ({ $label }) { $addresses }, { $side ->
        [outside] outside
        [inside] inside
        [management] management
       *[unknown] side unknown
    }, { $up ->
        [true] up
       *[false] down
    }
finding-fact-door = { $service } at { $at }: { $opened ->
        [switched_off] switched off
        [interface_down] the interface is down
       *[open] { $from ->
            [any] reached from anywhere
            [only] reached from { $addresses } only
            [nobody] reached from nowhere
           *[unknown] sources unknown (not in this file: { $missing })
        }
    } ({ $side ->
        [outside] outside
        [inside] inside
        [management] management
       *[unknown] side unknown
    })
finding-fact-admin = Administrator { $name }{ $full_rights ->
        [true] {" "}(every right)
       *[other] { "" }
    }
finding-fact-community = SNMP community ({ $well_known }, { $may_write ->
        [true] may write
       *[false] read only
    }): { $from ->
        [any] usable from anywhere
        [only] usable from { $addresses } only
        [nobody] usable from nowhere
       *[unknown] sources unknown (not in this file: { $missing })
    }
finding-fact-policy = Rule { $name } lets everything through: from { $from_places } to { $to_places } ({ $enabled ->
        [true] enabled
       *[false] disabled
    })
finding-fact-tunnel = IPsec { $name }: interface { $at }, peer { $from ->
        [any] anybody
        [only] { $addresses }
        [nobody] nobody
       *[unknown] unknown
    }, IKE { $ike }, weak: { $weak }
finding-fact-unbound = “{ $block }” { $name } is bound to nothing and takes no effect
finding-fact-password-rule = Passwords of { $scope }: { $min_length } characters or more, locked after { $lockout_after } failures, changed after { $max_age_days } days
finding-fact-log-target = The log goes to { $host }
finding-fact-log-excerpt = { $records } log records (from { $from_on } to { $until_on })
finding-fact-account = Account { $name } ({ $display }): { $enabled ->
        [true] enabled
        [false] disabled
       *[other] not known whether enabled
    }, last login { $last_login_on }, password set { $password_set_on }, groups { $groups }
finding-fact-group = Group { $name }: { $members }

## Reasons

finding-reason-open-to-anybody = Anybody reaches { $services } at { $side ->
        [outside] the outside interface
        [inside] the inside interface
        [management] the management interface
       *[unknown] the interface
    } “{ $at }” from anywhere: nothing limits the source.
finding-reason-only-from = { $services } at “{ $at }” is reached from { $addresses } only.
finding-reason-sources-not-shown = { $services } is open at “{ $at }”. Whether the source is limited can't be seen in this file (missing: { $missing }).
finding-reason-no-door-shown = This file says nothing about ways into the device (management, remote login, VPN). They may be open by the maker's default: export the whole configuration.
finding-reason-door-shut = { $services } at “{ $at }” is reached from nowhere.
finding-reason-managed-from-outside = { $services } for management is open at the outside interface “{ $at }”, and this file does not show that the source is limited.
finding-reason-managed-from-outside-limited = { $services } for management is open at the outside interface “{ $at }”, from { $addresses } only.
finding-reason-sent-in-the-clear = { $service } at “{ $at }” sends passwords in clear text.
finding-reason-nothing-in-the-clear = Every open service is encrypted.
finding-reason-login-from-anywhere = Administrator “{ $name }” may log in from anywhere (others with limited sources: { $limited }).
finding-reason-login-limited = Administrator “{ $name }” may log in from { $addresses } only.
finding-reason-named-by-the-maker = Administrator “{ $name }” still has the name that the maker gave.
finding-reason-password-readable = The password of “{ $name }” lies in the configuration in a form that anybody can read.
finding-reason-password-missing = “{ $name }” has no password.
finding-reason-one-factor = Administrator “{ $name }” uses no second factor.
finding-reason-second-factor = Administrator “{ $name }” uses a second factor.
finding-reason-passwords-short = { $scope }: passwords of { $found } characters are allowed; { $wanted } are needed.
finding-reason-never-locks = { $scope }: failed logins never lock the account.
finding-reason-password-rule-holds = { $scope }: a rule on passwords is in place.
finding-reason-known-word = The SNMP community is “{ $word }”, a word that everybody knows{ $may_write ->
        [true] {" "}and it may change the device
       *[false] { "" }
    }.
finding-reason-snmp-to-anybody = SNMP answers anybody{ $may_write ->
        [true] {" "}and may change the device
       *[false] { "" }
    }.
finding-reason-snmp-only-from = SNMP answers { $addresses } only.
finding-reason-snmp-not-shown = From where SNMP can be used is not in this file (missing: { $missing }).
finding-reason-everything-passes = Rule “{ $name }” lets everything from everybody through, from { $from_places } to { $to_places }.
finding-reason-wide-but-off = Rule “{ $name }” would let everything through, and is disabled.
finding-reason-broken-cipher = VPN “{ $name }” uses a broken cipher: { $weak }
finding-reason-version-known = { $product } is at version { $version }. Whether that is current can't be told from this file alone.
finding-reason-end-of-support = Support of { $product } { $version } ended on { $ended_on }.
finding-reason-account-disabled = Account “{ $name }” is disabled or has expired.
finding-reason-used-lately = Account “{ $name }” was used on { $last_on }.
finding-reason-unused-for = Account “{ $name }” has not been used for { $days } days (last on { $last_on }).
finding-reason-never-used = Account “{ $name }” has never been used.
finding-reason-last-login-unknown = This file does not say when account “{ $name }” was last used.
finding-reason-password-never-expires = The password of account “{ $name }” never expires.
finding-reason-password-old = The password of account “{ $name }” has not been changed for { $days } days.
finding-reason-password-not-required = Account “{ $name }” can be used without a password.
finding-reason-name-of-nobody = The name of account “{ $name }” belongs to nobody; it may be shared.
finding-reason-may-do-everything = Account “{ $name }” may do everything. Compare with the approved list of administrators.
finding-reason-member-of-admins = “{ $name }” is a member of “{ $group }”. Compare with the approved list of administrators.
finding-reason-member-through-group = “{ $name }” is a member of “{ $group }” through “{ $through }”. Compare with the approved list of administrators.

## Rules

finding-rule-door-sources = Ways into a device are open to named sources only
finding-why-door-sources = In the Okayama incident a VPN box for maintenance had no source restriction, so anybody could try to log in. A way in that is used from one place is opened to that place.
finding-rule-outside-management = Management on an outside interface only for named sources
finding-why-outside-management = A management page towards the internet is tried from all over the world. Close it, or open it to the maintenance company's addresses alone.
finding-rule-admin-sources = Every administrator logs in from named sources only
finding-why-admin-sources = One administrator without named sources opens the login page to everybody.
finding-rule-snmp-sources = SNMP answers the monitoring machine only
finding-why-snmp-sources = SNMP tells what is inside a device and may change it. The monitoring server is enough.
finding-rule-wide-policy = No rule lets everything through
finding-why-wide-policy = A rule “everything from everybody” on an outside interface is as good as no firewall.
finding-rule-clear-text = No way in that sends passwords in clear text
finding-why-clear-text = With telnet and http whoever listens on the way sees the password. Use ssh and https.
finding-rule-snmp-word = No SNMP word that everybody knows
finding-why-snmp-word = “public” and “private” are what every attacker tries first.
finding-rule-default-account = No administrator under the name that the maker gave
finding-why-default-account = In the Okayama incident attackers came in as administrator with a common password. A known name leaves only the password to guess.
finding-rule-password-kept = No readable password in the configuration
finding-why-password-kept = Configuration files go through maintenance companies and mail. Readable passwords leak with them.
finding-rule-password-rule = Passwords of 8 characters or more, locked after repeated failures
finding-why-password-rule = In Handa the minimum was 5 characters and nothing locked. Guideline 6.0 asks for 13 without a second factor; only what has fewer than 8 is found here.
finding-rule-two-factor = Administrators of devices use a second factor
finding-why-two-factor = A leaked password alone opens nothing then.
finding-rule-vpn-cipher = No broken cipher in a VPN
finding-why-vpn-cipher = DES, MD5 and short DH groups no longer protect.
finding-rule-firmware = Firmware that its maker still mends
finding-why-firmware = In Handa a hole that had long been mended was still open in the VPN box. Knowing the version alone is never a yes.
finding-rule-unused-account = No account that nobody uses
finding-why-unused-account = An account unused for 90 days may belong to somebody who has left. Nobody notices when it is abused. A domain's last logon may lag by 14 days, which is waited for.
finding-rule-password-expires = No password that is never changed
finding-why-password-expires = A leaked password works until it is changed. Without regular changes use 13 characters or a second factor.
finding-rule-password-required = No account without a password
finding-why-password-required = Knowing the name is enough to get in.
finding-rule-generic-name = No account that belongs to nobody
finding-why-generic-name = In the Osaka incident one password was shared by servers and terminals; one broken machine opened all. A shared name also hides who did it.
finding-rule-admin-members = Administrators are those who were approved
finding-why-admin-members = In the Okayama incident every user was an administrator. The fewer there are, the smaller the damage. Being on the list alone is neither yes nor no.

## What could not be read

finding-unread-not-decodable = these bytes are no words
finding-unread-too-long = the line is too long
finding-unread-unfinished = it ends here without its end; see whether the file was cut off
finding-unread-unbalanced = an end without its beginning
finding-unread-not-understood = not written as files of this kind are
finding-unread-bad-value = not readable as a value
finding-unread-too-deep = nested too deeply

finding-refused-empty = The file is empty. Export it again.
finding-refused-program = Programs are not taken. Name a file with the results.
finding-refused-unknown = What is in the file is not known. See the manual for how to export it.
finding-refused-too-large = It is too large (up to { $most } MB).
finding-refused-damaged = It can't be read from line { $line }, character { $column } on: { $why }. See whether the file was cut off and export it again.
finding-refused-no-facts = It was read and holds nothing that a fact could stand on. Export the whole configuration.
