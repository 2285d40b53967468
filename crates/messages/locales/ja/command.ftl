## サーバー

command-serve-address = サキモリ: { $address }
command-serve-code = 最初の設定コード: { $code }
command-serve-new-authority = 証明書の発行元を新しく作りました。ほかのPCから使うときは、「/certificate」のページのとおりに、この証明書を一度だけ入れてください。
command-serve-address-in-use =
    { $address } は、ほかのプログラムが使っています。
    サキモリがもう動いていないか確かめるか、--listen で別の番号（例: --listen 127.0.0.1:8331）を指定してください。
command-serve-address-not-here =
    { $address } は、このPCのアドレスではありません。
    このPCだけで使うなら 127.0.0.1:8330、ほかのPCからも使うなら 0.0.0.0:8330 を --listen に指定してください。
command-serve-address-denied =
    { $address } で待ち受ける権限がありません。
    1024以上の番号（例: 8330）を --listen に指定してください。
command-serve-failed = サーバーを動かせませんでした。

## データフォルダ

command-folder-in-use =
    データフォルダ { $path } は、別のサキモリが使っています。
    1つのフォルダを同時に使えるのは1つだけです。動いているサキモリを止めるか、--data で別のフォルダを指定してください。
command-folder-not-writable =
    データフォルダ { $path } に書きこめません。
    フォルダの持ち主と書きこみの許可を確かめるか、--data で別のフォルダを指定してください。
command-folder-is-file =
    { $path } はフォルダではありません。
    --data には、フォルダの名前を指定してください。
command-folder-full =
    データフォルダ { $path } のディスクがいっぱいです。
    不要なファイルを移して空きを作ってから、もう一度動かしてください。
command-folder-missing =
    { $path } に、サキモリのデータフォルダがありません。
    --data の指定を確かめてください。初めて使うときは「sakimori serve」が作ります。
command-folder-failed = データフォルダを使えません。
command-key-damaged =
    署名鍵のファイル { $path } が壊れています。
    バックアップから戻してください。戻せないときは、このファイルを別の場所に移してから動かすと、新しい鍵を作ります（指紋が変わります）。
command-key-new = 署名鍵が見つからないので、新しく作りました。これからの資料の指紋は、前のものと違います。鍵をなくした覚えがなければ、バックアップを確かめてください。
command-tls-damaged =
    証明書のファイル { $path } が読めません。
    フォルダごと別の場所に移してから動かすと、新しく作ります（ほかのPCには入れ直しが要ります）。
command-tls-failed = 証明書を作れませんでした。

## データベース

command-database-damaged =
    データベースが壊れているか、データベースではありません（{ $place }）。
    何も変えていません。このファイルを別の場所に写して残し、バックアップから戻してください。
command-database-newer =
    データベースは、新しい版のサキモリのものです（{ $place }: 形式 { $found }、このプログラムが分かるのは { $known } まで）。
    何も変えていません。新しい版のサキモリで動かしてください。
command-database-behind =
    データベースの形式が、このプログラムより古いままです（{ $place }）。
    「sakimori migrate」を動かしてください。PostgreSQLでは、SAKIMORI_DATABASE_OWNER_URL に所有者のアドレスも入れます。
command-database-migration-failed =
    データベースの形式を新しくできませんでした（{ $place }: 「{ $step }」）。
    何も変えていません。
command-database-role-too-strong =
    データベースの利用者（ロール）の権限が強すぎます（{ $place }）。
    行単位の制限を飛びこえるロール（SUPERUSER、BYPASSRLS）では、ほかの医療機関の記録を守れません。どちらも持たないロールを SAKIMORI_DATABASE_URL に指定してください。
command-database-unreachable =
    データベースにつながりません（{ $place }）。
    PostgreSQL が動いているか、アドレス・利用者名・パスワードが正しいかを確かめてください。
command-database-read-only =
    データベースに書きこめません（{ $place }）。
    ファイルとフォルダの持ち主、書きこみの許可を確かめてください。
