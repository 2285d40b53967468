//! Contacts, systems and contracts of a vendor: the forms on its page.

use super::show_with;
use crate::{
    cx::Cx,
    error::{PageError, PageResult},
    form::Form,
    layout::see,
};
use axum::{extract::Path, http::StatusCode};
use domain::{
    access::View,
    assessment::Note,
    calendar::parse_date,
    id::{ContractId, SystemId, VendorId},
    journal::Seq,
    ledger::{System, SystemDraft, SystemError},
    vendor::{Contact, ContactError, Contract, ContractDraft, ContractError, UpdatesBy},
};
use store::{
    StoreError,
    vendor::{Contacts, Register},
};
use time::Date;

/// A form as typed: a field may come several times.
#[derive(Debug, Clone, Default)]
pub(crate) struct Fields(Vec<(String, String)>);

impl Fields {
    pub(super) const fn of(pairs: Vec<(String, String)>) -> Self {
        Self(pairs)
    }

    /// The first field of that name; empty if there is none.
    pub(crate) fn text(&self, name: &str) -> &str {
        self.0.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str()).unwrap_or_default()
    }

    fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.0.iter().filter(move |(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    fn version(&self) -> Seq {
        Seq::new(self.text("version").parse().unwrap_or_default())
    }
}

/// What was typed and refused: in which form, in which field, and why.
#[derive(Debug, Clone)]
pub(crate) struct Refused {
    /// `contact`, or the id of a system or contract, or `system` or `contract` for a new one.
    pub(crate) form: String,
    pub(crate) field: &'static str,
    pub(crate) key: &'static str,
    pub(crate) typed: Fields,
}

/// A contact as its form shows it.
#[derive(Debug, Clone, Default)]
pub(crate) struct ContactLine {
    pub(crate) place: usize,
    pub(crate) contact: Option<Contact>,
}

/// A system as its form shows it.
#[derive(Debug, Clone)]
pub(crate) struct SystemForm {
    /// Its id; empty for a new one.
    pub(crate) id: String,
    pub(crate) version: i64,
    pub(crate) name: String,
    pub(crate) kind: String,
}

/// A contract as its form shows it.
#[derive(Debug, Clone)]
pub(crate) struct ContractForm {
    /// Its id; empty for a new one.
    pub(crate) id: String,
    pub(crate) version: i64,
    pub(crate) title: String,
    pub(crate) from_on: String,
    pub(crate) until_on: String,
    pub(crate) updates: String,
    pub(crate) notice: String,
    pub(crate) subcontractors: String,
    pub(crate) note: String,
    /// Systems to tick: id, name, whether ticked.
    pub(crate) systems: Vec<(String, String, bool)>,
}

/// Everything beside the record that the page of a vendor shows.
#[derive(Debug, Clone)]
pub(crate) struct RegisterView {
    pub(crate) contacts: Vec<ContactLine>,
    pub(crate) contacts_version: i64,
    /// The contact that is being typed.
    pub(crate) contact: Fields,
    pub(crate) systems: Vec<SystemForm>,
    pub(crate) system: SystemForm,
    pub(crate) contracts: Vec<ContractForm>,
    pub(crate) contract: ContractForm,
    refused: Option<Refused>,
}

impl RegisterView {
    pub(crate) fn of(register: &Register, vendor: VendorId, refused: Option<Refused>) -> Self {
        let contacts = register.contacts.get(&vendor).cloned().unwrap_or_default();
        let Contacts { all, version } = contacts;
        let typed = |form: &str| refused.as_ref().filter(|r| r.form == form).map(|r| r.typed.clone());
        let systems = register.systems_of(vendor).into_iter().map(|system| match typed(&system.id.to_string()) {
            Some(fields) => SystemForm::typed(&fields),
            None => SystemForm::of(system),
        });
        let contracts = register.contracts_of(vendor).map(|one| match typed(&one.id.to_string()) {
            Some(fields) => ContractForm::typed(&fields, register),
            None => ContractForm::of(one, register),
        });
        Self {
            contacts: all
                .into_iter()
                .enumerate()
                .map(|(place, contact)| ContactLine { place, contact: Some(contact) })
                .collect(),
            contacts_version: version.get(),
            contact: typed("contact").unwrap_or_default(),
            systems: systems.collect(),
            system: SystemForm::typed(&typed("system").unwrap_or_default()),
            contracts: contracts.collect(),
            contract: ContractForm::typed(&typed("contract").unwrap_or_default(), register),
            refused,
        }
    }

    /// Why a field of a form is refused.
    pub(crate) fn error(&self, form: &str, field: &str) -> Option<&'static str> {
        self.refused.as_ref().filter(|r| r.form == form && r.field == field).map(|r| r.key)
    }

    /// Whether a form was refused: it stays open then.
    pub(crate) fn is_refused(&self, form: &str) -> bool {
        self.refused.as_ref().is_some_and(|r| r.form == form)
    }
}

