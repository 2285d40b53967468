//! 切断手順: as a person wrote it, or proposed from the ledger as a start.

use super::{Known, Lines, NetworkView, OutsideLine, network_view, outside_lines};
use crate::{App, AppError, words::T};
use domain::{
    access::{Permit, View},
    network::{Checked, Net, NetDevice, OutsideKey, Part, Target},
    staff::Role,
    vendor::{Line, Vendor},
};
use std::collections::{BTreeMap, BTreeSet};
use store::{
    StoreError,
    ledger::{Filter, Scope},
    network::ProcedureVersion,
    staff::Roster,
};

/// Lines that a proposal has in one part at most: what a person can check in one go.
const MOST: usize = 24;
/// Departments that are named with how many devices they have.
const DEPARTMENTS: usize = 8;

/// A procedure to show.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProcedureView {
    /// What it is for.
    pub target: Target,
    /// Its name in words: the house, or the system.
    pub name: String,
    /// Lines of each part that has any, in order.
    pub parts: Vec<(Part, Vec<String>)>,
    /// What the ledger proposes, where a person wrote something else.
    pub proposal: Vec<(Part, Vec<String>)>,
    /// Whether a person wrote it. What nobody wrote is a proposal.
    pub is_written: bool,
    /// When and by whom it was checked on the spot.
    pub checked: Option<Checked>,
    /// Versions, newest first.
    pub versions: Vec<ProcedureVersion>,
}

impl ProcedureView {
    /// Where it stands, in words: proposed, written, or checked when and by whom.
    #[must_use]
    pub fn status(&self, t: T) -> String {
        procedure_status(t, self.is_written, self.checked.as_ref())
    }

    /// Lines of a part.
    #[must_use]
    pub fn lines(&self, part: Part) -> &[String] {
        self.parts.iter().find(|(one, _)| *one == part).map(|(_, lines)| lines.as_slice()).unwrap_or_default()
    }
}

/// Where a procedure stands, in words.
#[must_use]
pub fn procedure_status(t: T, is_written: bool, checked: Option<&Checked>) -> String {
    match checked {
        Some(checked) => {
            let args = [("day", t.short_day(checked.on).into()), ("by", checked.by.to_string().into())];
            t.with("network-cut-checked", &args)
        }
        None if is_written => t.get("network-cut-unchecked").into_owned(),
        None => t.get("network-cut-proposed").into_owned(),
    }
}

/// The house, and every registered system by name.
///
/// # Errors
/// When the database can't be read.
pub async fn targets(app: &App, view: &Permit<View>, t: T) -> Result<Vec<(Target, String)>, AppError> {
    let systems = store::ledger::systems(&app.db, view).await?;
    let house = (Target::House, t.get("network-cut-house").into_owned());
    let system = systems.iter().map(|one| (Target::System(one.id), one.stated.name.to_string()));
    Ok(std::iter::once(house).chain(system).collect())
}

/// What a target is called.
///
/// # Errors
/// [`StoreError::NotFound`] for a system that is not registered.
pub async fn target_name(app: &App, view: &Permit<View>, t: T, target: Target) -> Result<String, AppError> {
    let all = targets(app, view, t).await?;
    let found = all.into_iter().find(|(one, _)| *one == target);
    found.map(|(_, name)| name).ok_or_else(|| StoreError::NotFound.into())
}

/// One procedure with its proposal.
///
/// # Errors
/// [`StoreError::NotFound`] for a system that is not registered.
pub async fn procedure_view(app: &App, view: &Permit<View>, t: T, target: Target) -> Result<ProcedureView, AppError> {
    let name = target_name(app, view, t, target).await?;
    let versions = store::network::versions(&app.db, view, target).await?;
    let proposal = propose(app, view, t, target).await?;
    let written = versions.first().map(|version| &version.procedure.stated);
    let lines = written.map(|stated| {
        let lines = |part: Part| stated.lines(part).iter().map(ToString::to_string).collect::<Vec<_>>();
        Part::ALL.into_iter().map(|part| (part, lines(part))).filter(|(_, lines)| !lines.is_empty()).collect()
    });
    Ok(ProcedureView {
        target,
        name,
        is_written: written.is_some(),
        checked: written.and_then(|stated| stated.checked.clone()),
        parts: lines.unwrap_or_else(|| proposal.clone()),
        proposal,
        versions,
    })
}

