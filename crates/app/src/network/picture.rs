//! The network in words, and drawn: segments, what joins them, lines to the outside with the device at which they come in.

use super::{Known, lines::access_words};
use crate::{App, AppError, words::T};
use domain::{
    access::{Permit, View},
    id::DeviceId,
    journal::Seq,
    network::{AccessAt, Joint, KindCounts, MapLine, Net, NetDevice, NetworkMap, Segment, Segments, Way, draw},
};
use report::picture::{BarStyle, NetworkBar, NetworkLabels, NetworkPicture, joint_letter, network};
use std::collections::BTreeSet;
use store::ledger::Scope;

/// A device by which bars are joined, as the table beside the picture names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JointLine {
    /// Its letter in the picture.
    pub letter: String,
    /// Which device.
    pub id: Option<DeviceId>,
    /// Name.
    pub name: String,
    /// Kind in words.
    pub kind: String,
    /// Where it stands.
    pub place: String,
    /// Its addresses.
    pub addresses: String,
    /// Segments in which it has an address.
    pub nets: Vec<String>,
}

/// A segment in the table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NetRow {
    /// Addresses in CIDR.
    pub net: String,
    /// Which segment.
    pub of: Net,
    /// As a person named it; `None` for a guess.
    pub segment: Option<Segment>,
    /// Devices by kind, in words.
    pub kinds: String,
    /// How many in all.
    pub devices: usize,
    /// How many of them have a line to the outside.
    pub outside: usize,
    /// Letters of the devices that join it to others.
    pub joints: Vec<String>,
}

/// A line to the outside in the table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LineRow {
    /// What it is.
    pub name: String,
    /// More of it.
    pub words: String,
    /// Letters of the devices at which it comes in; empty where nobody knows.
    pub joints: Vec<String>,
    /// Further devices that have it.
    pub others: usize,
}

/// The network to show.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NetworkView {
    /// Sheets of the picture, as SVG.
    pub sheets: Vec<String>,
    /// What it shows in one sentence.
    pub description: String,
    /// Lines to the outside.
    pub lines: Vec<LineRow>,
    /// Segments.
    pub nets: Vec<NetRow>,
    /// Devices that join them.
    pub joints: Vec<JointLine>,
    /// Devices of which nobody knows where they are, by kind in words; and how many.
    pub unplaced: (String, usize),
    /// Segments as a person named them.
    pub segments: Segments,
    /// An edit of them stands on it.
    pub version: Seq,
}

/// Reads the network and draws it.
///
/// # Errors
/// When the database can't be read.
pub async fn network_view(app: &App, view: &Permit<View>, t: T) -> Result<NetworkView, AppError> {
    let known = Known::load(app, view).await?;
    let devices = store::ledger::net_devices(&app.db, view, &Scope::All).await?;
    let named = store::network::segments(&app.db, view).await?;
    let work = move || view_of(t, &known, &devices, named.segments, named.version);
    // Thousands of devices: beside the pages.
    tokio::task::spawn_blocking(work).await.map_err(|error| AppError::Internal(error.to_string()))
}

fn view_of(t: T, known: &Known, devices: &[NetDevice], segments: Segments, version: Seq) -> NetworkView {
    let accesses: Vec<AccessAt> = known.accesses.iter().map(|one| AccessAt::of(one.clone(), devices)).collect();
    let map = draw(devices, &segments, &accesses);
    let writer = Writer { t, known, devices, segments: &segments, map: &map, accesses: &accesses };
    let description = writer.description();
    let sheets = network(&writer.picture(&description));
    NetworkView {
        sheets,
        lines: map.lines.iter().map(|line| writer.line(line)).collect(),
        nets: map.nets.iter().enumerate().map(|(at, net)| writer.net(at, net)).collect(),
        joints: map.joints.iter().enumerate().map(|(at, joint)| writer.joint(at, joint)).collect(),
        unplaced: (writer.kinds(&map.unplaced), map.unplaced.total()),
        description,
        version,
        segments,
    }
}

struct Writer<'a> {
    t: T,
    known: &'a Known,
    devices: &'a [NetDevice],
    segments: &'a Segments,
    map: &'a NetworkMap,
    accesses: &'a [AccessAt],
}

