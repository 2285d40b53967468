# Inspection packs.
inspection-title = 検査資料
inspection-lead = 立入検査で見せるPDFと、あとで確かめられる封をしたZIPを作ります。
inspection-make = 検査資料を作る
inspection-made = 作ったもの
inspection-empty = まだ作っていません。
inspection-by = 作った人
inspection-files = ファイル
inspection-with-files = 証跡のファイルも入れる
inspection-files-count = { $count }個、{ $size }
inspection-vendors-alone = 事業者1社だけの資料を作る
inspection-check-title = 別のパソコンで確かめる
inspection-check-text = ZIPは、データベースがなくても確かめられます。指紋は、PDFの各ページの下に印刷されています。
inspection-not-signed = まだ承認されていません（足りないもの { $open }）。
inspection-other-year = この版の様式を、{ $year }の点検に使っています。年度の新しい様式がないか、確かめてください。
inspection-readme =
    サキモリ 検査資料

    checklist.pdf      印刷して見せる資料（事業者確認用と証跡の一覧も入っています）
    workbooks/         様式と一覧のExcel（vendor-01 からの番号は、紙の事業者の順です）
    evidence/          証跡のファイル（入れることを選んだときだけ）
    signed-rounds/     承認のときに固めた内容
    vendor-signed-rounds/  事業者確認用の承認のときに固めた内容
    edition/           使った様式のデータ
    journal.jsonl      変更履歴の写し（前の記録とハッシュでつながっています）
    manifest.json      目録（すべてのファイルのSHA-256）
    manifest.sig       目録への署名（ed25519）

    確かめ方： sakimori verify-pack このファイル.zip --fingerprint "紙に印刷された鍵の指紋"

    English: papers for the inspection. checklist.pdf is for printing, workbooks/ and evidence/ are to look into; the rest lets `sakimori verify-pack` check it on another machine.

# What can be wrong with a pack. `$what` is a path, a line or an entry.
inspection-problem-not-an-archive = ZIPとして読めません（{ $what }）。
inspection-problem-repacked = 詰めなおされています（{ $what }）。
inspection-problem-too-many-files = ファイルが多すぎます（{ $what }）。
inspection-problem-too-large = { $what } が大きすぎます。
inspection-problem-unsafe-path = { $what } は、許されない名前です。
inspection-problem-duplicate = { $what } が2つあります。
inspection-problem-manifest-missing = 目録（manifest.json）がありません。
inspection-problem-manifest-unreadable = 目録が読めません（{ $what }）。
inspection-problem-unknown-format = 知らない形式です（{ $what }）。新しい版のサキモリで確かめてください。
inspection-problem-signature-missing = 目録の署名がありません。
inspection-problem-signature-wrong = 目録の署名が合いません。
inspection-problem-key-wrong = 目録の公開鍵が正しくありません。
inspection-problem-other-installation = 別の設備で作られたものです（指紋 { $what }）。
inspection-problem-missing = { $what } がありません。
inspection-problem-changed = { $what } が変えられています。
inspection-problem-added = { $what } は目録にありません。
inspection-problem-other-edition = 様式のデータが、目録のものと違います。
inspection-problem-journal-line = 変更履歴の{ $what }行目が読めません。
inspection-problem-journal-facility = 変更履歴の{ $what }行目は、別の医療機関のものです。
inspection-problem-journal-chain = 変更履歴の{ $what }行目で、つながりが切れています。
inspection-problem-journal-head = 変更履歴の終わりが、封をした位置（{ $what }）と合いません。
inspection-problem-round-unknown = { $what } は、変更履歴にない承認です。
inspection-problem-round-missing = 変更履歴の{ $what }番の承認の内容がありません。
