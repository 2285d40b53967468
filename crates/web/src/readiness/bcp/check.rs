//! 確認表: the items with their marks, what the program knows, and what a person answers.

use super::{Wrong, refusal, state, version_of};
use crate::{
    cx::Cx,
    error::{PageError, PageResult},
    form::Fields,
    layout::{Layout, html, html_with},
};
use app::readiness::bcp::{self as room, BcpStanding};
use askama::Template;
use axum::{extract::Path, http::StatusCode};
use domain::{
    access::View,
    calendar::iso,
    catalog::{Bilingual, TopicId},
    readiness::bcp::{
        Answer, BcpKnown, CheckAnswer, CheckItem, CheckMark, CheckTally, CheckText, Ground, Part, PartKey, grounds,
    },
};

/// What the program knows, in words.
pub(crate) struct GroundLine {
    pub(crate) words: String,
    pub(crate) speaks_for: bool,
}

/// An item.
pub(crate) struct ItemLine {
    pub(crate) id: String,
    pub(crate) number: String,
    pub(crate) heading: String,
    pub(crate) group: String,
    /// 確認項目; empty where the sentence was not seen.
    pub(crate) check: String,
    pub(crate) guide: String,
    /// Code of the mark.
    pub(crate) mark: &'static str,
    pub(crate) exact: bool,
    /// Code of the answer; empty while there is none.
    pub(crate) answer: &'static str,
    pub(crate) note: String,
    pub(crate) target: String,
    pub(crate) overdue: bool,
    pub(crate) grounds: Vec<GroundLine>,
}

/// A step with its items.
pub(crate) struct StepLines {
    pub(crate) number: String,
    pub(crate) name: String,
    pub(crate) aim: String,
    pub(crate) items: Vec<ItemLine>,
}

#[derive(Template)]
#[template(path = "readiness/bcp/checks.html")]
struct ListPage {
    l: Layout,
    tally: CheckTally,
    steps: Vec<StepLines>,
    source: String,
}

#[derive(Template)]
#[template(path = "readiness/bcp/check.html")]
struct ItemPage {
    l: Layout,
    item: ItemLine,
    step: String,
    version: i64,
    typed: Typed,
    /// What the program knew when the answer was given.
    shown: Vec<GroundLine>,
    next: String,
    wrong: Option<Wrong>,
}

impl ItemPage {
    fn error(&self, field: &str) -> Option<&'static str> {
        self.wrong.filter(|(name, _)| *name == field).map(|(_, key)| key)
    }

    const fn answers(&self) -> [Answer; 3] {
        Answer::ALL
    }
}

/// An answer as typed.
#[derive(Debug, Clone, Default)]
struct Typed {
    answer: String,
    note: String,
    target_on: String,
}

struct Reader<'a> {
    cx: &'a Cx,
    now: &'a BcpStanding,
    known: &'a BcpKnown,
}

impl Reader<'_> {
    fn words(&self, words: &Bilingual) -> String {
        if self.cx.t().is_ja() { words.ja.clone() } else { words.en.clone() }
    }

    fn maybe(&self, words: Option<&Bilingual>) -> String {
        words.map(|words| self.words(words)).unwrap_or_default()
    }

    fn ground(&self, ground: &Ground) -> GroundLine {
        GroundLine { words: room::ground(self.cx.t(), ground), speaks_for: ground.speaks_for }
    }

    fn item(&self, item: &CheckItem) -> ItemLine {
        let (t, today) = (self.cx.t(), self.now.today);
        let answer = self.now.plan.checks.get(&item.id);
        let target = answer.and_then(|answer| answer.target_on);
        ItemLine {
            id: item.id.to_string(),
            number: item.number.clone(),
            heading: self.words(&item.heading),
            group: self.maybe(item.group.as_ref()),
            check: self.maybe(item.check.as_ref()),
            guide: self.maybe(item.guide.as_ref()),
            mark: item.mark.code(),
            exact: item.mark == CheckMark::Exact,
            answer: answer.map(|answer| answer.answer.code()).unwrap_or_default(),
            note: answer.map(|answer| answer.note.to_string()).unwrap_or_default(),
            target: target.map(|on| t.short_day(on)).unwrap_or_default(),
            overdue: target.is_some_and(|on| on < today),
            grounds: grounds(&item.grounds, self.known, today).iter().map(|one| self.ground(one)).collect(),
        }
    }
}

