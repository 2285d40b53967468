//! One browser without a screen: one kept connection, its cookies, its forms.

use crate::Outcome;
use http_body_util::{BodyExt as _, Full};
use hyper::{
    Method, Request,
    body::Bytes,
    client::conn::http1::{SendRequest, handshake},
    header,
};
use hyper_util::rt::TokioIo;
use std::collections::BTreeMap;
use tokio::net::TcpStream;

const FORM: &str = "application/x-www-form-urlencoded";

/// A connection with its cookies.
#[derive(Debug)]
pub(crate) struct Client {
    sender: SendRequest<Full<Bytes>>,
    origin: String,
    cookies: BTreeMap<String, String>,
}

/// An answer.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) location: String,
    pub(crate) body: Bytes,
}

impl Answer {
    /// Fails with the page's own words if it is another status.
    pub(crate) fn expect(&self, status: u16) -> Outcome<()> {
        if self.status == status {
            return Ok(());
        }
        let html = self.html();
        let words = html.split_once("role=\"alert\"").map_or(html.as_str(), |(_, words)| words);
        Err(format!("{} instead of {status}, {}: {words:.600}", self.status, self.location).into())
    }

    pub(crate) fn html(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// The value of the first hidden field with this name.
    pub(crate) fn hidden(&self, name: &str) -> Outcome<String> {
        hidden(&self.html(), name).ok_or_else(|| format!("no hidden field {name}").into())
    }
}

/// The value of the first `name="…" value="…"`.
pub(crate) fn hidden(html: &str, name: &str) -> Option<String> {
    let (_, after) = html.split_once(&format!("name=\"{name}\" value=\""))?;
    after.split_once('"').map(|(value, _)| value.to_owned())
}

impl Client {
    /// Connects to `http://127.0.0.1:port`.
    pub(crate) async fn connect(origin: &str) -> Outcome<Self> {
        let stream = TcpStream::connect(origin.trim_start_matches("http://")).await?;
        stream.set_nodelay(true)?;
        let (sender, connection) = handshake(TokioIo::new(stream)).await?;
        tokio::spawn(connection);
        Ok(Self { sender, origin: origin.to_owned(), cookies: BTreeMap::new() })
    }

    /// Another connection of the same browser.
    pub(crate) async fn again(&self) -> Outcome<Self> {
        self.at(&self.origin).await
    }

    /// The same browser at another address.
    pub(crate) async fn at(&self, origin: &str) -> Outcome<Self> {
        let other = Self::connect(origin).await?;
        Ok(Self { cookies: self.cookies.clone(), ..other })
    }

    pub(crate) async fn get(&mut self, path: &str) -> Outcome<Answer> {
        self.send(Method::GET, path, FORM, Vec::new()).await
    }

    pub(crate) async fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> Outcome<Answer> {
        self.send(Method::POST, path, FORM, serde_urlencoded::to_string(fields)?.into_bytes()).await
    }

    /// Sends a form with a file, the fields first.
    pub(crate) async fn post_file(
        &mut self,
        path: &str,
        fields: &[(&str, &str)],
        (name, bytes): (&str, &[u8]),
    ) -> Outcome<Answer> {
        let part = |(name, value): &(&str, &str)| {
            format!("--bench\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n")
        };
        let mut body: Vec<u8> = fields.iter().map(part).collect::<String>().into_bytes();
        let head = "--bench\r\nContent-Disposition: form-data; name=\"file\"; filename=";
        body.extend_from_slice(format!("{head}\"{name}\"\r\n\r\n").as_bytes());
        body.extend_from_slice(bytes);
        body.extend_from_slice(b"\r\n--bench--\r\n");
        self.send(Method::POST, path, "multipart/form-data; boundary=bench", body).await
    }

    async fn send(&mut self, method: Method, path: &str, kind: &str, body: Vec<u8>) -> Outcome<Answer> {
        let cookies: Vec<String> = self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        let request = Request::builder()
            .method(method)
            .uri(path)
            .header(header::HOST, self.origin.trim_start_matches("http://"))
            .header(header::ORIGIN, &self.origin)
            .header(header::COOKIE, cookies.join("; "))
            .header(header::ACCEPT_LANGUAGE, "ja")
            .header(header::CONTENT_TYPE, kind)
            .body(Full::new(Bytes::from(body)))?;
        self.sender.ready().await?;
        let answer = self.sender.send_request(request).await?;
        for cookie in answer.headers().get_all(header::SET_COOKIE) {
            if let Some((name, value)) = cookie.to_str()?.split(';').next().and_then(|pair| pair.split_once('=')) {
                self.cookies.insert(name.to_owned(), value.to_owned());
            }
        }
        let location = answer.headers().get(header::LOCATION).map(|to| to.to_str().map(str::to_owned)).transpose()?;
        let status = answer.status().as_u16();
        let body = answer.into_body().collect().await?.to_bytes();
        Ok(Answer { status, location: location.unwrap_or_default(), body })
    }
}
