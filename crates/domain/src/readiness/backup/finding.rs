//! What is wrong with a system's backups, each with its source. Pure: a moment is given, no clock is read.
//!
//! Sources: the three incidents (bcp-and-incident.md §4) for copies that an attacker reached; 疑義解釈その7 (regime.md §3.1) for what
//! counts as cut off; 3-2-1 is a rule of thumb of the trade. Every threshold is our choice and says so.

use super::{CopyState, Frequency, JobState, MediaKind, MediumClass, Outcome, RunResult, Separation, SystemState};
use crate::{calendar::Instant, id::BackupCopyId};
use std::collections::BTreeSet;
use time::Date;

/// How grave a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Weight {
    /// After an attack the data might not come back.
    Grave,
    /// To be looked at or finished.
    Look,
}

/// Days after which a rehearsal no longer counts as recent. The fee of FY2024 asks for a yearly drill (regime.md §3.1); the incident
/// reports put it at twelve months (bcp-and-incident.md §4).
const REHEARSAL_DAYS: i64 = 365;

/// A run of less than half or more than double the middle of the runs before it is told. Our choice: data of a hospital grow by a few
/// percent a month; what doubles or halves between two runs was added, lost, or encrypted.
const JUMP: u64 = 2;

/// So many earlier sizes are needed before a jump is told. Our choice.
const SIZES_NEEDED: usize = 3;

/// What was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FindingKind {
    /// Nobody wrote down what must be saved.
    NoPlan,
    /// No copy is recorded.
    NoCopy,
    /// No run was read for a copy.
    NeverRun,
    /// The last good run is older than its frequency allows.
    TooOld {
        /// When it was.
        last: Instant,
        /// Hours since then.
        hours: i64,
        /// Hours that are allowed.
        allowed: u32,
    },
    /// Runs were read and none made a copy.
    OnlyFailed {
        /// How many failed.
        count: u64,
    },
    /// It failed since the last good run.
    FailedSince {
        /// How often.
        count: u64,
    },
    /// The last run ended with a warning.
    LastWarned {
        /// When it began.
        at: Instant,
    },
    /// Fewer generations than promised.
    FewGenerations {
        /// How many there are.
        found: u64,
        /// How many were promised.
        promised: u32,
        /// Whether the tool listed them; else they were counted from its runs.
        listed: bool,
    },
    /// A run covered far more than the runs before.
    SizeJump {
        /// Bytes.
        now: u64,
        /// Middle of the runs before.
        before: u64,
    },
    /// A run covered far less than the runs before.
    SizeDrop {
        /// Bytes.
        now: u64,
        /// Middle of the runs before.
        before: u64,
    },
    /// Something about a copy is not known.
    Unknown {
        /// Names of the fields.
        fields: Vec<&'static str>,
    },
    /// Every copy is reached from the network.
    NoOffline,
    /// Copies are apart, but none physically.
    OnlyLogical,
    /// No copy is on a write-once medium.
    NoWriteOnce,
    /// 3-2-1 is not met: copies with the original, kinds of media, copies off site.
    Not321 {
        /// The data themselves and their copies; three are wanted.
        copies: usize,
        /// Kinds of media of the copies that are known; two are wanted, the original's disk being one.
        media: usize,
        /// Copies that are off site; one is wanted.
        off_site: usize,
    },
    /// Nobody wrote down how it is restored.
    NoProcedure,
    /// The procedure is not approved as it stands.
    NotApproved,
    /// A restore was never tried.
    NoRehearsal,
    /// The last one is long ago.
    RehearsalOld {
        /// Day.
        on: Date,
    },
    /// The last rehearsal did not bring everything back.
    RehearsalFailed {
        /// Day.
        on: Date,
    },
    /// The last rehearsal took longer than the RTO.
    RtoMissed {
        /// Minutes that it took.
        minutes: u32,
        /// RTO in hours.
        rto_hours: u32,
    },
    /// A copy is made rarer than the RPO wants.
    RpoNotMet {
        /// Hours between runs of the most frequent copy.
        interval: u32,
        /// RPO in hours.
        rpo_hours: u32,
    },
    /// The ledger says of devices of the system that they are not backed up.
    LedgerSaysNo {
        /// Their names.
        devices: Vec<String>,
    },
    /// The ledger says of devices that they are backed up, and no copy is recorded.
    LedgerSaysYes {
        /// Their names.
        devices: Vec<String>,
    },
}

