# Network
network-tabs = Pages of the ledger
network-title = Network picture
network-lead = Drawn from the addresses in the ledger. A segment without a name is a guess: addresses near each other are taken for one. The tables below say the same.
network-empty = No device in the ledger has an address yet. Bring in a list of devices, or a list from ARP or DHCP, and there is a picture.
network-picture-description = Segments { $nets } (guessed { $guessed }), lines to the outside { $lines }, joining devices { $joints }, devices { $devices } (of which nobody knows where they are: { $unplaced }).
network-sheet = Sheet { $number } of { $count }
network-scroll = Picture (scrolls sideways)
network-section-outside = Lines to the outside
network-section-inside = Network inside
network-section-unknown = Devices of which nobody knows where they are
network-joints = Joining devices
network-joints-none = Which devices join segments can't be told from the addresses in the ledger. Write all addresses of a switch or router with that device.
network-frame-outside = Line to the outside
network-frame-named = Segment that a person named
network-frame-guessed = Guess (addresses near each other)
network-frame-unknown = Not known
network-dot = Connected here (an upright line is the device of the letter above)
network-internet = Internet
network-line = Line to the outside
network-line-of-devices = "Outside connection" in the ledger
network-line-access = { $vendor }: remote maintenance of { $target }
network-line-others = { $count ->
    [one] one other device
   *[other] { $count } other devices
    }
network-entrance-unknown = where it comes in is not known
network-entrance = Comes in at
network-guessed = { $net } (guess)
network-is-guessed = Guess
network-net-outside = { $count } with a line to the outside
network-no-device = no device
network-unplaced = { $count ->
    [one] One device without an address
   *[other] { $count } devices without an address
    }
network-unknown = not known
network-place-unknown = place not known
network-segment = Segment
network-segment-net = Addresses (CIDR)
network-segment-name = Name
network-segment-vlan = VLAN
network-segment-purpose = Purpose
network-segment-backup = Holds backups
network-segment-joints = Joined by
network-kinds = Devices
network-letter = Letter
network-segments-title = Name the segments
network-segments-lead = Correct the guesses and write name, VLAN and purpose. An emptied line loses its name and is a guess again. All of it is one entry of the journal.
network-segments-example = For example 10.20.1.0/24
network-segments-edit = Name the segments
network-segments-one = Line { $number }
network-segments-backup-hint = A segment that holds backups is cut off first in an emergency.
network-segment-wrong-net = Line { $line }: write the addresses like 10.20.1.0/24.
network-segment-wrong-host-bits = Line { $line }: that is the address of a device, not of a network. Do you mean { $net }?
network-segment-wrong-name = Line { $line }: write a name of 1 to 200 characters.
network-segment-wrong-vlan = Line { $line }: a VLAN is a number from 1 to 4094.
network-segment-wrong-purpose = Line { $line }: write a purpose of at most 200 characters.
network-segment-wrong-twice = Line { $line }: { $net } is there twice.
network-segment-wrong-too-many = Line { $line }: more than 500.
network-stale = Somebody else changed it first. Look at what stands there now, and enter yours again.

network-outside-title = List of devices connected to the outside
network-outside-lead = Devices with a line to the outside, and registered remote maintenance. In an emergency the lines are cut by this list.
network-outside-unsaid = Devices of which nobody knows whether they are connected to the outside: { $count }
network-outside-unsaid-text = Neither "internet" nor "outside connection" is filled in. Where there is none, write "none".
network-outside-none = The ledger names no device with a line to the outside yet. That does not mean that there is none.
network-outside-by-device = Devices of the ledger
network-outside-by-access = Registered remote maintenance
network-outside-accesses-none = No remote maintenance is registered yet.
network-outside-name = Device, or what it leads to
network-outside-about = Asset number, addresses
network-outside-place = Place
network-outside-owner = In charge
network-outside-what = What the line is
network-outside-vendor = Vendor
network-outside-calls = Whom to call
network-outside-cut = How to cut it
network-outside-devices = Devices at its ends
network-outside-nobody = In no registered remote maintenance, and no registered vendor
network-outside-nowhere = Names no device of the ledger
network-outside-cut-edit = Write how to cut it
network-outside-cut-label = How to cut { $name }
network-outside-cut-example = For example: pull the blue cable (port 24) in rack 2 of the server room
network-outside-cut-wrong = Write how to cut it in one line of at most 200 characters.
network-outside-more = There are { $count } more. Excel has all of them.
network-outside-vendor-unknown = Name in the ledger (not registered)