/// What the ledger proposes: a start for a person, never more.
async fn propose(app: &App, view: &Permit<View>, t: T, target: Target) -> Result<Vec<(Part, Vec<String>)>, AppError> {
    let known = Known::load(app, view).await?;
    let lines = outside_lines(app, view, t).await?;
    let network = network_view(app, view, t).await?;
    let roster = store::staff::roster(&app.db, view).await?;
    let backups = backups(app, view).await?;
    let devices = match target {
        Target::House => Vec::new(),
        Target::System(id) => {
            let used = store::ledger::used_names(&app.db, view).await?;
            let names = used.into_iter().map(|one| one.words);
            let names = names.filter(|words| known.system_of(words).is_some_and(|one| one.id == id)).collect();
            store::ledger::net_devices(&app.db, view, &Scope::Systems(names)).await?
        }
    };
    let proposer =
        Proposer { app, t, target, known: &known, lines: &lines, network: &network, devices: &devices, backups };
    let parts = Part::ALL.into_iter().map(|part| (part, proposer.part(part, &roster)));
    Ok(parts.filter(|(_, lines)| !lines.is_empty()).map(|(part, lines)| (part, cut_off(t, lines))).collect())
}

/// Not more lines than a person reads, none longer than one that can be written.
fn cut_off(t: T, mut lines: Vec<String>) -> Vec<String> {
    for line in &mut lines {
        if line.chars().count() > Line::MAX {
            *line = line.chars().take(Line::MAX - 1).chain(['…']).collect();
        }
    }
    let rest = lines.len().saturating_sub(MOST);
    if rest > 0 {
        lines.truncate(MOST);
        lines.push(t.one("network-cut-rest", "count", rest));
    }
    lines
}

/// Devices that are called a backup or a NAS.
async fn backups(app: &App, view: &Permit<View>) -> Result<Vec<NetDevice>, AppError> {
    let mut ids = BTreeSet::new();
    for word in ["バックアップ", "backup", "NAS"] {
        let folded = domain::search::Query::parse(word).map(|query| query.words().to_vec()).unwrap_or_default();
        let filter = Filter { words: folded, listed: Some(true), kind: Some("server".to_owned()), ..Filter::default() };
        let (found, _) = store::ledger::list(&app.db, view, &filter, MOST, 0).await?;
        ids.extend(found.iter().map(|one| domain::ledger::order_key(domain::ledger::device_name(&one.shown))));
    }
    let names = ids.into_iter().collect();
    Ok(store::ledger::net_devices(&app.db, view, &Scope::Named(names)).await?)
}

struct Proposer<'a> {
    app: &'a App,
    t: T,
    target: Target,
    known: &'a Known,
    lines: &'a Lines,
    network: &'a NetworkView,
    devices: &'a [NetDevice],
    backups: Vec<NetDevice>,
}

