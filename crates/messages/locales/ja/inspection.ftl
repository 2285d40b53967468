# Inspection packs.
inspection-title = 検査資料
inspection-lead = 立入検査で見せるPDFと、あとで確かめられる封をしたZIPを作ります。
inspection-make = 検査資料を作る
inspection-made = 作ったもの
inspection-empty = まだ作っていません。
inspection-by = 作った人
inspection-files = ファイル
inspection-check-title = 別のパソコンで確かめる
inspection-check-text = ZIPは、データベースがなくても確かめられます。指紋は、PDFの各ページの下に印刷されています。
inspection-not-signed = まだ承認されていません（足りないもの { $open }）。
inspection-other-year = この版の様式を、{ $year }の点検に使っています。年度の新しい様式がないか、確かめてください。
inspection-readme =
    サキモリ 検査資料

    checklist.pdf      印刷して見せる資料
    signed-rounds/     承認のときに固めた内容
    edition/           使った様式のデータ
    journal.jsonl      変更履歴の写し（前の記録とハッシュでつながっています）
    manifest.json      目録（すべてのファイルのSHA-256）
    manifest.sig       目録への署名（ed25519）

    確かめ方： sakimori verify-pack このファイル.zip --fingerprint "紙に印刷された鍵の指紋"
