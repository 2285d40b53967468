//! Forms with a file: the token stands first and is checked before anything else is read; the file goes to the disk part by part.

use crate::{Site, cx::Cx, error::PageError};
use app::evidence::Arrived;
use axum::{
    body::{Body, BodyDataStream, Bytes},
    extract::{FromRequest, FromRequestParts as _, Multipart, Request, multipart::Field},
    http::header,
};
use domain::evidence::{FileName, MAX_FILE};
use futures_util::{StreamExt as _, stream};
use std::time::Duration;

/// The largest form with a file: the file, and what is said about it.
pub(crate) const MAX_UPLOAD: usize = MAX_FILE as usize + (1 << 20);
/// The longest text field.
const MAX_TEXT: usize = 16 << 10;
/// The first field with its token fits into so many bytes.
const MAX_FIRST: usize = 4096;
/// How long a body that is too large is read to nowhere: a browser that is cut off shows no page.
const PATIENCE: Duration = Duration::from_secs(60);

/// The fields of a form, and its file if one was chosen.
pub(crate) struct Upload {
    fields: Vec<(String, String)>,
    pub(crate) file: Option<Arrived>,
    /// A file was larger than what is taken, and the page wants to keep the words: it was read to nowhere.
    pub(crate) too_large: bool,
}

impl Upload {
    /// The first field of that name; empty if there is none.
    pub(crate) fn text(&self, name: &str) -> &str {
        self.fields.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str()).unwrap_or_default()
    }

    /// Every field of that name.
    pub(crate) fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.fields.iter().filter(move |(known, _)| known == name).map(|(_, value)| value.as_str())
    }
}

impl FromRequest<Site> for Upload {
    type Rejection = PageError;

    async fn from_request(request: Request, state: &Site) -> Result<Self, PageError> {
        let (mut parts, body) = request.into_parts();
        let cx = Cx::from_request_parts(&mut parts, state).await?;
        let request = Request::from_parts(parts, body);
        let mut form = Multipart::from_request(request, state).await.map_err(|_| PageError::BadForm)?;
        let mut upload = Self { fields: Vec::new(), file: None, too_large: false };
        while let Some(field) = form.next_field().await.map_err(|error| refusal(&error))? {
            upload.take(&cx, field).await?;
        }
        Ok(upload)
    }
}

impl Upload {
    async fn take(&mut self, cx: &Cx, field: Field<'_>) -> Result<(), PageError> {
        let name = field.name().unwrap_or_default().to_owned();
        match field.file_name().map(str::to_owned) {
            Some(file_name) => {
                let mut field = field;
                match receive(cx, &file_name, &mut field).await {
                    Ok(arrived) => self.file = self.file.take().or(arrived),
                    Err(PageError::FileTooLarge) if keeps_words(cx.path()) => {
                        self.too_large = true;
                        let rest = async { while matches!(field.chunk().await, Ok(Some(_))) {} };
                        let _ = tokio::time::timeout(PATIENCE, rest).await;
                    }
                    Err(other) => return Err(other),
                }
            }
            None => self.fields.push((name, text(field).await?)),
        }
        Ok(())
    }
}

async fn text(mut field: Field<'_>) -> Result<String, PageError> {
    let mut bytes = Vec::new();
    while let Some(part) = field.chunk().await.map_err(|error| refusal(&error))? {
        bytes.extend_from_slice(&part);
        if bytes.len() > MAX_TEXT {
            return Err(PageError::TooLarge);
        }
    }
    String::from_utf8(bytes).map_err(|_| PageError::BadForm)
}

/// Takes the file. A browser sends an empty one without a name where none was chosen.
async fn receive(cx: &Cx, file_name: &str, field: &mut Field<'_>) -> Result<Option<Arrived>, PageError> {
    let mut bytes = cx.app().blobs.arrive(cx.facility()?)?;
    while let Some(part) = field.chunk().await.map_err(|error| refusal(&error))? {
        bytes.write(&part)?;
        if bytes.size() > MAX_FILE {
            return Err(PageError::FileTooLarge);
        }
    }
    match FileName::clean(file_name) {
        Ok(name) => Ok(Some(Arrived { name, bytes })),
        Err(_) if bytes.size() == 0 => Ok(None),
        Err(_) => Err(PageError::BadForm),
    }
}

