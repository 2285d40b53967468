//! A form's workbook on both engines: out, changed by another program, shown, taken in as one event, or refused.

use app::{
    evidence::Arrived,
    intake::{IntakeError, Preview, Waiting, Why, apply, keep, preview},
    sample::{Stage, build},
    words::T,
};
use domain::{
    access::{Actor, Permit, View, permit},
    assessment::{Choice, RoundNo, workbook::BookColumn},
    evidence::FileName,
    id::AssessmentId,
    journal::Seq,
    staff::Name,
};
use evidence::workbook::{Bounds, FormWorkbook, parse_form};
use messages::Lang;
use std::collections::BTreeSet;
use testkit::{Book, Engine, House, both_engines};

const JA: T = T::new(Lang::Ja);
/// 2024-06-10 as Excel counts days (ECMA-376 Part 1, §18.17.4.1).
const TENTH_OF_JUNE: f64 = 45453.0;
const LEDGER: &str = "all.asset-ledger";

async fn saved(house: &House, sheet: AssessmentId) -> Vec<u8> {
    app::workbook::form_workbook(&house.app, &house.view(), sheet, JA).await.unwrap().bytes
}

fn read(bytes: &[u8]) -> FormWorkbook {
    parse_form(bytes, Bounds::BOOK).unwrap()
}

/// `E12`: where an item has a column.
fn cell(book: &FormWorkbook, item: &str, column: BookColumn) -> String {
    let found = book.items.iter().find(|read| read.item.as_str() == item).unwrap();
    book.place(found, column).cell()
}

fn kept(house: &House, bytes: &[u8]) -> Result<Waiting, IntakeError> {
    let mut arriving = house.app.blobs.arrive(house.facility).unwrap();
    arriving.write(bytes).unwrap();
    let name = FileName::clean("様式.xlsx").unwrap();
    keep(&house.app, &house.permit(), Arrived { name, bytes: arriving })
}

async fn shown(house: &House, bytes: &[u8]) -> Result<(Waiting, Preview), IntakeError> {
    let waiting = kept(house, bytes)?;
    let plan = preview(&house.app, &house.view(), &waiting, JA).await?;
    Ok((waiting, plan))
}

async fn take(house: &House, waiting: &Waiting, plan: &Preview, over: &[&str]) -> Result<usize, IntakeError> {
    let over: BTreeSet<String> = over.iter().map(|key| (*key).to_owned()).collect();
    let taken = apply(&house.app, &house.view(), &house.permit(), waiting, plan.seal, &over, JA).await?;
    Ok(taken.count)
}

async fn head(house: &House) -> Seq {
    let links = store::journal::recorded(&house.app.db, &house.view(), Seq::ZERO, 10_000).await.unwrap();
    links.last().unwrap().seq
}

async fn state(house: &House, sheet: AssessmentId, item: &str) -> domain::assessment::Row {
    let opened = app::assessment::load(&house.app, &house.view(), sheet).await.unwrap();
    opened.row(&item.parse().unwrap())
}

/// The workbook with a full first answer to an item.
fn answered(book: Book, read: &FormWorkbook, item: &str, answer: &str) -> Book {
    let (first, by) = (RoundNo::First, read.people.keys().next().unwrap());
    book.words(&cell(read, item, BookColumn::Answer(first)), answer)
        .number(&cell(read, item, BookColumn::On(first)), TENTH_OF_JUNE)
        .words(&cell(read, item, BookColumn::By(first)), by)
}

