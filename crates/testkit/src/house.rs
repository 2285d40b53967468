//! A hospital of 60 beds with one person per role, an app on a standing clock, and helpers that read like sentences.

use crate::{Engine, TestDb};
use app::{App, Clock, Ids, InstallationKey, Parts, Renderer};
use domain::{
    access::{Action, Actor, ActorNote, Channel, LoginName, Permit, SetUp, View, permit},
    assessment::{Choice, Draft, RoundNo, Row},
    calendar::FiscalYear,
    catalog::{Catalog, EditionId, FormKind, ItemId},
    facility::{Facility, FacilityDraft, FacilityKind, VendorContract},
    id::{AssessmentId, FacilityId, StaffId, UserId},
    journal::{FacilityRegistered, Seq, UserOpened},
    staff::{Name, Role, RoleAssignment, StaffMember},
};
use store::{blob::Blobs, facility::FirstUser};
use time::{Date, macros::date};

/// The password of every login of the house.
pub const PASSWORD: &str = "kumo-to-sora-to-kaze-5";

/// One person of the house.
#[derive(Debug, Clone)]
pub struct Person {
    /// On the roster.
    pub staff: StaffId,
    /// Login.
    pub user: UserId,
    /// What may be done.
    pub actor: Actor,
    /// Login name.
    pub login: &'static str,
}

/// The hospital of a test.
#[derive(Debug)]
pub struct House {
    /// Everything the program needs.
    pub app: App,
    /// Its facility.
    pub facility: FacilityId,
    /// 管理者.
    pub administrator: Person,
    /// 安全管理責任者.
    pub officer: Person,
    /// 担当者.
    pub contributor: Person,
    /// 閲覧.
    pub viewer: Person,
    /// The database behind it.
    pub test_db: TestDb,
}

const FIRST_DAY: Date = date!(2024 - 04 - 01);
const TODAY: Date = date!(2024 - 06 - 10);

impl House {
    /// Builds the house; the clock stands at 9:00 on 10 June 2024.
    ///
    /// # Panics
    /// When the engine is not there.
    pub async fn build(engine: Engine) -> Self {
        let test_db = TestDb::make(engine).await;
        let app = App::new(Parts {
            db: test_db.db.clone(),
            blobs: Blobs::new(&test_db.folder),
            catalog: Catalog::builtin().expect("the built-in packs are whole"),
            key: InstallationKey::from_secret(&[7; 32]),
            clock: Clock::morning_of(TODAY),
            ids: Ids::counted(),
            renderer: Renderer::new("/nonexistent".into(), "typeset"),
        });
        let facility: FacilityId = app.ids.next();
        let people: Vec<(Role, &'static str, &str, StaffId, UserId)> = [
            (Role::Administrator, "incho", "院長 花子"),
            (Role::SafetyOfficer, "sekinin", "安全 太郎"),
            (Role::Contributor, "tanto", "担当 次郎"),
            (Role::Viewer, "etsuran", "閲覧 三郎"),
        ]
        .into_iter()
        .map(|(role, login, person)| (role, login, person, app.ids.next(), app.ids.next()))
        .collect();
        register(&app, facility, &people).await;
        let person = |role: Role| {
            let (_, login, name_text, staff, user) = people.iter().find(|p| p.0 == role).expect("every role has one");
            let held = [assignment(&app, *staff, role)];
            let actor = Actor::user(facility, *user, *staff, name(name_text), &held, TODAY);
            Person { staff: *staff, user: *user, actor, login }
        };
        Self {
            administrator: person(Role::Administrator),
            officer: person(Role::SafetyOfficer),
            contributor: person(Role::Contributor),
            viewer: person(Role::Viewer),
            facility,
            app,
            test_db,
        }
    }

    /// The permit of the 安全管理責任者, or of the 管理者 for what only they may do.
    ///
    /// # Panics
    /// When neither may.
    #[must_use]
    pub fn permit<A: Action>(&self) -> Permit<A> {
        permit(&self.officer.actor).or_else(|_| permit(&self.administrator.actor)).expect("one of the two may")
    }

    /// The permit to read.
    #[must_use]
    pub fn view(&self) -> Permit<View> {
        self.permit()
    }

