//! The form about a file: what was typed, the items that can be ticked, and what is wrong.

use crate::{assessment::label, cx::Cx, error::PageResult, upload::Upload};
use app::assessment::{Opened, load};
use domain::{
    access::View,
    calendar::iso,
    evidence::{DateField, Evidence, EvidenceDraft, EvidenceError, EvidenceLink, EvidenceText},
    id::AssessmentId,
};
use std::collections::BTreeSet;

/// What the fields hold.
#[derive(Debug, Default)]
pub(crate) struct EvidenceFields {
    pub(crate) version: i64,
    pub(crate) title: String,
    pub(crate) effective_on: String,
    pub(crate) received_on: String,
    pub(crate) expires_on: String,
    pub(crate) exported_by: String,
    pub(crate) origin: String,
    links: BTreeSet<EvidenceLink>,
}

impl EvidenceFields {
    /// An empty form, with today as 受領日 and the item from which the person came.
    pub(crate) fn new(cx: &Cx, link: Option<EvidenceLink>) -> Self {
        Self { received_on: iso(cx.app().today()), links: link.into_iter().collect(), ..Self::default() }
    }

    pub(crate) fn of(evidence: &Evidence) -> Self {
        let stated = &evidence.stated;
        let line = |line: &Option<domain::vendor::Line>| line.as_ref().map(ToString::to_string).unwrap_or_default();
        Self {
            version: evidence.version.get(),
            title: stated.title.to_string(),
            effective_on: stated.effective_on.map(iso).unwrap_or_default(),
            received_on: iso(stated.received_on),
            expires_on: stated.expires_on.map(iso).unwrap_or_default(),
            exported_by: line(&stated.exported_by),
            origin: line(&stated.origin),
            links: stated.links.clone(),
        }
    }

    pub(crate) fn typed(upload: &Upload) -> Self {
        let text = |name| upload.text(name).to_owned();
        Self {
            version: upload.text("version").parse().unwrap_or_default(),
            title: text("title"),
            effective_on: text("effective_on"),
            received_on: text("received_on"),
            expires_on: text("expires_on"),
            exported_by: text("exported_by"),
            origin: text("origin"),
            links: upload.all("link").filter_map(parse_link).collect(),
        }
    }

    /// The statement, or the field and message key of what can't be taken. Without a title the file's name is one.
    pub(crate) fn draft(
        &self,
        cx: &Cx,
        file_name: Option<&str>,
    ) -> Result<EvidenceDraft, (&'static str, &'static str)> {
        let title = if self.title.trim().is_empty() { file_name.unwrap_or_default() } else { &self.title };
        let text = EvidenceText {
            title,
            effective_on: &self.effective_on,
            received_on: &self.received_on,
            expires_on: &self.expires_on,
            exported_by: &self.exported_by,
            origin: &self.origin,
        };
        EvidenceDraft::parse(text, self.links.clone(), cx.app().today()).map_err(|error| refusal(&error))
    }
}

fn refusal(error: &EvidenceError) -> (&'static str, &'static str) {
    let name = |field: &DateField| match field {
        DateField::Effective => "effective_on",
        DateField::Received => "received_on",
        DateField::Expires => "expires_on",
    };
    match error {
        EvidenceError::Title(_) => ("title", "evidence-title-wrong"),
        EvidenceError::ExportedBy(_) => ("exported_by", "vendor-line-wrong"),
        EvidenceError::Origin(_) => ("origin", "vendor-line-wrong"),
        EvidenceError::Date(field, _) => (name(field), "common-date-wrong"),
        EvidenceError::ReceivedMissing => ("received_on", "evidence-received-missing"),
        EvidenceError::Future(field) => (name(field), "evidence-future"),
        EvidenceError::ExpiresFirst => ("expires_on", "evidence-expires-first"),
    }
}

/// `sheet:item`, as the check boxes send it.
pub(crate) fn parse_link(text: &str) -> Option<EvidenceLink> {
    let (sheet, item) = text.split_once(':')?;
    Some(EvidenceLink { sheet: sheet.parse().ok()?, item: item.parse().ok()? })
}

/// The items of one sheet, to tick.
pub(crate) struct LinkGroup {
    pub(crate) label: String,
    pub(crate) open: bool,
    pub(crate) items: Vec<LinkChoice>,
}

/// One item to tick.
pub(crate) struct LinkChoice {
    pub(crate) value: String,
    pub(crate) place: String,
    pub(crate) words: String,
    pub(crate) ticked: bool,
}

/// The sheets whose items can be ticked: the institution's newest, and every one that is linked already.
pub(crate) async fn groups(cx: &Cx, fields: &EvidenceFields) -> PageResult<Vec<LinkGroup>> {
    let permit = cx.permit::<View>()?;
    let sheets = store::assessment::list(&cx.app().db, &permit).await?;
    let own: Option<AssessmentId> = sheets.iter().find(|sheet| sheet.vendor.is_none()).map(|sheet| sheet.id);
    let linked: BTreeSet<AssessmentId> = fields.links.iter().map(|link| link.sheet).collect();
    let mut groups = Vec::new();
    for sheet in sheets.iter().filter(|sheet| Some(sheet.id) == own || linked.contains(&sheet.id)) {
        let opened = load(cx.app(), &permit, sheet.id).await?;
        groups.push(LinkGroup {
            label: format!("{} · {}", label(cx, &opened)?, cx.t().year(sheet.fiscal_year)),
            open: linked.contains(&sheet.id),
            items: choices(cx, &opened, fields)?,
        });
    }
    Ok(groups)
}

fn choices(cx: &Cx, opened: &Opened, fields: &EvidenceFields) -> PageResult<Vec<LinkChoice>> {
    let form = opened.form()?;
    let sheet = opened.assessment().id;
    let choice = |item: &domain::catalog::Item| {
        let guidance = cx.app().catalog.guidance(&item.id, opened.assessment().form);
        let title = |both: &domain::catalog::Bilingual| if cx.t().is_ja() { both.ja.clone() } else { both.en.clone() };
        let link = EvidenceLink { sheet, item: item.id.clone() };
        LinkChoice {
            value: format!("{sheet}:{}", item.id),
            place: item.reference.clone(),
            words: guidance.map(|g| title(&g.title)).unwrap_or_default(),
            ticked: fields.links.contains(&link),
        }
    };
    Ok(form.items.iter().map(choice).collect())
}
