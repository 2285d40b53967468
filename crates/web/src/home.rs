//! Home: the doors for strangers, and for the house where it stands and the one next thing to do.

use crate::{
    access::require_token,
    assessment::{Marked, marked, place, title},
    cx::Cx,
    error::PageResult,
    evidence::expiry_words,
    layout::{Layout, html, html_with},
    ledger,
    readiness::{
        backup::{Alarm, alarms},
        emergency,
        incident::{self, OpenIncident},
    },
};
use app::assessment::{Opened, load};
use askama::Template;
use axum::{
    http::StatusCode,
    response::{IntoResponse as _, Redirect},
};
use domain::{
    access::{Permit, View},
    assessment::{NextStep, RoundNo, Standing, TargetState, current_round},
    catalog::{FormKind, ItemId},
    evidence::Expiry,
    facility::VendorContract,
    id::AssessmentId,
    staff::Role,
};
use messages::Value;
use store::ledger::Counts;

#[derive(Template)]
#[template(path = "home/doors.html")]
struct DoorsPage {
    l: Layout,
    /// Whether the institution can still be registered.
    open: bool,
    error: Option<&'static str>,
    seconds: i64,
}

/// An item with a link.
pub(crate) struct ItemLine {
    pub(crate) id: String,
    pub(crate) place: String,
    pub(crate) official: Marked,
    /// 目標日 in words, if it has one.
    pub(crate) target: String,
    /// `overdue`, `near`, `ahead`, `missing`, or empty.
    pub(crate) state: &'static str,
    /// Days past or left, in words.
    pub(crate) days: String,
    pub(crate) note: String,
}

/// The one next thing to do.
pub(crate) struct Next {
    pub(crate) title: String,
    pub(crate) text: String,
    pub(crate) link: String,
    pub(crate) button: String,
    /// The next thing is a form to send (making a pack), not a page to open.
    pub(crate) post: bool,
}

/// Where one sheet stands, in words and pictures.
pub(crate) struct Stand {
    pub(crate) sheet: String,
    pub(crate) title: String,
    pub(crate) year: String,
    pub(crate) round: u8,
    pub(crate) next: Next,
    pub(crate) yes: usize,
    pub(crate) no: usize,
    pub(crate) blank: Vec<ItemLine>,
    pub(crate) open: Vec<ItemLine>,
    pub(crate) overdue: usize,
    pub(crate) without_target: usize,
    pub(crate) filled: usize,
    pub(crate) needed: usize,
    /// Whether the institution's own sheet has every 1回目 answer and date.
    pub(crate) own_met: bool,
    /// Vendors whose sheet has them too, and vendors that need one.
    pub(crate) vendors_met: usize,
    pub(crate) vendors: usize,
    /// There is a contract, and no vendor with one is registered.
    pub(crate) vendors_missing: bool,
    pub(crate) signed_rounds: Vec<u8>,
    pub(crate) changed_rounds: Vec<u8>,
    /// SVG: answers as a bar, rounds, target dates as a line, the formal test as a ring.
    pub(crate) bar: String,
    pub(crate) rounds: String,
    pub(crate) line: String,
    pub(crate) ring: String,
}

impl Stand {
    /// The formal test of the inspection: the institution's form and every vendor's.
    fn formal_met(&self) -> bool {
        self.own_met && self.vendors_met == self.vendors && !self.vendors_missing
    }
}

/// How many vendors handed in.
#[derive(Clone, Copy)]
struct Vendors {
    met: usize,
    all: usize,
    missing: bool,
}

impl Vendors {
    async fn of(cx: &Cx, permit: &Permit<View>, own: &Opened) -> PageResult<Self> {
        let standings = app::vendor::standings(cx.app(), permit, own).await?;
        let contract = own.facility().stated.vendor_contract == VendorContract::Exists;
        let missing = contract && !standings.iter().any(|one| one.vendor.stated.contract);
        Ok(Self { met: standings.iter().filter(|one| one.is_met()).count(), all: standings.len(), missing })
    }