impl FindingKind {
    /// Stable code, the end of its message key.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::NoPlan => "no-plan",
            Self::NoCopy => "no-copy",
            Self::NeverRun => "never-run",
            Self::TooOld { .. } => "too-old",
            Self::OnlyFailed { .. } => "only-failed",
            Self::FailedSince { .. } => "failed-since",
            Self::LastWarned { .. } => "last-warned",
            Self::FewGenerations { listed: true, .. } => "few-generations",
            Self::FewGenerations { listed: false, .. } => "few-good-runs",
            Self::SizeJump { .. } => "size-jump",
            Self::SizeDrop { .. } => "size-drop",
            Self::Unknown { .. } => "unknown",
            Self::NoOffline => "no-offline",
            Self::OnlyLogical => "only-logical",
            Self::NoWriteOnce => "no-write-once",
            Self::Not321 { .. } => "not-321",
            Self::NoProcedure => "no-procedure",
            Self::NotApproved => "not-approved",
            Self::NoRehearsal => "no-rehearsal",
            Self::RehearsalOld { .. } => "rehearsal-old",
            Self::RehearsalFailed { .. } => "rehearsal-failed",
            Self::RtoMissed { .. } => "rto-missed",
            Self::RpoNotMet { .. } => "rpo-not-met",
            Self::LedgerSaysNo { .. } => "ledger-says-no",
            Self::LedgerSaysYes { .. } => "ledger-says-yes",
        }
    }

    /// How grave it is.
    #[must_use]
    pub const fn weight(&self) -> Weight {
        match self {
            Self::NoCopy
            | Self::TooOld { .. }
            | Self::OnlyFailed { .. }
            | Self::NoOffline
            | Self::SizeDrop { .. }
            | Self::RehearsalFailed { .. }
            | Self::RtoMissed { .. } => Weight::Grave,
            _ => Weight::Look,
        }
    }
}

/// A finding, of the system as a whole or of one copy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// The copy that it is about.
    pub copy: Option<BackupCopyId>,
    /// What was found.
    pub kind: FindingKind,
}

/// Everything that is wrong with a system's backups at a moment, the gravest first.
#[must_use]
pub fn findings(state: &SystemState, now: Instant) -> Vec<Finding> {
    let mut found = Vec::new();
    let mut whole = |kind| found.push(Finding { copy: None, kind });
    if state.copies.is_empty() {
        whole(FindingKind::NoCopy);
    } else {
        apart(state).into_iter().for_each(&mut whole);
    }
    if state.plan.as_ref().is_none_or(|plan| plan.stated.what.is_empty()) {
        whole(FindingKind::NoPlan);
    }
    rpo(state).into_iter().for_each(&mut whole);
    procedure(state).into_iter().for_each(&mut whole);
    if !state.copies.is_empty() {
        rehearsed(state, now.date_jst()).into_iter().for_each(&mut whole);
    }
    ledger(state).into_iter().for_each(&mut whole);
    for copy in &state.copies {
        found.extend(of_copy(copy, now).into_iter().map(|kind| Finding { copy: Some(copy.copy.id), kind }));
    }
    found.sort_by_key(|finding| finding.kind.weight());
    found
}

/// Findings for which home sounds the alarm: the last good run is too old, or there never was one.
pub fn home_alarms(all: &[Finding]) -> impl Iterator<Item = &Finding> {
    all.iter().filter(|one| matches!(one.kind, FindingKind::TooOld { .. } | FindingKind::OnlyFailed { .. }))
}

/// How far copies are from the network and from each other.
fn apart(state: &SystemState) -> Vec<FindingKind> {
    let copies = || state.copies.iter().map(|copy| &copy.copy.stated);
    let mut found = Vec::new();
    let write_once = copies().any(|copy| copy.medium == MediumClass::WriteOnce);
    let physical = copies().any(|copy| copy.separation == Separation::Physical);
    if !copies().any(super::CopyDraft::is_cut_off) {
        found.push(FindingKind::NoOffline);
    } else if !physical && !write_once {
        found.push(FindingKind::OnlyLogical);
    }
    if !write_once {
        found.push(FindingKind::NoWriteOnce);
    }
    let media: BTreeSet<MediaKind> =
        copies().map(|copy| copy.media).filter(|media| *media != MediaKind::Unknown).collect();
    // The data themselves lie on a server's disk: another kind among the copies makes two.
    let kinds = media.iter().filter(|media| **media != MediaKind::ServerDisk).count() + 1;
    let off_site = copies().filter(|copy| copy.off_site == Some(true)).count();
    let all = state.copies.len() + 1;
    if all < 3 || kinds < 2 || off_site < 1 {
        found.push(FindingKind::Not321 { copies: all, media: kinds, off_site });
    }
    found
}

