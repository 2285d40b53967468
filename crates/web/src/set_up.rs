//! The first door: registering the institution or opening the sample hospital; the sample's own switches; the certificate page.

use crate::{
    access::{From, enter, password_error, require_token},
    cx::Cx,
    error::{PageError, PageResult},
    form::Form,
    layout::{Layout, html, html_with, see},
};
use app::{
    AppError,
    access::LoggedIn,
    set_up::{FirstDay, FirstPerson},
};
use askama::Template;
use axum::{
    http::{StatusCode, header},
    response::{IntoResponse as _, Redirect},
};
use domain::{
    access::{LoginName, Password, View},
    facility::{FacilityDraft, FacilityError, FacilityKind, VendorContract},
    staff::{Name, Role},
};
use serde::Deserialize;
use store::StoreError;

#[derive(Template)]
#[template(path = "set_up/register.html")]
struct RegisterPage {
    l: Layout,
    form: RegisterForm,
    /// Field and message key of what was refused.
    errors: Vec<(&'static str, &'static str)>,
    seconds: i64,
    kinds: [FacilityKind; 5],
    contracts: [VendorContract; 3],
    min: usize,
}

impl RegisterPage {
    fn error(&self, field: &str) -> Option<&'static str> {
        self.errors.iter().find(|(name, _)| *name == field).map(|(_, key)| *key)
    }
}

/// The set-up form, as typed.
#[derive(Default, Deserialize)]
pub(crate) struct RegisterForm {
    #[serde(default)]
    code: String,
    #[serde(default)]
    kind: String,
    #[serde(default)]
    name: String,
    #[serde(default)]
    institution_code: String,
    #[serde(default)]
    beds: String,
    #[serde(default)]
    vendor_contract: String,
    #[serde(default)]
    administrator: String,
    #[serde(default)]
    administrator_kana: String,
    #[serde(default)]
    same_person: String,
    #[serde(default)]
    officer: String,
    #[serde(default)]
    officer_kana: String,
    #[serde(default)]
    login: String,
    #[serde(default)]
    password: String,
    #[serde(default)]
    again: String,
}

/// `GET /set-up`.
pub(crate) async fn show(cx: Cx) -> PageResult {
    let form = RegisterForm { kind: "hospital".into(), vendor_contract: "unknown".into(), ..RegisterForm::default() };
    page(&cx, StatusCode::OK, form, Vec::new(), 0).await
}

async fn page(
    cx: &Cx,
    status: StatusCode,
    mut form: RegisterForm,
    errors: Vec<(&'static str, &'static str)>,
    seconds: i64,
) -> PageResult {
    if !app::set_up::is_open(cx.app()).await? {
        return Ok(Redirect::to("/login").into_response());
    }
    let mut l = Layout::of(cx, "");
    l.csrf = require_token(cx).await?;
    form.password.clear();
    form.again.clear();
    let (kinds, contracts) = (FacilityKind::ALL, VendorContract::ALL);
    html_with(status, &RegisterPage { l, form, errors, seconds, kinds, contracts, min: Password::MIN })
}

/// `POST /set-up`: registers the institution and logs its first user in.
pub(crate) async fn register(cx: Cx, from: From, Form(mut form): Form<RegisterForm>) -> PageResult {
    let (password, again) = (std::mem::take(&mut form.password), std::mem::take(&mut form.again));
    let day = match first_day(&form, password, &again) {
        Ok(day) => day,
        Err(errors) => return page(&cx, StatusCode::UNPROCESSABLE_ENTITY, form, errors, 0).await,
    };
    if let Err(error) = app::set_up::check_code(cx.app(), &form.code, &from.0).await {
        return wrong_code(&cx, form, error).await;
    }
    match app::set_up::register(cx.app(), day).await {
        Ok(registered) => {
            enter(&cx, LoggedIn { facility: registered.facility, user: registered.user }).await?;
            Ok(see("/assessments/new", "registered"))
        }
        Err(AppError::Store(StoreError::Exists(_))) => {
            page(&cx, StatusCode::CONFLICT, form, vec![("login", "access-login-taken")], 0).await
        }
        Err(other) => Err(other.into()),
    }
}

async fn wrong_code(cx: &Cx, form: RegisterForm, error: AppError) -> PageResult {
    match error {
        AppError::SetUpCode => {
            page(cx, StatusCode::FORBIDDEN, form, vec![("code", "facility-set-up-code-wrong")], 0).await
        }
        AppError::Throttled { seconds } => {
            let errors = vec![("code", "access-login-throttled")];
            page(cx, StatusCode::TOO_MANY_REQUESTS, form, errors, seconds).await
        }
        other => Err(other.into()),
    }
}