    const fn are_due(self) -> bool {
        self.missing || self.met < self.all
    }
}

#[derive(Template)]
#[template(path = "home/show.html")]
struct HomePage {
    l: Layout,
    stand: Option<Stand>,
    /// Other sheets.
    others: Vec<(String, String)>,
    /// いいえ past their target date, on every sheet.
    overdue: usize,
    /// What is wrong with the contact chart in the hour when it counts.
    chart: usize,
    /// What is wrong with the nightly backups, in sentences.
    backup: Vec<String>,
    /// Evidence that has expired or soon will.
    files: Vec<FileToRenew>,
    /// The ledger in numbers.
    ledger: Counts,
    /// Systems whose last good backup is too old.
    old_backups: Vec<Alarm>,
    /// Incidents that go on.
    incidents: Vec<OpenIncident>,
    /// Why the emergency pack is not written, in a sentence.
    emergency: Option<String>,
}

/// A file whose 有効期限 is near or past.
pub(crate) struct FileToRenew {
    pub(crate) id: String,
    pub(crate) title: String,
    /// `near` or `expired`.
    pub(crate) state: &'static str,
    pub(crate) words: String,
}

#[derive(Template)]
#[template(path = "home/administrator.html")]
struct AdministratorPage {
    l: Layout,
    stand: Option<Stand>,
    administrator: String,
    officer: String,
    /// Round that waits for the signature.
    to_sign: Option<u8>,
}

impl AdministratorPage {
    /// Message key of the duty and the law that it lies in.
    fn duty(&self) -> &'static str {
        match self.l.facility.as_ref().map(|facility| facility.stated.kind.form()) {
            Some(FormKind::Pharmacy) => "home-administrator-duty-pharmacy",
            _ => "home-administrator-duty-medical",
        }
    }
}

/// `GET /`: doors, login, or home.
pub(crate) async fn show(cx: Cx) -> PageResult {
    if cx.actor().is_none() {
        return if app::set_up::is_open(cx.app()).await? {
            doors(&cx, None, 0).await
        } else {
            Ok(Redirect::to("/login").into_response())
        };
    }
    let permit = cx.permit::<View>()?;
    let sheets = store::assessment::list(&cx.app().db, &permit).await?;
    let stand = match sheets.iter().find(|sheet| sheet.vendor.is_none()) {
        Some(sheet) => Some(stand_of(&cx, &permit, sheet.id).await?.0),
        None => None,
    };
    let mut others = Vec::new();
    for sheet in sheets.iter().filter(|sheet| sheet.vendor.is_none()).skip(1) {
        others.push((sheet.id.to_string(), cx.t().year(sheet.fiscal_year)));
    }
    let l = Layout::of(&cx, "home");
    let files = files_to_renew(&cx, &permit).await?;
    let backup = if l.may("manage_staff") { backup_alarm(&cx) } else { Vec::new() };
    let overdue = app::remediation::overdue(cx.app(), &permit).await?;
    let ledger = ledger::counts(&cx).await?;
    let old_backups = alarms(&cx, &permit).await?;
    let chart = app::readiness::contact_chart::standing(cx.app(), &permit).await?.alarms().count();
    let incidents = incident::open_ones(&cx, &permit).await?;
    let emergency = emergency::alarm(&cx).await?;
    html(&HomePage { l, stand, others, overdue, chart, backup, files, ledger, old_backups, incidents, emergency })
}

/// Evidence that has expired or soon will, the longest expired first.
async fn files_to_renew(cx: &Cx, permit: &Permit<View>) -> PageResult<Vec<FileToRenew>> {
    let mut found = Vec::new();
    for one in store::evidence::list(&cx.app().db, permit).await? {
        let expiry = one.stated.expiry(cx.app().today());
        if let Expiry::Near { .. } | Expiry::Expired { .. } = expiry {
            let (state, words) = expiry_words(cx.t(), expiry);
            found.push((
                one.stated.expires_on,
                FileToRenew { id: one.id.to_string(), title: one.stated.title.to_string(), state, words },
            ));
        }
    }
    found.sort_by_key(|(expires, _)| *expires);
    Ok(found.into_iter().map(|(_, file)| file).collect())
}