command-database-full =
    データベースのディスクがいっぱいです（{ $place }）。
    書きかけのものは残っていません。空きを作ってから、もう一度動かしてください。
command-database-busy =
    データベースは、ほかのプログラムが使っています（{ $place }）。
    そのプログラムを閉じてから、もう一度動かしてください。
command-database-failed = データベースを使えません（{ $place }）。

## 設定

command-config-file =
    設定ファイル { $path } を読めません。
    --config の指定と、ファイルの許可を確かめてください。
command-config-syntax = { $path } の { $line } 行目: TOMLの書き方になっていません。
command-config-unknown =
    { $path } の { $line } 行目: 「{ $name }」という設定はありません。
    「{ $nearest }」のことではありませんか。
command-config-kind =
    { $path } の { $line } 行目: 値の種類が違います。
    例: { $example }
command-config-data-inside =
    { $path } の { $line } 行目: データフォルダの中のファイルで、データフォルダの場所は決められません。
    --data、環境変数 SAKIMORI_DATA、または起動するフォルダの sakimori.toml で決めてください。
command-config-not-utf8 = 環境変数 { $name } の値が UTF-8 ではありません。
command-config-unreadable = 設定「{ $name }」の値を読めません。
command-config-mail =
    メールの設定「{ $name }」を使えません: 「{ $found }」
    mail_server、mail_from をそろえ、mail_security は starttls、tls、none のどれかにします。
command-config-vendor-listen =
    vendor_listen の「{ $found }」は、待ち受けるアドレスではありません。
    事業者用の入り口は、本体とは別の番号にします。例: 0.0.0.0:8331
command-config-vendor-address =
    vendor_address の「{ $found }」は、事業者が開くアドレスではありません。
    https:// ではじまり、パスのないものにします。例: https://vendors.example.jp
command-serve-vendors = 事業者用の入り口: { $address }
command-config-listen =
    「{ $found }」は、待ち受けるアドレスとして読めません。
    例: 127.0.0.1:8330（このPCだけ）、0.0.0.0:8330（ほかのPCからも）
command-config-database-url =
    データベースのアドレス（{ $found }）は PostgreSQL のものではありません。
    例: postgres://利用者@サーバー/データベース。SQLite を使うなら、何も指定しないでください。
command-config-owner-alone =
    SAKIMORI_DATABASE_OWNER_URL だけが指定されています。
    プログラムが使うロールのアドレスを SAKIMORI_DATABASE_URL にも指定してください。
command-config-data-empty = データフォルダの名前が空です。
command-config-certificate-name =
    「{ $found }」は、証明書に入れる名前（certificate_names）として使えません。
    例: sakimori.example.internal

## 言葉の間違い

command-argument-unknown =
    「{ $found }」という指定はありません。
    使い方: sakimori --help
command-argument-missing = 「{ $missing }」の指定が要ります。
command-argument-empty = 「{ $argument }」には値が要ります。
command-argument-value = 「{ $argument }」に「{ $found }」は使えません。
command-argument-twice = 「{ $found }」が重なっています。
command-arguments-wrong =
    指定の書き方が違います。
    使い方: sakimori --help
command-near = 近いもの: { $words }
command-unknown =
    「{ $found }」という命令はありません。
    使い方: sakimori --help
command-subcommand-missing =
    何をするかが足りません。
    使い方: sakimori --help

## 見本

command-demo-file-exists =
    { $path } がもうあります。上書きはしません。
    空のフォルダを --pack に指定してください。
command-demo-done =
    見本の病院（実在しません）の検査資料です。ZIPは次の指紋で確かめられます。
    sakimori verify-pack inspection-pack.zip --fingerprint "{ $fingerprint }"
command-render-failed = PDFを作れませんでした。

## 様式のデータ

command-catalog-broken = { $path } の様式のデータに間違いがあるので、動かせません。直すか、別の場所に移してください。
command-catalog-built-in = 組みこみの様式のデータに間違いがあります。プログラムを入れ直してください。
command-catalog-unreadable =
    { $path } の様式のデータを読めません。
    フォルダとファイルの許可を確かめてください。