both_engines! {
    async fn a_workbook_taken_in_as_it_was_saved_changes_nothing(house: &House) {
        let sample = build(&house.app, Stage::BothRounds).await.unwrap();
        let actor = Actor::console(sample.facility, Name::parse("試験").unwrap());
        let view: Permit<View> = permit(&actor).unwrap();
        for lang in [Lang::Ja, Lang::En] {
            let t = T::new(lang);
            for sheet in store::assessment::list(&house.app.db, &view).await.unwrap() {
                let bytes = app::workbook::form_workbook(&house.app, &view, sheet.id, t).await.unwrap().bytes;
                let mut arriving = house.app.blobs.arrive(sample.facility).unwrap();
                arriving.write(&bytes).unwrap();
                let name = FileName::clean("様式.xlsx").unwrap();
                let arrived = Arrived { name, bytes: arriving };
                let waiting = keep(&house.app, &permit(&actor).unwrap(), arrived).unwrap();
                // Written in one language, read in the other.
                let plan = preview(&house.app, &view, &waiting, JA).await.unwrap();
                assert_eq!((plan.lines, plan.refused), (Vec::new(), Vec::new()));
                assert!(plan.unchanged > 10, "{}", plan.unchanged);
            }
        }
    }

    async fn what_was_filled_in_is_shown_and_becomes_one_event(house: &House) {
        let sheet = house.open_r6().await;
        let bytes = saved(house, sheet).await;
        let at = read(&bytes);
        let book = answered(Book::open(&bytes), &at, LEDGER, "いいえ")
            .number(&cell(&at, LEDGER, BookColumn::Target), TENTH_OF_JUNE + 90.0)
            .words(&cell(&at, LEDGER, BookColumn::Note), "=1+1 は、計算ではなく字です");
        let book = answered(book, &at, "server.patch", "はい");
        let (waiting, plan) = shown(house, &book.bytes()).await.unwrap();
        assert_eq!(plan.refused, []);
        assert_eq!(plan.lines.len(), 2);
        assert!(plan.lines.iter().all(|line| line.contested.is_none() && !line.said.is_empty()), "{:?}", plan.lines);
        let before = head(house).await;
        assert_eq!(state(house, sheet, LEDGER).await.version, Seq::ZERO, "a preview writes nothing");
        assert_eq!(take(house, &waiting, &plan, &[]).await.unwrap(), 2);
        assert_eq!(head(house).await, before.next(), "one event");
        let ledger = state(house, sheet, LEDGER).await.state;
        assert!(ledger.slot(RoundNo::First).is_no());
        assert_eq!(ledger.target_date.unwrap().day(), time::macros::date!(2024 - 09 - 08));
        assert_eq!(ledger.note.as_str(), "=1+1 は、計算ではなく字です");
        let again = preview(&house.app, &house.view(), &waiting, JA).await.unwrap();
        assert_eq!(again.lines, [], "taken in twice, it changes nothing");
    }

    async fn what_somebody_else_changed_since_is_not_overwritten_unless_a_person_says_so(house: &House) {
        let sheet = house.open_r6().await;
        let bytes = saved(house, sheet).await;
        let at = read(&bytes);
        house.answer(sheet, LEDGER, RoundNo::First, Choice::Yes).await.unwrap();
        house.answer(sheet, "server.access-rights", RoundNo::First, Choice::Yes).await.unwrap();
        let book = answered(Book::open(&bytes), &at, LEDGER, "いいえ")
            .number(&cell(&at, LEDGER, BookColumn::Target), TENTH_OF_JUNE + 90.0);
        let book = answered(book, &at, "server.patch", "はい");
        let (waiting, plan) = shown(house, &book.bytes()).await.unwrap();
        let contested: Vec<_> = plan.lines.iter().filter(|line| line.contested.is_some()).map(|l| l.key.as_str()).collect();
        assert_eq!((plan.lines.len(), contested), (2, vec![LEDGER]));
        assert_eq!(take(house, &waiting, &plan, &[]).await.unwrap(), 1, "without the tick it stays");
        assert!(state(house, sheet, LEDGER).await.state.slot(RoundNo::First).is_yes());
        assert!(state(house, sheet, "server.access-rights").await.state.slot(RoundNo::First).is_yes());
        let (waiting, plan) = shown(house, &book.bytes()).await.unwrap();
        assert_eq!(take(house, &waiting, &plan, &[LEDGER]).await.unwrap(), 1);
        assert!(state(house, sheet, LEDGER).await.state.slot(RoundNo::First).is_no());
    }

    async fn of_two_at_once_one_is_taken_and_the_other_is_shown_again(house: &House) {
        let sheet = house.open_r6().await;
        let bytes = saved(house, sheet).await;
        let at = read(&bytes);
        let (yes, no) = (
            answered(Book::open(&bytes), &at, "server.patch", "はい").bytes(),
            answered(Book::open(&bytes), &at, "server.patch", "いいえ").bytes(),
        );
        let (first, second) = (shown(house, &yes).await.unwrap(), shown(house, &no).await.unwrap());
        let (a, b) = tokio::join!(take(house, &first.0, &first.1, &[]), take(house, &second.0, &second.1, &[]));
        let taken = [&a, &b].iter().filter(|done| done.is_ok()).count();
        assert_eq!(taken, 1, "{a:?} {b:?}");
        assert!([&a, &b].iter().any(|done| matches!(done, Err(IntakeError::Changed))), "{a:?} {b:?}");
    }
}