/// What is wrong with the nightly backups; nothing while they are well, or were never asked for.
fn backup_alarm(cx: &Cx) -> Vec<String> {
    let t = cx.t();
    let Some(alarm) = cx.app().backups.alarm(cx.app().now()) else { return Vec::new() };
    let newest = match alarm.newest {
        Some(at) => t.one("home-backup-newest", "at", t.moment(at)),
        None => t.get("home-backup-none").into_owned(),
    };
    let why = alarm
        .why
        .map(|(why, folder)| t.one(&format!("home-backup-why-{}", why.code()), "folder", folder.display().to_string()));
    [t.get("home-backup-alarm").into_owned(), newest].into_iter().chain(why).collect()
}

/// The first page: two doors.
pub(crate) async fn doors(cx: &Cx, error: Option<&'static str>, seconds: i64) -> PageResult {
    let mut l = Layout::of(cx, "");
    l.csrf = require_token(cx).await?;
    let open = app::set_up::is_open(cx.app()).await?;
    let status = if error.is_some() { StatusCode::FORBIDDEN } else { StatusCode::OK };
    html_with(status, &DoorsPage { l, open, error, seconds })
}

/// `GET /administrator`: the page for the 管理者, in plain words.
pub(crate) async fn administrator(cx: Cx) -> PageResult {
    let permit = cx.permit::<View>()?;
    let sheets = store::assessment::list(&cx.app().db, &permit).await?;
    let roster = store::staff::roster(&cx.app().db, &permit).await?;
    let name = |role| roster.holder(role, cx.app().today()).map(|member| member.name.to_string()).unwrap_or_default();
    let (stand, to_sign) = match sheets.iter().find(|sheet| sheet.vendor.is_none()) {
        Some(sheet) => {
            let (stand, standing) = stand_of(&cx, &permit, sheet.id).await?;
            let to_sign = match standing.next {
                NextStep::Sign(round) | NextStep::SignAgain(round) => Some(round.number()),
                _ => None,
            };
            (Some(stand), to_sign)
        }
        None => (None, None),
    };
    let (administrator, officer) = (name(Role::Administrator), name(Role::SafetyOfficer));
    let l = Layout::of(&cx, "administrator");
    html(&AdministratorPage { l, stand, administrator, officer, to_sign })
}

async fn stand_of(cx: &Cx, permit: &Permit<View>, id: AssessmentId) -> PageResult<(Stand, Standing)> {
    let opened = load(cx.app(), permit, id).await?;
    let standing = opened.standing()?;
    let round = current_round(&opened.sheet()?, &opened.loaded.sign_offs);
    let vendors = Vendors::of(cx, permit, &opened).await?;
    let overdue = standing.targets.iter().filter(|t| matches!(t.2, TargetState::Overdue { .. })).count();
    let stand = Stand {
        sheet: id.to_string(),
        title: title(cx, &opened)?,
        year: cx.t().year(opened.assessment().fiscal_year),
        round: round.number(),
        next: next(cx, &opened, &standing, vendors)?,
        yes: standing.yes.len(),
        no: standing.no.len(),
        blank: lines(cx, &opened, &standing.blank, &standing)?,
        open: open_lines(cx, &opened, &standing)?,
        overdue,
        without_target: standing.without_target.len(),
        filled: standing.formal.filled,
        needed: standing.formal.needed,
        own_met: standing.formal.is_met(),
        vendors_met: vendors.met,
        vendors: vendors.all,
        vendors_missing: vendors.missing,
        signed_rounds: opened.loaded.signed.keys().map(|round| round.number()).collect(),
        changed_rounds: opened.changed_rounds().into_iter().map(RoundNo::number).collect(),
        bar: app::picture::answers(cx.t(), &standing),
        rounds: app::picture::rounds(cx.t(), &opened)?,
        line: app::picture::targets(cx.t(), &opened, &standing),
        ring: app::picture::formal(cx.t(), &standing.formal),
    };
    Ok((stand, standing))
}