network-cut-title = How to disconnect
network-cut-lead = What to unplug, and in what order, when malware or an intrusion is suspected. Print it and hang it by the telephone and in the server room.
network-cut-house = The whole house
network-cut-for = How to disconnect { $name }
network-cut-status = Check
network-cut-proposed = Proposal (not checked by a person yet)
network-cut-unchecked = Written by a person, not checked on the spot yet
network-cut-checked = Checked on the spot on { $day } by { $by }
network-cut-proposed-text = This is proposed from the ledger. Check on the spot that it is right before you hang it up.
network-cut-write = Write or check
network-cut-write-title = Write how to disconnect { $name }
network-cut-write-lead = One line is one step, from the top down. The order is that of the ministry's template: the network to the backups, then lines to the outside, then borders between segments.
network-cut-propose = Proposal of the ledger
network-cut-propose-text = Made from the ledger as it is now. Copy what you need.
network-cut-check = I checked on the spot that it can be cut like this
network-cut-checked-on = Day of the check
network-cut-checked-by = Who checked
network-cut-check-hint = When you change the words and save without this tick, it is "not checked" again.
network-cut-versions = Earlier versions
network-cut-step = Step { $step }
network-cut-part-terminal = Whoever notices
network-cut-part-decide = Who decides to cut
network-cut-part-backup = Cut the network to the backups
network-cut-part-outside = Cut the lines to the outside
network-cut-part-border = Cut the borders between segments
network-cut-part-devices = Take this system's devices off the network
network-cut-part-stops = What stops when it is cut
network-cut-part-tell = Whom to tell
network-cut-terminal-unplug = Pull the LAN cable.
network-cut-terminal-wifi = Switch Wi-Fi off.
network-cut-terminal-power = Leave the power on. Switching off destroys what investigators need.
network-cut-terminal-call = Call the system desk: extension (          )
network-cut-decider = { $name } ({ $role })
network-cut-nobody-decides = Nobody is recorded who decides. Write it here.
network-cut-at = { $name } ({ $place })
network-cut-unplug = Pull the LAN cable of { $at }. Leave the power on.
network-cut-unplug-address = Pull the LAN cable of { $at } { $address }. Leave the power on.
network-cut-backup-net = Cut { $net } off at { $joints }.
network-cut-backup-unknown = The ledger does not tell where the backups are. Write it here.
network-cut-line = { $at }: cut { $what }. How: { $how }
network-cut-how-unknown = not known (find out and write it)
network-cut-no-line = The ledger names no line to the outside. Make sure that there is none.
network-cut-unsaid = { $count ->
    [one] Of one device nobody knows whether it is connected to the outside.
   *[other] Of { $count } devices nobody knows whether they are connected to the outside.
    }
network-cut-border = { $at }: cut between { $nets }.
network-cut-border-unknown = The ledger does not tell which devices are the borders. Write it here.
network-cut-stops-internet = The internet and all exchange with the outside stop (online eligibility check, mail, electronic prescriptions). Check which you need.
network-cut-stops-access = Remote maintenance of { $target } is no longer possible.
network-cut-stops-terminals = { $count ->
    [one] It can't be used on one terminal ({ $departments }). Go over to paper.
   *[other] It can't be used on { $count } terminals ({ $departments }). Go over to paper.
    }
network-cut-stops-unknown = The ledger does not tell what stops. Write it here.
network-cut-department = { $name } { $count }
network-cut-tell = { $vendor }: { $calls }
network-cut-tell-inside = In the house: safety officer, administrator, departments (as the contact chart says)
network-cut-rest = { $count } more (see the list of devices connected to the outside, and the ledger)
network-cut-empty-wrong = Write at least one step.
network-cut-line-wrong = Line { $line } of "{ $part }" is too long: at most 200 characters.
network-cut-too-many = "{ $part }" holds at most 40 lines.
network-cut-by-wrong = Write who checked it.
network-cut-on-wrong = Write the day of the check, not later than today.
network-cut-target = For
network-cut-print-hint = On paper the letters are large enough for a wall.

network-names-title = Names of systems
network-names-lead = How the names under "system" in the ledger lead to registered systems. Names that differ in width, case or spaces alone are one name.
network-names-open = Names that lead to no registered system
network-names-open-none = Every name leads to a registered system.
network-names-joined = Names that lead to one
network-names-words = Name in the ledger
network-names-devices = Devices
network-names-system = Registered system
network-names-choose = It is this system
network-names-choose-none = Choose one
network-names-choose-new = Register it
network-names-kind = Kind (to register it)
network-names-save = Decide
network-names-same = The same name
network-names-alias = Said by a person
network-names-forget = Take it back
network-names-too-long = The name is too long to be registered. Shorten it in the ledger.
network-names-link = { $count ->
    [one] One name of a system leads to no registered system.
   *[other] { $count } names of systems lead to no registered system.
    }
network-system-devices = Devices
network-system-devices-none = The ledger has no device of this system.
network-system-cut = How to disconnect it
