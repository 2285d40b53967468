//! What the house knows, as sections of a paper: the same for the emergency pack and for the first responders' package.

use crate::{
    App, AppError, ledger,
    network::{network_view, outside_lines, outside_sheets, procedure_view},
    readiness::{
        backup::{copies_sheet, look, steps_sheet},
        contact_chart::{self, ChartStanding, Which},
    },
    words::T,
};
use domain::{
    access::{Permit, View},
    calendar::iso,
    ledger::FieldKey,
    network::{Part, Target},
    readiness::contact_chart::{Chart, ChartPerson, ContactStanding},
};
use report::{
    sheet::{Section, Sheet, Table},
    workbook::{ListCell, ListSheet},
};
use store::ledger::Filter;

/// Columns of the contacts.
const CONTACT: [&str; 7] = ["role", "name", "about", "phones", "mails", "night", "confirmed"];
/// Columns of what is to be cut.
const CUT: [&str; 3] = ["target", "part", "what"];
/// Columns of the devices that join segments.
const JOINT: [&str; 5] = ["letter", "name", "kind", "place", "addresses"];
/// Columns of the systems.
const SYSTEM: [&str; 4] = ["name", "kind", "vendor", "contact"];

/// A paper without sections, with everything that stands around them.
pub(crate) async fn empty_sheet(app: &App, view: &Permit<View>, t: T, title: String) -> Result<Sheet, AppError> {
    let facility = store::facility::facility(&app.db, view).await?;
    Ok(Sheet {
        paper: Sheet::PAPER.to_owned(),
        lang: t.lang().code().to_owned(),
        title,
        institution: facility.stated.name.to_string(),
        sample: if facility.sample { t.get("paper-sample").into_owned() } else { String::new() },
        made_at: t.moment(app.now()),
        made_on_iso: iso(app.today()),
        fingerprint: format!("{} {}", t.get("paper-fingerprint"), app.key.fingerprint()),
        lead: Vec::new(),
        sections: Vec::new(),
    })
}

/// The chart to call by: the approved one; while none is approved, as it stands.
pub(crate) fn chart_used(now: &ChartStanding) -> (&Chart, Which) {
    now.loaded.approved.as_ref().map_or((&now.chart, Which::Current), |row| (&row.approval.chart, Which::Approved))
}

/// Whether nobody confirmed how somebody is reached, or it changed since.
pub(crate) fn is_unverified(now: &ChartStanding, person: &ChartPerson) -> bool {
    !matches!(now.standing(person.id), ContactStanding::Current { .. } | ContactStanding::Old { .. })
}

/// What whoever notices does at the terminal.
pub(crate) async fn first_steps(app: &App, view: &Permit<View>, t: T) -> Result<Section, AppError> {
    let house = procedure_view(app, view, t, Target::House).await?;
    let mut section = Section::new("first", t.get("emergency-first"));
    section.steps = house.lines(Part::Terminal).to_vec();
    section.paragraphs.push(t.get("emergency-first-hint").into_owned());
    Ok(section)
}

/// Everybody on the chart, by whom they are called.
pub(crate) fn contacts(t: T, now: &ChartStanding) -> Section {
    let (chart, which) = chart_used(now);
    let mut section = Section::new("contacts", t.get("emergency-contacts"));
    if chart.people.is_empty() {
        return section;
    }
    section.paragraphs.push(contact_chart::version(t, now, which));
    if which == Which::Current {
        section.paragraphs.push(t.get("incident-chart-not-approved").into_owned());
    }
    section.table.head = CONTACT.map(|column| t.code("emergency-contact", column).into_owned()).to_vec();
    section.table.widths = vec![3, 4, 4, 4, 4, 3, 2];
    let comma = if t.is_ja() { "、" } else { ", " };
    let row = |person: &ChartPerson| {
        let phones: Vec<String> = person.phones.iter().map(|phone| contact_chart::phone_words(t, phone)).collect();
        let name = format!("{} {}", person.name, person.title).trim_end().to_owned();
        let deputy = person.deputy_of.map(|id| chart.name(id).to_owned());
        let role = t.code("contact-chart-role", person.role.code()).into_owned();
        vec![
            deputy.map_or_else(|| role.clone(), |of| t.one("emergency-contact-deputy", "name", of)),
            name,
            person.about.join(comma),
            phones.join("\n"),
            person.mails.join("\n"),
            person.out_of_hours.clone(),
            if is_unverified(now, person) {
                t.get("contact-chart-standing-never").into_owned()
            } else {
                "○".to_owned()
            },
        ]
    };
    section.table.rows = chart.people.iter().map(row).collect();
    section.pictures.push(contact_chart::picture(t, chart, &now.standings));
    section
}

