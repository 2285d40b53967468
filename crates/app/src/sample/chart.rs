//! The contact chart of the sample hospital: begun in June, approved, tested once; in autumn one of its people leaves. All numbers of the
//! house are made up.

use super::{
    Cast, internal,
    people::Who::{self, Ishibashi, Kubo, Miura, Morita, Okamoto, Sakuragi, Takano},
};
use crate::{AppError, readiness::contact_chart as room, words::T};
use domain::{
    assessment::Note,
    id::{ChartEntryId, VendorId},
    journal::{CallTested, Seq},
    readiness::{
        contact_chart::{CallTest, CallTestText, ChartEntry, ChartRole, EntryDraft, Party, Phone, Verified},
        task::{Task, TaskDraft, TaskOrigin},
    },
    vendor::{Contact, Line},
};
use messages::Lang;
use store::{StoreError, readiness::contact_chart as chart};
use time::{Date, macros::date};

const BEGUN_ON: Date = date!(2024 - 06 - 14);
const APPROVED_ON: Date = date!(2024 - 06 - 18);
const TESTED_ON: Date = date!(2024 - 09 - 27);

/// Who has which role, with a number by day and one by night.
const PEOPLE: [(ChartRole, Who, &str, &str, &str); 5] = [
    (ChartRole::SystemDesk, Takano, "システム管理室", "内線 2210", "070-0000-0201"),
    (ChartRole::SafetyOfficer, Kubo, "事務部長", "内線 2001", "070-0000-0202"),
    (ChartRole::Administrator, Sakuragi, "院長", "内線 1001", "070-0000-0203"),
    (ChartRole::Clerical, Okamoto, "医事課長", "内線 2101", "070-0000-0204"),
    (ChartRole::Clinical, Miura, "看護部長", "内線 3001", ""),
];
/// Who stands in for whom.
const DEPUTIES: [(ChartRole, Who, &str); 3] = [
    (ChartRole::SystemDesk, Ishibashi, "070-0000-0211"),
    (ChartRole::SafetyOfficer, Okamoto, "070-0000-0204"),
    (ChartRole::Administrator, Morita, "070-0000-0213"),
];
/// Desks at night of the first vendors.
const NIGHT: [(&str, &str); 2] = [("夜間受付", "0120-000-101"), ("サポートデスク", "0120-000-103")];
/// Authorities whose number differs by place.
const LOCAL: [(&str, &str); 3] =
    [("prefecture", "000-000-0301"), ("health-center", "000-000-0302"), ("police", "000-000-0303")];
/// Calls of the test: which entry by its role or place among the vendors, time, minutes, who answered.
const CALLS: [(Called, &str, Option<u16>, &str); 6] = [
    (Called::Role(ChartRole::SystemDesk), "13:02", Some(1), ""),
    (Called::Role(ChartRole::SafetyOfficer), "13:05", Some(2), ""),
    (Called::Role(ChartRole::Administrator), "13:10", Some(6), "秘書"),
    (Called::Vendor(0), "13:20", Some(3), "夜間受付"),
    (Called::Vendor(2), "13:26", Some(4), ""),
    (Called::Vendor(5), "13:34", None, ""),
];

#[derive(Clone, Copy)]
enum Called {
    Role(ChartRole),
    Vendor(usize),
}

impl Cast {
    /// Begins the chart, names its people and confirms them.
    pub(super) async fn draw_chart(&self, vendors: &[VendorId]) -> Result<(), AppError> {
        self.name_night_desks(vendors).await?;
        self.set(BEGUN_ON, (15, 10));
        room::begin(&self.app, &self.permit(Kubo).await?, &self.permit(Kubo).await?, T::new(Lang::Ja)).await?;
        self.set(BEGUN_ON, (15, 40));
        let entries = self.named().await?;
        chart::record(&self.app.db, &self.permit(Kubo).await?, self.app.now(), entries).await?;
        self.confirm().await
    }

    async fn name_night_desks(&self, vendors: &[VendorId]) -> Result<(), AppError> {
        self.set(BEGUN_ON, (14, 50));
        for (at, (desk, phone)) in [0, 2].into_iter().zip(NIGHT) {
            let vendor = *vendors.get(at).ok_or(StoreError::NotFound)?;
            let contact = Contact::parse(desk, "24時間", phone, "", true).map_err(internal)?;
            let permit = self.permit(Kubo).await?;
            store::vendor::record_contacts(&self.app.db, &permit, self.app.now(), vendor, Seq::ZERO, vec![contact])
                .await?;
        }
        Ok(())
    }

