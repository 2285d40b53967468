//! Every key that a page, a paper or the command line names is there in both languages, and no text is left that nothing names.
//!
//! Keys are found in the sources as they are written: whole ones (`t.get("staff-name")`), and those put together at run time
//! (`t.code("staff-role", role)`), whose endings are read from the place that decides them.

use messages::{Lang, Value, keys, text, text_with};
use std::{
    collections::BTreeSet,
    fs, io,
    path::{Path, PathBuf},
};

/// Sources that hold keys.
const PLACES: [&str; 4] = ["crates/app/src", "crates/sakimori/src", "crates/web/src", "crates/web/templates"];

/// Keys put together at run time: what they begin with, what they end with, the file that decides the middle, and the words
/// between which every quoted code in it is such a middle.
const PUT_TOGETHER: &[(&str, &[&str], &str, &str, &str)] = &[
    ("access-log-problem-", &[""], "crates/logs/src/archive/verify.rs", "pub const CODES", "];"),
    ("access-log-reason-", &[""], "crates/logs/src/tally.rs", "pub const fn code", "\n    }\n"),
    ("access-log-refused-", &[""], "crates/logs/src/read.rs", "pub const fn code", "\n    }\n"),
    ("assessment-carry-fate-", &[""], CARRY, "let (fate, into) = match", "};"),
    ("assessment-carry-how-", &[""], CARRY, "const fn how_code", "\n    }\n"),
    ("assessment-answer-", &[""], "crates/domain/src/assessment/answer.rs", "pub const fn code", "\n    }\n"),
    ("catalog-document-", &[""], "crates/web/src/catalog.rs", "const LINKS", "];"),
    ("catalog-mark-reconstructed-", &[""], LIKELIHOOD, "impl Likelihood", "\n}\n"),
    ("command-catalog-form-", &[""], FORM_KIND, "pub const fn code", "\n    }\n"),
    ("backup-copy-", &[""], "crates/web/src/readiness/backup/copy.rs", "const FIELDS", "];"),
    ("backup-field-", &[""], "crates/app/src/intake/backup_runs.rs", "pub const RUN_FIELDS", "\n];"),
    ("backup-file-", &[""], BACKUP_READER, "impl RunsKind", "\n}\n"),
    ("backup-finding-", &[""], "crates/domain/src/readiness/backup/finding.rs", "pub const fn code", "\n    }\n"),
    ("backup-frequency-", &[""], BACKUP_COPY, "    Frequency {", "\n    }\n"),
    ("backup-lost-", &[""], BACKUP_READER, "impl LostWhy", "\n}\n"),
    ("backup-media-", &[""], BACKUP_COPY, "    MediaKind {", "\n    }\n"),
    ("backup-medium-", &[""], BACKUP_COPY, "    MediumClass {", "\n    }\n"),
    ("backup-method-", &[""], BACKUP_COPY, "    Method {", "\n    }\n"),
    ("backup-outcome-", &[""], "crates/domain/src/readiness/backup/rehearsal.rs", "pub const fn code", "\n    }\n"),
    ("backup-refused-", &[""], BACKUP_READER, "impl RunsRefusedWhy {\n    /// Every", "\n}\n"),
    ("backup-rehearsal-", &[""], "crates/web/src/readiness/backup/rehearsal.rs", "const FIELDS", "];"),
    ("backup-result-", &[""], "crates/domain/src/readiness/backup/run.rs", "impl RunResult", "\n}\n"),
    ("backup-separation-", &[""], BACKUP_COPY, "    Separation {", "\n    }\n"),
    ("backup-tool-", &[""], "crates/domain/src/readiness/backup/run.rs", "impl Tool", "\n}\n"),
    ("command-import-stage-", &[""], "crates/app/src/intake/inventory/progress.rs", "pub const fn code", "\n    }\n"),
    ("ledger-stage-", &[""], "crates/app/src/intake/inventory/progress.rs", "pub const fn code", "\n    }\n"),
    ("incident-kind-", &[""], "crates/domain/src/readiness/incident/entry.rs", "    NoteKind {", "\n    }\n"),
    ("incident-report-", &[""], "crates/domain/src/readiness/incident/entry.rs", "    Report {", "\n    }\n"),
    ("incident-leak-", &[""], "crates/domain/src/readiness/incident/stated.rs", "impl Leak", "\n}\n"),
    ("incident-field-", &[""], "crates/domain/src/readiness/incident/stated.rs", "impl ReportField", "\n}\n"),
    ("incident-column-", &[""], "crates/app/src/readiness/incident/paper.rs", "const STEP_COLUMNS", "];"),
    ("incident-column-", &[""], "crates/app/src/readiness/incident/paper.rs", "const LINE_COLUMNS", "];"),
    ("incident-account-", &[""], "crates/app/src/readiness/incident/package.rs", "const ACCOUNT", "];"),
    ("incident-evidence-", &[""], "crates/app/src/readiness/incident/package.rs", "const EVIDENCE", "];"),
    ("incident-content-", &[""], "crates/app/src/readiness/incident/package.rs", "const CONTENT", "];"),
    ("emergency-why-", &[""], "crates/app/src/backup/trouble.rs", "pub const fn code", "\n    }\n"),
    ("emergency-contact-", &[""], "crates/app/src/readiness/sections.rs", "const CONTACT", "];"),
    ("emergency-cut-", &[""], "crates/app/src/readiness/sections.rs", "const CUT", "];"),
    ("emergency-joint-", &[""], "crates/app/src/readiness/sections.rs", "const JOINT", "];"),
    ("emergency-system-", &[""], "crates/app/src/readiness/sections.rs", "const SYSTEM", "];"),
    ("network-cut-part-", &[""], "crates/domain/src/network/procedure.rs", "pub const fn code", "\n    }\n"),
    ("network-cut-terminal-", &[""], "crates/app/src/network/procedure.rs", "Part::Terminal => [", "]"),
    ("network-segment-wrong-", &[""], "crates/domain/src/network/segment.rs", "pub const fn code(&self)", "\n    }\n"),
    ("backup-frequency-", &[""], BACKUP_COPY, "match self { Self::Unknown", ", $("),
    ("backup-media-", &[""], BACKUP_COPY, "match self { Self::Unknown", ", $("),
    ("backup-medium-", &[""], BACKUP_COPY, "match self { Self::Unknown", ", $("),
    ("backup-method-", &[""], BACKUP_COPY, "match self { Self::Unknown", ", $("),
    ("backup-separation-", &[""], BACKUP_COPY, "match self { Self::Unknown", ", $("),
    ("bcp-answer-", &[""], BCP_CHECK, "impl Answer", "\n}\n"),
    ("bcp-gap-", &[""], BCP_PLAN, "impl Gap", "pub const fn count"),
    ("bcp-ground-", &[""], BCP_GROUND, "\nground_kinds! {", "\n}\n"),
    ("bcp-ground-none-", &[""], BCP_GROUND, "\nground_kinds! {", "\n}\n"),
    ("bcp-importance-", &[""], "crates/domain/src/readiness/bcp/part.rs", "impl Importance", "\n}\n"),
    ("bcp-mark-", &[""], BCP_CHECK, "impl CheckMark", "\n}\n"),
    ("bcp-mark-text-", &[""], BCP_CHECK, "impl CheckMark", "\n}\n"),
    ("bcp-section-", &[""], BCP_PLAN, "impl Section", "\n}\n"),
    ("common-done-", &[""], "crates/web/src/layout.rs", "const DONE", "];"),
    ("error-", &["-title", "-text", "-remedy"], ERROR, "pub(crate) fn status", "\n    }\n"),
    ("error-", &["-title", "-text", "-remedy"], ERROR, "fn app_status", "\n}\n"),
    ("evidence-kind-", &[""], "crates/domain/src/evidence/file.rs", "pub const fn code", "\n    }\n"),
    ("facility-contract-", &[""], "crates/domain/src/facility/record.rs", "pub const fn code", "\n    }\n"),
    ("facility-kind-", &[""], "crates/domain/src/facility/kind.rs", "pub const fn code", "\n    }\n"),
    ("finding-export-", &[""], "crates/domain/src/evidence/export.rs", "\nkinds! {", "\n}\n"),
    ("finding-fact-", &[""], "crates/domain/src/evidence/fact/mod.rs", "\nfacts! {", "\n}\n"),
    ("finding-reason-", &[""], "crates/domain/src/evidence/finding/reason.rs", "\nreasons! {", "\n}\n"),
    ("finding-refused-", &[""], "crates/evidence/src/reading.rs", "impl Refused", "\n    }\n"),
    ("finding-rule-", &[""], RULE, "\nrules! {", "\n}\n"),
    ("finding-state-", &[""], "crates/domain/src/evidence/finding/mod.rs", "pub const fn code", "\n    }\n"),
    ("finding-unread-", &[""], "crates/evidence/src/reading.rs", "impl UnreadWhy", "\n    }\n"),
    ("finding-why-", &[""], RULE, "\nrules! {", "\n}\n"),
    ("journal-ledger-", &[""], "crates/domain/src/ledger/change.rs", "pub const fn code", "\n    }\n"),
    ("grounds-reason-", &[""], PROPOSAL, "pub const fn code(&self)", "\n    }\n"),
    ("grounds-reason-", &[""], "crates/domain/src/grounds/measure.rs", "pub const fn code", "\n    }\n"),
    ("grounds-verdict-", &[""], PROPOSAL, "pub const fn code(self)", "\n    }\n"),
    ("home-backup-why-", &[""], "crates/app/src/backup/trouble.rs", "pub const fn code", "\n    }\n"),
    ("home-next-", &["-title", "-text", "-button"], "crates/web/src/home.rs", "match &standing.next", "};"),
    ("inspection-problem-", &[""], "crates/report/src/pack/problem.rs", "pub const fn code", "\n    }\n"),
    ("intake-vendor-", &[""], "crates/app/src/intake/vendors.rs", "pub const VENDOR_FIELDS", "\n];"),
    ("intake-cell-", &[""], "crates/evidence/src/workbook/form.rs", "pub const fn code", "\n    }\n"),
    ("intake-refused-", &[""], "crates/app/src/intake/refusal.rs", "pub const fn code", "\n    }\n"),
    ("ledger-act-", &[""], "crates/domain/src/ledger/change.rs", "pub const fn code", "\n    }\n"),
    ("ledger-fate-", &[""], "crates/domain/src/ledger/book.rs", "pub const fn code", "\n    }\n"),
    ("ledger-field-", &[""], "crates/domain/src/ledger/field.rs", "\nfields! {", "\n}\n"),
    ("ledger-key-", &[""], "crates/domain/src/ledger/weak_key.rs", "pub const fn code", "\n    }\n"),
    ("ledger-kind-", &[""], LEDGER_STATE, "    DeviceKind {", "\n    }\n"),
    ("ledger-only-", &[""], "crates/web/src/ledger/list.rs", "const VIEWS", "];"),
    ("ledger-source-", &[""], "crates/domain/src/ledger/statement.rs", "pub const fn code", "\n    }\n"),
    ("ledger-status-", &[""], LEDGER_STATE, "    DeviceStatus {", "\n    }\n"),
    ("ledger-support-", &[""], "crates/web/src/ledger/list.rs", "const SUPPORTS", "];"),
    ("ledger-wrong-", &[""], "crates/domain/src/ledger/value.rs", "pub const fn code", "\n    }\n"),
    ("ledger-inventory-", &[""], "crates/evidence/src/inventory/reading.rs", "pub const fn code", "\n    }\n"),
    ("ledger-refused-", &[""], INVENTORY_FAULT, "impl FileWhy", "\n}\n"),
    ("ledger-remark-", &[""], INVENTORY_FAULT, "impl RemarkWhy", "\n}\n"),
    ("ledger-remark-", &[""], "crates/domain/src/ledger/value.rs", "pub const fn code", "\n    }\n"),
    ("ledger-labels-sheet-", &[""], "crates/web/src/ledger/label.rs", "const SHEETS", "];"),
    ("stocktake-column-", &[""], STOCKTAKE_SHEET, "const fn code", "\n    }\n"),
    ("stocktake-found-", &[""], STOCKTAKE, "    Found {", "\n    }\n"),
    ("stocktake-state-", &[""], STOCKTAKE, "    CountState {", "\n    }\n"),
    ("stocktake-row-", &[""], "crates/evidence/src/table/mod.rs", "pub const fn code", "\n    }\n"),
    ("stocktake-row-", &[""], STOCKTAKE_SHEET, "fn device(", "\n    }\n"),
    ("paper-", &[""], "crates/report/src/document.rs", "pub const LABELS", "];"),
    ("search-kind-", &[""], "crates/app/src/search/mod.rs", "pub const fn code", "\n    }\n"),
    ("remediation-paper-", &[""], "crates/report/src/improvement_plan.rs", "pub const PLAN_LABELS", "];"),
    ("remediation-state-", &[""], "crates/domain/src/remediation/course.rs", "pub const fn code", "\n    }\n"),
    ("remediation-state-", &[""], "crates/web/src/remediation/list.rs", "const STATES", "];"),
    ("vendor-door-", &["-title", "-text"], "crates/web/src/vendor/door.rs", "const fn code(self)", "\n    }\n"),
    ("vendor-reminder-", &[""], REQUEST, "impl Reminder", "\n    }\n"),
    ("vendor-status-", &[""], REQUEST, "Self::Overdue { .. } => ", "\n    }\n"),
    ("vendor-submission-", &[""], "crates/web/src/vendor/request.rs", "match &submission.state {", "};"),
    ("vendor-via-", &[""], "crates/domain/src/vendor/submission.rs", "pub const fn code", "\n    }\n"),
    ("system-contradiction-", &[""], SYSTEM_VIEW, "pub const fn code", "\n    }\n"),
    ("system-explained-", &[""], SYSTEM_VIEW, "pub const fn code", "\n    }\n"),
    ("vendor-system-kind-", &[""], "crates/domain/src/ledger/system.rs", "pub const fn code", "\n    }\n"),
    ("vendor-updates-", &[""], "crates/domain/src/vendor/contract.rs", "pub const fn code", "\n    }\n"),
    ("contact-chart-card-step-", &[""], "crates/app/src/readiness/contact_chart/drawn.rs", "let steps", "];"),
    (
        "contact-chart-fault-",
        &[""],
        "crates/domain/src/readiness/contact_chart/fault.rs",
        "pub const fn code",
        "\n    }\n",
    ),
    ("contact-chart-paper-", &[""], "crates/report/src/contact_chart.rs", "pub const CHART_LABELS", "];"),
    ("contact-chart-part-", &[""], "crates/domain/src/readiness/contact_chart/chart.rs", "let parts", "];"),
    ("contact-chart-party-", &[""], CHART_ENTRY, "impl Party", "\n}\n"),
    ("contact-chart-post-", &[""], "crates/app/src/readiness/contact_chart/begin.rs", "const POSTS", "];"),
    ("contact-chart-role-", &[""], CHART_ENTRY, "\nchart_roles! {", "\n}\n"),
    (
        "contact-chart-standing-",
        &[""],
        "crates/domain/src/readiness/contact_chart/standing.rs",
        "pub const fn code",
        "\n    }\n",
    ),
    ("contact-chart-who-", &[""], CHART_ENTRY, "impl Party", "\n}\n"),
    ("drill-kind-", &[""], DRILL, "impl DrillKind", "\n}\n"),
    ("drill-next-", &[""], DRILL, "impl DrillKind", "\n}\n"),
    ("drill-paper-", &[""], "crates/report/src/drills.rs", "pub const DRILL_LABELS", "];"),
    ("due-kind-", &[""], "crates/domain/src/readiness/due.rs", "\ndue_kinds! {", "\n}\n"),
    ("due-weekday-", &[""], "crates/web/templates/readiness/calendar.html", "for day in [", "]"),
    ("disclosure-answer-", &[""], DISCLOSURE_ANSWER, "pub const fn code", "\n    }\n"),
    ("disclosure-change-", &[""], "crates/web/src/vendor/disclosure/compare.rs", "let lines", "collect();"),
    ("disclosure-decision-", &[""], TASK, "impl Decision {", "\n}\n"),
    ("disclosure-kind-", &[""], DISCLOSURE_RECORD, "impl DisclosureKind", "\n}\n"),
    ("disclosure-kind-long-", &[""], DISCLOSURE_RECORD, "impl DisclosureKind", "\n}\n"),
    ("disclosure-reason-", &[""], TASK, "impl TaskReason", "\n}\n"),
    (
        "disclosure-standing-",
        &[""],
        "crates/domain/src/vendor/disclosure/standing.rs",
        "pub const fn code",
        "\n    }\n",
    ),
    ("disclosure-state-", &[""], DISCLOSURE_RECORD, "pub const CODES", "];"),
    ("disclosure-status-", &[""], "crates/domain/src/catalog/disclosure.rs", "impl TopicStatus", "\n}\n"),
    ("disclosure-task-", &[""], TASK, "impl TaskState", "\n}\n"),
    ("disclosure-unread-", &[""], "crates/evidence/src/workbook/disclosure.rs", "impl UnreadWhy", "\n}\n"),
    ("remote-concern-", &[""], CONCERN, "pub const fn code", "\n    }\n"),
    ("remote-why-", &[""], CONCERN, "pub const fn code", "\n    }\n"),
    ("remote-entry-", &[""], STANDING, "pub const fn code", "\n    }\n"),
    ("remote-how-", &[""], "crates/domain/src/vendor/remote_access/confirmation.rs", "pub const fn code", "\n    }\n"),
    ("remote-means-", &[""], "crates/domain/src/vendor/remote_access/means.rs", "pub const fn code", "\n    }\n"),
    ("remote-opening-", &[""], "crates/domain/src/vendor/remote_access/record.rs", "impl Opening", "\n}\n"),
    ("remote-origin-", &[""], "crates/domain/src/vendor/remote_access/origin.rs", "pub const fn code", "\n    }\n"),
    ("remote-standing-", &[""], STANDING, "impl RemoteStanding", "\n}\n"),
    ("remote-two-factor-", &[""], "crates/domain/src/vendor/remote_access/record.rs", "impl TwoFactor", "\n}\n"),
    ("split-by-", &[""], DUTY, "impl DoneBy", "\n}\n"),
    ("split-duty-", &[""], DUTY, "impl Duty", "\n}\n"),
    ("split-point-", &[""], "crates/domain/src/vendor/split/point.rs", "pub const fn code", "\n    }\n"),
    ("staff-role-", &[""], "crates/domain/src/staff/role.rs", "pub const fn code", "\n    }\n"),
];
const BCP_CHECK: &str = "crates/domain/src/readiness/bcp/check.rs";
const BCP_GROUND: &str = "crates/domain/src/readiness/bcp/ground.rs";
const BCP_PLAN: &str = "crates/domain/src/readiness/bcp/plan.rs";
const BACKUP_COPY: &str = "crates/domain/src/readiness/backup/copy.rs";
const BACKUP_READER: &str = "crates/evidence/src/backup_run/mod.rs";
const CARRY: &str = "crates/web/src/assessment/carry.rs";
const ERROR: &str = "crates/web/src/error.rs";
const FORM_KIND: &str = "crates/domain/src/catalog/id.rs";
const INVENTORY_FAULT: &str = "crates/evidence/src/inventory/fault.rs";
const STOCKTAKE: &str = "crates/domain/src/ledger/stocktake.rs";
const STOCKTAKE_SHEET: &str = "crates/app/src/ledger/stocktake/sheet.rs";
const LEDGER_STATE: &str = "crates/domain/src/ledger/state.rs";
const LIKELIHOOD: &str = "crates/domain/src/catalog/official.rs";
const REQUEST: &str = "crates/domain/src/vendor/request.rs";
const RULE: &str = "crates/domain/src/evidence/finding/rule.rs";
const PROPOSAL: &str = "crates/domain/src/grounds/proposal.rs";