    /// Opens the FY2024 hospital form.
    ///
    /// # Panics
    /// When it can't be opened.
    pub async fn open_r6(&self) -> AssessmentId {
        let year = FiscalYear::new(2024).expect("a fiscal year");
        app::assessment::open(
            &self.app,
            &self.permit(),
            &edition("r6"),
            app::assessment::About::Institution(FormKind::Hospital),
            year,
        )
        .await
        .expect("the FY2024 form opens")
    }

    /// A draft of the 安全管理責任者 for today.
    #[must_use]
    pub fn draft(&self, round: RoundNo, choice: Choice, version: Seq) -> Draft {
        Draft {
            round,
            choice,
            on: Some(self.app.today()),
            by: Some(self.officer.staff),
            target_date: None,
            note: String::new(),
            version,
        }
    }

    /// Answers an item as it stands now.
    ///
    /// # Errors
    /// As `app::assessment::answer`.
    pub async fn answer(
        &self,
        sheet: AssessmentId,
        item: &str,
        round: RoundNo,
        choice: Choice,
    ) -> Result<Row, app::AppError> {
        let opened = app::assessment::load(&self.app, &self.view(), sheet).await?;
        let item = item_id(item);
        let draft = self.draft(round, choice, opened.row(&item).version);
        app::assessment::answer(&self.app, &self.view(), &self.permit(), sheet, &item, draft).await
    }

    /// Replays the journal into an empty schema and compares every projected table.
    ///
    /// # Panics
    /// When anything differs.
    pub async fn replay_and_compare(&self) {
        for facility in self.app.facilities().await.expect("the directory is read") {
            let verified = store::journal::verify(&self.app.db, facility, self.test_db.folder.clone())
                .await
                .expect("the journal is read");
            assert_eq!(verified.finding, None, "{facility}");
        }
    }
}

async fn register(app: &App, facility: FacilityId, people: &[(Role, &'static str, &str, StaffId, UserId)]) {
    let stated = FacilityDraft {
        kind: FacilityKind::Hospital,
        name: name("試験病院"),
        code: None,
        beds: Some(60),
        vendor_contract: VendorContract::Exists,
    };
    let staff = people.iter().map(|(_, _, person, staff, _)| StaffMember {
        id: *staff,
        name: name(person),
        kana: None,
        department: None,
        left_on: None,
        version: Seq::ZERO,
    });
    let users = people.iter().map(|(_, login, _, staff, user)| UserOpened {
        user: *user,
        staff: *staff,
        login: LoginName::parse(login).expect("a login name"),
    });
    let first = FacilityRegistered {
        facility: Facility { id: facility, stated, sample: false, version: Seq::ZERO.next() },
        staff: staff.collect(),
        roles: people.iter().map(|(role, _, _, staff, _)| assignment(app, *staff, *role)).collect(),
        users: users.collect(),
    };
    let hash = cheap_hash(PASSWORD);
    let credentials = (0..people.len()).map(|user| FirstUser { user, password_hash: hash.clone() }).collect();
    let by = ActorNote { staff: None, user: None, name: name("試験"), via: Channel::Console };
    store::facility::register(&app.db, SetUp::first_door(by), app.now(), first, credentials)
        .await
        .expect("the house registers");
}

/// argon2id at its lowest cost, so that tests do not wait for it. The hash itself says its cost.
fn cheap_hash(password: &str) -> String {
    use argon2::{Algorithm, Argon2, Params, PasswordHasher as _, Version, password_hash::SaltString};
    let params = Params::new(8, 1, 1, None).expect("lowest parameters");
    let salt = SaltString::encode_b64(b"sakimori-test").expect("a salt");
    let hasher = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
    hasher.hash_password(password.as_bytes(), &salt).expect("a hash").to_string()
}

fn assignment(app: &App, staff: StaffId, role: Role) -> RoleAssignment {
    RoleAssignment { id: app.ids.next(), staff, role, deputy: false, from_on: FIRST_DAY, until_on: None }
}

fn name(text: &str) -> Name {
    Name::parse(text).expect("a name")
}

fn edition(text: &str) -> EditionId {
    text.parse().expect("an edition id")
}

fn item_id(text: &str) -> ItemId {
    text.parse().expect("an item id")
}
