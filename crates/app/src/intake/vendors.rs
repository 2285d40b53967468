//! A list of vendors with their systems, contracts and night contacts: one row a vendor, or a row for each of its systems.

use super::{
    Columns, IntakeError, Kind, Line as PreviewLine, Preview, Refused, Waiting,
    list::{Mapped, columns, mapping_words, place, read, refused_rows},
};
use crate::{App, AppError, words::T};
use domain::{
    access::{ManageVendors, Permit, View},
    calendar::parse_date,
    digest::Digest,
    id::VendorId,
    intake::{Field, Mapping},
    journal::{Seq, VendorsImported},
    ledger::{System, SystemDraft, SystemKind},
    staff::Name,
    vendor::{Contact, Contract, ContractDraft, Line, UpdatesBy, Vendor, VendorDraft},
};
use std::collections::BTreeMap;
use store::vendor::{Contacts, Register};
use unicode_normalization::UnicodeNormalization as _;

/// Kind of list, as in profiles.
pub const VENDOR_LIST: &str = "vendors";

/// Fields of a list of vendors.
pub const VENDOR_FIELDS: [Field; 14] = [
    Field {
        code: "name",
        required: true,
        names: &["事業者名", "業者名", "会社名", "ベンダー名", "事業者", "業者", "vendor name", "company name"],
    },
    Field { code: "contact", required: false, names: &["担当者", "担当者名", "担当", "contact person"] },
    Field { code: "phone", required: false, names: &["電話番号", "電話", "tel.", "phone no."] },
    Field { code: "mail", required: false, names: &["メールアドレス", "メール", "e mail", "mail address"] },
    Field { code: "contract", required: false, names: &["契約の有無", "契約有無", "契約"] },
    Field {
        code: "system",
        required: false,
        names: &["システム名", "医療情報システム", "製品名", "システム", "system name"],
    },
    Field {
        code: "system-kind", required: false, names: &["システム種別", "種別", "種類", "分類", "kind of system"]
    },
    Field { code: "contract-title", required: false, names: &["契約名", "契約の名前", "契約件名"] },
    Field { code: "from-on", required: false, names: &["契約開始日", "開始日", "契約開始"] },
    Field { code: "until-on", required: false, names: &["契約終了日", "終了日", "契約終了", "満了日"] },
    Field {
        code: "updates", required: false, names: &["セキュリティ更新", "パッチ適用", "更新の担当"]
    },
    Field {
        code: "notice", required: false, names: &["脆弱性通知", "ぜい弱性の通知", "脆弱性の通知"]
    },
    Field { code: "subcontractors", required: false, names: &["再委託先", "下請け", "再委託"] },
    Field {
        code: "night-phone", required: false, names: &["夜間電話", "夜間連絡先", "緊急連絡先", "休日連絡先"]
    },
];

/// A list with what it would do.
pub struct VendorPlan {
    /// Its columns.
    pub columns: Columns,
    /// What it would change; or, in words, why the columns can't be used yet.
    pub preview: Result<Preview, String>,
    imported: VendorsImported,
    contacts_stood_on: Seq,
}

/// Works out what a list would change. Writes nothing.
///
/// # Errors
/// [`super::Refusal`] when the file is no list.
pub async fn plan_vendors(
    app: &App,
    view: &Permit<View>,
    waiting: &Waiting,
    chosen: Option<Mapping>,
    t: T,
) -> Result<VendorPlan, IntakeError> {
    let table = read(app, view, waiting).await?;
    let columns = columns(app, view, VENDOR_LIST, &VENDOR_FIELDS, &table, chosen).await?;
    let vendors = store::vendor::vendors(&app.db, view).await?;
    let register = store::vendor::register(&app.db, view).await?;
    let contacts_stood_on = register.contacts.values().map(|one| one.version).max().unwrap_or(Seq::ZERO);
    let mut planner = Planner { app, t, vendors, register, drafts: BTreeMap::new(), refused: refused_rows(t, &table) };
    let preview = match columns.mapping.places(&VENDOR_FIELDS, &columns.heading) {
        Err(error) => Err(mapping_words(t, &error, |code| field_words(t, code))),
        Ok(places) => {
            for row in &table.rows {
                planner.row(&Mapped::new(row, &places));
            }
            Ok(planner.preview(waiting))
        }
    };
    Ok(VendorPlan { columns, preview, imported: planner.imported(waiting), contacts_stood_on })
}

