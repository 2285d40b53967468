//! `POST /incidents/{incident}/notes`: what was seen or done, with a photo or file. Whatever is refused, the words stay in the form.

use super::{
    refusal,
    show::{NoteTyped, Typed, page},
};
use crate::{
    cx::Cx,
    error::{PageError, PageResult},
    layout::see,
    upload::Upload,
};
use app::{AppError, readiness::incident as room};
use axum::{extract::Path, http::StatusCode};
use domain::{
    id::IncidentId,
    readiness::incident::{NoteText, Noted},
};

/// Writes into the time line.
pub(crate) async fn note(cx: Cx, Path(id): Path<IncidentId>, upload: Upload) -> PageResult {
    let app = cx.app();
    let text = |name| upload.text(name).to_owned();
    let typed = NoteTyped {
        kind: text("kind"),
        happened_at: text("happened_at"),
        words: text("words"),
        who: text("who"),
        corrects: text("corrects"),
    };
    let refused = |status, wrong| (status, Typed { note: typed.clone(), wrong: Some(wrong), ..Typed::default() });
    let words = NoteText {
        kind: &typed.kind,
        happened_at: &typed.happened_at,
        words: &typed.words,
        who: &typed.who,
        corrects: &typed.corrects,
        has_file: upload.file.is_some(),
    };
    if upload.too_large {
        let (status, typed) = refused(StatusCode::PAYLOAD_TOO_LARGE, ("file", "incident-file-too-large"));
        return page(&cx, status, id, typed).await;
    }
    let noted = match Noted::parse(&words, app.now()) {
        Ok(noted) => noted,
        Err(error) => {
            let (status, typed) = refused(StatusCode::UNPROCESSABLE_ENTITY, refusal(&error));
            return page(&cx, status, id, typed).await;
        }
    };
    match room::note(app, &cx.permit()?, id, noted, upload.file).await {
        Ok(seq) => Ok(see(&format!("/incidents/{id}"), &format!("entry-written#entry-{}", seq.get()))),
        Err(AppError::NotTaken(why)) => {
            let key = match why {
                "empty" => "evidence-not-taken-empty",
                "program" => "evidence-not-taken-program",
                _ => "incident-file-unknown",
            };
            let (status, typed) = refused(StatusCode::UNPROCESSABLE_ENTITY, ("file", key));
            page(&cx, status, id, typed).await
        }
        Err(AppError::Store(store::StoreError::NotFound)) => Err(PageError::NotFound),
        Err(other) => Err(other.into()),
    }
}
