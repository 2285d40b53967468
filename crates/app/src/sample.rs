//! The sample hospital: a facility of its own, marked as a sample everywhere, removable as a whole.
//!
//! Its story of fiscal year 2024 goes through the same functions as a real one, with a clock that is set step by step.

mod backup;
mod bcp;
mod chart;
mod disclosure;
mod drills;
mod evidence;
mod incident;
mod ledger;
mod network;
mod people;
mod remediation;
mod remote;
mod stocktake;
mod story;
mod vendors;

use crate::{
    App, AppError, Clock,
    assessment::{self, About, PaperSignature},
};
use domain::{
    access::{Action, Actor, ActorNote, Channel, DropSample, LoginName, Permit, SetUp, permit},
    assessment::{Draft, RoundNo},
    calendar::{FiscalYear, Instant},
    catalog::{EditionId, FormKind, ItemId},
    facility::{Facility, FacilityDraft, FacilityKind, VendorContract},
    id::{AssessmentId, FacilityId, StaffId, SystemId, UserId, VendorId},
    journal::{FacilityRegistered, Seq, UserOpened},
    ledger::{System, SystemDraft},
    staff::{Name, RoleAssignment, StaffMember},
};
use people::{Held, PEOPLE, Person, SUCCESSION, Succession, Who};
use remediation::{LATE_REMARKS, PLANS, REMARKS, SUCCESSOR_PLANS};
use std::fmt::Display;
use store::StoreError;
use story::{FIRST_ROUND, SECOND_ROUND, Word};
use time::{Date, macros::date};

/// How far the sample's story goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// Round 1 is answered and signed; autumn 2024.
    AfterRoundOne,
    /// Round 2 too; January 2025.
    BothRounds,
}

impl Stage {
    /// The day on which the story stands still: one target date has just passed then.
    #[must_use]
    pub const fn today(self) -> Date {
        match self {
            Self::AfterRoundOne => date!(2024 - 10 - 15),
            Self::BothRounds => date!(2025 - 01 - 24),
        }
    }
}

/// The sample hospital as built.
#[derive(Debug, Clone, Copy)]
pub struct SampleHospital {
    /// Its facility.
    pub facility: FacilityId,
    /// Its FY2024 form.
    pub sheet: AssessmentId,
    /// Login of the 管理者.
    pub administrator: UserId,
    /// Login of the 安全管理責任者.
    pub officer: UserId,
    /// Login of a 担当者.
    pub contributor: UserId,
    /// Login of a 閲覧.
    pub viewer: UserId,
    /// The day on which its story stands still.
    pub today: Date,
}

const REGISTERED_ON: Date = date!(2024 - 05 - 20);
const FIRST_SIGNED_ON: Date = date!(2024 - 06 - 18);
const SECOND_SIGNED_ON: Date = date!(2025 - 01 - 21);
const SECOND_RECORDED_ON: Date = date!(2025 - 01 - 22);

/// Builds the sample hospital. Its logins have no password: the page that offers the sample enters for the visitor, and
/// no login name is taken away from a real institution.
///
/// # Errors
/// When the database or the blob store can't be written; what was built until then is removed again.
pub async fn build(app: &App, stage: Stage) -> Result<SampleHospital, AppError> {
    // A clock of its own: the server's clock goes on for everybody else.
    let app = App { clock: Clock::morning_of(REGISTERED_ON), ..app.clone() };
    let cast = Cast::register(app).await?;
    match cast.play(stage).await {
        Ok(sheet) => Ok(cast.built(sheet, stage)),
        Err(error) => {
            let console = Actor::console(cast.facility, crate::set_up::console_name());
            if let Err(left) = remove(&cast.app, &permit(&console)?).await {
                tracing::warn!(facility = %cast.facility, %left, "a sample hospital that was not finished stays");
            }
            Err(error)
        }
    }
}

/// Removes the sample hospital as a whole: its records, its journal, its files.
///
/// # Errors
/// `StoreError::NotFound` for a facility that is no sample.
pub async fn remove(app: &App, permit: &Permit<DropSample>) -> Result<(), AppError> {
    store::facility::drop_sample(&app.db, permit).await?;
    Ok(app.blobs.drop_facility(permit.facility())?)
}

/// The people of the sample with their identifiers.
struct Cast {
    app: App,
    facility: FacilityId,
    staff: [StaffId; PEOPLE.len()],
    users: [UserId; PEOPLE.len()],
}