/// Name of a field in words.
#[must_use]
pub fn field_words(t: T, code: &str) -> String {
    t.code("intake-vendor", code).into_owned()
}

/// Takes the list in as it was shown, as one event.
///
/// # Errors
/// [`IntakeError::Changed`] when it would now do something else.
pub async fn apply_vendors(
    app: &App,
    permit: &Permit<ManageVendors>,
    plan: VendorPlan,
    seal: Digest,
) -> Result<usize, IntakeError> {
    let preview = plan.preview.map_err(|_| IntakeError::Changed)?;
    if preview.seal != seal {
        return Err(IntakeError::Changed);
    }
    if preview.lines.is_empty() {
        return Ok(0);
    }
    store::vendor::import(&app.db, permit, app.now(), plan.imported, plan.contacts_stood_on).await?;
    Ok(preview.lines.len())
}

/// What a list says of one vendor.
struct Draft {
    /// Where it stands first.
    line: u64,
    before: Option<Vendor>,
    vendor: Vendor,
    contacts: Option<Vec<Contact>>,
    systems: Vec<System>,
    contracts: Vec<Contract>,
    said: Vec<String>,
}

struct Planner<'a> {
    app: &'a App,
    t: T,
    vendors: Vec<Vendor>,
    register: Register,
    drafts: BTreeMap<String, Draft>,
    refused: Vec<Refused>,
}

/// How names are compared: NFKC, without spaces.
fn plain(name: &str) -> String {
    name.nfkc().filter(|c| !c.is_whitespace()).flat_map(char::to_lowercase).collect()
}