const CHART_ENTRY: &str = "crates/domain/src/readiness/contact_chart/entry.rs";
const DRILL: &str = "crates/domain/src/readiness/drill.rs";
const CONCERN: &str = "crates/domain/src/vendor/remote_access/concern.rs";
const DISCLOSURE_ANSWER: &str = "crates/domain/src/vendor/disclosure/answer.rs";
const DISCLOSURE_RECORD: &str = "crates/domain/src/vendor/disclosure/record.rs";
const DUTY: &str = "crates/domain/src/vendor/split/duty.rs";
const SYSTEM_VIEW: &str = "crates/domain/src/vendor/system_view.rs";
const TASK: &str = "crates/domain/src/vendor/disclosure/task.rs";
const STANDING: &str = "crates/domain/src/vendor/remote_access/standing.rs";

/// Beginnings whose endings the program's own tests walk: names of commands and options, findings of checks.
const WALKED_ELSEWHERE: [&str; 4] = ["command-help", "command-help-arg-", "command-pack-", "command-verify-"];

/// Quoted words that look like a key and are none: codes that the program puts a beginning to, and beginnings of choices.
const NO_KEYS: [&str; 20] = [
    "backup-frequency",
    "backup-media",
    "backup-medium",
    "backup-method",
    "backup-outcome",
    "backup-separation",
    "bcp-handed-out",
    "bcp-removed",
    "disclosure-added",
    "disclosure-decided",
    "evidence-added",
    "evidence-withdrawn",
    "paper-recorded",
    "remote-added",
    "remote-confirmed",
    "remote-ended",
    "vendor-added",
    "vendor-signs",
    "workbook-nothing",
    "workbook-taken",
];

