//! The contact chart: arrows that never run in a circle, confirmations of what was seen, versions that stay as they were approved, calls.

use app::readiness::contact_chart::{ChartPaper, Which, begin, chart_paper, standing};
use domain::{
    catalog::ItemId,
    grounds::{Reason, Verdict},
    id::ChartEntryId,
    journal::{CallTested, Seq},
    readiness::{
        contact_chart::{
            CallTest, CallTestText, ChartDifference, ChartEntry, ChartRole, EntryDraft, EntryError, Party, Phone,
            Verified,
        },
        task::{Task, TaskDraft, TaskOrigin},
    },
    staff::Name,
    vendor::{Contact, Line, Vendor, VendorDraft},
};
use messages::Lang;
use store::{StoreError, readiness::contact_chart as chart};
use testkit::{House, both_engines};

const JA: app::words::T = app::words::T::new(Lang::Ja);

fn post(name: &str, calls: &[ChartEntryId]) -> EntryDraft {
    let party = Party::Post { name: Name::parse(name).unwrap() };
    let phones = vec![Phone { number: Line::parse("03-0000-0000").unwrap(), out_of_hours: true }];
    EntryDraft { phones, calls: calls.to_vec(), ..EntryDraft::bare(ChartRole::Other, party) }
}

async fn record(house: &House, id: ChartEntryId, stated: EntryDraft, version: Seq) -> Result<Seq, StoreError> {
    let entry = ChartEntry { id, place: 0, stated, version };
    chart::record(&house.app.db, &house.permit(), house.app.now(), vec![entry]).await
}

async fn approve(house: &House, seen: &str) -> Result<i64, StoreError> {
    chart::approve(&house.app.db, &house.permit(), house.app.now(), house.app.ids.next(), seen).await
}