impl Planner<'_> {
    fn row(&mut self, row: &Mapped<'_>) {
        if let Err((field, why)) = self.take(row) {
            let subject = format!("{} · {}", row.text("name"), field_words(self.t, field));
            self.refused.push(Refused { subject, place: place(self.t, row.line()), why });
        }
    }

    /// Takes one row, or says which field can't be taken and why: nothing of the row is taken then.
    fn take(&mut self, row: &Mapped<'_>) -> Result<(), (&'static str, String)> {
        let t = self.t;
        let wrong = |field: &'static str, key: &str| {
            (field, t.one(key, "found", row.text(field).chars().take(40).collect::<String>()))
        };
        let name = Name::parse(row.text("name")).map_err(|_| wrong("name", "intake-vendor-name-wrong"))?;
        let line =
            |field: &'static str| Line::maybe(row.text(field)).map_err(|_| wrong(field, "intake-vendor-line-wrong"));
        let contact = match row.text("contact") {
            "" => None,
            text => Some(Name::parse(text).map_err(|_| wrong("contact", "intake-vendor-line-wrong"))?),
        };
        let (phone, mail) = (line("phone")?, line("mail")?);
        let flag = |field: &'static str| match row.text(field) {
            "" => Ok(None),
            text => yes_no(text).map(Some).ok_or_else(|| wrong(field, "intake-vendor-flag-wrong")),
        };
        let (contract, notice) = (flag("contract")?, flag("notice")?);
        let system = self.system(row, &wrong)?;
        let day = |field: &'static str| match row.text(field) {
            "" => Ok(None),
            text => parse_date(text).map(Some).map_err(|_| wrong(field, "intake-vendor-day-wrong")),
        };
        let (from_on, until_on) = (day("from-on")?, day("until-on")?);
        let updates = match row.text("updates") {
            "" => None,
            text => Some(updates_by(text).ok_or_else(|| wrong("updates", "intake-vendor-updates-wrong"))?),
        };
        let title = line("contract-title")?;
        let passed = row.text("subcontractors").replace(['、', ';', '/', '／', '；'], "\n");
        let night = match row.text("night-phone") {
            "" => None,
            phone => Some(
                Contact::parse(&t.get("intake-vendor-night-name"), "", phone, "", true)
                    .map_err(|_| wrong("night-phone", "intake-vendor-line-wrong"))?,
            ),
        };

        let key = plain(name.as_str());
        let vendor = self.draft(&key, name, row.line()).vendor.id;
        let system = system.map(|stated| self.known_system(vendor, stated));
        let says_contract = title.is_some()
            || [from_on.is_some(), until_on.is_some(), updates.is_some(), notice.is_some(), !passed.trim().is_empty()]
                .contains(&true);
        let agreed = match says_contract {
            false => None,
            true => {
                let usual = Line::parse(&t.get("intake-vendor-usual-contract"));
                let title = title.or(usual.ok()).ok_or_else(|| wrong("contract-title", "intake-vendor-line-wrong"))?;
                let known = self.known_contract(&key, vendor, title);
                let stated = known.stated.clone();
                let stated = ContractDraft {
                    systems: match &system {
                        Some(one) if !stated.systems.contains(&one.id) => {
                            [stated.systems.clone(), vec![one.id]].concat()
                        }
                        _ => stated.systems.clone(),
                    },
                    updates: updates.or(stated.updates),
                    vulnerability_notice: notice.or(stated.vulnerability_notice),
                    ..stated
                };
                let (from_on, until_on) = (from_on.or(stated.from_on), until_on.or(stated.until_on));
                let stated =
                    stated.between(from_on, until_on).map_err(|_| wrong("until-on", "intake-vendor-period-wrong"))?;
                let stated = match passed.trim() {
                    "" => stated,
                    _ => {
                        stated.passed_on_to(&passed).map_err(|_| wrong("subcontractors", "intake-vendor-line-wrong"))?
                    }
                };
                Some(Contract { stated, ..known })
            }
        };
        let Some(draft) = self.drafts.get_mut(&key) else { return Ok(()) };
        let stated = &mut draft.vendor.stated;
        stated.contact = contact.or(stated.contact.take());
        stated.phone = phone.or(stated.phone.take());
        stated.mail = mail.or(stated.mail.take());
        stated.contract = contract.unwrap_or(stated.contract);
        if let Some(system) = system {
            put(&mut draft.systems, system, |one| one.id);
        }
        if let Some(agreed) = agreed {
            put(&mut draft.contracts, agreed, |one| one.id);
        }
        if let Some(night) = night {
            let all = draft
                .contacts
                .get_or_insert_with(|| self.register.contacts.get(&vendor).cloned().unwrap_or_default().all);
            if !all.iter().any(|one| one.phone == night.phone) {
                all.push(night);
            }
        }
        Ok(())
    }

    fn draft(&mut self, key: &str, name: Name, line: u64) -> &mut Draft {
        let (vendors, app) = (&self.vendors, self.app);
        self.drafts.entry(key.to_owned()).or_insert_with(|| {
            let before = vendors.iter().find(|one| plain(one.stated.name.as_str()) == key).cloned();
            let vendor = before.clone().unwrap_or_else(|| Vendor {
                id: app.ids.next(),
                stated: VendorDraft { name, contact: None, phone: None, mail: None, contract: true },
                version: Seq::ZERO,
            });
            Draft { line, before, vendor, contacts: None, systems: Vec::new(), contracts: Vec::new(), said: Vec::new() }
        })
    }

    fn system(
        &self,
        row: &Mapped<'_>,
        wrong: &impl Fn(&'static str, &str) -> (&'static str, String),
    ) -> Result<Option<SystemDraft>, (&'static str, String)> {
        if row.text("system").is_empty() {
            return Ok(None);
        }
        let name = Name::parse(row.text("system")).map_err(|_| wrong("system", "intake-vendor-name-wrong"))?;
        let kind = match row.text("system-kind") {
            // Nothing is said of its kind: its name may.
            "" => SystemKind::from_words(name.as_str()).unwrap_or(SystemKind::Other),
            text => SystemKind::from_words(text).ok_or_else(|| wrong("system-kind", "intake-vendor-kind-wrong"))?,
        };
        Ok(Some(SystemDraft { name, kind, vendor: None }))
    }

    fn known_system(&self, vendor: VendorId, stated: SystemDraft) -> System {
        let all = self.drafts.values().flat_map(|draft| &draft.systems).chain(&self.register.systems);
        let stated = SystemDraft { vendor: Some(vendor), ..stated };
        let known = all.into_iter().find(|one| plain(one.stated.name.as_str()) == plain(stated.name.as_str()));
        match known {
            Some(known) => {
                System { stated: SystemDraft { name: known.stated.name.clone(), ..stated }, ..known.clone() }
            }
            None => System { id: self.app.ids.next(), stated, version: Seq::ZERO },
        }
    }

    fn known_contract(&self, key: &str, vendor: VendorId, title: Line) -> Contract {
        let drafted = self.drafts.get(key).into_iter().flat_map(|draft| &draft.contracts);
        let known = drafted
            .chain(self.register.contracts_of(vendor))
            .find(|one| plain(one.stated.title.as_str()) == plain(title.as_str()));
        known.cloned().unwrap_or_else(|| Contract {
            id: self.app.ids.next(),
            stated: ContractDraft {
                vendor,
                title,
                systems: Vec::new(),
                from_on: None,
                until_on: None,
                updates: None,
                vulnerability_notice: None,
                subcontractors: Vec::new(),
                note: domain::assessment::Note::default(),
            },
            version: Seq::ZERO,
        })
    }

    fn preview(&mut self, waiting: &Waiting) -> Preview {
        let t = self.t;
        let register = &self.register;
        let mut unchanged = 0;
        let mut lines = Vec::new();
        for draft in self.drafts.values_mut() {
            draft.systems.retain(|one| !register.systems.contains(one));
            draft.contracts.retain(|one| !register.contracts.contains(one));
            let stood =
                register.contacts.get(&draft.vendor.id).map(|Contacts { all, .. }| all.clone()).unwrap_or_default();
            draft.contacts = draft.contacts.take().filter(|all| *all != stood);
            draft.said = said(t, draft, register);
            if draft.said.is_empty() {
                unchanged += 1;
                continue;
            }
            lines.push(PreviewLine {
                key: draft.vendor.stated.name.to_string(),
                subject: draft.vendor.stated.name.to_string(),
                place: place(t, draft.line),
                said: draft.said.clone(),
                proposal: None,
                contested: None,
            });
        }
        let versions = self.drafts.values().map(|draft| format!("{} {}", draft.vendor.version, draft.said.join("\n")));
        let all = format!("{}\n{}", waiting.file, versions.collect::<Vec<_>>().join("\n"));
        Preview {
            kind: Kind::VendorList,
            target: t.get("common-nav-vendors").into_owned(),
            address: "/vendors".to_owned(),
            lines,
            refused: std::mem::take(&mut self.refused),
            unchanged,
            seal: Digest::of(all.as_bytes()),
        }
    }

    fn imported(self, waiting: &Waiting) -> VendorsImported {
        let mut imported = VendorsImported {
            file: waiting.file,
            name: waiting.name.clone(),
            vendors: Vec::new(),
            contacts: Vec::new(),
            systems: Vec::new(),
            contracts: Vec::new(),
        };
        for draft in self.drafts.into_values().filter(|draft| !draft.said.is_empty()) {
            if draft.before.as_ref() != Some(&draft.vendor) {
                imported.vendors.push(draft.vendor.clone());
            }
            imported.contacts.extend(draft.contacts.map(|all| (draft.vendor.id, all)));
            imported.systems.extend(draft.systems);
            imported.contracts.extend(draft.contracts);
        }
        imported
    }
}

