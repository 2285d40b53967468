//! The people of the sample hospital. All names are made up.

use domain::staff::Role;
use time::{Date, macros::date};

/// Everybody, in the order of [`PEOPLE`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Who {
    Sakuragi,
    Morita,
    Kubo,
    Okamoto,
    Takano,
    Ishibashi,
    Nishimura,
    Miura,
    Fujiwara,
    Kinoshita,
    Nakagawa,
    Sakai,
}

/// One person: on the roster, perhaps with a login and a role.
#[derive(Debug)]
pub(super) struct Person {
    pub(super) who: Who,
    pub(super) name: &'static str,
    pub(super) kana: &'static str,
    pub(super) department: &'static str,
    pub(super) login: Option<&'static str>,
    pub(super) role: Option<Held>,
}

/// A role from a day on, in person or as deputy (代行者).
#[derive(Debug, Clone, Copy)]
pub(super) struct Held {
    pub(super) role: Role,
    pub(super) deputy: bool,
    pub(super) from_on: Date,
}

const fn person(who: Who, name: &'static str, kana: &'static str, department: &'static str) -> Person {
    Person { who, name, kana, department, login: None, role: None }
}

impl Person {
    const fn login(mut self, login: &'static str) -> Self {
        self.login = Some(login);
        self
    }
    const fn holds(mut self, role: Role, from_on: Date) -> Self {
        self.role = Some(Held { role, deputy: false, from_on });
        self
    }
    const fn stands_in_for(mut self, role: Role, from_on: Date) -> Self {
        self.role = Some(Held { role, deputy: true, from_on });
        self
    }
}

/// Twelve people, as they were registered. In autumn one of them leaves and another follows: see [`SUCCESSION`].
pub(super) const PEOPLE: [Person; 12] = [
    person(Who::Sakuragi, "桜木 恵子", "サクラギ ケイコ", "院長室")
        .login("sakuragi")
        .holds(Role::Administrator, date!(2019 - 04 - 01)),
    person(Who::Morita, "森田 健一", "モリタ ケンイチ", "診療部")
        .login("morita")
        .stands_in_for(Role::Administrator, date!(2022 - 04 - 01)),
    person(Who::Kubo, "久保 真理", "クボ マリ", "事務部")
        .login("kubo")
        .holds(Role::SafetyOfficer, date!(2024 - 04 - 01)),
    person(Who::Okamoto, "岡本 直人", "オカモト ナオト", "医事課")
        .login("okamoto")
        .stands_in_for(Role::SafetyOfficer, date!(2024 - 04 - 01)),
    person(Who::Takano, "高野 大輔", "タカノ ダイスケ", "システム管理室")
        .login("takano")
        .holds(Role::Contributor, date!(2021 - 04 - 01)),
    person(Who::Ishibashi, "石橋 隆", "イシバシ タカシ", "システム管理室")
        .login("ishibashi")
        .holds(Role::Contributor, date!(2018 - 04 - 01)),
    person(Who::Nishimura, "西村 綾", "ニシムラ アヤ", "放射線科")
        .login("nishimura")
        .holds(Role::Contributor, date!(2024 - 05 - 01)),
    person(Who::Miura, "三浦 香織", "ミウラ カオリ", "看護部")
        .login("miura")
        .holds(Role::Contributor, date!(2024 - 05 - 01)),
    person(Who::Fujiwara, "藤原 誠", "フジワラ マコト", "監査室")
        .login("fujiwara")
        .holds(Role::Viewer, date!(2024 - 04 - 01)),
    person(Who::Kinoshita, "木下 明", "キノシタ アキラ", "検査科"),
    person(Who::Nakagawa, "中川 由美", "ナカガワ ユミ", "薬剤部"),
    person(Who::Sakai, "坂井 優", "サカイ ユウ", "医事課").login("sakai").holds(Role::Viewer, date!(2024 - 05 - 01)),
];

/// One leaves, another moves into the office and takes over.
#[derive(Debug)]
pub(super) struct Succession {
    pub(super) leaver: Who,
    pub(super) last_day: Date,
    pub(super) successor: Who,
    pub(super) first_day: Date,
    pub(super) department: &'static str,
    pub(super) role: Role,
}

/// The change of autumn 2024.
pub(super) const SUCCESSION: Succession = Succession {
    leaver: Who::Ishibashi,
    last_day: date!(2024 - 09 - 30),
    successor: Who::Sakai,
    first_day: date!(2024 - 10 - 01),
    department: "システム管理室",
    role: Role::Contributor,
};

#[cfg(test)]
mod tests {
    use super::*;
    use domain::{access::LoginName, staff::Name};

    #[test]
    fn everybody_stands_in_their_place_with_a_name_that_parses() {
        for (at, person) in PEOPLE.iter().enumerate() {
            assert_eq!(person.who as usize, at, "{}", person.name);
            for text in [person.name, person.kana, person.department] {
                assert!(Name::parse(text).is_ok(), "{text}");
            }
            assert!(person.login.is_none_or(|login| LoginName::parse(login).is_ok()), "{}", person.name);
        }
    }
}
