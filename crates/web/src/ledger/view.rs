//! Saved views: a choice of the ledger's list under a name, for the house or for oneself.

use super::list::{Asked, page};
use crate::{
    cx::Cx,
    error::{PageError, PageResult},
    form::Form,
    layout::see,
};
use axum::{extract::Path, http::StatusCode};
use domain::{
    access::{ManageLedger, View},
    id::{UserId, ViewId},
    ledger::LedgerView,
    staff::Name,
};
use serde::Deserialize;
use store::StoreError;

/// What is to be kept.
#[derive(Deserialize)]
pub(crate) struct Keep {
    name: String,
    #[serde(default)]
    query: String,
    /// `yes`: the house sees it.
    #[serde(default)]
    shared: String,
}

fn user(cx: &Cx) -> PageResult<UserId> {
    cx.actor().and_then(|actor| actor.note().user).ok_or(PageError::LoginNeeded)
}

fn address(asked: &Asked) -> String {
    format!("/ledger?{}", asked.query()).trim_end_matches('?').to_owned()
}

/// `POST /ledger/views`.
pub(crate) async fn keep(cx: Cx, Form(keep): Form<Keep>) -> PageResult {
    let asked: Asked = serde_urlencoded::from_str(&keep.query).map_err(|_| PageError::BadForm)?;
    let view = cx.permit::<View>()?;
    let refused = |key: &str| cx.t().get(key).into_owned();
    let Ok(name) = Name::parse(&keep.name) else {
        let words = refused("ledger-view-name");
        return page(&cx, StatusCode::UNPROCESSABLE_ENTITY, asked, Some(words), Vec::new()).await;
    };
    // The choice as this program writes it: nothing else of what came is kept.
    let kept = LedgerView { id: cx.app().ids.next(), name, query: asked.query() };
    let known = store::ledger::views(&cx.app().db, &view).await?;
    let shared = keep.shared == "yes";
    if known.iter().any(|one| one.view.name == kept.name && one.shared == shared) {
        let words = refused("ledger-view-exists");
        return page(&cx, StatusCode::CONFLICT, asked, Some(words), Vec::new()).await;
    }
    let done = if shared {
        let permit = cx.permit::<ManageLedger>()?;
        store::ledger::keep_view(&cx.app().db, &permit, cx.app().now(), kept).await.map(drop)
    } else {
        store::ledger::keep_own_view(&cx.app().db, &view, user(&cx)?, &kept).await
    };
    match done {
        Ok(()) => Ok(see(&address(&asked), "saved")),
        Err(StoreError::Exists(_)) => {
            let words = cx.t().one("ledger-view-many", "count", store::ledger::MOST_OWN);
            page(&cx, StatusCode::CONFLICT, asked, Some(words), Vec::new()).await
        }
        Err(error) => Err(error.into()),
    }
}

/// `POST /ledger/views/{view}/drop`: an own one, or one of the house.
pub(crate) async fn forget(cx: Cx, Path(id): Path<ViewId>) -> PageResult {
    let view = cx.permit::<View>()?;
    match store::ledger::drop_own_view(&cx.app().db, &view, user(&cx)?, id).await {
        Err(StoreError::NotFound) => {
            let permit = cx.permit::<ManageLedger>()?;
            store::ledger::drop_view(&cx.app().db, &permit, cx.app().now(), id).await?;
        }
        other => other?,
    }
    Ok(see("/ledger", "saved"))
}
