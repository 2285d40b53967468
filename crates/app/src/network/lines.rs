//! 外部接続機器リスト: every device with a line to the outside, and every registered way in.

use super::{Known, grounds::with_named};
use crate::{App, AppError, words::T};
use domain::{
    access::{Permit, View},
    id::{DeviceId, VendorId},
    network::{AccessAt, NetDevice, OutsideKey, is_answered},
    vendor::remote_access::RemoteAccess,
};
use std::collections::BTreeMap;
use store::ledger::Scope;

/// One line to the outside. Texts are empty where nobody knows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutsideLine {
    /// Which.
    pub key: OutsideKey,
    /// Name of the device, or what the way in leads to.
    pub name: String,
    /// 資産番号 and addresses of a device.
    pub about: String,
    /// Where it stands.
    pub place: String,
    /// Who answers for it in the house.
    pub owner: String,
    /// What the line is.
    pub what: String,
    /// The registered vendor.
    pub vendor: Option<(VendorId, String)>,
    /// The vendor in the ledger's words, where no registered one has that name.
    pub vendor_words: String,
    /// Whom to call there.
    pub calls: Vec<String>,
    /// How it is cut, as somebody said.
    pub cut: String,
    /// Devices by which a way in comes in, or to which it leads.
    pub devices: Vec<(DeviceId, String)>,
    /// Whether a registered way in or a registered vendor stands behind it.
    pub is_answered: bool,
}

/// Everything that leads out of the house.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Lines {
    /// Devices of the ledger; those that nobody answers for first.
    pub devices: Vec<OutsideLine>,
    /// Registered ways in.
    pub accesses: Vec<OutsideLine>,
    /// Devices of which nobody said whether they have one.
    pub unsaid: usize,
}

/// Reads it all.
///
/// # Errors
/// When the database can't be read.
pub async fn outside_lines(app: &App, view: &Permit<View>, t: T) -> Result<Lines, AppError> {
    let known = Known::load(app, view).await?;
    let found = store::ledger::net_devices(&app.db, view, &Scope::Outside).await?;
    let outside = found.len();
    let devices = with_named(app, view, found, &known.accesses).await?;
    let accesses: Vec<AccessAt> = known.accesses.iter().map(|one| AccessAt::of(one.clone(), &devices)).collect();
    let cuts = store::network::cuts(&app.db, view).await?;
    let reader = Reader { t, known: &known, devices: &devices, cuts: &cuts };
    let own = devices.iter().enumerate().take(outside);
    let mut lines: Vec<OutsideLine> = own.filter_map(|(at, device)| reader.device(at, device, &accesses)).collect();
    lines.sort_by_key(|line| line.is_answered);
    Ok(Lines {
        devices: lines,
        accesses: known.accesses.iter().zip(&accesses).map(|(one, at)| reader.access(one, at)).collect(),
        unsaid: store::ledger::unsaid(&app.db, view).await?,
    })
}

struct Reader<'a> {
    t: T,
    known: &'a Known,
    devices: &'a [NetDevice],
    cuts: &'a BTreeMap<OutsideKey, String>,
}

impl Reader<'_> {
    fn device(&self, at: usize, device: &NetDevice, accesses: &[AccessAt]) -> Option<OutsideLine> {
        let id = device.id?;
        let key = OutsideKey::Device(id);
        let registered = self.known.vendor_of(device);
        // Without a vendor of its own, the one whose registered way in leads through it.
        let through = accesses.iter().find(|one| one.by.contains(&at) || one.to.contains(&at));
        let through = through.and_then(|one| one.access.as_ref()).and_then(|one| self.known.vendor(one.stated.vendor));
        let vendor = registered.or(through);
        let addresses = device.addresses.iter().map(ToString::to_string);
        let about: Vec<String> =
            [device.asset.clone()].into_iter().filter(|text| !text.is_empty()).chain(addresses).collect();
        Some(OutsideLine {
            key,
            name: device.name.clone(),
            about: about.join(" "),
            place: device.place.clone(),
            owner: [device.department.as_str(), device.owner.as_str()].join(" ").trim().to_owned(),
            what: line_words(self.t, device),
            vendor: vendor.map(|one| (one.id, one.stated.name.to_string())),
            vendor_words: if vendor.is_none() { device.vendor.clone() } else { String::new() },
            calls: vendor.map(|one| self.known.calls(one)).unwrap_or_default(),
            cut: self.cuts.get(&key).cloned().unwrap_or_default(),
            devices: Vec::new(),
            is_answered: is_answered(at, registered.map(|one| one.id), accesses),
        })
    }

    fn access(&self, access: &RemoteAccess, at: &AccessAt) -> OutsideLine {
        let key = OutsideKey::Access(access.id);
        let named = if at.by.is_empty() { &at.to } else { &at.by };
        let devices: Vec<&NetDevice> = named.iter().filter_map(|at| self.devices.get(*at)).collect();
        let vendor = self.known.vendor(access.stated.vendor);
        let place: Vec<&str> = devices.iter().map(|one| one.place.as_str()).filter(|place| !place.is_empty()).collect();
        OutsideLine {
            key,
            name: access.stated.target.to_string(),
            about: String::new(),
            place: place.join(" / "),
            owner: devices.first().map(|one| one.owner.clone()).unwrap_or_default(),
            what: access_words(self.t, access),
            vendor: vendor.map(|one| (one.id, one.stated.name.to_string())),
            vendor_words: String::new(),
            calls: vendor.map(|one| self.known.calls(one)).unwrap_or_default(),
            cut: self.cuts.get(&key).cloned().unwrap_or_default(),
            devices: devices.iter().filter_map(|one| Some((one.id?, one.name.clone()))).collect(),
            is_answered: !devices.is_empty(),
        }
    }
}

/// What a device's line is, in words.
pub(super) fn line_words(t: T, device: &NetDevice) -> String {
    let words = device.line.as_deref().filter(|words| !words.is_empty()).map(str::to_owned);
    let internet = (device.internet == Some(true)).then(|| t.get("network-internet").into_owned());
    let both: Vec<String> = match (internet, words) {
        (Some(internet), Some(words)) if internet == words => vec![words],
        (internet, words) => internet.into_iter().chain(words).collect(),
    };
    both.join(" · ")
}

/// What a registered way in is: by what means, through what, how it is opened.
pub(super) fn access_words(t: T, access: &RemoteAccess) -> String {
    let stated = &access.stated;
    let mut said: Vec<String> =
        stated.means.iter().map(|means| t.code("remote-means", means.code()).into_owned()).collect();
    said.extend(stated.means_words.iter().map(ToString::to_string));
    said.extend(stated.gateway.iter().map(ToString::to_string));
    if stated.opening.code() == "always_on" {
        said.push(t.code("remote-opening", "always_on").into_owned());
    }
    said.join(" · ")
}