/// `GET /bcp/checks`.
pub(crate) async fn list(cx: Cx) -> PageResult {
    let (app, view) = (cx.app(), cx.permit::<View>()?);
    let now = room::standing(app, &view).await?;
    let known = room::known(app, &view, &now, cx.t()).await?;
    let reader = Reader { cx: &cx, now: &now, known: &known };
    let steps = app.catalog.bcp().steps.iter().map(|step| StepLines {
        number: step.number.clone(),
        name: reader.words(&step.name),
        aim: reader.words(&step.aim),
        items: step.items.iter().map(|item| reader.item(item)).collect(),
    });
    let source = app.catalog.bcp().source.clone();
    html(&ListPage { l: Layout::of(&cx, "readiness"), tally: now.tally, steps: steps.collect(), source })
}

/// `GET /bcp/checks/{item}`.
pub(crate) async fn show(cx: Cx, Path(id): Path<TopicId>) -> PageResult {
    page(&cx, StatusCode::OK, &id, None, None).await
}

async fn page(
    cx: &Cx,
    status: StatusCode,
    id: &TopicId,
    typed: Option<(i64, Typed)>,
    wrong: Option<Wrong>,
) -> PageResult {
    let (app, view) = (cx.app(), cx.permit::<View>()?);
    let book = app.catalog.bcp();
    let item = book.item(id).ok_or(PageError::NotFound)?;
    let step = book.steps.iter().find(|step| step.items.iter().any(|one| one.id == *id)).ok_or(PageError::NotFound)?;
    let now = room::standing(app, &view).await?;
    let known = room::known(app, &view, &now, cx.t()).await?;
    let reader = Reader { cx, now: &now, known: &known };
    let answer = now.plan.checks.get(id);
    let (version, typed) = typed.unwrap_or_else(|| {
        let typed = answer.map(|answer| Typed {
            answer: answer.answer.code().to_owned(),
            note: answer.note.to_string(),
            target_on: answer.target_on.map(iso).unwrap_or_default(),
        });
        (now.loaded.version(&PartKey::Check(id.clone())).get(), typed.unwrap_or_default())
    });
    let next = book.items().skip_while(|one| one.id != *id).nth(1);
    let page = ItemPage {
        l: Layout::of(cx, "readiness"),
        item: reader.item(item),
        step: format!("{} {}", step.number, reader.words(&step.name)),
        version,
        typed,
        shown: answer.map(|answer| answer.shown.iter().map(|one| reader.ground(one)).collect()).unwrap_or_default(),
        next: next.map(|one| one.id.to_string()).unwrap_or_default(),
        wrong,
    };
    html_with(status, &page)
}

/// Records an answer with the grounds as they are now.
pub(crate) async fn answer(cx: Cx, Path(id): Path<TopicId>, fields: Fields) -> PageResult {
    let (app, view) = (cx.app(), cx.permit::<View>()?);
    let item = app.catalog.bcp().item(&id).ok_or(PageError::NotFound)?;
    let now = room::standing(app, &view).await?;
    let known = room::known(app, &view, &now, cx.t()).await?;
    let shown = grounds(&item.grounds, &known, now.today);
    let text =
        CheckText { answer: fields.text("answer"), note: fields.text("note"), target_on: fields.text("target_on") };
    match CheckAnswer::parse(&text, shown) {
        Ok(answer) => state(&cx, &fields, PartKey::Check(id), Some(Part::Check(Box::new(answer))), "saved").await,
        Err(error) => {
            let typed = Typed {
                answer: text.answer.to_owned(),
                note: text.note.to_owned(),
                target_on: text.target_on.to_owned(),
            };
            let version = version_of(&fields)?.get();
            page(&cx, StatusCode::UNPROCESSABLE_ENTITY, &id, Some((version, typed)), Some(refusal(&error))).await
        }
    }
}
