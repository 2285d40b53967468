//! Evidence on both engines: kept before it is recorded, replayed, swept when it belongs to nothing.

use app::evidence::{Arrived, add, change, sweep};
use domain::{
    digest::Digest,
    evidence::{EvidenceDraft, EvidenceLink, EvidenceText, FileName},
    id::AssessmentId,
    vendor::Line,
};
use std::{
    fs::File,
    time::{Duration, SystemTime},
};
use store::{StoreError, evidence::versions};
use testkit::{House, both_engines};

fn draft(house: &House, title: &str, links: &[(AssessmentId, &str)]) -> EvidenceDraft {
    let text = EvidenceText { title, received_on: "2024-06-10", ..EvidenceText::default() };
    let link = |(sheet, item): &(AssessmentId, &str)| EvidenceLink { sheet: *sheet, item: item.parse().unwrap() };
    EvidenceDraft::parse(text, links.iter().map(link).collect(), house.app.today()).unwrap()
}

fn arrived(house: &House, bytes: &[u8]) -> Arrived {
    let mut arriving = house.app.blobs.arrive(house.facility).unwrap();
    arriving.write(bytes).unwrap();
    Arrived { name: FileName::clean("台帳.csv").unwrap(), bytes: arriving }
}

both_engines! {
    async fn a_file_is_kept_and_every_version_of_it(house: &House) {
        let sheet = house.open_r6().await;
        let links = [(sheet, "all.asset-ledger"), (sheet, "server.patch")];
        let id = add(&house.app, &house.view(), &house.permit(), draft(house, "台帳", &links), arrived(house, b"1,2")).await.unwrap();
        let first = versions(&house.app.db, &house.view(), id).await.unwrap().remove(0);
        assert_eq!(first.evidence.stated.links.len(), 2);
        let stated = draft(house, "台帳 7月", &links[..1]);
        change(&house.app, &house.view(), &house.permit(), &first.evidence, stated, Some(arrived(house, b"3,4"))).await.unwrap();
        let found = versions(&house.app.db, &house.view(), id).await.unwrap();
        let digests: Vec<_> = found.iter().map(|version| version.evidence.file.digest).collect();
        assert_eq!(digests, [Digest::of(b"3,4"), Digest::of(b"1,2")]);
        let listed = store::evidence::evidence_of(&house.app.db, &house.view(), sheet).await.unwrap();
        assert_eq!(listed.iter().map(|one| one.stated.links.len()).collect::<Vec<_>>(), [1]);
        let stale = change(&house.app, &house.view(), &house.permit(), &first.evidence, draft(house, "x", &[]), None).await;
        assert!(matches!(stale, Err(app::AppError::Store(StoreError::Stale))), "{stale:?}");
    }

    async fn a_change_that_changes_nothing_writes_nothing(house: &House) {
        let id = add(&house.app, &house.view(), &house.permit(), draft(house, "台帳", &[]), arrived(house, b"1,2")).await.unwrap();
        let first = versions(&house.app.db, &house.view(), id).await.unwrap().remove(0).evidence;
        let same = change(&house.app, &house.view(), &house.permit(), &first, first.stated.clone(), None).await.unwrap();
        assert_eq!(same, first.version);
    }

    async fn two_at_once_are_both_kept_and_of_two_replacements_one_is_told(house: &House) {
        let (app, view) = (&house.app, house.view());
        let put = || async { add(app, &view, &house.permit(), draft(house, "同じ", &[]), arrived(house, b"1,2")).await };
        let (one, two) = tokio::join!(put(), put());
        let (one, two) = (one.unwrap(), two.unwrap());
        let first = versions(&app.db, &view, one).await.unwrap().remove(0).evidence;
        assert_eq!(versions(&app.db, &view, two).await.unwrap()[0].evidence.file.digest, first.file.digest);
        assert_eq!(app.blobs.get(house.facility, &first.file.digest).unwrap(), b"1,2");
        let other = async |bytes: &[u8]| {
            change(app, &view, &house.permit(), &first, draft(house, "別", &[]), Some(arrived(house, bytes))).await
        };
        let (a, b) = tokio::join!(other(b"a"), other(b"b"));
        assert_eq!([&a, &b].iter().filter(|done| done.is_ok()).count(), 1, "{a:?} {b:?}");
        let told = [&a, &b].iter().any(|done| matches!(done, Err(app::AppError::Store(StoreError::Stale))));
        assert!(told, "{a:?} {b:?}");
    }

    async fn a_withdrawn_file_does_not_come_back(house: &House) {
        let id = add(&house.app, &house.view(), &house.permit(), draft(house, "台帳", &[]), arrived(house, b"1,2")).await.unwrap();
        let first = versions(&house.app.db, &house.view(), id).await.unwrap().remove(0).evidence;
        let (why, now) = (Line::parse("別の施設の台帳").unwrap(), house.app.now());
        store::evidence::withdraw(&house.app.db, &house.permit(), now, id, first.version, why).await.unwrap();
        assert!(store::evidence::list(&house.app.db, &house.view()).await.unwrap().is_empty());
        let again = change(&house.app, &house.view(), &house.permit(), &first, draft(house, "x", &[]), None).await;
        assert!(matches!(again, Err(app::AppError::Store(StoreError::NotFound))), "{again:?}");
    }

    async fn only_old_files_that_the_journal_does_not_name_are_swept(house: &House) {
        let (app, facility) = (&house.app, house.facility);
        let named = Digest::of(b"1,2");
        add(app, &house.view(), &house.permit(), draft(house, "台帳", &[]), arrived(house, b"1,2")).await.unwrap();
        let (old, fresh) = (app.blobs.put(facility, b"old").unwrap(), app.blobs.put(facility, b"fresh").unwrap());
        let half = arrived(house, b"half");
        let name = |digest: &Digest| {
            let text = digest.to_string();
            house.test_db.folder.join("blobs").join(facility.to_string()).join(&text[..2]).join(&text)
        };
        let long_ago = SystemTime::UNIX_EPOCH + Duration::from_secs(1_700_000_000);
        for path in [name(&named), name(&old)] {
            File::options().append(true).open(path).unwrap().set_modified(long_ago).unwrap();
        }
        assert_eq!(sweep(app, facility).await.unwrap(), 1);
        assert!(!name(&old).exists() && name(&named).exists() && name(&fresh).exists());
        drop(half);
    }
}
