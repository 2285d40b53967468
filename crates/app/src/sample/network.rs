//! The sample's network: registered systems, one alias, named segments, how two lines are cut, and two procedures, one of them checked.

use super::{Cast, Who, internal};
use crate::{AppError, network::procedure_view, words::T};
use domain::{
    id::VendorId,
    journal::Seq,
    ledger::SystemAlias,
    network::{CutNote, OutsideKey, Part, Procedure, ProcedureDraft, SegmentText, Segments, Target},
    vendor::Line,
};
use messages::Lang;
use store::ledger::Scope;
use time::{Date, macros::date};

/// The day on which it is recorded, after the devices.
const RECORDED_ON: Date = date!(2024 - 06 - 17);
/// The day on which the house's procedure was gone through.
const CHECKED_ON: Date = date!(2024 - 06 - 17);

/// Name, kind, and whose: its place among the vendors.
const SYSTEMS: [(&str, &str, usize); 4] =
    [("電子カルテ", "ehr", 0), ("医事会計", "billing", 1), ("PACS", "pacs", 2), ("検体検査", "laboratory", 4)];

/// Addresses, name, VLAN, purpose, whether backups lie there.
const SEGMENTS: [(&str, &str, &str, &str, bool); 2] = [
    ("10.20.1.0/24", "サーバ", "1", "電子カルテ、医事会計などのサーバ。バックアップ装置もここにある", true),
    ("10.20.10.0/24", "院内端末", "10", "外来、病棟、医事課の端末", false),
];

/// Host name of a device, and how its line is cut.
const CUTS: [(&str, &str); 2] = [
    ("vpn01", "サーバ室ラック1の上から2段目。「保守VPN」の札が付いた青いLANケーブルを抜く"),
    ("fw01", "サーバ室ラック1の上から3段目。WAN1のLANケーブルを抜く"),
];

impl Cast {
    /// Records all of it.
    pub(super) async fn record_network(&self, vendors: &[VendorId]) -> Result<(), AppError> {
        let (db, mut pacs, mut ehr) = (&self.app.db, None, None);
        for (minute, (name, kind, vendor)) in (5..).zip(SYSTEMS) {
            self.set(RECORDED_ON, (18, minute));
            let vendor = vendors.get(vendor).copied().ok_or_else(|| internal("no such vendor"))?;
            let id = self.system(name, kind, Some(vendor)).await?;
            if kind == "pacs" {
                pacs = Some(id);
            }
            if kind == "ehr" {
                ehr = Some(id);
            }
        }
        self.set(RECORDED_ON, (18, 12));
        let alias = SystemAlias { words: Line::parse("医用画像管理").map_err(internal)?, system: pacs };
        store::ledger::record_alias(db, &self.permit(Who::Kubo).await?, self.app.now(), alias).await?;
        self.set(RECORDED_ON, (18, 15));
        let lines = SEGMENTS.map(|(net, name, vlan, purpose, backup)| SegmentText { net, name, vlan, purpose, backup });
        let segments = Segments::parse(&lines).map_err(|(_, error)| internal(error))?;
        let permit = self.permit(Who::Kubo).await?;
        store::network::record_segments(db, &permit, self.app.now(), segments, Seq::ZERO).await?;
        self.note_cuts().await?;
        self.set(RECORDED_ON, (18, 30));
        self.write_disconnection(Target::House, true).await?;
        self.set(RECORDED_ON, (18, 35));
        match ehr {
            Some(ehr) => self.write_disconnection(Target::System(ehr), false).await,
            None => Ok(()),
        }
    }

    async fn note_cuts(&self) -> Result<(), AppError> {
        let view = self.permit(Who::Kubo).await?;
        let devices = store::ledger::net_devices(&self.app.db, &view, &Scope::Outside).await?;
        for (minute, (host, how)) in (20..).zip(CUTS) {
            let Some(id) = devices.iter().find(|one| one.host == host).and_then(|one| one.id) else { continue };
            self.set(RECORDED_ON, (18, minute));
            let how = Some(Line::parse(how).map_err(internal)?);
            let note = CutNote { line: OutsideKey::Device(id), how };
            store::network::note_cut(&self.app.db, &self.permit(Who::Kubo).await?, self.app.now(), note).await?;
        }
        Ok(())
    }

    /// As proposed, with the number of the desk written in; checked by the 安全管理責任者, or not yet.
    async fn write_disconnection(&self, target: Target, is_checked: bool) -> Result<(), AppError> {
        let view = self.permit(Who::Kubo).await?;
        let proposed = procedure_view(&self.app, &view, T::new(Lang::Ja), target).await?;
        let text = |part: Part| {
            let lines = proposed.lines(part).join("\n");
            lines.replace("内線（　　　　　）", "内線 2300（夜間は守衛室 2999 から呼ぶ）")
        };
        let texts: Vec<(Part, String)> = Part::ALL.into_iter().map(|part| (part, text(part))).collect();
        let parts: Vec<(Part, &str)> = texts.iter().map(|(part, text)| (*part, text.as_str())).collect();
        let mut stated = ProcedureDraft::parse(&parts).map_err(internal)?;
        if is_checked {
            stated = stated.checked(Some(CHECKED_ON), "久保 真理", RECORDED_ON).map_err(internal)?;
        }
        let procedure = Procedure { target, stated, version: Seq::ZERO };
        let permit = self.permit(Who::Kubo).await?;
        store::network::record_procedure(&self.app.db, &permit, self.app.now(), procedure).await.map(drop)?;
        Ok(())
    }
}
