//! An entry as typed, and why it can't be taken.

use crate::form::Fields;
use app::words::T;
use domain::readiness::contact_chart::{Chart, EntryDraft, EntryError, EntryText, MOST_PHONES, Party};

/// Field, and the sentence that says why.
pub(crate) type Wrong = (&'static str, String);

/// A number as typed.
#[derive(Debug, Clone, Default)]
pub(crate) struct TypedPhone {
    pub(crate) number: String,
    pub(crate) night: bool,
}

/// The fields of an entry.
#[derive(Debug, Clone, Default)]
pub(crate) struct EntryFields {
    pub(crate) version: i64,
    pub(crate) role: String,
    pub(crate) party: String,
    pub(crate) who: String,
    pub(crate) known: String,
    pub(crate) title: String,
    /// As many as there may be.
    pub(crate) phones: Vec<TypedPhone>,
    pub(crate) mail: String,
    pub(crate) out_of_hours: String,
    pub(crate) deputy_of: String,
    /// Whom it calls, and two empty places.
    pub(crate) calls: Vec<String>,
    pub(crate) on_card: bool,
    pub(crate) remark: String,
}

impl EntryFields {
    pub(crate) fn typed(fields: &Fields) -> Self {
        let text = |name: &str| fields.text(name).to_owned();
        let phone = |at: usize| TypedPhone {
            number: text(&format!("phone-{at}")),
            night: !fields.text(&format!("night-{at}")).is_empty(),
        };
        Self {
            version: fields.text("version").parse().unwrap_or_default(),
            role: text("role"),
            party: text("party"),
            who: text("who"),
            known: text("known"),
            title: text("title"),
            phones: (1..=MOST_PHONES).map(phone).collect(),
            mail: text("mail"),
            out_of_hours: text("out_of_hours"),
            deputy_of: text("deputy_of"),
            calls: fields.all("calls").map(str::to_owned).collect(),
            on_card: !fields.text("on_card").is_empty(),
            remark: text("remark"),
        }
        .padded()
    }

    pub(crate) fn of(stated: &EntryDraft, version: i64) -> Self {
        let line = |line: &Option<domain::vendor::Line>| line.as_ref().map(ToString::to_string).unwrap_or_default();
        let (who, known) = match &stated.party {
            Party::Staff { staff } => (staff.to_string(), String::new()),
            Party::Vendor { vendor } => (vendor.to_string(), String::new()),
            Party::Post { name } => (name.to_string(), String::new()),
            Party::Authority { known, name } => {
                (name.to_string(), known.as_ref().map(ToString::to_string).unwrap_or_default())
            }
        };
        let phones = stated.phones.iter();
        Self {
            version,
            role: stated.role.code().to_owned(),
            party: stated.party.code().to_owned(),
            who,
            known,
            title: line(&stated.title),
            phones: phones.map(|one| TypedPhone { number: one.number.to_string(), night: one.out_of_hours }).collect(),
            mail: line(&stated.mail),
            out_of_hours: line(&stated.out_of_hours),
            deputy_of: stated.deputy_of.map(|id| id.to_string()).unwrap_or_default(),
            calls: stated.calls.iter().map(ToString::to_string).collect(),
            on_card: stated.on_card,
            remark: line(&stated.remark),
        }
        .padded()
    }

    /// With every place for a number, and two empty places for whom to call.
    pub(crate) fn padded(mut self) -> Self {
        self.phones.resize_with(MOST_PHONES, TypedPhone::default);
        self.calls.retain(|id| !id.is_empty());
        self.calls.extend([String::new(), String::new()]);
        self
    }

    pub(crate) fn draft(&self) -> Result<EntryDraft, EntryError> {
        EntryDraft::parse(&EntryText {
            role: &self.role,
            party: &self.party,
            who: &self.who,
            known: &self.known,
            title: &self.title,
            phones: self.phones.iter().map(|phone| (phone.number.as_str(), phone.night)).collect(),
            mail: &self.mail,
            out_of_hours: &self.out_of_hours,
            deputy_of: &self.deputy_of,
            calls: self.calls.iter().map(String::as_str).collect(),
            on_card: self.on_card,
            remark: &self.remark,
        })
    }
}

/// Why an entry is refused, in a sentence at its field. `chart` names those of a circle; `own` is what the entry itself is called.
pub(crate) fn refusal(t: T, chart: &Chart, own: &str, error: &EntryError) -> Wrong {
    let (field, key) = match error {
        EntryError::Role => ("role", "contact-chart-role-wrong"),
        EntryError::Who => ("who", "contact-chart-who-wrong"),
        EntryError::Name(_) => ("who", "contact-chart-name-wrong"),
        EntryError::Phone(at) => return ("phone", t.one("contact-chart-phone-wrong", "number", at + 1)),
        EntryError::TooManyPhones => ("phone", "contact-chart-phones-many"),
        EntryError::Line(field, _) => (*field, "vendor-line-wrong"),
        EntryError::DeputyOf => ("deputy_of", "contact-chart-deputy-wrong"),
        EntryError::DeputyCalls => ("deputy_of", "contact-chart-deputy-calls"),
        EntryError::Called => ("calls", "contact-chart-called-wrong"),
        EntryError::Full => ("version", "contact-chart-full"),
        EntryError::Loop(way) => {
            let name = |id: &domain::id::ChartEntryId| match chart.name(*id) {
                "" => own.to_owned(),
                name => name.to_owned(),
            };
            let names = way.iter().map(name).collect::<Vec<_>>().join(" → ");
            return ("calls", t.one("contact-chart-loop", "names", names));
        }
    };
    (field, t.get(key).into_owned())
}