/// いいえ: without a target date first, then by target date.
fn open_lines(cx: &Cx, opened: &Opened, standing: &Standing) -> PageResult<Vec<ItemLine>> {
    let dated = standing.targets.iter().map(|(item, ..)| item.clone());
    let items: Vec<ItemId> = standing.without_target.iter().cloned().chain(dated).collect();
    lines(cx, opened, &items, standing)
}

fn lines(cx: &Cx, opened: &Opened, items: &[ItemId], standing: &Standing) -> PageResult<Vec<ItemLine>> {
    let form = opened.form()?;
    let found = items.iter().filter_map(|id| form.item(id)).map(|item| {
        let (state, days) = target_words(cx, standing, &item.id);
        let row = opened.row(&item.id);
        ItemLine {
            id: item.id.to_string(),
            place: place(opened, &item.id),
            official: marked(cx, &item.official, &opened.verification),
            target: row.state.target_date.map(|target| cx.t().short_day(target.day())).unwrap_or_default(),
            state,
            days,
            note: row.state.note.to_string(),
        }
    });
    Ok(found.collect())
}

fn target_words(cx: &Cx, standing: &Standing, item: &ItemId) -> (&'static str, String) {
    let t = cx.t();
    if standing.without_target.contains(item) {
        return ("missing", t.get("home-target-missing").into_owned());
    }
    match standing.targets.iter().find(|(id, ..)| id == item).map(|(.., state)| *state) {
        Some(TargetState::Overdue { days }) => ("overdue", t.one("home-target-overdue", "days", days)),
        Some(TargetState::Near { days }) => ("near", t.one("home-target-near", "days", days)),
        Some(TargetState::Ahead { days }) => ("ahead", t.one("home-target-ahead", "days", days)),
        None => ("", String::new()),
    }
}

fn next(cx: &Cx, opened: &Opened, standing: &Standing, vendors: Vendors) -> PageResult<Next> {
    let t = cx.t();
    let id = opened.assessment().id;
    let item_link = |item: &ItemId, round: RoundNo| format!("/assessments/{id}?round={}#{item}", round.number());
    let sign_link = |round: RoundNo| format!("/assessments/{id}/rounds/{}/sign-off", round.number());
    let round = current_round(&opened.sheet()?, &opened.loaded.sign_offs);
    let (key, item, link, number) = match &standing.next {
        NextStep::Answer(item, round) => ("answer", Some(item), item_link(item, *round), round.number()),
        NextStep::SetTargetDate(item) => ("set-target", Some(item), item_link(item, RoundNo::First), 1),
        NextStep::Sign(round) => ("sign", None, sign_link(*round), round.number()),
        NextStep::SignAgain(round) => ("sign-again", None, sign_link(*round), round.number()),
        NextStep::Overdue(item, round) => ("overdue", Some(item), item_link(item, *round), round.number()),
        // The own sheet is complete: the vendors' sheets come before improvements and paper.
        NextStep::WorkOn(_) | NextStep::MakePack if vendors.are_due() => ("vendors", None, "/vendors".to_owned(), 0),
        NextStep::WorkOn(item) => ("work-on", Some(item), item_link(item, round), round.number()),
        NextStep::MakePack => ("make-pack", None, format!("/assessments/{id}/packs"), 0),
    };
    let place = item.map(|item| place(opened, item)).unwrap_or_default();
    let args = [("place", Value::from(place)), ("round", Value::from(number))];
    Ok(Next {
        title: t.with(&format!("home-next-{key}-title"), &args),
        text: t.with(&format!("home-next-{key}-text"), &args),
        button: t.with(&format!("home-next-{key}-button"), &args),
        link,
        post: key == "make-pack",
    })
}