command-catalog-holds = { $count } 個のファイルを調べました。間違いはありません。
command-catalog-faults = 間違いが { $count } 個あります。
command-catalog-not-obtained = 様式の取込みが必要
command-catalog-form-hospital = 医療機関 { $count }
command-catalog-form-pharmacy = 薬局 { $count }
command-catalog-form-vendor = 事業者 { $count }

command-pack-too-large = { $found } バイトあります。様式のデータは { $most } バイトまでです。
command-pack-not-utf8 = UTF-8 ではない文字があります。UTF-8 で保存してください。
command-pack-syntax = YAML として読めません: { $reason }
command-pack-not-allowed = { $found } は使えません。そのまま書き並べてください。
command-pack-unknown-key = 「{ $found }」という項目はありません。使えるもの: { $expected }
command-pack-missing-key = { $in_what } に「{ $expected }」がありません。
command-pack-duplicate-key = 「{ $found }」が2回あります。はじめは { $first_line } 行目です。
command-pack-duplicate-id = 「{ $found }」という名前が2回あります。はじめは { $first_line } 行目です。
command-pack-wrong-kind = { $found } があります。ここに要るもの: { $expected }
command-pack-bare-word = { $found } は、ほかのプログラムでは「はい・いいえ・なし」と読まれます。文字なら引用符で囲んでください。
command-pack-empty-text = 「{ $key }」が空です。値が要ります。
command-pack-bad-value = 「{ $found }」は使えません。形: { $expected }
command-pack-unknown-word = 「{ $found }」は使えません。使える言葉: { $expected }
command-pack-out-of-range = { $found } は範囲の外です。{ $first } から { $last } までにしてください。
command-pack-needs = { $because } には「{ $expected }」が要ります。
command-pack-excludes = { $because } と「{ $found }」は、いっしょに書けません。
command-pack-no-such = 「{ $found }」がありません。ここで指せるもの: { $expected }
command-pack-same-edition = 年度版 { $edition } の第 { $revision } 版は、中身の違うものが { $other } にあります。新しいほうの revision を大きくしてください。
command-pack-more = ほかに { $count } 個の間違いがあります。

## 検査

command-verify-counts = 変更履歴 { $entries } 件、表 { $rows } 行、署名 { $seals } 件、ファイル { $files } 個を調べました。
command-verify-other-keys = { $count } 件の署名は、このフォルダにない鍵のものなので、調べられません。
command-verify-facility-holds = すべて合っています。
command-verify-holds = { $count } 施設: すべて合っています。
command-verify-does-not-hold = 合わないものがありました。データフォルダの写しを取り、そのまま残してください。
command-verify-empty = まだ施設が登録されていません。
command-verify-entry-missing = 変更履歴の { $seq } 番がありません（次にあるのは { $next } 番）。
command-verify-entry-out-of-place = 変更履歴の { $seq } 番が、前の記録とつながっていません。
command-verify-entry-changed = 変更履歴の { $seq } 番の中身が、記録したときと違います。
command-verify-entry-unreadable = 変更履歴の { $seq } 番を読めません。新しい版のサキモリのものかもしれません。
command-verify-entry-not-replayable = 変更履歴の { $seq } 番を、もう一度当てはめられません: { $why }
command-verify-head = 変更履歴の最後は { $last } 番ですが、先頭の記録は { $head } 番を指しています。
command-verify-row-unknown = 表 { $table } に、変更履歴にない行があります（{ $key }）。
command-verify-row-missing = 表 { $table } から、変更履歴にある行がなくなっています（{ $key }）。
command-verify-row-differs = 表 { $table } の行が、変更履歴と違います（{ $key }: { $columns }）。
command-verify-seal-other-entry = { $seq } 番への署名が、今の変更履歴の { $seq } 番のものではありません。
command-verify-seal-forged = { $seq } 番への署名が正しくありません。
command-verify-file-missing = 記録にあるファイルがありません（SHA-256: { $sha256 }）。
command-verify-file-changed = 記録にあるファイルの中身が違います（SHA-256: { $sha256 }）。