fn rpo(state: &SystemState) -> Option<FindingKind> {
    let rpo_hours = state.plan.as_ref()?.stated.rpo_hours?;
    let interval = state.copies.iter().filter_map(|copy| copy.copy.stated.frequency.interval_hours()).min()?;
    (interval > rpo_hours).then_some(FindingKind::RpoNotMet { interval, rpo_hours })
}

fn procedure(state: &SystemState) -> Option<FindingKind> {
    match &state.procedure {
        None => Some(FindingKind::NoProcedure),
        Some((_, None)) => Some(FindingKind::NotApproved),
        Some((_, Some(_))) => None,
    }
}

fn rehearsed(state: &SystemState, today: Date) -> Vec<FindingKind> {
    let Some(last) = state.rehearsals.iter().max_by_key(|one| (one.stated.on, one.version)) else {
        return vec![FindingKind::NoRehearsal];
    };
    let stated = &last.stated;
    let mut found = Vec::new();
    if (today - stated.on).whole_days() > REHEARSAL_DAYS {
        found.push(FindingKind::RehearsalOld { on: stated.on });
    }
    if stated.outcome != Outcome::Whole {
        found.push(FindingKind::RehearsalFailed { on: stated.on });
    }
    let rto = state.plan.as_ref().and_then(|plan| plan.stated.rto_hours);
    if let Some(rto_hours) = rto.filter(|rto| !stated.is_within(*rto)) {
        found.push(FindingKind::RtoMissed { minutes: stated.minutes, rto_hours });
    }
    found
}

fn ledger(state: &SystemState) -> Vec<FindingKind> {
    let named = |backed_up: bool| -> Vec<String> {
        state.ledger.iter().filter(|word| word.backed_up == backed_up).map(|word| word.device.clone()).collect()
    };
    let (no, yes) = (named(false), named(true));
    let mut found = Vec::new();
    if !no.is_empty() && !state.copies.is_empty() {
        found.push(FindingKind::LedgerSaysNo { devices: no });
    }
    if !yes.is_empty() && state.copies.is_empty() {
        found.push(FindingKind::LedgerSaysYes { devices: yes });
    }
    found
}

fn of_copy(copy: &CopyState, now: Instant) -> Vec<FindingKind> {
    let stated = &copy.copy.stated;
    let mut found = Vec::new();
    let unknown = stated.unknown();
    if !unknown.is_empty() {
        found.push(FindingKind::Unknown { fields: unknown });
    }
    if !copy.has_runs() {
        found.push(FindingKind::NeverRun);
        return found;
    }
    found.extend(copy.jobs.iter().flat_map(|job| of_job(job, stated.frequency, now)));
    if let Some(promised) = stated.generations {
        found.extend(copy.jobs.iter().filter_map(|job| generations(job, promised)));
    }
    found
}

fn of_job(job: &JobState, frequency: Frequency, now: Instant) -> Vec<FindingKind> {
    let mut found = Vec::new();
    let Some(last) = job.last_good else {
        if job.failed_since > 0 {
            found.push(FindingKind::OnlyFailed { count: job.failed_since });
        }
        return found;
    };
    let hours = (now.millis() - last.millis()).div_euclid(3_600_000);
    if let Some(allowed) = frequency.allowed_hours().filter(|allowed| hours > i64::from(*allowed)) {
        found.push(FindingKind::TooOld { last, hours, allowed });
    }
    if job.failed_since > 0 {
        found.push(FindingKind::FailedSince { count: job.failed_since });
    } else if let Some((at, RunResult::Warning)) = job.last {
        found.push(FindingKind::LastWarned { at });
    }
    found.extend(jump(job));
    found
}

/// The tool's own list counts; without one, runs that made a copy in the time that the generations span.
fn generations(job: &JobState, promised: u32) -> Option<FindingKind> {
    let (found, listed) = match (job.held, job.good_in_span) {
        (Some((held, _)), _) => (u64::from(held), true),
        (None, Some(good)) => (good, false),
        (None, None) => return None,
    };
    (found < u64::from(promised)).then_some(FindingKind::FewGenerations { found, promised, listed })
}

