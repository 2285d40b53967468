//! People of the roster, by name, reading, department and role.

use super::{
    Kind, Place,
    finder::{Finder, Line, Record, Text},
};
use crate::{App, AppError, words::T};
use domain::{
    access::{Permit, View},
    search::Met,
    staff::StaffMember,
};
use store::staff::Roster;

pub(super) async fn offer(app: &App, view: &Permit<View>, t: T, finder: &mut Finder<'_>) -> Result<(), AppError> {
    let (roster, today) = (store::staff::roster(&app.db, view).await?, app.today());
    for member in &roster.members {
        let left = member.left_on.filter(|_| !member.works_on(today));
        let about = left.map(|day| t.one("staff-left", "day", t.short_day(day))).unwrap_or_default();
        let record = record(&roster, member, today, t);
        finder.offer(Kind::Person, &record, Met::default(), Place::Person(member.id), &about);
    }
    Ok(())
}

fn record(roster: &Roster, member: &StaffMember, today: time::Date, t: T) -> Record {
    let mut lines = Vec::new();
    lines.extend(member.kana.as_ref().map(|name| Line::new(t.get("staff-kana"), name.as_str())));
    lines.extend(member.department.as_ref().map(|name| Line::new(t.get("staff-department"), name.as_str())));
    let held = roster.roles.iter().filter(|role| role.staff == member.id && role.in_force(today));
    lines.extend(held.map(|role| Line::new(t.get("staff-roles"), t.code("staff-role", role.role.code()))));
    Record { title: Text::new(member.name.as_str()), lines }
}