fn refusal(done: Result<(Waiting, Preview), IntakeError>) -> (Why, Option<String>) {
    match done {
        Err(IntakeError::Refused(refusal)) => (refusal.why, refusal.place.map(|place| place.cell())),
        other => panic!("taken: {other:?}"),
    }
}

#[tokio::test]
async fn a_workbook_that_is_not_the_one_is_refused_with_its_cell() {
    let house = House::build(Engine::Sqlite).await;
    let sheet = house.open_r6().await;
    let bytes = saved(&house, sheet).await;
    let at = read(&bytes);
    let open = || Book::open(&bytes);
    let words = cell(&at, LEDGER, BookColumn::Words);
    let id = cell(&at, LEDGER, BookColumn::Item);
    let row: u32 = id.trim_start_matches(char::is_alphabetic).parse().unwrap();
    let stranger = "018f0000-0000-7000-8000-000000000001";
    let somewhere = |cell: &str| Some(cell.to_owned());
    let cases: Vec<(&str, Vec<u8>, Why, Option<String>)> = vec![
        (
            "institution",
            open().with(&house.facility.to_string(), stranger).bytes(),
            Why::OtherFacility,
            somewhere("B2"),
        ),
        ("sheet", open().with(&sheet.to_string(), stranger).bytes(), Why::SheetUnknown, somewhere("B3")),
        ("edition", open().with(">r6<", ">r5<").bytes(), Why::OtherEdition, somewhere("B4")),
        ("pack", open().with(&at.pack.0.to_string(), &"0".repeat(64)).bytes(), Why::OtherEdition, somewhere("B5")),
        ("wording", open().words(&words, "台帳はいりません。").bytes(), Why::Wording, Some(words.clone())),
        ("no such item", open().words(&id, "all.nothing").bytes(), Why::ItemUnknown, Some(id.clone())),
        ("no item id", open().words(&id, "!?").bytes(), Why::ItemUnknown, Some(id.clone())),
        (
            "twice",
            open().words(&id, "server.patch").bytes(),
            Why::Twice,
            Some(cell(&at, "server.patch", BookColumn::Item)),
        ),
        ("a row gone", open().without_row(row).bytes(), Why::ItemMissing, None),
        ("a column gone", open().with(">target<", ">goal<").bytes(), Why::ColumnMissing, None),
        ("the hidden row gone", open().without_row(1).bytes(), Why::FormSheetMissing, None),
        ("the hidden sheet gone", open().with("\"sakimori\"", "\"Tabelle1\"").bytes(), Why::NotOurs, None),
        ("the mark gone", open().with(">facility<", ">f<").bytes(), Why::Record, None),
        (
            "newer",
            open().with("sakimori-form-workbook-v1", "sakimori-form-workbook-v9").bytes(),
            Why::Newer,
            somewhere("B1"),
        ),
        ("macros", open().with_part("xl/vbaProject.bin", b"\xd0\xcf").bytes(), Why::Macros, None),
        ("cut", bytes[..bytes.len() / 2].to_vec(), Why::Damaged, None),
        ("a picture", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x10".to_vec(), Why::NotAWorkbook, None),
        ("locked", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0\0\0\0".to_vec(), Why::OldOrLocked, None),
        ("nothing", Vec::new(), Why::NotAWorkbook, None),
    ];
    let before = head(&house).await;
    for (name, bytes, why, place) in cases {
        let found = refusal(shown(&house, &bytes).await);
        if why == Why::Twice {
            assert_eq!(found.0, why, "{name}");
        } else {
            assert_eq!(found, (why, place), "{name}");
        }
    }
    assert_eq!(head(&house).await, before, "nothing was written");
}

#[tokio::test]
async fn a_cell_that_says_nothing_is_named_and_the_rest_can_be_taken() {
    let house = House::build(Engine::Sqlite).await;
    let sheet = house.open_r6().await;
    let bytes = saved(&house, sheet).await;
    let at = read(&bytes);
    let first = |column: fn(RoundNo) -> BookColumn| cell(&at, LEDGER, column(RoundNo::First));
    let (answer, on, by) = (first(BookColumn::Answer), first(BookColumn::On), first(BookColumn::By));
    let (target, note) = (cell(&at, LEDGER, BookColumn::Target), cell(&at, LEDGER, BookColumn::Note));
    let later = cell(&at, LEDGER, BookColumn::Answer(RoundNo::Second));
    let later_on = cell(&at, LEDGER, BookColumn::On(RoundNo::Second));
    let full = |answer: &str| answered(Book::open(&bytes), &at, LEDGER, answer);
    let cases: Vec<(Book, &String, &str)> = vec![
        (full("はい").formula(&note, "1+1", "2"), &note, "計算式"),
        (full("はい").formula(&answer, "IF(1,\"はい\")", "はい"), &answer, "計算式"),
        (full("はい").fault(&note, "#REF!"), &note, "#REF!"),
        (full("たぶん"), &answer, "「たぶん」は回答ではありません"),
        (full("はい").words(&on, "先週"), &on, "「先週」は日付として読めません"),
        (full("はい").words(&by, "だれか"), &by, "「だれか」さんは職員の一覧に"),
        (full("はい").clear(&by), &by, "確認者"),
        (full("はい").clear(&on), &on, "確認日を入れてください"),
        (full("はい").clear(&answer), &answer, "「はい」か「いいえ」を選ぶか"),
        (full("はい").number(&on, TENTH_OF_JUNE - 365.0), &on, "年度"),
        (full("はい").number(&target, TENTH_OF_JUNE + 30.0), &target, "「いいえ」の項目だけ"),
        (full("いいえ").number(&target, TENTH_OF_JUNE + 1000.0), &target, "年度"),
        (full("はい").words(&note, &"長".repeat(4001)), &note, "4001"),
        (full("はい").words(&later, "はい"), &later_on, "確認日を入れてください"),
        (Book::open(&bytes).words(&later, "はい"), &later, "先に前の回に答えて"),
    ];
    for (book, place, words) in cases {
        let book = answered(book, &at, "server.patch", "はい");
        let (_, plan) = shown(&house, &book.bytes()).await.unwrap();
        assert_eq!(plan.refused.len(), 1, "{words}: {:?}", plan.refused);
        assert!(plan.refused[0].place.ends_with(&format!("!{place}")), "{words}: {:?}", plan.refused);
        assert!(plan.refused[0].why.contains(words), "{words}: {:?}", plan.refused);
        assert_eq!(plan.lines.iter().map(|line| line.key.as_str()).collect::<Vec<_>>(), ["server.patch"], "{words}");
    }
}

#[tokio::test]
async fn what_changed_between_the_look_and_the_yes_is_not_written() {
    let house = House::build(Engine::Sqlite).await;
    let sheet = house.open_r6().await;
    let bytes = saved(&house, sheet).await;
    let at = read(&bytes);
    let (waiting, plan) = shown(&house, &answered(Book::open(&bytes), &at, LEDGER, "はい").bytes()).await.unwrap();
    house.answer(sheet, LEDGER, RoundNo::First, Choice::No).await.unwrap();
    let done = take(&house, &waiting, &plan, &[]).await;
    assert!(matches!(done, Err(IntakeError::Changed)), "{done:?}");
    assert!(state(&house, sheet, LEDGER).await.state.slot(RoundNo::First).is_no());
}