    /// The entries of the usual chain with people, numbers and deputies.
    async fn named(&self) -> Result<Vec<ChartEntry>, AppError> {
        let now = room::standing(&self.app, &self.permit(Kubo).await?).await?;
        let mut entries = Vec::new();
        for mut entry in now.loaded.entries.iter().cloned() {
            let role = entry.stated.role;
            let named = PEOPLE.iter().find(|(named, ..)| *named == role);
            match (&entry.stated.party, named) {
                (_, Some((_, who, title, day, night))) => {
                    entry.stated.party = Party::Staff { staff: self.staff(*who) };
                    entry.stated.title = Some(line(title)?);
                    entry.stated.phones = numbers(day, night)?;
                }
                (Party::Authority { known: Some(known), .. }, _) => {
                    let Some((_, number)) = LOCAL.iter().find(|(id, _)| *id == known.as_str()) else { continue };
                    entry.stated.phones.splice(0..0, numbers(number, "")?);
                }
                (Party::Post { .. }, _) if role == ChartRole::Department => {
                    entry.stated.out_of_hours = Some(line("当直の看護師長（内線 3100）")?);
                    entry.stated.phones = numbers("内線 3100", "")?;
                }
                (Party::Post { .. }, _) if role == ChartRole::PublicRelations => {
                    entry.stated.phones = numbers("内線 2005", "")?;
                }
                _ => continue,
            }
            entries.push(entry);
        }
        for (role, who, number) in DEPUTIES {
            let principal = entries.iter().find(|entry| entry.stated.role == role).ok_or(StoreError::NotFound)?.id;
            let party = Party::Staff { staff: self.staff(who) };
            let stated = EntryDraft {
                phones: numbers("", number)?,
                deputy_of: Some(principal),
                ..EntryDraft::bare(role, party)
            };
            entries.push(ChartEntry { id: self.app.ids.next(), place: 0, stated, version: Seq::ZERO });
        }
        Ok(entries)
    }

    /// Everybody of the house, the vendors and the authorities of the place are confirmed; the numbers of the list are not.
    async fn confirm(&self) -> Result<(), AppError> {
        self.set(BEGUN_ON, (16, 45));
        let now = room::standing(&self.app, &self.permit(Kubo).await?).await?;
        let confirmed = now.chart.people.iter().filter(|person| {
            let local = person.phones.iter().any(|phone| LOCAL.iter().any(|(_, number)| *number == phone.number));
            person.role != ChartRole::Discoverer && (person.role != ChartRole::Authority || local)
        });
        let verified: Vec<Verified> =
            confirmed.map(|person| Verified { entry: person.id, on: BEGUN_ON, seen: person.reach() }).collect();
        chart::verify(&self.app.db, &self.permit(Kubo).await?, self.app.now(), verified).await?;
        Ok(())
    }

    /// The 管理者 approves it on the day on which the round is signed.
    pub(super) async fn approve_chart(&self) -> Result<(), AppError> {
        self.set(APPROVED_ON, (11, 40));
        let seen = room::standing(&self.app, &self.permit(Sakuragi).await?).await?.chart.digest();
        let approve = self.permit(Sakuragi).await?;
        chart::approve(&self.app.db, &approve, self.app.now(), self.app.ids.next(), &seen).await?;
        Ok(())
    }

    /// One afternoon in September everybody who matters is called; one vendor is not reached.
    pub(super) async fn test_calls(&self) -> Result<(), AppError> {
        for (called, at, minutes, by) in CALLS {
            let (hour, minute) = at.split_once(':').ok_or_else(|| internal("no time"))?;
            self.set(TESTED_ON, (hour.parse().map_err(internal)?, minute.parse().map_err(internal)?));
            let now = room::standing(&self.app, &self.permit(Takano).await?).await?;
            let mut of_role = now.chart.people.iter().filter(|person| match called {
                Called::Role(role) => person.role == role && person.deputy_of.is_none(),
                Called::Vendor(_) => person.role == ChartRole::Vendor,
            });
            let person = match called {
                Called::Role(_) => of_role.next(),
                Called::Vendor(at) => of_role.nth(at),
            };
            let person = person.ok_or(StoreError::NotFound)?;
            let said = minutes.map(|minutes| minutes.to_string()).unwrap_or_default();
            let text = CallTestText {
                on: "2024-09-27",
                at,
                outcome: if minutes.is_some() { "answered" } else { "not_reached" },
                by,
                minutes: &said,
                note: if minutes.is_some() { "" } else { "17時までの番号しか分からない" },
            };
            let entry: (ChartEntryId, &str, Vec<String>) = (person.id, &person.name, person.reach());
            let test = CallTest::parse(self.app.ids.next(), entry, &text, TESTED_ON).map_err(internal)?;
            let task = minutes.is_none().then(|| self.task(&test)).transpose()?;
            let permit = self.permit(Takano).await?;
            chart::test(&self.app.db, &permit, self.app.now(), CallTested { test, task }).await?;
        }
        Ok(())
    }

    fn task(&self, test: &CallTest) -> Result<Task, AppError> {
        let words = format!("{}の、夜間と休日の電話番号を聞く。", test.name);
        let stated = TaskDraft {
            words: Note::parse(&words).map_err(internal)?,
            owner: Some(self.staff(Takano)),
            due_on: Some(date!(2024 - 10 - 11)),
            done: None,
        };
        Ok(Task { id: self.app.ids.next(), origin: TaskOrigin::CallTest(test.id), stated, version: Seq::ZERO })
    }
}

fn line(text: &str) -> Result<Line, AppError> {
    Line::parse(text).map_err(internal)
}

fn numbers(day: &str, night: &str) -> Result<Vec<Phone>, AppError> {
    let given = [(day, false), (night, true)].into_iter().filter(|(number, _)| !number.is_empty());
    given.map(|(number, out_of_hours)| Ok(Phone { number: line(number)?, out_of_hours })).collect()
}
