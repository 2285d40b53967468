//! The ways in of the sample hospital's vendors. All addresses are those that documents use (RFC 5737).

use super::{Cast, Who, internal};
use crate::AppError;
use domain::{
    id::VendorId,
    journal::Seq,
    vendor::{
        Line,
        remote_access::{
            ConfirmationText, RemoteAccess, RemoteAccessDraft, RemoteAccessText, RemoteConfirmation,
            RemoteConfirmationDraft, SeenAccess,
        },
    },
};
use store::vendor::remote_access as register;
use time::{Date, macros::date};

/// The day on which the register was begun, from the papers that had come.
const RECORDED_ON: Date = date!(2024 - 06 - 14);

/// A way in: whose, to what, by what, from where, through what, when, two factors, opening.
struct Way(usize, &'static str, &'static [&'static str], &'static str, &'static str, [&'static str; 4]);

const WAYS: [Way; 3] = [
    Way(
        0,
        "電子カルテサーバ（2台）",
        &["vpn", "rdp"],
        "",
        "203.0.113.16-203.0.113.19",
        ["VPN装置（サーバ室）", "平日9時から17時。前の日までに連絡", "yes", "on_request"],
    ),
    Way(
        2,
        "画像サーバ（PACS）",
        &["vpn", "support_tool"],
        "TeamViewer",
        "198.51.100.40",
        ["", "", "unknown", "on_request"],
    ),
    Way(4, "検体検査装置の制御PC", &["own_line"], "モバイルルータ", "anywhere", ["", "", "no", "always_on"]),
];

/// What a vendor said on paper: whose, on which day, who.
struct Said(usize, &'static str, Date, &'static str);

const SAID: [Said; 6] = [
    Said(0, "2024-05-22", date!(2024 - 05 - 22), "大野 陽子"),
    Said(1, "2024-05-22", date!(2024 - 05 - 22), "川端 修"),
    Said(2, "2024-05-23", date!(2024 - 05 - 23), "長谷川 恵"),
    Said(3, "2024-05-24", date!(2024 - 05 - 24), "村井 亮"),
    Said(4, "2024-05-27", date!(2024 - 05 - 27), "平田 進"),
    Said(5, "2024-05-27", date!(2024 - 05 - 27), "野村 幸"),
];

/// What the PACS vendor told later: its record differs from what it confirmed.
const TOLD_LATER: &str = "VPN装置（サーバ室）。TeamViewerは、VPNが使えないときだけ";

impl Cast {
    /// Records the ways in, and which vendors confirmed theirs.
    pub(super) async fn record_remote_access(&self, vendors: &[VendorId]) -> Result<(), AppError> {
        let vendor = |at: usize| vendors.get(at).copied().ok_or_else(|| internal("no such vendor"));
        let mut seen = Vec::new();
        for (minute, way) in (0..).zip(&WAYS) {
            self.set(RECORDED_ON, (13, minute));
            let vendor = vendor(way.0)?;
            let access = RemoteAccess { id: self.app.ids.next(), stated: way.draft(vendor)?, version: Seq::ZERO };
            let id = access.id;
            let permit = self.permit(Who::Kubo).await?;
            let version = register::record(&self.app.db, &permit, self.app.now(), access).await?;
            seen.push((vendor, SeenAccess { access: id, version }));
        }
        for (minute, said) in (30..).zip(&SAID) {
            self.set(RECORDED_ON, (16, minute));
            let vendor = vendor(said.0)?;
            let text = ConfirmationText { on: said.1, by: said.3, how: "paper", complete: true, note: "" };
            let own = seen.iter().filter(|(of, _)| *of == vendor).map(|(_, seen)| *seen).collect();
            let stated = RemoteConfirmationDraft::parse(vendor, &text, own, said.2).map_err(internal)?;
            let confirmation = RemoteConfirmation { id: self.app.ids.next(), stated };
            register::confirm(&self.app.db, &self.permit(Who::Kubo).await?, self.app.now(), confirmation).await?;
        }
        self.tell_later(vendor(2)?).await
    }

    async fn tell_later(&self, vendor: VendorId) -> Result<(), AppError> {
        self.set(RECORDED_ON, (17, 5));
        let accesses = register::accesses(&self.app.db, &self.permit(Who::Kubo).await?).await?;
        for mut access in accesses.into_iter().filter(|access| access.stated.vendor == vendor) {
            access.stated.gateway = Some(Line::parse(TOLD_LATER).map_err(internal)?);
            register::record(&self.app.db, &self.permit(Who::Kubo).await?, self.app.now(), access).await?;
        }
        Ok(())
    }
}

impl Way {
    fn draft(&self, vendor: VendorId) -> Result<RemoteAccessDraft, AppError> {
        let Self(_, target, means, words, from, [gateway, allowed, two_factor, opening]) = self;
        let (origin, addresses) =
            if matches!(*from, "unknown" | "anywhere") { (*from, "") } else { ("addresses", *from) };
        let text = RemoteAccessText {
            target,
            means: means.to_vec(),
            means_words: words,
            origin,
            addresses,
            gateway,
            allowed,
            two_factor,
            opening,
            note: "",
        };
        RemoteAccessDraft::parse(vendor, &text).map_err(internal)
    }
}
