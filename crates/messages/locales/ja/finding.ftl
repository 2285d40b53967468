# 機器の設定やほかの書き出しから読み取ったこと

finding-export-fortigate-config = FortiGate の設定
finding-export-fortigate-status = FortiGate の get system status
finding-export-cisco-ios-config = Cisco IOS の設定
finding-export-cisco-ios-version = Cisco IOS の show version
finding-export-cisco-asa-config = Cisco ASA の設定
finding-export-cisco-asa-version = Cisco ASA の show version
finding-export-juniper-config = Juniper の設定
finding-export-juniper-version = Juniper の show version
finding-export-palo-alto-config = Palo Alto の設定
finding-export-palo-alto-status = Palo Alto の show system info
finding-export-yamaha-config = YAMAHA RTX の設定
finding-export-device-log = ネットワーク機器のログ
finding-export-account-csv = アカウントの一覧（CSV）
finding-export-ldif = ディレクトリの書き出し（LDIF）
finding-export-windows-accounts = Windows のアカウントのコマンドの結果
finding-export-unix-passwd = Linux の passwd
finding-export-unix-shadow = Linux の shadow
finding-export-unix-group = Linux の group
finding-export-osquery-accounts = osquery のアカウント

finding-state-conforms = 合っている
finding-state-violates = 合っていない
finding-state-excepted = 例外として認めた
finding-state-not_applicable = 対象外
finding-state-no_evidence = 材料なし
finding-state-stale = 古い

## 事実

finding-fact-device = 機器の名前 { $name }、メーカー { $maker }、型番 { $model }、製造番号 { $serial }
finding-fact-firmware = { $product } の版は { $version }（ビルド { $build }）
finding-fact-interface = 接続口 { $name }（{ $label }）{ $addresses }、{ $side ->
        [outside] 外側
        [inside] 内側
        [management] 管理用
       *[unknown] 向きは不明
    }、{ $up ->
        [true] 使用中
       *[false] 停止中
    }
finding-fact-door = { $at } の { $service }: { $opened ->
        [switched_off] 止めてある
        [interface_down] 接続口が停止中
       *[open] { $from ->
            [any] どこからでも届く
            [only] { $addresses } からだけ届く
            [nobody] どこからも届かない
           *[unknown] 送信元は分からない（このファイルにない設定: { $missing }）
        }
    }（{ $side ->
        [outside] 外側
        [inside] 内側
        [management] 管理用
       *[unknown] 向きは不明
    }）
finding-fact-admin = 管理者 { $name }{ $full_rights ->
        [true] （すべての権限）
       *[other] { "" }
    }
finding-fact-community = SNMP のコミュニティ（名前 { $well_known }、{ $may_write ->
        [true] 書きかえもできる
       *[false] 読み取りだけ
    }）: { $from ->
        [any] どこからでも使える
        [only] { $addresses } からだけ使える
        [nobody] どこからも使えない
       *[unknown] 送信元は分からない（このファイルにない設定: { $missing }）
    }
finding-fact-policy = すべてを通すルール { $name }: { $from_places } から { $to_places } へ（{ $enabled ->
        [true] 有効
       *[false] 無効
    }）
finding-fact-tunnel = IPsec { $name }: 接続口 { $at }、相手 { $from ->
        [any] どこからでも
        [only] { $addresses }
        [nobody] なし
       *[unknown] 不明
    }、IKE { $ike }、弱い暗号 { $weak }
finding-fact-unbound = 「{ $block }」の { $name } は、どこにも結び付いていないので働かない
finding-fact-password-rule = { $scope } のパスワードの決まり: { $min_length } 文字以上、失敗 { $lockout_after } 回でロック、{ $max_age_days } 日で変更
finding-fact-log-target = ログの送り先 { $host }
finding-fact-log-excerpt = ログ { $records } 件（{ $from_on } から { $until_on } まで）
finding-fact-account = アカウント { $name }（{ $display }）: { $enabled ->
        [true] 有効
        [false] 無効
       *[other] 有効かどうかは不明
    }、最終ログイン { $last_login_on }、パスワード変更 { $password_set_on }、グループ { $groups }
finding-fact-group = グループ { $name }: { $members }

## 理由

finding-reason-open-to-anybody = { $side ->
        [outside] 外側の口
        [inside] 内側の口
        [management] 管理用の口
       *[unknown] 口
    }「{ $at }」の { $services } に、だれでも、どこからでも届きます。送信元を絞る設定がありません。
