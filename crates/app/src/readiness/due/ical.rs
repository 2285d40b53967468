//! The calendar as iCalendar (RFC 5545): one all-day event per thing that falls due, lines folded at 75 octets.

use domain::{
    calendar::Instant,
    digest::Digest,
    readiness::due::{Due, DueKind},
};
use std::fmt::Write as _;
use time::Date;

/// What the calendar says of itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Calendar {
    /// Its name, as programs show it.
    pub name: String,
    /// Before each title: what falls due, by the place in the list.
    pub titles: Vec<String>,
    /// When it was written.
    pub at: Instant,
    /// Address of this program without a path, for links; none if it is not known.
    pub address: Option<String>,
    /// Tells the events of one institution from another's.
    pub scope: String,
}

/// Writes the calendar. `titles` of the calendar stand for the events in the same order.
#[must_use]
pub fn ical(calendar: &Calendar, due: &[Due]) -> String {
    let mut out = String::new();
    line(&mut out, "BEGIN:VCALENDAR");
    line(&mut out, "VERSION:2.0");
    line(&mut out, "PRODID:-//Sakimori//Sakimori//JA");
    line(&mut out, "CALSCALE:GREGORIAN");
    line(&mut out, "METHOD:PUBLISH");
    line(&mut out, &format!("X-WR-CALNAME:{}", text(&calendar.name)));
    // RFC 7986: how often a program asks again.
    line(&mut out, "REFRESH-INTERVAL;VALUE=DURATION:PT6H");
    for (one, title) in due.iter().zip(&calendar.titles) {
        event(&mut out, calendar, one, title);
    }
    line(&mut out, "END:VCALENDAR");
    out
}

fn event(out: &mut String, calendar: &Calendar, due: &Due, title: &str) {
    let stamp = stamp(calendar.at);
    // The same thing keeps its event, also on another day; devices of one day are one thing.
    let whole = Digest::of(format!("{}\n{}\n{}", calendar.scope, due.kind.code(), due.link).as_bytes()).to_string();
    let mut uid: String = whole.chars().take(32).collect();
    if due.kind == DueKind::Support {
        uid = format!("{uid}-{}", day(due.on));
    }
    line(out, "BEGIN:VEVENT");
    line(out, &format!("UID:{uid}@sakimori"));
    line(out, &format!("DTSTAMP:{stamp}"));
    line(out, &format!("DTSTART;VALUE=DATE:{}", day(due.on)));
    line(out, &format!("DTEND;VALUE=DATE:{}", day(due.on.next_day().unwrap_or(due.on))));
    line(out, &format!("SUMMARY:{}", text(title)));
    if let Some(address) = &calendar.address {
        line(out, &format!("URL:{}{}", address.trim_end_matches('/'), due.link));
    }
    line(out, "TRANSP:TRANSPARENT");
    line(out, "END:VEVENT");
}

/// A text value: RFC 5545 3.3.11.
fn text(value: &str) -> String {
    let mut out = String::with_capacity(value.len());
    for letter in value.chars() {
        match letter {
            '\\' => out.push_str("\\\\"),
            ';' => out.push_str("\\;"),
            ',' => out.push_str("\\,"),
            '\n' => out.push_str("\\n"),
            control if control.is_control() => {}
            other => out.push(other),
        }
    }
    out
}

/// A content line, folded so that none has more than 75 octets: RFC 5545 3.1. No letter is cut in the middle.
fn line(out: &mut String, content: &str) {
    let mut used = 0;
    for letter in content.chars() {
        if used + letter.len_utf8() > 75 {
            out.push_str("\r\n ");
            used = 1;
        }
        out.push(letter);
        used += letter.len_utf8();
    }
    out.push_str("\r\n");
}

fn day(day: Date) -> String {
    format!("{:04}{:02}{:02}", day.year(), u8::from(day.month()), day.day())
}

/// `20240610T000000Z`.
fn stamp(at: Instant) -> String {
    let utc = at.plus_millis(-9 * 3_600_000).jst();
    let mut out = day(utc.day);
    let _ = write!(out, "T{:02}{:02}{:02}Z", utc.hour, utc.minute, utc.second);
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use time::macros::date;

    /// Reads content lines back: unfolded, as name with parameters, and value. Refuses what RFC 5545 does not allow.
    fn read(ics: &str) -> Vec<(String, String)> {
        assert!(ics.ends_with("\r\n") && !ics.replace("\r\n", "").contains(['\r', '\n']), "only CRLF");
        assert!(ics.split("\r\n").all(|line| line.len() <= 75), "no line of more than 75 octets");
        let unfolded = ics.replace("\r\n ", "");
        let lines = unfolded.split("\r\n").filter(|line| !line.is_empty());
        lines
            .map(|line| line.split_once(':').map(|(name, value)| (name.to_owned(), value.to_owned())).unwrap())
            .collect()
    }

    /// The value of a text, without its escapes.
    fn plain(value: &str) -> String {
        value.replace("\\n", "\n").replace("\\,", ",").replace("\\;", ";").replace("\\\\", "\\")
    }

    fn due(on: Date, kind: DueKind, link: &str) -> Due {
        Due { on, kind, what: "x".to_owned(), link: link.to_owned() }
    }

    fn written(titles: &[&str], all: &[Due]) -> String {
        let calendar = Calendar {
            name: "サキモリ".to_owned(),
            titles: titles.iter().map(|title| (*title).to_owned()).collect(),
            at: Instant::start_of_day_jst(date!(2024 - 06 - 10)),
            address: Some("https://sakimori.example/".to_owned()),
            scope: "f".to_owned(),
        };
        ical(&calendar, all)
    }

    #[test]
    fn what_is_written_is_read_back() {
        let long = "目標日：2(4) アクセスログの管理、みどりカルテシステム（見本）; とても長い題名で\\折り返しが必要になるもの\n二行目";
        let all = [
            due(date!(2024 - 12 - 31), DueKind::Remediation, "/remediations/1/x"),
            due(date!(2025 - 03 - 31), DueKind::Support, "/ledger"),
        ];
        let lines = read(&written(&[long, "サポート終了"], &all));
        let values = |name: &str| {
            lines.iter().filter(|(found, _)| found == name).map(|(_, value)| value.clone()).collect::<Vec<_>>()
        };
        assert_eq!(values("BEGIN"), ["VCALENDAR", "VEVENT", "VEVENT"]);
        assert_eq!(values("BEGIN").len(), values("END").len());
        assert_eq!(plain(&values("SUMMARY")[0]), long);
        assert_eq!(
            (values("DTSTART;VALUE=DATE"), values("DTEND;VALUE=DATE")),
            (vec!["20241231".to_owned(), "20250331".into()], vec!["20250101".to_owned(), "20250401".into()])
        );
        assert_eq!(values("DTSTAMP")[0], "20240609T150000Z");
        assert_eq!(values("URL")[0], "https://sakimori.example/remediations/1/x");
        assert_ne!(values("UID")[0], values("UID")[1]);
    }

    #[test]
    fn a_thing_that_moves_keeps_its_event() {
        let uid = |on| {
            read(&written(&["x"], &[due(on, DueKind::Remediation, "/remediations/1/x")]))
                .into_iter()
                .find(|(name, _)| name == "UID")
        };
        assert_eq!(uid(date!(2024 - 12 - 31)), uid(date!(2025 - 01 - 31)));
    }
}