fn jump(job: &JobState) -> Option<FindingKind> {
    let (newest, earlier) = job.sizes.split_first()?;
    if earlier.len() < SIZES_NEEDED {
        return None;
    }
    let mut sizes: Vec<u64> = earlier.iter().map(|point| point.bytes).collect();
    sizes.sort_unstable();
    let before = *sizes.get(sizes.len() / 2)?;
    let now = newest.bytes;
    match () {
        () if before > 0 && now > before.saturating_mul(JUMP) => Some(FindingKind::SizeJump { now, before }),
        () if now.saturating_mul(JUMP) < before => Some(FindingKind::SizeDrop { now, before }),
        () => None,
    }
}

#[cfg(test)]
mod tests {
    use super::super::{
        Approval, BackupCopy, BackupPlan, CopyDraft, CopyText, JobKey, LedgerWord, PlanDraft, PlanText, Procedure,
        ProcedureDraft, Rehearsal, RehearsalDraft, RehearsalText, SizePoint, StepText, Tool,
    };
    use super::*;
    use crate::{
        id::{BackupCopyId, RehearsalId, SystemId},
        journal::Seq,
        ledger::{System, SystemDraft},
        staff::Name,
    };
    use time::macros::{date, datetime};
    use uuid::Uuid;

    fn now() -> Instant {
        Instant::from(datetime!(2026-11-30 09:00 +9))
    }

    fn hours_ago(hours: i64) -> Instant {
        Instant::from_millis(now().millis() - hours * 3_600_000)
    }

    fn system() -> SystemId {
        SystemId::from(Uuid::nil())
    }

    fn copy(number: u128, text: CopyText<'_>, jobs: Vec<JobState>) -> CopyState {
        let stated = CopyDraft::parse(system(), text).unwrap();
        CopyState {
            copy: BackupCopy { id: BackupCopyId::from(Uuid::from_u128(number)), stated, version: Seq::new(2) },
            jobs,
        }
    }

    fn job() -> JobState {
        JobState {
            key: JobKey::new(Tool::Restic, "ehr"),
            last: Some((hours_ago(7), RunResult::Good)),
            last_good: Some(hours_ago(7)),
            failed_since: 0,
            good_in_span: Some(7),
            held: Some((7, hours_ago(7))),
            sizes: vec![],
        }
    }

