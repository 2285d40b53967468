//! The list of evidence on the paper: what each file is, from where, until when, and its SHA-256.

use super::whole::{Shown, Whole};
use crate::words::T;
use domain::evidence::Expiry;
use report::document::EvidenceLine;
use std::fmt::Display;
use time::Date;

/// A line for each piece of evidence, in the order in which they came in.
pub(super) fn evidence_lines(t: T, whole: &Whole) -> Vec<EvidenceLine> {
    whole.evidence.iter().map(|shown| line(t, shown, whole.own.today)).collect()
}

fn line(t: T, shown: &Shown, today: Date) -> EvidenceLine {
    let (stated, file) = (&shown.evidence.stated, &shown.evidence.file);
    let day = |day: Option<Date>| day.map(|day| t.short_day(day)).unwrap_or_default();
    let said = |line: Option<&dyn Display>| line.map(ToString::to_string).unwrap_or_default();
    let expired = match stated.expiry(today) {
        Expiry::Expired { days } => t.one("evidence-expired", "days", days),
        _ => String::new(),
    };
    EvidenceLine {
        title: stated.title.to_string(),
        name: file.name.to_string(),
        effective_on: day(stated.effective_on),
        received_on: day(Some(stated.received_on)),
        expires_on: day(stated.expires_on),
        expired,
        exported_by: said(stated.exported_by.as_ref().map(|line| line as &dyn Display)),
        origin: said(stated.origin.as_ref().map(|line| line as &dyn Display)),
        items: shown.items.clone(),
        sha256: file.digest.to_string(),
        enclosed: shown.path.clone().unwrap_or_default(),
    }
}
