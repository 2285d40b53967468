# Search
search-title = Search
search-label = Search for words
search-hint = Finds items, notes, checks, vendors, devices, remediation, evidence and people by words. Hiragana and katakana, full width and half width are the same. With several words, only what has all of them is shown.
search-count = { $count ->
    [one] One hit for “{ $query }”.
   *[other] { $count } hits for “{ $query }”.
}
search-nothing = Nothing was found. Try a shorter or another word.
search-all-kinds = Search in everything
search-more = See all { $count }
search-cut = { $shown } of { $count } are shown. Add a word to narrow it down.
search-also = Also on:
search-also-more = and { $count } more
search-official = Words of the form
search-explanation = Explanation
search-kind-note = Notes
search-kind-item = Items
search-kind-sheet = Checks
search-kind-vendor = Vendors
search-kind-device = Devices
search-kind-stocktake = Stock-takes
search-kind-segment = Segments
search-kind-procedure = How to disconnect
search-kind-remediation = Remediation
search-kind-evidence = Evidence
search-kind-person = People
search-kind-backup = Backups of systems
search-kind-bcp = BCP
search-kind-drill = Drills and trainings
search-kind-task = To do
search-kind-incident = Incidents
search-kind-contact = Contact chart