/// A quoted word in a source.
#[derive(Debug, PartialEq, Eq)]
struct Quoted<'a> {
    word: &'a str,
    /// What stands before the quote.
    before: &'a str,
    /// What stands after the word: the closing quote if the word is whole, `{` if more follows at run time.
    after: &'a str,
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// Words of letters, digits, `-` and `_` that follow a quotation mark.
fn quoted(source: &str) -> impl Iterator<Item = Quoted<'_>> {
    source.match_indices('"').filter_map(|(at, _)| {
        let rest = &source[at + 1..];
        let end = rest.find(|c: char| !(c.is_ascii_alphanumeric() || c == '-' || c == '_'))?;
        (end > 0).then(|| Quoted { word: &rest[..end], before: &source[..at], after: &rest[end..] })
    })
}

fn read(folder: &Path, found: &mut Vec<(PathBuf, String)>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            read(&path, found)?;
        } else {
            found.push((path.clone(), fs::read_to_string(&path)?));
        }
    }
    Ok(())
}

fn sources() -> io::Result<Vec<(PathBuf, String)>> {
    let mut found = Vec::new();
    for place in PLACES {
        read(&root().join(place), &mut found)?;
    }
    Ok(found)
}

/// What a source names: whole keys, and beginnings that are completed at run time.
fn named<'a>(source: &'a str, rooms: &BTreeSet<String>) -> (Vec<Quoted<'a>>, Vec<String>) {
    let (mut whole, mut begun) = (Vec::new(), Vec::new());
    for quote in quoted(source) {
        let of_a_room = quote.word.split_once('-').is_some_and(|(room, _)| rooms.contains(room));
        // `class="error-text"` in a template is no key.
        if !of_a_room || quote.before.ends_with('=') || NO_KEYS.contains(&quote.word) {
            continue;
        }
        if quote.before.trim_end().ends_with("code(") && quote.after.starts_with('"') {
            begun.push(format!("{}-", quote.word));
        } else if WALKED_ELSEWHERE.contains(&quote.word) || quote.after.starts_with('{') {
            begun.push(quote.word.to_owned());
        } else if quote.after.starts_with('"') {
            whole.push(quote);
        }
    }
    (whole, begun)
}

