//! An incident with its entries, and where it stands: it follows from them.

use super::{Closing, Entry, Happening, Leak, PpcClock, Report, ReportDue, Sent, Stated, Ticked};
use crate::{calendar::Instant, id::IncidentId, journal::Seq, network::Part};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A step of the containment, in the words of the moment of the alarm.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    /// To which part it belongs.
    pub part: Part,
    /// What is to be cut, and where.
    pub words: String,
}

/// The alarm: an incident begins.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct IncidentOpened {
    /// Which.
    pub id: IncidentId,
    /// Its number in the house, from 1.
    pub number: i64,
    /// What is stated at first.
    pub stated: Stated,
    /// What is to be cut, in order: 切断手順 as it stood.
    pub steps: Vec<Step>,
}

/// An incident with its time line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Incident {
    /// How it began.
    pub opened: IncidentOpened,
    /// When it was opened here.
    pub opened_at: Instant,
    /// By whom.
    pub opened_by: String,
    /// The journal entry.
    pub seq: Seq,
    /// Entries in the order in which they were written.
    pub entries: Vec<Entry>,
}

/// A step with who did it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StepState<'a> {
    /// The step.
    pub step: &'a Step,
    /// The last word about it, and its entry.
    pub last: Option<(&'a Ticked, &'a Entry)>,
}

impl StepState<'_> {
    /// Whether it is done.
    #[must_use]
    pub fn is_done(&self) -> bool {
        self.last.is_some_and(|(ticked, _)| ticked.done)
    }
}

/// An entry in the order in which things happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moment<'a> {
    /// The entry.
    pub entry: &'a Entry,
    /// The newest entry that corrects it.
    pub corrected_by: Option<Seq>,
}

impl Incident {
    /// What is stated now, and the entry that said so.
    #[must_use]
    pub fn stated(&self) -> (&Stated, Seq) {
        let last = self.entries.iter().rev().find_map(|entry| match &entry.what {
            Happening::Stated(stated) => Some((&**stated, entry.seq)),
            _ => None,
        });
        last.unwrap_or((&self.opened.stated, self.seq))
    }

    /// How it ended; `None` while it goes on.
    #[must_use]
    pub fn closing(&self) -> Option<(&Closing, &Entry)> {
        let last = self.entries.iter().rev().find_map(|entry| match &entry.what {
            Happening::Closed(closing) => Some(Some((&**closing, entry))),
            Happening::Reopened { .. } => Some(None),
            _ => None,
        });
        last.flatten()
    }

