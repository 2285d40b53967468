//! The vendors' part and the list of evidence: one vendor handed in, one did not.

use crate::reader::{one_line, pages, sheet};
use serde_json::{Value, json};

const HASH: &str = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

fn vendor(sheet: &Value) -> Value {
    json!({
        "vendor": "みらい電子（見本）", "title": "令和6年度版 チェックリスト", "form_label": "事業者確認用（みらい電子（見本））",
        "filled": 12, "needed": 14, "yes": 11, "no": 1, "overdue": 1,
        "form": sheet["form"], "remediation": [sheet["remediation"][0]], "sign_offs": sheet["summary"]["sign_offs"],
    })
}

fn grown() -> Vec<u8> {
    sheet(|sheet| {
        let absent = json!({
            "vendor": "検査機器（見本）", "title": "", "form_label": "", "filled": 0, "needed": 0, "yes": 0, "no": 0,
            "overdue": 0, "form": null, "remediation": [], "sign_offs": [],
        });
        sheet["vendors"] = json!([vendor(sheet), absent]);
        sheet["evidence"] = json!([{
            "title": "機器台帳", "name": "台帳.csv", "effective_on": "令和6年5月31日", "received_on": "令和6年6月3日",
            "expires_on": "令和6年10月31日", "expired": "期限から 10 日たちました", "exported_by": "久保",
            "origin": "情報システム室", "items": ["2(1)", "みらい電子（見本） 2(7)"], "sha256": HASH,
            "enclosed": "evidence/001-0123456789ab.txt",
        }]);
    })
}

#[test]
fn a_vendor_without_a_sheet_is_named_on_the_first_page_and_in_the_list() {
    let pages = pages(&grown());
    assert!(pages[0].contains("1回目がそろった事業者：0 / 2"), "{}", pages[0]);
    let lacking = "まだそろっていない事業者：みらい電子（見本）、検査機器（見本）";
    assert!(pages[0].replace('\n', "").contains(lacking), "{}", pages[0]);
    let list = pages.iter().find(|page| page.contains("まだ受け取っていません")).unwrap();
    assert!(list.contains("12 / 14") && list.contains("検査機器"), "{list}");
}

#[test]
fn a_vendors_form_is_printed_with_its_label_and_its_own_signature() {
    let pages = pages(&grown());
    let form = pages.iter().find(|page| page.contains("事業者確認用（みらい電子（見本））")).unwrap();
    assert!(form.contains("チェックリスト") && form.contains("はい"), "{form}");
    let text = one_line(&grown());
    assert_eq!((text.matches("事業者の署名").count(), text.matches("改善計画（「いいえ」の項目）").count()), (1, 2));
}

#[test]
fn evidence_is_listed_with_its_whole_hash_and_its_place() {
    // A place may break anywhere; the reader takes a hyphen at the end of a line for one that divides a word.
    let text = one_line(&grown()).replace([' ', '-', '\u{200b}'], "");
    for words in ["台帳.csv", "期限から10日たちました", "evidence/0010123456789ab.txt", &HASH[..32], &HASH[32..]]
    {
        assert!(text.contains(words), "{words}");
    }
}

#[test]
fn no_evidence_is_said_and_no_vendor_has_no_page() {
    let text = one_line(&sheet(|_| ()));
    assert!(text.contains("証跡はありません。") && !text.contains("1回目がそろった事業者"));
}