## 形式の更新

command-migrate-nothing = データベースの形式は、もう新しくなっています。
command-migrate-done = データベースの形式を新しくしました: { $steps }
command-migrate-copy = 前の状態の写し: { $path }
command-migrate-owner-missing =
    PostgreSQL の形式を新しくするには、所有者のアドレスが要ります。
    SAKIMORI_DATABASE_OWNER_URL に指定してください。

## そのほか

command-file-not-read =
    { $path } を読めません。
    名前と許可を確かめてください。
command-file-not-written =
    { $path } に書きこめません。
    フォルダの許可と、ディスクの空きを確かめてください。
command-disk-full =
    ディスクがいっぱいです。
    書きかけのものは残っていません。空きを作ってから、もう一度動かしてください。
command-failed = 思いがけない理由で、できませんでした。

## 使い方

command-help-about = サキモリ: 医療機関のサイバーセキュリティ対策チェックリストの記録
command-help-usage = 使い方:
command-help-options = 指定
command-help-commands = 命令
command-help-arguments = 対象
command-help-exits = 終了コード: 0 終わった・1 調べたものが合わない・2 入力を受け付けられない・3 データフォルダ、データベース、アドレスが使えない
command-help-serve = ブラウザーで使うためのサーバーを動かす（命令を書かないときもこれ）
command-help-demo = 見本の病院で2回の確認をし、検査資料を作る
command-help-catalog = 様式のデータを調べる、一覧を出す
command-help-catalog-check = 様式のデータのファイルに間違いがないか調べる
command-help-catalog-list = このサキモリが知っている年度版の一覧
command-help-verify = 変更履歴、表、署名、ファイルがすべて合うか調べる
command-help-migrate = データベースの形式を新しくする
command-help-arg-help = 使い方を出す
command-help-arg-version = 版を出す
command-help-arg-data = データフォルダ（環境変数 SAKIMORI_DATA、はじめの値 sakimori-data）
command-help-arg-config = 設定ファイル（なければ、起動したフォルダとデータフォルダの sakimori.toml）
command-help-arg-listen = 待ち受けるアドレス（環境変数 SAKIMORI_LISTEN、はじめの値 127.0.0.1:8330）
command-help-arg-database-url = PostgreSQL のアドレス。パスワードは環境変数 SAKIMORI_DATABASE_URL に入れるほうが人目に触れない
command-help-arg-database-owner-url = 形式を新しくするときの、所有者のアドレス（環境変数 SAKIMORI_DATABASE_OWNER_URL）
command-help-arg-insecure-http = ほかのPCからも、暗号化しない HTTP で使えるようにする（すすめません）
command-help-arg-lang = 画面の言葉（ja または en）
command-help-arg-pack = 検査資料を書くフォルダ
command-help-arg-files = 様式のデータのファイル
command-help-arg-json = 結果を JSON で出す

## 検査資料の確認

command-help-verify-pack = 検査資料のZIPを、データベースなしで確かめる
command-help-arg-file = 検査資料のZIP
command-help-arg-fingerprint = 紙に印刷された鍵の指紋
command-verify-pack-consistent =
    つじつまが合っています: { $name }（{ $edition }、{ $year }年度）
    ファイル { $files }・変更履歴 { $entries }・承認された回 { $rounds }
command-verify-pack-from-installation = この指紋の設備で作られたものです: { $fingerprint }
command-verify-pack-origin-unknown = どの設備で作られたかは、まだ言えません。紙の指紋と比べるには --fingerprint を付けてください（このZIPの指紋: { $fingerprint }）。
command-verify-pack-sample = これは見本の病院の資料です。実在しません。
command-verify-pack-does-not-hold = つじつまが合いません。
command-verify-pack-no-fingerprint =
    指紋が読めません。
    紙に印刷された、4けたずつ8組の文字を、引用符で囲んで入れてください。
