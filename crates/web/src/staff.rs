//! People: the roster, roles with dates and deputies, logins, leaving.

use crate::{
    access::password_error,
    cx::Cx,
    error::{PageError, PageResult},
    form::Form,
    layout::{Layout, html_with, see},
};
use askama::Template;
use axum::{extract::Path, http::StatusCode};
use domain::{
    access::{LoginName, Password, User, View},
    calendar::parse_date,
    id::{RoleId, StaffId, UserId},
    journal::Seq,
    staff::{Name, Role, RoleAssignment, StaffMember},
};
use serde::Deserialize;
use store::{StoreError, staff::Roster};
use time::Date;

/// A person with roles and login, as the list shows it.
pub(crate) struct Person {
    pub(crate) member: StaffMember,
    pub(crate) roles: Vec<RoleAssignment>,
    pub(crate) user: Option<User>,
    pub(crate) works: bool,
}

impl Person {
    /// Whether a login was opened once and is closed.
    fn is_closed(&self) -> bool {
        self.user.as_ref().is_some_and(|user| user.closed)
    }
}

#[derive(Template)]
#[template(path = "staff/list.html")]
struct ListPage {
    l: Layout,
    people: Vec<Person>,
    today: Date,
    form: MemberForm,
    error: Option<&'static str>,
}

#[derive(Template)]
#[template(path = "staff/show.html")]
struct ShowPage {
    l: Layout,
    person: Person,
    roles: [Role; 4],
    min: usize,
    /// Form that was refused (`member`, `role`, `end`, `leave`, `login`) and why.
    error: Option<(&'static str, &'static str)>,
}

impl ShowPage {
    fn error(&self, form: &str) -> Option<&'static str> {
        self.error.filter(|(name, _)| *name == form).map(|(_, key)| key)
    }
}

#[derive(Default, Deserialize)]
pub(crate) struct MemberForm {
    #[serde(default)]
    version: i64,
    name: String,
    #[serde(default)]
    kana: String,
    #[serde(default)]
    department: String,
}

impl MemberForm {
    fn member(&self, id: StaffId, left_on: Option<Date>) -> Result<StaffMember, &'static str> {
        let optional = |text: &str| match text.trim() {
            "" => Ok(None),
            text => Name::parse(text).map(Some).map_err(|_| "staff-name-wrong"),
        };
        Ok(StaffMember {
            id,
            name: Name::parse(&self.name).map_err(|_| "staff-name-wrong")?,
            kana: optional(&self.kana)?,
            department: optional(&self.department)?,
            left_on,
            version: Seq::new(self.version),
        })
    }
}

async fn people(cx: &Cx) -> PageResult<Vec<Person>> {
    let permit = cx.permit::<View>()?;
    let roster = store::staff::roster(&cx.app().db, &permit).await?;
    let users = store::access::users(&cx.app().db, &permit).await?;
    let today = cx.app().today();
    let Roster { members, roles } = roster;
    let mut people: Vec<Person> = members
        .into_iter()
        .map(|member| Person {
            roles: roles.iter().filter(|role| role.staff == member.id).cloned().collect(),
            user: users.iter().rev().find(|user| user.staff == member.id).cloned(),
            works: member.works_on(today),
            member,
        })
        .collect();
    people.sort_by_key(|p| (!p.works, p.member.kana.clone().unwrap_or_else(|| p.member.name.clone())));
    Ok(people)
}

/// `GET /people`.
pub(crate) async fn list(cx: Cx) -> PageResult {
    list_page(&cx, StatusCode::OK, MemberForm::default(), None).await
}

async fn list_page(cx: &Cx, status: StatusCode, form: MemberForm, error: Option<&'static str>) -> PageResult {
    let people = people(cx).await?;
    let l = Layout::of(cx, "people");
    html_with(status, &ListPage { l, people, today: cx.app().today(), form, error })
}

/// `POST /people`: adds a person.
pub(crate) async fn add(cx: Cx, Form(form): Form<MemberForm>) -> PageResult {
    let app = cx.app();
    match form.member(app.ids.next(), None) {
        Ok(member) => {
            let path = format!("/people/{}", member.id);
            store::staff::record(&app.db, &cx.permit()?, app.now(), member).await?;
            Ok(see(&path, "person-added"))
        }
        Err(key) => list_page(&cx, StatusCode::UNPROCESSABLE_ENTITY, form, Some(key)).await,
    }
}

/// `GET /people/{staff}`.
pub(crate) async fn show(cx: Cx, Path(staff): Path<StaffId>) -> PageResult {
    show_page(&cx, StatusCode::OK, staff, None).await
}

async fn show_page(
    cx: &Cx,
    status: StatusCode,
    staff: StaffId,
    error: Option<(&'static str, &'static str)>,
) -> PageResult {
    let person = people(cx).await?.into_iter().find(|p| p.member.id == staff).ok_or(PageError::NotFound)?;
    let l = Layout::of(cx, "people");
    let page = ShowPage { l, person, roles: Role::ALL, min: Password::MIN, error };
    html_with(status, &page)
}

/// What became of a form on a person's page.
async fn outcome(
    cx: &Cx,
    staff: StaffId,
    form: &'static str,
    done: &'static str,
    result: Result<(), Refused>,
) -> PageResult {
    match result {
        Ok(()) => Ok(see(&format!("/people/{staff}"), done)),
        Err(Refused::Words(key)) => show_page(cx, StatusCode::UNPROCESSABLE_ENTITY, staff, Some((form, key))).await,
        Err(Refused::Page(error)) => Err(error),
    }
}

