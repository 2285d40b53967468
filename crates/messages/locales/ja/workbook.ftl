# Excel: forms and lists that leave the program.
workbook-title = Excel
workbook-lead = 様式をExcelで保存して、ほかの人に書いてもらい、また取り込めます。取り込む前に、変わるところを全部見せます。
workbook-out = Excelで保存する
workbook-empty = まだ様式がありません。先に「点検」で様式を開いてください。
workbook-form = 様式
workbook-save = Excelで保存する
workbook-lists = 一覧
workbook-lists-save = 一覧をExcelで保存する
workbook-lists-hint = 改善（「いいえ」の項目）、事業者、資料（SHA-256つき）、職員の一覧です。見るためのもので、取り込みはできません。
workbook-in = 書いたExcelを取り込む
workbook-in-link = 書いたExcelを取り込む
workbook-in-text = ここで保存した様式のExcelを選んでください。まだ何も変わりません。次の画面で、変わるところを確かめられます。
workbook-file = Excelファイル
workbook-file-hint = ここで保存した .xlsx だけです。20MBまで。
workbook-look = 変わるところを見る
workbook-vendor = 事業者
workbook-remark = 参考
workbook-bytes = 大きさ（バイト）
workbook-sha256 = SHA-256
workbook-wrong-day = 年度の中の日付を、2024/06/10 のように入れてください。
workbook-wrong-choice = 一覧から選んでください。
workbook-guide-title = 書き方
workbook-guide =
    書き方
    白いところだけ書けます。灰色のところは、この医療機関では記入がいりません。
    「はい」か「いいえ」、確認した日、確認した人を、一覧から選んで入れてください。
    「いいえ」のときは、目標日（いつまでに「はい」にするか）を入れてください。
    計算式は使えません。字や日付を、そのまま入れてください。
    項目の文、番号、行と列は変えないでください。変えると取り込めません。
    書きおわったら .xlsx のまま保存して、サキモリの「Excel」のページで取り込みます。取り込む前に、変わるところを全部見せます。
    〔再〕は、公式のファイルとまだ照合していない再現文です。〔案〕は、国の案で読んだ文です。
