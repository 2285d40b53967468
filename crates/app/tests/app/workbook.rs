//! Workbooks: what is written is what is read, whatever a note says; lists hold every record.

use app::{
    sample::{Stage, build},
    words::T,
};
use domain::{
    access::{Actor, permit},
    assessment::{Choice, Note, RoundNo},
    staff::Name,
};
use evidence::workbook::{Bounds, Workbook, parse_form};
use messages::Lang;
use proptest::prelude::*;
use report::workbook::{FormBook, FormBookIds, FormBookRow, FormBookSlot, FormBookWords, write_form};
use testkit::{Engine, House};
use time::macros::date;

fn word(text: &str) -> String {
    text.to_owned()
}

/// The smallest workbook of a form: one item.
fn form(note: &str, by: &str) -> FormBook {
    let uuid = "018f0000-0000-7000-8000-000000000001";
    let slot = FormBookSlot { answer: Some(true), on: Some(date!(2024 - 06 - 10)), by: word(by) };
    FormBook {
        ids: FormBookIds {
            facility: word(uuid),
            sheet: word(uuid),
            edition: word("r6"),
            pack: "0".repeat(64),
            head: 7,
            request: None,
        },
        title: word("チェックリスト"),
        label: word("医療機関確認用"),
        head: vec![(word("名称"), word("試験病院"))],
        columns: vec![
            (Some(RoundNo::First), word("1回目")),
            (None, word("目標日")),
            (Some(RoundNo::Second), word("2回目")),
            (Some(RoundNo::Third), word("3回目")),
        ],
        result_title: word("確認結果"),
        rows: vec![
            FormBookRow::Heading(word("1 体制"), true),
            FormBookRow::Item {
                id: word("all.asset-ledger"),
                number: word("(1)"),
                words: word("台帳管理を行っている。"),
                remark: String::new(),
                slots: [slot, FormBookSlot::default(), FormBookSlot::default()],
                target: Some(date!(2024 - 09 - 30)),
                note: word(note),
                asked: true,
            },
        ],
        days: (date!(2024 - 04 - 01), date!(2025 - 03 - 31)),
        people: vec![(word(uuid), word(by))],
        words: FormBookWords {
            item: word("項目"),
            yes: word("はい"),
            no: word("いいえ"),
            answer: word("回答"),
            on: word("日付"),
            by: word("確認者"),
            note: word("メモ"),
            remark: word("参考"),
            wrong_day: word("日付"),
            wrong_choice: word("一覧から"),
            guide: word("書き方"),
        },
        guide: vec![word("書き方")],
        reply: None,
        lists: Vec::new(),
    }
}

fn round_trip(note: &str, by: &str) {
    let bytes = write_form(&form(note, by)).unwrap();
    let read = parse_form(&bytes, Bounds::BOOK).unwrap();
    let item = &read.items[0];
    assert_eq!(item.faults, []);
    assert_eq!(Note::parse(&item.note).unwrap(), Note::parse(note).unwrap());
    assert_eq!(item.slots[0].choice, Choice::Yes);
    assert_eq!(item.slots[0].on, Some(date!(2024 - 06 - 10)));
    assert_eq!(item.target, Some(date!(2024 - 09 - 30)));
    assert_eq!(
        read.person(&item.slots[0].by).map(|id| id.to_string()),
        read.people.values().next().map(ToString::to_string)
    );
    assert_eq!(read.head.get(), 7);
}

#[test]
fn notes_that_look_like_something_else_stay_notes() {
    for note in [
        "=1+1",
        "+81-3",
        "-",
        "@SUM(A1)",
        "'quoted",
        "_x0041_",
        "_x005F_x0041_",
        "<b>&amp;</b>",
        "1",
        "2024/06/10",
        "TRUE",
        "#REF!",
        "一行目\n二行目\n\n四行目",
        " 前の空白",
        "𠮷野家😀",
        "\tタブ",
    ] {
        round_trip(note, "山田 太郎");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_note_and_any_name_come_back(note in "\\PC{0,60}", by in "[一-龠ぁ-んァ-ヶa-zA-Z]{1,12}") {
        round_trip(&note, &by);
    }
}

#[tokio::test]
async fn the_lists_hold_every_record_with_its_hash() {
    let house = House::build(Engine::Sqlite).await;
    let sample = build(&house.app, Stage::BothRounds).await.unwrap();
    let view = permit(&Actor::console(sample.facility, Name::parse("試験").unwrap())).unwrap();
    let bytes = app::workbook::lists_workbook(&house.app, &view, T::new(Lang::Ja)).await.unwrap().bytes;
    let mut book = Workbook::open(&bytes, Bounds::BOOK).unwrap();
    assert_eq!(book.sheet_names(), ["改善", "事業者", "リモート保守", "コピー", "資料", "職員と利用者"]);
    let rows = |book: &mut Workbook<'_>, name: &str| book.sheet(name).unwrap().rows.len() - 1;
    let vendors = store::vendor::vendors(&house.app.db, &view).await.unwrap();
    let evidence = store::evidence::list(&house.app.db, &view).await.unwrap();
    let people = store::staff::roster(&house.app.db, &view).await.unwrap().members;
    assert_eq!(rows(&mut book, "事業者"), vendors.len());
    assert_eq!(rows(&mut book, "資料"), evidence.len());
    assert_eq!(rows(&mut book, "職員と利用者"), people.len());
    assert!(!vendors.is_empty() && !people.is_empty(), "the sample has some");
    let plan = app::remediation::list(&house.app, &view).await.unwrap();
    let sheet = book.sheet("改善").unwrap();
    assert_eq!(sheet.rows.len() - 1, plan.lines.len());
    for (row, line) in sheet.rows[1..].iter().zip(&plan.lines) {
        assert_eq!(row.text(2), Some(line.item.reference.as_str()));
        assert_eq!(row.text(6).unwrap_or_default(), line.plan.stated.next_step.as_str());
        assert_eq!(row.text(7).unwrap_or_default(), plan.person(line.plan.stated.owner));
        let comments = row.text(11).unwrap_or_default();
        assert!(line.comments.iter().all(|one| comments.contains(one.words.as_str())), "{comments}");
    }
    assert!(plan.lines.iter().any(|line| !line.comments.is_empty()), "the sample has some");
    let sheet = book.sheet("資料").unwrap();
    for (row, one) in sheet.rows[1..].iter().zip(&evidence) {
        assert_eq!(row.text(0), Some(one.stated.title.as_str()));
        assert_eq!(row.text(10), Some(one.file.digest.to_string().as_str()));
    }
}