finding-reason-only-from = 「{ $at }」の { $services } に届くのは、{ $addresses } からだけです。
finding-reason-sources-not-shown = 「{ $at }」で { $services } が開いています。送信元を絞っているかどうかは、このファイルでは分かりません（ない設定: { $missing }）。
finding-reason-no-door-shown = このファイルには、機器に入る口（管理画面、リモート接続、VPN）についての設定がありません。メーカーの初めの値で開いていることがあるので、設定の全体を書き出して確かめてください。
finding-reason-door-shut = 「{ $at }」の { $services } には、どこからも届きません。
finding-reason-managed-from-outside = 外側の口「{ $at }」で、管理用の { $services } が開いています。送信元を絞っていることを、このファイルでは示せません。
finding-reason-managed-from-outside-limited = 外側の口「{ $at }」で管理用の { $services } が開いていますが、届くのは { $addresses } からだけです。
finding-reason-sent-in-the-clear = 「{ $at }」の { $service } は、パスワードを暗号にせずに送ります。
finding-reason-nothing-in-the-clear = 開いている口は、すべて暗号を使っています。
finding-reason-login-from-anywhere = 管理者「{ $name }」は、どこからでもログインできます（送信元を絞ってある管理者はほかに { $limited } 人）。
finding-reason-login-limited = 管理者「{ $name }」がログインできるのは、{ $addresses } からだけです。
finding-reason-named-by-the-maker = 管理者「{ $name }」は、メーカーが決めた名前のままです。
finding-reason-password-readable = 「{ $name }」のパスワードが、だれでも読める形で設定に入っています。
finding-reason-password-missing = 「{ $name }」にパスワードがありません。
finding-reason-one-factor = 管理者「{ $name }」は、二要素認証を使っていません。
finding-reason-second-factor = 管理者「{ $name }」は、二要素認証を使っています。
finding-reason-passwords-short = { $scope }: パスワードは { $found } 文字からでよいことになっています。{ $wanted } 文字以上が要ります。
finding-reason-never-locks = { $scope }: ログインに何度失敗してもロックされません。
finding-reason-password-rule-holds = { $scope }: パスワードの決まりがあります。
finding-reason-known-word = SNMP のコミュニティの名前が「{ $word }」です。だれでも知っている名前です{ $may_write ->
        [true] 。しかも、設定を書きかえられます
       *[false] { "" }
    }。
finding-reason-snmp-to-anybody = SNMP が、どこからの問い合わせにも答えます{ $may_write ->
        [true] 。しかも、設定を書きかえられます
       *[false] { "" }
    }。
finding-reason-snmp-only-from = SNMP が答えるのは、{ $addresses } からだけです。
finding-reason-snmp-not-shown = SNMP がどこから使えるかは、このファイルでは分かりません（ない設定: { $missing }）。
finding-reason-everything-passes = ルール「{ $name }」は、{ $from_places } から { $to_places } へ、だれからの、どの通信も通します。
finding-reason-wide-but-off = すべてを通すルール「{ $name }」がありますが、無効です。
finding-reason-broken-cipher = VPN「{ $name }」が、破られた暗号を使っています: { $weak }
finding-reason-version-known = { $product } の版は { $version } です。新しいかどうかは、この1つのファイルだけでは言えません。
finding-reason-end-of-support = { $product } { $version } のサポートは { $ended_on } に終わりました。
finding-reason-account-disabled = アカウント「{ $name }」は無効か、期限が過ぎています。
finding-reason-used-lately = アカウント「{ $name }」は { $last_on } に使われています。
finding-reason-unused-for = アカウント「{ $name }」は { $days } 日使われていません（最後は { $last_on }）。
finding-reason-never-used = アカウント「{ $name }」は、一度も使われていません。
finding-reason-last-login-unknown = アカウント「{ $name }」がいつ使われたかは、このファイルでは分かりません。
finding-reason-password-never-expires = アカウント「{ $name }」のパスワードは無期限です。
finding-reason-password-old = アカウント「{ $name }」のパスワードは { $days } 日変わっていません。
finding-reason-password-not-required = アカウント「{ $name }」は、パスワードなしで使えます。
finding-reason-name-of-nobody = アカウント「{ $name }」は、だれのものか分からない名前です。共有かもしれません。
finding-reason-may-do-everything = アカウント「{ $name }」は、すべてのことができます。承認した管理者の一覧と比べてください。
finding-reason-member-of-admins = 「{ $name }」は「{ $group }」に入っています。承認した管理者の一覧と比べてください。
finding-reason-member-through-group = 「{ $name }」は「{ $through }」を通じて「{ $group }」に入っています。承認した管理者の一覧と比べてください。

## 決まり