/// The names of the first argument of `one("key", "name", …)`.
fn argument<'a>(quote: &Quoted<'a>) -> Option<&'a str> {
    quote.before.ends_with("one(").then_some(())?;
    let rest = quote.after.strip_prefix("\", \"")?;
    rest.split_once('"').map(|(name, _)| name)
}

/// What is wrong with a key where it is named; `None` if it will show as words.
fn fault(quote: &Quoted<'_>) -> Option<String> {
    let key = quote.word;
    Lang::ALL.into_iter().find_map(|lang| {
        let lang_code = lang.code();
        if !keys(lang).iter().any(|known| known == key) {
            return Some(format!("{key}: missing in {lang_code}"));
        }
        if quote.before.ends_with("get(") && text(lang, key).starts_with('⟦') {
            return Some(format!("{key}: needs an argument in {lang_code} and gets none"));
        }
        let name = argument(quote)?;
        text_with(lang, key, &[(name, Value::from(1_u8))])
            .starts_with('⟦')
            .then(|| format!("{key}: ${name} is not all that it needs in {lang_code}"))
    })
}

fn rooms() -> BTreeSet<String> {
    keys(Lang::Ja).iter().filter_map(|key| key.split_once('-')).map(|(room, _)| room.to_owned()).collect()
}

/// Keys that [`PUT_TOGETHER`] says, and what is wrong with its places.
fn put_together() -> io::Result<(BTreeSet<String>, Vec<String>)> {
    let (mut keys, mut wrong) = (BTreeSet::new(), Vec::new());
    for (beginning, endings, file, from, to) in PUT_TOGETHER {
        let source = fs::read_to_string(root().join(file))?;
        let part = source.split_once(from).and_then(|(_, rest)| rest.split_once(to)).map(|(part, _)| part);
        let before = keys.len();
        for quote in quoted(part.unwrap_or_default()).filter(|quote| quote.after.starts_with('"')) {
            // Labels of the paper are fields of its data, written with `_` there; codes of enumerations keep theirs.
            let middle =
                if beginning.ends_with("paper-") { quote.word.replace('_', "-") } else { quote.word.to_owned() };
            keys.extend(endings.iter().map(|ending| format!("{beginning}{middle}{ending}")));
        }
        if keys.len() == before {
            wrong.push(format!("{beginning}…: no code between `{from}` and its end in {file}"));
        }
    }
    Ok((keys, wrong))
}

