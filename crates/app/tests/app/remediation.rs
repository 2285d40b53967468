//! Remediation: derived from the answers, planned by people, closed by a later round.

use app::{
    assessment::{About, load, open},
    remediation::{PlanAsked, Remediations, find, list, overdue},
    words::{self, T},
};
use domain::{
    assessment::{Choice, Draft, RoundNo},
    calendar::{FiscalYear, Instant},
    catalog::{EditionId, FormKind, ItemId},
    id::{AssessmentId, StaffId, VendorId},
    journal::Seq,
    remediation::{Course, Remediation, RemediationCommented, RemediationDraft, RemediationError, RemediationKey},
    vendor::{Vendor, VendorDraft},
};
use messages::Lang;
use store::StoreError;
use testkit::{House, both_engines};
use time::{Date, macros::date};

fn item(id: &str) -> ItemId {
    id.parse().unwrap()
}

fn key(sheet: AssessmentId, id: &str) -> RemediationKey {
    RemediationKey { sheet, item: item(id) }
}

/// Answers an item with its target date.
async fn answer(house: &House, sheet: AssessmentId, id: &str, round: RoundNo, choice: Choice, target: Option<Date>) {
    let opened = load(&house.app, &house.view(), sheet).await.unwrap();
    let version = opened.row(&item(id)).version;
    let draft = Draft { target_date: target, ..house.draft(round, choice, version) };
    app::assessment::answer(&house.app, &house.view(), &house.permit(), sheet, &item(id), draft).await.unwrap();
}

async fn vendor(house: &House, name: &str) -> VendorId {
    let stated = VendorDraft::parse(name, "", "", "", true).unwrap();
    let vendor = Vendor { id: house.app.ids.next(), stated, version: Seq::ZERO };
    let id = vendor.id;
    store::vendor::record(&house.app.db, &house.permit(), house.app.now(), vendor).await.unwrap();
    id
}

async fn sheet_of(house: &House, about: About, year: i32) -> AssessmentId {
    let (r6, year) = (EditionId::parse("r6").unwrap(), FiscalYear::new(year).unwrap());
    open(&house.app, &house.permit(), &r6, about, year).await.unwrap()
}

async fn record(
    house: &House,
    key: &RemediationKey,
    version: Seq,
    owner: Option<StaffId>,
    vendor: Option<VendorId>,
    next_step: &str,
) -> Result<Seq, StoreError> {
    let stated = RemediationDraft::parse(owner, vendor, next_step).unwrap();
    let plan = Remediation { key: key.clone(), stated, version };
    let app = &house.app;
    store::remediation::record(&app.db, &house.permit(), app.now(), app.today(), plan).await
}

/// Each line in short: place, where it stands, owner, vendor.
fn said(found: &Remediations) -> Vec<String> {
    let line = |line: &app::remediation::Line| {
        let (owner, vendor) = (found.person(line.plan.stated.owner), found.vendor(line.vendor()));
        format!("{} {} {owner} {vendor}", line.item.reference, line.course.code()).trim_end().to_owned()
    };
    found.lines.iter().map(line).collect()
}

async fn all(house: &House) -> Remediations {
    list(&house.app, &house.view()).await.unwrap()
}

fn on(house: &House, day: Date) {
    house.app.clock.set(Instant::start_of_day_jst(day).plus_millis(9 * 3_600_000));
}

both_engines! {
    async fn every_no_is_there_by_itself_the_loudest_first(house: &House) {
        let sheet = house.open_r6().await;
        assert!(all(house).await.lines.is_empty());
        answer(house, sheet, "org.safety-officer", RoundNo::First, Choice::Yes, None).await;
        answer(house, sheet, "server.patch", RoundNo::First, Choice::No, Some(date!(2025 - 03 - 31))).await;
        answer(house, sheet, "incident.bcp", RoundNo::First, Choice::No, None).await;
        answer(house, sheet, "all.asset-ledger", RoundNo::First, Choice::No, Some(date!(2024 - 06 - 30))).await;
        let firm = vendor(house, "甲社").await;
        let paper = sheet_of(house, About::Vendor(firm), 2024).await;
        answer(house, paper, "server.patch", RoundNo::First, Choice::No, Some(date!(2024 - 06 - 20))).await;
        on(house, date!(2024 - 06 - 21));
        insta::assert_debug_snapshot!(said(&all(house).await), @r#"
        [
            "2(7) overdue  甲社",
            "3(3) undated",
            "2(1) near",
            "2(7) ahead",
        ]
        "#);
        assert_eq!(overdue(&house.app, &house.view()).await.unwrap(), 1);
        on(house, date!(2024 - 07 - 01));
        assert_eq!(overdue(&house.app, &house.view()).await.unwrap(), 2);
    }

    async fn what_is_planned_is_kept_version_by_version(house: &House) {
        let sheet = house.open_r6().await;
        answer(house, sheet, "server.patch", RoundNo::First, Choice::No, None).await;
        let (key, firm) = (key(sheet, "server.patch"), vendor(house, "甲社").await);
        let first = record(house, &key, Seq::ZERO, Some(house.officer.staff), None, "見積りを取る。").await.unwrap();
        let same = record(house, &key, first, Some(house.officer.staff), None, "見積りを取る。").await.unwrap();
        assert_eq!(same, first, "nothing changed, nothing written");
        let late = record(house, &key, Seq::ZERO, None, None, "後から書いた言葉").await;
        assert!(matches!(late, Err(StoreError::Stale)), "{late:?}");
        record(house, &key, first, Some(house.contributor.staff), Some(firm), "12月の保守日に入れ替える。").await.unwrap();
        assert_eq!(said(&all(house).await), ["2(7) undated 担当 次郎 甲社"]);
        let found = find(&house.app, &house.view(), &key).await.unwrap();
        let (mut before, mut sentences) = (RemediationDraft::default(), Vec::new());
        for version in &found.history.versions {
            let after = &version.remediation.stated;
            let name = |_| "甲社".to_owned();
            sentences.extend(words::plan_changes(T::new(Lang::Ja), found.opened.roster(), name, &before, after));
            before = after.clone();
        }
        insta::assert_debug_snapshot!(sentences, @r#"
        [
            "担当者を「なし」から「安全 太郎」に変えました。",
            "次にすること：見積りを取る。",
            "担当者を「安全 太郎」から「担当 次郎」に変えました。",
            "事業者を「なし」から「甲社」に変えました。",
            "次にすること：12月の保守日に入れ替える。",
        ]
        "#);
    }

    async fn a_plan_needs_a_no_a_person_who_works_here_and_a_known_vendor(house: &House) {
        let sheet = house.open_r6().await;
        answer(house, sheet, "server.patch", RoundNo::First, Choice::No, None).await;
        answer(house, sheet, "incident.bcp", RoundNo::First, Choice::Yes, None).await;
        let (no, yes) = (key(sheet, "server.patch"), key(sheet, "incident.bcp"));
        let why = |result: Result<Seq, StoreError>| match result {
            Err(StoreError::Remediation(error)) => Some(error),
            _ => None,
        };
        let nobody: StaffId = house.app.ids.next();
        let unknown: VendorId = house.app.ids.next();
        assert_eq!(why(record(house, &yes, Seq::ZERO, None, None, "x").await), Some(RemediationError::NotNo));
        assert_eq!(why(record(house, &no, Seq::ZERO, Some(nobody), None, "").await), Some(RemediationError::OwnerUnknown));
        assert_eq!(why(record(house, &no, Seq::ZERO, None, Some(unknown), "").await), Some(RemediationError::VendorUnknown));
        let elsewhere = key(house.app.ids.next(), "server.patch");
        assert!(matches!(record(house, &elsewhere, Seq::ZERO, None, None, "x").await, Err(StoreError::NotFound)));
        let comment = RemediationCommented::parse(yes, "言葉").unwrap();
        let refused = store::remediation::comment(&house.app.db, &house.permit(), house.app.now(), comment).await;
        assert_eq!(why(refused), Some(RemediationError::NotNo));

        let version = record(house, &no, Seq::ZERO, Some(house.contributor.staff), None, "").await.unwrap();
        let last = date!(2024 - 06 - 10);
        store::staff::leave(&house.app.db, &house.permit(), house.app.now(), house.contributor.staff, last).await.unwrap();
        on(house, date!(2024 - 06 - 11));
        let kept = record(house, &no, version, Some(house.contributor.staff), None, "引き継ぐ。").await.unwrap();
        let version = record(house, &no, kept, Some(house.officer.staff), None, "引き継いだ。").await.unwrap();
        let back = record(house, &no, version, Some(house.contributor.staff), None, "").await;
        assert_eq!(why(back), Some(RemediationError::OwnerUnknown), "who left is not named anew");
    }

    async fn comments_are_added_with_who_and_when(house: &House) {
        let sheet = house.open_r6().await;
        answer(house, sheet, "server.patch", RoundNo::First, Choice::No, None).await;
        let key = key(sheet, "server.patch");
        for words in ["業者に電話した。", "=1+1\n2行目"] {
            let said = RemediationCommented::parse(key.clone(), words).unwrap();
            store::remediation::comment(&house.app.db, &house.permit(), house.app.now(), said).await.unwrap();
        }
        let found = find(&house.app, &house.view(), &key).await.unwrap();
        let said: Vec<_> = found.history.comments.iter().map(|one| (one.by.as_str(), one.words.as_str())).collect();
        assert_eq!(said, [("安全 太郎", "業者に電話した。"), ("安全 太郎", "=1+1\n2行目")]);
        assert!(found.history.comments.iter().all(|one| one.at == house.app.now()));
        assert_eq!(all(house).await.lines[0].comments, found.history.comments);
    }

    async fn a_yes_of_a_later_round_closes_it_and_what_was_recorded_stays(house: &House) {
        let sheet = house.open_r6().await;
        answer(house, sheet, "server.patch", RoundNo::First, Choice::No, Some(date!(2024 - 06 - 20))).await;
        let key = key(sheet, "server.patch");
        record(house, &key, Seq::ZERO, Some(house.officer.staff), None, "入れ替える。").await.unwrap();
        on(house, date!(2024 - 07 - 01));
        answer(house, sheet, "server.patch", RoundNo::Second, Choice::Yes, Some(date!(2024 - 06 - 20))).await;
        let closed = Course::Closed { round: RoundNo::Second, on: date!(2024 - 07 - 01), by: house.officer.staff };
        assert_eq!(all(house).await.lines[0].course, closed);
        assert_eq!(overdue(&house.app, &house.view()).await.unwrap(), 0);

        // The first answer turns out to be wrong: nothing is left to close, and nothing is lost.
        let row = load(&house.app, &house.view(), sheet).await.unwrap().row(&key.item);
        let draft = Draft { on: Some(date!(2024 - 06 - 10)), ..house.draft(RoundNo::First, Choice::Yes, row.version) };
        app::assessment::answer(&house.app, &house.view(), &house.permit(), sheet, &key.item, draft).await.unwrap();
        assert!(all(house).await.lines.is_empty());
        let found = find(&house.app, &house.view(), &key).await.unwrap();
        assert_eq!((found.course, found.history.versions.len()), (None, 1));
    }

    async fn what_a_later_year_has_answered_goes_on_there(house: &House) {
        let earlier = house.open_r6().await;
        answer(house, earlier, "server.patch", RoundNo::First, Choice::No, Some(date!(2024 - 12 - 20))).await;
        answer(house, earlier, "incident.bcp", RoundNo::First, Choice::No, Some(date!(2025 - 03 - 31))).await;
        on(house, date!(2025 - 04 - 10));
        let later = sheet_of(house, About::Institution(FormKind::Hospital), 2025).await;
        assert_eq!(said(&all(house).await), ["2(7) overdue", "3(3) overdue"], "an open year's いいえ does not vanish");
        answer(house, later, "server.patch", RoundNo::First, Choice::No, Some(date!(2025 - 06 - 30))).await;
        let found = all(house).await;
        assert_eq!(said(&found), ["3(3) overdue", "2(7) ahead", "2(7) later"]);
        assert_eq!(overdue(&house.app, &house.view()).await.unwrap(), 1);
        let labels: Vec<_> = found.lines.iter().map(|l| found.sheet_label(&house.app, T::new(Lang::Ja), l)).collect();
        let old = "令和6年度（2024年度） 医療機関確認用";
        assert_eq!(labels, [old, "医療機関確認用", old]);
    }

    async fn what_needs_no_entry_has_no_remediation(house: &House) {
        let sheet = house.open_r6().await;
        answer(house, sheet, "server.patch", RoundNo::First, Choice::No, None).await;
        answer(house, sheet, "gate.system-in-use", RoundNo::First, Choice::No, None).await;
        assert!(all(house).await.lines.is_empty(), "no system, nothing to confirm; the first question itself is none");
    }

    async fn the_improvement_plan_says_what_is_recorded_and_leaves_lines_for_the_rest(house: &House) {
        let sheet = house.open_r6().await;
        answer(house, sheet, "server.patch", RoundNo::First, Choice::No, Some(date!(2024 - 06 - 20))).await;
        answer(house, sheet, "incident.bcp", RoundNo::First, Choice::No, None).await;
        record(house, &key(sheet, "server.patch"), Seq::ZERO, Some(house.officer.staff), None, "入れ替える。").await.unwrap();
        let firm = vendor(house, "甲社").await;
        let paper = sheet_of(house, About::Vendor(firm), 2024).await;
        answer(house, paper, "network.patch", RoundNo::First, Choice::No, Some(date!(2024 - 12 - 20))).await;
        on(house, date!(2024 - 07 - 01));
        answer(house, sheet, "server.patch", RoundNo::Second, Choice::Yes, Some(date!(2024 - 06 - 20))).await;
        let printed = async |asked: PlanAsked| {
            let plan = app::remediation::plan_paper(&house.app, &house.view(), &asked, T::new(Lang::Ja)).await.unwrap();
            assert!(plan.missing_labels().is_empty(), "{:?}", plan.missing_labels());
            let line = |l: &report::improvement_plan::PlanLine| {
                format!("{} {} {} | {} | {} | {} | {}→{}", l.number, l.sheet, l.reference, l.next_step, l.owner, l.vendor, l.target, l.closed)
            };
            plan.lines.iter().map(line).collect::<Vec<_>>()
        };
        let everything = PlanAsked { with_vendors: true, with_closed: true, ..PlanAsked::default() };
        insta::assert_debug_snapshot!(printed(everything).await, @r#"
        [
            "1 医療機関確認用 2(7) | 入れ替える。 | 安全 太郎 |  | 令和6年6月20日→令和6年7月1日",
            "2 医療機関確認用 3(3) |  |  |  | →",
            "3 事業者確認用（甲社） 2(7) |  |  | 甲社 | 令和6年12月20日→",
        ]
        "#);
        insta::assert_debug_snapshot!(printed(PlanAsked::default()).await, @r#"
        [
            "1 医療機関確認用 3(3) |  |  |  | →",
        ]
        "#);
    }
}