finding-rule-door-sources = 機器への入口は、決まった送信元にだけ開ける
finding-why-door-sources = 岡山県精神科医療センターの事案では、保守用のVPN装置に送信元の制限がなく、どこからでもログインを試せました。決まった場所からしか使わない入口は、その場所にだけ開けます。
finding-rule-outside-management = 外側の口で管理画面を開くなら、決まった送信元にだけ
finding-why-outside-management = インターネット側に開いた管理画面は、機器の弱点やパスワードを世界中から試されます。使わないなら閉じ、使うなら保守会社のアドレスだけにします。
finding-rule-admin-sources = どの管理者も、決まった送信元からだけログインできる
finding-why-admin-sources = 1人でも送信元を決めていない管理者がいると、ログイン画面は全員に開きます。
finding-rule-snmp-sources = SNMP は、監視する機械にだけ答える
finding-why-snmp-sources = SNMP は機器の中身を教え、書きかえもできます。監視サーバーだけに答えれば足ります。
finding-rule-wide-policy = すべてを通すルールを置かない
finding-why-wide-policy = 「だれからの、どの通信も通す」ルールが外側の口にあると、ファイアウォールがないのと同じです。
finding-rule-clear-text = パスワードを暗号にせずに送る入口を使わない
finding-why-clear-text = telnet や http では、途中で聞いている人にパスワードが見えます。ssh や https に替えます。
finding-rule-snmp-word = SNMP の合い言葉に、だれでも知っている言葉を使わない
finding-why-snmp-word = 「public」「private」は、どの攻撃者も最初に試します。
finding-rule-default-account = メーカーが決めた名前の管理者を使わない
finding-why-default-account = 岡山の事案では administrator という名前と、よくあるパスワードで入られました。名前が知られていると、パスワードだけで入れます。
finding-rule-password-kept = パスワードを、読める形で設定に残さない
finding-why-password-kept = 設定のファイルは、保守会社やメールを通ります。読める形のパスワードは、ファイルと一緒にもれます。
finding-rule-password-rule = パスワードは8文字以上、失敗が続いたらロックする
finding-why-password-rule = 半田病院では最低5文字、ロックなしでした。ガイドライン6.0は、二要素認証がなければ13文字を求めます。8文字に足りないものだけを、ここで指摘します。
finding-rule-two-factor = 機器の管理者は二要素認証を使う
finding-why-two-factor = パスワードがもれても、2つ目の要素がなければ入れません。
finding-rule-vpn-cipher = VPN に、破られた暗号を使わない
finding-why-vpn-cipher = DES、MD5、短いDHグループは、もう守りになりません。
finding-rule-firmware = ファームウェアは、メーカーが直し続けている版にする
finding-why-firmware = 半田病院では、直しの出ていた弱点が VPN 装置に残っていました。版が分かるだけでは「はい」になりません。
finding-rule-unused-account = 使っていないアカウントを残さない
finding-why-unused-account = 90日使われていないアカウントは、退職した人や終わった保守のものかもしれません。使っていないアカウントが悪用されても、だれも気づきません。ドメインの最終ログイン日時は最大14日遅れるので、その分は待ちます。
finding-rule-password-expires = パスワードを変えないままにしない
finding-why-password-expires = 一度もれたパスワードは、変えるまで使われ続けます。定期的な変更を求めないなら、13文字以上か二要素認証を使います。
finding-rule-password-required = パスワードのないアカウントを置かない
finding-why-password-required = 名前を知っているだけで入れてしまいます。
finding-rule-generic-name = だれのものか分からないアカウントを使わない
finding-why-generic-name = 大阪急性期・総合医療センターの事案では、サーバーと端末で1つのパスワードを共有していて、1台が破られるとすべてに入られました。共有の名前では、だれがしたかも分かりません。
finding-rule-admin-members = 管理者は、承認した人だけにする
finding-why-admin-members = 岡山の事案では、すべての利用者が管理者でした。管理者が少ないほど、破られたときの被害は小さくなります。一覧にいるだけでは「はい」にも「いいえ」にもなりません。

## 読めなかったこと

finding-unread-not-decodable = 文字として読めません
finding-unread-too-long = 行が長すぎます
finding-unread-unfinished = ここで終わっていて、続きがありません。ファイルが途中で切れていないか確かめてください
finding-unread-unbalanced = 始まりのない終わりです
finding-unread-not-understood = この種類のファイルの書き方ではありません
finding-unread-bad-value = 値として読めません
finding-unread-too-deep = 入れ子が深すぎます

finding-refused-empty = 空のファイルです。書き出しをやり直してください。
finding-refused-program = プログラムは受け付けません。結果を書き出したファイルを指定してください。
finding-refused-unknown = 中身の種類が分かりません。書き出しかたを手引きで確かめてください。
finding-refused-too-large = 大きすぎます（{ $most } MBまで）。
finding-refused-damaged = { $line } 行 { $column } 文字目から先が読めません: { $why }。ファイルが途中で切れていないか確かめ、書き出しをやり直してください。
finding-refused-no-facts = 読めましたが、事実になることが何も書かれていません。設定の全体を書き出してください。