impl SystemForm {
    fn of(system: &System) -> Self {
        Self {
            id: system.id.to_string(),
            version: system.version.get(),
            name: system.stated.name.to_string(),
            kind: system.stated.kind.code().to_owned(),
        }
    }

    fn typed(fields: &Fields) -> Self {
        let text = |name| fields.text(name).to_owned();
        Self { id: text("id"), version: fields.version().get(), name: text("name"), kind: text("kind") }
    }

    /// The name of this form on the page.
    pub(crate) fn form(&self) -> &str {
        if self.id.is_empty() { "system" } else { &self.id }
    }
}

impl ContractForm {
    fn of(contract: &Contract, register: &Register) -> Self {
        let stated = &contract.stated;
        let day = |day: Option<Date>| day.map(domain::calendar::iso).unwrap_or_default();
        Self {
            id: contract.id.to_string(),
            version: contract.version.get(),
            title: stated.title.to_string(),
            from_on: day(stated.from_on),
            until_on: day(stated.until_on),
            updates: stated.updates.map(|by| by.code().to_owned()).unwrap_or_default(),
            notice: stated
                .vulnerability_notice
                .map(|yes| if yes { "yes" } else { "no" })
                .unwrap_or_default()
                .to_owned(),
            subcontractors: stated.subcontractors.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"),
            note: stated.note.to_string(),
            systems: ticks(register, |id| stated.systems.contains(&id)),
        }
    }

    fn typed(fields: &Fields, register: &Register) -> Self {
        let text = |name| fields.text(name).to_owned();
        Self {
            id: text("id"),
            version: fields.version().get(),
            title: text("title"),
            from_on: text("from_on"),
            until_on: text("until_on"),
            updates: text("updates"),
            notice: text("notice"),
            subcontractors: text("subcontractors"),
            note: text("note"),
            systems: ticks(register, |id| fields.all("system").any(|typed| typed == id.to_string())),
        }
    }

    /// The name of this form on the page.
    pub(crate) fn form(&self) -> &str {
        if self.id.is_empty() { "contract" } else { &self.id }
    }
}

fn ticks(register: &Register, is_ticked: impl Fn(SystemId) -> bool) -> Vec<(String, String, bool)> {
    let tick = |system: &System| (system.id.to_string(), system.stated.name.to_string(), is_ticked(system.id));
    register.systems.iter().map(tick).collect()
}

/// `POST /vendors/{vendor}/contacts`: adds a contact, or removes the one that `remove` names.
pub(crate) async fn contacts(
    cx: Cx,
    Path(vendor): Path<VendorId>,
    Form(pairs): Form<Vec<(String, String)>>,
) -> PageResult {
    let fields = Fields(pairs);
    let app = cx.app();
    let register = store::vendor::register(&app.db, &cx.permit::<View>()?).await?;
    let mut all = register.contacts.get(&vendor).cloned().unwrap_or_default().all;
    match fields.text("remove") {
        "" => match contact(&fields) {
            Ok(_) if all.len() >= Contact::MOST => return Err(PageError::TooLarge),
            Ok(contact) => all.push(contact),
            Err((field, key)) => return refuse(&cx, vendor, "contact", field, key, fields).await,
        },
        place => {
            let place = place.parse::<usize>().ok().filter(|place| *place < all.len()).ok_or(PageError::BadForm)?;
            all.remove(place);
        }
    }
    let written =
        store::vendor::record_contacts(&app.db, &cx.permit()?, app.now(), vendor, fields.version(), all).await;
    answer(&cx, vendor, "contact", written.map(drop), fields).await
}

fn contact(fields: &Fields) -> Result<Contact, (&'static str, &'static str)> {
    let text = |name| fields.text(name);
    let out_of_hours = text("out_of_hours") == "yes";
    Contact::parse(text("name"), text("duty"), text("phone"), text("mail"), out_of_hours).map_err(|error| match error {
        ContactError::Name(_) => ("name", "vendor-contact-name-wrong"),
        ContactError::Duty(_) => ("duty", "vendor-line-wrong"),
        ContactError::Phone(_) => ("phone", "vendor-line-wrong"),
        ContactError::Mail(_) => ("mail", "vendor-line-wrong"),
        ContactError::NoWay => ("phone", "vendor-contact-no-way"),
    })
}