/// 切断手順 of the house, then those that a person wrote for a system.
pub(crate) async fn cut(app: &App, view: &Permit<View>, t: T) -> Result<Section, AppError> {
    let mut section = Section::new("cut", t.get("network-cut-title"));
    section.table.head = CUT.map(|column| t.code("emergency-cut", column).into_owned()).to_vec();
    section.table.widths = vec![2, 2, 5];
    let written = store::network::procedures(&app.db, view).await?;
    let systems = written.iter().map(|one| one.procedure.target).filter(|target| *target != Target::House);
    for target in std::iter::once(Target::House).chain(systems) {
        let procedure = procedure_view(app, view, t, target).await?;
        section.paragraphs.push(format!("{}: {}", procedure.name, procedure.status(t)));
        for (part, lines) in &procedure.parts {
            let step = part.step().map(|step| t.one("network-cut-step", "step", i64::from(step)));
            let part = t.code("network-cut-part", part.code());
            let heading = step.map_or_else(|| part.clone().into_owned(), |step| format!("{step} {part}"));
            section.table.rows.push(vec![procedure.name.clone(), heading, lines.join("\n")]);
        }
    }
    Ok(section)
}

/// A list of a workbook as a table. Columns without a word in any row are left out.
fn table_of(t: T, list: &ListSheet) -> Table {
    let words = |cell: &ListCell| match cell {
        ListCell::Empty => String::new(),
        ListCell::Text(text) => text.clone(),
        ListCell::Number(number) => number.to_string(),
        ListCell::Day(day) => t.short_day(*day),
    };
    let rows: Vec<Vec<String>> = list.rows.iter().map(|row| row.iter().map(words).collect()).collect();
    let used = |at: &usize| rows.iter().any(|row| row.get(*at).is_some_and(|cell| !cell.is_empty()));
    let kept: Vec<usize> = (0..list.columns.len()).filter(used).collect();
    Table {
        head: kept.iter().filter_map(|at| list.columns.get(*at)).map(|column| column.heading.clone()).collect(),
        rows: rows
            .iter()
            .map(|row| kept.iter().map(|at| row.get(*at).cloned().unwrap_or_default()).collect())
            .collect(),
        widths: Vec::new(),
    }
}

/// Lines to the outside: of devices, and registered ways in.
pub(crate) async fn outside(app: &App, view: &Permit<View>, t: T) -> Result<[Section; 2], AppError> {
    let lines = outside_lines(app, view, t).await?;
    let unsaid = t.one("network-outside-unsaid", "count", lines.unsaid);
    let [devices, accesses] = outside_sheets(t, &lines);
    let mut first = Section::new("outside", format!("{}: {}", t.get("network-outside-title"), devices.name));
    first.paragraphs.push(unsaid);
    first.table = table_of(t, &devices);
    let mut second = Section::new("ways-in", format!("{}: {}", t.get("network-outside-title"), accesses.name));
    second.table = table_of(t, &accesses);
    Ok([first, second])
}

/// The network as a picture.
pub(crate) async fn network(app: &App, view: &Permit<View>, t: T) -> Result<Section, AppError> {
    let found = network_view(app, view, t).await?;
    let mut section = Section::new("network", t.get("emergency-network"));
    section.pictures = found.sheets;
    section.table.head = JOINT.map(|column| t.code("emergency-joint", column).into_owned()).to_vec();
    let row =
        |joint: crate::network::JointLine| vec![joint.letter, joint.name, joint.kind, joint.place, joint.addresses];
    section.table.rows = found.joints.into_iter().map(row).collect();
    Ok(section)
}