impl Proposer<'_> {
    fn part(&self, part: Part, roster: &Roster) -> Vec<String> {
        let t = self.t;
        match part {
            Part::Terminal => ["unplug", "wifi", "power", "call"]
                .map(|step| t.code("network-cut-terminal", step).into_owned())
                .to_vec(),
            Part::Decide => self.decide(roster),
            Part::Backup => self.backup(),
            Part::Outside => self.outside(),
            Part::Border => self.border(),
            Part::Devices => {
                self.devices.iter().filter(|one| is_server_side(one)).map(|one| self.unplug(one)).collect()
            }
            Part::Stops => self.stops(),
            Part::Tell => self.tell(),
        }
    }

    fn decide(&self, roster: &Roster) -> Vec<String> {
        let today = self.app.today();
        let roles = [Role::SafetyOfficer, Role::Administrator];
        let said = roles.into_iter().filter_map(|role| {
            let name = roster.holder(role, today)?.name.to_string();
            let title = self.t.code("staff-role", role.code()).into_owned();
            Some(self.t.with("network-cut-decider", &[("role", title.into()), ("name", name.into())]))
        });
        let said: Vec<String> = said.collect();
        if said.is_empty() { vec![self.t.get("network-cut-nobody-decides").into_owned()] } else { said }
    }

    /// 「VPN装置（本館 1階 サーバ室）」.
    fn at(&self, name: &str, place: &str) -> String {
        let place = if place.is_empty() { self.t.get("network-place-unknown").into_owned() } else { place.to_owned() };
        self.t.with("network-cut-at", &[("name", name.into()), ("place", place.into())])
    }

    fn unplug(&self, device: &NetDevice) -> String {
        let addresses: Vec<String> = device.addresses.iter().map(ToString::to_string).collect();
        let at = self.at(&device.name, &device.place);
        if addresses.is_empty() {
            return self.t.one("network-cut-unplug", "at", at);
        }
        self.t.with("network-cut-unplug-address", &[("at", at.into()), ("address", addresses.join(" ").into())])
    }

    fn backup(&self) -> Vec<String> {
        let nets = self.network.nets.iter().filter(|net| net.segment.as_ref().is_some_and(|one| one.backup));
        let mut said: Vec<String> = nets
            .map(|net| {
                let name = net.segment.as_ref().map(|one| one.name.to_string()).unwrap_or_default();
                let joints = self.joint_names(&net.joints);
                let name = format!("{name}（{}）", net.net);
                self.t.with("network-cut-backup-net", &[("net", name.into()), ("joints", joints.into())])
            })
            .collect();
        said.extend(self.backups.iter().map(|device| self.unplug(device)));
        if said.is_empty() { vec![self.t.get("network-cut-backup-unknown").into_owned()] } else { said }
    }

    fn joint_names(&self, letters: &[String]) -> String {
        let joints = self.network.joints.iter();
        let joints = joints.filter(|joint| joint.nets.len() > 1 && letters.contains(&joint.letter));
        let names: Vec<String> = joints.map(|joint| self.at(&joint.name, &joint.place)).collect();
        if names.is_empty() { self.t.get("network-unknown").into_owned() } else { names.join(self.comma()) }
    }

    fn comma(&self) -> &'static str {
        if self.t.is_ja() { "、" } else { ", " }
    }

    /// Lines to the outside: of the house all of them, of a system its own.
    fn outside(&self) -> Vec<String> {
        let own: BTreeSet<_> = self.devices.iter().filter_map(|one| one.id).collect();
        let vendor = self.vendor().map(|one| one.id);
        let counts = |line: &&OutsideLine| match (self.target, line.key) {
            (Target::House, _) => true,
            (_, OutsideKey::Device(id)) => own.contains(&id),
            (_, OutsideKey::Access(_)) => {
                line.vendor.as_ref().map(|(id, _)| *id) == vendor && vendor.is_some()
                    || line.devices.iter().any(|(id, _)| own.contains(id))
            }
        };
        let said = self.lines.accesses.iter().chain(&self.lines.devices).filter(counts).map(|line| self.cut(line));
        let mut said: Vec<String> = said.collect();
        if self.target == Target::House && self.lines.unsaid > 0 {
            said.push(self.t.one("network-cut-unsaid", "count", self.lines.unsaid));
        }
        if said.is_empty() { vec![self.t.get("network-cut-no-line").into_owned()] } else { said }
    }

    fn cut(&self, line: &OutsideLine) -> String {
        let devices: Vec<&str> = line.devices.iter().map(|(_, name)| name.as_str()).collect();
        let name = if devices.is_empty() { line.name.clone() } else { devices.join(self.comma()) };
        let at = self.at(&name, &line.place);
        let what = if line.devices.is_empty() {
            line.what.clone()
        } else {
            let vendor = line.vendor.as_ref().map(|(_, name)| name.clone()).unwrap_or_default();
            self.t.with("network-line-access", &[("vendor", vendor.into()), ("target", line.name.clone().into())])
        };
        let how =
            if line.cut.is_empty() { self.t.get("network-cut-how-unknown").into_owned() } else { line.cut.clone() };
        self.t.with("network-cut-line", &[("at", at.into()), ("what", what.into()), ("how", how.into())])
    }

    /// Devices that join segments: of the house all, of a system those of its segments.
    fn border(&self) -> Vec<String> {
        let mut addresses = self.devices.iter().flat_map(|one| one.addresses.iter().copied()).collect::<Vec<_>>();
        addresses.dedup();
        let ours = |net: &Net| self.target == Target::House || addresses.iter().any(|one| net.net.contains(one));
        let letters: BTreeSet<&String> =
            self.network.nets.iter().filter(|net| ours(&net.of)).flat_map(|net| &net.joints).collect();
        let joints = self.network.joints.iter().filter(|one| one.nets.len() > 1 && letters.contains(&one.letter));
        let said: Vec<String> = joints
            .map(|joint| {
                let at = self.at(&joint.name, &joint.place);
                let nets = joint.nets.join(self.comma());
                self.t.with("network-cut-border", &[("at", at.into()), ("nets", nets.into())])
            })
            .collect();
        if said.is_empty() { vec![self.t.get("network-cut-border-unknown").into_owned()] } else { said }
    }

    fn stops(&self) -> Vec<String> {
        let t = self.t;
        if self.target == Target::House {
            let accesses =
                self.lines.accesses.iter().map(|line| t.one("network-cut-stops-access", "target", line.name.clone()));
            return std::iter::once(t.get("network-cut-stops-internet").into_owned()).chain(accesses).collect();
        }
        let mut departments: BTreeMap<&str, usize> = BTreeMap::new();
        for device in self.devices.iter().filter(|one| !is_server_side(one)) {
            *departments.entry(device.department.as_str()).or_default() += 1;
        }
        let terminals: usize = departments.values().sum();
        let mut departments: Vec<(&str, usize)> =
            departments.into_iter().filter(|(name, _)| !name.is_empty()).collect();
        departments.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        let named: Vec<String> = departments
            .iter()
            .take(DEPARTMENTS)
            .map(|(name, count)| {
                t.with("network-cut-department", &[("name", (*name).into()), ("count", (*count).into())])
            })
            .collect();
        if terminals == 0 {
            return vec![t.get("network-cut-stops-unknown").into_owned()];
        }
        let args = [("count", terminals.into()), ("departments", named.join(self.comma()).into())];
        vec![t.with("network-cut-stops-terminals", &args)]
    }

    fn vendor(&self) -> Option<&Vendor> {
        match self.target {
            Target::House => None,
            Target::System(id) => {
                let vendor = self.known.system(id).and_then(|one| one.stated.vendor);
                vendor.and_then(|id| self.known.vendor(id))
            }
        }
    }

    fn tell(&self) -> Vec<String> {
        let own: Vec<&Vendor> = match self.target {
            Target::House => {
                let lines = self.lines.accesses.iter().chain(&self.lines.devices);
                let ids: BTreeSet<_> = lines.filter_map(|line| line.vendor.as_ref()).map(|(id, _)| *id).collect();
                ids.into_iter().filter_map(|id| self.known.vendor(id)).collect()
            }
            Target::System(_) => self.vendor().into_iter().collect(),
        };
        let said = own.into_iter().map(|vendor| {
            let calls = self.known.calls(vendor).join(self.comma());
            let calls = if calls.is_empty() { self.t.get("network-unknown").into_owned() } else { calls };
            self.t
                .with("network-cut-tell", &[("vendor", vendor.stated.name.to_string().into()), ("calls", calls.into())])
        });
        std::iter::once(self.t.get("network-cut-tell-inside").into_owned()).chain(said).collect()
    }
}

/// Whether cutting a device cuts the system, and not one place where it is used.
fn is_server_side(device: &NetDevice) -> bool {
    use domain::ledger::DeviceKind::{Network, Server};
    matches!(device.kind, Some(Server | Network))
}
