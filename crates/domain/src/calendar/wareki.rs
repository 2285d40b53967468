//! The Japanese era calendar (和暦), from the day on which Japan's calendar became the Gregorian one.

use time::{Date, macros::date};

/// An era of the Japanese calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Era {
    /// 令和.
    pub name: &'static str,
    /// The letter used on forms and in tables: R.
    pub letter: char,
    /// First day. For 明治 the first day of the Gregorian calendar in Japan, which lies in 明治6年.
    pub first_day: Date,
    /// Calendar year of its 元年.
    pub first_year: i32,
}

impl Era {
    /// Every era since 1873, newest first. Source: 元号を改める政令 (令和, 平成), 詔書 (昭和, 大正); 明治5年太政官布告第337号 for 1873-01-01.
    pub const ALL: [Self; 5] = [
        Self { name: "令和", letter: 'R', first_day: date!(2019 - 05 - 01), first_year: 2019 },
        Self { name: "平成", letter: 'H', first_day: date!(1989 - 01 - 08), first_year: 1989 },
        Self { name: "昭和", letter: 'S', first_day: date!(1926 - 12 - 25), first_year: 1926 },
        Self { name: "大正", letter: 'T', first_day: date!(1912 - 07 - 30), first_year: 1912 },
        Self { name: "明治", letter: 'M', first_day: date!(1873 - 01 - 01), first_year: 1868 },
    ];

    /// The era of a day; `None` before 1873, where days were counted differently.
    #[must_use]
    pub fn of(day: Date) -> Option<Self> {
        Self::ALL.into_iter().find(|era| era.first_day <= day)
    }
}

/// `令和6年6月10日`, with 元年 for the first year. Before 1873 the Western date: `1872年12月31日`.
#[must_use]
pub fn wareki(day: Date) -> String {
    format!("{}{}月{}日", wareki_year(day), u8::from(day.month()), day.day())
}

/// `令和6年` of a day.
#[must_use]
pub fn wareki_year(day: Date) -> String {
    let Some(era) = Era::of(day) else {
        return format!("{}年", day.year());
    };
    match day.year() - era.first_year + 1 {
        1 => format!("{}元年", era.name),
        year => format!("{}{year}年", era.name),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_read_as_on_the_forms() {
        assert_eq!(wareki(date!(2024 - 06 - 10)), "令和6年6月10日");
        assert_eq!(wareki(date!(2019 - 05 - 01)), "令和元年5月1日");
    }

    #[test]
    fn an_era_ends_the_day_before_the_next() {
        let names =
            [date!(2019 - 04 - 30), date!(1989 - 01 - 07), date!(1926 - 12 - 24), date!(1912 - 07 - 29)].map(wareki);
        assert_eq!(names, ["平成31年4月30日", "昭和64年1月7日", "大正15年12月24日", "明治45年7月29日"]);
    }

    #[test]
    fn before_the_gregorian_calendar_the_western_year_is_shown() {
        assert_eq!(wareki(date!(1873 - 01 - 01)), "明治6年1月1日");
        assert_eq!(wareki(date!(1872 - 12 - 31)), "1872年12月31日");
    }
}
