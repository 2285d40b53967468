//! The time line in words, the same on the page, on paper, in the journal and in the package.

use crate::{readiness::backup::words::size, words::T};
use domain::{
    calendar::Instant,
    evidence::EvidenceFile,
    journal::Seq,
    readiness::incident::{Happening, Incident, Moment, Step},
};
use std::collections::BTreeMap;

/// Numbers of entries as people read them: the place in the order of writing, from 1.
#[derive(Debug, Clone, Default)]
pub struct Corrections(BTreeMap<Seq, usize>);

impl Corrections {
    /// Of an incident.
    #[must_use]
    pub fn of(incident: &Incident) -> Self {
        Self(incident.entries.iter().enumerate().map(|(at, entry)| (entry.seq, at + 1)).collect())
    }

    /// The number of an entry.
    #[must_use]
    pub fn number(&self, seq: Seq) -> usize {
        self.0.get(&seq).copied().unwrap_or_default()
    }
}

/// What happened, in a sentence or in the words of the person. `steps` are those of the incident, where they are at hand.
#[must_use]
pub fn happening_words(t: T, what: &Happening, steps: &[Step]) -> String {
    match what {
        Happening::Noted(noted) => {
            let kind = t.code("incident-kind", noted.kind.code()).into_owned();
            let who = noted.who.as_ref().map(|who| t.one("incident-by-who", "who", who.to_string()));
            let file = noted.file.as_ref().map(|file| file_words(t, file));
            let head = t.with("incident-noted", &[("kind", kind.into()), ("who", who.unwrap_or_default().into())]);
            let parts = [head.trim_end().to_owned(), noted.words.to_string(), file.unwrap_or_default()];
            parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("\n")
        }
        Happening::Stated(stated) => {
            let args = [("title", stated.title.to_string().into()), ("unknown", stated.unknown().into())];
            t.with("incident-stated", &args)
        }
        Happening::Ticked(ticked) => {
            let key = if ticked.done { "incident-ticked" } else { "incident-unticked" };
            let words = steps.get(ticked.step).map(|step| step.words.clone()).unwrap_or_default();
            let said = t.with(key, &[("step", (ticked.step + 1).into()), ("words", words.into())]);
            let remark = ticked.remark.as_ref().map(ToString::to_string).unwrap_or_default();
            format!("{said}\n{remark}").trim_end().to_owned()
        }
        Happening::Sent(sent) => {
            let report = t.code("incident-report", sent.report.code()).into_owned();
            let how = sent.how.as_ref().map(ToString::to_string).unwrap_or_default();
            format!("{}\n{how}", t.one("incident-sent", "report", report)).trim_end().to_owned()
        }
        Happening::Unsent(unsent) => {
            t.one("incident-unsent", "report", t.code("incident-report", unsent.report.code()).into_owned())
        }
        Happening::Packed(packed) => {
            t.with("incident-packed", &[("size", size(packed.size).into()), ("hash", packed.digest.to_string().into())])
        }
        Happening::Closed(closing) => format!("{}\n{}", t.get("incident-closed"), closing.outcome),
        Happening::Reopened { why } => t.one("incident-reopened", "why", why.to_string()),
    }
}

/// A file in a line: name, size, SHA-256.
#[must_use]
pub fn file_words(t: T, file: &EvidenceFile) -> String {
    let args = [
        ("name", file.name.as_str().into()),
        ("size", size(file.size).into()),
        ("hash", file.digest.to_string().into()),
    ];
    t.with("incident-file", &args)
}

/// When it happened; where it was written long after, both.
#[must_use]
pub fn moment(t: T, moment: &Moment<'_>) -> String {
    let entry = moment.entry;
    let happened = t.moment(entry.happened_at());
    if entry.is_late() {
        t.with("incident-late", &[("happened", happened.into()), ("written", t.moment(entry.written_at).into())])
    } else {
        happened
    }
}

/// 「第3号」.
#[must_use]
pub fn number(t: T, incident: &Incident) -> String {
    t.one("incident-number", "number", incident.opened.number)
}

/// Which entry corrects this one, in words; empty if none does.
#[must_use]
pub fn taken_back(t: T, moment: &Moment<'_>, numbers: &Corrections) -> String {
    moment.corrected_by.map(|seq| t.one("incident-corrected-by", "number", numbers.number(seq))).unwrap_or_default()
}

/// Now, as a field of a form holds it: `2024-06-10T09:05`, in Japan's time.
#[must_use]
pub fn field_moment(at: Instant) -> String {
    at.iso_jst().chars().take(16).collect()
}
