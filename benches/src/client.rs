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
        self.send(Method::GET, path, String::new()).await
    }

    pub(crate) async fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> Outcome<Answer> {
        self.send(Method::POST, path, serde_urlencoded::to_string(fields)?).await
    }

    /// Sends a form with a file, the token first.
    pub(crate) async fn post_file(&mut self, path: &str, csrf: &str, name: &str, file: &[u8]) -> Outcome<Answer> {
        let mut body = format!("--b\r\nContent-Disposition: form-data; name=\"csrf\"\r\n\r\n{csrf}\r\n").into_bytes();
        let head = format!("--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\r\n");
        body.extend_from_slice(head.as_bytes());
        body.extend_from_slice(file);
        body.extend_from_slice(b"\r\n--b--\r\n");
        self.send_as("multipart/form-data; boundary=b", Method::POST, path, body).await
    }

    async fn send(&mut self, method: Method, path: &str, body: String) -> Outcome<Answer> {
        self.send_as("application/x-www-form-urlencoded", method, path, body.into_bytes()).await
    }

    async fn send_as(&mut self, kind: &str, method: Method, path: &str, body: Vec<u8>) -> Outcome<Answer> {
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
