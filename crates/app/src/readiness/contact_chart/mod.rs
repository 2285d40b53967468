//! The contact chart: how it stands, what it proposes for 3(1), its picture and its papers, and how one begins.

mod begin;
mod drawn;
mod paper;

pub use begin::{begin, missing_vendors};
pub use drawn::{boxes, card, phone_words, picture};
pub use paper::{ChartPaper, Which, chart_paper, outcome, pdf, version};

use crate::{App, AppError};
use domain::{
    access::{Permit, View},
    grounds::ContactChartFacts,
    id::ChartEntryId,
    readiness::contact_chart::{
        CallTest, Chart, ChartDifference, ChartFault, ChartRole, ContactStanding, Verified, contact_standing, faults,
        last_reached,
    },
};
use std::collections::BTreeMap;
use store::readiness::contact_chart::Loaded;
use time::Date;

/// The chart as it stands on a day.
#[derive(Debug, Clone)]
pub struct ChartStanding {
    /// What was read.
    pub loaded: Loaded,
    /// The chart with names and numbers.
    pub chart: Chart,
    /// How far each contact is confirmed.
    pub standings: BTreeMap<ChartEntryId, ContactStanding>,
    /// What is wrong.
    pub faults: Vec<ChartFault>,
    /// What differs from the approved version; `None` while none is approved.
    pub differences: Option<Vec<ChartDifference>>,
    /// The day.
    pub today: Date,
}

/// Reads the chart and holds it against roster, register and confirmations.
///
/// # Errors
/// When the database can't be read.
pub async fn standing(app: &App, view: &Permit<View>) -> Result<ChartStanding, AppError> {
    let loaded = store::readiness::contact_chart::load(&app.db, view).await?;
    Ok(ChartStanding::of(loaded, app.today()))
}

impl ChartStanding {
    fn of(loaded: Loaded, today: Date) -> Self {
        let chart = loaded.chart();
        let verified: Vec<Verified> = loaded.verified.iter().map(|row| row.verified.clone()).collect();
        let tests: Vec<CallTest> = loaded.tests.iter().map(|row| row.test.clone()).collect();
        let standing = |person| contact_standing(person, &verified, &tests, today);
        let standings = chart.people.iter().map(|person| (person.id, standing(person))).collect();
        let faults = faults(&loaded.entries, &chart, &standings, &loaded.known(), today);
        let differences = loaded.approved.as_ref().map(|row| row.approval.chart.differences(&chart));
        Self { loaded, chart, standings, faults, differences, today }
    }

    /// How far a contact is confirmed.
    #[must_use]
    pub fn standing(&self, id: ChartEntryId) -> ContactStanding {
        self.standings.get(&id).copied().unwrap_or(ContactStanding::Never)
    }

    /// What fails in the hour when it counts.
    pub fn alarms(&self) -> impl Iterator<Item = ChartFault> {
        self.faults.iter().copied().filter(|fault| fault.is_alarm())
    }

    /// The number by which an entry is named in the picture, from 1.
    #[must_use]
    pub fn number(&self, id: ChartEntryId) -> usize {
        let principals = self.chart.people.iter().filter(|person| person.deputy_of.is_none());
        principals.map(|person| person.id).position(|found| found == id).map_or(0, |at| at + 1)
    }

    /// What the proposal for 3(1) reads.
    #[must_use]
    pub fn facts(&self) -> ContactChartFacts {
        let name = |id: ChartEntryId| self.chart.name(id).to_owned();
        let named = |wanted: fn(&ChartFault) -> bool| -> Vec<String> {
            self.faults.iter().filter(|fault| wanted(fault)).filter_map(|fault| fault.entry()).map(name).collect()
        };
        let of = |role: ChartRole| self.chart.people.iter().filter(|person| person.role == role).count();
        let missing_roles = self.faults.iter().filter_map(|fault| match fault {
            ChartFault::RoleMissing(role) => Some(role.code().to_owned()),
            _ => None,
        });
        let vendor = |id| self.loaded.vendors.iter().find(|vendor| vendor.id == id);
        let vendors_missing = self.faults.iter().filter_map(|fault| match fault {
            ChartFault::VendorMissing(id) => vendor(*id).map(|vendor| vendor.stated.name.to_string()),
            _ => None,
        });
        let tests: Vec<CallTest> = self.loaded.tests.iter().map(|row| row.test.clone()).collect();
        ContactChartFacts {
            people: self.chart.people.len(),
            vendors: of(ChartRole::Vendor),
            authorities: of(ChartRole::Authority),
            approved: self.loaded.approved.as_ref().map(|row| (row.approval.number, row.at.date_jst())),
            changed_since: self.differences.as_ref().map_or(0, Vec::len),
            missing_roles: missing_roles.collect(),
            left: named(|fault| matches!(fault, ChartFault::Left(..))),
            no_phone: named(|fault| matches!(fault, ChartFault::NoPhone(..))),
            unconfirmed: named(|fault| matches!(fault, ChartFault::Unverified(..))),
            vendors_missing: vendors_missing.collect(),
            last_test: last_reached(&tests),
            // They belong to incidents: whoever gathers the facts adds them.
            lessons_overdue: 0,
        }
    }
}