/// Replaces the one of the same key, or adds it.
fn put<R, K: PartialEq>(all: &mut Vec<R>, new: R, key: impl Fn(&R) -> K) {
    match all.iter_mut().find(|one| key(one) == key(&new)) {
        Some(known) => *known = new,
        None => all.push(new),
    }
}

/// What a draft changes, sentence by sentence.
fn said(t: T, draft: &Draft, register: &Register) -> Vec<String> {
    let mut said = Vec::new();
    let (before, after) = (draft.before.as_ref().map(|vendor| &vendor.stated), &draft.vendor.stated);
    if before.is_none() {
        said.push(t.get("intake-vendor-new").into_owned());
    }
    let text = |value: Option<String>| value.unwrap_or_else(|| t.get("common-none").into_owned());
    let mut field = |code: &str, was: Option<String>, is: Option<String>| {
        if was != is {
            let args =
                [("field", field_words(t, code).into()), ("before", text(was).into()), ("after", text(is).into())];
            said.push(t.with("intake-vendor-field", &args));
        }
    };
    let of = |stated: &VendorDraft, code: &str| match code {
        "contact" => stated.contact.as_ref().map(ToString::to_string),
        "phone" => stated.phone.as_ref().map(ToString::to_string),
        _ => stated.mail.as_ref().map(ToString::to_string),
    };
    for code in ["contact", "phone", "mail"] {
        field(code, before.and_then(|stated| of(stated, code)), of(after, code));
    }
    let words =
        |contract: bool| t.get(if contract { "vendor-contract-yes" } else { "vendor-contract-no" }).into_owned();
    field("contract", before.map(|stated| words(stated.contract)), Some(words(after.contract)));
    for system in &draft.systems {
        let key = if register.systems.iter().any(|one| one.id == system.id) {
            "intake-vendor-system-changed"
        } else {
            "intake-vendor-system-new"
        };
        let kind = t.code("vendor-system-kind", system.stated.kind.code()).into_owned();
        said.push(t.with(key, &[("name", system.stated.name.to_string().into()), ("kind", kind.into())]));
    }
    for contract in &draft.contracts {
        let known = register.contracts.iter().any(|one| one.id == contract.id);
        let key = if known { "intake-vendor-contract-changed" } else { "intake-vendor-contract-new" };
        said.push(t.one(key, "title", contract.stated.title.to_string()));
    }
    if let Some(all) = &draft.contacts {
        said.push(t.one("intake-vendor-contacts", "count", all.len()));
    }
    said
}