    /// Whether it goes on.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.closing().is_none()
    }

    /// When a report went out, and the entry that says so.
    #[must_use]
    pub fn sent(&self, report: Report) -> Option<(&Sent, &Entry)> {
        let last = self.entries.iter().rev().find_map(|entry| match &entry.what {
            Happening::Sent(sent) if sent.report == report => Some(Some((sent, entry))),
            Happening::Unsent(unsent) if unsent.report == report => Some(None),
            _ => None,
        });
        last.flatten()
    }

    /// Every step of the containment with who did it.
    #[must_use]
    pub fn steps(&self) -> Vec<StepState<'_>> {
        let mut last: BTreeMap<usize, (&Ticked, &Entry)> = BTreeMap::new();
        for entry in &self.entries {
            if let Happening::Ticked(ticked) = &entry.what {
                last.insert(ticked.step, (ticked, entry));
            }
        }
        let one = |(at, step)| StepState { step, last: last.get(&at).copied() };
        self.opened.steps.iter().enumerate().map(one).collect()
    }

    /// Entries in the order in which things happened.
    #[must_use]
    pub fn timeline(&self) -> Vec<Moment<'_>> {
        let corrected = |seq: Seq| {
            let newest = self
                .entries
                .iter()
                .rev()
                .find(|entry| matches!(&entry.what, Happening::Noted(noted) if noted.corrects == Some(seq)));
            newest.map(|entry| entry.seq)
        };
        let mut all: Vec<Moment<'_>> =
            self.entries.iter().map(|entry| Moment { entry, corrected_by: corrected(entry.seq) }).collect();
        all.sort_by_key(|moment| (moment.entry.happened_at(), moment.entry.seq));
        all
    }

    /// The clock of the reports.
    #[must_use]
    pub fn clock(&self) -> PpcClock {
        let (stated, _) = self.stated();
        PpcClock::of(stated.learned_at, stated.wrongful)
    }

    /// Reports to 個人情報保護委員会 that are due and not sent. None where it was made sure that no personal data are concerned.
    /// A closed incident still owes them.
    #[must_use]
    pub fn dues(&self) -> Vec<ReportDue> {
        if self.stated().0.leak == Leak::None {
            return Vec::new();
        }
        let clock = self.clock();
        let both = [(Report::PpcPreliminary, clock.preliminary_until), (Report::PpcFinal, clock.final_until)];
        let open = both.into_iter().filter(|(report, _)| self.sent(*report).is_none());
        // Who has sent 確報 owes no 速報 any more.
        let whole = self.sent(Report::PpcFinal).is_some();
        open.filter(|(report, _)| !(whole && *report == Report::PpcPreliminary))
            .map(|(report, on)| ReportDue { report, on })
            .collect()
    }

    /// A file of the time line, by the entry that brought it.
    #[must_use]
    pub fn file(&self, seq: Seq) -> Option<&crate::evidence::EvidenceFile> {
        self.entries.iter().find(|entry| entry.seq == seq).and_then(|entry| match &entry.what {
            Happening::Noted(noted) => noted.file.as_ref(),
            _ => None,
        })
    }

    /// Whether an entry may be corrected: a note of this incident.
    #[must_use]
    pub fn has_note(&self, seq: Seq) -> bool {
        self.entries.iter().any(|entry| entry.seq == seq && matches!(entry.what, Happening::Noted(_)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        assessment::Note,
        readiness::incident::{NoteText, Noted, Unsent},
        vendor::Line,
    };
    use time::macros::datetime;
    use uuid::Uuid;

    const NOON: Instant = Instant::from_millis(1_718_000_000_000);

    fn line(text: &str) -> Line {
        Line::parse(text).unwrap_or_else(|e| panic!("{e}"))
    }

    fn incident(all: Vec<(i64, Happening)>) -> Incident {
        let step = |words: &str| Step { part: Part::Backup, words: words.to_owned() };
        let opened = IncidentOpened {
            id: Uuid::nil().into(),
            number: 1,
            stated: Stated::first(line("試験"), NOON),
            steps: vec![step("一"), step("二")],
        };
        let one = |(at, (minute, what)): (usize, (i64, Happening))| Entry {
            seq: Seq::new(i64::try_from(at).unwrap_or_default() + 2),
            written_at: NOON.plus_millis(minute * 60_000),
            by: "久保".to_owned(),
            what,
        };
        let entries = all.into_iter().enumerate().map(one).collect();
        Incident { opened, opened_at: NOON, opened_by: "久保".to_owned(), seq: Seq::new(1), entries }
    }

    fn noted(minute: i64, corrects: Option<i64>) -> Happening {
        let text = NoteText { kind: "seen", words: "画面が赤い", ..NoteText::default() };
        let noted = Noted::parse(&text, NOON.plus_millis(minute * 60_000)).unwrap_or_else(|e| panic!("{e}"));
        Happening::Noted(Box::new(Noted { corrects: corrects.map(Seq::new), ..noted }))
    }

    #[test]
    fn things_stand_in_the_order_in_which_they_happened_and_none_is_lost() {
        let it = incident(vec![(30, noted(30, None)), (40, noted(5, None)), (41, noted(30, Some(2)))]);
        let said: Vec<_> = it
            .timeline()
            .iter()
            .map(|m| (m.entry.seq.get(), m.entry.is_late(), m.corrected_by.map(Seq::get)))
            .collect();
        assert_eq!(said, [(3, true, None), (2, false, Some(4)), (4, true, None)]);
    }

    #[test]
    fn a_step_shows_the_last_word_about_it() {
        let tick = |step, done| Happening::Ticked(Ticked { step, done, remark: None });
        let it = incident(vec![(1, tick(1, true)), (2, tick(0, true)), (3, tick(0, false))]);
        assert_eq!(it.steps().iter().map(StepState::is_done).collect::<Vec<_>>(), [false, true]);
        assert_eq!(it.steps()[0].last.map(|(_, entry)| entry.seq.get()), Some(4), "who took it back is said");
    }

    #[test]
    fn reports_are_due_until_they_are_sent() {
        let sent = |report| Happening::Sent(Sent { report, at: NOON, how: None });
        let due = |all| incident(all).dues().iter().map(|due| due.report.code()).collect::<Vec<_>>();
        assert_eq!(due(vec![]), ["ppc_preliminary", "ppc_final"]);
        assert_eq!(due(vec![(1, sent(Report::PpcPreliminary))]), ["ppc_final"]);
        assert_eq!(due(vec![(1, sent(Report::PpcFinal))]), [""; 0]);
        let back = Happening::Unsent(Unsent { report: Report::PpcPreliminary });
        assert_eq!(due(vec![(1, sent(Report::PpcPreliminary)), (2, back)]), ["ppc_preliminary", "ppc_final"]);
        let safe = Stated { leak: Leak::None, ..Stated::first(line("試験"), NOON) };
        assert_eq!(due(vec![(1, Happening::Stated(Box::new(safe)))]), [""; 0]);
    }

    #[test]
    fn what_was_closed_may_be_opened_again() {
        let closed = || Happening::Closed(Box::new(Closing { at: NOON, outcome: Note::default() }));
        assert!(incident(vec![]).is_open());
        assert!(!incident(vec![(1, closed())]).is_open());
        assert!(incident(vec![(1, closed()), (2, Happening::Reopened { why: line("まだ") })]).is_open());
    }

    #[test]
    fn an_entry_keeps_its_form() {
        let at = Instant::from(datetime!(2024-06-10 09:05 +9));
        let text = NoteText { kind: "done", words: "抜いた", who: "高野", ..NoteText::default() };
        let noted = Noted::parse(&text, at).unwrap_or_else(|e| panic!("{e}"));
        let json = serde_json::to_string(&Happening::Noted(Box::new(noted))).unwrap_or_default();
        insta::assert_snapshot!(json, @r#"{"what":"noted","said":{"kind":"done","happened_at":1717977900000,"words":"抜いた","who":"高野"}}"#);
        assert!(Noted::parse(&NoteText { kind: "done", words: " ", ..text }, at).is_err());
        assert!(Noted::parse(&NoteText { kind: "done", words: "", has_file: true, ..text }, at).is_ok());
    }
}