impl Cast {
    async fn register(app: App) -> Result<Self, AppError> {
        let (staff, users) = ([(); PEOPLE.len()].map(|()| app.ids.next()), [(); PEOPLE.len()].map(|()| app.ids.next()));
        let cast = Self { facility: app.ids.next(), staff, users, app };
        let stated = FacilityDraft {
            kind: FacilityKind::Hospital,
            name: name("さくら台記念病院（見本）")?,
            code: None,
            beds: Some(120),
            vendor_contract: VendorContract::Exists,
        };
        let mut first = FacilityRegistered {
            facility: Facility { id: cast.facility, stated, sample: true, version: Seq::ZERO.next() },
            staff: Vec::new(),
            roles: Vec::new(),
            users: Vec::new(),
        };
        for person in &PEOPLE {
            first.staff.push(cast.member(person)?);
            first.roles.extend(person.role.map(|held| cast.role(person.who, held)));
            first.users.extend(cast.login(person)?);
        }
        let by = ActorNote {
            staff: Some(cast.staff(Who::Kubo)),
            user: Some(cast.user(Who::Kubo)),
            name: name(PEOPLE[Who::Kubo as usize].name)?,
            via: Channel::Page,
        };
        store::facility::register(&cast.app.db, SetUp::first_door(by), cast.app.now(), first, Vec::new()).await?;
        Ok(cast)
    }

    async fn play(&self, stage: Stage) -> Result<AssessmentId, AppError> {
        let sheet = self.open().await?;
        let vendors = self.record_vendors().await?;
        self.say(sheet, &FIRST_ROUND).await?;
        self.record_remote_access(&vendors).await?;
        self.record_disclosures(&vendors).await?;
        self.draw_chart(&vendors).await?;
        self.enter_papers(&vendors).await?;
        self.add_papers(sheet).await?;
        self.take_devices().await?;
        let copies = self.plan_backups(&vendors).await?;
        self.record_network(&vendors).await?;
        self.plan(sheet, &vendors, &PLANS).await?;
        self.set(FIRST_SIGNED_ON, (11, 20));
        let (view, sign) = (self.permit(Who::Sakuragi).await?, self.permit(Who::Sakuragi).await?);
        assessment::sign_by_login(&self.app, &view, &sign, sheet, RoundNo::First).await?;
        self.approve_chart().await?;
        let drill = self.plan_drills().await?;
        self.take_stock_in_summer().await?;
        self.remark(sheet, &REMARKS).await?;
        self.rehearse(&copies).await?;
        self.test_calls().await?;
        self.play_drill(drill).await?;
        self.live_through_incident().await?;
        self.succeed(&SUCCESSION).await?;
        self.plan(sheet, &vendors, &SUCCESSOR_PLANS).await?;
        Box::pin(self.draft_bcp()).await?;
        if stage == Stage::BothRounds {
            self.say(sheet, &SECOND_ROUND).await?;
            self.remark(sheet, &LATE_REMARKS).await?;
            self.sign_second_on_paper(sheet).await?;
            Box::pin(self.approve_bcp()).await?;
        }
        self.take_stock_now(stage.today()).await?;
        self.take_backup_runs(&copies, stage).await?;
        Ok(sheet)
    }

    /// The system of this name; recorded if it is not there yet.
    async fn system(&self, name: &str, kind: &str, vendor: Option<VendorId>) -> Result<SystemId, AppError> {
        let (db, permit) = (&self.app.db, self.permit(Who::Kubo).await?);
        let known = store::ledger::systems(db, &self.permit(Who::Kubo).await?).await?;
        if let Some(known) = known.iter().find(|one| one.stated.name.as_str() == name) {
            return Ok(known.id);
        }
        let stated = SystemDraft::parse(name, kind, vendor).map_err(internal)?;
        let system = System { id: self.app.ids.next(), stated, version: Seq::ZERO };
        let id = system.id;
        store::ledger::record_system(db, &permit, self.app.now(), system).await?;
        Ok(id)
    }

    async fn open(&self) -> Result<AssessmentId, AppError> {
        self.set(REGISTERED_ON, (9, 30));
        let year = FiscalYear::new(2024).map_err(internal)?;
        let (open, edition) = (self.permit(Who::Kubo).await?, EditionId::parse("r6").map_err(internal)?);
        assessment::open(&self.app, &open, &edition, About::Institution(FormKind::Hospital), year).await
    }