impl Writer<'_> {
    fn description(&self) -> String {
        let map = self.map;
        let guessed = map.nets.iter().filter(|net| net.named.is_none()).count();
        self.t.with(
            "network-picture-description",
            &[
                ("nets", map.nets.len().into()),
                ("guessed", guessed.into()),
                ("lines", map.lines.len().into()),
                ("joints", map.joints.len().into()),
                ("devices", map.devices.into()),
                ("unplaced", map.unplaced.total().into()),
            ],
        )
    }

    /// サーバ 2 · 端末PC 30.
    fn kinds(&self, counts: &KindCounts) -> String {
        let kind = |(kind, count): (Option<domain::ledger::DeviceKind>, usize)| {
            let name =
                kind.map_or_else(|| self.t.get("ledger-kind-none"), |one| self.t.code("ledger-kind", one.code()));
            format!("{name} {count}")
        };
        let said: Vec<String> = counts.by_kind().map(kind).collect();
        if said.is_empty() { self.t.get("network-no-device").into_owned() } else { said.join(" · ") }
    }

    fn device(&self, joint: &Joint) -> Option<&NetDevice> {
        self.devices.get(joint.device)
    }

    fn segment(&self, net: &Net) -> Option<&Segment> {
        net.named.and_then(|at| self.segments.all().get(at))
    }

    fn net_name(&self, net: &Net) -> String {
        self.segment(net).map_or_else(|| net.net.to_string(), |one| one.name.to_string())
    }

    fn joint(&self, at: usize, joint: &Joint) -> JointLine {
        let device = self.device(joint).cloned().unwrap_or_default();
        let kind = device.kind.map(|kind| self.t.code("ledger-kind", kind.code()).into_owned());
        let addresses: Vec<String> = device.addresses.iter().map(ToString::to_string).collect();
        let nets = joint.nets.iter().filter_map(|net| self.map.nets.get(*net));
        JointLine {
            letter: joint_letter(at),
            id: device.id,
            name: device.name,
            kind: kind.unwrap_or_default(),
            place: device.place,
            addresses: addresses.join(" "),
            nets: nets.map(|net| self.net_name(net)).collect(),
        }
    }

    fn letters(joints: &BTreeSet<usize>) -> Vec<String> {
        joints.iter().map(|at| joint_letter(*at)).collect()
    }

    fn net_joints(&self, at: usize) -> BTreeSet<usize> {
        let joints = self.map.joints.iter().enumerate();
        joints.filter(|(_, joint)| joint.nets.contains(&at)).map(|(at, _)| at).collect()
    }

    fn net(&self, at: usize, net: &Net) -> NetRow {
        NetRow {
            net: net.net.to_string(),
            of: net.clone(),
            segment: self.segment(net).cloned(),
            kinds: self.kinds(&net.counts),
            devices: net.counts.total(),
            outside: net.outside,
            joints: Self::letters(&self.net_joints(at)),
        }
    }

    /// What a line is called, and more of it.
    fn line_name(&self, line: &MapLine) -> (String, String) {
        match &line.way {
            Way::Internet => (self.t.get("network-internet").into_owned(), String::new()),
            Way::Words(words) => (words.clone(), self.t.get("network-line-of-devices").into_owned()),
            Way::Access(at) => {
                let access = self.accesses.get(*at).and_then(|one| one.access.as_ref());
                let vendor = access.and_then(|one| self.known.vendor(one.stated.vendor));
                let name = vendor.map(|one| one.stated.name.to_string()).unwrap_or_default();
                let target = access.map(|one| one.stated.target.to_string()).unwrap_or_default();
                let words = access.map(|one| access_words(self.t, one)).unwrap_or_default();
                let name = self.t.with("network-line-access", &[("vendor", name.into()), ("target", target.into())]);
                (name, words)
            }
        }
    }

    fn line(&self, line: &MapLine) -> LineRow {
        let (name, words) = self.line_name(line);
        LineRow { name, words, joints: Self::letters(&line.joints), others: line.others }
    }

    fn line_bar(&self, line: &MapLine) -> NetworkBar {
        let (name, words) = self.line_name(line);
        let unknown =
            (line.joints.is_empty() && line.others == 0).then(|| self.t.get("network-entrance-unknown").into_owned());
        let others = (line.others > 0).then(|| self.t.one("network-line-others", "count", line.others));
        let words = unknown.into_iter().chain(others).chain(Some(words).filter(|words| !words.is_empty()));
        NetworkBar {
            style: BarStyle::Outside,
            name,
            words: words.collect::<Vec<_>>().join(" · "),
            joints: line.joints.clone(),
        }
    }

    fn net_bar(&self, at: usize, net: &Net) -> NetworkBar {
        let segment = self.segment(net);
        let vlan = segment.and_then(|one| one.vlan).map(|vlan| format!(" (VLAN {vlan})")).unwrap_or_default();
        let (style, name) = match segment {
            Some(one) => (BarStyle::Named, format!("{}{vlan}", one.name)),
            None => (BarStyle::Guessed, self.t.one("network-guessed", "net", net.net.to_string())),
        };
        let outside = (net.outside > 0).then(|| self.t.one("network-net-outside", "count", net.outside));
        let address = segment.map(|one| one.net.to_string());
        let words = address.into_iter().chain([self.kinds(&net.counts)]).chain(outside);
        NetworkBar { style, name, words: words.collect::<Vec<_>>().join(" · "), joints: self.net_joints(at) }
    }

    fn picture(&self, description: &str) -> NetworkPicture {
        let (map, t) = (self.map, self.t);
        let mut bars: Vec<NetworkBar> = map.lines.iter().map(|line| self.line_bar(line)).collect();
        bars.extend(map.nets.iter().enumerate().map(|(at, net)| self.net_bar(at, net)));
        if map.unplaced.total() > 0 {
            bars.push(NetworkBar {
                style: BarStyle::Unknown,
                name: t.one("network-unplaced", "count", map.unplaced.total()),
                words: self.kinds(&map.unplaced),
                joints: BTreeSet::new(),
            });
        }
        let joint = |joint: &Joint| {
            let device = self.device(joint).cloned().unwrap_or_default();
            if device.place.is_empty() { device.name } else { format!("{}（{}）", device.name, device.place) }
        };
        let word = |key: &str| t.get(key).into_owned();
        NetworkPicture {
            bars,
            joints: map.joints.iter().map(joint).collect(),
            labels: NetworkLabels {
                title: word("network-title"),
                description: description.to_owned(),
                sections: ["network-section-outside", "network-section-inside", "network-section-unknown"].map(word),
                joints: word("network-joints"),
                frames: [
                    "network-frame-outside",
                    "network-frame-named",
                    "network-frame-guessed",
                    "network-frame-unknown",
                ]
                .map(word),
                dot: word("network-dot"),
            },
        }
    }
}
