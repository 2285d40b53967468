# Editions, wordings and our guidance.
catalog-title = Compare the wordings
catalog-lead = Sentences marked 〔再〕 were reconstructed from other sources; those marked 〔案〕 were read in the ministry's draft. Compare them with the official file.
catalog-link = Compare the wordings
catalog-reconstructed-count = { $count ->
    [one] { $count } wording is not yet compared with the official file (marked 〔再〕 or 〔案〕).
   *[other] { $count } wordings are not yet compared with the official file (marked 〔再〕 or 〔案〕).
}
catalog-exact-count = { $count ->
    [one] The other wording is as read in a source.
   *[other] The other { $count } wordings are as read in a source.
}
catalog-how = How to compare
catalog-how-1 = Get the official file from the ministry's site.
catalog-how-2 = Compare each sentence. If it differs, leave the mark.
catalog-how-3 = Enter the SHA-256 of the file once, then press “Compared” at each wording that is the same (Windows: certutil -hashfile FILE SHA256).
catalog-hash = SHA-256 of the official file
catalog-hash-wrong = A SHA-256 has 64 of 0–9 and a–f. Copy it again.
catalog-verify = It is the same
catalog-take-back = Take back
catalog-mark-reconstructed-high = Reconstructed, not compared with the official file; likelihood high
catalog-mark-reconstructed-medium = Reconstructed, not compared with the official file; likelihood medium
catalog-mark-reconstructed-low = Reconstructed, not compared with the official file; likelihood low
catalog-mark-draft = Read in the ministry's draft, not compared with the final file
catalog-mark-verified = compared with the official file by { $name } on { $day }
catalog-mark-verified-short = compared
catalog-translation = unofficial translation
catalog-plain = In plain words
catalog-plain-hint = Our explanation, not the ministry's words.
catalog-yes-looks-like = What “yes” looks like:
catalog-evidence = What you can show
catalog-evidence-hint = Our examples for the talk at the inspection.
catalog-refs = Guideline:
catalog-ref-ours = { $ref } (our mapping)
catalog-hash-use = Compare with this file
catalog-document-checklist = Checklist:
catalog-document-manual = Manual of the checklist:
catalog-document-landing = Page of the ministry:
catalog-document-draft = Draft:
catalog-document-manual-copy = Copy of the manual:
catalog-document-redistributed-copy = Copy published elsewhere:
