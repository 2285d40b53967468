//! Search on both engines, over the sample hospital: whatever is written is found however it is typed, and leads to its place.

use app::{
    sample::{Stage, build},
    search::{Group, Kind, MOST_EACH, Place, search},
    words::T,
};
use domain::{
    access::{Actor, Permit, View, permit},
    search::{Piece, Query},
    staff::Name,
};
use messages::Lang;
use testkit::{House, both_engines};

async fn view_of_sample(house: &House) -> Permit<View> {
    let sample = build(&house.app, Stage::BothRounds).await.unwrap();
    permit(&Actor::console(sample.facility, Name::parse("試験").unwrap())).unwrap()
}

async fn found(house: &House, view: &Permit<View>, typed: &str, only: Option<Kind>) -> Vec<Group> {
    let query = Query::parse(typed).unwrap();
    search(&house.app, view, &query, only, T::new(Lang::Ja)).await.unwrap()
}

fn shown(pieces: &[Piece]) -> String {
    pieces.iter().map(|one| if one.marked { format!("[{}]", one.text) } else { one.text.clone() }).collect()
}

/// `kind: title` of the first hit of each kind.
fn first(groups: &[Group]) -> Vec<String> {
    groups.iter().map(|group| format!("{}: {}", group.kind.code(), shown(&group.hits[0].title))).collect()
}

both_engines! {
    async fn whatever_is_kept_is_found_however_it_is_typed(house: &House) {
        let view = view_of_sample(house).await;
        let cases: [(&str, Kind, &str); 9] = [
            ("ﾐﾄﾞﾘｶﾙﾃ", Kind::Vendor, "[みどりカルテ]システム（見本）"),
            ("みどりかるて", Kind::Sheet, "事業者確認用（[みどりカルテ]システム（見本）） 令和6年度（2024年度）"),
            ("０３－００００－０１０５", Kind::Vendor, "検査機器サービス（見本）"),
            ("サーバー 台帳", Kind::Evidence, "[サーバ]・端末PC・ネットワーク機器の[台帳]（見本）"),
            ("れんらくたいせい", Kind::Evidence, ""),
            ("連絡体制", Kind::Evidence, "インシデント発生時の[連絡体制]図（見本）"),
            ("ＢＣＰ", Kind::Item, "3(3) 事業継続計画（[BCP]）"),
            ("２（１）", Kind::Item, ""),
            ("安全管理責任者", Kind::Person, ""),
        ];
        for (typed, kind, title) in cases {
            let groups = found(house, &view, typed, None).await;
            let group = groups.iter().find(|group| group.kind == kind);
            if title.is_empty() {
                assert_eq!(group.is_some(), typed != "れんらくたいせい", "{typed}: {:?}", first(&groups));
            } else {
                let titles: Vec<String> = group.into_iter().flat_map(|group| &group.hits).map(|hit| shown(&hit.title)).collect();
                assert!(titles.iter().any(|found| found == title), "{typed}: {titles:?}");
            }
        }
    }

    async fn a_note_leads_to_its_item_on_its_sheet(house: &House) {
        let view = view_of_sample(house).await;
        let notes = store::assessment::notes(&house.app.db, &view).await.unwrap();
        assert!(notes.len() > 3, "{notes:?}");
        for note in notes {
            let groups = found(house, &view, &note.note, Some(Kind::Note)).await;
            let places: Vec<&Place> = groups.iter().flat_map(|group| &group.hits).map(|hit| &hit.place).collect();
            assert!(places.contains(&&Place::Item(note.sheet, note.item.clone())), "{note:?}: {places:?}");
        }
    }

    async fn what_is_planned_and_said_about_an_answer_leads_to_its_page(house: &House) {
        let view = view_of_sample(house).await;
        let all = app::remediation::list(&house.app, &view).await.unwrap();
        let planned = all.lines.iter().find(|line| !line.plan.stated.next_step.is_empty()).unwrap();
        let said = all.lines.iter().find(|line| !line.comments.is_empty()).unwrap();
        let step = planned.plan.stated.next_step.to_string();
        let words = said.comments[0].words.to_string();
        for (typed, key) in [(step, &planned.key), (words, &said.key)] {
            let first = typed.lines().next().unwrap();
            let groups = found(house, &view, first, None).await;
            let hits: Vec<_> = groups.iter().filter(|group| group.kind == Kind::Remediation).flat_map(|group| &group.hits).collect();
            assert!(hits.iter().any(|hit| hit.place == Place::Remediation(key.clone())), "{first}: {hits:?}");
        }
        // The item around it narrows down, and does not find by itself what says nothing of it.
        let title = "どこにもない言葉";
        assert_eq!(found(house, &view, title, Some(Kind::Remediation)).await, []);
    }

    async fn a_withdrawn_file_is_found_with_its_reason_after_those_that_count(house: &House) {
        let view = view_of_sample(house).await;
        let all = store::evidence::list(&house.app.db, &view).await.unwrap();
        let gone = all.first().unwrap().clone();
        let why = domain::vendor::Line::parse("別の病院の書類だったため").unwrap();
        let actor = Actor::console(view.facility(), Name::parse("試験").unwrap());
        let manage = permit(&actor).unwrap();
        store::evidence::withdraw(&house.app.db, &manage, house.app.now(), gone.id, gone.version, why).await.unwrap();
        for typed in [gone.stated.title.to_string(), "別の病院の書類".to_owned()] {
            let groups = found(house, &view, &typed, Some(Kind::Evidence)).await;
            let hit = groups.iter().flat_map(|group| &group.hits).find(|hit| hit.place == Place::Evidence(gone.id)).unwrap();
            assert!(hit.about.ends_with("使うのをやめた資料です。"), "{hit:?}");
        }
        assert_eq!(found(house, &view, "（見本）", Some(Kind::Evidence)).await[0].hits.last().unwrap().place, Place::Evidence(gone.id));
    }

    async fn many_hits_are_cut_and_counted(house: &House) {
        let view = view_of_sample(house).await;
        let groups = found(house, &view, "の", None).await;
        let items = groups.iter().find(|group| group.kind == Kind::Item).unwrap();
        assert_eq!(items.hits.len(), MOST_EACH);
        assert!(items.total > MOST_EACH, "{}", items.total);
        let alone = found(house, &view, "の", Some(Kind::Item)).await;
        assert_eq!(alone.iter().map(|group| (group.kind, group.hits.len(), group.total)).collect::<Vec<_>>(), [
            (Kind::Item, items.total, items.total)
        ]);
        assert_eq!(found(house, &view, "どこにもない言葉", None).await, []);
    }

    async fn an_item_of_vendors_sheets_is_one_hit_that_names_them(house: &House) {
        let view = view_of_sample(house).await;
        let groups = found(house, &view, "ひかり画像 リモートメンテナンス", Some(Kind::Item)).await;
        let hits: Vec<_> = groups.iter().flat_map(|group| &group.hits).collect();
        assert!(!hits.is_empty());
        assert!(hits.iter().all(|hit| hit.about.contains("ひかり画像システム") && hit.also.is_empty()), "{hits:?}");
        let all = found(house, &view, "リモートメンテナンス", Some(Kind::Item)).await;
        let also: usize = all.iter().flat_map(|group| &group.hits).map(|hit| hit.also.len() + hit.more).max().unwrap();
        assert!(also >= 3, "the same item on the other vendors' sheets: {all:?}");
    }

    async fn one_institution_finds_nothing_of_another(house: &House) {
        view_of_sample(house).await;
        assert_eq!(found(house, &house.view(), "みどりカルテ", None).await, []);
    }
}
