//! Taking an inventory in: it comes, what it would do is shown, columns are settled, a person says yes. What takes long shows how far
//! it is, and can be stopped.

use super::list::{Asked, page as list_page};
use crate::{
    cx::Cx,
    error::{PageError, PageResult},
    form::Form,
    layout::{Layout, html_with, see},
    upload::Upload,
};
use app::intake::{
    Choice, ColumnShown, IntakeError, InventoryPreview, Looked, Stage, Waiting, Written, keep_inventory,
    look_at_inventory, stop_inventory, take_inventory,
};
use askama::Template;
use axum::{
    extract::{Path, Query},
    http::StatusCode,
    response::{IntoResponse as _, Redirect},
};
use domain::{
    access::{ManageLedger, View},
    digest::Digest,
    evidence::FileName,
    intake::Meanings,
    ledger::FieldKey,
    vendor::Line,
};

/// What a field of the form is called before the heading of its column.
const COLUMN: &str = "column:";

#[derive(Template)]
#[template(path = "ledger/preview.html")]
struct PreviewPage {
    l: Layout,
    file: String,
    name: String,
    plan: InventoryPreview,
    /// What a person chose, as hidden fields of the form that takes it in.
    chosen: Vec<(String, String)>,
    changed: bool,
}

impl PreviewPage {
    const fn fields(&self) -> &'static [FieldKey] {
        FieldKey::ALL
    }

    fn is_field(&self, column: &ColumnShown, key: &FieldKey) -> bool {
        column.field == Some(*key)
    }

    fn words(&self, column: &ColumnShown) -> String {
        match column.field {
            Some(key) => app::ledger::words::field(self.l.t, key),
            None if column.is_unknown => self.l.t.get("ledger-column-unknown").into_owned(),
            None => self.l.t.get("ledger-column-unused").into_owned(),
        }
    }

    fn unknown(&self) -> usize {
        self.plan.columns.iter().filter(|column| column.is_unknown).count()
    }

    fn says_columns(&self) -> bool {
        self.chosen.iter().any(|(name, _)| name == "columns")
    }

    fn replaces(&self, number: &u32) -> bool {
        self.plan.replaces.as_ref().is_some_and(|one| one.number == *number)
    }
}

#[derive(Template)]
#[template(path = "ledger/progress.html")]
struct ProgressPage {
    l: Layout,
    file: String,
    name: String,
    /// Where the page looks again.
    address: String,
    stage: Stage,
    rows: usize,
    writes: bool,
}

impl ProgressPage {
    const fn stages(&self) -> [Stage; 4] {
        Stage::ALL
    }

    fn at(&self) -> usize {
        Stage::ALL.iter().position(|one| *one == self.stage).unwrap_or_default()
    }
}

/// `POST /ledger/intake`: the file is kept, its preview comes.
pub(crate) async fn take(cx: Cx, upload: Upload) -> PageResult {
    let Some(arrived) = upload.file else {
        let words = cx.t().get("evidence-file-missing").into_owned();
        return refused(&cx, words).await;
    };
    match keep_inventory(cx.app(), &cx.permit()?, arrived) {
        Ok(waiting) => Ok(Redirect::to(&address(&waiting, &[])?).into_response()),
        Err(error) => failed(&cx, error).await,
    }
}

/// The page of a file, with what was chosen.
fn address(waiting: &Waiting, chosen: &[(String, String)]) -> PageResult<String> {
    let name = ("name".to_owned(), waiting.name.to_string());
    let pairs: Vec<&(String, String)> = std::iter::once(&name).chain(chosen).collect();
    let query = serde_urlencoded::to_string(pairs).map_err(|error| PageError::Internal(error.to_string()))?;
    Ok(format!("/ledger/intake/{}?{query}", waiting.file))
}

async fn refused(cx: &Cx, words: String) -> PageResult {
    list_page(cx, StatusCode::UNPROCESSABLE_ENTITY, Asked::default(), Some(words), Vec::new()).await
}

async fn failed(cx: &Cx, error: IntakeError) -> PageResult {
    match error {
        IntakeError::Refused(_) => refused(cx, cx.t().one("ledger-refused-too-large", "found", "64 MiB")).await,
        IntakeError::Changed => refused(cx, cx.t().get("ledger-changed-meanwhile").into_owned()).await,
        IntakeError::App(error) => Err(error.into()),
    }
}

/// What the form said.
struct Said(Vec<(String, String)>);

impl Said {
    fn text(&self, name: &str) -> &str {
        self.0.iter().find(|(known, _)| known == name).map_or("", |(_, value)| value.as_str())
    }

    fn waiting(&self, file: Digest) -> PageResult<Waiting> {
        Ok(Waiting { file, name: FileName::clean(self.text("name")).map_err(|_| PageError::BadForm)? })
    }