    const NAS: CopyText<'_> = CopyText {
        name: "NAS",
        frequency: "daily",
        method: "full",
        medium: "appendable",
        media: "nas",
        separation: "logical",
        off_site: "no",
        generations: "7",
        encrypted: "yes",
        place: "",
        responsible: "",
        vendor: "",
        note: "",
    };
    const TAPE: CopyText<'_> = CopyText {
        name: "テープ",
        media: "tape",
        medium: "write_once",
        separation: "physical",
        off_site: "yes",
        ..NAS
    };

    fn whole() -> SystemState {
        let plan =
            PlanDraft::parse(PlanText { what: "診療録", rto_hours: "24", rpo_hours: "24", ..PlanText::default() });
        let steps = [StepText { what: "戻す", ..StepText::default() }];
        let procedure = ProcedureDraft::parse("", &steps, "").unwrap();
        let copy_id = Uuid::from_u128(1).to_string();
        let text = RehearsalText {
            on: "2026-06-01",
            copy: &copy_id,
            to: "予備機",
            minutes: "300",
            outcome: "whole",
            verified: "開いた",
            who: "西村",
            ..RehearsalText::default()
        };
        let rehearsal = RehearsalDraft::parse(system(), text, None, date!(2026 - 11 - 30)).unwrap();
        SystemState {
            system: System {
                id: system(),
                stated: SystemDraft::parse("みどりカルテ", "ehr", None).unwrap(),
                version: Seq::new(1),
            },
            plan: Some(BackupPlan { system: system(), stated: plan.unwrap(), version: Seq::new(2) }),
            copies: vec![copy(1, NAS, vec![job()]), copy(2, TAPE, vec![job()])],
            procedure: Some((
                Procedure { system: system(), stated: procedure, version: Seq::new(3) },
                Some(Approval { by: Name::parse("院長").unwrap(), on: date!(2026 - 05 - 01) }),
            )),
            rehearsals: vec![Rehearsal { id: RehearsalId::from(Uuid::nil()), stated: rehearsal, version: Seq::new(4) }],
            ledger: vec![],
        }
    }

    fn codes(state: &SystemState) -> String {
        findings(state, now()).iter().map(|one| one.kind.code()).collect::<Vec<_>>().join(" ")
    }

    fn with_job(change: impl Fn(&mut JobState)) -> String {
        let mut state = whole();
        for one in &mut state.copies[0].jobs {
            change(one);
        }
        codes(&state)
    }

    #[test]
    fn a_whole_backup_has_no_finding() {
        assert_eq!(codes(&whole()), "");
    }

    #[test]
    fn a_system_without_anything_says_so() {
        let state = SystemState {
            plan: None,
            copies: vec![],
            procedure: None,
            rehearsals: vec![],
            ledger: vec![LedgerWord { device: "EHR-DB01".to_owned(), backed_up: true }],
            ..whole()
        };
        assert_eq!(codes(&state), "no-copy no-plan no-procedure ledger-says-yes");
    }

    #[test]
    fn an_old_run_is_told_by_its_frequency() {
        assert_eq!(with_job(|job| job.last_good = Some(hours_ago(36))), "");
        assert_eq!(with_job(|job| job.last_good = Some(hours_ago(37))), "too-old");
    }

    #[test]
    fn failures_since_are_told_and_only_failures_are_grave() {
        assert_eq!(with_job(|job| job.failed_since = 2), "failed-since");
        let never = with_job(|job| {
            job.last_good = None;
            job.failed_since = 2;
        });
        assert_eq!(never, "only-failed");
        assert_eq!(with_job(|job| job.last = Some((hours_ago(7), RunResult::Warning))), "last-warned");
    }

    #[test]
    fn generations_are_counted_by_the_tool_or_by_its_runs() {
        assert_eq!(with_job(|job| job.held = Some((5, hours_ago(7)))), "few-generations");
        let counted = |good| {
            with_job(move |job| {
                job.held = None;
                job.good_in_span = Some(good);
            })
        };
        assert_eq!((counted(6).as_str(), counted(7).as_str()), ("few-good-runs", ""));
    }

    #[test]
    fn a_size_that_halves_or_doubles_is_told_after_three_runs() {
        let sizes = |all: &[u64]| {
            let all: Vec<SizePoint> = all.iter().map(|bytes| SizePoint { at: hours_ago(7), bytes: *bytes }).collect();
            with_job(move |job| job.sizes.clone_from(&all))
        };
        assert_eq!(sizes(&[210, 100, 100, 100]), "size-jump");
        assert_eq!(sizes(&[49, 100, 100, 100]), "size-drop");
        assert_eq!(sizes(&[50, 100, 100, 100]), "");
        assert_eq!(sizes(&[1, 100, 100]), "");
    }

    #[test]
    fn copies_that_an_attacker_reaches_are_told() {
        let mut state = whole();
        state.copies = vec![copy(1, CopyText { separation: "none", ..NAS }, vec![job()])];
        assert_eq!(codes(&state), "no-offline no-write-once not-321");
        state.copies = vec![copy(1, NAS, vec![job()])];
        assert_eq!(codes(&state), "only-logical no-write-once not-321");
        state.copies = vec![copy(1, CopyText { medium: "write_once", ..NAS }, vec![job()])];
        assert_eq!(codes(&state), "not-321");
    }

    #[test]
    fn rehearsals_are_held_against_the_year_and_the_rto() {
        let rehearsed = |change: fn(&mut RehearsalDraft)| {
            let mut state = whole();
            change(&mut state.rehearsals[0].stated);
            codes(&state)
        };
        assert_eq!(rehearsed(|one| one.on = date!(2025 - 11 - 29)), "rehearsal-old");
        assert_eq!(rehearsed(|one| one.on = date!(2025 - 11 - 30)), "");
        assert_eq!(rehearsed(|one| one.minutes = 24 * 60 + 1), "rto-missed");
        assert_eq!(rehearsed(|one| one.outcome = Outcome::Part), "rehearsal-failed");
    }

    #[test]
    fn the_ledger_and_the_rpo_may_contradict() {
        let mut state = whole();
        state.ledger = vec![LedgerWord { device: "EHR-DB01".to_owned(), backed_up: false }];
        assert_eq!(codes(&state), "ledger-says-no");
        let mut state = whole();
        if let Some(plan) = &mut state.plan {
            plan.stated.rpo_hours = Some(12);
        }
        assert_eq!(codes(&state), "rpo-not-met");
    }
}