/// Copies of every system, and how each is restored.
pub(crate) async fn backups(app: &App, view: &Permit<View>, t: T) -> Result<[Section; 2], AppError> {
    let looked = look(app, view).await?;
    let roster = store::staff::roster(&app.db, view).await?;
    let mut copies = Section::new("backups", t.get("backup-title"));
    copies.table = table_of(t, &copies_sheet(t, &looked, &roster));
    let mut restore = Section::new("restore", t.get("backup-procedure"));
    restore.table = table_of(t, &steps_sheet(t, &looked));
    let missing: Vec<&str> = looked
        .iter()
        .filter(|one| one.state.procedure.is_none())
        .map(|one| one.state.system.stated.name.as_str())
        .collect();
    if !missing.is_empty() {
        let names = missing.join(if t.is_ja() { "、" } else { ", " });
        restore.paragraphs.push(t.one("emergency-restore-missing", "systems", names));
    }
    for one in &looked {
        let Some((procedure, _)) = &one.state.procedure else { continue };
        for (key, words) in [
            ("emergency-restore-before", &procedure.stated.before),
            ("emergency-restore-after", &procedure.stated.after),
        ] {
            if !words.is_empty() {
                let system = one.state.system.stated.name.to_string();
                restore.paragraphs.push(t.with(key, &[("system", system.into()), ("words", words.to_string().into())]));
            }
        }
    }
    Ok([copies, restore])
}

/// Registered systems with their vendors.
pub(crate) async fn systems(app: &App, view: &Permit<View>, t: T) -> Result<Section, AppError> {
    let vendors = store::vendor::vendors(&app.db, view).await?;
    let mut section = Section::new("systems", t.get("emergency-systems"));
    section.table.head = SYSTEM.map(|column| t.code("emergency-system", column).into_owned()).to_vec();
    for system in store::ledger::systems(&app.db, view).await? {
        let vendor = system.stated.vendor.and_then(|id| vendors.iter().find(|vendor| vendor.id == id));
        let line = |line: &Option<domain::vendor::Line>| line.as_ref().map(ToString::to_string).unwrap_or_default();
        let contact = vendor.map(|vendor| {
            let person = vendor.stated.contact.as_ref().map(ToString::to_string).unwrap_or_default();
            let parts = [person, line(&vendor.stated.phone), line(&vendor.stated.mail)];
            parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
        });
        section.table.rows.push(vec![
            system.stated.name.to_string(),
            t.code("vendor-system-kind", system.stated.kind.code()).into_owned(),
            vendor.map(|vendor| vendor.stated.name.to_string()).unwrap_or_default(),
            contact.unwrap_or_default(),
        ]);
    }
    Ok(section)
}

/// Columns of the ledger that count in an emergency; fields that stand together in one.
const LEDGER: [&[FieldKey]; 9] = [
    &[FieldKey::Name, FieldKey::HostName, FieldKey::AssetNumber],
    &[FieldKey::Kind],
    &[FieldKey::Addresses],
    &[FieldKey::Maker, FieldKey::Model],
    &[FieldKey::Os, FieldKey::OsVersion],
    &[FieldKey::Building, FieldKey::Floor, FieldKey::Room],
    &[FieldKey::Department, FieldKey::Owner],
    &[FieldKey::System, FieldKey::Vendor],
    &[FieldKey::OutsideConnection],
];

/// Every device that is in use.
pub(crate) async fn devices(app: &App, view: &Permit<View>, t: T) -> Result<Section, AppError> {
    let mut rows = Vec::new();
    let take = |listed: Vec<store::ledger::Listed>| {
        for device in listed {
            let cell = |keys: &&[FieldKey]| {
                let words = keys.iter().map(|key| ledger::words::shown(t, &device.shown, *key));
                words.filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
            };
            rows.push(LEDGER.iter().map(cell).collect());
        }
        Ok::<_, AppError>(())
    };
    store::ledger::each(&app.db, view, &Filter::default(), take).await?;
    let mut section = Section::new("ledger", t.get("ledger-title"));
    let head = |keys: &&[FieldKey]| {
        keys.iter().map(|key| ledger::words::field(t, *key)).collect::<Vec<_>>().join(if t.is_ja() {
            "・"
        } else {
            ", "
        })
    };
    section.table = Table { head: LEDGER.iter().map(head).collect(), rows, widths: Vec::new() };
    let count = section.table.rows.len();
    section.paragraphs.push(t.one("emergency-ledger-count", "count", count));
    Ok(section)
}