    /// What a person chose: a column is a field `column:HEADING` with the code of what it means, empty for one that is left out.
    fn choice(&self) -> PageResult<Choice> {
        let mut columns = None;
        if self.text("columns") == "chosen" {
            let mut said = Meanings::default();
            for (heading, code) in self.0.iter().filter_map(|(name, code)| Some((name.strip_prefix(COLUMN)?, code))) {
                let field = match code.as_str() {
                    "" => None,
                    code => Some(FieldKey::from_code(code).ok_or(PageError::BadForm)?.code()),
                };
                said = said.with(heading, field);
            }
            columns = Some(said);
        }
        let replaces = match self.text("replaces") {
            "" => None,
            number => Some(number.parse().map_err(|_| PageError::BadForm)?),
        };
        Ok(Choice { columns, replaces, ..Choice::default() })
    }

    /// The same as fields, to be sent again.
    fn chosen(&self) -> Vec<(String, String)> {
        let is_choice = |name: &str, value: &str| {
            name.starts_with(COLUMN) || (["columns", "replaces"].contains(&name) && !value.is_empty())
        };
        self.0.iter().filter(|(name, value)| is_choice(name, value)).cloned().collect()
    }
}

/// `GET /ledger/intake/{file}`: what it would do; how far that is, or how far taking it in is.
pub(crate) async fn preview(
    cx: Cx,
    Path(file): Path<Digest>,
    Query(pairs): Query<Vec<(String, String)>>,
) -> PageResult {
    let _ = cx.permit::<ManageLedger>()?;
    let said = Said(pairs);
    look(&cx, &said.waiting(file)?, &said, false).await
}

async fn look(cx: &Cx, waiting: &Waiting, said: &Said, changed: bool) -> PageResult {
    let view = cx.permit::<View>()?;
    let looked = look_at_inventory(cx.app(), &view, waiting, &said.choice()?, cx.t()).await;
    answer(cx, waiting, said, looked, changed).await
}

async fn answer(cx: &Cx, waiting: &Waiting, said: &Said, looked: Looked, changed: bool) -> PageResult {
    let status = if changed { StatusCode::CONFLICT } else { StatusCode::OK };
    let (l, file, name) = (Layout::of(cx, "ledger"), waiting.file.to_string(), waiting.name.to_string());
    match looked {
        Looked::Running { stage, rows, writes } => {
            let address = address(waiting, &said.chosen())?;
            html_with(status, &ProgressPage { l, file, name, address, stage, rows, writes })
        }
        Looked::Done(Ok(Written::Shown(plan))) => {
            html_with(status, &PreviewPage { l, file, name, plan: *plan, chosen: said.chosen(), changed })
        }
        Looked::Done(Ok(Written::Refused(words))) => refused(cx, format!("{}: {words}", waiting.name)).await,
        Looked::Done(Ok(Written::Taken(counts))) if counts.conflict > 0 => Ok(see("/ledger/inbox", "taken-in")),
        Looked::Done(Ok(Written::Taken(_))) => Ok(see("/ledger", "taken-in")),
        Looked::Done(Ok(Written::Stopped)) => Ok(see("/ledger", "stopped")),
        Looked::Done(Err(IntakeError::Changed)) if !changed => Box::pin(look(cx, waiting, said, true)).await,
        Looked::Done(Err(error)) => failed(cx, error).await,
    }
}

/// `POST /ledger/intake/{file}`: what was shown is written, or nothing.
pub(crate) async fn apply(cx: Cx, Path(file): Path<Digest>, Form(pairs): Form<Vec<(String, String)>>) -> PageResult {
    let said = Said(pairs);
    let waiting = said.waiting(file)?;
    let seal: Digest = said.text("seal").parse().map_err(|_| PageError::BadForm)?;
    let keep = Line::maybe(said.text("keep")).ok().flatten();
    let permits = (&cx.permit::<View>()?, &cx.permit::<ManageLedger>()?);
    let looked = take_inventory(cx.app(), permits, &waiting, &said.choice()?, seal, keep, cx.t()).await;
    match looked {
        // A page that is loaded again must not ask twice.
        Looked::Running { .. } => Ok(Redirect::to(&address(&waiting, &said.chosen())?).into_response()),
        done @ Looked::Done(_) => answer(&cx, &waiting, &said, done, false).await,
    }
}

/// `POST /ledger/intake/{file}/stop`: what is under way is stopped, and nothing of it is written; unless it was done already.
pub(crate) async fn stop(cx: Cx, Path(file): Path<Digest>, Form(pairs): Form<Vec<(String, String)>>) -> PageResult {
    let said = Said(pairs);
    let waiting = said.waiting(file)?;
    match stop_inventory(cx.app(), &cx.permit()?, file).await {
        Some(done @ Looked::Done(Ok(Written::Taken(_)) | Err(_))) => answer(&cx, &waiting, &said, done, false).await,
        _ => Ok(see("/ledger", "stopped")),
    }
}
