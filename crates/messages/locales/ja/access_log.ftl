## 読む

access-log-read-summary = 読めた (read): { $read } 件 ・ 読めずにそのまま残した (raw): { $raw } 件 ・ 失われた (lost): { $lost } 件
access-log-read-reason = { $path }: { $kind } { $count } 件 — { $why }（はじめは { $place }）
access-log-read-zone-assumed = { $path }: { $count } 件は、時差が書かれていないので、指定の時差（--zone）と考えました。
access-log-read-year-assumed = { $path }: { $count } 件は、年が書かれていないので、未来にならない一番新しい年と考えました。
access-log-read-timeless = { $path }: { $count } 件は、日時がわかりません。
access-log-place-line = { $line } 行目
access-log-place-byte = { $byte } バイト目

access-log-reason-unknown_form = 知っている形の記録ではありません
access-log-reason-too_long = 1件が長すぎます。はじめの部分だけ残しました
access-log-reason-encoding = 文字として読めないバイトがあります。読めないところは � になっています
access-log-reason-json = JSON として読めないか、日時と内容がありません
access-log-reason-xml = XML として読めないか、記録ではありません
access-log-reason-cells = 列の数が見出しと合いません。カンマを含む値は " で囲んでください
access-log-reason-time = 日時として読めません
access-log-reason-record = Windows イベントログの記録がこわれています
access-log-reason-block = Windows イベントログの区画がこわれています
access-log-reason-cut_off = 途中で切れています。元のファイルがすべて写されているか確かめてください
access-log-reason-nested = 圧縮ファイルの中に圧縮ファイルがあります。取り出してから読ませてください
access-log-reason-no_log = 圧縮ファイルの中に、ログではないファイルがあります

## 受け付けられない

access-log-refused-io =
    { $path } が読めません（{ $detail }）。
    名前と、読む権限を確かめてください。
access-log-refused-empty =
    { $path } は空です。
    書き出しが終わっているか、元の機器で確かめてください。
access-log-refused-binary =
    { $path } の { $byte } バイト目: 文字のファイルでも、知っているログでもありません。
    Windows のログは .evtx で、ほかは文字のファイル（CSV、テキスト、JSON、XML）で書き出してください。
access-log-refused-text =
    { $path } の { $line } 行目: 知っているログの形ではありません。「{ $start }」
    ファイルを確かめてください。表なら、見出しの行を付けるか、--profile で列の対応を渡してください。
access-log-refused-table =
    { $path } の { $line } 行目: 列の意味がわかりません。列: { $columns }
    どの列が日時、利用者、患者なのかを書いた対応表を --profile で渡してください（説明: docs/ja/logs.md）。
access-log-refused-no-event =
    { $path } の { $line } 行目: ログの記録が見つかりません（{ $detail }）。
    Windows イベント、監査メッセージ、FHIR AuditEvent のいずれかが入っているか確かめてください。
access-log-refused-archive =
    { $path } は、こわれた圧縮ファイルです（{ $detail }）。
    もう一度写すか、取り出した中のファイルを読ませてください。
access-log-refused-password =
    { $path } はパスワード付きの圧縮ファイルです（{ $detail }）。
    取り出してから読ませてください。

access-log-zone-wrong =
    時差「{ $found }」が読めません。
    例: --zone +09:00
access-log-profile-wrong =
    列の対応表 { $path } が使えません。
    書き方は docs/ja/logs.md にあります。
access-log-not-written = 結果を書き出せません。

## 保管する

access-log-import-taken = { $path }: { $count } 件を保管しました。
access-log-import-before = { $path }: 同じ内容のファイル（{ $name }）をすでに保管しています。何も足していません。
access-log-import-sealed = 封をしたファイル: { $count }
access-log-archive-in-use =
    ログの保管場所 { $path } は、ほかのサキモリが使っています。
    終わるのを待って、もう一度実行してください。
access-log-archive-damaged =
    ログの保管ファイル { $path } が読めません。
    sakimori logs verify で、どのファイルが変わったか調べてください。
access-log-archive-full =
    { $path } のディスクがいっぱいです。
    書きかけのものは残りません。空きを作って、もう一度実行してください。
access-log-archive-unusable =
    { $path } が使えません。
    名前と、読み書きの権限を確かめてください。
access-log-facility-wrong =
    施設の名前「{ $found }」は使えません。
    半角の英字、数字、- だけで書いてください。

## 調べる

access-log-verify-holds = すべて合っています。封をしたファイル { $files }、{ $rows } 件、まだ封をしていないファイル { $open }。鎖の最後: { $head }
access-log-verify-does-not-hold = 合わないものがあります。封をしたファイル { $files }、{ $rows } 件、まだ封をしていないファイル { $open }。鎖の最後: { $head }
access-log-problem-changed = 変えられています: { $what }
access-log-problem-missing = ありません: { $what }
access-log-problem-unnamed = 記録にないファイルです: { $what }
access-log-problem-link_changed = 鎖の { $what } 番が変えられています
access-log-problem-link_missing = 鎖の { $what } 番がありません
access-log-problem-link_moved = 鎖の { $what } 番の順番が変えられています
access-log-problem-part_changed = まだ封をしていないファイルが変えられています: { $what }
access-log-problem-part_missing = まだ封をしていないファイルがありません: { $what }

## 探す

access-log-search-shown = { $shown } 件を表示しました（{ $files } ファイルのうち { $opened } を開き、{ $rows } 件を調べました）。
access-log-search-more = 続きがあります。--offset で次を、--limit で件数を指定できます。
access-log-time-wrong =
    日時「{ $found }」が読めません。
    例: 2024-02-18 または 2024-02-18T09:00