/// A refusal with its words, or an error with its page.
enum Refused {
    Words(&'static str),
    Page(PageError),
}

impl From<StoreError> for Refused {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::LastManager => Self::Words("staff-last-manager"),
            StoreError::Stale => Self::Words("staff-changed-meanwhile"),
            StoreError::Exists(_) => Self::Words("access-login-taken"),
            other => Self::Page(other.into()),
        }
    }
}
impl From<app::AppError> for Refused {
    fn from(error: app::AppError) -> Self {
        match error {
            app::AppError::Store(inner) => inner.into(),
            other => Self::Page(other.into()),
        }
    }
}
impl From<PageError> for Refused {
    fn from(error: PageError) -> Self {
        Self::Page(error)
    }
}

fn day(text: &str) -> Result<Date, Refused> {
    parse_date(text).map_err(|_| Refused::Words("common-date-wrong"))
}

/// `POST /people/{staff}`: changes the record.
pub(crate) async fn change(cx: Cx, Path(staff): Path<StaffId>, Form(form): Form<MemberForm>) -> PageResult {
    let result = async {
        let known = people(&cx).await?.into_iter().find(|p| p.member.id == staff).ok_or(PageError::NotFound)?;
        let member = form.member(staff, known.member.left_on).map_err(Refused::Words)?;
        store::staff::record(&cx.app().db, &cx.permit()?, cx.app().now(), member).await?;
        Ok(())
    };
    outcome(&cx, staff, "member", "saved", result.await).await
}

#[derive(Deserialize)]
pub(crate) struct RoleForm {
    role: String,
    #[serde(default)]
    deputy: String,
    from_on: String,
    #[serde(default)]
    until_on: String,
}

/// `POST /people/{staff}/roles`.
pub(crate) async fn assign(cx: Cx, Path(staff): Path<StaffId>, Form(form): Form<RoleForm>) -> PageResult {
    let result = async {
        let role = Role::from_code(&form.role).ok_or(Refused::Words("staff-role-missing"))?;
        let from_on = day(&form.from_on)?;
        let until_on = if form.until_on.trim().is_empty() { None } else { Some(day(&form.until_on)?) };
        if until_on.is_some_and(|until| until < from_on) {
            return Err(Refused::Words("staff-role-period-wrong"));
        }
        let deputy = !form.deputy.is_empty();
        let assignment = RoleAssignment { id: cx.app().ids.next(), staff, role, deputy, from_on, until_on };
        store::staff::assign_role(&cx.app().db, &cx.permit()?, cx.app().now(), assignment).await?;
        Ok(())
    };
    outcome(&cx, staff, "role", "role-assigned", result.await).await
}

#[derive(Deserialize)]
pub(crate) struct DayForm {
    on: String,
}

/// `POST /people/{staff}/roles/{role}/end`.
pub(crate) async fn end_role(
    cx: Cx,
    Path((staff, role)): Path<(StaffId, RoleId)>,
    Form(form): Form<DayForm>,
) -> PageResult {
    let result = async {
        let on = day(&form.on)?;
        let began = people(&cx).await?.into_iter().flat_map(|p| p.roles).find(|r| r.id == role);
        if began.is_some_and(|held| on < held.from_on) {
            return Err(Refused::Words("staff-role-period-wrong"));
        }
        store::staff::end_role(&cx.app().db, &cx.permit()?, cx.app().now(), role, on).await?;
        Ok(())
    };
    outcome(&cx, staff, "end", "role-ended", result.await).await
}

/// `POST /people/{staff}/leave`.
pub(crate) async fn leave(cx: Cx, Path(staff): Path<StaffId>, Form(form): Form<DayForm>) -> PageResult {
    let result = async {
        let on = day(&form.on)?;
        store::staff::leave(&cx.app().db, &cx.permit()?, cx.app().now(), staff, on).await?;
        Ok(())
    };
    outcome(&cx, staff, "leave", "left", result.await).await
}

#[derive(Deserialize)]
pub(crate) struct LoginForm {
    login: String,
    password: String,
    again: String,
}

/// `POST /people/{staff}/login`: opens a login with a first password.
pub(crate) async fn open_login(cx: Cx, Path(staff): Path<StaffId>, Form(form): Form<LoginForm>) -> PageResult {
    let result = async {
        let login = LoginName::parse(&form.login).map_err(|_| Refused::Words("access-login-name-wrong"))?;
        let password = Password::new(form.password, &form.again, &login);
        let password = password.map_err(|error| Refused::Words(password_error(error)))?;
        app::access::open_user(cx.app(), &cx.permit()?, staff, login, password).await?;
        Ok(())
    };
    outcome(&cx, staff, "login", "login-opened", result.await).await
}

/// `POST /people/{staff}/login/{user}/close`.
pub(crate) async fn close_login(cx: Cx, Path((staff, user)): Path<(StaffId, UserId)>) -> PageResult {
    let result = async {
        let app = cx.app();
        store::access::close_user(&app.db, &cx.permit()?, app.now(), user, app.today()).await?;
        Ok(())
    };
    outcome(&cx, staff, "login", "login-closed", result.await).await
}