fn refusal(error: &axum::extract::multipart::MultipartError) -> PageError {
    match error.status() {
        axum::http::StatusCode::PAYLOAD_TOO_LARGE => PageError::FileTooLarge,
        _ => PageError::BadForm,
    }
}

/// Whether a page keeps what was typed beside a file that is too large: in an incident nobody types twice.
fn keeps_words(path: &str) -> bool {
    path.starts_with("/incidents/")
}

/// Reads the start of a form with a file: its first field must be the token. Gives back the whole request and the token.
///
/// # Errors
/// [`PageError::FileTooLarge`] for a body that says it is larger than what is taken; [`PageError::BadForm`].
pub(crate) async fn first_field(request: Request) -> Result<(Request, Option<String>), PageError> {
    let length = request.headers().get(header::CONTENT_LENGTH).and_then(|value| value.to_str().ok()?.parse().ok());
    let (parts, body) = request.into_parts();
    let mut rest = body.into_data_stream();
    if length.is_some_and(|length: u64| length > MAX_UPLOAD as u64) && !keeps_words(parts.uri.path()) {
        let _ =
            tokio::time::timeout(PATIENCE, async { while rest.next().await.is_some_and(|part| part.is_ok()) {} }).await;
        return Err(PageError::FileTooLarge);
    }
    let mut start: Vec<u8> = Vec::new();
    while start.len() < MAX_FIRST {
        match rest.next().await {
            Some(Ok(part)) => start.extend_from_slice(&part),
            Some(Err(_)) => return Err(PageError::BadForm),
            None => break,
        }
    }
    let token = token_of(&start);
    let whole = stream::unfold((Some(Bytes::from(start)), rest), next_part);
    Ok((Request::from_parts(parts, Body::from_stream(whole)), token))
}

/// One part at a time, then a pause: the reader of the form takes whatever is ready before it gives anything on, and a fast
/// sender is always ready. So memory holds a part and not the file.
async fn next_part(
    (first, mut rest): (Option<Bytes>, BodyDataStream),
) -> Option<(Result<Bytes, axum::Error>, (Option<Bytes>, BodyDataStream))> {
    if let Some(first) = first {
        return Some((Ok(first), (None, rest)));
    }
    tokio::task::yield_now().await;
    let part = rest.next().await?;
    Some((part, (None, rest)))
}

/// The value of the first field, if its name is `csrf` (RFC 7578 §4.2).
fn token_of(start: &[u8]) -> Option<String> {
    let start = start.get(..MAX_FIRST.min(start.len()))?;
    let text = String::from_utf8_lossy(start);
    let (_, after) = text.split_once("\r\n")?;
    let (head, body) = after.split_once("\r\n\r\n")?;
    let (value, _) = body.split_once("\r\n--")?;
    let is_token = head.lines().count() == 1 && head.to_ascii_lowercase().starts_with("content-disposition:");
    (is_token && head.ends_with("name=\"csrf\"")).then(|| value.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_token_stands_first_or_is_none() {
        let form = |name: &str| {
            format!(
                "--x\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\nabc\r\n--x\r\nContent-Disposition: form-data; name=\"csrf\"\r\n\r\nother\r\n--x--"
            )
        };
        assert_eq!(token_of(form("csrf").as_bytes()).as_deref(), Some("abc"));
        assert_eq!(token_of(form("title").as_bytes()), None);
        assert_eq!(token_of(b""), None);
        let file = b"--x\r\nContent-Disposition: form-data; filename=\"a\"; name=\"csrf\"\r\nContent-Type: text/plain\r\n\r\nabc\r\n--x--";
        assert_eq!(token_of(file), None, "a file is no token");
    }
}