both_engines! {
    async fn a_circle_is_refused_and_the_order_is_kept(house: &House) {
        let [a, b, c] = [(); 3].map(|()| house.app.ids.next());
        let of_c = record(house, c, post("丙", &[]), Seq::ZERO).await.unwrap();
        record(house, b, post("乙", &[c]), Seq::ZERO).await.unwrap();
        let of_a = record(house, a, post("甲", &[b]), Seq::ZERO).await.unwrap();
        let circle = record(house, c, post("丙", &[a]), of_c).await;
        assert!(matches!(&circle, Err(StoreError::Chart(EntryError::Loop(way))) if way.len() == 4), "{circle:?}");
        let stale = record(house, a, post("甲乙", &[b]), of_c).await;
        assert!(matches!(stale, Err(StoreError::Stale)), "{stale:?}");
        assert_eq!(record(house, a, post("甲", &[b]), of_a).await.unwrap(), of_a, "nothing changed");
        let nobody = record(house, house.app.ids.next(), post("丁", &[house.app.ids.next()]), Seq::ZERO).await;
        assert!(matches!(nobody, Err(StoreError::Chart(EntryError::Called))), "{nobody:?}");
        let names = async || {
            let now = standing(&house.app, &house.view()).await.unwrap();
            now.chart.people.iter().map(|person| person.name.clone()).collect::<Vec<_>>()
        };
        assert_eq!(names().await, ["丙", "乙", "甲"]);
        chart::order(&house.app.db, &house.permit(), house.app.now(), vec![a, b, c]).await.unwrap();
        assert_eq!(names().await, ["甲", "乙", "丙"]);
        record(house, a, post("甲", &[c]), of_a).await.unwrap();
        assert_eq!(names().await, ["甲", "乙", "丙"], "a change keeps the place");
        chart::remove(&house.app.db, &house.permit(), house.app.now(), c, of_c).await.unwrap();
        let now = standing(&house.app, &house.view()).await.unwrap();
        assert!(now.chart.person(a).unwrap().calls.is_empty(), "an arrow to nobody is not shown");
        assert_eq!(chart::versions(&house.app.db, &house.view(), a).await.unwrap().len(), 2);
    }

    async fn an_approved_version_stays_and_later_edits_are_differences(house: &House) {
        let (id, other) = (house.app.ids.next(), house.app.ids.next());
        let version = record(house, id, post("甲", &[]), Seq::ZERO).await.unwrap();
        let seen = standing(&house.app, &house.view()).await.unwrap().chart.digest();
        assert!(matches!(approve(house, "another").await, Err(StoreError::Stale)));
        assert_eq!(approve(house, &seen).await.unwrap(), 1);
        assert!(matches!(approve(house, &seen).await, Err(StoreError::Exists(_))));
        let mut changed = post("甲", &[]);
        changed.phones[0].number = Line::parse("03-9999-9999").unwrap();
        record(house, id, changed, version).await.unwrap();
        record(house, other, post("乙", &[]), Seq::ZERO).await.unwrap();
        let now = standing(&house.app, &house.view()).await.unwrap();
        let expected = [ChartDifference::Changed("甲".into(), vec!["reach"]), ChartDifference::Added("乙".into())];
        assert_eq!(now.differences.as_deref(), Some(&expected[..]));
        let facility = store::facility::facility(&house.app.db, &house.view()).await.unwrap();
        let paper = |which| chart_paper(&house.app, &facility, &now, ChartPaper::A4, which, JA).unwrap();
        let (approved, current) = (paper(Which::Approved), paper(Which::Current));
        assert!(approved.sheets[0].svg.contains("03-0000-0000") && !approved.sheets[0].svg.contains("乙"));
        assert!(current.sheets[0].svg.contains("03-9999-9999") && current.version.starts_with("承認前"));
        assert_eq!(approve(house, &now.chart.digest()).await.unwrap(), 2);
    }

    async fn only_what_was_seen_is_confirmed_and_an_answered_call_confirms(house: &House) {
        let id = house.app.ids.next();
        record(house, id, post("甲", &[]), Seq::ZERO).await.unwrap();
        let now = standing(&house.app, &house.view()).await.unwrap();
        let verify = async |seen: Vec<String>| {
            let verified = vec![Verified { entry: id, on: house.app.today(), seen }];
            chart::verify(&house.app.db, &house.permit(), house.app.now(), verified).await
        };
        assert!(matches!(verify(vec!["1".into()]).await, Err(StoreError::Stale)));
        assert_eq!(now.standing(id).code(), "never");
        let reach = now.chart.person(id).unwrap().reach();
        verify(reach.clone()).await.unwrap();
        assert_eq!(standing(&house.app, &house.view()).await.unwrap().standing(id).code(), "current");
        house.app.clock.set(house.app.now().plus_millis(184 * 86_400_000));
        assert_eq!(standing(&house.app, &house.view()).await.unwrap().standing(id).code(), "old");
        let today = domain::calendar::iso(house.app.today());
        let text = CallTestText { on: &today, outcome: "answered", minutes: "2", ..CallTestText::default() };
        let test = CallTest::parse(house.app.ids.next(), (id, "甲", reach.clone()), &text, house.app.today()).unwrap();
        let record = async |test, task| {
            chart::test(&house.app.db, &house.permit(), house.app.now(), CallTested { test, task }).await
        };
        record(test, None).await.unwrap();
        assert_eq!(standing(&house.app, &house.view()).await.unwrap().standing(id).code(), "current");
        let text = CallTestText { outcome: "not_reached", ..text };
        let test = CallTest::parse(house.app.ids.next(), (id, "甲", reach), &text, house.app.today()).unwrap();
        let stated = TaskDraft { words: domain::assessment::Note::parse("番号を聞く").unwrap(), owner: None, due_on: None, done: None };
        let task = Task { id: house.app.ids.next(), origin: TaskOrigin::CallTest(test.id), stated: stated.clone(), version: Seq::ZERO };
        let id = task.id;
        record(test, Some(task)).await.unwrap();
        let tasks = store::readiness::task::list(&house.app.db, &house.view()).await.unwrap();
        assert_eq!((tasks.len(), tasks[0].id, tasks[0].is_open()), (1, id, true));
        let change = async |version, stated| {
            store::readiness::task::change(&house.app.db, &house.permit(), house.app.now(), (id, version), stated).await
        };
        let done = TaskDraft { due_on: Some(house.app.today()), ..stated };
        assert!(matches!(change(Seq::ZERO, done.clone()).await, Err(StoreError::Stale)));
        change(tasks[0].version, done).await.unwrap();
    }

    async fn a_chart_begins_with_what_the_house_knows_and_grounds_its_item(house: &House) {
        let (sheet, item) = (house.open_r6().await, ItemId::parse("incident.contact-chart").unwrap());
        let propose = async || app::assessment::proposal(&house.app, &house.view(), sheet, &item).await.unwrap();
        assert_eq!(propose().await.reasons, [Reason::ChartEmpty]);
        let stated = VendorDraft::parse("甲社", "大野", "03-0000-0101", "", true).unwrap();
        let vendor = Vendor { id: house.app.ids.next(), stated, version: Seq::ZERO };
        let vendor_id = vendor.id;
        store::vendor::record(&house.app.db, &house.permit(), house.app.now(), vendor).await.unwrap();
        begin(&house.app, &house.view(), &house.permit(), JA).await.unwrap();
        assert!(begin(&house.app, &house.view(), &house.permit(), JA).await.is_err(), "only once");
        let now = standing(&house.app, &house.view()).await.unwrap();
        let names: Vec<_> = now.chart.people.iter().map(|person| person.name.as_str()).collect();
        assert!(names.contains(&"安全 太郎") && names.contains(&"院長 花子") && names.contains(&"甲社"), "{names:?}");
        let person = now.chart.people.iter().find(|person| person.name == "甲社").unwrap().clone();
        assert_eq!(person.reach(), ["03-0000-0101 day 大野"], "read from the register");
        let found = propose().await;
        assert_eq!(found.verdict, Verdict::Check);
        let codes: Vec<_> = found.against.iter().map(Reason::code).collect();
        assert_eq!(codes, ["chart-not-approved", "chart-no-phone", "chart-unconfirmed"]);
        let night = Contact::parse("夜間受付", "", "090-0000-0001", "", true).unwrap();
        store::vendor::record_contacts(&house.app.db, &house.permit(), house.app.now(), vendor_id, Seq::ZERO, vec![night]).await.unwrap();
        let later = standing(&house.app, &house.view()).await.unwrap();
        assert!(later.chart.person(person.id).unwrap().is_reached_out_of_hours());
    }
}
