//! The first door: the one-time set-up code, and registering the institution with its first people and login.

use crate::{App, AppError, access};
use domain::{
    access::{ActorNote, Channel, LoginName, Password, SetUp},
    digest::Digest,
    facility::{Facility, FacilityDraft},
    id::{FacilityId, StaffId, UserId},
    journal::{FacilityRegistered, Seq, UserOpened},
    staff::{Name, Role, RoleAssignment, StaffMember},
};
use store::{
    access::{clear_set_up_code, put_set_up_code, set_up_code},
    facility::FirstUser,
};

/// Letters of a set-up code: none that look alike.
const LETTERS: &[u8; 32] = b"ABCDEFGHJKLMNPQRSTUVWXYZ23456789";

/// A person to register.
#[derive(Debug, Clone)]
pub struct FirstPerson {
    /// Name.
    pub name: Name,
    /// Reading.
    pub kana: Option<Name>,
}

/// Everything the set-up page asks for.
#[derive(Debug)]
pub struct FirstDay {
    /// The institution.
    pub facility: FacilityDraft,
    /// 管理者.
    pub administrator: FirstPerson,
    /// 安全管理責任者; `None` if it is the 管理者 in person.
    pub safety_officer: Option<FirstPerson>,
    /// Login of the 安全管理責任者.
    pub login: LoginName,
    /// Its password.
    pub password: Password,
}

/// Who was registered.
#[derive(Debug, Clone, Copy)]
pub struct Registered {
    /// Facility.
    pub facility: FacilityId,
    /// First login.
    pub user: UserId,
    /// Its person.
    pub staff: StaffId,
}

/// Whether the first door is still open: no facility but the sample.
///
/// # Errors
/// When the database can't be read.
pub async fn is_open(app: &App) -> Result<bool, AppError> {
    Ok(set_up_code(&app.db).await?.is_some())
}

/// Makes a new code while no facility of the user's own exists; the one before is void. `None` if one does.
///
/// # Errors
/// When the database can't be written.
pub async fn make_code(app: &App, own_facility_exists: bool) -> Result<Option<String>, AppError> {
    if own_facility_exists {
        return Ok(None);
    }
    let mut random = [0; 12];
    getrandom::fill(&mut random).map_err(|e| AppError::Internal(e.to_string()))?;
    let letters: Vec<char> = random.iter().map(|byte| char::from(LETTERS[usize::from(byte % 32)])).collect();
    let groups: Vec<String> = letters.chunks(4).map(|group| group.iter().collect()).collect();
    let code = groups.join("-");
    put_set_up_code(&app.db, &code_hash(&code), app.now()).await?;
    Ok(Some(code))
}

/// Checks a code as typed: case, spaces and hyphens don't matter.
///
/// # Errors
/// [`AppError::SetUpCode`], [`AppError::Throttled`] after several wrong ones.
pub async fn check_code(app: &App, typed: &str, from: &str) -> Result<(), AppError> {
    access::guarded(app, &["set-up".to_owned(), format!("address:{from}")], AppError::SetUpCode, async {
        Ok(set_up_code(&app.db).await?.is_some_and(|kept| kept == code_hash(typed)))
    })
    .await
}

/// Registers the institution. The code must have been checked; it is void afterwards.
///
/// # Errors
/// `StoreError::Exists` when the login name is taken.
pub async fn register(app: &App, day: FirstDay) -> Result<Registered, AppError> {
    let facility: FacilityId = app.ids.next();
    let (administrator, officer): (StaffId, Option<StaffId>) =
        (app.ids.next(), day.safety_officer.as_ref().map(|_| app.ids.next()));
    let officer_id = officer.unwrap_or(administrator);
    let mut staff = vec![member(administrator, &day.administrator)];
    staff.extend(day.safety_officer.as_ref().map(|person| member(officer_id, person)));
    let role = |staff, role| RoleAssignment {
        id: app.ids.next(),
        staff,
        role,
        deputy: false,
        from_on: app.today(),
        until_on: None,
    };
    let roles = vec![role(administrator, Role::Administrator), role(officer_id, Role::SafetyOfficer)];
    let user: UserId = app.ids.next();
    let by =
        ActorNote { staff: Some(officer_id), user: Some(user), name: name_of(&staff, officer_id), via: Channel::Page };
    let password_hash = access::hash(app, day.password).await?;
    let first = FacilityRegistered {
        facility: Facility { id: facility, stated: day.facility, sample: false, version: Seq::ZERO.next() },
        staff,
        roles,
        users: vec![UserOpened { user, staff: officer_id, login: day.login }],
    };
    let credential = FirstUser { user: 0, password_hash };
    store::facility::register(&app.db, SetUp::first_door(by), app.now(), first, vec![credential]).await?;
    clear_set_up_code(&app.db).await?;
    Ok(Registered { facility, user, staff: officer_id })
}

fn member(id: StaffId, person: &FirstPerson) -> StaffMember {
    StaffMember {
        id,
        name: person.name.clone(),
        kana: person.kana.clone(),
        department: None,
        left_on: None,
        version: Seq::ZERO,
    }
}

fn name_of(staff: &[StaffMember], id: StaffId) -> Name {
    staff.iter().find(|m| m.id == id).or_else(|| staff.first()).map_or_else(console_name, |m| m.name.clone())
}

/// The name under which the console acts.
#[must_use]
pub fn console_name() -> Name {
    #[expect(clippy::expect_used, reason = "a constant that parses, checked by a test")]
    Name::parse("コンソール").expect("constant name")
}

fn code_hash(code: &str) -> String {
    let plain: String = code.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_uppercase()).collect();
    Digest::of(format!("sakimori-set-up-v1:{plain}").as_bytes()).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_compared_without_hyphens_and_case() {
        assert_eq!(code_hash("ABCD-EFGH-2345"), code_hash(" abcd efgh2345 "));
        assert_ne!(code_hash("ABCD-EFGH-2345"), code_hash("ABCD-EFGH-2346"));
        assert_eq!(console_name().as_str(), "コンソール");
    }
}