command-verify-pack-too-large =
    { $path } は大きすぎます。
    検査資料のZIPを指定してください。
command-verify-pack-unreadable =
    { $path } を読めません。
    ファイルの名前と場所を確かめてください。

command-help-backup = すべてを1つのファイルに写します。動いていても写せます
command-help-restore = 写したファイルから、空のデータフォルダーに戻します
command-help-arg-backup-folder = 毎晩のバックアップを置くフォルダー
command-backup-done = 医療機関 { $facilities }、記録 { $entries }、ファイル { $files } を写しました。署名の鍵とパスワードのハッシュが入っています。だれでも読める場所に置かないでください。
command-help-emergency-pack = 緊急パック（1つのHTMLファイル）を書きます。サーバが動いていても書けます
command-help-arg-out = 書くファイル
command-emergency-done = 緊急パックを書きました。個人情報が入っています。見てよい人だけが開けるところに置いてください。
command-emergency-exists = 同じ名前のファイルがあります。別の名前にしてください。
command-backup-file-exists =
    { $path } は、もうあります。何も上書きしません。
    ほかの名前を指定してください。
command-backup-no-key =
    データフォルダーに署名の鍵がありません。
    フォルダーが正しいかを確かめてください。
command-restore-done = 医療機関 { $facilities }、記録 { $entries }、ファイル { $files } を戻しました。続けて検査します。
command-restore-folder-used =
    { $path } が、もうあります。何も変えていません。
    --data に、新しいフォルダーを指定してください。
command-restore-database-used =
    データベースに、もう医療機関があります。何も変えていません。
    空のデータベースを指定してください。
command-restore-no-backup =
    { $path } は、サキモリのバックアップではありません。
    「sakimori backup」で作ったファイルを指定してください。
command-restore-newer =
    { $path } は、新しい版のサキモリで作られています（{ $found }）。
    その版以上のサキモリで戻してください。
command-restore-damaged =
    { $path } は壊れているか、変えられています（{ $entry }）。何も変えていません。
    ほかの日のバックアップを使ってください。
command-file-unreadable =
    { $path } を読めません。
    名前と、読む権限を確かめてください。
command-config-backup-keep =
    backup_keep は1から3660までの数です（{ $found } とあります）。
    残すバックアップの数を入れてください。

## ログ

command-help-logs-read = ログのファイルを読み、1件1行の JSON で出す（何件読めたかは標準エラーに出す）
command-help-arg-logs = ログのファイル、またはフォルダー（.evtx、syslog、CSV、XML、JSON、zip、gz）
command-help-arg-zone = 時差が書かれていないログの時差（はじめの値 +09:00）
command-help-arg-profile = 表の列の対応を書いたファイル（何度でも指定できます）
command-help-logs = アクセスログを読む、保管する、調べる、探す
command-help-logs-import = ログのファイルを保管する。終わった日には封をする。同じファイルは二度入らない
command-help-logs-verify = 保管したログが変えられていないか、欠けていないか調べる
command-help-logs-search = 保管したログから探す
command-help-arg-facility = どの施設のログか（はじめの値 main）
command-help-arg-from = この日時から（日本の時刻）
command-help-arg-until = この日時より前まで
command-help-arg-source = どのログか
command-help-arg-user = 利用者の名前または番号
command-help-arg-patient = 患者の番号
command-help-arg-host = 記録した機器
command-help-arg-address = 接続元または接続先のアドレス、端末名
command-help-arg-event = したこと（logon など）またはイベントの番号
command-help-arg-outcome = 結果（success、failure、unknown）
command-help-arg-text = 内容に含まれる言葉（途中の文字でも見つかります）
command-help-arg-offset = はじめの何件をとばすか
command-help-arg-limit = 何件まで出すか（はじめの値 100）
command-help-arg-oldest-first = 古い順に出す
## 取り込み

