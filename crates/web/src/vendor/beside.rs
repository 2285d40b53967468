//! What a vendor says beside the form, as lines of a page: the same at its link, before a file is received, and at the request.

use app::{
    vendor::{BesidePlan, Complete, RequestForm, TypedForm, TypedSaid, question},
    words::{T, means, origin},
};
use domain::vendor::{Beside, OfferedDisclosure, RecordKey, remote_access::RemoteAccessDraft};
use std::collections::BTreeMap;

/// A record that the vendor is asked about.
pub(crate) struct RecordView {
    /// Name of its fields.
    pub(crate) key: String,
    /// What is asked.
    pub(crate) question: String,
    /// The record in words.
    pub(crate) words: String,
    /// What was typed.
    pub(crate) said: TypedSaid,
    /// Whether what was typed can't be taken.
    pub(crate) wrong: bool,
}

/// Every record that the vendor is asked about, with what was typed.
pub(crate) fn records(
    t: T,
    form: &RequestForm,
    typed: &TypedForm,
    wrong: impl Fn(&RecordKey) -> bool,
) -> Vec<RecordView> {
    let view = |(key, words): (RecordKey, String)| RecordView {
        key: key.to_string(),
        question: t.get(question(&key)).into_owned(),
        words,
        said: typed.said.get(&key).cloned().unwrap_or_default(),
        wrong: wrong(&key),
    };
    form.records(t).into_iter().map(view).collect()
}

/// Something that was said, line by line.
pub(crate) struct SaidView {
    /// The record, or what was offered.
    pub(crate) words: String,
    /// `yes`, `no`, or empty for what was offered.
    pub(crate) so: &'static str,
    /// What is otherwise.
    pub(crate) note: String,
}

/// What was said, in words.
pub(crate) fn said(t: T, form: &RequestForm, beside: &Beside) -> Vec<SaidView> {
    let known: BTreeMap<RecordKey, String> = form.records(t).into_iter().collect();
    let changed = || t.get("vendor-beside-changed").into_owned();
    let record = |one: &domain::vendor::Said| SaidView {
        words: known.get(&one.record).cloned().unwrap_or_else(changed),
        so: if one.so { "yes" } else { "no" },
        note: one.note.clone(),
    };
    let offered = |words: String| SaidView { words, so: "", note: String::new() };
    let mut lines: Vec<SaidView> = beside.said.iter().map(record).collect();
    lines.extend(beside.accesses.iter().map(|one| offered(access_words(t, one))));
    lines.extend(beside.disclosures.iter().map(|one| offered(disclosure_words(t, one))));
    if beside.complete {
        lines.push(offered(t.get("vendor-beside-complete-said").into_owned()));
    }
    lines
}

/// The same of what is not handed in yet.
pub(crate) fn said_of(t: T, form: &RequestForm, complete: &Complete) -> Vec<SaidView> {
    said(t, form, &complete.beside)
}

/// A way in that the vendor named.
pub(crate) fn access_words(t: T, said: &RemoteAccessDraft) -> String {
    let two_factor = t.code("remote-two-factor", said.two_factor.code());
    let opening = t.code("remote-opening", said.opening.code());
    let from = origin(t, &said.origin);
    let way = format!("{}：{} · {} {from}", said.target, means(t, said), t.get("remote-origin"));
    format!("{way} · {} {two_factor} · {opening}", t.get("remote-two-factor"))
}

/// A disclosure that came.
pub(crate) fn disclosure_words(t: T, said: &OfferedDisclosure) -> String {
    let kind = t.code("disclosure-kind", said.kind.code());
    let version = said.product_version.as_ref().map(|version| format!(" {version}")).unwrap_or_default();
    let count = t.one("vendor-answers", "count", said.items.len());
    format!("{kind} {}{version} · {count}", said.product)
}

/// Something that a person can take into a register.
pub(crate) struct AdoptView {
    /// Its key.
    pub(crate) key: String,
    /// What the vendor says.
    pub(crate) words: String,
    /// What is recorded now; empty for something new.
    pub(crate) before: String,
}

/// What can be taken into the registers, with the differences.
pub(crate) fn adoptable(t: T, plan: &BesidePlan) -> Vec<AdoptView> {
    let access = plan.accesses.iter().map(|one| AdoptView {
        key: one.key.clone(),
        words: access_words(t, &one.said),
        before: one.before.as_ref().map(|before| access_words(t, &before.stated)).unwrap_or_default(),
    });
    let disclosure = plan.disclosures.iter().map(|one| {
        let before = one.before.as_ref().map(|before| {
            let title = app::words::disclosure_title(t, before);
            match one.changes {
                Some(count) => format!("{title} · {}", t.one("vendor-adopt-changes", "count", count)),
                None => title,
            }
        });
        AdoptView { key: one.key.clone(), words: disclosure_words(t, &one.said), before: before.unwrap_or_default() }
    });
    access.chain(disclosure).collect()
}