/// あり・なし as people write them.
fn yes_no(text: &str) -> Option<bool> {
    match plain(text).as_str() {
        "あり" | "有" | "有り" | "はい" | "○" | "〇" | "◯" | "yes" | "y" | "1" | "true" => Some(true),
        "なし" | "無" | "無し" | "いいえ" | "×" | "x" | "no" | "n" | "0" | "false" => Some(false),
        _ => None,
    }
}

/// Who installs updates, as people write it.
fn updates_by(text: &str) -> Option<UpdatesBy> {
    let text = plain(text);
    let has = |words: &[&str]| words.iter().any(|word| text.contains(word));
    if let Some(by) = UpdatesBy::from_code(&text) {
        return Some(by);
    }
    if has(&["双方", "両方", "分担", "協議"]) {
        Some(UpdatesBy::Both)
    } else if has(&["事業者", "業者", "ベンダ", "委託先", "保守会社"]) {
        Some(UpdatesBy::Vendor)
    } else if has(&["病院", "当院", "医院", "自院", "医療機関", "院内", "薬局"]) {
        Some(UpdatesBy::Hospital)
    } else if has(&["記載なし", "定めなし", "規定なし", "なし"]) {
        Some(UpdatesBy::Nobody)
    } else {
        None
    }
}

/// Keeps the mapping under a name, for the next list.
///
/// # Errors
/// When the database can't be written.
pub async fn keep_vendor_profile(
    app: &App,
    permit: &Permit<ManageVendors>,
    name: Line,
    mapping: Mapping,
) -> Result<(), AppError> {
    let profile =
        domain::intake::Profile { id: app.ids.next(), kind: VENDOR_LIST.to_owned(), name, mapping, version: Seq::ZERO };
    Ok(store::intake::keep_profile(&app.db, permit, app.now(), profile).await?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_people_are_read_and_others_are_not_guessed() {
        assert_eq!([yes_no("有り"), yes_no("ナシ"), yes_no("○"), yes_no("？")], [Some(true), None, Some(true), None]);
        assert_eq!(updates_by("ベンダーが実施"), Some(UpdatesBy::Vendor));
        assert_eq!(updates_by("病院とベンダーで分担"), Some(UpdatesBy::Both));
        assert_eq!(updates_by("契約書に記載なし"), Some(UpdatesBy::Nobody));
        assert_eq!(updates_by("不明"), None);
    }
}