command-help-import = 機器の一覧やエージェントの記録を、台帳に取り込む。何が変わるかを見せて、はいと答えてから書く
command-help-arg-inventories = 機器の一覧（CSV・Excel）、GLPI・FusionInventory・nmap・osquery・Active Directory の書き出し、show version などの表示
command-help-arg-dry-run = 何も書かず、どうなるかだけを出す
command-import-counts = { $file }：{ $kind }。新しい { $new }・変わる { $changed }・同じ { $unchanged }・確かめる { $conflict }・取り込めない { $refused }
command-import-refused = { $file }:{ $line }：{ $words }
command-import-conflict = 確かめてください：{ $places }（{ $values }）
command-import-more = ほかに { $count } 件あります。--json ですべて出ます。
command-import-nothing-written = 何も書いていません。
command-help-arg-yes = たずねずに取り込む（スクリプトのため）
command-help-arg-columns = 列の読み方。ページで保存した名前か、書いたファイル（TOML）
command-help-arg-replaces = この一覧が直したものであるときの、前に取り込んだファイルの名前か SHA-256 のはじめの8文字以上
command-help-arg-of-facility = どの医療機関か（1つなら要りません）
command-import-yes-missing = 取り込むには --yes を付けてください。取り込まずに調べるだけなら --dry-run です。画面のないところではたずねられません。
command-import-ask = { $file } を取り込みますか？ [y/N]
command-import-written = { $file } を取り込みました（変更履歴 { $entry }）。
command-import-nothing-new = { $file }：取り込むと変わるところは、ありません。
command-import-file-not-written = { $file } は何も書いていません。
command-import-unknown = 分からない列（使いません）：{ $columns }
command-import-gone = 台帳から外れる機器：{ $name }
command-import-stage-waiting = 順番を待っています。
command-import-stage-reading = ファイルを読んでいます。
command-import-stage-comparing = 台帳と比べています。
command-import-stage-writing = 台帳に書いています。
command-import-rows = { $count } 行
command-import-profile-wrong = { $path } は列の読み方のファイルとして読めません。[columns] の下に、asset_number = "番号" のように書いてください。
command-import-profile-unknown = 「{ $found }」という列の読み方は、ファイルにも、保存したものにもありません。
command-import-profile-other = この列の読み方は、別の一覧のものです。一覧にない列：{ $columns }
command-import-replaces-one = --replaces を付けるときは、ファイルを1つだけ指定してください。
command-import-replaces-unknown = 「{ $found }」というファイルは、取り込まれていないか、もう置き換えられています。
command-import-replaces-other = 置き換える前のファイルは、この一覧と同じ種類の、別のファイルでなければなりません。
command-import-unread = { $file } の見出しが分かりません。--profile で列の読み方を渡すか、ブラウザーの「機器台帳」から取り込んで列を選んでください。
command-import-unnamed = { $path } の名前は使えません。名前を変えてください。
command-import-changed = 比べているあいだに台帳が変わりました。何も書いていません。もう一度実行してください。
command-import-no-facility = まだ施設が登録されていません。先にブラウザーで登録してください。
command-import-facility-missing = 医療機関がいくつもあります。どの医療機関のことか、--facility で書いてください：
command-import-facility-unknown = 施設「{ $found }」は、ここにありません。

## 証跡を読む

command-help-evidence = 書き出したファイルや機器の設定を調べる
command-help-evidence-read = ファイルの種類、読み取った事実、指摘を出す（データベースは要らない）
command-help-arg-exports = 調べるファイル（いくつでも）
command-help-arg-as-of = いつの時点で古いかを決める日（はじめの値は今日）
command-evidence-day = 「{ $found }」は日付として読めません。例: 2026-04-01
command-evidence-refused = { $file }: { $why }
command-evidence-file = { $file }: { $kind }
command-evidence-document = 文書や画像です。事実は読み取らないので、人が見てください。
command-evidence-findings = 指摘 { $count }件
command-evidence-outside = 様式の外
command-evidence-facts = 事実 { $count }件
command-evidence-unread = 読めなかったところ { $count }件
command-backup-runs = バックアップの実行 { $count } 件
command-backup-zone = （日本の時刻とみなしました）