#[test]
fn every_key_that_is_named_has_words() -> io::Result<()> {
    let rooms = rooms();
    let (keys_put_together, mut wrong) = put_together()?;
    for key in &keys_put_together {
        for lang in Lang::ALL.into_iter().filter(|lang| !keys(*lang).contains(key)) {
            wrong.push(format!("{key}: missing in {}", lang.code()));
        }
    }
    let mut count = 0;
    for (path, source) in sources()? {
        let (whole, begun) = named(&source, &rooms);
        count += whole.len();
        let faults = whole.iter().filter_map(fault);
        wrong.extend(faults.map(|fault| format!("{}: {fault}", path.display())));
        let known = |start: &String| {
            WALKED_ELSEWHERE.contains(&start.as_str()) || PUT_TOGETHER.iter().any(|(known, ..)| known == start)
        };
        let unknown = begun.iter().filter(|start| !known(start));
        wrong.extend(unknown.map(|start| format!("{}: {start}…: say in PUT_TOGETHER how it goes on", path.display())));
    }
    assert!(count > 300, "only {count} keys found in the sources");
    assert!(wrong.is_empty(), "\n  {}", wrong.join("\n  "));
    Ok(())
}

#[test]
fn no_text_is_left_that_nothing_names() -> io::Result<()> {
    let rooms = rooms();
    let (mut used, _) = put_together()?;
    for (_, source) in sources()? {
        used.extend(named(&source, &rooms).0.iter().map(|quote| quote.word.to_owned()));
    }
    let walked = |key: &String| WALKED_ELSEWHERE.iter().any(|start| key.starts_with(start));
    let left: Vec<String> = keys(Lang::Ja).into_iter().filter(|key| !used.contains(key) && !walked(key)).collect();
    assert!(left.is_empty(), "no page, paper or command names {left:?}");
    Ok(())
}

#[test]
fn a_wrong_key_is_found() {
    let rooms = rooms();
    let faults = |source: &str| named(source, &rooms).0.iter().filter_map(fault).collect::<Vec<_>>();
    assert_eq!(faults(r#"l.t.get("staff-nmae")"#), ["staff-nmae: missing in ja"]);
    assert_eq!(faults(r#"l.t.get("assessment-round")"#), ["assessment-round: needs an argument in ja and gets none"]);
    let wrong = faults(r#"l.t.one("assessment-round", "number", 1)"#);
    assert_eq!(wrong, ["assessment-round: $number is not all that it needs in ja"]);
    assert!(faults(r#"l.t.one("assessment-round", "round", 1) <p class="error-text"> "2024-06-10""#).is_empty());
    assert_eq!(named(r#"t.code("staff-role", x) format!("error-{}-{part}", y)"#, &rooms).1, ["staff-role-", "error-"]);
}