    /// Everybody answers through the function that a page calls, seeing what stands there at that moment.
    async fn say(&self, sheet: AssessmentId, words: &[Word]) -> Result<(), AppError> {
        for word in words {
            self.set(word.on, word.time);
            let item = ItemId::parse(word.item).map_err(internal)?;
            let view = self.permit(word.who).await?;
            let version = assessment::load(&self.app, &view, sheet).await?.row(&item).version;
            let draft = Draft {
                round: word.round,
                choice: word.choice,
                on: Some(word.on),
                by: Some(self.staff(word.who)),
                target_date: word.target,
                note: word.note.to_owned(),
                version,
            };
            let answer = self.permit(word.who).await?;
            assessment::answer(&self.app, &view, &answer, sheet, &item, draft).await?;
        }
        Ok(())
    }

    /// The 管理者 signed the printed sheet; the 安全管理責任者 records it on the next day.
    async fn sign_second_on_paper(&self, sheet: AssessmentId) -> Result<(), AppError> {
        self.set(SECOND_RECORDED_ON, (9, 10));
        let signed_by = name(PEOPLE[Who::Sakuragi as usize].name)?;
        let paper = PaperSignature { signed_by, signed_on: SECOND_SIGNED_ON, scan: None };
        let (view, record) = (self.permit(Who::Kubo).await?, self.permit(Who::Kubo).await?);
        assessment::sign_on_paper(&self.app, &view, &record, sheet, RoundNo::Second, paper).await.map(drop)
    }

    async fn succeed(&self, change: &Succession) -> Result<(), AppError> {
        let (db, manage) = (&self.app.db, self.permit(Who::Kubo).await?);
        let roster = store::staff::roster(db, &self.permit(Who::Kubo).await?).await?;
        let successor = self.staff(change.successor);
        self.set(change.last_day, (17, 15));
        store::staff::leave(db, &manage, self.app.now(), self.staff(change.leaver), change.last_day).await?;
        for held in roster.roles.iter().filter(|held| held.staff == successor) {
            store::staff::end_role(db, &manage, self.app.now(), held.id, change.last_day).await?;
        }
        self.set(change.first_day, (9, 0));
        let before = roster.member(successor).ok_or(StoreError::NotFound)?;
        let moved = StaffMember { department: Some(name(change.department)?), ..before.clone() };
        store::staff::record(db, &manage, self.app.now(), moved).await?;
        self.set(change.first_day, (9, 4));
        let held = Held { role: change.role, deputy: false, from_on: change.first_day };
        store::staff::assign_role(db, &manage, self.app.now(), self.role(change.successor, held)).await?;
        Ok(())
    }

    fn built(&self, sheet: AssessmentId, stage: Stage) -> SampleHospital {
        SampleHospital {
            facility: self.facility,
            sheet,
            administrator: self.user(Who::Sakuragi),
            officer: self.user(Who::Kubo),
            contributor: self.user(Who::Takano),
            viewer: self.user(Who::Fujiwara),
            today: stage.today(),
        }
    }

    /// The permit that a person has on the story's day, by the roles in force.
    async fn permit<A: Action>(&self, who: Who) -> Result<Permit<A>, AppError> {
        let found = store::access::actor(&self.app.db, self.facility, self.user(who), self.app.today()).await?;
        Ok(permit(&found.ok_or(StoreError::NotFound)?)?)
    }

    fn member(&self, person: &Person) -> Result<StaffMember, AppError> {
        Ok(StaffMember {
            id: self.staff(person.who),
            name: name(person.name)?,
            kana: Some(name(person.kana)?),
            department: Some(name(person.department)?),
            left_on: None,
            version: Seq::ZERO,
        })
    }

    fn role(&self, who: Who, held: Held) -> RoleAssignment {
        let Held { role, deputy, from_on } = held;
        RoleAssignment { id: self.app.ids.next(), staff: self.staff(who), role, deputy, from_on, until_on: None }
    }

    fn login(&self, person: &Person) -> Result<Option<UserOpened>, AppError> {
        let Some(login) = person.login else { return Ok(None) };
        let login = LoginName::parse(login).map_err(internal)?;
        Ok(Some(UserOpened { user: self.user(person.who), staff: self.staff(person.who), login }))
    }

    const fn staff(&self, who: Who) -> StaffId {
        self.staff[who as usize]
    }

    const fn user(&self, who: Who) -> UserId {
        self.users[who as usize]
    }

    fn set(&self, day: Date, (hour, minute): (i64, i64)) {
        self.app.clock.set(Instant::start_of_day_jst(day).plus_millis((hour * 60 + minute) * 60_000));
    }
}

fn name(text: &str) -> Result<Name, AppError> {
    Name::parse(text).map_err(internal)
}

/// The story is a constant: what does not parse is a fault of ours, and a test finds it.
fn internal(error: impl Display) -> AppError {
    AppError::Internal(format!("sample hospital: {error}"))
}