/// Everything parsed, or every field that is refused.
fn first_day(
    form: &RegisterForm,
    password: String,
    again: &str,
) -> Result<FirstDay, Vec<(&'static str, &'static str)>> {
    let mut errors = Vec::new();
    let mut refuse = |field, key| errors.push((field, key));
    let facility = facility_draft(&form.kind, &form.name, &form.institution_code, &form.beds, &form.vendor_contract)
        .map_err(|(field, key)| refuse(field, key));
    let administrator =
        first_person(&form.administrator, &form.administrator_kana).map_err(|key| refuse("administrator", key));
    let officer = if form.same_person.is_empty() {
        first_person(&form.officer, &form.officer_kana).map(Some).map_err(|key| refuse("officer", key))
    } else {
        Ok(None)
    };
    let login = LoginName::parse(&form.login).map_err(|_| refuse("login", "access-login-name-wrong"));
    let password = login.clone().and_then(|login| {
        Password::new(password, again, &login).map_err(|error| refuse("password", password_error(error)))
    });
    match (facility, administrator, officer, login, password) {
        (Ok(facility), Ok(administrator), Ok(safety_officer), Ok(login), Ok(password)) => {
            Ok(FirstDay { facility, administrator, safety_officer, login, password })
        }
        _ => Err(errors),
    }
}

fn first_person(name: &str, kana: &str) -> Result<FirstPerson, &'static str> {
    let name = Name::parse(name).map_err(|_| "staff-name-wrong")?;
    let kana = if kana.trim().is_empty() { None } else { Some(Name::parse(kana).map_err(|_| "staff-name-wrong")?) };
    Ok(FirstPerson { name, kana })
}

/// The institution's statement from a form; the field and message key of what is refused.
pub(crate) fn facility_draft(
    kind: &str,
    name: &str,
    code: &str,
    beds: &str,
    contract: &str,
) -> Result<FacilityDraft, (&'static str, &'static str)> {
    let kind = FacilityKind::from_code(kind).ok_or(("kind", "facility-kind-missing"))?;
    let contract = VendorContract::from_code(contract).ok_or(("vendor_contract", "facility-contract-missing"))?;
    FacilityDraft::parse(kind, name, code, beds, contract).map_err(|error| match error {
        FacilityError::Name(_) => ("name", "facility-name-wrong"),
        FacilityError::Code => ("institution_code", "facility-code-wrong"),
        FacilityError::Beds => ("beds", "facility-beds-wrong"),
    })
}

#[derive(Deserialize)]
pub(crate) struct SampleForm {
    #[serde(default)]
    code: String,
}

/// `POST /set-up/sample`: builds the sample hospital and enters it as its 安全管理責任者.
pub(crate) async fn sample(cx: Cx, from: From, Form(form): Form<SampleForm>) -> PageResult {
    match app::set_up::check_code(cx.app(), &form.code, &from.0).await {
        Ok(()) => {}
        Err(AppError::SetUpCode) => return crate::home::doors(&cx, Some("facility-set-up-code-wrong"), 0).await,
        Err(AppError::Throttled { seconds }) => {
            return crate::home::doors(&cx, Some("access-login-throttled"), seconds).await;
        }
        Err(other) => return Err(other.into()),
    }
    let built = app::sample::build(cx.app(), app::sample::Stage::AfterRoundOne).await?;
    enter(&cx, LoggedIn { facility: built.facility, user: built.officer }).await?;
    Ok(Redirect::to("/").into_response())
}

#[derive(Deserialize)]
pub(crate) struct ActAsForm {
    role: String,
}

/// `POST /sample/act-as`: in the sample hospital only, goes on as the person who holds another role.
pub(crate) async fn act_as(cx: Cx, Form(form): Form<ActAsForm>) -> PageResult {
    let permit = cx.permit::<View>()?;
    let db = &cx.app().db;
    if !store::facility::facility(db, &permit).await?.sample {
        return Err(PageError::NotFound);
    }
    let role = Role::from_code(&form.role).ok_or(PageError::BadForm)?;
    let roster = store::staff::roster(db, &permit).await?;
    let users = store::access::users(db, &permit).await?;
    let today = cx.app().today();
    let user = roster
        .roles
        .iter()
        .filter(|held| held.role == role && !held.deputy && held.in_force(today))
        .find_map(|held| users.iter().find(|user| user.staff == held.staff && !user.closed))
        .ok_or(PageError::NotFound)?;
    enter(&cx, LoggedIn { facility: permit.facility(), user: user.id }).await?;
    Ok(Redirect::to("/").into_response())
}

/// `POST /sample/remove`: the sample hospital goes as a whole; everybody in it is out.
pub(crate) async fn remove_sample(cx: Cx) -> PageResult {
    app::sample::remove(cx.app(), &cx.permit()?).await?;
    cx.session().flush().await.map_err(PageError::session)?;
    Ok(see("/", "sample-removed"))
}

#[derive(Template)]
#[template(path = "set_up/certificate.html")]
struct CertificatePage {
    l: Layout,
    available: bool,
}

/// `GET /certificate`: how to install the installation's own authority in a browser.
pub(crate) async fn certificate(cx: Cx) -> PageResult {
    let available = cx.site().authority.is_some();
    html(&CertificatePage { l: Layout::of(&cx, ""), available })
}

/// `GET /certificate/sakimori-ca.pem`.
pub(crate) async fn certificate_file(cx: Cx) -> PageResult {
    let pem = cx.site().authority.as_deref().ok_or(PageError::NotFound)?.to_owned();
    Ok(([(header::CONTENT_TYPE, "application/x-x509-ca-cert")], pem).into_response())
}
