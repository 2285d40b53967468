//! `GET` and `POST /disclosures/{disclosure}/answers`: typed entry where there is only paper, topic by topic.

use super::{form::Wrong, title, topic_words};
use crate::{
    cx::Cx,
    error::PageResult,
    form::Fields,
    layout::{Layout, html_with, see},
};
use askama::Template;
use axum::{extract::Path, http::StatusCode};
use domain::{
    access::View,
    assessment::Note,
    catalog::Topic,
    id::DisclosureId,
    journal::Seq,
    vendor::{
        Line,
        disclosure::{DisclosureAnswer, DisclosureAnswers, DisclosureItem, DisclosureSource, ItemKey},
    },
};
use store::{
    StoreError,
    vendor::disclosure::{self as register, DisclosureRow},
};

/// One topic to answer.
pub(crate) struct TopicLine {
    pub(crate) id: String,
    pub(crate) words: String,
    pub(crate) status: &'static str,
    pub(crate) number: String,
    pub(crate) answer: String,
    pub(crate) remark: String,
}

/// An area with its topics.
pub(crate) struct AreaBlock {
    pub(crate) name: String,
    pub(crate) topics: Vec<TopicLine>,
}

#[derive(Template)]
#[template(path = "vendor/disclosure/answers.html")]
struct AnswersPage {
    l: Layout,
    id: String,
    title: String,
    version: i64,
    areas: Vec<AreaBlock>,
    /// Answers out of a workbook are there: typing replaces them.
    replaces: bool,
    wrong: Option<Wrong>,
}

impl AnswersPage {
    fn error(&self, field: &str) -> Option<&'static str> {
        self.wrong.filter(|(name, _)| *name == field).map(|(_, key)| key)
    }
    fn answers(&self) -> [DisclosureAnswer; DisclosureAnswer::ALL.len()] {
        DisclosureAnswer::ALL
    }
}

/// The form.
pub(crate) async fn typed(cx: Cx, Path(id): Path<DisclosureId>) -> PageResult {
    let row = register::find(&cx.app().db, &cx.permit::<View>()?, id).await?;
    page(&cx, StatusCode::OK, &row, None, None)
}

fn topics<'a>(cx: &'a Cx, row: &'a DisclosureRow) -> impl Iterator<Item = &'a Topic> {
    let kind = row.disclosure.stated.kind;
    cx.app().catalog.disclosure().topics.iter().filter(move |topic| topic.kinds.contains(&kind))
}

fn page(cx: &Cx, status: StatusCode, row: &DisclosureRow, sent: Option<&Fields>, wrong: Option<Wrong>) -> PageResult {
    let answers = row.answers.as_ref().map(|row| &row.answers);
    let line = |topic: &Topic| {
        let (words, status) = topic_words(cx, &topic.id);
        let stands = answers.and_then(|answers| answers.of_topic(&topic.id));
        let field = |name: &str, stands: String| {
            sent.map_or(stands, |fields| fields.text(&format!("{name}-{}", topic.id)).to_owned())
        };
        TopicLine {
            id: topic.id.to_string(),
            words,
            status,
            number: field(
                "number",
                stands.and_then(|item| item.number.as_ref()).map(ToString::to_string).unwrap_or_default(),
            ),
            answer: field("answer", stands.map_or("blank", |item| item.answer.code()).to_owned()),
            remark: field("remark", stands.map(|item| item.remark.to_string()).unwrap_or_default()),
        }
    };
    let name = |words: &domain::catalog::Bilingual| if cx.t().is_ja() { words.ja.clone() } else { words.en.clone() };
    let areas = cx.app().catalog.disclosure().areas.iter().map(|(area, words)| AreaBlock {
        name: name(words),
        topics: topics(cx, row).filter(|topic| topic.area == *area).map(line).collect(),
    });
    let page = AnswersPage {
        l: Layout::of(cx, "vendors"),
        id: row.disclosure.id.to_string(),
        title: title(cx.t(), &row.disclosure),
        version: row.answers.as_ref().map_or(0, |row| row.version.get()),
        areas: areas.filter(|area| !area.topics.is_empty()).collect(),
        replaces: answers.is_some_and(|answers| !matches!(answers.source, DisclosureSource::Typed)),
        wrong,
    };
    html_with(status, &page)
}

/// Records the answers as typed.
pub(crate) async fn record(cx: Cx, Path(id): Path<DisclosureId>, fields: Fields) -> PageResult {
    let row = register::find(&cx.app().db, &cx.permit::<View>()?, id).await?;
    let items: Result<Vec<_>, Wrong> = topics(&cx, &row).filter_map(|topic| item(topic, &fields).transpose()).collect();
    let answers = items.and_then(|items| {
        DisclosureAnswers::new(DisclosureSource::Typed, items).map_err(|_| ("answers", "disclosure-nothing-typed"))
    });
    let answers = match answers {
        Ok(answers) => answers,
        Err(wrong) => return page(&cx, StatusCode::UNPROCESSABLE_ENTITY, &row, Some(&fields), Some(wrong)),
    };
    let app = cx.app();
    let version = Seq::new(fields.text("version").parse().unwrap_or_default());
    match register::answer(&app.db, &cx.permit()?, app.now(), id, version, answers).await {
        Ok(_) => Ok(see(&format!("/disclosures/{id}"), "saved")),
        Err(StoreError::Stale) => {
            let wrong = Some(("answers", "vendor-changed-meanwhile"));
            page(&cx, StatusCode::CONFLICT, &row, Some(&fields), wrong)
        }
        Err(other) => Err(other.into()),
    }
}

/// One topic as typed; `None` where nothing was.
fn item(topic: &Topic, fields: &Fields) -> Result<Option<DisclosureItem>, Wrong> {
    let text = |name: &str| fields.text(&format!("{name}-{}", topic.id)).to_owned();
    let answer = DisclosureAnswer::from_code(&text("answer")).unwrap_or(DisclosureAnswer::Blank);
    let number = Line::maybe(&text("number")).map_err(|_| ("answers", "vendor-line-wrong"))?;
    let remark = Note::parse(&text("remark")).map_err(|_| ("answers", "disclosure-why-long"))?;
    if answer == DisclosureAnswer::Blank && number.is_none() && remark.is_empty() {
        return Ok(None);
    }
    let key = ItemKey::of(topic.id.as_str());
    Ok(Some(DisclosureItem { key, number, question: Note::default(), topic: Some(topic.id.clone()), answer, remark }))
}
