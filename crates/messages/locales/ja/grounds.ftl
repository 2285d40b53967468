# Proposals and reasons.
grounds-proposal = 判定案
grounds-lead = 記録から分かることだけを示します。答えるのは人です。
grounds-against = 「はい」と合わないこと
grounds-verdict-yes = はい
grounds-verdict-no = いいえ
grounds-verdict-check = 要確認
grounds-verdict-no_evidence = 材料なし
grounds-reason-officer-in-office = { $name } が { $day } から安全管理責任者として記録されています。
grounds-reason-only-deputy-in-office = 代行者の { $name } だけが記録されています。
grounds-reason-officer-term-ended = { $name } の任期は { $day } に終わり、次の人が記録されていません。
grounds-reason-no-officer-recorded = 安全管理責任者が記録されていません。
grounds-reason-no-vendor-contract = 事業者との契約は「なし」と記録されています。
grounds-reason-vendor-contract-unknown = 事業者との契約があるかどうかが、まだ記録されていません。
grounds-reason-person-knows = 院内の人だけが分かることです。
grounds-reason-vendor-answers = 事業者が答える項目です。
grounds-reason-no-records = サキモリには、この項目の材料になる記録がありません。手元の資料で判断してください。