/// `POST /vendors/{vendor}/systems`: adds a system of this vendor, or changes one.
pub(crate) async fn systems(
    cx: Cx,
    Path(vendor): Path<VendorId>,
    Form(pairs): Form<Vec<(String, String)>>,
) -> PageResult {
    let fields = Fields(pairs);
    let form = if fields.text("id").is_empty() { "system" } else { fields.text("id") }.to_owned();
    let app = cx.app();
    let stated = match SystemDraft::parse(fields.text("name"), fields.text("kind"), Some(vendor)) {
        Ok(stated) => stated,
        Err(SystemError::Name(_)) => {
            return refuse(&cx, vendor, &form, "name", "vendor-system-name-wrong", fields).await;
        }
        Err(SystemError::Kind) => {
            return refuse(&cx, vendor, &form, "kind", "vendor-system-kind-missing", fields).await;
        }
    };
    let id: SystemId = id_of(&fields, || app.ids.next())?;
    let system = System { id, stated, version: fields.version() };
    let written = store::ledger::record_system(&app.db, &cx.permit()?, app.now(), system).await;
    answer(&cx, vendor, &form, written.map(drop), fields).await
}

/// The id that a form names; a new one for a new record.
fn id_of<I: std::str::FromStr>(fields: &Fields, new: impl FnOnce() -> I) -> PageResult<I> {
    match fields.text("id") {
        "" => Ok(new()),
        text => text.parse().map_err(|_| PageError::BadForm),
    }
}

/// `POST /vendors/{vendor}/contracts`: adds a contract, or changes one.
pub(crate) async fn contracts(
    cx: Cx,
    Path(vendor): Path<VendorId>,
    Form(pairs): Form<Vec<(String, String)>>,
) -> PageResult {
    let fields = Fields(pairs);
    let form = if fields.text("id").is_empty() { "contract" } else { fields.text("id") }.to_owned();
    let app = cx.app();
    let stated = match contract(vendor, &fields) {
        Ok(stated) => stated,
        Err((field, key)) => return refuse(&cx, vendor, &form, field, key, fields).await,
    };
    let id: ContractId = id_of(&fields, || app.ids.next())?;
    let contract = Contract { id, stated, version: fields.version() };
    let written = store::vendor::record_contract(&app.db, &cx.permit()?, app.now(), contract).await;
    answer(&cx, vendor, &form, written.map(drop), fields).await
}

fn contract(vendor: VendorId, fields: &Fields) -> Result<ContractDraft, (&'static str, &'static str)> {
    let day = |name: &'static str| match fields.text(name).trim() {
        "" => Ok(None),
        text => parse_date(text).map(Some).map_err(|_| (name, "vendor-contract-day-wrong")),
    };
    let wrong = |error: ContractError| match error {
        ContractError::Title(_) => ("title", "vendor-contract-title-wrong"),
        ContractError::Period { .. } => ("until_on", "vendor-contract-period-wrong"),
        ContractError::Subcontractor(_) => ("subcontractors", "vendor-line-wrong"),
        ContractError::Note(_) => ("note", "vendor-note-too-long"),
    };
    let note = Note::parse(fields.text("note")).map_err(|error| wrong(error.into()))?;
    let systems = fields.all("system").map(str::parse).collect::<Result<_, _>>();
    let draft = ContractDraft::named(vendor, fields.text("title"))
        .and_then(|draft| draft.passed_on_to(fields.text("subcontractors")))
        .map_err(wrong)?
        .between(day("from_on")?, day("until_on")?)
        .map_err(wrong)?;
    Ok(ContractDraft {
        systems: systems.map_err(|_| ("title", "vendor-changed-meanwhile"))?,
        updates: UpdatesBy::from_code(fields.text("updates")),
        vulnerability_notice: match fields.text("notice") {
            "yes" => Some(true),
            "no" => Some(false),
            _ => None,
        },
        note,
        ..draft
    })
}

async fn answer(cx: &Cx, vendor: VendorId, form: &str, written: Result<(), StoreError>, fields: Fields) -> PageResult {
    let (field, key) = match written {
        Ok(()) => return Ok(see(&format!("/vendors/{vendor}"), "saved")),
        Err(StoreError::Stale) => ("version", "vendor-changed-meanwhile"),
        Err(StoreError::Exists(_)) => ("name", "vendor-system-name-taken"),
        Err(other) => return Err(other.into()),
    };
    let refused = Refused { form: form.to_owned(), field, key, typed: fields };
    show_with(cx, StatusCode::CONFLICT, vendor, refused).await
}

async fn refuse(
    cx: &Cx,
    vendor: VendorId,
    form: &str,
    field: &'static str,
    key: &'static str,
    typed: Fields,
) -> PageResult {
    let refused = Refused { form: form.to_owned(), field, key, typed };
    show_with(cx, StatusCode::UNPROCESSABLE_ENTITY, vendor, refused).await
}
